"""What can happen to evidence: it comes in whole or in pieces, is described, judged, used, taken from where it was used."""

import datetime as dt
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy as _

from hermanar.directory.enums import Part
from hermanar.directory.models import Circle
from hermanar.files.enums import CSV, DOCX, PDF, XLSX, Expect
from hermanar.files.operations import keep_blob, store_upload
from hermanar.files.queries import open_blob
from hermanar.files.rules.images import copies_without_traces
from hermanar.files.rules.pages import picture_of
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.notices.queries import people_of_posts

from .enums import Claim, Consent, EvidenceState, Happened, Kind
from .models import Arrival, Evidence, Use
from .policies import can_capture, can_judge, can_use

SHOWN_EDGE, THUMB_EDGE = 2048, 480  # points of the longest side
PART_BYTES = 4 * 2**20  # a piece of an upload in pieces
ARRIVAL_LASTS = dt.timedelta(hours=24)
_TEXTS = ("place", "author", "caption_es", "caption_en", "alt_es", "alt_en")
# what whoever accepted a piece looked at
_ACCEPTED = ("kind", "on", "precision", "place", "author", "caption_es", "caption_en", "consent")


def _must_capture(act: Act, circle: Circle) -> None:
    if not can_capture(act.actor, circle):
        raise NotVisible(circle.public_id)


def _copies(act: Act, evidence: Evidence) -> None:
    """Make the copies that may be shown. A picture without traces; of a PDF its first page; of a Word file or a table
    none. The file goes to disk piece by piece: no original stands whole in memory."""
    assert evidence.attachment is not None
    blob = evidence.attachment.blob
    if blob.media_type in {DOCX, XLSX, CSV}:
        return
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        path = Path(folder) / "original"
        with path.open("wb") as out, open_blob(blob) as f:
            while chunk := f.read(2**20):
                out.write(chunk)
        if blob.media_type == PDF:
            try:
                page = picture_of(path, 1)
            except (LookupError, ValueError):
                return
            path = Path(folder) / "page"
            path.write_bytes(page)
        edges = (THUMB_EDGE,) if blob.media_type == PDF else (SHOWN_EDGE, THUMB_EDGE)
        try:
            *shown, small = copies_without_traces(path, edges)
        except ValueError:
            return
    evidence.thumb = keep_blob(act, data=small.data, media_type="image/jpeg")
    for large in shown:
        evidence.shown = keep_blob(act, data=large.data, media_type="image/jpeg")
        evidence.width, evidence.height = large.width, large.height


def _clean(act: Act, given: dict[str, Any]) -> dict[str, Any]:
    """Fields of the description, normalised. Raises Invalid."""
    clean: dict[str, Any] = {name: normalise(str(given.get(name) or "")) for name in _TEXTS}
    on, precision = given.get("on"), given.get("precision") or Precision.DAY
    errors: dict[str, list] = {}
    if given.get("kind") not in Kind.values:
        errors["kind"] = [_("Diga qué es.")]
    if precision not in set(Precision):
        errors["precision"] = [_("Diga con qué precisión se conoce la fecha.")]
    if on is not None and on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if given.get("consent", Consent.MISSING) not in Consent.values:
        errors["consent"] = [_("Diga si las personas que aparecen dieron su consentimiento.")]
    if errors:
        raise Invalid(errors)
    return clean | {
        "kind": given["kind"],
        "on": on,
        "precision": precision,
        "consent": given.get("consent", Consent.MISSING),
    }


def _add(act: Act, circle: Circle, **fields: Any) -> Evidence:
    row = Evidence(circle=circle, added_at=act.at, added_by=act.actor.user[:12], **fields)
    if row.attachment is not None:
        _copies(act, row)
    row.save()
    record(act, Happened.ADDED, chain=circle.public_id, about=row.public_id, kind=row.kind)
    return row


