"""Blanks that are filled at the end show their label wherever a text is read before: never the key they are kept under."""

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.documents.rules.diff import diff_words
from hermanar.documents.rules.papers import BLANK, late_label, papers, with_labels
from hermanar.documents.rules.templates import load
from hermanar.web.drafting.marks import Spot, marked

SLOTS = sorted({(name, lang) for folder in papers() for name in load(folder).late for lang in load(folder).languages})
BARE = {name for name, _lang in SLOTS if "_" in name}


def test_the_library_has_late_slots():
    assert {"signing_place", "signing_date", "witness_name", "witness_post"} <= BARE


@pytest.mark.parametrize("folder", sorted(papers()))
def test_each_late_slot_of_each_paper_has_its_own_label_in_each_language(folder):
    template = load(folder)
    for name in template.late:
        for lang, label in template.slots[name].label.items():
            assert late_label(name, lang) == label


@pytest.mark.parametrize(("name", "lang"), [*SLOTS, ("signing_place", "ja"), ("nobody_knows_it", "es")])
def test_a_late_slot_is_read_by_its_label(name, lang):
    html = marked(f"En {{{name}}}.", lang=lang)
    assert name not in html.split("<em")[0] + html.split(">", 1)[1]
    assert late_label(name, lang) in html
    assert with_labels(f"En {{{name}}}.", lang) == f"En [{late_label(name, lang)}]."
    assert late_label(name, lang) not in {name, ""}


def test_an_unknown_slot_is_a_blank():
    assert late_label("nobody_knows_it", "es") == BLANK


TEXTS = st.lists(st.sampled_from([*(f"{{{name}}}" for name, _lang in SLOTS), "Firmado en ", ", el ", "(2)", " "])).map(
    "".join
)


@given(old=TEXTS, new=TEXTS, lang=st.sampled_from(["es", "en", "fr", "pt"]), cut=st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_no_comparison_and_no_mark_shows_a_key(old, new, lang, cut):
    for html in (
        marked(new, diff_words(old, new), lang=lang),
        marked(new, [("delete", old), ("insert", new)], lang=lang),
        marked(new, None, [Spot(0, len(new), True)] if cut else [], lang=lang),
    ):
        assert not [name for name in BARE if name in html]
