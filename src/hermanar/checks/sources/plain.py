"""Bytes of a plain text as text, whatever wrote them."""

import re

from .unreadable import SCAN, Unreadable

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_BR = re.compile(r"(?i)[ \t]*<br\s*/?>[ \t]*")
_BREAK = re.compile(r"(?i)^.*<br\s*/?>.*$", re.MULTILINE)
_NO_TEXT = (
    "no es un texto; se leen DOCX, PDF con texto, TXT y MD",
    "is not a text; DOCX, PDF with text, TXT and MD are read",
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp")


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252 (Latin-1), any kind of line end as `\\n`. Raises Unreadable for what is no text."""
    if data.startswith(_PICTURES):
        raise Unreadable("image", *SCAN[1:])
    if data.startswith(rb"{\rtf"):
        raise Unreadable("rtf", "es un RTF; guárdelo como .docx", "is an RTF file; save it as .docx")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(data):
        text = _utf16(data)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            # Latin-1 has letters where a binary file has anything
            if sum(c == "\ufffd" for c in text) > len(text) // 100:
                raise Unreadable("binary", *_NO_TEXT) from None
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) + sample.count("\0") > max(8, len(sample) // 20):
        raise Unreadable("binary", *_NO_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BREAK.sub(_broken, text) if "<" in text else text


def _broken(line: re.Match[str]) -> str:
    """A line of Markdown with its `<br>` as ends of lines; a table of more than two columns stays in its rows."""
    return line[0] if line[0].count("|") > 3 else _BR.sub("\n", line[0])


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:2000]
    return len(head) >= 20 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) * 0.4


def _utf16(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        code = "utf-16"
    else:
        code = "utf-16-le" if data[1:2000:2].count(0) > data[0:2000:2].count(0) else "utf-16-be"
    try:
        return data.decode(code)
    except UnicodeDecodeError:
        raise Unreadable("binary", *_NO_TEXT) from None
