"""How a State abroad is called in each column: the table itself, what is found and what is left alone."""

import datetime as dt

import pytest

from hermanar.checks.brief import Brief, PartyRef, Side
from hermanar.checks.by_hand import brief_of, parties_of
from hermanar.checks.files import check_file
from hermanar.checks.findings import apply
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.reading import Reading
from hermanar.checks.regions import in_both, is_region, names_in, names_of_region, region_in, rows
from hermanar.checks.rules.regions import named_in_the_other_language
from hermanar.checks.sources import read_text
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.partnerships.rules.styles import city_style
from tests.checks.sample import GAZETTEER

ON = dt.date(2025, 6, 1)
OF_US = [row for row in rows() if row["country"] == "US"]


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def found_in(gazetteer, text, region, city="Muestraville", country="US"):
    named = parties_of(f"Ensenada, Baja California, MX; {city}, {region}, {country}", gazetteer)
    found = check_file(read_text("t", text), brief_of(read_text("t", text), named, on=ON), gazetteer)
    return {f.code: f for f in found}


def repaired(text, row, lang):
    """The text after the one click."""
    parties = (PartyRef(Side.THEIRS, ("Muestraville", "Santa Fe"), "", (row["es"], row["en"]), "US"),)
    content = Content((lang,), (Block("p1", BlockKind.PARAGRAPH, {lang: text}),))
    found = list(named_in_the_other_language(Reading(content, Brief("letter", False, parties, ON), GAZETTEER)))
    assert [f.code for f in found] == ["P14"]
    return apply(content, found[0].repairs[0]).block("p1").text[lang]


def test_the_table_names_every_state_of_the_catalogue_with_source_and_date(gazetteer):
    catalogue = {r[0] for r in gazetteer._db.execute("SELECT name FROM admin1 WHERE country = 'US'")}
    assert {row["en"] for row in OF_US} == catalogue | {"Puerto Rico"}
    assert len(OF_US) == 52
    assert all(row["source"] and dt.date.fromisoformat(row["as_of"]) for row in rows())
    canada = {r[0] for r in gazetteer._db.execute("SELECT name FROM admin1 WHERE country = 'CA'")}
    assert {row["en"] for row in rows() if row["country"] == "CA"} <= canada


CALLED = [
    ("es", "New Mexico", "US", "", "Nuevo México"),
    ("en", "Nuevo México", "US", "", "New Mexico"),
    ("en", "New Mexico", "US", "Nuevo Méjico", "New Mexico"),
    ("es", "New Mexico", "US", "Nuevo Méjico", "Nuevo Méjico"),
    ("es", "Tejas", "US", "", "Tejas"),
    ("es", "Texas", "US", "", "Texas"),
    ("es", "Oregon", "US", "", "Oregón"),
    ("es", "British Columbia", "CA", "", "Columbia Británica"),
    ("es", "Ontario", "CA", "", "Ontario"),
    ("es", "Bavaria", "DE", "Baviera", "Baviera"),
    ("en", "Bavaria", "DE", "Baviera", "Bavaria"),
    ("es", "Georgia", "GE", "", "Georgia"),
    ("es", "", "US", "", ""),
]


@pytest.mark.parametrize(("lang", "name", "country", "own", "said"), CALLED)
def test_a_region_is_called_as_the_language_or_the_person_calls_it(lang, name, country, own, said):
    assert region_in(lang, name, country, own) == said


def test_every_name_means_the_region_the_spanish_one_first():
    assert names_of_region("Nuevo México", "US") == ("Nuevo México", "New Mexico")
    assert names_of_region("Bavaria", "DE", "Baviera") == ("Baviera", "Bavaria")
    assert names_of_region("", "US") == ()
    assert in_both("", "US") == {}
    assert {"new mexico", "nuevo mexico", "tejas"} <= names_in("US")


