"""Leads: the board is everybody's own; a lead is seen by those to whom it was routed."""

from hermanar.directory.models import Country, Municipality
from hermanar.partnerships.operations import open_lead, route_lead

from . import Row, everybody, only


def make(cast) -> dict:
    lead = open_lead(
        cast.act("consul"),
        country=Country.objects.get(iso2="US"),
        foreign_name="Lakeside",
        proposed_place="Villa Serena",
        municipality=Municipality.objects.get(key="20999"),
        zone="America/Chicago",
    )
    route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    return {"lead": lead.public_id}


ROUTES = {
    "web:leads:board": Row(everybody()),
    "web:leads:columns": Row(everybody()),
    "web:leads:new": Row(only("consul", "liaison", "stranger")),
    "web:leads:places": Row(everybody()),
    "web:leads:municipalities": Row(everybody()),
    "web:leads:lead": Row(
        only("consul", "liaison", "mayor", "council_secretary", "administrator"), args=lambda made: [made["lead"]]
    ),
    "web:leads:correct": Row(only("consul"), args=lambda made: [made["lead"]]),
    "web:leads:sheet": Row(
        only("consul", "liaison", "mayor", "council_secretary", "administrator"),
        args=lambda made: [made["lead"], "pdf"],
    ),
}
