"""Quorum, majority, and what an act authorises."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from hermanar.meetings.rules import Rule, has_quorum, is_approved, quorum_of, votes_short, why_not_authorised


@pytest.mark.parametrize(
    ("seats", "present", "more_than", "expected"),
    [
        (9, 4, True, False),
        (9, 5, True, True),
        (10, 5, True, False),
        (10, 6, True, True),
        (10, 5, False, True),
        (1, 1, True, True),
        (3, 0, True, False),
    ],
)
def test_quorum_is_more_than_half_unless_the_rule_says_half(seats, present, more_than, expected):
    assert has_quorum(Rule(seats=seats, quorum_more_than=more_than), present) is expected


def test_quorum_of_two_thirds_counts_exactly():
    rule = Rule(seats=9, quorum=Fraction(2, 3), quorum_more_than=False)
    assert [has_quorum(rule, n) for n in (5, 6)] == [False, True]


@given(seats=st.integers(1, 60), share=st.fractions(min_value=0, max_value=1), more_than=st.booleans())
def test_quorum_is_the_fewest_that_suffice(seats, share, more_than):
    rule = Rule(seats=seats, quorum=share, quorum_more_than=more_than)
    least = quorum_of(rule)
    assert (has_quorum(rule, least), least > 0 and has_quorum(rule, least - 1)) == (True, False)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ((2, 0, 0), (2, 6)),
        ((3, 1, 1), (5, 6)),
        ((6, 0, 0), None),
        ((2, 2, 2), None),
        ((2, None, None), None),
        ((2, 0, None), None),
        ((None, 0, 0), None),
    ],
)
def test_votes_of_an_act_are_held_to_the_quorum_only_where_all_three_counts_are_known(votes, expected):
    assert votes_short(Rule(seats=11), *votes) == expected


@pytest.mark.parametrize(
    ("votes", "chair", "expected"),
    [
        ((3, 0, 0), True, True),
        ((2, 1, 0), False, True),
        ((2, 2, 0), True, True),
        ((2, 2, 0), False, False),
        ((2, 2, 1), True, False),
        ((1, 0, 2), True, False),
        ((0, 0, 0), True, False),
        ((0, 3, 0), True, False),
    ],
)
def test_vote_carries_with_more_than_half_of_the_votes_cast(votes, chair, expected):
    assert is_approved(Rule(seats=5), *votes, chair_in_favour=chair) is expected


def test_tie_is_broken_only_where_half_is_asked_for():
    two_thirds = Rule(seats=6, majority=Fraction(2, 3), majority_more_than=False)
    assert is_approved(two_thirds, 3, 3, 0, chair_in_favour=True) is False
    assert is_approved(two_thirds, 4, 2, 0) is True


def test_tie_without_casting_vote_does_not_carry():
    assert is_approved(Rule(seats=4, casting_vote=False), 2, 2, 0, chair_in_favour=True) is False


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({"outcome": "approved", "is_blank": False, "names": "Ciudad de Lakeside, Wisconsin"}, ""),
        ({"outcome": "approved", "is_blank": False, "names": "Springfield"}, "other_city"),
        ({"outcome": "approved", "is_blank": True, "names": "Lakeside"}, "blank"),
        ({"outcome": "approved", "is_blank": False, "names": "  "}, "blank"),
        ({"outcome": "approved", "is_blank": False, "names": "voto de confianza"}, "blank"),
        ({"outcome": "approved", "is_blank": False, "names": "Voto de confianza en blanco"}, "blank"),
        (
            {"outcome": "approved", "is_blank": False, "names": "un voto de confianza al C. Presidente Municipal"},
            "blank",
        ),
        ({"outcome": "approved", "is_blank": False, "names": "voto de confianza para Toledo"}, "other_city"),
        ({"outcome": "rejected", "is_blank": False, "names": "Lakeside"}, "not_approved"),
        ({"outcome": "postponed", "is_blank": False, "names": "Lakeside"}, "not_approved"),
    ],
)
def test_act_authorises_only_when_approved_and_naming_the_counterpart(given_, expected):
    assert why_not_authorised(accepted=("Lakeside",), **given_) == expected


@given(st.integers(1, 60), st.integers(0, 60))
def test_quorum_once_reached_stays_with_more_present(seats, present):
    rule = Rule(seats=seats)
    if has_quorum(rule, present):
        assert has_quorum(rule, present + 1)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_approved_never_with_more_against_than_in_favour(yes, no, none):
    if is_approved(Rule(seats=90), yes, no, none, chair_in_favour=True):
        assert yes >= no
