"""Word documents: a ZIP of bounded size, without macros, objects or parts that live elsewhere."""

import re
import zipfile
import zlib
from pathlib import Path

from ..enums import DOCX, XLSX, Fault

MAX_ENTRIES = 2_000
MAX_TOTAL = 200 * 2**20
MAX_XML = 40 * 2**20
MAX_RATIO = 150
_RELATION = re.compile(rb"<[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)


_MAIN = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}
# what a fault of a Word document is called in a spreadsheet
_OF_A_SHEET = {
    Fault.DOCX_DAMAGED: Fault.XLSX_DAMAGED, Fault.NOT_A_DOCX: Fault.XLSX_DAMAGED, Fault.DOCX_MACROS: Fault.XLSX_MACROS,
    Fault.DOCX_EXTERNAL: Fault.XLSX_EXTERNAL, Fault.DOCX_OBJECTS: Fault.XLSX_OBJECTS,
}  # fmt: skip


def is_workbook(path: Path, filename: str) -> bool:
    """Whether a ZIP calls itself a spreadsheet, by the parts it lists; by its name where it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as z:
            return any(name.startswith("xl/") for name in z.namelist()[:MAX_ENTRIES])
    except (zipfile.BadZipFile, OSError, ValueError):
        return filename.lower().endswith(".xlsx")


def fault_in_xlsx(path: Path) -> Fault | None:
    """A spreadsheet is judged as a Word document is: bounded, without macros, objects or data from elsewhere."""
    fault = _fault_in(path, XLSX)
    return _OF_A_SHEET.get(fault, fault) if fault is not None else None


def fault_in_docx(path: Path) -> Fault | None:
    """Judge by the ZIP's own directory first, so that nothing large is ever inflated."""
    return _fault_in(path, DOCX)


def _fault_in(path: Path, media_type: str) -> Fault | None:
    try:
        with zipfile.ZipFile(path) as z:
            parts = z.infolist()
            if len(parts) > MAX_ENTRIES or sum(p.file_size for p in parts) > MAX_TOTAL:
                return Fault.ZIP_BOMB
            for p in parts:
                is_xml = p.filename.lower().endswith((".xml", ".rels"))
                # an empty kilobyte compresses well: the ratio counts from a megabyte on
                if p.file_size > 2**20 and p.file_size > MAX_RATIO * max(p.compress_size, 1):
                    return Fault.ZIP_BOMB
                if is_xml and p.file_size > MAX_XML:
                    return Fault.ZIP_BOMB
            names = {p.filename for p in parts}
            if len(names) != len(parts) or any(n.startswith("/") or ".." in n.split("/") for n in names):
                return Fault.DOCX_DAMAGED
            if not {"[Content_Types].xml", _MAIN[media_type]} <= names:
                return Fault.NOT_A_DOCX
            return _fault_in_parts(z, parts)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        return Fault.DOCX_DAMAGED


def _fault_in_parts(z: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Fault | None:
    for p in parts:
        name = p.filename.lower()
        if "vbaproject" in name or "vbadata" in name:
            return Fault.DOCX_MACROS
        if "/embeddings/" in name or "/activex/" in name:
            return Fault.DOCX_OBJECTS
        data = z.read(p)  # bounded by the totals above; also proves the checksum
        if not name.endswith((".xml", ".rels")):
            continue
        # entities can inflate, and another encoding could hide what is looked for
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data[:200]:
            return Fault.ZIP_BOMB
        if name == "[content_types].xml" and b"macroenabled" in data.lower():
            return Fault.DOCX_MACROS
        if name.endswith(".rels"):
            for relation in _RELATION.findall(data):
                if b"relationships/hyperlink" not in relation:
                    return Fault.DOCX_EXTERNAL
    return None
