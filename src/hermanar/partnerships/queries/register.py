"""The register of correspondence: its lines, the pipeline of letters of intent, the funnel. Counted by the database."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import BooleanField, Count, ExpressionWrapper, Prefetch, Q, QuerySet

from hermanar.directory.enums import Part
from hermanar.directory.models import Country, Organisation, seats_of
from hermanar.kernel.acts import Actor
from hermanar.kernel.text import fold

from ..enums import COLUMNS, PIPELINE, Direction, LetterKind, LetterState
from ..models import Letter, LetterBatch, Partnership, Party
from ..rules.clocks import follow_up_days
from ..rules.correspondence import one_in

SENT_STATES = ("sent", "acknowledged", "answered", "interrupted")


@dataclass(frozen=True)
class Filters:
    """What is asked of the register; empty is everything. `stage` is a column of the pipeline, `group` “intent” for what
    runs through it."""

    direction: str = ""
    kind: str = ""
    group: str = ""
    stage: str = ""
    reason: str = ""
    year: int | None = None
    country: str = ""
    text: str = ""
    batch: str = ""

    def of(self, rows: QuerySet[Letter]) -> QuerySet[Letter]:
        """The rows that answer it, of rows that say whether they are of the other Party's register (`is_theirs`)."""
        if self.direction in Direction.values:
            here = Q(direction=self.direction)
            rows = rows.filter(here & Q(is_theirs=False) | ~here & Q(is_theirs=True))
        if self.kind in LetterKind.values:
            rows = rows.filter(kind=self.kind)
        if self.group == "intent":
            rows = rows.filter(direction=Direction.OUT, kind__in=PIPELINE)
        if self.stage in COLUMNS:
            rows = rows.filter(state__in=COLUMNS[self.stage])
        elif self.stage == "received":
            rows = rows.filter(state=LetterState.RECEIVED)
        if self.reason:
            rows = rows.filter(interruption=self.reason)
        if self.year:
            rows = rows.filter(year=self.year)
        if self.country:
            rows = rows.filter(country_id=self.country)
        if self.batch:
            rows = rows.filter(batch__public_id=self.batch)
        for word in fold(self.text).split()[:6]:
            rows = rows.filter(sought__contains=word)
        return rows


@dataclass(frozen=True)
class RegisterPage:
    """Lines, newest first, and the key of the next page (None at the end)."""

    rows: list[Letter]
    next: int | None


def _shown(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    answers = Letter.objects.filter(direction=Direction.IN).order_by("pk")
    return rows.select_related("country", "partnership", "owner").prefetch_related(
        Prefetch("answered_by", answers, to_attr="answers_in")
    )


def _rows(actor: Actor, filters: Filters) -> QuerySet[Letter]:
    """What the actor sees of what is asked; `is_theirs` says of each whether the other Party's register holds it: what went
    out there came in here. Through the pipeline run the letters of one's own side."""
    rows = _marked(Letter.objects.for_actor(actor), actor)
    if filters.group == "intent":
        rows = rows.exclude(_theirs(actor))
    return filters.of(rows)


def _theirs(actor: Actor) -> Q:
    return Q(circle_id__in=seats_of(actor).filter(part=Part.COUNTERPART).values("circle_id"))


def _marked(rows: QuerySet[Letter], actor: Actor) -> QuerySet[Letter]:
    return rows.annotate(is_theirs=ExpressionWrapper(_theirs(actor), output_field=BooleanField()))


def list_register(
    actor: Actor, filters: Filters | None = None, *, before: int | None = None, limit: int = 50
) -> RegisterPage:
    """A page of the register, in and out, as far as the actor sees it. Three queries, whatever it holds."""
    rows = _rows(actor, filters or Filters())
    if before is not None:
        rows = rows.filter(pk__lt=before)
    # which ones first: a database that sorts whole letters with what they are tied to reads all there are for fifty
    page = list(rows.order_by("-pk").values_list("pk", flat=True)[: limit + 1])
    found = list(_shown(_marked(Letter.objects.filter(pk__in=page), actor)).order_by("-pk"))
    return RegisterPage(found[:limit], found[limit - 1].pk if len(found) > limit else None)


def find_letters(
    actor: Actor, owner: Organisation, direction: Direction, text: str = "", *, limit: int = 20
) -> list[Letter]:
    """Letters of the house's own register that a paper may answer, newest first, however old: of what went out, those that
    wait for an answer. `text`: words of its folio, city, subject or persons. One query."""
    rows = Letter.objects.for_actor(actor).filter(owner=owner, direction=direction)
    if direction == Direction.OUT:
        rows = rows.filter(state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED]).exclude(kind=LetterKind.NOTE)
    for word in fold(text).split()[:8]:
        rows = rows.filter(sought__contains=word)
    return list(rows.select_related("country", "partnership").order_by("-pk")[:limit])


