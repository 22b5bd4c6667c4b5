"""Letters of intent: written here, signed off by the mayor, sent, answered; or recorded from their paper."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.enums import Part, Role
from hermanar.directory.queries import holder_on
from hermanar.documents import operations as documents
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.process import operations as process
from hermanar.process.queries import standing_facts

from ..enums import Direction, Fact, Happened, Interruption, LetterKind, LetterLack, LetterState
from ..models import Letter, Partnership
from ..policies import can_edit, can_record_for, can_sign_off
from ..queries import brief_of_letter, check_letter, lacks_of_draft, profile_to_annex, slot_values
from ..queries.sources import LETTER_FACTS, is_about_the_pair
from .cases import _place_of, state_case_fact

_PARTS = ("motivations", "interests", "objectives")


def _kind_of_paper(partnership: Partnership, kind: LetterKind) -> str:
    if kind == LetterKind.RESUME:
        return "letter_resume"
    if kind == LetterKind.ANSWER:
        return "letter_answer"
    return "letter_of_intent_domestic" if partnership.klass == "domestic" else "letter_of_intent"


def _languages(partnership: Partnership, kind: str) -> tuple[str, ...]:
    return tuple(partnership.languages) if kind == LetterKind.INTENT else ("es",)


def _said(letter: Letter) -> str:
    return f"{letter.get_kind_display()}"


def _text(value, *, as_list: bool, languages: tuple[str, ...]):
    """Typed text per language → slot value: a string, or for lists one item per line."""
    value = value if isinstance(value, dict) else {"es": value}
    clean = {lang: normalise(str(value.get(lang, "")), lines=True) for lang in languages}
    if not as_list:
        return {lang: " ".join(text.split("\n")) for lang, text in clean.items()}
    lines = {lang: [line for line in text.split("\n") if line] for lang, text in clean.items()}
    count = max((len(v) for v in lines.values()), default=0)
    return [{lang: v[i] if i < len(v) else "" for lang, v in lines.items()} for i in range(count)]


def _require_parts(letter_kind: str, fields: dict, languages: tuple[str, ...]) -> None:
    """R4-28: motivations, interests and objectives are compulsory, in each language of the letter."""
    if letter_kind != LetterKind.INTENT:
        return
    errors: dict[str, list] = {}
    for name in _PARTS:
        for lang in languages:
            if not normalise(str((fields.get(name) or {}).get(lang, "")), lines=True):
                errors.setdefault(f"{name}_{lang}", []).append(
                    _("Esta parte es obligatoria en una carta de intención.")
                )
    counts = {
        name: {
            len([x for x in str((fields.get(name) or {}).get(lang, "")).split("\n") if x.strip()]) for lang in languages
        }
        for name in ("interests", "objectives")
    }
    for name, lengths in counts.items():
        if len(lengths) > 1 and f"{name}_{languages[-1]}" not in errors:
            errors[f"{name}_{languages[-1]}"] = [_("Escriba el mismo número de renglones en los dos idiomas.")]
    if errors:
        raise Invalid(errors)


def _values(partnership: Partnership, letter: Letter, on: dt.date) -> dict:
    languages = _languages(partnership, letter.kind)
    values = slot_values(partnership, on) | {
        "motivations": _text(letter.motivations, as_list=False, languages=languages),
        "interests": _text(letter.interests, as_list=True, languages=languages),
        "objectives": _text(letter.objectives, as_list=True, languages=languages),
        "copies": [*letter.copies, *_archive_line(letter.archive)],
        "initials": letter.initials,
    }
    if letter.kind == LetterKind.INTENT:
        accompanied = profile_to_annex(partnership, on) is not None
        values["profile_of"] = values.get("our_city", "") if accompanied else ""
    if letter.kind == LetterKind.RESUME:
        facts = standing_facts(partnership.case)
        values["earlier_steps"] = [line.proof for line in facts.values() if line.proof and line.key != Fact.TRIAGED]
        reason = Interruption(partnership.paused_reason).label if partnership.paused_reason else ""
        values["reason_stopped"] = str(reason)
    if letter.kind == LetterKind.ANSWER and letter.answers is not None:
        values |= {
            "answered_folio": letter.answers.folio or str(_("sin número")),
            "answered_date": letter.answers.dated_on,
            "answer": "declines" if letter.is_affirmative is False else "accepts",
            "decline_reason": values["motivations"].get("es", ""),
        }
    return values


def _archive_line(archive: str) -> list[dict[str, str]]:
    """The last line of the copies: the classification of the archive (R4-18)."""
    return [{"es": f"Archivo: {archive}", "en": f"File: {archive}"}] if archive else []


@transaction.atomic
def draft_letter(
    act: Act, *, partnership: Partnership, kind: LetterKind = LetterKind.INTENT, motivations: dict | None = None,
    interests: dict | None = None, objectives: dict | None = None, subject: str = "", copies: list | None = None,
    initials: str = "", archive: str = "", answers: Letter | None = None, is_affirmative: bool | None = None,
) -> Letter:  # fmt: skip
    """Write a letter from the case: version 1 of its paper, in the languages of the relation. An answer says which letter
    it `answers` and, where it declines, why (`motivations`). Raises Refused, Invalid."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if kind == LetterKind.NOTE:
        raise Invalid({"kind": [_("Un oficio de otra oficina se asienta de su papel.")]})
    languages = _languages(partnership, kind)
    fields = {"motivations": motivations or {}, "interests": interests or {}, "objectives": objectives or {}}
    _require_parts(kind, fields, languages)
    if kind == LetterKind.ANSWER and answers is None:
        raise Invalid({"answers": [_("Elija la carta que se contesta.")]})
    letter = Letter(
        partnership=partnership, kind=kind, direction=Direction.OUT, state=LetterState.DRAFT,
        subject=normalise(subject) or str(LetterKind(kind).label), copies=copies or [], initials=normalise(initials),
        archive=normalise(archive)[:80], how=act.actor.how, answers=answers, is_affirmative=is_affirmative, **fields,
    )  # fmt: skip
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=_kind_of_paper(partnership, kind),
        values=_values(partnership, letter, act.on), languages=languages, shared=False,
    )  # fmt: skip
    letter.document, letter.version = version.document, version
    letter.save()
    record(
        act, Happened.LETTER_DRAFTED, chain=partnership.circle.public_id, about=letter.public_id, letter=_said(letter)
    )
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.MAYOR), key="letter_to_sign",
        data={"folio": partnership.folio}, door="partnerships.letter", at={"letter": letter.public_id},
    )  # fmt: skip
    return letter


