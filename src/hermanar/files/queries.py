"""Reading what is kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from .enums import PDF
from .models import Attachment, Blob, KeptUpload
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
    row = at_most_one(Attachment.objects.for_actor(actor).select_related("blob", "circle").filter(public_id=public_id))
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


class HeldUpload(UploadedFile):
    """A file of a form as it came before, kept on the server while its form is put right."""

    def __init__(self, row: KeptUpload, stream: IO[bytes]) -> None:
        super().__init__(stream, name=row.filename, content_type=row.media_type, size=row.size)
        self.token, self.field_name = row.public_id, row.field


def held_uploads(actor: Actor, tokens: Iterable[str], *, since: dt.datetime) -> list[HeldUpload]:
    """The files kept after `since` under those tokens for this very user in this very post, in the order they came.
    Another's token, and one that is past, give nothing."""
    if actor.is_stranger:
        return []
    rows = KeptUpload.objects.filter(
        public_id__in=list(tokens), user=actor.user[:12], appointment=actor.appointment[:12], kept_at__gt=since
    ).order_by("pk")
    # bytes may be missing after a restore: what a backup holds is what belongs to cases
    return [HeldUpload(r, default_storage.open(r.path, "rb")) for r in rows if default_storage.exists(r.path)]
