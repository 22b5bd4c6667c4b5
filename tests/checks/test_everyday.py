"""Short papers and passages in the words of offices: the fault is found where it stands, its correct twin is not."""

import datetime as dt
import re

import pytest

from hermanar.checks.files import check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_text
from hermanar.documents.rules.catalogues import cited_laws
from tests.checks import clerks, fresh, reviewers, seeded, whole
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


@pytest.mark.parametrize(
    ("code", "kind", "parties", "wrong", "right"),
    FAULTS + reviewers.FAULTS + clerks.FAULTS + whole.FAULTS + fresh.FAULTS + seeded.FAULTS,
)
def test_check_fault_in_everyday_words_is_found_where_it_stands(gazetteer, code, kind, parties, wrong, right):
    at, until = wrong.index("⟦"), wrong.index("⟧") - 1
    plain = re.sub(r"[⟦⟧]", "", wrong)
    found = said(gazetteer, plain, kind, parties)
    assert [c for c, _, _ in found] == [code] * len(found)
    assert (at, until) in [place for _, _, places in found for place in places]
    if right:
        assert [(c, text) for c, text, _ in said(gazetteer, right, kind, parties)] == []


@pytest.mark.parametrize(
    ("kind", "parties", "text"), HONEST + reviewers.HONEST + clerks.HONEST + whole.HONEST + fresh.HONEST + seeded.HONEST
)
def test_check_honest_words_stay_silent(gazetteer, kind, parties, text):
    assert [(c, words) for c, words, _ in said(gazetteer, text, kind, parties)] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Many of our neighbors have family in Tequisquiapan, Celaya and Irapuato. Ensenada greets Whitewater.", 3),
        ("La terminación afecta a Ramos Arizpe y a Arteaga. Ensenada saluda a Whitewater.", 2),
        (
            "Jóvenes de Villa de Álvarez y de Manzanillo vinieron.\n\nEn Manzanillo hay marinos. Ensenada y Whitewater.",
            3,
        ),
        ("We were told of Minsk, Belarus. Ensenada greets Whitewater.", 1),
    ],
)
def test_check_others_told_of_in_passing_are_a_note_and_no_more(gazetteer, text, places):
    found = check_named(read_text("t", text), ABROAD, gazetteer, citations=cited_laws(), kind="letter_of_intent", on=ON)
    told = [f for f in found if f.code == "P01"]
    assert len(told) >= places
    assert {f.severity for f in told} == {"hint"}


@pytest.mark.parametrize(
    "text",
    [
        "Propongo un hermanamiento con Fresno y Stockton. Ensenada saluda a Whitewater.",
        "Nos unen familias de Zihuatanejo. Ensenada saluda a Whitewater.",
        "El acuerdo se firmará entre Fresno y Stockton. Ensenada saluda a Whitewater.",
    ],
)
def test_check_others_in_a_row_with_whom_one_deals_stop_the_paper(gazetteer, text):
    found = check_named(read_text("t", text), ABROAD, gazetteer, citations=cited_laws(), kind="letter_of_intent", on=ON)
    assert {f.severity for f in found if f.code == "P01"} == {"error"}


def test_check_a_study_that_compares_another_place_with_a_party_is_warned(gazetteer):
    text = "La población de Aguascalientes se dedica a los servicios, mientras que en Whitewater predomina la manufactura. Ensenada."
    found = check_named(read_text("t", text), ABROAD, gazetteer, citations=cited_laws(), kind="study", on=ON)
    assert [(f.code, f.text, f.severity) for f in found] == [("P01", "Aguascalientes", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "ACTIVITY REPORT\n\nThe mayors of Ensenada, Whitewater and Las Vegas sent greetings.",
        "INFORME\n\nSe firmaron dos convenios: Ensenada con Whitewater y con Las Vegas.",
    ],
)
def test_check_a_report_that_tells_of_others_beside_the_parties_is_noted_and_no_more(gazetteer, text):
    found = check_named(read_text("t", text), ABROAD, gazetteer, citations=cited_laws(), kind="activity_report", on=ON)
    assert {(f.text, f.severity) for f in found if f.code == "P01"} == {("Las Vegas", "hint")}
