"""The five points of a living link (R4-38), from plain facts. Pure."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hermanar.kernel.data import read_yaml

from ..enums import HealthPoint

_DATA = Path(__file__).parent.parent / "data" / "health.yaml"


@dataclass(frozen=True)
class HealthFacts:
    """What the records say on a day: whether a programme runs and how many of its activities answer a priority; who of
    society takes part; last sign of each side; activities proved and things made public within the term."""

    runs: bool = False
    activities: int = 0
    tied: int = 0
    takes_part: int = 0
    ours_on: dt.date | None = None
    theirs_on: dt.date | None = None
    proved: int = 0
    spread: int = 0


@dataclass(frozen=True)
class PointFound:
    point: HealthPoint
    good: bool
    data: dict[str, Any] = field(default_factory=dict)


def term(key: str) -> int:
    """Days of a term (`data/health.yaml`)."""
    return next(int(row["days"]) for row in read_yaml(_DATA.read_text(encoding="utf-8")) if row["key"] == key)


def health_of(facts: HealthFacts, on: dt.date) -> tuple[PointFound, ...]:
    """The five points, each good or to be seen to, with the numbers its sentence says."""
    since = on - dt.timedelta(days=term("contact"))
    last = min(d or dt.date.min for d in (facts.ours_on, facts.theirs_on))
    return (
        PointFound(
            HealthPoint.STRATEGIC, facts.runs and 0 < facts.activities == facts.tied,
            {"tied": facts.tied, "number": facts.activities},
        ),
        PointFound(HealthPoint.SOCIETY, facts.takes_part > 0, {"number": facts.takes_part}),
        PointFound(HealthPoint.CONTACT, last >= since, {"days": term("contact")}),
        PointFound(HealthPoint.RESULTS, facts.proved > 0, {"number": facts.proved}),
        PointFound(HealthPoint.SPREAD, facts.spread > 0, {"number": facts.spread}),
    )  # fmt: skip
