"""Who may what with contacts, encounters and services. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle
from hermanar.directory.policies import is_on_board, powers_of
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.KEEP, Power.ASK}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.KEEP}),
    (Part.CONSUL, Role.CONSUL): frozenset({Power.ANSWER}),
}


def can_keep(actor: Actor, circle: Circle) -> bool:
    """Contacts, encounters, invitations and topics of a municipality: its liaison, and its committee's secretary."""
    return Power.KEEP in powers_of(actor, circle, GRANTS)


def can_ask(actor: Actor, circle: Circle) -> bool:
    """Ask a service of an embassy or consulate, in the municipality's own circle or the request's."""
    return Power.ASK in powers_of(actor, circle, GRANTS)


def can_answer_service(actor: Actor, circle: Circle) -> bool:
    """Answer a request from the consulate's own seat."""
    return Power.ANSWER in powers_of(actor, circle, GRANTS)


def can_record_service_answer(actor: Actor, circle: Circle) -> bool:
    """Put down from its paper what a consulate answered that is not on board (“asentado por”)."""
    return can_ask(actor, circle) and not is_on_board(circle, Part.CONSUL, Role.CONSUL, on=actor.on)
