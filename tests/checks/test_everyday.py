"""Short papers and passages in the words of offices: the fault is found where it stands, its correct twin is not."""

import datetime as dt
import re

import pytest

from hermanar.checks.files import check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_text
from hermanar.documents.rules.catalogues import cited_laws
from tests.checks.everyday import ABROAD, AT_HOME, FAULTS, HONEST

ON = dt.date(2025, 6, 15)
PARTIES = {"home": AT_HOME, "abroad": ABROAD}


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def said(gazetteer, text, kind, parties):
    """(code, text, places) of all that is said of it; a finding about two languages stands at both."""
    source = read_text("t", text)
    found = check_named(source, PARTIES.get(parties, parties), gazetteer, citations=cited_laws(), kind=kind, on=ON)
    assert all(source.text[f.start : f.end] == f.text for f in found)
    return [
        (f.code, f.text, [source.span(s.block, s.lang, s.start, s.end) for s in f.finding.also] + [(f.start, f.end)])
        for f in found
    ]


@pytest.mark.parametrize(("code", "kind", "parties", "wrong", "right"), FAULTS)
def test_check_fault_in_everyday_words_is_found_where_it_stands(gazetteer, code, kind, parties, wrong, right):
    at, until = wrong.index("⟦"), wrong.index("⟧") - 1
    plain = re.sub(r"[⟦⟧]", "", wrong)
    found = said(gazetteer, plain, kind, parties)
    assert [c for c, _, _ in found] == [code] * len(found)
    assert (at, until) in [place for _, _, places in found for place in places]
    if right:
        assert [(c, text) for c, text, _ in said(gazetteer, right, kind, parties)] == []


@pytest.mark.parametrize(("kind", "parties", "text"), HONEST)
def test_check_honest_words_stay_silent(gazetteer, kind, parties, text):
    assert [(c, words) for c, words, _ in said(gazetteer, text, kind, parties)] == []
