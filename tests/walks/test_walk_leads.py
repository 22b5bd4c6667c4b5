"""Leads with odd names: refused at the start, with the key and what would be right, or read without fault."""

import json

import click
import pytest

from hermanar.checks.gazetteer import Gazetteer
from hermanar.cli.walks.lead import read_lead
from hermanar.cli.walks.rehearsal import must_read_well

LEAD = {
    "municipality_key": "11008", "foreign_city": "Lakeside", "foreign_subdivision": "Wisconsin", "country": "US",
    "foreign_zone": "America/Chicago", "start": "2022-01-31",
}  # fmt: skip
CAIRO = {
    "foreign_city": "القاهرة", "foreign_city_es": "El Cairo", "foreign_subdivision": "", "country": "EG",
    "foreign_zone": "Africa/Cairo",
}  # fmt: skip
LONG = "Department of International, Economic and Cultural Affairs and of the Sister Cities Programme, Second Floor"

# what the walk goes through with
GOOD = {
    "the smallest": {},
    "capitals": {"foreign_city": "LAKESIDE, CITY OF", "foreign_office": "OFFICE OF THE MAYOR", "head_post": "MAYOR"},
    "a long office with commas": {"foreign_office": LONG, "foreign_office_es": "Departamento de Asuntos Internacionales, Económicos y Culturales"},
    "quotes": {"foreign_office": "Office of the Mayor of “Lakeside”", "head_post": 'Mayor "pro tempore"', "head_post_es": "Alcalde “interino”"},
    "another script": CAIRO | {"head_post": "محافظ", "head_post_es": "Alcalde", "foreign_office": "مكتب العمدة", "foreign_office_es": "Oficina de la Alcaldía"},
    "Cyrillic": {"foreign_city": "Брест", "foreign_city_es": "Brest", "foreign_subdivision": "", "country": "BY", "foreign_zone": "Europe/Minsk", "head_post": "Председатель", "head_post_es": "Presidente del Comité Ejecutivo"},
    "a consulate that sits elsewhere": {"consulate": "Consulado General de México en San Antonio, Texas"},
    "who approves, named for another place": {"foreign_body": "Board of Supervisors of San Diego, California"},
    "our own is the usual third city": {"municipality_key": "12038"},
    "a post of a county, which is none by its name": {"head_post_es": "Presidente del Consejo, Alcalde del Condado"},
    "a region by its Spanish name": {"foreign_city": "Sevilla", "foreign_subdivision": "Andalucía", "country": "ES", "foreign_zone": "Europe/Madrid", "languages": ["es"]},
    "other cities in capitals": {"third_city": "GUADALAJARA, JALISCO", "other_city": "LEÓN"},
}  # fmt: skip
MEXICAN = {"country": "MX", "foreign_zone": "", "languages": ["es"]}
GOOD |= {
    "a municipality in capitals": MEXICAN | {"foreign_city": "OAXACA DE JUÁREZ", "foreign_subdivision": "OAXACA"},
    "one of several, by its state": MEXICAN | {"foreign_city": "Benito Juárez", "foreign_subdivision": "Quintana Roo"},
}
# what it would stop with → the key named, and words of the sentence
BAD = {
    "a post of another county": ({"head_post_es": "Alcalde del Condado de Los Ángeles"}, "head_post_es", "the record of the signature"),
    "a post of another city": ({"head_post": "Mayor of San Diego", "head_post_es": "Alcalde de la Ciudad de San Diego"}, "head_post", "San Diego"),
    "a governor": (CAIRO | {"head_post_es": "Gobernador"}, "head_post_es", "signs, not the governor"),
    "motivations of another city": (
        {"motivations": {"es": "Nos une la Ciudad de Guadalajara.", "en": "The City of Guadalajara unites us."}}, "motivations", "the letter of intent",
    ),
    "a third city of the pair": ({"third_city": "Lakeside"}, "third_city", "not of the pair"),
    "a third city of the pair with its state": ({"third_city": "Lakeside, Wisconsin"}, "third_city", "of the pair (Lakeside)"),
    "our own as the third city": ({"third_city": "Manuel Doblado, Guanajuato"}, "third_city", "of the pair (Manuel Doblado)"),
    "a third city that is none": ({"third_city": "en ningún lado"}, "third_city", "no place"),
    "the other city is the counterpart": ({"other_city": "Lakeside, Wisconsin"}, "other_city", "names the counterpart"),
    "a name that several bear": (MEXICAN | {"foreign_city": "Benito Juárez", "foreign_subdivision": ""}, "foreign_city", "Say its state"),
    "a municipality of another state": (MEXICAN | {"foreign_city": "Los Cabos", "foreign_subdivision": "Jalisco"}, "foreign_city", "Baja California Sur"),
    "no municipality": (MEXICAN | {"foreign_city": "Villa del Nunca", "foreign_subdivision": ""}, "foreign_city", "official name"),
    "the same twice": (MEXICAN | {"foreign_city": "Manuel Doblado", "foreign_subdivision": "Guanajuato"}, "foreign_city", "Write the other one"),
    "an emoji": ({"head_post": "Mayor 😀"}, "head_post", "no typeface"),
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as found:
        yield found


def read(tmp_path, changes: dict, gazetteer):
    path = tmp_path / "lead.json"
    path.write_text(json.dumps(LEAD | changes), encoding="utf-8")
    lead = read_lead(path)
    must_read_well(lead, gazetteer)
    return lead


@pytest.mark.parametrize("case", GOOD)
def test_read_lead_with_an_odd_name_that_the_papers_bear(tmp_path, gazetteer, case):
    lead = read(tmp_path, GOOD[case], gazetteer)
    assert lead.foreign_city == (LEAD | GOOD[case])["foreign_city"]


@pytest.mark.parametrize("case", BAD)
def test_read_lead_that_would_stop_half_way_names_its_key_and_what_is_right(tmp_path, gazetteer, case):
    changes, key, words = BAD[case]
    with pytest.raises(click.ClickException) as refused:
        read(tmp_path, changes, gazetteer)
    said = refused.value.message
    assert said.startswith(key)
    assert words in said
    assert "Write" in said or "Say its state" in said or "Take it out" in said or "must be a city" in said
