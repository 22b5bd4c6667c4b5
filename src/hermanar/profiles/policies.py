"""Who may write and who may read a municipal profile. Absence is no."""

from django.db.models import Exists, OuterRef, Q

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, Seat, seats_of
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor

from .enums import Power
from .models import CircleQuerySet, Profile

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.EDIT}),
}


def can_edit(actor: Actor, organisation: Organisation) -> bool:
    """The municipality's own liaison."""
    return (
        actor.organisation == organisation.public_id
        and organisation.home is not None
        and Power.EDIT in powers_of(actor, organisation.home, GRANTS)
    )


def visible(actor: Actor) -> CircleQuerySet:
    """Profiles of the actor's own house and, once they are issued, of those it shares a circle with: a profile is a
    letter of introduction."""
    if not actor.organisation:
        return Profile.objects.none()
    theirs = Seat.objects.filter(
        organisation=OuterRef("organisation"), until_on=None, circle__in=seats_of(actor).values("circle")
    )
    mine = Exists(seats_of(actor).filter(circle=OuterRef("circle")))
    return Profile.objects.filter(Q(mine) | (Q(document__isnull=False) & Q(Exists(theirs))))
