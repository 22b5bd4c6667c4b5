"""The file of a quarter (`docs/reference/quarter.md`): read whole, or refused with every place that is wrong."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

SCHEMA = "hermanar.quarter/1"
ACTS = ("letter_of_intent", "resume_request", "answer", "text")
TEXTS = ("agreement", "ratification", "reaffirmation", "renewal", "amendment", "termination")
UNIT_KINDS = ("secretariat", "entity", "auxiliary", "other")
HEADS = ("held", "vacant", "unstated")
BASES = ("annual", "quarter", "cumulative")
PRECISIONS = ("day", "month", "quarter", "year")
COUNTS = ("chart", "participants", "average")
_MOST = 5000  # of anything in a list
_PLACES = 4  # decimals of an amount


@dataclass(frozen=True)
class Problem:
    """`path` as in `components[0].activities[1].percent`; `code` is what is wrong there."""

    path: str
    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


class WrongFile(ValueError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.path}: {p.code}" for p in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Entry:
    on: dt.date
    quantity: Decimal
    reference: str = ""
    precision: str = "day"


@dataclass(frozen=True)
class GoalIn:
    code: str
    name: str
    measure: str
    programmed: Decimal
    quarters: tuple[Decimal | None, ...]
    counts_from: str
    entries: tuple[Entry, ...]
    verification: str = ""


@dataclass(frozen=True)
class ActivityIn:
    code: str
    name: str
    responsible: str
    weight: Decimal | None
    goals: tuple[GoalIn, ...]


@dataclass(frozen=True)
class ComponentIn:
    code: str
    name: str
    axis: str
    responsible: str
    stated: Decimal | None
    activities: tuple[ActivityIn, ...]


@dataclass(frozen=True)
class LineIn:
    name: str
    kind: str
    parent: str
    is_international: bool
    head: str
    received_on: dt.date | None
    received_since: dt.date | None
    at: dt.time | None


@dataclass(frozen=True)
class WeekIn:
    starts_on: dt.date
    deliverables: Mapping[str, str]
    lines: tuple[LineIn, ...]


@dataclass(frozen=True)
class ActIn:
    kind: str
    direction: str
    on: dt.date | None
    precision: str
    folio: str
    subject: str
    names: str
    affirmative: bool | None
    text: str  # of which act the text is: ratification, …
    seen: tuple[str, ...]  # what of signatures, date and place is in sight


@dataclass(frozen=True)
class RelationIn:
    municipality: str
    name: str
    country: str
    subdivision: str
    earlier: str
    areas: tuple[str, ...]
    acts: tuple[ActIn, ...]


@dataclass(frozen=True)
class QuarterFile:
    year: int
    quarter: int
    source: str
    basis: str
    organisation: Mapping[str, str]
    cover: Mapping[str, str]
    axes: tuple[tuple[str, str], ...]
    components: tuple[ComponentIn, ...]
    chart: Mapping[str, int]
    counts: tuple[tuple[str, int], ...]
    weeks: tuple[WeekIn, ...]
    agendas: Mapping[str, int]
    agendas_total: int | None
    relations: tuple[RelationIn, ...]
    alliances: int | None
    descriptions: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]


class _Reader:
    """Takes values out of the file; what is wrong is noted with its place and stands as empty."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, path: str, code: str, **data: Any) -> None:
        self.problems.append(Problem(path, code, data))

    def object(self, value: Any, path: str, known: Sequence[str]) -> dict:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.wrong(path, "not_an_object")
            return {}
        for key in value:
            if key not in known:
                self.wrong(f"{path}.{key}" if path else key, "unknown_field", known=", ".join(known))
        return value

    def items(self, value: Any, path: str) -> list:
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(path, "not_a_list")
            return []
        if len(value) > _MOST:
            self.wrong(path, "too_many", most=_MOST)
            return []
        return value

    def text(self, value: Any, path: str, *, needed: bool = False, most: int = 300) -> str:
        if value is None or value == "":
            if needed:
                self.wrong(path, "missing")
            return ""
        if not isinstance(value, str):
            self.wrong(path, "not_a_text")
            return ""
        if len(value) > most:
            self.wrong(path, "too_long", most=most)
        return value.strip()

    def one_of(self, value: Any, path: str, options: Sequence[str], default: str = "") -> str:
        if value is None and default:
            return default
        if value not in options:
            self.wrong(path, "not_an_option", options=", ".join(options))
            return default or options[0]
        return value

    def number(self, value: Any, path: str, *, needed: bool = False) -> Decimal | None:
        if value is None:
            if needed:
                self.wrong(path, "missing")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            self.wrong(path, "not_a_number")
            return None
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            self.wrong(path, "not_a_number")
            return None
        if not found.is_finite() or found < 0 or found >= Decimal(10) ** 11:
            self.wrong(path, "not_a_number")
            return None
        # amounts are kept with four decimals: read so, the same file says the same again
        kept = round(found, _PLACES)
        return found if found == kept else kept

    def count(self, value: Any, path: str, *, needed: bool = False) -> int | None:
        found = self.number(value, path, needed=needed)
        if found is None:
            return None
        if found != int(found) or found > 1_000_000:
            self.wrong(path, "not_a_count")
            return None
        return int(found)

    def day(self, value: Any, path: str, *, needed: bool = False) -> dt.date | None:
        text = self.text(value, path, needed=needed)
        if not text:
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self.wrong(path, "not_a_day")
            return None

    def hour(self, value: Any, path: str) -> dt.time | None:
        text = self.text(value, path)
        if not text:
            return None
        try:
            return dt.time.fromisoformat(text)
        except ValueError:
            self.wrong(path, "not_an_hour")
            return None

    def flag(self, value: Any, path: str) -> bool:
        if value is not None and not isinstance(value, bool):
            self.wrong(path, "not_yes_or_no")
        return value is True


