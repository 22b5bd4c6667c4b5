"""Series of sessions, and what is not in order with a body."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from hermanar.meetings.enums import Alarm, Choice
from hermanar.meetings.rules import (
    AHEAD,
    BodyState,
    Rule,
    SeatHeld,
    alarms,
    days_of_series,
    has_quorum,
    is_approved,
    standing_of,
    tally,
)

D = dt.date


def test_every_monday_from_7_april_to_30_june_is_thirteen_sessions():
    days = days_of_series(D(2025, 4, 7), D(2025, 6, 30), 0)
    assert (len(days), days[0], days[-1]) == (13, D(2025, 4, 7), D(2025, 6, 30))
    assert {d.weekday() for d in days} == {0}


@pytest.mark.parametrize(
    ("first", "last", "weekday", "weeks", "without", "expected"),
    [
        (D(2025, 4, 1), D(2025, 4, 30), 0, 1, (), [7, 14, 21, 28]),
        (D(2025, 4, 1), D(2025, 4, 30), 0, 2, (), [7, 21]),
        (D(2025, 4, 1), D(2025, 4, 30), 0, 1, (D(2025, 4, 14),), [7, 21, 28]),
        (D(2025, 4, 2), D(2025, 4, 2), 2, 1, (), [2]),
        (D(2025, 4, 3), D(2025, 4, 8), 2, 1, (), []),
    ],
)
def test_days_of_series(first, last, weekday, weeks, without, expected):
    found = days_of_series(first, last, weekday, every_weeks=weeks, without=without)
    assert [d.day for d in found] == expected


@given(first=st.dates(D(2020, 1, 1), D(2030, 1, 1)), length=st.integers(0, 400), weekday=st.integers(0, 6))
def test_days_of_series_are_of_that_weekday_inside_and_a_week_apart(first, length, weekday):
    last = first + dt.timedelta(days=length)
    days = days_of_series(first, last, weekday)
    assert all(d.weekday() == weekday and first <= d <= last for d in days)
    assert all((b - a).days == 7 for a, b in pairwise(days))
    assert len(days) in {length // 7, length // 7 + 1}


ON = D(2025, 8, 8)
CITIZEN, OFFICIAL = SeatHeld("citizen"), SeatHeld("official")


def state(members, **more) -> BodyState:
    whole = {"on": ON, "last_session_on": D(2025, 7, 1), "seats": len(members)}
    return BodyState(members=members, **(whole | more))


CASES = [
    (state([CITIZEN] * 7 + [OFFICIAL] * 13), []),  # Los Cabos 2025: 7 citizens, 13 officials
    (state([]), [Alarm.NO_MEMBERS]),
    (state([OFFICIAL] * 3, seats=5), [Alarm.SEATS_VACANT]),
    (state([CITIZEN] * 2 + [OFFICIAL] * 8, citizens=Fraction(1, 2)), [Alarm.CITIZENS_SHORT]),
    (state([CITIZEN] * 5 + [OFFICIAL] * 5, citizens=Fraction(1, 2)), []),
    (state([CITIZEN] * 3 + [OFFICIAL] * 4, citizens=Fraction(1, 2)), [Alarm.CITIZENS_SHORT]),  # half of 7 is 4
    (state([SeatHeld("official", until_on=D(2025, 8, 7))], seats=1), [Alarm.TERM_ENDED, Alarm.SEATS_VACANT]),
    (state([SeatHeld("official", until_on=ON)]), [Alarm.TERM_ENDS]),
    (state([SeatHeld("official", until_on=ON + dt.timedelta(days=AHEAD + 1))]), []),
    (state([SeatHeld("official", has_oath=False)]), [Alarm.NO_OATH]),
    (state([SeatHeld("official", has_oath=False)], takes_oath=False), []),
    (state([OFFICIAL], every_months=2, last_session_on=D(2025, 6, 7)), [Alarm.NO_SESSION]),
    (state([OFFICIAL], every_months=2, last_session_on=D(2025, 6, 8)), []),
    (state([OFFICIAL], last_session_on=None), [Alarm.NEVER_MET]),
    (state([OFFICIAL], has_rule=False), [Alarm.NO_RULE]),
    (
        state([OFFICIAL], administration_ended_on=D(2024, 9, 27), ends_with_administration=True),
        [Alarm.ADMINISTRATION_ENDED],
    ),
    (state([OFFICIAL], administration_ended_on=D(2024, 9, 27)), []),
]


@pytest.mark.parametrize(("given_state", "expected"), CASES)
def test_alarms_of_a_body(given_state, expected):
    assert [a.code for a in alarms(given_state)] == expected


def test_tally_counts_each_choice():
    choices = {1: Choice.IN_FAVOUR, 2: Choice.AGAINST, 3: Choice.IN_FAVOUR, 4: Choice.ABSTAINED}
    assert tally(choices) == (2, 1, 1)


@pytest.mark.parametrize(
    ("state_", "due", "expected"),
    [
        ("open", D(2025, 8, 7), "late"),
        ("open", D(2025, 8, 8), "soon"),
        ("open", D(2025, 8, 15), "soon"),
        ("open", D(2025, 8, 16), "open"),
        ("done", D(2025, 1, 1), "done"),
        ("dropped", D(2025, 1, 1), "dropped"),
    ],
)
def test_standing_of_a_commitment(state_, due, expected):
    assert standing_of(state_, due, ON) == expected


# real compositions (domain 2.6) are seats, sectors and a quorum: each can be said
@pytest.mark.parametrize(
    ("seats", "present", "quorum"),
    [(20, 11, True), (20, 10, False), (10, 6, True), (5, 3, True), (7, 3, False)],
)
def test_real_compositions_have_a_quorum(seats, present, quorum):
    assert has_quorum(Rule(seats=seats), present) is quorum


def test_is_approved_by_majority_is_not_unanimity():
    assert is_approved(Rule(seats=20), 15, 3, 2)
