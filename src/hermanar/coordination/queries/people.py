"""Whom an office that asks, answers or invites tells."""

import datetime as dt
from collections.abc import Iterable

from hermanar.accounts.models import User
from hermanar.directory.enums import Role
from hermanar.directory.models import Organisation
from hermanar.notices.queries import people_of

from ..models import Advice

# who proposed, or would have: told of the answer
PROPOSERS = (Role.LIAISON, Role.STATE_LIAISON, Role.COMMITTEE_SECRETARY)


def people_in(organisation: Organisation, roles: Iterable[Role], on: dt.date) -> list[User]:
    """People of an organisation's own circle in those roles, each once."""
    found: dict[int, User] = {}
    if organisation.home is None:
        return []
    for seat in organisation.home.seats.filter(organisation=organisation, until_on=None):
        for role in roles:
            found |= {u.pk: u for u in people_of(organisation.home, seat.part, role, on)}
    return list(found.values())


def asker_of(advice: Advice) -> list[User]:
    """Who asked it, while they have an account."""
    return list(User.objects.filter(public_id=advice.asked_user))
