"""Candidates: the municipality's people and its committee read; its liaison chooses; a consulate opines on its lead."""

from hermanar.candidates.operations import record_datum, shortlist_city
from hermanar.directory.models import Country, Municipality, Place
from hermanar.partnerships.operations import open_lead, route_lead

from . import Row, only

READERS = ("liaison", "mayor", "council_secretary", "administrator", "committee")


def make(cast) -> dict:
    town = cast.organisations["municipality"]
    act = cast.act("liaison")
    shortlist_city(act, owner=town, city="p900003")
    datum = record_datum(act, owner=town, city="p900003", kind="committee", source="Página")
    lead = open_lead(
        cast.act("consul"), country=Country.objects.get(pk="US"), foreign_name="Lakeside",
        place=Place.objects.get(pk=900001), proposed_place="Villa Serena", zone="America/Chicago",
        municipality=Municipality.objects.get(key="20999"),
    )  # fmt: skip
    route_lead(cast.act("consul"), lead=lead, municipality=town)
    return {"city": "p900003", "datum": datum.public_id, "lead": lead.public_id}


def _city(made: dict) -> list:
    return [made["city"]]


# the stranger of the cast is another municipality's liaison: it has candidates of its own
ROUTES = {
    "web:candidates:list": Row(only(*READERS, "stranger")),
    "web:candidates:compare": Row(only(*READERS, "stranger")),
    "web:candidates:city": Row(only(*READERS, "stranger"), args=_city),
    "web:candidates:weights": Row(only("liaison", "stranger")),
    **{
        f"web:candidates:{name}": Row(only("liaison", "stranger"), args=_city)
        for name in ("shortlist", "discard", "datum", "opinion")
    },
    "web:candidates:take_off": Row(only("liaison"), args=_city),
    "web:candidates:datum_withdraw": Row(only("liaison"), args=lambda made: [made["city"], made["datum"]]),
    "web:candidates:opine": Row(only("consul"), args=lambda made: [made["lead"]]),
}
