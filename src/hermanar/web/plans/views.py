"""The plan of a year with its figures of a quarter, one goal with what stands behind it, and its changes."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.queries import names_for
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.plans import operations as plans
from hermanar.plans.enums import USUAL_RULES, Basis, ChangeState, CountsFrom
from hermanar.plans.operations import GoalSpec
from hermanar.plans.policies import can_achieve, can_authorise, can_plan, can_read
from hermanar.plans.queries import (
    count_records,
    get_achievement,
    get_change,
    get_goal,
    get_plan,
    is_late,
    list_achievements,
    list_changes,
    list_plans,
    list_records,
    may_be_late,
    picture_of,
    quarters_closed,
    reported_quarters,
    rules_on,
)
from hermanar.plans.rules.calendar import quarter_ends, quarter_of
from hermanar.reports.queries import cabinet_sessions

from ..deeds import Deed, EmptyForm, do, do_for_reason
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import language
from ..reports.forms import QUARTERS
from .forms import AchieveForm, ActivityForm, ChangeForm, GoalWordsForm, PlanForm
from .parts import components_shown, part_of
from .rows import record_row

_CHANGES = 20  # of a page
_TONES = {ChangeState.REQUESTED: "amber", ChangeState.AUTHORISED: "leaf", ChangeState.REFUSED: "red"}


def house(request: SeatedRequest) -> Any:
    """The organisation of the seat, with a plan of its own. Raises NotVisible."""
    own = request.seat.organisation
    if own is None or own.home is None or not can_read(request.seat.actor, own.home):
        raise NotVisible("plans")
    return own


def _held(plan: Any) -> list[dt.date]:
    """Days of the plan's year on which the cabinet met, as its sessions say."""
    year = dt.date(plan.year, 1, 1), dt.date(plan.year, 12, 31)
    return [on for on, _number in cabinet_sessions(plan.organisation, *year)]


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Plans of the house by year; the liaison opens another."""
    own = house(request)
    may = can_plan(request.seat.actor, own.home)
    form = PlanForm(given(request), initial={"year": today_of(request, own.home).year})
    if request.method == "POST" and not may:
        raise NotVisible("plans")
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: plans.open_plan(act, organisation=own, **form.cleaned_data), circle=own.home,
            form=form, then=lambda plan: reverse("web:plans:plan", args=[plan.year]),
        )  # fmt: skip
        if done.response:
            return done.response
    rows = [
        {"year": str(p.year), "url": reverse("web:plans:plan", args=[p.year]), "source": p.source}
        for p in list_plans(request.seat.actor)
    ]
    return page(request, "web/plans/list.html", {"rows": rows, "form": form, "may": may})


def crumbs(year: int, *more: tuple[str, str]) -> list[dict]:
    """The way to a page of a year's plan."""
    rows = [
        {"label": _("Plan"), "url": reverse("web:plans:list")},
        {"label": str(year), "url": reverse("web:plans:plan", args=[year])},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_plan(request: SeatedRequest, year: int) -> HttpResponse:
    """The tree: programmed beside achieved, the quarter beside what came before."""
    own = house(request)
    plan = get_plan(request.seat.actor, year)
    on = today_of(request, own.home)
    asked = request.GET.get("trimestre", "")
    quarter = int(asked) if asked in {"1", "2", "3", "4"} else quarter_of(on) if on.year == year else 4
    basis = request.GET.get("base", Basis.ANNUAL)
    basis = basis if basis in Basis.values else Basis.ANNUAL
    rules = rules_on(own, quarter_ends(year, quarter))
    english = language() == "en"
    components = picture_of(plan, quarter, basis, sessions=_held(plan)).components
    query = f"trimestre={quarter}&base={basis}&"
    part = part_of([len(c.activities) for c in components], request.GET.get("desde", ""), query)
    before = whole_number(request.GET.get("cambios", ""))
    changes = list_changes(plan, before=before, limit=_CHANGES + 1)
    context = {
        "plan": plan,
        "components": components_shown(components, part, query),
        "part": part,
        "title": _("Plan %(year)s") % {"year": year},
        "crumbs": [*crumbs(year)[:1], {"label": str(year), "url": ""}],
        "tabs": [
            {"label": label, "url": f"?trimestre={n}&base={basis}", "current": n == quarter} for n, label in QUARTERS
        ],
        "bases": [
            {"label": label, "url": f"?trimestre={quarter}&base={key}", "current": key == basis}
            for key, label in Basis.choices
        ],
        "reported": quarter in reported_quarters(own, year),
        "period_url": reverse("web:reports:period", args=[year, quarter]),
        "bands": [{"from": b["from"], "word": b.get("en") if english else b["es"]} for b in rules.bands],
        "rules_source": USUAL_RULES if rules.pk is None else rules.source,
        "english": english,
        "changes": _change_rows(changes[:_CHANGES]),
        "more_changes": f"?{query}cambios={changes[_CHANGES - 1].pk}#cambios" if len(changes) > _CHANGES else "",
        "first_changes": f"?{query}#cambios" if before is not None else "",
        "may_plan": can_plan(request.seat.actor, plan.circle),
        "records": sum(count_records(plan).values()),
        "basis": Basis(basis).label,
        "decides": can_authorise(request.seat.actor, plan.circle),
        "columns": [
            {"label": _("Meta")},
            {"label": _("Año"), "num": True},
            {"label": _("Programado"), "num": True},
            {"label": _("Alcanzado"), "num": True},
            {"label": _("Acumulado"), "num": True},
            {"label": "%", "num": True},
        ],
    }
    return page(request, "web/plans/plan.html", context)


@seat_required
def add_activity(request: SeatedRequest, year: int) -> HttpResponse:
    """An activity with its goal, in its component."""
    house(request)
    plan = get_plan(request.seat.actor, year)
    if not can_plan(request.seat.actor, plan.circle):
        raise NotVisible(str(year))
    closed = quarters_closed(plan, today_of(request, plan.circle))
    form = ActivityForm(given(request), closed=closed)

    def put(act: Any) -> Any:
        said = form.cleaned_data
        known = plan.components.filter(code=said["component_code"]).first()
        component = plans.put_component(
            act, plan=plan, code=said["component_code"],
            name=said["component_name"] or (known.name if known else ""), axis=known.axis if known else None,
            responsible=known.responsible if known else "",
        )  # fmt: skip
        there = component.activities.filter(code=said["code"]).select_related("unit").first()
        activity = plans.put_activity(
            act, component=component, code=said["code"], name=said["name"] or (there.name if there else ""),
            responsible=said["responsible"] or (there.responsible if there else ""),
            unit=there.unit if there else None, weight=there.weight if there else None,
        )  # fmt: skip
        quarters = form.quarters()
        taken = set(activity.goals.values_list("code", flat=True))  # those of a file need not be numbered
        goal = GoalSpec(
            code=next(code for n in count(1) if (code := f"{said['code']}.{n}") not in taken), measure=said["measure"], name=said["goal_name"],
            programmed=sum(quarters, Decimal(0)), quarters=quarters, counts_from=said["counts_from"],
            verification=said["verification"],
        )  # fmt: skip
        return plans.put_goal(act, activity=activity, goal=goal)

    deed = Deed(
        title=_("Agregar una actividad"), submit=_("Agregar"), back=reverse("web:plans:plan", args=[year]),
        lead=_("Lo programado se asienta una vez; después se cambia por solicitud, nunca hacia atrás."),
        consequence=_("Los trimestres cerrados no cambian: la meta cuenta en los que siguen.") if closed else "",
        crumbs=crumbs(year, (_("Agregar una actividad"), "")),
    )  # fmt: skip
    return do(
        request, deed, form, put, circle=plan.circle, said=_("Actividad agregada."),
        fields=dict.fromkeys(("programmed", *(f"quarter{n}" for n in closed)), "quarter4"),
    )  # fmt: skip


def _goal(request: SeatedRequest, public_id: str) -> tuple[Any, Any]:
    house(request)
    goal = get_goal(request.seat.actor, public_id)
    plan = goal.activity.component.plan
    if plan.organisation.public_id != request.seat.actor.organisation:
        raise NotVisible(public_id)
    return goal, plan


def _goal_url(goal: Any) -> str:
    return reverse("web:plans:goal", args=[goal.public_id])


def _goal_title(goal: Any) -> str:
    return f"{goal.activity.code} {goal.name or goal.activity.name}".strip()


def _change_rows(changes: list[Any]) -> list[dict]:
    names = dict(QUARTERS)
    return [{"it": c, "tone": _TONES[ChangeState(c.state)], "quarter": names[c.quarter]} for c in changes]


@seat_required
def show_goal(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A goal with its entries: the list behind its number."""
    goal, plan = _goal(request, public_id)
    entries = list(list_achievements(goal))
    names = names_for(
        {e.stated_by for e in entries if e.is_late} | {e.withdrawn_by for e in entries if e.withdrawn_late}
    )
    counted = [e for e in entries if e.withdrawn_at is None]
    reported = reported_quarters(plan.organisation, plan.year)
    is_stated = goal.counts_from == "stated"
    by_sessions = goal.counts_from == CountsFrom.SESSIONS
    held = Counter(quarter_of(on) for on in _held(plan)) if by_sessions else Counter()
    strategies = list(goal.activity.strategies.all())
    context = {
        "goal": goal,
        "activity_url": reverse("web:plans:show_activity", args=[plan.year, goal.activity.code]),
        "strategies": strategies,
        "records": [record_row(r) for r in list_records(plan, goal=goal)],
        "study_url": reverse("web:plans:record_new", args=[plan.year, goal.activity.code, "study"])
        + f"?meta={goal.public_id}",
        "title": _goal_title(goal),
        "crumbs": crumbs(plan.year, (goal.code, "")),
        "quarters": [
            {
                "label": label,
                "planned": goal.quarters[n - 1],
                "achieved": held[n] or sum(e.quantity for e in counted if quarter_of(e.on) == n),
                "late": sum(quarter_of(e.on) == n and (e.is_late or e.withdrawn_late) for e in entries),
                "reported": n in reported,
                "url": reverse("web:reports:period", args=[plan.year, n]),
            }
            for n, label in QUARTERS
        ],
        "entries": [
            {"it": e, "by": names.get(e.stated_by, ""), "taken_by": names.get(e.withdrawn_by, "")} for e in entries
        ],
        "is_stated": is_stated,
        "by_sessions": by_sessions,
        "achieves": can_achieve(request.seat.actor, plan.circle) and not is_stated,
        "may_plan": can_plan(request.seat.actor, plan.circle) and not is_stated,
        "keeps": can_plan(request.seat.actor, plan.circle),
        "changes": _change_rows(list_changes(plan, goal=goal, limit=_CHANGES)),
        "decides": can_authorise(request.seat.actor, plan.circle),
        "columns": [{"label": _("Día")}, {"label": _("Cantidad"), "num": True}, {"label": _("En qué consta")}],
    }
    return page(request, "web/plans/goal.html", context)


@seat_required
def correct_goal(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct how a goal is worded; never what it programs."""
    goal, plan = _goal(request, public_id)
    if not can_plan(request.seat.actor, plan.circle):
        raise NotVisible(public_id)
    counted = {int(n) for n in goal.counts_in} & quarters_closed(plan, today_of(request, plan.circle))
    initial = {"name": goal.name, "measure": goal.measure, "verification": goal.verification}
    form = GoalWordsForm(given(request), initial=initial, with_measure=not counted)
    title = _("Corregir el texto de la meta")
    deed = Deed(
        title=title, submit=_("Guardar"), back=_goal_url(goal), lead=_goal_title(goal),
        consequence=_("Lo programado no cambia, y los informes autorizados conservan las palabras con que se expidieron."),
        crumbs=crumbs(plan.year, (goal.code, _goal_url(goal)), (title, "")),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.correct_goal(act, goal=goal, **form.cleaned_data), circle=plan.circle,
        said=_("Meta corregida."),
    )  # fmt: skip


@seat_required
def achieve(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down what was achieved."""
    goal, plan = _goal(request, public_id)
    if not can_achieve(request.seat.actor, plan.circle):
        raise NotVisible(public_id)
    form = AchieveForm(
        given(request), initial={"on": today_of(request, plan.circle), "quantity": 1},
        may_be_late=may_be_late(plan, today_of(request, plan.circle)),
    )  # fmt: skip
    deed = Deed(
        title=_("Asentar un avance"), submit=_("Asentar"), back=_goal_url(goal), lead=_goal_title(goal),
        crumbs=crumbs(plan.year, (goal.code, _goal_url(goal)), (_("Avance"), "")),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.achieve(act, goal=goal, **form.cleaned_data), circle=plan.circle,
        said=_("Avance asentado."),
    )  # fmt: skip


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take an entry back: it stays, marked, and no longer counts."""
    house(request)
    entry = get_achievement(request.seat.actor, public_id)
    goal, plan = entry.goal, entry.goal.activity.component.plan
    if not can_achieve(request.seat.actor, plan.circle):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Retirar un avance"), submit=_("Retirar"), back=_goal_url(goal), kind="danger",
        lead=f"{_goal_title(goal)} · {entry.quantity.normalize():f} · {entry.reference}".rstrip(" ·"),
        consequence=_("Su trimestre ya cerró: se retira como extemporáneo, y se dice en el siguiente informe.")
        if is_late(plan, entry.on, today_of(request, plan.circle))
        else _("Queda a la vista, tachado con su motivo, y deja de contarse."),
        crumbs=crumbs(plan.year, (goal.code, _goal_url(goal)), (_("Retirar"), "")),
    )  # fmt: skip
    return do_for_reason(
        request, deed,
        lambda act, **why: plans.withdraw_achievement(act, achievement=entry, **why),
        circle=plan.circle, said=_("Avance retirado."),
    )  # fmt: skip


@seat_required
def request_change(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Ask to change what a quarter programs."""
    goal, plan = _goal(request, public_id)
    if not can_plan(request.seat.actor, plan.circle):
        raise NotVisible(public_id)
    form = ChangeForm(given(request))
    deed = Deed(
        title=_("Pedir un cambio de lo programado"), submit=_("Pedir el cambio"), back=_goal_url(goal),
        lead=_("Se pide a más tardar el último día hábil del trimestre. Nada se cambia hacia atrás."),
        crumbs=crumbs(plan.year, (goal.code, _goal_url(goal)), (_("Cambio"), "")),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.request_change(act, goal=goal, **form.cleaned_data), circle=plan.circle,
        said=_("El cambio espera su autorización."),
    )  # fmt: skip


def _decide(request: SeatedRequest, public_id: str, *, authorise: bool) -> HttpResponse:
    house(request)
    change = get_change(request.seat.actor, public_id)
    plan = change.goal.activity.component.plan
    if not can_authorise(request.seat.actor, plan.circle):
        raise NotVisible(public_id)
    title = _("Autorizar el cambio") if authorise else _("No autorizar el cambio")
    deed = Deed(
        title=title, submit=title, back=reverse("web:plans:plan", args=[plan.year]),
        lead=f"{change.goal.code} · {change.reason}", kind="primary" if authorise else "danger",
        crumbs=crumbs(plan.year, (title, "")),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)),
        lambda act: plans.decide_change(act, change=change, authorise=authorise), circle=plan.circle,
        said=_("Cambio resuelto."),
    )  # fmt: skip


@seat_required
def authorise_change(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor authorises a change."""
    return _decide(request, public_id, authorise=True)


@seat_required
def refuse_change(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor does not authorise a change."""
    return _decide(request, public_id, authorise=False)
