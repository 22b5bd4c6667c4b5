"""What is closed in a plan, and what was put down after it closed."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q

from hermanar.directory.models import Organisation

from ..models import Achievement, ClosedQuarter, Plan
from ..rules.calendar import closed_quarters, decide_by, last_working_day, quarter_of
from .tree import rules_on


def rest_days(year: int) -> frozenset[dt.date]:
    """Mexico's official rest days of the year and the next."""
    import holidays

    return frozenset(holidays.country_holidays("MX", years=[year, year + 1]))


def reported_quarters(organisation: Organisation, year: int) -> frozenset[int]:
    """Quarters of a year whose report was authorised. One query."""
    rows = ClosedQuarter.objects.filter(organisation=organisation, year=year)
    return frozenset(rows.values_list("quarter", flat=True))


def last_days(plan: Plan, on: dt.date) -> list[dt.date]:
    """Of each quarter the last day on which a change may be asked, by the rules of a day. One query."""
    rest, before = rest_days(plan.year), rules_on(plan.organisation, on).ask_days_before
    return [last_working_day(plan.year, quarter, rest, before) for quarter in (1, 2, 3, 4)]


def quarters_closed(plan: Plan, on: dt.date) -> frozenset[int]:
    """Quarters in which nothing is programmed any more. Two queries."""
    return closed_quarters(on, plan.opened_on, last_days(plan, on), reported_quarters(plan.organisation, plan.year))


def is_late(plan: Plan, entry_on: dt.date, on: dt.date) -> bool:
    """Whether an entry of a day is late when it is put down on another: its quarter was reported, or the days that the
    rules give for entries have passed. Two queries."""
    quarter = quarter_of(entry_on)
    if quarter in reported_quarters(plan.organisation, plan.year):
        return True
    days = rules_on(plan.organisation, entry_on).entry_days
    return days is not None and on > decide_by(plan.year, quarter, days, rest_days(plan.year))


def may_be_late(plan: Plan, on: dt.date) -> bool:
    """Whether something put down on a day can be late: a quarter of the plan was reported, or the rules give days for
    entries. Two queries."""
    return (
        bool(reported_quarters(plan.organisation, plan.year)) or rules_on(plan.organisation, on).entry_days is not None
    )


@dataclass(frozen=True)
class LateEntry:
    """What was put down of a closed quarter, or taken back from it (`quantity` below zero), on a later day."""

    goal: str
    code: str
    measure: str
    year: int
    quarter: int
    on: dt.date
    quantity: Decimal
    put_on: dt.date
    by: str
    reason: str


def late_between(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[LateEntry]:
    """Late entries and late withdrawals of a span of days, in the order they were made: what the next report corrects
    in those before it. One query."""
    zone = ZoneInfo(organisation.zone)
    since = dt.datetime.combine(starts, dt.time.min, zone)
    until = dt.datetime.combine(ends + dt.timedelta(days=1), dt.time.min, zone)
    put = Q(is_late=True, stated_at__gte=since, stated_at__lt=until)
    taken = Q(withdrawn_late=True, withdrawn_at__gte=since, withdrawn_at__lt=until)
    rows = Achievement.objects.filter(put | taken, goal__activity__component__plan__organisation=organisation)
    found = []
    for row in rows.select_related("goal").order_by("pk")[:500]:
        told = (row.goal.public_id, row.goal.code, row.goal.measure, row.on.year, quarter_of(row.on), row.on)
        if row.is_late and since <= row.stated_at < until:
            at = row.stated_at.astimezone(zone)
            found.append((at, LateEntry(*told, row.quantity, at.date(), row.stated_by, row.late_reason)))
        if row.withdrawn_late and row.withdrawn_at is not None and since <= row.withdrawn_at < until:
            at = row.withdrawn_at.astimezone(zone)
            found.append((at, LateEntry(*told, -row.quantity, at.date(), row.withdrawn_by, row.withdrawn_reason)))
    return [entry for _at, entry in sorted(found, key=lambda pair: pair[0])]
