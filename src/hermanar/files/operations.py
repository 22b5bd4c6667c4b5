"""What can happen to files: they come in whole, known and harmless, or not at all."""

import contextlib
import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.kernel.text import normalise

from .enums import ACCEPTED, PDF, Expect, Fault, Happened
from .models import Attachment, Blob, KeptUpload
from .policies import can_attach
from .rules import Judgement, is_plain_text, judge
from .rules.pdf import inspect_pdf

KEPT_LASTS = dt.timedelta(days=1)
KEPT_PER_SEAT = 20
KEPT_BYTES = 4  # times what one file may weigh: all that is kept for one seat


def _refuse(fault: Fault, field: str = "file", **data: Any) -> Refused:
    sentence = Fault(fault).label
    return Refused(fault.value, sentence % data if data else sentence, field=field)


def _receive(chunks: Iterable[bytes], folder: str) -> tuple[Path, str, int]:
    """Write the chunks to a temporary file while hashing. Returns (path, sha256, size). Raises Refused: too large."""
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix="in-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.FILE_MAX_BYTES:
                    raise _refuse(Fault.TOO_LARGE, megabytes=settings.FILE_MAX_BYTES // 2**20)
                digest.update(chunk)
                out.write(chunk)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name), digest.hexdigest(), size


def _put(path: Path, blob: Blob) -> None:
    """Bring the file to its place in the storage: whole or not at all, once per content."""
    if default_storage.exists(blob.path) and default_storage.size(blob.path) == blob.size:
        return
    if not isinstance(default_storage, FileSystemStorage):  # an object store: its own save is whole or nothing
        with path.open("rb") as f:
            default_storage.save(blob.path, File(f))
        return
    target = Path(default_storage.path(blob.path))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(prefix=".half-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out, path.open("rb") as f:
            while chunk := f.read(2**20):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(half, 0o640)
        os.replace(half, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(half)
        raise


def _keep(act: Act, path: Path, digest: str, size: int, media_type: str, pages: int | None) -> Blob:
    """Row and bytes. The bytes come first: a row never points to nothing. Bytes without row harm nobody."""
    blob = Blob(sha256=digest, size=size, media_type=media_type, pages=pages, stored_at=act.at)
    _put(path, blob)
    kept, _new = Blob.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": media_type, "pages": pages, "stored_at": act.at}
    )
    return kept


@transaction.atomic
def store_upload(
    act: Act, *, circle: Circle, upload: UploadedFile, expect: Expect | str, caption: str = ""
) -> Attachment:
    """Keep what a person sent, after looking at what it really is. Returns the attachment.

    Raises NotVisible, and Refused with a `Fault` as code (field `file`); nothing of a refused file stays.
    """
    blob, name = _receive_upload(act, circle, upload, expect)
    return _attach(act, circle, blob, name, caption)


@transaction.atomic
def keep_upload(act: Act, *, circle: Circle, upload: UploadedFile, expect: Expect | str) -> tuple[Blob, str]:
    """Keep what a person sent without putting it in the circle: for what only the app that asked shows, to whom it
    decides. Returns the blob and the name it came with. Raises as `store_upload`."""
    blob, name = _receive_upload(act, circle, upload, expect)
    record(act, Happened.KEPT, about=blob.sha256, media_type=blob.media_type, size=blob.size)
    return blob, _name_of(name)


def _receive_upload(act: Act, circle: Circle, upload: UploadedFile, expect: Expect | str) -> tuple[Blob, str]:
    if not can_attach(act.actor, circle):
        raise NotVisible
    if upload.size is not None and upload.size > settings.FILE_MAX_BYTES:
        raise _refuse(Fault.TOO_LARGE, megabytes=settings.FILE_MAX_BYTES // 2**20)
    path, digest, size = _receive(upload.chunks(), settings.FILE_UPLOAD_TEMP_DIR)
    try:
        judgement = judge(path, upload.name or "", ACCEPTED[expect], Expect(expect)) if size else Judgement()
        if not size or (upload.size is not None and size < upload.size):
            raise _refuse(Fault.EMPTY)
        if judgement.fault is not None:
            raise _refuse(judgement.fault)
        blob = _keep(act, path, digest, size, judgement.media_type, judgement.pages)
    finally:
        path.unlink(missing_ok=True)
    return blob, upload.name or "archivo"


def _name_of(filename: str) -> str:
    """The name a file came with, without the folders of the machine it came from."""
    return normalise(filename.replace("\\", "/").rpartition("/")[2])[-200:] or str(_("archivo"))


def _attach(act: Act, circle: Circle, blob: Blob, filename: str, caption: str) -> Attachment:
    attachment = Attachment.objects.create(
        circle=circle,
        blob=blob,
        filename=_name_of(filename),
        caption=normalise(caption)[:300],
        attached_at=act.at,
        attached_by=act.actor.user[:12],
    )
    # not the name: people put names of persons there
    record(
        act,
        Happened.ATTACHED,
        chain=circle.public_id,
        about=attachment.public_id,
        sha256=blob.sha256,
        size=blob.size,
        pages=blob.pages,
    )
    return attachment


@transaction.atomic
def store_bytes(
    act: Act, *, circle: Circle, data: bytes, filename: str, media_type: str, caption: str = ""
) -> Attachment:
    """Keep bytes of our own making in a circle. Raises NotVisible, Refused."""
    if not can_attach(act.actor, circle):
        raise NotVisible
    return _attach(act, circle, keep_blob(act, data=data, media_type=media_type), filename, caption)


@transaction.atomic
def copy_attachment(act: Act, *, attachment: Attachment, circle: Circle, caption: str = "") -> Attachment:
    """Put the same bytes, kept once, into another circle. The caller has checked that its actor reads the original.

    Raises NotVisible where the actor may not put files into that circle.
    """
    if not can_attach(act.actor, circle):
        raise NotVisible
    return _attach(act, circle, attachment.blob, attachment.filename, caption or attachment.caption)


@transaction.atomic
def keep_blob(act: Act, *, data: bytes, media_type: str) -> Blob:
    """Keep bytes of our own making by their hash (an issued paper). Same bytes, same row. Raises Refused (`empty`)."""
    if not data:
        raise _refuse(Fault.EMPTY)
    path, digest, size = _receive([data], settings.FILE_UPLOAD_TEMP_DIR)
    try:
        pages = inspect_pdf(path)[0] if media_type == PDF else None
        blob = _keep(act, path, digest, size, media_type, pages)
    finally:
        path.unlink(missing_ok=True)
    record(act, Happened.KEPT, about=digest, media_type=media_type, size=size)
    return blob


# -- files of forms that are not done yet ---------------------------------------------------------------------


@transaction.atomic
def hold_upload(act: Act, *, upload: UploadedFile, field: str) -> KeptUpload:
    """Keep a file for a day, while its form is put right, for the same user in the same post and nobody else.

    What it really is is looked at as for any file that comes to stay. Raises NotVisible (a stranger), Refused with a
    `Fault` as code; nothing of a refused file stays. The oldest go where a seat has too many.
    """
    if act.actor.is_stranger:
        raise NotVisible
    if upload.size is not None and upload.size > settings.FILE_MAX_BYTES:
        raise _refuse(Fault.TOO_LARGE, megabytes=settings.FILE_MAX_BYTES // 2**20)
    path, _digest, size = _receive(upload.chunks(), settings.FILE_UPLOAD_TEMP_DIR)
    try:
        judgement = judge(path, upload.name or "", ACCEPTED[Expect.EVIDENCE], Expect.EVIDENCE) if size else Judgement()
        if not size or (upload.size is not None and size < upload.size):
            raise _refuse(Fault.EMPTY)
        media_type = judgement.media_type
        if judgement.fault == Fault.NOT_EVIDENCE and is_plain_text(path, upload.name or ""):
            media_type = "text/plain"
        elif judgement.fault is not None:
            raise _refuse(judgement.fault)
        kept = KeptUpload.objects.create(
            user=act.actor.user[:12],
            appointment=act.actor.appointment[:12],
            field=field[:100],
            filename=_name_of(upload.name or ""),
            media_type=media_type,
            size=size,
            kept_at=act.at,
        )
        with path.open("rb") as f:
            default_storage.save(kept.path, File(f))
    finally:
        path.unlink(missing_ok=True)
    record(act, Happened.UPLOAD_KEPT, about=kept.public_id, media_type=media_type, size=size)
    _drop_beyond(act)
    return kept


def _drop_beyond(act: Act) -> None:
    """Of one seat the latest stay, as many and as large as is fair."""
    mine = KeptUpload.objects.filter(user=act.actor.user[:12], appointment=act.actor.appointment[:12]).order_by("-pk")
    room, beyond = KEPT_BYTES * settings.FILE_MAX_BYTES, []
    for number, row in enumerate(mine):
        room -= row.size
        if number >= KEPT_PER_SEAT or room < 0 or row.kept_at <= act.at - KEPT_LASTS:
            beyond.append(row)
    _drop_kept(beyond)


def _drop_kept(rows: list[KeptUpload]) -> None:
    KeptUpload.objects.filter(pk__in=[r.pk for r in rows]).delete()
    for row in rows:
        transaction.on_commit(partial(default_storage.delete, row.path))


@transaction.atomic
def drop_held_uploads(act: Act) -> int:
    """Delete the files of forms that nobody finished within a day. Returns how many."""
    old = list(KeptUpload.objects.filter(kept_at__lte=act.at - KEPT_LASTS))
    _drop_kept(old)
    if old:
        record(act, Happened.UPLOADS_DROPPED, number=len(old))
    return len(old)