def letters_without_case(
    actor: Actor, owner: Organisation, *, city: str, country: str, limit: int = 200
) -> list[Letter]:
    """Letters of the house with that city that stand in no case, in or out, the oldest first: what went between both before
    there was one. One query."""
    rows = Letter.objects.for_actor(actor).filter(owner=owner, partnership=None, country_id=country)
    rows = rows.exclude(dated_on=None).exclude(state__in=[LetterState.DRAFT, LetterState.SIGNED_OFF])
    for word in fold(city).split()[:6]:
        rows = rows.filter(sought__contains=word)
    found = rows.select_related("country", "partnership").order_by("dated_on", "pk")[:limit]
    return [letter for letter in found if fold(letter.city.partition(",")[0]) == fold(city)]


def count_register(actor: Actor, filters: Filters | None = None) -> int:
    """How many lines answer. One query."""
    return _rows(actor, filters or Filters()).count()


def stream_register(actor: Actor, filters: Filters | None = None) -> Iterator[Letter]:
    """Every line that answers, newest first, read in pieces: for the export."""
    rows = _rows(actor, filters or Filters())
    return rows.select_related("country", "partnership", "owner").order_by("-pk").iterator(chunk_size=1000)


@dataclass(frozen=True)
class Tally:
    """How many letters of intent share year, country, state, reason, and whether they have a case."""

    year: int
    country: str
    state: str
    reason: str
    has_case: bool
    number: int
    arrived: int = 0  # of those that stopped, whose receipt had been acknowledged


def _tallies(actor: Actor) -> list[Tally]:
    """One question for every count of pipeline and funnel."""
    rows = _rows(actor, Filters(group="intent")).order_by()
    counted = rows.values("year", "country_id", "state", "interruption").annotate(
        number=Count("pk"), cases=Count("partnership_id"),
        arrived=Count("acknowledged_on"), arrived_cases=Count("acknowledged_on", filter=Q(partnership__isnull=False)),
    )  # fmt: skip
    found = []
    for row in counted:
        key = (row["year"], row["country_id"] or "", row["state"], row["interruption"])
        if row["cases"]:
            found.append(Tally(*key, True, row["cases"], row["arrived_cases"]))
        if row["number"] - row["cases"]:
            found.append(Tally(*key, False, row["number"] - row["cases"], row["arrived"] - row["arrived_cases"]))
    return found


def _within(tallies: Iterable[Tally], year: int | None, country: str) -> list[Tally]:
    return [t for t in tallies if (not year or t.year == year) and (not country or t.country == country)]


@dataclass(frozen=True)
class PipelineColumn:
    key: str
    count: int
    cards: list[Letter]


@dataclass(frozen=True)
class PipelinePicture:
    """`running`: on their way (to send, sent, acknowledged); `waiting`: whose follow-up is due; `rate`: (1, 4) reads “one
    of every four answers”; `reasons`: why letters stopped, the most frequent first."""

    columns: list[PipelineColumn]
    total: int
    running: int
    waiting: int
    rate: tuple[int, int]
    reasons: list[tuple[str, int]]
    years: list[int]
    countries: list[Country]


def _column_of(state: str) -> str:
    return next(key for key, states in COLUMNS.items() if state in states)


def pipeline(
    actor: Actor, today: dt.date, *, year: int | None = None, country: str = "", limit: int = 6
) -> PipelinePicture:
    """Letters of intent and requests to resume by where they are: counts by the database, so many cards of each column.

    The same queries for one letter as for fifty thousand.
    """
    everything = _tallies(actor)
    tallies = _within(everything, year, country)
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for t in tallies:
        counts[_column_of(t.state)] += t.number
        if t.state == LetterState.INTERRUPTED:
            reasons[t.reason] += t.number
    rows = _rows(actor, Filters(group="intent", year=year, country=country))
    order = {
        "draft": ("-pk",), "sent": ("touched_on", "pk"), "acknowledged": ("touched_on", "pk"), "answered": ("-pk",),
        "interrupted": ("-pk",),
    }  # fmt: skip
    ids = {
        key: list(rows.filter(state__in=states).order_by(*order[key]).values_list("pk", flat=True)[:limit])
        for key, states in COLUMNS.items()
    }
    cards = {w.pk: w for w in _shown(Letter.objects.filter(pk__in=[pk for some in ids.values() for pk in some]))}
    first = today - dt.timedelta(days=follow_up_days()[0])
    waiting = rows.filter(state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED], touched_on__lte=first).count()
    went = sum(counts[key] for key in SENT_STATES)
    named = sorted({t.country for t in everything if t.country})
    known = Country.objects.in_bulk(named) if named else {}
    return PipelinePicture(
        columns=[PipelineColumn(key, counts[key], [cards[pk] for pk in ids[key] if pk in cards]) for key in COLUMNS],
        total=sum(counts.values()),
        running=counts["draft"] + counts["sent"] + counts["acknowledged"],
        waiting=waiting,
        rate=one_in(counts["answered"], went),
        reasons=sorted(reasons.items(), key=lambda r: (-r[1], r[0])),
        years=sorted({t.year for t in everything}, reverse=True),
        countries=sorted(known.values(), key=str),
    )


