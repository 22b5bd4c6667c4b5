"""The signed text: deposited as it is, confirmed page by page, corrected by a later act."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role, fillers_of
from hermanar.directory.models import Appointment, AppointmentQuerySet, day_said, in_spanish
from hermanar.directory.queries import holders_on
from hermanar.documents import operations as documents, queries as papers
from hermanar.documents.enums import Drawn, IssueState
from hermanar.documents.models import Issue, Version
from hermanar.documents.rules.fill import joined
from hermanar.documents.rules.templates import load
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import fold, normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Direction, Fact
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import HANDS
from hermanar.partnerships.queries import brief_of_paper, late_place, slot_values
from hermanar.process.queries import standing_facts

from ..enums import (
    DEPOSITED_LETTERS,
    DEPOSITED_PAPERS,
    SIGNED_BY_BOTH,
    AgreementState,
    Capacity,
    Happened,
    Power,
    SigningState,
)
from ..models import Agreement, CasePaper, Original, Signatory, Signed, Signing
from ..policies import can, is_unsent
from ..queries import LANGUAGE_NAMES, corrected_signings, is_opined, pages_when_short
from ..queries.standing import NOT_SAID
from ..rules import OTHER_SIGNATORY, TEXT_DIFFERS, Signer, lacks, pages_missing
from .registrations import _take_back
from .shared import _exercise
from .transcripts import give_transcript


@dataclass(frozen=True)
class SignedBy:
    """One signatory as typed: capacity on that date, and for a delegate the document that says so."""

    side: str
    name: str
    post: str
    capacity: Capacity = Capacity.IN_POST
    proof: str = ""
    delegation: Attachment | None = None


@transaction.atomic
def deposit_signing(
    act: Act, *, agreement: Agreement, place: str, signed_on: dt.date, scan: Attachment, signatories: list[SignedBy],
    originals: int = 2, languages: tuple[str, ...] = (), witness_name: str = "", witness_post: str = "",
    witness_post_en: str = "", issue: Issue | None = None, custody: list[dict] | None = None, version: Version | None = None,
    unsigned_reason: str = "",
) -> Signing:  # fmt: skip
    """Deposit the signed text. What happened in the world is always taken, marked with what it lacks (promise 5); the
    depositor then confirms it page by page (`confirm_signing`). A file that is, byte for byte, a paper as this program
    gave it out bears no signature: it is taken with the reason why, and says so. Raises Refused, Invalid."""
    version = version or agreement.agreed_version or papers.latest_version(agreement.document)
    return _deposit(
        act, agreement, place=place, signed_on=signed_on, scan=scan, signatories=signatories, originals=originals,
        languages=languages, witness_name=witness_name, witness_post=witness_post, witness_post_en=witness_post_en,
        issue=issue, custody=custody, version=version, unsigned_reason=unsigned_reason,
    )  # fmt: skip


@transaction.atomic
def deposit_paper(act: Act, *, paper: CasePaper, **typed: Any) -> Signing:
    """Deposit a paper of the case, signed, as what it is: `typed` as `deposit_signing` takes it. It is not the Agreement, and
    moves nothing of it. Raises Refused (`not_liaison`, `paper_unsigned`, `paper_not_issued`, `signing_stands`), Invalid."""
    if paper.kind not in DEPOSITED_PAPERS:
        raise Refused("paper_unsigned", _("Ese papel no se firma: no hay texto firmado que depositar."))
    if paper.issue is None:
        raise Refused(
            "paper_not_issued", _("Ese papel aún no se expide: expídalo y deposite después el texto firmado.")
        )
    return _deposit(act, paper, **(typed | {"issue": paper.issue, "version": paper.issue.version}))


@transaction.atomic
def deposit_letter(act: Act, *, letter: Letter, **typed: Any) -> Signing:
    """Deposit a letter that was written in the case and came out of its signature, as what it is: `typed` as
    `deposit_signing` takes it. It moves nothing of the letter nor of what the letter proves. Raises Refused (`not_liaison`,
    `paper_unsigned`, `paper_not_issued`, `letter_without_case`, `signing_stands`), Invalid."""
    if letter.kind not in DEPOSITED_LETTERS or letter.direction != Direction.OUT:
        raise Refused("paper_unsigned", _("Esa carta no se deposita: su papel firmado se adjunta donde se asienta."))
    if letter.issue is None:
        raise Refused("paper_not_issued", _("Esa carta aún no se expide: que se firme y deposite después el papel."))
    if letter.partnership is None:
        raise Refused(
            "letter_without_case", _("Esa carta no está en un expediente: abra la vinculación y deposítela ahí.")
        )
    return _deposit(act, letter, **(typed | {"issue": letter.issue, "version": letter.issue.version}))


def _deposit(
    act: Act, signed: Signed, *, place: str, signed_on: dt.date, scan: Attachment, signatories: list[SignedBy],
    version: Version, issue: Issue | None, originals: int = 2, languages: tuple[str, ...] = (), witness_name: str = "",
    witness_post: str = "", witness_post_en: str = "", custody: list[dict] | None = None, unsigned_reason: str = "",
) -> Signing:  # fmt: skip
    partnership = signed.partnership
    assert partnership is not None
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Deposita el texto firmado el enlace del municipio titular."))
    if signed.signings.exclude(state=SigningState.CORRECTED).exists():
        raise Refused("signing_stands", _("Ya hay un texto firmado depositado: corríjalo para depositar otro."))
    agreement = signed if isinstance(signed, Agreement) else None
    paper = signed if isinstance(signed, CasePaper) else None
    letter = signed if isinstance(signed, Letter) else None
    errors: dict[str, list] = {}
    if not normalise(place):
        errors["place"] = [_("Escriba el lugar de la firma, como está en el papel.")]
    if signed_on > act.on:
        errors["signed_on"] = [_("La fecha de firma no puede ser posterior al día de hoy.")]
    if not 1 <= originals <= 20:
        errors["originals"] = [_("Escriba cuántos ejemplares originales se firmaron.")]
    languages = tuple(languages or partnership.languages)
    if scan.blob.media_type != "application/pdf":
        errors["scan"] = [_("El texto firmado se deposita como PDF escaneado.")]
    unsigned_reason = normalise(unsigned_reason, lines=True)
    printed = papers.find_issue_by_bytes(scan.blob.sha256)
    if printed is not None and not unsigned_reason:
        errors["scan"] = [
            _(
                "Ese archivo es el papel %(code)s tal como lo expidió este programa: no lleva firmas. Adjunte el papel "
                "firmado, escaneado, o diga por qué deposita este."
            )
            % {"code": printed.code}
        ]
        errors["unsigned_reason"] = [_("Escriba por qué no se deposita el papel firmado; quedará señalado.")]
    if not signatories:
        errors["signatories"] = [_("Escriba quién firmó por cada Parte.")]
    signers, rows = [], []
    for i, s in enumerate(signatories):
        covers, appointment, how = _covers(partnership, s, signed_on)
        if how is not None and s.capacity not in {how, Capacity.DELEGATE}:
            told = _("Consta que ese día esa persona no actuaba en esa calidad: era “%(how)s”.")
            errors[f"capacity_{i}"] = [told % {"how": Capacity(how).label}]
        if covers is False and s.capacity != Capacity.DELEGATE:
            errors[f"signatories_{i}"] = [
                _(
                    "El encargo de %(name)s no cubre el %(day)s: %(term)s. Revise la fecha en el papel, escriba a quien firmó, o si firmó por delegación indíquelo con su documento."
                )
                % {"name": normalise(s.name), "day": day_said(signed_on), "term": _term(partnership, s)}
            ]
        signers.append(Signer(s.side, s.capacity, covers, bool(normalise(s.proof) or s.delegation)))
        rows.append((s, appointment))
    if errors:
        raise Invalid(errors)
    facts = standing_facts(partnership.case)
    opined = is_opined(agreement, version) if agreement else None
    both = agreement is not None or (paper is not None and paper.kind in SIGNED_BY_BOTH)
    signing = Signing.objects.create(
        agreement=agreement, paper=paper, letter=letter, version=version, issue=issue, place=normalise(place), signed_on=signed_on,
        originals=originals, languages=list(languages), witness_name=normalise(witness_name),
        witness_post=normalise(witness_post), witness_post_en=normalise(witness_post_en), scan=scan, scan_pages=scan.blob.pages, is_opined_text=opined,
        unsigned_reason=unsigned_reason if printed is not None else "",
        lacks=list(
            lacks(
                klass=partnership.klass, authorised_on=_on(facts, Fact.AUTHORISED),
                opinion_on=_on(facts, Fact.OPINION_FAVOURABLE), foreign_on=_on(facts, Fact.COUNTERPART_APPROVED),
                signed_on=signed_on, is_opined_text=opined, signers=tuple(signers), originals=originals,
                languages=len(languages), is_unsigned=printed is not None, is_agreement=agreement is not None,
                is_named_in_text=_is_named(partnership, version, signatories, "ours"),
                is_theirs_named=not both or _is_named(partnership, version, signatories, "theirs"),
                is_one_person=_is_one_person(signatories),
                sides=("ours", "theirs") if both else ("ours",),
                has_all_languages=set(version.as_content.languages) <= set(languages),
            )
        ),
        how=act.actor.how,
    )  # fmt: skip
    for s, appointment in rows:
        Signatory.objects.create(
            signing=signing, side=s.side, name=normalise(s.name), post=normalise(s.post), capacity=s.capacity,
            proof=normalise(s.proof), delegation=s.delegation, appointment=appointment,
        )  # fmt: skip
    for number, kept in enumerate(custody or [], start=1):
        Original.objects.create(
            signing=signing, number=number, language=str(kept.get("language", ""))[:20],
            custodian=normalise(str(kept.get("custodian", ""))),
        )  # fmt: skip
    _note(
        act, signing, Happened.SIGNING_DEPOSITED, Happened.PAPER_DEPOSITED, place=signing.place, on=signed_on,
        lacks=signing.lacks, unsigned_reason=signing.unsigned_reason,
    )  # fmt: skip
    return signing


def _note(act: Act, signing: Signing, of_agreement: Happened, of_paper: Happened, **data: Any) -> None:
    """The journal's line: a paper is told by its own name, a letter with its folio."""
    if signing.agreement is None:
        data["title"] = _titled(signing)
    happened = of_paper if signing.agreement is None else of_agreement
    record(act, happened, chain=signing.partnership.circle.public_id, about=signing.public_id, **data)


