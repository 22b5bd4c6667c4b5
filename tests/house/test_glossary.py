"""One word per concept, and each of them in the glossary."""

import re

from tools import glossary


def test_vocabularies_of_the_glossary_are_those_of_the_code():
    page = glossary.PAGE.read_text(encoding="utf-8")
    assert page == glossary.written(), "an enum changed: python tools/glossary.py"


def test_glossary_explains_the_words_of_the_house():
    said = set(re.findall(r"`([^`]+)`", glossary.PAGE.read_text(encoding="utf-8").partition(glossary.MARK)[0]))
    words = {"Act", "Actor", "How", "Channel", "Blocker", "Circle", "Seat", "Part", "Fact", "Rung", "Happened", "Key"}
    words |= {"Power", "Content", "Version", "Issue", "Rendition", "lead", "partnership", "opinion", "registry"}
    assert words - said == set()
