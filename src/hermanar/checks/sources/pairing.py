"""Which paragraph says in one language what another says in the other: side by side, clause after clause, text after text."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold


@dataclass
class Piece:
    """A block on its way: where its words are, and what it is. `both`: it is said once, in both texts."""

    start: int
    end: int
    kind: BlockKind
    lang: str
    group: str
    number: str = ""
    lines: bool = False
    row: tuple[int, int] | None = None
    key: str = ""
    both: bool = False


PAPER = re.compile(
    r"(?i)^[#*_\s]*(?:carta|acuerdo|convenio|memor[aá]ndum|memorando|acta|declaraci[oó]n|estudio|informe|reporte|adenda|addendum|"
    r"ratificaci[oó]n|renovaci[oó]n|renewal|ratification|notificaci[oó]n\s+de|pr[oó]rroga|termination|notice\s+of|"
    r"oficio\s+de|punto\s+de\s+acuerdo|designaci[oó]n|aviso|letter|agreement|memorandum|minutes|declaration|study|report|"
    r"[\w\s-]{0,30}\b(?:agreement|declaration|memorandum)\b)(?![a-záéíóúñ])"
)
# a place begins with capitals: “Lista de asistencia, 3 de marzo de 2025” is dated, and no head of a letter
IN_SMALL = re.compile(
    r"\d|^\W*(?!(?:en|ciudad|municipio|estado|puerto|villa|heroica|at|city|town|in)\b)[a-z]|\s(?!(?:ciudad|municipio|estado|puerto|villa|heroica|city|town|state|upon)\b)[a-záéíóúñ]{4,}"
)
SIGNED_FOR = re.compile(
    r"^[*_]*(?:P(?i:or)|F(?i:or)|O(?i:n\s+behalf\s+of)|E(?i:n\s+representaci[óo]n\s+de))\s+[^;:]{1,160}(?<!\.)$"
)


END = re.compile(
    r"(?i)^[*_]*(?:firmad[oa]s?|suscrit[oa]s?|hech[oa]s?|signed|done|le[ií]do)\b.{0,40}\b(?:en|in|at|que|el|por)\b"
)


def languages_of(pieces: list[Piece]) -> tuple[str, ...]:
    """Languages in the order of their weight in the text; one that is only a stray sentence counts too, after."""
    weight: dict[str, int] = {}
    told = [p for p in pieces if not p.both] or pieces
    for p in told:
        weight[p.lang] = weight.get(p.lang, 0) + p.end - p.start
    first = told[0].lang if told else "es"
    order = sorted(weight, key=lambda one: -weight[one])
    # two languages of like weight: the one that comes first
    if len(order) == 2 and weight[order[1]] * 2 > weight[order[0]] and first in order:
        order.sort(key=lambda one: one != first)
    return tuple(order) or ("es",)


# “P R E S E N T E”, the number of the paper: not every language of a letter has them
_SAID_ONCE = (BlockKind.REFERENCE, BlockKind.SALUTATION, BlockKind.NOTE)


def pair(text: str, pieces: list[Piece], languages: tuple[str, ...]) -> bool:
    """Give both languages of a clause one key. True where the text is the same paper twice: side by side in a table,
    clause after clause, or one whole text after the other."""
    first, second = languages
    left = [p for p in pieces if p.lang == first and not p.both]
    right = [p for p in pieces if p.lang == second and not p.both]
    if min(sum(p.end - p.start for p in side) for side in (left, right)) * 3 < max(
        sum(p.end - p.start for p in side) for side in (left, right)
    ):
        return False
    shared = {p.group for p in left if p.kind is BlockKind.HEADING} & {
        p.group for p in right if p.kind is BlockKind.HEADING
    }
    beside = sum(1 for a, b in pairwise(pieces) if a.row and b.row and a.row[0] == b.row[0] and a.lang != b.lang)
    turns = sum(1 for a, b in pairwise(pieces) if a.lang != b.lang)
    if len(shared) < 2 and beside < 2 and beside * 2 < len(pieces) and not (turns >= 3 and turns >= len(pieces) // 2) and not (
        _translates(text, left, right)
    ):  # fmt: skip
        return False
    # what the second text says before its own first article is its preamble, not the end of the first text
    for n, p in enumerate(right):
        if p.kind is BlockKind.HEADING and p.number:
            break
        words = text[p.start : p.end]
        if n and END.match(words):
            break  # of a paper without articles, its end
        if (
            n == 0
            and p.kind is BlockKind.PARAGRAPH
            and PAPER.match(words)
            and not words.endswith(".")
            and len(words) < 400
        ):
            p.kind = BlockKind.TITLE
        if shared:
            p.group = "preamble"
    for side in (left, right):
        _close_late(text, side)
    left, right = _signed_once(text, left, right)
    groups = list(dict.fromkeys(p.group for p in (*left, *right)))
    for group in groups:
        a = [p for p in left if p.group == group]
        b = [p for p in right if p.group == group]
        for i, j in _aligned(text, a, b):
            if i is not None and j is not None:
                b[j].key = a[i].key
            elif j is not None:
                b[j].key = f"{b[j].key}.{second}"
                b[j].both = b[j].kind in _SAID_ONCE
            elif i is not None:
                a[i].both = a[i].kind in _SAID_ONCE
    return True


def _close_late(text: str, side: list[Piece]) -> None:
    """A text that follows the whole of the other has its own end: what it says before it is no part of the first one's."""
    end = next((n for n, p in enumerate(side) if END.match(text[p.start : p.end])), None)
    if end is None:
        return
    group = "preamble"
    for p in side[:end]:
        if p.group == "closing":
            p.group = group
        elif p.kind is BlockKind.HEADING:
            group = p.group