def _titled(signing: Signing) -> str:
    """A paper's title, a letter's with its folio, in the house's language."""
    folio = signing.letter.folio if signing.letter is not None else ""
    return f"{signing.version.document.title} {folio}".strip()


def _on(facts, fact: Fact) -> dt.date | None:
    return facts[fact].on if fact in facts else None


def _term(partnership: Partnership, signed: SignedBy) -> str:
    """From when to when that person holds the post."""
    if signed.side == "theirs":
        return _("termina el %(until)s") % {"until": day_said(partnership.counterpart.term_ends_on)}
    post = _mayors(partnership, signed).order_by("-from_on")[0]
    if post.until_on is None:
        return _("empieza el %(since)s") % {"since": day_said(post.from_on)}
    return _("va del %(since)s al %(until)s") % {
        "since": day_said(post.from_on),
        "until": day_said(post.until_on),
    }


def _is_named(partnership: Partnership, version: Version, signatories: Iterable[SignedBy], side: str) -> bool:
    """Whether the text names who signed for that side; one that names none of those who ever could says nothing."""
    said = fold(" ".join(text for block in version.as_content.blocks for text in block.text.values()))
    theirs = (partnership.counterpart.head_name, version.values.get("their_signatory_name"))
    known = {
        "ours": {fold(h.name) for h in holders_on((partnership.owner, Role.MAYOR), None)},
        "theirs": {fold(name) for name in theirs if isinstance(name, str) and name},
    }
    other = known["theirs" if side == "ours" else "ours"] - known[side]
    mine = [fold(s.name) for s in signatories if s.side == side and normalise(s.name)]
    named = any(name in said and name not in other for name in mine)
    return not mine or named or not any(name in said for name in known[side])


