"""How a party abroad is styled: what it is, and what its country calls where it lies."""

import pytest

from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.text import fold
from hermanar.partnerships.rules.styles import (
    _DATA,
    city_beside,
    city_style,
    municipality_style,
    organisation_style,
    region_beside,
    state_style,
)

US = ("US", "Estados Unidos", "United States")
CA, CO, JP = ("CA", "Canadá", "Canada"), ("CO", "Colombia", "Colombia"), ("JP", "Japón", "Japan")
CL, PL, CH = ("CL", "Chile", "Chile"), ("PL", "Polonia", "Poland"), ("CH", "Suiza", "Switzerland")
AR, CN, BR = ("AR", "Argentina", "Argentina"), ("CN", "China", "China"), ("BR", "Brasil", "Brazil")
DE, KR, VE = ("DE", "Alemania", "Germany"), ("KR", "Corea del Sur", "South Korea"), ("VE", "Venezuela", "Venezuela")
BZ, PE = ("BZ", "Belice", "Belize"), ("PE", "Perú", "Peru")
IT, GB, PY = ("IT", "Italia", "Italy"), ("GB", "Reino Unido", "United Kingdom"), ("PY", "Paraguay", "Paraguay")


@pytest.mark.parametrize(
    ("name", "subdivision", "country", "es", "en"),
    [
        ("Lakeside", "Wisconsin", US, "la Ciudad de Lakeside, Estado de Wisconsin, de los Estados Unidos de América",
         "the City of Lakeside, State of Wisconsin, of the United States of America"),
        ("Washington", "District of Columbia", US,
         "la Ciudad de Washington, Distrito de Columbia, de los Estados Unidos de América",
         "the City of Washington, District of Columbia, of the United States of America"),
        ("Toronto", "Ontario", CA, "la Ciudad de Toronto, Provincia de Ontario, de Canadá",
         "the City of Toronto, Province of Ontario, of Canada"),
        ("Whitehorse", "Yukon", CA, "la Ciudad de Whitehorse, Yukón, de Canadá", "the City of Whitehorse, Yukon, of Canada"),
        ("Rosario", "Santa Fe", AR, "la Ciudad de Rosario, Provincia de Santa Fe, de la República Argentina",
         "the City of Rosario, Province of Santa Fe, of the Argentine Republic"),
        ("Leticia", "Amazonas Department", CO, "la Ciudad de Leticia, Departamento de Amazonas, de la República de Colombia",
         "the City of Leticia, Department of Amazonas, of the Republic of Colombia"),
        ("Bogotá", "Bogota D.C.", CO, "la Ciudad de Bogotá, Bogota D.C., de la República de Colombia",
         "the City of Bogotá, Bogota D.C., of the Republic of Colombia"),
        ("Nagoya", "Aichi", JP, "la Ciudad de Nagoya, Prefectura de Aichi, de Japón",
         "the City of Nagoya, Prefecture of Aichi, of Japan"),
        ("Coquimbo", "Coquimbo Region", CL, "la Ciudad de Coquimbo, Región de Coquimbo, de la República de Chile",
         "the City of Coquimbo, Region of Coquimbo, of the Republic of Chile"),
        ("Łódź", "Łódź Voivodeship", PL, "la Ciudad de Łódź, Voivodato de Łódź, de la República de Polonia",
         "the City of Łódź, Voivodeship of Łódź, of the Republic of Poland"),
        ("Lugano", "Ticino", CH, "la Ciudad de Lugano, Cantón de Ticino, de la Confederación Suiza",
         "the City of Lugano, Canton of Ticino, of the Swiss Confederation"),
        ("Hangzhou", "Zhejiang", CN, "la Ciudad de Hangzhou, Provincia de Zhejiang, de la República Popular China",
         "the City of Hangzhou, Province of Zhejiang, of the People’s Republic of China"),
        ("Santos", "São Paulo", BR, "la Ciudad de Santos, Estado de São Paulo, de la República Federativa de Brasil",
         "the City of Santos, State of São Paulo, of the Federative Republic of Brazil"),
        ("Múnich", "Bavaria", DE, "la Ciudad de Múnich, Land de Baviera, de la República Federal de Alemania", "the City of Múnich, Land of Bavaria, of the Federal Republic of Germany"),
        ("Berlín", "State of Berlin", DE, "la Ciudad de Berlín, Land de Berlín, de la República Federal de Alemania",
         "the City of Berlín, Land of Berlin, of the Federal Republic of Germany"),
        ("San Juan", "Puerto Rico", US, "la Ciudad de San Juan, Puerto Rico, de los Estados Unidos de América",
         "the City of San Juan, Puerto Rico, of the United States of America"),
        ("Suwon", "Gyeonggi-do", KR, "la Ciudad de Suwon, Provincia de Gyeonggi, de la República de Corea",
         "the City of Suwon, Province of Gyeonggi, of the Republic of Korea"),
        ("Busan", "Busan", KR, "la Ciudad de Busan, Busan, de la República de Corea", "the City of Busan, Busan, of the Republic of Korea"),
        ("Caracas", "Distrito Federal", VE, "la Ciudad de Caracas, Distrito Federal, de la República Bolivariana de Venezuela",
         "the City of Caracas, Distrito Federal, of the Bolivarian Republic of Venezuela"),
        ("Belmopán", "Cayo District", BZ, "la Ciudad de Belmopán, Distrito de Cayo, de Belice",
         "the City of Belmopán, District of Cayo, of Belize"),
        ("Cusco", "Cuzco Department", PE, "la Ciudad de Cusco, Cuzco, de la República del Perú", "the City of Cusco, Cuzco, of the Republic of Peru"),
        ("Talca", "Maule Region", CL, "la Ciudad de Talca, Maule Region, de la República de Chile", "the City of Talca, Maule Region, of the Republic of Chile"),
        # what a country calls it in two ways, or what is not known, stands by its name
        ("Turín", "Piamonte", IT, "la Ciudad de Turín, Piamonte, de la República Italiana", "the City of Turín, Piedmont, of the Italian Republic"),
        ("Leeds", "", GB, "la Ciudad de Leeds, del Reino Unido de Gran Bretaña e Irlanda del Norte", "the City of Leeds, of the United Kingdom of Great Britain and Northern Ireland"),
        ("Ciudad del Este", "Alto Paraná Department", PY,
         "la Ciudad de Ciudad del Este, Departamento de Alto Paraná, de la República del Paraguay",
         "the City of Ciudad del Este, Department of Alto Paraná, of the Republic of Paraguay"),
        # what says what it is
        ("Estado de Illinois", "", US, "el Estado de Illinois, de los Estados Unidos de América",
         "the State of Illinois, of the United States of America"),
        ("State of Illinois", "Illinois", US, "el Estado de Illinois, de los Estados Unidos de América",
         "the State of Illinois, of the United States of America"),
        ("Condado de Cook", "Illinois", US, "el Condado de Cook, Estado de Illinois, de los Estados Unidos de América",
         "the County of Cook, State of Illinois, of the United States of America"),
        ("City of Industry", "California", US,
         "la Ciudad de Industry, Estado de California, de los Estados Unidos de América",
         "the City of Industry, State of California, of the United States of America"),
    ],
)  # fmt: skip
def test_a_government_abroad_is_styled_by_what_it_is(name, subdivision, country, es, en):
    assert city_style(name, "", subdivision, *country) == {"es": es, "en": en}


