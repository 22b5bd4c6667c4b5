"""Who may write and who may read a municipal profile. Absence is no."""

from django.db.models import Exists, OuterRef, Q

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle, Organisation, Seat, seats_of
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


def can_write_sheet(actor: Actor, circle: Circle) -> bool:
    """Of the other city: the liaison of the municipality that leads the circle."""
    return Power.EDIT in powers_of(actor, circle, GRANTS)


def can_write(actor: Actor, profile: Profile) -> bool:
    """Its own liaison; of a counterpart's sheet, the liaison of the circle it is in."""
    if profile.organisation is not None:
        return can_edit(actor, profile.organisation)
    return can_write_sheet(actor, profile.circle)


def visible(actor: Actor) -> CircleQuerySet:
    """Profiles of the actor's own house and, once they are issued, of those it shares a circle with: a profile is a
    letter of introduction. A counterpart's sheet is a working paper of whoever leads the circle, and of nobody else."""
    if not actor.organisation:
        return Profile.objects.none()
    theirs = Seat.objects.filter(
        organisation=OuterRef("organisation"), until_on=None, circle__in=seats_of(actor).values("circle")
    )
    mine = Exists(seats_of(actor).filter(circle=OuterRef("circle")))
    leads = Exists(seats_of(actor).filter(circle=OuterRef("circle"), part=Part.LEAD))
    own = Q(organisation__isnull=False) & Q(mine)
    issued = Q(organisation__isnull=False, document__isnull=False) & Q(Exists(theirs))
    return Profile.objects.filter(own | issued | (Q(organisation__isnull=True) & Q(leads)))
