"""Who sends, forwards, observes, answers, proposes, authorises. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import is_on_board, powers_of
from hermanar.kernel.acts import Actor, How
from hermanar.partnerships.policies import can_sign_off

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.PREPARE, Power.ANSWER, Power.RECORD}),
    (Part.OVERSEER, Role.STATE_LIAISON): frozenset({Power.FORWARD}),
    (Part.REVIEWER, Role.ADVISER): frozenset({Power.RECEIVE}),
    (Part.REVIEWER, Role.LEGAL_REVIEWER): frozenset({Power.RECEIVE, Power.OBSERVE, Power.PROPOSE}),
    (Part.REVIEWER, Role.AUTHORISER): frozenset({Power.RECEIVE, Power.AUTHORISE}),
}


def can(actor: Actor, circle: Circle, power: Power) -> bool:
    return power in powers_of(actor, circle, GRANTS)


def can_record_for(actor: Actor, circle: Circle, part: Part, role: Role | None = None) -> bool:
    """The liaison, from the paper received, where that office is not on board."""
    return can(actor, circle, Power.RECORD) and not is_on_board(circle, part, role, on=actor.on)


def can_recall(actor: Actor, circle: Circle) -> bool:
    """Take back a file that was sent: whoever signs what goes out of the municipality, and who prepares it."""
    return can(actor, circle, Power.PREPARE) or can_sign_off(actor, circle)


def can_recall_forwarding(actor: Actor, circle: Circle, issuer: str) -> bool:
    """Take back a file that was passed on: the state whose letter did it."""
    return can(actor, circle, Power.FORWARD) and actor.organisation == issuer


def can_withdraw(actor: Actor, circle: Circle, how: str) -> bool:
    """Take back an opinion given: who authorises opinions; what was recorded from its paper, who recorded it, as long as the
    ministry is not on board."""
    if can(actor, circle, Power.AUTHORISE):
        return True
    return how == How.RECORDED and can_record_for(actor, circle, Part.REVIEWER)
