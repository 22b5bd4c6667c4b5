"""T and O: the words of its class, and what the closing says."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import apply
from hermanar.kernel.content import Block, BlockKind, Content
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, LETTER, codes, letter, marked, swapped

INTRO = "Manuel Doblado escribe a Whitewater. "
DOMESTIC = dataclasses.replace(LETTER, domestic=True, kind="agreement")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Se informará a la Secretaría de Relaciones Exteriores.", "Secretaría de Relaciones Exteriores"),
        ("Conforme al derecho internacional público.", "derecho internacional público"),
        ("A sus respectivas Cancillerías.", "Cancillerías"),
        ("Este Acuerdo Interinstitucional.", "Acuerdo Interinstitucional"),
    ],
)
def test_check_international_words_in_a_domestic_text_give_c01(text, mark):
    content = letter(INTRO + text)
    findings = check(content, DOMESTIC, GAZETTEER)
    assert [(f.code, marked(content, f)) for f in findings] == [("C01", mark)]
    assert "C01" not in codes(check(content, LETTER, GAZETTEER))


def test_check_copy_to_the_ministry_in_a_domestic_letter_is_courtesy():
    blocks = (
        Block("p1", BlockKind.PARAGRAPH, {"es": INTRO}),
        Block("copies", BlockKind.COPIES, {"es": "c.c.p. Secretaría de Relaciones Exteriores"}),
    )
    assert check(Content(("es",), blocks), DOMESTIC, GAZETTEER) == []


def test_check_designation_of_the_ministrys_contact_is_of_no_class():
    content = letter(INTRO + "Es el contacto con la Secretaría de Relaciones Exteriores.")
    assert "C01" not in codes(check(content, dataclasses.replace(DOMESTIC, kind="designation"), GAZETTEER))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Este convenio nacional se firma.", ["C02"]),
        ("Este hermanamiento intermunicipal se firma.", ["C02"]),
        ("Este hermanamiento se firma.", []),
        ("La legislación nacional se respeta.", []),
    ],
)
def test_check_domestic_words_in_an_international_text(text, expected):
    assert codes(check(letter(INTRO + text), LETTER, GAZETTEER)) == expected


def test_check_other_number_of_originals_gives_b08_and_repair():
    es = swapped(CLEAN, "closing", "es", "dos ejemplares", "tres ejemplares")
    content = swapped(es, "closing", "en", "two originals", "three originals")
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, f.lang) for f in findings] == [("B08", "es"), ("B08", "en")]
    for f in findings:
        content = apply(content, f.repairs[0])
    assert content == CLEAN


def test_check_fewer_originals_than_parties_gives_b08():
    brief = dataclasses.replace(BRIEF, numbers={})
    es = swapped(CLEAN, "closing", "es", "dos ejemplares originales", "un (1) ejemplar original")
    content = swapped(es, "closing", "en", "two originals", "one (1) original")
    assert codes(check(content, brief, GAZETTEER)) == ["B08", "B08"]
    assert codes(check(CLEAN, brief, GAZETTEER)) == []


def test_check_closing_with_other_languages_gives_b09_and_repair():
    content = swapped(CLEAN, "closing", "es", "español e inglés", "español y francés")
    findings = check(content, BRIEF, GAZETTEER)
    b09 = [f for f in findings if f.code == "B09"]
    assert [f.message["es"] for f in b09] == ["El texto está en español e inglés."]
    assert b09[0].repairs[0].edits[0].replacement == "español e inglés"


def test_check_closing_with_late_slots_is_still_read_for_its_languages():
    content = swapped(CLEAN, "closing", "en", "Spanish and English", "Spanish and French")
    assert [(f.code, marked(content, f)) for f in check(content, BRIEF, GAZETTEER)] == [("B09", "Spanish and French")]


def test_check_closing_without_equal_authenticity_gives_b10():
    content = swapped(CLEAN, "closing", "en", ", both texts being equally authentic", "")
    assert codes(check(content, BRIEF, GAZETTEER)) == ["B10"]
