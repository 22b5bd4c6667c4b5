"""The dated catalogues that ship with the library: legal citations, areas and modalities of cooperation.

They are data (`documents/library/*.yaml`): laws are reformed and offices renamed, so a text cites by id and the words
come from here. Read from package files only.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hermanar.checks.brief import Citation as Cited
from hermanar.kernel.data import read_yaml

LIBRARY = Path(__file__).parent.parent / "library"


@dataclass(frozen=True)
class Citation:
    """One article of one law, as a text may cite it. `evidence` is P (read in a public page) or K (a default to be
    confirmed by a person); `gist` is a paraphrase, never the wording of the law. `last_fraction`: how many fractions the
    article has, repealed ones counted; 0 where that is not known here."""

    id: str
    law: Mapping[str, str]
    article: str
    text: Mapping[str, str]
    gist: Mapping[str, str]
    evidence: str
    source: str
    published_on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    last_fraction: int = 0

    def is_valid_on(self, on: dt.date) -> bool:
        """Whether nothing recorded here says the article was not in force on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Term:
    """An item of article II (area) or III (modality): key, words per language, and for an area its words within a sentence
    and the municipal power that is usually cited for it (citation id; a configurable default, R4-44)."""

    key: str
    text: Mapping[str, str]
    power: str = ""
    power_note: Mapping[str, str] | None = None
    theme: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Basis:
    """What published papers of a municipality (INEGI key) cite as their local basis: a proposal for its own catalogue."""

    municipality: str
    provisions: tuple[Mapping[str, str], ...]
    evidence: str
    source: str
    cited_on: dt.date | None = None


@dataclass(frozen=True)
class Tongue:
    """How a language beside Spanish and English joins a list, dates and counts (`languages.yaml`). Empty where unknown."""

    last: str = ""
    date: str = ""
    months: tuple[str, ...] = ()
    first_day: str = "1"
    numbers: Mapping[int, str] | None = None

    def day(self, on: dt.date) -> str:
        """The day in that language; year, month and day in figures where its months are not known."""
        if not self.months:
            return on.isoformat()
        day = self.first_day if on.day == 1 else str(on.day)
        return self.date.format(day=day, month=self.months[on.month - 1], year=on.year)


# the C loader where the platform has it: ten times faster, the same safe subset
@cache
def _read(name: str) -> tuple[dict, ...]:
    """The rows of a file of the program, read once a process."""
    return tuple(read_yaml((LIBRARY / name).read_text(encoding="utf-8")))


def citations(on: dt.date | None = None) -> dict[str, Citation]:
    """Citation id → citation; with `on`, only those in force on that day."""
    found = {row["id"]: Citation(**row) for row in _read("citations.yaml")}
    return {key: c for key, c in found.items() if on is None or c.is_valid_on(on)}


def cited_laws() -> dict[str, Cited]:
    """The same as the checker reads them in a text: the law by its names, its article, its days."""
    return {
        key: Cited(tuple(c.law.values()), c.article, c.valid_from, c.valid_to, c.published_on, c.last_fraction)
        for key, c in citations().items()
    }


def areas() -> dict[str, Term]:
    """Key → area of cooperation (article II), in the order they are offered."""
    return {row["key"]: Term(**row) for row in _read("areas.yaml")}


def modalities() -> dict[str, Term]:
    """Key → modality of cooperation (article III), in the order they are offered."""
    return {row["key"]: Term(**row) for row in _read("modalities.yaml")}


@cache
def tongue(lang: str) -> Tongue:
    """What is known of a language beside Spanish and English; an empty one where nothing is."""
    row = dict(read_yaml((LIBRARY / "languages.yaml").read_text(encoding="utf-8")).get(lang[:2]) or {})
    return Tongue(
        last=row.get("and", ""), date=row.get("date", ""), months=tuple(row.get("months", ())),
        first_day=str(row.get("first_day", "1")), numbers=row.get("numbers"),
    )  # fmt: skip


def bases(municipality: str) -> tuple[Basis, ...]:
    """Proposals for the catalogue of that municipality (`bases.yaml`); none where nothing published is known."""
    rows = (r for r in _read("bases.yaml") if r["municipality"] == municipality)
    return tuple(Basis(**{**row, "provisions": tuple(row["provisions"])}) for row in rows)
