"""What letters of the register are about, as far as the actor sees it: event and contact."""

from collections.abc import Iterable

from hermanar.directory.models import Circle
from hermanar.kernel.acts import Actor
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.enums import Direction, LetterKind, LetterState
from hermanar.partnerships.models import Letter

from ..enums import EncounterState, InvitationState
from ..models import Contact, Encounter, EventInvitation, LetterTie


def ties_of(actor: Actor, letters: Iterable[Letter]) -> dict[int, LetterTie]:
    """Letter's key → its event and contact; nothing of what the actor does not see. One query."""
    rows = LetterTie.objects.for_actor(actor).filter(letter__in=[letter.pk for letter in letters])
    return {row.letter_id: row for row in rows.select_related("encounter", "invitation", "contact")}


def list_letters_about(
    actor: Actor, *, encounter: Encounter | None = None, invitation: EventInvitation | None = None, limit: int = 60
) -> list[Letter]:
    """Letters about that encounter, or about that invitation, newest first. One query."""
    ties = LetterTie.objects.for_actor(actor).filter(encounter=encounter, invitation=invitation)
    rows = Letter.objects.for_actor(actor).filter(tie__in=ties).select_related("country", "partnership")
    return list(rows.order_by("-pk")[:limit])


def list_events(actor: Actor, circle: Circle, *, limit: int = 60) -> list[Encounter | EventInvitation]:
    """What a letter may be about: encounters and invitations of the house, the latest first. Two queries."""
    met = Encounter.objects.for_actor(actor).filter(circle=circle).exclude(state=EncounterState.VOID)
    asked = EventInvitation.objects.for_actor(actor).filter(circle=circle).exclude(state=InvitationState.WITHDRAWN)
    return [*met.order_by("-on", "-pk")[:limit], *asked.order_by("-pk")[:limit]]


def find_event(actor: Actor, circle: Circle, public_id: str) -> Encounter | EventInvitation | None:
    """The encounter or invitation of the house with that id."""
    for model in (Encounter, EventInvitation):
        row = at_most_one(model.objects.for_actor(actor).filter(circle=circle, public_id=public_id))
        if row is not None:
            return row
    return None


def letters_with(contacts: Iterable[Contact]) -> dict[int, set[int]]:
    """Contact's key → keys of the letters that were said to be with it. One query."""
    found: dict[int, set[int]] = {}
    rows = LetterTie.objects.filter(contact__in=[c.pk for c in contacts], is_line=False)
    for contact, letter in rows.values_list("contact_id", "letter_id"):
        found.setdefault(contact, set()).add(letter)
    return found


def letters_that_invite(actor: Actor, invitation: EventInvitation, *, limit: int = 30) -> list[Letter]:
    """Invitations of the house, written as letters and sent, that may be the paper of one on a guest list: of its relation,
    or of its contact's city; none that is another's. One query."""
    rows = Letter.objects.for_actor(actor).filter(
        owner__home=invitation.circle, kind=LetterKind.INVITATION, direction=Direction.OUT,
        state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED],
    )  # fmt: skip
    rows = rows.exclude(tie__is_line=True)
    if invitation.partnership_id is not None:
        rows = rows.filter(partnership=invitation.partnership_id)
    elif invitation.contact is not None and invitation.contact.city:
        rows = rows.filter(city__iexact=invitation.contact.city)
    return list(rows.select_related("country", "partnership", "owner").order_by("-pk")[:limit])


def line_of(actor: Actor, invitation: EventInvitation) -> Letter | None:
    """The letter of the register that is this invitation, as far as the actor sees it. One query."""
    return Letter.objects.for_actor(actor).filter(tie__invitation=invitation, tie__is_line=True).first()
