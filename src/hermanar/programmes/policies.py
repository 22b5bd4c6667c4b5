"""Who does what with the clock and the yearly programme. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import parts_of, powers_of
from hermanar.directory.rules import sight
from hermanar.kernel.acts import Actor, How
from hermanar.links.models import Link

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset(
        {Power.FULFIL, Power.EDIT, Power.PROPOSE, Power.EVALUATE, Power.READ_RESTRICTED}
    ),
    (Part.LEAD, Role.MAYOR): frozenset({Power.APPROVE, Power.READ_RESTRICTED}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.PROPOSE, Power.EVALUATE}),
    (Part.COMMITTEE, Role.COMMITTEE_MEMBER): frozenset({Power.PROPOSE}),
    (Part.COUNTERPART, Role.COUNTERPART): frozenset({Power.ACCEPT}),
}


def can(actor: Actor, circle: Circle, power: Power) -> bool:
    return power in powers_of(actor, circle, GRANTS)


def can_fulfil(actor: Actor, circle: Circle) -> bool:
    return can(actor, circle, Power.FULFIL)


def can_edit(actor: Actor, circle: Circle) -> bool:
    """Formulate the programme, put down what the counterpart answered, report: the liaison."""
    return can(actor, circle, Power.EDIT)


def can_propose(actor: Actor, circle: Circle) -> bool:
    """Put an activity forward: the liaison, and whoever sits on the committee."""
    return can(actor, circle, Power.PROPOSE)


def can_approve(actor: Actor, circle: Circle) -> bool:
    """Our Party's yes: the mayor."""
    return can(actor, circle, Power.APPROVE)


def can_accept(actor: Actor, circle: Circle) -> bool:
    """The other Party's yes, by its own hand: whoever holds the counterpart's seat."""
    return can(actor, circle, Power.ACCEPT)


def link_of_counterpart(actor: Actor, circle: Circle, relation: str) -> Link | None:
    """The link into exactly this relation by which somebody without an account came; None for anybody else. What it is for is
    judged at its door, its end where its use is counted; a revoked one is none."""
    if actor.how != How.BY_LINK or not actor.user:
        return None
    return Link.objects.filter(public_id=actor.user, circle=circle, subject=relation, revoked_at=None).first()


def can_evaluate(actor: Actor, circle: Circle) -> bool:
    """Judge an activity at the end of the year: the liaison, and the committee's secretary."""
    return can(actor, circle, Power.EVALUATE)


def can_read_restricted(actor: Actor, circle: Circle) -> bool:
    """Open a restricted paper (art. IX): the liaison and the mayor, nobody else."""
    return can(actor, circle, Power.READ_RESTRICTED)


def reads(actor: Actor, circle: Circle, matter: str) -> bool:
    """Whether that matter of a case is the actor's to read (`directory/data/sight.yaml`)."""
    return matter in sight.matters_for(parts_of(actor, circle))
