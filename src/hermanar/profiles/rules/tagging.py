"""Tags of the lines that can be searched: what a practice or a problem is about, where in the plan a priority stands,
where exactly migrants live. Pure.

An entry's `items` stand in the order of its lines; a line without tags has an empty item.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .entries import items
from .outline import Field, goals

_LINK = re.compile(r"https?://[^\s<>\"']{3,300}")


@dataclass(frozen=True)
class Statement:
    """What the city can share, or seeks: areas of cooperation (keys), goals and targets of the 2030 Agenda, and a page
    where the practice or the evidence can be read."""

    es: str
    en: str
    areas: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()
    targets: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Priority:
    """A priority, and where the Municipal Development Plan says so."""

    es: str
    en: str
    axis: str = ""
    programme: str = ""
    page: str = ""
    period: str = ""
    areas: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()


@dataclass(frozen=True)
class MigrantPlace:
    """Where people from here live: `place` is the GeoNames id of the city, None where only a country or a state is
    known; `number` only where a source gives one."""

    es: str
    en: str
    country: str = ""
    place: int | None = None
    number: int | None = None
    source: str = ""
    year: int | None = None


KINDS = {"statements": Statement, "priorities": Priority, "migrants": MigrantPlace}
_TUPLES = frozenset({"areas", "goals", "targets"})


def rows_of(section: Field, entry: Mapping | None) -> tuple:
    """The entry's lines as Statement, Priority or MigrantPlace. Where an item says no source of its own, the entry's."""
    entry = entry or {}
    es, en = items(entry.get("es", "")), items(entry.get("en", ""))
    tags: Sequence[Mapping] = entry.get("items", ())
    kind = KINDS[section.type]
    found = []
    for at in range(max(len(es), len(en))):
        given = dict(tags[at]) if at < len(tags) else {}
        if section.type == "migrants" and not given.get("source"):
            given |= {"source": entry.get("source", ""), "year": entry.get("year")}
        given = {k: tuple(v) if k in _TUPLES else v for k, v in given.items()}
        found.append(kind(es[at] if at < len(es) else "", en[at] if at < len(en) else "", **given))
    return tuple(found)


def realigned(old: Mapping, es: str) -> list[dict]:
    """Tags for the new lines: those of the old line with the same words; of what is left, those that stood at the same
    place when the number of lines did not change. Nothing where nothing was tagged."""
    tags = list(old.get("items", ()))
    if not any(tags):
        return []
    before, after = items(old.get("es", "")), items(es)
    left = dict(enumerate(before))
    found: list[dict | None] = []
    for line in after:
        at = next((i for i, words in left.items() if words == line), None)
        found.append(None if at is None else (tags[at] if at < len(tags) else {}))
        if at is not None:
            del left[at]
    if len(before) == len(after):
        found = [tags[i] if one is None and i in left and i < len(tags) else one for i, one in enumerate(found)]
    return [one or {} for one in found]


def cleaned(section: Field, tags: Mapping, *, areas: Iterable[str], year: int) -> tuple[dict, dict[str, str]]:
    """(tags as they are kept, field → code of what is wrong with it). Empty ones are left out.

    Codes: `area_unknown`, `goal_unknown`, `target_unknown`, `link_wrong`, `number_wrong`, `year_wrong`, `source_missing`,
    `year_missing`.
    """
    wrong: dict[str, str] = {}
    kept: dict = {}
    wanted = {"statements": ("areas", "goals", "targets", "link"), "priorities": ("areas", "goals")}
    for name in wanted.get(section.type, ()):
        if given := tags.get(name):
            kept[name] = sorted(set(given)) if name in _TUPLES else given
    if set(kept.get("areas", ())) - set(areas):
        wrong["areas"] = "area_unknown"
    if set(kept.get("goals", ())) - set(goals()):
        wrong["goals"] = "goal_unknown"
    known = {t for g in goals().values() for t in g.targets}
    if strange := set(kept.get("targets", ())) - known:
        wrong["targets"] = "target_unknown"
    elif kept.get("targets"):  # a target speaks for its goal
        kept["targets"] = sorted(kept["targets"], key=_order)
        kept["goals"] = sorted({*kept.get("goals", ()), *(int(t.partition(".")[0]) for t in kept["targets"])})
    del strange
    if kept.get("link") and not _LINK.fullmatch(kept["link"]):
        wrong["link"] = "link_wrong"
    if section.type == "priorities":
        kept |= {name: tags[name] for name in ("axis", "programme", "page", "period") if tags.get(name)}
    if section.type == "migrants":
        kept |= _of_migrants(tags, year, wrong)
    return kept, wrong


def _of_migrants(tags: Mapping, year: int, wrong: dict[str, str]) -> dict:
    kept = {name: tags[name] for name in ("country", "place", "number", "source", "year") if tags.get(name)}
    number = kept.get("number")
    if number is not None and not 0 < number < 10**9:
        wrong["number"] = "number_wrong"
    if kept.get("year") is not None and not 1800 <= kept["year"] <= year:
        wrong["year"] = "year_wrong"
    if number is not None:  # a figure has its source and year
        if not kept.get("source"):
            wrong["source"] = "source_missing"
        if not kept.get("year"):
            wrong.setdefault("year", "year_missing")
    return kept


def _order(target: str) -> tuple[int, int, str]:
    goal, _dot, rest = target.partition(".")
    return int(goal), int(rest) if rest.isdigit() else 100, rest
