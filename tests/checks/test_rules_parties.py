"""P: who may be named."""

import dataclasses
import datetime as dt
import unicodedata

import pytest

from hermanar.checks.brief import Brief, PartyRef, Side, Signatory
from hermanar.checks.by_hand import parties_of
from hermanar.checks.check import check
from hermanar.checks.findings import Severity, apply
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.content import BlockKind
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, LETTER, THEIRS, codes, letter, marked, swapped

INTRO = "Manuel Doblado, Guanajuato, propone a Whitewater, Wisconsin, un hermanamiento. "


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as real:
        yield real


def said(text: str, brief=LETTER):
    return check(letter(INTRO + text), brief, GAZETTEER)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Visitaremos Zihuatanejo en mayo.", "Zihuatanejo"),
        ("La ciudad de Zihuatanejo agradece.", "Zihuatanejo"),
        ("El Municipio de Guanajuato firma.", "Guanajuato"),
        ("Entre Whitewater y Tequila hay afinidad.", "Tequila"),
        ("El Municipio de Villanueva del Río firma.", "Villanueva del Río"),
        ("The City of Springfield agrees.", "Springfield"),
        ("Saluda la Ciudad de Mukwonago y su gente.", "Mukwonago"),
    ],
)
def test_check_names_third_place_gives_p01_there(text, place):
    content = letter(INTRO + text)
    findings = check(content, LETTER, GAZETTEER)
    assert [(f.code, marked(content, f), f.severity) for f in findings] == [("P01", place, Severity.ERROR)]


@pytest.mark.parametrize(
    "text",
    [
        "El Estado de Guanajuato felicita.",
        "Nos vemos en Guanajuato.",
        "Se informará a la Secretaría de Relaciones Exteriores.",
        "La comunidad de San José de Otates se beneficia.",
        "El programa de Ciudades Hermanas es útil.",
        "La ciudad de las flores saluda.",
        "Manuel Doblado, Gto., saluda a Whitewater, EUA.",
        "MANUEL DOBLADO saluda a WHITEWATER.",
        "La Ciudad de Whitewater del Estado de Wisconsin responde.",
    ],
)
def test_check_names_own_or_allowed_place_stays_silent(text):
    assert said(text) == []


@pytest.mark.parametrize("text", ["Iremos a Jalisco.", "Iremos a Japón."])
def test_check_another_state_or_country_is_a_warning(text):
    assert [(f.code, f.severity) for f in said(text)] == [("P01", Severity.WARNING)]


def test_check_street_named_as_a_city_stays_silent():
    assert said("Oficina en la calle Hidalgo 10.") == []


def test_check_third_place_in_one_language_offers_first_the_party_that_the_other_language_names():
    content = swapped(CLEAN, "art-01.p1", "es", "Whitewater", "Zihuatanejo")
    findings = check(content, BRIEF, GAZETTEER)
    assert codes(findings) == ["P01"]
    (finding,) = findings
    assert finding.message["es"] == "“Zihuatanejo” no es Parte. ¿Quiso decir “Whitewater”?"
    assert [r.label["es"] for r in finding.repairs] == ["Cambiar por Whitewater", "Cambiar por Manuel Doblado"]
    assert apply(content, finding.repairs[0]) == CLEAN


def test_check_misspelt_party_styled_as_city_offers_the_party_most_alike():
    content = swapped(CLEAN, "preamble.p1", "es", "Manuel Doblado", "Manuel Dobaldo")
    finding = next(f for f in check(content, BRIEF, GAZETTEER) if f.code == "P01")
    assert marked(content, finding) == "Manuel Dobaldo"
    assert finding.repairs[0].edits[0].replacement == "Manuel Doblado"


def test_check_party_missing_from_title_gives_p02():
    content = CLEAN.with_text("title", "en", "Sister City Agreement with the City of Whitewater")
    findings = [f for f in check(content, BRIEF, GAZETTEER) if f.code == "P02"]
    assert [(f.block, f.lang) for f in findings] == [("title", "en")]