def _take(act: Act, circle: Circle, upload: UploadedFile, clean: dict[str, Any]) -> Evidence:
    attachment = store_upload(act, circle=circle, upload=upload, expect=Expect.EVIDENCE)
    twin = Evidence.objects.filter(circle=circle, attachment__blob=attachment.blob).first()
    if twin is not None:
        when = date_in_words(twin.added_at.date(), get_language() or "es")
        raise Refused(
            "already_there",
            _("“%(name)s” ya está entre las evidencias como “%(as)s”, desde el %(when)s: úsela desde ahí.")
            % {"name": attachment.filename, "as": twin.caption_es or attachment.filename, "when": when},
            field="file",
        )
    return _add(act, circle, attachment=attachment, **clean)


@transaction.atomic
def add_evidence(
    act: Act, *, circle: Circle, upload: UploadedFile | None = None, url: str = "", **description: Any
) -> Evidence:
    """Bring in one piece: a file, or an address (kind `link`). `description`: `kind`, `on`, `precision`, `place`,
    `author`, `caption_es`, `caption_en`, `alt_es`, `alt_en`, `consent`.

    Raises NotVisible, Invalid, and Refused with what is wrong with the file (field `file`).
    """
    _must_capture(act, circle)
    clean = _clean(act, description)
    if clean["kind"] == Kind.LINK:
        address = url.strip()
        try:
            URLValidator(schemes=["https", "http"])(address)
        except ValidationError as wrong:
            raise Invalid({"url": [_("Escriba la dirección completa, con https://.")]}) from wrong
        return _add(act, circle, url=address, **clean)
    if upload is None:
        raise Invalid({"file": [_("Adjunte el archivo.")]})
    return _take(act, circle, upload, clean)


class Batch:
    """What came of many files: the pieces taken, and (name of the file, why not)."""

    def __init__(self) -> None:
        self.taken: list[Evidence] = []
        self.refused: list[tuple[str, Refused]] = []


@transaction.atomic
def add_many(act: Act, *, circle: Circle, uploads: Iterable[UploadedFile], **description: Any) -> Batch:
    """Bring in many files under one description, each by itself: one that is refused does not stop the others.

    Raises NotVisible, Invalid (the description). The faults come back by the name of the file.
    """
    _must_capture(act, circle)
    _clean(act, description)
    batch = Batch()
    for upload in uploads:
        try:
            batch.taken.append(add_evidence(act, circle=circle, upload=upload, **description))
        except Refused as no:
            batch.refused.append((str(upload.name or ""), no))
    return batch


@transaction.atomic
def describe_evidence(act: Act, *, evidence: Evidence, **description: Any) -> Evidence:
    """Correct what is said of a piece; a returned one comes back to be looked at, and so does an accepted one that says
    another thing now, or whose consent is another: what was accepted is what it said. The words for who cannot see the
    picture are put right without that. Raises NotVisible, Invalid."""
    _must_capture(act, evidence.circle)
    clean = _clean(act, description)
    if (clean["kind"] == Kind.LINK) != (evidence.attachment_id is None):
        raise Invalid({"kind": [_("Un archivo no es un enlace, ni un enlace un archivo.")]})
    is_another = any(getattr(evidence, name) != clean[name] for name in _ACCEPTED)
    for name, value in clean.items():
        setattr(evidence, name, value)
    changed = [*clean]
    if evidence.state == EvidenceState.RETURNED or (evidence.state == EvidenceState.ACCEPTED and is_another):
        evidence.state, evidence.reason, evidence.judged_on = EvidenceState.RECEIVED, "", None
        changed += ["state", "reason", "judged_on"]
    evidence.save(update_fields=changed)
    record(act, Happened.DESCRIBED, chain=evidence.circle.public_id, about=evidence.public_id)
    return evidence


def _judge(act: Act, evidence: Evidence, state: EvidenceState, reason: str, *before: EvidenceState) -> Evidence:
    if not can_judge(act.actor, evidence.circle):
        raise NotVisible(evidence.public_id)
    rows = Evidence.objects.filter(pk=evidence.pk, state__in=before)
    if not rows.update(state=state, reason=reason, judged_on=act.on):
        raise Refused("state_changed", _("Alguien más ya revisó esta evidencia: mire cómo quedó."))
    evidence.refresh_from_db()
    return evidence


