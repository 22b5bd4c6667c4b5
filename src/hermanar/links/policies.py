"""Who may give links into a circle, and whom a link refuses."""

from django.db.models import Q

from hermanar.accounts.models import User
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Appointment, Circle
from hermanar.directory.policies import parts_of
from hermanar.kernel.acts import Actor

from .models import Link


def can_give(actor: Actor, circle: Circle) -> bool:
    """Whoever is seated in the circle, or the machine's operator. What for is judged by the app that gives it."""
    return "operator" in actor.roles or bool(parts_of(actor, circle))


def is_of_issuer(user: User, link: Link) -> bool:
    """Whether the person made the link, or holds a post in the organisation that gave it; a municipality and its committee
    count as one.

    Such a person answers for the record from their own seat; through the link they would answer to themselves.
    """
    if link.made_by and link.made_by == user.public_id:
        return True
    if link.issuer_id is None:
        return False
    family = Q(office__organisation=link.issuer_id) | Q(office__organisation__parent=link.issuer_id)
    if link.issuer is not None and link.issuer.kind == OrganisationKind.COMMITTEE:
        family |= Q(office__organisation__children=link.issuer_id)
    return Appointment.objects.filter(family, person__user=user, ended_at=None).exists()
