"""What is closed in a plan, and what was put down after it closed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from hermanar.directory.models import Organisation
from hermanar.directory.queries import Zones, zones_of
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import LateKind
from ..models import Achievement, ClosedQuarter, HandIn, Plan, RestDay, Week
from ..rules.asked import AGENDA
from ..rules.calendar import closed_quarters, decide_by, last_day_as_it_ran, quarter_of
from .counting import day_counter
from .tree import rules_on


def rest_days(organisation: Organisation, year: int) -> frozenset[dt.date]:
    """Days on which the organisation does not work in the year and the next: Mexico's official ones, and those of its
    state, its municipality or its own that it put down. One query."""
    import holidays

    own = RestDay.objects.filter(organisation=organisation, withdrawn_at=None, on__year__in=[year, year + 1])
    return frozenset(holidays.country_holidays("MX", years=[year, year + 1])) | frozenset(
        own.values_list("on", flat=True)
    )


def list_rest_days(organisation: Organisation, year: int) -> list[RestDay]:
    """Rest days of a year that the organisation put down besides the federal ones, withdrawn ones too. One query."""
    return list(organisation.rest_days.filter(on__year=year))


def get_rest_day(organisation: Organisation, public_id: str) -> RestDay:
    """One of them. Raises NotVisible."""
    row = at_most_one(organisation.rest_days.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def federal_rest_days(year: int) -> list[tuple[dt.date, str]]:
    """Mexico's official rest days of a year with their names in Spanish."""
    import holidays

    return sorted(holidays.country_holidays("MX", years=year, language="es").items())


def reported_quarters(organisation: Organisation, year: int) -> frozenset[int]:
    """Quarters of a year whose report was authorised. One query."""
    rows = ClosedQuarter.objects.filter(organisation=organisation, year=year)
    return frozenset(rows.values_list("quarter", flat=True))


def last_days(plan: Plan, on: dt.date) -> list[dt.date]:
    """Of each quarter the last day on which a change may be asked, by the rules of a day: one that has run stays, whatever
    rest day is put down or withdrawn afterwards. Two queries."""
    import holidays

    before, zones = rules_on(plan.organisation, on).ask_days_before, zones_of(plan.organisation)
    fixed = frozenset(holidays.country_holidays("MX", years=[plan.year, plan.year + 1]))
    own = [
        (row.on, zones.day(row.recorded_at), row.withdrawn_at and zones.day(row.withdrawn_at))
        for row in RestDay.objects.filter(organisation=plan.organisation, on__year__in=[plan.year, plan.year + 1])
    ]
    return [last_day_as_it_ran(plan.year, quarter, fixed, own, before) for quarter in (1, 2, 3, 4)]


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
    return days is not None and on > decide_by(plan.year, quarter, days, rest_days(plan.organisation, plan.year))


def may_be_late(plan: Plan, on: dt.date) -> bool:
    """Whether something put down on a day can be late: a quarter of the plan was reported, or the rules give days for
    entries. Two queries."""
    return (
        bool(reported_quarters(plan.organisation, plan.year)) or rules_on(plan.organisation, on).entry_days is not None
    )


@dataclass(frozen=True)
class Closing:
    """When each quarter of an organisation closed: `reported`: (year, quarter) → hour its report was authorised;
    `entry_days`: from when the rules give how many working days for entries, in their order."""

    organisation: Organisation
    zones: Zones
    reported: dict[tuple[int, int], dt.datetime]
    entry_days: tuple[tuple[dt.date, int | None], ...]
    _rest: dict[int, frozenset[dt.date]] = field(default_factory=dict)

    def is_late(self, of: dt.date, at: dt.datetime | None) -> bool:
        """Whether what is of a day was put down (at an hour) after the quarter of that day had closed. False where the
        hour is not known: it was here before hours were kept."""
        if at is None:
            return False
        quarter = quarter_of(of)
        closed_at = self.reported.get((of.year, quarter))
        if closed_at is not None and closed_at < at:
            return True
        days = next((number for since, number in reversed(self.entry_days) if since <= of), None)
        if days is None:
            return False
        if of.year not in self._rest:
            self._rest[of.year] = rest_days(self.organisation, of.year)
        return self.zones.day(at) > decide_by(of.year, quarter, days, self._rest[of.year])


def closing_of(organisation: Organisation) -> Closing:
    """What is needed to say of many things whether they came late. Two queries."""
    closed = {(c.year, c.quarter): c.at for c in organisation.closed_quarters.all()}
    sets = organisation.plan_rules.order_by("valid_from", "pk").values_list("valid_from", "entry_days")
    return Closing(organisation, zones_of(organisation), closed, tuple(sets))


def lateness_of(week: Week) -> Callable[[dt.date | None, dt.datetime | None], bool]:
    """(day received, hour put down) → whether something of a week came after the quarter of its list, or of that day, had
    closed; without a day, whether the list itself did. Three queries."""
    closing, counted = closing_of(week.organisation), day_counter(week.organisation)
    of_list = counted(week.starts_on, closing.zones.day(week.due_at))

    def is_late(received_on: dt.date | None, at: dt.datetime | None) -> bool:
        days = {of_list} if received_on is None else {of_list, counted(week.starts_on, received_on)}
        return any(closing.is_late(day, at) for day in days)

    return is_late


