"""Letters written here: drafted, revised, repaired, signed off by the mayor or sent back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Country, Municipality, Office, Organisation, Place, in_language, in_spanish
from hermanar.directory.queries import HolderPicture, signer_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn
from hermanar.documents.queries import PRESIDENCY
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.content import BlockKind
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify

from ...enums import OF_ANY_OFFICE, Direction, Happened, LetterKind, LetterState
from ...models import Letter, LetterBatch, Partnership
from ...policies import can_edit, can_record_approval, can_sign_letter
from ...queries.batch_faults import PARTS
from ...queries.letter_sides import brief_of_letter, languages_of_letters, side_of
from ...queries.letters import check_letter, lacks_of_draft, profile_to_annex
from ...queries.seats import late_place
from ...rules.languages import languages_for
from ..approvals import _approved
from .shared import (
    REGISTERED,
    _case_folio,
    _kind_of_paper,
    _must_prepare,
    _register,
    _require_parts,
    _said,
    _values,
)

_ADDRESSEE = ("other_name", "other_post", "other_post_in", "other_office", "other_address")
_FIELDS = (
    *PARTS,
    "why",
    "office",
    "is_affirmative",
    "subject",
    "subject_in",
    "copies",
    "initials",
    "archive",
    "due_on",
    "areas",
    *_ADDRESSEE,
)


def _clean(name: str, value: Any) -> Any:
    if name == "other_address":
        return normalise(value, lines=True)[:1000]
    if name in {"subject_in", "other_post_in"}:
        said = {lang: normalise(words)[: 240 if name == "subject_in" else 200] for lang, words in (value or {}).items()}
        return {lang: words for lang, words in said.items() if words and lang != "es"}
    limits = {"subject": 240, "initials": 40, "archive": 80, "other_name": 160, "other_post": 200, "other_office": 200}
    return normalise(value)[: limits[name]] if name in limits else value


def _assemble_letter(act: Act, letter: Letter) -> None:
    """The next version of the letter's paper, from what it says now."""
    letter.version = documents.assemble(
        act, circle=letter.circle, issuer=letter.owner, kind=_kind_of_paper(letter), values=_values(letter, act.on),
        languages=tuple(letter.languages), document=letter.document, shared=False,
    )  # fmt: skip
    letter.document = letter.version.document


def _check_office(letter: Letter) -> None:
    """Another office than the Presidency signs what does not bind the municipality, and is of the same house."""
    if letter.office is None:
        return
    if letter.kind not in OF_ANY_OFFICE or letter.office.organisation_id != letter.owner_id:
        raise Invalid({"office": [_("Esta carta la firma la Presidencia municipal.")]})


def _start(act: Act, letter: Letter) -> Letter:
    """Keep a new draft, its paper and its line in the journal; its reader is told by the caller."""
    for name in ("subject", "subject_in", "initials", "archive", *_ADDRESSEE):
        setattr(letter, name, _clean(name, getattr(letter, name)))
    letter.subject = letter.subject or _said(letter)
    _check_office(letter)
    letter.direction, letter.state = Direction.OUT, LetterState.DRAFT
    letter.entered_on, letter.how = act.on, act.actor.how
    _register(letter)
    _assemble_letter(act, letter)
    letter.save()
    record(act, Happened.LETTER_DRAFTED, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter))
    return letter


def _tell_signer(act: Act, letter: Letter) -> None:
    role = Role(letter.office.role) if letter.office else Role.MAYOR
    notify(
        act, to=(letter.circle, Part.LEAD, role), key="letter_to_sign", data={"folio": _case_folio(letter)},
        door="partnerships.letter", at={"letter": letter.public_id},
    )  # fmt: skip


