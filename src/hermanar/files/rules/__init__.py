"""What a file really is, and whether it is safe to keep. Pure: a path in, a judgement out."""

from dataclasses import dataclass
from pathlib import Path

from ..enums import CSV, DOCX, HEIC, IMAGES, PDF, SUFFIXES, XLSX, Expect, Fault
from .docx import fault_in_docx, fault_in_xlsx, is_workbook
from .images import fault_in_image
from .pdf import inspect_pdf

NOT_EXPECTED = {
    Expect.PDF: Fault.NOT_A_PDF,
    Expect.IMAGE: Fault.NOT_AN_IMAGE,
    Expect.DOCX: Fault.NOT_A_DOCX,
    Expect.PDF_OR_IMAGE: Fault.NOT_PDF_OR_IMAGE,
    Expect.PHOTO: Fault.NOT_A_PHOTO,
    Expect.EVIDENCE: Fault.NOT_EVIDENCE,
}


TEXTS = frozenset({"txt", "md", "csv"})
TEXT_BYTES = 5 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# brands of ISO base media files that hold still pictures coded as HEVC
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"hevx"})


@dataclass(frozen=True)
class Judgement:
    """`fault` None: the file may be kept under `media_type`. `pages` where it has them."""

    media_type: str = ""
    pages: int | None = None
    fault: Fault | None = None


def sniff(head: bytes) -> str:
    """Media type by the first bytes (1 kB or more), whatever name the file bears; "" when unknown."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:4] in {b"II*\x00", b"MM\x00*"}:
        return "image/tiff"
    if head[:6] in {b"GIF87a", b"GIF89a"}:
        return "image/gif"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if head.startswith(b"PK\x03\x04"):
        return DOCX  # a ZIP; whether it is a Word document its parts say
    if b"%PDF-" in head[:1024]:
        return PDF
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in head.lower():
        return "image/svg+xml"
    return ""


def judge(path: Path, filename: str, accepted: frozenset[str], expect: Expect) -> Judgement:
    """Look at a whole file on disk. The first fault found is the one told."""
    with path.open("rb") as f:
        head = f.read(4096)
    if not head:
        return Judgement(fault=Fault.EMPTY)
    media_type = sniff(head)
    if media_type == "image/svg+xml":
        return Judgement(media_type, fault=Fault.SVG if accepted & IMAGES else NOT_EXPECTED[expect])
    if media_type == "image/gif" and accepted & IMAGES:
        moves = fault_in_image(path) == Fault.ANIMATED
        return Judgement(media_type, fault=Fault.ANIMATED if moves else NOT_EXPECTED[expect])
    if DOCX in accepted and head.startswith(_OLE):
        # Word locks a .docx inside the container of its older files, and names it in wide letters
        locked = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        if XLSX in accepted and filename.rpartition(".")[2].lower() in {"xls", "xlsx", "xlsm", "xlsb"}:
            return Judgement(media_type, fault=Fault.XLSX_ENCRYPTED if locked else Fault.XLS_OLD)
        return Judgement(media_type, fault=Fault.DOCX_ENCRYPTED if locked else Fault.DOC_OLD)
    if media_type == DOCX and XLSX in accepted and is_workbook(path, filename):
        media_type = XLSX
    if not media_type and CSV in accepted and is_table(path, filename):
        return Judgement(CSV)
    if media_type not in accepted:
        return Judgement(media_type, fault=NOT_EXPECTED[expect])
    pages: int | None = None
    if media_type == PDF:
        pages, fault = inspect_pdf(path)
    elif media_type == DOCX:
        fault = fault_in_docx(path)
    elif media_type == XLSX:
        fault = fault_in_xlsx(path)
    else:
        pages, fault = 1, fault_in_image(path)
    if fault is None and filename.rpartition(".")[2].lower() not in SUFFIXES[media_type]:
        fault = Fault.WRONG_NAME
    return Judgement(media_type, pages, fault)


def is_table(path: Path, filename: str) -> bool:
    """Whether a file is a CSV: called so, of bounded size, words alone, in UTF-8 or as Windows writes them."""
    if filename.rpartition(".")[2].lower() != "csv" or path.stat().st_size > TEXT_BYTES:
        return False
    data = path.read_bytes()
    return b"\x00" not in data and not any(byte < 0x20 and byte not in b"\t\r\n\f" for byte in data)


def is_plain_text(path: Path, filename: str) -> bool:
    """Whether a file is words and nothing else: called so, in UTF-8, without a control character a page cannot show."""
    if filename.rpartition(".")[2].lower() not in TEXTS or path.stat().st_size > TEXT_BYTES:
        return False
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(c < " " and c not in "\t\r\n\f" for c in text)
