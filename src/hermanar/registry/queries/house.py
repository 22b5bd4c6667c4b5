"""What a municipality's own house knows of itself above its profile: for who prints or publishes it, never for the public
pages, which read what was published."""

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.meetings.enums import BodyKind
from hermanar.meetings.queries import body_of
from hermanar.partnerships.queries import claim_of, list_partnerships


def known_above(actor: Actor, organisation: Organisation) -> dict[str, dict[str, str]]:
    """Fields of the outline that lie above the profile, as words per language: its relations, each with what may be
    claimed of it today (promise 1), and its committee. What there is none of is left out."""
    claims = [claim_of(p) for p in list_partnerships(actor, limit=30) if p.owner_id == organisation.pk]
    found: dict[str, dict[str, str]] = {}
    if claims:
        found["existing_twinnings"] = {
            "es": "\n".join(c.es for c in claims),
            "en": "\n".join(c.en or c.es for c in claims),
        }
    committee = body_of(organisation, BodyKind.COMMITTEE)
    if committee is not None:
        found["committee"] = {"es": committee.name, "en": committee.name}
    return found
