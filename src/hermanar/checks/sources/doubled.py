"""What stands twice on one line: in both languages (“1. Propósito · Purpose”), or for both who sign."""

import re
from collections.abc import Sequence

from hermanar.kernel.text import fold

from .pairing import PAPER, SIGNED_FOR
from .tongues import guess

TWO_NAMES = re.compile(r"\s+[/|·•–—]\s+")  # “Objetivo · Objective”
_LABELLED = re.compile(r"\s*(?P<n>\d{1,2}|[IVX]{1,5})[.)]\s+")
_STOP = (".", ":", ";", ",")
_HEAD = 160  # characters
_TELLING = 40  # characters: of a paragraph whose language is plain
_SURE = 2


def order_of(units: Sequence[str]) -> tuple[str, str] | None:
    """The languages of the two names of a heading, first and second, in a paper that has several such headings and paragraphs in both
    languages: “3. ACTIVIDADES / ACTIVITIES” tells neither. None in any other paper."""
    names = [one for words in units if (one := _halves(words))]
    if len(names) < _SURE:
        return None
    spoken = [guess(words, default="") for words in units if len(words) >= _TELLING and not TWO_NAMES.search(words)]
    if min(spoken.count("es"), spoken.count("en")) < _SURE:
        return None
    first = next((lang for lang in spoken if lang), "es")
    for left, right, _label in names:
        tongues = guess(left, default=""), guess(right, default="")
        if set(tongues) == {"es", "en"}:
            first = tongues[0]
            break
    return ("es", "en") if first == "es" else ("en", "es")


def _halves(words: str) -> tuple[str, str, re.Match[str] | None] | None:
    cut = list(TWO_NAMES.finditer(words))
    if len(cut) != 1 or len(words) > _HEAD or words.rstrip().endswith(_STOP) or re.search(r"\d", words[cut[0].end() :]):
        return None
    label = _LABELLED.match(words)
    return words[label.end() if label else 0 : cut[0].start()], words[cut[0].end() :], label


def two_names(words: str, order: tuple[str, str] | None) -> tuple[int, int, str, str, str] | None:
    """“1. Propósito · Purpose”: where the first name stands, its language, the second, and the number of both. `order`: the languages of
    the two, where they are known from the rest of the paper."""
    halves = _halves(words)
    if halves is None:
        return None
    first, second, label = halves
    at = label.end() if label else 0
    tongues = guess(first, default=""), guess(second, default="")
    if set(tongues) == {"es", "en"} or (order and tongues[0] in ("", order[0]) and tongues[1] in ("", order[1])):
        return at, at + len(first), tongues[0] or (order or ("es",))[0], second, label["n"] if label else ""
    return None


def title_of_two(words: str) -> tuple[str, int, int, str] | None:
    """“CARTA DE INTENCIÓN / LETTER OF INTENT”: the first language, where its title ends, where the second one begins."""
    cuts = list(TWO_NAMES.finditer(words))
    if len(cuts) != 1 or not PAPER.match(words[cuts[0].end() :]):
        return None
    at, upto = cuts[0].span()
    first, second = guess(words[:at], default=""), guess(words[upto:], default="")
    return (first, at, upto, second) if {first, second} == {"es", "en"} else None


_TONGUES = frozenset({"espanol", "ingles", "spanish", "english", "castellano"})


def is_of_tongue(cell: str) -> bool:
    """“Versión en español”, “English”: the head of a column, or over one of two texts."""
    words = fold(cell).split()
    return len(words) <= 4 and not _TONGUES.isdisjoint(w.strip("*_:.") for w in words)


def is_of_both(words: str) -> bool:
    """Rows of a table, an item: “Talleres / Workshops    84,300”, said once for both languages. A row may need no second name:
    “Total”."""
    lines = [line for line in words.split("\n") if line.strip()]
    twice = sum(len(TWO_NAMES.findall(line)) == 1 for line in lines)
    return twice > 0 and twice * 2 >= len(lines)


_SIDES = re.compile(r"(?m)^[ \t]*(?P<a>\S[^\n]*?)(?:[ ]{3,}|[ ]*\t\s*)(?P<b>[^\s][^\n]*)$")


def signed_side_by_side(text: str) -> list[tuple[int, int]]:
    """“Por el Municipio de …        Por la Ciudad de …”, and under them, after an empty line or not, the two who sign, to where
    the lines of two halves end."""
    out: list[tuple[int, int]] = []
    for m in _SIDES.finditer(text):
        if not (SIGNED_FOR.match(m["a"]) and SIGNED_FOR.match(m["b"])) or (out and m.start() < out[-1][1]):
            continue
        end, empty = m.end(), 0
        for line in re.finditer(r"\n([^\n]*)", text[m.end() :]):
            words = line[1].strip()
            empty = 0 if words else empty + 1
            goes_on = _SIDES.match(line[1]) or (len(words) < _TELLING and not empty and not words.endswith(_STOP))
            if empty > _MOST_EMPTY or (words and not goes_on):
                break
            if words:
                end = m.end() + line.end()
        if end > m.end():
            out.append((m.start(), end))
    return out


_MOST_EMPTY = 3  # lines left to sign on
