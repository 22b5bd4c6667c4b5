"""What a deposited signing lacks."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.agreements.rules import Signer, are_pages_lacking, lacks, pages_missing

DAY = dt.date(2022, 6, 1)
BOTH = (Signer("ours", "in_post", True, False), Signer("theirs", "in_post", None, False))
WHOLE = {
    "klass": "international", "authorised_on": DAY, "opinion_on": DAY, "foreign_on": DAY, "signed_on": DAY,
    "is_opined_text": True, "signers": BOTH, "originals": 2, "languages": 2,
}  # fmt: skip
LATER = DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ()),
        ({"authorised_on": None}, ("authorisation_missing",)),
        ({"authorised_on": LATER}, ("authorised_after_signing",)),
        ({"opinion_on": None}, ("opinion_missing",)),
        ({"opinion_on": LATER}, ("opinion_after_signing",)),
        ({"is_opined_text": False}, ("text_differs_from_opinion",)),
        ({"is_opined_text": None}, ("opinion_names_no_text",)),
        ({"is_opined_text": None, "opinion_on": None}, ("opinion_missing",)),
        ({"foreign_on": None}, ("foreign_approval_missing",)),
        ({"signers": BOTH[:1]}, ("signatory_missing_theirs",)),
        ({"signers": BOTH[1:]}, ("signatory_missing_ours",)),
        ({"signers": (Signer("ours", "in_post", False, False), BOTH[1])}, ("post_does_not_cover",)),
        ({"signers": (Signer("ours", "delegate", False, True), BOTH[1])}, ()),
        (
            {"signers": (Signer("ours", "delegate", False, False), BOTH[1])},
            ("post_does_not_cover", "delegation_missing"),
        ),
        ({"originals": 1}, ("one_original",)),
        ({"is_unsigned": True}, ("scan_unsigned",)),
        ({"is_theirs_named": False, "is_one_person": True}, ("other_signatory_theirs", "same_person_signs")),
        ({"languages": 0}, ("languages_missing",)),
        ({"has_all_languages": False}, ("language_of_text_missing",)),
        (
            {"klass": "domestic", "opinion_on": None, "foreign_on": None, "languages": 0, "is_opined_text": False},
            (),
        ),
    ],
)
def test_lacks_names_what_is_missing(more, expected):
    assert lacks(**(WHOLE | more)) == expected


@given(st.integers(1, 40), st.sets(st.integers(-3, 45)))
def test_pages_missing_are_exactly_those_not_read(count, read):
    left = pages_missing(count, tuple(read))
    assert set(left) == set(range(1, count + 1)) - read
    assert list(left) == sorted(left)


@pytest.mark.parametrize(
    ("scanned", "printed", "short"),
    [(1, 7, True), (6, 7, True), (7, 7, False), (14, 7, False), (1, 1, False), (1, None, False)],
)
def test_scan_is_short_of_a_text_that_prints_on_more_pages(scanned, printed, short):
    assert are_pages_lacking(scanned, printed) is short