@transaction.atomic
def revise_letter(act: Act, *, letter: Letter, **fields) -> Letter:
    """Change a draft: its next version is assembled from the new words. Raises Refused once signed, Invalid."""
    partnership = letter.partnership
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if letter.state != LetterState.DRAFT:
        raise Refused("letter_signed", _("La carta ya se firmó: prepare otra."))
    for name in (*_PARTS, "subject", "copies", "initials", "archive"):
        if name in fields:
            setattr(letter, name, fields[name])
    languages = _languages(partnership, letter.kind)
    _require_parts(letter.kind, {name: getattr(letter, name) for name in _PARTS}, languages)
    letter.version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=letter.document.kind,
        values=_values(partnership, letter, act.on), languages=languages, document=letter.document,
    )  # fmt: skip
    letter.save(update_fields=["version", *_PARTS, "subject", "copies", "initials", "archive"])
    record(
        act, Happened.LETTER_DRAFTED, chain=partnership.circle.public_id, about=letter.public_id, letter=_said(letter)
    )
    return letter


def _check(letter: Letter, gazetteer: Gazetteer, on: dt.date) -> list[Blocker]:
    """Errors of the checker that nobody kept with a reason: each a door to the letter (promise 2)."""
    return [
        Blocker(f"finding_{f.code}", f.message["es"], "partnerships.letter", {"letter": letter.public_id})
        for f in check_letter(letter, gazetteer=gazetteer, on=on)[0]
        if f.severity == "error"
    ]


def _must_prepare(act: Act, letter: Letter) -> None:
    if not can_edit(act.actor, letter.partnership.circle):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if letter.state != LetterState.DRAFT:
        raise Refused("letter_signed", _("La carta ya se firmó: prepare otra."))


