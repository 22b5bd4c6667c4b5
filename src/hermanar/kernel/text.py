"""Text as people type it: normalised at entry, folded to compare."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# zero-width and bidi controls are removed: they hide text from the reader who signs it
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")


def normalise(value: str, *, lines: bool = False) -> str:
    """NFC, no control or invisible characters, single spaces, trimmed. `lines` keeps line breaks."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _INVISIBLE.sub("", value)
    value = "".join(
        c if c == "\n" and lines else " " if c in "\n\t\v\f" else c
        for c in value
        if c in "\n\t\v\f" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"}
    )
    if lines:
        return "\n".join(_SPACES.sub(" ", line).strip() for line in value.split("\n")).strip("\n")
    return _SPACES.sub(" ", value).strip()


_SOUNDS_I = r"h?[ií](?![aeou])"
_AND_BEFORE_I = re.compile(rf"\by (?={_SOUNDS_I})", re.IGNORECASE)


def spanish_and(word: str) -> str:
    """The conjunction before that word: `e` before the sound i (`español e inglés`), `y` before any other, also before a
    diphthong (`agua y hielo`). Diccionario panhispánico de dudas, “y”."""
    return "e" if re.match(_SOUNDS_I, word, re.IGNORECASE) else "y"


def with_spanish_and(sentence: str) -> str:
    """A Spanish sentence into which names were put: “León y Irapuato” is “León e Irapuato”."""
    return _AND_BEFORE_I.sub("e ", sentence)


def told_apart(one: str, other: str, where_one: str, where_other: str) -> tuple[str, str]:
    """Two names that stand beside each other. Two that are the same are told apart by where they lie: Mérida (Yucatán) and
    Mérida (Extremadura)."""
    if not one or fold(one) != fold(other):
        return one, other
    beside = [f"{name} ({where})" if where else name for name, where in ((one, where_one), (other, where_other))]
    return beside[0], beside[1]


def words_around(text: str, at: int) -> str:
    """The words where a character stands, for a sentence about it."""
    return " ".join(text[max(at - 24, 0) : at + 24].split())


def whole_number(text: str) -> int | None:
    """A key or a count as an address or a form carries it; None for anything else. No more digits than a database counts."""
    return int(text) if len(text) < 16 and text.isascii() and text.isdigit() else None


def fold(value: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: only for comparing and searching."""
    return _fold_word(value) if len(value) <= _WORD else _fold(value)


class _Unmarked(dict[int, int | None]):
    """For `str.translate`: takes away combining marks, each character asked about once."""

    def __missing__(self, character: int) -> int | None:
        kept = self[character] = None if unicodedata.combining(chr(character)) else character
        return kept


_UNMARKED = _Unmarked()


def _fold(value: str) -> str:
    if value.isascii() and value.isalnum():
        return value.lower()  # most words: nothing to take away
    value = unicodedata.normalize("NFKD", value.casefold())
    value = value.translate(_UNMARKED)
    return " ".join(re.sub(r"[^\w]+", " ", value).replace("_", " ").split())


_WORD = 20  # letters: a paper says the same words over and over
_fold_word = lru_cache(maxsize=8192)(_fold)
