"""The yearly programme as pages show it: its activities with what they lack, its money, its modalities."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from hermanar.directory.models import in_language, seats_of
from hermanar.evidence.enums import Claim
from hermanar.evidence.models import Use
from hermanar.evidence.queries import EvidenceShown, evidence_of, piece_of
from hermanar.evidence.rules import can_carry
from hermanar.files.queries import OpenFile, open_blob
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import earlier_relations
from hermanar.partnerships.rules.traditional import instruments
from hermanar.profiles.queries import matching_facts

from ..enums import ActivityState, Ground, Lack, PartOfProject, ProgrammeState, Side
from ..models import Activity, Annex, Assigned, Dispute, OtherInstrument, Product, Programme, RestrictedPaper
from ..policies import can_read_restricted, reads
from ..rules import (
    Facts,
    Lacking,
    Tally,
    lacks_of,
    lacks_of_programme,
    missing_parts,
    silent_modalities,
    tally_of,
    verb_of,
)

SUBJECT = "programmes.activity"  # under which evidence is used
_AT = ("partnership__circle", "partnership__case", "partnership__owner__home", "partnership__counterpart", "circle")


def _programmes(actor: Actor) -> QuerySet[Programme]:
    found: QuerySet[Programme] = Programme.objects.for_actor(actor)
    return found.select_related(*_AT).prefetch_related("partnership__parties")


def list_programmes(actor: Actor, partnership: Partnership) -> list[Programme]:
    """Programmes of a relation, the last year first; a draft only for those who work on it."""
    return list(_programmes(actor).filter(partnership=partnership))


def readers_of_programmes(partnership: Partnership) -> frozenset[str]:
    """Parts that read the programmes of a relation; none where none was approved."""
    return Programme.objects.filter(partnership=partnership).exclude(state=ProgrammeState.DRAFT).readers()


def sees_register(actor: Actor, partnership: Partnership) -> bool:
    """Whether the actor reads what is put down about the agreement: products, differences."""
    parts = Dispute.objects.all().visible[None]
    return seats_of(actor).filter(circle=partnership.circle_id, part__in=sorted(parts)).exists()


def programmes_by_link(partnership: Partnership) -> list[Programme]:
    """Programmes that our Party has approved, the last year first: what the counterpart's link shows of them, for the room
    that has opened the link. Two queries."""
    rows = Programme.objects.filter(partnership=partnership).exclude(state=ProgrammeState.DRAFT)
    return list(rows.select_related(*_AT, "text").prefetch_related("partnership__parties"))


def get_programme(actor: Actor, public_id: str) -> Programme:
    """Raises NotVisible."""
    row = at_most_one(_programmes(actor).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def _activities(programmes: Iterable[Programme] | QuerySet[Programme]) -> QuerySet[Activity]:
    return (
        Activity.objects.filter(programme__in=programmes)
        .select_related("judged", *(f"programme__{path}" for path in _AT))
        .prefetch_related("budget", "staff", "programme__partnership__parties")
        .order_by("programme__number", "number")
    )


def get_activity(actor: Actor, public_id: str) -> Activity:
    """An activity of a programme the actor sees. Raises NotVisible."""
    row = at_most_one(_activities(Programme.objects.for_actor(actor)).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def get_assigned(actor: Actor, pk: str) -> Assigned:
    """Somebody assigned. Raises NotVisible."""
    row = at_most_one(
        Assigned.objects.filter(
            public_id=pk, activity__programme__in=Programme.objects.for_actor(actor)
        ).select_related(*(f"activity__programme__{path}" for path in _AT))
    )
    if row is None:
        raise NotVisible(pk)
    return row


@dataclass(frozen=True)
class ActivityLine:
    """An activity with what it lacks on the day, what it rests on, and the key of what may be said of it."""

    it: Activity
    lacks: tuple[Lacking, ...]
    evidence: tuple[EvidenceShown, ...]
    is_carried: bool
    verb: str


@dataclass(frozen=True)
class Money:
    """A sum: side, currency, amount."""

    side: str
    currency: str
    amount: Decimal


@dataclass(frozen=True)
class ModalityLine:
    """A modality of the agreement: its words, how many activities it has, why it is left out; `is_silent`: neither."""

    key: str
    words: str
    activities: int
    reason: str
    is_silent: bool
    is_left: bool = False


@dataclass(frozen=True)
class ProgrammePicture:
    lines: tuple[ActivityLine, ...]
    lacks: tuple[Lacking, ...]
    modalities: tuple[ModalityLine, ...]
    tally: Tally
    money: tuple[Money, ...] = field(default=())


def _facts(row: Activity, is_carried: bool) -> Facts:
    budget = list(row.budget.all())
    return Facts(
        state=row.state, modality=row.modality, missing=missing_parts(vars(row)), ends_on=row.ends_on, priority=row.priority,
        beneficiaries=row.beneficiaries, who=row.beneficiaries_who, has_goal=bool(row.goal and row.indicator),
        has_responsible=bool(row.ours and row.theirs), has_budget=bool(budget),
        our_money=any(b.side == Side.OURS for b in budget), note=row.note_number, protected=row.protected,
        staff=tuple((bool(s.policy), s.travels, bool(s.entry_reference)) for s in row.staff.all()),
        is_carried=is_carried,
    )  # fmt: skip


def _carried(ids: Iterable[str]) -> set[str]:
    """Activities that accepted evidence shows, whoever asks: what is proved does not depend on the reader. One query."""
    uses = Use.objects.filter(subject=SUBJECT, subject_id__in=list(ids), ended_at=None).select_related("evidence")
    return {u.subject_id for u in uses if can_carry(piece_of(u.evidence), Claim(u.claim))}


def lines_of(actor: Actor, rows: Iterable[Activity], on: dt.date) -> list[ActivityLine]:
    """The same with their evidence, as far as the actor sees it; the note of our treasury is missed only before who reads
    of it. Four queries, however many, and one for each circle."""
    rows = list(rows)
    ours = {circle for circle in {row.programme.circle for row in rows} if reads(actor, circle, "funds")}
    ids = [r.public_id for r in rows]
    shown, proved = evidence_of(actor, SUBJECT, ids), _carried(ids)
    found = []
    for row in rows:
        carried = row.public_id in proved
        lacks = tuple(
            lack for lack in lacks_of(_facts(row, carried), on)
            if lack.code != Lack.NO_AVAILABILITY or row.programme.circle in ours
        )  # fmt: skip
        pieces = tuple(shown.get(row.public_id, ()))
        found.append(ActivityLine(row, lacks, pieces, carried, verb_of(row.state, is_carried=carried)))
    return found


def money_of(rows: Iterable[Activity]) -> list[Money]:
    """Sums by party and currency, of activities that were not taken back."""
    sums: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        if row.state == ActivityState.DROPPED:
            continue
        for line in row.budget.all():
            key = (line.side, line.currency)
            sums[key] = sums.get(key, Decimal(0)) + line.amount
    return [Money(side, currency, amount) for (side, currency), amount in sorted(sums.items())]


def words_of_modality(programme: Programme, key: str) -> str:
    """A modality in the reader's language, as both signed it."""
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    return next((m[lang] or m["es"] for m in programme.modalities if m["key"] == key), key)


