"""Who publishes and withdraws. Reading is everybody's: only what is published can be read here. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle, Organisation
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor

from .enums import Power, Shelf
from .models import Entry, Listing

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.PUBLISH}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.PUBLISH}),
    (Part.REGISTRAR, Role.REGISTRAR): frozenset({Power.PUBLISH}),
}


def can_publish(actor: Actor, circle: Circle) -> bool:
    """The lead municipality's liaison or mayor, or the ministry's registrar."""
    return Power.PUBLISH in powers_of(actor, circle, GRANTS)


# in their own house: whose old lists are whose
HOUSE_GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.BRING_LIST}),
    (Part.OVERSEER, Role.STATE_LIAISON): frozenset({Power.BRING_LIST}),
}


def can_bring_list(actor: Actor, organisation: Organisation | None) -> bool:
    """A municipality's liaison its own relations, a state's its municipalities'; without an organisation, the operator."""
    if organisation is None:
        return "operator" in actor.roles
    return (
        actor.organisation == organisation.public_id
        and organisation.home is not None
        and Power.BRING_LIST in powers_of(actor, organisation.home, HOUSE_GRANTS)
    )


def can_work_list(actor: Actor, listing: Listing) -> bool:
    """Whoever may bring it: only its own organisation sees a list."""
    return can_bring_list(actor, listing.organisation)


def can_follow_source(actor: Actor, entry: Entry, organisation: Organisation | None) -> bool:
    """Of what a list tells: the liaison of its municipality or state, or the operator. What a case proves is settled
    there."""
    if entry.partnership:
        return False
    if organisation is None:
        return "operator" in actor.roles
    if not can_bring_list(actor, organisation) or organisation.is_exercise != (entry.shelf == Shelf.EXERCISE):
        return False
    return entry.our_key == organisation.municipality_id or entry.our_key[:2] == (organisation.state_id or "-")


def can_load_lists(actor: Actor) -> bool:
    """Lists of facts with their source: the operator of the instance."""
    return "operator" in actor.roles
