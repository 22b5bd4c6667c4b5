"""Thresholds of correspondence, the words of its headline, and whether paragraphs say the same (`data/correspondence.yaml`)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from hermanar.kernel.data import read_yaml
from hermanar.kernel.text import fold

_DATA = Path(__file__).parent.parent / "data" / "correspondence.yaml"


@cache
def _all() -> dict[str, float]:
    return {row["key"]: row["value"] for row in read_yaml(_DATA.read_text(encoding="utf-8"))}


def threshold(key: str) -> float:
    """The threshold with that key. Raises KeyError."""
    return _all()[key]


def sought(*parts: str) -> str:
    """What the search of the register reads of a letter, folded."""
    return fold(" ".join(p for p in parts if p))[:2000]


def one_in(answered: int, sent: int) -> tuple[int, int]:
    """How many answer of how many, in small whole numbers: 2 of 7 → (1, 4). (0, n) where none did, (1, 1) where all."""
    if not sent or not answered:
        return 0, sent
    if answered >= sent:
        return 1, 1
    if answered * 2 <= sent:
        return 1, int(sent / answered + 0.5)
    # more than half, and not all: the nearest of the small fractions below one
    near = [(min(max(round(answered * n / sent), 1), n - 1), n) for n in range(2, 11)]
    return min(near, key=lambda f: (round(abs(answered / sent - f[0] / f[1]), 3), f[1]))


@dataclass(frozen=True)
class Alike:
    """Two of the paragraphs, by their place, and how alike they are (0 to 1)."""

    one: int
    other: int
    likeness: float


def alike(paragraphs: Sequence[str], names: Sequence[str] = (), *, at_least: float | None = None) -> list[Alike]:
    """Pairs of paragraphs that say the same once the name of its own city is taken out of each; the likest first.

    Empty ones are not compared. `names` are the cities, in the same order. The threshold is data.
    """
    from rapidfuzz import fuzz

    limit = threshold("alike") if at_least is None else at_least
    bare = []
    for at, text in enumerate(paragraphs):
        words = fold(text)
        own = fold(names[at]) if at < len(names) else ""
        bare.append(" ".join(words.replace(own, " ").split()) if own else words)
    found = [
        Alike(a, b, round(fuzz.ratio(bare[a], bare[b]) / 100, 2))
        for a, b in combinations(range(len(bare)), 2)
        if bare[a] and bare[b]
    ]
    return sorted((f for f in found if f.likeness >= limit), key=lambda f: (-f.likeness, f.one, f.other))


def alike_in(paragraphs: Sequence[Mapping[str, str]], names: Sequence[str] = ()) -> list[Alike]:
    """Pairs that say the same in any language, each once with how alike they are where they are most; the likest first."""
    languages = dict.fromkeys(lang for said in paragraphs for lang in said)
    best: dict[tuple[int, int], Alike] = {}
    for lang in languages:
        for pair in alike([said.get(lang, "") for said in paragraphs], names):
            known = best.get((pair.one, pair.other))
            if known is None or known.likeness < pair.likeness:
                best[pair.one, pair.other] = pair
    return sorted(best.values(), key=lambda f: (-f.likeness, f.one, f.other))


def half_written(said: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    """Languages of the letter that lack its own paragraph, where another has it."""
    written = {lang for lang in languages if fold(said.get(lang, ""))}
    return [lang for lang in languages if written and lang not in written]


@dataclass(frozen=True)
class Exchange:
    """Contacts with one counterpart as of a day (R0-34): per side the days since the last, those of the last twelve
    months, letters of ours that were sent and answered; `code` is a key of `enums.Constancy`."""

    ours_days: int | None
    theirs_days: int | None
    contacts: int
    sent: int
    answered: int
    code: str


def exchange(ours: Iterable[dt.date], theirs: Iterable[dt.date], *, sent: int, answered: int, on: dt.date) -> Exchange:
    """Count what passed between both sides. “Constant” only above the configured rate, with both sides speaking."""
    mine, others = ([d for d in days if d <= on] for days in (ours, theirs))
    year = on - dt.timedelta(days=365)
    recent = sum(d > year for d in (*mine, *others))
    days: Mapping[str, int | None] = {
        side: (on - max(known)).days if known else None for side, known in (("ours", mine), ("theirs", others))
    }
    near = threshold("constant_days")
    if not mine and not others:
        code = "never"
    elif not recent:
        code = "quiet"
    elif recent >= threshold("constant_contacts") and all(d is not None and d <= near for d in days.values()):
        code = "constant"
    else:
        code = "occasional"
    return Exchange(days["ours"], days["theirs"], recent, sent, answered, code)
