"""Search answers alike on both engines, bounded and flat; facets; map; open data."""

import datetime as dt

import pytest

from hermanar.kernel.errors import NotVisible
from hermanar.registry import queries
from hermanar.registry.models import Entry
from hermanar.registry.operations import load_documented, publish_entry, withdraw_entry
from hermanar.registry.queries.own import count_ways, list_own
from hermanar.registry.rules.lists import Row
from hermanar.registry.rules.pictures import SourcePicture

ON = dt.date(2022, 3, 1)


def make(cast, *rows: dict) -> list[Entry]:
    """Entries of the book, one per row; what a row leaves out is that of Villa Serena and Lakeside."""
    base = Entry.objects.count()
    values = {
        "klass": "international", "ours": "Villa Serena", "our_key": "20999", "theirs": "Lakeside",
        "their_subdivision": "Wisconsin", "country": "US", "their_key": "", "document": "acuerdo de ciudad hermana",
        "on": dt.date(2020, 5, 4), "precision": "day", "state": "firmado",
        "sources": (SourcePicture({"es": "example.org", "en": "example.org"}, "https://example.org/1"),),
    }  # fmt: skip
    made = [Row(**({"number": f"T{base + n:03}"} | values | row)) for n, row in enumerate(rows)]
    return load_documented(cast.act("operator"), rows=made)


@pytest.fixture
def book(cast):
    """Five relations of three municipalities."""
    return make(
        cast,
        {"on": dt.date(2020, 5, 4)},
        {"theirs": "Yamanashi", "their_subdivision": "", "country": "JP", "document": "pacto de ciudad amiga",
         "on": dt.date(1999, 1, 1), "precision": "year"},
        {"ours": "Puerto Claro", "our_key": "20998", "on": None, "precision": ""},
        {"ours": "Manuel Doblado", "our_key": "11008", "document": "carta de intención", "state": "firmada"},
        {"ours": "Los Cabos", "our_key": "03008", "klass": "domestic", "theirs": "Oaxaca de Juárez",
         "their_subdivision": "", "country": "MX", "their_key": "20067", "document": "convenio de hermanamiento"},
    )  # fmt: skip


def test_conversation_that_ended_in_an_agreement_is_not_resumed(cast):
    letter = {"document": "carta de intención", "state": "enviada"}
    make(
        cast,
        {"on": dt.date(2021, 7, 1)},  # signed with Lakeside
        letter | {"on": dt.date(2020, 1, 1)},  # what came before
        letter | {"on": dt.date(2022, 1, 1)},  # and what was written since
        letter | {"on": None, "precision": "", "theirs": "Yamanashi", "country": "JP", "their_subdivision": ""},
        letter | {"klass": "domestic", "theirs": "Manuel Doblado", "country": "MX", "their_key": "11008", "on": dt.date(2019, 1, 1)},
        # the same pair, told from the other side
        {"klass": "domestic", "ours": "Manuel Doblado", "our_key": "11008", "theirs": "Villa Serena", "country": "MX",
         "their_key": "20999", "on": dt.date(2020, 6, 1)},
    )  # fmt: skip
    house = cast.organisations["municipality"]
    assert count_ways(house, ON)["resume"] == 2
    assert [r.folio for r in list_own(house, ON, way="resume")] == ["DOC-T003", "DOC-T002"]
    assert {r.folio for r in list_own(house, ON) if "resume" in dict(r.ways)} == {"DOC-T002", "DOC-T003"}
    Entry.objects.filter(kind="twinning").update(is_terminated=True)
    assert count_ways(house, ON)["resume"] == 4


def folios(page: queries.ResultsPage) -> list[str]:
    return [row.folio for row in page.rows]


def test_search_without_words_is_by_date_undated_last_and_antecedents_after_every_relation(book):
    assert folios(queries.search(on=ON)) == ["DOC-T004", "DOC-T000", "DOC-T001", "DOC-T002", "DOC-T003"]
    assert folios(queries.search(on=ON, oldest_first=True)) == [
        "DOC-T001", "DOC-T000", "DOC-T004", "DOC-T002", "DOC-T003",
    ]  # fmt: skip
    assert [row.is_antecedent for row in queries.search(on=ON).rows] == [False] * 4 + [True]


