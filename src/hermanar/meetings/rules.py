"""Quorum, majority, what an act authorises; series of sessions; what is not in order with a body. Pure."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hermanar.kernel.dates import add_months
from hermanar.kernel.text import fold
from hermanar.partnerships.rules.parties import names_counterpart

from .enums import (
    Alarm,
    ApprovalLack,
    BodyKind,
    Choice,
    CommitmentState,
    Lack,
    MinutesState,
    NoCertificate,
    Numbering,
    Outcome,
    ProblemState,
    Purpose,
    SeatRole,
    SessionKind,
    WhyNot,
)


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
    """Whether the vote carries: in favour against all votes cast. On an exact tie the chair's vote decides, where no more
    than one half is asked for: two thirds are not a tie that one vote breaks."""
    cast = in_favour + against + abstained
    if cast == 0:
        return False
    needed = rule.majority * cast
    if in_favour == against and rule.casting_vote and rule.majority <= Fraction(1, 2):
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
        return "blank" if is_of_confidence_alone(names) else "other_city"
    return ""


_NO_CITY = frozenset(
    "alcalde alcaldesa ayuntamiento blanco c cabildo ciudadana ciudadano confianza h municipal municipio presidencia presidenta presidente "
    "sindica sindico voto".split()
)


def is_of_confidence_alone(names: str) -> bool:
    """Whether what the act says is a vote of confidence with no name in it but the post that gets it: “voto de confianza
    al Presidente Municipal”. “Voto de confianza para hermanarse con Toledo” names a city."""
    if "voto de confianza" not in fold(names):
        return False
    called = re.findall(r"[^\W\d_]+", names)
    return all(fold(word) in _NO_CITY or word.islower() for word in called)


def votes_beyond(in_favour: int | None, against: int | None, abstained: int | None, *, seats: int | None) -> int | None:
    """How many votes an act counts, where they are more than the body had seats; None where they fit, or none is known."""
    cast = (in_favour or 0) + (against or 0) + (abstained or 0)
    return cast if seats and cast > seats else None


def quorum_of(rule: Rule) -> int:
    """The fewest who must be there."""
    needed = rule.quorum * rule.seats
    return int(needed) + 1 if rule.quorum_more_than or needed != int(needed) else int(needed)


def votes_short(
    rule: Rule, in_favour: int | None, against: int | None, abstained: int | None
) -> tuple[int, int] | None:
    """(votes, quorum) of an act that counts every vote and fewer than must be there; None where they suffice, or where
    one of the three counts is not in the act."""
    if in_favour is None or against is None or abstained is None:
        return None
    cast = in_favour + against + abstained
    return None if has_quorum(rule, cast) else (cast, quorum_of(rule))


def why_no_certificate(
    *,
    kind: str,
    purpose: str,
    outcome: str,
    authorises: bool,
    why_not: str,
    is_corrected: bool,
    is_quorate: bool = True,
) -> NoCertificate | None:
    """Why what a body of this kind resolved is not certified; None when it is.

    What is postponed resolved nothing, and what a later act corrected holds no more. The certificate of the Cabildo says
    that it authorises a signature: it is given for that alone, never for a vote denied, blank or of another city.
    """
    if is_corrected:
        return NoCertificate.CORRECTED
    if not is_quorate:
        return NoCertificate.NO_QUORUM
    if outcome == Outcome.POSTPONED:
        return NoCertificate.POSTPONED
    if why_not == WhyNot.VOTES:
        return NoCertificate.VOTES
    if kind != BodyKind.CABILDO or (purpose == Purpose.AUTHORISE and authorises):
        return None
    return NoCertificate(why_not) if purpose == Purpose.AUTHORISE and why_not else NoCertificate.OTHER_MATTER


def lacks_to_certify(kind: str, *, text: str, signatory: str) -> list[Lack]:
    """What the certificate of the Cabildo says by its nature and nobody has put down: it is asked, never supposed."""
    if kind != BodyKind.CABILDO:
        return []
    said = {Lack.SIGNATORY: signatory, Lack.TEXT: text}
    return [lack for lack, words in said.items() if not words.strip()]


# -- series ---------------------------------------------------------------------------------------------------


def days_of_series(
    first_on: dt.date, last_on: dt.date, weekday: int, *, every_weeks: int = 1, without: Collection[dt.date] = ()
) -> list[dt.date]:
    """Days of a series, both ends inclusive: each `weekday` (Monday 0) every so many weeks, less the days left out."""
    on = first_on + dt.timedelta(days=(weekday - first_on.weekday()) % 7)
    found = []
    while on <= last_on:
        if on not in without:
            found.append(on)
        on += dt.timedelta(weeks=every_weeks)
    return found


# -- numbers, notice and terms --------------------------------------------------------------------------------


def number_after(taken: Iterable[str]) -> int:
    """The number after the highest of those taken: “3”, “003/2025” and “12 bis” count as 3, 3 and 12; words as nothing."""
    found = [int(match.group()) for number in taken if (match := re.match(r"\s*\d{1,6}", number))]
    return max(found, default=0) + 1


def counted_from(numbering: str, on: dt.date, administration_on: dt.date | None) -> dt.date:
    """The day from which sessions and acts are numbered, for one of a day: of its year, of its administration, or all.
    A series counts by itself, and what is in none as one (domain 2.6)."""
    if numbering == Numbering.YEAR:
        return dt.date(on.year, 1, 1)
    if numbering == Numbering.ADMINISTRATION and administration_on is not None:
        return administration_on
    return dt.date.min


def notice_hours(kind: str, hours: int, extraordinary: int | None) -> int:
    """Hours of notice that a session of a kind needs; where nothing else is said of an extraordinary one, the usual."""
    return hours if extraordinary is None or kind != SessionKind.EXTRAORDINARY else extraordinary


def notice_short(called_at: dt.datetime, starts_at: dt.datetime, needed: int) -> int | None:
    """Whole hours of notice given, where they are fewer than those needed; None where they suffice."""
    given = (starts_at - called_at) // dt.timedelta(hours=1)
    return max(given, 0) if given < needed else None


def term_ends(from_on: dt.date, until_on: dt.date | None, term_months: int | None) -> dt.date | None:
    """The last day of a seat: as it was put down, or the last of the term that the rule gives. None: no end is known."""
    if until_on is not None or term_months is None:
        return until_on
    return add_months(from_on, term_months) - dt.timedelta(days=1)


# -- what is not in order -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SeatHeld:
    """A member on a day: sector, until when, whether the oath was taken, with vote or not."""

    sector: str
    until_on: dt.date | None = None
    from_on: dt.date | None = None
    has_oath: bool = True
    has_vote: bool = True


@dataclass(frozen=True)
class BodyState:
    """A body as alarms judge it on a day. `members` are those not relieved, also those whose term is over."""

    on: dt.date
    members: Sequence[SeatHeld]
    seats: int | None = None
    has_rule: bool = True
    citizens: Fraction | None = None
    takes_oath: bool = True
    every_months: int | None = None
    last_session_on: dt.date | None = None
    administration_ended_on: dt.date | None = None
    ends_with_administration: bool = False


@dataclass(frozen=True)
class AlarmFound:
    code: Alarm
    data: dict[str, Any] = field(default_factory=dict)


AHEAD = 60  # days before the end of a term that it is told


def _terms(state: BodyState, members: Sequence[SeatHeld]) -> list[AlarmFound]:
    over = [m for m in members if m.until_on and m.until_on < state.on]
    soon = [m for m in members if m.until_on and state.on <= m.until_on <= state.on + dt.timedelta(days=AHEAD)]
    found = [AlarmFound(Alarm.TERM_ENDED, {"number": len(over)})] if over else []
    if soon:
        last = min(m.until_on for m in soon if m.until_on)
        found.append(AlarmFound(Alarm.TERM_ENDS, {"number": len(soon), "on": last}))
    return found


def _meets(state: BodyState) -> list[AlarmFound]:
    if state.last_session_on is None:
        return [AlarmFound(Alarm.NEVER_MET)]
    if state.every_months and add_months(state.last_session_on, state.every_months) < state.on:
        return [AlarmFound(Alarm.NO_SESSION, {"on": state.last_session_on, "months": state.every_months})]
    return []


def alarms(state: BodyState) -> list[AlarmFound]:
    """What is not in order with a body on a day, heaviest first. An empty body says only that."""
    if not state.members:
        return [AlarmFound(Alarm.NO_MEMBERS)]
    found = []
    ended = state.administration_ended_on
    if state.ends_with_administration and ended is not None and ended < state.on:
        found.append(AlarmFound(Alarm.ADMINISTRATION_ENDED, {"on": ended}))
    found += _terms(state, state.members)
    sitting = [m for m in state.members if not m.until_on or m.until_on >= state.on]
    if state.seats and len(sitting) < state.seats:
        found.append(AlarmFound(Alarm.SEATS_VACANT, {"vacant": state.seats - len(sitting), "seats": state.seats}))
    if state.citizens is not None and state.seats:
        needed = -(-state.citizens.numerator * state.seats // state.citizens.denominator)
        citizens = sum(m.sector == "citizen" for m in sitting)
        if citizens < needed:
            found.append(AlarmFound(Alarm.CITIZENS_SHORT, {"citizens": citizens, "needed": needed}))
    if state.takes_oath and (without := sum(not m.has_oath for m in sitting)):
        found.append(AlarmFound(Alarm.NO_OATH, {"number": without}))
    found += _meets(state)
    if not state.has_rule:
        found.append(AlarmFound(Alarm.NO_RULE))
    return found


# -- who heads and who attests --------------------------------------------------------------------------------

_OF_THE_BODY = r"(\s+(municipal|honorari[oa]|ejecutiv[oa]|suplente)|\s+(del?|de\s+la|de\s+el)\s+(comite|consejo|comision|cabildo|ayuntamiento|gabinete|grupo).*)?$"
_CHAIR = re.compile(rf"(president[ea]|presidencia){_OF_THE_BODY}")
_VICE = re.compile(rf"(vicepresident[ea]|vicepresidencia){_OF_THE_BODY}")
_SECRETARY = re.compile(
    r"secretari[oa](\s+(ejecutiv[oa]|tecnic[oa]|general|de\s+actas|suplente)|\s+(del?|de\s+la)\s+(comite|consejo|comision|cabildo|ayuntamiento).*)?$"
)


def usual_role(position: str) -> SeatRole:
    """What a seat does by the usual Spanish words of its position, where nobody says it: presides over the body itself
    (not over a chamber or a club), stands in for who does, is its own secretary (not of a department)."""
    told = fold(position)
    for pattern, role in ((_CHAIR, SeatRole.CHAIR), (_VICE, SeatRole.VICE), (_SECRETARY, SeatRole.SECRETARY)):
        if pattern.match(told):
            return role
    return SeatRole.MEMBER


# -- the approval of minutes ----------------------------------------------------------------------------------

# what opens a session and decides nothing of its matter
_FORMALITIES = (
    "lista de asistencia", "pase de lista", "registro de asistencia", "verificacion del quorum", "declaracion de quorum",
    "declaracion del quorum", "declaratoria", "bienvenida", "instalacion de la sesion", "apertura", "orden del dia",
    "lectura del orden", "lectura y aprobacion del orden", "aprobacion del orden",
)  # fmt: skip


def is_formality(title: str) -> bool:
    """Whether a point only opens the session: the roll, the quorum, the agenda itself."""
    return fold(title).startswith(_FORMALITIES)


def approval_lacks(
    before: Sequence[tuple[str, str]], between: Sequence[str], *, kind: str, has_quorum: bool | None
) -> list[ApprovalLack]:
    """What the approval of minutes was not. They are approved as first item of the next session of their body.

    `before`: (purpose, title) of the points that came before theirs; `between`: kinds of the sessions held between both.
    An extraordinary or solemn session in between has its own matter and skips nothing, unless theirs is of that kind.
    """
    found = []
    if any(k in {SessionKind.ORDINARY, kind} for k in between):
        found.append(ApprovalLack.NOT_NEXT)
    if any(purpose != Purpose.APPROVE_MINUTES and not is_formality(title) for purpose, title in before):
        found.append(ApprovalLack.NOT_FIRST)
    if has_quorum is False:
        found.append(ApprovalLack.NO_QUORUM)
    return found


# -- votes, minutes, commitments ------------------------------------------------------------------------------


def tally(choices: Mapping[Any, str]) -> tuple[int, int, int]:
    """Member → choice: in favour, against, abstained."""
    cast = list(choices.values())
    return cast.count(Choice.IN_FAVOUR), cast.count(Choice.AGAINST), cast.count(Choice.ABSTAINED)


# from which state minutes may go to which
MINUTES_MOVES: dict[str, frozenset[str]] = {
    MinutesState.DRAFT: frozenset({MinutesState.CIRCULATED}),
    MinutesState.CIRCULATED: frozenset({MinutesState.CIRCULATED, MinutesState.APPROVED}),
    MinutesState.APPROVED: frozenset({MinutesState.ISSUED}),
    MinutesState.ISSUED: frozenset({MinutesState.SIGNED}),
    MinutesState.SIGNED: frozenset(),
}
PROBLEM_MOVES: dict[str, frozenset[str]] = {
    ProblemState.RAISED: frozenset({ProblemState.ATTENDED, ProblemState.RESOLVED, ProblemState.DROPPED}),
    ProblemState.ATTENDED: frozenset({ProblemState.ATTENDED, ProblemState.RESOLVED, ProblemState.DROPPED}),
    ProblemState.RESOLVED: frozenset(),
    ProblemState.DROPPED: frozenset(),
}


USUAL_REMINDERS = (-3, 1, 7)  # days from the one it is due: before, and after [K]
REMIND_EVERY = 30  # days, from the last of them on, until it is ended


def reminder_of(due_on: dt.date, on: dt.date, days: Sequence[int] = ()) -> dt.date | None:
    """The last day up to `on` on which a commitment was to be reminded; None where the first has not come."""
    steps = sorted(days or USUAL_REMINDERS)
    past = (on - due_on).days
    if past < steps[0]:
        return None
    if past >= steps[-1]:
        return due_on + dt.timedelta(days=steps[-1] + (past - steps[-1]) // REMIND_EVERY * REMIND_EVERY)
    return due_on + dt.timedelta(days=max(step for step in steps if step <= past))


def standing_of(state: str, due_on: dt.date, on: dt.date, *, soon: int = 7) -> str:
    """How a commitment stands on a day: `done`, `dropped`, `late`, `soon` (due within so many days), `open`."""
    if state != CommitmentState.OPEN:
        return state
    if due_on < on:
        return "late"
    return "soon" if due_on <= on + dt.timedelta(days=soon) else "open"