def test_check_party_missing_from_text_gives_p02():
    findings = check(letter("Manuel Doblado propone un hermanamiento."), LETTER, GAZETTEER)
    assert [f.message["en"] for f in findings] == ["The text does not name “Whitewater”."]


@pytest.mark.parametrize(
    "name",
    [
        "豊島区",
        "수원시",
        "رام الله",
        "Санкт-Петербург",
        "ჩოხატაური",
        "กรุงเทพ",
        "’s-Hertogenbosch",
        "São Paulo",
        "Łódź",
        "Tromsø",
        "Hà Nội",
        "Ōgaki",
        "Katō",
        "Århus",
        "Timișoara",
        "el Prat de Llobregat",
    ],
)
@pytest.mark.parametrize("around", ["Manuel Doblado propone un hermanamiento a {}.", "{}と Manuel Doblado."])
def test_check_party_whose_script_has_no_capitals_or_no_spaces_is_named(name, around):
    ours, theirs = LETTER.parties
    brief = dataclasses.replace(LETTER, parties=(ours, dataclasses.replace(theirs, key="", names=(name,))))
    text = around.format(name) if unicodedata.name(name[0]).startswith(("CJK", "THAI")) else f"Manuel Doblado y {name}."
    findings = check(letter(text), brief, GAZETTEER)
    assert "P02" not in codes(findings)
    assert "P02" in codes(check(letter("Manuel Doblado."), brief, GAZETTEER))


def twins() -> Brief:
    ours, theirs = LETTER.parties
    return dataclasses.replace(
        LETTER,
        parties=(
            dataclasses.replace(ours, key="31050", names=("Mérida",), subdivisions=("Yucatán", "Yuc.")),
            dataclasses.replace(
                theirs,
                names=("Mérida",),
                subdivisions=("Extremadura",),
                country="ES",
                country_names=("España", "Spain"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El Municipio de Mérida, Estado de Yucatán, de los Estados Unidos Mexicanos, y la Ciudad de Mérida, Extremadura, de España.", []),
        ("El Municipio de Mérida, Yucatán, y la Ciudad de Mérida, de España.", []),
        ("Mérida (Yucatán) y Mérida (Extremadura) se escribieron; Mérida agradece a Mérida.", []),
        ("El Municipio de Mérida, Estado de Yucatán, y la Ciudad de Mérida, de Japón.", ["P03"]),
    ],
)  # fmt: skip
def test_check_two_parties_of_one_name_are_told_apart_by_where_they_lie(text, expected):
    found = [f.code for f in check(letter(text), twins(), GAZETTEER) if f.code in {"P01", "P02", "P03", "P07"}]
    assert found == expected


@pytest.mark.parametrize(
    ("about", "said"), [("Estado de District of Columbia", []), ("y a la Ciudad de Columbia", ["Columbia"])]
)
def test_check_what_stands_in_the_name_of_a_partys_own_region_is_no_other_place(about, said):
    ours, theirs = LETTER.parties
    brief = dataclasses.replace(
        LETTER, parties=(ours, dataclasses.replace(theirs, subdivisions=("District of Columbia",)))
    )
    text = letter(f"Manuel Doblado saluda a la Ciudad de Whitewater, {about}.")
    with Gazetteer.open() as world:
        found = [f for f in check(text, brief, world) if f.code == "P01"]
    assert [text.block(f.block).text["es"][f.start : f.end] for f in found] == said


def test_check_internal_paper_need_not_name_parties():
    brief = dataclasses.replace(LETTER, kind="designation")
    assert check(letter("Se designa a la Dirección de Vinculación."), brief, GAZETTEER) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("La Ciudad de Whitewater, Estado de Ohio, acepta.", "Ohio", "Wisconsin"),
        ("Manuel Doblado del Estado de Jalisco, acepta.", "Jalisco", "Guanajuato"),
        ("Manuel Doblado, Jalisco, acepta.", "Jalisco", "Guanajuato"),
        (
            "Manuel Doblado, de los Estados Unidos de América, acepta.",
            "Estados Unidos de América",
            "Estados Unidos Mexicanos",
        ),
        ("Whitewater, Japón, acepta.", "Japón", "Estados Unidos de América"),
    ],
)
def test_check_party_in_wrong_state_gives_p03_and_repair(text, wrong, right):
    content = letter(INTRO + text)
    findings = check(content, LETTER, GAZETTEER)
    assert [(f.code, marked(content, f)) for f in findings] == [("P03", wrong)]
    assert findings[0].repairs[0].edits[0].replacement == right
    assert check(apply(content, findings[0].repairs[0]), LETTER, GAZETTEER) == []


