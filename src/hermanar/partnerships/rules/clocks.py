"""Clocks of correspondence, read from the dated defaults beside this app (`data/clocks.yaml`)."""

import datetime as dt
from pathlib import Path

from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import Precision, sure_day

_DATA = Path(__file__).parent.parent / "data" / "clocks.yaml"
_SILENCE = ("letter_follow_up_first", "letter_follow_up_second", "letter_silence")


def days(key: str) -> int:
    """Days of the clock with that key. Raises KeyError."""
    return _all()[key]


def _all() -> dict[str, int]:
    return {row["key"]: row["days"] for row in read_yaml(_DATA.read_text(encoding="utf-8"))}


def follow_up_days() -> tuple[int, int, int]:
    """Days of silence after which a letter gets its first reminder, its second, and counts as dead (R0-32)."""
    rows = _all()
    return rows[_SILENCE[0]], rows[_SILENCE[1]], rows[_SILENCE[2]]


def waits_since(sent_on: dt.date, precision: str, entered_on: dt.date | None) -> dt.date:
    """The day from which its silence is counted: a letter of the third quarter has surely gone when the quarter is over, or
    on the day on which it was put down."""
    return sure_day(sent_on, Precision(precision), entered_on or sent_on)


def silence_passed(sent_on: dt.date, on: dt.date, clocks: tuple[int, int, int]) -> int:
    """The longest of the clocks that has run out on that day; 0 where none has."""
    return max((d for d in clocks if (on - sent_on).days >= d), default=0)


def follow_up(sent_on: dt.date, on: dt.date, clocks: tuple[int, int, int]) -> tuple[str, dt.date | None]:
    """Where a letter without answer stands on a day, and when its next clock runs out (None: no clock is left).

    Codes: waiting, first, second, dead.
    """
    passed = silence_passed(sent_on, on, clocks)
    state = {0: "waiting", clocks[0]: "first", clocks[1]: "second", clocks[2]: "dead"}[passed]
    ahead = next((d for d in sorted(clocks) if d > passed), None)
    return state, sent_on + dt.timedelta(days=ahead) if ahead else None
