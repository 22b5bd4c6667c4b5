"""What a report shows: pieces of evidence under its activities and actions, as plain data; and their pictures for paper."""

import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import Count, F, Prefetch, Window
from django.db.models.functions import RowNumber
from django.utils.translation import override

from hermanar.documents.renderers import Plate
from hermanar.evidence.models import Evidence, Use
from hermanar.evidence.queries import piece_of, sentence_of
from hermanar.evidence.rules import can_carry, may_be_published, weaknesses
from hermanar.files.models import Blob
from hermanar.files.queries import open_blob
from hermanar.files.rules.images import copy_without_traces
from hermanar.kernel.dates import Precision, date_in_words

from ..models import Period
from ..rules.pieces import evidence_key

MOST = 40  # pieces that a report shows under one activity; the rest are counted
PRINT_EDGE = 840  # points of the longer side: 260 to the inch over half a page
ACTION = "reports.action"

Range = tuple[dt.date, dt.date]


def subject_of(period: Period) -> str:
    """The word under which an activity of the period uses evidence; the record is its code."""
    return f"reports.{period.public_id}"


def pieces_of_period(period: Period, within: Range) -> dict[str, dict[str, Any]]:
    """Key of the activity → `total` and the first `rows`. Four queries, whatever the number of pieces."""
    return _pieces(Use.objects.filter(subject=subject_of(period), ended_at=None), within)


def pieces_of_actions(ids: Iterable[str], within: Range) -> dict[str, dict[str, Any]]:
    """The same for actions of an activity report."""
    return _pieces(Use.objects.filter(subject=ACTION, subject_id__in=list(ids), ended_at=None), within)


def _pieces(uses: Any, within: Range) -> dict[str, dict[str, Any]]:
    totals = dict(uses.order_by().values_list("subject_id").annotate(Count("pk")))
    if not totals:
        return {}
    order = Window(RowNumber(), partition_by=F("subject_id"), order_by=[F("position").asc(), F("pk").asc()])
    first = uses.annotate(place=order).filter(place__lte=MOST)
    elsewhere = Prefetch("evidence__uses", queryset=Use.objects.filter(ended_at=None).order_by("pk"))
    related = ("evidence__attachment__blob", "evidence__shown", "evidence__thumb")
    found: dict[str, list[dict]] = defaultdict(list)
    for use in first.select_related(*related).prefetch_related(elsewhere).order_by("subject_id", "position", "pk"):
        found[use.subject_id].append(_told(use, within))
    return {key: {"total": total, "rows": found[key]} for key, total in totals.items()}


def _told(use: Use, within: Range) -> dict[str, Any]:
    row: Evidence = use.evidence
    piece = piece_of(row)
    others = [u.label for u in row.uses.all() if u.pk != use.pk]
    weak = weaknesses(piece, claim=use.claim, period=within, others=others)
    said: dict[str, list[str]] = {}
    for lang in ("es", "en") if weak else ():
        with override(lang):
            said[lang] = [sentence_of(w, lang) for w in weak]
    name = row.attachment.filename if row.attachment else row.url
    picture = row.shown or (row.thumb if row.kind == "photo" else None)
    return {
        "id": row.public_id,
        "use": use.pk,
        "kind": row.kind,
        "claim": use.claim,
        "caption": {"es": row.caption_es or row.caption_en or name, "en": row.caption_en or row.caption_es or name},
        "alt": {"es": row.alt_es or row.alt_en, "en": row.alt_en or row.alt_es},
        "on": row.on.isoformat() if row.on else "",
        "precision": row.precision,
        "place": row.place,
        "author": row.author,
        "url": row.url,
        "picture": picture.sha256 if picture else "",
        "sha256": row.attachment.blob.sha256 if row.attachment else "",
        "prints": may_be_published(piece),
        "carries": can_carry(piece, use.claim, within),
        "outside": any(w.code == "outside_period" for w in weak),
        "weak": [{"code": str(w.code), "es": said["es"][at], "en": said["en"][at]} for at, w in enumerate(weak)],
    }


def when_told(row: dict[str, Any], lang: str) -> str:
    """The day, month or quarter of a piece in words; "" where it does not say."""
    if not row["on"]:
        return ""
    return date_in_words(dt.date.fromisoformat(row["on"]), lang, Precision(row["precision"]))


def key_of(code: str) -> str:
    return evidence_key(code)


def plates_of(shown: Iterable[tuple[str, dict[str, Any]]]) -> list[Plate]:
    """Pictures for the paper, (key of the caption, piece): only what may be shown, one decoded at a time."""
    wanted = [(key, row) for key, row in shown if row["prints"] and row["picture"]]
    blobs = {b.sha256: b for b in Blob.objects.filter(sha256__in={row["picture"] for _, row in wanted})}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        for key, row in wanted:
            blob = blobs.get(row["picture"])
            if blob is None:
                continue
            with path.open("wb") as out, open_blob(blob) as f:
                while chunk := f.read(2**20):
                    out.write(chunk)
            found.append(Plate(key, row["alt"], picture=copy_without_traces(path, PRINT_EDGE).data))
    return found
