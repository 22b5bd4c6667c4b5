"""What of a relation somebody reads: the table is `directory/data/sight.yaml`; what has states narrows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hermanar.directory.policies import parts_of
from hermanar.directory.rules import sight
from hermanar.documents.models import Document
from hermanar.documents.policies import visible
from hermanar.journal.queries import Reading
from hermanar.kernel.acts import Actor

from ..models import Letter, Partnership


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
    """`apart_from`: records, besides letters and documents, of which the actor knows nothing. Three queries."""
    parts = parts_of(actor, partnership.circle)
    unseen = [*apart_from, *unseen_letters(actor, partnership), *unseen_documents(actor, partnership)]
    return Sight(
        sight.matters_for(parts), Reading(sight.log_for(parts), actor.organisation, unseen), sight.reserved_for(parts),
        sight.closed_steps(parts), sight.veiled_for(parts),
    )  # fmt: skip


def unseen_letters(actor: Actor, partnership: Partnership) -> list[str]:
    """Public ids of the letters of the relation that the actor does not see. One query."""
    seen = Letter.objects.for_actor(actor).filter(partnership=partnership)
    return list(
        Letter.objects.filter(partnership=partnership)
        .exclude(pk__in=seen.values("pk"))
        .values_list("public_id", flat=True)
    )


def unseen_documents(actor: Actor, partnership: Partnership) -> list[str]:
    """Public ids of the documents of its circle that the actor does not see. One query."""
    rows = Document.objects.filter(circle=partnership.circle_id)
    return list(rows.exclude(pk__in=visible(actor, rows).values("pk")).values_list("public_id", flat=True))
