"""Who may. One grants table per app; absence is no."""

from collections.abc import Mapping

from hermanar.kernel.acts import Actor

from .enums import Part, Role
from .models import Circle, Organisation, seats_of


def parts_of(actor: Actor, circle: Circle) -> frozenset[str]:
    """Parts the actor's organisation holds in the circle now. One query."""
    if not actor.organisation:
        return frozenset()
    return frozenset(seats_of(actor).filter(circle=circle).values_list("part", flat=True))


def powers_of(actor: Actor, circle: Circle, grants: Mapping[tuple[Part, Role], frozenset]) -> frozenset:
    """Union of what the grants table gives the actor's (part, role) pairs in this circle."""
    parts = parts_of(actor, circle)
    return frozenset(
        power for (part, role), powers in grants.items() if part in parts and role in actor.roles for power in powers
    )


def is_on_board(circle: Circle, part: Part) -> bool:
    """True when some organisation with that part in the circle has a person who can sign in.

    Where nobody is, the liaison records that part's steps from the paper received (“asentado por”).
    """
    return circle.seats.filter(
        part=part,
        until_on=None,
        organisation__offices__appointments__ended_at=None,
        organisation__offices__appointments__person__user__is_active=True,
    ).exists()


def can_administer(actor: Actor, organisation: Organisation) -> bool:
    """The organisation's own administrator, or the operator."""
    return "operator" in actor.roles or (
        actor.organisation == organisation.public_id and Role.ADMINISTRATOR in actor.roles
    )


def can_open_organisation(actor: Actor) -> bool:
    """Only the operator of the instance."""
    return "operator" in actor.roles