@pytest.mark.parametrize(
    ("name", "listed", "es"),
    [
        ("Illinois", False, "el Estado de Illinois, de los Estados Unidos de América"),
        ("Illinois", True, "la Ciudad de Illinois, Estado de Illinois, de los Estados Unidos de América"),
    ],
)
def test_a_subdivision_that_is_itself_the_party_is_no_city(name, listed, es):
    assert city_style(name, "", "Illinois", *US, listed=listed)["es"] == es


@pytest.mark.parametrize(
    ("name", "name_en", "seat", "country", "es", "en"),
    [
        ("Organización Internacional para las Migraciones (OIM)", "International Organization for Migration (IOM)", "Ginebra", CH,
         "la Organización Internacional para las Migraciones (OIM), organismo internacional con sede en Ginebra, Suiza",
         "the International Organization for Migration (IOM), an international organization with its seat in Ginebra, Switzerland"),
        ("Banco Interamericano de Desarrollo", "", "Washington", US,
         "el Banco Interamericano de Desarrollo, organismo internacional con sede en Washington, Estados Unidos de América",
         "the Banco Interamericano de Desarrollo, an international organization with its seat in Washington, the United States of America"),
        ("Unión Iberoamericana de Municipalistas", "", "", ("ES", "España", "Spain"),
         "la Unión Iberoamericana de Municipalistas, organismo internacional con sede en España",
         "the Unión Iberoamericana de Municipalistas, an international organization with its seat in Spain"),
    ],
)  # fmt: skip
def test_an_organisation_is_styled_by_its_own_name(name, name_en, seat, country, es, en):
    assert organisation_style(name, name_en, seat, *country) == {"es": es, "en": en}


