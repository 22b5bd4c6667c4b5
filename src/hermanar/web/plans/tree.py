"""The tree of the plan: axes, components, one activity with what it does besides counting, and the rules."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.plans import operations as plans
from hermanar.plans.enums import USUAL_RULES, RecordKind
from hermanar.plans.policies import can_plan
from hermanar.plans.queries import (
    federal_rest_days,
    get_activity,
    get_plan,
    get_rest_day,
    list_records,
    list_rest_days,
    list_rule_sets,
    list_units,
    quarters_closed,
    rules_on,
)

from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import language, when_in_words
from .forms import ActivityChangeForm, AxisForm, ComponentForm, RestDayForm, RulesForm
from .parts import GOALS_ALONE
from .rows import record_row
from .views import crumbs, house


def _plan(request: SeatedRequest, year: int, *, to_change: bool = True) -> Any:
    house(request)
    plan = get_plan(request.seat.actor, year)
    if to_change and not can_plan(request.seat.actor, plan.circle):
        raise NotVisible(str(year))
    return plan


def _bands(rules: Any) -> str:
    return "\n".join(f"{b['from']}; {b['es']}; {b.get('en', '')}".rstrip("; ") for b in rules.bands)


@seat_required
def rules(request: SeatedRequest) -> HttpResponse:
    """The rules in force, and others from a day on."""
    own = house(request)
    if not can_plan(request.seat.actor, own.home):
        raise NotVisible("rules")
    on = today_of(request, own.home)
    now = rules_on(own, on)
    initial = {
        "valid_from": on, "bands": _bands(now), "decide_days": now.decide_days, "counting": now.counting,
        "due_days_before": now.due_days_before, "due_hour": now.due_hour, "source": "" if now.is_default else now.source,
    }  # fmt: skip
    initial |= {"ask_days_before": now.ask_days_before, "entry_days": now.entry_days}
    form = RulesForm(given(request), initial=initial)
    deed = Deed(
        title=_("Reglas del plan y de la semana"), submit=_("Fijar"), back=reverse("web:plans:list"),
        lead=_("Rigen para lo que viene; lo ya informado se queda con las suyas."),
        crumbs=[{"label": _("Plan"), "url": reverse("web:plans:list")}, {"label": _("Reglas"), "url": ""}],
        facts=[
            {
                "term": _("Qué es un porcentaje"),
                "value": _("Lo alcanzado entre lo programado. Un componente es el promedio de sus actividades."),
            },
            {
                "term": _("Cambios de lo programado"),
                "value": _("Lo autoriza la Presidencia municipal. Nada se cambia hacia atrás."),
            },
            {"term": _("En vigor"), "value": source_of(now)},
            {"term": _("Antes y después"), "value": format_html('<a href="{}">{}</a>', reverse("web:plans:rule_sets"), _("Ver todas las reglas"))},
        ],
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.set_rules(act, organisation=own, **form.cleaned_data), circle=own.home,
        said=_("Reglas fijadas."),
    )  # fmt: skip


def _when(row: Any, later: Any, on: Any) -> tuple[str, str]:
    """Whether a set of rules is in force on a day, with its tone; `later`: the one that begins after it."""
    if row.valid_from > on:
        return _("Por entrar en vigor"), "amber"
    if later is not None and later.valid_from <= on:
        return _("Ya no rige"), ""
    return _("En vigor"), "leaf"


def source_of(rules: Any) -> str:
    """Where rules come from; of the usual ones, that they are."""
    return str(USUAL_RULES) if rules.pk is None else rules.source


@seat_required
def rule_sets(request: SeatedRequest) -> HttpResponse:
    """Every set of rules there was, there is and there will be, with where each comes from."""
    own = house(request)
    on, rows = today_of(request, own.home), list_rule_sets(own)
    if not rows:
        rows = [rules_on(own, on)]
    english = language() == "en"
    shown = []
    for row, later in zip(rows, [None, *rows], strict=False):
        word, tone = _when(row, later, on)
        bands = [f"{b.get('en') or b['es'] if english else b['es']}: {b['from']}%" for b in row.bands]
        shown.append(
            {
                "it": row, "word": word, "tone": tone, "source": source_of(row), "usual": row.pk is None, "counting": row.get_counting_display(),
                "until": later.valid_from - dt.timedelta(days=1) if later and later.valid_from > row.valid_from else None,
                "replaced": later is not None and later.valid_from == row.valid_from, "bands": " · ".join(bands),
            }
        )  # fmt: skip
    context = {
        "rows": shown, "may": can_plan(request.seat.actor, own.home),
        "crumbs": [{"label": _("Plan"), "url": reverse("web:plans:list")}, {"label": _("Reglas"), "url": ""}],
    }  # fmt: skip
    return page(request, "web/plans/rule_sets.html", context)


@seat_required
def rest_days(request: SeatedRequest) -> HttpResponse:
    """Days on which no term of the plan ends: the federal ones, and those that the office puts down with their source."""
    own = house(request)
    may, on = can_plan(request.seat.actor, own.home), today_of(request, own.home)
    if request.method == "POST" and not may:
        raise NotVisible("rest days")
    form = RestDayForm(given(request))
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: plans.put_rest_day(act, organisation=own, **form.cleaned_data), circle=own.home,
            form=form, said=_("Día inhábil asentado."),
        )  # fmt: skip
        if done.response:
            return done.response
    asked = whole_number(request.GET.get("ano", "")) or on.year
    year = asked if 1990 <= asked <= 2100 else on.year
    context = {
        "year": str(year), "tabs": [
            {"label": str(y), "url": f"?ano={y}", "current": y == year} for y in (year - 1, year, year + 1)
        ],
        "own": [{"it": d, "may": may and d.withdrawn_at is None and d.on >= on} for d in list_rest_days(own, year)],
        "federal": [{"on": day, "name": name} for day, name in federal_rest_days(year)],
        "form": form, "may": may, "english": language() == "en",
        "crumbs": [{"label": _("Plan"), "url": reverse("web:plans:list")}, {"label": _("Días inhábiles"), "url": ""}],
    }  # fmt: skip
    return page(request, "web/plans/rest_days.html", context)


@seat_required
def withdraw_rest_day(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A day of rest that is none."""
    own = house(request)
    if not can_plan(request.seat.actor, own.home):
        raise NotVisible(public_id)
    row, back = get_rest_day(own, public_id), reverse("web:plans:rest_days")
    title = _("Retirar un día inhábil")
    deed = Deed(
        title=title, submit=_("Retirar"), back=back, kind="danger", lead=f"{when_in_words(row.on)} · {row.name}",
        consequence=_("Queda a la vista con su motivo, y los plazos vuelven a correr ese día."),
        crumbs=[{"label": _("Plan"), "url": reverse("web:plans:list")}, {"label": _("Días inhábiles"), "url": back}, {"label": title, "url": ""}],
    )  # fmt: skip
    return do_for_reason(
        request, deed,
        lambda act, **why: plans.withdraw_rest_day(act, day=row, **why), circle=own.home,
        said=_("Día inhábil retirado."),
    )  # fmt: skip


