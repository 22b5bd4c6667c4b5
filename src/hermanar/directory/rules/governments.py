"""How the organs of a place are called where it is not governed by an Ayuntamiento (`data/governments.yaml`). Pure.

The program's own sentences are written for municipalities. `said_in` says one of them as it is said in that place; a text
that a person wrote never goes through it.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml

_FILE = Path(__file__).parent.parent / "data" / "governments.yaml"


@dataclass(frozen=True)
class Government:
    """`body`: the collegiate organ, per language. `note`: what is not known of it, and so only proposed. `citations`: key
    of a provision on municipalities → of the one that holds here. `words`: per language, (as written, as said here)."""

    key: str
    since: dt.date
    source: str
    body: Mapping[str, str]
    note: Mapping[str, str]
    citations: Mapping[str, str]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    before: Mapping[str, tuple[tuple[str, str], ...]]  # the same of a day before `since`
    title: Mapping[str, str]
    organ: Mapping[str, str]
    organs: Mapping[str, str]


def _pairs(words: Mapping[str, list]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {lang: tuple((a, b) for a, b in pairs) for lang, pairs in words.items()}


@cache
def _governments() -> tuple[Government, ...]:
    return tuple(
        Government(
            row["key"], row["since"], row["source"], row.get("body", {}), row.get("note", {}), row.get("citations", {}),
            _pairs(row["words"]), _pairs(row.get("before", {})), row["title"], row["organ"], row["organs"],
        )
        for row in read_yaml(_FILE.read_text(encoding="utf-8"))
    )  # fmt: skip


_STATE = 2  # digits of the key of a state, which signs for itself


def government_of(key: str | None) -> Government | None:
    """What governs the place of an INEGI key, of a municipality or of a state; None where it is an Ayuntamiento."""
    if key and len(key) == _STATE:
        return next(g for g in _governments() if g.key == "state")
    return next((g for g in _governments() if key and key.startswith(g.key)), None)


@cache
def _pattern(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    # one pass: what was put in is not read again
    return re.compile("|".join(rf"\b{re.escape(a)}(?!\w)" for a, _b in words))


def said_in(key: str | None, text: str, lang: str, on: dt.date | None = None) -> str:
    """A sentence of the program as it is said in the place of that key. `on`: the day of what it tells; where that is before
    the place was governed so, no organ of today is named for it."""
    government = government_of(key)
    if government is None:
        return text
    told = government.before if on is not None and on < government.since else government.words
    if lang not in told:
        return text
    words = dict(told[lang])
    return _pattern(told[lang]).sub(lambda found: words[found[0]], text)


def kinds_of_government() -> list[tuple[str, Government]]:
    """What a place may be governed by besides an Ayuntamiento: a key of such a place, and the government."""
    return [("00" if g.key == "state" else f"{g.key}000", g) for g in _governments()]


_MANY = {"es": "sus respectivos Cabildos", "en": "their respective municipal councils in session (Cabildos)"}
_EACH = {"es": "el Cabildo de %s", "en": "the municipal council in session (Cabildo) of %s"}
_AMONG = {"es": "sus respectivos órganos: %s", "en": "their respective organs: %s"}


def organs_of(places: Sequence[tuple[str | None, str]]) -> dict[str, str]:
    """The organs that authorise for two places, each by its key and name, as a text of both names them."""
    found = [government_of(key) for key, _name in places]
    if all(g == found[0] for g in found):
        return dict(found[0].organs if found[0] else _MANY)
    return {
        lang: _AMONG[lang]
        % (" y " if lang == "es" else " and ").join(
            (g.organ if g else _EACH)[lang] % name for g, (_key, name) in zip(found, places, strict=True)
        )
        for lang in _MANY
    }


def cited_in(key: str | None, citations: tuple[str, ...]) -> tuple[str, ...]:
    """Provisions that are cited of a municipality, as they are cited in the place of that key."""
    government = government_of(key)
    return tuple(government.citations.get(c, c) for c in citations) if government else citations