def test_check_locality_as_party_gives_p04_and_proposes_its_municipality():
    content = swapped(CLEAN, "title", "es", "Manuel Doblado", "San José de Otates")
    findings = [f for f in check(content, BRIEF, GAZETTEER) if f.block == "title" and f.lang == "es"]
    assert [f.code for f in findings] == ["P02", "P04"]
    assert apply(content, findings[1].repairs[0]) == CLEAN


def test_check_wrong_post_gives_p05_and_repair():
    content = swapped(CLEAN, "sign-ours", "es", "Presidente Municipal", "Síndico")
    (finding,) = check(content, BRIEF, GAZETTEER)
    assert (finding.code, marked(content, finding)) == ("P05", "Síndico")
    assert apply(content, finding.repairs[0]) == CLEAN


def test_check_missing_post_gives_p05_and_repair():
    content = swapped(CLEAN, "sign-theirs", "en", "\nCity Manager", "")
    finding = next(f for f in check(content, BRIEF, GAZETTEER) if f.code == "P05")
    assert apply(content, finding.repairs[0]) == CLEAN


def test_check_unknown_signatory_gives_p05():
    content = swapped(CLEAN, "sign-ours", "es", "Persona de Muestra 01", "Persona de Muestra 09")
    assert "P05" in codes(check(content, BRIEF, GAZETTEER))


def test_check_honorary_witness_is_not_a_signatory():
    block = dataclasses.replace(
        CLEAN.block("sign-ours"),
        key="witness",
        text={"es": "Testigo de honor\nPersona de Muestra 07", "en": "Honorary witness\nPersona de Muestra 07"},
    )
    assert block.kind is BlockKind.SIGNATURE
    assert check(dataclasses.replace(CLEAN, blocks=(*CLEAN.blocks, block)), BRIEF, GAZETTEER) == []


def test_check_signatory_out_of_term_gives_d05():
    ended = Signatory(
        "Persona de Muestra 02", "Administradora de la Ciudad", "City Manager", None, dt.date(2022, 5, 31)
    )
    brief = dataclasses.replace(BRIEF, signatories=(BRIEF.signatories[0], ended))
    assert [(f.code, f.block) for f in check(CLEAN, brief, GAZETTEER)] == [("D05", "sign-theirs")]


def test_check_party_without_gazetteer_key_is_known_by_name():
    assert THEIRS.key == ""
    assert said("Whitewater acepta.") == []


def test_check_name_of_one_party_within_the_others_or_a_post_that_is_a_town_names_nobody(gazetteer):
    """What the generated cases found: Juárez and Oaxaca de Juárez, the Ciudad de Córdoba of Spain, an intendente."""
    ours = PartyRef(Side.OURS, ("Juárez",), "08037", ("Chihuahua",), "MX", ("México",))
    home = PartyRef(Side.THEIRS, ("Oaxaca de Juárez",), "20067", ("Oaxaca",), "MX", ("México",))
    spain = PartyRef(Side.THEIRS, ("Córdoba",), "", ("Andalucía",), "ES", ("España", "Spain"))
    for theirs, text in (
        (home, "Juárez, Chihuahua, saluda al Municipio de Oaxaca de Juárez, Estado de Oaxaca."),
        (spain, "Juárez, Chihuahua, saluda a la Ciudad de Córdoba, Andalucía, España."),
        (spain, "Juárez, Chihuahua, y Córdoba: firma Persona de Muestra 02, Intendente, y lo agradece."),
    ):
        signs = (Signatory("Persona de Muestra 02", "Intendente"),)
        brief = dataclasses.replace(LETTER, kind="other", parties=(ours, theirs), signatories=signs)
        found = check(letter(text), brief, gazetteer)
        assert [(f.code, str(f.message)) for f in found if f.code in {"P01", "P03"}] == [], text


