"""Calls, inside and in public."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.directory.queries import day_at, latest_exercise
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import CallStage, CallState, ProposalState
from ..models import Call, Proposal
from ..rules import stage_of_call


def day_of(owner: Organisation, now: dt.datetime) -> dt.date:
    """The day it is in that municipality: the calendar's, or that of its exercise."""
    clock = latest_exercise(owner) if owner.is_exercise else None
    return day_at(owner, clock or now)


def get_call(actor: Actor, public_id: str) -> Call:
    """A call, for the municipality and its committee. Raises NotVisible."""
    row = at_most_one(Call.objects.for_actor(actor).select_related("circle", "owner__home").filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_calls(actor: Actor, *, before: int | None = None, limit: int = 30) -> list[Call]:
    """Calls of the actor's municipality with how many proposals came, newest first; keyset. One query."""
    rows = Call.objects.for_actor(actor).select_related("owner").annotate(received=Count("proposals")).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


@dataclass(frozen=True)
class PublicCall:
    """A call as everybody sees it."""

    call: Call
    stage: CallStage
    received: int
    accepted: int

    @property
    def is_open(self) -> bool:
        return self.stage == CallStage.OPEN


def list_public_calls(
    *, now: dt.datetime, exercise: bool = False, owner: Organisation | None = None, before: int | None = None,
    limit: int = 30,
) -> list[PublicCall]:  # fmt: skip
    """Published calls, newest first, keyset by primary key; those of exercises only where they are asked for."""
    rows = (
        Call.objects.exclude(published_at=None)
        .filter(owner__is_exercise=exercise)
        .select_related("owner__municipality__state")
        .annotate(
            received=Count("proposals"), accepted=Count("proposals", filter=Q(proposals__state=ProposalState.ACCEPTED))
        )
        .order_by("-pk")
    )
    if owner is not None:
        rows = rows.filter(owner=owner)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    days: dict[int, dt.date] = {}
    found = []
    for call in rows[:limit]:
        if call.owner_id not in days:
            days[call.owner_id] = day_of(call.owner, now)
        found.append(_public(call, days[call.owner_id], call.received, call.accepted))
    return found


def _public(call: Call, on: dt.date, received: int, accepted: int) -> PublicCall:
    return PublicCall(call, stage_of_call(call.state, call.opens_on, call.closes_on, on), received, accepted)


def get_public_call(public_id: str, *, now: dt.datetime) -> PublicCall:
    """A call that was published, closed or cancelled since too. Raises NotVisible."""
    call = (
        Call.objects.exclude(published_at=None)
        .exclude(state=CallState.DRAFT)
        .select_related("owner__municipality__state", "owner__home")
        .filter(public_id=public_id)
        .first()
    )
    if call is None:
        raise NotVisible(public_id)
    counts = count_proposals(call)
    return _public(call, day_of(call.owner, now), sum(counts.values()), counts.get(ProposalState.ACCEPTED, 0))


def count_proposals(call: Call) -> dict[str, int]:
    """State → how many proposals of the call stand there. One query."""
    rows = Proposal.objects.filter(call=call).values("state").annotate(number=Count("pk"))
    return {row["state"]: row["number"] for row in rows.order_by()}


def list_houses(*, exercise: bool = False) -> list[Organisation]:
    """Municipalities on board, that citizens may propose something to, by name."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, is_exercise=exercise)
    return list(rows.select_related("municipality__state").order_by("name", "pk"))


def get_house(slug: str) -> Organisation:
    """A municipality on board by its slug. Raises NotVisible."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, slug=slug)
    row = rows.select_related("municipality__state", "home").first()
    if row is None:
        raise NotVisible(slug)
    return row