_BODY = {BlockKind.TITLE: BlockKind.PARAGRAPH}
_ALIKE = 0.75  # of a paragraph and its translation, in the mean


def _translates(text: str, left: list[Piece], right: list[Piece]) -> bool:
    """A few paragraphs that say in one language what the others say in the other: as many, as long, with the same names
    and labels. A sentence quoted in its own language does not."""
    apart = (BlockKind.SIGNATURE, BlockKind.COPIES, BlockKind.ADDRESSEE, BlockKind.CLOSING, BlockKind.SALUTATION)
    # the title of the second text is not told from its first paragraph yet
    a, b = ([replace(p, kind=_BODY.get(p.kind, p.kind)) for p in side if p.kind not in apart] for side in (left, right))
    if not a or not b:
        return False
    pairs = [(a[i], b[j]) for i, j in _aligned(text, a, b) if i is not None and j is not None]
    if len(pairs) * 2 < 0.7 * (len(a) + len(b)):
        return False
    alike = shared = 0.0
    for x, y in pairs:
        u, v = _signs(text[x.start : x.end]), _signs(text[y.start : y.end])
        short, long = sorted((x.end - x.start, y.end - y.start))
        if short < 0.45 * long and long > 40:
            return False
        alike += _likeness(x, y, u, v)
        shared += bool((u | _first_word(text, x)) & (v | _first_word(text, y)))
    return alike >= _ALIKE * len(pairs) and (shared > 0 or len(pairs) >= 3)


def _signed_once(text: str, left: list[Piece], right: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces to pair. Where each Party signs once, in its own language, who signs is of both texts."""
    mine, theirs = ([p for p in side if p.kind is BlockKind.SIGNATURE] for side in (left, right))
    for_whom = [
        sum(1 for p in side if SIGNED_FOR.match(text[p.start : p.end].split("\n", 1)[0])) for side in (mine, theirs)
    ]
    names = [{fold(text[p.start : p.end].split("\n", 1)[0]) for p in side} for side in (mine, theirs)]
    if (mine and theirs and for_whom != [1, 1] and not (for_whom == [0, 0] and names[0].isdisjoint(names[1]))) or not (
        mine or theirs
    ):  # fmt: skip
        return left, right
    for p in (*mine, *theirs):
        p.both = True
    return [p for p in left if not p.both], [p for p in right if not p.both]


def _aligned(text: str, a: list[Piece], b: list[Piece]) -> list[tuple[int | None, int | None]]:
    """Which piece of one language answers which of the other, in order."""
    if len(a) == len(b) and all(x.kind is y.kind for x, y in zip(a, b, strict=True)):
        return [(i, i) for i in range(len(a))]
    if len(a) * len(b) > 250_000:
        return [*((i, None) for i in range(len(a))), *((None, j) for j in range(len(b)))]
    signs = [[_signs(text[p.start : p.end]) for p in side] for side in (a, b)]
    gap = -0.6
    rows = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        rows[i][0] = gap * i
    for j in range(len(b) + 1):
        rows[0][j] = gap * j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = max(
                rows[i - 1][j - 1] + _likeness(a[i - 1], b[j - 1], signs[0][i - 1], signs[1][j - 1]),
                rows[i - 1][j] + gap,
                rows[i][j - 1] + gap,
            )
    out: list[tuple[int | None, int | None]] = []
    i, j = len(a), len(b)
    while i or j:
        if (
            i
            and j
            and rows[i][j] == rows[i - 1][j - 1] + _likeness(a[i - 1], b[j - 1], signs[0][i - 1], signs[1][j - 1])
        ):
            i, j = i - 1, j - 1
            out.append((i, j))
        elif i and (not j or rows[i][j] == rows[i - 1][j] + gap):
            i -= 1
            out.append((i, None))
        else:
            j -= 1
            out.append((None, j))
    return out[::-1]


def _signs(words: str) -> frozenset[str]:
    """What a translation leaves as it is: figures and names."""
    return frozenset(re.findall(r"\d+", words)) | frozenset(
        fold(w) for w in re.findall(r"(?<=\w )[A-ZÁÉÍÓÚÑ][\w’'-]{3,}", words)
    )


def _first_word(text: str, p: Piece) -> frozenset[str]:
    """The word a paragraph begins with, where it may be a name."""
    return frozenset(fold(w) for w in re.findall(r"^[A-ZÁÉÍÓÚÑ][\w’'-]{3,}", text[p.start : p.end]))


def _likeness(a: Piece, b: Piece, x: frozenset[str], y: frozenset[str]) -> float:
    score = 0.6 if a.kind is b.kind else -1.0
    score += 0.6 if a.number and a.number == b.number else -0.5 if a.number != b.number else 0.0
    if x or y:
        score += 1.2 * len(x & y) / len(x | y) - 0.2
    length = sorted((a.end - a.start + 20, b.end - b.start + 20))
    return score + 0.6 * length[0] / length[1] - 0.3
