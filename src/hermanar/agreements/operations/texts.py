"""The text of the Agreement: started from the base text, agreed, opened again; the other side's approval. What is written in
it stands in `desk`."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy as _

from hermanar.directory.enums import Part
from hermanar.directory.models import in_language, in_spanish
from hermanar.directory.queries import day_at
from hermanar.documents import operations as documents, queries as papers
from hermanar.documents.enums import Drawn
from hermanar.documents.models import Issue, Version
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import HANDS, TOWN

from ..enums import AgreementState, Happened, Power
from ..models import Agreement, ForeignApproval
from ..policies import can, can_record_for, speaks_for_counterpart
from ..queries import (
    brief_of,
    check_text,
    kind_of_text,
    signature_blockers,
    standing_approvals,
    text_values,
)
from .shared import _drafting, _exercise, _may_draft, _read_again


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
    _read_again(act, agreement)
    return agreement


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
    _read_again(act, agreement)
    return version


@transaction.atomic
def agree_text(act: Act, *, agreement: Agreement, gazetteer, agreed_on: dt.date | None = None) -> Agreement:
    """The parties agree on the latest version: checked, no error left; not before the case was opened. Raises Refused,
    Invalid, Blocked by each error."""
    partnership = agreement.partnership
    _may_draft(act, partnership)
    _drafting(agreement)
    version = papers.latest_version(agreement.document)
    checked = check_text(agreement, version, gazetteer=gazetteer, on=act.on)
    blockers = [
        Blocker(
            f"finding_{f.code}",
            in_language(f.message["es"], f.message.get("en", "")),
            "agreements.text",
            {"partnership": partnership.public_id, "block": f.block},
        )
        for f in checked.errors
    ]
    if blockers:
        raise Blocked(blockers)
    on = agreed_on or act.on
    if on > act.on:
        raise Invalid({"agreed_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    if on < (opened_on := partnership.case.opened_on):
        told = _(
            "Las Partes no pudieron acordarlo antes de que se abriera el expediente, el %(on)s. Ponga el día en que lo "
            "acordaron, según su correo o su minuta."
        )
        raise Invalid({"agreed_on": [told % {"on": date_in_words(opened_on, get_language() or "es")}]})
    if not Agreement.objects.filter(pk=agreement.pk, state=AgreementState.DRAFTING).update(
        state=AgreementState.AGREED, agreed_version=version, agreed_on=on
    ):
        raise Refused("text_agreed", _("El texto ya se acordó. Para cambiarlo, reábralo con su razón."))
    agreement.refresh_from_db()
    record(
        act, Happened.TEXT_AGREED, chain=partnership.circle.public_id, about=agreement.public_id, number=version.number
    )
    state_case_fact(
        act, partnership=partnership, fact=Fact.TEXT_AGREED, on=on,
        source=f"documents.version:{version.public_id}", proof=in_spanish(_("Versión %(n)s"), n=version.number),
        data={"text_sha256": version.sha256, "saved_on": day_at(partnership.owner, version.created_at).isoformat()},
    )  # fmt: skip
    return agreement


def _given_out(agreement: Agreement) -> list[Issue]:
    """The text as it was given out for signature, of which no later one is the successor; newest first."""
    rows = Issue.objects.filter(version__document=agreement.document, superseded_by=None, is_transcript=False)
    return list(rows.select_related("version__document__circle", "version__document__issuer").order_by("-pk"))


@transaction.atomic
def reopen_text(act: Act, *, agreement: Agreement, reason: str, mistaken: bool = False) -> Agreement:
    """Open the agreed text again, with a reason; a text that already got an opinion loses nothing until it differs. It was
    agreed until now or, `mistaken`, never as it was put down.

    Raises Refused, Invalid.
    """
    _may_draft(act, agreement.partnership)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué se reabre el texto.")]})
    if not Agreement.objects.filter(pk=agreement.pk, state=AgreementState.AGREED).update(state=AgreementState.DRAFTING):
        raise Refused(
            "text_not_agreed", _("Solo se reabre un texto acordado y sin firmar. El firmado se cambia por una adenda.")
        )
    agreement.refresh_from_db()
    _read_again(act, agreement)
    withdraw_case_fact(act, partnership=agreement.partnership, fact=Fact.TEXT_AGREED, reason=reason, mistaken=mistaken)
    documents.retire_issues(act, issues=_given_out(agreement), reason=reason)
    record(
        act, Happened.TEXT_REOPENED, chain=agreement.partnership.circle.public_id, about=agreement.public_id,
        reason=reason,
    )  # fmt: skip
    notify(
        act, to=(agreement.partnership.circle, HANDS), key="text_reopened",
        data={"folio": agreement.partnership.folio, "reason": reason}, door="agreements.text",
        at={"partnership": agreement.partnership.public_id},
    )  # fmt: skip
    return agreement


def _theirs(act: Act, partnership: Partnership) -> Act:
    """The counterpart from its seat, or the liaison from the paper received."""
    if speaks_for_counterpart(act.actor, partnership.circle):
        return act
    if not can_record_for(act.actor, partnership.circle, Part.COUNTERPART):
        raise Refused("not_counterpart", _("Lo asienta la contraparte, que participa en este expediente."))
    return act.recording()


def _answered(
    act: Act, agreement: Agreement, *, body: str, instrument: str, on: dt.date, field: str, refused: bool = False,
    grounds: str = "", attachment: Attachment | None = None,
) -> ForeignApproval:  # fmt: skip
    errors = {}
    if not normalise(body):
        errors["body"] = [_("Escriba qué órgano lo resolvió: concejo, comisión, gobierno…")]
    if not normalise(instrument):
        errors["instrument"] = [_("Escriba el número o nombre de la resolución.")]
    elif agreement.foreign_approvals.filter(
        withdrawn_on=None,
        refused=refused,
        instrument__iexact=normalise(instrument),
        body__iexact=normalise(body),
        approved_on=on,
    ).exists():
        errors["instrument"] = [_("Esa resolución ya está asentada. Si se asentó mal, retírela con su motivo.")]
    if refused and not normalise(grounds):
        errors["grounds"] = [_("Escriba por qué no lo aprobaron, como lo dice su papel.")]
    if on > act.on:
        errors[field] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif act.actor.how != How.RECORDED and (early := _before_text(agreement, on)):
        errors[field] = [early]
    if errors:
        raise Invalid(errors)
    return ForeignApproval.objects.create(
        agreement=agreement, body=normalise(body), instrument=normalise(instrument), approved_on=on, refused=refused,
        grounds=normalise(grounds, lines=True), attachment=attachment, how=act.actor.how,
    )  # fmt: skip


def _before_text(agreement: Agreement, on: dt.date) -> Any:
    """Why the other side could not rule on this text that day, in its own words here: the case was not open, or the text not
    begun. A paper that says so is put down as it came, and what it contradicts is told. "" where it could. One query."""
    partnership = agreement.partnership
    first = agreement.document.versions.order_by("number").first()
    begun_on = day_at(partnership.owner, first.created_at) if first else partnership.opened_on
    day = max(partnership.opened_on, begun_on)
    if on >= day:
        return ""
    why = (
        _("ese día se abrió el expediente")
        if partnership.opened_on >= begun_on
        else _("ese día se guardó la primera versión del texto")
    )
    told = _(
        "La fecha no puede ser anterior al %(on)s: %(why)s. Escriba el día de la resolución que aprobó este texto."
    )
    return told % {"on": date_in_words(day, get_language() or "es"), "why": why}


def _follow_approvals(act: Act, agreement: Agreement, reason: str) -> None:
    """The case says that the other side approved as far as its approvals stand: none withdrawn (put down wrongly), none
    before its last no (it held until then)."""
    standing = {row.pk for row in standing_approvals(agreement)}
    for row in agreement.foreign_approvals.filter(refused=False).order_by("pk"):
        source = f"agreements.foreignapproval:{row.public_id}"
        if row.pk in standing:
            state_case_fact(
                act, partnership=agreement.partnership, fact=Fact.COUNTERPART_APPROVED, on=row.approved_on,
                source=source, proof=f"{row.instrument}, {row.body}",
            )  # fmt: skip
        else:
            withdraw_case_fact(
                act, partnership=agreement.partnership, fact=Fact.COUNTERPART_APPROVED, reason=reason, source=source,
                mistaken=row.withdrawn_on is not None,
            )  # fmt: skip


@transaction.atomic
def record_foreign_approval(
    act: Act, *, agreement: Agreement, body: str, instrument: str, approved_on: dt.date,
    attachment: Attachment | None = None,
) -> ForeignApproval:  # fmt: skip
    """The other side's own approval (domain 2.2, step 13): by the counterpart from its seat, or by the liaison from the
    paper received. Raises Refused, Invalid."""
    partnership = agreement.partnership
    act = _theirs(act, partnership)
    row = _answered(
        act, agreement, body=body, instrument=instrument, on=approved_on, field="approved_on", attachment=attachment
    )
    record(
        act, Happened.FOREIGN_APPROVAL, chain=partnership.circle.public_id, about=row.public_id,
        instrument=row.instrument, on=approved_on,
    )  # fmt: skip
    _follow_approvals(act, agreement, row.instrument)
    notify(
        act, to=(partnership.circle, TOWN), key="foreign_approval_recorded", data={"folio": partnership.folio},
        door="partnerships.case", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def record_foreign_refusal(
    act: Act, *, agreement: Agreement, body: str, instrument: str, refused_on: dt.date, grounds: str,
    attachment: Attachment | None = None,
) -> ForeignApproval:  # fmt: skip
    """The other side did not approve it, and why; what it had approved before no longer stands. Another resolution of
    theirs, or another text, is the way on. Raises Refused, Invalid."""
    partnership = agreement.partnership
    act = _theirs(act, partnership)
    row = _answered(
        act, agreement, body=body, instrument=instrument, on=refused_on, field="refused_on", refused=True,
        grounds=grounds, attachment=attachment,
    )  # fmt: skip
    record(
        act, Happened.FOREIGN_REFUSAL, chain=partnership.circle.public_id, about=row.public_id,
        instrument=row.instrument, on=refused_on, reason=row.grounds,
    )  # fmt: skip
    _follow_approvals(act, agreement, row.grounds)
    notify(
        act, to=(partnership.circle, HANDS), key="foreign_refusal_recorded",
        data={"folio": partnership.folio, "reason": row.grounds}, door="agreements.signature",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_foreign_approval(act: Act, *, approval: ForeignApproval, reason: str) -> ForeignApproval:
    """A later act corrects what was put down of the other side, its yes or its no: it stays with its reason and counts no
    more. Raises Refused, Invalid."""
    agreement, partnership = approval.agreement, approval.agreement.partnership
    act = _theirs(act, partnership)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    standing = ForeignApproval.objects.filter(pk=approval.pk, withdrawn_on=None)
    if not standing.update(withdrawn_on=act.on, reason=reason):
        raise Refused("approval_withdrawn", _("Eso ya se había corregido."))
    approval.refresh_from_db()
    record(
        act, Happened.FOREIGN_APPROVAL_WITHDRAWN, chain=partnership.circle.public_id, about=approval.public_id,
        instrument=approval.instrument, reason=reason,
    )  # fmt: skip
    _follow_approvals(act, agreement, reason)
    notify(
        act, to=(partnership.circle, HANDS), key="foreign_approval_corrected",
        data={"folio": partnership.folio, "reason": reason}, door="agreements.signature",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return approval


@transaction.atomic
def prepare_signature(act: Act, *, agreement: Agreement, issued_on: dt.date | None = None) -> Issue:
    """Issue the text for signature, place, date and witness still open. Raises Refused, Blocked (promise 5)."""
    partnership = agreement.partnership
    if not (can(act.actor, partnership.circle, Power.DRAFT) or can(act.actor, partnership.circle, Power.SIGN)):
        raise Refused("not_liaison", _("Prepara la firma el enlace o la Presidencia municipal."))
    if agreement.state in {AgreementState.SIGNED, AgreementState.TERMINATED}:
        raise Refused("text_signed", _("El texto ya se firmó: no se prepara otro para firma."))
    if blockers := signature_blockers(agreement):
        raise Blocked(blockers)
    on = issued_on or act.on
    if on > act.on:
        raise Invalid(
            {"issued_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que se expide.")]}
        )
    before = next(iter(_given_out(agreement)), None)
    issue = documents.issue(
        act, version=agreement.agreed_version, brief=brief_of(agreement, on), drawn=Drawn.AT_A_DESK,
        issued_on=on, letterhead_of=partnership.owner,
        exercise=_exercise(partnership), supersedes=before,
    )  # fmt: skip
    record(
        act, Happened.SIGNATURE_PREPARED, chain=partnership.circle.public_id, about=agreement.public_id, code=issue.code
    )
    return issue


@transaction.atomic
def retire_text(act: Act, *, agreement: Agreement, reason: str) -> int:
    """The text given out for signature that may no longer be signed, because something it rests on was taken back, loses its
    effect (promise 5). Called by the registry above after that act. Returns how many papers."""
    if agreement.state in {AgreementState.SIGNED, AgreementState.TERMINATED} or not signature_blockers(agreement):
        return 0
    return documents.retire_issues(act, issues=_given_out(agreement), reason=reason)