def _is_one_person(signatories: Iterable[SignedBy]) -> bool:
    """Whether one name stands for both sides."""
    names = {side: {fold(normalise(s.name)) for s in signatories if s.side == side} for side in ("ours", "theirs")}
    return bool((names["ours"] & names["theirs"]) - {""})


def _mayors(partnership: Partnership, signed: SignedBy) -> AppointmentQuerySet:
    return Appointment.objects.standing().filter(
        office__organisation=partnership.owner, office__role__in=fillers_of(Part.LEAD, Role.MAYOR),
        person__name=normalise(signed.name),
    )  # fmt: skip


def _covers(partnership: Partnership, signed: SignedBy, on: dt.date) -> tuple[bool | None, str, str | None]:
    """(whether the post covers the day, appointment, in what capacity it was held). None: nothing is known of it."""
    if signed.side == "theirs":
        ends = partnership.counterpart.term_ends_on
        same = signed.name and normalise(signed.name) == partnership.counterpart.head_name
        return (on <= ends if ends and same else None), "", None
    holders = _mayors(partnership, signed)
    if not holders.exists():
        return None, "", None
    # of two on one day, the one of the capacity that the text says
    covering = sorted(holders.covering(on), key=lambda a: (a.how != signed.capacity, -a.pk))
    return (True, covering[0].public_id, covering[0].how) if covering else (False, "", None)


