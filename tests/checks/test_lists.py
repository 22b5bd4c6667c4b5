"""Old lists: parties to keys and places, what is told twice, what must be asked. The lists here were written for this."""

import csv
import io
import random
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.lists import Columns, Party, Reader, Relation, Tally, columns_of, names_cities, turned
from hermanar.checks.spill import Names
from hermanar.checks.tables import Line, open_table

GAZETTEER = Gazetteer.open()
READER = Reader(GAZETTEER)
CITIES = Columns(0, 1, 2, 3, a_is_city=True, b_is_city=True)
RAW = Path(__file__).parents[3] / "shared" / "data" / "reference" / "twin_cities_raw.csv"


@pytest.fixture(scope="module", autouse=True)
def _closed():
    yield
    GAZETTEER.close()


# one of each difficulty
LIST = [
    ("Chetumal", "Mexico", "Belmopán", "Belice"),
    ("Belmopán", "Belize", "Othón P. Blanco", "México"),
    ("Havana – Cerro", "Cuba", "Mexico City – Coyoacán", "Mexico"),
    ("Coyoacán (Ciudad de México)", "Mexico", "Cerro (Havana)", "Cuba"),
    ("Jalisco", "Mexico", "Alberta", "Canada"),
    ("Puebla", "Mexico", "Lima", "Peru"),
    ("Guadalajra", "Mexico", "Kyoto", "Japan"),
    ("Kioto", "Japón", "Guadalajara", "México"),
    ("Tonalá", "Mexico", "Leeds", "England"),
    ("Xyzzyburgo", "Mexico", "Swansea", "Wales"),
    ("Mérida", "Mexico", "San Juan", "Puerto Rico"),
    ("Zapopan", "Mexico", "Tepic", "Mexico"),
    ("Tepic", "Mexico", "Zapopan, Jal.", "Mexico"),
    ("León", "Mexico", "Springfield", "United States"),
    ("Córdoba", "Mexico", "Córdoba", "Spain"),
    ("Sevilla", "Spain", "Lima", "Peru"),
]


def tally(rows=LIST, reader=READER, columns=CITIES) -> Tally:
    told = Tally()
    for number, row in enumerate(rows, start=2):
        relation = reader.relation(Line(number, tuple(row)), columns)
        if relation is not None:
            told.add(relation)
    return told


def test_tally_counts_distinct_relations_whatever_their_spelling_and_direction():
    assert tally().as_json() == {
        "rows": 15,
        "matched": 13,
        "distinct": 11,
        "duplicates": [[2, 3], [4, 5], [8, 9], [13, 14]],
        "ambiguous": ["Tonalá"],
        "unmatched": ["Xyzzyburgo"],
        "partners": {"ambiguous": ["Springfield"], "unmatched": ["Alberta"]},
        "by_country": {"GB": 2, "BZ": 1, "CA": 1, "CU": 1, "ES": 1, "JP": 1, "MX": 1, "PE": 1, "PR": 1, "US": 1},
        "by_key": {
            "09003": 1, "11020": 1, "14": 1, "14039": 1, "14120": 1, "18017": 1, "21114": 1, "23004": 1, "30044": 1,
            "31050": 1,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Mexico City", "09"),
        ("Mexico City – Coyoacán", "09003"),
        ("Coyoacán (Mexico City)", "09003"),
        ("Querétaro City", "22014"),
        ("Rosarito Beach", "02005"),
        ("Veracruz", "30193"),
        ("Tlaxcala", "29033"),
        ("Oaxaca", "20067"),
        ("Estado de México", "15"),
        ("Jalisco", "14"),
        ("Valladolid", "31102"),
        ("Cd. Juárez, Chih.", "08037"),
    ],
)
def test_party_in_a_column_of_cities_has_its_key(printed, key):
    assert READER.party(printed, "MX", is_city=True).ref == key


@pytest.mark.parametrize(
    ("printed", "among"),
    [
        ("Benito Juárez", {"23005", "09014"}),
        ("Guadalupe", {"19026", "32017"}),
        ("Tequila", {"14094", "30168"}),
        ("Metepec", {"15054", "13035"}),
        ("Hidalgo", {"13", "16034"}),
        ("Sinaloa", {"25", "25017"}),
        ("México", {"15", "09"}),
    ],
)
def test_party_that_may_be_two_is_asked_never_guessed(printed, among):
    party = READER.party(printed, "MX", is_city=True)
    assert (party.ref, party.state) == ("", "ambiguous")
    assert among <= set(party.candidates)


