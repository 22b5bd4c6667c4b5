"""Letters to follow up, and why letters and relations stop (R0-32, R0-33)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from hermanar.kernel.acts import Actor
from hermanar.process.enums import MoveKind
from hermanar.process.models import Fact, Move

from ..enums import Direction, Interruption, LetterKind, LetterState
from ..models import Letter, Partnership
from ..rules.clocks import follow_up, follow_up_days, waits_since


@dataclass(frozen=True)
class FollowUpLine:
    """A letter of ours that nobody has answered. `state` is one of `enums.FollowUp`; `next_on` when its next clock runs
    out; `today` the day its relation lives in; `acknowledged`: receipt was acknowledged."""

    letter: Letter
    days: int
    state: str
    next_on: dt.date | None
    today: dt.date
    acknowledged: bool


def _letters(actor: Actor):
    rows = Letter.objects.for_actor(actor).of_own_side(actor).awaiting().filter(direction=Direction.OUT)
    return rows.select_related("circle", "owner", "country", "partnership")


def letters_to_follow_up(
    actor: Actor, today: dt.date, *, after: tuple[dt.date, int] | None = None, limit: int = 200
) -> list[FollowUpLine]:
    """Letters of one's own side sent and not answered (nor overtaken by what both signed), with a case or without, those of the longest silence first; keyset
    by (day it was sent, primary key): `after` the last of the page before.

    The clocks are data (`data/clocks.yaml`: 15, 45, 90 days); an exercise counts on its own day.
    """
    clocks = follow_up_days()
    rows = _letters(actor).open_still()
    rows = rows.filter(state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED], sent_on__isnull=False)
    if after is not None:
        rows = rows.filter(Q(sent_on__gt=after[0]) | Q(sent_on=after[0], pk__gt=after[1]))
    found = []
    for letter in rows.order_by("sent_on", "pk")[:limit]:
        circle = letter.circle
        day = timezone.localtime(circle.exercise_at).date() if circle.exercise_at else today
        since = waits_since(letter.sent_on, letter.precision, letter.entered_on)
        state, next_on = follow_up(since, day, clocks)
        found.append(
            FollowUpLine(letter, (day - since).days, state, next_on, day, letter.state == LetterState.ACKNOWLEDGED)
        )
    return sorted(found, key=lambda f: -f.days)


def signed_since(letter: Letter) -> dt.date | None:
    """The day on which both signed what the letter asked for, where that came after it: nobody has to answer it any more."""
    if letter.partnership is None or letter.kind not in {LetterKind.INTENT, LetterKind.RESUME}:
        return None
    facts = Fact.objects.filter(case__partnership=letter.partnership, key="signed", withdrawn_at=None)
    went = letter.sent_on or letter.dated_on
    return facts.filter(on__gte=went).order_by("on").values_list("on", flat=True).first() if went else None


@dataclass(frozen=True)
class Stopped:
    """How many letters and how many relations stopped for one reason (relations: ever, each counted once)."""

    code: str
    label: str
    letters: int
    relations: int


def interruptions(actor: Actor) -> list[Stopped]:
    """What the actor sees stopped, by reason, the most frequent first; reasons without any are left out. Two queries."""
    letters = dict(
        _letters(actor)
        .filter(state=LetterState.INTERRUPTED)
        .values_list("interruption")
        .annotate(number=Count("pk"))
        .order_by()
    )
    relations = dict(
        Move.objects.filter(kind=MoveKind.PAUSED, case__partnership__in=Partnership.objects.for_actor(actor))
        .values_list("reason_code")
        .annotate(number=Count("case", distinct=True))
        .order_by()
    )
    rows = [
        Stopped(code.value, str(code.label), letters.get(code.value, 0), relations.get(code.value, 0))
        for code in Interruption
    ]
    return sorted((r for r in rows if r.letters or r.relations), key=lambda r: -(r.letters + r.relations))


def list_interrupted_letters(actor: Actor, code: str, *, limit: int = 200) -> list[Letter]:
    """Letters that stopped for that reason, newest first; beyond `limit` the register has them all."""
    rows = _letters(actor).filter(state=LetterState.INTERRUPTED, interruption=code)
    return list(rows.order_by("-interrupted_on", "-pk")[:limit])


@dataclass(frozen=True)
class StoppedRelation:
    """A relation that stopped for a reason: on what day first, in whose words, and whether it still stands."""

    partnership: Partnership
    on: dt.date
    reason: str
    stands: bool


def list_interrupted_relations(actor: Actor, code: str, *, limit: int = 200) -> list[StoppedRelation]:
    """Relations that ever stopped for that reason, newest first."""
    moves = (
        Move.objects.filter(
            kind=MoveKind.PAUSED, reason_code=code, case__partnership__in=Partnership.objects.for_actor(actor)
        )
        .select_related("case__partnership")
        .prefetch_related("case__partnership__parties")
        .order_by("-on", "-pk")
    )
    found: dict[int, StoppedRelation] = {}
    for move in moves[:limit]:
        row = move.case.partnership
        stands = row.paused_reason == code and move.case.state == "paused"
        found.setdefault(row.pk, StoppedRelation(row, move.on, move.reason, stands))
    return list(found.values())
