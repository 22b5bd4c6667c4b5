"""Proposals upward: sent, received, studied, answered (R2-09)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.coordination import operations as coordination
from hermanar.coordination.enums import Power, ProposalState
from hermanar.coordination.operations.proposals import REPLIES
from hermanar.coordination.policies import can
from hermanar.coordination.queries import PROPOSERS, get_proposal, list_proposals, people_in
from hermanar.directory.queries import get_country, list_countries
from hermanar.kernel.errors import NotVisible

from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..told import tell_people
from .forms import ProposalForm, ReplyForm
from .shared import LINES, before, house_of, may, paged, tabs

TONES: dict[str, str] = {
    ProposalState.SENT: "amber",
    ProposalState.RECEIVED: "amber",
    ProposalState.CONSIDERED: "amber",
    ProposalState.ADOPTED: "leaf",
}


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [{"label": _("Propuestas a la SRE"), "url": reverse("web:coordination:proposals")}]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """What was proposed, where it stands, what was replied."""
    sends, replies = may(request, Power.ASK), may(request, Power.REPLY)
    if not sends and not replies:
        raise NotVisible("coordination")
    chosen = request.GET.get("estado", "")
    chosen = chosen if chosen in ProposalState.values else ""
    keep = f"estado={chosen}&" if chosen else ""
    rows = list_proposals(request.seat.actor, state=chosen, before=before(request), limit=LINES + 1)
    paging = paged(request, rows, lambda p: p.pk, keep=keep)
    context = {
        **paging,
        "rows": [{"it": p, "tone": TONES.get(p.state, "")} for p in paging["rows"]],
        "rooms": tabs(request, "proposals"),
        "states": [{"label": _("Todas"), "url": "?", "current": not chosen}]
        + [
            {"label": str(s.label), "url": f"?estado={s.value}", "current": s == chosen}
            for s in (ProposalState.SENT, ProposalState.CONSIDERED, ProposalState.ADOPTED, ProposalState.NOT_ADOPTED)
        ],
        "sends": sends,
        "columns": [{"label": _("Propuesta")}, {"label": _("De")}, {"label": _("Estado")}, {"label": _("Enviada")}],
    }
    return page(request, "web/coordination/proposals.html", context)


@seat_required
def send(request: SeatedRequest) -> HttpResponse:
    """An idea for what the Government of Mexico negotiates."""
    house = house_of(request, Power.ASK)
    form = ProposalForm(given(request), countries={c.iso2: str(c) for c in list_countries()})
    deed = Deed(
        title=_("Proponer a la SRE"),
        lead=_(
            "Una idea local para los acuerdos y proyectos que negocia el Gobierno de México. Su estado también la lee."
        ),
        submit=_("Enviar la propuesta"),
        back=reverse("web:coordination:proposals"),
        crumbs=_crumbs((_("Nueva"), "")),
    )
    return do(
        request, deed, form, lambda act: coordination.send_proposal(act, organisation=house, **form.cleaned_data),
        circle=None, then=lambda row: reverse("web:coordination:proposal", args=[row.public_id]),
        said=_("La propuesta quedó enviada."),
    )  # fmt: skip


def _find(request: SeatedRequest, public_id: str) -> Any:
    return get_proposal(request.seat.actor, public_id)


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One proposal, where it stands and its reply."""
    row = _find(request, public_id)
    actor = request.seat.actor
    country = get_country(row.country) if row.country else None
    context = {
        "proposal": row,
        "tone": TONES.get(row.state, ""),
        "crumbs": _crumbs((row.folio, "")),
        "country": str(country) if country else "",
        "replies": row.state in REPLIES and can(actor, row.sent_to, Power.REPLY),
        "withdraws": row.state in REPLIES and can(actor, row.proposed_by, Power.ASK),
        "day": today_of(request),
    }
    return page(request, "web/coordination/proposal.html", context)


@seat_required
def reply(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = _find(request, public_id)
    if not can(request.seat.actor, row.sent_to, Power.REPLY):
        raise NotVisible(public_id)
    form = ReplyForm(given(request), states=REPLIES.get(row.state, frozenset()))
    here = reverse("web:coordination:proposal", args=[public_id])
    deed = Deed(
        title=_("Contestar la propuesta"),
        lead=row.title,
        submit=_("Contestar"),
        back=here,
        crumbs=_crumbs((row.folio, here), (_("Contestar"), "")),
        told=tell_people(request, people_in(row.proposed_by, PROPOSERS, request.seat.actor.on), row.proposed_by),
    )
    return do(
        request, deed, form, lambda act: coordination.reply_proposal(act, proposal=row, **form.cleaned_data),
        circle=None, said=_("La propuesta quedó contestada."),
    )  # fmt: skip


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = _find(request, public_id)
    if not can(request.seat.actor, row.proposed_by, Power.ASK):
        raise NotVisible(public_id)
    here = reverse("web:coordination:proposal", args=[public_id])
    deed = Deed(
        title=_("Retirar la propuesta"),
        lead=row.title,
        submit=_("Retirar"),
        back=here,
        crumbs=_crumbs((row.folio, here), (_("Retirar"), "")),
        kind="danger",
    )
    return do_for_reason(
        request, deed, lambda act, **why: coordination.withdraw_proposal(act, proposal=row, **why),
        circle=None, said=_("La propuesta quedó retirada."),
    )  # fmt: skip
