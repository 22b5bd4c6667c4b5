"""Reading cases. Whoever calls has checked that its actor may see the circle, except where an actor is asked for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.once import asked
from hermanar.kernel.rows import at_most_one

from .enums import ENDINGS, MoveKind
from .models import Case, Fact, Move
from .rules import FactLine, MoveLine, Picture, ProcessDefinition, SourceFact, picture, read, standing, state_of


def _fact(f: Fact) -> FactLine:
    return FactLine(
        f.key,
        f.on,
        f.precision,
        f.source,
        f.proof,
        timezone.localtime(f.stated_at),
        f.how,
        f.data,
        f.withdrawn_on,
        timezone.localtime(f.withdrawn_at) if f.withdrawn_at else None,
        f.withdrawn_reason,
    )


def _move(m: Move) -> MoveLine:
    return MoveLine(
        m.step, m.kind, m.on, timezone.localtime(m.at), m.by_user, m.by_appointment, m.how, m.reason_code, m.reason
    )


def get_case(actor: Actor, public_id: str) -> Case:
    """The case, with circle and definition. Raises NotVisible."""
    case = at_most_one(Case.objects.for_actor(actor).select_related("circle", "definition").filter(public_id=public_id))
    if case is None:
        raise NotVisible(public_id)
    return case


# sha256 of its text → the definition: a handful, each read once in a process, since what is kept of one never changes
_read: dict[str, ProcessDefinition] = {}


def get_definition(case: Case) -> ProcessDefinition:
    """The definition the case is pinned to."""
    pinned = case.definition
    if pinned.sha256 not in _read:
        _read[pinned.sha256] = read(pinned.content)
    return _read[pinned.sha256]


def get_facts(case: Case) -> list[FactLine]:
    """Every fact ever put down on the case, withdrawn ones too, in the order they were true. One query, of a page
    that is read one in all."""
    rows = case.facts.order_by("on", "stated_at", "pk")
    return list(asked(("facts", case.pk), lambda: [_fact(f) for f in rows]))


def standing_facts(case: Case, on: dt.date | None = None, known_by: dt.date | None = None) -> dict[str, FactLine]:
    """Key → earliest standing fact: now, on a day, or as known here on a day. One query."""
    return standing(get_facts(case), on, known_by)


def standing_of_cases(
    cases: Iterable[Case], on: dt.date | None = None, known_by: dt.date | None = None
) -> dict[int, dict[str, FactLine]]:
    """Key of the case's row → `standing_facts`, for lists. One query whatever their number."""
    facts: dict[int, list[FactLine]] = {case.pk: [] for case in cases}
    for f in Fact.objects.filter(case__in=facts).order_by("on", "stated_at", "pk"):
        facts[f.case_id].append(_fact(f))
    return {pk: standing(lines, on, known_by) for pk, lines in facts.items()}


def end_of(case: Case, on: dt.date | None = None, known_by: dt.date | None = None) -> MoveLine | None:
    """The move that had ended the case by a day, as known here on a day; None while it went on. One query."""
    rows = case.moves.filter(kind__in=[*ENDINGS, MoveKind.REOPENED], step="")
    rows = rows.filter(on__lte=on) if on else rows
    last = (rows.filter(at__date__lte=known_by) if known_by else rows).order_by("at", "pk").last()
    return _move(last) if last is not None and last.kind in ENDINGS else None


def turned_of(case: Case, on: dt.date | None = None) -> MoveLine | None:
    """The last move that stopped the case, ended it or made it go on, by a day; None before any. One query."""
    return state_of([_move(m) for m in case.moves.filter(step="")], on)[1]


def list_moves(case: Case) -> list[MoveLine]:
    """What persons did, in order. One query."""
    return [_move(m) for m in case.moves.order_by("at", "pk")]


def get_picture(case: Case, *, scheme: str = "sre2022", on: dt.date, known_by: dt.date | None = None) -> Picture:
    """Where the case stands on a day; `known_by`: with what had been put down here by that day (promise 10).

    Two queries, and one for the definition where it was not selected."""
    moves = [m for m in list_moves(case) if known_by is None or m.at.date() <= known_by]
    return picture(get_definition(case), scheme, standing_facts(case, on, known_by), moves, on, case.opened_on)


def list_pictures(cases: Iterable[Case], *, scheme: str = "sre2022", on: dt.date) -> dict[str, Picture]:
    """Public id of the case → picture, for lists: two queries whatever their number (select `definition` first)."""
    cases = list(cases)
    facts: dict[int, list[FactLine]] = defaultdict(list)
    for f in Fact.objects.filter(case__in=cases).order_by("on", "stated_at", "pk"):
        facts[f.case_id].append(_fact(f))
    moves: dict[int, list[MoveLine]] = defaultdict(list)
    for m in Move.objects.filter(case__in=cases).order_by("at", "pk"):
        moves[m.case_id].append(_move(m))
    read_once: dict[str, ProcessDefinition] = {}
    found = {}
    for case in cases:
        if case.definition.sha256 not in read_once:
            read_once[case.definition.sha256] = get_definition(case)
        definition = read_once[case.definition.sha256]
        found[case.public_id] = picture(
            definition, scheme, standing(facts[case.pk], on), moves[case.pk], on, case.opened_on
        )
    return found


def all_standing() -> Iterator[tuple[str, str, FactLine]]:
    """(circle, case, fact) of every standing fact, by public ids: what `verify facts` recomputes from the sources."""
    rows = Fact.objects.filter(withdrawn_at=None).select_related("case__circle").order_by("pk")
    for fact in rows.iterator(chunk_size=500):
        yield fact.case.circle.public_id, fact.case.public_id, _fact(fact)


@dataclass(frozen=True)
class FactDrift:
    """A fact that does not follow from its source. `what`: unsupported (the record is gone or says no longer so), date
    (it says another day), unstated (it says so and the case does not)."""

    circle: str
    case: str
    key: str
    source: str
    what: str


def drift_of_facts(said: Iterable[SourceFact]) -> Iterator[FactDrift]:
    """Hold every case against what its sources say now. What was stated and withdrawn again is settled."""
    left = {(s.case, s.key, s.source): s for s in said}
    for circle, case, fact in all_standing():
        found = left.pop((case, fact.key, fact.source), None)
        if found is None:
            yield FactDrift(circle, case, fact.key, fact.source, "unsupported")
        elif found.on is not None and found.on != fact.on:
            yield FactDrift(circle, case, fact.key, fact.source, "date")
    withdrawn = Fact.objects.exclude(withdrawn_at=None).values_list("case__public_id", "key", "source")
    for settled in withdrawn.iterator():
        left.pop(settled, None)
    circles = dict(Case.objects.values_list("public_id", "circle__public_id"))
    for one in left.values():
        if one.is_needed:
            yield FactDrift(circles.get(one.case, ""), one.case, one.key, one.source, "unstated")
