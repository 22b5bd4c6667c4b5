"""How far and how many hours apart: computed from two points and two time zones."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

OFFICE = (9, 17)  # [K] office hours of both sides, local time
_EARTH = 6371.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Along the great circle, between two points (latitude, longitude)."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True, slots=True)
class Hours:
    """`difference`: minutes that the other side is ahead of us; `shared`: minutes of office hours in common; `start` and
    `end`: of the common hours, minutes of our day (0, 0: there are none); `their_start`: their opening, on our clock."""

    difference: int
    shared: int
    start: int
    end: int
    their_start: int

    @property
    def in_words(self) -> str:
        """`+2`, `-7:30`, `0`."""
        sign = "+" if self.difference > 0 else "−" if self.difference < 0 else ""
        hours, minutes = divmod(abs(self.difference), 60)
        return f"{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


@lru_cache(maxsize=2048)
def office_hours(ours: str, theirs: str, on: dt.date) -> Hours | None:
    """Office hours in common on a day; None where a zone is not known."""
    try:
        noon = dt.datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(ours))
        there = noon.astimezone(ZoneInfo(theirs))
    except (ZoneInfoNotFoundError, ValueError):
        return None
    difference = int(
        ((there.utcoffset() or dt.timedelta()) - (noon.utcoffset() or dt.timedelta())).total_seconds() // 60
    )
    first, last = OFFICE[0] * 60, OFFICE[1] * 60
    best = (0, 0, 0)
    opening = first - difference
    for day in (-1440, 0, 1440):  # their day may begin on our day before or after
        start, end = max(first, opening + day), min(last, last - difference + day)
        best = max(best, (end - start, start, end))
    shared, start, end = best if best[0] > 0 else (0, 0, 0)
    return Hours(difference, shared, start, end, opening % 1440)
