"""What was put down of a letter wrongly is corrected where it stands, or taken off the register, with its reason."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision, last_day, sure_day
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ...enums import AWAITS_ANSWER, Direction, Fact, Happened, LetterKind, LetterState
from ...models import Letter, LetterCorrection
from ...queries.corrections import correctable, may_be_mistaken
from ...queries.sources import LETTER_FACTS, is_of_the_pair
from ...rules.correspondence import threshold
from ..cases import withdraw_case_fact
from ..taken_back import _told, _words
from .records import _is_there, _lacks_of_paper, _pause
from .shared import _may_edit, _register, _said, _state_fact_of, _use_folio

_TEXTS = {"folio": 60, "subject": 240, "sender": 200}
_TOLD = ("dated_on", "precision", "folio", "sent_on", "is_affirmative")  # what the fact on the case says of it


def _clean(letter: Letter, said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that change, of those that may."""
    may = correctable(letter)
    clean = {name: normalise(value)[: _TEXTS[name] + 1] if name in _TEXTS else value for name, value in said.items()}
    return {name: value for name, value in clean.items() if name in may and value != getattr(letter, name)}


def _errors(act: Act, letter: Letter, changed: Mapping[str, Any]) -> dict[str, list]:
    """What cannot be, each at its field, as when it was put down."""

    def it(name: str) -> Any:
        return changed.get(name, getattr(letter, name))

    errors: dict[str, list] = {}
    future = _("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")
    went = letter.direction == Direction.OUT
    sent = changed.get("sent_on", it("dated_on") if "dated_on" in changed and went else letter.sent_on)
    for name in ("dated_on", "sent_on", "acknowledged_on", "interrupted_on"):
        if name in changed and changed[name] is not None and changed[name] > act.on:
            errors[name] = [future]
    for name in ("dated_on", "sent_on", "interrupted_on"):
        if name in changed and changed[name] is None:
            errors[name] = [_("Ponga el día en que ocurrió.")]
    if errors:
        return errors
    if "sent_on" in changed and letter.dated_on and changed["sent_on"] < letter.dated_on:
        errors["sent_on"] = [_("No pudo enviarse antes de firmarse.")]
    if letter.answers is not None and letter.answers.dated_on and it("dated_on") < letter.answers.dated_on:
        errors["dated_on"] = [_("La respuesta no puede ser anterior a la carta que contesta.")]
    first = min((a.dated_on for a in letter.answered_by.all() if a.dated_on), default=None)
    if first and "dated_on" in changed and it("dated_on") > first:
        errors["dated_on"] = [_("Ya tiene una respuesta de antes de ese día. Corrija primero la respuesta.")]
    for name in ("acknowledged_on", "interrupted_on"):
        known = Precision(it(name.replace("_on", "_precision")))
        if it(name) and sent and last_day(it(name), known) < sent:
            errors[name if name in changed else "dated_on"] = [
                _("El acuse y la interrupción van después del envío. Corrija las dos fechas.")
            ]
    if went and "folio" in correctable(letter) and not it("folio") and it("precision") == Precision.DAY:
        errors["folio"] = [_("Escriba el número del oficio.")]
    if len(it("folio")) > _TEXTS["folio"]:
        errors["folio"] = [_("Escriba el folio, de 60 caracteres a lo más.")]
    moved = {"folio", "dated_on"} & changed.keys()
    if (
        moved
        and not went
        and it("folio")
        and _is_there(
            letter.owner, letter.kind, it("folio"), it("dated_on"), letter.city or letter.sender, letter.partnership
        )
    ):
        errors["folio"] = [_("Ese papel ya está asentado: mismo número, misma fecha y misma oficina.")]
    return errors


def _term(letter: Letter) -> dt.date | None:
    """Until when an answer is due where nobody said otherwise."""
    if letter.direction != Direction.OUT or letter.kind not in AWAITS_ANSWER or letter.sent_on is None:
        return None
    exact = Precision(letter.precision) if letter.sent_on == letter.dated_on else Precision.DAY
    since = sure_day(letter.sent_on, exact, letter.entered_on or letter.sent_on)
    return since + dt.timedelta(days=int(threshold("answer_due")))


def _apply(letter: Letter, changed: Mapping[str, Any]) -> None:
    """Write what changes, and what follows from it."""
    usual = letter.due_on is not None and letter.due_on == _term(letter)
    for name, value in changed.items():
        setattr(letter, name, value)
    if letter.direction == Direction.OUT and "dated_on" in changed:
        letter.sent_on = letter.dated_on
    if {"dated_on", "precision", "sent_on"} & changed.keys() and letter.direction == Direction.OUT and letter.sent_on:
        exact = Precision(letter.precision) if letter.sent_on == letter.dated_on else Precision.DAY
        wrote = [r.sent_on for r in letter.reminders.all() if r.sent_on]
        letter.touched_on = max([sure_day(letter.sent_on, exact, letter.entered_on or letter.sent_on), *wrote])
        if usual:
            letter.due_on = _term(letter)
    if letter.acknowledged_on is None:
        letter.acknowledged_precision = Precision.DAY
    if "acknowledged_on" in changed and letter.acknowledged_on is None and letter.state == LetterState.ACKNOWLEDGED:
        letter.state = LetterState.SENT
    if "folio" in changed and letter.lacks:
        letter.lacks = _lacks_of_paper(
            letter.kind, letter.folio, letter.attachment, [k for k in letter.lacks if k != "folio"]
        )
    _register(letter)


