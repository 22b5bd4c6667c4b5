"""What a report shows: pieces of evidence under its activities and actions, as plain data; and their pictures for paper."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import override

from hermanar.documents.queries import plates_of as pictures_beside
from hermanar.documents.renderers import Plate
from hermanar.evidence.models import Evidence, Use
from hermanar.evidence.queries import piece_of, sentence_of
from hermanar.evidence.rules import Judged, concluding_word, judged, weaknesses
from hermanar.kernel.dates import Precision, date_in_words

from ..models import Period
from ..rules.pieces import evidence_key, share

MOST = 40  # pieces that a report shows under one activity; the rest are counted
MOST_IN_ALL = 1200  # in one report: beyond it each activity shows fewer, and at least one
ACTION = "reports.action"

Range = tuple[dt.date, dt.date]


def subject_of(period: Period) -> str:
    """The word under which an activity of the period uses evidence; the record is its code."""
    return f"reports.{period.public_id}"


def pieces_of_period(period: Period, within: Range, only: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """Key of the activity → `total` and the first `rows`. Three queries, whatever the number of pieces.

    `only`: codes of the activities whose rows are wanted, None for every one; the total is of each.
    """
    return _pieces(_uses_of(period), within, None if only is None else {evidence_key(code) for code in only})


@dataclass(frozen=True)
class Held:
    """Of the pieces that a report shows: how many lie outside its period, how many are held back from its paper."""

    outside: int = 0
    kept: int = 0


def held_of(period: Period, within: Range) -> Held:
    """What a reader must be told of its pieces, without building them one by one. Two queries."""
    told: dict[tuple, Judged] = {}
    outside = kept = 0
    uses = _uses_of(period)
    most = share(_totals(uses).values(), MOST, MOST_IN_ALL)
    for kind, state, on, precision, consent, shown, alt_es, alt_en, caption_es, caption_en in _first(
        uses, most
    ).values_list(*(f"evidence__{name}" for name in _JUDGED)):
        caption = {"es": caption_es, "en": caption_en}
        # pieces that are alike in all that decides are judged once
        alike = (
            kind,
            state,
            on,
            precision,
            consent,
            shown is None,
            bool(alt_es or alt_en),
            concluding_word(kind, caption),
        )
        if alike not in told:
            row = Evidence(
                kind=kind, state=state, on=on, precision=precision, consent=consent, shown_id=shown, alt_es=alt_es,
                alt_en=alt_en, caption_es=caption_es, caption_en=caption_en,
            )  # fmt: skip
            told[alike] = judged(weaknesses(piece_of(row), period=within))
        outside += told[alike].outside
        kept += not told[alike].prints
    return Held(outside, kept)


_JUDGED = (
    "kind", "state", "on", "precision", "consent", "shown_id", "alt_es", "alt_en", "caption_es", "caption_en",
)  # fmt: skip


def _uses_of(period: Period) -> QuerySet[Use]:
    found: QuerySet[Use] = Use.objects.filter(subject=subject_of(period), ended_at=None)
    return found


def pieces_of_actions(ids: Iterable[str], within: Range) -> dict[str, dict[str, Any]]:
    """The same for actions of an activity report."""
    return _pieces(Use.objects.filter(subject=ACTION, subject_id__in=list(ids), ended_at=None), within)


def _totals(uses: QuerySet[Use]) -> dict[str, int]:
    """Record → how many pieces it uses."""
    return dict(uses.order_by().values_list("subject_id").annotate(Count("pk")))


def _first(uses: QuerySet[Use], most: int = MOST) -> QuerySet[Use]:
    """Those that a report shows of each record."""
    order = Window(RowNumber(), partition_by=F("subject_id"), order_by=[F("position").asc(), F("pk").asc()])
    # numbered alone, before anything is joined: a quarter may use a hundred thousand
    found: QuerySet[Use] = Use.objects.filter(pk__in=uses.annotate(place=order).filter(place__lte=most).values("pk"))
    return found


def _pieces(uses: QuerySet[Use], within: Range, only: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    totals = _totals(uses)
    if only is not None:
        uses = uses.filter(subject_id__in=only)
    found: dict[str, list[dict]] = defaultdict(list)
    if totals and (only is None or only):
        rows = _first(uses, MOST if only is not None else share(totals.values(), MOST, MOST_IN_ALL))
        others = _labels(rows)
        rows = rows.select_related("evidence").annotate(**{k: F(f"evidence__{path}") for k, path in _FILES.items()})
        for use in rows.order_by("subject_id", "position", "pk"):
            found[use.subject_id].append(_told(use, within, others.get(use.evidence_id, ())))
    return {key: {"total": total, "rows": found.get(key, [])} for key, total in totals.items()}


_FILES = {
    "filename": "attachment__filename",
    "original": "attachment__blob__sha256",
    "shown": "shown__sha256",
    "thumb": "thumb__sha256",
}


def _labels(uses: QuerySet[Use]) -> dict[int, list[tuple[int, str]]]:
    """Evidence → every standing use of it: its key and what people call the record."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Use.objects.filter(ended_at=None, evidence__in=uses.values("evidence")).order_by("pk")
    for evidence, use, label in rows.values_list("evidence_id", "pk", "label"):
        found[evidence].append((use, label))
    return found


def _told(use: Any, within: Range, uses: Iterable[tuple[int, str]]) -> dict[str, Any]:
    row: Evidence = use.evidence
    others = [label for pk, label in uses if pk != use.pk]
    weak = weaknesses(piece_of(row), claim=use.claim, period=within, others=others)
    follows = judged(weak)
    said: dict[str, list[str]] = {}
    for lang in ("es", "en") if weak else ():
        with override(lang):
            said[lang] = [sentence_of(w, lang) for w in weak]
    name = use.filename or row.url
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
        "picture": use.shown or (use.thumb if row.kind == "photo" else None) or "",
        "sha256": use.original or "",
        "prints": follows.prints,
        "carries": follows.carries,
        "outside": follows.outside,
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
    return pictures_beside(
        (key, row["picture"], row["alt"]) for key, row in shown if row["prints"] and row["picture"]
    )  # fmt: skip
