"""How far an objective has come: what was there, what is wanted, what was measured last. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Measured:
    """A value with its day; `number` tells apart two of one day (the later entry counts)."""

    on: dt.date
    value: Decimal
    number: int


@dataclass(frozen=True)
class Progress:
    """`percent` of the way from the baseline to the target, None where it cannot be said; `is_reached`; `is_late`: the day
    came and it was not."""

    last: Measured | None
    percent: int | None
    is_reached: bool
    is_late: bool


def progress(
    baseline: Decimal | None, target: Decimal, target_on: dt.date, measures: Iterable[Measured], on: dt.date
) -> Progress:
    """Of the measures known on a day. Without baseline there is no percentage: a target is reached or not."""
    known = [m for m in measures if m.on <= on]
    last = max(known, key=lambda m: (m.on, m.number), default=None)
    if last is None:
        return Progress(None, None, False, on > target_on)
    falling = baseline is not None and target < baseline
    reached = last.value <= target if falling else last.value >= target
    percent = None
    if baseline is not None and baseline != target:
        share = (last.value - baseline) / (target - baseline) * 100
        percent = int(share.quantize(Decimal(1), ROUND_HALF_UP))
    return Progress(last, percent, reached, on > target_on and not reached)
