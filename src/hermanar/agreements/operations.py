"""The agreement: its text, foreign approval, signature deposited, registration recorded, later acts."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Appointment, Organisation
from hermanar.directory.queries import holder_on
from hermanar.documents import operations as documents, queries as papers
from hermanar.documents.models import Issue, Version
from hermanar.documents.rules import catalogues
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.queries import slot_values
from hermanar.process.queries import standing_facts

from .enums import AgreementState, Capacity, Happened, LaterActKind, Power, SigningState
from .models import Agreement, ForeignApproval, LaterAct, Original, Registration, Signatory, Signing
from .policies import can, can_record_for, speaks_for_counterpart
from .queries import brief_of, check_text, is_opined, registration_blockers, signature_blockers
from .rules import Signer, lacks, pages_missing

THEMES = ("economy", "culture")
LANGUAGE_NAMES = {
    "es": {"es": "español", "en": "Spanish"},
    "en": {"es": "inglés", "en": "English"},
    "pt": {"es": "portugués", "en": "Portuguese"},
    "fr": {"es": "francés", "en": "French"},
}


def _may_draft(act: Act, partnership: Partnership) -> None:
    if not can(act.actor, partnership.circle, Power.DRAFT):
        raise Refused("not_liaison", _("Redacta el texto el enlace del municipio titular."))


def _exercise(partnership: Partnership) -> bool:
    return partnership.circle.exercise_at is not None


def _place(organisation: Organisation) -> str:
    m = organisation.municipality
    return f"{m.name}, {m.state.name}" if m else organisation.name


def text_values(partnership: Partnership, on: dt.date, *, first_programme_days=60, term_years=5, notice_days=60) -> dict:
    """Slot values of the agreement from the case. Its numbers are those of the model agreement (domain 4.1)."""
    areas = catalogues.areas()
    return slot_values(partnership, on) | {
        "preamble_themes": [dict(areas[k].text) for k in THEMES],
        "first_programme_days": first_programme_days,
        "term_years": term_years,
        "notice_days": notice_days,
        "originals": 2,
        "language_names": [LANGUAGE_NAMES.get(lang, {"es": lang, "en": lang}) for lang in partnership.languages],
    }


def kind_of_text(partnership: Partnership) -> str:
    """The base text that fits the relation (R4-01)."""
    if partnership.klass == "domestic":
        return "agreement_domestic"
    return "agreement_specific" if partnership.kind == "specific" else "agreement"


@transaction.atomic
def start_text(act: Act, *, partnership: Partnership) -> Agreement:
    """Version 1 of the text: the base text filled from the case, in the languages of the relation. Raises Refused."""
    _may_draft(act, partnership)
    if Agreement.objects.filter(partnership=partnership).exists():
        raise Refused("text_started", _("El texto ya está iniciado."))
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=kind_of_text(partnership),
        values=text_values(partnership, act.on), languages=tuple(partnership.languages), shared=True,
    )  # fmt: skip
    agreement = Agreement.objects.create(partnership=partnership, document=version.document)
    record(act, Happened.TEXT_STARTED, chain=partnership.circle.public_id, about=agreement.public_id)
    return agreement


def _drafting(agreement: Agreement) -> None:
    if agreement.state != AgreementState.DRAFTING:
        raise Refused("text_agreed", _("El texto ya se acordó: reábralo, con motivo, para cambiarlo."))


@transaction.atomic
def refill_text(act: Act, *, agreement: Agreement) -> Version:
    """Assemble the next version from the case as it stands now (names, posts, areas). Edits by hand stay in the earlier
    versions, to compare. Raises Refused."""
    _may_draft(act, agreement.partnership)
    _drafting(agreement)
    partnership = agreement.partnership
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=agreement.document.kind,
        values=text_values(partnership, act.on), languages=tuple(partnership.languages), document=agreement.document,
    )  # fmt: skip
    record(act, Happened.TEXT_STARTED, chain=partnership.circle.public_id, about=agreement.public_id)
    return version


@transaction.atomic
def edit_clause(
    act: Act, *, agreement: Agreement, base_number: int, key: str, language: str, text: str, seen_text: str
) -> Version:
    """Change one clause in one language. Somebody else's change of the same clause is never overwritten: raises
    documents.ClauseConflict with both texts. Raises Refused, Invalid (a character no typeface draws)."""
    _may_draft(act, agreement.partnership)
    _drafting(agreement)
    version = documents.edit_block(
        act, document=agreement.document, base_number=base_number, key=key, language=language, text=text,
        seen_text=seen_text,
    )  # fmt: skip
    record(
        act, Happened.CLAUSE_EDITED, chain=agreement.partnership.circle.public_id, about=agreement.public_id,
        group=key.split(".")[0], number=version.number,
    )  # fmt: skip
    return version


@transaction.atomic
def repair_text(
    act: Act, *, agreement: Agreement, base_number: int, fingerprint: str, repair_index: int, gazetteer
) -> Version:
    """One click: apply one of the repairs a finding offers. Raises Refused (text moved, finding gone)."""
    _may_draft(act, agreement.partnership)
    _drafting(agreement)
    version = documents.apply_repair(
        act, document=agreement.document, base_number=base_number, finding_fingerprint=fingerprint,
        repair_index=repair_index, brief=brief_of(agreement, act.on), gazetteer=gazetteer,
    )  # fmt: skip
    record(
        act, Happened.CLAUSE_EDITED, chain=agreement.partnership.circle.public_id, about=agreement.public_id,
        group="repair", number=version.number,
    )  # fmt: skip
    return version


@transaction.atomic
def keep_text(act: Act, *, agreement: Agreement, fingerprint: str, code: str, reason: str) -> None:
    """Keep a clause a finding points at, and justify it. Raises Refused, Invalid."""
    _may_draft(act, agreement.partnership)
    documents.keep_finding(act, document=agreement.document, fingerprint=fingerprint, code=code, reason=reason)
    record(
        act, Happened.CLAUSE_EDITED, chain=agreement.partnership.circle.public_id, about=agreement.public_id, group=code
    )


@transaction.atomic
def agree_text(act: Act, *, agreement: Agreement, gazetteer, agreed_on: dt.date | None = None) -> Agreement:
    """The parties agree on the latest version: checked, no error left. Raises Refused, Blocked by each error."""
    partnership = agreement.partnership
    _may_draft(act, partnership)
    _drafting(agreement)
    version = papers.latest_version(agreement.document)
    checked = check_text(agreement, version, gazetteer=gazetteer, on=act.on)
    blockers = [
        Blocker(
            f"finding_{f.code}", f.message["es"], "agreements.text", {"partnership": partnership.public_id, "block": f.block}
        )
        for f in checked.errors
    ]
    if blockers:
        raise Blocked(blockers)
    on = agreed_on or act.on
    if on > act.on:
        raise Invalid({"agreed_on": [_("La fecha no puede ser posterior al día de hoy.")]})
    if not Agreement.objects.filter(pk=agreement.pk, state=AgreementState.DRAFTING).update(
        state=AgreementState.AGREED, agreed_version=version, agreed_on=on
    ):
        raise Refused("text_agreed", _("El texto ya se acordó."))
    agreement.refresh_from_db()
    record(
        act, Happened.TEXT_AGREED, chain=partnership.circle.public_id, about=agreement.public_id, number=version.number
    )
    state_case_fact(
        act, partnership=partnership, fact=Fact.TEXT_AGREED, on=on,
        source=f"documents.version:{version.public_id}", proof=str(_("Versión %(n)s") % {"n": version.number}),
        data={"text_sha256": version.sha256},
    )  # fmt: skip
    return agreement


@transaction.atomic
def reopen_text(act: Act, *, agreement: Agreement, reason: str) -> Agreement:
    """Open the agreed text again, with a reason; a text that already got an opinion loses nothing until it differs.

    Raises Refused, Invalid.
    """
    _may_draft(act, agreement.partnership)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué se reabre el texto.")]})
    if not Agreement.objects.filter(pk=agreement.pk, state=AgreementState.AGREED).update(state=AgreementState.DRAFTING):
        raise Refused("text_not_agreed", _("Solo se reabre un texto acordado y sin firmar."))
    agreement.refresh_from_db()
    withdraw_case_fact(act, partnership=agreement.partnership, fact=Fact.TEXT_AGREED, reason=reason)
    record(
        act, Happened.TEXT_REOPENED, chain=agreement.partnership.circle.public_id, about=agreement.public_id,
        reason=reason,
    )  # fmt: skip
    return agreement


@transaction.atomic
def record_foreign_approval(
    act: Act, *, agreement: Agreement, body: str, instrument: str, approved_on: dt.date,
    attachment: Attachment | None = None,
) -> ForeignApproval:  # fmt: skip
    """The other side's own approval (domain 2.2, step 13): by the counterpart from its seat, or by the liaison from the
    paper received. Raises Refused, Invalid."""
    partnership = agreement.partnership
    own = speaks_for_counterpart(act.actor, partnership.circle)
    if not own and not can_record_for(act.actor, partnership.circle, Part.COUNTERPART):
        raise Refused("not_counterpart", _("Lo asienta la contraparte, que participa en este expediente."))
    errors = {}
    if not normalise(body):
        errors["body"] = [_("Escriba qué órgano aprobó: concejo, comisión, gobierno…")]
    if not normalise(instrument):
        errors["instrument"] = [_("Escriba el número o nombre de la resolución.")]
    if approved_on > act.on:
        errors["approved_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if errors:
        raise Invalid(errors)
    act = act if own else act.recording()
    row = ForeignApproval.objects.create(
        agreement=agreement, body=normalise(body), instrument=normalise(instrument), approved_on=approved_on,
        attachment=attachment, how=act.actor.how,
    )  # fmt: skip
    record(
        act, Happened.FOREIGN_APPROVAL, chain=partnership.circle.public_id, about=row.public_id,
        instrument=row.instrument, on=approved_on,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.COUNTERPART_APPROVED, on=approved_on,
        source=f"agreements.foreignapproval:{row.public_id}", proof=f"{row.instrument}, {row.body}",
    )  # fmt: skip
    return row


@transaction.atomic
def prepare_signature(act: Act, *, agreement: Agreement, issued_on: dt.date | None = None) -> Issue:
    """Issue the text for signature, place, date and witness still open. Raises Refused, Blocked (promise 5)."""
    partnership = agreement.partnership
    if not (can(act.actor, partnership.circle, Power.DRAFT) or can(act.actor, partnership.circle, Power.SIGN)):
        raise Refused("not_liaison", _("Prepara la firma el enlace o la Presidencia municipal."))
    if blockers := signature_blockers(agreement):
        raise Blocked(blockers)
    issue = documents.issue(
        act, version=agreement.agreed_version, issued_on=issued_on or act.on, letterhead_of=partnership.owner,
        exercise=_exercise(partnership),
    )  # fmt: skip
    record(
        act, Happened.SIGNATURE_PREPARED, chain=partnership.circle.public_id, about=agreement.public_id, code=issue.code
    )
    return issue


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
    issue: Issue | None = None, custody: list[dict] | None = None, version: Version | None = None,
) -> Signing:  # fmt: skip
    """Deposit the signed text. What happened in the world is always taken, marked with what it lacks (promise 5); the
    depositor then confirms it page by page (`confirm_signing`). Raises Refused, Invalid."""
    partnership = agreement.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Deposita el texto firmado el enlace del municipio titular."))
    version = version or agreement.agreed_version or papers.latest_version(agreement.document)
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
    if not signatories:
        errors["signatories"] = [_("Escriba quién firmó por cada Parte.")]
    signers, rows = [], []
    for i, s in enumerate(signatories):
        covers, appointment = _covers(partnership, s, signed_on)
        if covers is False and s.capacity != Capacity.DELEGATE:
            errors[f"signatories_{i}"] = [
                _("El encargo de esa persona no cubre el día de la firma. Si firmó por delegación, indíquelo con su documento.")
            ]
        signers.append(Signer(s.side, s.capacity, covers, bool(s.proof or s.delegation)))
        rows.append((s, appointment))
    if errors:
        raise Invalid(errors)
    facts = standing_facts(partnership.case)
    opined = is_opined(agreement, version)
    signing = Signing.objects.create(
        agreement=agreement, version=version, issue=issue, place=normalise(place), signed_on=signed_on,
        originals=originals, languages=list(languages), witness_name=normalise(witness_name),
        witness_post=normalise(witness_post), scan=scan, scan_pages=scan.blob.pages, is_opined_text=opined,
        lacks=list(
            lacks(
                klass=partnership.klass, authorised_on=_on(facts, Fact.AUTHORISED),
                opinion_on=_on(facts, Fact.OPINION_FAVOURABLE), foreign_on=_on(facts, Fact.COUNTERPART_APPROVED),
                signed_on=signed_on, is_opined_text=opined, signers=tuple(signers), originals=originals,
                languages=len(languages),
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
    record(
        act, Happened.SIGNING_DEPOSITED, chain=partnership.circle.public_id, about=signing.public_id,
        place=signing.place, on=signed_on, lacks=signing.lacks,
    )  # fmt: skip
    return signing


def _on(facts, fact: Fact) -> dt.date | None:
    return facts[fact].on if fact in facts else None


def _covers(partnership: Partnership, signed: SignedBy, on: dt.date) -> tuple[bool | None, str]:
    """(whether the post covers the day, appointment). None: nothing is known of that person's term."""
    if signed.side == "theirs":
        ends = partnership.counterpart.term_ends_on
        same = signed.name and normalise(signed.name) == partnership.counterpart.head_name
        return (on <= ends if ends and same else None), ""
    holders = Appointment.objects.filter(
        office__organisation=partnership.owner, office__role=Role.MAYOR, person__name=normalise(signed.name)
    )
    if not holders.exists():
        return None, ""
    covering = holders.covering(on).first()
    return covering is not None, covering.public_id if covering else ""


