"""Reading what is kept."""

from dataclasses import dataclass
from typing import IO

from django.core.files.storage import default_storage

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible

from .enums import PDF
from .models import Attachment, Blob
from .rules.pages import picture_of
from .rules.texts import text_of


@dataclass(frozen=True)
class OpenFile:
    """A file to send: close `stream` when done."""

    filename: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    stream: IO[bytes]


def get_attachment(actor: Actor, public_id: str) -> Attachment:
    """The attachment with its blob, as far as the actor's seats reach. Raises NotVisible."""
    row = Attachment.objects.for_actor(actor).select_related("blob", "circle").filter(public_id=public_id).first()
    if row is None:
        raise NotVisible
    return row


def open_attachment(actor: Actor, public_id: str) -> OpenFile:
    """The attachment's bytes, as a stream. Raises NotVisible."""
    row = get_attachment(actor, public_id)
    return OpenFile(
        row.filename, row.blob.media_type, row.blob.size, row.blob.sha256, row.blob.pages, open_blob(row.blob)
    )


def open_blob(blob: Blob) -> IO[bytes]:
    """The bytes as a stream; the caller has checked who asks. Raises FileNotFoundError."""
    return default_storage.open(blob.path, "rb")


def read_blob(blob: Blob) -> bytes:
    """All the bytes at once: for what is known to be small (papers of ours)."""
    with open_blob(blob) as f:
        return f.read()


def read_text(attachment: Attachment) -> str:
    """The text of a PDF that has one; "" for a picture or a scan. The caller has checked who asks."""
    return text_of(read_blob(attachment.blob)) if attachment.blob.media_type == PDF else ""


def read_page(attachment: Attachment, number: int) -> bytes:
    """A page of a scan as PNG, from 1. Raises NotVisible where there is no such page or nothing to draw."""
    if attachment.blob.media_type != PDF:
        raise NotVisible
    try:
        return picture_of(read_blob(attachment.blob), number)
    except (LookupError, ValueError) as missing:
        raise NotVisible from missing