@seat_required
def axes(request: SeatedRequest, year: int) -> HttpResponse:
    """The catalogue of axes of the municipal plan, and one more."""
    plan = _plan(request, year, to_change=False)
    may = can_plan(request.seat.actor, plan.circle)
    if request.method == "POST" and not may:
        raise NotVisible(str(year))
    form = AxisForm(given(request))
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: plans.put_axis(act, plan=plan, **form.cleaned_data), circle=plan.circle, form=form,
            said=_("Eje asentado."),
        )  # fmt: skip
        if done.response:
            return done.response
    context = {
        "rows": list(plan.axes.prefetch_related("components")),
        "form": form,
        "may": may,
        "year": str(year),
        "crumbs": crumbs(year, (_("Ejes"), "")),
    }
    return page(request, "web/plans/axes.html", context)


@seat_required
def component(request: SeatedRequest, year: int, code: str) -> HttpResponse:
    """Correct a component: its name, its axis, who answers for it."""
    plan = _plan(request, year)
    row = plan.components.select_related("axis").filter(code=code).first()
    if row is None:
        raise NotVisible(code)
    by_code = {a.code: a for a in plan.axes.all()}
    initial = {"name": row.name, "axis": row.axis.code if row.axis else "", "responsible": row.responsible}
    form = ComponentForm(given(request), axes=by_code.values(), initial=initial)

    def call(act: Any) -> Any:
        said = form.cleaned_data | {"axis": by_code.get(form.cleaned_data["axis"])}
        return plans.put_component(act, plan=plan, code=row.code, **said)

    title = _("Cambiar el componente %(code)s") % {"code": code}
    deed = Deed(
        title=title, submit=_("Guardar"), back=reverse("web:plans:plan", args=[year]), crumbs=crumbs(year, (title, ""))
    )
    return do(request, deed, form, call, circle=plan.circle, said=_("Componente corregido."))