@transaction.atomic
def draft_letter(
    act: Act, *, partnership: Partnership, kind: LetterKind = LetterKind.INTENT, motivations: dict | None = None,
    interests: dict | None = None, objectives: dict | None = None, subject: str = "", copies: list | None = None,
    initials: str = "", archive: str = "", answers: Letter | None = None, is_affirmative: bool | None = None,
    why: dict | None = None, due_on: dt.date | None = None, event_code: str = "", office: Office | None = None,
    subject_in: dict | None = None,
) -> Letter:  # fmt: skip
    """Write a letter from the case: version 1 of its paper, in the languages of the relation. Its `subject` reaches the
    paper, in Spanish; `subject_in` in the other languages: where one lacks, the kind's usual words stand there. An answer says which letter
    it `answers` and, where it declines, why (`motivations`). An invitation or a reminder may be another `office`'s to sign
    than the Presidency's. Raises Refused, Invalid."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if kind in {LetterKind.NOTE, LetterKind.DISPATCH}:
        raise Invalid({"kind": [_("Un oficio de otra oficina se asienta de su papel.")]})
    languages = languages_of_letters(partnership)
    fields = {"motivations": motivations or {}, "interests": interests or {}, "objectives": objectives or {}}
    _require_parts(kind, fields, languages)
    _require_words(kind, fields["motivations"], {**(subject_in or {}), "es": subject}, languages)
    _check_answered(partnership.owner, kind, answers)
    letter = Letter(
        circle=partnership.circle, owner=partnership.owner, partnership=partnership, kind=kind, languages=languages,
        subject=subject, subject_in=subject_in or {}, copies=copies or [], initials=initials, archive=archive, answers=answers,
        is_affirmative=is_affirmative, why=why or {}, due_on=due_on, event_code=event_code[:40], office=office,
        **side_of(partnership), **fields,
    )  # fmt: skip
    _start(act, letter)
    _tell_signer(act, letter)
    return letter


def _new_letter(
    act: Act, *, owner: Organisation, kind: LetterKind, city: str, country: Country,
    municipality: Municipality | None = None, there: Place | None = None, subdivision: str = "",
    languages: tuple[str, ...] = (), batch: LetterBatch | None = None, **fields: Any,
) -> Letter:  # fmt: skip
    """A draft without a case, in the municipality's own circle. The caller has checked the policy."""
    languages = languages or languages_for(country.iso2)
    parts = {name: fields.pop(name, None) or {} for name in PARTS}
    _require_parts(kind, parts, languages)
    _require_words(
        kind, parts["motivations"], {**(fields.get("subject_in") or {}), "es": fields.get("subject", "")}, languages
    )
    if there is not None and not subdivision:
        subdivision = there.subdivision
    if municipality is not None:
        city, subdivision = municipality.name, municipality.state.abbreviation
    city = normalise(city)[:200]
    if not city:
        raise Invalid({"city": [_("Escriba a qué ciudad va la carta.")]})
    letter = Letter(
        circle=owner.home, owner=owner, kind=kind, languages=languages, city=city, country=country,
        subdivision=normalise(subdivision)[:120], municipality=municipality, there=there, batch=batch, **parts, **fields,
    )  # fmt: skip
    return _start(act, letter)


# what may be written before there is a case
WITHOUT_CASE = frozenset({LetterKind.INTENT, LetterKind.INVITATION, LetterKind.OFFICIAL, LetterKind.ANSWER})


def _check_answered(owner: Organisation, kind: str, answers: Letter | None) -> None:
    """What is answered came in, into the same register; a letter of intent is answered by an answer, the rest by an official
    letter."""
    if answers is None:
        if kind == LetterKind.ANSWER:
            raise Invalid({"answers": [_("Elija la carta que se contesta.")]})
        return
    if (
        answers.direction != Direction.IN
        or answers.owner_id != owner.pk
        or kind not in {LetterKind.ANSWER, LetterKind.OFFICIAL}
    ):
        raise Invalid(
            {"answers": [_("Se contesta una carta recibida en el propio registro. Asiente antes la carta que llegó.")]}
        )


def _require_words(kind: str, motivations: dict, subjects: dict, languages: tuple[str, ...]) -> None:
    """An official letter says something, and of what, in each of its languages: no usual subject stands in for it."""
    if kind != LetterKind.OFFICIAL:
        return
    errors: dict[str, list] = {}
    for lang in languages:
        if not normalise(str(motivations.get(lang) or "")):
            errors[f"motivations_{lang}"] = [_("Escriba lo que dice el oficio.")]
        if not normalise(str(subjects.get(lang) or "")):
            errors["subject" if lang == "es" else f"subject_{lang}"] = [_("Escriba de qué trata el oficio.")]
    if errors:
        raise Invalid(errors)


@transaction.atomic
def draft_letter_to(
    act: Act, *, owner: Organisation, kind: LetterKind, city: str, country: Country, answers: Letter | None = None,
    **fields: Any,
) -> Letter:  # fmt: skip
    """Write a letter to a city with which there is no case yet: same fields as `draft_letter`, and whom it goes to
    (`other_name`, `other_post`, `other_post_in` the other languages, `other_office`, `other_address`; `municipality` or `there` where the place is known).
    Its languages follow from the country. An answer, and an official letter that answers, say which letter of the register.
    Raises Refused, Invalid."""
    if owner.home is None or not can_edit(act.actor, owner.home):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if kind not in WITHOUT_CASE:
        raise Invalid(
            {
                "kind": [
                    _(
                        "Sin expediente se escribe una carta de intención, una invitación, un oficio o una respuesta. Las demás se escriben desde el expediente de la relación."
                    )
                ]
            }
        )
    _check_answered(owner, kind, answers)
    letter = _new_letter(act, owner=owner, kind=kind, city=city, country=country, answers=answers, **fields)
    _tell_signer(act, letter)
    return letter


