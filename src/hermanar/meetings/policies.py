"""Who may convene, resolve and certify."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import is_on_board, powers_of
from hermanar.kernel.acts import Actor

from .enums import BodyKind, Power
from .models import Body

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.RECORD, Power.PUT_POINT}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.CONVENE, Power.PUT_POINT}),
    (Part.LEAD, Role.COUNCIL_SECRETARY): frozenset({Power.CONVENE, Power.CERTIFY, Power.PUT_POINT}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.CONVENE, Power.CERTIFY, Power.PUT_POINT}),
}


def _powers(actor: Actor, circle: Circle) -> frozenset[Power]:
    return powers_of(actor, circle, GRANTS)


def role_of(body: Body) -> tuple[Part, Role]:
    """Whose seat speaks for the body."""
    if body.kind == BodyKind.CABILDO:
        return Part.LEAD, Role.COUNCIL_SECRETARY
    return Part.COMMITTEE, Role.COMMITTEE_SECRETARY


def can_convene(actor: Actor, body: Body) -> bool:
    """The Cabildo's secretary (or mayor) for the Cabildo, the committee's secretary for the committee."""
    if body.kind == BodyKind.CABILDO and Role.COMMITTEE_SECRETARY in actor.roles:
        return False
    if body.kind == BodyKind.COMMITTEE and not actor.roles & {Role.COMMITTEE_SECRETARY}:
        return False
    return Power.CONVENE in _powers(actor, body.circle)


def can_certify(actor: Actor, body: Body) -> bool:
    return role_of(body)[1] in actor.roles and Power.CERTIFY in _powers(actor, body.circle)


def can_put_point(actor: Actor, body: Body) -> bool:
    return Power.PUT_POINT in _powers(actor, body.circle)


def can_record(actor: Actor, body: Body) -> bool:
    """The liaison, from the act received, where the body's secretary is not on board."""
    part, role = role_of(body)
    return Power.RECORD in _powers(actor, body.circle) and not is_on_board(body.circle, part, role)


def can_create_body(actor: Actor, circle: Circle) -> bool:
    return bool({Power.RECORD, Power.CONVENE} & _powers(actor, circle))
