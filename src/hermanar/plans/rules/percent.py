"""What a percentage is: achieved over programmed, of the one basis that the report states (decision record)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

ANNUAL, QUARTER, CUMULATIVE = "annual", "quarter", "cumulative"
HUNDRED = Decimal(100)
_CENTS = Decimal("0.01")


@dataclass(frozen=True)
class GoalFigures:
    """A goal in one quarter. `by_quarter`: programmed per quarter, None where it is not said; `achieved`: per quarter."""

    programmed: Decimal
    by_quarter: tuple[Decimal | None, ...]
    achieved: tuple[Decimal, ...]

    def programmed_in(self, quarter: int) -> Decimal | None:
        return self.by_quarter[quarter - 1]

    def programmed_until(self, quarter: int) -> Decimal | None:
        parts = self.by_quarter[:quarter]
        return None if None in parts else sum((p for p in parts if p is not None), Decimal(0))

    def achieved_in(self, quarter: int) -> Decimal:
        return self.achieved[quarter - 1]

    def achieved_until(self, quarter: int) -> Decimal:
        return sum(self.achieved[:quarter], Decimal(0))


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up, as a person would."""
    return value.quantize(_CENTS, ROUND_HALF_UP)


def percent(figures: GoalFigures, quarter: int, basis: str) -> Decimal | None:
    """Percentage of one goal in a quarter (1 to 4); None where what it would be a part of is not said, or is nothing."""
    if basis == ANNUAL:
        part, whole = figures.achieved_in(quarter), figures.programmed
    elif basis == QUARTER:
        part, whole = figures.achieved_in(quarter), figures.programmed_in(quarter)
    else:
        part, whole = figures.achieved_until(quarter), figures.programmed_until(quarter)
    if not whole:
        return None
    return part * HUNDRED / whole


def mean(values: Sequence[Decimal | None], weights: Sequence[Decimal | None] = ()) -> Decimal | None:
    """The mean of what is known, weighted only where every value has its weight (R3-04). None where nothing is known."""
    weights = weights if len(weights) == len(values) and all(weights) else [Decimal(1)] * len(values)
    known = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None and w is not None]
    if not known:
        return None
    return sum((v * w for v, w in known), Decimal(0)) / sum((w for _, w in known), Decimal(0))


def band_of(value: Decimal | None, bands: Iterable[Mapping]) -> Mapping | None:
    """The band of the traffic light a percentage falls in; bands are data, ascending by `from`."""
    if value is None:
        return None
    found = None
    for band in bands:
        if value >= Decimal(str(band["from"])):
            found = band
    return found


def tone_of(bands: Sequence[Mapping[str, Any]], key: str) -> str:
    """Light of a band among all of its rule, whatever their names: red the lowest, green the one that reaches a hundred,
    amber those between and what goes beyond; "" where one band says everything."""
    starts = sorted(Decimal(str(b["from"])) for b in bands)
    reached = [s for s in starts if s <= HUNDRED]
    start = next((Decimal(str(b["from"])) for b in bands if b.get("key") == key), None)
    if start is None or len(reached) < 2:
        return ""
    return {reached[0]: "red", reached[-1]: "leaf"}.get(start, "amber")


# a table in common use; each government sets its own (domain 5.1, [K])
USUAL_BANDS = (
    {"from": 0, "key": "critical", "es": "Crítico", "en": "Critical"},
    {"from": 50, "key": "very_low", "es": "Muy bajo", "en": "Very low"},
    {"from": 70, "key": "regular", "es": "Regular", "en": "Fair"},
    {"from": 90, "key": "good", "es": "Bueno", "en": "Good"},
    {"from": "110.01", "key": "poor_planning", "es": "Planeación por revisar", "en": "Planning to be reviewed"},
)
