"""What of a relation somebody reads: the table is `directory/data/sight.yaml`; what has states narrows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hermanar.directory.policies import parts_of
from hermanar.directory.rules import sight
from hermanar.documents.models import Document
from hermanar.documents.policies import visible_in
from hermanar.journal.queries import Reading
from hermanar.kernel.acts import Actor

from ..models import Letter, Partnership
from .relations import seen_letters


@dataclass(frozen=True)
class Sight:
    """`matters`: keys of the table; `log`: what is read of its chain; `reserved`: what is told there without its reason;
    `closed_steps`: steps whose room is shut; `veiled`: facts that are told without what they say."""

    matters: frozenset[str]
    log: Reading
    reserved: frozenset[str]
    closed_steps: frozenset[str]
    veiled: frozenset[str]


def sight_of(actor: Actor, partnership: Partnership, *, apart_from: Iterable[str] = ()) -> Sight:
    """`apart_from`: records, besides letters and documents, of which the actor knows nothing. Four queries."""
    parts = parts_of(actor, partnership.circle)
    unseen = [*apart_from, *unseen_letters(actor, partnership), *unseen_documents(actor, partnership)]
    return Sight(
        sight.matters_for(parts), Reading(sight.log_for(parts), actor.organisation, unseen), sight.reserved_for(parts),
        sight.closed_steps(parts), sight.veiled_for(parts),
    )  # fmt: skip


def unseen_letters(actor: Actor, partnership: Partnership) -> list[str]:
    """Public ids of the letters of the relation that the actor does not see. Two queries."""
    rows = Letter.objects.filter(partnership=partnership)
    kept = dict(rows.values_list("pk", "public_id"))
    seen = set(seen_letters(actor, partnership).values_list("pk", flat=True)) if kept else set()
    return [public_id for pk, public_id in kept.items() if pk not in seen]


def unseen_documents(actor: Actor, partnership: Partnership) -> list[str]:
    """Public ids of the documents of its circle that the actor does not see. One query."""
    rows = Document.objects.filter(circle=partnership.circle_id)
    seen = visible_in(actor, partnership.circle).values("pk")
    return list(rows.exclude(pk__in=seen).values_list("public_id", flat=True))
