"""The order in which the acts of a relation happen, and which of those put down are out of it. Pure.

Study → committee → Cabildo → dispatch → opinion → signature → registration (domain 2.2). What happened is always taken down
as its paper says; a day that cannot follow another is told, so that whoever reads the case sees it before the ministry does.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

# what is not before what; `opened` is no fact: the day on which the case was
AFTER: Mapping[str, tuple[str, ...]] = {
    "study_approved": ("committee_installed",),
    "authorised": ("study_approved",),
    "dispatched": ("text_agreed", "authorised"),
    "opinion_favourable": ("text_agreed", "dispatched"),
    "opinion_unfavourable": ("text_agreed", "dispatched"),
    "counterpart_approved": ("opened", "text_agreed"),
    "signed": ("authorised", "opinion_favourable", "counterpart_approved"),
    "registered": ("signed", "opinion_favourable"),
}


@dataclass(frozen=True)
class OutOfOrder:
    """`later` was put down with a day before that of `earlier`, which comes first."""

    later: str
    later_on: dt.date
    earlier: str
    earlier_on: dt.date


def out_of_order(days: Mapping[str, dt.date]) -> tuple[OutOfOrder, ...]:
    """What contradicts the order among facts with their days, in the order of the process."""
    return tuple(
        OutOfOrder(later, days[later], earlier, days[earlier])
        for later, before in AFTER.items()
        for earlier in before
        if later in days and earlier in days and days[later] < days[earlier]
    )


def approved_early(approved_on: dt.date, submitted_on: dt.date | None) -> bool:
    """Whether a study stands as approved before it was put to the committee."""
    return submitted_on is not None and approved_on < submitted_on
