"""The directory of one's own: contacts by post, who holds each, what happened with them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hermanar.directory.enums import WITHHELD, OrganisationKind, Role
from hermanar.directory.models import Circle, Office
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.text import fold
from hermanar.partnerships.enums import LetterState
from hermanar.partnerships.models import Letter

from ..enums import ContactKind, EncounterState, InvitationState, Way
from ..models import Contact, Encounter, EventInvitation, Holder, Participant
from .letters import letters_with

_LIVE = [EncounterState.HELD]


def shown_holder(holder: Holder | None) -> str:
    """The name as it may be shown; "" where the post is vacant or its holder is not known."""
    if holder is None:
        return ""
    return str(WITHHELD) if holder.withheld_at else holder.name


def holder_now(contact: Contact) -> Holder | None:
    """Who holds the post, from what was fetched with it."""
    return next((h for h in contact.holders.all() if h.until_on is None), None)


def _contacts(actor: Actor) -> QuerySet[Contact]:
    rows = Contact.objects.for_actor(actor).select_related("country", "circle")
    return rows.prefetch_related("holders", "partnerships__parties")


@dataclass(frozen=True)
class ContactRow:
    """A line of the directory: `last_on` the latest day something happened with the post."""

    contact: Contact
    name: str
    last_on: dt.date | None


def list_contacts(
    actor: Actor, circle: Circle, *, text: str = "", kind: str = "", country: str = "", partnership: int | None = None,
    ended: bool = False, before: int | None = None, limit: int = 30,
) -> list[ContactRow]:  # fmt: skip
    """Contacts of a municipality, newest first, keyset by primary key; `text` is sought in posts and places, never in
    names. Without a seat there, none."""
    rows = _contacts(actor).filter(circle=circle, until_on__isnull=not ended)
    for word in fold(text).split()[:6]:
        rows = rows.filter(folded__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country_id=country)
    if partnership is not None:
        rows = rows.filter(partnerships=partnership)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[:limit])
    last = _last_of(actor, found)
    return [ContactRow(c, shown_holder(holder_now(c)), last.get(c.pk)) for c in found]


def _letters_of(actor: Actor, contacts: list[Contact], *, limit: int = 1_000) -> dict[int, list[Letter]]:
    """Contact → the letters of its house to that post or signed by it, newest first: the post as the letter writes it, in that
    city or in a relation of the contact; or said to be with it. Two queries."""
    if not contacts:
        return {}
    said = letters_with(contacts)
    named = Q(other_post__in={c.post for c in contacts}) | Q(pk__in=[pk for keys in said.values() for pk in keys])
    for contact in contacts:
        named |= Q(sender__istartswith=contact.post)
    rows = Letter.objects.for_actor(actor).filter(named, owner__home__in={c.circle_id for c in contacts})
    rows = rows.exclude(dated_on=None).exclude(state__in=[LetterState.DRAFT, LetterState.SIGNED_OFF])
    rows = rows.exclude(tie__is_line=True)  # the invitation itself is told
    found: dict[int, list[Letter]] = defaultdict(list)
    for letter in rows.select_related("owner").order_by("-dated_on", "-pk")[:limit]:
        for contact in contacts:
            if letter.pk in said.get(contact.pk, ()):
                found[contact.pk].append(letter)
                continue
            post = fold(contact.post)
            if fold(letter.other_post) != post and not fold(letter.sender).startswith(post):
                continue
            related = letter.partnership_id in {p.pk for p in contact.partnerships.all()}
            if letter.owner.home_id == contact.circle_id and (related or fold(letter.city) == fold(contact.city)):
                found[contact.pk].append(letter)
    return found


def _last_of(actor: Actor, contacts: list[Contact]) -> dict[int, dt.date]:
    """Contact → the latest day of an encounter held with it, of an invitation or a letter to or from it. Four queries."""
    keys = [c.pk for c in contacts]
    found: dict[int, list[dt.date]] = defaultdict(list)
    met = Participant.objects.filter(contact__in=keys, encounter__state__in=_LIVE)
    for key, on in met.values_list("contact_id", "encounter__on"):
        found[key].append(on)
    wrote = EventInvitation.objects.filter(contact__in=keys).exclude(dated_on=None)
    for key, dated, answered in wrote.values_list("contact_id", "dated_on", "answered_on"):
        found[key] += [day for day in (dated, answered) if day]
    for key, letters in _letters_of(actor, contacts).items():
        found[key] += [letter.dated_on for letter in letters if letter.dated_on]
    return {key: max(days) for key, days in found.items()}


def get_contact(actor: Actor, public_id: str) -> Contact:
    """Raises NotVisible."""
    row = at_most_one(_contacts(actor).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def get_holder(actor: Actor, contact: Contact, public_id: str) -> Holder:
    """One who held the post. Raises NotVisible."""
    row = at_most_one(contact.holders.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


@dataclass(frozen=True)
class Event:
    """Something that happened with a contact. `kind`: encounter, invitation, letter; `about` its public id; `who` who held the
    post that day."""

    on: dt.date
    precision: str
    kind: str
    title: str
    label: str
    about: str
    who: str


def history_of(contact: Contact, actor: Actor | None = None, *, limit: int = 200) -> list[Event]:
    """Everything that happened with the post, newest first, whoever held it; for an `actor`, with the letters it may see.
    Five queries."""
    holders = list(contact.holders.all())
    met = Encounter.objects.filter(participants__contact=contact).order_by("-on", "-pk")[:limit]
    found = [
        Event(e.on, e.precision, "encounter", e.title, str(e.get_kind_display()), e.public_id, _who(holders, e.on))
        for e in met
        if e.state in {EncounterState.HELD, EncounterState.PLANNED}
    ]
    for i in EventInvitation.objects.filter(contact=contact).exclude(dated_on=None).order_by("-dated_on")[:limit]:
        if i.state != InvitationState.WITHDRAWN and i.dated_on is not None:
            label = f"{Way(i.way).label} · {i.get_state_display()}"
            found.append(Event(i.dated_on, "day", "invitation", i.event, label, i.public_id, _who(holders, i.dated_on)))
    for letter in _letters_of(actor, [contact], limit=limit).get(contact.pk, []) if actor else ():
        label = f"{letter.get_direction_display()} · {letter.get_state_display()}"
        title = f"{letter.get_kind_display()} {letter.folio}".strip()
        found.append(
            Event(
                letter.dated_on,
                letter.precision,
                "letter",
                title,
                label,
                letter.public_id,
                _who(holders, letter.dated_on),
            )
        )
    return sorted(found, key=lambda e: (e.on, e.about), reverse=True)


def _who(holders: Iterable[Holder], on: dt.date) -> str:
    for holder in holders:
        came = holder.from_on is None or holder.from_on <= on
        if came and (holder.until_on is None or on < holder.until_on):
            return shown_holder(holder)
    return ""


@dataclass(frozen=True)
class MunicipalOffice:
    """The international office of a municipality on board: its own name, one role (R1-19)."""

    title: str
    organisation: str
    state: str


def list_municipal_offices(text: str = "", *, exercise: bool = False, limit: int = 60) -> list[MunicipalOffice]:
    """Liaison offices of the municipalities on board under the name each gives them. One query."""
    rows = (
        Office.objects.filter(
            role=Role.LIAISON, organisation__kind=OrganisationKind.MUNICIPALITY, organisation__is_exercise=exercise,
            valid_until=None,
        )
        .select_related("organisation__municipality__state")
        .order_by("organisation__name", "pk")
    )  # fmt: skip
    wanted, found = fold(text), []
    for office in rows:
        place = office.organisation.municipality
        one = MunicipalOffice(str(office), str(office.organisation), place.state.name if place else "")
        if not wanted or wanted in fold(f"{one.title} {one.organisation} {one.state}"):
            found.append(one)
    return found[:limit]


@dataclass(frozen=True)
class Agency:
    """A cooperation agency or a network as an organisation: its posts, where it sits, its relations (R1-16)."""

    name: str
    places: tuple[str, ...]
    posts: tuple[ContactRow, ...]


def list_agencies(actor: Actor, circle: Circle, text: str = "", *, limit: int = 200) -> list[Agency]:
    """Agencies and networks of the list by name, each with its posts that stand."""
    found: dict[str, list[ContactRow]] = {}
    for row in list_contacts(actor, circle, text=text, kind=ContactKind.AGENCY, limit=limit):
        found.setdefault(fold(row.contact.organisation), []).append(row)
    agencies = []
    for rows in found.values():
        where = [", ".join(filter(None, [r.contact.city, str(r.contact.country or "")])) for r in rows]
        agencies.append(Agency(rows[-1].contact.organisation, tuple(dict.fromkeys(filter(None, where))), tuple(rows)))
    return sorted(agencies, key=lambda a: fold(a.name))


def contacts_of(actor: Actor, circle: Circle, partnership: int) -> list[Contact]:
    """Contacts of a relation that stand, in the order of their kinds. Three queries."""
    rows = _contacts(actor).filter(circle=circle, until_on=None, partnerships=partnership)
    return list(rows.order_by("kind", "pk")[:20])
