"""Advice: who gives it, the lists of both sides, the log of a case, and how long answers take (R2-03, R4-03, R4-16)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, F, Q

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.models import Adviser, Partnership

from ..enums import AdviceState, Level
from ..models import Advice
from ..rules.clocks import middle

_RELATED = ("asked_by", "asked_of", "partnership")
_TIMED = 2000  # answers whose days are read for a median: the latest


@dataclass(frozen=True)
class Times:
    """How advice of one level was answered. `days`: median from question to answer; `rating`: mean of 1 to 5."""

    level: str
    asked: int
    answered: int
    waiting: int
    overdue: int
    days: float | None
    rating: float | None


def advisers_of(organisation: Organisation) -> list[Organisation]:
    """Who advises that organisation: its state's government, then the ministry. One query."""
    kinds = [OrganisationKind.MINISTRY]
    state = organisation.state_id or (organisation.parent.state_id if organisation.parent else None)
    wanted = Q(kind__in=kinds)
    if organisation.kind != OrganisationKind.STATE and state:
        wanted |= Q(kind=OrganisationKind.STATE, state_id=state)
    rows = Organisation.objects.filter(wanted, is_exercise=organisation.is_exercise).select_related("home")
    return sorted(rows, key=lambda o: (o.kind != OrganisationKind.STATE, o.pk))


def get_advice(actor: Actor, public_id: str) -> Advice:
    """One advice, seen by who asked and who was asked. Raises NotVisible."""
    row = at_most_one(
        Advice.objects.for_actor(actor)
        .select_related(*_RELATED, "asked_by__home", "asked_of__home")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_advice(
    actor: Actor, *, state: str = "", asked_of_us: bool | None = None, before: int | None = None, limit: int = 30
) -> list[Advice]:
    """Asked by the actor's organisation or of it, newest first; keyset by `pk`. One query."""
    rows = Advice.objects.for_actor(actor).select_related(*_RELATED)
    if state:
        rows = rows.filter(state=state)
    if asked_of_us is not None:
        mine = Q(asked_of__public_id=actor.organisation)
        rows = rows.filter(mine if asked_of_us else ~mine)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])


def list_advice_of_case(actor: Actor, partnership: Partnership, *, limit: int = 100) -> list[Advice]:
    """The log of advice of one case, for who sees both (R4-03). One query."""
    return list(Advice.objects.for_actor(actor).filter(partnership=partnership).select_related(*_RELATED)[:limit])


def list_case_advisers(partnership: Partnership) -> list[Adviser]:
    """Who the ministry named to advise on that case (R4-16). One query."""
    return list(partnership.advisers.select_related("appointment__office", "appointment__person").order_by("pk"))


def advice_times(organisation: Organisation, on: dt.date) -> list[Times]:
    """State against federal, over the questions of the state's municipalities and of the state itself (R2-03).

    For a ministry: all that was asked of each level. Three queries.
    """
    rows = Advice.objects.filter(asked_by__is_exercise=organisation.is_exercise)
    if organisation.kind == OrganisationKind.STATE:
        rows = rows.filter(
            Q(asked_by=organisation)
            | Q(asked_by__state_id=organisation.state_id)
            | Q(asked_by__parent__state_id=organisation.state_id)
        )
    counted = {
        row["level"]: row
        for row in rows.order_by()
        .values("level")
        .annotate(
            asked=Count("pk", filter=~Q(state=AdviceState.WITHDRAWN)),
            answered=Count("pk", filter=Q(answered_on__isnull=False)),
            waiting=Count("pk", filter=Q(state=AdviceState.ASKED)),
            overdue=Count("pk", filter=Q(state=AdviceState.ASKED, due_on__lt=on)),
            rating=Avg("rating"),
        )
    }
    found = []
    for level in Level.values:
        row = counted.get(level)
        days: list[int] = []
        if row and row["answered"]:
            timed = rows.filter(level=level).exclude(answered_on=None).order_by("-answered_on")
            pairs = timed.values_list("asked_on", "answered_on")[:_TIMED]
            days = [(answered - asked).days for asked, answered in pairs]
        found.append(
            Times(level, row["asked"], row["answered"], row["waiting"], row["overdue"], middle(days), row["rating"])
            if row
            else Times(level, 0, 0, 0, 0, None, None)
        )
    return found


def list_waiting(actor: Actor, *, limit: int = 6) -> list[Advice]:
    """What was asked of the actor's office and waits for an answer, the most urgent first. One query."""
    rows = Advice.objects.filter(asked_of__public_id=actor.organisation or "-", state=AdviceState.ASKED)
    return list(rows.select_related(*_RELATED).order_by(F("due_on").asc(), "pk")[:limit])