_TOP = (
    "schema", "year", "quarter", "source", "basis", "organisation", "cover", "axes", "components", "units", "weeks",
    "agendas", "partnerships", "alliances", "declarations",
)  # fmt: skip


def read(data: Any) -> QuarterFile:
    """The file as values. Raises WrongFile with every problem found."""
    r = _Reader()
    if not isinstance(data, dict):
        raise WrongFile([Problem("", "not_an_object")])
    top = r.object(data, "", _TOP)
    if top.get("schema") != SCHEMA:
        r.wrong("schema", "not_an_option", options=SCHEMA)
    year = r.count(top.get("year"), "year", needed=True) or 0
    if year and not 1990 <= year <= 2100:
        r.wrong("year", "not_a_year")
        year = 0
    quarter = r.count(top.get("quarter"), "quarter", needed=True) or 0
    if quarter not in {1, 2, 3, 4}:
        r.wrong("quarter", "not_a_quarter")
    within = (year, quarter) if year and quarter in {1, 2, 3, 4} else None
    units = r.object(top.get("units"), "units", ("chart", "counts"))
    agendas = r.object(top.get("agendas"), "agendas", ("by_month", "total"))
    alliances = r.object(top.get("alliances"), "alliances", ("declared", "descriptions"))
    axes = tuple(
        (r.text(a.get("code"), f"axes[{i}].code", needed=True, most=20), r.text(a.get("name"), f"axes[{i}].name", needed=True))
        for i, a in ((i, r.object(a, f"axes[{i}]", ("code", "name"))) for i, a in enumerate(r.items(top.get("axes"), "axes")))
    )  # fmt: skip
    components = tuple(
        _component(r, c, f"components[{i}]", dict(axes), within)
        for i, c in enumerate(r.items(top.get("components"), "components"))
    )
    _unique(r, [c.code for c in components], "components")
    found = QuarterFile(
        year=year,
        quarter=quarter,
        source=r.text(top.get("source"), "source", needed=True),
        basis=r.one_of(top.get("basis"), "basis", BASES, "annual"),
        organisation=_texts(r, top.get("organisation"), "organisation", ("name", "name_en", "code")),
        cover=_texts(r, top.get("cover"), "cover", ("unit", "term", "slogan")),
        axes=axes,
        components=components,
        chart={
            kind: r.count(number, f"units.chart.{kind}") or 0
            for kind, number in r.object(units.get("chart"), "units.chart", UNIT_KINDS).items()
        },
        counts=tuple(
            (r.one_of(c.get("what"), f"units.counts[{i}].what", COUNTS), r.count(c.get("number"), f"units.counts[{i}].number", needed=True) or 0)
            for i, c in ((i, r.object(c, f"units.counts[{i}]", ("what", "number"))) for i, c in enumerate(r.items(units.get("counts"), "units.counts")))
        ),
        weeks=tuple(_week(r, w, f"weeks[{i}]", within) for i, w in enumerate(r.items(top.get("weeks"), "weeks"))),
        agendas={
            _month(r, month, f"agendas.by_month.{month}", within): r.count(number, f"agendas.by_month.{month}", needed=True) or 0
            for month, number in (agendas.get("by_month") or {}).items()
        }
        if isinstance(agendas.get("by_month", {}), dict)
        else {},
        agendas_total=r.count(agendas.get("total"), "agendas.total"),
        relations=tuple(
            _relation(r, p, f"partnerships[{i}]") for i, p in enumerate(r.items(top.get("partnerships"), "partnerships"))
        ),
        alliances=r.count(alliances.get("declared"), "alliances.declared"),
        descriptions=tuple(
            r.text(d, f"alliances.descriptions[{i}]", needed=True, most=500)
            for i, d in enumerate(r.items(alliances.get("descriptions"), "alliances.descriptions"))
        ),
        declarations=tuple(
            (r.text(d.get("where"), f"declarations[{i}].where", most=20), r.text(d.get("text"), f"declarations[{i}].text", needed=True, most=4000))
            for i, d in ((i, r.object(d, f"declarations[{i}]", ("where", "text"))) for i, d in enumerate(r.items(top.get("declarations"), "declarations")))
        ),
    )  # fmt: skip
    if "by_month" in agendas and not isinstance(agendas["by_month"], dict):
        r.wrong("agendas.by_month", "not_an_object")
    _unique(r, [w.starts_on.isoformat() for w in found.weeks], "weeks")
    if r.problems:
        raise WrongFile(r.problems)
    return found


