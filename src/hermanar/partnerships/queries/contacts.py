"""Who heads the counterparts of the relations an actor sees (R4-06)."""

import datetime as dt
from dataclasses import dataclass

from hermanar.kernel.acts import Actor

from ..enums import Side
from ..models import Partnership


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
