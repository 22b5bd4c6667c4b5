"""Who publishes and withdraws. Reading is everybody's: only what is published can be read here. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.PUBLISH}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.PUBLISH}),
    (Part.REGISTRAR, Role.REGISTRAR): frozenset({Power.PUBLISH}),
}


def can_publish(actor: Actor, circle: Circle) -> bool:
    """The lead municipality's liaison or mayor, or the ministry's registrar."""
    return Power.PUBLISH in powers_of(actor, circle, GRANTS)


def can_load_lists(actor: Actor) -> bool:
    """Lists of facts with their source: the operator of the instance."""
    return "operator" in actor.roles
