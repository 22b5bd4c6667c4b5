"""Reading back a Word file: one that `render_docx` made and somebody edited, or the counterpart's own.

Tracked changes or none, bookmarks or none, Word or LibreOffice: every paragraph of the body is read, as it reads with the
tracked changes taken and as it read before them. What stands beside the body's text (notes, boxes, remarks) is read too
and named.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .bookmarks import BLOCK_NAME, STAMP_NAME, digest, unescape
from .stamps import stamp_of


class NotAWordFile(ValueError):
    """The bytes are not a Word file that can be read."""


@dataclass(frozen=True)
class Owner:
    """The block, language and part that a bookmark names; a `fact` is label and value, told apart by a tab."""

    key: str
    lang: str
    part: int
    fact: bool


@dataclass(frozen=True)
class Row:
    """A paragraph: as it reads (`after`), as it read before the tracked changes (`before`). `ours`: the renderer put it
    there. `aside`: it stands beside the text, in a note, a box or a remark. `cell`: where it stands in a table, as
    numbers of the table, the row and the column."""

    owners: tuple[Owner, ...]
    after: str
    before: str
    ours: bool = False
    aside: bool = False
    cell: tuple[int, int, int] | None = None

    @property
    def tracked(self) -> bool:
        return self.after != self.before


@dataclass(frozen=True)
class ReadBack:
    """`stamp`: number and document of the version the file was made from, where it still says so; `code`: that of the paper
    given out that it says it is, "" where it says none. `unread`: codes of
    what it carries beside text (`enums.Unread`). `around`: the lines of its headers and footers."""

    rows: tuple[Row, ...]
    stamp: tuple[int, str] | None
    unread: tuple[str, ...]
    around: tuple[str, ...] = ()
    code: str = ""

    @property
    def tracked(self) -> bool:
        return any(row.tracked for row in self.rows)


def read_docx(data: bytes, keys: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """Text of each block and language of a Word file that `render_docx` made and somebody edited.

    Insertions under tracked changes count as text, deletions do not. A blank that was left alone comes back as its
    `{slot}`. A block whose bookmark is gone is absent. Paragraphs that nobody can place are under key "" (and
    language ""), one a line: the person decides. `keys`: known keys, to recognise those too long for a bookmark.
    Size and zip bombs are guarded before, where files enter. Raises NotAWordFile.
    """
    rows = [row for row in read_back(data, keys).rows if not row.aside]
    result: dict[str, dict[str, str]] = {}
    for (key, lang), text in texts_of(rows).items():
        result.setdefault(key, {})[lang] = text
    loose = [row.after.strip() for row in rows if not row.owners and not row.ours and row.after.strip()]
    if loose:
        result[""] = {"": "\n".join(loose)}
    return result


def texts_of(rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    """(key, language) → text of the blocks that bookmarks name, put together from their paragraphs."""
    found: dict[tuple[str, str], dict[int, list[str]]] = {}
    facts: set[tuple[str, str]] = set()
    for row in rows:
        for owner in row.owners:
            at = (owner.key, owner.lang)
            found.setdefault(at, {}).setdefault(owner.part, []).append(row.after)
            if owner.fact:
                facts.add(at)
    return {
        at: ("\t" if at in facts else "\n").join("\n".join(parts.get(n, [""])) for n in range(max(parts) + 1))
        for at, parts in found.items()
    }


def read_back(data: bytes, keys: Iterable[str] = ()) -> ReadBack:
    """Every paragraph of a Word file, in order, with what stands beside the text at the end. Raises NotAWordFile."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        stamp, code = stamp_of(document), document.core_properties.identifier
        parts = [part for part in document.part.package.iter_parts() if _BESIDE.get(_kind(part))]
        heads = [part for part in document.part.package.iter_parts() if _AROUND.fullmatch(_kind(part))]
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise NotAWordFile(str(error)) from error
    names = frozenset(mark.get(f"{_W}name") or "" for mark in body.iter(f"{_W}bookmarkStart"))
    reader = _Reader(keys, names)
    reader.read(body)
    unread, aside = _beside(body)
    for part in parts:
        texts = list(_part_texts(part.blob))
        if texts:
            unread.add(_BESIDE[_kind(part)])
            aside += texts
    rows = [*reader.rows, *(Row((), text, text, aside=True) for text in dict.fromkeys(aside))]
    around = dict.fromkeys(line for part in heads for line in _lines_around(part.blob))
    return ReadBack(tuple(rows), stamp or reader.stamp, tuple(sorted(unread)), tuple(around), code)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_INSERTED = {f"{_W}ins", f"{_W}moveTo"}
_SKIPPED = {f"{_W}{tag}" for tag in ("pPr", "rPr", "drawing", "pict", "object", "instrText", "sectPr")}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TEXT = {f"{_W}t", f"{_W}delText", f"{_MATH}t"}
_COPY = re.compile(r"(?:_Copy_\d+)+$")
_AROUND = re.compile(r"(?:header|footer)\d*")
_BESIDE = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}


def _kind(part: Any) -> str:
    return str(part.partname).rpartition("/")[2].removesuffix(".xml")


def _part_texts(blob: bytes) -> Iterator[str]:
    """Texts of the notes or remarks of a part; the separators that Word keeps there have none."""
    from docx.oxml import parse_xml

    for note in parse_xml(blob):
        if text := "".join(t.text or "" for t in note.iter(f"{_W}t")).strip():
            yield text


def _lines_around(blob: bytes) -> Iterator[str]:
    """Lines of a header or footer, without the numbers that Word counts there itself."""
    from docx.oxml import parse_xml

    for paragraph in parse_xml(blob).iter(f"{_W}p"):
        text = "".join(
            (node.text or "") if node.tag == f"{_W}t" else " "
            for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        )
        if line := " ".join(re.sub(r"\d+", " ", text).split()):
            yield line


