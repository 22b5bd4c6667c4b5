"""The outline, what an entry lacks, what is stale, what is printed, how two revisions differ."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from hermanar.documents.rules.catalogues import areas
from hermanar.profiles.enums import EntryLack, TagFault
from hermanar.profiles.rules import (
    BY_KEY,
    LANGUAGES,
    SECTIONS,
    MigrantPlace,
    Priority,
    Statement,
    after_change,
    applied,
    as_figure,
    as_number,
    changed_keys,
    changes,
    cleaned,
    completeness,
    coverage,
    figure_in_words,
    goals,
    is_complete,
    is_printed,
    lacks,
    missing,
    outline,
    patch,
    realigned,
    rows_of,
)
from hermanar.profiles.rules.outline import TYPES

OFFER = BY_KEY["offer"]
HERITAGE = BY_KEY["heritage"]
POPULATION = BY_KEY["population"]
AREA = BY_KEY["area_km2"]
MIGRANTS = BY_KEY["migrants_abroad"]
PLAN = BY_KEY["priorities"]
OLD = {"es": "a", "en": "b", "stale": ""}
# what the profile had before it grew to seventeen sections: each is still a field of the same name
FIRST_ENTRIES = (
    "presentation seat name_meaning area_km2 climate localities cabildo population indigenous_languages migrants_abroad "
    "economic_sectors main_companies heritage crafts_food tourism offer need priorities liaison_contact "
    "liaison_languages"
).split()


def test_outline_has_seventeen_sections_in_two_languages_and_every_field_once():
    assert [c.number for c in outline()] == list(range(1, 18))
    keys = [f.key for c in outline() for f in (*c.fields, *c.known)]
    assert len(keys) == len(set(keys))
    for chapter in outline():
        assert set(chapter.title) == set(chapter.lead) == set(LANGUAGES)
        assert all(set(f.title) == set(LANGUAGES) and f.type in TYPES for f in (*chapter.fields, *chapter.known))


def test_outline_keeps_every_entry_that_was_there_before():
    assert set(FIRST_ENTRIES) <= set(BY_KEY)


def test_every_figure_has_a_unit_and_asks_for_its_source():
    figures = [f for f in SECTIONS if f.figure]
    assert len(figures) >= 8
    assert all(f.cited and f.same and set(f.unit) == set(LANGUAGES) for f in figures)


def test_goals_are_seventeen_with_one_hundred_and_sixty_nine_targets():
    assert list(goals()) == list(range(1, 18))
    assert sum(len(g.targets) for g in goals().values()) == 169
    assert goals()[8].targets[-2:] == ("8.a", "8.b")
    assert goals()[17].targets[-1] == "17.19"


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


@pytest.mark.parametrize(
    ("field", "entry", "expected"),
    [
        (HERITAGE, {}, ()),
        (HERITAGE, {"es": "", "en": "", "source": "x"}, ()),
        (HERITAGE, {"es": "a", "en": "b", "source": "s", "year": 2020}, ()),
        (HERITAGE, {"es": "a", "en": "b"}, ("source", "year")),
        (HERITAGE, {"es": "a", "en": "", "source": "s", "year": 2020}, ("en",)),
        (HERITAGE, {"es": "a", "en": "b", "stale": "en", "source": "s", "year": 2020}, ("stale_en",)),
        (HERITAGE, {"es": "a", "en": "b", "unsourced": True}, ("unsourced",)),
        (POPULATION, {"es": "45,210", "source": "s"}, ("year",)),
        (POPULATION, {"es": "unos mil", "source": "s", "year": 2020}, ("number",)),
        (OFFER, {"es": "a", "en": "b"}, ()),
    ],
)
def test_lacks_says_each_thing_once_and_nothing_of_an_empty_entry(field, entry, expected):
    assert lacks(field, entry) == expected
    assert set(expected) <= set(EntryLack.values)


@pytest.mark.parametrize(
    ("field", "entry", "expected"),
    [
        (POPULATION, {"es": "45,210", "source": "s", "year": 2020}, True),
        (POPULATION, {"es": "45,210", "source": "s", "year": None}, False),
        (POPULATION, {"es": "45,210", "source": "", "year": 2020}, False),
        (POPULATION, {"es": "45,210", "unsourced": True}, True),
        (POPULATION, {"es": "unos mil", "source": "s", "year": 2020}, False),
        (HERITAGE, {"es": "templo", "en": ""}, True),
        (HERITAGE, {"es": "", "en": ""}, False),
    ],
)
def test_is_printed_never_a_figure_without_source_unless_it_is_marked(field, entry, expected):
    assert is_printed(field, entry) is expected


def test_is_complete_with_source_and_year_only_where_a_fact_is_cited():
    assert is_complete(OFFER, {"es": "a", "en": "b"}, "en")
    assert not is_complete(OFFER, {"es": "a", "en": "b", "stale": "en"}, "en")
    assert is_complete(OFFER, {"es": "a", "en": "b", "stale": "en"}, "es")
    assert not is_complete(HERITAGE, {"es": "a", "en": "b"}, "es")
    assert is_complete(HERITAGE, {"es": "a", "en": "b", "source": "s", "year": 2020}, "es")
    assert not is_complete(HERITAGE, {"es": "a", "en": "b", "unsourced": True}, "es")


def test_missing_of_an_empty_profile_is_what_is_core():
    assert missing({}, ("es", "en")) == tuple(s.key for s in SECTIONS if s.core)
    assert completeness({}) == {"es": 0, "en": 0}


def test_completeness_counts_each_language_by_itself():
    assert completeness({"offer": {"es": "a", "en": ""}}) == {"es": 9, "en": 0}


def test_coverage_counts_every_section_by_language():
    found = {c.chapter: c for c in coverage({"offer": {"es": "a", "en": ""}, "need": {"es": "a", "en": "b"}})}
    assert len(found) == 17
    assert (found["offer"].complete, found["offer"].written, found["offer"].fields) == ({"es": 2, "en": 1}, 2, 3)
    assert found["health"].written == 0


_entry = st.fixed_dictionaries(
    {
        "es": st.sampled_from(["", "a", "45,210", "a\nb"]),
        "en": st.sampled_from(["", "a", "b\nc"]),
        "source": st.sampled_from(["", "INEGI"]),
        "year": st.sampled_from([None, 2020]),
        "stale": st.sampled_from(["", "es", "en"]),
    },
    optional={"unsourced": st.just(True)},
)
_sections = st.dictionaries(st.sampled_from([s.key for s in SECTIONS]), _entry, max_size=12)


@given(_sections)
def test_coverage_never_counts_an_empty_stale_or_unsourced_entry(sections):
    counted = {lang: sum(c.complete[lang] for c in coverage(sections)) for lang in LANGUAGES}
    for lang in LANGUAGES:
        sound = [
            key
            for key, e in sections.items()
            if e["es" if BY_KEY[key].same else lang]
            and e["stale"] != lang
            and (not BY_KEY[key].cited or (e["source"] and e["year"] and not e.get("unsourced")))
        ]
        assert counted[lang] <= len(sound)


@given(_sections, _sections)
def test_applied_patch_reproduces_the_later_revision(old, new):
    assert applied(old, patch(old, new)) == new
    assert applied(new, patch(new, old)) == old


@given(_sections, _sections)
def test_changes_name_exactly_the_fields_that_differ_to_a_reader(old, new):
    said = {c.key for c in changes(old, new)}
    assert said <= set(changed_keys(old, new))
    assert not changes(old, old)


def test_changes_are_told_per_field_and_language_and_for_the_source_apart():
    old = {"offer": {"es": "a", "en": "b"}, "population": {"es": "1", "en": "1", "source": "s", "year": 2010}}
    new = {"offer": {"es": "a", "en": "c"}, "population": {"es": "2", "en": "2", "source": "s", "year": 2020}}
    assert [(c.key, c.part, c.old, c.new) for c in changes(old, new)] == [
        ("population", "es", "1", "2"),
        ("population", "source", "s, 2010", "s, 2020"),
        ("offer", "en", "b", "c"),
    ]


@pytest.mark.parametrize(
    ("text", "number"), [("45,210", 45210), ("45 210", 45210), ("45.210", 45210), ("unos mil", None), ("", None)]
)
def test_as_number_reads_thousands_however_they_are_separated(text, number):
    assert as_number(text) == number


@pytest.mark.parametrize(
    ("field", "text", "number", "words"),
    [
        (POPULATION, "45.210", Decimal(45210), "45,210 inhabitants"),
        (AREA, "812.4", Decimal("812.4"), "812.4 km²"),
        (AREA, "1,812.40", Decimal("1812.40"), "1,812.40 km²"),
        (AREA, "ochocientos", None, "ochocientos"),
        (AREA, "8.1.2", None, "8.1.2"),
        (AREA, "", None, ""),
    ],
)
def test_as_figure_reads_decimals_only_where_things_are_not_counted(field, text, number, words):
    assert as_figure(field, text) == number
    assert figure_in_words(field, text, "en") == words


def test_rows_of_pair_the_lines_with_their_tags():
    entry = {"es": "a\nb", "en": "c\nd", "items": [{"areas": ["culture"], "goals": [8], "targets": ["8.9"]}]}
    assert rows_of(OFFER, entry) == (Statement("a", "c", ("culture",), (8,), ("8.9",)), Statement("b", "d"))
    assert rows_of(OFFER, None) == ()
    assert rows_of(PLAN, {"es": "a", "en": "", "items": [{"axis": "Eje 2", "page": "45"}]}) == (
        Priority("a", "", axis="Eje 2", page="45"),
    )


def test_rows_of_migrants_take_the_source_of_the_entry_where_a_line_has_none():
    entry = {
        "es": "Wisconsin\nIllinois", "en": "Wisconsin\nIllinois", "source": "IME", "year": 2022,
        "items": [{"country": "US", "number": 300, "source": "Consulado", "year": 2021}],
    }  # fmt: skip
    assert rows_of(MIGRANTS, entry) == (
        MigrantPlace("Wisconsin", "Wisconsin", "US", None, 300, "Consulado", 2021),
        MigrantPlace("Illinois", "Illinois", source="IME", year=2022),
    )


@pytest.mark.parametrize(
    ("es", "expected"),
    [
        ("a\nb", [{"areas": ["x"]}, {"areas": ["y"]}]),
        ("b\na", [{"areas": ["y"]}, {"areas": ["x"]}]),
        ("a\nB", [{"areas": ["x"]}, {"areas": ["y"]}]),
        ("nuevo\na\nb", [{}, {"areas": ["x"]}, {"areas": ["y"]}]),
        ("b", [{"areas": ["y"]}]),
        ("", []),
    ],
)
def test_realigned_tags_follow_their_words(es, expected):
    old = {"es": "a\nb", "en": "", "items": [{"areas": ["x"]}, {"areas": ["y"]}]}
    assert realigned(old, es) == expected


@pytest.mark.parametrize(
    ("field", "tags", "kept", "wrong"),
    [
        (OFFER, {"areas": ["culture"], "targets": ["11.4", "8.9"]},
         {"areas": ["culture"], "targets": ["8.9", "11.4"], "goals": [8, 11]}, {}),
        (OFFER, {"areas": ["weather"], "goals": [18], "link": "ftp://x"},
         {"areas": ["weather"], "goals": [18], "link": "ftp://x"},
         {"areas": "area_unknown", "goals": "goal_unknown", "link": "link_wrong"}),
        (OFFER, {"targets": ["8.99"]}, {"targets": ["8.99"]}, {"targets": "target_unknown"}),
        (PLAN, {"axis": "Eje 1", "page": "12", "link": "https://a.mx"}, {"axis": "Eje 1", "page": "12"}, {}),
        (MIGRANTS, {"country": "US", "number": 300}, {"country": "US", "number": 300},
         {"source": "source_missing", "year": "year_missing"}),
        (MIGRANTS, {"number": -1, "source": "s", "year": 2050}, {"number": -1, "source": "s", "year": 2050},
         {"number": "number_wrong", "year": "year_wrong"}),
    ],
)  # fmt: skip
def test_cleaned_tags_are_known_ones_or_say_what_is_wrong(field, tags, kept, wrong):
    assert cleaned(field, tags, areas=areas(), year=2026) == (kept, wrong)
    assert set(wrong.values()) <= set(TagFault.values)
