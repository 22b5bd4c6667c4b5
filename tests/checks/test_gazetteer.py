import csv
import datetime as dt
import hashlib
import itertools
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hermanar.checks.gazetteer import DATA, FILE, Gazetteer
from hermanar.checks.toponyms import canon
from hermanar.kernel.data import read_yaml

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "reference" / "municipios_mx.csv"

# SHA-256 of "key<tab>official name" per line of INEGI's catalogue of 2,478 municipalities (November 2026)
CATALOGUE = "6beca5ed66d6cdc8ed100edeb33c9f6309460dd253e4efc5a751c81537d7cf26"


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def found(gazetteer, text, lang="es", least=0.6):
    return [(m.text, m.kind, m.keys[0]) for m in gazetteer.find_in_text(text, lang) if m.confidence >= least]


def test_open_missing_file_says_what_to_run(tmp_path):
    with pytest.raises(FileNotFoundError, match="make setup"):
        Gazetteer.open(tmp_path / "nothing.sqlite3")


def test_municipalities_are_2478_and_each_state_has_its_number(gazetteer):
    assert len(gazetteer.municipalities()) == 2478
    with (DATA / "states.csv").open(encoding="utf-8") as file:
        expected = {row["key"]: int(row["municipalities"]) for row in csv.DictReader(file)}
    assert Counter(m.state_key for m in gazetteer.municipalities()) == expected
    assert sum(expected.values()) == 2478
    assert [s.key for s in gazetteer.states()] == sorted(expected)


@pytest.mark.parametrize(
    ("key", "name", "state"),
    [
        ("03008", "Los Cabos", "Baja California Sur"),
        ("05035", "Torreón", "Coahuila"),
        ("06007", "Manzanillo", "Colima"),
        ("07101", "Tuxtla Gutiérrez", "Chiapas"),
        ("07078", "San Cristóbal de las Casas", "Chiapas"),
        ("08037", "Juárez", "Chihuahua"),
        ("08056", "Valle del Rosario", "Chihuahua"),
        ("09008", "La Magdalena Contreras", "Ciudad de México"),
        ("11008", "Manuel Doblado", "Guanajuato"),
        ("12083", "Ñuu Savi", "Guerrero"),
        ("20067", "Oaxaca de Juárez", "Oaxaca"),
        ("23008", "Playa del Carmen", "Quintana Roo"),
        ("24059", "Villa de Pozos", "San Luis Potosí"),
        ("25020", "Juan José Ríos", "Sinaloa"),
    ],
)
def test_municipality_has_inegi_key_and_official_name(gazetteer, key, name, state):
    municipality = gazetteer.municipality(key)
    assert (municipality.name, municipality.state_name) == (name, state)


def test_municipality_unknown_key_is_none(gazetteer):
    assert gazetteer.municipality("99999") is None
    assert gazetteer.state("33") is None
    assert gazetteer.country("ZZ") is None


def test_municipalities_equal_inegis_catalogue(gazetteer):
    own = {m.key: m.name for m in gazetteer.municipalities()}
    # where the catalogue itself is at hand it says which name differs; the hash of it stands in everywhere else
    at_hand = REFERENCE.read_text(encoding="utf-8") if REFERENCE.is_file() else ""
    rows = list(csv.DictReader(at_hand.splitlines()))
    assert {k: n for k, n in own.items() if rows} == {r["cve_mun"]: r["nom_mun"] for r in rows}
    listed = "\n".join(f"{key}\t{name}" for key, name in sorted(own.items()))
    assert hashlib.sha256(listed.encode()).hexdigest() == CATALOGUE
    far = []
    for row in rows:
        own = gazetteer.municipality(row["cve_mun"])
        known = own.lat is not None and row["lat"]
        if known and abs(own.lat - float(row["lat"])) + abs(own.lon - float(row["lon"])) > 1.5:
            far.append(row["cve_mun"])
    assert far == []


def test_points_are_known_for_most_and_inside_the_country(gazetteer):
    points = [(m.lat, m.lon) for m in gazetteer.municipalities() if m.lat is not None]
    assert 2250 <= len(points) < 2478
    assert all(14 < lat < 33 and -119 < lon < -86 for lat, lon in points)
    assert all((m.lat is None) == (not gazetteer.towns(m.key)) for m in gazetteer.municipalities()[::25])


