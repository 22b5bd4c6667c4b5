"""What a trip owes to the public (R4-37). Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..enums import TripLack


@dataclass(frozen=True)
class Trip:
    """`told`: (due, done) of each line of its communication plan."""

    held: bool
    purpose: str = ""
    has_cost: bool = False
    has_report: bool = False
    told: Sequence[tuple[dt.date, dt.date | None]] = ()


def lacks_of_trip(trip: Trip, on: dt.date) -> list[TripLack]:
    """What is missing on a day. Cost and result are asked of a trip that was made."""
    checks = (
        (not trip.purpose, TripLack.NO_PURPOSE),
        (trip.held and not trip.has_cost, TripLack.NO_COST),
        (trip.held and not trip.has_report, TripLack.NO_REPORT),
        (not trip.told, TripLack.NO_PLAN),
        (any(done is None and due < on for due, done in trip.told), TripLack.NOT_TOLD),
    )
    return [lack for wrong, lack in checks if wrong]
