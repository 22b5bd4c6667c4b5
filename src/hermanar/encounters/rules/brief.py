"""The mayor's page: what to bring up, what not to say, the hour there. Codes and data; the words are enums."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

POINTS = 3


@dataclass(frozen=True)
class Point:
    """`code` of `enums.Talk`, what fills its sentence, and how pressing it is (the smaller the sooner)."""

    code: str
    data: dict[str, Any] = field(default_factory=dict)
    rank: int = 0


# in what order matters are brought up: what we owe first, then what we await, then what goes on
ORDER = (
    "answer_their_letter", "invitation", "our_duty", "topic", "agreed", "they_owe_answer", "invited", "their_duty",
    "next_rung", "greet",
)  # fmt: skip


def talking_points(points: Iterable[Point], number: int = POINTS) -> list[Point]:
    """The most pressing ones, one of each kind before a second of any; with nothing on record, a courtesy."""
    rows = sorted(points, key=lambda p: (ORDER.index(p.code), p.rank))
    firsts: list[Point] = []
    for row in rows:
        if row.code not in {f.code for f in firsts}:
            firsts.append(row)
    rest = [r for r in rows if r not in firsts]
    chosen = [*firsts, *rest][:number]
    return sorted(chosen, key=lambda p: (ORDER.index(p.code), p.rank)) or [Point("greet")]


UNSAID = (
    ("authorised", 4), ("opinion", 5), ("signed", 6), ("registered", 7), ("running", 8), ("results", 9),
)  # fmt: skip
ABROAD_ONLY = frozenset({"opinion", "registered"})


def unsaid(proved: Iterable[int], *, is_domestic: bool) -> list[str]:
    """What would exceed its proof (promise 1), the nearest temptations first: codes of `enums.Unsaid`."""
    have = set(proved)
    return [code for code, rung in UNSAID if rung not in have and not (is_domestic and code in ABROAD_ONLY)]


def hours_apart(ours: str, theirs: str, at: dt.datetime) -> float:
    """How many hours it is later there than here at that moment (negative: earlier)."""
    here = at.astimezone(ZoneInfo(ours)).utcoffset() or dt.timedelta()
    there = at.astimezone(ZoneInfo(theirs)).utcoffset() or dt.timedelta()
    return (there - here).total_seconds() / 3600


def best_hours(apart: float, *, opens: int = 9, closes: int = 17) -> tuple[int, int] | None:
    """Office hours of both sides, on our clock: from and until; None where they never meet."""
    first, last = max(opens, opens - apart), min(closes, closes - apart)
    return (int(-(-first // 1)), int(last // 1)) if last - first >= 1 else None
