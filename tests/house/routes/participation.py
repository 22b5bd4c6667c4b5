"""Participation: the municipality's own list, kept also by its committee; any municipality has its own."""

from hermanar.partnerships.operations import add_stakeholder
from tests import relation

from . import Row, only

MUNICIPAL = ("liaison", "mayor", "council_secretary", "administrator", "committee")
KEEPERS = ("liaison", "committee")


def make(cast) -> dict:
    home = cast.organisations["municipality"].home
    row = add_stakeholder(cast.act("liaison"), circle=home, sector="social", organisation="Patronato")
    return {"stakeholder": row.public_id, "partnership": relation.open_relation(cast).public_id}


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    "web:participation:list": Row(only(*MUNICIPAL, "stranger")),
    "web:participation:new": Row(only(*KEEPERS, "stranger")),
    "web:participation:stakeholder": Row(only(*MUNICIPAL), args=_one("stakeholder")),
    "web:participation:update": Row(only(*KEEPERS), args=_one("stakeholder")),
    "web:participation:invite": Row(only(*KEEPERS), args=_one("stakeholder")),
    "web:participation:answer": Row(only(*KEEPERS), args=_one("stakeholder")),
    "web:participation:of_case": Row(only(*MUNICIPAL), args=_one("partnership")),
    "web:participation:new_of_case": Row(only(*KEEPERS), args=_one("partnership")),
}
