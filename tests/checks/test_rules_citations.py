"""C: the law a text cites."""

import dataclasses
import datetime as dt

import pytest

from hermanar.checks.check import check
from hermanar.checks.entities import read
from tests.checks.sample import BRIEF, GAZETTEER, LETTER, codes, letter, marked

INTRO = "Manuel Doblado escribe a Whitewater. "
LAWS = dataclasses.replace(LETTER, citations=BRIEF.citations)


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("Con fundamento en el artículo 7 de la Ley de Tratados Inventada.", "L01", "Ley de Tratados Inventada"),
        ("Con fundamento en el artículo 99 de la Ley sobre la Celebración de Tratados.", "L01", "99"),
        ("Con fundamento en el artículo 4 de la Ley de Muestra.", "L02", "4"),
        ("Con fundamento en el artículo 9 del Reglamento de Muestra.", "L02", "9"),
        ("Según la Ley de Muestra.", "L02", "Ley de Muestra"),
        ("Under Article 8 of the Law on the Conclusion of Treaties.", "L01", "8"),
    ],
)
def test_check_citation_out_of_the_catalogue_or_of_force(text, code, mark):
    content = letter(INTRO + text)
    findings = [f for f in check(content, LAWS, GAZETTEER) if f.code != "B14"]
    assert [(f.code, marked(content, f)) for f in findings] == [(code, mark)]


@pytest.mark.parametrize(
    "text",
    [
        "Con fundamento en el artículo 7 de la Ley sobre la Celebración de Tratados.",
        "Con fundamento en el artículo 7, fracción II, de la Ley sobre la Celebración de Tratados.",
        "Según la Ley sobre la Celebración de Tratados.",
        "Under Article 7 of the Law on the Conclusion of Treaties.",
        "Conforme a la ley y a su reglamento.",
    ],
)
def test_check_citation_in_force_stays_silent(text):
    assert [c for c in codes(check(letter(INTRO + text), LAWS, GAZETTEER)) if c[0] == "L"] == []


def test_check_without_a_catalogue_says_nothing_of_citations():
    assert check(letter(INTRO + "Artículo 4 de la Ley de Muestra."), LETTER, GAZETTEER) == []


def test_check_citation_on_the_last_day_is_in_force():
    text = INTRO + "Artículo 4 de la Ley de Muestra."
    last = dataclasses.replace(LAWS, on=dt.date(2010, 12, 31))
    assert codes(check(letter(text), last, GAZETTEER)) == []
    assert codes(check(letter(text), dataclasses.replace(last, on=dt.date(2011, 1, 1)), GAZETTEER)) == ["L02"]


def test_read_citation_lists_its_articles_and_not_its_fractions():
    text = "los artículos 115, fracción II, y 117 de la Constitución Política de los Estados Unidos Mexicanos"
    assert [c.article for c in read(text, "es").citations] == ["115", "117"]


@pytest.mark.parametrize(
    "text",
    [
        "Con fundamento en los artículos 7 y 8 de la Ley de Inventos Públicos, se firma.",
        "Conforme a los artículos 70 a 75 de la Ley de Inventos Públicos.",
        "Con el artículo 7, fracciones I y II, de la Ley de Inventos Públicos.",
    ],
)
def test_check_a_law_nobody_knows_is_told_once_for_all_its_articles_and_at_its_name(text):
    content = letter(text)
    brief = dataclasses.replace(LETTER, kind="other", citations=BRIEF.citations)
    found = [f for f in check(content, brief, GAZETTEER) if f.code == "L01"]
    assert [marked(content, f) for f in found] == ["Ley de Inventos Públicos"]
