"""Proposals upward: a municipality's or a state's idea for what the Government of Mexico negotiates (R2-09)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Country, Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import FINAL, Happened, Power, ProposalKind, ProposalState
from ..models import Proposal
from ..policies import can
from ..queries.advice import advisers_of
from ..queries.people import PROPOSERS, people_in
from .shared import _next_folio, _reason_of

# what the ministry may say of a proposal from where it stands
REPLIES: dict[str, frozenset[str]] = {
    ProposalState.SENT: frozenset(
        {ProposalState.RECEIVED, ProposalState.CONSIDERED, ProposalState.ADOPTED, ProposalState.NOT_ADOPTED}
    ),
    ProposalState.RECEIVED: frozenset({ProposalState.CONSIDERED, ProposalState.ADOPTED, ProposalState.NOT_ADOPTED}),
    ProposalState.CONSIDERED: frozenset({ProposalState.ADOPTED, ProposalState.NOT_ADOPTED}),
}


@transaction.atomic
def send_proposal(
    act: Act, *, organisation: Organisation, kind: ProposalKind | str, title: str, text: str, country: str = "",
    benefits: str = "",
) -> Proposal:  # fmt: skip
    """Send an idea to the ministry; the municipality's state reads it too. Raises Refused, Invalid."""
    if not can(act.actor, organisation, Power.ASK):
        raise Refused(
            "may_not_propose", _("Propone el enlace del municipio, la secretaría del Comité o el enlace estatal.")
        )
    offices = advisers_of(organisation)
    ministry = next((o for o in offices if o.kind == OrganisationKind.MINISTRY), None)
    if ministry is None:
        raise Refused("no_ministry", _("La SRE todavía no tiene lugar en el programa: no hay a quién enviarla."))
    errors: dict[str, list] = {}
    if kind not in ProposalKind.values:
        errors["kind"] = [_("Elija para qué es la propuesta.")]
    if not normalise(title):
        errors["title"] = [_("Escriba un título.")]
    if not normalise(text, lines=True):
        errors["text"] = [_("Escriba en qué consiste la propuesta.")]
    if country and not Country.objects.filter(pk=country).exists():
        errors["country"] = [_("Elija un país de la lista.")]
    if errors:
        raise Invalid(errors)
    state = next((o for o in offices if o.kind == OrganisationKind.STATE), None)
    row = Proposal.objects.create(
        folio=_next_folio(Proposal, f"PR-{organisation.code or organisation.slug.upper()[:8]}-{act.on.year}-"),
        proposed_by=organisation, of_state=state, sent_to=ministry, kind=kind, title=normalise(title),
        text=normalise(text, lines=True), country=country, benefits=normalise(benefits), sent_on=act.on,
    )  # fmt: skip
    record(
        act, Happened.PROPOSAL_SENT, chain=organisation.home.public_id, about=row.public_id, folio=row.folio,
        title=row.title,
    )  # fmt: skip
    notify(
        act, to=people_in(ministry, (Role.ADVISER,), act.on), key="proposal_sent", data={"title": row.title},
        door="coordination.proposal", at={"proposal": row.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def reply_proposal(act: Act, *, proposal: Proposal, state: ProposalState | str, reply: str = "") -> Proposal:
    """Say where it stands; an end is given with its reason. Raises Refused, Invalid."""
    if not can(act.actor, proposal.sent_to, Power.REPLY):
        raise Refused("may_not_reply", _("Contesta la asesoría de la SRE."))
    reply = normalise(reply, lines=True)
    errors: dict[str, list] = {}
    if state not in REPLIES.get(proposal.state, frozenset()):
        errors["state"] = [_("Esa propuesta ya no puede pasar a ese estado.")]
    elif state in FINAL and not reply:
        errors["reply"] = [_("Escriba la respuesta: quien propuso debe saber por qué.")]
    if errors:
        raise Invalid(errors)
    changed: dict = {"state": state}
    if proposal.received_on is None:
        changed["received_on"] = act.on
    if reply:
        changed |= {"reply": reply, "replied_on": act.on}
    if not Proposal.objects.filter(pk=proposal.pk, state=proposal.state).update(**changed):
        raise Refused("proposal_moved", _("Otra persona contestó al mismo tiempo; vuelva a leer la propuesta."))
    proposal.refresh_from_db()
    record(
        act, Happened.PROPOSAL_REPLIED, chain=proposal.proposed_by.home.public_id, about=proposal.public_id,
        folio=proposal.folio, state=state,
    )  # fmt: skip
    notify(
        act, to=people_in(proposal.proposed_by, PROPOSERS, act.on),
        key="proposal_replied", data={"title": proposal.title}, door="coordination.proposal",
        at={"proposal": proposal.public_id},
    )  # fmt: skip
    return proposal


@transaction.atomic
def withdraw_proposal(act: Act, *, proposal: Proposal, reason: str) -> Proposal:
    """Take it back before it got its end. Raises Refused, Invalid."""
    if not can(act.actor, proposal.proposed_by, Power.ASK):
        raise Refused("may_not_withdraw", _("Retira la propuesta quien la envió."))
    reason = _reason_of(reason)
    moved = Proposal.objects.filter(pk=proposal.pk, state__in=list(REPLIES))
    if not moved.update(state=ProposalState.WITHDRAWN, reason=reason):
        raise Refused("proposal_closed", _("Esa propuesta ya concluyó."))
    proposal.refresh_from_db()
    record(
        act, Happened.PROPOSAL_WITHDRAWN, chain=proposal.proposed_by.home.public_id, about=proposal.public_id,
        folio=proposal.folio, reason=reason,
    )  # fmt: skip
    notify(
        act, to=people_in(proposal.sent_to, (Role.ADVISER,), act.on), key="proposal_withdrawn",
        data={"title": proposal.title, "reason": reason}, door="coordination.proposal",
        at={"proposal": proposal.public_id},
    )  # fmt: skip
    return proposal
