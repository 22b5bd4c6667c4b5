"""Whether a paper names this city and no other; places that are the same; titles with their article; posts and days."""

import datetime as dt

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.partnerships.rules.clocks import days
from hermanar.partnerships.rules.parties import names_counterpart, same_party, with_article
from hermanar.partnerships.rules.posts import administration_changed, covers

BESIDE = ("Wisconsin", "Estados Unidos", "United States")


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside",
        "LAKESIDE",
        "lakeside",
        "Ciudad de Lakeside, Wisconsin",
        "la ciudad de Lakeside, Wisconsin, Estados Unidos de América",
        "City of Lakeside",
        "Lakeside Wisconsin",
        "Lakeside (Wisconsin)",
        "Gobierno de la Ciudad de Lakeside",
        "Mayor of the City of Lakeside, State of Wisconsin",
        "Lakeside del Estado de Wisconsin",
        "Ensenada y Lakeside",
        "hermanamiento con Lakeside",
        "CIUDAD DE LAKESIDE, WISCONSIN",
        "Lákeside",
    ],
)
def test_names_counterpart_as_offices_write_it_is_that_city(text):
    assert names_counterpart(text, ("Lakeside",), BESIDE) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Ensenada, Baja California",
        "Lakeside Hills",
        "Lakeside Hills, Colorado",
        "CIUDAD DE LAKESIDE HILLS",
        "lakeside hills",
        "Villa Lakeside",
        "New Lakeside",
        "Lago de Lakeside",
        "Lakeside de Juárez",
        "Lakesider",
        "Lake side",
        "voto de confianza",
    ],
)
def test_names_counterpart_of_another_place_is_not_that_city(text):
    assert names_counterpart(text, ("Lakeside",), BESIDE) is False


@pytest.mark.parametrize(
    ("text", "accepted", "is_named"),
    [
        ("Oaxaca de Juárez", ("Oaxaca de Juárez",), True),
        ("Municipio de Oaxaca de Juárez, Oaxaca", ("Oaxaca de Juárez",), True),
        ("Oaxaca", ("Oaxaca de Juárez",), False),
        ("Oaxaca de Juárez", ("Oaxaca",), False),
        ("San Miguel de Allende", ("Allende",), False),
        ("Allende", ("Allende",), True),
        ("La Paz", ("La Paz",), True),
        ("Los Cabos, Baja California Sur", ("Los Cabos",), True),
        ("St. Louis, Missouri", ("St. Louis",), True),
        ("Saint-Denis", ("Saint Denis",), True),
        ("Ciudad", ("Ciudad",), False),
    ],
)
def test_names_counterpart_takes_the_whole_name(text, accepted, is_named):
    assert names_counterpart(text, accepted) is is_named


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_names_counterpart_of_any_text_answers(text):
    named = names_counterpart(text, ("Lakeside",), BESIDE)
    assert not named or "lakeside" in text.casefold()


def test_names_counterpart_without_any_accepted_name_is_no():
    assert names_counterpart("Lakeside", ("", "  ")) is False


@pytest.mark.parametrize(
    ("a_key", "b_key", "a_name", "b_name", "same"),
    [
        ("20999", "20999", "Villa Serena", "Otra", True),
        ("20999", "20998", "Villa Serena", "Villa Serena", False),
        ("", "20998", "Lakeside", "City of Lakeside", True),
        ("", "", "Lakeside", "Ciudad de Lakeside", True),
        ("", "", "Lakeside", "Lakeside Hills", False),
        ("", "", "Ciudad", "Ciudad", False),
    ],
)
def test_same_party_by_key_else_by_name(a_key, b_key, a_name, b_name, same):
    assert same_party(a_key, b_key, a_name, b_name) is same


@pytest.mark.parametrize(
    ("title", "lang", "said"),
    [
        ("Dirección de Turismo", "es", "la Dirección de Turismo"),
        ("Secretaría Técnica", "es", "la Secretaría Técnica"),
        ("Instituto de Cultura", "es", "el Instituto de Cultura"),
        ("Coordinación General", "es", "la Coordinación General"),
        ("la Dirección", "es", "la Dirección"),
        ("Office of the Mayor", "en", "the Office of the Mayor"),
        ("The Office", "en", "The Office"),
        ("", "es", ""),
    ],
)
def test_with_article_names_the_office(title, lang, said):
    assert with_article(title, lang) == said


@pytest.mark.parametrize(
    ("from_on", "until_on", "on", "is_covered"),
    [
        (dt.date(2022, 1, 1), dt.date(2024, 12, 31), dt.date(2022, 1, 1), True),
        (dt.date(2022, 1, 1), dt.date(2024, 12, 31), dt.date(2024, 12, 31), True),
        (dt.date(2022, 1, 1), dt.date(2024, 12, 31), dt.date(2025, 1, 1), False),
        (dt.date(2022, 1, 1), None, dt.date(2021, 12, 31), False),
        (dt.date(2022, 1, 1), None, dt.date(2099, 1, 1), True),
        (None, None, dt.date(2022, 1, 1), True),
    ],
)
def test_covers_counts_both_ends(from_on, until_on, on, is_covered):
    assert covers(from_on, until_on, on) is is_covered


def test_administration_changed_only_after_the_first_day():
    spans = [(dt.date(2022, 1, 1), dt.date(2024, 12, 31)), (dt.date(2025, 1, 1), dt.date(2027, 12, 31))]
    assert administration_changed(spans, dt.date(2022, 1, 1), dt.date(2024, 12, 31)) is False
    assert administration_changed(spans, dt.date(2024, 12, 31), dt.date(2025, 1, 1)) is True


def test_days_of_a_clock_come_from_the_dated_defaults():
    assert (days("lead_reply"), days("letter_follow_up_first")) == (15, 15)
    with pytest.raises(KeyError):
        days("no_such_clock")
