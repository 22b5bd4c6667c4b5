"""The tree of the plan: axis, component, activity, goal (R3-03 to R3-08)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import CountsFrom, Happened
from ..models import Activity, Axis, Component, Goal, Plan, Unit
from ..policies import can_plan
from ..queries import quarters_closed


def _must_plan(act: Act, plan: Plan) -> None:
    if not can_plan(act.actor, plan.circle):
        raise Refused("not_planner", _("El plan lo lleva el enlace del municipio."))


def _code(code: str) -> str:
    code = normalise(code)
    if not code or len(code) > 20:
        raise Invalid({"code": [_("Escriba la clave, por ejemplo 3.1.")]})
    return code


def _told(act: Act, plan: Plan, about: str, code: str) -> None:
    record(act, Happened.NODE_PUT, chain=plan.circle.public_id, about=about, code=code, year=plan.year)


@transaction.atomic
def open_plan(act: Act, *, organisation: Organisation, year: int, source: str = "") -> Plan:
    """The plan of a year, opened now if it was not. Raises Refused, Invalid."""
    if known := Plan.objects.select_related("circle", "organisation").filter(
        organisation=organisation, year=year
    ).first():  # fmt: skip
        return known
    plan = Plan(
        circle=organisation.home, organisation=organisation, year=year, source=normalise(source), opened_on=act.on
    )
    _must_plan(act, plan)
    if not 1990 <= year <= 2100:
        raise Invalid({"year": [_("Escriba el año con cuatro cifras.")]})
    plan.save()
    record(act, Happened.PLAN_OPENED, chain=plan.circle.public_id, about=plan.public_id, year=year)
    return plan


@transaction.atomic
def put_axis(act: Act, *, plan: Plan, code: str, name: str) -> Axis:
    """An axis of the municipal plan, new or renamed (R3-05). Raises Refused, Invalid."""
    _must_plan(act, plan)
    if not normalise(name):
        raise Invalid({"name": [_("Escriba el nombre del eje.")]})
    axis, _new = Axis.objects.update_or_create(plan=plan, code=_code(code), defaults={"name": normalise(name)})
    _told(act, plan, plan.public_id, axis.code)
    return axis


@transaction.atomic
def put_component(
    act: Act, *, plan: Plan, code: str, name: str = "", axis: Axis | None = None, responsible: str = ""
) -> Component:
    """A component, new or corrected. Raises Refused, Invalid."""
    _must_plan(act, plan)
    values = {"name": normalise(name), "axis": axis, "responsible": normalise(responsible)}
    row, is_new = Component.objects.update_or_create(plan=plan, code=_code(code), defaults=values)
    if is_new:
        Component.objects.filter(pk=row.pk).update(position=plan.components.count())
    _told(act, plan, plan.public_id, row.code)
    return row


@transaction.atomic
def put_activity(
    act: Act, *, component: Component, code: str, name: str = "", responsible: str = "", unit: Unit | None = None,
    weight: Decimal | None = None,
) -> Activity:  # fmt: skip
    """An activity, new or corrected (R3-06). A weight holds from the first quarter that is not closed; those before keep
    the one they were counted with. Raises Refused, Invalid."""
    plan = component.plan
    _must_plan(act, plan)
    if weight is not None and weight <= 0:
        raise Invalid({"weight": [_("La ponderación debe ser mayor que cero. Si la meta no cuenta, retírela.")]})
    values: dict[str, Any] = {
        "name": normalise(name),
        "responsible": normalise(responsible),
        "unit": unit,
        "weight": weight,
    }
    known = Activity.objects.filter(component=component, code=_code(code)).first()
    if known is not None and known.weight != weight:
        before = None if known.weight is None else str(known.weight)
        closed = {str(quarter): before for quarter in quarters_closed(plan, act.on)}
        values["weights_before"] = closed | known.weights_before
    row, is_new = Activity.objects.update_or_create(component=component, code=_code(code), defaults=values)
    if is_new:
        Activity.objects.filter(pk=row.pk).update(position=component.activities.count())
    _told(act, plan, plan.public_id, row.code)
    return row


@dataclass(frozen=True)
class GoalSpec:
    """A goal as it is put. `quarters`: programmed per quarter, None where it is not said."""

    code: str
    measure: str
    programmed: Decimal
    quarters: tuple[Decimal | None, ...] = (None, None, None, None)
    name: str = ""
    counts_from: str = CountsFrom.ENTRIES
    verification: str = ""


@transaction.atomic
def put_goal(act: Act, *, activity: Activity, goal: GoalSpec) -> Goal:
    """A goal with its annual and quarterly programming (R3-08). What is programmed is put once; later it is changed by
    `request_change`, never by putting the goal again, with progress or without.

    A quarter that closed programs nothing new: a goal put after it counts in the ones that follow. Raises Refused
    (`goal_programmed`, `goal_reported`, `plan_over`), Invalid.
    """
    plan = activity.component.plan
    _must_plan(act, plan)
    errors: dict[str, list] = {}
    if goal.programmed <= 0:
        errors["programmed"] = [_("Lo programado en el año debe ser mayor que cero.")]
    if not normalise(goal.measure):
        errors["measure"] = [_("Escriba la unidad de medida: sesiones, agendas, personas…")]
    if any(q is not None and q < 0 for q in goal.quarters):
        errors["quarter1"] = [_("Lo programado en un trimestre no puede ser negativo.")]
    parts = [q for q in goal.quarters if q is not None]
    if len(parts) == 4 and sum(parts) != goal.programmed:
        errors["programmed"] = [_("Lo programado en los cuatro trimestres no suma lo programado en el año.")]
    if errors:
        raise Invalid(errors)
    known = Goal.objects.filter(activity=activity, code=_code(goal.code)).first()
    closed = quarters_closed(plan, act.on)
    if known is None and len(closed) == 4:
        raise Refused("plan_over", _("Los cuatro trimestres del plan están cerrados: ya no se agregan metas."))
    for number in sorted(closed):
        said, stood = goal.quarters[number - 1], known.quarters[number - 1] if known else None
        if (said != stood) if known else said:
            errors[f"quarter{number}"] = [
                _("Ese trimestre ya cerró: nada se programa hacia atrás. Ponga cero; la meta cuenta en los que siguen.")
            ]
    if errors:
        raise Invalid(errors)
    amounts: dict[str, Any] = {
        "programmed": goal.programmed,
        **{f"quarter{n}": amount for n, amount in enumerate(goal.quarters, start=1)},
    }
    moved = known is not None and any(getattr(known, key) != value for key, value in amounts.items())
    if moved:
        raise Refused(
            "goal_programmed", _("Esa meta ya está programada con otra cantidad: pida el cambio de lo programado.")
        )
    if known is not None and any(str(n) in known.counts_in for n in closed) and (
        (known.measure, known.counts_from) != (normalise(goal.measure), goal.counts_from)
    ):  # fmt: skip
        raise Refused(
            "goal_reported", _("Esa meta ya se contó en un trimestre cerrado: su unidad de medida no cambia.")
        )
    if known is None:
        amounts["counts_in"] = "".join(str(n) for n in (1, 2, 3, 4) if n not in closed)
    values = {
        "name": normalise(goal.name), "measure": normalise(goal.measure), "counts_from": goal.counts_from,
        "verification": normalise(goal.verification), **amounts,
    }  # fmt: skip
    row, _new = Goal.objects.update_or_create(activity=activity, code=_code(goal.code), defaults=values)
    _told(act, plan, row.public_id, row.code)
    return row


@transaction.atomic
def correct_goal(act: Act, *, goal: Goal, name: str = "", verification: str = "", measure: str = "") -> Goal:
    """Correct how a goal is worded: its name, with what it is verified, and its unit of measure until it has counted in a
    quarter that closed. What it programs does not change, and an authorised report keeps the words it was issued with;
    what it said before stays in the journal. Raises Refused (`goal_reported`), Invalid."""
    plan = goal.activity.component.plan
    _must_plan(act, plan)
    said = {
        "name": normalise(name)[:300], "verification": normalise(verification)[:300],
        "measure": normalise(measure)[:80] or goal.measure,
    }  # fmt: skip
    moved = {key: value for key, value in said.items() if getattr(goal, key) != value}
    if not moved:
        raise Invalid({"name": [_("No cambió nada: ya dice eso.")]})
    if "measure" in moved and set(goal.counts_in) & {str(n) for n in quarters_closed(plan, act.on)}:
        raise Refused(
            "goal_reported", _("Esa meta ya se contó en un trimestre cerrado: su unidad de medida no cambia.")
        )
    before = {key: getattr(goal, key) for key in moved}
    for key, value in moved.items():
        setattr(goal, key, value)
    goal.save(update_fields=list(moved))
    for key, value in moved.items():
        record(
            act, Happened.GOAL_WORDED, chain=plan.circle.public_id, about=goal.public_id, code=goal.code,
            before=before[key] or "—", after=value or "—",
        )  # fmt: skip
    return goal