def test_name_in_another_script_is_found_where_a_place_is_sought_and_never_read_in_a_text(gazetteer):
    assert [p.name for p in gazetteer.find_places("長崎市", "JP")] == ["Nagasaki"]
    assert gazetteer.find_places("長崎市", "CN") == []
    assert gazetteer.find_in_text("La delegación de 長崎市 llegó ayer.") == []


def test_meta_names_the_sources(gazetteer):
    meta = gazetteer.meta()
    assert "CC BY 4.0" in meta["attribution"]
    assert "INEGI" in meta["attribution"]
    assert meta["municipalities"] == "2478"
    assert int(meta["places"]) > 230_000


def test_towns_chetumal_lies_in_othon_p_blanco(gazetteer):
    assert gazetteer.towns("23004")[0].name == "Chetumal"
    assert gazetteer.towns("23005")[0].name == "Cancún"
    assert "San Quintín" in [t.name for t in gazetteer.towns("02006")]
    assert "San Quintín" not in [t.name for t in gazetteer.towns("02001")]


@pytest.mark.parametrize(
    ("key", "on", "zone"),
    [
        ("03008", "2022-01-31", "America/Mazatlan"),
        ("20067", "2022-01-31", "America/Mexico_City"),
        ("11008", "2022-01-31", "America/Mexico_City"),
        ("23005", "2024-06-01", "America/Cancun"),
        ("26030", "2024-06-01", "America/Hermosillo"),
        ("02004", "2024-06-01", "America/Tijuana"),
        ("08037", "2024-06-01", "America/Ciudad_Juarez"),
        ("08052", "2024-06-01", "America/Ojinaga"),
        ("08019", "2024-06-01", "America/Chihuahua"),
        ("18020", "2024-06-01", "America/Bahia_Banderas"),
        ("18017", "2024-06-01", "America/Mazatlan"),
        ("05025", "2024-06-01", "America/Matamoros"),
        ("05038", "2022-10-29", "America/Monterrey"),
        ("05038", "2022-10-30", "America/Matamoros"),
        ("19005", "2024-06-01", "America/Matamoros"),
        ("28032", "2024-06-01", "America/Matamoros"),
        ("28041", "2024-06-01", "America/Monterrey"),
        ("31050", "2024-06-01", "America/Merida"),
        ("09", "2024-06-01", "America/Mexico_City"),
    ],
)
def test_timezone_on_a_date_is_the_zone_of_the_law(gazetteer, key, on, zone):
    assert gazetteer.timezone(key, dt.date.fromisoformat(on)) == zone


def test_timezone_every_municipality_has_exactly_one_zone(gazetteer):
    rows = read_yaml((DATA / "timezones.yaml").read_text(encoding="utf-8"))["rows"]
    for on in (dt.date(2015, 1, 1), dt.date(2022, 10, 30), dt.date(2026, 6, 1)):
        zones = {gazetteer.timezone(m.key, on) for m in gazetteer.municipalities()}
        assert None not in zones
        for zone in zones:
            assert ZoneInfo(zone).utcoffset(dt.datetime(on.year, on.month, on.day)) is not None
        valid = Counter(
            key
            for row in rows
            for key in row["keys"]
            if row.get("valid_from", dt.date.min) <= on <= row.get("valid_to", dt.date.max)
        )
        assert set(valid.values()) == {1}
    assert gazetteer.timezone("99999", dt.date(2024, 1, 1)) is None


def test_countries_in_both_languages(gazetteer):
    assert len(gazetteer.countries()) >= 245
    assert (gazetteer.country("us").name_es, gazetteer.country("US").name_en) == ("Estados Unidos", "United States")
    assert gazetteer.country("JP").name_es == "Japón"