@transaction.atomic
def confirm_signing(act: Act, *, signing: Signing, pages: tuple[int, ...], differences: tuple[str, ...] = ()) -> Signing:
    """The depositor read the scan page by page; the act of deposit is issued and says so; SIGNED is stated.

    `differences`: what differs from the text reviewed, in the depositor's words; with any, the act says “distinto”.
    Raises Refused, Blocked (pages not read).
    """
    agreement, partnership = signing.agreement, signing.agreement.partnership
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
    is_opined_text = False if differences else signing.is_opined_text
    lacking = list(signing.lacks)
    if differences and partnership.klass == "international" and "text_differs_from_opinion" not in lacking:
        lacking.append("text_differs_from_opinion")
    if not Signing.objects.filter(pk=signing.pk, state=SigningState.DEPOSITED).update(
        state=SigningState.CONFIRMED, pages_confirmed=sorted(set(pages)), confirmed_by=act.actor.user,
        is_opined_text=is_opined_text, lacks=lacking,
    ):  # fmt: skip
        raise Refused("signing_confirmed", _("El depósito ya se confirmó."))
    signing.refresh_from_db()
    signing.act_issue = _deposit_act(act, signing, differences)
    signing.save(update_fields=["act_issue"])
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.SIGNED)
    agreement.refresh_from_db()
    record(act, Happened.SIGNING_CONFIRMED, chain=partnership.circle.public_id, about=signing.public_id)
    state_case_fact(
        act, partnership=partnership, fact=Fact.SIGNED, on=signing.signed_on,
        source=f"agreements.signing:{signing.public_id}",
        proof=str(_("Texto firmado en %(place)s") % {"place": signing.place}), data={"lacks": signing.lacks},
    )  # fmt: skip
    return signing


