"""Last contact: always the latest of what the records say, side by side; never typed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

YEAR = dt.timedelta(days=365)
SIDES = ("ours", "theirs")


@dataclass(frozen=True)
class Sign:
    """A sign of life: whose, when, what it was (`enums.Touch`), and the record that proves it."""

    side: str
    on: dt.date
    kind: str
    about: str = ""
    title: str = ""
    precision: str = "day"


def last_contact(signs: Iterable[Sign], on: dt.date | None = None) -> dict[str, Sign]:
    """Side → its latest sign (up to a day, where one is given). A side that never gave one has no entry."""
    found: dict[str, Sign] = {}
    for sign in signs:
        if on is not None and sign.on > on:
            continue
        known = found.get(sign.side)
        if known is None or (sign.on, sign.kind, sign.about) > (known.on, known.kind, known.about):
            found[sign.side] = sign
    return found


def contacts_in_year(signs: Iterable[Sign], on: dt.date) -> dict[str, int]:
    """How many signs each side gave in the twelve months before a day."""
    rows = [s for s in signs if on - YEAR < s.on <= on]
    return {side: sum(s.side == side for s in rows) for side in SIDES}


def bond(rung: int, is_open: bool, year: Mapping[str, int]) -> str:
    """Why a relation counts as an active link (R1-07): `signed`, `alive`, or "" where it does not.

    A closed or interrupted relation is none, whatever it was.
    """
    if not is_open:
        return ""
    if rung >= 6:
        return "signed"
    return "alive" if all(year.get(side, 0) for side in SIDES) else ""