def test_city_lists_its_relations_undated_last_and_its_antecedents_after_them(cast):
    make(
        cast,
        {"on": None, "precision": ""},
        {"document": "carta de intención", "state": "firmada", "on": dt.date(2024, 1, 1)},
        {"theirs": "Yamanashi", "country": "JP", "on": dt.date(1999, 1, 1)},
    )
    _place, rows = queries.list_by_municipality("20999", on=ON)
    assert [(row.folio, row.is_antecedent) for row in rows] == [
        ("DOC-T002", False), ("DOC-T000", False), ("DOC-T001", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("villa serena", ["DOC-T000", "DOC-T001"]),
        ("japon", ["DOC-T001"]),
        ("Japan", ["DOC-T001"]),
        ("convenios de hermanamientos", ["DOC-T004"]),
        ("twinnings", ["DOC-T004", "DOC-T000", "DOC-T002"]),
        ("wisconsin puerto", ["DOC-T002"]),
        ("guanajuato", ["DOC-T003"]),
        ("lake", ["DOC-T000", "DOC-T002", "DOC-T003"]),
        ("DOC-T003", ["DOC-T003"]),
        ("nada de esto", []),
        ("'; DROP TABLE registry_entry; --", []),
    ],
)
def test_search_finds_the_same_on_both_engines(book, text, expected):
    assert folios(queries.search(text, on=ON)) == expected


def test_search_puts_names_before_other_words(cast, book):
    make(cast, {"ours": "Oaxaca de Juárez", "our_key": "20067", "on": dt.date(1950, 1, 1)})
    found = folios(queries.search("oaxaca", on=ON))
    assert found[:2] == ["DOC-T004", "DOC-T005"]
    assert set(found[2:]) == {"DOC-T000", "DOC-T001", "DOC-T002"}


def test_search_filters_and_each_facet_counts_without_itself(book):
    page = queries.search(on=ON, country=("US", "JP"), state="20")
    assert (folios(page), page.total) == (["DOC-T000", "DOC-T001", "DOC-T002"], 3)
    assert [(f.key, f.count, f.selected) for f in page.facets["country"]] == [("US", 2, True), ("JP", 1, True)]
    assert [(f.key, f.count, f.selected) for f in page.facets["state"]] == [
        ("11", 1, False), ("20", 3, True),
    ]  # fmt: skip
    assert [(f.key, f.count) for f in page.facets["kind"]] == [("twinning", 2), ("friendship", 1)]


def test_search_by_class_and_kind(book):
    assert folios(queries.search(on=ON, klass="domestic")) == ["DOC-T004"]
    assert folios(queries.search(on=ON, kind="letter")) == ["DOC-T003"]
    assert len(queries.search(on=ON, klass="none of these").rows) == 5


@pytest.mark.parametrize(
    ("on", "state"), [(dt.date(2024, 12, 31), "in_force"), (dt.date(2025, 1, 1), "expired")]
)  # fmt: skip
def test_search_by_validity_depends_on_the_day(book, on, state):
    Entry.objects.filter(folio="DOC-T000").update(term_known=True, ends_on=dt.date(2024, 12, 31))
    page = queries.search(on=on, validity=state)
    assert (folios(page), page.rows[0].validity) == (["DOC-T000"], state)
    assert {f.key: f.count for f in page.facets["validity"]} == {state: 1, "no_term": 3, "no_agreement": 1}


