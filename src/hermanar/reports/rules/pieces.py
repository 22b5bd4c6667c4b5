"""Keys of what a report shows, and what an action of an activity report lacks."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from ..enums import Lack

KEY_LENGTH = 12


def evidence_key(code: str) -> str:
    """The code of an activity as evidence knows it: itself, or its hash where it is longer than a key may be."""
    return code if len(code) <= KEY_LENGTH else hashlib.sha256(code.encode()).hexdigest()[:KEY_LENGTH]


def lacks_of(action: Mapping[str, Any]) -> tuple[Lack, ...]:
    """What is missing of the three parts and of the two names, in the order of the report (R0-04, R0-06)."""
    photos = [p for p in action.get("pieces", ()) if p["kind"] == "photo" and p["prints"]]
    missing = {
        Lack.NO_OBJECTIVE: not action["objective"],
        Lack.NO_GOAL: action["planned"] is None or not action["measure"],
        Lack.NO_RESULT: action["achieved"] is None,
        Lack.NO_PHOTO: not photos,
        Lack.NO_PLAN_GOAL: not action["goal"],
        Lack.NO_RULE: not action["rule"],
    }
    return tuple(lack for lack, is_missing in missing.items() if is_missing)


def share(totals: Iterable[int], most: int, in_all: int) -> int:
    """How many each record may show, so that together they show no more than `in_all`: at most `most`, at least one."""
    totals = list(totals)
    while most > 1 and sum(min(t, most) for t in totals) > in_all:
        most -= 1
    return most
