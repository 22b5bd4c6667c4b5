"""Who heads the counterparts of the relations an actor sees (R4-06), and how often both sides write (R0-34)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from hermanar.kernel.acts import Actor

from ..enums import AWAITS_ANSWER, Direction, LetterKind, LetterState, Side
from ..models import Partnership
from ..rules.correspondence import Exchange, exchange
from .relations import seen_letters


@dataclass(frozen=True)
class CounterpartHead:
    """`partnership`: public id of the relation; `post` as it is said in Spanish where that is known."""

    partnership: str
    party: str
    name: str
    post: str
    term_ends_on: dt.date | None


def list_counterpart_heads(actor: Actor, *, limit: int = 200) -> list[CounterpartHead]:
    """Heads of the other sides, those whose name is recorded. Two queries."""
    rows = (
        Partnership.objects.for_actor(actor)
        .filter(counterpart__isnull=False)
        .exclude(counterpart__head_name="")
        .select_related("counterpart")
        .prefetch_related("parties")
        .order_by("pk")
    )
    found = []
    for row in rows[:limit]:
        theirs = next((p for p in row.parties.all() if p.side == Side.THEIRS), None)
        c = row.counterpart
        found.append(
            CounterpartHead(
                row.public_id, str(theirs or row.folio), c.head_name, c.head_post_es or c.head_post, c.term_ends_on
            )
        )
    return found


def exchange_with(
    actor: Actor, partnership: Partnership, on: dt.date, *, ours: Iterable[dt.date] = (), theirs: Iterable[dt.date] = ()
) -> Exchange:
    """Days since the last contact of each side, contacts of twelve months, letters sent and answered (R0-34). Calls and
    visits that another room keeps come in `ours` and `theirs`. One query."""
    mine, others, sent, answered = list(ours), list(theirs), 0, 0
    # notes and dispatches go to offices of ours, not to the other side
    rows = seen_letters(actor, partnership).exclude(
        Q(state__in=[LetterState.DRAFT, LetterState.SIGNED_OFF]) | Q(kind__in=[LetterKind.NOTE, LetterKind.DISPATCH])
    )  # fmt: skip
    for direction, kind, state, sent_on, dated_on, acknowledged_on, due_on in rows.values_list(
        "direction", "kind", "state", "sent_on", "dated_on", "acknowledged_on", "due_on"
    ):
        if direction == Direction.IN:
            others.append(dated_on)
            continue
        mine.append(sent_on)
        if acknowledged_on:
            others.append(acknowledged_on)
        if kind in AWAITS_ANSWER or (kind == LetterKind.OFFICIAL and due_on):
            sent += 1
            answered += state == LetterState.ANSWERED
    return exchange(filter(None, mine), filter(None, others), sent=sent, answered=answered, on=on)