def _deposit_act(act: Act, signing: Signing, differences: tuple[str, ...]) -> Issue:
    partnership = signing.agreement.partnership
    depositor = Appointment.objects.filter(public_id=act.actor.appointment).select_related("person", "office").first()
    by_side = {s.side: s for s in signing.signatories.all()}
    ours, theirs = by_side.get("ours"), by_side.get("theirs")

    def capacity(row: Signatory | None) -> str:
        if row is None:
            return "—"
        return f"{row.get_capacity_display()}" + (f" ({row.proof})" if row.proof else "")

    match = "unopined" if signing.is_opined_text is None else "equal" if signing.is_opined_text else "differs"
    witness = ", ".join(part for part in (signing.witness_name, signing.witness_post) if part)
    values = slot_values(partnership, signing.signed_on) | {
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
        "scan_pages": signing.scan_pages or 1,
        "scan_sha256": signing.scan.blob.sha256,
        "pages_confirmed": len(signing.pages_confirmed),
        "text_match": match,
        "text_version": signing.version.number,
        "differences": list(differences) or [str(_("Las que señala el depositante en el expediente"))],
        "depositor_name": depositor.person.name if depositor else "—",
        "depositor_post": depositor.office.title if depositor else "—",
    }
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind="signature_record", values=values,
        languages=("es",), shared=True,
    )  # fmt: skip
    folio = documents.next_folio(act, organisation=partnership.owner, series="DEP", on=act.on)
    return documents.issue(
        act, version=version, folio=folio, issued_on=act.on, letterhead_of=partnership.owner,
        exercise=_exercise(partnership),
        late={"folio": folio, "issue_place": _place(partnership.owner), "issue_date": act.on},
    )  # fmt: skip