def picture_of_programme(actor: Actor, programme: Programme, on: dt.date) -> ProgrammePicture:
    """Everything the page of a programme shows. Nine queries, however many activities."""
    lines = lines_of(actor, _activities([programme]), on)
    live = [line for line in lines if line.it.state != ActivityState.DROPPED]
    used = [line.it.modality for line in live]
    left = {
        key: "; ".join(
            x for x in (str(Ground(ground).label) if ground != Ground.OTHER else "", in_language(es, en)) if x
        )
        for key, ground, es, en in programme.left_out.values_list("modality", "ground", "reason", "reason_en")
    }
    words = {m["key"]: words_of_modality(programme, m["key"]) for m in programme.modalities}
    silent = silent_modalities(words, used, left)
    return ProgrammePicture(
        tuple(lines),
        tuple(lacks_of_programme(words, used, left, len(live))),
        tuple(ModalityLine(k, w, used.count(k), left.get(k, ""), k in silent, k in left) for k, w in words.items()),
        tally_of((line.it.state, line.is_carried, _reached(line.it)) for line in lines),
        tuple(money_of(line.it for line in lines)),
    )


def _reached(row: Activity) -> int | None:
    return row.judged.reached_people if hasattr(row, "judged") else None


def sentence_of(lack: Lacking) -> str:
    """What is missing, in the language that is active."""
    data = dict(lack.data)
    if "parts" in data:
        data["names"] = "; ".join(str(PartOfProject(part).label) for part in data["parts"])
    return str(Lack(lack.code).label) % data if data else str(Lack(lack.code).label)


@dataclass(frozen=True)
class PriorityChoice:
    """A priority of the municipality's profile, to be answered by an activity."""

    es: str
    en: str
    goals: tuple[int, ...]


