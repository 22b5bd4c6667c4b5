"""Reading tables that other people made: CSV of any delimiter and encoding, XLSX, a header that is not the first row.

Rows are given one at a time and never kept. A cell is text and stays text: what begins like a formula is neither
computed here nor, since whoever writes it to a CSV again marks it as text, later.

Row numbers are those a spreadsheet shows: the first row of the file is 1, usually the header.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from hermanar.kernel.text import fold, normalise

from .unreadable import TableFault
from .workbooks import rows_of

__all__ = ["MOST_ROWS", "Line", "Table", "TableFault", "open_table"]

MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 2_000
LONGEST_LINE = 1 << 20
LOOKED_AT = 30  # rows in which a header is looked for
DELIMITERS = ",;\t|"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class Line:
    """One row as it stands in the file: its number there, its cells."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, at: int | None) -> str:
        return self.cells[at] if at is not None and at < len(self.cells) else ""


@dataclass
class Table:
    """An opened table: `header` (row `header_row`), and the rows below it, to be read once."""

    header: tuple[str, ...]
    header_row: int
    lines: Iterator[Line]
    encoding: str
    delimiter: str

    def column(self, name: str) -> int:
        """Where a column is, by its name as printed (or without accents and capitals), or its number from 1.

        Raises TableFault `no_column`.
        """
        asked = normalise(name)
        for said in (normalise, fold):
            found = [i for i, h in enumerate(self.header) if said(h) == said(asked) and h]
            if len(found) == 1:
                return found[0]
        if asked.isdigit() and 1 <= int(asked) <= len(self.header):
            return int(asked) - 1
        raise TableFault("no_column", name=asked[:60], header=", ".join(h for h in self.header if h)[:300])


def open_table(file: BinaryIO, *, wanted: Sequence[str] = (), delimiter: str = "", most_rows: int = MOST_ROWS) -> Table:
    """The table in a file. `wanted`: names of columns by which the header is known. Raises TableFault.

    More rows than `most_rows` raise `too_many_rows` when they are reached, not before.
    """
    head = file.read(4096)
    file.seek(0)
    if not head.strip():
        raise TableFault("empty")
    if head[:4] == b"PK\x03\x04" or head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        rows, encoding, delimiter = rows_of(file), "", ""
    else:
        encoding = _encoding(head)
        if encoding == "":
            raise TableFault("not_a_table")
        delimiter = delimiter or _delimiter(_text(head[:-1] if len(head) == 4096 else head, encoding))
        rows, encoding = _csv(file, encoding, delimiter), encoding.removesuffix("?")
    lines = (Line(n, _clean(cells)) for n, cells in enumerate(rows, start=1))
    looked = list(islice(lines, LOOKED_AT))
    at = _header(looked, wanted)
    if at is None:
        raise TableFault("empty")
    below = chain(looked[at + 1 :], lines)
    header = looked[at]
    return Table(header.cells, header.number, _bounded(below, most_rows, header.number), encoding, delimiter)


def _bounded(lines: Iterable[Line], most: int, header: int) -> Iterator[Line]:
    for line in lines:
        if line.number - header > most:
            raise TableFault("too_many_rows", most=most)
        if any(line.cells):
            yield line


def _clean(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(normalise(c[:LONGEST_CELL]) for c in islice(cells, MOST_COLUMNS))


def _header(lines: Sequence[Line], wanted: Sequence[str]) -> int | None:
    """The row that names the columns: the one with all the names wanted, or the first nearly as wide as any."""
    asked = {fold(w) for w in wanted if w and not w.isdigit()}
    if asked:
        for i, line in enumerate(lines):
            if asked <= {fold(c) for c in line.cells}:
                return i
    widths = [len([c for c in line.cells if c]) for line in lines]
    if not any(widths):
        return None
    most = max(widths)
    return next(i for i, w in enumerate(widths) if w >= max(min(2, most), 0.6 * most))


def _encoding(head: bytes) -> str:
    """By its mark or its zeros; `utf-8?` is decided line by line. Empty: no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4 and min(even, odd) <= len(head) // 50:
        return "utf-16-le" if odd > even else "utf-16-be"
    if _CONTROL.search(head) or head.startswith((b"%PDF", b"\xff\xd8", b"GIF8")):
        return ""
    return "utf-8?"


def _text(data: bytes, encoding: str) -> str:
    if encoding.startswith("utf-16"):
        return data.decode(encoding, errors="replace")
    return "\n".join(_line(part, "") for part in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))


def _line(raw: bytes, _encoding: str) -> str:
    """One line: UTF-8 where it is, else what Windows writes; a file of many hands may hold both."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines most evenly."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    whole = lines[:-1] or lines

    def evenness(sign: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(whole, delimiter=sign)]
        usual = max(set(counts), key=lambda n: (counts.count(n), n)) if counts else 0
        return (counts.count(usual) if usual else 0, usual)

    return max(DELIMITERS, key=lambda sign: (evenness(sign), -DELIMITERS.index(sign)))


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    if encoding.startswith("utf-16"):
        reader = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        while line := reader.readline(LONGEST_LINE):
            if len(line) >= LONGEST_LINE:
                raise TableFault("line_too_long")
            yield line.replace("\x00", "").replace("\ufeff", "")
        return
    first = True
    while raw := file.readline(LONGEST_LINE):
        if len(raw) >= LONGEST_LINE:
            raise TableFault("line_too_long")
        if first:
            raw, first = raw.removeprefix(b"\xef\xbb\xbf"), False
        text = _line(raw, encoding).replace("\x00", "")
        yield from text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True) if "\r" in text else [text]


def _csv(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(file, encoding), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as wrong:
        raise TableFault("quote_open", line=reader.line_num) from wrong
