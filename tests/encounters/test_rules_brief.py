"""The mayor's page: three points, what not to say, the hour there."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from hermanar.encounters.enums import Talk, Unsaid
from hermanar.encounters.rules.brief import ORDER, UNSAID, Point, best_hours, hours_apart, talking_points, unsaid
from hermanar.encounters.rules.services import services


def test_talking_points_without_records_is_a_courtesy():
    assert [p.code for p in talking_points([])] == ["greet"]


def test_talking_points_bring_one_of_each_kind_before_a_second_of_any():
    points = [Point("topic", {"n": 1}, 1), Point("topic", {"n": 0}, 0), Point("answer_their_letter"), Point("invited")]
    assert [(p.code, p.rank) for p in talking_points(points)] == [
        ("answer_their_letter", 0), ("topic", 0), ("invited", 0),
    ]  # fmt: skip


def test_talking_points_fill_with_seconds_where_there_are_few_kinds():
    points = [Point("topic", {}, n) for n in range(5)]
    assert [p.rank for p in talking_points(points)] == [0, 1, 2]


@given(st.lists(st.builds(Point, st.sampled_from(ORDER), st.just({}), st.integers(0, 9))))
def test_talking_points_are_at_most_three_and_in_order(points):
    found = talking_points(points)
    assert 1 <= len(found) <= 3
    assert [ORDER.index(p.code) for p in found] == sorted(ORDER.index(p.code) for p in found)


def test_every_code_has_its_words():
    assert set(ORDER) == set(Talk.values)
    assert {code for code, _rung in UNSAID} <= set(Unsaid.values)


@pytest.mark.parametrize(
    ("proved", "domestic", "found"),
    [
        ((), False, ["authorised", "opinion", "signed", "registered", "running", "results"]),
        ((), True, ["authorised", "signed", "running", "results"]),
        ((1, 2, 3, 4, 5, 6), False, ["registered", "running", "results"]),
        ((4, 5, 6, 7, 8, 9), False, []),
    ],
)
def test_unsaid_names_what_exceeds_its_proof(proved, domestic, found):
    assert unsaid(proved, is_domestic=domestic) == found


AT = dt.datetime(2022, 2, 8, 10, 0, tzinfo=ZoneInfo("America/Mexico_City"))


@pytest.mark.parametrize(
    ("theirs", "on", "hours"),
    [
        ("America/Chicago", AT, 0),
        ("Asia/Tokyo", AT, 15),
        ("America/Los_Angeles", AT, -2),
        ("Asia/Kolkata", AT, 11.5),
        ("America/Chicago", dt.datetime(2023, 7, 1, 12, tzinfo=dt.UTC), 1),  # summer there, none here any more
    ],
)
def test_hours_apart(theirs, on, hours):
    assert hours_apart("America/Mexico_City", theirs, on) == hours


@pytest.mark.parametrize(
    ("apart", "hours"), [(0, (9, 17)), (1, (9, 16)), (-2, (11, 17)), (7, (9, 10)), (15, None), (-9, None)]
)
def test_best_hours_are_those_of_both_offices(apart, hours):
    assert best_hours(apart) == hours


def test_services_are_data_with_days_and_both_languages():
    rows = services()
    assert all(row.es and row.en and row.days > 0 for row in rows.values())
    assert rows["city_facts"].said("en-us") == "Report on the city"
