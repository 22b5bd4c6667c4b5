"""Who brings evidence in, who judges it. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.CAPTURE, Power.JUDGE, Power.USE}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.JUDGE}),
    (Part.LEAD, Role.COUNCIL_SECRETARY): frozenset({Power.CAPTURE, Power.USE}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.CAPTURE, Power.USE}),
    (Part.COMMITTEE, Role.COMMITTEE_MEMBER): frozenset({Power.CAPTURE}),
}


def can_capture(actor: Actor, circle: Circle) -> bool:
    """Bring evidence in and describe it."""
    return Power.CAPTURE in powers_of(actor, circle, GRANTS)


def can_judge(actor: Actor, circle: Circle) -> bool:
    """Accept it or return it with a reason."""
    return Power.JUDGE in powers_of(actor, circle, GRANTS)


def can_use(actor: Actor, circle: Circle) -> bool:
    """Put it under a claim of a record, or take it from there."""
    return Power.USE in powers_of(actor, circle, GRANTS)
