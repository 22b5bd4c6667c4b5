"""Reports, plan and weekly agendas: the municipality's own; nobody else's door opens."""

import datetime as dt
from decimal import Decimal

from hermanar.plans import operations as plans
from hermanar.reports import operations as reports

from . import Row, only

READERS = ("liaison", "mayor", "council_secretary", "administrator")
HOUSES = (*READERS, "stranger")  # the stranger is the liaison of another municipality, with its own


def make(cast) -> dict:
    house = cast.organisations["municipality"]
    act = cast.act("liaison")
    plan = plans.open_plan(act, organisation=house, year=2022)
    component = plans.put_component(act, plan=plan, code="6", name="Vinculación")
    activity = plans.put_activity(act, component=component, code="6.1", name="Alianzas")
    spec = plans.GoalSpec("6.1.1", "alianza", Decimal(4), (Decimal(1),) * 4)
    goal = plans.put_goal(act, activity=activity, goal=spec)
    change = plans.request_change(act, goal=goal, quarter=2, after=Decimal(2), reason="Se suma un municipio")
    unit = plans.put_unit(act, organisation=house, name="Turismo")
    week = plans.open_week(act, organisation=house, starts_on=dt.date(2022, 2, 7), units=[(unit, "unstated")])
    reports.open_period(act, organisation=house, year=2022, quarter=1)
    return {
        "goal": goal.public_id, "change": change.public_id, "week": week.public_id,
        "expected": week.expected.get().public_id,
    }  # fmt: skip


def _one(key: str):
    return lambda made: [made[key]]


def _period(*more: str):
    return lambda made: [2022, 1, *more]


ROUTES = {
    "web:reports:list": Row(only(*HOUSES)),
    "web:reports:period": Row(only(*READERS), args=_period()),
    "web:reports:activity": Row(only(*READERS), args=_period("6.1")),
    "web:reports:paper": Row(only(*READERS), args=_period("docx")),
    "web:reports:cover": Row(only("liaison"), args=_period()),
    "web:reports:prepare": Row(only("liaison"), args=_period()),
    "web:reports:return": Row(only("mayor"), args=_period()),
    "web:reports:authorise": Row(only("mayor"), args=_period()),
    "web:reports:correct": Row(only("liaison", "mayor"), args=_period()),
    "web:plans:list": Row(only(*HOUSES)),
    "web:plans:plan": Row(only(*READERS), args=lambda made: [2022]),
    "web:plans:activity": Row(only("liaison"), args=lambda made: [2022]),
    "web:plans:goal": Row(only(*READERS), args=_one("goal")),
    "web:plans:achieve": Row(only("liaison"), args=_one("goal")),
    "web:plans:change": Row(only("liaison"), args=_one("goal")),
    "web:plans:authorise_change": Row(only("mayor"), args=_one("change")),
    "web:plans:refuse_change": Row(only("mayor"), args=_one("change")),
    "web:agendas:list": Row(only(*HOUSES)),
    "web:agendas:units": Row(only(*HOUSES)),
    "web:agendas:new": Row(only("liaison", "stranger")),
    "web:agendas:week": Row(only(*READERS), args=_one("week")),
    "web:agendas:hand_in": Row(only("liaison"), args=_one("expected")),
}
