"""Projects of the committee: from idea to vote."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ProjectStage
from hermanar.calls.policies import can_call, can_judge
from hermanar.calls.queries import get_project, list_consultations, list_projects, positions_of

from ..deeds import do
from ..edge import SeatedRequest, given, page, seat_required
from .forms import DecisionForm, EvaluationForm, ProjectForm
from .frame import (
    TONES,
    before_of,
    caller,
    criteria_of,
    crumb,
    deed,
    house,
    judge,
    relations_of,
    tabs,
    titles,
    votes_of,
)

PAGE = 30
LIVE = (ProjectStage.IDEA, ProjectStage.VIABLE)


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Every project of the municipality."""
    owner = house(request)
    rows = list_projects(request.seat.actor, before=before_of(request), limit=PAGE + 1)
    names = titles(relations_of(request, owner))
    context = {
        "tabs": tabs("projects"),
        "rows": [
            {
                "it": p,
                "tone": TONES[p.stage],
                "relation": names.get(p.partnership.public_id, "") if p.partnership else "",
            }
            for p in rows[:PAGE]
        ],
        "next": f"?desde={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "is_empty": not rows and not before_of(request),
        "may": can_call(request.seat.actor, owner.home),
    }
    return page(request, "web/calls/projects.html", context)


def _url(row: Any) -> str:
    return reverse("web:calls:project", args=[row.public_id])


def _way(row: Any) -> list[dict[str, Any]]:
    return [crumb("projects", _("Proyectos")), {"label": row.folio, "url": _url(row)}]


@seat_required
def show_project(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One project: where it stands, what was found, what interested parties said, how it was voted."""
    owner = house(request)
    actor = request.seat.actor
    row = get_project(actor, public_id)
    consultations = [{"it": c, "summary": positions_of(c)[1]} for c in list_consultations(actor, project=row, limit=5)]
    relation = relations_of(request, owner).get(row.partnership.public_id) if row.partnership else None
    context = {
        "it": row,
        "crumbs": [crumb("projects", _("Proyectos")), {"label": row.folio, "url": ""}],
        "tone": TONES[row.stage],
        "criteria": criteria_of(row),
        "consultations": consultations,
        "proposal": getattr(row, "proposal", None),
        "relation": titles({"": relation})[""] if relation else "",
        "may_judge": can_judge(actor, row.circle),
        "may_call": can_call(actor, row.circle),
        "is_live": row.stage in LIVE,
    }
    return page(request, "web/calls/project.html", context)


@seat_required
def open_one(request: SeatedRequest) -> HttpResponse:
    """The committee's own idea."""
    owner = caller(request)
    relations = relations_of(request, owner)
    form = ProjectForm(given(request), relations=titles(relations))
    return do(
        request,
        deed(_("Nuevo proyecto"), _("Abrir el proyecto"), reverse("web:calls:projects"), [crumb("projects", _("Proyectos"))]),
        form,
        lambda act: calls.open_project(
            act, owner=owner, title=form.cleaned_data["title"], summary=form.cleaned_data["summary"],
            partnership=relations.get(form.cleaned_data["partnership"]),
        ),
        circle=owner.home,
        then=_url,
        said=_("Proyecto abierto."),
    )  # fmt: skip


@seat_required
def evaluate(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the committee finds."""
    row = judge(request, get_project(request.seat.actor, public_id))
    initial = {
        "viability": row.viability, "assessment": row.assessment, "criteria": [k for k, v in row.criteria.items() if v]
    }  # fmt: skip
    form = EvaluationForm(given(request), initial=initial)
    return do(
        request,
        deed(_("Evaluar el proyecto"), _("Guardar la evaluación"), _url(row), _way(row), lead=row.title),
        form,
        lambda act: calls.evaluate_project(act, project=row, **form.values()),
        circle=row.circle,
        said=_("Evaluación guardada."),
    )


@seat_required
def decide(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The committee's vote, by the resolution of its session."""
    row = judge(request, get_project(request.seat.actor, public_id))
    votes, by_id = votes_of(row.owner)
    form = DecisionForm(given(request), votes=votes)
    form.fields["resolution"].help_text = _("Para adoptarlo hace falta: el punto de la sesión en que se votó.")
    return do(
        request,
        deed(
            _("Asentar el voto del Comité"), _("Asentar el voto"), _url(row), _way(row), lead=row.title,
            consequence=_("Quien lo propuso lee el resultado y el motivo por su enlace."),
        ),
        form,
        lambda act: calls.decide_project(
            act, project=row, stage=form.cleaned_data["stage"], reason=form.cleaned_data["reason"],
            resolution=by_id.get(form.cleaned_data["resolution"]),
        ),
        circle=row.circle,
        said=_("Voto asentado."),
    )  # fmt: skip