def test_find_places_by_name_country_and_region(gazetteer):
    assert gazetteer.find_places("Ensenada")[0].country == "MX"
    assert {"MX", "AR"} <= {p.country for p in gazetteer.find_places("Ensenada")}
    whitewater = gazetteer.find_places("Whitewater", country="US")
    assert len(whitewater) >= 2
    assert [p.admin1 for p in gazetteer.find_places("whitewater", "US", "Wisconsin")] == ["Wisconsin"]
    assert [p.id for p in gazetteer.find_places("Whitewater", "us", "WI")] == [
        p.id for p in whitewater if p.admin1 == "Wisconsin"
    ]
    assert gazetteer.find_places("Londres", country="GB")[0].name == "London"
    assert gazetteer.find_places("No hay tal lugar") == []
    place = whitewater[0]
    assert gazetteer.place(place.id) == place
    assert gazetteer.find_places("Torreón", "MX")[0].admin1 == "Coahuila"


def test_canon_writes_out_abbreviations():
    assert canon("Cd. Juárez") == "ciudad juarez"
    assert canon("Sta. Ma. Huatulco") == "santa maria huatulco"
    assert canon("Gral. Escobedo") == canon("General Escobedo")
    assert canon("Ma. Elena") == "ma elena"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "El municipio de Manuel Doblado, Guanajuato, y la ciudad de Whitewater, Wisconsin.",
            [("Manuel Doblado", "municipality", "11008"), ("Guanajuato", "state", "11"), ("Whitewater", "place", None)],
        ),
        ("Las Partes promoverán la Paz y el Progreso. La Unión de esfuerzos y la Reforma del Programa.", []),
        (
            "Constitución Política de los Estados Unidos Mexicanos",
            [("Estados Unidos Mexicanos", "country", "MX")],
        ),
        (
            "una delegación de Los Cabos visitó Oaxaca de Juárez",
            [("Los Cabos", "municipality", "03008"), ("Oaxaca de Juárez", "municipality", "20067")],
        ),
        (
            "OBJETIVO. LOS CABOS Y GUADALAJARA",
            [("LOS CABOS", "municipality", "03008"), ("GUADALAJARA", "municipality", "14039")],
        ),
        (
            "entre Cuautla, Jalisco y Cd. Juárez, Chih.",
            [
                ("Cuautla", "municipality", "14028"),
                ("Jalisco", "state", "14"),
                ("Cd. Juárez", "municipality", "08037"),
                ("Chih", "state", "08"),
            ],
        ),
        ("el Presidente Benito Juárez García y el Lic. Guadalupe Torres", []),
        ("con sede en los Estados Unidos de América", [("Estados Unidos de América", "country", "US")]),
        ("una delegación de Nueva York", [("Nueva York", "place", None)]),
        (
            "el estado de Jalisco y la Ciudad de México",
            [("Jalisco", "state", "14"), ("Ciudad de México", "state", "09")],
        ),
        ("el progreso de la paz en la zona centro", []),
        ("en el municipio de Progreso, Yucatán", [("Progreso", "municipality", "31059"), ("Yucatán", "state", "31")]),
        ("the City of Whitewater, Wisconsin", [("Whitewater", "place", "gn:5278931")]),
        (
            "la Municipalidad de Rosario, Argentina",
            [("Rosario", "place", "gn:3838583"), ("Argentina", "country", "AR")],
        ),
        ("visita a Florencia, Italia", [("Florencia", "place", None), ("Italia", "country", "IT")]),
        ("de conformidad con la Convención de Viena", []),
        ("en la calle Guadalajara número 3", []),
    ],
)
def test_find_in_text_names_places_and_leaves_words(gazetteer, text, expected):
    wanted_keys = [key for _, _, key in expected]
    mentions = found(gazetteer, text)
    assert [m[:2] for m in mentions] == [e[:2] for e in expected]
    assert [m[2] if w else None for m, w in zip(mentions, wanted_keys, strict=True)] == wanted_keys


def test_find_in_text_spans_are_the_text(gazetteer):
    text = "Saludos de la Cd. de Puebla,\nde Sendai y de Chetumal, Q. Roo."
    mentions = gazetteer.find_in_text(text, "es")
    assert mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_built_file_is_not_in_the_repository():
    ignored = (Path(__file__).resolve().parents[2] / ".gitignore").read_text(encoding="utf-8")
    assert "src/hermanar/**/data/*.sqlite3" in ignored
    assert FILE.name.endswith(".sqlite3")
