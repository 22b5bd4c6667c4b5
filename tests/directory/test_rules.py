"""How offices write the capacity of who is not their holder."""

import pytest

from hermanar.directory.rules import capacity, is_feminine, of_the, organ_of


@pytest.mark.parametrize(
    ("title", "organ", "of"),
    [
        ("Presidencia Municipal", "Presidencia Municipal", "de la Presidencia Municipal"),
        ("Presidenta Municipal", "Presidencia Municipal", "de la Presidencia Municipal"),
        ("Presidente Municipal Constitucional", "Presidencia Municipal Constitucional", "de la Presidencia Municipal Constitucional"),
        ("Secretario del Ayuntamiento", "Secretaría del Ayuntamiento", "de la Secretaría del Ayuntamiento"),
        ("Secretaria del Ayuntamiento", "Secretaría del Ayuntamiento", "de la Secretaría del Ayuntamiento"),
        ("Secretaría del Ayuntamiento", "Secretaría del Ayuntamiento", "de la Secretaría del Ayuntamiento"),
        ("Secretario Técnico del Comité", "Secretaría Técnica del Comité", "de la Secretaría Técnica del Comité"),
        ("Director Jurídico y Consultivo", "Dirección Jurídica y Consultiva", "de la Dirección Jurídica y Consultiva"),
        ("Coordinadora de Relaciones Internacionales", "Coordinación de Relaciones Internacionales", "de la Coordinación de Relaciones Internacionales"),
        ("Titular de la Oficina de Enlace", "Oficina de Enlace", "de la Oficina de Enlace"),
        ("Titular del Registro de Acuerdos", "Registro de Acuerdos", "del Registro de Acuerdos"),
        ("Enlace Internacional", "Enlace Internacional", "del Enlace Internacional"),
        ("Cónsul de México en Milwaukee", "Consulado de México en Milwaukee", "del Consulado de México en Milwaukee"),
        ("El Despacho", "El Despacho", "del Despacho"),
    ],
)  # fmt: skip
def test_organ_of_a_title_and_its_article(title, organ, of):
    assert (organ_of(title), of_the(organ)) == (organ, of)


MAYOR = ("Presidente Municipal", "Mayor")


@pytest.mark.parametrize(
    ("how", "more", "es", "en"),
    [
        ("in_post", {"basis": "x"}, "Presidente Municipal", "Mayor"),
        ("in_charge", {}, "Encargado del Despacho de la Presidencia Municipal", "Mayor, acting"),
        (
            "in_charge",
            {"written": ("Encargada del Despacho de la Presidencia", "Acting Mayor"), "basis": "el acta 4"},
            "Encargada del Despacho de la Presidencia, con fundamento en el acta 4",
            "Acting Mayor, under el acta 4",
        ),
        ("in_charge", {"reference": "Oficio 3"}, "Encargado del Despacho de la Presidencia Municipal", "Mayor, acting"),
        (
            "by_absence",
            {"reference": "Oficio 3"},
            "Por ausencia de la persona titular de la Presidencia Municipal, conforme al documento Oficio 3",
            "Mayor, in the absence of its holder, as per Oficio 3",
        ),
        (
            "by_absence",
            {"reference": "Oficio 3", "basis": "el artículo 9 del Bando"},
            "Por ausencia de la persona titular de la Presidencia Municipal, con fundamento en el artículo 9 del Bando",
            "Mayor, in the absence of its holder, under el artículo 9 del Bando",
        ),
    ],
)
def test_capacity_says_what_was_recorded_and_invents_no_law(how, more, es, en):
    assert capacity(MAYOR, how, **more) == (es, en)


@pytest.mark.parametrize(("title", "feminine"), [("", False), ("Oficialía Mayor", True), ("Enlace", False)])
def test_feminine_titles(title, feminine):
    assert is_feminine(title) == feminine