def _kept(act: Act, letter: Letter, was: dict, now: dict, reason: str) -> LetterCorrection:
    plain = {name: {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()} for name, row in
             (("was", was), ("now", now))}  # fmt: skip
    return LetterCorrection.objects.create(
        letter=letter, reason=reason, on=act.on, by=act.actor.appointment, how=act.actor.how, **plain
    )


def _why(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    return reason


def _take_back_fact(act: Act, letter: Letter, reason: str) -> int:
    """What it put on its case stands on no day."""
    key = LETTER_FACTS.get((LetterKind(letter.kind), Direction(letter.direction)))
    if letter.partnership is None or key is None:
        return 0
    return withdraw_case_fact(
        act, partnership=letter.partnership, fact=Fact(key), reason=reason, mistaken=True,
        source=f"partnerships.letter:{letter.public_id}",
    )  # fmt: skip


@transaction.atomic
def correct_letter(act: Act, *, letter: Letter, reason: str, said: Mapping[str, Any]) -> LetterCorrection:
    """Put right what was put down of a letter: of one recorded from its paper its day, number, subject and who signs it, and
    of an answer whether it is a yes; of any, when it went out, was acknowledged (None: it was not) or stopped, and why. What
    it said stays beside it with who corrected it and why; a fact that it put on a case is stated anew.

    Raises Refused (`not_liaison`, `nothing_corrected`, `folio_used`), Invalid naming the field.
    """
    _may_edit(act, letter)
    reason = _why(reason)
    changed = _clean(letter, said)
    if not changed:
        raise Refused("nothing_corrected", _("Todo queda como estaba: cambie lo que esté mal, o vuelva sin corregir."))
    if errors := _errors(act, letter, changed):
        raise Invalid(errors)
    if changed.get("folio") and letter.direction == Direction.OUT and letter.kind != LetterKind.NOTE:
        _use_folio(act, letter.owner, changed["folio"], letter.kind)
    was = {name: getattr(letter, name) for name in changed}
    _apply(letter, changed)
    letter.save()
    correction = _kept(act, letter, was, changed, reason)
    record(
        act, Happened.LETTER_CORRECTED, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio, reason=reason,
    )  # fmt: skip
    if letter.partnership is not None:
        if (
            set(_TOLD) & changed.keys()
            and _take_back_fact(act, letter, reason)
            and is_of_the_pair(letter.partnership, letter)
        ):
            _state_fact_of(act.recording(), letter)
        if changed.get("is_affirmative") is False and letter.partnership.case.state == "open":
            _pause(act.recording(), letter.partnership, letter.dated_on)  # type: ignore[arg-type]
        _told(act, letter.partnership, _words(LetterKind(letter.kind).label), reason)
    return correction


@transaction.atomic
def withdraw_letter(act: Act, *, letter: Letter, reason: str) -> Letter:
    """A letter was put down by mistake (twice, of another house, as the answer to another letter): it leaves every list and
    count, what it put on its case stands on no day, and the letter it answered waits again. It stays with its reason.

    Raises Refused (`not_liaison`, `letter_not_recorded`, `letter_has_others`), Invalid without a reason.
    """
    _may_edit(act, letter)
    reason = _why(reason)
    if not may_be_mistaken(letter):
        raise Refused(
            "letter_not_recorded",
            _("Esa carta se expidió aquí: no se retira. Corrija lo que se asentó de ella, o interrúmpala."),
        )
    if letter.answered_by.exists() or letter.reminders.exists():
        raise Refused(
            "letter_has_others", _("Hay respuestas o recordatorios de esa carta: retire antes los que estén mal.")
        )
    if not Letter.objects.filter(pk=letter.pk).update(withdrawn_on=act.on):
        raise Refused("letter_withdrawn", _("Esa carta ya se había retirado."))
    letter.withdrawn_on = act.on
    _kept(act, letter, {}, {}, reason)
    asked = letter.answers
    if asked is not None and not asked.answered_by.exists():
        back = LetterState.ACKNOWLEDGED if asked.acknowledged_on else LetterState.SENT
        Letter.objects.filter(pk=asked.pk, direction=Direction.OUT, state=LetterState.ANSWERED).update(state=back)
    _take_back_fact(act, letter, reason)
    record(
        act, Happened.LETTER_WITHDRAWN, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio, reason=reason,
    )  # fmt: skip
    if letter.partnership is not None:
        _told(act, letter.partnership, _words(LetterKind(letter.kind).label), reason)
    return letter
