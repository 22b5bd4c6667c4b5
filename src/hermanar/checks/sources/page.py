"""The paragraphs of a page of a PDF, by where its lines stand: columns apart, a paragraph that a page broke as one."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .pairing import SIGNED_FOR
from .tongues import scores

_LINE = re.compile(r"[^\r\n]+")
# where one line of the text may be two of the page, of two columns
_SEAM = re.compile(r"\S\s+(?=\S)")
_ACROSS = 240.0  # points: what is narrower stands in one column
_SPACE = 0.5  # of the height of a line: more than this above it begins a paragraph
_WIDE = 2.5  # heights: a gap as wide stands between columns
_LONG = 45  # characters: shorter lines are names under each other
_ENDS = (".", ":", ";", "?", "!", "”", ")", "»")


@dataclass(eq=False)
class Paragraph:
    """Lines that run on, and where they stand (points, from the lower left corner)."""

    lines: list[str]
    left: float
    right: float
    top: float
    bottom: float
    height: float
    last: tuple[float, float] = (0.0, 0.0)
    rights: list[float] = field(default_factory=list)

    @property
    def flows(self) -> bool:
        """Whether its lines run on: each but the last reaches the edge, or nearly."""
        wide = self.right - self.left
        signs = SIGNED_FOR.match(self.text.split("\n", 1)[0]) and len(self.text) < 260 and not self.text.endswith(_ENDS)
        long = max(len(line) for line in self.lines) >= _LONG
        return (
            long and not signs and len(self.lines) > 1 and all(self.right - r <= 0.2 * wide for r in self.rights[:-1])
        )

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def paragraphs_of(words: Any) -> list[Paragraph]:
    """Of a text page of pdfium, in the order of its text. Empty where its places cannot be told."""
    text = words.get_text_range()
    if words.count_chars() != len(text):
        return []
    once = _paragraphs(words, text, None)
    # columns that nearly touch: where most of them are apart, the others are cut at the same place
    apart = [b.left for a, b in itertools.pairwise(once) if _beside(a, b) and a.right - a.left > 8 * a.height]
    gutter = sorted(apart)[len(apart) // 2] if len(apart) >= 3 else None
    if gutter is None or not any(p.left < gutter - 40 and p.right > gutter + 8 for p in once):
        return once
    return _paragraphs(words, text, gutter)


def _paragraphs(words: Any, text: str, gutter: float | None) -> list[Paragraph]:
    out: list[Paragraph] = []
    for start, end in _pieces(words, text, gutter):
        line = text[start:end]
        a, b = start + len(line) - len(line.lstrip()), start + len(line.rstrip()) - 1
        if b < a:
            continue
        first, last = words.get_charbox(a, loose=True), words.get_charbox(b, loose=True)
        height = max(first[3] - first[1], 1.0)
        # a word cut at the end of a line goes on at the left of the next
        lefts = [
            first[0],
            *(words.get_charbox(m.end() + start, loose=True)[0] for m in re.finditer("[\x02\ufffe](?=.)", line)),
        ]
        left, right = min(lefts), last[2]
        before = out[-1] if out else None
        if before is not None and _runs_on(before, left, right, first[3], height, wrapped=len(lefts) > 1):
            before.lines.append(_soft(line.strip()))
            before.bottom, before.left, before.right = last[1], min(before.left, left), max(before.right, right)
            before.last = (left, right)
            before.rights.append(right)
        else:
            out.append(Paragraph([_soft(line.strip())], left, right, first[3], last[1], height, (left, right), [right]))
    return out


def _soft(line: str) -> str:
    """The hyphen of a word that a column or a page cut."""
    return line[:-1] + "\x02" if line.endswith("\xad") else line


_TOUCH = 0.6  # heights: between columns that nearly touch


def _pieces(words: Any, text: str, gutter: float | None) -> Iterator[tuple[int, int]]:
    """The lines, cut where a wide gap says that two columns share one."""
    for m in _LINE.finditer(text):
        start, end = m.span()
        ends = words.get_charbox(start, loose=True)[0], words.get_charbox(end - 1, loose=True)[2]
        for seam in _SEAM.finditer(text, start, end) if ends[1] - ends[0] > _ACROSS else ():
            before, after = words.get_charbox(seam.start(), loose=True), words.get_charbox(seam.end(), loose=True)
            height = max(before[3] - before[1], 1.0)
            wide = _TOUCH if gutter is not None and abs(after[0] - gutter) < 2.5 else _WIDE
            if after[0] - before[2] > wide * height and abs(after[1] - before[1]) < 3:
                yield start, seam.end()
                start = seam.end()
        for cut in re.finditer("[\x02\ufffe](?=.)", text[start:end]):
            at = start + cut.start()
            before, after = words.get_charbox(at - 1, loose=True), words.get_charbox(at + 1, loose=True)
            # the word goes on in the next line of its column, or the next line is of another column or page
            if not (after[0] < before[0] and -0.4 <= (before[1] - after[3]) / max(before[3] - before[1], 1.0) < _SPACE):
                yield start, at + 1
                start = at + 1
        yield start, end


def _runs_on(before: Paragraph, left: float, right: float, top: float, height: float, *, wrapped: bool) -> bool:
    gap = (before.bottom - top) / height
    if not -0.4 <= gap < _SPACE or not 0.87 <= height / before.height <= 1.15:
        return False
    # of the same column: the same edge, an indent, or the same middle
    edge = abs(left - before.left) < 2 * height
    middle = abs((left + right) / 2 - sum(before.last) / 2) < height / 2
    return edge or middle or wrapped


def without_line_numbers(page: list[Paragraph]) -> list[Paragraph]:
    """A page printed for review has its lines numbered at the margin: one after another, each alone."""
    alone = [p for p in page if all(line.isdigit() and len(line) <= 4 for line in p.lines)]
    values = [int(line) for p in alone for line in p.lines]
    steps = {b - a for a, b in itertools.pairwise(values)}
    return [p for p in page if p not in alone] if len(values) >= 5 and steps in ({1}, {5}) else page


def columns_of(pages: list[list[Paragraph]]) -> list[list[tuple[int, int] | None]]:
    """(row, column) of each paragraph where the pages have two columns; None where it stands across them or they have one."""
    pairs = [
        (a, b)
        for page in pages
        for a, b in itertools.pairwise(page)
        if _beside(a, b) and a.right - a.left > 8 * a.height
    ]
    if len(pairs) < 2:
        return [[None] * len(page) for page in pages]
    gutter = sorted(b.left for _, b in pairs)[len(pairs) // 2] - 1
    out: list[list[tuple[int, int] | None]] = []
    row, last = 0, 1
    for page in pages:
        places: list[tuple[int, int] | None] = []
        for p in page:
            column = 0 if p.right <= gutter else 1 if p.left >= gutter else None
            row += column is None or (column == 0 and last == 1)
            last = 1 if column is None else column
            places.append(None if column is None else (row, column))
        out.append(places)
    return out


_ITEM = re.compile(r"\s*(?:\(?\w{1,3}\)|\d{1,2}[.)]|[IVXLC]+[.)]|(?i:art[íi]culo|article)\b)")
_ALIGNED = 0.5  # share of the right column that begins beside a paragraph of the left: then they are rows
_LEVEL = 4.0  # points
_EACH_SIDE = 4


def flowed(pages: list[list[Paragraph]]) -> list[list[Paragraph]] | None:
    """The reading order of two columns that run on by themselves, page after page: the whole left column and then the right
    one where they are in two languages, else column after column. None where there are no such columns: rows that stand
    beside each other are no flow."""
    every = [p for page in pages for p in page]
    if len(every) < 2 * _EACH_SIDE:
        return None
    middle = (min(p.left for p in every) + max(p.right for p in every)) / 2
    sides = [[_side(p, middle) for p in page] for page in pages]
    left, right = (
        [p for page, told in zip(pages, sides, strict=True) for p, x in zip(page, told, strict=True) if x == side]
        for side in (0, 1)
    )
    length = [sum(len(p.text) for p in column) for column in (left, right)]
    across = sum(len(p.text) for p in every) - sum(length)
    if min(len(left), len(right)) < _EACH_SIDE or 3 * min(length) < max(length) or across > min(length):
        return None
    if _in_rows(pages, sides):
        return None
    in_two = 2 * sum(_in_two_languages(page, told) for page, told in zip(pages, sides, strict=True)) > len(pages)
    head: list[Paragraph] = []
    columns: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    streams: list[Paragraph] = []
    for page, told in zip(pages, sides, strict=True):
        for band in _bands(page, told):
            if in_two:
                for p, side in band:
                    if side is None:
                        # a title opens both; what crosses them later closes them, as signatures do
                        (head if not columns[0] else streams).append(p)
                    else:
                        _go_on(columns[side], p)
            else:
                for wanted in (None, 0, 1):
                    for p, side in band:
                        if side is wanted:
                            _go_on(streams, p)
    whole = [*head, *columns[0], *columns[1], *streams]
    return [whole, *([] for _ in pages[1:])]


def _in_two_languages(page: list[Paragraph], told: list[int | None]) -> bool:
    said = [scores(" ".join(p.text for p, x in zip(page, told, strict=True) if x == side)) for side in (0, 1)]
    return len({max(t, key=t.__getitem__) for t in said}) == 2


def _side(p: Paragraph, middle: float) -> int | None:
    """0 in the left column, 1 in the right one, None across."""
    return 0 if p.right <= middle + p.height else 1 if p.left >= middle - p.height else None


def _in_rows(pages: list[list[Paragraph]], sides: list[list[int | None]]) -> bool:
    level = count = 0
    for page, told in zip(pages, sides, strict=True):
        tops = [p.top for p, side in zip(page, told, strict=True) if side == 0]
        # the first of a page is beside the first in any setting
        others = sorted((p.top for p, side in zip(page, told, strict=True) if side == 1), reverse=True)[1:]
        count += len(others)
        level += sum(any(abs(top - t) <= _LEVEL for t in tops) for top in others)
    return level >= _ALIGNED * count


def _bands(page: list[Paragraph], told: list[int | None]) -> Iterator[list[tuple[Paragraph, int | None]]]:
    """What stands between two paragraphs that cross both columns, each column from its head to its foot."""
    rows = sorted(zip(page, told, strict=True), key=lambda x: -x[0].top)
    band: list[tuple[Paragraph, int | None]] = []
    for p, side in rows:
        if side is None:
            yield sorted(band, key=lambda x: (x[1] or 0, -x[0].top))
            yield [(p, None)]
            band = []
        else:
            band.append((p, side))
    yield sorted(band, key=lambda x: (x[1] or 0, -x[0].top))


def _go_on(column: list[Paragraph], p: Paragraph) -> None:
    """A paragraph that the foot of a column broke goes on at the head of the next."""
    a = column[-1] if column else None
    # the foot of a column: its last line is full, and no heading or item begins the next
    full = (
        a is not None and len(a.lines) > 1 and len(p.lines) > 1 and a.right - a.rights[-1] <= 0.06 * (a.right - a.left)
    )
    broken = a is not None and (
        _was_broken(a, p) or (full and not a.text.rstrip().endswith(_ENDS) and p.flows and not _ITEM.match(p.text))
    )
    if a is None or a.bottom >= p.top or not broken:
        column.append(p)
        return
    if a.lines[-1].endswith(("\x02", "\ufffe")):
        a.lines[-1] += p.lines.pop(0)
        a.rights.pop()
        p.rights = p.rights[1:]
    shift = a.left - p.left
    a.lines += p.lines
    a.rights += [r + shift for r in p.rights]
    a.bottom = p.bottom


def joined(pages: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """Where a page broke paragraphs that stand side by side, each goes on with its own."""
    out: list[list[Paragraph]] = []
    for page in pages:
        before = out[-1] if out else []
        if before and page:
            sides = (
                2 if len(before) > 1 and len(page) > 1 and _beside(before[-2], before[-1]) and _beside(*page[:2]) else 1
            )
            pairs = list(zip(before[-sides:], page[:sides], strict=True))
            open_ended = sides == 2 and not any(a.text.rstrip().endswith(_ENDS) for a, _ in pairs)
            if (open_ended or any(_was_broken(a, b) for a, b in pairs)) and all(
                abs(a.left - b.left) < 2 * a.height for a, b in pairs
            ):
                for a, b in pairs:
                    if a.lines[-1].endswith(("\x02", "\ufffe")):
                        a.lines[-1] += b.lines.pop(0)
                        a.rights.pop()
                    a.lines += b.lines
                    a.rights += b.rights
                page = page[sides:]
            else:
                page = _gone_on(before, page)
        out.append(page)
    return out


def _gone_on(before: list[Paragraph], page: list[Paragraph]) -> list[Paragraph]:
    """Each column by itself: what it broke off at the foot of one page goes on at the head of the next."""
    for b in [p for p in page if not any(_over(q, p) for q in page)]:
        feet = [a for a in before if abs(a.left - b.left) < 2 * a.height and not any(_over(a, q) for q in before)]
        if len(feet) == 1 and _was_broken(feet[0], b) and len(feet[0].lines) + len(b.lines) > 2:
            a = feet[0]
            if a.lines[-1].endswith(("\x02", "\ufffe")):
                a.lines[-1] += b.lines.pop(0)
                a.rights.pop()
            a.lines += b.lines
            a.rights += b.rights
            page = [p for p in page if p is not b]
    return page


def _over(a: Paragraph, b: Paragraph) -> bool:
    """Whether `a` stands above `b` in its column."""
    return a is not b and a.bottom >= b.top - 2 and a.left < b.right and b.left < a.right


def _beside(a: Paragraph, b: Paragraph) -> bool:
    return b.left >= a.right - 2 and a.top > b.bottom and b.top > a.bottom


def _was_broken(a: Paragraph, b: Paragraph) -> bool:
    return not a.text.rstrip().endswith(_ENDS) and (b.text[:1].islower() or a.text.endswith(("\x02", "\ufffe")))
