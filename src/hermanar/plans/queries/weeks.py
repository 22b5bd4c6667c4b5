"""The week's list, who is missing, and how many agendas there were."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from hermanar.directory.models import Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible

from ..enums import Head, Receipt
from ..models import Deliverable, Expected, HandIn, HandInCorrection, StatedCount, Unit, Week
from ..rules.calendar import quarter_ends, quarter_starts
from .counting import day_counter, weeks_of_quarter
from .units import heads_on, in_tree

AGENDA = "agenda"


@dataclass(frozen=True)
class LinePicture:
    """One unit of a week's list. `others`: (deliverable, what came of it), in the order it is asked."""

    public_id: str
    number: int
    unit: str
    parent: str
    head: str
    receipt: str
    received_on: dt.date | None
    received_since: dt.date | None
    at: dt.time | None
    text: str
    is_international: bool
    others: tuple[tuple[Deliverable, HandIn | None], ...]
    attachment: Attachment | None = None
    recorded_at: dt.datetime | None = None
    hand_in: HandIn | None = None

    @property
    def came(self) -> bool:
        return self.receipt in {Receipt.ON_TIME, Receipt.LATE}


@dataclass(frozen=True)
class WeekPicture:
    week: Week
    lines: tuple[LinePicture, ...]
    asked: tuple[str, ...]

    @property
    def delivered(self) -> int:
        return sum(line.came for line in self.lines)

    @property
    def missing(self) -> tuple[LinePicture, ...]:
        return tuple(line for line in self.lines if not line.came)


def list_units(organisation: Organisation, on: dt.date | None = None) -> list[Unit]:
    """Units of the organisation (on a day), each before what hangs from it, at any depth. One query."""
    rows = organisation.units.select_related("parent", "office")
    if on is not None:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gte=on))
    return in_tree(rows)


def heads_to_list(organisation: Organisation, on: dt.date) -> dict[int, Head]:
    """What a new list says of the head of each unit: as it is known on its day; where nobody put it down, that it is vacant
    if the last list said so. `heads_on`, and one query."""
    known = heads_on(organisation, on)
    last = organisation.weeks.filter(starts_on__lt=on).order_by("-starts_on").first()
    if last is None:
        return known
    vacant = set(last.expected.filter(head=Head.VACANT).values_list("unit_id", flat=True))
    return {pk: Head.VACANT if head == Head.UNSTATED and pk in vacant else head for pk, head in known.items()}


def count_units(organisation: Organisation, on: dt.date | None = None) -> Counter:
    """Kind → how many units of the chart, without sub-units."""
    return Counter(u.kind for u in list_units(organisation, on) if u.parent is None)


def get_unit(actor: Actor, public_id: str) -> Unit:
    """Raises NotVisible."""
    row = Unit.objects.for_actor(actor).select_related("organisation__home", "parent").filter(public_id=public_id)
    found = row.filter(organisation__public_id=actor.organisation).first()
    if found is None:
        raise NotVisible(public_id)
    return found


def list_weeks(actor: Actor, *, before: dt.date | None = None, limit: int = 13) -> list[Week]:
    """Weeks of the actor's own organisation, newest first, with `delivered` and `in_all`; keyset by Monday. One query."""
    rows = Week.objects.for_actor(actor).filter(organisation__public_id=actor.organisation)
    if before is not None:
        rows = rows.filter(starts_on__lt=before)
    rows = rows.annotate(
        in_all=Count("expected", distinct=True),
        delivered=Count("expected", filter=Q(expected__hand_ins__deliverable__key=AGENDA), distinct=True),
    )
    return list(rows.order_by("-starts_on")[:limit])


def get_week(actor: Actor, public_id: str) -> Week:
    """Raises NotVisible."""
    rows = Week.objects.for_actor(actor).select_related("circle", "organisation__home")
    row = rows.filter(public_id=public_id, organisation__public_id=actor.organisation).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def get_expected(actor: Actor, public_id: str) -> Expected:
    """Raises NotVisible."""
    rows = Expected.objects.select_related("week__organisation__home", "week__circle", "unit")
    row = rows.filter(public_id=public_id, week__in=Week.objects.for_actor(actor)).first()
    if row is None or row.week.organisation.public_id != actor.organisation:
        raise NotVisible(public_id)
    return row


def picture_of_week(week: Week, now: dt.datetime) -> WeekPicture:
    """Every line of the list with what came of it, and how it was corrected. Four queries."""
    asked = {d.key: d for d in week.deliverables.all()}
    lines = week.expected.select_related("unit__parent").prefetch_related(
        Prefetch("hand_ins", HandIn.objects.select_related("deliverable", "attachment")),
        Prefetch("hand_ins__corrections", HandInCorrection.objects.select_related("attachment")),
    )
    return WeekPicture(
        week, tuple(_line(e, asked, week.due_at <= now) for e in lines), tuple(d.name for d in asked.values())
    )


