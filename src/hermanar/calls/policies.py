"""Who may open the door, call, judge and answer."""

from hermanar.directory.enums import OrganisationKind, Part
from hermanar.directory.models import Circle, Organisation
from hermanar.kernel.acts import Actor, How
from hermanar.links.models import Link
from hermanar.partnerships import policies as partnerships


def can_open_door(actor: Actor, circle: Circle) -> bool:
    """Give the counterpart its link, share a text, judge what came: the lead municipality's liaison."""
    return partnerships.can_edit(actor, circle)


def can_call(actor: Actor, circle: Circle) -> bool:
    """Publish a call, open a consultation: the committee's secretary, or the municipality's liaison."""
    return partnerships.can_convene(actor, circle)


def can_judge(actor: Actor, circle: Circle) -> bool:
    """Evaluate and answer for the committee: its secretary; the liaison where the committee is not on board."""
    return partnerships.can_evaluate(actor, circle) or partnerships.can_record_for(actor, circle, Part.COMMITTEE)


def holds_link(actor: Actor, purpose: str, subject: str) -> bool:
    """Whether the actor came by a link to exactly that record. Its end is judged where its use is counted, on today's
    clock; a revoked one is refused here as well."""
    if actor.how != How.BY_LINK or not actor.user:
        return False
    return Link.objects.filter(public_id=actor.user, purpose=purpose, subject=subject, revoked_at=None).exists()


def house_of(organisation: Organisation | None) -> Organisation | None:
    """The municipality an organisation speaks for: itself, or the one above a committee; None for any other."""
    if organisation is None:
        return None
    if organisation.kind == OrganisationKind.COMMITTEE:
        return organisation.parent
    return organisation if organisation.kind == OrganisationKind.MUNICIPALITY else None
