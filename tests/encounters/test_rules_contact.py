"""Last contact is the latest of what the records say; active links say why."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.encounters.rules.contact import SIDES, Sign, bond, contacts_in_year, last_contact

DAY = dt.date(2022, 3, 1)


def sign(side: str = "ours", days: int = 0, kind: str = "encounter", about: str = "a") -> Sign:
    return Sign(side, DAY + dt.timedelta(days=days), kind, about)


def test_last_contact_of_nothing_is_nothing():
    assert last_contact([]) == {}


def test_last_contact_takes_each_side_by_itself():
    signs = [sign("ours", 5), sign("theirs", 2), sign("ours", 1)]
    assert last_contact(signs) == {"ours": signs[0], "theirs": signs[1]}


def test_last_contact_on_a_day_leaves_out_what_came_later():
    signs = [sign("ours", 0), sign("ours", 9)]
    assert last_contact(signs, DAY + dt.timedelta(days=8)) == {"ours": signs[0]}


SIGNS = st.lists(
    st.builds(
        Sign, st.sampled_from(SIDES), st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)),
        st.sampled_from(["encounter", "letter_sent"]), st.text("ab", max_size=2),
    )
)  # fmt: skip


@given(SIGNS)
def test_last_contact_is_the_maximum_of_each_side(signs):
    found = last_contact(signs)
    for side in SIDES:
        days = [s.on for s in signs if s.side == side]
        assert (found[side].on if side in found else None) == (max(days) if days else None)


@given(SIGNS, SIGNS)
def test_more_records_never_lower_the_last_contact(before, more):
    earlier, later = last_contact(before), last_contact([*before, *more])
    assert all(later[side].on >= earlier[side].on for side in earlier)


@given(SIGNS, st.randoms())
def test_last_contact_does_not_depend_on_the_order(signs, random):
    shuffled = list(signs)
    random.shuffle(shuffled)
    assert last_contact(shuffled) == last_contact(signs)


def test_contacts_in_year_counts_twelve_months_and_not_the_future():
    signs = [sign("ours", -365), sign("ours", -364), sign("ours", 0), sign("theirs", -1), sign("theirs", 1)]
    assert contacts_in_year(signs, DAY) == {"ours": 2, "theirs": 1}


@pytest.mark.parametrize(
    ("rung", "is_open", "year", "found"),
    [
        (6, True, {}, "signed"),
        (9, True, {"ours": 1}, "signed"),
        (2, True, {"ours": 1, "theirs": 3}, "alive"),
        (2, True, {"ours": 4, "theirs": 0}, ""),
        (2, True, {}, ""),
        (9, False, {"ours": 4, "theirs": 4}, ""),
    ],
)
def test_bond_says_why_a_relation_is_an_active_link(rung, is_open, year, found):
    assert bond(rung, is_open, year) == found
