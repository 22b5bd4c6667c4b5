"""Requests to areas: inside one municipality; each post reads what was turned to its own office."""

import datetime as dt

from hermanar.partnerships.operations import ask_area
from tests import relation

from . import Row, only

TOWN = ("liaison", "mayor", "council_secretary", "administrator")


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    row = ask_area(
        cast.act("liaison"),
        partnership=partnership,
        office=cast.offices["administrator"],
        subject="Sala",
        text="Una sala para la visita.",
        due_on=dt.date(2022, 2, 10),
    )
    return {"request": row.public_id, "partnership": partnership.public_id}


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    "web:areas:list": Row(only(*TOWN, "stranger")),
    "web:areas:request": Row(only(*TOWN), args=_one("request")),
    "web:areas:answer": Row(only("liaison", "administrator"), args=_one("request")),
    "web:areas:close": Row(only("liaison"), args=_one("request")),
    "web:areas:of_case": Row(only(*TOWN), args=_one("partnership")),
    "web:areas:new": Row(only("liaison"), args=_one("partnership")),
}