def test_search_pages_by_cursor_without_repeating_or_losing(cast):
    letter = {"document": "carta de intención", "state": "firmada"}
    days = [dt.date(2000 + n // 3, 1, 1) if n % 4 else None for n in range(17)]
    make(cast, *[{"on": on, "precision": "day"} | (letter if n % 3 == 2 else {}) for n, on in enumerate(days)])
    for text in ("", "lakeside"):
        for oldest in (False, True):
            seen, kinds, after = [], [], ""
            while True:
                page = queries.search(text, on=ON, after=after, oldest_first=oldest, limit=3)
                seen += folios(page)
                kinds += [row.is_antecedent for row in page.rows]
                after = page.cursor
                if not after:
                    break
            assert sorted(seen) == sorted(Entry.objects.values_list("folio", flat=True))
            assert len(seen) == len(set(seen))
            assert kinds == [False] * 12 + [True] * 5


@pytest.mark.parametrize("after", ["x", "_", "2022-02-31_1", "-_", "2022-01-01_x", "9" * 60])
def test_search_takes_a_cursor_that_cannot_be_read_as_none(book, after):
    assert len(queries.search(on=ON, after=after).rows) == 5


def test_search_keeps_shelves_apart_and_forgets_what_was_withdrawn(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    for text in ("", "lakeside"):
        assert queries.search(text, on=ON).total == 0
        assert folios(queries.search(text, on=ON, shelf="exercise")) == [entry.folio]
    assert queries.statistics()["entries"] == 0
    withdraw_entry(cast.act("liaison"), entry=entry, reason="Se publicó por error")
    for text in ("", "lakeside"):
        assert queries.search(text, on=ON, shelf="exercise").total == 0


def test_search_asks_as_much_for_three_as_for_one(cast, assert_flat):
    assert assert_flat(lambda: make(cast, {}), lambda: queries.search("lakeside", on=ON)) <= 10
    assert assert_flat(lambda: make(cast, {}), lambda: queries.search(on=ON)) <= 9


def test_index_follows_what_changes_and_what_goes(cast):
    entry = make(cast, {})[0]
    Entry.objects.filter(pk=entry.pk).update(terms="otra")
    assert (queries.search("lakeside", on=ON).total, queries.search("otra", on=ON).total) == (0, 1)
    entry.revisions.all().delete()
    entry.delete()
    assert queries.search("otra", on=ON).total == 0


def test_arcs_join_places_that_are_known(book):
    found = {a.title: (a.start, a.end) for a in queries.arcs(on=ON)}
    assert found == {}
    data = book[0].snapshot
    data["ours"] |= {"latitude": 16.9, "longitude": -96.7}
    Entry.objects.filter(pk=book[0].pk).update(snapshot=data)
    assert [(a.title, a.start, a.end) for a in queries.arcs(on=ON)] == [
        ("Villa Serena, Oax. – Lakeside, Wisconsin", (-96.7, 16.9), (-88.0, 43.0))
    ]


def test_list_by_municipality_is_the_city_page(book):
    place, rows = queries.list_by_municipality("20999", on=ON)
    assert (place.name, place.state, place.count) == ("Villa Serena", "Oaxaca", 2)
    assert [r.theirs for r in rows] == ["Lakeside, Wisconsin", "Yamanashi"]
    with pytest.raises(NotVisible):
        queries.list_by_municipality("01001", on=ON)


def test_list_places_groups_what_the_book_has(book):
    assert [(p.state, p.name, p.count, p.antecedents) for p in queries.list_places()] == [
        ("Baja California Sur", "Los Cabos", 1, 0), ("Guanajuato", "Manuel Doblado", 0, 1),
        ("Oaxaca", "Puerto Claro", 1, 0), ("Oaxaca", "Villa Serena", 2, 0),
    ]  # fmt: skip


def test_statistics_count_the_book(book):
    figures = queries.statistics()
    assert {k: figures[k] for k in ("entries", "antecedents", "parties", "countries", "domestic", "international")} == {
        "entries": 4, "antecedents": 1, "parties": 3, "countries": 2, "domestic": 1, "international": 3,
    }  # fmt: skip


def test_export_rows_cite_their_source_and_say_no_more_than_is_known(book):
    rows = {r["folio"]: r for r in queries.export_rows(on=ON)}
    assert len(rows) == 5
    assert rows["DOC-T001"]["signed_precision"] == "year"
    assert (rows["DOC-T002"]["signed_on"], rows["DOC-T002"]["signed_precision"]) == ("", "")
    assert {r["sources"] for r in rows.values()} == {"https://example.org/1"}
    assert [r["folio"] for r in queries.export_rows(queries.filters_of(country="JP"), on=ON)] == ["DOC-T001"]
