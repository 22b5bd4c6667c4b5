"""Reading evidence: the gallery of a circle, one piece with its weaknesses and uses, what a record rests on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from hermanar.directory.models import Circle
from hermanar.files.queries import OpenFile, open_blob
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import Dated, Precision
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.text import whole_number

from .enums import Claim, Consent, EvidenceState, Kind, Weakness
from .models import Arrival, Evidence, Use
from .rules import Piece, Weak, can_carry, may_be_published, weaknesses

Period = tuple[dt.date, dt.date]


def piece_of(row: Evidence) -> Piece:
    """What the rules judge."""
    return Piece(
        kind=Kind(row.kind),
        state=EvidenceState(row.state),
        dated=Dated(row.on, Precision(row.precision)) if row.on else None,
        place=row.place,
        author=row.author,
        caption={"es": row.caption_es, "en": row.caption_en},
        alt={"es": row.alt_es, "en": row.alt_en},
        consent=Consent(row.consent),
        reason=row.reason,
        is_picture=row.shown_id is not None,
    )


@dataclass(frozen=True)
class EvidenceShown:
    """A piece as pages show it: where it is used (newest first, ended uses too), what is weak about it."""

    row: Evidence
    uses: tuple[Use, ...] = ()
    weak: tuple[Weak, ...] = ()
    claim: str = ""

    @property
    def standing(self) -> tuple[Use, ...]:
        return tuple(u for u in self.uses if u.ended_at is None)

    @property
    def may_be_published(self) -> bool:
        return may_be_published(piece_of(self.row))


def _rows(actor: Actor) -> QuerySet[Evidence]:
    found: QuerySet[Evidence] = Evidence.objects.for_actor(actor)
    return found.select_related("circle", "attachment__blob", "shown").prefetch_related(
        Prefetch("uses", queryset=Use.objects.order_by("-used_at", "-pk"))
    )


def _shown(
    row: Evidence, *, claim: str = "", period: Period | None = None, here: tuple[str, str] = ("", "")
) -> EvidenceShown:
    uses = tuple(row.uses.all())
    others = [u.label for u in uses if u.ended_at is None and (u.subject, u.subject_id) != here] if claim else []
    weak = weaknesses(piece_of(row), claim=claim, period=period, others=others)
    return EvidenceShown(row, uses, tuple(weak), claim)


@dataclass(frozen=True)
class Gallery:
    """A page of evidence, newest first; `after` is the key of the next page, "" at the end."""

    shown: list[EvidenceShown] = field(default_factory=list)
    after: str = ""


def list_evidence(
    actor: Actor, circle: Circle, *, state: str = "", kind: str = "", period: Period | None = None, unused: bool = False,
    after: str = "", limit: int = 60,
) -> Gallery:  # fmt: skip
    """Evidence of a circle, keyset-paged by arrival. Two queries whatever the number."""
    rows = _rows(actor).filter(circle=circle)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if period:
        rows = rows.filter(on__range=period)
    if unused:
        rows = rows.exclude(pk__in=Use.objects.filter(ended_at=None).values("evidence"))
    if after:
        seen, _, last = after.rpartition("~")
        moment = _moment(seen)
        if moment is not None and (at := whole_number(last)) is not None:
            rows = rows.filter(Q(added_at__lt=moment) | Q(added_at=moment, pk__lt=at))
    found = list(rows.order_by("-added_at", "-pk")[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    key = f"{found[-1].added_at.isoformat()}~{found[-1].pk}" if more else ""
    return Gallery([_shown(r) for r in found], key)


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def count_by_state(actor: Actor, circle: Circle) -> dict[str, int]:
    """state → how many. One query."""
    rows = Evidence.objects.for_actor(actor).filter(circle=circle).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def get_evidence(actor: Actor, public_id: str) -> EvidenceShown:
    """One piece. Raises NotVisible."""
    row = at_most_one(_rows(actor).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return _shown(row)


def get_use(actor: Actor, evidence: Evidence, use_id: int) -> Use:
    """A standing use of the piece. Raises NotVisible."""
    use = Use.objects.filter(evidence=evidence, pk=use_id, ended_at=None).select_related("evidence__circle").first()
    if use is None or not Evidence.objects.for_actor(actor).filter(pk=evidence.pk).exists():
        raise NotVisible(evidence.public_id)
    return use


def evidence_of(
    actor: Actor, subject: str, subject_ids: Iterable[str], *, period: Period | None = None
) -> dict[str, list[EvidenceShown]]:
    """What each record rests on, in its order, judged against what each shall show and the period. Two queries."""
    rows = Use.objects.filter(subject=subject, subject_id__in=list(subject_ids), ended_at=None)
    visible = {r.pk: r for r in _rows(actor).filter(uses__in=rows).distinct()}
    found: dict[str, list[EvidenceShown]] = {}
    for use in rows:
        row = visible.get(use.evidence_id)
        if row is not None:
            found.setdefault(use.subject_id, []).append(
                _shown(row, claim=use.claim, period=period, here=(subject, use.subject_id))
            )
    return found


def carries(shown: EvidenceShown, period: Period | None = None) -> bool:
    """Whether a report may rest the claim of this use on it."""
    return bool(shown.claim) and can_carry(piece_of(shown.row), Claim(shown.claim), period)


def open_copy(actor: Actor, public_id: str, *, thumb: bool = False) -> OpenFile:
    """The copy without traces, as a stream. Raises NotVisible where there is none."""
    row = at_most_one(Evidence.objects.for_actor(actor).select_related("shown", "thumb").filter(public_id=public_id))
    blob = (row.thumb if thumb else row.shown or row.thumb) if row else None
    if row is None or blob is None:
        raise NotVisible(public_id)
    name = f"evidencia-{row.public_id}.jpg"
    return OpenFile(name, blob.media_type, blob.size, blob.sha256, None, open_blob(blob))


def get_arrival(actor: Actor, public_id: str) -> Arrival:
    """An upload in pieces of one's own. Raises NotVisible."""
    rows = Arrival.objects.for_actor(actor).select_related("circle", "evidence").filter(public_id=public_id)
    row = rows.filter(user=actor.user[:12]).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def sentence_of(weak: Weak, lang: str = "es") -> str:
    """A weakness in words, in the language that is active; `lang` for dates."""
    data: dict[str, Any] = {}
    for key, value in weak.data.items():
        if isinstance(value, Dated):
            data[key] = value.in_words(lang)
        elif isinstance(value, Kind | Claim):
            data[key] = str(value.label) if isinstance(value, Claim) else str(value.label).lower()
        elif isinstance(value, list):
            data[key] = ", ".join(f"“{v}”" for v in value)
        else:
            data[key] = value
    if weak.code == Weakness.WRONG_KIND:
        data["kind"] = str(weak.data["kind"].label)
    return str(Weakness(weak.code).label) % data if data else str(Weakness(weak.code).label)
