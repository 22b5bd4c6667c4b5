"""Who heads each unit, what a unit still has to hand in, and how well the units comply."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hermanar.directory.models import Organisation
from hermanar.directory.queries import holder_on, zones_of
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import Head, Receipt
from ..models import Deliverable, Expected, HandIn, Headship, RecordAsk, Unit, Week
from .counting import weeks_of_quarter

AGENDA = "agenda"
_BACK = dt.timedelta(days=6)
_AHEAD = dt.timedelta(days=14)


def heads_on(
    organisation: Organisation, on: dt.date, *, international: bool = False, vacant: bool = False
) -> dict[int, Head]:
    """Unit → what is known of its head on a day; where no head was ever put down and no office says so, it is unstated.
    Of the international office alone, or the vacant ones alone, if asked. Two queries, and one for each office."""
    units = Unit.objects.filter(organisation=organisation).select_related("office")
    if international:
        units = units.filter(is_international=True)
    spans = defaultdict(list)
    for row in Headship.objects.filter(unit__in=units):
        spans[row.unit_id].append((row.from_on, row.until_on or dt.date.max))
    found: dict[int, Head] = {}
    for unit in units:
        if unit.pk in spans:
            is_held = any(since <= on <= until for since, until in spans[unit.pk])
        elif unit.office is not None:
            is_held = holder_on(unit.office, on) is not None
        else:
            found[unit.pk] = Head.UNSTATED
            continue
        found[unit.pk] = Head.HELD if is_held else Head.VACANT
    return {key: head for key, head in found.items() if not vacant or head == Head.VACANT}


def lines_without_agenda(week: Week) -> list[Expected]:
    """Lines of a week's list whose agenda has not come. One query."""
    rows = week.expected.exclude(hand_ins__deliverable__key=AGENDA)
    return list(rows.select_related("unit__parent", "unit__organisation__home"))


def mailboxes_of(organisation: Organisation) -> dict[int, Unit | None]:
    """Unit → the unit whose mailbox it is told through: its own, or that of the nearest one it hangs from; None where
    nobody has one. A ring of old records ends too. One query."""
    units = {u.pk: u for u in organisation.units.all()}
    found: dict[int, Unit | None] = {}
    for start in units.values():
        unit, passed = start, {start.pk}
        while not unit.email and unit.parent_id in units and unit.parent_id not in passed:
            unit = units[unit.parent_id]
            passed.add(unit.pk)
        found[start.pk] = unit if unit.email else None
    return found


@dataclass(frozen=True)
class ToCall:
    """A line of a week that no mail reaches. `head` and `post`: who heads the unit that week, "" where it is not known."""

    expected: Expected
    head: str = ""
    post: str = ""

    @property
    def unit(self) -> Unit:
        unit: Unit = self.expected.unit
        return unit


def lines_to_call(week: Week) -> list[ToCall]:
    """Lines whose agenda has not come and that have no mailbox, nor does what they hang from: the office calls them.
    Three queries."""
    mailboxes = mailboxes_of(week.organisation)
    lines = [e for e in lines_without_agenda(week) if mailboxes.get(e.unit_id) is None]
    heads = {
        h.unit_id: h
        for h in Headship.objects.filter(unit__organisation=week.organisation, from_on__lte=week.starts_on).order_by(
            "from_on"
        )
        if h.until_on is None or h.until_on >= week.starts_on
    }
    return [
        ToCall(e, heads[e.unit_id].holder, heads[e.unit_id].post) if e.unit_id in heads else ToCall(e) for e in lines
    ]


@dataclass(frozen=True)
class Task:
    """One line of a week for whoever holds the unit's link. `asked`: deliverable, and what came of it (None: nothing)."""

    expected: Expected
    week: Week
    asked: tuple[tuple[Deliverable, HandIn | None], ...]

    @property
    def is_done(self) -> bool:
        return all(came is not None for _deliverable, came in self.asked)

    @property
    def agenda(self) -> HandIn | None:
        return next((came for d, came in self.asked if d.key == AGENDA), None)

    @property
    def due(self) -> dt.datetime:
        return zones_of(self.week.organisation).local(self.week.due_at)


def unit_of_link(subject: str) -> Unit:
    """The unit that a link opens; the entrance has judged the link. Raises NotVisible."""
    row = at_most_one(Unit.objects.select_related("organisation__home", "parent").filter(public_id=subject))
    if row is None:
        raise NotVisible(subject)
    return row


def tasks_of(unit: Unit, on: dt.date) -> list[Task]:
    """What a unit, and what hangs from it, is asked for in the weeks that are not over, the earliest open one first.
    Four queries, and one for each level below."""
    lines = Expected.objects.filter(
        unit__in=hanging_from(unit), week__starts_on__gte=on - _BACK, week__starts_on__lte=on + _AHEAD
    ).select_related("week__organisation__home", "week__circle", "unit__parent", "unit__organisation__home")
    rows = list(
        lines.order_by("week__starts_on", "number").prefetch_related("week__deliverables", "hand_ins__corrections")
    )
    found = []
    for line in rows:
        came = {h.deliverable_id: h for h in line.hand_ins.all()}
        found.append(Task(line, line.week, tuple((d, came.get(d.pk)) for d in line.week.deliverables.all())))
    return sorted(found, key=lambda t: t.is_done)


def asks_of(unit: Unit, *, limit: int = 20) -> list[RecordAsk]:
    """What records of the plan still ask of a unit, the most urgent first. One query, and one a level."""
    rows = RecordAsk.objects.filter(unit__in=hanging_from(unit), delivered_on=None)
    return list(
        rows.select_related("record__plan__circle", "unit__parent", "unit__organisation__home").order_by(
            "due_on", "pk"
        )[:limit]
    )


