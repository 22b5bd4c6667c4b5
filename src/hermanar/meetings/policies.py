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
    (Part.LEAD, Role.COMMISSION): frozenset({Power.CONVENE, Power.CERTIFY, Power.PUT_POINT}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.CONVENE, Power.CERTIFY, Power.PUT_POINT}),
}


def _powers(actor: Actor, circle: Circle) -> frozenset[Power]:
    return powers_of(actor, circle, GRANTS)


# whose seat speaks for each kind of body: convenes it, puts down its votes, certifies
_SPEAKS: dict[str, tuple[Part, Role]] = {
    BodyKind.CABILDO: (Part.LEAD, Role.COUNCIL_SECRETARY),
    BodyKind.COMMISSION: (Part.LEAD, Role.COMMISSION),
    BodyKind.CABINET: (Part.LEAD, Role.LIAISON),
    BodyKind.WORKING_GROUP: (Part.LEAD, Role.LIAISON),
    BodyKind.COMMITTEE: (Part.COMMITTEE, Role.COMMITTEE_SECRETARY),
    BodyKind.COUNCIL: (Part.COMMITTEE, Role.COMMITTEE_SECRETARY),
    BodyKind.THEMATIC: (Part.COMMITTEE, Role.COMMITTEE_SECRETARY),
}
# the municipality's own bodies that its liaison and its mayor keep themselves
_OWN = frozenset({BodyKind.CABINET, BodyKind.WORKING_GROUP})


def role_of(body: Body) -> tuple[Part, Role]:
    """Whose seat speaks for the body."""
    return _SPEAKS[BodyKind(body.kind)]


def can_convene(actor: Actor, body: Body) -> bool:
    """The body's own secretary; the mayor too where the body is the municipality's."""
    part, role = role_of(body)
    if part == Part.COMMITTEE or body.kind == BodyKind.COMMISSION:
        return role in actor.roles and Power.CONVENE in _powers(actor, body.circle)
    if body.kind in _OWN:
        return bool({Power.CONVENE, Power.RECORD} & _powers(actor, body.circle)) and bool(
            actor.roles & {Role.LIAISON, Role.MAYOR}
        )
    return bool(actor.roles & {role, Role.MAYOR}) and Power.CONVENE in _powers(actor, body.circle)


def can_certify(actor: Actor, body: Body) -> bool:
    """Put down its votes and certify them: whoever speaks for it."""
    needed = Power.RECORD if body.kind in _OWN else Power.CERTIFY
    return role_of(body)[1] in actor.roles and needed in _powers(actor, body.circle)


def can_keep_minutes(actor: Actor, body: Body) -> bool:
    """Write its minutes and follow its commitments: whoever speaks for it, or the liaison from what was received."""
    return can_certify(actor, body) or can_record(actor, body)


def can_put_point(actor: Actor, body: Body) -> bool:
    return Power.PUT_POINT in _powers(actor, body.circle)


def can_record(actor: Actor, body: Body) -> bool:
    """The liaison, from the act received, where the body's secretary is not on board."""
    part, role = role_of(body)
    return Power.RECORD in _powers(actor, body.circle) and not is_on_board(body.circle, part, role, on=actor.on)


def can_create_body(actor: Actor, circle: Circle) -> bool:
    return bool({Power.RECORD, Power.CONVENE} & _powers(actor, circle))
