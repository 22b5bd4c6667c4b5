"""Percentages and the calendar of a plan, as tables."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from hermanar.plans.rules import calendar
from hermanar.plans.rules.asked import key_of
from hermanar.plans.rules.percent import USUAL_BANDS, GoalFigures, band_of, mean, percent, rounded, tone_of

D = Decimal
FIGURES = GoalFigures(D(52), (D(13), D(13), D(13), D(13)), (D(13), D(10), D(0), D(0)))


@pytest.mark.parametrize(
    ("quarter", "basis", "expected"),
    [
        (1, "annual", "25"),
        (2, "annual", "19.23"),
        (1, "quarter", "100"),
        (2, "quarter", "76.92"),
        (2, "cumulative", "88.46"),
        (3, "cumulative", "58.97"),
    ],
)
def test_percent_of_each_basis_is_achieved_over_its_own_whole(quarter, basis, expected):
    assert rounded(percent(FIGURES, quarter, basis)) == D(expected).quantize(D("0.01"))


def test_percent_of_quarter_without_programming_is_unknown():
    bare = GoalFigures(D(100), (None,) * 4, (D(0), D(25), D(0), D(0)))
    assert percent(bare, 2, "quarter") is None
    assert percent(bare, 2, "cumulative") is None
    assert percent(bare, 2, "annual") == 25


@pytest.mark.parametrize(
    ("values", "expected"), [((25, 25), 25), ((100, 25, 25), 50), ((25, 25, 10), 20), ((None, 25), 25)]
)
def test_component_is_the_mean_of_its_activities(values, expected):
    assert mean([None if v is None else D(v) for v in values]) == expected


def test_component_is_weighted_only_where_every_activity_has_its_weight():
    assert mean([D(100), D(0)], [D(3), D(1)]) == 75
    assert mean([D(100), D(0)], [D(3), None]) == 50
    assert mean([]) is None


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_mean_lies_between_least_and_most_and_forgets_the_order(values):
    found = mean([D(v) for v in values])
    assert min(values) <= found <= max(values)
    assert abs(found - mean([D(v) for v in reversed(values)])) < D("0.000001")


@pytest.mark.parametrize(
    ("value", "key"), [(0, "critical"), (50, "very_low"), (89, "regular"), (110, "good"), (111, "poor_planning")]
)
def test_band_of_a_percentage_comes_from_the_table(value, key):
    assert band_of(D(value), USUAL_BANDS)["key"] == key


def test_weeks_of_the_quarter_are_its_thirteen_mondays():
    weeks = calendar.weeks_of(2025, 2)
    assert len(weeks) == 13
    assert (weeks[0], weeks[-1]) == (dt.date(2025, 4, 7), dt.date(2025, 6, 30))
    assert calendar.week_named("2025-W27") == dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("counting", "expected"), [("starts", dt.date(2025, 6, 30)), ("received", dt.date(2025, 6, 27))]
)
def test_week_is_counted_by_the_stated_rule(counting, expected):
    assert calendar.week_is_of(dt.date(2025, 6, 30), dt.date(2025, 6, 27), counting) == expected


def test_last_working_day_passes_over_rest_days():
    assert calendar.last_working_day(2025, 2, ()) == dt.date(2025, 6, 30)
    assert calendar.last_working_day(2025, 2, {dt.date(2025, 6, 30)}) == dt.date(2025, 6, 27)
    assert calendar.decide_by(2025, 2, 5, ()) == dt.date(2025, 7, 7)


LONG = "Informe de avance del programa de ciudades hermanas"


@pytest.mark.parametrize(
    ("name", "asked", "key"),
    [
        ("Redes sociales", {}, "redes-sociales"),
        ("Agenda", {}, ""),
        ("  AGENDA. ", {}, ""),
        ("...", {}, ""),
        ("Agenda cultural", {}, "agenda-cultural"),
        ("redes SOCIALES", {"redes": "Redes sociales"}, ""),
        (LONG + ", segunda parte", {LONG.lower().replace(" ", "-")[:40]: LONG}, "informe-de-avance-del-programa-de-ciud-2"),
    ],
)  # fmt: skip
def test_what_is_asked_has_a_key_of_its_own_and_never_the_agendas(name, asked, key):
    assert key_of(name, asked) == key
    assert len(key) <= 40


@pytest.mark.parametrize(
    ("own", "last"),
    [
        ((), dt.date(2022, 9, 23)),
        # put down in time: it moves
        (((dt.date(2022, 9, 29), dt.date(2022, 9, 1), None),), dt.date(2022, 9, 22)),
        # put down when the last day had run, or on the day it would end in the past: it stays
        (((dt.date(2022, 9, 29), dt.date(2022, 9, 26), None),), dt.date(2022, 9, 23)),
        (((dt.date(2022, 9, 29), dt.date(2022, 9, 23), None),), dt.date(2022, 9, 23)),
        # withdrawn in time: it moves back; withdrawn afterwards: it stays
        (((dt.date(2022, 9, 29), dt.date(2022, 9, 1), dt.date(2022, 9, 20)),), dt.date(2022, 9, 23)),
        (((dt.date(2022, 9, 29), dt.date(2022, 9, 1), dt.date(2022, 9, 23)),), dt.date(2022, 9, 22)),
    ],
)
def test_last_day_that_ran_is_moved_by_no_rest_day(own, last):
    assert calendar.last_day_as_it_ran(2022, 3, frozenset(), own, 5) == last


@pytest.mark.parametrize(
    ("starts", "tones"),
    [
        (("0", "50", "70", "90", "110.01"), ("red", "amber", "amber", "leaf", "amber")),
        (("0", "90"), ("red", "leaf")),
        (("0",), ("",)),  # one band says nothing apart
        (("0", "60", "100"), ("red", "amber", "leaf")),
    ],
)
def test_light_of_a_band_is_its_place_among_the_others(starts, tones):
    bands = [{"from": start, "key": start, "es": "x"} for start in starts]
    assert tuple(tone_of(bands, start) for start in starts) == tones
    assert tone_of(bands, "none") == ""
