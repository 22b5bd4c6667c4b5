"""Words that find an entry: folded, and by their Spanish and English stems. Both databases get the same words.

The stem is taken from the word as written and from the word without accents (so “cooperacion” finds
“cooperaciones”), then folded: the index holds only small letters and digits.
"""

import unicodedata
from dataclasses import dataclass

import Stemmer

from hermanar.kernel.text import fold

# words that carry nothing to look for
EMPTY = frozenset(
    "a al de del e el en entre la las lo los o para por que se su un una y con "
    "an and at between by for from in of on or the to with".split()
)
_LANGUAGES = ("spanish", "english")
_BARE_ION = ("cion", "sion", "gion", "tion", "xion")
MOST_WORDS = 12


def _variants(word: str, stemmers: list) -> set[str]:
    """Every form under which one written word is kept."""
    plain = fold(word).replace(" ", "")
    if not plain:
        return set()
    forms = {plain}
    written = word.casefold()
    for candidate in (written, f"{plain[:-3]}ión" if plain.endswith(_BARE_ION) else plain, plain):
        for stemmer in stemmers:
            forms.add(fold(stemmer.stemWord(candidate)).replace(" ", ""))
    return {f for f in forms if f}


def _words(text: str) -> list[str]:
    """Words as written, cut where folding cuts."""
    text = unicodedata.normalize("NFC", text)
    cleaned = "".join(c if c.isalnum() or fold(c) else " " for c in text)
    return [part for word in cleaned.split() for part in ([word] if " " not in fold(word) else fold(word).split())]


def terms(*texts: str) -> str:
    """What is kept to be searched: each word in all its forms, once, in order."""
    stemmers = [Stemmer.Stemmer(language) for language in _LANGUAGES]
    found: set[str] = set()
    for text in texts:
        for word in _words(text):
            found |= _variants(word, stemmers)
    return " ".join(sorted(found))


@dataclass(frozen=True)
class Wanted:
    """One word asked for: any of `forms`, or, while it is still being typed, whatever begins with `prefix`."""

    forms: tuple[str, ...]
    prefix: str = ""


def wanted(text: str) -> tuple[Wanted, ...]:
    """What a person asks for: all the words must be there; the last one may be unfinished. Empty: nothing to look for."""
    stemmers = [Stemmer.Stemmer(language) for language in _LANGUAGES]
    words = [w for w in _words(text[:200]) if fold(w) not in EMPTY][:MOST_WORDS]
    found = []
    for place, word in enumerate(words):
        forms = _variants(word, stemmers)
        plain = fold(word).replace(" ", "")
        if forms:
            last = place == len(words) - 1
            found.append(Wanted(tuple(sorted(forms)), plain if last and len(plain) > 1 else ""))
    return tuple(found)


def closeness(text: str, *names: str) -> int:
    """How much of what was asked stands in the names themselves: names found count before words found elsewhere."""
    here = f" {fold(' '.join(names))} "
    asked = [w for w in fold(text).split() if w not in EMPTY]
    return sum(2 if f" {w} " in here else 1 if f" {w}" in here else 0 for w in asked)
