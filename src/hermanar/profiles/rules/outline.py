"""The outline of the profile: seventeen sections and their fields, read from `data/outline.yaml`. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml

DATA = Path(__file__).parent.parent / "data"
LANGUAGES = ("es", "en")
TYPES = (
    "text", "lines", "figure", "word", "date", "post", "link", "statements", "priorities", "migrants", "known",
)  # fmt: skip
_LISTS = frozenset({"lines", "statements", "priorities", "migrants"})
_TAGGED = frozenset({"statements", "priorities", "migrants"})
_ONE_VALUE = frozenset({"figure", "word", "date", "link"})


@dataclass(frozen=True)
class Field:
    """One entry of the profile. `core`: asked for before it may be called ready. `cited`: its source and year are asked
    for. `whole`: the number counts things, so a point in it separates thousands."""

    key: str
    chapter: str
    type: str
    title: Mapping[str, str]
    core: bool = False
    cited: bool = False
    whole: bool = False
    unit: Mapping[str, str] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> bool:
        """One item a line."""
        return self.type in _LISTS

    @property
    def tagged(self) -> bool:
        """Its items carry more than their words."""
        return self.type in _TAGGED

    @property
    def same(self) -> bool:
        """One value for every language: a figure, a name, an address."""
        return self.type in _ONE_VALUE

    @property
    def figure(self) -> bool:
        return self.type == "figure"


@dataclass(frozen=True)
class Chapter:
    """One of the seventeen sections, with what the program knows of it (`known`) and what is typed (`fields`)."""

    key: str
    number: int
    title: Mapping[str, str]
    lead: Mapping[str, str]
    fields: tuple[Field, ...]
    known: tuple[Field, ...] = ()


@cache
def outline() -> tuple[Chapter, ...]:
    """The sections in the order of the paper, read once a process."""
    rows = read_yaml((DATA / "outline.yaml").read_text(encoding="utf-8"))
    return tuple(_chapter(number, row) for number, row in enumerate(rows, start=1))


def _chapter(number: int, row: dict) -> Chapter:
    every = [_field(row["key"], one) for one in row["fields"]]
    return Chapter(
        row["key"],
        number,
        row["title"],
        row["lead"],
        tuple(f for f in every if f.type != "known"),
        tuple(f for f in every if f.type == "known"),
    )


def _field(chapter: str, row: dict) -> Field:
    if row["type"] not in TYPES:
        raise ValueError(f"outline.yaml: {row['key']}: no type {row['type']!r}")
    figure = row["type"] == "figure"
    if figure and "unit" not in row:
        raise ValueError(f"outline.yaml: {row['key']}: a figure has a unit")
    return Field(**{"cited": figure, **row, "chapter": chapter})


SECTIONS: tuple[Field, ...] = tuple(f for chapter in outline() for f in chapter.fields)
BY_KEY: Mapping[str, Field] = {f.key: f for f in SECTIONS}
CHAPTERS: Mapping[str, Chapter] = {c.key: c for c in outline()}


@dataclass(frozen=True)
class Goal:
    """One of the seventeen Sustainable Development Goals, with the numbers of its targets (`8.9`, `8.a`)."""

    number: int
    title: Mapping[str, str]
    targets: tuple[str, ...]


@cache
def goals() -> dict[int, Goal]:
    """Number → goal, in order, read once a process."""
    rows = read_yaml((DATA / "goals.yaml").read_text(encoding="utf-8"))
    return {
        row["goal"]: Goal(
            row["goal"],
            row["title"],
            tuple(f"{row['goal']}.{n}" for n in (*range(1, row["targets"] + 1), *row["letters"])),
        )
        for row in rows
    }