def test_party_named_as_its_state_is_asked_where_the_column_does_not_say_city():
    party = READER.party("Zacatecas", "MX")
    assert (party.state, party.candidates) == ("ambiguous", ("32056", "32"))


def test_party_is_decided_by_the_column_of_its_state():
    assert READER.party("Tonalá", "MX", state="Chiapas").ref == "07097"


def test_relation_documented_with_this_partner_decides_between_homonyms():
    reader = Reader(GAZETTEER, known={("laredo", "US"): frozenset({"16052", "28027"})})
    relation = reader.relation(Line(2, ("Lázaro Cárdenas", "Mexico", "Laredo", "United States")), CITIES)
    assert (relation.a.ref, relation.a.why) == ("16052", "known")
    other = reader.relation(Line(3, ("Lázaro Cárdenas", "Mexico", "Dallas", "United States")), CITIES)
    assert other.a.ref == ""


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("England", "GB"), ("Wales, United Kingdom", "GB"), ("Northern Ireland", "GB"), ("Republic of Ireland", "IE"),
        ("Puerto Rico", "PR"), ("Guam", "GU"), ("Kosovo", "XK"), ("Palestine", "PS"), ("Georgia (country)", "GE"),
        ("Ohio, United States", "US"), ("EE. UU.", "US"), ("Réunion, France", "RE"), ("in Italy", "IT"), ("Japa", "JP"),
        ("", "ZZ"), ("Narnia", "ZZ"), ("KR", "KR"), ("mx", "MX"), ("Méx.", "MX"), ("MEX", "MX"), ("E.U.M.", "MX"),
        ("E. U.", "US"), ("Edos. Unidos", "US"), ("U.K.", "GB"), ("P.R.", "PR"), ("Rep. Checa", "CZ"), ("R.P. China", "CN"),
        ("Costa de Marfil", "CI"), ("esp", "ES"), ("Corea", "ZZ"), ("col", "CO"), ("Col., México", "MX"),
    ],
)  # fmt: skip
def test_country_is_two_letters(printed, iso):
    assert READER.country(printed) == iso


def test_partner_is_narrowed_by_its_region_and_asked_without_it():
    one = READER.party("Springfield, Illinois", "US")
    assert (one.state, GAZETTEER.place(int(one.ref[3:])).admin1) == ("matched", "Illinois")
    assert READER.party("Springfield", "US").state == "ambiguous"
    assert READER.party("Xyzzyville", "US").state == "unmatched"


@pytest.mark.parametrize(
    ("printed", "country", "place"),
    [
        ("大分市", "JP", "gn:1854487"),
        ("Москва", "RU", "gn:524901"),
        ("القاهرة", "EG", "gn:360630"),
        ("서울", "KR", "gn:1835848"),
        ("北京", "CN", "gn:1816670"),
        ("Αθήνα", "GR", "gn:264371"),
    ],
)
def test_partner_in_another_script_is_the_place_that_bears_the_name(printed, country, place):
    assert READER.party(printed, country).ref == place


@pytest.mark.parametrize(
    ("printed", "country"),
    [("不知道市", "JP"), ("横浜市 (不知道県)", "JP"), ("Москва (Орегон)", "RU"), ("Москва", "JP")],
)
def test_partner_in_another_script_that_nobody_bears_there_is_asked(printed, country):
    assert READER.party(printed, country).state == "unmatched"


def test_country_in_its_own_script_is_read():
    assert [READER.country(printed) for printed in ("日本", "Россия", "中国", "ελλάδα")] == ["JP", "RU", "CN", "GR"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [("city1", True), ("Ciudad hermana", True), ("MUNICIPIO", True), ("Parte", False), ("Municipio o entidad", False)],
)
def test_names_cities_reads_the_word_over_the_column(header, expected):
    assert names_cities(header) is expected