@pytest.mark.parametrize(
    ("lang", "name", "is_city", "said"),
    [
        ("pt", "Santos", True, "a Cidade de Santos (São Paulo, Brasil)"),
        ("pt", "Organização dos Estados", False, "Organização dos Estados (São Paulo, Brasil)"),
        ("fr", "Estado de São Paulo", True, "Estado de São Paulo (São Paulo, Brasil)"),
    ],
)
def test_beside_it_a_city_alone_is_called_one(lang, name, is_city, said):
    assert city_beside(name, "São Paulo", "Brasil", lang, is_city=is_city) == said


def test_the_catalogue_of_places_has_as_many_subdivisions_of_a_kind_as_iso_3166_2():
    """Where it has not, the table says why: Tokyo, the regions of Chile that take their article, Taiwan."""
    knowingly = {"JP": 1, "CL": 5, "CN": 1}
    countries = {c: row for rows in _DATA["countries"].values() for c, row in rows.items()}
    places: dict[str, set[str]] = {}
    with Gazetteer.open() as gazetteer:
        for country, name in gazetteer._db.execute("SELECT country, name FROM admin1"):
            places.setdefault(country, set()).add(fold(name))
    assert len(countries) > 30
    assert not set(countries) & set(_DATA["alone"])
    for country, row in countries.items():
        left = places[country] - {fold(n) for n in row.get("except", ())}
        assert (country, len(left)) == (country, row["count"] - knowingly.get(country, 0))


@pytest.mark.parametrize(
    ("name", "state", "es", "en"),
    [
        ("Ahome", "Sinaloa", "el Municipio de Ahome, Estado de Sinaloa", "the Municipality of Ahome, State of Sinaloa"),
        ("Toluca", "Estado de México", "el Municipio de Toluca, Estado de México",
         "the Municipality of Toluca, State of Mexico"),
        ("Coyoacán", "Ciudad de México", "la Alcaldía de Coyoacán, de la Ciudad de México",
         "the Alcaldía of Coyoacán, of Mexico City"),
    ],
)  # fmt: skip
def test_municipality_is_styled_as_its_entity_is_called(name, state, es, en):
    styled = municipality_style(name, state)
    assert styled["es"] == f"{es}, de los Estados Unidos Mexicanos"
    assert styled["en"] == f"{en}, of the United Mexican States"
    assert "Estado de Estado" not in "".join(styled.values())


@pytest.mark.parametrize(
    ("state", "es", "en"),
    [
        ("Sinaloa", "el Gobierno del Estado de Sinaloa", "the Government of the State of Sinaloa"),
        ("Estado de México", "el Gobierno del Estado de México", "the Government of the State of Mexico"),
        ("Ciudad de México", "el Gobierno de la Ciudad de México", "the Government of Mexico City"),
    ],
)
def test_state_is_styled_as_it_is_called(state, es, en):
    styled = state_style(state)
    assert (styled["es"].split(", ")[0], styled["en"].split(", ")[0]) == (es, en)


@pytest.mark.parametrize(
    ("subdivision", "country", "es", "en"),
    [
        ("Łódź Voivodeship", "PL", "Voivodato de Łódź", "Łódź Voivodeship"),
        ("Illinois", "US", "Illinois", "Illinois"),
        ("New Mexico", "US", "Nuevo México", "New Mexico"),
        ("Osaka", "JP", "Osaka", "Osaka"),
        ("Cantal", "FR", "Cantal", "Cantal"),
        ("", "BR", "", ""),
    ],
)
def test_region_of_an_address_is_said_in_the_language_of_the_letter(subdivision, country, es, en):
    assert [region_beside(subdivision, country, lang) for lang in ("es", "en")] == [es, en]
