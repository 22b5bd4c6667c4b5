"""Who fulfils a duty. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.FULFIL}),
}


def can_fulfil(actor: Actor, circle: Circle) -> bool:
    return Power.FULFIL in powers_of(actor, circle, GRANTS)
