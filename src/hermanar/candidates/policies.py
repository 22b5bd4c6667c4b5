"""Who may choose among candidates. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import parts_of, powers_of
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.CHOOSE}),
    (Part.CONSUL, Role.CONSUL): frozenset({Power.OPINE}),
}


def can_see(actor: Actor, circle: Circle | None) -> bool:
    """The municipality's own people and its committee."""
    return circle is not None and bool(parts_of(actor, circle) & {Part.LEAD, Part.COMMITTEE})


def can_choose(actor: Actor, circle: Circle | None) -> bool:
    """Shortlist, discard, weigh, put down data: the municipality's liaison."""
    return circle is not None and Power.CHOOSE in powers_of(actor, circle, GRANTS)


def can_opine(actor: Actor, circle: Circle) -> bool:
    """Give the consulate's opinion: its officer, on a lead whose circle it sits in."""
    return Power.OPINE in powers_of(actor, circle, GRANTS)
