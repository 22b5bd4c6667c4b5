"""The list of who takes part (R4-23)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from hermanar.directory.models import Circle
from hermanar.directory.policies import parts_of
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..models import Partnership, Stakeholder


def list_stakeholders(actor: Actor, circle: Circle, *, partnership: Partnership | None = None) -> list[Stakeholder]:
    """Who is on the municipality's list; with a relation, those of it and those of all relations. By sector. One query.

    Raises NotVisible for whoever is neither of the municipality nor of its committee.
    """
    if not parts_of(actor, circle) & {"lead", "committee"}:
        raise NotVisible(circle.public_id)
    rows = Stakeholder.objects.for_actor(actor).filter(circle=circle).select_related("partnership", "circle")
    if partnership is not None:
        rows = rows.filter(Q(partnership=partnership) | Q(partnership=None))
    return list(rows)


def get_stakeholder(actor: Actor, public_id: str) -> Stakeholder:
    """One of the list. Raises NotVisible."""
    rows = Stakeholder.objects.for_actor(actor).select_related("circle__home_of", "partnership__circle")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


@dataclass(frozen=True)
class Term:
    """An administration as the list shows it: its number, and how many it invited."""

    number: str
    starts_on: dt.date
    ends_on: dt.date
    invited: int


def terms_of_list(circle: Circle, stakeholders: list[Stakeholder]) -> list[Term]:
    """The administrations that the list has lived through, oldest first, with whom each invited. One query."""
    days = [s.invited_on for s in stakeholders if s.invited_on]
    begun = min((s.added_on for s in stakeholders), default=None)
    if begun is None:
        return []
    rows = circle.home_of.administrations.filter(ends_on__gte=min([begun, *days]))
    return [Term(a.number, a.starts_on, a.ends_on, sum(a.starts_on <= day <= a.ends_on for day in days)) for a in rows]
