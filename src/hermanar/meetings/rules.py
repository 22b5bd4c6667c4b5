"""Quorum, majority, and what an act authorises. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from hermanar.partnerships.rules.parties import names_counterpart


@dataclass(frozen=True)
class Rule:
    """A body's regulation in force on a day: shares as fractions; `more_than` = half *plus one*."""

    seats: int
    quorum: Fraction = Fraction(1, 2)
    quorum_more_than: bool = True
    majority: Fraction = Fraction(1, 2)
    majority_more_than: bool = True
    casting_vote: bool = True


def has_quorum(rule: Rule, present: int) -> bool:
    """Whether those present suffice. More than half of 9 is 5; half of 10 without “more than” is 5."""
    needed = rule.quorum * rule.seats
    return present > needed if rule.quorum_more_than else present >= needed


def is_approved(rule: Rule, in_favour: int, against: int, abstained: int, *, chair_in_favour: bool = False) -> bool:
    """Whether the vote carries: in favour against all votes cast. On an exact tie the chair's vote decides."""
    cast = in_favour + against + abstained
    if cast == 0:
        return False
    needed = rule.majority * cast
    if in_favour == against and rule.casting_vote:
        return chair_in_favour and abstained == 0
    return in_favour > needed if rule.majority_more_than else in_favour >= needed


def why_not_authorised(
    *, outcome: str, is_blank: bool, names: str, accepted: tuple[str, ...], beside: tuple[str, ...] = ()
) -> str:
    """Why an act authorises nothing for this counterpart; "" when it does.

    An authorisation names the counterpart: a blank vote of confidence or another city's name is none (domain 1.5, R3-48).
    """
    if outcome != "approved":
        return "not_approved"
    if is_blank or not names.strip():
        return "blank"
    if not names_counterpart(names, accepted, beside):
        return "other_city"
    return ""
