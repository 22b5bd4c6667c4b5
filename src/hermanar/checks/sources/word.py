"""The text of a Word file, whole: body, tables inside tables, text boxes, equations, notes, headers and footers.

Text that somebody deleted under tracked changes is not text; inserted text is. Right-to-left runs keep their letters.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from .blocks import Unit
from .numbering import Numbering
from .unreadable import MACROS, PROTECTED, SCAN, Unreadable

MAX_ENTRIES, MAX_TOTAL, MAX_XML = 2_000, 200 * 2**20, 40 * 2**20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HALF_A_PAGE = (6 * 914_400) * (4 * 914_400)  # 6 by 4 inches, in EMU
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {
    f"{_W}{t}" for t in ("del", "moveFrom", "pPr", "rPr", "instrText", "sectPr", "tblPr", "tcPr", "trPr", "delText")
}
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_FRAME = re.compile(r"word/(?:header|footer)\d*\.xml")
_TITLES = re.compile(r"(?i)^(?:title|t[íi]tulo|puesto|ttulo|titulo)$")
_DAMAGED = (
    "damaged",
    "es un Word dañado; ábralo y guárdelo de nuevo",
    "is a damaged Word file; open it and save it again",
)


def read_word(data: bytes, *, labels: bool = False) -> tuple[str, list[Unit], list[tuple[int, int, str, str]]]:
    """Text, its paragraphs, and the pictures that may hold more. `labels`: with the numbers that Word counts itself. Raises
    Unreadable."""
    parts = _open(data)
    reader = _Reader(Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml")) if labels else None)
    body = parts["word/document.xml"]
    reader.container(body.find(f"{_W}body"))
    for name, tag in _NOTES:
        if name in parts:
            for note in parts[name].iter(f"{_W}{tag}"):
                if note.get(f"{_W}type") not in ("separator", "continuationSeparator"):
                    reader.container(note, hint="note")
    frames = [parts[name] for name in sorted(parts) if _FRAME.fullmatch(name)]
    said: set[str] = set()
    for frame in frames:
        text = "".join(t.text or "" for t in frame.iter(f"{_W}t"))
        # the same header for first, even and odd pages is said once
        if text.strip() and text not in said:
            said.add(text)
            reader.container(frame, hint="frame")
    text = "\n\n".join(reader.pieces)
    if not text.strip():
        if reader.pictures:
            raise Unreadable(*SCAN)
        raise Unreadable("no_text", "no tiene texto", "has no text")
    missing = [
        (at, at, "Aquí hay una imagen grande, quizá una página escaneada: su texto no se revisó.",
         "A large picture stands here, perhaps a scanned page: its text was not checked.")
        for at in (min(place, len(text)) for place in reader.large)
    ]  # fmt: skip
    if reader.charts:
        missing.append((
            0, 0, "Trae objetos incrustados (gráficas, hojas) cuyo texto no se revisó.",
            "It carries embedded objects (charts, sheets) whose text was not checked.",
        ))  # fmt: skip
    return text, reader.units, missing


def _open(data: bytes) -> dict[str, Any]:
    """The parts that hold text, parsed. The ZIP's own directory is judged first, so that nothing large is inflated."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            infos = z.infolist()
            names = {i.filename for i in infos}
            if any(i.flag_bits & 1 for i in infos):
                raise Unreadable(*PROTECTED)
            if (
                len(infos) > MAX_ENTRIES
                or sum(i.file_size for i in infos) > MAX_TOTAL
                or any(i.filename.endswith((".xml", ".rels")) and i.file_size > MAX_XML for i in infos)
            ):
                raise Unreadable(
                    "bomb",
                    "se infla sin medida; ábralo en Word y guárdelo de nuevo",
                    "inflates without measure; open it in Word and save it again",
                )
            if any("vbaproject" in n.lower() or "vbadata" in n.lower() for n in names):
                raise Unreadable(*MACROS)
            if "word/document.xml" not in names:
                raise _other_zip(names)
            if b"macroenabled" in z.read("[Content_Types].xml").lower():
                raise Unreadable(*MACROS)
            wanted = [
                "word/document.xml",
                "word/numbering.xml",
                "word/styles.xml",
                *(n for n, _ in _NOTES),
                *(n for n in names if _FRAME.fullmatch(n)),
            ]
            parts = {}
            for name in wanted:
                if name in names:
                    raw = z.read(name)
                    if b"<!DOCTYPE" in raw[:2000] or b"<!ENTITY" in raw[:2000]:
                        raise Unreadable(*_DAMAGED)
                    parts[name] = etree.fromstring(raw, parser)
            if parts["word/document.xml"].find(f"{_W}body") is None:
                raise Unreadable(*_DAMAGED)
            return parts
    except (
        zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, KeyError, OSError, ValueError, etree.XMLSyntaxError
    ) as error:  # fmt: skip
        raise Unreadable(*_DAMAGED) from error