@transaction.atomic
def accept_evidence(act: Act, *, evidence: Evidence) -> Evidence:
    """Say that it is what it says. Raises NotVisible, Refused."""
    _judge(act, evidence, EvidenceState.ACCEPTED, "", EvidenceState.RECEIVED, EvidenceState.RETURNED)
    record(act, Happened.ACCEPTED, chain=evidence.circle.public_id, about=evidence.public_id)
    return evidence


@transaction.atomic
def return_evidence(act: Act, *, evidence: Evidence, reason: str) -> Evidence:
    """Give it back with a reason, accepted before or not. Raises NotVisible, Invalid, Refused."""
    text = normalise(reason, lines=True)
    if not text:
        raise Invalid({"reason": [_("Escriba el motivo: quien la envió necesita saber qué corregir.")]})
    _judge(act, evidence, EvidenceState.RETURNED, text, EvidenceState.RECEIVED, EvidenceState.ACCEPTED)
    record(act, Happened.RETURNED, chain=evidence.circle.public_id, about=evidence.public_id)
    here = people_of_posts(evidence.circle, [(Part.LEAD, None), (Part.COMMITTEE, None)], act.on)
    notify(
        act, to=[user for user in here if user.public_id[:12] == evidence.added_by], key="evidence_returned",
        data={"title": evidence.caption_es, "reason": text}, door="evidence.piece", at={"evidence": evidence.public_id},
    )  # fmt: skip
    return evidence


# -- where it is used -----------------------------------------------------------------------------------------


@transaction.atomic
def use_evidence(
    act: Act, *, evidence: Evidence, subject: str, subject_id: str, label: str, claim: Claim | str, position: int = 0
) -> Use:
    """Put a piece under a claim of a record of an app above, which says the record's word, its id and its name.

    Whether it can carry the claim is judged when it is shown, not here: weak evidence is used and marked, not hidden.
    Raises NotVisible, Invalid, Refused (it is there already).
    """
    if not can_use(act.actor, evidence.circle):
        raise NotVisible(evidence.public_id)
    if claim not in Claim.values:
        raise Invalid({"claim": [_("Diga qué se quiere mostrar con ella.")]})
    there = Use.objects.filter(evidence=evidence, subject=subject, subject_id=subject_id, ended_at=None)
    if there.exists():
        raise Refused("already_used", _("Esa evidencia ya está ahí."))
    use = Use.objects.create(
        evidence=evidence, subject=subject, subject_id=subject_id, label=normalise(label)[:200], claim=claim,
        position=position, used_at=act.at,
    )  # fmt: skip
    record(act, Happened.USED, chain=evidence.circle.public_id, about=evidence.public_id, where=use.label)
    return use


@transaction.atomic
def end_use(act: Act, *, use: Use) -> Use:
    """Take it from where it was used; that it was there stays known. Raises NotVisible, Refused."""
    if not can_use(act.actor, use.evidence.circle):
        raise NotVisible(use.evidence.public_id)
    if not Use.objects.filter(pk=use.pk, ended_at=None).update(ended_at=act.at):
        raise Refused("not_used", _("Esa evidencia ya no está ahí."))
    use.refresh_from_db()
    record(
        act, Happened.USE_ENDED, chain=use.evidence.circle.public_id, about=use.evidence.public_id, where=use.label
    )  # fmt: skip
    return use


# -- files that come in pieces --------------------------------------------------------------------------------


