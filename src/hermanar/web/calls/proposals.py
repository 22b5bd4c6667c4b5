"""The committee's inbox: what citizens propose, evaluated and answered."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ProposalState, Viability
from hermanar.calls.policies import can_judge
from hermanar.calls.queries import get_proposal, list_proposals

from ..deeds import do
from ..edge import SeatedRequest, given, page, seat_required
from .forms import AcceptForm, DeclineForm, EvaluationForm
from .frame import TONES, before_of, criteria_of, crumb, deed, house, judge, relations_of, tabs, titles, votes_of

PAGE = 30


@seat_required
def show_inbox(request: SeatedRequest) -> HttpResponse:
    """Every proposal, newest first; those that wait for the committee by themselves."""
    owner = house(request)
    state = request.GET.get("estado", "")
    state = state if state in ProposalState.values else ""
    rows = list_proposals(request.seat.actor, state=state, before=before_of(request), limit=PAGE + 1)
    more = f"?estado={state}&desde={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    states = [{"label": _("Todas"), "url": "?", "current": not state}]
    states += [
        {"label": s.label, "url": f"?estado={s.value}", "current": s.value == state}
        for s in (ProposalState.RECEIVED, ProposalState.EVALUATED, ProposalState.ACCEPTED, ProposalState.DECLINED)
    ]
    context = {
        "tabs": tabs("inbox"),
        "states": states,
        "rows": [{"it": row, "tone": TONES[row.state]} for row in rows[:PAGE]],
        "next": more,
        "is_empty": not rows and not state and not before_of(request),
        "public_url": reverse("guest:calls:house", args=[owner.slug]),
    }
    return page(request, "web/calls/inbox.html", context)


def _url(row: Any) -> str:
    return reverse("web:calls:proposal", args=[row.public_id])


def _way(row: Any) -> list[dict[str, Any]]:
    return [crumb("inbox", _("Propuestas")), {"label": row.folio, "url": _url(row)}]


@seat_required
def show_proposal(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One proposal: what it says, what the committee found, what it answered."""
    house(request)
    row = get_proposal(request.seat.actor, public_id)
    may = can_judge(request.seat.actor, row.circle)
    context = {
        "it": row,
        "crumbs": [crumb("inbox", _("Propuestas")), {"label": row.folio, "url": ""}],
        "tone": TONES[row.state],
        "criteria": criteria_of(row),
        "may": may,
        "is_open": row.state in {ProposalState.RECEIVED, ProposalState.EVALUATED},
        "may_accept": row.state == ProposalState.EVALUATED and row.viability != Viability.NOT_VIABLE,
    }
    return page(request, "web/calls/proposal.html", context)


@seat_required
def evaluate(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the committee finds."""
    row = judge(request, get_proposal(request.seat.actor, public_id))
    initial = {
        "viability": row.viability, "assessment": row.assessment, "criteria": [k for k, v in row.criteria.items() if v]
    }  # fmt: skip
    form = EvaluationForm(given(request), initial=initial)
    return do(
        request,
        deed(_("Evaluar la propuesta"), _("Guardar la evaluación"), _url(row), _way(row), lead=row.title),
        form,
        lambda act: calls.evaluate_proposal(act, proposal=row, **form.values()),
        circle=row.circle,
        said=_("Evaluación guardada. Falta contestar."),
    )


@seat_required
def accept(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It becomes a project."""
    row = judge(request, get_proposal(request.seat.actor, public_id))
    relations = relations_of(request, row.owner)
    votes, by_id = votes_of(row.owner)
    form = AcceptForm(given(request), relations=titles(relations), votes=votes)
    return do(
        request,
        deed(
            _("Aceptar: será proyecto"), _("Aceptar"), _url(row), _way(row), lead=row.title,
            consequence=_("Se abre el proyecto, y quien propuso lee su respuesta por su enlace."),
        ),
        form,
        lambda act: calls.accept_proposal(
            act, proposal=row, answer=form.cleaned_data["answer"],
            resolution=by_id.get(form.cleaned_data["resolution"]),
            partnership=relations.get(form.cleaned_data["partnership"]),
        ),
        circle=row.circle,
        then=lambda project: reverse("web:calls:project", args=[project.public_id]),
        said=_("Ya es un proyecto."),
    )  # fmt: skip


@seat_required
def decline(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It does not become a project, and its author learns why."""
    row = judge(request, get_proposal(request.seat.actor, public_id))
    votes, by_id = votes_of(row.owner)
    form = DeclineForm(given(request), votes=votes)
    return do(
        request,
        deed(
            _("No aceptarla"), _("Contestar que no"), _url(row), _way(row), lead=row.title, kind="danger",
            consequence=_("Quien propuso lee la causa y su respuesta por su enlace."),
        ),
        form,
        lambda act: calls.decline_proposal(
            act, proposal=row, cause=form.cleaned_data["cause"], answer=form.cleaned_data["answer"],
            resolution=by_id.get(form.cleaned_data["resolution"]),
        ),
        circle=row.circle,
        said=_("Quedó contestada."),
    )  # fmt: skip
