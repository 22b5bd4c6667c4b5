"""Desk, notices, search, files."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.files.operations import store_upload
from tests.files.hostile import pdf

from . import Row, everybody, only


def make(cast) -> dict:
    upload = SimpleUploadedFile("acta.pdf", pdf(), content_type="application/pdf")
    return {"file": store_upload(cast.act("liaison"), circle=cast.circle, upload=upload, expect="pdf")}


# a file that no record holds yet is of the municipality, the state and the ministry (decision 0103)
SEATED = ("liaison", "mayor", "council_secretary", "state", "reviewer", "authoriser")
ROUTES = {
    "web:desk": Row(everybody()),
    "web:notices": Row(everybody()),
    "web:search": Row(everybody()),
    "web:file": Row(only(*SEATED, "registrar", "administrator"), args=lambda made: [made["file"].public_id]),
}