def _texts(r: _Reader, value: Any, path: str, known: Sequence[str]) -> dict[str, str]:
    return {key: r.text(text, f"{path}.{key}") for key, text in r.object(value, path, known).items()}


def _unique(r: _Reader, keys: Sequence[str], path: str) -> None:
    for key in sorted({k for k in keys if k and keys.count(k) > 1}):
        r.wrong(path, "twice", what=key)


def _month(r: _Reader, month: str, path: str, within: tuple[int, int] | None) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        r.wrong(path, "not_a_month")
    elif within and (int(month[:4]), (int(month[5:]) - 1) // 3 + 1) != within:
        r.wrong(path, "outside")
    return month


def _component(r: _Reader, value: Any, path: str, axes: Mapping[str, str], within) -> ComponentIn:
    row = r.object(value, path, ("code", "name", "axis", "responsible", "percent", "activities"))
    axis = r.text(row.get("axis"), f"{path}.axis", most=20)
    if axis and axis not in axes:
        r.wrong(f"{path}.axis", "not_an_option", options=", ".join(axes))
    activities = tuple(
        _activity(r, a, f"{path}.activities[{i}]", within)
        for i, a in enumerate(r.items(row.get("activities"), f"{path}.activities"))
    )
    _unique(r, [a.code for a in activities], f"{path}.activities")
    if not activities:
        r.wrong(f"{path}.activities", "missing")
    return ComponentIn(
        r.text(row.get("code"), f"{path}.code", needed=True, most=20), r.text(row.get("name"), f"{path}.name"), axis,
        r.text(row.get("responsible"), f"{path}.responsible", most=200), r.number(row.get("percent"), f"{path}.percent"),
        activities,
    )  # fmt: skip


def _activity(r: _Reader, value: Any, path: str, within) -> ActivityIn:
    row = r.object(value, path, ("code", "name", "responsible", "weight", "percent", "goals"))
    code = r.text(row.get("code"), f"{path}.code", needed=True, most=20)
    weight = r.number(row.get("weight"), f"{path}.weight")
    if weight == 0:
        r.wrong(f"{path}.weight", "not_above_zero")
    goals = [
        _goal(r, g, f"{path}.goals[{i}]", within) for i, g in enumerate(r.items(row.get("goals"), f"{path}.goals"))
    ]
    stated = r.number(row.get("percent"), f"{path}.percent")
    if goals and stated is not None:
        r.wrong(f"{path}.percent", "percent_beside_goals")
    elif stated is not None:
        # only a percentage is known: the goal is the year's hundred percent, and the finding says so
        entry = (Entry(_first_day(within), stated, "", "quarter"),) if within else ()
        goals = [GoalIn(f"{code}.%", "", "", Decimal(100), (None,) * 4, "stated", entry)]
    elif not goals:
        r.wrong(path, "no_figures")
    _unique(r, [g.code for g in goals], f"{path}.goals")
    return ActivityIn(
        code, r.text(row.get("name"), f"{path}.name"), r.text(row.get("responsible"), f"{path}.responsible", most=200),
        weight, tuple(goals),
    )  # fmt: skip


def _first_day(within: tuple[int, int]) -> dt.date:
    return dt.date(within[0], 3 * within[1] - 2, 1)


def _goal(r: _Reader, value: Any, path: str, within) -> GoalIn:
    row = r.object(
        value,
        path,
        ("code", "name", "measure", "programmed", "quarters", "counts_from", "achieved", "entries", "verification"),
    )
    programmed = r.number(row.get("programmed"), f"{path}.programmed", needed=True)
    if programmed == 0:
        r.wrong(f"{path}.programmed", "not_above_zero")
    quarters: tuple[Decimal | None, ...] = (None,) * 4
    if row.get("quarters") is not None:
        listed = r.items(row["quarters"], f"{path}.quarters")
        if len(listed) != 4:
            r.wrong(f"{path}.quarters", "not_four")
        else:
            quarters = tuple(r.number(q, f"{path}.quarters[{i}]") for i, q in enumerate(listed))
            if (
                programmed is not None
                and None not in quarters
                and sum(q for q in quarters if q is not None) != programmed
            ):
                total = sum(q for q in quarters if q is not None)
                r.wrong(f"{path}.quarters", "do_not_sum", sum=str(total), total=str(programmed))
    entries = []
    for i, e in enumerate(r.items(row.get("entries"), f"{path}.entries")):
        one = r.object(e, f"{path}.entries[{i}]", ("on", "quantity", "reference", "precision"))
        on = r.day(one.get("on"), f"{path}.entries[{i}].on", needed=True)
        quantity = r.number(one.get("quantity", 1), f"{path}.entries[{i}].quantity")
        if on is not None and within and (on.year, (on.month - 1) // 3 + 1) != within:
            r.wrong(f"{path}.entries[{i}].on", "outside")
        if on is not None and quantity is not None:
            entries.append(
                Entry(
                    on,
                    quantity,
                    r.text(one.get("reference"), f"{path}.entries[{i}].reference", most=200),
                    r.one_of(one.get("precision"), f"{path}.entries[{i}].precision", PRECISIONS, "day"),
                )
            )
    known: set[tuple[dt.date, str]] = set()
    for i, entry in enumerate(entries):  # one of two that say the same day and the same paper would be lost
        if (entry.on, entry.reference) in known:
            r.wrong(f"{path}.entries[{i}]", "same_entry")
        known.add((entry.on, entry.reference))
    achieved = r.number(row.get("achieved"), f"{path}.achieved")
    if achieved is not None:
        if entries and sum(e.quantity for e in entries) != achieved:
            r.wrong(f"{path}.achieved", "entries_do_not_sum", total=str(sum(e.quantity for e in entries)))
        elif not entries and within:
            entries = [Entry(_first_day(within), achieved, "", "quarter")]
    return GoalIn(
        r.text(row.get("code"), f"{path}.code", needed=True, most=20), r.text(row.get("name"), f"{path}.name"),
        r.text(row.get("measure"), f"{path}.measure", needed=True, most=80), programmed or Decimal(1), quarters,
        r.one_of(row.get("counts_from"), f"{path}.counts_from", ("entries", "sessions"), "entries"), tuple(entries),
        r.text(row.get("verification"), f"{path}.verification"),
    )  # fmt: skip


def _week(r: _Reader, value: Any, path: str, within) -> WeekIn:
    row = r.object(value, path, ("week", "deliverables", "units"))
    label = r.text(row.get("week"), f"{path}.week", needed=True)
    starts_on = dt.date(2000, 1, 3)
    if label:
        try:
            if not re.fullmatch(r"\d{4}-W\d{2}", label):
                raise ValueError
            starts_on = dt.date.fromisocalendar(int(label[:4]), int(label[6:]), 1)
        except ValueError:
            r.wrong(f"{path}.week", "not_a_week")
        else:
            # it is counted where it begins, or where its agendas came, the days before
            days = [starts_on + dt.timedelta(days=n) for n in (-7, 0, 6)]
            if within and all((d.year, (d.month - 1) // 3 + 1) != within for d in days):
                r.wrong(f"{path}.week", "week_outside")
    lines = []
    for i, u in enumerate(r.items(row.get("units"), f"{path}.units")):
        where = f"{path}.units[{i}]"
        one = r.object(
            u,
            where,
            ("name", "kind", "parent", "international", "head", "received_on", "received_since", "at"),
        )
        on, since = r.day(one.get("received_on"), f"{where}.received_on"), r.day(
            one.get("received_since"), f"{where}.received_since"
        )  # fmt: skip
        if since is not None and (on is None or since > on):
            r.wrong(f"{where}.received_since", "not_before")
            since = None
        lines.append(
            LineIn(
                r.text(one.get("name"), f"{where}.name", needed=True, most=200),
                r.one_of(one.get("kind"), f"{where}.kind", UNIT_KINDS, "other"),
                r.text(one.get("parent"), f"{where}.parent", most=200),
                r.flag(one.get("international"), f"{where}.international"),
                r.one_of(one.get("head"), f"{where}.head", HEADS, "unstated"),
                on,
                since,
                r.hour(one.get("at"), f"{where}.at"),
            )
        )
    if not lines:
        r.wrong(f"{path}.units", "missing")
    _unique(r, [line.name for line in lines], f"{path}.units")
    asked = row.get("deliverables") or {}
    if not isinstance(asked, dict):
        r.wrong(f"{path}.deliverables", "not_an_object")
        asked = {}
    return WeekIn(
        starts_on, {k: r.text(v, f"{path}.deliverables.{k}", needed=True) for k, v in asked.items()}, tuple(lines)
    )


def _relation(r: _Reader, value: Any, path: str) -> RelationIn:
    row = r.object(value, path, ("counterpart", "earlier", "areas", "acts"))
    who = r.object(row.get("counterpart"), f"{path}.counterpart", ("municipality", "name", "country", "subdivision"))
    municipality = r.text(who.get("municipality"), f"{path}.counterpart.municipality")
    if municipality and not re.fullmatch(r"\d{5}", municipality):
        r.wrong(f"{path}.counterpart.municipality", "not_a_key")
    name = r.text(who.get("name"), f"{path}.counterpart.name", needed=not municipality, most=200)
    country = r.text(who.get("country"), f"{path}.counterpart.country", needed=not municipality, most=2).upper()
    if country == "MX" and not municipality:
        r.wrong(f"{path}.counterpart.municipality", "missing")
    acts = tuple(_act(r, a, f"{path}.acts[{i}]") for i, a in enumerate(r.items(row.get("acts"), f"{path}.acts")))
    return RelationIn(
        municipality, name, "MX" if municipality else country,
        r.text(who.get("subdivision"), f"{path}.counterpart.subdivision", most=120),
        r.one_of(row.get("earlier"), f"{path}.earlier", ("none", "alive", "sleeping"), "none"),
        tuple(r.text(a, f"{path}.areas[{i}]") for i, a in enumerate(r.items(row.get("areas"), f"{path}.areas"))), acts,
    )  # fmt: skip


def _act(r: _Reader, value: Any, path: str) -> ActIn:
    row = r.object(
        value,
        path,
        ("kind", "direction", "on", "precision", "folio", "subject", "names", "affirmative", "of", "in_sight"),
    )
    kind = r.one_of(row.get("kind"), f"{path}.kind", ACTS)
    direction, of, affirmative = "", "", None
    seen: tuple[str, ...] = ()
    if kind == "text":
        of = r.one_of(row.get("of"), f"{path}.of", TEXTS)
        seen = tuple(
            r.one_of(s, f"{path}.in_sight[{i}]", ("signatures", "date", "place"))
            for i, s in enumerate(r.items(row.get("in_sight"), f"{path}.in_sight"))
        )
        if set(seen) == {"signatures", "date", "place"}:
            r.wrong(f"{path}.in_sight", "deposit_instead")
    else:
        direction = r.one_of(row.get("direction"), f"{path}.direction", ("in", "out"))
        if kind == "answer":
            if not isinstance(row.get("affirmative"), bool):
                r.wrong(f"{path}.affirmative", "not_yes_or_no")
            affirmative = row.get("affirmative") is True
    on = r.day(row.get("on"), f"{path}.on", needed=kind != "text")
    return ActIn(
        kind, direction, on, r.one_of(row.get("precision"), f"{path}.precision", PRECISIONS, "day"),
        r.text(row.get("folio"), f"{path}.folio", most=60), r.text(row.get("subject"), f"{path}.subject", most=240),
        r.text(row.get("names"), f"{path}.names", most=200), affirmative, of, seen,
    )  # fmt: skip
