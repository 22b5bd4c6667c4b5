"""In which quarter a week is counted."""

import datetime as dt
from collections.abc import Callable

from django.db.models import Max, Q, QuerySet

from hermanar.directory.models import Organisation

from ..enums import Counting
from ..models import Week
from ..rules.calendar import quarter_ends, quarter_starts, week_is_of

AGENDA = "agenda"
_NEAR = dt.timedelta(days=31)  # an agenda comes so many days before or after its Monday, at the most


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
    """Weeks that count in a quarter, oldest first, each with the day by which it does: its Monday, or the day on which
    the last of its agendas came, as the rule says. Two queries."""
    starts, ends = quarter_starts(year, quarter), quarter_ends(year, quarter)
    counted_on = day_counter(organisation)
    near = weeks.filter(starts_on__gte=starts - _NEAR, starts_on__lte=ends + _NEAR).annotate(
        last_came=Max("expected__hand_ins__received_on", filter=Q(expected__hand_ins__deliverable__key=AGENDA))
    )
    found = [(week, counted_on(week.starts_on, week.last_came)) for week in near.order_by("starts_on")]
    return [(week, on) for week, on in found if starts <= on <= ends]
