"""Who asks, who advises, who convokes, who replies: by the kind of organisation and the role of the post. Absence is no."""

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor

from .enums import Power

GRANTS: dict[tuple[OrganisationKind, Role], frozenset[Power]] = {
    (OrganisationKind.MUNICIPALITY, Role.LIAISON): frozenset({Power.ASK}),
    (OrganisationKind.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.ASK}),
    (OrganisationKind.STATE, Role.STATE_LIAISON): frozenset({Power.ASK, Power.ADVISE, Power.CONVOKE}),
    (OrganisationKind.MINISTRY, Role.ADVISER): frozenset({Power.ADVISE, Power.REPLY}),
    (OrganisationKind.MINISTRY, Role.LEGAL_REVIEWER): frozenset({Power.ADVISE}),
}


def can(actor: Actor, organisation: Organisation | None, power: Power) -> bool:
    """Whether the actor may, in the name of that organisation, which must be their own."""
    if organisation is None or actor.organisation != organisation.public_id:
        return False
    kind = OrganisationKind(organisation.kind)
    return any(power in powers for (k, role), powers in GRANTS.items() if k == kind and role in actor.roles)
