"""Checklists and what stays approved."""

import pytest
from hypothesis import given, strategies as st

from hermanar.kernel.content import Content
from hermanar.opinions.queries.letters import languages_beside_spanish
from hermanar.opinions.rules import checklist, group_label, still_approved, to_review

GROUPS = [f"art-{n:02}" for n in range(1, 15)]
digests = st.dictionaries(st.sampled_from(GROUPS), st.sampled_from("abc"))


@pytest.mark.parametrize(
    ("languages", "named"),
    [
        (("es", "en"), {"es": "inglés", "en": "English"}),
        (("es", "fr"), {"es": "francés", "en": "French"}),
        (("es", "en", "pt"), {"es": "inglés y portugués", "en": "English and Portuguese"}),
        (("es", "xx"), {"es": "xx", "en": "xx"}),
    ],
)
def test_languages_of_a_text_beside_spanish_are_called_by_name(languages, named):
    assert languages_beside_spanish(Content(languages, ())) == named


def test_checklist_names_required_papers_and_its_source():
    items, source = checklist("twinning", "20")
    assert {i["key"] for i in items if i["required"]} == {"text_es", "text_other", "cabildo", "letter"}
    assert source


@pytest.mark.parametrize("party", ["", "state"])
def test_text_in_one_language_has_no_other_text_to_send(party):
    both, _ = checklist("twinning", "", party=party, languages=2)
    one, _ = checklist("twinning", "", party=party, languages=1)
    assert [i["key"] for i in both if i not in one] == ["text_other"]


def test_checklist_of_another_kind_falls_back_to_the_usual_one():
    assert checklist("specific", "20") == checklist("twinning", "")


@pytest.mark.parametrize(
    ("group", "lang", "expected"),
    [
        ("art-05", "es", "Artículo V"),
        ("art-14", "en", "Article XIV"),
        ("preamble", "es", "Preámbulo"),
        ("x", "es", "x"),
    ],
)
def test_group_label_is_what_people_say(group, lang, expected):
    assert group_label(group, lang) == expected


@given(digests, digests)
def test_approved_and_unchanged_stays_approved_and_nothing_else(approved, now):
    """Promise 8: an article approved before stays so exactly while its text, in every language, is the same."""
    kept = still_approved(approved, now)
    assert kept == {g for g in approved if approved[g] == now.get(g)}
    left = to_review(now, kept)
    assert set(left) | (kept & set(now)) == set(now)
    assert not set(left) & kept
