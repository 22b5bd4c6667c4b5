"""N, continued: the total of a column of a table, or of lines that each end in their figure (N03), and the mean below it (N04)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain

_AMOUNT = r"\$?\s?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_CELL = re.compile(r"[^|\n]+")
_NUMERIC = re.compile(rf"\s*[*_]*{_AMOUNT}[*_]*\s*(?:pesos|M\.\s?N\.|USD|MXN)?\s*$")
_LINE = re.compile(
    rf"(?:[-*•·]\s+|\(?(?:\d{{1,2}}|[a-z])[.)]\s+)?(?P<label>[^\d\n|:]{{1,59}}?[^\d\s|:])(?:\s*+(?::|\.{{3,}})\s*+|(?=\s*\t|\s{{2}})\s++){_AMOUNT}"
    r"\s*(?P<unit>[^\W\d_]+)?\s*[.;]?\s*$"
)
# a row whose cells are parted by tabs or by wide gaps
_GAP = re.compile(r"\t+| {2,}")
_NAMED = re.compile(r"[^\d\s|:][^\n|:]{1,60}$")
# the number of order of a row, and what that column is called
_ORDER = re.compile(r"(?i)(?:\d{1,2}[.)]?|n(?:o|úm|um|\.?\s?º)\.?|#)$")
_MOST_CELLS, _WIDEST = 9, 30
_TOTAL = re.compile(r"(?i)^\W*(?:gran\s+|sub)?(?:total(?:es|s)?|suma)\b")
_MEAN = re.compile(r"(?i)^\W*(?:media|promedio|mean|average)(?:\s+(?:simple|aritm[ée]tica|general))*\W*$")
_RULED = re.compile(r"[\s|:-]+$")


@dataclass
class _Row:
    """A row: what it is called, and its figures, each with its place."""

    label: str
    cells: list[tuple[Passage, int, int, float | None]] = field(default_factory=list)


def column_totals(r: Reading) -> Rules:
    """N03: the last row says Total, and its figure is not the sum of those above it. N04: the last row is their mean."""
    for lang in r.content.languages:
        for rows in _tables([p for p in r.passages if p.lang == lang]):
            total, above = rows[-1], rows[:-1]
            mean = _MEAN.match(total.label) is not None
            for column, (passage, start, end, said) in enumerate(total.cells):
                parts = [row.cells[column] for row in above]
                if len(parts) > 2 and parts[0][3] is None:
                    parts = parts[1:]  # what the column is called
                values = [value for *_, value in parts]
                if said is None or any(v is None for v in values):
                    continue
                right = round(sum(v for v in values if v is not None), 2)
                if mean:
                    # told with as many decimals as it has
                    decimals = len(passage.text[start:end].partition(".")[2])
                    right = round(right / len(values), max(decimals, 1))
                if abs(right - said) > (0.5 if mean and said == int(said) and not decimals else 0.005):
                    new = _written(right, passage.text[start:end])
                    yield found(
                        "N04" if mean else "N03", passage, start, end,
                        says(f"La {'media' if mean else 'suma'} de lo anterior es {plain(right)}; aquí dice {plain(said)}.",
                             f"What stands above {'has a mean of' if mean else 'adds up to'} {plain(right)}; here it says {plain(said)}."),
                        repairs=[Repair(says(f"Poner {new}", f"Put {new}"), (passage.edit(start, end, new),))],
                        also=[p.span(a, b) for p, a, b, _ in parts], confidence=0.9,
                    )  # fmt: skip


def _written(value: float, like: str) -> str:
    decimals = len(like.partition(".")[2])
    out = f"{value:,.{decimals}f}" if decimals else f"{value:,.2f}".rstrip("0").rstrip(".")
    return out if "," in like or value >= 10_000 or "." in like else out.replace(",", "")


def _tables(passages: list[Passage]) -> Iterator[list[_Row]]:
    """Two rows or more and a last one that is their total or their mean, each with as many figures as the others."""
    rows: list[_Row] = []
    summed: list[_Row] = []  # the rows of the total just above
    for row in (*_rows(passages), None):
        if row is not None and _MEAN.match(row.label):
            above = summed or rows
            if len(above) > 1 and len(above[-1].cells) == len(row.cells):
                yield [*above, row]
            rows, summed = [], []
            continue
        summed = []
        if row is None or (rows and len(row.cells) != len(rows[-1].cells)):
            rows = []
        if row is None:
            continue
        rows.append(row)
        if _TOTAL.match(row.label):
            if len(rows) >= 3 and not any(_TOTAL.match(one.label) for one in rows[:-1]):
                yield rows
                summed = rows[:-1]
            rows = []


def _rows(passages: list[Passage]) -> Iterator[_Row | None]:
    """Rows in order; None where a table ends."""
    open_row: _Row | None = None
    for passage in passages:
        text = passage.text
        if text.lstrip().startswith("|"):
            for line in re.finditer(r"[^\n]+", text):
                if not _RULED.match(line.group()):
                    yield _of_cells(passage, line)
            continue
        gaps = [x for x in re.finditer(r"[^\n]+", text) if _is_row(x.group())] if "\t" in text or "  " in text else []
        if len(gaps) >= 2 and len(gaps) == len(text.strip().split("\n")):
            for line in gaps:
                yield _of_gaps(passage, line)
            continue
        if open_row is not None and (m := _NUMERIC.match(text)):
            open_row.cells.append((passage, m.start("n"), m.end("n"), _value(m["n"])))
            continue
        if open_row is not None and open_row.cells:
            yield open_row
        open_row = None
        lines = [m for line in re.finditer(r"[^\n]+", text) if (m := _LINE.match(text, line.start(), line.end()))]
        if lines and len(lines) == len(text.strip().split("\n")):
            for m in lines:
                # minutes of an agenda have a rule of their own
                unit = (m["unit"] or "").lower()
                yield (
                    None
                    if unit.startswith("min")
                    else _Row(m["label"], [(passage, m.start("n"), m.end("n"), _value(m["n"]))])
                )
        elif len(text) <= 60 and "\n" not in text and not text.endswith((".", ":", ";")):
            open_row = _Row(text)
        else:
            yield None
    if open_row is not None and open_row.cells:
        yield open_row


def _of_cells(passage: Passage, line: re.Match[str]) -> _Row | None:
    # an empty cell keeps its column; what stands before the first bar is none
    cells = [
        c
        for c in _CELL.finditer(passage.text, line.start(), line.end())
        if passage.text[c.start() - 1 : c.start()] == "|"
    ]
    if sum(bool(c.group().strip()) for c in cells) < 2:
        return None
    # a number of order before the name is no figure to add
    first = next((i for i, c in enumerate(cells) if c.group().strip() and not _NUMERIC.match(c.group())), None)
    if first is None:
        return None
    row = _Row(cells[first].group().strip())
    for c in cells[first + 1 :]:
        m = _NUMERIC.match(c.group())
        if m:
            row.cells.append((passage, c.start() + m.start("n"), c.start() + m.end("n"), _value(m["n"])))
        else:
            row.cells.append((passage, c.start(), c.end(), None))
    return row


def _is_row(line: str) -> bool:
    """A name and one cell or more, parted by gaps. Cut at its gaps once: a pattern would try every way to share the blanks."""
    cells = _GAP.split(line.strip(" \t"))
    if len(cells) > 2 and _ORDER.match(cells[0]):
        cells = cells[1:]
    return (
        1 < len(cells) <= _MOST_CELLS
        and _NAMED.match(cells[0]) is not None
        and all(c and len(c) <= _WIDEST and "|" not in c for c in cells[1:])
    )


def _of_gaps(passage: Passage, line: re.Match[str]) -> _Row:
    row, at = _Row(""), line.start()
    for end in (*(m.start() for m in _GAP.finditer(passage.text, *line.span())), line.end()):
        words = passage.text[at:end]
        if not row.label:
            row.label = "" if _ORDER.match(words.strip()) else words.strip()
        elif m := _NUMERIC.match(words):
            row.cells.append((passage, at + m.start("n"), at + m.end("n"), _value(m["n"])))
        elif words.strip():
            row.cells.append((passage, at, end, None))
        at = end
    return row


def _value(figures: str) -> float:
    return float(figures.replace(",", ""))


RULES = (column_totals,)
