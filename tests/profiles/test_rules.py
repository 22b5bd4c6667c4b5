"""What is stale, what is missing, what goes to the paper."""

import pytest

from hermanar.documents.rules.templates import load
from hermanar.profiles.enums import Chapter, SectionKey
from hermanar.profiles.rules import (
    BY_KEY,
    SECTIONS,
    after_change,
    as_number,
    completeness,
    is_complete,
    missing,
    slot_values,
)

OFFER = BY_KEY["offer"]
OLD = {"es": "a", "en": "b", "stale": ""}


def test_sections_are_named_once_and_each_is_a_slot_of_the_paper():
    keys = [s.key for s in SECTIONS]
    assert keys == list(SectionKey.values)
    assert set(keys) <= set(load("municipal_profile").slots)
    assert {s.chapter for s in SECTIONS} == set(Chapter.values)
    assert {s.chapter for s in SECTIONS if s.required} == set(Chapter.values)


@pytest.mark.parametrize(
    ("stale", "es", "en", "expected"),
    [
        ("", "x", "b", "en"),
        ("", "a", "x", "es"),
        ("", "x", "y", ""),
        ("", "a", "b", ""),
        ("en", "a", "x", ""),
        ("es", "x", "b", ""),
        ("en", "x", "b", "en"),
        ("en", "a", "b", "en"),
        ("", "x", "", ""),
    ],
)
def test_after_change_of_one_language_marks_the_one_that_stayed(stale, es, en, expected):
    assert after_change(OFFER, {**OLD, "stale": stale}, es, en) == expected


def test_after_change_of_a_first_text_is_a_gap_and_not_stale():
    assert after_change(OFFER, {}, "a", "b") == ""
    assert after_change(OFFER, {"es": "a", "en": ""}, "a", "b") == ""


def test_is_complete_with_source_and_year_only_where_a_fact_is_cited():
    assert is_complete(OFFER, {"es": "a", "en": "b"}, "en")
    assert not is_complete(OFFER, {"es": "a", "en": "b", "stale": "en"}, "en")
    heritage = BY_KEY["heritage"]
    assert not is_complete(heritage, {"es": "a", "en": "b"}, "es")
    assert is_complete(heritage, {"es": "a", "en": "b", "source": "s", "year": 2020}, "es")


def test_missing_of_an_empty_profile_is_what_is_required():
    assert missing({}, ("es", "en")) == tuple(s.key for s in SECTIONS if s.required)
    assert completeness({}) == {"es": 0, "en": 0}


def test_completeness_counts_each_language_by_itself():
    assert completeness({"offer": {"es": "a", "en": ""}}) == {"es": 9, "en": 0}


@pytest.mark.parametrize(
    ("text", "number"), [("45,210", 45210), ("45 210", 45210), ("45.210", 45210), ("unos mil", None), ("", None)]
)
def test_as_number_reads_thousands_however_they_are_separated(text, number):
    assert as_number(text) == number


def test_slot_values_pair_the_lines_of_both_languages():
    values = slot_values(
        {
            "offer": {"es": "a\nb", "en": "c\nd"},
            "seat": {"es": "Villa"},
            "population": {"es": "45,210", "source": "S", "year": 2020},
        }
    )
    assert values == {
        "offer": [{"es": "a", "en": "c"}, {"es": "b", "en": "d"}],
        "seat": "Villa",
        "population": 45210,
        "population_source": {"es": "S, 2020", "en": "S, 2020"},
    }
