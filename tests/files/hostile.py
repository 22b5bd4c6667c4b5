"""Files that people should not be able to bring in, made small and on the spot."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def pdf(change=None, pages: int = 2, **save) -> bytes:
    """A PDF of blank pages; `change(pdf)` spoils it."""
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        if change:
            change(made)
        out = io.BytesIO()
        made.save(out, **save)
    return out.getvalue()


def with_open_action(kind: str):
    def change(made):
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(kind), JS=pikepdf.String("app.alert(1)"))
        if kind != "/JavaScript":
            del made.Root.OpenAction["/JS"]

    return change


def with_page_that_inflates(megabytes: int, layers: int = 1):
    """A page drawn from blanks that were compressed, once or again."""

    def change(made):
        deflater = zlib.compressobj(9)
        raw = b"".join(deflater.compress(b" " * 2**20) for _ in range(megabytes)) + deflater.flush()
        for _ in range(layers - 1):
            raw = zlib.compress(raw, 9)
        stream = pikepdf.Stream(made, raw)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * layers) if layers > 1 else pikepdf.Name.FlateDecode
        made.pages[0].Contents = made.make_indirect(stream)

    return change


def with_script_in_page_annotation(made):
    action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=made.make_stream(b"app.alert(1)"))
    made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name("/Link"), AA={"/E": action})])


def with_form(made):
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=made.make_stream(b"<xdp/>"))


def zipped(comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", "hola")
        made.comment = comment
    return out.getvalue()


def with_attachment(name: str, data: bytes):
    def change(made):
        made.attachments[name] = data

    return change


def png(width: int = 4, height: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def png_that_declares(width: int, height: int) -> bytes:
    """A few bytes that promise an enormous picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def docx(parts: dict[str, bytes] | None = None, types: bytes = TYPES) -> bytes:
    """A Word document with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", types)
        z.writestr("word/document.xml", DOCUMENT)
        for name, data in (parts or {}).items():
            z.writestr(name, data)
    return out.getvalue()


def xlsx(parts: dict[str, bytes] | None = None) -> bytes:
    """A spreadsheet with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        for name, data in {
            "xl/workbook.xml": b"<workbook/>",
            "xl/worksheets/sheet1.xml": b"<a/>",
            **(parts or {}),
        }.items():
            z.writestr(name, data)
    return out.getvalue()


def relations(kind: str, target: str) -> bytes:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()
