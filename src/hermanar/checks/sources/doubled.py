"""What stands in both languages on one line: a heading (“1. Propósito · Purpose”), a title, the rows of a table."""

import re
from collections.abc import Sequence

from .pairing import PAPER
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


def is_of_both(words: str) -> bool:
    """Rows of a table, an item: “Talleres / Workshops    84,300”, said once for both languages. A row may need no second name:
    “Total”."""
    lines = [line for line in words.split("\n") if line.strip()]
    twice = sum(len(TWO_NAMES.findall(line)) == 1 for line in lines)
    return twice > 0 and twice * 2 >= len(lines)
