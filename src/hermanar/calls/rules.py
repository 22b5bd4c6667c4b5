"""Judgements on calls, proposals and silence. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hermanar.kernel.data import read_yaml

from .enums import CallStage, CallState, Position, ProjectStage, Viability

_DATA = Path(__file__).parent / "data" / "clocks.yaml"


def days(key: str) -> dt.timedelta:
    """Length of the clock with that key (`data/clocks.yaml`). Raises KeyError."""
    rows = {row["key"]: row["days"] for row in read_yaml(_DATA.read_text(encoding="utf-8"))}
    return dt.timedelta(days=rows[key])


def stage_of_call(state: str, opens_on: dt.date | None, closes_on: dt.date | None, on: dt.date) -> CallStage:
    """Where a published call stands on a day: the last day counts whole."""
    if state == CallState.CANCELLED:
        return CallStage.CANCELLED
    if state == CallState.CLOSED:
        return CallStage.CLOSED
    if opens_on is not None and on < opens_on:
        return CallStage.COMING
    if closes_on is not None and on > closes_on:
        return CallStage.EVALUATING
    return CallStage.OPEN


# from which stage to which a decision takes a project
MOVES: dict[str, frozenset[str]] = {
    ProjectStage.IDEA: frozenset({ProjectStage.VIABLE, ProjectStage.DISCARDED}),
    ProjectStage.VIABLE: frozenset({ProjectStage.ADOPTED, ProjectStage.DISCARDED}),
    ProjectStage.ADOPTED: frozenset(),
    ProjectStage.DISCARDED: frozenset(),
}


def may_move(stage: str, to: str) -> bool:
    """Whether a project goes from one stage to the other: adopted only what was found viable."""
    return to in MOVES.get(stage, frozenset())


def stage_after_evaluation(stage: str, viability: str) -> str:
    """An idea found viable (with conditions or without) is viable; found not viable it stays an idea until it is voted."""
    found = viability in {Viability.VIABLE, Viability.CONDITIONS}
    return ProjectStage.VIABLE.value if stage == ProjectStage.IDEA and found else stage


@dataclass(frozen=True)
class Summary:
    """How those invited stand. `silent`: invited, without an answer."""

    invited: int
    answered: int
    silent: int
    counts: tuple[tuple[str, int], ...]


def summary_of(positions: Iterable[str]) -> Summary:
    """Positions of everybody invited; "" is no answer yet. Counts in the order of the vocabulary, zeros too."""
    given = list(positions)
    count = Counter(p for p in given if p)
    counts = tuple((p.value, count[p.value]) for p in Position)
    answered = sum(count.values())
    return Summary(len(given), answered, len(given) - answered, counts)


def is_due_to_ask(last_on: dt.date | None, on: dt.date, every: dt.timedelta) -> bool:
    """Whether the half year since the contact was last asked, or last said so, has passed."""
    return last_on is None or on - last_on >= every


def is_silent(asked_on: dt.date | None, answered_on: dt.date | None, on: dt.date, wait: dt.timedelta) -> bool:
    """Asked, and nothing came in all that time."""
    return asked_on is not None and answered_on is None and on - asked_on >= wait
