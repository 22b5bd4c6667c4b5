"""Judgements of taking part from outside, as tables."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.calls.enums import CallStage, CallState, Position, ProjectStage, Viability
from hermanar.calls.rules import (
    days,
    is_due_to_ask,
    is_silent,
    may_move,
    stage_after_evaluation,
    stage_of_call,
    summary_of,
)

DAY = dt.date(2026, 3, 2)
ONE = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "on", "stage"),
    [
        (CallState.PUBLISHED, DAY - ONE, CallStage.COMING),
        (CallState.PUBLISHED, DAY, CallStage.OPEN),
        (CallState.PUBLISHED, DAY + 10 * ONE, CallStage.OPEN),
        (CallState.PUBLISHED, DAY + 11 * ONE, CallStage.EVALUATING),
        (CallState.CLOSED, DAY, CallStage.CLOSED),
        (CallState.CANCELLED, DAY, CallStage.CANCELLED),
    ],
)
def test_stage_of_call(state, on, stage):
    assert stage_of_call(state, DAY, DAY + 10 * ONE, on) == stage


@pytest.mark.parametrize("stage", ProjectStage.values)
@pytest.mark.parametrize("to", ProjectStage.values)
def test_project_is_adopted_only_once_viable(stage, to):
    assert may_move(stage, to) is (
        (stage, to) in {("idea", "viable"), ("idea", "discarded"), ("viable", "adopted"), ("viable", "discarded")}
    )


@pytest.mark.parametrize(
    ("stage", "viability", "after"),
    [
        ("idea", Viability.VIABLE, "viable"),
        ("idea", Viability.CONDITIONS, "viable"),
        ("idea", Viability.NOT_VIABLE, "idea"),
        ("viable", Viability.VIABLE, "viable"),
        ("discarded", Viability.VIABLE, "discarded"),
    ],
)
def test_stage_after_evaluation(stage, viability, after):
    assert stage_after_evaluation(stage, viability) == after


@given(st.lists(st.sampled_from(["", *Position.values])))
def test_summary_counts_everybody_once(positions):
    summary = summary_of(positions)
    assert summary.invited == len(positions) == summary.answered + summary.silent
    assert sum(number for _key, number in summary.counts) == summary.answered
    assert [key for key, _number in summary.counts] == Position.values


@pytest.mark.parametrize(
    ("asked", "answered", "after", "silent"),
    [(None, None, 0, False), (DAY, None, 29, False), (DAY, None, 30, True), (DAY, DAY, 90, False)],
)
def test_silence(asked, answered, after, silent):
    assert is_silent(asked, answered, DAY + after * ONE, days("contact_wait")) is silent


@pytest.mark.parametrize(("last", "after", "due"), [(None, 0, True), (DAY, 181, False), (DAY, 182, True)])
def test_half_a_year(last, after, due):
    assert is_due_to_ask(last, DAY + after * ONE, days("contact_ask")) is due


def test_clock_that_is_not_there():
    with pytest.raises(KeyError):
        days("never")