@pytest.mark.parametrize("row", OF_US, ids=lambda row: row["en"])
def test_each_state_is_styled_in_both_languages_and_the_checker_is_content(row, gazetteer):
    city = "San Juan" if row["en"] == "Puerto Rico" else "Muestraville"
    style = city_style(city, city, row["en"], "US", "Estados Unidos", "United States")
    texts = {
        "es": f"El Municipio de Ensenada, Estado de Baja California, y {style['es']}, acuerdan cooperar. La población "
        f"que vive en Estados Unidos: {row['es']} es mucha, y en {city}, {row['es']}, trabaja.",
        "en": f"The Municipality of Ensenada, State of Baja California, and {style['en']}, agree to cooperate. Many "
        f"people live in {city}, {row['en']}.",
    }
    for lang, text in texts.items():
        assert row[lang] in style[lang]
        found = found_in(gazetteer, text, row["en"], city)
        assert set(found) & {"P01", "P03", "P14", "Q06"} == set(), (lang, found)


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("Missouri", "hint"),
        ("Oregon", "hint"),
        ("Pennsylvania", "hint"),
        ("New York", "warning"),
        ("North Carolina", "warning"),
    ],
)
def test_an_advised_spelling_is_a_hint_and_another_name_a_warning(name, severity, gazetteer):
    text = f"El Municipio de Ensenada saluda a la Ciudad de Muestraville, Estado de {name}, y a su gente."
    assert found_in(gazetteer, text, name)["P14"].severity == severity


@pytest.mark.parametrize("row", [r for r in OF_US if r["en"] != r["es"]], ids=lambda row: row["en"])
def test_the_name_of_the_other_column_is_found_and_repaired_by_one_click(row, gazetteer):
    for lang, other in (("es", "en"), ("en", "es")):
        text = {
            "es": f"El Municipio de Ensenada saluda a la Ciudad de Muestraville, Estado de {row['en']}, y a su gente.",
            "en": f"The Municipality of Ensenada greets the City of Muestraville, State of {row['es']}, and its people.",
        }[lang]
        found = found_in(gazetteer, text, row["en"])
        assert set(found) & {"P01", "P03", "P14", "Q06"} == {"P14"}
        finding = found["P14"]
        assert finding.text == row[other]
        assert repaired(text, row, lang) == text.replace(row[other], row[lang])


LEFT_ALONE = [
    (
        "New York",
        "New York",
        "El Municipio de Ensenada saluda a la Ciudad de New York, Estado de Nueva York, y a su gente.",
    ),
    (
        "Riverton",
        "New Mexico",
        "El Municipio de Ensenada saluda a Riverton, y a la University of New Mexico, con afecto.",
    ),
    (
        "Riverton",
        "New Jersey",
        "El Municipio de Ensenada saluda a Riverton. La empresa New Jersey Transit los llevará.",
    ),
    (
        "Oregon City",
        "Oregon",
        "El Municipio de Ensenada saluda a la Ciudad de Oregon City, Estado de Oregón, con afecto.",
    ),
    ("Mexico", "Missouri", "El Municipio de Ensenada saluda a la Ciudad de Mexico, Estado de Misuri, con afecto."),
    ("Riverton", "Texas", "El Municipio de Ensenada saluda a la Ciudad de Riverton, Estado de Tejas, con afecto."),
]


@pytest.mark.parametrize(("city", "region", "text"), LEFT_ALONE)
def test_a_longer_name_in_which_the_word_stands_is_left_alone(city, region, text, gazetteer):
    assert set(found_in(gazetteer, text, region, city)) & {"P03", "P14", "Q06"} == set()


def test_the_country_without_its_accent_is_still_found_beside_such_a_name(gazetteer):
    text = "El Municipio de Ensenada saluda a Santa Fe, Nuevo México, desde el norte de Mexico, con afecto."
    assert found_in(gazetteer, text, "New Mexico", "Santa Fe")["Q06"].text == "Mexico"
    loud = "ACUERDO ENTRE EL MUNICIPIO DE ENSENADA Y LA CIUDAD DE SANTA FE, ESTADO DE NEW MEXICO, DE LOS ESTADOS UNIDOS"
    assert found_in(gazetteer, loud, "New Mexico", "Santa Fe")["P14"].text == "NEW MEXICO"
    row = next(r for r in OF_US if r["en"] == "New Mexico")
    assert repaired(loud, row, "es") == loud.replace("NEW MEXICO", "NUEVO MÉXICO")


@pytest.mark.parametrize(
    ("name", "country", "said"),
    [
        ("Andalusia", "ES", "Andalucía"),
        ("Andalusia", "ES", "andalusia"),
        ("Cuzco", "PE", "Cuzco Department"),
        ("Havana", "CU", "La Habana"),
        ("New Mexico", "US", "Nuevo México"),
    ],
)
def test_a_region_is_known_in_either_language_and_with_the_english_word_after_it(name, country, said):
    assert is_region(name, country, said)
    assert not is_region("Aragon" if country == "ES" else "Lima", country, said)
