"""Doors to leads, relations and letters; the clock a relation runs on; earlier relations of the same pair."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hermanar.directory.policies import parts_of
from hermanar.directory.queries import day_at
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.process.queries import standing_facts

from ..enums import Side
from ..models import Lead, Letter, Partnership, Party
from ..policies import can_edit
from ..rules.ladder import Standing, standing
from ..rules.parties import same_party
from .claims import names_of

_RELATED = ("circle", "case__definition", "owner__municipality__state", "counterpart")


def get_partnership(actor: Actor, public_id: str) -> Partnership:
    """The relation, with its parties; raises NotVisible where the actor has no seat (or there is none)."""
    row = at_most_one(
        Partnership.objects.for_actor(actor)
        .select_related(*_RELATED)
        .defer("case__definition__content")
        .prefetch_related("parties")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_partnerships(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[Partnership]:
    """Relations the actor's organisation has a seat in, newest first; keyset by primary key."""
    rows = Partnership.objects.for_actor(actor).select_related(*_RELATED, "lead").order_by("-pk")
    rows = rows.prefetch_related("parties")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def get_lead(actor: Actor, public_id: str) -> Lead:
    """Raises NotVisible."""
    row = at_most_one(
        Lead.objects.for_actor(actor)
        .select_related("circle", "opened_by", "country", "place", "municipality__state", "state_mx", "partnership")
        .prefetch_related("slots", "attachments__blob")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_leads(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[Lead]:
    rows = Lead.objects.for_actor(actor).select_related("circle", "opened_by", "country", "municipality__state")
    rows = rows.select_related("partnership").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def get_letter(actor: Actor, public_id: str, *, withdrawn: bool = False) -> Letter:
    """A letter that the actor may see; `withdrawn`: one put down by mistake too, to whoever keeps the register. Raises NotVisible."""
    rows = Letter.every if withdrawn else Letter.objects
    row = at_most_one(
        rows.for_actor(actor)
        .select_related("partnership__circle", "partnership__case", "partnership__owner", "circle", "batch", "reminds")
        .select_related("owner__municipality__state", "owner__state", "owner__home", "country", "municipality__state")
        .select_related("there", "document", "version", "issue", "attachment", "answers", "profile_issue", "office")
        .filter(public_id=public_id)
    )
    if row is None or (row.withdrawn_on and not can_edit(actor, row.circle)):
        raise NotVisible(public_id)
    return row


def letter_answers_ever(letter: Letter) -> list[Letter]:
    """What answered it and was put down by mistake: its history tells it."""
    return list(Letter.every.filter(answers=letter).exclude(withdrawn_on=None).order_by("pk"))


def seen_letters(actor: Actor, partnership: Partnership) -> QuerySet[Letter]:
    """Letters of a relation, which are of its circle, as far as the actor sees them."""
    rows = Letter.objects.filter(partnership=partnership, circle=partnership.circle_id)
    return rows.for_parts(parts_of(actor, partnership.circle))


def list_letters(actor: Actor, partnership: Partnership) -> QuerySet[Letter]:
    """Letters of a relation the actor may see, oldest first."""
    rows = seen_letters(actor, partnership).select_related("issue", "attachment", "document", "version", "answers")
    return rows.order_by("dated_on", "pk")


def today_of(partnership: Partnership, now: dt.datetime) -> dt.date:
    """The day the relation lives in: the exercise's own clock where it has one, else the calendar."""
    return day_at(partnership.owner, partnership.circle.exercise_at or now)


def standing_on(partnership: Partnership, on: dt.date | None = None) -> Standing:
    """Rung, proof and gaps on a date (None: with everything stated)."""
    return standing(standing_facts(partnership.case, on=on), partnership.klass)


@dataclass(frozen=True)
class Earlier:
    """An earlier or sleeping relation with the same counterpart, as far as this actor may know of it."""

    public_id: str
    folio: str
    title: str
    opened_on: dt.date
    rung: int
    is_open: bool


def earlier_relations(
    *, our_key: str, their_key: str, their_name: str, country: str, besides: int | None = None
) -> list[Earlier]:
    """Relations of the same municipality with the same counterpart, whoever opened them; nobody's administration can
    hide them (P3 of the domain notes)."""
    ours = Q(municipality__key=our_key) | Q(state_mx__key=our_key, municipality=None)
    candidates = (
        Party.objects.filter(ours, side=Side.OURS)
        .exclude(partnership_id=besides)
        .select_related("partnership__case")
        .prefetch_related("partnership__parties")
    )
    found = []
    for party in candidates:
        relation = party.partnership
        theirs = next((p for p in relation.parties.all() if p.side == Side.THEIRS), None)
        if theirs is None or theirs.country_id != country:
            continue
        if same_party(theirs.municipality_id or "", their_key, theirs.name, their_name):
            found.append(
                Earlier(
                    relation.public_id,
                    relation.folio,
                    " – ".join(names_of({Side.OURS: party, Side.THEIRS: theirs}, "es")),
                    relation.opened_on,
                    standing_on(relation).rung,
                    relation.case.state == "open",
                )
            )
    return sorted(found, key=lambda e: e.opened_on)
