"""Reports, plan and weekly agendas: the municipality's own; nobody else's door opens."""

import datetime as dt
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.evidence import operations as evidence
from hermanar.plans import operations as plans
from hermanar.reports import operations as reports
from tests.files.test_images import phone_photo

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
    week = plans.open_week(
        act,
        organisation=house,
        starts_on=dt.date(2022, 2, 7),
        units=[(unit, "unstated")],
        deliverables={"redes": "Redes"},
    )
    came = plans.hand_in(act, expected=week.expected.get(), deliverable="redes", text="Tres notas")
    period = reports.open_period(act, organisation=house, year=2022, quarter=1)
    upload = SimpleUploadedFile("f.jpg", phone_photo((64, 48)), "image/jpeg")
    piece = evidence.add_evidence(act, circle=house.home, upload=upload, kind="photo", consent="none_shown")
    (use,) = reports.pick_evidence(act, period=period, code="6.1", pieces=[piece], claim="held")
    draft = reports.ask_draft(act, period=period, fmt="docx", language="es")
    reports.begin_printing(act, printing=draft)
    reports.finish_draft(act, printing=draft, data=b"a draft")
    annex = reports.add_annex(act, period=period, kind="chart", title="Organigrama", attachment=piece.attachment)
    spec = reports.ActionSpec(programme="Ciudades Hermanas", name="Taller", on=dt.date(2022, 1, 20))
    action = reports.put_action(act, organisation=house, spec=spec)
    return {
        "year": 2022, "annex": annex.public_id, "action": action.public_id, "drop": ("6.1", piece.public_id, use.pk),
        "goal": goal.public_id, "draft": draft.public_id, "change": change.public_id, "week": week.public_id,
        "expected": week.expected.get().public_id, "hand_in": came.public_id,
    }  # fmt: skip


def _one(key: str):
    return lambda made: [made[key]]


def _period(*more: str):
    return lambda made: [made["year"], 1, *more]


ROUTES = {
    "web:reports:list": Row(only(*HOUSES)),
    "web:reports:period": Row(only(*READERS), args=_period()),
    "web:reports:activity": Row(only(*READERS), args=_period("6.1")),
    "web:reports:paper": Row(only(*READERS), args=_period("docx")),
    "web:reports:printing": Row(only(*READERS), args=_period()),
    "web:reports:draft": Row(only(*READERS), args=lambda made: [made["year"], 1, made["draft"]]),
    "web:reports:board": Row(only("state", "registrar")),
    "web:reports:actions": Row(only(*HOUSES)),
    "web:reports:activity_paper": Row(only(*HOUSES), args=lambda made: ["docx"]),
    "web:reports:new_action": Row(only("liaison", "stranger")),
    "web:reports:action": Row(only("liaison"), args=_one("action")),
    "web:reports:show_action": Row(only("liaison"), args=_one("action")),
    "web:reports:withdraw_action": Row(only("liaison"), args=_one("action")),
    "web:reports:pick": Row(only("liaison"), args=_period("6.1")),
    "web:reports:drop": Row(only("liaison"), args=lambda made: [made["year"], 1, *made["drop"]]),
    "web:reports:annex": Row(only("liaison"), args=_period()),
    "web:reports:remove_annex": Row(only("liaison"), args=_one("annex")),
    "web:reports:scan": Row(only("liaison", "mayor"), args=_period()),
    "web:reports:publish": Row(only("liaison", "mayor"), args=_period()),
    "web:reports:unpublish": Row(only("liaison", "mayor"), args=_period()),
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
    "web:agendas:correct": Row(only("liaison"), args=lambda made: [made["expected"], made["hand_in"]]),
}
