"""B16, by what the sentences speak of: “cultura y artesanía” and “culture and sports”; a sentence, or most of one, that one
language does not have."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..reading import Passage, Reading, Rules, found, says
from .bilingual import language, pairs

_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FACT, BlockKind.HEADING, BlockKind.SUBJECT)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST = 3
# what is done, and how something is: never told for a thing, nor the other way round (“estudio” and “foreign”)
_SORTS = {
    "begin": "act",
    "end": "act",
    "increase": "act",
    "reduce": "act",
    "private": "quality",
    "international": "quality",
}
_MOST = 2  # ideas of one side alone: with more, the translation is a free one


class _Idea(NamedTuple):
    row: int
    cluster: str


@cache
def _ideas() -> dict[str, tuple[dict[str, _Idea], dict[str, list[tuple[str, _Idea]]]]]:
    """By language: whole words, and beginnings by their first three letters."""
    raw = files("hermanar.checks").joinpath("words/both_languages.txt").read_text(encoding="utf-8")
    out: dict[str, tuple[dict[str, _Idea], dict[str, list[tuple[str, _Idea]]]]] = {"es": ({}, {}), "en": ({}, {})}
    for row, line in enumerate(raw.splitlines()):
        if not line or line.startswith("#"):
            continue
        cluster, rest = line.split(":")
        for lang, words in zip(("es", "en"), rest.split("|"), strict=True):
            whole, begin = out[lang]
            for word in words.split():
                idea = _Idea(row, cluster)
                if word[0] == "=":
                    whole[word[1:]] = idea
                else:
                    begin.setdefault(word[:_SHORTEST], []).append((word, idea))
    return out


def _said(text: str, lang: str, hidden: list[tuple[int, int]]) -> list[tuple[_Idea, int, int]]:
    """The ideas of a sentence with their places; what is in a name is nothing said."""
    whole, begin = _ideas()[lang]
    out = []
    for m in _WORD.finditer(text):
        word = fold(m.group())
        idea = whole.get(word)
        if idea is None:
            near = begin.get(word[:_SHORTEST])
            idea = next((i for w, i in near if word.startswith(w)), None) if near else None
        if idea is not None and not any(a <= m.start() < b for a, b in hidden):
            out.append((idea, m.start(), m.end()))
    return out


def _all_rows(text: str, lang: str) -> set[int]:
    """Every idea a text may speak of: a word may begin two of them."""
    rows: set[int] = set()
    for word in _WORD.findall(text):
        rows |= _rows_of(word, lang)
    return rows


@lru_cache(maxsize=20_000)
def _rows_of(word: str, lang: str) -> frozenset[int]:
    whole, begin = _ideas()[lang]
    said = fold(word)
    rows = {i.row for w, i in begin.get(said[:_SHORTEST], ()) if said.startswith(w)}
    return frozenset(rows | ({whole[said].row} if said in whole else set()))


@cache
def _clusters() -> dict[int, str]:
    said = [
        i
        for whole, begin in _ideas().values()
        for i in (*whole.values(), *(x for near in begin.values() for _, x in near))
    ]
    return {i.row: i.cluster for i in said}


def ideas(r: Reading) -> Rules:
    """B16: each language speaks of something the other does not, where the rest is the same."""
    clusters = _clusters()
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"} or a.block.kind not in _KINDS:
            continue
        for (at_a, x), (at_b, y) in _sentences(a, b):
            rows = _all_rows(x, a.lang), _all_rows(y, b.lang)
            if rows[0] == rows[1]:
                continue
            left = [i for i in _said(x, a.lang, _hidden(r, a, at_a)) if i[0].row not in rows[1]]
            right = [i for i in _said(y, b.lang, _hidden(r, b, at_b)) if i[0].row not in rows[0]]
            if not left or not right or len({i[0].row for i in left}) > _MOST or len({i[0].row for i in right}) > _MOST:
                continue
            near = {clusters[row] for row in rows[0]}, {clusters[row] for row in rows[1]}
            left = [i for i in left if i[0].cluster not in near[1]]
            right = [i for i in right if i[0].cluster not in near[0]]
            pair = next(((i, j) for i in left for j in right if _sort(i[0]) == _sort(j[0])), None)
            if pair is None:
                continue
            (_, s, e), (_, t, f) = pair
            words = x[s:e], y[t:f]
            yield found(
                "B16", a, at_a + s, at_a + e, says(*(_differ(reader, a, b, *words) for reader in ("es", "en"))),
                also=[b.span(at_b + t, at_b + f)], confidence=0.7, subject=f"{fold(words[0])}|{fold(words[1])}",
            )  # fmt: skip


def _sort(idea: _Idea) -> str:
    return _SORTS.get(idea.cluster, "thing")


def _differ(reader: str, a: Passage, b: Passage, left: str, right: str) -> str:
    said = {"es": "Hablan de cosas distintas", "en": "They speak of different things"}[reader]
    return f"{said}: {language(a.lang, reader)}, “{left}”; {language(b.lang, reader)}, “{right}”."


def _hidden(r: Reading, p: Passage, at: int) -> list[tuple[int, int]]:
    return [(m.start - at, m.end - at) for m in r.party_mentions(p)]


def _sentences(a: Passage, b: Passage) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    left, right = a.sentences, b.sentences
    if len(left) == len(right):
        yield from zip(left, right, strict=True)
    else:
        yield (0, a.text), (0, b.text)


_WHOLE = 40  # letters: shorter sentences say little
_LONGER = 1.8  # one language beside the other, for sentences of this length
_LONG = 90
_FITS = (0.62, 1.6)


def dropped(r: Reading) -> Rules:
    """B16: a sentence, or the greater part of one, that one language says alone."""
    alone = [len(r.of_block(block.key)) == 1 for block in r.content.blocks]
    keys = [block.key for block in r.content.blocks]
    beside = {keys[i + step] for i, one in enumerate(alone) if one for step in (-1, 1) if 0 <= i + step < len(keys)}
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"} or a.block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        if a.key in beside:
            continue  # its words stand in the clause beside it
        left, right = a.sentences, b.sentences
        if len(left) == len(right):
            for (at_a, x), (at_b, y) in zip(left, right, strict=True):
                more, less = (x, y) if len(x) >= len(y) else (y, x)
                if len(more) >= _LONG and len(more) > _LONGER * len(less):
                    long, at, other = (a, at_a, b) if more is x else (b, at_b, a)
                    yield _alone(long, *_rest(long.text, at, at + len(more), len(less)), other)
        elif abs(len(left) - len(right)) == 1:
            long, short = (a, b) if len(left) > len(right) else (b, a)
            hit = _without_one([len(t) for _, t in long.sentences], [len(t) for _, t in short.sentences])
            if hit is not None:
                at, text = long.sentences[hit]
                if len(text) >= _WHOLE:
                    yield _alone(long, at, at + len(text.rstrip()), short)


def _rest(text: str, start: int, end: int, said: int) -> tuple[int, int]:
    """What stands after as much as the other language says: from the next comma on."""
    comma = text.find(",", start + int(said * 0.8), end)
    return (comma + 2, end) if 0 <= comma < end - 2 else (start, end)


def _without_one(long: list[int], short: list[int]) -> int | None:
    """Which sentence is too many, where the others answer each other in length; None where one was only cut in two."""

    def cost(one: list[int], other: list[int]) -> float:
        return max((max(x / max(y, 1), y / max(x, 1)) for x, y in zip(one, other, strict=True)), default=9.0)

    joined = min(
        cost([*long[:i], long[i] + long[i + 1], *long[i + 2 :]], short) for i in range(len(long) - 1)
    ) if len(long) > 1 and short else 9.0  # fmt: skip
    alone = [(cost(long[:i] + long[i + 1 :], short), i) for i in range(len(long))] if short else []
    if not alone:
        return None
    best, i = min(alone)
    return i if best <= _FITS[1] and best < joined * 0.85 else None


def _alone(p: Passage, start: int, end: int, other: Passage):
    return found(
        "B16", p, start, end,
        says(f"En {language(other.lang, 'es')} esto no se dice.", f"This is not said in {language(other.lang, 'en')}."),
        confidence=0.7, subject=fold(p.text[start : start + 40]),
    )  # fmt: skip


RULES = (ideas, dropped)
