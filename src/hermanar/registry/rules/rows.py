"""What a row of an old list is taken for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from hermanar.checks.lists import AMBIGUOUS, EMPTY, MATCHED, MEXICO, UNKNOWN, Party, Relation

from .mapping import doubt_of_date

ENTERS, ASKED, UNMATCHED, OUTSIDE = "matched", "asked", "unmatched", "outside"


@dataclass(frozen=True)
class Scope:
    """Whose relations a list may bring in: one municipality's, one state's (two digits), everybody's (empty)."""

    key: str = ""

    def holds(self, key: str) -> bool:
        """A state's office has its municipalities and the state itself; a municipality only itself."""
        return key == self.key or (len(self.key) != 5 and key.startswith(self.key))


@dataclass(frozen=True)
class Judged:
    """The two parties as our own and the other, and what the row is taken for."""

    ours: Party
    theirs: Party
    state: str


def judge(relation: Relation, scope: Scope) -> Judged | None:
    """Whose relation it is and whether it can enter; None where no party is Mexican."""
    mexican = [p for p in relation.parties if p.country == MEXICO]
    if not mexican:
        return None
    ours = next((p for p in mexican if p.ref and scope.holds(p.ref)), mexican[0])
    theirs = relation.b if ours is relation.a else relation.a
    return Judged(ours, theirs, _state(ours, theirs, scope))


def _state(ours: Party, theirs: Party, scope: Scope) -> str:
    if ours.state == MATCHED and not scope.holds(ours.ref):
        return OUTSIDE
    if ours.state == AMBIGUOUS and not any(scope.holds(k) for k in ours.candidates):
        return OUTSIDE
    if theirs.state == EMPTY or theirs.country == UNKNOWN or ours.identity == theirs.identity:
        return UNMATCHED
    if theirs.country == MEXICO and theirs.state != MATCHED:
        return UNMATCHED if ours.state != AMBIGUOUS else ASKED
    return {MATCHED: ENTERS, AMBIGUOUS: ASKED}.get(ours.state, UNMATCHED)


def pair_of(ours: Party, theirs: Party) -> str:
    """The same for every spelling and direction of one relation."""
    return sha256("\x00".join(sorted((ours.identity, theirs.identity))).encode()).hexdigest()


def lacks_of(theirs: Party, precision: str, kind: str, told: Mapping[str, str]) -> list[str]:
    """What a row does not say: `registry.enums.RowLack`. None has its paper with it."""
    doubt = doubt_of_date(told.get("on", ""))
    found = [f"date_{doubt}"] if doubt else [] if precision == "day" else ["date_inexact" if precision else "date"]
    if not kind or kind == "other":
        found.append("kind")
    if not told.get("source"):
        found.append("source")
    if theirs.state != MATCHED:
        found.append("place")
    return [*found, "paper"]