@transaction.atomic
def repair_letter(act: Act, *, letter: Letter, fingerprint: str, index: int, gazetteer: Gazetteer) -> Letter:
    """Do one of the repairs that the checker offers: the next version of the paper, and the same words in the parts it
    was written from, so that a later change does not bring the error back. Raises Refused."""
    _must_prepare(act, letter)
    old = letter.version.as_content
    letter.version = documents.apply_repair(
        act, document=letter.document, base_number=letter.version.number, finding_fingerprint=fingerprint,
        repair_index=index, brief=brief_of_letter(letter, act.on), gazetteer=gazetteer,
    )  # fmt: skip
    new = letter.version.as_content
    for block in new.blocks:
        for lang, text in block.text.items():
            before = next((b.text.get(lang, "") for b in old.blocks if b.key == block.key), text)
            if before == text:
                continue
            for name in _PARTS:
                part = getattr(letter, name)
                if lang in part:
                    setattr(letter, name, {**part, lang: _carried(part[lang], before, text)})
    letter.save(update_fields=["version", *_PARTS])
    record(
        act, Happened.LETTER_DRAFTED, chain=letter.partnership.circle.public_id, about=letter.public_id,
        letter=_said(letter),
    )  # fmt: skip
    return letter


def _carried(typed: str, before: str, after: str) -> str:
    """The typed lines with the one that stands in the paper as `before` written as in `after` (its list mark apart)."""
    for line in typed.split("\n"):
        words = line.strip()
        if words and before.startswith(words):
            rest = before[len(words) :]
            return typed.replace(line, after.removesuffix(rest))
    return typed


@transaction.atomic
def keep_letter_finding(act: Act, *, letter: Letter, fingerprint: str, code: str, reason: str) -> Letter:
    """The text stays as it is, and why is said. Raises Refused, Invalid without a reason."""
    _must_prepare(act, letter)
    documents.keep_finding(act, document=letter.document, fingerprint=fingerprint, code=code, reason=reason)
    return letter


@transaction.atomic
def sign_off_letter(act: Act, *, letter: Letter, gazetteer: Gazetteer, dated_on: dt.date | None = None) -> Letter:
    """The mayor signs: checked, given its folio, issued as PDF and DOCX with code and QR; the profile's latest issue goes
    with a letter of intent by itself (R4-24), and what it went without stays said (R4-25).

    Raises Refused (not the mayor, not a draft), Invalid (the post does not cover the day), Blocked (errors in the text).
    """
    partnership = letter.partnership
    circle = partnership.circle
    if not can_sign_off(act.actor, circle):
        raise Refused("not_mayor", _("La carta la firma la Presidencia municipal."))
    on = dated_on or act.on
    if on > act.on:
        raise Invalid({"dated_on": [_("La fecha no puede ser posterior al día de hoy.")]})
    mayor = holder_on((partnership.owner, Role.MAYOR), on)
    if mayor is None or mayor.appointment != act.actor.appointment:
        raise Invalid({"dated_on": [_("Ese día usted no ocupaba la Presidencia municipal.")]})
    if found := _check(letter, gazetteer, on):
        raise Blocked(found)
    moved = Letter.objects.filter(pk=letter.pk, state=LetterState.DRAFT).update(
        state=LetterState.SIGNED_OFF, dated_on=on, signed_by=act.actor.appointment
    )
    if not moved:
        raise Refused("letter_signed", _("La carta ya se firmó."))
    folio = documents.next_folio(act, organisation=partnership.owner, series="PM", on=on)
    issue = documents.issue(
        act, version=letter.version, folio=folio, issued_on=on, letterhead_of=partnership.owner,
        exercise=circle.exercise_at is not None,
        late={"folio": folio, "issue_place": _place_of(partnership), "issue_date": on},
    )  # fmt: skip
    annexed = profile_to_annex(partnership, on) if letter.kind == LetterKind.INTENT else None
    lacks = lacks_of_draft(partnership, on) if letter.kind == LetterKind.INTENT else []
    Letter.objects.filter(pk=letter.pk).update(folio=folio, issue=issue, profile_issue=annexed, lacks=lacks)
    letter.refresh_from_db()
    record(
        act, Happened.LETTER_SIGNED_OFF, chain=circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=folio,
    )  # fmt: skip
    return letter