@transaction.atomic
def revise_letter(act: Act, *, letter: Letter, **fields) -> Letter:
    """Change a draft: its next version is assembled from the new words. Raises Refused once signed, Invalid."""
    _must_prepare(act, letter)
    for name in _FIELDS:
        if name in fields:
            setattr(letter, name, _clean(name, fields[name]))
    _check_office(letter)
    _require_parts(letter.kind, {name: getattr(letter, name) for name in PARTS}, tuple(letter.languages))
    _require_words(
        letter.kind, letter.motivations, {**letter.subject_in, "es": letter.subject}, tuple(letter.languages)
    )
    _register(letter)
    _assemble_letter(act, letter)
    letter.save(update_fields=["version", *_FIELDS, *REGISTERED])
    record(act, Happened.LETTER_DRAFTED, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter))
    return letter


def _check(letter: Letter, gazetteer: Gazetteer, on: dt.date) -> list[Blocker]:
    """Errors of the checker that nobody kept with a reason: each a door to the letter (promise 2)."""
    return [
        Blocker(
            f"finding_{f.code}",
            in_language(f.message["es"], f.message.get("en", "")),
            "partnerships.letter",
            {"letter": letter.public_id, "block": f.block},
        )
        for f in check_letter(letter, gazetteer=gazetteer, on=on)[0]
        if f.severity == "error"
    ]


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
            for name in (*PARTS, "why"):
                part = getattr(letter, name)
                if lang in part:
                    setattr(letter, name, {**part, lang: _carried(part[lang], before, text)})
    letter.save(update_fields=["version", *PARTS, "why"])
    record(act, Happened.LETTER_DRAFTED, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter))
    return letter


def _carried(text: str, before: str, after: str) -> str:
    """The typed lines with the one that stands in the paper as `before` written as in `after` (its list mark apart)."""
    for line in text.split("\n"):
        for words in (line.strip(), line.strip().rstrip(".;,")):  # an item ends with the paper's own mark
            if words and before.startswith(words):
                rest = before[len(words) :]
                return text.replace(line, after.removesuffix(rest))
    return text


@transaction.atomic
def keep_letter_finding(act: Act, *, letter: Letter, fingerprint: str, code: str, reason: str) -> Letter:
    """The text stays as it is, and why is said. Raises Refused, Invalid without a reason."""
    _must_prepare(act, letter)
    documents.keep_finding(act, document=letter.document, fingerprint=fingerprint, code=code, reason=reason)
    return letter


def _names_signer(letter: Letter, signs: HolderPicture) -> bool:
    """Whether the draft is already in the name of who signs it. One that another person signs, in charge or by absence, is
    filled again in theirs."""
    if signs.how == How.IN_POST:
        return True
    blocks = [b for b in letter.version.as_content.blocks if b.kind is BlockKind.SIGNATURE]
    return any(signs.name in text and signs.post_es in text for b in blocks for text in b.text.values())