def hours_of(organisation: Organisation, starts: dt.date, ends: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the first hour of a day until the first after another, where the organisation is."""
    zones, after = zones_of(organisation), ends + dt.timedelta(days=1)
    since = dt.datetime.combine(starts, dt.time.min, zones.on(starts))
    return since, dt.datetime.combine(after, dt.time.min, zones.on(after))


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
    zones = zones_of(organisation)
    since, until = hours_of(organisation, starts, ends)
    put = Q(is_late=True, stated_at__gte=since, stated_at__lt=until)
    taken = Q(withdrawn_late=True, withdrawn_at__gte=since, withdrawn_at__lt=until)
    rows = Achievement.objects.filter(put | taken, goal__activity__component__plan__organisation=organisation)
    found = []
    for row in rows.select_related("goal").order_by("pk"):
        told = (row.goal.public_id, row.goal.code, row.goal.measure, row.on.year, quarter_of(row.on), row.on)
        if row.is_late and since <= row.stated_at < until:
            at = zones.local(row.stated_at)
            found.append((at, LateEntry(*told, row.quantity, at.date(), row.stated_by, row.late_reason)))
        if row.withdrawn_late and row.withdrawn_at is not None and since <= row.withdrawn_at < until:
            at = zones.local(row.withdrawn_at)
            found.append((at, LateEntry(*told, -row.quantity, at.date(), row.withdrawn_by, row.withdrawn_reason)))
    return [entry for _at, entry in sorted(found, key=lambda pair: pair[0])]


@dataclass(frozen=True)
class LateFact:
    """Something else of a quarter that had closed when it was put down (`kind`: `LateKind`). `what`: unit, partner or
    number; `number`: areas of a list, a stated count; `before`: the count it takes the place of."""

    kind: str
    of: dt.date
    on: dt.date
    put_on: dt.date
    what: str = ""
    number: int | None = None
    before: int | None = None
    reason: str = ""
    ref: str = ""


def late_facts(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[LateFact]:
    """Agendas, lists, stated counts and alliances that were put down, documented or withdrawn in a span of days and are
    of a quarter that had closed by then, in the order it happened. Nine queries, whatever their number."""
    closing = closing_of(organisation)
    if not closing.reported and all(days is None for _since, days in closing.entry_days):
        return []
    since, until = hours_of(organisation, starts, ends)
    found: list[tuple[dt.datetime, LateFact]] = []

    def tell(at: dt.datetime | None, kind: LateKind, of: dt.date, on: dt.date, **more: Any) -> None:
        if at is not None and since <= at < until and closing.is_late(of, at):
            found.append((at, LateFact(kind, of, on, closing.zones.day(at), **more)))

    counted = day_counter(organisation)

    def day_of(week: Week) -> dt.date:
        return counted(week.starts_on, closing.zones.day(week.due_at))

    within = {"recorded_at__gte": since, "recorded_at__lt": until}
    lists = list(organisation.weeks.filter(**within).annotate(number=Count("expected")))
    late_lists = {w.pk for w in lists if closing.is_late(day_of(w), w.recorded_at)}
    for listed in lists:
        tell(
            listed.recorded_at,
            LateKind.WEEK,
            day_of(listed),
            listed.starts_on,
            what=listed.label,
            number=listed.number,
            ref=listed.public_id,
        )
    came = HandIn.objects.filter(expected__week__organisation=organisation, deliverable__key=AGENDA, **within)
    for row in came.exclude(expected__week__in=late_lists).select_related("expected__week", "expected__unit"):
        week = row.expected.week
        # it is told once: of the quarter of its list, or of that of the day it came
        days = [day_of(week), counted(week.starts_on, row.received_on)]
        of = next((day for day in days if closing.is_late(day, row.recorded_at)), days[0])
        tell(
            row.recorded_at, LateKind.AGENDA, of, row.received_on, what=f"{row.expected.unit.name} · {week.label}",
            ref=week.public_id,
        )  # fmt: skip
    months = organisation.stated_counts.filter(**within).values("month")
    before: dict[dt.date, int] = {}
    for count in organisation.stated_counts.filter(month__in=months):
        tell(
            count.recorded_at, LateKind.COUNT, count.month, count.month, what=f"{count.month:%Y-%m}", number=count.number,
            before=before.get(count.month), reason=count.source,
        )  # fmt: skip
        before[count.month] = count.number
    moved = Q(**within) | Q(documented_at__gte=since, documented_at__lt=until)
    moved |= Q(withdrawn_at__gte=since, withdrawn_at__lt=until)
    for ally in organisation.alliances.filter(moved):
        of, told = ally.agreed_on, {"what": ally.partner, "ref": ally.public_id}
        tell(ally.recorded_at, LateKind.ALLIANCE, of, of, **told)
        tell(ally.documented_at, LateKind.DOCUMENT, of, of, reason=ally.document, **told)
        tell(ally.withdrawn_at, LateKind.WITHDRAWAL, of, of, reason=ally.withdrawn_reason, **told)
    return [fact for _at, fact in sorted(found, key=lambda pair: pair[0])]
