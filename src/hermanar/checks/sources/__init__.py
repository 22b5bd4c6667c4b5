"""Any file as a `Source`: its text, and the same text as `Content`, so that a place in one is a place in the other.

TXT, MD, DOCX, and PDF with text. What cannot be read whole is refused with its reason; a page or a part left out is
named. No Django, no network, bounded memory and time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hermanar.kernel.content import Content

from .blocks import Unit, blocks_of, flowing, units_of
from .pairing import SIGNED_FOR
from .pdf import read_pdf
from .plain import decode
from .unreadable import PROTECTED, Unreadable
from .word import read_word

MAX_BYTES = 25 * 2**20
MAX_CHARACTERS = 600_000  # some 200 pages: no paper of this programme is longer


_SIGNATURE = 260  # characters: who signs, for whom and with which post


def _is_signed(words: str) -> bool:
    """“Por el Municipio de …”, a name and a post, under each other."""
    lines = words.strip().split("\n")
    return (
        len(lines) > 2
        and len(words) < _SIGNATURE
        and SIGNED_FOR.match(lines[0]) is not None
        and len(lines[-1]) < 60
        and not words.rstrip().endswith((".", ";", ":"))
    )


@dataclass(frozen=True)
class LeftOut:
    """A part that could not be read; `start` and `end` are where it would stand in the text."""

    start: int
    end: int
    es: str
    en: str


@dataclass(frozen=True)
class Source:
    """`at`: where in `text` each block begins, by key and language. A block's text is that stretch of `text`, with line
    ends as spaces where the paragraph runs on. `noise` goes from 0 (typed) to 1 (a bad scan)."""

    name: str
    text: str
    content: Content
    at: Mapping[tuple[str, str], int]
    left_out: tuple[LeftOut, ...] = ()
    noise: float = 0.0

    def span(self, block: str, lang: str, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a block stands in `text`. A block that has no text in that language: where its other
        language begins, with no width."""
        if (block, lang) in self.at:
            at = self.at[block, lang]
            return at + start, at + end
        here = min((at for (key, _), at in self.at.items() if key == block), default=0)
        return here, here


def read_source(name: str, data: bytes, *, labels: bool = False) -> Source:
    """The file as text and content. `labels`: with the numbers that Word counts itself. Raises Unreadable."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", "está vacío", "is empty")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", f"pesa más de {MAX_BYTES // 2**20} MB", f"is larger than {MAX_BYTES // 2**20} MB")
    left_out: tuple[LeftOut, ...] = ()
    noise = 0.0
    if b"%PDF-" in data[:1024]:
        text, missing, noise, stretches = read_pdf(data)
        left_out = tuple(LeftOut(*part) for part in missing)
        units = []
        for start, end, kind, place in stretches:
            if kind == "frame":
                units.append(Unit(start, end, kind))
            elif not kind and _is_signed(text[start:end]):
                units.append(Unit(start, end, row=place, lines=True))
            elif kind or len(units_of(text[start:end])) > 1:
                units += flowing(text, start, end, place, sure=bool(kind))
            else:
                units += [
                    replace(u, start=u.start + start, end=u.end + start, row=place) for u in units_of(text[start:end])
                ]
    elif data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        text, units, missing = read_word(data, labels=labels)
        left_out = tuple(LeftOut(*part) for part in missing)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(data)
    else:
        text = decode(data)
        units = units_of(text)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            "too_long",
            f"tiene {len(text):,} caracteres; se leen hasta {MAX_CHARACTERS:,}",
            f"has {len(text):,} characters; up to {MAX_CHARACTERS:,} are read",
        )
    if not text.strip():
        raise Unreadable("no_text", "no tiene texto", "has no text")
    return _source(name, text, units, left_out, noise)


def read_text(name: str, text: str, lang: str = "") -> Source:
    """A text that somebody typed or pasted. Raises Unreadable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\0 \t\n"):
        raise Unreadable("empty", "está vacío", "is empty")
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("too_long", "es demasiado largo", "is too long")
    return _source(name, text, units_of(text), (), 0.0, lang)


def in_one_language(source: Source, lang: str = "") -> str:
    """The text with what it says again in its second language left blank: places stay what they are."""
    content = source.content
    if len(content.languages) != 2 or content.meta.get("pairing") == "none":
        return source.text
    kept = lang if lang in content.languages else content.languages[0]
    said = sorted(
        {(at, at + len(block.text[tongue]), tongue == kept or source.at.get((block.key, kept)) == at)
         for block in content.blocks for tongue in content.languages
         if block.text.get(tongue) and (at := source.at.get((block.key, tongue))) is not None}
    )  # fmt: skip
    out, last = source.text, 0
    for _, end, stays in said:
        if not stays:
            out = out[:last] + re.sub(r"[^\n]", " ", out[last:end]) + out[end:]
        last = max(last, end)
    # the bars of a Markdown table
    for row in re.finditer(r"(?m)^[ \t]*\|.*$", source.text):
        here = re.sub(r"\|(?:[\s|:-]+$)?", lambda bar: " " * len(bar[0]), out[row.start() : row.end()])
        out = out[: row.start()] + here + out[row.end() :]
    return out


def of_content(name: str, content: Content) -> Source:
    """A structured content as a source: its texts one after the other, an empty line between."""
    parts: list[str] = []
    at: dict[tuple[str, str], int] = {}
    length = 0
    for block in content.blocks:
        for lang in content.languages:
            words = block.text.get(lang, "")
            if words:
                at[block.key, lang] = length
                parts.append(words)
                length += len(words) + 2
    return Source(name, "\n\n".join(parts), content, at)


def _source(
    name: str, text: str, units: list[Unit], left_out: tuple[LeftOut, ...], noise: float, lang: str = ""
) -> Source:
    content, at = blocks_of(text, units, lang)
    if not content.blocks:
        raise Unreadable("no_text", "no tiene texto", "has no text")
    return Source(name, text, content, at, left_out, noise)


def _old_office(data: bytes) -> Unreadable:
    # a .docx is locked inside this container; a .doc says so itself, where its text begins
    if "EncryptedPackage".encode("utf-16-le") in data or _locked(data):
        return Unreadable(*PROTECTED)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        return Unreadable(
            "macros",
            "es un Word antiguo con macros; guárdelo como .docx sin macros",
            "is an old Word file with macros; save it as .docx without them",
        )
    return Unreadable(
        "old_word",
        "es un Word antiguo (.doc); guárdelo como .docx",
        "is an old Word file (.doc); save it as .docx",
    )


def _locked(data: bytes) -> bool:
    """Whether the text of an old Word file says that it is encrypted: its first words stand where a sector begins."""
    at = next((n for n in range(512, len(data) - 12, 512) if data[n : n + 2] == b"\xec\xa5"), None)
    return at is not None and bool(data[at + 11] & 1)