@transaction.atomic
def sign_off_letter(
    act: Act, *, letter: Letter, gazetteer: Gazetteer, dated_on: dt.date | None = None, approval: str = ""
) -> Letter:
    """The mayor, or the office that the letter names, signs (its holder, or who is in charge of it or stands in, in that
    capacity): checked, given its folio, issued as PDF and DOCX with code and QR; the profile's latest issue goes
    with a letter of intent by itself (R4-24), and what it went without stays said (R4-25). With the mayor not on board the
    liaison gives it out in the mayor's name and says with what it was approved (`approval`).

    Raises Refused (not who signs, not a draft), Invalid (the post does not cover the day, `approval`), Blocked (errors in the
    text).
    """
    circle, owner = letter.circle, letter.owner
    whose = letter.office.title if letter.office else _("la Presidencia municipal")
    records = can_record_approval(act.actor, letter)
    if not (records or can_sign_letter(act.actor, letter)):
        raise Refused("not_mayor", _("La carta la firma %(office)s.") % {"office": whose})
    on = dated_on or act.on
    if on > act.on:
        raise Invalid({"dated_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    office = letter.office or (owner, Role.MAYOR)
    signs = signer_on(office, on, "" if records else act.actor.appointment)
    if records and signs is None:
        raise Invalid(
            {"dated_on": [_("No consta quién presidía ese día: asiéntelo en los puestos de su organización.")]}
        )
    if records:
        today = signer_on(office, act.on)
        if today is None or today.appointment != signs.appointment:
            raise Invalid(
                {
                    "dated_on": [
                        _(
                            "Lo que se expide hoy lleva el nombre de quien preside hoy. Lo que otra persona firmó en papel se asienta con su fecha y su número."
                        )
                    ]
                }
            )
    if not records and (signs is None or signs.appointment != act.actor.appointment):
        raise Invalid(
            {
                "dated_on": [
                    _(
                        "El %(day)s usted no ocupaba el puesto que la firma: %(office)s. Póngale una fecha de su encargo; lo que otra persona firmó en papel se asienta con su fecha y su número."
                    )
                    % {"day": f"{on:%d/%m/%Y}", "office": whose}
                ]
            }
        )
    if records:
        _approved(act, circle, letter.public_id, _said(letter), approval)
        act = act.recording()
    letter.signed_by = signs.appointment
    if not _names_signer(letter, signs):
        _assemble_letter(act, letter)
    if found := _check(letter, gazetteer, on):
        raise Blocked(found)
    moved = Letter.objects.filter(pk=letter.pk, state=LetterState.DRAFT).update(
        state=LetterState.SIGNED_OFF, dated_on=on, signed_by=signs.appointment, version=letter.version
    )
    if not moved:
        raise Refused("letter_signed", _("La carta ya se firmó. Para decir otra cosa, prepare otra."))
    folio = documents.next_folio(act, organisation=owner, series=PRESIDENCY, on=on, office=letter.office)
    issue = documents.issue(
        act, version=letter.version, brief=brief_of_letter(letter, on), drawn=Drawn.AT_A_DESK, folio=folio, issued_on=on,
        letterhead_of=owner,
        exercise=circle.exercise_at is not None,
        late={"folio": folio, "issue_date": on} | late_place(owner),
    )  # fmt: skip
    is_intent = letter.kind == LetterKind.INTENT
    letter.refresh_from_db(fields=["dated_on", "state", "signed_by"])
    letter.folio, letter.issue = folio, issue
    letter.profile_issue = profile_to_annex(owner, on) if is_intent else None
    letter.lacks = lacks_of_draft(owner, on) if is_intent else []
    _register(letter)
    letter.save(update_fields=["folio", "issue", "profile_issue", "lacks", *REGISTERED])
    told: dict[str, Any] = {"letter": _said(letter), "folio": folio}
    if records:  # who gave it out signed nothing
        told["office"] = in_spanish(whose)
    happened = Happened.LETTER_GIVEN_OUT if records else Happened.LETTER_SIGNED_OFF
    record(act, happened, chain=circle.public_id, about=letter.public_id, **told)
    if letter.batch_id is None and not records:
        notify(
            act, to=(circle, Part.LEAD, Role.LIAISON), key="letter_signed", data={"folio": _case_folio(letter)},
            door="partnerships.letter", at={"letter": letter.public_id},
        )  # fmt: skip
    return letter


def _record_return(act: Act, letter: Letter, reason: str) -> None:
    """The line in the journal that says why a draft came back; its reader is told by the caller."""
    record(
        act, Happened.LETTER_RETURNED, chain=letter.circle.public_id, about=letter.public_id,
        letter=_said(letter), reason=normalise(reason, lines=True),
    )  # fmt: skip


@transaction.atomic
def return_letter(act: Act, *, letter: Letter, reason: str) -> Letter:
    """The mayor sends the draft back with a reason; it stays a draft. Raises Refused, Invalid."""
    if not can_sign_letter(act.actor, letter):
        raise Refused("not_mayor", _("La carta la devuelve quien la firma."))
    if letter.state != LetterState.DRAFT:
        raise Refused("letter_signed", _("La carta ya se firmó. Para decir otra cosa, prepare otra."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba qué debe corregirse.")]})
    _record_return(act, letter, reason)
    notify(
        act, to=(letter.circle, Part.LEAD, Role.LIAISON), key="letter_returned",
        data={"folio": _case_folio(letter), "reason": normalise(reason)}, door="partnerships.letter", at={"letter": letter.public_id},
    )  # fmt: skip
    return letter
