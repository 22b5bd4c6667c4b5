"""A signed letter on its way: sent, acknowledged, interrupted with a reason, taken up again; its reminder."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy as _, ngettext

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import in_spanish
from hermanar.documents import operations as documents
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision, date_in_words, last_day, sure_day
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ...enums import AWAITS_ANSWER, Direction, Happened, Interruption, LetterKind, LetterState
from ...models import Letter
from ...policies import can_edit
from ...queries.letter_sides import languages_of_letters
from ...rules.correspondence import threshold
from ...rules.languages import languages_for
from .drafts import _start, _tell_signer
from .shared import _may_edit, _said, _state_fact_of, _touch


@transaction.atomic
def record_sent(act: Act, *, letter: Letter, sent_on: dt.date, sent_by: str) -> Letter:
    """The signed letter went out: by what means, on what day; an answer is due from then. Raises Refused, Invalid."""
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("Asienta el envío el enlace del municipio titular."))
    errors = {}
    if sent_on > act.on:
        errors["sent_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if letter.dated_on and sent_on < letter.dated_on:
        errors["sent_on"] = [_("No pudo enviarse antes de firmarse.")]
    if not normalise(sent_by):
        errors["sent_by"] = [_("Escriba el medio: correo electrónico, mensajería, por conducto del consulado…")]
    if errors:
        raise Invalid(errors)
    due = letter.due_on
    if due is None and letter.kind in AWAITS_ANSWER:
        due = sent_on + dt.timedelta(days=int(threshold("answer_due")))
    if not Letter.objects.filter(pk=letter.pk, state=LetterState.SIGNED_OFF).update(
        state=LetterState.SENT, sent_on=sent_on, sent_by=normalise(sent_by)[:120], touched_on=sent_on, due_on=due
    ):
        raise Refused(
            "letter_not_signed", _("Solo se envía una carta firmada. Pida antes la firma de quien la expide.")
        )
    letter.refresh_from_db()
    if letter.version is not None:  # from now on it is a paper of the whole circle
        documents.share_document(act, document=letter.version.document)
    _touch(letter.partnership, sent_on)
    if letter.reminds_id:
        Letter.objects.filter(pk=letter.reminds_id, touched_on__lt=sent_on).update(touched_on=sent_on)
    record(
        act, Happened.LETTER_SENT, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio, on=sent_on,
    )  # fmt: skip
    _state_fact_of(act, letter)
    return letter


def _between(letter: Letter, act: Act) -> dict[str, str]:
    since = letter.sent_on or letter.dated_on
    known = Precision(letter.precision) if since == letter.dated_on else Precision.DAY
    return {
        "since": date_in_words(since, get_language() or "es", known) if since else "—",
        "until": date_in_words(act.on, get_language() or "es"),
    }


@transaction.atomic
def acknowledge_letter(act: Act, *, letter: Letter, on: dt.date, precision: Precision | str = Precision.DAY) -> Letter:
    """The other side acknowledged receipt, on a day or in a month, quarter or year. Raises Refused, Invalid."""
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("Asienta el acuse el enlace del municipio titular."))
    if _cannot_be(act, letter, on, precision):
        raise Invalid({"on": [_("El acuse va entre el envío, %(since)s, y hoy, %(until)s.") % _between(letter, act)]})
    if not Letter.objects.filter(pk=letter.pk, state=LetterState.SENT).update(
        state=LetterState.ACKNOWLEDGED, acknowledged_on=on, acknowledged_precision=precision
    ):
        raise Refused("letter_not_sent", _("Solo tiene acuse una carta enviada. Asiente antes su envío."))
    letter.refresh_from_db()
    _touch(letter.partnership, sure_day(on, Precision(precision), act.on))
    record(
        act, Happened.LETTER_ACKNOWLEDGED, chain=letter.circle.public_id, about=letter.public_id,
        letter=_said(letter), folio=letter.folio,
    )  # fmt: skip
    return letter


def _cannot_be(act: Act, letter: Letter, on: dt.date, precision: Precision | str) -> bool:
    """Whether what happened to a letter then would lie before its sending, or has not come yet."""
    return on > act.on or bool(letter.sent_on and last_day(on, Precision(precision)) < letter.sent_on)


def _tell(act: Act, letter: Letter, key: str, reason: str) -> None:
    """Tell our own side: who signed the letter, and who keeps it."""
    notify(
        act, to=(letter.circle, [(Part.LEAD, Role.MAYOR), (Part.LEAD, Role.LIAISON)]), key=key,
        data={"folio": letter.folio, "reason": normalise(reason)}, door="partnerships.letter",
        at={"letter": letter.public_id},
    )  # fmt: skip


@transaction.atomic
def interrupt_letter(
    act: Act, *, letter: Letter, code: Interruption, reason: str, on: dt.date,
    precision: Precision | str = Precision.DAY,
) -> Letter:  # fmt: skip
    """Say that a letter stopped, with a coded reason (R0-32, R0-33, R0-38), since a day or a month, quarter or year.
    Raises Refused, Invalid."""
    _stop(act, letter, code, reason, on, precision)
    if letter.awaits_answer:  # nobody can take up again what waits for nothing
        _tell(act, letter, "letter_interrupted", reason)
    return letter


@transaction.atomic
def interrupt_letters(
    act: Act, *, letters: Sequence[Letter], code: Interruption, reason: str, on: dt.date,
    precision: Precision | str = Precision.DAY,
) -> list[Letter]:  # fmt: skip
    """Say that several letters stopped, for one reason: all of them or none. Each keeps it in its own history; whoever signed
    them is told once. Raises Refused, Invalid."""
    if not letters:
        raise Invalid({"letters": [_("Elija al menos una carta.")]})
    for letter in letters:
        _stop(act, letter, code, reason, on, precision)
    for circle in {letter.circle for letter in letters if letter.awaits_answer}:
        here = [letter for letter in letters if letter.circle == circle]
        if len(here) == 1:
            _tell(act, here[0], "letter_interrupted", reason)
            continue
        number = ngettext("%(n)s carta", "%(n)s cartas", len(here)) % {"n": len(here)}
        notify(
            act, to=(circle, [(Part.LEAD, Role.MAYOR), (Part.LEAD, Role.LIAISON)]), key="letters_interrupted",
            data={"number": number, "reason": normalise(reason)},
            door="partnerships.follow_up", at={},
        )  # fmt: skip
    return list(letters)


def _stop(act: Act, letter: Letter, code: Interruption, reason: str, on: dt.date, precision: Precision | str) -> None:
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if _cannot_be(act, letter, on, precision):
        said = _("La interrupción va entre el envío, %(since)s, y hoy, %(until)s.")
        raise Invalid({"on": [said % _between(letter, act)]})
    if not Letter.objects.filter(pk=letter.pk, state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED]).update(
        state=LetterState.INTERRUPTED, interruption=code, interrupted_on=on, interrupted_precision=precision
    ):
        raise Refused(
            "letter_not_sent",
            _("Solo se interrumpe una carta enviada que espera respuesta. Si no ha salido, se devuelve o se cambia."),
        )
    letter.refresh_from_db()
    record(
        act, Happened.LETTER_INTERRUPTED, chain=letter.circle.public_id, about=letter.public_id,
        letter=_said(letter), folio=letter.folio, reason=Interruption(code).label, words=normalise(reason, lines=True),
    )  # fmt: skip


@transaction.atomic
def resume_letter(act: Act, *, letter: Letter, reason: str) -> Letter:
    """Take an interrupted letter up again: it waits for its answer as before; why it had stopped stays in the journal.

    Raises Refused, Invalid.
    """
    _may_edit(act, letter)
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if letter.kind == LetterKind.DISPATCH:
        raise Refused("letter_of_dispatch", _("Ese envío se corrigió en su expediente: si hace falta, asiente otro."))
    back = LetterState.ACKNOWLEDGED if letter.acknowledged_on else LetterState.SENT
    if not Letter.objects.filter(pk=letter.pk, state=LetterState.INTERRUPTED).update(
        state=back, interruption="", interrupted_on=None, interrupted_precision=Precision.DAY
    ):
        raise Refused(
            "letter_not_interrupted",
            _("Solo se retoma una carta interrumpida. Esta sigue su curso: no hay qué retomar."),
        )
    letter.refresh_from_db()
    record(
        act, Happened.LETTER_RESUMED, chain=letter.circle.public_id, about=letter.public_id,
        letter=_said(letter), folio=letter.folio, reason=normalise(reason, lines=True),
    )  # fmt: skip
    _tell(act, letter, "letter_resumed", reason)
    return letter


def _languages(letter: Letter) -> tuple[str, ...]:
    """In which a letter about this one goes: its own, where it was written here; of one put down from its paper, those of
    where it went."""
    if letter.version_id is not None:
        return tuple(letter.languages)
    return languages_of_letters(letter.partnership) if letter.partnership else languages_for(letter.country_id or "MX")


@transaction.atomic
def draft_reminder(act: Act, *, letter: Letter, words: dict | None = None) -> Letter:
    """The reminder of a letter that nobody answers, drafted in its languages, ready to be edited and signed (R0-32).

    One at a time: while another of the same letter is not sent, that one is returned. Raises Refused.
    """
    _may_edit(act, letter)
    if (
        letter.direction != Direction.OUT
        or not letter.awaits_answer
        or letter.state not in {LetterState.SENT, LetterState.ACKNOWLEDGED}
    ):
        raise Refused(
            "letter_not_sent",
            _(
                "Solo se recuerda una carta enviada que espera respuesta. Si ya se contestó o se interrumpió, no hay qué recordar."
            ),
        )
    standing = letter.reminders.filter(state__in=[LetterState.DRAFT, LetterState.SIGNED_OFF]).order_by("-pk").first()
    if standing is not None:
        record(
            act,
            Happened.LETTER_DRAFTED,
            chain=letter.circle.public_id,
            about=standing.public_id,
            letter=_said(standing),
        )
        return standing
    reminder = Letter(
        circle=letter.circle, owner=letter.owner, partnership=letter.partnership, kind=LetterKind.REMINDER,
        languages=_languages(letter), reminds=letter, city=letter.city, subdivision=letter.subdivision,
        country=letter.country, municipality=letter.municipality, there=letter.there, other_name=letter.other_name,
        other_post=letter.other_post, other_post_in=letter.other_post_in, other_office=letter.other_office, other_address=letter.other_address,
        areas=letter.areas, initials=letter.initials, motivations=words or {},
        subject=in_spanish(_("Recordatorio de la carta %(folio)s"), folio=letter.folio or in_spanish(_("sin número"))),
    )  # fmt: skip
    _start(act, reminder)
    _tell_signer(act, reminder)
    return reminder
