"""Clocks of silence and changes of administration, as tables."""

import datetime as dt

import pytest

from hermanar.partnerships.rules.clocks import follow_up, follow_up_days, silence_passed, waits_since
from hermanar.partnerships.rules.posts import administration_changed, changes, term_ended

SENT = dt.date(2022, 3, 1)
CLOCKS = (15, 45, 90)


def test_follow_up_days_are_those_of_the_data():
    assert follow_up_days() == CLOCKS


@pytest.mark.parametrize(
    ("after", "state", "passed", "ahead"),
    [
        (0, "waiting", 0, 15),
        (14, "waiting", 0, 15),
        (15, "first", 15, 45),
        (44, "first", 15, 45),
        (45, "second", 45, 90),
        (89, "second", 45, 90),
        (90, "dead", 90, None),
        (400, "dead", 90, None),
    ],
)
def test_follow_up_turns_on_the_very_day(after, state, passed, ahead):
    on = SENT + dt.timedelta(days=after)
    assert follow_up(SENT, on, CLOCKS) == (state, SENT + dt.timedelta(days=ahead) if ahead else None)
    assert silence_passed(SENT, on, CLOCKS) == passed


@pytest.mark.parametrize(
    ("precision", "entered", "since"),
    [
        ("day", dt.date(2019, 12, 16), dt.date(2019, 7, 1)),
        ("month", dt.date(2019, 12, 16), dt.date(2019, 7, 31)),
        ("quarter", dt.date(2019, 12, 16), dt.date(2019, 9, 30)),
        ("quarter", dt.date(2019, 8, 5), dt.date(2019, 8, 5)),  # put down within the quarter
        ("quarter", None, dt.date(2019, 7, 1)),
    ],
)
def test_silence_is_counted_from_the_day_the_letter_had_surely_gone(precision, entered, since):
    assert waits_since(dt.date(2019, 7, 1), precision, entered) == since


SPANS = [
    (dt.date(2018, 10, 1), dt.date(2021, 9, 30)),
    (dt.date(2021, 10, 1), dt.date(2024, 9, 30)),
    (dt.date(2024, 10, 1), dt.date(2027, 9, 30)),
]


@pytest.mark.parametrize(
    ("since", "on", "began"),
    [
        (dt.date(2022, 1, 1), dt.date(2022, 12, 31), []),
        (dt.date(2021, 9, 30), dt.date(2021, 10, 1), [dt.date(2021, 10, 1)]),
        (dt.date(2021, 10, 1), dt.date(2024, 9, 30), []),
        (dt.date(2019, 5, 1), dt.date(2025, 1, 1), [dt.date(2021, 10, 1), dt.date(2024, 10, 1)]),
    ],
)
def test_changes_are_those_after_the_day_and_until_the_other(since, on, began):
    assert changes(SPANS, since, on) == began
    assert administration_changed(SPANS, since, on) is bool(began)


@pytest.mark.parametrize(
    ("ends_on", "ended"),
    [
        (None, False),
        (dt.date(2021, 12, 31), False),
        (dt.date(2022, 1, 1), True),
        (dt.date(2023, 12, 31), True),
        (dt.date(2024, 1, 1), False),
    ],
)
def test_term_ended_between_the_days(ends_on, ended):
    assert term_ended(ends_on, dt.date(2022, 1, 1), dt.date(2024, 1, 1)) is ended
