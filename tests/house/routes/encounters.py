"""Encounters, invitations, topics: the municipality's own, read by its people and its committee; services: with the
consulate that is asked."""

import datetime as dt
from decimal import Decimal

from hermanar.encounters import operations as encounters
from tests import relation

from . import Row, only

OWN = ("liaison", "mayor", "council_secretary", "administrator", "committee")
KEEPERS = ("liaison", "committee")


def make(cast) -> dict:
    act, house = cast.act("liaison"), cast.organisations["municipality"]
    partnership = relation.open_relation(cast)
    on = cast.at.date()
    held = encounters.record_encounter(
        act, circle=house.home, kind="visit_in", on=on, title="Visita", partnerships=[partnership]
    )
    came = encounters.record_invitation(act, circle=house.home, event="Encuentro", post="Regiduría", received_on=on)
    topic = encounters.raise_topic(act, circle=house.home, title="Salud", partnership=partnership)
    service = encounters.ask_service(
        act, owner=house, kind="city_facts", subject="Informe", text="Sobre la ciudad", due_on=on + dt.timedelta(days=9),
        asked_of=cast.organisations["consulate"],
    )  # fmt: skip
    trip = encounters.record_encounter(act, circle=house.home, kind="visit_out", on=on, title="Viaje")
    line = encounters.plan_communication(
        act, encounter=trip, message="Boletín", audience="Ciudadanía", channel="Portal", due_on=on
    )
    objective = encounters.set_objective(
        act, circle=house.home, partnership=partnership, title="Proyectos", indicator="projects", target=Decimal(3),
        target_on=on + dt.timedelta(days=90),
    )  # fmt: skip
    measure = encounters.measure_objective(act, objective=objective, value=Decimal(1), on=on, source="Minuta")
    return {
        "trip": trip.public_id, "line": line.public_id,
        "objective": objective.public_id, "measure": measure.public_id,
        "encounter": held.public_id, "invitation": came.public_id, "topic": topic.public_id,
        "service": service.public_id, "partnership": partnership.public_id,
    }  # fmt: skip


def _one(key: str):
    return lambda made: [made[key]]


def _rows(names: tuple[str, ...], key: str, who: tuple[str, ...]) -> dict[str, Row]:
    return {f"web:encounters:{name}": Row(only(*who), args=_one(key)) for name in names}


ROUTES = {
    "web:encounters:list": Row(only(*OWN, "stranger")),
    "web:encounters:calendar": Row(only(*OWN, "stranger")),
    "web:encounters:new": Row(only(*KEEPERS, "stranger")),
    "web:encounters:invitations": Row(only(*OWN, "stranger")),
    "web:encounters:new_invitation": Row(only(*KEEPERS, "stranger")),
    "web:encounters:invite": Row(only(*KEEPERS, "stranger")),
    "web:encounters:export": Row(only(*OWN, "stranger")),
    "web:encounters:envelopes": Row(only(*OWN, "stranger")),
    "web:encounters:topics": Row(only(*OWN, "stranger")),
    "web:encounters:new_topic": Row(only(*KEEPERS, "stranger")),
    "web:encounters:trips": Row(only(*OWN, "stranger")),
    **_rows(("cost", "trip_report", "plan_communication"), "trip", KEEPERS),
    **_rows(("tell",), "line", KEEPERS),
    **_rows(("encounter",), "encounter", OWN),
    **_rows(
        ("correct", "hold", "cancel", "void", "participant", "evidence", "outcome", "invite_to"), "encounter", KEEPERS
    ),
    **_rows(("lead",), "encounter", ("liaison",)),
    **_rows(("invitation",), "invitation", OWN),
    **_rows(("send", "answer", "attend", "withdraw"), "invitation", KEEPERS),
    **_rows(("topic",), "topic", KEEPERS),
    "web:encounters:services": Row(only(*OWN, "stranger", "consul")),
    "web:encounters:ask": Row(only("liaison", "stranger")),
    **_rows(("service",), "service", ("liaison", "mayor", "council_secretary", "administrator", "consul")),
    **_rows(("answer_service",), "service", ("consul",)),
    **_rows(("withdraw_service",), "service", ("liaison",)),
    **_rows(("of_case", "brief"), "partnership", OWN),
    "web:encounters:brief_paper": Row(only(*OWN), args=lambda made: [made["partnership"], "es"]),
    **_rows(("committee",), "partnership", ("liaison",)),
    **_rows(("objectives",), "partnership", OWN),
    **_rows(("new_objective",), "partnership", KEEPERS),
    **{
        f"web:encounters:{name}": Row(only(*KEEPERS), args=lambda made: [made["partnership"], made["objective"]])
        for name in ("measure", "close")
    },
    "web:encounters:void_measure": Row(
        only(*KEEPERS), args=lambda made: [made["partnership"], made["objective"], made["measure"]]
    ),
}
