"""A trip under public scrutiny: what it owes as a table; cost, result and communication over the database and the web."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from hermanar.encounters import operations
from hermanar.encounters.enums import TripLack
from hermanar.encounters.queries import get_communication, list_trips
from hermanar.encounters.rules.trips import Trip, lacks_of_trip
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from tests.web.forms import errors_of, html_of, post

ON = dt.date(2022, 1, 31)


@pytest.mark.parametrize(
    ("trip", "lacks"),
    [
        (Trip(held=False), [TripLack.NO_PURPOSE, TripLack.NO_PLAN]),
        (Trip(held=False, purpose="Firmar", told=[(ON, None)]), []),
        (Trip(held=True, purpose="Firmar", told=[(ON, ON)]), [TripLack.NO_COST, TripLack.NO_REPORT]),
        (Trip(True, "Firmar", True, True, [(ON - dt.timedelta(days=1), None)]), [TripLack.NOT_TOLD]),
        (Trip(True, "Firmar", True, True, [(ON - dt.timedelta(days=1), ON)]), []),
    ],
)
def test_lacks_of_a_trip(trip, lacks):
    assert lacks_of_trip(trip, ON) == lacks


def trip(cast, home, kind: str = "delegation_out"):
    return operations.record_encounter(
        cast.act("liaison"), circle=home, kind=kind, on=ON, title="Visita a Lakeside", purpose="Acordar el programa"
    )


def test_trip_gives_its_accounts(cast, home, django_assert_num_queries):
    act, row = cast.act("liaison"), trip(cast, home)
    give = {"concept": "Vuelos", "amount": Decimal("31000.50"), "payer": "ours"}
    with pytest.raises(Refused) as guest:
        operations.put_cost(act, encounter=trip(cast, home, "visit_in"), **give)
    assert guest.value.code == "not_a_trip"
    with pytest.raises(Refused):
        operations.put_cost(cast.act("state"), encounter=row, **give)
    with pytest.raises(Invalid) as wrong:
        operations.put_cost(act, encounter=row, **(give | {"amount": Decimal(0), "payer": "x", "currency": "peso"}))
    assert sorted(wrong.value.errors) == ["amount", "currency", "payer"]
    operations.put_cost(act, encounter=row, **give)
    operations.put_cost(act, encounter=row, **(give | {"currency": "usd", "amount": Decimal(200), "payer": "theirs"}))
    with pytest.raises(Invalid) as empty:
        operations.report_trip(act, encounter=row, results="Se acordó.", benefit=" ")
    assert list(empty.value.errors) == ["benefit"]
    operations.report_trip(act, encounter=row, results="Se acordó.", benefit="Dos estancias.")
    told = {"message": "Qué se trajo", "audience": "Ciudadanía", "channel": "Portal", "due_on": ON}
    line = operations.plan_communication(act, encounter=row, **told)
    with pytest.raises(Invalid):
        operations.tell_communication(act, communication=line, done_on=ON, url="portal")
    operations.tell_communication(act, communication=line, done_on=ON, url="https://ejemplo.test/viaje")
    with pytest.raises(Refused):
        operations.tell_communication(act, communication=line, done_on=ON)
    found = list_trips(act.actor, ON)
    assert [(t.it, t.sums, t.lacks) for t in found] == [
        (row, (("MXN", Decimal("31000.50")), ("USD", Decimal(200))), ())
    ]
    assert list_trips(cast.actor("stranger"), ON) == []
    with pytest.raises(NotVisible):
        get_communication(cast.actor("state"), line.public_id)
    trip(cast, home)
    with django_assert_num_queries(3):
        assert len(list_trips(act.actor, ON)) == 2


def test_trip_over_the_web(cast, home):
    liaison, row = cast.client("liaison"), trip(cast, home)
    page = reverse("web:encounters:encounter", args=[row.public_id])
    assert "Falta el informe de resultados." in html_of(liaison.get(page))
    for name, typed in (
        ("cost", {"concept": "Vuelos", "amount": "900", "currency": "MXN", "payer": "ours"}),
        ("trip_report", {"results": "Se acordó.", "benefit": "Dos estancias."}),
        (
            "plan_communication",
            {"message": "Boletín", "audience": "Todos", "channel": "Portal", "due_on": "2022-01-31"},
        ),
    ):
        answer = post(liaison, reverse(f"web:encounters:{name}", args=[row.public_id]), **typed)
        assert answer.status_code == 302, (name, errors_of(answer))
    tell = reverse("web:encounters:tell", args=[row.communications.get().public_id])
    assert post(liaison, tell, done_on="2022-01-31").status_code == 302
    shown = html_of(liaison.get(page))
    assert "900.00 MXN" in shown
    assert "Comunicado 31 ene 2022" in shown
    assert "900.00 MXN" in html_of(liaison.get(reverse("web:encounters:trips")))
