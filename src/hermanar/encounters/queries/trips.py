"""The register of trips: purpose, cost, result, how it was told (R4-37)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import TRIPS, EncounterState, TripLack
from ..models import Communication, Encounter, TripReport
from ..rules.trips import Trip, lacks_of_trip


@dataclass(frozen=True)
class TripLine:
    """A trip with its sums by currency, its report, its communication plan and what it owes."""

    it: Encounter
    sums: tuple[tuple[str, Decimal], ...]
    report: TripReport | None
    plan: tuple[Communication, ...]
    lacks: tuple[TripLack, ...]


def trip_of(row: Encounter, on: dt.date) -> TripLine:
    """The same of an encounter already read."""
    sums: dict[str, Decimal] = {}
    for cost in row.costs.all():
        sums[cost.currency] = sums.get(cost.currency, Decimal(0)) + cost.amount
    report = row.trip_report if hasattr(row, "trip_report") else None
    plan = tuple(row.communications.all())
    trip = Trip(
        held=row.state == EncounterState.HELD, purpose=row.purpose, has_cost=bool(sums), has_report=report is not None,
        told=[(c.due_on, c.done_on) for c in plan],
    )  # fmt: skip
    return TripLine(row, tuple(sorted(sums.items())), report, plan, tuple(lacks_of_trip(trip, on)))


def list_trips(
    actor: Actor, on: dt.date, *, before: tuple[dt.date, int] | None = None, limit: int = 50
) -> list[TripLine]:
    """Trips of one's own people, the latest first, keyset-paged. Three queries, however many."""
    rows = Encounter.objects.for_actor(actor).filter(kind__in=TRIPS)
    rows = rows.filter(state__in=[EncounterState.PLANNED, EncounterState.HELD])
    if before is not None:
        rows = rows.filter(on__lte=before[0]).exclude(on=before[0], pk__gte=before[1])
    found = rows.select_related("circle", "trip_report").prefetch_related("costs", "communications")
    return [trip_of(row, on) for row in found.order_by("-on", "-pk")[:limit]]


def get_communication(actor: Actor, public_id: str) -> Communication:
    """A line of a communication plan. Raises NotVisible."""
    row = at_most_one(
        Communication.objects.filter(
            public_id=public_id, encounter__in=Encounter.objects.for_actor(actor)
        ).select_related("encounter__circle")
    )
    if row is None:
        raise NotVisible(public_id)
    return row
