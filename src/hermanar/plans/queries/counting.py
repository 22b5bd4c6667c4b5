"""In which quarter a week is counted."""

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from hermanar.directory.models import Organisation
from hermanar.directory.queries import zones_of

from ..enums import Counting
from ..models import Week
from ..rules.calendar import quarter_ends, quarter_starts, week_is_of

_NEAR = dt.timedelta(days=31)  # an agenda is due so many days before its Monday, at the most


def day_counter(organisation: Organisation) -> Callable[[dt.date, dt.date | None], dt.date]:
    """The day by which a week, or an agenda of it, is counted: by the rule in force on the earlier of its Monday and the
    day it came. So a new rule moves nothing out of a quarter that is over, nor into it. One query."""
    sets = list(organisation.plan_rules.order_by("valid_from", "pk").values_list("valid_from", "counting"))

    def day(starts_on: dt.date, received_on: dt.date | None) -> dt.date:
        first = min(starts_on, received_on or starts_on)
        counting = next((said for valid_from, said in reversed(sets) if valid_from <= first), Counting.STARTS)
        return week_is_of(starts_on, received_on, counting)

    return day


def weeks_of_quarter(
    organisation: Organisation, year: int, quarter: int, weeks: QuerySet[Week]
) -> list[tuple[Week, dt.date]]:
    """Weeks that count in a quarter, oldest first, each with the day by which it does: its Monday, or where agendas count
    by their receipt the day they were due. Both are fixed when the list is opened: an agenda that comes later counts on
    its own day, and moves nobody's week from one quarter into another. Two queries."""
    starts, ends = quarter_starts(year, quarter), quarter_ends(year, quarter)
    counted_on, zones = day_counter(organisation), zones_of(organisation)
    near = weeks.filter(starts_on__gte=starts - _NEAR, starts_on__lte=ends + _NEAR).order_by("starts_on")
    found = [(week, counted_on(week.starts_on, zones.day(week.due_at))) for week in near]
    return [(week, on) for week, on in found if starts <= on <= ends]
