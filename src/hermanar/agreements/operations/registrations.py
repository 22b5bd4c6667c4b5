"""Registration, with the ministry's own number, and what happens to the agreement afterwards."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import day_said, in_spanish
from hermanar.documents import operations as documents
from hermanar.documents.enums import IssueState
from hermanar.documents.queries.first_days import too_early
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact, LetterKind, Side
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import enter_letter, state_case_fact, withdraw_case_fact
from hermanar.partnerships.operations.approvals import _must_sign
from hermanar.partnerships.policies import HANDS, TOWN
from hermanar.partnerships.queries import brief_of_paper, late_place
from hermanar.process.queries import standing_facts

from ..enums import TAKEN_UP_AGAIN, AgreementState, Happened, LaterActKind, Power
from ..models import Agreement, LaterAct, Registration
from ..policies import can, can_record_for
from ..queries import (
    changes_since_last_act,
    current_registration,
    is_another_text_signed,
    registration_blockers,
)
from ..queries.notices import NOTICE_KIND, notice_values, registry_of_ministry, signed_copy
from ..rules import TEXT_DIFFERS
from .shared import _exercise

NOTICE_LETTER = _("Oficio con el ejemplar para su registro")


@transaction.atomic
def send_registration_notice(
    act: Act, *, agreement: Agreement, on: dt.date | None = None, approval: str = ""
) -> Registration:
    """Send the signed copy to the ministry for registration (domain 1.3, point 3). Raises Refused, Blocked."""
    partnership = agreement.partnership
    if partnership.klass == "domestic":
        raise Refused(
            "domestic_no_registration",
            _("Una relación nacional no se inscribe ante la SRE: se formaliza con la firma."),
        )
    _must_sign(act, partnership, NOTICE_LETTER, approval)
    if blockers := registration_blockers(agreement):
        raise Blocked(blockers)
    if agreement.registrations.filter(refused_reason="", withdrawn_on=None).exists():
        raise Refused("notice_sent", _("El ejemplar ya se envió para su registro. Asiente lo que conteste la SRE."))
    on = on or act.on
    facts = standing_facts(partnership.case)
    signing = signed_copy(agreement)
    if signing is None:
        raise Refused("not_signed", _("Falta el texto firmado y confirmado."))
    since = max(signing.signed_on, facts[Fact.OPINION_FAVOURABLE].on)
    if on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que se expide.")]})
    if on < since:
        raise Invalid(
            {
                "on": [
                    _(
                        "La fecha no puede ser anterior al %(since)s, día de la firma o del dictamen que el oficio cita. Ponga ese día o uno posterior."
                    )
                    % {"since": day_said(since)}
                ]
            }
        )
    ministry = registry_of_ministry()
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=NOTICE_KIND, languages=("es",),
        shared=True, values=notice_values(agreement, signing, on, act.actor.appointment),
    )  # fmt: skip
    folio = documents.next_folio(act, organisation=partnership.owner, series="PM", on=on)
    before = agreement.registrations.filter(notice_issue__state=IssueState.WITHDRAWN).order_by("-pk").first()
    issue = documents.issue(
        act, version=version, brief=brief_of_paper(partnership, NOTICE_KIND, on, also=(signing.place,)),
        folio=folio, issued_on=on, letterhead_of=partnership.owner,
        exercise=_exercise(partnership), supersedes=before.notice_issue if before else None,
        late={"folio": folio, "issue_date": on} | late_place(partnership.owner),
    )  # fmt: skip
    enter_letter(
        act, partnership=partnership, kind=LetterKind.DISPATCH, issue=issue, folio=folio, sent_on=on,
        subject=in_spanish(_("Envío del ejemplar para su registro")), other_office=ministry.name if ministry else "",
    )  # fmt: skip
    row = Registration.objects.create(agreement=agreement, notice_folio=folio, notice_on=on, notice_issue=issue)
    record(act, Happened.NOTICE_SENT, chain=partnership.circle.public_id, about=row.public_id, folio=folio)
    notify(
        act, to=(partnership.circle, Part.REGISTRAR, Role.REGISTRAR), key="registration_to_record",
        data={"folio": partnership.folio}, door="agreements.registration", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


def _pending(agreement: Agreement) -> Registration | None:
    """The notice sent that waits for the ministry."""
    rows = agreement.registrations.filter(registered_on=None, refused_reason="", withdrawn_on=None)
    return rows.order_by("-pk").first()


def _registrar(act: Act, partnership: Partnership) -> tuple[Act, bool]:
    if can(act.actor, partnership.circle, Power.REGISTER):
        return act, True
    if can_record_for(act.actor, partnership.circle, Part.REGISTRAR, Role.REGISTRAR):
        return act.recording(), False
    raise Refused(
        "not_registrar", _("Asienta el registro la SRE; si no participa, el enlace desde la constancia recibida.")
    )


@transaction.atomic
def record_registration(
    act: Act, *, agreement: Agreement, number: str, registered_on: dt.date, attachment: Attachment | None = None
) -> Registration:
    """Record SRE's registration with SRE's number; this instance gives none of its own. Raises Refused, Invalid, Blocked
    (nothing is marked as registered without opinion and deposited text: promise 5). Where another text was signed than the
    one that got the opinion, the registry's own desk is stopped; a registration received on paper is put down, and says so."""
    partnership = agreement.partnership
    act, own = _registrar(act, partnership)
    if partnership.klass == "domestic":
        raise Refused(
            "domestic_no_registration",
            _("Una relación nacional no se inscribe ante la SRE: se formaliza con la firma."),
        )
    if blockers := registration_blockers(agreement, from_paper=not own):
        raise Blocked(blockers)
    facts = standing_facts(partnership.case)
    errors = {}
    if not normalise(number):
        errors["number"] = [_("Escriba el número de registro tal como lo dio la SRE.")]
    if registered_on > act.on:
        errors["registered_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif early := too_early("registration", registered_on):
        errors["registered_on"] = early
    elif registered_on < facts[Fact.SIGNED].on:
        errors["registered_on"] = [_("No pudo registrarse antes de firmarse.")]
    others = Registration.objects.filter(agreement__partnership__owner=partnership.owner, withdrawn_on=None)
    if normalise(number) and others.filter(number__iexact=normalise(number)).exclude(agreement=agreement).exists():
        errors["number"] = [_("Ese número de registro ya lo lleva otro acuerdo. Revise la constancia.")]
    if errors:
        raise Invalid(errors)
    if current_registration(agreement) is not None:
        raise Refused(
            "registered", _("El acuerdo ya tiene registro asentado. Si algo está mal, corríjalo con su razón.")
        )
    row = _pending(agreement)
    row = row or Registration(agreement=agreement)
    row.number, row.registered_on, row.attachment, row.how = normalise(number), registered_on, attachment, act.actor.how
    row.save()
    lacking = {"lacks": [TEXT_DIFFERS]} if is_another_text_signed(agreement) else {}
    record(
        act, Happened.REGISTERED, chain=partnership.circle.public_id, about=row.public_id, number=row.number,
        on=registered_on, **lacking,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.REGISTERED, on=registered_on,
        source=f"agreements.registration:{row.public_id}",
        proof=in_spanish(_("Registro de la SRE %(number)s"), number=row.number), data=lacking or None,
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, HANDS), key="agreement_registered",
        data={"folio": partnership.folio, "number": row.number},
        door="partnerships.case", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def refuse_registration(
    act: Act, *, agreement: Agreement, reason: str, refused_on: dt.date | None = None
) -> Registration:
    """The ministry does not register it, and why; another notice can be sent. `refused_on`: the day of the ministry's letter,
    where it is put down from it; the registry's own no is of today. Raises Refused, Invalid."""
    partnership = agreement.partnership
    act, own = _registrar(act, partnership)
    reason = normalise(reason, lines=True)
    row = _pending(agreement)
    if row is None:
        raise Refused("no_notice", _("No hay un envío para registro por resolver. Envíe antes el ejemplar firmado."))
    on = act.on if own or refused_on is None else refused_on
    errors: dict[str, list] = {}
    if not reason:
        errors["reason"] = [_("Escriba el motivo.")]
    if on > act.on:
        errors["refused_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif row.notice_on and on < row.notice_on:
        errors["refused_on"] = [
            _("No puede ser anterior al %(on)s, día del oficio con que se envió el ejemplar.")
            % {"on": day_said(row.notice_on)}
        ]
    if errors:
        raise Invalid(errors)
    row.refused_reason, row.refused_on, row.how = reason, on, act.actor.how
    row.save(update_fields=["refused_reason", "refused_on", "how"])
    happened = Happened.REGISTRATION_REFUSED if own else Happened.REGISTRATION_NO_RECORDED
    record(
        act,
        happened,
        chain=partnership.circle.public_id,
        about=row.public_id,
        reason=reason,
        **({} if own else {"on": on}),
    )
    notify(
        act, to=(partnership.circle, TOWN), key="registration_refused",
        data={"folio": partnership.folio, "reason": reason}, door="agreements.registration", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_registration(act: Act, *, registration: Registration, reason: str) -> Registration:
    """A later act corrects what was recorded (another number, another day, another agreement): the row stays with its
    reason and proves nothing; the notice waits again, to be recorded or refused. Raises Refused, Invalid."""
    act, _own = _registrar(act, registration.agreement.partnership)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    if registration.registered_on is None or registration.withdrawn_on is not None:
        raise Refused("not_registered", _("No hay un registro asentado por corregir, o ya se corrigió."))
    _take_back(act, registration, reason)
    partnership = registration.agreement.partnership
    notify(
        act, to=(partnership.circle, HANDS), key="registration_corrected",
        data={"folio": partnership.folio, "number": registration.number, "reason": reason},
        door="agreements.registration", at={"partnership": partnership.public_id},
    )  # fmt: skip
    if registration.notice_folio:
        Registration.objects.create(
            agreement=registration.agreement, notice_folio=registration.notice_folio,
            notice_on=registration.notice_on, notice_issue=registration.notice_issue,
        )  # fmt: skip
    return registration


def _take_back(act: Act, row: Registration, reason: str) -> None:
    """The row no longer stands, nor what it proved."""
    partnership = row.agreement.partnership
    if not Registration.objects.filter(pk=row.pk, withdrawn_on=None).update(withdrawn_on=act.on, reason=reason):
        raise Refused("not_registered", _("No hay un registro asentado por corregir, o ya se corrigió."))
    row.refresh_from_db()
    if row.registered_on is None:
        record(act, Happened.NOTICE_WITHDRAWN, chain=partnership.circle.public_id, about=row.public_id,
               folio=row.notice_folio, reason=reason)  # fmt: skip
        return
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.REGISTERED, reason=reason, mistaken=True,
        source=f"agreements.registration:{row.public_id}",
    )  # fmt: skip
    record(
        act, Happened.REGISTRATION_WITHDRAWN, chain=partnership.circle.public_id, about=row.public_id,
        number=row.number, reason=reason,
    )  # fmt: skip


@transaction.atomic
def record_later_act(
    act: Act, *, agreement: Agreement, kind: LaterActKind, on: dt.date, summary: str,
    attachment: Attachment | None = None, until_on: dt.date | None = None, effective_on: dt.date | None = None,
) -> LaterAct:  # fmt: skip
    """Amendment, renewal, ratification, reaffirmation, termination: recorded beside the agreement, changing nothing of it.

    A renewal says until when (`until_on`); an amendment from when it has effect (`effective_on`; not said: its own day).
    The clock is moved by `registry.operations.conclude_later_act` (R4-59). A ratification or reaffirmation says which administrations changed since the signature or the act before (R0-10).
    Raises Refused, Invalid.
    """
    partnership = agreement.partnership
    if not can(act.actor, partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Asienta los actos posteriores el enlace del municipio titular."))
    errors = {}
    if agreement.state not in {AgreementState.SIGNED, AgreementState.TERMINATED}:
        errors["kind"] = [_("Solo un acuerdo firmado tiene actos posteriores.")]
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if not normalise(summary):
        errors["summary"] = [_("Escriba en qué consiste.")]
    if kind == LaterActKind.AMENDMENT:
        effective_on = effective_on or on
    if effective_on is not None and effective_on < on:
        errors["effective_on"] = [_("No puede surtir efecto antes del acto.")]
    if kind == LaterActKind.RENEWAL and until_on is not None and until_on <= on:
        errors["until_on"] = [_("La nueva vigencia debe terminar después de renovarse.")]
    if errors:
        raise Invalid(errors)
    changed = changes_since_last_act(agreement, on) if kind in TAKEN_UP_AGAIN else []
    row = LaterAct.objects.create(
        agreement=agreement, kind=kind, on=on, summary=normalise(summary, lines=True), attachment=attachment,
        until_on=until_on if kind == LaterActKind.RENEWAL else None,
        effective_on=effective_on if kind == LaterActKind.AMENDMENT else None,
        how=act.actor.how, changes=[{"side": c.side, "on": c.on.isoformat(), "number": c.number} for c in changed],
    )  # fmt: skip
    if kind == LaterActKind.TERMINATION:
        Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.TERMINATED)
    record(
        act, Happened.LATER_ACT, chain=partnership.circle.public_id, about=row.public_id,
        kind=LaterActKind(kind).label, on=on,
    )  # fmt: skip
    for change in changed:
        happened = Happened.CHANGED_HERE if change.side == Side.OURS else Happened.CHANGED_THERE
        record(
            act, happened, chain=partnership.circle.public_id, about=row.public_id, on=change.on,
            number=change.number,
        )  # fmt: skip
    return row