def priorities_of(actor: Actor, partnership: Partnership) -> list[PriorityChoice]:
    """Priorities that the municipality's own profile says (R4-02). One query."""
    facts = matching_facts(actor, partnership.owner)
    return [PriorityChoice(p.es, p.en, tuple(p.goals)) for p in facts.priorities]


def list_restricted(actor: Actor, activity: Activity) -> list[RestrictedPaper]:
    """Restricted papers of an activity: the liaison's and the mayor's, empty for everybody else."""
    if not can_read_restricted(actor, activity.programme.circle):
        return []
    return list(activity.restricted.select_related("blob"))


def open_restricted(actor: Actor, public_id: str) -> OpenFile:
    """The bytes of a restricted paper, as a stream. Raises NotVisible for whoever may not open it."""
    row = at_most_one(
        RestrictedPaper.objects.filter(public_id=public_id).select_related("blob", "activity__programme__circle")
    )
    if row is None or not can_read_restricted(actor, row.activity.programme.circle):
        raise NotVisible(public_id)
    blob = row.blob
    return OpenFile(row.filename, blob.media_type, blob.size, blob.sha256, blob.pages, open_blob(blob))


# -- the agreement as a whole -----------------------------------------------------------------------------------


def list_disputes(actor: Actor, partnership: Partnership) -> list[Dispute]:
    """Differences about the agreement, the last first."""
    rows = Dispute.objects.for_actor(actor).filter(partnership=partnership)
    return list(rows.select_related("activity", "partnership__circle"))


def get_dispute(actor: Actor, public_id: str) -> Dispute:
    """Raises NotVisible."""
    rows = Dispute.objects.for_actor(actor).select_related("partnership__circle", "partnership__case")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_products(actor: Actor, partnership: Partnership) -> list[Product]:
    """The register of products of an agreement (R4-56), the last first. One query."""
    rows = Product.objects.for_actor(actor).filter(partnership=partnership)
    return list(rows.select_related("activity", "partnership__circle"))


def get_product(actor: Actor, public_id: str) -> Product:
    """Raises NotVisible."""
    rows = Product.objects.for_actor(actor).select_related("activity", "partnership__circle", "partnership__case")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_annexes(actor: Actor, partnership: Partnership) -> list[Annex]:
    """Annexes of an agreement in the order of their chain (R4-63), with what the checker said and was kept. Two queries."""
    rows = Annex.objects.for_actor(actor).filter(partnership=partnership).prefetch_related("document__kept")
    return list(rows.select_related("issue__version", "programme", "activity", "document"))


@dataclass(frozen=True)
class InstrumentLine:
    """An earlier instrument of the pair. `declared`: what was said of its conflict, None while nobody said."""

    about: str
    title: str
    on: dt.date | None
    declared: OtherInstrument | None = None


def list_instruments(actor: Actor, partnership: Partnership) -> list[InstrumentLine]:
    """Earlier acts on record, earlier relations of the same pair and those put down by hand (R4-55), oldest first."""
    declared = list(OtherInstrument.objects.for_actor(actor).filter(partnership=partnership))
    by_about = {row.about: row for row in declared if row.about}
    words: Mapping[str, Any] = instruments()
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    found = []
    for act in partnership.earlier_acts.filter(withdrawn_on=None):
        about = f"earlier_act:{act.public_id}"
        title = words[act.instrument].text[lang] if act.instrument in words else act.instrument
        found.append(InstrumentLine(about, title, act.on, by_about.get(about)))
    parties = {p.side: p for p in partnership.parties.all()}
    ours, theirs = parties.get("ours"), parties.get("theirs")
    if ours is not None and theirs is not None:
        for other in earlier_relations(
            our_key=ours.municipality_id or ours.state_mx_id or "", their_key=theirs.municipality_id or "",
            their_name=theirs.name, country=theirs.country_id, besides=partnership.pk,
        ):  # fmt: skip
            about = f"partnership:{other.public_id}"
            found.append(InstrumentLine(about, f"{other.title} · {other.folio}", other.opened_on, by_about.get(about)))
    found += [InstrumentLine("", row.title, row.on, row) for row in declared if not row.about]
    return sorted(found, key=lambda row: (row.on or dt.date.min, row.title))


def running_on(partnership: Partnership, on: dt.date) -> Programme | None:
    """The programme in force on a day, approved by both Parties."""
    return (
        Programme.objects.filter(Q(state="running") | Q(state="closed"), partnership=partnership)
        .filter(starts_on__lte=on, ends_on__gte=on)
        .first()
    )
