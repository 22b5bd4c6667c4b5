"""Who may what on a report. Absence is no."""

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle, Organisation
from hermanar.directory.policies import powers_of
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.READ, Power.WRITE}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.READ, Power.AUTHORISE}),
    (Part.LEAD, Role.COUNCIL_SECRETARY): frozenset({Power.READ}),
    (Part.LEAD, Role.ADMINISTRATOR): frozenset({Power.READ}),
    (Part.OVERSEER, Role.STATE_LIAISON): frozenset({Power.SUM_UP}),
    (Part.REVIEWER, Role.ADVISER): frozenset({Power.SUM_UP}),
    (Part.REGISTRAR, Role.REGISTRAR): frozenset({Power.SUM_UP}),
}


def can(actor: Actor, circle: Circle, power: Power) -> bool:
    return power in powers_of(actor, circle, GRANTS)


def can_read(actor: Actor, circle: Circle) -> bool:
    return can(actor, circle, Power.READ)


def can_write(actor: Actor, circle: Circle) -> bool:
    """Write and prepare: the liaison (Elaboró, R3-53)."""
    return can(actor, circle, Power.WRITE)


def can_authorise(actor: Actor, circle: Circle) -> bool:
    """Return or authorise: the mayor (Autorizó, R3-53)."""
    return can(actor, circle, Power.AUTHORISE)


def can_sum_up(actor: Actor, organisation: Organisation) -> bool:
    """The state's liaison of its municipalities; the ministry of all. In their own home."""
    return (
        actor.organisation == organisation.public_id
        and organisation.home is not None
        and can(actor, organisation.home, Power.SUM_UP)
    )


def can_import(actor: Actor, organisation: Organisation) -> bool:
    """Bring a quarter in from its file: the machine's operator, or the organisation's liaison."""
    return "operator" in actor.roles or (organisation.home is not None and can_write(actor, organisation.home))
