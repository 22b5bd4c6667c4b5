"""Encounters, what came of them, topics, invitations and services, as far as the actor's seats reach."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hermanar.directory.models import Circle
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.models import Partnership

from ..enums import TOPIC_OPEN, EncounterState, InvitationState, ServiceState
from ..models import Encounter, EventInvitation, Outcome, ServiceRequest, Topic
from .signs import Link, list_active_links

_PARTIES = "partnerships__parties"
Key = tuple[dt.date, int]  # where a list by day goes on


def _encounters(actor: Actor) -> QuerySet[Encounter]:
    rows = Encounter.objects.for_actor(actor).select_related("circle__home_of__municipality", "country")
    return rows.prefetch_related(f"{_PARTIES}__country", f"{_PARTIES}__municipality__state")


def list_encounters(
    actor: Actor, circle: Circle, *, kind: str = "", partnership: int | None = None, planned: bool | None = None,
    before: Key | None = None, limit: int = 30,
) -> list[Encounter]:  # fmt: skip
    """Of a municipality, the latest day first, keyset by (day, primary key). `planned`: only those, or none of those."""
    rows = _encounters(actor).filter(circle=circle)
    if kind:
        rows = rows.filter(kind=kind)
    if partnership is not None:
        rows = rows.filter(partnerships=partnership)
    if planned is not None:
        rows = rows.filter(state=EncounterState.PLANNED) if planned else rows.exclude(state=EncounterState.PLANNED)
    if before is not None:
        rows = rows.filter(Q(on__lt=before[0]) | Q(on=before[0], pk__lt=before[1]))
    return list(rows.order_by("-on", "-pk")[:limit])


def get_encounter(actor: Actor, public_id: str) -> Encounter:
    """With participants, topics, outcomes, invitations and evidence. Raises NotVisible."""
    row = (
        _encounters(actor)
        .prefetch_related(
            "participants__contact__holders", "topics", "outcomes__lead", "outcomes__contact", "attachments__blob",
            "outcomes__partnership__parties",
        )
        .filter(public_id=public_id)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotVisible(public_id)
    return row


def list_planned(actor: Actor, *, until: dt.date | None = None, limit: int = 30) -> list[Encounter]:
    """What is planned in the circles the actor sees, the nearest first."""
    rows = _encounters(actor).filter(state=EncounterState.PLANNED)
    if until is not None:
        rows = rows.filter(on__lte=until)
    return list(rows.order_by("on", "pk")[:limit])


@dataclass(frozen=True)
class LinkOutcome:
    """An active link and what came of the encounter for it; None while nobody has said (R1-24)."""

    link: Link
    outcome: Outcome | None


def outcomes_by_link(actor: Actor, encounter: Encounter, on: dt.date) -> list[LinkOutcome]:
    """Every active link of the municipality with its outcome of this encounter, those without first."""
    last: dict[int, Outcome] = {}
    for outcome in encounter.outcomes.all():
        if outcome.partnership_id is not None:
            last[outcome.partnership_id] = outcome
    found = [LinkOutcome(k, last.get(k.partnership.pk)) for k in list_active_links(actor, encounter.circle, on)]
    return sorted(found, key=lambda r: r.outcome is not None)


def list_topics(
    actor: Actor, *, partnership: Partnership | None = None, open_only: bool = False, before: int | None = None,
    limit: int = 50,
) -> list[Topic]:  # fmt: skip
    """Topics, those last moved first; of one relation or of all the actor sees."""
    rows = Topic.objects.for_actor(actor).select_related("circle", "encounter", "partnership__circle")
    rows = rows.prefetch_related("partnership__parties")
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    if open_only:
        rows = rows.filter(state__in=sorted(TOPIC_OPEN))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def get_topic(actor: Actor, public_id: str) -> Topic:
    """Raises NotVisible."""
    rows = Topic.objects.for_actor(actor).select_related("circle", "encounter", "partnership__circle")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def _invitations(actor: Actor) -> QuerySet[EventInvitation]:
    rows = EventInvitation.objects.for_actor(actor).select_related(
        "circle", "encounter", "contact", "partnership__counterpart", "attachment"
    )
    return rows.prefetch_related("partnership__parties", "contact__holders")


def list_invitations(
    actor: Actor, circle: Circle | None = None, *, way: str = "", states: tuple[str, ...] = (),
    encounter: Encounter | None = None, before: int | None = None, limit: int = 30,
) -> list[EventInvitation]:  # fmt: skip
    """Newest first, keyset by primary key."""
    rows = _invitations(actor)
    if circle is not None:
        rows = rows.filter(circle=circle)
    if way:
        rows = rows.filter(way=way)
    if states:
        rows = rows.filter(state__in=states)
    if encounter is not None:
        rows = rows.filter(encounter=encounter)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])


def get_invitation(actor: Actor, public_id: str) -> EventInvitation:
    """Raises NotVisible."""
    row = at_most_one(_invitations(actor).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_to_answer(actor: Actor, *, limit: int = 50) -> list[EventInvitation]:
    """Invitations received that wait for our answer, the soonest due first."""
    rows = _invitations(actor).filter(state=InvitationState.RECEIVED)
    return sorted(rows[:limit], key=lambda i: (i.respond_by or dt.date.max, i.pk))


def _services(actor: Actor) -> QuerySet[ServiceRequest]:
    rows = ServiceRequest.objects.for_actor(actor)
    return rows.select_related("circle", "asked_by", "asked_of", "country", "partnership", "attachment")


def list_services(
    actor: Actor, *, open_only: bool = False, before: int | None = None, limit: int = 50
) -> list[ServiceRequest]:
    """What was asked of embassies and consulates, newest first, keyset by primary key."""
    rows = _services(actor)
    if open_only:
        rows = rows.filter(state=ServiceState.ASKED)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])


def get_service(actor: Actor, public_id: str) -> ServiceRequest:
    """Raises NotVisible."""
    row = at_most_one(_services(actor).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row