def test_turned_puts_the_part_before_its_city():
    assert [turned(t) for t in ("La Habana – Cerro", "Cerro (La Habana)", "Ixtapa-Zihuatanejo", "Taxco")] == [
        "Cerro (La Habana)", "Cerro (La Habana)", "Ixtapa-Zihuatanejo", "Taxco",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["city1,country1,city2,country2", "x1,x2,x3,x4", "Entidad,País,Estado,Nación", "a,b,c,d"]
)
def test_words_over_the_columns_that_map_names_change_nothing(words):
    out = io.BytesIO(
        f"{words}\nPuebla,México,Łódź,Polonia\nOklahoma City,EUA,Jalisco,Méx.\nVeracruz,Mex,Valencia,ESP\n".encode()
    )
    table = open_table(out)
    columns = columns_of(table, words.split(","))
    told = Tally()
    for line in table.lines:
        if relation := READER.relation(line, columns):
            told.add(relation)
    answer = told.as_json()
    assert (answer["matched"], answer["by_key"]) == (3, {"14": 1, "21114": 1, "30193": 1})
    assert answer["by_country"] == {"ES": 1, "PL": 1, "US": 1}


def test_a_list_whose_parties_may_be_states_asks_which_is_meant():
    table = open_table(io.BytesIO(b"a,b\nPuebla,Lodz\n"))
    columns = columns_of(table, ["a", "-", "b", "-"], cities=False)
    assert READER.relation(next(table.lines), columns).a.candidates == ("21114", "21")


def test_a_list_without_country_columns_takes_the_first_party_as_ours():
    out = io.BytesIO(b"Municipio,Ciudad hermana\nTaxco,Baguio\n")
    table = open_table(out)
    columns = columns_of(table, ["Municipio", "-", "Ciudad hermana", "-"])
    relation = READER.relation(next(table.lines), columns)
    assert (relation.a.ref, relation.b.country, relation.b.state) == ("12055", "ZZ", "unmatched")


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(LIST), max_size=10))
def test_no_order_of_rows_changes_what_is_distinct(shuffle: random.Random, again):
    rows = [*LIST, *again, *((c, d, a, b) for a, b, c, d in again)]
    straight = tally(rows).as_json()
    shuffle.shuffle(rows)
    mixed = tally(rows).as_json()
    for part in ("rows", "matched", "distinct", "by_country", "by_key", "ambiguous", "unmatched", "partners"):
        assert mixed[part] == straight[part]
    assert len(mixed["duplicates"]) == len(straight["duplicates"]) == mixed["rows"] - mixed["distinct"]


def test_reader_keeps_only_so_many_answers():
    reader = Reader(GAZETTEER, kept=8)
    tally(LIST * 3, reader)
    assert reader._mexican.cache_info().currsize <= 8


def test_tally_of_rows_and_names_that_are_all_distinct_stays_out_of_memory():
    def hostile(number: int) -> Relation:
        long = f"{number}" * 200
        ours = Party(long, "MX", "unmatched", "", (), "", f"MX:{number}")
        return Relation(
            number, ours, Party(f"P{number}", "FR", "matched", f"gn:{number % 7}", (), "name", f"gn:{number}")
        )

    told = Tally(held=256)
    tracemalloc.start()
    try:
        for number in range(2, 20_002):
            told.add(hostile(number))
        told.add(replace(hostile(5), row=20_002))
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (told.rows, told.distinct, list(told.kept.again())) == (20_001, 20_000, [[5, 20_002]])
    assert told.kept.count_names(Names.UNMATCHED) == 20_000
    assert held < 2**20  # twenty megabytes of names went by
    assert max(len(piece) for piece in told.in_pieces()) < 2 * 2**20


def test_reader_keeps_no_answer_of_what_is_too_long_for_a_name():
    reader = Reader(GAZETTEER)
    reader.party("x" * 2_000, "MX")
    reader.party("y" * 2_000, "FR")
    assert (reader._mexican.cache_info().currsize, reader._foreign.cache_info().currsize) == (0, 0)


@pytest.mark.parametrize("_there", [RAW] if RAW.is_file() else [])
def test_the_world_list_is_counted_whole(_there):
    """Where the reference list is at hand: its counts agree with each other."""
    with RAW.open(encoding="utf-8") as file:
        touching = sum("Mexico" in (r["country1"], r["country2"]) for r in csv.DictReader(file))
    told = Tally()
    with RAW.open("rb") as file:
        table = open_table(file)
        columns = columns_of(table, ["city1", "country1", "city2", "country2"])
        for line in table.lines:
            if relation := READER.relation(line, columns):
                told.add(relation)
    assert (told.rows, touching) == (626, 626)
    assert told.distinct == told.rows - told.kept.count_again()
    assert sum(told.by_country.values()) == told.distinct
    assert told.matched >= 580
    assert told.kept.count_names(Names.UNMATCHED) == 0
    assert (told.by_key["14"], told.by_key["21114"]) == (1, 17)