def activity_url(activity: Any, year: int) -> str:
    """Address of an activity's page."""
    return reverse("web:plans:show_activity", args=[year, activity.code])


@seat_required
def show_activity(request: SeatedRequest, year: int, code: str) -> HttpResponse:
    """One activity: who answers, its goals, the strategies it cites, and its records with their next step."""
    plan = _plan(request, year, to_change=False)
    activity = get_activity(plan, code)
    records = list_records(plan, activity=activity, limit=100)
    asked = request.GET.get("desde", "")
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    goals = list(activity.goals.all()[first : first + GOALS_ALONE + 1])
    context = {
        "plan": plan,
        "activity": activity,
        "title": f"{activity.code} {activity.name}".strip(),
        "goals": goals[:GOALS_ALONE],
        "next": f"?desde={first + GOALS_ALONE}" if len(goals) > GOALS_ALONE else "",
        "previous": f"?desde={max(first - GOALS_ALONE, 0)}" if first else "",
        "strategies": list(activity.strategies.all()),
        "today": today_of(request, plan.circle),
        "records": [record_row(r) for r in records],
        "kinds": [
            {"label": label, "url": reverse("web:plans:record_new", args=[year, code, kind])}
            for kind, label in RecordKind.choices
        ],
        "may": can_plan(request.seat.actor, plan.circle),
        "crumbs": crumbs(year, (activity.code, "")),
    }
    return page(request, "web/plans/activity.html", context)


@seat_required
def change_activity(request: SeatedRequest, year: int, code: str) -> HttpResponse:
    """Correct an activity: its name, who answers for it, its unit, its weight."""
    plan = _plan(request, year)
    activity = get_activity(plan, code)
    by_id = {u.public_id: u for u in list_units(plan.organisation)}
    initial = {
        "name": activity.name, "responsible": activity.responsible, "weight": activity.weight,
        "unit": activity.unit.public_id if activity.unit else "",
    }  # fmt: skip
    form = ActivityChangeForm(given(request), units=by_id.values(), initial=initial)

    def call(act: Any) -> Any:
        said = form.cleaned_data | {"unit": by_id.get(form.cleaned_data["unit"])}
        return plans.put_activity(act, component=activity.component, code=activity.code, **said)

    title = _("Cambiar la actividad %(code)s") % {"code": code}
    deed = Deed(
        title=title, submit=_("Guardar"), back=activity_url(activity, year),
        consequence=_("Una ponderación nueva rige en el trimestre en curso y los que siguen; los cerrados conservan la suya.")
        if quarters_closed(plan, today_of(request, plan.circle))
        else "",
        crumbs=crumbs(year, (activity.code, activity_url(activity, year)), (_("Cambiar"), "")),
    )  # fmt: skip
    return do(request, deed, form, call, circle=plan.circle, said=_("Actividad corregida."))
