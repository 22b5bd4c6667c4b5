"""B: a whole agreement in two languages, whatever its layout: nothing where nothing is wrong, and the fault that was put in it."""

import datetime as dt

import pytest

from hermanar.checks.files import check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_source
from hermanar.checks.sources.pairing import Piece, _aligned
from hermanar.kernel.content import BlockKind
from tests.checks.two_languages import AGREEMENT, FAULTS, LAYOUTS, with_fault

PARTIES = "Ensenada, Baja California, MX; Whitewater, Wisconsin, US"


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as found:
        yield found


def said(gazetteer, text):
    source = read_source("a.txt", text.encode())
    return check_named(source, PARTIES, gazetteer, citations={}, kind="specific_cooperation", on=dt.date(2025, 6, 15))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda f: f.__name__)
def test_check_agreement_in_two_languages_is_clean_in_every_layout(gazetteer, layout):
    assert [(f.code, f.text) for f in said(gazetteer, layout(AGREEMENT))] == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(("code", "lang", "old", "new"), FAULTS)
def test_check_one_fault_between_two_languages_is_found_alone(gazetteer, layout, code, lang, old, new):
    codes = {f.code for f in said(gazetteer, layout(with_fault(lang, old, new)))}
    # a cell is a clause: what was set apart from it has no other half
    assert codes in ({code}, {"B01"}) if code == "B15" else codes == {code}


REFERS = """ACUERDO DE COOPERACIÓN

El Municipio de Ensenada y la Ciudad de Whitewater acuerdan:

ARTÍCULO I
Objetivo

Colaborar.

ARTÍCULO II
Áreas de Cooperación

Cultura y deporte.

ARTÍCULO III
Modalidades

Visitas y cursos.

ARTÍCULO IV
Competencia

Las modalidades previstas en el Artículo {} se ajustarán a las atribuciones de cada Parte.
"""


@pytest.mark.parametrize(("article", "codes"), [("III", []), ("II", ["M06"]), ("I", ["M06"])])
def test_check_reference_to_an_article_of_another_name_without_a_model(gazetteer, article, codes):
    found = said(gazetteer, REFERS.format(article))
    assert [f.code for f in found] == codes
    assert [f.repair for f in found] == ["III" for _ in codes]


def test_pair_many_paragraphs_against_none_leaves_each_alone():
    many = [Piece(n, n + 1, BlockKind.PARAGRAPH, "es", "preamble") for n in range(40)]
    for count in range(41):
        assert _aligned("x" * 41, many[:count], []) == [(n, None) for n in range(count)]
        assert _aligned("x" * 41, [], many[:count]) == [(None, n) for n in range(count)]
