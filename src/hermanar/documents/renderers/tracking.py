"""Tracked changes of a Word file: what is inserted and deleted against an earlier text, as Word and LibreOffice read it."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hermanar.kernel.content import Content

from .picture import SLOT

_REMOVED = "~"  # begins the key of a block that is no longer in the text


@dataclass(frozen=True)
class Track:
    """`olds`: (key, language) → what stood there before, only of what changed; `author` and `at` are what Word shows;
    `compare` says of two texts which words are "equal", "delete" and "insert" (`rules.diff.diff_words`)."""

    author: str
    at: dt.datetime
    compare: Callable[[str, str], Iterable[tuple[str, str]]]
    olds: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def old_of(self, key: str, lang: str, part: int, separator: str) -> str | None:
        """What a part of a block said before; None where nothing of the block changed."""
        whole = self.olds.get((key, lang))
        if whole is None or not separator:
            return whole
        pieces = whole.split(separator)
        return pieces[part] if part < len(pieces) else ""


def with_removed(old: Content, new: Content, changes: Iterable[Any]) -> tuple[Content, dict[tuple[str, str], str]]:
    """The new text with what was taken out in its old place, and what changed of each block and language."""
    changes = list(changes)
    olds = {(c.key, c.lang): c.old_text for c in changes if c.kind != "removed"}
    gone: dict[str, dict[str, str]] = {}
    for change in changes:
        if change.kind == "removed" and change.lang in new.languages:
            gone.setdefault(change.key, {})[change.lang] = change.old_text
    blocks = list(new.blocks)
    places = {block.key: block for block in blocks}
    before = None
    for block in old.blocks:
        if block.key not in gone:
            before = places.get(block.key, before)
            continue
        texts = {lang: gone[block.key].get(lang, "") for lang in new.languages}
        row = replace(block, key=_REMOVED + block.key, text=texts)
        blocks.insert(blocks.index(before) + 1 if before in blocks else 0, row)
        before = row
    return replace(new, blocks=tuple(blocks)), olds


def is_removed(key: str) -> bool:
    return key.startswith(_REMOVED)


def as_text(lines: list) -> str:
    """The lines of a cell as the text they were drawn from."""
    return "\n".join(
        line if isinstance(line, str) else "".join(p if isinstance(p, str) else f"{{{p['slot']}}}" for p in line)
        for line in lines
    )


def runs(old: str, new: str, compare: Callable[[str, str], Iterable[tuple[str, str]]]) -> list[tuple[str, list[str]]]:
    """("equal" | "insert" | "delete", pieces); blanks are pieces of their own: `{slot}`."""
    return [(op, [p for p in _pieces(text) if p]) for op, text in compare(_whole(old), _whole(new))]


# a blank is one word to the comparison: its braces are letters of no language while words are compared
_OPEN, _SHUT = "\ue000", "\ue001"


def _whole(text: str) -> str:
    return SLOT.sub(lambda m: f"{_OPEN}{m[1]}{_SHUT}", text)


def _pieces(text: str) -> list[str]:
    out: list[str] = []
    for n, part in enumerate(text.replace(_SHUT, _OPEN).split(_OPEN)):
        out.append(f"{{{part}}}" if n % 2 else part)
    return out


def wrap(run: Any, op: str, number: int, track: Track) -> None:
    """Put a run inside an insertion or a deletion."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if op == "delete":
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")
    mark = OxmlElement("w:ins" if op == "insert" else "w:del")
    _sign(mark, number, track)
    run._r.addprevious(mark)
    mark.append(run._r)


def mark_paragraph(paragraph: Any, op: str, number: int, track: Track) -> None:
    """The end of the paragraph itself is new, or goes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    form = paragraph._p.get_or_add_pPr()
    properties = form.find(qn("w:rPr"))
    if properties is None:
        properties = OxmlElement("w:rPr")
        form.insert_element_before(properties, "w:sectPr", "w:pPrChange")
    mark = OxmlElement("w:ins" if op == "insert" else "w:del")
    _sign(mark, number, track)
    properties.insert(0, mark)


def _sign(mark: Any, number: int, track: Track) -> None:
    from docx.oxml.ns import qn

    mark.set(qn("w:id"), str(number))
    mark.set(qn("w:author"), track.author)
    mark.set(qn("w:date"), track.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