def _line(expected: Expected, asked: dict[str, Deliverable], is_due: bool) -> LinePicture:
    came = {h.deliverable.key: h for h in expected.hand_ins.all()}
    agenda = came.get(AGENDA)
    if agenda is None:
        receipt = Receipt.MISSING if is_due else Receipt.AWAITED
    else:
        receipt = Receipt.LATE if agenda.is_late else Receipt.ON_TIME
    unit = expected.unit
    return LinePicture(
        expected.public_id, expected.number, unit.name, unit.parent.name if unit.parent else "", expected.head, receipt,
        agenda.received_on if agenda else None, agenda.received_since if agenda else None, agenda.at if agenda else None,
        agenda.text if agenda else "", unit.is_international,
        tuple((d, came.get(key)) for key, d in asked.items() if key != AGENDA), agenda.attachment if agenda else None,
        agenda.recorded_at if agenda else None, agenda,
    )  # fmt: skip


def get_hand_in(expected: Expected, public_id: str) -> HandIn:
    """Raises NotVisible."""
    rows = expected.hand_ins.select_related("deliverable", "expected__unit", "expected__week__organisation__home")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def weeks_counted(organisation: Organisation, year: int, quarter: int, now: dt.datetime) -> list[WeekPicture]:
    """Weeks of a quarter by the organisation's own rule, oldest first: each by the rule of its own days, so that none
    is counted twice or not at all, and none moves for what came later. Where agendas count by their receipt a week falls
    where it was due. Four queries a week, thirteen weeks at most."""
    weeks = organisation.weeks.select_related("circle", "organisation")
    return [picture_of_week(week, now) for week, _on in weeks_of_quarter(organisation, year, quarter, weeks)]


@dataclass(frozen=True)
class AgendaMonths:
    """`listed`: agendas received, from the lists; `stated`: as a paper says, with its source."""

    listed: dict[str, int]
    stated: dict[str, int]
    sources: tuple[str, ...]

    def told(self) -> dict[str, int]:
        """By month: what the lists hold, or what is stated where the lists behind it are not here."""
        months = sorted({*self.listed, *self.stated})
        return {m: self.stated.get(m, self.listed.get(m, 0)) for m in months}


def agendas_by_month(organisation: Organisation, year: int, quarter: int) -> AgendaMonths:
    """Agendas of a quarter by month, each where the rule of its week counts it. Two queries and the rules': of hand-ins
    only those whose week starts in the quarter or that came in it are read, however many years are kept."""
    starts, ends = quarter_starts(year, quarter), quarter_ends(year, quarter)
    counted_on = day_counter(organisation)
    months = [starts, *((starts.replace(month=starts.month + i)) for i in (1, 2))]
    listed: dict[str, int] = dict.fromkeys((f"{m:%Y-%m}" for m in months), 0)
    inside = Q(expected__week__starts_on__gte=starts, expected__week__starts_on__lte=ends)
    inside |= Q(received_on__gte=starts, received_on__lte=ends)
    rows = HandIn.objects.filter(inside, expected__week__organisation=organisation, deliverable__key=AGENDA)
    for starts_on, received_on in rows.values_list("expected__week__starts_on", "received_on"):
        day = counted_on(starts_on, received_on)
        if starts <= day <= ends:
            listed[f"{day:%Y-%m}"] += 1
    stated = StatedCount.objects.filter(organisation=organisation, month__gte=starts, month__lte=ends)
    held = {s.month: s for s in stated}  # of a month the last one holds
    return AgendaMonths(
        listed, {f"{m:%Y-%m}": s.number for m, s in held.items()}, tuple(dict.fromkeys(s.source for s in held.values()))
    )


def compliance_by_unit(organisation: Organisation, year: int, quarter: int) -> list[tuple[str, int, int, int]]:
    """(unit, expected, delivered, late) in the weeks that the rule counts in the quarter, worst first. Five queries."""
    told: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    weeks = [week for week, _on in weeks_of_quarter(organisation, year, quarter, organisation.weeks.all())]
    lines = list(Expected.objects.filter(week__in=weeks).select_related("unit"))
    agendas = HandIn.objects.filter(expected__week__in=weeks, deliverable__key=AGENDA)
    came = dict(agendas.values_list("expected_id", "is_late"))
    for line in lines:
        row = told[line.unit.name]
        row[0] += 1
        row[1] += line.pk in came
        row[2] += came.get(line.pk, False)
    return sorted(((name, *row) for name, row in told.items()), key=lambda r: (r[2] - r[1], r[0]))  # type: ignore[misc]


def international_alarm(organisation: Organisation, on: dt.date) -> tuple[bool, bool]:
    """Whether the international office is vacant on a day, and whether it is missing in the last list due by then
    (R3-28)."""
    units = organisation.units.filter(is_international=True)
    known = heads_on(organisation, on, international=True)
    vacant = Head.VACANT in known.values()
    last = (
        Expected.objects.filter(
            unit__in=units, week__starts_on__lte=on + dt.timedelta(days=7), week__due_at__date__lte=on
        )
        .order_by("-week__starts_on")
        .first()
    )
    if last is None:
        return vacant, False
    # what the list says of the head counts where nobody put down who heads the unit
    vacant |= last.head == Head.VACANT and Head.HELD not in known.values()
    return vacant, not last.hand_ins.filter(deliverable__key=AGENDA).exists()
