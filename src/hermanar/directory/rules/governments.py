"""How the organs of a place are called where it is not governed by an Ayuntamiento (`data/governments.yaml`). Pure.

The program's own sentences are written for municipalities. `said_in` says one of them as it is said in that place; a text
that a person wrote never goes through it.
"""

import datetime as dt
import re
from collections.abc import Mapping
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


@cache
def _governments() -> tuple[Government, ...]:
    return tuple(
        Government(
            row["key"], row["since"], row["source"], row.get("body", {}), row.get("note", {}), row.get("citations", {}),
            {lang: tuple((a, b) for a, b in pairs) for lang, pairs in row["words"].items()},
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
def _pattern(key: str, lang: str) -> re.Pattern[str]:
    # one pass: what was put in is not read again
    words = next(g.words[lang] for g in _governments() if g.key == key)
    return re.compile("|".join(rf"\b{re.escape(a)}(?!\w)" for a, _b in words))


def said_in(key: str | None, text: str, lang: str) -> str:
    """A sentence of the program as it is said in the place of that key."""
    government = government_of(key)
    if government is None or lang not in government.words:
        return text
    words = dict(government.words[lang])
    return _pattern(government.key, lang).sub(lambda found: words[found[0]], text)


def cited_in(key: str | None, citations: tuple[str, ...]) -> tuple[str, ...]:
    """Provisions that are cited of a municipality, as they are cited in the place of that key."""
    government = government_of(key)
    return tuple(government.citations.get(c, c) for c in citations) if government else citations
