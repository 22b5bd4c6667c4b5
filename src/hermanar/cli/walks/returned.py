"""The exercise's text as it comes back from the other city: in Word, some words changed and a paragraph of its own."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.agreements import operations as agreements
from hermanar.documents import queries as papers
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.kernel.acts import Act

CHANGES = (("progress reports", "written progress reports"), ("sixty (60) days", "forty-five (45) days"))
ADDED = "The Parties shall hold a students’ week every year, in one city and the other by turns."


def take_back(act: Act, agreement: Any) -> Any:
    """The latest version goes out under a name and comes back changed. Returns the file that came back."""
    version = papers.latest_version(agreement.document)
    assert version is not None
    agreements.freeze_text(act, draft=agreement, version=version, label="La que se envió a la contraparte")
    data = papers.draft_docx(version, letterhead_of=agreement.partnership.owner, exercise=True)
    upload = SimpleUploadedFile("acuerdo-corregido.docx", corrected(data))
    attachment = store_upload(act, circle=agreement.partnership.circle, upload=upload, expect=Expect.DOCX)
    return agreements.take_back_file(act, draft=agreement, attachment=attachment, base_number=version.number)


def corrected(data: bytes) -> bytes:
    """The file with some words put for others and a paragraph added at its end, as Word saves it."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(data))
    for text in document.element.body.iter(qn("w:t")):
        for old, new in CHANGES:
            text.text = (text.text or "").replace(old, new)
    document.add_paragraph(ADDED)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