def _beside(body: Any) -> tuple[set[str], list[str]]:
    """Codes of what the body carries beside text, and the texts of its boxes."""
    unread = {
        code
        for code, tag in (
            ("equations", f"{_MATH}oMath"),
            ("pictures", f"{_PICTURE}pic"),
            ("text_boxes", f"{_W}txbxContent"),
            ("right_to_left", f"{_W}rtl"),
        )
        if next(body.iter(tag), None) is not None
    }
    if any(next(cell.iter(f"{_W}tbl"), None) is not None for cell in body.iter(f"{_W}tc")):
        unread.add("nested_tables")
    boxes = [
        "".join(t.text or "" for t in paragraph.iter(f"{_W}t")).strip()
        for box in body.iter(f"{_W}txbxContent")
        for paragraph in box.iter(f"{_W}p")
    ]
    return unread, [text for text in boxes if text]


class _Reader:
    def __init__(self, keys: Iterable[str], names: frozenset[str]) -> None:
        self.hashed = {digest(key): key for key in keys}
        self.open: dict[str, str] = {}
        self.rows: list[Row] = []
        self.stamp: tuple[int, str] | None = None
        self.cell: tuple[int, int, int] | None = None
        self.tables = 0
        self.names = names

    def read(self, body: Any) -> None:
        owners: tuple[Owner, ...] = ()
        for child in body:
            if child.tag == f"{_W}p":
                owners = self._paragraph(child, owners)
            elif child.tag == f"{_W}tbl" and self.cell is None:
                self._table(child)
            elif child.tag in {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}:
                self._mark(child)
            elif child.tag not in _SKIPPED:
                # cells, rows, tables, content controls, tracked rows: the text is further inside
                self.read(child)

    def _table(self, table: Any) -> None:
        """A table that stands in no other, cell by cell: the place tells the clause when its bookmark is gone."""
        self.tables += 1
        rows = 0
        for row in table:
            column = -1
            for child in row if row.tag == f"{_W}tr" else ():
                column += child.tag == f"{_W}tc"
                self.cell = self.tables, rows, max(column, 0)
                self.read([child])
            self.cell = None
            if row.tag == f"{_W}tr":
                rows += 1
            elif row.tag not in _SKIPPED:
                self.read([row])

    def _name(self, mark: Any) -> str:
        """The name of a bookmark. LibreOffice calls the one in a deleted text a copy, though there is no other."""
        name = mark.get(f"{_W}name") or ""
        original = _COPY.sub("", name)
        return name if original in self.names else original

    def _mark(self, element: Any) -> None:
        number = element.get(f"{_W}id")
        if element.tag == f"{_W}bookmarkEnd":
            self.open.pop(number, None)
            return
        name = self.open[number] = self._name(element)
        if stamped := STAMP_NAME.fullmatch(name):
            self.stamp = int(stamped[1]), stamped[2]

    def _paragraph(self, element: Any, before: tuple[Owner, ...]) -> tuple[Owner, ...]:
        carried = set(self.open.values())
        seen: list[str] = []
        spans: list[tuple[frozenset[str], str, str]] = []

        def walk(node: Any, how: str) -> None:
            for child in node:
                if child.tag in _SKIPPED or child.tag == f"{_W}p":
                    continue
                if child.tag in {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}:
                    self._mark(child)
                    if child.tag == f"{_W}bookmarkStart":
                        seen.append(self._name(child))
                    continue
                text = (child.text or "") if child.tag in _TEXT else _SIGNS.get(child.tag)
                if text is not None:
                    spans.append((frozenset(self.open.values()), text, how))
                else:
                    walk(child, "del" if child.tag in _DELETED else "ins" if child.tag in _INSERTED else how)

        walk(element, "")
        # a bookmark that ends where the paragraph begins does not own it
        spanning = {name for names, _, _ in spans for name in names} | set(self.open.values())
        names = [*dict.fromkeys([*(n for n in carried if n in spanning), *seen])]
        owners = tuple(self._owner(n) for n in names if BLOCK_NAME.fullmatch(n))
        ours = any(re.fullmatch(r"x\d+", n) for n in names)
        after = _text((names, text) for names, text, how in spans if how != "del")
        past = _text((names, text) for names, text, how in spans if how != "ins")
        if not owners and not ours:
            if before and (after.strip() or past.strip()):
                owners = before
            elif not after.strip() and not past.strip():
                return before
        self.rows.append(Row(owners, after, past, ours=ours and not owners, cell=self.cell))
        if not owners and not ours:
            return before
        return owners

    def _owner(self, name: str) -> Owner:
        named = BLOCK_NAME.fullmatch(name)
        assert named is not None, name
        kind, part, lang, escaped = named.groups()
        key = self.hashed.get(escaped[2:], escaped) if escaped.startswith("_z") else unescape(escaped)
        return Owner(key, lang, int(part), kind == "f")


def _text(spans: Iterable[tuple[frozenset[str], str]]) -> str:
    pieces: list[str] = []
    blanks: dict[str, int] = {}
    for names, text in spans:
        if any(re.fullmatch(r"n\d+", n) for n in names):
            continue
        slot = next((n for n in names if re.match(r"s\d+_", n)), "")
        if not slot:
            pieces.append(text)
        elif slot in blanks:
            pieces[blanks[slot]] += text
        else:
            blanks[slot] = len(pieces)
            pieces.append(text)
    for name, index in blanks.items():
        if pieces[index].startswith("__"):
            pieces[index] = "{" + unescape(name.split("_", 1)[1]) + "}"
    return "".join(pieces)
