"""Who may what on the plan and on the week. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor, How
from hermanar.links.models import Link

from .enums import LinkFor, Power
from .models import Unit

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.READ, Power.PLAN, Power.ACHIEVE}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.READ, Power.AUTHORISE}),
    (Part.LEAD, Role.COUNCIL_SECRETARY): frozenset({Power.READ}),
    (Part.LEAD, Role.ADMINISTRATOR): frozenset({Power.READ}),
}


def can(actor: Actor, circle: Circle, power: Power) -> bool:
    return power in powers_of(actor, circle, GRANTS)


def can_read(actor: Actor, circle: Circle) -> bool:
    """The organisation's own people."""
    return can(actor, circle, Power.READ)


def can_plan(actor: Actor, circle: Circle) -> bool:
    """Keep the tree, the units and the week's list: the liaison."""
    return can(actor, circle, Power.PLAN)


def can_achieve(actor: Actor, circle: Circle) -> bool:
    return can(actor, circle, Power.ACHIEVE)


def can_authorise(actor: Actor, circle: Circle) -> bool:
    """Decide on a change of the programming: the mayor."""
    return can(actor, circle, Power.AUTHORISE)


def can_hand_in(actor: Actor, unit: Unit) -> bool:
    """The liaison, or whoever holds an open link of the unit or of one it hangs from, however far above."""
    if can_plan(actor, unit.organisation.home):
        return True
    if actor.how != How.BY_LINK or not actor.user:
        return False
    subjects, above = [unit.public_id], unit.parent
    while above is not None and above.public_id not in subjects:  # a ring of old records ends too
        subjects.append(above.public_id)
        above = above.parent
    held = Link.objects.filter(public_id=actor.user, purpose=LinkFor.UNIT, subject__in=subjects, revoked_at=None)
    return held.exists()
