"""The lists that ship with the program: facts with their source, nothing said beyond it."""

import datetime as dt

import pytest

from hermanar.journal.models import Entry as JournalEntry
from hermanar.kernel.errors import Refused
from hermanar.registry.enums import EntryKind, Shelf
from hermanar.registry.models import Entry
from hermanar.registry.operations import load_documented
from hermanar.registry.rules.lists import Row, dated, documented, english, japanese, kind_of, packaged, rung_of, words
from hermanar.registry.rules.pictures import SourcePicture, from_json


def row(**more) -> Row:
    values = {
        "number": "T1", "klass": "international", "ours": "Villa Serena", "our_key": "20999", "theirs": "Lakeside",
        "their_subdivision": "Wisconsin", "country": "US", "their_key": "", "document": "acuerdo de ciudad hermana",
        "on": dt.date(2020, 5, 4), "precision": "day", "state": "firmado",
        "sources": (SourcePicture({"es": "example.org", "en": "example.org"}, "https://example.org/1"),),
    }  # fmt: skip
    return Row(**(values | more))


def test_every_row_of_the_lists_cites_a_source():
    rows = documented() + japanese()
    assert len(rows) == 71
    assert [r.number for r in rows if not r.sources or not all(s.title["es"] for s in r.sources)] == []


def test_packaged_joins_what_two_lists_tell_of_one_pair_and_date():
    rows = packaged()
    assert len(rows) == 69
    minoh = [r for r in rows if r.theirs == "Minoh"]
    assert len(minoh) == 1
    assert [s.title["es"] for s in minoh[0].sources] == [
        "city.minoh.lg.jp", "Página de la embajada", "Nota de la embajada (note.com)",
        "Lista de ciudades hermanas de Wikipedia",
    ]  # fmt: skip


def test_every_word_of_the_lists_has_its_english():
    said = {w for r in packaged() for w in (r.document, r.state) if w}
    notes = {n for r in documented() for s in r.sources if s.note for n in [s.note["es"]] if s.note["en"] == n}
    assert sorted(said - set(english())) == []
    assert sorted(notes - {"Tecamachalco, Puebla"}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001", (dt.date(2001, 1, 1), "year")),
        ("2024-10", (dt.date(2024, 10, 1), "month")),
        ("1996-08-20", (dt.date(1996, 8, 20), "day")),
        ("--08-30", (None, "")),
        ("", (None, "")),
    ],
)
def test_dated_says_no_more_than_the_source(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("document", "state", "kind", "rung"),
    [
        ("acuerdo de ciudad hermana", "firmado", "twinning", 6),
        ("acuerdo de ciudad hermana", "aprobado", "twinning", 0),
        ("hermanamiento", "vigente", "twinning", 0),
        ("declaratoria de ciudad hermana", "firmada por alcalde electo", "twinning", 0),
        ("carta de intención", "firmada", "letter", 1),
        ("oficio PM/491/2025 para retomar el proceso", "", "other", 1),
        ("oficio DEP-0121/22 con interés de hermanamiento", "en identificación", "other", 0),
        ("acuerdo de amistad", "firmado", "friendship", 6),
        ("reafirmación", "firmado", "reaffirmation", 6),
        ("instrumento de hermanamiento o cooperación", "", "other", 0),
        ("mención sin documento", "sin registro", "other", 0),
    ],
)
def test_kind_and_rung_never_exceed_the_words_of_the_source(document, state, kind, rung):
    told = row(document=document, state=state)
    assert (kind_of(told), rung_of(told)) == (kind, rung)
    assert kind in EntryKind.values


def test_load_documented_publishes_entries_with_claim_and_source(cast):
    entry = load_documented(cast.act("operator"), rows=[row()])[0]
    picture = from_json(entry.snapshot)
    assert (entry.folio, entry.shelf, entry.our_name, entry.country) == (
        "DOC-T1",
        Shelf.DOCUMENTED,
        "Villa Serena",
        "US",
    )
    assert picture.claim["es"] == (
        "Según la fuente citada: acuerdo de ciudad hermana entre Villa Serena y Lakeside, 4 de mayo de 2020; firmado."
    )
    assert picture.claim["en"] == (
        "According to the source cited: sister city agreement between Villa Serena and Lakeside, May 4, 2020; signed."
    )
    assert picture.sources[0].url == "https://example.org/1"
    assert (picture.theirs.latitude, picture.theirs.longitude) == (43.0, -88.0)
    assert picture.ours.subdivision == "Oax."


def test_load_documented_chooses_the_homonym_by_its_subdivision(cast):
    hills = row(theirs="Lakeside Hills", their_subdivision="Colorado")
    nowhere = row(number="T2", their_subdivision="Nevada", theirs="Lakeside Hills")
    first, second = load_documented(cast.act("operator"), rows=[hills, nowhere])
    assert from_json(first.snapshot).theirs.latitude == 39.8
    assert from_json(second.snapshot).theirs.subdivision == "Nevada"


def test_load_documented_again_changes_nothing(cast):
    load_documented(cast.act("operator"), rows=[row()])
    lines = JournalEntry.objects.count()
    again = load_documented(cast.act("operator", cast.at + dt.timedelta(days=1)), rows=[row()])[0]
    assert (again.revision, JournalEntry.objects.count()) == (1, lines)


def test_load_documented_makes_a_revision_of_what_changed(cast):
    load_documented(cast.act("operator"), rows=[row()])
    later = cast.act("operator", cast.at + dt.timedelta(days=1))
    entry = load_documented(later, rows=[row(state="vigente")])[0]
    assert entry.revision == 2
    assert [r.number for r in entry.revisions.order_by("number")] == [1, 2]
    assert entry.revisions.get(number=1).snapshot["state"]["es"] == "firmado"


def test_load_documented_is_for_the_operator(cast):
    with pytest.raises(Refused) as refused:
        load_documented(cast.act("liaison"), rows=[row()])
    assert refused.value.code == "not_operator"
    assert Entry.objects.count() == 0


def test_load_documented_takes_the_packaged_lists_without_places(cast):
    entries = load_documented(cast.act("operator"))
    assert len(entries) == 69
    assert JournalEntry.objects.filter(happened="registry.list_loaded").count() == 1
    otates = next(e for e in entries if e.folio == "DOC-H48")
    assert (otates.our_name, otates.rung) == ("San José de Otates (localidad)", 0)
    assert (otates.snapshot["kind"], otates.snapshot["instrument"]["en"][:15]) == ("other", "Official letter")
    resumed = next(e for e in entries if e.folio == "DOC-H51")  # a request to take the process up again
    assert (resumed.snapshot["kind"], resumed.rung) == ("other", 1)


def test_kinds_that_a_list_names_have_their_english():
    assert [words(w)["en"] for w in ("Carta de intención", "Hermanamiento", "hermanamiento", "Pacto de plaza")] == [
        "Letter of intent", "Twinning", "twinning", "Pacto de plaza",
    ]  # fmt: skip
