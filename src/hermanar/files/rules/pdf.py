"""PDF: whole, open, and without anything that acts by itself."""

import zlib
from pathlib import Path
from typing import Any

from ..enums import Fault

_OBJECTS = 400_000  # of a scan of hundreds of pages; beyond it somebody wants to keep us busy
_DEPTH = 40
_INFLATED = 128 * 2**20  # bytes that drawing a page may take to open: the lines of a large map take a tenth
_RATIO = 1032  # what the commonest compression can gain at most
_SCRIPTS = {"/JavaScript", "/Rendition"}
_LAUNCHES = {"/Launch", "/ImportData", "/GoToE", "/SubmitForm"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xd0\xcf\x11\xe0")
_OTHERS = (*_PROGRAMS, b"PK", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*", b"MM\0*",
           b"RIFF", b"<", b"%!PS", b"{\\rtf")  # fmt: skip
_BLANK = b"\0\t\n\x0c\r \xef\xbb\xbf"
_ZIP_END, _TAIL = b"PK\x05\x06", 65_557  # the last record of a ZIP, and how far from the end it may stand
_SUFFIXES = frozenset("exe com bat cmd scr pif msi dll js jse vbs vbe wsf wsh ps1 sh jar lnk hta app cpl reg".split())


class _Found(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def inspect_pdf(path: Path) -> tuple[int | None, Fault | None]:
    """(pages, fault). Nothing of the file is executed or rendered."""
    import pikepdf

    with path.open("rb") as f:
        head = f.read(1024)
        f.seek(max(0, path.stat().st_size - _TAIL))
        tail = f.read()
    if _is_mixed(head, tail):
        return None, Fault.PDF_MIXED
    if b"%%EOF" not in tail[-2048:]:
        return None, Fault.PDF_TRUNCATED
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return None, Fault.PDF_ENCRYPTED
            pages = len(pdf.pages)
            if not pages:
                return None, Fault.PDF_DAMAGED
            for seen, thing in enumerate(pdf.objects):
                if seen > _OBJECTS:
                    return None, Fault.PDF_DAMAGED
                _look(thing, 0, pikepdf)
                if isinstance(thing, pikepdf.Stream) and _is_bomb(thing, pikepdf):
                    return None, Fault.PDF_BOMB
            return pages, None
    except _Found as e:
        return None, e.fault
    except pikepdf.PasswordError:
        return None, Fault.PDF_ENCRYPTED
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
        return None, Fault.PDF_DAMAGED


def _is_mixed(head: bytes, tail: bytes) -> bool:
    """Whether another kind of file stands before the PDF or after its end: each program would open its own part."""
    before = head.partition(b"%PDF-")[0].lstrip(_BLANK)
    after = tail.rpartition(b"%%EOF")[2].lstrip(_BLANK) if b"%%EOF" in tail else b""
    if before.startswith(_OTHERS) or after.startswith(_OTHERS):
        return True
    at = tail.rfind(_ZIP_END)  # a ZIP is read from its end: its last record and a comment of the length that it says
    return at >= 0 and len(tail) - at >= 22 and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)


def _look(thing: Any, depth: int, pikepdf: Any) -> None:
    """Walk the direct parts of one object; what it refers to is an object of its own. Raises _Found."""
    if depth > _DEPTH:
        raise _Found(Fault.PDF_DAMAGED)
    if isinstance(thing, pikepdf.Stream):
        keys = thing.stream_dict
    elif isinstance(thing, pikepdf.Dictionary):
        keys = thing
    elif isinstance(thing, pikepdf.Array):
        for part in thing:
            if not getattr(part, "is_indirect", False):
                _look(part, depth + 1, pikepdf)
        return
    else:
        return
    kind = str(keys.get("/S", "")) if isinstance(keys.get("/S", None), pikepdf.Name) else ""
    if kind in _SCRIPTS or "/JS" in keys or "/JavaScript" in keys:
        raise _Found(Fault.PDF_SCRIPT)
    if kind in _LAUNCHES:
        raise _Found(Fault.PDF_LAUNCH)
    if str(keys.get("/Subtype", "")) == "/RichMedia":
        raise _Found(Fault.PDF_SCRIPT)
    if "/XFA" in keys:
        raise _Found(Fault.PDF_FORM)
    if "/EF" in keys:
        _look_into_attachment(keys, pikepdf)
    for key in list(keys.keys()):
        part = keys[key]
        if not getattr(part, "is_indirect", False):
            _look(part, depth + 1, pikepdf)


def _is_bomb(stream: Any, pikepdf: Any) -> bool:
    """Whether what a page is drawn from grows beyond measure when it is opened. Pictures are opened line by line and what is
    attached not at all: neither is looked at."""
    if str(stream.get("/Subtype", "")) == "/Image" or str(stream.get("/Type", "")) == "/EmbeddedFile":
        return False
    told = stream.get("/Filter", None)
    filters = [str(one) for one in (told if isinstance(told, pikepdf.Array) else [told])]
    if filters.count("/FlateDecode") > 1:
        return True  # once more gains nothing but for who wants it to grow
    if filters[:1] != ["/FlateDecode"]:
        return False
    raw = stream.read_raw_bytes()
    if len(raw) * _RATIO <= _INFLATED:
        return False
    inflater, size = zlib.decompressobj(), 0
    try:
        while raw and size <= _INFLATED:
            size += len(inflater.decompress(raw, 2**20))
            raw = inflater.unconsumed_tail
    except zlib.error:
        return False  # what is damaged is told by whoever reads it
    return size > _INFLATED


def _look_into_attachment(spec: Any, pikepdf: Any) -> None:
    for name in ("/F", "/UF"):
        if str(spec.get(name, "")).rpartition(".")[2].lower() in _SUFFIXES:
            raise _Found(Fault.PDF_EXECUTABLE)
    for stream in dict(spec["/EF"]).values():
        if isinstance(stream, pikepdf.Stream):
            raw = stream.read_raw_bytes()
            try:
                # a few bytes only: what is inside may be a bomb
                head = zlib.decompressobj().decompress(raw, 16)
            except zlib.error:
                head = raw[:16]
            if head.startswith(_PROGRAMS):
                raise _Found(Fault.PDF_EXECUTABLE)
