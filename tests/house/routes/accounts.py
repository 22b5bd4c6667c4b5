"""Getting in."""

import datetime as dt

from django.utils import timezone

from hermanar.directory.models import Office
from hermanar.directory.operations import invite

from . import Row, everybody


def make(cast) -> dict:
    office = Office.objects.create(
        organisation=cast.organisations["municipality"], title="Sindicatura", role="observer"
    )
    act = cast.act("administrator", at=timezone.now())
    _invitation, token = invite(
        act, office=office, email="new@example.org", person_name="Persona de Muestra 60", from_on=dt.date(2022, 2, 1)
    )
    return {"token": token}


ROUTES = {
    # whoever holds the token may read what is offered
    "web:accounts:invitation": Row(everybody(nobody=200), args=lambda made: [made["token"]]),
    "web:accounts:post": Row(everybody()),
    # outside a demonstration there is no such page
    "web:accounts:demonstration": Row(everybody(404, nobody=404)),
    "web:accounts:mine": Row(everybody()),
    "web:accounts:language": Row(everybody(302)),
}
