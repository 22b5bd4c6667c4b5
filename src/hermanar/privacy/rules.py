"""When a text speaks of a person, and by when they are answered. Pure: values in, judgements out."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hermanar.documents.rules.redaction import name_pattern
from hermanar.kernel.text import fold

_ACCENTS = {"a": "áàâãä", "e": "éèêë", "i": "íìîï", "o": "óòôõö", "u": "úùûü", "n": "ñ", "c": "ç"}
_PLAIN = {accented: plain for plain, letters in _ACCENTS.items() for accented in letters}
SHORTEST = 3  # letters of a word that is looked for alone


def _letter(c: str) -> str:
    plain = _PLAIN.get(c.lower(), c.lower())
    if plain not in _ACCENTS:
        return re.escape(c)
    forms = [plain, *_ACCENTS[plain]]
    # structures are kept with their accents written out, in small letters or capitals
    escaped = [rf"\\u{ord(form):04x}" for lower in _ACCENTS[plain] for form in (lower, lower.upper())]
    return f"(?:{'|'.join([*forms, *(f.upper() for f in forms), *escaped])})"


def sieve(name: str, *, whole: bool) -> str:
    """A pattern that both engines understand and that lets through every row which may say the name: all of it, or (for
    columns that hold one name) any of its words."""
    words = ["".join(_letter(c) for c in word) for word in name.split()]
    if whole:
        return r"\s+".join(words)
    long = [said for word, said in zip(name.split(), words, strict=True) if len(word) >= SHORTEST]
    return "|".join(long or words)


def _words(name: str) -> set[str]:
    return {w for w in fold(name).split() if len(w) > 1}


def says(value: Any, name: str, *, whole: bool) -> bool:
    """Whether the value speaks of somebody with that name. In a column of names, also the name with fewer or more words,
    two at least, in whatever order (“Pérez López, Ana”)."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if name_pattern(name).search(text):
        return True
    if whole:
        return False
    asked, said = _words(name), _words(text)
    return len(asked & said) > 1 and (asked <= said or said <= asked)


def spellings(value: Any, name: str, *, whole: bool) -> frozenset[str]:
    """The name as the value writes it: what a public copy has to cover."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    found = {" ".join(m.group().split()) for m in name_pattern(name).finditer(text)}
    if not found and not whole and isinstance(value, str) and says(value, name, whole=False):
        found = {" ".join(value.split())}
    return frozenset(found)


@dataclass(frozen=True)
class Term:
    """Days to answer a kind of request from a day on, and where that comes from."""

    kind: str
    from_on: dt.date
    days: int
    source: str


def read_terms(rows: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    """The rows of the data file. Raises ValueError for one without source or days."""
    terms = tuple(Term(r["kind"], r["from_on"], int(r["days"]), str(r["source"]).strip()) for r in rows)
    if wrong := [t for t in terms if t.days < 1 or not t.source]:
        raise ValueError(f"a term without days or source: {wrong[0].kind}")
    return terms


def term_of(terms: Iterable[Term], kind: str, on: dt.date) -> Term | None:
    """The term in force on a day; None where none is."""
    return max((t for t in terms if t.kind == kind and t.from_on <= on), key=lambda t: t.from_on, default=None)