@transaction.atomic
def correct_signing(act: Act, *, signing: Signing, reason: str) -> Signing:
    """A later act corrects the deposit: it stays on record, its fact no longer stands; deposit again. Raises Refused."""
    partnership = signing.agreement.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Corrige el depósito el enlace del municipio titular."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    if not Signing.objects.filter(
        pk=signing.pk, state__in=[SigningState.DEPOSITED, SigningState.CONFIRMED]
    ).update(state=SigningState.CORRECTED):
        raise Refused("signing_corrected", _("El depósito ya se corrigió."))
    signing.refresh_from_db()
    Agreement.objects.filter(pk=signing.agreement_id, state=AgreementState.SIGNED).update(state=AgreementState.AGREED)
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.SIGNED, reason=reason, source=f"agreements.signing:{signing.public_id}"
    )
    record(
        act, Happened.SIGNING_CORRECTED, chain=partnership.circle.public_id, about=signing.public_id, reason=reason
    )
    return signing


@transaction.atomic
def send_registration_notice(act: Act, *, agreement: Agreement, on: dt.date | None = None) -> Registration:
    """Send the signed copy to the ministry for registration (domain 1.3, point 3). Raises Refused, Blocked."""
    partnership = agreement.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Envía el ejemplar el enlace del municipio titular."))
    if partnership.klass == "domestic":
        raise Refused("domestic_no_registration", _("Una relación nacional no se inscribe ante la SRE."))
    if blockers := registration_blockers(agreement):
        raise Blocked(blockers)
    if agreement.registrations.filter(refused_reason="").exists():
        raise Refused("notice_sent", _("El ejemplar ya se envió para su registro."))
    on = on or act.on
    facts = standing_facts(partnership.case)
    signing = agreement.signings.filter(state=SigningState.CONFIRMED).order_by("-pk").first()
    ministry = Organisation.objects.filter(kind=OrganisationKind.MINISTRY).order_by("pk").first()
    holder = holder_on((ministry, Role.REGISTRAR), on) if ministry else None
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind="registration_notice", languages=("es",),
        shared=True,
        values=slot_values(partnership, on) | {
            "addressee_name": holder.name if holder else "",
            "addressee_post": {"es": holder.post_es, "en": holder.post_en or holder.post_es} if holder else "",
            "addressee_office": ministry.name if ministry else "",
            "signed_place": signing.place,
            "signed_date": signing.signed_on,
            "opinion_number": facts[Fact.OPINION_FAVOURABLE].proof,
            "opinion_date": facts[Fact.OPINION_FAVOURABLE].on,
            "annexes": [{"es": "Ejemplar original firmado", "en": "Signed original"}, {"es": "Acta de depósito", "en": "Act of deposit"}],
        },
    )  # fmt: skip
    folio = documents.next_folio(act, organisation=partnership.owner, series="PM", on=on)
    issue = documents.issue(
        act, version=version, folio=folio, issued_on=on, letterhead_of=partnership.owner,
        exercise=_exercise(partnership),
        late={"folio": folio, "issue_place": _place(partnership.owner), "issue_date": on},
    )  # fmt: skip
    row = Registration.objects.create(agreement=agreement, notice_folio=folio, notice_on=on, notice_issue=issue)
    record(act, Happened.NOTICE_SENT, chain=partnership.circle.public_id, about=row.public_id, folio=folio)
    notify(
        act, to=(partnership.circle, Part.REGISTRAR, Role.REGISTRAR), key="registration_to_record",
        data={"folio": partnership.folio}, door="agreements.registration", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


def _registrar(act: Act, partnership: Partnership) -> tuple[Act, bool]:
    if can(act.actor, partnership.circle, Power.REGISTER):
        return act, True
    if can_record_for(act.actor, partnership.circle, Part.REGISTRAR, Role.REGISTRAR):
        return act.recording(), False
    raise Refused("not_registrar", _("Asienta el registro la SRE; si no participa, el enlace desde la constancia recibida."))


@transaction.atomic
def record_registration(
    act: Act, *, agreement: Agreement, number: str, registered_on: dt.date, attachment: Attachment | None = None
) -> Registration:
    """Record SRE's registration with SRE's number; this instance gives none of its own. Raises Refused, Invalid, Blocked
    (nothing is marked as registered without opinion and deposited text: promise 5)."""
    partnership = agreement.partnership
    act, _own = _registrar(act, partnership)
    if partnership.klass == "domestic":
        raise Refused("domestic_no_registration", _("Una relación nacional no se inscribe ante la SRE."))
    if blockers := registration_blockers(agreement):
        raise Blocked(blockers)
    facts = standing_facts(partnership.case)
    errors = {}
    if not normalise(number):
        errors["number"] = [_("Escriba el número de registro tal como lo dio la SRE.")]
    if registered_on > act.on:
        errors["registered_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    elif registered_on < facts[Fact.SIGNED].on:
        errors["registered_on"] = [_("No pudo registrarse antes de firmarse.")]
    if errors:
        raise Invalid(errors)
    if agreement.registrations.exclude(registered_on=None).exists():
        raise Refused("registered", _("El acuerdo ya tiene registro asentado."))
    row = agreement.registrations.filter(registered_on=None, refused_reason="").order_by("-pk").first()
    row = row or Registration(agreement=agreement)
    row.number, row.registered_on, row.attachment, row.how = normalise(number), registered_on, attachment, act.actor.how
    row.save()
    record(
        act, Happened.REGISTERED, chain=partnership.circle.public_id, about=row.public_id, number=row.number,
        on=registered_on,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.REGISTERED, on=registered_on,
        source=f"agreements.registration:{row.public_id}",
        proof=str(_("Registro de la SRE %(number)s") % {"number": row.number}),
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="agreement_registered", data={"folio": partnership.folio, "number": row.number},
        door="partnerships.case", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def refuse_registration(act: Act, *, agreement: Agreement, reason: str) -> Registration:
    """The ministry does not register it, and why; another notice can be sent. Raises Refused, Invalid."""
    partnership = agreement.partnership
    act, _own = _registrar(act, partnership)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    row = agreement.registrations.filter(registered_on=None, refused_reason="").order_by("-pk").first()
    if row is None:
        raise Refused("no_notice", _("No hay un envío para registro por resolver."))
    row.refused_reason, row.how = reason, act.actor.how
    row.save(update_fields=["refused_reason", "how"])
    record(
        act, Happened.REGISTRATION_REFUSED, chain=partnership.circle.public_id, about=row.public_id, reason=reason
    )
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="registration_refused",
        data={"folio": partnership.folio}, door="agreements.registration", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def record_later_act(
    act: Act, *, agreement: Agreement, kind: LaterActKind, on: dt.date, summary: str,
    attachment: Attachment | None = None,
) -> LaterAct:  # fmt: skip
    """Amendment, renewal, ratification, reaffirmation, termination: recorded beside the agreement, changing nothing of it.

    Raises Refused, Invalid.
    """
    partnership = agreement.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Asienta los actos posteriores el enlace del municipio titular."))
    errors = {}
    if agreement.state not in {AgreementState.SIGNED, AgreementState.TERMINATED}:
        errors["kind"] = [_("Solo un acuerdo firmado tiene actos posteriores.")]
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not normalise(summary):
        errors["summary"] = [_("Escriba en qué consiste.")]
    if errors:
        raise Invalid(errors)
    row = LaterAct.objects.create(
        agreement=agreement, kind=kind, on=on, summary=normalise(summary, lines=True), attachment=attachment,
        how=act.actor.how,
    )  # fmt: skip
    if kind == LaterActKind.TERMINATION:
        Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.TERMINATED)
    record(
        act, Happened.LATER_ACT, chain=partnership.circle.public_id, about=row.public_id,
        kind=LaterActKind(kind).label, on=on,
    )  # fmt: skip
    return row
