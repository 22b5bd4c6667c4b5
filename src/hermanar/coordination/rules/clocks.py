"""Clocks of coordination (`data/clocks.yaml`) and how long ago a contact was."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import add_months

_DATA = Path(__file__).parent.parent / "data" / "clocks.yaml"


def _clock(key: str, unit: str) -> int:
    return next(row[unit] for row in read_yaml(_DATA.read_text(encoding="utf-8")) if row["key"] == key)


def advice_due(asked_on: dt.date) -> dt.date:
    """By when an advice is expected."""
    return asked_on + dt.timedelta(days=_clock("advice_reply", "days"))


def lost_since(on: dt.date) -> dt.date:
    """Who was last known of before this day counts as lost (R2-06)."""
    return add_months(on, -_clock("contact_lost", "months"))


def contact(last: dt.date | None, on: dt.date) -> str:
    """`never`, `old` or `recent`."""
    if last is None:
        return "never"
    return "old" if last < lost_since(on) else "recent"


def middle(days: Sequence[int]) -> float | None:
    """The median of some times; None of none."""
    return float(median(days)) if days else None
