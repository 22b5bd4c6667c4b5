"""What a relation is for, in figures: baseline, target, values measured with their date and source (R0-12)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.encounters import operations as encounters
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries.objectives import get_measure, get_objective
from hermanar.kernel.errors import NotVisible

from ..deeds import Deed, do, do_for_reason, keep
from ..edge import SeatedRequest, given, moment, page, seat_required
from ..relations import crumbs, title_of
from .forms import MeasureForm, ObjectiveForm
from .relations import objective_rows, own_relation
from .shared import day_in_words


def _url(relation_id: str) -> str:
    return reverse("web:encounters:objectives", args=[relation_id])


def _kept(request: SeatedRequest, relation_id: str) -> Any:
    """The relation, for who keeps what is known of it. Raises NotVisible."""
    partnership = own_relation(request, relation_id)
    if not can_keep(request.seat.actor, partnership.owner.home):
        raise NotVisible(relation_id)
    return partnership


@seat_required
def show(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Each objective with its figures, and every value with its day and source."""
    partnership = own_relation(request, relation_id)
    back = reverse("web:encounters:of_case", args=[relation_id])
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": crumbs(partnership, (_("Trato"), back), (_("Objetivos"), "")),
        "rows": objective_rows(request, partnership),
        "may": can_keep(request.seat.actor, partnership.owner.home),
    }
    return page(request, "web/encounters/objectives.html", context)


@seat_required
def add(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """A new objective."""
    partnership = _kept(request, relation_id)
    form = ObjectiveForm(given(request))
    deed = Deed(
        title=_("Nuevo objetivo"),
        lead=_("Para qué sirve esta relación, con una cifra que se pueda comprobar."),
        submit=_("Fijar el objetivo"),
        back=_url(relation_id),
        crumbs=crumbs(partnership, (_("Objetivos"), _url(relation_id)), (_("Nuevo"), "")),
    )
    return do(
        request,
        deed,
        form,
        lambda act: encounters.set_objective(
            act, circle=partnership.owner.home, partnership=partnership, **form.cleaned_data
        ),
        circle=partnership.circle,
        said=_("Objetivo fijado."),
    )


@seat_required
def measure(request: SeatedRequest, relation_id: str, public_id: str) -> HttpResponse:
    """A value with its day and source."""
    partnership = _kept(request, relation_id)
    row = get_objective(request.seat.actor, partnership, public_id)
    form = MeasureForm(
        given(request), request.FILES or None, initial={"on": moment(request.seat, partnership.circle).date()}
    )
    facts = [
        {"term": _("Meta"), "value": f"{row.target:,.10g} {row.unit_in_words}, {day_in_words(row.target_on)}"},
    ]
    deed = Deed(
        title=row.title,
        lead=_("Cuánto se midió, de qué día y de dónde sale."),
        submit=_("Asentar la medición"),
        back=_url(relation_id),
        crumbs=crumbs(partnership, (_("Objetivos"), _url(relation_id)), (_("Medición"), "")),
        facts=facts,
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        upload = values.pop("attachment", None)
        paper = keep(act, row.circle, upload, caption=row.title) if upload else None
        return encounters.measure_objective(act, objective=row, attachment=paper, **values)

    return do(
        request, deed, form, call, circle=partnership.circle, said=_("Medición asentada."),
        fields={"file": "attachment"},
    )  # fmt: skip


@seat_required
def close(request: SeatedRequest, relation_id: str, public_id: str) -> HttpResponse:
    """Close it with its reason."""
    partnership = _kept(request, relation_id)
    row = get_objective(request.seat.actor, partnership, public_id)
    deed = Deed(
        title=_("Cerrar el objetivo"),
        lead=row.title,
        consequence=_("Ya no recibe mediciones; lo medido queda a la vista."),
        submit=_("Cerrar"),
        kind="danger",
        back=_url(relation_id),
        crumbs=crumbs(partnership, (_("Objetivos"), _url(relation_id)), (_("Cerrar"), "")),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: encounters.close_objective(act, objective=row, **why),
        circle=partnership.circle,
        said=_("Objetivo cerrado."),
    )


@seat_required
def void(request: SeatedRequest, relation_id: str, public_id: str, measure_id: str) -> HttpResponse:
    """Leave a value without effect."""
    partnership = _kept(request, relation_id)
    row = get_measure(get_objective(request.seat.actor, partnership, public_id), measure_id)
    deed = Deed(
        title=_("Dejar sin efecto una medición"),
        lead=row.objective.title,
        consequence=_("Deja de contar; queda a la vista con su motivo."),
        submit=_("Dejar sin efecto"),
        kind="danger",
        back=_url(relation_id),
        crumbs=crumbs(partnership, (_("Objetivos"), _url(relation_id)), (_("Medición"), "")),
        facts=[{"term": day_in_words(row.on), "value": f"{row.value:,.10g} {row.objective.unit_in_words}"}],
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: encounters.void_measure(act, measure=row, **why),
        circle=partnership.circle,
        said=_("La medición quedó sin efecto."),
    )