def _other_zip(names: set[str]) -> Unreadable:
    if "xl/workbook.xml" in names:
        return Unreadable(
            "sheet",
            "es una hoja de cálculo; traiga su texto como .docx o .txt",
            "is a spreadsheet; bring its text as .docx or .txt",
        )
    if "content.xml" in names:
        return Unreadable(
            "open_document", "es un OpenDocument; guárdelo como .docx", "is an OpenDocument file; save it as .docx"
        )
    return Unreadable(
        "not_word",
        "no es un documento de Word; se leen DOCX, PDF con texto, TXT y MD",
        "is not a Word document; DOCX, PDF with text, TXT and MD are read",
    )


class _Reader:
    def __init__(self, numbering: Numbering | None = None) -> None:
        self.numbering = numbering
        self.pieces: list[str] = []
        self.units: list[Unit] = []
        self.length = 0
        self.rows = 0
        self.pictures = False
        self.charts = False
        self.large: list[int] = []  # places of pictures of half a page or more

    def container(self, element: Any, hint: str = "", row: tuple[int, int] | None = None) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{_W}p":
                self._paragraph(child, hint, row)
            elif tag == f"{_W}tr":
                self.rows += 1
                number = self.rows
                for column, cell in enumerate(c for c in child.iter(f"{_W}tc") if _row_of(c) is child):
                    self.container(cell, hint, (number, column))
            elif tag not in _GONE and isinstance(tag, str):
                self.container(child, hint, row)

    def _paragraph(self, element: Any, hint: str, row: tuple[int, int] | None) -> None:
        boxes: list[Any] = []
        text = "".join(self._runs(element, boxes))
        if text.strip():
            style = element.find(f"{_W}pPr/{_W}pStyle")
            listed = element.find(f"{_W}pPr/{_W}numPr") is not None
            name = (style.get(f"{_W}val") or "") if style is not None else ""
            if self.numbering and (label := self.numbering.label(element, name)):
                text = f"{label} {text.lstrip()}"
            said = hint or ("title" if _TITLES.match(name) else "item" if listed else "")
            self.units.append(Unit(self.length, self.length + len(text), said, row))
            self.pieces.append(text)
            self.length += len(text) + 2
        for box in boxes:
            self.container(box, hint, row)

    def _runs(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag in _GONE or tag == _FALLBACK or not isinstance(tag, str):
                continue
            if tag in (f"{_W}t", f"{_M}t"):
                yield child.text or ""
            elif tag == f"{_W}tab":
                yield "\t"
            elif tag in (f"{_W}br", f"{_W}cr"):
                yield "\n"
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            else:
                if tag.endswith("}blip"):
                    self.pictures = True
                elif tag == f"{_WP}extent" and _area(child) >= _HALF_A_PAGE:
                    self.large.append(self.length)
                elif tag in (f"{_W}object",) or tag.endswith("}chart"):
                    self.charts = True
                yield from self._runs(child, boxes)


def _area(extent: Any) -> int:
    """Of a picture, in EMU; 0 where it does not say."""
    try:
        return int(extent.get("cx", 0)) * int(extent.get("cy", 0))
    except ValueError:
        return 0


def _row_of(cell: Any) -> Any:
    """The row a cell belongs to, through content controls; a cell of a table inside a cell belongs to that one."""
    parent = cell.getparent()
    while parent is not None and parent.tag != f"{_W}tr":
        parent = parent.getparent()
    return parent