@transaction.atomic
def confirm_signing(
    act: Act, *, signing: Signing, pages: tuple[int, ...], differences: tuple[str, ...] = ()
) -> Signing:
    """The depositor read the scan page by page; the act of deposit is issued and says so; of the Agreement, SIGNED is stated.

    `differences`: what differs from the text reviewed, in the depositor's words; with any, the act says “distinto”.
    Raises Refused, Blocked (pages not read).
    """
    agreement, partnership = signing.agreement, signing.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Confirma el texto quien lo deposita."))
    missing = pages_missing(signing.scan_pages or 1, tuple(pages))
    if missing:
        raise Blocked(
            [
                Blocker(
                    "pages_not_confirmed",
                    _("Faltan páginas por confirmar: %(pages)s.") % {"pages": ", ".join(map(str, missing))},
                    "agreements.signing",
                    {"signing": signing.public_id},
                )
            ]
        )
    if signing.is_opined_text is not None or agreement is None or partnership.klass == "domestic":
        differences = (*differences, *_languages_lacking(signing))
    is_opined_text = False if differences else signing.is_opined_text
    lacking = list(signing.lacks)
    if agreement and differences and partnership.klass == "international" and TEXT_DIFFERS not in lacking:
        lacking.append(TEXT_DIFFERS)
    if not Signing.objects.filter(pk=signing.pk, state=SigningState.DEPOSITED).update(
        state=SigningState.CONFIRMED, pages_confirmed=sorted(set(pages)), confirmed_by=act.actor.user,
        is_opined_text=is_opined_text, lacks=lacking, short_of=pages_when_short(signing),
    ):  # fmt: skip
        raise Refused("signing_confirmed", _("El depósito ya se confirmó. Si algo está mal, corríjalo con su razón."))
    signing.refresh_from_db()
    signing.act_issue = _deposit_act(act, signing, differences)
    signing.save(update_fields=["act_issue"])
    give_transcript(act, signing=signing)
    if agreement is None:
        _note(act, signing, Happened.SIGNING_CONFIRMED, Happened.PAPER_CONFIRMED)
        return signing
    # one terminated stays so, with its deposit put right
    Agreement.objects.filter(pk=agreement.pk).exclude(state=AgreementState.TERMINATED).update(
        state=AgreementState.SIGNED
    )
    agreement.refresh_from_db()
    _note(act, signing, Happened.SIGNING_CONFIRMED, Happened.PAPER_CONFIRMED)
    state_case_fact(
        act, partnership=partnership, fact=Fact.SIGNED, on=signing.signed_on,
        source=f"agreements.signing:{signing.public_id}",
        proof=in_spanish(_("Texto firmado en %(place)s"), place=signing.place),
        data={"lacks": signing.lacks, "text_sha256": "" if differences else signing.version.sha256},
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, HANDS), key="agreement_signed", data={"folio": partnership.folio},
        door="partnerships.case", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return signing


