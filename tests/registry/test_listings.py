"""Old lists in the book: read, asked, written, undone; whose rows, and what stays."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.lists import Party
from hermanar.journal.models import Entry as JournalEntry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.registry import operations as registry
from hermanar.registry.enums import ListingState, RowState, Shelf, Way
from hermanar.registry.models import Entry, Listing
from hermanar.registry.queries.listings import reader_for
from hermanar.registry.queries.own import count_ways, list_own
from hermanar.registry.rules.mapping import Mapping, fingerprint, guess, read_date
from hermanar.registry.rules.pictures import from_json
from hermanar.registry.rules.rows import lacks_of
from hermanar.registry.tasks import work_list

HEADER = "Ciudad hermana,País,Fecha,Tipo,Fuente"
ROWS = (
    "Lakeside,Estados Unidos,2001,Hermanamiento,https://example.org/acta",
    '"Yamanashi, Yamanashi",Japón,12 de mayo de 2004,Carta de intención,acta del archivo',
)


def bring(cast, rows=ROWS, header=HEADER, who="liaison", organisation="municipality", name="vieja.csv") -> Listing:
    data = "\n".join([header, *rows, ""]).encode()
    house = cast.organisations[organisation] if organisation else None
    return registry.bring_list(cast.act(who), organisation=house, filename=name, data=data)


def read(cast, listing: Listing, who="liaison", **more) -> Listing:
    mapping = guess(listing.header)
    mapping = Mapping(**(mapping.as_json() | more))
    registry.choose_columns(cast.act(who), listing=listing, mapping=mapping)
    work_list.call(listing.public_id)
    listing.refresh_from_db()
    return listing


def write(cast, listing: Listing, who="liaison") -> Listing:
    registry.confirm_list(cast.act(who), listing=listing)
    work_list.call(listing.public_id)
    listing.refresh_from_db()
    return listing


def undo(cast, listing: Listing, who="liaison") -> Listing:
    registry.undo_list(cast.act(who), listing=listing, reason="Era la lista equivocada.")
    work_list.call(listing.public_id)
    listing.refresh_from_db()
    return listing


def states(listing: Listing) -> list[str]:
    return list(listing.rows.order_by("number").values_list("state", flat=True))


def book() -> dict[str, dict]:
    return {e.folio: e.snapshot for e in Entry.objects.filter(withdrawn_at=None)}


@pytest.mark.parametrize(
    ("printed", "on", "precision"),
    [
        ("12 de mayo de 2004", "2004-05-12", "day"), ("1.º de mayo de 2004", "2004-05-01", "day"),
        ("mayo 2004", "2004-05-01", "month"), ("May 12, 2004", "2004-05-12", "day"), ("2004-05", "2004-05-01", "month"),
        ("25/12/2004", "2004-12-25", "day"), ("12/05/2004", "2004-01-01", "year"), ("ca. 1998", "1998-01-01", "year"),
        ("2004-05-12 00:00:00", "2004-05-12", "day"), ("1998-2004", "None", ""), ("s/f", "None", ""),
        ("primer trimestre de 2004", "2004-01-01", "quarter"), ("2004-T3", "2004-07-01", "quarter"),
        ("Q2 2010", "2010-04-01", "quarter"), ("3er trimestre 2011", "2011-07-01", "quarter"),
        ("quinto trimestre de 2004", "2004-01-01", "year"), ("31/02/2010", "None", ""), ("2010-02-31", "None", ""),
        ("00/00/2010", "None", ""), ("31 de febrero de 2010", "None", ""), ("2010-13", "None", ""),
    ],
)  # fmt: skip
def test_read_date_is_never_more_precise_than_what_is_written(printed, on, precision):
    found, how = read_date(printed)
    assert (str(found), how) == (on, precision)


@pytest.mark.parametrize(
    ("printed", "lacks"),
    [
        ("31/02/2010", "date_impossible"), ("12/05/1999", "date_order"), ("25/12/2004", None), ("05/05/2005", None),
        ("31 de febrero de 2010", "date_impossible"), ("2010-02-31", "date_impossible"), ("s/f", "date"), ("2010", "date_inexact"),
        ("1998-2004", "date"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_or_reads_two_ways_is_named_as_such(printed, lacks):
    _on, precision = read_date(printed)
    found = lacks_of(
        Party("Lakeside", "US", "matched", "gn:1", ("gn:1",), "name", "gn:1"),
        precision,
        "twinning",
        {"on": printed, "source": "acta"},
    )
    assert found == [*([lacks] if lacks else []), "paper"]


def test_answer_date_holds_for_every_row_that_writes_it_so(cast):
    rows = tuple(f"{city},Estados Unidos,{on},Hermanamiento,acta" for city, on in
                 (("Lakeside", "12/05/1999"), ("Hillford", "12/05/1999"), ("Riverton", "31/02/2010"), ("Yamanashi", "2004")))  # fmt: skip
    listing = read(cast, bring(cast, rows=rows))
    first, second, third, fourth = listing.rows.order_by("number")
    assert [r.lacks[0] for r in (first, second, third, fourth)] == [
        "date_order", "date_order", "date_impossible", "date_inexact",
    ]  # fmt: skip
    assert (str(first.on), first.precision, third.on) == ("1999-01-01", "year", None)
    act = cast.act("liaison")
    assert registry.answer_date(act, listing=listing, row=first, on=dt.date(1999, 5, 12)) == 2
    second.refresh_from_db()
    assert (str(second.on), second.precision, [k for k in second.lacks if k.startswith("date")]) == (
        "1999-05-12",
        "day",
        [],
    )
    registry.answer_date(act, listing=listing, row=third, on=dt.date(2010, 2, 1), precision="month")
    third.refresh_from_db()
    assert (third.precision, third.lacks[0]) == ("month", "date_inexact")
    registry.answer_date(act, listing=listing, row=third, on=None)
    third.refresh_from_db()
    assert (third.on, third.precision, third.lacks[0]) == (None, "", "date")
    with pytest.raises(Invalid):
        registry.answer_date(act, listing=listing, row=third, on=act.on + dt.timedelta(days=1))
    with pytest.raises(Refused):
        registry.answer_date(act, listing=listing, row=fourth, on=dt.date(2004, 1, 1))
    with pytest.raises(NotVisible):
        registry.answer_date(cast.act("stranger"), listing=listing, row=first, on=None)


def test_guess_reads_the_words_over_the_columns():
    for pairs in (
        ["Ciudad A", "País A", "Ciudad B", "País B", "Fecha"],
        ["city1", "country1", "city2", "country2", "date"],
    ):
        two = guess(pairs)
        assert (two.ours, two.our_country, two.theirs, two.country, two.on) == (0, 1, 2, 3, 4)
    found = guess(["Municipio", "Estado", "Ciudad hermana", "País", "Fecha de firma", "Tipo", "Fuente"])
    assert (found.ours, found.our_state, found.theirs, found.country, found.on, found.kind, found.source) == (
        *range(7),
    )
    assert fingerprint(["País "]) == fingerprint(["pais"])


def test_list_of_a_municipality_without_its_own_column_is_its_own(cast):
    listing = read(cast, bring(cast))
    assert listing.state == ListingState.READ
    assert states(listing) == [RowState.MATCHED, RowState.MATCHED]
    first, second = listing.rows.order_by("number")
    assert (first.our_key, first.country, first.precision, first.kind) == ("20999", "US", "year", "twinning")
    assert first.lacks == ["date_inexact", "place", "paper"]
    assert (str(second.on), second.kind, "date_inexact" in second.lacks) == ("2004-05-12", "letter", False)


def test_confirmed_rows_become_entries_that_say_where_they_come_from(cast):
    listing = write(cast, read(cast, bring(cast)))
    assert listing.state == ListingState.WRITTEN
    entry = Entry.objects.get(folio=f"LIS-{listing.public_id}-2")
    picture = from_json(entry.snapshot)
    assert (entry.shelf, entry.our_key, entry.rung, entry.signed_precision) == (Shelf.EXERCISE, "20999", 0, "year")
    assert picture.sources[0].title["es"] == "Villa Serena, lista vieja.csv, fila 2"
    assert picture.sources[0].url == "https://example.org/acta"
    assert picture.sources[0].note["es"].startswith("Lista propia: no es el registro nacional")
    assert picture.claim["es"] == "Según la fuente citada: hermanamiento entre Villa Serena y Lakeside, 2001."


def test_row_told_twice_in_another_spelling_enters_once(cast):
    listing = read(cast, bring(cast, [*ROWS, "LAKESIDE,USA,2001,,"]))
    assert states(listing)[2] == RowState.DUPLICATE
    assert listing.rows.get(number=4).same_as == 2
    write(cast, listing)
    assert Entry.objects.count() == 2


def test_what_the_book_tells_already_gets_a_source_more(cast):
    write(cast, read(cast, bring(cast)))
    again = read(cast, bring(cast, ["Lakeside,US,2003,Hermanamiento,"], name="otra.csv"))
    assert states(again) == [RowState.KNOWN]
    write(cast, again)
    assert Entry.objects.count() == 2
    entry = Entry.objects.get(their_name="Lakeside")
    picture = from_json(entry.snapshot)
    assert [s.title["es"] for s in picture.sources] == [
        "Villa Serena, lista vieja.csv, fila 2", "Villa Serena, lista otra.csv, fila 2",
    ]  # fmt: skip
    assert (entry.revision, picture.signed_on.year) == (2, 2001)
    undo(cast, again)
    entry.refresh_from_db()
    assert (entry.revision, len(from_json(entry.snapshot).sources), entry.withdrawn_at) == (3, 1, None)


def test_undone_list_is_withdrawn_and_the_journal_keeps_it(cast):
    listing = write(cast, read(cast, bring(cast)))
    lines = JournalEntry.objects.count()
    undo(cast, listing)
    assert (listing.state, book()) == (ListingState.UNDONE, {})
    assert Entry.objects.exclude(withdrawn_at=None).count() == 2
    assert JournalEntry.objects.count() > lines
    assert JournalEntry.objects.filter(happened="registry.entry_withdrawn").count() == 2


CITIES = ["Lakeside", "Toledo, Ohio", "Springfield", "Oshkosh", "lakeside"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CITIES), st.sampled_from(["2001", "2002-05", ""])), min_size=1, max_size=6))
def test_bringing_in_and_undoing_leaves_the_book_as_it_was(cast, rows):
    if not Entry.objects.exists():
        write(cast, read(cast, bring(cast, ["Lakeside,US,1999,Hermanamiento,", "Oshkosh,US,,,"])))
    before = book()
    listing = read(cast, bring(cast, [f'"{city}",US,{on},,' for city, on in rows], name="prueba.csv"))
    undo(cast, write(cast, listing))
    assert book() == before


def test_list_of_a_state_takes_its_municipalities_and_leaves_the_others(cast):
    rows = ["Oaxaca de Juárez,Toledo,España", "Guadalajara,Kyoto,Japón", "Ocotlán,Lima,Perú", "Xyzzy,Lima,Perú"]
    listing = bring(cast, rows, "Municipio,Ciudad hermana,País", who="state", organisation="state")
    read(cast, listing, who="state")
    assert states(listing) == [RowState.MATCHED, RowState.OUTSIDE, RowState.MATCHED, RowState.UNMATCHED]
    assert listing.rows.get(number=4).our_key == "20068"


def test_answered_name_enters_with_every_row_that_prints_it(cast):
    rows = ["Xyzzy,Lima,Perú", "Xyzzy,Quito,Ecuador"]
    listing = bring(cast, rows, "Municipio,Ciudad hermana,País", who="state", organisation="state")
    read(cast, listing, who="state")
    with Gazetteer.open() as gazetteer:
        reader = reader_for(gazetteer, cast.organisations["state"])
        row = listing.rows.get(number=2)
        with pytest.raises(Invalid):
            registry.answer_row(cast.act("state"), listing=listing, row=row, key="14039", reader=reader)
        assert registry.answer_row(cast.act("state"), listing=listing, row=row, key="20067", reader=reader) == 2
        assert states(listing) == [RowState.MATCHED, RowState.MATCHED]
        row.refresh_from_db()
        registry.answer_row(cast.act("state"), listing=listing, row=row, key="", reader=reader)
    assert RowState.LEFT_OUT in states(listing)


def test_list_is_only_its_organisations(cast):
    listing = bring(cast)
    for who in ("mayor", "committee", "stranger", "state", "nobody", "operator"):
        with pytest.raises(NotVisible):
            registry.choose_columns(cast.act(who), listing=listing, mapping=guess(listing.header))
    for who, house in (("mayor", "municipality"), ("liaison", "state"), ("stranger", "municipality")):
        with pytest.raises(NotVisible):
            bring(cast, who=who, organisation=house)


def test_columns_must_say_who_the_counterpart_is_and_be_chosen_once(cast):
    listing = bring(cast)
    for mapping, field in (
        (Mapping(), "theirs"), (Mapping(theirs=0, country=0), "country"), (Mapping(theirs=9), "theirs"),
        (Mapping(theirs=0, default_country="ZZ"), "default_country"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as wrong:
            registry.choose_columns(cast.act("liaison"), listing=listing, mapping=mapping)
        assert list(wrong.value.errors) == [field]


def test_country_of_the_whole_list_stands_for_a_column_of_countries(cast):
    listing = read(cast, bring(cast, ["Lakeside,2001"], "Ciudad hermana,Año"), default_country="US")
    assert list(listing.rows.values_list("country", "state")) == [("US", RowState.MATCHED)]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"%PDF-1.7", "not_a_table"), (b"x" * 3_000_000, "line_too_long")]
)
def test_bring_list_refuses_what_is_no_list(cast, data, code):
    with pytest.raises(Refused) as refused:
        registry.bring_list(
            cast.act("liaison"), organisation=cast.organisations["municipality"], filename="x.csv", data=data
        )
    assert (refused.value.code, refused.value.field, Listing.objects.count()) == (code, "file", 0)


def test_list_too_long_says_so_and_can_be_tried_again(cast, settings):
    settings.LIST_MAX_ROWS = 1
    listing = read(cast, bring(cast))
    assert (listing.state, listing.fault, listing.fault_data) == (ListingState.FAILED, "too_many_rows", {"most": 1})
    settings.LIST_MAX_ROWS = 10
    assert read(cast, listing).state == ListingState.READ


def test_formula_stays_text_in_the_book(cast):
    listing = write(cast, read(cast, bring(cast, ['"=HYPERLINK(""http://x"")",US,2001,,'])))
    entry = Entry.objects.get(folio__startswith=f"LIS-{listing.public_id}")
    assert entry.their_name == '=HYPERLINK("http://x")'


def test_follow_source_chooses_one_with_its_reason(cast):
    write(cast, read(cast, bring(cast)))
    write(cast, read(cast, bring(cast, ["Lakeside,US,2003,Hermanamiento,"], name="otra.csv")))
    entry, house = Entry.objects.get(their_name="Lakeside"), cast.organisations["municipality"]
    second = from_json(entry.snapshot).sources[1].key
    with pytest.raises(Invalid):
        registry.follow_source(cast.act("liaison"), entry=entry, organisation=house, source=second, reason=" ")
    with pytest.raises(Invalid):
        registry.follow_source(cast.act("liaison"), entry=entry, organisation=house, source="nada", reason="x")
    with pytest.raises(NotVisible):
        registry.follow_source(cast.act("mayor"), entry=entry, organisation=house, source=second, reason="x")
    entry = registry.follow_source(
        cast.act("liaison"), entry=entry, organisation=house, source=second, reason="El acta está en el archivo."
    )
    picture = from_json(entry.snapshot)
    assert (picture.signed_on.year, picture.choice.by, len(picture.sources)) == (2003, "Villa Serena", 2)
    assert JournalEntry.objects.filter(happened="registry.source_followed").count() == 1


def test_domestic_row_is_known_from_the_other_side(cast):
    operator = cast.act("operator")
    listing = bring(cast, ["Manuel Doblado,México,2020,,"])
    write(cast, read(cast, listing))
    entry = Entry.objects.get()
    assert (entry.klass, entry.country, from_json(entry.snapshot).theirs.key) == ("domestic", "MX", "11008")
    assert operator.actor.roles == {"operator"}


def test_what_can_be_done_is_the_same_asked_of_the_database_and_of_the_rules(cast):
    rows = ["Toledo,España,1999,Hermanamiento,", "Lima,Perú,,Carta de intención,", "Quito,Ecuador,2022-01-15,Amistad,",
            "Manuel Doblado,México,2001,Alianza,", "Kyoto,Japón,,Ratificación,", "Osaka,Japón,1998,Papel,"]  # fmt: skip
    write(cast, read(cast, bring(cast, rows)))
    house, on = cast.organisations["municipality"], cast.at.date()
    counts, whole = count_ways(house, on), list_own(house, on)
    assert counts["all"] == len(whole) == 6
    for way in Way.values:
        by_rules = {r.folio for r in whole if way in dict(r.ways)}
        assert {r.folio for r in list_own(house, on, way=way)} == by_rules
        assert counts[way] == len(by_rules)
    told = {r.kind: [way for way, _words in r.ways] for r in whole}
    assert told["Otro documento"] == ["deposit"]  # what it is has to be read first


def test_work_that_stopped_goes_on(cast):
    listing = bring(cast)
    registry.choose_columns(cast.act("liaison"), listing=listing, mapping=guess(listing.header))
    registry.retry_list(cast.act("liaison"), listing=listing)
    work_list.call(listing.public_id)
    listing.refresh_from_db()
    assert (listing.state, listing.read, len(states(listing))) == (ListingState.READ, 2, 2)
    with pytest.raises(Refused):
        registry.retry_list(cast.act("liaison"), listing=listing)
    registry.confirm_list(cast.act("liaison"), listing=listing)
    registry.write_rows(cast.act("liaison"), listing=listing, limit=1)
    registry.retry_list(cast.act("liaison"), listing=listing)
    work_list.call(listing.public_id)
    assert Entry.objects.count() == 2
    assert Entry.objects.filter(revision=1).count() == 2
