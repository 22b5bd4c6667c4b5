"""Which characters papers can print. A form asks here, so that a character nothing can draw is refused at its field.

One character without a glyph makes a whole PDF fail PDF/UA and PDF/A: it must not travel as far as the printer.
"""

import unicodedata
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from . import fonts

COVERAGE = "coverage.bin"
# invisible on paper although some fonts carry a glyph: they hide or change text without the reader seeing it
_UNSEEN = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD, *range(0xFE00, 0xFE10)}
_NEVER = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Unprintable(ValueError):
    """A paper holds characters that no typeface draws. `where` lists `(place in the paper, character, name)`."""

    def __init__(self, where: list[tuple[str, str, str]]) -> None:
        self.where = where
        place, char, name = where[0]
        super().__init__(f"{len(where)} characters cannot be printed; first: {char!r} ({name}) in {place}")


def build(folder: Path) -> bytes:
    """Coverage of the typefaces in `folder`: one byte a code point, one bit a family (a family covers what every
    style of it that papers use covers)."""
    from fontTools.ttLib import TTFont

    table = bytearray()
    for bit, package in enumerate(fonts.PACKAGES):
        covered: set[int] | None = None
        for name in fonts.file_names(package):
            with TTFont(folder / name, lazy=True) as font:
                points = {point for point, glyph in (font.getBestCmap() or {}).items() if glyph != ".notdef"}
            covered = points if covered is None else covered & points
        covered = covered or set()
        if covered and max(covered) >= len(table):
            table.extend(bytes(max(covered) + 1 - len(table)))
        for point in covered:
            table[point] |= 1 << bit
    return bytes(table)


def save(folder: Path) -> Path:
    """Write the coverage file beside the typefaces. Set-up calls it; returns its path."""
    path = folder / COVERAGE
    path.write_bytes(zlib.compress(build(folder), 9))
    return path


@cache
def _coverage() -> bytes:
    folder = fonts.folder()
    path = folder / COVERAGE
    if path.is_file():
        return zlib.decompress(path.read_bytes())
    return build(folder)


def uncovered(text: str) -> list[tuple[int, str, str]]:
    """Characters that no typeface of the papers draws: `(index, character, Unicode name)`, in order.

    A combining mark is judged together with the letter that carries it: one face must have both.
    Line breaks and tabs are layout, not characters. Raises fonts.FontsMissing.
    """
    return list(_uncovered(text))


def _uncovered(text: str) -> Iterator[tuple[int, str, str]]:
    table = _coverage()
    size = len(table)
    faces = 0xFF  # families that can still draw the cluster so far
    for index, char in enumerate(text):
        point = ord(char)
        if 0x20 <= point < 0x7F or (0xA1 <= point < 0x100 and point != 0xAD):
            faces = table[point]
            continue
        if char in "\n\t":
            faces = 0xFF
            continue
        category = unicodedata.category(char)
        here = 0 if category in _NEVER or point in _UNSEEN or point >= size else table[point]
        faces = here & faces if category in {"Mn", "Mc", "Me"} else here
        if not faces:
            yield index, char, unicodedata.name(char, f"U+{point:04X}")
