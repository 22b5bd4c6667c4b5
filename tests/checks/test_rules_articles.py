"""A: references and what an agreement may take on."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import Severity, apply
from hermanar.checks.rules.articles import federal_matters
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, codes, marked, swapped


def test_check_reference_to_an_article_that_does_not_exist_gives_m05():
    content = swapped(CLEAN, "art-06.p1", "es", "Artículo V", "Artículo XV")
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, marked(content, f)) for f in findings] == [("M05", "XV")]
    assert findings[0].message["es"] == "No hay Artículo XV: el texto tiene 14."
    assert apply(content, findings[0].repairs[0]) == CLEAN


@pytest.mark.parametrize("text", ["Artículos II y III", "Artículos I, II y XIV", "Artículo 5 del presente Acuerdo"])
def test_check_reference_to_existing_articles_has_no_m05(text):
    content = swapped(CLEAN, "art-06.p1", "es", "Artículo V", text)
    assert "M05" not in codes(check(content, BRIEF, GAZETTEER))


def test_check_reference_that_differs_between_languages_gives_b07_and_repairs():
    content = swapped(CLEAN, "art-04.p1", "en", "Article III", "Article II")
    findings = check(content, BRIEF, GAZETTEER)
    assert codes(findings) == ["B07"]
    assert [r.label["es"] for r in findings[0].repairs] == ["Poner III en ambas", "Poner II"]
    assert apply(content, findings[0].repairs[0]) == CLEAN


def test_check_reference_that_is_not_the_models_gives_m06_warning():
    es = swapped(CLEAN, "art-04.p1", "es", "Artículo III", "Artículo II")
    content = swapped(es, "art-04.p1", "en", "Article III", "Article II")
    findings = [f for f in check(content, BRIEF, GAZETTEER, model=CLEAN) if f.code == "M06"]
    assert [f.severity for f in findings] == [Severity.WARNING, Severity.WARNING]
    assert "M06" not in codes(check(content, BRIEF, GAZETTEER))


def test_check_area_without_power_gives_l03_at_its_item():
    brief = dataclasses.replace(BRIEF, areas=(("a", "Const. 115-III"), ("b", ""), ("unknown", " ")))
    findings = check(CLEAN, brief, GAZETTEER)
    assert [(f.code, f.block, f.severity) for f in findings] == [
        ("L03", "art-02", Severity.WARNING),
        ("L03", "art-02.b", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("art-02.a", "cultura y política exterior;", ["L04"]),
        ("art-02.a", "trámite de visas de trabajo;", ["L04"]),
        ("art-03.p1", "Cooperación aduanera entre las Partes.", ["L04"]),
        ("art-02.a", "préstamos en moneda extranjera;", ["L04"]),
        ("art-02.a", "visitas culturales;", []),
        ("art-03.p1", "Con sujeción a las disposiciones aduaneras.", []),
        ("art-02.a", "historia de la moneda y del comercio;", []),
    ],
)
def test_check_federal_matter_among_what_will_be_done(key, text, expected):
    content = CLEAN.with_text(key, "es", text)
    assert [c for c in codes(check(content, BRIEF, GAZETTEER)) if c == "L04"] == expected


def test_federal_matters_are_complete_in_both_languages():
    fields = {"key", "es_name", "en_name", "es", "en", "signs"}
    assert [set(m) for m, _ in federal_matters()] == [fields] * len(federal_matters())


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "Las diferencias se someterán a arbitraje.", ["L05"]),
        ("es", "Conocerán los tribunales de Wisconsin.", ["L05"]),
        ("en", "Differences shall be referred to the courts of Wisconsin.", ["L05"]),
        ("en", "Differences shall be settled by arbitration.", ["L05"]),
        ("es", "Las diferencias se resolverán sin recurrir a tribunales.", []),
        ("en", "Differences shall be settled by common agreement.", []),
        ("en", "The tennis court is open.", []),
    ],
)
def test_check_foreign_forum(lang, text, expected):
    content = CLEAN.with_text("art-13.p1", lang, text)
    assert [c for c in codes(check(content, BRIEF, GAZETTEER)) if c == "L05"] == expected


@pytest.mark.parametrize(
    ("key", "old", "new", "expected"),
    [
        ("title", "la Ciudad de Whitewater", "el Club Rotario de Whitewater", ["P08"]),
        ("preamble.p1", "la Ciudad de Whitewater", "la Fundación Whitewater, A.C.", ["P08", "P08"]),
        ("sign-theirs", "la Ciudad de Whitewater", "Whitewater Holdings LLC", ["P08"]),
        ("art-03.p1", "ferias", "ferias de la Cámara de Comercio", []),
    ],
)
def test_check_private_body_in_the_place_of_a_party(key, old, new, expected):
    content = swapped(CLEAN, key, "es", old, new)
    assert [c for c in codes(check(content, BRIEF, GAZETTEER)) if c == "P08"] == expected