@dataclass(frozen=True)
class FunnelRow:
    """Letters of one key by how far they came: each stage holds those that passed it."""

    key: str
    label: str
    written: int = 0
    sent: int = 0
    received: int = 0
    answered: int = 0
    cases: int = 0
    interrupted: int = 0


@dataclass(frozen=True)
class Funnel:
    """`whole` by stage; by country, year and reason (R0-25). A letter that was answered also arrived, and
    one that was acknowledged before it stopped."""

    whole: FunnelRow
    by_country: list[FunnelRow]
    by_year: list[FunnelRow]
    reasons: list[tuple[str, int]]
    years: list[int]
    countries: list[Country] = field(default_factory=list)


def _row(key: str, label: str, tallies: Iterable[Tally]) -> FunnelRow:
    counts: Counter[str] = Counter()
    cases = stopped_after = 0
    for t in tallies:
        counts[_column_of(t.state)] += t.number
        cases += t.number if t.has_case else 0
        stopped_after += t.arrived if t.state == LetterState.INTERRUPTED else 0
    sent = sum(counts[key] for key in SENT_STATES)
    return FunnelRow(
        key, label, sum(counts.values()), sent, counts["acknowledged"] + counts["answered"] + stopped_after,
        counts["answered"], cases, counts["interrupted"],
    )  # fmt: skip


def funnel(actor: Actor, *, year: int | None = None, country: str = "") -> Funnel:
    """How far letters of intent come: by stage, by country, by year, by reason. Two queries, whatever their number."""
    everything = _tallies(actor)
    tallies = _within(everything, year, country)
    known = Country.objects.in_bulk(sorted({t.country for t in everything if t.country}))
    by_country = [
        _row(key, str(known[key]) if key in known else key, [t for t in tallies if t.country == key])
        for key in {t.country for t in tallies}
    ]
    by_year = [
        _row(str(y), str(y), [t for t in tallies if t.year == y])
        for y in sorted({t.year for t in tallies}, reverse=True)
    ]
    reasons: Counter[str] = Counter()
    for t in tallies:
        if t.state == LetterState.INTERRUPTED:
            reasons[t.reason] += t.number
    return Funnel(
        whole=_row("", "", tallies),
        by_country=sorted(by_country, key=lambda r: (-r.written, r.label)),
        by_year=by_year,
        reasons=sorted(reasons.items(), key=lambda r: (-r[1], r[0])),
        years=sorted({t.year for t in everything}, reverse=True),
        countries=sorted(known.values(), key=str),
    )


def get_batch(actor: Actor, public_id: str) -> LetterBatch | None:
    """Letters prepared at once; None where the actor sees none of that id."""
    return (
        LetterBatch.objects.for_actor(actor).select_related("circle", "owner__home").filter(public_id=public_id).first()
    )


def list_batch(actor: Actor, batch: LetterBatch) -> list[Letter]:
    """The letters of a batch that the actor sees, in the order they were written."""
    rows = Letter.objects.for_actor(actor).filter(batch=batch)
    return list(
        rows.select_related("country", "municipality__state", "partnership", "version__document", "circle")
        .select_related("owner__municipality__state", "owner__state", "document")
        .order_by("pk")
    )


def list_cases_of_city(actor: Actor, letter: Letter) -> list[Partnership]:
    """Cases of the same house with that city, which the letter may join. Bounded."""
    rows = Partnership.objects.for_actor(actor).filter(owner=letter.owner_id)
    there = Q(side="theirs", country=letter.country_id)
    if letter.municipality_id:
        there &= Q(municipality=letter.municipality_id)
    elif letter.there_id:
        there &= Q(place=letter.there_id) | Q(name__iexact=letter.city)
    else:
        there &= Q(name__iexact=letter.city)
    known = Party.objects.filter(there).values("partnership")
    return list(rows.filter(pk__in=known).prefetch_related("parties").order_by("-pk")[:5])
