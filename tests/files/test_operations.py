import hashlib
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.files.models import Attachment, Blob
from hermanar.files.operations import keep_blob, store_bytes, store_upload
from hermanar.files.queries import open_attachment, read_blob
from hermanar.journal.models import Entry
from hermanar.kernel.errors import NotVisible, Refused
from tests.files import hostile


@pytest.fixture(autouse=True)
def _own_storage(tmp_path, settings):
    """Each test its own files, so that what is left behind can be counted."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    (tmp_path / "uploads").mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")


def left_behind(tmp_path: Path) -> list[str]:
    return sorted(p.name for p in tmp_path.rglob("*") if p.is_file())


def send(cast, data, name="acta.pdf", expect="pdf", who="liaison", **more):
    return store_upload(cast.act(who), circle=cast.circle, upload=SimpleUploadedFile(name, data), expect=expect, **more)


def test_store_upload_keeps_bytes_by_hash_with_pages(cast, tmp_path):
    data = hostile.pdf(pages=3)
    row = send(cast, data, name="C:\\Mis documentos\\Acta  de Cabildo.pdf", caption=" Acta 12 ")
    digest = hashlib.sha256(data).hexdigest()
    assert (row.filename, row.caption, row.attached_by) == (
        "Acta de Cabildo.pdf",
        "Acta 12",
        cast.users["liaison"].public_id,
    )
    assert (row.blob.sha256, row.blob.size, row.blob.pages, row.blob.media_type) == (
        digest,
        len(data),
        3,
        "application/pdf",
    )
    assert left_behind(tmp_path) == [digest]
    with open_attachment(cast.actor("reviewer"), row.public_id).stream as stream:
        assert stream.read() == data
    line = Entry.objects.latest("id")
    assert (line.happened, line.about, line.data) == (
        "files.attached",
        row.public_id,
        {"sha256": digest, "size": len(data), "pages": 3},
    )


def test_store_upload_of_the_same_bytes_twice_keeps_one_blob(cast, tmp_path):
    data = hostile.pdf()
    assert send(cast, data).blob == send(cast, data, name="otra.pdf").blob
    assert (Blob.objects.count(), Attachment.objects.count(), len(left_behind(tmp_path))) == (1, 2, 1)


@pytest.mark.parametrize(
    ("name", "expect", "make"),
    [
        ("x.png", "image", hostile.png),
        ("x.PNG", "pdf_or_image", hostile.png),
        ("x.pdf", "pdf_or_image", hostile.pdf),
        ("x.docx", "docx", hostile.docx),
        ("x.docx", "docx", lambda: hostile.docx({"word/_rels/document.xml.rels": LINK})),
        ("t.xlsx", "evidence", hostile.xlsx),
        ("t.csv", "evidence", lambda: "Área;Número\r\nTurismo;3\r\n".encode("cp1252")),
        ("x.pdf", "pdf", lambda: hostile.pdf(hostile.with_attachment("tabla.csv", b"a,b"))),
        ("x.pdf", "pdf", lambda: hostile.pdf(hostile.with_page_that_inflates(2))),
    ],
)
def test_store_upload_of_what_is_asked_stands(cast, name, expect, make):
    assert send(cast, make(), name=name, expect=expect).blob.size > 0


LINK = hostile.relations("hyperlink", "https://example.org")
HOSTILE = {
    "a text": ("not_a_pdf", "pdf", "x.pdf", lambda: b"hola"),
    "a picture": ("not_a_pdf", "pdf", "x.pdf", hostile.png),
    "a program": ("not_a_pdf", "pdf", "x.pdf", lambda: b"MZ" + bytes(2000)),
    "a document": ("not_pdf_or_image", "pdf_or_image", "x.pdf", hostile.docx),
    "a page": ("not_an_image", "image", "x.png", lambda: b"<html><script>1</script></html>"),
    "nothing": ("empty", "pdf", "x.pdf", lambda: b""),
    "PDF with password": (
        "pdf_encrypted", "pdf", "x.pdf", lambda: hostile.pdf(encryption=_password("abre"))),
    "PDF with lock": ("pdf_encrypted", "pdf", "x.pdf", lambda: hostile.pdf(encryption=_password(""))),
    "PDF with a ZIP after it": ("pdf_mixed", "pdf", "x.pdf", lambda: hostile.pdf() + hostile.zipped()),
    "PDF with a ZIP after it, to its end": (
        "pdf_mixed", "pdf", "x.pdf", lambda: hostile.pdf() + hostile.zipped(b"startxref\n0\n%%EOF\n")),
    "program before the PDF": ("pdf_mixed", "pdf", "x.pdf", lambda: b"MZ\x90\x00\n" + hostile.pdf()),
    "page of the web before the PDF": ("pdf_mixed", "pdf", "x.pdf", lambda: b"\n<html></html>\n" + hostile.pdf()),
    "PDF that inflates": (
        "pdf_bomb", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_page_that_inflates(130), recompress_flate=False)),
    "PDF that inflates twice": ("pdf_bomb", "pdf", "x.pdf", lambda: hostile.pdf(
        hostile.with_page_that_inflates(2, layers=2), compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none)),
    "form of Adobe without script": ("pdf_form", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_form)),
    "PDF with script": ("pdf_script", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_open_action("/JavaScript"))),
    "PDF with hidden script": (
        "pdf_script", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_script_in_page_annotation)),
    "PDF with script in compressed objects": (
        "pdf_script", "pdf", "x.pdf",
        lambda: hostile.pdf(hostile.with_open_action("/JavaScript"), object_stream_mode=_compressed())),
    "PDF that launches": ("pdf_launch", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_open_action("/Launch"))),
    "PDF with program": (
        "pdf_executable", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_attachment("juego.exe", b"hola"))),
    "PDF with renamed program": (
        "pdf_executable", "pdf", "x.pdf", lambda: hostile.pdf(hostile.with_attachment("tabla.csv", b"MZ\x90" + bytes(99)))),
    "PDF cut": ("pdf_truncated", "pdf", "x.pdf", lambda: hostile.pdf(pages=40)[:-400]),
    "PDF of nonsense": ("pdf_damaged", "pdf", "x.pdf", lambda: b"%PDF-1.7\n" + b"x" * 500 + b"%%EOF"),
    "PDF without pages": ("pdf_damaged", "pdf", "x.pdf", lambda: hostile.pdf(pages=0)),
    "PDF wrongly named": ("wrong_name", "pdf", "x.docx", hostile.pdf),
    "PDF without ending": ("wrong_name", "pdf", "x", hostile.pdf),
    "picture bomb": ("image_too_large", "image", "x.png", lambda: hostile.png_that_declares(60000, 60000)),
    "picture cut": ("image_damaged", "image", "x.png", lambda: hostile.png(300, 300)[:-40]),
    "picture that lies": ("image_damaged", "image", "x.png", lambda: hostile.png_that_declares(500, 500)),
    "SVG with script": (
        "svg", "image", "x.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "SVG behind a comment": ("svg", "image", "x.svg", lambda: b'\xef\xbb\xbf<!-- x --><svg onload="alert(1)"/>'),
    "ZIP": ("not_a_docx", "docx", "x.docx", lambda: _zip({"a.txt": b"a"})),
    "ZIP bomb": ("zip_bomb", "docx", "x.docx", lambda: hostile.docx({"word/media/a.bin": bytes(30 * 2**20)})),
    "ZIP of many": (
        "zip_bomb", "docx", "x.docx", lambda: hostile.docx({f"word/media/{n}": b"" for n in range(2100)})),
    "DOCX with entities": (
        "zip_bomb", "docx", "x.docx", lambda: hostile.docx({"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
    "DOCX with macros": ("docx_macros", "docx", "x.docx", lambda: hostile.docx({"word/vbaProject.bin": b"x"})),
    "DOCX that says macros": (
        "docx_macros", "docx", "x.docx", lambda: hostile.docx(types=hostile.TYPES.replace(b"main+xml", b"macroEnabled.main+xml"))),
    "DOCX with foreign template": (
        "docx_external", "docx", "x.docx",
        lambda: hostile.docx({"word/_rels/settings.xml.rels": hostile.relations("attachedTemplate", "http://a/b.dotm")})),
    "DOCX with foreign picture": (
        "docx_external", "docx", "x.docx",
        lambda: hostile.docx({"word/_rels/document.xml.rels": hostile.relations("image", "http://a/b.png")})),
    "DOCX with object": ("docx_objects", "docx", "x.docx", lambda: hostile.docx({"word/embeddings/ole1.bin": b"x"})),
    "DOCX that climbs": ("docx_damaged", "docx", "x.docx", lambda: hostile.docx({"../../etc/x": b"x"})),
    "XLSX where a PDF is asked": ("not_pdf_or_image", "pdf_or_image", "t.xlsx", hostile.xlsx),
    "XLSX wrongly named": ("wrong_name", "evidence", "t.docx", hostile.xlsx),
    "XLSX with macros": ("xlsx_macros", "evidence", "t.xlsx", lambda: hostile.xlsx({"xl/vbaProject.bin": b"x"})),
    "XLSX with object": ("xlsx_objects", "evidence", "t.xlsx", lambda: hostile.xlsx({"xl/embeddings/o.bin": b"x"})),
    "XLSX with data from elsewhere": (
        "xlsx_external", "evidence", "t.xlsx",
        lambda: hostile.xlsx({"xl/externalLinks/_rels/e.xml.rels": hostile.relations("externalLinkPath", "file:///a.xlsx")})),
    "XLSX cut": ("xlsx_damaged", "evidence", "t.xlsx", lambda: hostile.xlsx()[:-60]),
    "XLSX bomb": ("zip_bomb", "evidence", "t.xlsx", lambda: hostile.xlsx({"xl/media/a.bin": bytes(30 * 2**20)})),
    "CSV of bytes": ("not_evidence", "evidence", "t.csv", lambda: b"a,b\x00c"),
    "old spreadsheet": ("xls_old", "evidence", "t.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "DOCX cut": ("docx_damaged", "docx", "x.docx", lambda: hostile.docx({"word/a.xml": b"<a/>" * 999})[:-100]),
}  # fmt: skip


def _password(user: str):
    return pikepdf.Encryption(owner="dueño", user=user)


def _compressed():
    return pikepdf.ObjectStreamMode.generate


def _zip(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("what", HOSTILE)
def test_store_upload_of_hostile_file_is_refused_by_name_and_nothing_stays(cast, tmp_path, what):
    code, expect, name, make = HOSTILE[what]
    before = Entry.objects.count()
    with pytest.raises(Refused) as e:
        send(cast, make(), name=name, expect=expect)
    assert (e.value.code, e.value.field) == (code, "file")
    assert str(e.value.reason).endswith(".")
    assert (Blob.objects.count(), Attachment.objects.count(), Entry.objects.count()) == (0, 0, before)
    assert left_behind(tmp_path) == []


class Endless(SimpleUploadedFile):
    """Says it is small, or large; never meant to be read whole."""

    def __init__(self, size: int, said: int) -> None:
        super().__init__("x.pdf", b"")
        self.size, self.left, self.read_bytes = said, size, 0

    def chunks(self, chunk_size=None):
        while self.left > 0:
            self.left -= 2**16
            self.read_bytes += 2**16
            yield bytes(2**16)


def test_store_upload_too_large_is_refused_before_reading(cast, tmp_path):
    upload = Endless(size=200 * 2**20, said=200 * 2**20)
    with pytest.raises(Refused, match="too_large"):
        store_upload(cast.act("liaison"), circle=cast.circle, upload=upload, expect="pdf")
    assert upload.read_bytes == 0


def test_store_upload_that_lies_about_its_size_stops_at_the_limit(cast, tmp_path, settings):
    settings.FILE_MAX_BYTES = 2**20
    upload = Endless(size=200 * 2**20, said=10)
    with pytest.raises(Refused, match="too_large"):
        store_upload(cast.act("liaison"), circle=cast.circle, upload=upload, expect="pdf")
    assert upload.read_bytes <= 2**20 + 2**16
    assert left_behind(tmp_path) == []


def test_store_upload_shorter_than_announced_is_refused(cast, tmp_path):
    upload = SimpleUploadedFile("x.pdf", hostile.pdf())
    upload.size += 1
    with pytest.raises(Refused, match="empty"):
        store_upload(cast.act("liaison"), circle=cast.circle, upload=upload, expect="pdf")
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_store_upload_into_a_circle_without_seat_is_not_visible(cast, who):
    with pytest.raises(NotVisible):
        send(cast, hostile.pdf(), who=who)


def test_open_attachment_is_for_the_seated_only(cast):
    public_id = send(cast, hostile.pdf()).public_id
    # what no record holds yet is of those who work on the case, and of who put it there
    for who in ("liaison", "mayor", "state", "reviewer"):
        with open_attachment(cast.actor(who), public_id).stream as stream:
            assert stream.read(5) == b"%PDF-"
    for who in ("stranger", "nobody", "consul", "committee", "counterpart"):
        with pytest.raises(NotVisible):
            open_attachment(cast.actor(who), public_id)


def test_keep_blob_twice_is_one_and_damaged_bytes_are_put_right(cast, tmp_path):
    data = hostile.pdf()
    blob = keep_blob(cast.act("liaison"), data=data, media_type="application/pdf")
    assert (read_blob(blob), blob.pages) == (data, 2)
    Path(default_storage.path(blob.path)).write_bytes(b"half")
    assert keep_blob(cast.act("liaison"), data=data, media_type="application/pdf") == blob
    assert read_blob(blob) == data
    assert left_behind(tmp_path) == [blob.sha256]


def test_keep_blob_when_disk_fails_leaves_neither_row_nor_half(cast, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hermanar.files.operations.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_blob(cast.act("liaison"), data=b"x" * 100, media_type="text/plain")
    assert Blob.objects.count() == 0
    assert left_behind(tmp_path) == []


def test_store_bytes_attaches_our_own(cast):
    row = store_bytes(
        cast.act("liaison"),
        circle=cast.circle,
        data=b"BEGIN:VCALENDAR",
        filename="plazos.ics",
        media_type="text/calendar",
    )
    assert (row.filename, row.blob.media_type) == ("plazos.ics", "text/calendar")
