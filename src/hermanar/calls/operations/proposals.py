"""What citizens propose without an account: received with a folio, evaluated, answered (R0-30, R2-16)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part
from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.links.operations import end_links, give_receipt
from hermanar.meetings.models import Resolution
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Partnership

from ..enums import (
    CallStage,
    CallState,
    Criterion,
    DeclineReason,
    Happened,
    LinkFor,
    ProjectStage,
    ProposalSector,
    ProposalState,
    Viability,
)
from ..models import Call, Project, Proposal
from ..policies import can_judge
from ..rules import days, stage_of_call
from .common import _by_link, _numbered, _vote, _written

LONGEST = 4000
OPEN_STATES = (ProposalState.RECEIVED, ProposalState.EVALUATED)
_RECEIVED = _("Recibimos su propuesta. Por este enlace puede ver en qué va y leer la respuesta.")


@transaction.atomic
def hand_in_proposal(
    act: Act, *, owner: Organisation, title: str, problem: str, idea: str, sector: str, consents: bool,
    now: dt.datetime, beneficiaries: str = "", contact_name: str = "", contact_email: str = "", call: Call | None = None,
    language: str = "es",
) -> tuple[Proposal, str]:  # fmt: skip
    """A citizen proposes something, to a call or of their own; no account, no seat. Returns it and the token of the
    link by which its author follows it, shown once and mailed where there is an address.

    Raises NotVisible (no such municipality or call), Refused (`call_closed`), Invalid.
    """
    if owner.kind != OrganisationKind.MUNICIPALITY:
        raise NotVisible(owner.public_id)
    if call is not None:
        if call.owner_id != owner.pk or call.state == CallState.DRAFT:
            raise NotVisible(call.public_id)
        if stage_of_call(call.state, call.opens_on, call.closes_on, act.on) != CallStage.OPEN:
            raise Refused("call_closed", _("Esta convocatoria no está abierta hoy."))
    errors: dict[str, list] = {}
    texts = {
        "title": normalise(title), "problem": normalise(problem, lines=True), "idea": normalise(idea, lines=True),
        "beneficiaries": normalise(beneficiaries, lines=True),
    }  # fmt: skip
    missing = {
        "title": _("Escriba un título breve."),
        "problem": _("Escriba qué problema o necesidad atiende."),
        "idea": _("Escriba qué propone hacer."),
    }
    errors |= {name: [sentence] for name, sentence in missing.items() if not texts[name]}
    for name, text in texts.items():
        most = 160 if name == "title" else LONGEST
        if len(text) > most:
            errors[name] = [_("Es demasiado largo: escriba hasta %(most)s caracteres.") % {"most": most}]
    if sector not in ProposalSector.values or (call and call.sectors and sector not in call.sectors):
        errors["sector"] = [_("Elija un sector de la lista.")]
    if not consents:
        errors["consents"] = [_("Para recibirla hace falta que acepte el aviso de privacidad.")]
    if errors:
        raise Invalid(errors)
    proposal = _numbered(
        Proposal, owner, "PC", act.on.year,
        lambda folio: Proposal.objects.create(
            folio=folio, circle=owner.home, owner=owner, call=call, sector=sector, consented_at=act.at,
            received_at=act.at, contact_name=normalise(contact_name)[:160], contact_email=contact_email.strip(),
            language=language[:5], request=act.request_id, **texts,
        ),
    )  # fmt: skip
    record(act, Happened.PROPOSAL_RECEIVED, chain=owner.home.public_id, about=proposal.public_id, folio=proposal.folio)
    notify(
        act, to=(owner.home, Part.COMMITTEE, None), key="proposal_received", data={"folio": proposal.folio},
        door="calls.proposal", at={"proposal": proposal.public_id},
    )  # fmt: skip
    return proposal, _way_back(act, proposal, now)


def _way_back(act: Act, proposal: Proposal, now: dt.datetime) -> str:
    _link, token = give_receipt(
        act, circle=proposal.circle, purpose=LinkFor.PROPOSAL, subject=proposal.public_id, lasts=days("proposal_link"),
        now=now, issuer=proposal.owner, email=proposal.contact_email, language=proposal.language, message=_RECEIVED,
    )  # fmt: skip
    return token


@transaction.atomic
def return_to_proposal(act: Act, *, request: str, now: dt.datetime) -> str:
    """Another way back for a form that was sent twice: who sent it has not seen the first one. Returns the token.

    `request` is the id of that form, which nobody else can know. Raises NotVisible.
    """
    proposal = Proposal.objects.select_related("circle", "owner").filter(request=request or "-").first()
    if proposal is None or act.at - proposal.received_at > dt.timedelta(hours=1):
        raise NotVisible("proposal")
    end_links(act, purpose=LinkFor.PROPOSAL, subjects=[proposal.public_id], now=now)
    return _way_back(act, proposal, now)


@transaction.atomic
def withdraw_proposal(act: Act, *, proposal: Proposal) -> Proposal:
    """Its author takes it back, through their link, while it is not decided; their data go with it.

    Raises NotVisible, Refused.
    """
    _by_link(act, LinkFor.PROPOSAL, proposal.public_id)
    if not Proposal.objects.filter(pk=proposal.pk, state__in=OPEN_STATES).update(
        state=ProposalState.WITHDRAWN, decided_on=act.on, contact_name="", contact_email=""
    ):
        raise Refused("proposal_closed", _("La propuesta ya tiene respuesta."))
    proposal.refresh_from_db()
    record(
        act, Happened.PROPOSAL_WITHDRAWN, chain=proposal.circle.public_id, about=proposal.public_id,
        folio=proposal.folio,
    )  # fmt: skip
    return proposal


def _must_judge(act: Act, row: Proposal) -> None:
    if not can_judge(act.actor, row.circle):
        raise Refused("not_committee", _("Evalúa y contesta el Comité."))


@transaction.atomic
def evaluate_proposal(
    act: Act,
    *,
    proposal: Proposal,
    viability: Viability | str,
    assessment: str,
    criteria: Mapping[str, bool] | None = None,
) -> Proposal:
    """What the committee finds: viable or not, by which criteria, in words; again while it is not answered.

    Raises Refused, Invalid.
    """
    _must_judge(act, proposal)
    if viability not in Viability.values:
        raise Invalid({"viability": [_("Diga si es viable.")]})
    text = _written(_("Escriba en qué se basa."), assessment, "assessment")
    found = {key.value: bool((criteria or {}).get(key.value)) for key in Criterion}
    if not Proposal.objects.filter(pk=proposal.pk, state__in=OPEN_STATES).update(
        state=ProposalState.EVALUATED, viability=viability, assessment=text, criteria=found, evaluated_on=act.on
    ):
        raise Refused("proposal_closed", _("La propuesta ya tiene respuesta."))
    proposal.refresh_from_db()
    record(
        act, Happened.PROPOSAL_EVALUATED, chain=proposal.circle.public_id, about=proposal.public_id,
        folio=proposal.folio, viability=proposal.viability,
    )  # fmt: skip
    return proposal


def _decide(
    act: Act, proposal: Proposal, to: ProposalState, answer: str, resolution: Resolution | None, **more
) -> None:
    _must_judge(act, proposal)
    text = _written(_("Escriba la respuesta a quien la propuso."), answer, "answer")
    _vote(proposal.owner, resolution)
    if not Proposal.objects.filter(pk=proposal.pk, state__in=OPEN_STATES).update(
        state=to, answer=text, resolution=resolution, decided_on=act.on, **more
    ):
        raise Refused("proposal_closed", _("La propuesta ya tiene respuesta."))
    proposal.refresh_from_db()


@transaction.atomic
def accept_proposal(
    act: Act, *, proposal: Proposal, answer: str, resolution: Resolution | None = None,
    partnership: Partnership | None = None,
) -> Project:  # fmt: skip
    """It becomes a project of the committee, viable already where it was found so. Returns the project.

    Raises Refused (`not_evaluated`), Invalid.
    """
    _must_judge(act, proposal)
    if proposal.state == ProposalState.RECEIVED:
        raise Refused("not_evaluated", _("Evalúela primero: quien propuso merece saber en qué se basó el Comité."))
    if proposal.viability == Viability.NOT_VIABLE:
        raise Refused("not_viable", _("El Comité la evaluó como no viable: no puede volverse proyecto."))
    if partnership is not None and partnership.owner_id != proposal.owner_id:
        raise Invalid({"partnership": [_("Esa vinculación no es del municipio.")]})
    _decide(act, proposal, ProposalState.ACCEPTED, answer, resolution)
    project = _numbered(
        Project, proposal.owner, "PY", act.on.year,
        lambda folio: Project.objects.create(
            folio=folio, circle=proposal.circle, owner=proposal.owner, partnership=partnership, title=proposal.title,
            summary=proposal.idea, stage=ProjectStage.VIABLE, viability=proposal.viability, criteria=proposal.criteria,
            assessment=proposal.assessment, evaluated_on=proposal.evaluated_on, opened_on=act.on,
        ),
    )  # fmt: skip
    Proposal.objects.filter(pk=proposal.pk).update(project=project)
    proposal.refresh_from_db()
    record(
        act, Happened.PROPOSAL_ACCEPTED, chain=proposal.circle.public_id, about=proposal.public_id,
        folio=proposal.folio, project=project.folio,
    )  # fmt: skip
    return project


@transaction.atomic
def decline_proposal(
    act: Act, *, proposal: Proposal, cause: DeclineReason | str, answer: str, resolution: Resolution | None = None
) -> Proposal:
    """It does not become a project: a coded cause, and a sentence for its author. Raises Refused, Invalid."""
    if cause not in DeclineReason.values:
        raise Invalid({"cause": [_("Elija la causa.")]})
    _decide(act, proposal, ProposalState.DECLINED, answer, resolution, decline_reason=cause)
    record(
        act, Happened.PROPOSAL_DECLINED, chain=proposal.circle.public_id, about=proposal.public_id,
        folio=proposal.folio, cause=proposal.decline_reason,
    )  # fmt: skip
    return proposal


@transaction.atomic
def purge_proposal_contacts(act: Act, *, older_than: dt.timedelta) -> int:
    """Forget name and address of who proposed, that long after the answer; the proposal stays. Returns how many.

    Raises Refused (`not_allowed`).
    """
    if "operator" not in act.actor.roles:
        raise Refused("not_allowed", _("Ese acto corresponde a quien opera el sistema."))
    rows = Proposal.objects.filter(decided_on__lte=(act.at - older_than).date())
    number = rows.exclude(contact_name="", contact_email="").update(contact_name="", contact_email="")
    if number:
        record(act, Happened.CONTACTS_PURGED, number=number)
    return number
