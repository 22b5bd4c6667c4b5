"""Who may what on a relation. Absence is no."""

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Appointment, Circle, Office, Organisation
from hermanar.directory.policies import is_on_board, powers_of
from hermanar.kernel.acts import Actor

from .enums import Power, Signs
from .models import Letter

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.EDIT, Power.COMMENT, Power.RECORD, Power.ROUTE, Power.CONVENE}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.SIGN_OFF, Power.COMMENT}),
    (Part.LEAD, Role.COUNCIL_SECRETARY): frozenset({Power.COMMENT}),
    (Part.LEAD, Role.COMMISSION): frozenset({Power.COMMENT}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.EVALUATE, Power.COMMENT, Power.CONVENE}),
    (Part.COMMITTEE, Role.COMMITTEE_MEMBER): frozenset({Power.COMMENT}),
    (Part.OVERSEER, Role.STATE_LIAISON): frozenset({Power.FORWARD, Power.COMMENT, Power.REPRESENT}),
    (Part.CONSUL, Role.CONSUL): frozenset({Power.ROUTE, Power.COMMENT}),
    (Part.REVIEWER, Role.ADVISER): frozenset({Power.COMMENT}),
    (Part.COUNTERPART, Role.COUNTERPART): frozenset({Power.COMMENT}),
}


# Who has a hand in a relation, or waits for it: told of what stops it and of what takes it up again. Each of them reads
# its log, where the reason stands.
HANDS: tuple[tuple[Part, Role], ...] = (
    (Part.LEAD, Role.LIAISON),
    (Part.LEAD, Role.MAYOR),
    (Part.LEAD, Role.COUNCIL_SECRETARY),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY),
    (Part.OVERSEER, Role.STATE_LIAISON),
    (Part.REVIEWER, Role.ADVISER),
    (Part.REVIEWER, Role.LEGAL_REVIEWER),
    (Part.REVIEWER, Role.AUTHORISER),
    (Part.REGISTRAR, Role.REGISTRAR),
    (Part.CONSUL, Role.CONSUL),
    (Part.COUNTERPART, Role.COUNTERPART),
)
# Who brings our own side's work forward, and the state that follows it.
TOWN: tuple[tuple[Part, Role], ...] = (
    (Part.LEAD, Role.LIAISON),
    (Part.LEAD, Role.MAYOR),
    (Part.OVERSEER, Role.STATE_LIAISON),
)
# Everybody who follows a lead: who opened it, the state and the municipality it was passed on to.
OF_LEAD: tuple[tuple[Part, Role], ...] = (
    (Part.CONSUL, Role.CONSUL),
    (Part.OVERSEER, Role.STATE_LIAISON),
    (Part.LEAD, Role.LIAISON),
)


def powers(actor: Actor, circle: Circle) -> frozenset[Power]:
    return powers_of(actor, circle, GRANTS)


def can_open(actor: Actor, organisation: Organisation) -> bool:
    """Open a relation of its own: a municipality's liaison; the state's, for the state itself (R0-09)."""
    role = Role.STATE_LIAISON if organisation.kind == OrganisationKind.STATE else Role.LIAISON
    return actor.organisation == organisation.public_id and role in actor.roles


def can_edit(actor: Actor, circle: Circle) -> bool:
    """Prepare: the lead municipality's liaison."""
    return Power.EDIT in powers(actor, circle)


def can_sign_off(actor: Actor, circle: Circle) -> bool:
    """Sign outgoing papers: the lead municipality's mayor."""
    return Power.SIGN_OFF in powers(actor, circle)


def how_signed(actor: Actor, circle: Circle) -> Signs | None:
    """How the actor stands to an official letter in the mayor's name; None who has no hand in it."""
    if can_sign_off(actor, circle):
        return Signs.SIGNS
    if not can_edit(actor, circle):
        return None
    return Signs.ASKS if is_on_board(circle, Part.LEAD, Role.MAYOR, on=actor.on) else Signs.RECORDS


def can_record_approval(actor: Actor, letter: Letter) -> bool:
    """Give out a letter in the mayor's name, with what the mayor approved it: the liaison, where the mayor is not on board."""
    return letter.office is None and how_signed(actor, letter.circle) == Signs.RECORDS


def can_sign_letter(actor: Actor, letter: Letter) -> bool:
    """Sign a letter or send it back: whoever holds the office that it names, else the mayor."""
    return can_sign_off(actor, letter.circle) if letter.office is None else holds_office(actor, letter.office)


def is_signer_on_board(actor: Actor, letter: Letter) -> bool:
    """Whether somebody with an account here signs that letter, and was told that it waits."""
    role = Role(letter.office.role) if letter.office else Role.MAYOR
    return is_on_board(letter.circle, Part.LEAD, role, on=actor.on)


def can_evaluate(actor: Actor, circle: Circle) -> bool:
    """Decide on the study from the committee's own seat."""
    return Power.EVALUATE in powers(actor, circle)


def can_route(actor: Actor, circle: Circle) -> bool:
    return Power.ROUTE in powers(actor, circle)


def can_comment(actor: Actor, circle: Circle) -> bool:
    return Power.COMMENT in powers(actor, circle)


def can_convene(actor: Actor, circle: Circle) -> bool:
    """Keep the list of who takes part: the municipality's liaison and the committee's secretary (R4-23)."""
    return Power.CONVENE in powers(actor, circle)


def can_represent(actor: Actor, circle: Circle) -> bool:
    """Put down the designation and the activities of the state's office, in the state's own circle (R2-14)."""
    return Power.REPRESENT in powers(actor, circle)


def can_record_for(actor: Actor, circle: Circle, part: Part, role: Role | None = None) -> bool:
    """Put down from its paper what that office did: the liaison, where nobody of that office is on board."""
    return Power.RECORD in powers(actor, circle) and not is_on_board(circle, part, role, on=actor.on)


def is_alone_in(actor: Actor, circle: Circle) -> bool:
    """Whether nobody of another organisation in the circle is on board: what they answer is put down from what they sent."""
    others = circle.seats.filter(until_on=None).exclude(organisation__public_id=actor.organisation)
    return not any(is_on_board(circle, Part(part)) for part in others.values_list("part", flat=True))


def holds_office(actor: Actor, office: Office) -> bool:
    """Whether the post in which the actor acts is of that office."""
    return bool(actor.appointment) and Appointment.objects.filter(public_id=actor.appointment, office=office).exists()
