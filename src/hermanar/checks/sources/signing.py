"""Who signs a paper: the names at its end, in which language they sign, and the lines of the house over its title."""

import re
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from .pairing import SIGNED_FOR, Piece

WITNESS = re.compile(r"(?i)^[*_]*(?:testigos?|(?:honorary\s+)?witness(?:es)?)\b")
# who signs at the end of a paper without “Por …” or “Atentamente” above: a name, and under it what they are
POST = re.compile(
    r"(?i)\b(?:president[ea]|alcald(?:e|esa)|mayor|manager|s[íi]ndic[oa]|secretari[oa]|director[a]?|regidor[a]?|c[óo]nsul|"
    r"gobernador[a]?|governor|coordinador[a]?|titular|chair\w*|clerk|council\s*(?:wo)?man|secretary|prefeit[oa]|intendent[ea])\b"
)
_STOP = (".", ":", ";", ",")


def _tongue(line: str) -> str:
    """Of a line over a signature, or the witness's: es, en, or neither."""
    words = line.strip("*_ ")
    if SIGNED_FOR.match(words):
        return "es" if fold(words).startswith(("por", "en ")) else "en"
    if WITNESS.match(words):
        return "es" if fold(words).startswith("testigo") else "en"
    return "en" if re.match(r"(?i)honorary\s+witness", words) else ""


def tell_letterhead(text: str, pieces: list[Piece]) -> None:
    """The short lines over the title are those of the house: its name, its office, a motto."""
    at = next((i for i, p in enumerate(pieces[:8]) if p.kind is BlockKind.TITLE), 0)
    for p in pieces[:at]:
        words = text[p.start : p.end].strip()
        if p.kind is BlockKind.PARAGRAPH and len(words) < 90 and not words.endswith(_STOP):
            p.kind, p.both = BlockKind.NOTE, True


def tell_who_signs(text: str, pieces: list[Piece]) -> None:
    """The last lines of a paper, a name and a post under it, are who signs it."""
    for p in reversed(pieces):
        if p.kind is BlockKind.SIGNATURE or p.kind is BlockKind.COPIES:
            continue
        lines = [line.strip(" *_") for line in text[p.start : p.end].split("\n")]
        if not (
            p.kind is BlockKind.PARAGRAPH and p.lines and p.row is None and 2 <= len(lines) <= 4
            and POST.search(" ".join(lines[1:])) and not POST.search(lines[0]) and not lines[-1].endswith(_STOP)
        ):  # fmt: skip
            return
        p.kind = BlockKind.SIGNATURE


def tell_signatures(text: str, pieces: list[Piece]) -> None:
    """A name has no language: who signs signs in that of “Por …” or “For …” above it, and in that of the text where it
    has only one."""
    spoken = {p.lang for p in pieces if p.kind is not BlockKind.SIGNATURE and not p.both}
    lang = ""
    for before, p in pairwise([None, *pieces]):
        assert p is not None
        if p.kind is not BlockKind.SIGNATURE:
            lang = ""
            continue
        first = SIGNED_FOR.match(text[p.start : p.end].split("\n", 1)[0])
        if len(spoken) == 1:
            p.lang = next(iter(spoken))
        elif first:
            lang = "es" if fold(text[p.start : p.end].lstrip("*_")).startswith(("por", "en ")) else "en"
            p.lang = lang
        elif told := _tongue(text[p.start : p.end].split("\n", 1)[0]):  # “Honorary witness”, “Testigo de honor”
            p.lang = told
        elif lang and before is not None and before.row == p.row:
            p.lang = lang
        elif (
            before is not None and before.kind is BlockKind.CLOSING and not before.both
        ):  # “Yours sincerely”, and a name
            p.lang = lang = before.lang
        # “Por el Municipio de … / For the Municipality of …”: who signs under it signs both texts
        said = {_tongue(line) for line in re.split(r"\n|\s+/\s+", text[p.start : p.end])} - {""}
        names = not first and before is not None and before.kind is BlockKind.SIGNATURE and before.both
        if names or (said == {"es", "en"} and (first or WITNESS.match(text[p.start : p.end].lstrip("*_ ")))):
            p.both = True
