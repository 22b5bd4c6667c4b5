"""What a letter is about and with whom: the encounter or the invitation, the contact of the directory."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from itertools import islice
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hermanar.encounters import operations as encounters
from hermanar.encounters.enums import InvitationState
from hermanar.encounters.queries import find_event, get_contact, holder_now, list_events, shown_holder, ties_of
from hermanar.partnerships.enums import LetterState
from hermanar.partnerships.queries import get_letter

from ..edge import SeatedRequest
from ..encounters.shared import day_in_words, people_of

_PIECE = 500
_OPEN = frozenset({InvitationState.RECEIVED, InvitationState.SENT})
_UNSENT = frozenset({LetterState.DRAFT, LetterState.SIGNED_OFF})


def ties_known(request: SeatedRequest, circle: Any) -> dict[str, Any]:
    """What a letter of that house may be about, and with whom."""
    return {"events": list_events(request.seat.actor, circle), "contacts": people_of(request, circle)}


def contact_of(request: SeatedRequest, public_id: str) -> Any:
    """A contact older than those that the field offers."""
    return get_contact(request.seat.actor, public_id) if public_id else None


def tie(act: Any, request: SeatedRequest, letter: Any, data: Mapping[str, Any], contacts: Mapping[str, Any]) -> Any:
    """Link the letter to the event and the contact that were chosen."""
    event = find_event(request.seat.actor, letter.owner.home, data["event"]) if data["event"] else None
    contact = contacts.get(data["contact"]) or contact_of(request, data["contact"])
    encounters.tie_letter(act, letter=letter, event=event, contact=contact)
    return letter


def invitation_to_write(request: SeatedRequest, house: Any, partnership: Any = None) -> Any:
    """Who on a guest list is to be invited by the letter that is being written (`?invitacion=`), of that relation or, with
    none, of no relation; None where nobody is."""
    asked = request.GET.get("invitacion", "")
    row = find_event(request.seat.actor, house.home, asked) if asked else None
    of = partnership.pk if partnership is not None else None
    return row if hasattr(row, "partnership_id") and row.partnership_id == of else None


def of_event(listed: Any) -> dict[str, Any]:
    """What the guest list already says of the letter to write: its subject, what it invites to."""
    if listed is None:
        return {}
    said = [listed.event, day_in_words(listed.event_on), listed.event_place]
    return {"subject": listed.event, "motivations_es": ". ".join(word for word in said if word)}


def of_contact(contact: Any) -> dict[str, Any]:
    """What the card of a contact says of whom a letter goes to: its post in Spanish and as it is called there."""
    place = ", ".join(filter(None, [contact.city, contact.subdivision, str(contact.country or "")]))
    there = {f"other_post_{lang}": contact.post for lang in ("en", "pt", "fr")} if contact.post_es else {}
    holder = holder_now(contact)
    name = "" if holder is None or holder.withheld_at else shown_holder(holder)  # no paper goes to “a reserved name”
    return {
        "city": place, "other_name": name, "other_post": contact.post_es or contact.post,
        "other_office": contact.organisation, **there,
    }  # fmt: skip


def tie_with(act: Any, letter: Any, contact: Any, listed: Any = None) -> Any:
    """The letter that was just written goes to that contact of the directory, or is the paper of somebody on a guest list."""
    if contact is not None or listed is not None:
        encounters.tie_letter(act, letter=letter, event=listed, contact=contact, as_line=listed is not None)
    return letter


def tie_to(act: Any, letter: Any, listed: Any) -> Any:
    """The letter that was just written is the paper of somebody on a guest list."""
    encounters.tie_letter(act, letter=letter, event=listed, contact=listed.contact, as_line=True)
    return letter


def tie_shown(actor: Any, letter: Any) -> dict[str, Any] | None:
    """Event and contact of the letter with their doors; None where there is neither, or the reader does not see them."""
    found = ties_of(actor, [letter]).get(letter.pk)
    if found is None:
        return None
    event, url = found.encounter or found.invitation, ""
    if event is not None:
        name = "encounter" if found.encounter else "invitation"
        url = reverse(f"web:encounters:{name}", args=[event.public_id])
    contact = found.contact
    is_line = (
        found.is_line and letter.state not in _UNSENT
    )  # until it goes out it is written and signed like any letter
    return {
        "event": str(event) if event is not None else "",
        "event_id": event.public_id if event is not None else "",
        "event_url": url,
        "contact": str(contact) if contact is not None else "",
        "contact_id": contact.public_id if contact is not None else "",
        "contact_url": reverse("web:contacts:contact", args=[contact.public_id]) if contact is not None else "",
        "is_line": is_line,
        "waits": is_line and event is not None and event.state in _OPEN,
    }


def invitation_of(actor: Any, letter: Any) -> str:
    """Address of the invitation whose line in the register the letter is: there it is answered. Empty for any other."""
    shown = tie_shown(actor, letter)
    return shown["event_url"] if shown and shown["is_line"] else ""


def not_of_invitation(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What an invitation is answered or stopped by is its own page, not that of its line in the register."""

    @wraps(view)
    def inner(request: SeatedRequest, public_id: str) -> HttpResponse:
        url = invitation_of(request.seat.actor, get_letter(request.seat.actor, public_id))
        return redirect(url) if url else view(request, public_id)

    return inner


def with_ties(actor: Any, letters: Iterator[Any]) -> Iterator[tuple[Any, str, str]]:
    """Each letter with the names of its event and contact, read in pieces."""
    while piece := list(islice(letters, _PIECE)):
        known = ties_of(actor, piece)
        for letter in piece:
            found = known.get(letter.pk)
            event = (found.encounter or found.invitation) if found else None
            yield letter, str(event or letter.event_code), str(found.contact) if found and found.contact else ""