def _languages_lacking(signing: Signing) -> tuple[str, ...]:
    """That what was deposited is in fewer languages than the text it is compared with, as the act of deposit says it."""

    def named(languages: Iterable[str]) -> str:
        return _and([LANGUAGE_NAMES.get(lang, {"es": lang})["es"] for lang in languages])

    text = signing.version.as_content.languages
    if set(text) <= set(signing.languages):
        return ()
    told = _("el texto está en %(text)s, y lo depositado, solo en %(deposited)s")
    return (in_spanish(told, text=named(text), deposited=named(signing.languages)),)


def _and(names: list[str]) -> str:
    return joined(names, "es") or "—"


def _compared(signing: Signing, differences: tuple[str, ...]) -> str:
    """What the act of deposit says of the text: against the one opined upon, and between two municipalities, which asks for
    no opinion, against the one that the Parties agreed. Of another paper, against the one given out for its signature."""
    agreement = signing.agreement
    if agreement is None:
        return "issued_differs" if differences else "issued"
    if agreement.partnership.klass != "domestic":
        if signing.is_opined_text:
            return "equal_late" if "opinion_after_signing" in signing.lacks else "equal"
        # of a text that no opinion names, there is nothing to tell differences from
        return "differs" if differences else "unopined"
    if agreement.agreed_version is None:
        return "unagreed"
    return "agreed_differs" if differences or signing.version_id != agreement.agreed_version_id else "agreed"


def _issued_to_sign(signing: Signing) -> str:
    """The code of the copy given out to be signed, where one was."""
    given_out = signing.version.issues.filter(state=IssueState.IN_FORCE, is_transcript=False)
    issue = signing.issue or given_out.order_by("-pk").first()
    return issue.code if issue is not None else ""


def _office_of(depositor: Appointment | None) -> dict[str, str] | None:
    """The liaison's office, which the act of deposit is a paper of; its title is that of the office, not of who holds it."""
    if depositor is None or depositor.office.role != Role.LIAISON:
        return None
    return {"es": depositor.office.title, "en": depositor.office.title_en or depositor.office.title}


def _short(signing: Signing) -> dict[str, str]:
    """That what was deposited has fewer pages than the text when printed, in both languages; empty where it has not."""
    if signing.short_of is None:
        return {}
    text, scan = signing.short_of, signing.scan_pages or 1
    return {
        "es": f"el texto tiene {text} páginas, el escaneado {scan}",
        "en": f"the text has {text} pages, the scan {scan}",
    }


def _not_named(signing: Signing) -> dict[str, str]:
    """For which Party somebody signed whom the text does not name, in both languages; empty where nobody did."""
    words = {
        "ours": {"es": "por nuestra parte", "en": "for our party"},
        "theirs": {"es": "por la contraparte", "en": "for the counterpart"},
    }
    said = [words[OTHER_SIGNATORY[lack]] for lack in signing.lacks if lack in OTHER_SIGNATORY]
    return {lang: joined([one[lang] for one in said], lang) for lang in ("es", "en")} if said else {}


