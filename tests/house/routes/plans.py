"""What the plan does besides counting, and the units with their links: the municipality's own; nobody else's."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from hermanar.plans import operations as plans

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
    unit = plans.put_unit(act, organisation=house, name="Turismo")
    week = plans.open_week(act, organisation=house, starts_on=dt.date(2022, 2, 7), units=[(unit, "unstated")])
    entry = plans.achieve(act, goal=goal, on=act.on, quantity=Decimal(1))
    row = plans.open_record(
        act, plan=plan, kind="request", title="Lluvia", activity=activity, fields={"programme": "a"}
    )
    plans.ask_units(act, row=row, units=[unit], what="Informe", due_on=act.on)
    study = plans.open_record(act, plan=plan, kind="study", title="Encuesta", goal=goal, fields={"method": "survey"})
    alliance = plans.put_alliance(
        act, organisation=house, partner="Universidad", partner_kind="school", areas=["health"], agreed_on=act.on
    )
    rest = plans.put_rest_day(
        act, organisation=house, on=dt.date(2022, 12, 26), name="Feria", level="municipal", source="Gaceta"
    )
    link, _token = plans.give_unit_link(act, unit=unit, now=timezone.now())
    return {
        "unit": unit.public_id, "link": link.public_id, "entry": entry.public_id, "record": row.public_id,
        "study": study.public_id, "ask": row.asks.get().public_id, "alliance": alliance.public_id,
        "week": week.public_id, "goal": goal.public_id, "rest": rest.public_id,
    }  # fmt: skip


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    "web:plans:rules": Row(only("liaison", "stranger")),
    "web:plans:rule_sets": Row(only(*HOUSES)),
    "web:plans:rest_days": Row(only(*HOUSES)),
    "web:plans:rest_day_withdraw": Row(only("liaison"), args=_one("rest")),
    "web:plans:goal_words": Row(only("liaison"), args=_one("goal")),
    "web:plans:strategies": Row(only(*HOUSES)),
    "web:plans:alliances": Row(only(*HOUSES)),
    "web:plans:alliance_new": Row(only("liaison", "stranger")),
    "web:plans:alliance_document": Row(only("liaison"), args=_one("alliance")),
    "web:plans:alliance_withdraw": Row(only("liaison"), args=_one("alliance")),
    "web:plans:axes": Row(only(*READERS), args=lambda made: [2022]),
    "web:plans:component": Row(only("liaison"), args=lambda made: [2022, "6"]),
    "web:plans:records": Row(only(*READERS), args=lambda made: [2022]),
    "web:plans:show_activity": Row(only(*READERS), args=lambda made: [2022, "6.1"]),
    "web:plans:activity_change": Row(only("liaison"), args=lambda made: [2022, "6.1"]),
    "web:plans:record_new": Row(only("liaison"), args=lambda made: [2022, "6.1", "proposal"]),
    "web:plans:record": Row(only(*READERS), args=_one("record")),
    "web:plans:record_move": Row(only("liaison"), args=lambda made: [made["record"], "closed"]),
    "web:plans:record_ask": Row(only("liaison"), args=_one("record")),
    "web:plans:record_results": Row(only("liaison"), args=_one("study")),
    "web:plans:ask_deliver": Row(only("liaison"), args=_one("ask")),
    "web:plans:withdraw": Row(only("liaison"), args=_one("entry")),
    "web:agendas:compliance": Row(only(*HOUSES)),
    "web:agendas:unit": Row(only(*READERS), args=_one("unit")),
    "web:agendas:unit_change": Row(only("liaison"), args=_one("unit")),
    "web:agendas:head": Row(only("liaison"), args=_one("unit")),
    "web:agendas:vacancy": Row(only("liaison"), args=_one("unit")),
    "web:agendas:give": Row(only("liaison"), args=_one("unit")),
    "web:agendas:revoke": Row(only("liaison"), args=lambda made: [made["unit"], made["link"]]),
    "web:agendas:ask": Row(only("liaison"), args=_one("week")),
    "web:agendas:send_links": Row(only("liaison"), args=_one("week")),
    "web:agendas:to_call": Row(only("liaison"), args=_one("week")),
}