@dataclass(frozen=True)
class UnitCompliance:
    """One unit in a span of weeks. `missed`: the weeks nothing came for, with their labels."""

    name: str
    parent: str
    expected: int
    delivered: int
    late: int
    missed: tuple[tuple[str, str], ...]  # (public id, label)

    @property
    def on_time(self) -> int:
        return self.delivered - self.late


@dataclass(frozen=True)
class Compliance:
    """`weeks`: (week, expected, delivered, late); `months`: first day → (expected, delivered, late)."""

    units: tuple[UnitCompliance, ...]
    weeks: tuple[tuple[Week, int, int, int], ...]
    months: tuple[tuple[dt.date, int, int, int], ...]

    @property
    def expected(self) -> int:
        return sum(w[1] for w in self.weeks)

    @property
    def delivered(self) -> int:
        return sum(w[2] for w in self.weeks)

    @property
    def late(self) -> int:
        return sum(w[3] for w in self.weeks)

    @property
    def average(self) -> float | None:
        """How many units hand in each week, on average (R3-13)."""
        return self.delivered / len(self.weeks) if self.weeks else None


def compliance_of(
    organisation: Organisation, year: int, quarter: int, now: dt.datetime, *, deliverable: str = AGENDA
) -> Compliance:
    """Who complied with one deliverable in the weeks that the organisation's rule counts in a quarter and that are
    already due. Sub-units count for themselves and stand after their unit. Five queries."""
    asked = organisation.weeks.filter(due_at__lte=now, deliverables__key=deliverable)
    counted = weeks_of_quarter(organisation, year, quarter, asked)
    weeks = [week for week, _on in counted]
    lines = list(Expected.objects.filter(week__in=weeks).select_related("unit__parent").order_by("week__starts_on"))
    came = dict(
        HandIn.objects.filter(expected__week__in=weeks, deliverable__key=deliverable).values_list(
            "expected_id", "is_late"
        )
    )
    by_unit: dict[Unit, list[Expected]] = defaultdict(list)
    by_week: dict[int, list[Expected]] = defaultdict(list)
    for line in lines:
        by_unit[line.unit].append(line)
        by_week[line.week_id].append(line)
    label = {w.pk: (w.public_id, w.label) for w in weeks}

    def told(rows: list[Expected]) -> tuple[int, int, int]:
        return len(rows), sum(e.pk in came for e in rows), sum(came.get(e.pk, False) for e in rows)

    units = [
        UnitCompliance(
            unit.name, unit.parent.name if unit.parent else "", *told(rows),
            missed=tuple(label[e.week_id] for e in rows if e.pk not in came),
        )
        for unit, rows in ((u, by_unit[u]) for u in in_tree(organisation.units.select_related("parent")) if u in by_unit)
    ]  # fmt: skip
    of_week = [(w, *told(by_week[w.pk])) for w in weeks]
    months: dict[dt.date, list[int]] = defaultdict(lambda: [0, 0, 0])
    of_day = dict(counted)
    for week, *numbers in of_week:
        month = months[of_day[week].replace(day=1)]
        for i, number in enumerate(numbers):
            month[i] += number
    return Compliance(tuple(units), tuple(of_week), tuple((m, *n) for m, n in sorted(months.items())))  # type: ignore[misc]


def in_tree(units: Iterable[Unit]) -> list[Unit]:
    """Units, each before what hangs from it, in the order they were put down. One whose own is not among them is first;
    a ring, which only old records hold, is last, so that it is seen and can be mended."""
    rows = sorted(units, key=lambda u: u.pk)
    known = {u.pk for u in rows}
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in rows:
        below[unit.parent_id if unit.parent_id in known else None].append(unit)
    found, waiting = [], list(reversed(below[None]))
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        waiting += reversed(below[unit.pk])
    reached = {u.pk for u in found}
    return found + [u for u in rows if u.pk not in reached]


def hanging_from(unit: Unit) -> set[int]:
    """Keys of a unit and of all that hangs from it, at any depth. One query a level."""
    found = level = {unit.pk}
    while level := set(Unit.objects.filter(parent__in=level).values_list("pk", flat=True)) - found:
        found = found | level
    return found


def list_heads(unit: Unit) -> list[Headship]:
    """Who headed a unit, the latest first. One query."""
    return list(unit.heads.all()[:50])


def receipts_of(unit: Unit, now: dt.datetime, *, limit: int = 13) -> list[tuple[Week, Receipt]]:
    """What came of the last weeks of a unit. Two queries."""
    rows = unit.expected.select_related("week").order_by("-week__starts_on")[:limit]
    lines = list(rows)
    came = dict(
        HandIn.objects.filter(expected__in=[e.pk for e in lines], deliverable__key=AGENDA).values_list(
            "expected_id", "is_late"
        )
    )
    found = []
    for line in lines:
        if line.pk in came:
            receipt = Receipt.LATE if came[line.pk] else Receipt.ON_TIME
        else:
            receipt = Receipt.MISSING if line.week.due_at <= now else Receipt.AWAITED
        found.append((line.week, receipt))
    return found


def get_ask(actor: Actor, public_id: str) -> RecordAsk:
    """Of the actor's own organisation. Raises NotVisible."""
    rows = RecordAsk.objects.filter(unit__in=Unit.objects.for_actor(actor), public_id=public_id)
    row = rows.select_related("record__plan__circle", "unit__parent", "unit__organisation__home").first()
    if row is None or row.unit.organisation.public_id != actor.organisation:
        raise NotVisible(public_id)
    return row