def _deposit_act(act: Act, signing: Signing, differences: tuple[str, ...]) -> Issue:
    partnership = signing.partnership
    depositor = Appointment.objects.filter(public_id=act.actor.appointment).select_related("person", "office").first()
    by_side = {s.side: s for s in signing.signatories.all()}
    ours, theirs = by_side.get("ours"), by_side.get("theirs")

    def capacity(row: Signatory | None) -> str:
        if row is None:
            return "—"
        return in_spanish(Capacity(row.capacity).label) + (f" ({row.proof})" if row.proof else "")

    witness = ", ".join(part for part in (signing.witness_name, signing.witness_post) if part)
    titles = load(signing.version.document.kind).titles if signing.agreement is None else {}
    values = slot_values(partnership, signing.signed_on) | {
        "deposited": "paper" if signing.agreement is None else "agreement",
        "instrument": dict(titles),
        "signed_place": signing.place,
        "signed_date": signing.signed_on,
        "originals": signing.originals,
        "language_names": [LANGUAGE_NAMES.get(lang, {"es": lang, "en": lang}) for lang in signing.languages],
        "our_signatory_name": ours.name if ours else "—",
        "our_signatory_post": ours.post if ours else "—",
        "our_capacity": capacity(ours),
        "their_signatory_name": theirs.name if theirs else "—",
        "their_signatory_post": theirs.post if theirs else "—",
        "their_capacity": capacity(theirs),
        "honorary_witness": witness,
        "other_signatory": _not_named(signing),
        "scan_pages": signing.scan_pages or 1,
        "scan_sha256": signing.scan.blob.sha256,
        "scan_short": _short(signing),
        "pages_confirmed": len(signing.pages_confirmed),
        "sight": "unsigned" if signing.unsigned_reason else "seen",
        "unsigned_reason": " ".join(signing.unsigned_reason.split()),
        "text_match": _compared(signing, differences),
        "signing_code": _issued_to_sign(signing),
        "text_version": signing.version.number,
        "differences": list(differences) or [in_spanish(NOT_SAID)],
        "depositor_name": depositor.person.name if depositor else "—",
        "depositor_post": depositor.office.title if depositor else "—",
    }
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind="signature_record", values=values,
        languages=("es",), shared=True,
    )  # fmt: skip
    # it tells who signed, with which post and by which document: as the text says it, whoever the case expected
    posts = [part for s in by_side.values() for part in (s.post, s.proof)]
    brief = brief_of_paper(partnership, "signature_record", act.on, also=(signing.place, signing.witness_post, *posts))
    brief = replace(brief, signatories=())
    folio = documents.next_folio(act, organisation=partnership.owner, series="DEP", on=act.on)
    before = next((s.act_issue for s in reversed(corrected_signings(signing.signed)) if s.act_issue), None)
    return documents.issue(
        act, version=version, brief=brief, drawn=Drawn.FROM_FACTS, folio=folio,
        issued_on=act.on, letterhead_of=partnership.owner, office=_office_of(depositor),
        exercise=_exercise(partnership), supersedes=before if before and not before.has_successor else None,
        late={"folio": folio, "issue_date": act.on} | late_place(partnership.owner),
    )  # fmt: skip


@transaction.atomic
def correct_signing(act: Act, *, signing: Signing, reason: str) -> Signing:
    """A later act corrects the deposit, and takes back what rests on it: the signature, its registration, the notice
    sent with it. All stay on record with the reason; their papers say that they hold no longer. Deposit again, and what
    was taken back returns by its own act. Raises Refused, Invalid."""
    partnership = signing.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Corrige el depósito el enlace del municipio titular."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    if not Signing.objects.filter(pk=signing.pk, state__in=[SigningState.DEPOSITED, SigningState.CONFIRMED]).update(
        state=SigningState.CORRECTED, corrected_on=act.on, reason=reason
    ):
        raise Refused("signing_corrected", _("El depósito ya se corrigió."))
    signing.refresh_from_db()
    Agreement.objects.filter(pk=signing.agreement_id, state=AgreementState.SIGNED).update(state=AgreementState.AGREED)
    _note(act, signing, Happened.SIGNING_CORRECTED, Happened.PAPER_CORRECTED, reason=reason)
    lost = [signing.act_issue, signing.transcript]
    if signing.agreement is None:
        documents.retire_issues(act, issues=[i for i in lost if i], reason=reason)
        # a letter that has not gone out yet is not the other side's to read
        told = tuple(hand for hand in HANDS if not (is_unsent(signing) and hand[0] == Part.COUNTERPART))
        notify(
            act, to=(partnership.circle, told), key="paper_corrected",
            data={"folio": partnership.folio, "reason": reason, "paper": _titled(signing)}, door="agreements.signing",
            at={"signing": signing.public_id},
        )  # fmt: skip
        return signing
    rests = signing.agreement.registrations.filter(refused_reason="", withdrawn_on=None)
    for row in rests.select_related("notice_issue__version__document__circle").order_by("pk"):
        _take_back(act, row, reason)
        lost.append(row.notice_issue)
    documents.retire_issues(act, issues=lost, reason=reason)
    withdraw_case_fact(
        act,
        partnership=partnership,
        fact=Fact.SIGNED,
        reason=reason,
        mistaken=True,
        source=f"agreements.signing:{signing.public_id}",
    )
    notify(
        act, to=(partnership.circle, HANDS), key="signing_corrected",
        data={"folio": partnership.folio, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return signing
