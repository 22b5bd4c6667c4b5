"""What can be done with a paper that was never registered, or that no longer holds. Pure: codes; words are elsewhere."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .claims import ANTECEDENTS

REGISTER, RATIFY, RENEW, RESUME, DEPOSIT = "register", "ratify", "renew", "resume", "deposit"


@dataclass(frozen=True)
class Standing:
    """What is known of a relation that one already has."""

    kind: str
    is_domestic: bool
    rung: int
    on: dt.date | None
    validity: str
    is_registered: bool
    has_case: bool
    is_followed: bool = False  # an antecedent of a pair that signed since


def missing(it: Standing, precision: str) -> list[str]:
    """What its paper lacks, as far as the book knows: `registry.enums.RowLack`."""
    found = [] if it.on and precision == "day" else ["date_inexact" if it.on else "date"]
    if it.kind == "other":
        found.append("kind")
    if it.rung < 6 and it.kind not in ANTECEDENTS:
        found.append("paper")
    if not it.is_domestic and not it.is_registered and it.kind not in ANTECEDENTS:
        found.append("registration")
    return found


def ways(it: Standing, administration_began: dt.date | None) -> Sequence[str]:
    """What can be done with it, the nearest first. A letter or an antecedent is taken up again; a paper that is not in the file is looked
    for before anything, and of what is not known to be an agreement nothing else is advised; what an earlier administration signed may be ratified; what expired renewed."""
    if it.validity == "terminated":
        return ()
    if it.kind in ANTECEDENTS:
        return () if it.is_followed else (RESUME,)
    if it.kind == "other":  # nobody knows yet what it is: its paper says
        return (DEPOSIT,) if it.rung < 6 else ()
    found = []
    if it.rung < 6:
        found.append(DEPOSIT)
    if not it.is_domestic and not it.is_registered:
        found.append(REGISTER)
    if it.validity == "expired":
        found.append(RENEW)
    elif administration_began and it.on and it.on < administration_began and it.kind != "reaffirmation":
        found.append(RATIFY)
    return tuple(found)