STRANGE_POST = (Signatory("Persona de Muestra 02", "Alcalde de Tequila", "Mayor of Tequila"),)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # at the signatory's own place: beside their name, whichever stands first
        ("Firma Persona de Muestra 02, Alcalde de Tequila.", []),
        ("Firma el Alcalde de Tequila, Persona de Muestra 02.", []),
        ("Firma Persona de Muestra 02, en su carácter de Alcalde de Tequila.", []),
        ("Persona de Muestra 02\nAlcalde de Tequila", []),
        # anywhere else the post excuses nothing
        ("El Alcalde de Tequila agradece.", ["Tequila"]),
        ("Firma Persona de Muestra 02. El Alcalde de Tequila agradece.", ["Tequila"]),
        ("Firma Persona de Muestra 02, Alcalde de Tequila. La Ciudad de Tequila agradece.", ["Tequila"]),
    ],
)
def test_check_post_of_a_signatory_is_excused_beside_their_name_only(text, places):
    brief = dataclasses.replace(LETTER, kind="other", signatories=STRANGE_POST)
    content = letter(INTRO + text)
    assert [marked(content, f) for f in check(content, brief, GAZETTEER) if f.code == "P01"] == places


@pytest.mark.parametrize(
    ("given", "text", "is_said"),
    [
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec saluda.", True),
        # the country and its capital are not the state
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec, México, saluda.", True),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec saluda a la Embajada de México.", True),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec visita la Ciudad de México.", True),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec, Estado de México, saluda.", False),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec, México, México, saluda.", False),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec, Edomex, saluda.", False),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec, Edo. de México, saluda.", False),
        ("Jilotepec, Estado de México, MX; Whitewater, Wisconsin, US", "Jilotepec, State of Mexico, greets.", False),
        # between two of Mexico, “México” after the name is the state
        ("Jilotepec, México, MX; Zamora, Michoacán", "Jilotepec, México, saluda a Zamora, Michoacán.", False),
        ("Jilotepec, México, MX; Zamora, Michoacán", "Jilotepec saluda a Zamora, Michoacán, de México.", True),
        ("Jilotepec, Veracruz; Whitewater, Wisconsin, US", "Jilotepec, México, saluda.", True),
        ("Jilotepec, Veracruz; Whitewater, Wisconsin, US", "Jilotepec, Veracruz, saluda.", False),
    ],
)  # fmt: skip
def test_check_the_state_of_mexico_is_not_said_by_the_name_of_the_country(gazetteer, given, text, is_said):
    parties = parties_of(given, gazetteer).refs
    brief = dataclasses.replace(LETTER, kind="other", domestic=all(p.country == "MX" for p in parties), parties=parties)
    found = [f for f in check(letter(text), brief, gazetteer) if f.code == "P12"]
    assert bool(found) == is_said, [f.message for f in found]
    if found and "Estado de México" in given:
        assert found[0].message["es"].endswith("no dice que es el del Estado de México.")


def test_check_a_name_of_several_states_contradicts_none_of_them(gazetteer):
    parties = parties_of("Jilotepec, México; Whitewater, Wisconsin, US", gazetteer).refs
    brief = dataclasses.replace(LETTER, kind="other", parties=parties)
    found = check(letter("Jilotepec, Veracruz, saluda a Whitewater."), brief, gazetteer)
    assert [f.code for f in found] == ["P12"]
    assert found[0].message["es"] == (
        "Hay varios “Jilotepec”: Estado de México, Veracruz. Diga cuál. "
        "“México” a secas es el país; el estado es “Estado de México”."
    )
