"""The lists that ship with the program: facts with their source, nothing said beyond it."""

import datetime as dt

import pytest

from hermanar.journal.models import Entry as JournalEntry
from hermanar.kernel.errors import Refused
from hermanar.registry.enums import EntryKind, Shelf
from hermanar.registry.models import Entry
from hermanar.registry.operations import load_documented
from hermanar.registry.queries import Place, arcs, list_by_municipality, list_places, search, statistics
from hermanar.registry.rules.claims import claim_of, manner_of
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
        ("oficio PM/491/2025 para retomar el proceso", "", "antecedent", 1),
        ("oficio DEP-0121/22 con interés de hermanamiento", "en identificación", "antecedent", 0),
        ("acuerdo de amistad", "firmado", "friendship", 6),
        ("reafirmación", "firmado", "reaffirmation", 6),
        ("instrumento de hermanamiento o cooperación", "", "other", 0),
        ("mención sin documento", "sin registro", "antecedent", 0),
        ("aprobación de Cabildo", "", "antecedent", 0),
        ("resolución 1630", "aprobado", "other", 0),
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
    assert (otates.our_name, otates.rung) == ("Manuel Doblado (localidad de San José de Otates)", 0)
    assert (otates.snapshot["kind"], otates.snapshot["instrument"]["en"][:15]) == ("antecedent", "Official letter")
    resumed = next(e for e in entries if e.folio == "DOC-H51")  # a request to take the process up again
    assert (resumed.snapshot["kind"], resumed.rung) == ("antecedent", 1)


def test_kinds_that_a_list_names_have_their_english():
    assert [words(w)["en"] for w in ("Carta de intención", "Hermanamiento", "hermanamiento", "Pacto de plaza")] == [
        "Letter of intent", "Twinning", "twinning", "Pacto de plaza",
    ]  # fmt: skip


SAID = {
    ("resolución R-99-63", "aprobado"): "resolución R-99-63, acerca de Morelia y Yakima; aprobada.",
    ("reafirmación", "firmado"): "reafirmación entre Morelia y Yakima; firmada.",
    ("acuerdo de amistad", "firmado"): "acuerdo de amistad entre Morelia y Yakima; firmado.",
    ("resolución 24840 y memorándum (34001)", "aprobado"): "resolución 24840 y memorándum (34001), acerca de Morelia y "
    "Yakima; aprobados.",
    ("acta de hermanamiento", "firmado"): "acta de hermanamiento entre Morelia y Yakima; firmada.",
    (
        "memorándum interno sobre el futuro de la relación",
        "inactivo desde 2001",
    ): "memorándum interno sobre el futuro de "
    "la relación, acerca de Morelia y Yakima; la relación, inactiva desde 2001.",
    ("mención sin documento", "sin registro"): "mención sin documento, acerca de Morelia y Yakima; sin registro. No "
    "documenta un hermanamiento.",
}


@pytest.mark.parametrize(("document", "state"), SAID)
def test_claim_agrees_with_its_document_and_an_act_of_one_body_is_none_between_two(document, state):
    kind = kind_of(row(document=document, state=state))
    ours, theirs = words("Morelia"), words("Yakima")
    claim = claim_of(words(document), ours, theirs, None, "", words(state), kind)
    assert claim["es"] == f"Según la fuente citada: {SAID[document, state]}"


@pytest.mark.parametrize(
    ("name", "joined"), [("Irapuato", "e"), ("Hiroshima", "e"), ("Yakima", "y"), ("Hierro", "y"), ("Ibaraki", "e")]
)
def test_claim_joins_two_names_as_spanish_does(name, joined):
    claim = claim_of(words("hermanamiento"), words("Oaxaca"), words(name), None, "", None)
    assert f"entre Oaxaca {joined} {name}." in claim["es"]


def test_every_document_of_the_lists_has_the_manner_it_is_spoken_of():
    assert sorted({r.document for r in packaged() if manner_of(r.document) is None}) == []


def test_what_documents_no_agreement_stands_apart_and_joins_no_cities(cast):
    letter = row(number="T2", document="oficio DEP-0121/22 con interés de hermanamiento", state="en identificación",
                 ours="Peñas Blancas (localidad)")  # fmt: skip
    load_documented(cast.act("operator"), rows=[letter])
    on = cast.at.date()
    assert (statistics()["entries"], statistics()["antecedents"]) == (0, 1)
    found = search("lakeside", on=on).rows
    assert [(r.ours.partition(",")[0], r.validity) for r in found] == [
        ("Villa Serena (localidad de Peñas Blancas)", "no_agreement")
    ]
    assert [f.key for f in search(on=on).facets["validity"]] == ["no_agreement"]
    assert [search(on=on, validity=v).total for v in ("no_term", "in_force", "no_agreement")] == [0, 0, 1]
    assert [(p.count, p.antecedents) for p in list_places()] == [(0, 1)]
    assert (list_by_municipality("20999", on=on)[0].count, list_by_municipality("20999", on=on)[0].antecedents) == (
        0,
        1,
    )
    signed = load_documented(cast.act("operator"), rows=[row()])[0]
    assert (statistics()["entries"], statistics()["antecedents"]) == (1, 1)
    for entry in Entry.objects.all():
        entry.snapshot["ours"] |= {"longitude": -96.7, "latitude": 17.0}
        entry.save(update_fields=["snapshot"])
    assert [a.public_id for a in arcs(on=on)] == [signed.public_id]


def test_state_is_told_apart_from_the_city_of_its_name():
    said = {key: Place(key, name, name, 1).called for key, name in (
        ("11", "Guanajuato"), ("11015", "Guanajuato"), ("15", "Estado de México"), ("09", "Ciudad de México"),
    )}  # fmt: skip
    assert said == {
        "11": "Guanajuato (estado)", "11015": "Guanajuato", "15": "Estado de México", "09": "Ciudad de México",
    }  # fmt: skip
