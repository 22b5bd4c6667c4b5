"""Who reads what of a case: `data/sight.yaml`, one table for pages, log, folder and files. Pure. Absence is no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml


@dataclass(frozen=True)
class Matter:
    """One kind of thing. `log`: keys of the journal, or a whole app as `app.*`; `papers`: kinds of documents; `files`: columns
    that hold a file received; `steps`: whose room holds nothing else; `reserved`: parts that read the fact and not its reason,
    which the notices `told` carry; `facts`: whose word says what the thing says."""

    readers: frozenset[str]
    reserved: frozenset[str]
    log: frozenset[str]
    papers: frozenset[str]
    files: frozenset[str]
    steps: frozenset[str]
    told: frozenset[str]
    facts: frozenset[str]


@cache
def matters() -> Mapping[str, Matter]:
    """Key → what it is and who reads it."""
    table = read_yaml((Path(__file__).parent.parent / "data" / "sight.yaml").read_text(encoding="utf-8"))
    columns = ("readers", "reserved", "log", "papers", "files", "steps", "told", "facts")
    return {
        key: Matter(*(frozenset(str(row.get(column, "")).split()) for column in columns)) for key, row in table.items()
    }


def _gathered(parts: Iterable[str], column: str) -> frozenset[str]:
    held = set(parts)
    return frozenset(what for m in matters().values() if m.readers & held for what in getattr(m, column))


def matters_for(parts: Iterable[str]) -> frozenset[str]:
    """Keys of what those parts read."""
    held = set(parts)
    return frozenset(key for key, m in matters().items() if m.readers & held)


def log_for(parts: Iterable[str]) -> frozenset[str]:
    """Keys of the journal (or `app.*`) that those parts read."""
    return _gathered(parts, "log")


def reserved_for(parts: Iterable[str]) -> frozenset[str]:
    """Keys of the journal whose reason those parts do not read."""
    held = set(parts)
    return frozenset(k for m in matters().values() if held and held <= m.reserved for k in m.log)


def veiled_for(parts: Iterable[str]) -> frozenset[str]:
    """Facts of which those parts know that they are, and not what they say."""
    return frozenset(fact for m in matters().values() for fact in m.facts) - _gathered(parts, "facts")


def kept_from(notice: str) -> frozenset[str]:
    """Parts that get that notice without the reason it carries."""
    return frozenset(part for m in matters().values() if notice in m.told for part in m.reserved)


def papers_for(parts: Iterable[str]) -> frozenset[str]:
    """Kinds of documents that those parts read."""
    return _gathered(parts, "papers")


def files_for(parts: Iterable[str]) -> frozenset[str]:
    """Columns whose files those parts read."""
    return _gathered(parts, "files")


def all_files() -> frozenset[str]:
    """Every column that holds a file received."""
    return frozenset(column for m in matters().values() for column in m.files)


def closed_steps(parts: Iterable[str]) -> frozenset[str]:
    """Steps of the process whose room is shut to those parts."""
    return frozenset(s for m in matters().values() for s in m.steps) - _gathered(parts, "steps")
