"""The register of trips, and what each owes to the public: cost, result, communication (R4-37)."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.encounters import operations as encounters
from hermanar.encounters.enums import Side
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import get_communication, get_encounter, list_trips, trip_of
from hermanar.kernel.acts import Act
from hermanar.kernel.text import whole_number

from ..contacts.home import home_of
from ..deeds import Deed, day_field, do, keep
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..relations import file_url
from .acts import url_of
from .shared import crumbs, day_in_words, keeper, tabs

PAGE = 25


class CostForm(forms.Form):
    concept = forms.CharField(label=gettext_lazy("Concepto"), max_length=200)
    amount = forms.DecimalField(label=gettext_lazy("Cantidad"), max_digits=14, decimal_places=2)
    currency = forms.CharField(label=gettext_lazy("Moneda"), max_length=3, initial="MXN")
    payer = forms.ChoiceField(label=gettext_lazy("Quién lo paga"), choices=Side.choices)
    source = forms.CharField(label=gettext_lazy("Programa o partida"), max_length=200, required=False)


class ReportForm(forms.Form):
    results = forms.CharField(
        label=gettext_lazy("Qué se hizo y qué resultó"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    benefit = forms.CharField(
        label=gettext_lazy("Qué gana el municipio"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label=gettext_lazy("Documento"), required=False, help_text=gettext_lazy("PDF o imagen, hasta 40 MB.")
    )


class PlanForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("Qué se dirá"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    audience = forms.CharField(label=gettext_lazy("A quién"), max_length=200)
    channel = forms.CharField(label=gettext_lazy("Por qué medio"), max_length=200)
    due_on = day_field(label=gettext_lazy("Cuándo"))


class TellForm(forms.Form):
    done_on = day_field(label=gettext_lazy("Cuándo se comunicó"))
    url = forms.CharField(label=gettext_lazy("Dónde se lee"), max_length=500, required=False)


def _sums(rows: Any) -> str:
    return " + ".join(f"{amount:,.2f} {currency}" for currency, amount in rows)


def picture_of(encounter: Any, on: dt.date) -> dict[str, Any]:
    """The accounts of a trip as its page shows them."""
    line = trip_of(encounter, on)
    return {
        "lacks": [lack.label for lack in line.lacks], "sums": _sums(line.sums), "report": line.report,
        "plan": line.plan, "file": file_url(line.report.attachment) if line.report else "",
        "costs": [{"it": c, "amount": f"{c.amount:,.2f} {c.currency}"} for c in encounter.costs.all()],
    }  # fmt: skip


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Trips, the latest first, each with what it owes."""
    home, day = home_of(request), today_of(request)
    wanted, _dot, key = request.GET.get("desde", "").partition("~")
    before = None
    if (at := whole_number(key)) is not None:
        try:
            before = (dt.date.fromisoformat(wanted), at)
        except ValueError:
            before = None
    found = list_trips(request.seat.actor, day, before=before, limit=PAGE + 1)
    rows = [
        {
            "it": r.it, "url": url_of(r.it), "when": day_in_words(r.it.on, r.it.precision), "sums": _sums(r.sums),
            "lacks": [lack.label for lack in r.lacks], "tone": "leaf" if r.it.state == "held" else "amber",
        }
        for r in found[:PAGE]
    ]  # fmt: skip
    last = found[PAGE - 1].it if len(found) > PAGE else None
    context = {
        "rows": rows, "tabs": tabs(request, "trips"), "may": can_keep(request.seat.actor, home),
        "after": f"{last.on.isoformat()}~{last.pk}" if last else "",
    }  # fmt: skip
    return page(request, "web/encounters/trips.html", context)


def _deed(row: Any, title: str) -> Deed:
    return Deed(
        title=title,
        submit=_("Asentar"),
        back=url_of(row),
        lead=row.title,
        crumbs=crumbs((row.title, url_of(row)), (title, "")),
    )


@seat_required
def cost(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = keeper(request, get_encounter(request.seat.actor, public_id))
    form = CostForm(given(request))
    return do(
        request, _deed(row, _("Sumar un costo")), form,
        lambda act: encounters.put_cost(act, encounter=row, **form.cleaned_data),
        circle=row.circle, said=_("El costo quedó asentado."),
    )  # fmt: skip


@seat_required
def report(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = keeper(request, get_encounter(request.seat.actor, public_id))
    known = row.trip_report if hasattr(row, "trip_report") else None
    initial = {"results": known.results, "benefit": known.benefit} if known else {"results": row.agreed}
    form = ReportForm(given(request), request.FILES or None, initial=initial)

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        file = keep(act, row.circle, typed.pop("file"), caption=_("Informe de resultados"))
        return encounters.report_trip(act, encounter=row, attachment=file, **typed)

    return do(
        request, _deed(row, _("Informe de resultados")), form, call, circle=row.circle,
        said=_("El informe de resultados quedó asentado."),
    )  # fmt: skip


@seat_required
def plan(request: SeatedRequest, public_id: str) -> HttpResponse:
    row = keeper(request, get_encounter(request.seat.actor, public_id))
    form = PlanForm(given(request), initial={"due_on": today_of(request, row.circle)})
    return do(
        request, _deed(row, _("Plan de comunicación")), form,
        lambda act: encounters.plan_communication(act, encounter=row, **form.cleaned_data),
        circle=row.circle, said=_("La línea quedó en el plan."),
    )  # fmt: skip


@seat_required
def tell(request: SeatedRequest, public_id: str) -> HttpResponse:
    line = get_communication(request.seat.actor, public_id)
    row = keeper(request, line.encounter)
    form = TellForm(given(request), initial={"done_on": today_of(request, row.circle)})
    return do(
        request, _deed(row, _("Asentar que se comunicó")), form,
        lambda act: encounters.tell_communication(act, communication=line, **form.cleaned_data),
        circle=row.circle, said=_("Quedó asentado que se comunicó."),
    )  # fmt: skip