@transaction.atomic
def begin_arrival(act: Act, *, circle: Circle, filename: str, size: int) -> Arrival:
    """Announce a file that will come in pieces; the same one announced again by the same person goes on where it was.

    Raises NotVisible, Refused (too large, empty).
    """
    _must_capture(act, circle)
    if size > settings.FILE_MAX_BYTES:
        raise Refused(
            "too_large",
            _("El archivo pesa más de %(megabytes)s MB. Escanéelo con menor resolución o divídalo.")
            % {"megabytes": settings.FILE_MAX_BYTES // 2**20},
            field="file",
        )
    if size < 1:
        raise Refused("empty", _("El archivo llegó vacío: el envío se interrumpió. Vuelva a enviarlo."), field="file")
    name = normalise(filename.replace("\\", "/").rpartition("/")[2])[-200:]
    same = Arrival.objects.filter(circle=circle, user=act.actor.user[:12], filename=name, size=size, evidence=None)
    known = same.filter(begun_at__gt=act.at - ARRIVAL_LASTS).first()
    if known is not None:
        return known
    row = Arrival.objects.create(
        circle=circle, user=act.actor.user[:12], filename=name, size=size, begun_at=act.at
    )  # fmt: skip
    record(act, Happened.ARRIVAL_BEGUN, chain=circle.public_id, about=row.public_id, size=size)
    return row


@transaction.atomic
def add_part(act: Act, *, arrival: Arrival, offset: int, data: bytes) -> Arrival:
    """Put the next piece. One that came already is taken as done. Raises NotVisible, Refused (a gap, too much)."""
    if arrival.user != act.actor.user[:12]:
        raise NotVisible(arrival.public_id)
    if not data:
        raise Refused("out_of_step", _("El envío se interrumpió: continúe desde donde se quedó."))
    if offset + len(data) <= arrival.got:
        return arrival
    if offset != arrival.got or len(data) > PART_BYTES or offset + len(data) > arrival.size:
        raise Refused("out_of_step", _("El envío se interrumpió: continúe desde donde se quedó."))
    name = default_storage.save(f"arrivals/{arrival.public_id}/{offset:012d}", ContentFile(data))
    rows = Arrival.objects.filter(pk=arrival.pk, got=offset)
    if not rows.update(got=offset + len(data), parts=[*arrival.parts, name]):
        default_storage.delete(name)
        raise Refused("out_of_step", _("El envío se interrumpió: continúe desde donde se quedó."))
    arrival.refresh_from_db()
    if arrival.got == arrival.size:
        record(act, Happened.ARRIVED, chain=arrival.circle.public_id, about=arrival.public_id, size=arrival.size)
    return arrival


@transaction.atomic
def finish_arrival(act: Act, *, arrival: Arrival, **description: Any) -> Batch:
    """The file is whole: look at it and take it, or say why not; nothing of a refused one stays.

    Raises NotVisible, Invalid (the description), Refused (it is not whole yet).
    """
    if arrival.user != act.actor.user[:12]:
        raise NotVisible(arrival.public_id)
    batch = Batch()
    if arrival.evidence is not None:
        batch.taken.append(arrival.evidence)
        return batch
    if arrival.got < arrival.size:
        raise Refused("out_of_step", _("El envío se interrumpió: continúe desde donde se quedó."))
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as whole:
        for part in arrival.parts:
            with default_storage.open(part, "rb") as f:
                while chunk := f.read(2**20):
                    whole.write(chunk)
        whole.seek(0)
        upload = UploadedFile(File(whole), name=arrival.filename, size=arrival.size)
        try:
            batch.taken.append(add_evidence(act, circle=arrival.circle, upload=upload, **description))
        except Refused as no:
            batch.refused.append((arrival.filename, no))
    if batch.taken:
        Arrival.objects.filter(pk=arrival.pk).update(evidence=batch.taken[0], parts=[])
    else:
        Arrival.objects.filter(pk=arrival.pk).delete()
    transaction.on_commit(partial(_drop, list(arrival.parts)))
    return batch


def _drop(parts: list[str]) -> None:
    for part in parts:
        default_storage.delete(part)


@transaction.atomic
def drop_arrivals(act: Act) -> int:
    """Forget what has not come whole within a day (the daily clock). Returns how many."""
    old = list(Arrival.objects.filter(begun_at__lt=act.at - ARRIVAL_LASTS, evidence=None))
    for arrival in old:
        transaction.on_commit(partial(_drop, list(arrival.parts)))
    if old:
        Arrival.objects.filter(pk__in=[a.pk for a in old]).delete()
        record(act, Happened.ARRIVALS_DROPPED, number=len(old))
    return len(old)
