"""The clock: read by those who share its duties."""

from hermanar.programmes.models import Duty
from hermanar.registry.operations import conclude_signing
from tests import relation

from . import Row, everybody, only

CIRCLE = ("liaison", "mayor", "council_secretary", "administrator", "committee", "state", "counterpart")
MINISTRY = ("reviewer", "authoriser", "registrar")


def make(cast) -> dict:
    partnership = relation.ready_to_sign(cast)
    conclude_signing(cast.act("liaison"), signing=relation.deposit(cast, partnership), pages=(1, 2))
    return {"partnership": partnership.public_id, "duty": Duty.objects.first().public_id}


def _one(key: str):
    return lambda made: [made[key]]


ALL = (*CIRCLE, *MINISTRY)

ROUTES = {
    "web:programmes:list": Row(everybody()),
    "web:programmes:my_calendar": Row(everybody()),
    "web:programmes:clock": Row(only(*ALL), args=_one("partnership")),
    "web:programmes:calendar": Row(only(*ALL), args=_one("partnership")),
    "web:programmes:fulfil": Row(only(*ALL), args=_one("duty")),
    "web:programmes:void": Row(only(*ALL), args=_one("duty")),
}
