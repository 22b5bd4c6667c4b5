"""Who may put files into a circle."""

from hermanar.directory.enums import Part
from hermanar.directory.models import Circle
from hermanar.directory.policies import parts_of
from hermanar.kernel.acts import Actor


def can_attach(actor: Actor, circle: Circle) -> bool:
    """Everybody seated, observers apart; the operator; and the holder of a personal link into the circle it is of."""
    if actor.circle:
        return actor.circle == circle.public_id
    return "operator" in actor.roles or bool(parts_of(actor, circle) - {Part.OBSERVER})
