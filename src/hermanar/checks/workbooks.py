"""Workbooks as rows of text (python-calamine): the first sheet that holds anything. Formulas are never computed: what is
read is the value that the last program left in the cell."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from .unreadable import TableFault

MOST_INSIDE = 400 * 2**20  # bytes of all parts unpacked
MOST_TIMES = 200  # how many times larger than packed a part may be, above a megabyte


def rows_of(file: BinaryIO) -> Iterator[list[str]]:
    """Each row of the first sheet that is not empty; a merged cell speaks for all its rows. Raises TableFault."""
    import python_calamine as calamine

    _measured(file)
    try:
        book = calamine.load_workbook(file)  # type: ignore[arg-type]
    except calamine.PasswordError as wrong:
        raise TableFault("protected") from wrong
    except (calamine.CalamineError, OSError, ValueError) as wrong:
        raise TableFault("not_a_table") from wrong
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            return _rows(sheet)
    raise TableFault("empty")


def _measured(file: BinaryIO) -> None:
    """A package that unpacks to more than anybody's list is refused before it is read."""
    if file.read(2) != b"PK":
        file.seek(0)
        return
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as wrong:
        raise TableFault("not_a_table") from wrong
    file.seek(0)
    whole = sum(p.file_size for p in parts)
    bombs = [p for p in parts if p.file_size > 2**20 and p.file_size > MOST_TIMES * max(p.compress_size, 1)]
    if whole > MOST_INSIDE or bombs:
        raise TableFault("too_large_inside", megabytes=whole // 2**20)


def _rows(sheet: Any) -> Iterator[list[str]]:
    left_of = (sheet.start or (0, 0))[1]  # rows are given from the first of the sheet, columns from the first used
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > top and bottom - top <= 10_000:
            for row in range(top + 1, bottom + 1):
                merged[row, left] = (top, left)
    kept: dict[tuple[int, int], str] = {}
    sources = set(merged.values())
    for number, row in enumerate(sheet.iter_rows()):
        cells = [""] * left_of + [_cell(value) for value in row]
        for at, value in enumerate(cells):
            if (number, at) in sources:
                kept[number, at] = value
            elif not value and (number, at) in merged:
                cells[at] = kept.get(merged[number, at], "")
        yield cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time(0) else value.isoformat(sep=" ")
    return str(value)