@transaction.atomic
def return_letter(act: Act, *, letter: Letter, reason: str) -> Letter:
    """The mayor sends the draft back with a reason; it stays a draft. Raises Refused, Invalid."""
    if not can_sign_off(act.actor, letter.partnership.circle):
        raise Refused("not_mayor", _("La carta la devuelve la Presidencia municipal."))
    if letter.state != LetterState.DRAFT:
        raise Refused("letter_signed", _("La carta ya se firmó."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba qué debe corregirse.")]})
    record(
        act, Happened.LETTER_RETURNED, chain=letter.partnership.circle.public_id, about=letter.public_id,
        letter=_said(letter), reason=normalise(reason, lines=True),
    )  # fmt: skip
    notify(
        act, to=(letter.partnership.circle, Part.LEAD, Role.LIAISON), key="letter_returned",
        data={"folio": letter.partnership.folio}, door="partnerships.letter", at={"letter": letter.public_id},
    )  # fmt: skip
    return letter


def _touch(partnership: Partnership, on: dt.date) -> None:
    row = partnership.counterpart
    if row.last_contact_on is None or row.last_contact_on < on:
        row.last_contact_on = on
        row.save(update_fields=["last_contact_on"])


@transaction.atomic
def record_sent(act: Act, *, letter: Letter, sent_on: dt.date, sent_by: str) -> Letter:
    """The signed letter went out: by what means, on what day. Raises Refused, Invalid."""
    partnership = letter.partnership
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Asienta el envío el enlace del municipio titular."))
    errors = {}
    if sent_on > act.on:
        errors["sent_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if letter.dated_on and sent_on < letter.dated_on:
        errors["sent_on"] = [_("No pudo enviarse antes de firmarse.")]
    if not normalise(sent_by):
        errors["sent_by"] = [_("Escriba el medio: correo electrónico, mensajería, por conducto del consulado…")]
    if errors:
        raise Invalid(errors)
    if not Letter.objects.filter(pk=letter.pk, state=LetterState.SIGNED_OFF).update(
        state=LetterState.SENT, sent_on=sent_on, sent_by=normalise(sent_by)
    ):
        raise Refused("letter_not_signed", _("Solo se envía una carta firmada."))
    letter.refresh_from_db()
    if letter.version is not None:  # from now on it is a paper of the whole circle
        documents.share_document(act, document=letter.version.document)
    _touch(partnership, sent_on)
    record(
        act, Happened.LETTER_SENT, chain=partnership.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio, on=sent_on,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=LETTER_FACTS[LetterKind(letter.kind), Direction.OUT], on=sent_on,
        source=f"partnerships.letter:{letter.public_id}", proof=_proof(letter), data=_answer_data(letter),
    )  # fmt: skip
    return letter


def _answer_data(letter: Letter) -> dict | None:
    """What the fact of an answer says besides its day: yes or no, and whose."""
    if letter.kind != LetterKind.ANSWER:
        return None
    return {"affirmative": letter.is_affirmative is not False, "direction": str(letter.direction)}


def _proof(letter: Letter) -> str:
    dated = f", {date_in_words(letter.dated_on, 'es', Precision(letter.precision))}" if letter.dated_on else ""
    return f"{letter.get_kind_display()}, oficio {letter.folio}{dated}" if letter.folio else f"{_said(letter)}{dated}"


@transaction.atomic
def acknowledge_letter(act: Act, *, letter: Letter, on: dt.date) -> Letter:
    """The other side acknowledged receipt. Raises Refused, Invalid."""
    if not can_edit(act.actor, letter.partnership.circle):
        raise Refused("not_liaison", _("Asienta el acuse el enlace del municipio titular."))
    if on > act.on or (letter.sent_on and on < letter.sent_on):
        raise Invalid({"on": [_("El acuse va entre el envío y el día de hoy.")]})
    if not Letter.objects.filter(pk=letter.pk, state=LetterState.SENT).update(
        state=LetterState.ACKNOWLEDGED, acknowledged_on=on
    ):
        raise Refused("letter_not_sent", _("Solo tiene acuse una carta enviada."))
    letter.refresh_from_db()
    _touch(letter.partnership, on)
    record(
        act, Happened.LETTER_ACKNOWLEDGED, chain=letter.partnership.circle.public_id, about=letter.public_id,
        letter=_said(letter), folio=letter.folio,
    )  # fmt: skip
    return letter


@transaction.atomic
def record_letter(
    act: Act, *, partnership: Partnership, kind: LetterKind, direction: Direction, dated_on: dt.date, folio: str = "",
    precision: Precision = Precision.DAY, names: str = "", subject: str = "", attachment: Attachment | None = None,
    answers: Letter | None = None, is_affirmative: bool | None = None, place: str = "", sender: str = "",
    archive: str = "", lacks: Sequence[str] = (),
) -> Letter:  # fmt: skip
    """Put down a letter from its paper: one that came in, or one our own mayor signed on paper (R3-40, R4-05).

    `names`: the city the paper names as counterpart. A letter that names another city proves nothing for this pair
    (domain 8.1): it is kept, the fact is not stated. An official note of another office (`place` where it was given,
    post of the `sender`) is correspondence and proves no fact. `lacks`: what a letter of intent went without, kept at
    sight; a number or a scan that is missing is added by itself (R4-25). Raises Refused, Invalid.
    """
    circle = partnership.circle
    if not can_edit(act.actor, circle):
        raise Refused("not_liaison", _("Asienta la correspondencia el enlace del municipio titular."))
    errors = {}
    folio = normalise(folio)
    if dated_on > act.on:
        errors["dated_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    is_note = kind == LetterKind.NOTE
    if is_note and not normalise(sender):
        errors["sender"] = [_("Escriba el cargo y la oficina que firman el oficio.")]
    if direction == Direction.OUT and not folio and precision == Precision.DAY:
        errors["folio"] = [_("Escriba el número del oficio.")]
    if kind == LetterKind.ANSWER and is_affirmative is None:
        errors["is_affirmative"] = [_("Diga si la respuesta es afirmativa.")]
    if answers is not None and answers.dated_on and dated_on < answers.dated_on:
        errors["dated_on"] = [_("La respuesta no puede ser anterior a la carta que contesta.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    if direction == Direction.OUT and folio and not is_note:  # a note may be another office's, with its own number
        documents.use_folio(act, organisation=partnership.owner, folio=folio, what=f"letter:{kind}")
    about_us = is_about_the_pair(partnership, direction, normalise(names))
    letter = Letter.objects.create(
        partnership=partnership, kind=kind, direction=direction,
        state=LetterState.SENT if direction == Direction.OUT else LetterState.RECEIVED,
        folio=folio, dated_on=dated_on, precision=precision, subject=normalise(subject), attachment=attachment,
        answers=answers, is_affirmative=is_affirmative, names_counterpart=normalise(names),
        sent_on=dated_on if direction == Direction.OUT else None, how=How.RECORDED,
        place=normalise(place)[:160], sender=normalise(sender)[:200], archive=normalise(archive)[:80],
        lacks=_lacks_of_paper(kind, folio, attachment, lacks),
    )  # fmt: skip
    record(
        act, Happened.LETTER_RECORDED, chain=circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=folio, on=dated_on,
    )  # fmt: skip
    if is_note:
        return letter
    _touch(partnership, dated_on)
    if not about_us:
        return letter
    fact = LETTER_FACTS[kind, direction]
    state_case_fact(
        act, partnership=partnership, fact=fact, on=dated_on, precision=precision,
        source=f"partnerships.letter:{letter.public_id}", proof=_proof(letter),
        data=_answer_data(letter),
    )  # fmt: skip
    if kind == LetterKind.ANSWER:
        if answers is not None:
            Letter.objects.filter(pk=answers.pk, state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED]).update(
                state=LetterState.ANSWERED
            )
        if not is_affirmative:
            process.pause_case(
                act, case=partnership.case, reason_code=Interruption.REFUSED,
                reason=str(_("La contraparte contestó que no.")), on=dated_on,
            )  # fmt: skip
            partnership.paused_reason = Interruption.REFUSED
            partnership.save(update_fields=["paused_reason"])
    return letter


def _lacks_of_paper(kind: str, folio: str, attachment: Attachment | None, said: Sequence[str]) -> list[str]:
    if kind != LetterKind.INTENT:
        return []
    missing = (
        {*said} | ({LetterLack.FOLIO} if not folio else set()) | ({LetterLack.SCAN} if attachment is None else set())
    )
    return [key.value for key in LetterLack if key in missing]


@transaction.atomic
def record_answer(
    act: Act, *, letter: Letter, dated_on: dt.date, is_affirmative: bool, folio: str = "", text: str = "",
    attachment: Attachment | None = None,
) -> Letter:  # fmt: skip
    """The counterpart's answer to a letter of ours. The counterpart itself may put it down from its seat; with it not on
    board, the liaison records the paper received. Raises Refused, Invalid."""
    partnership = letter.partnership
    seated = partnership.circle.seats.filter(
        organisation__public_id=act.actor.organisation, part=Part.COUNTERPART, until_on=None
    ).exists()
    own = seated and Role.COUNTERPART in act.actor.roles
    if not own and not can_record_for(act.actor, partnership.circle, Part.COUNTERPART):
        raise Refused("not_counterpart", _("Contesta la contraparte, que participa en este expediente."))
    if letter.kind == LetterKind.NOTE or letter.state not in {LetterState.SENT, LetterState.ACKNOWLEDGED}:
        raise Refused("letter_not_sent", _("Solo se contesta una carta enviada."))
    errors = {}
    if dated_on > act.on:
        errors["dated_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if letter.sent_on and dated_on < letter.sent_on:
        errors["dated_on"] = [_("La respuesta no puede ser anterior al envío de la carta.")]
    if errors:
        raise Invalid(errors)
    act = act if own else act.recording()
    answer = Letter.objects.create(
        partnership=partnership, kind=LetterKind.ANSWER, direction=Direction.IN, state=LetterState.RECEIVED,
        folio=normalise(folio), dated_on=dated_on, subject=normalise(text)[:240], attachment=attachment,
        answers=letter, is_affirmative=is_affirmative, how=act.actor.how,
    )  # fmt: skip
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.ANSWERED)
    _touch(partnership, dated_on)
    record(
        act, Happened.LETTER_RECORDED, chain=partnership.circle.public_id, about=answer.public_id,
        letter=_said(answer), folio=answer.folio, on=dated_on,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.LETTER_ANSWERED, on=dated_on,
        source=f"partnerships.letter:{answer.public_id}", proof=_proof(answer), data=_answer_data(answer),
    )  # fmt: skip
    if not is_affirmative:
        process.pause_case(
            act, case=partnership.case, reason_code=Interruption.REFUSED,
            reason=str(_("La contraparte contestó que no.")), on=dated_on,
        )  # fmt: skip
        partnership.paused_reason = Interruption.REFUSED
        partnership.save(update_fields=["paused_reason"])
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="letter_answered",
        data={"folio": partnership.folio}, door="partnerships.letter", at={"letter": answer.public_id},
    )  # fmt: skip
    return answer


@transaction.atomic
def interrupt_letter(act: Act, *, letter: Letter, code: Interruption, reason: str, on: dt.date) -> Letter:
    """Say that a letter stopped, with a coded reason (R0-32, R0-33). Raises Refused, Invalid."""
    if not can_edit(act.actor, letter.partnership.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if on > act.on or (letter.sent_on and on < letter.sent_on):
        raise Invalid({"on": [_("La interrupción va entre el envío y el día de hoy.")]})
    if not Letter.objects.filter(pk=letter.pk, state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED]).update(
        state=LetterState.INTERRUPTED, interruption=code, interrupted_on=on
    ):
        raise Refused("letter_not_sent", _("Solo se interrumpe una carta enviada."))
    letter.refresh_from_db()
    record(
        act, Happened.LETTER_INTERRUPTED, chain=letter.partnership.circle.public_id, about=letter.public_id,
        letter=_said(letter), folio=letter.folio, reason=Interruption(code).label,
    )  # fmt: skip
    return letter
