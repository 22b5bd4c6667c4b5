"""Several sources of one relation: side by side, one followed with its reason, nothing taken away."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from hermanar.registry.models import Entry
from hermanar.registry.operations import load_documented
from hermanar.registry.queries.sources import read_sources
from hermanar.registry.rules.lists import packaged, says_of
from hermanar.registry.rules.pictures import EntryPicture, PartyPicture, SourcePicture, as_json, from_json
from hermanar.registry.rules.sources import added, chosen, disagreements, with_kept, without

MX, US = {"es": "México", "en": "Mexico"}, {"es": "Estados Unidos", "en": "United States"}


def source(title: str, on: str = "", precision: str = "day", kind: str = "", origin: str = "", **more) -> SourcePicture:
    says = says_of(dt.date.fromisoformat(on) if on else None, precision, kind) | more
    return SourcePicture({"es": title, "en": title}, says=says, origin=origin)


def picture(*sources: SourcePicture) -> EntryPicture:
    ours = PartyPicture({"es": "Taxco", "en": "Taxco"}, {"es": "Taxco", "en": "Taxco"}, "Gro.", "MX", MX, "12055")
    theirs = PartyPicture({"es": "Lakeside", "en": "Lakeside"}, {"es": "Lakeside", "en": "Lakeside"}, "", "US", US)
    return EntryPicture(
        "DOC-X", "documented", "international", "twinning", {"es": "Hermanamiento", "en": "Twinning"}, ours, theirs, 0,
        {"es": "", "en": ""}, signed_on=dt.date(2001, 1, 1), signed_precision="year", sources=sources,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([source("a", "2001-01-01"), source("b", "2001-01-01")], ()),
        ([source("a", "2001-05-04"), source("b", "2001-01-01", "year")], ()),
        ([source("a", "2001-05-04"), source("b", "2001-05-01", "month")], ()),
        ([source("a", "2001-05-04"), source("b", "2002-01-01", "year")], ("on",)),
        ([source("a", kind="twinning"), source("b", kind="friendship")], ("kind",)),
        ([source("a", kind="twinning"), source("b")], ()),
        ([source("a"), source("b", listed=False)], ("listed",)),
        ([source("a"), source("b", theirs="Another town")], ("theirs",)),
        ([source("a")], ()),
    ],
)
def test_disagreements_are_said_by_what_they_are_about(sources, expected):
    assert disagreements(sources) == expected


def test_chosen_follows_one_source_and_keeps_the_others():
    both = picture(source("first", "2001-01-01", "year", "twinning"), source("second", "2003-04-05", kind="friendship"))
    second = both.sources[1].key
    after = chosen(both, second, reason={"es": "Vi el acta.", "en": "Vi el acta."}, on=dt.date(2022, 1, 1), by="VS")
    assert (after.signed_on, after.signed_precision, after.kind) == (dt.date(2003, 4, 5), "day", "friendship")
    assert after.claim["es"] == "Según la fuente citada: amistad entre Taxco y Lakeside, 5 de abril de 2003."
    assert after.sources == both.sources
    assert from_json(as_json(after)) == after


def test_chosen_follows_the_party_that_the_source_names_and_gives_it_back():
    says = {"theirs": "Condado de Walworth", "party": {"es": "Condado de Walworth", "en": "Walworth County"}}
    both = picture(
        source("first", "2001-01-01", "year", "twinning"), source("second", **says), source("third", theirs="Dos")
    )
    reason, on = {"es": "x", "en": "x"}, dt.date(2022, 1, 1)
    after = chosen(both, both.sources[1].key, reason=reason, on=on)
    assert (after.theirs.name, after.theirs.key, after.theirs.latitude) == (says["party"], "", None)
    assert after.theirs.country == both.theirs.country
    assert "Condado de Walworth" in after.claim["es"]
    assert from_json(as_json(after)) == after
    # a remark names no party, and what is followed next begins from the entry's own
    for key in (both.sources[2].key, both.sources[0].key):
        again = chosen(after, key, reason=reason, on=on)
        assert (again.theirs, again.choice.theirs) == (both.theirs, None)
    listed = replace(both, sources=(both.sources[0], replace(both.sources[1], origin="list:AAA:7")))
    assert without(chosen(listed, listed.sources[1].key, reason=reason, on=on), "list:AAA").theirs == both.theirs


def test_chosen_refuses_a_source_that_does_not_mention_it():
    both = picture(source("first"), source("second", listed=False))
    for key in (both.sources[1].key, "nothing"):
        with pytest.raises(LookupError):
            chosen(both, key, reason={"es": "x"}, on=dt.date(2022, 1, 1))


def test_without_takes_the_choice_with_the_row_it_followed():
    base = picture(source("first", "2001-01-01", "year", "twinning"))
    more = added(base, source("list", "2003-04-05", origin="list:AAA:7"))
    followed = chosen(more, more.sources[1].key, reason={"es": "x", "en": "x"}, on=dt.date(2022, 1, 1))
    after = without(followed, "list:AAA")
    assert (after.sources, after.choice, after.signed_on) == (base.sources, None, base.signed_on)


def test_with_kept_brings_back_what_lists_added_and_the_choice():
    base = picture(source("first", "2001-01-01", "year", "twinning"))
    old = added(base, source("list", "2003-04-05", origin="list:AAA:7"))
    old = chosen(old, old.sources[1].key, reason={"es": "x", "en": "x"}, on=dt.date(2022, 1, 1))
    assert with_kept(replace(base), old) == old


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "list:A:1", "list:B:2"])), max_size=6))
def test_added_twice_is_added_once(given_sources):
    whole = picture()
    for title, origin in given_sources * 2:
        whole = added(whole, source(title, origin=origin))
    assert len(whole.sources) == len(set(given_sources))


def test_packaged_lists_keep_what_their_sources_say_side_by_side():
    rows = {r.number: r for r in packaged()}
    told = {n: disagreements(rows[n].sources) for n in ("J01", "J02", "J03", "J08", "J13")}
    assert told == {
        "J01": (), "J02": ("theirs",), "J03": ("listed",), "J08": ("listed",), "J13": ("listed",),
    }  # fmt: skip


def test_a_text_that_shows_no_signature_is_said_so_in_the_book(cast):
    load_documented(cast.act("operator"), rows=[r for r in packaged() if r.number == "H49"])
    claim = from_json(Entry.objects.get(folio="DOC-H49").snapshot).claim
    assert claim["es"].endswith("2025; sin firma a la vista.")
    assert claim["en"].endswith("2025; no signature in sight.")


def test_loaded_entry_shows_who_says_what_and_which_is_followed(cast):
    load_documented(cast.act("operator"), rows=[r for r in packaged() if r.number in {"J02", "J08"}])
    nagoya = read_sources(from_json(Entry.objects.get(folio="DOC-J02").snapshot))
    assert nagoya.differ == ("quién es la contraparte",)
    assert [r.title["es"] for r in nagoya.rows if r.is_followed] == ["Página de la embajada"]
    assert nagoya.choice is not None
    assert nagoya.choice.reason["es"].startswith("Las otras tres fuentes nombran a la ciudad")
    kashima = read_sources(from_json(Entry.objects.get(folio="DOC-J08").snapshot))
    assert [(r.title["es"], r.is_listed) for r in kashima.rows] == [
        ("Página de la embajada", True), ("Nota de la embajada (note.com)", False),
        ("Lista de ciudades hermanas de Wikipedia", False),
    ]  # fmt: skip
    assert kashima.choice is None


def test_an_entry_kept_before_sources_had_readings_gets_no_new_revision(cast):
    row = next(r for r in packaged() if r.number == "H01")
    entry = load_documented(cast.act("operator"), rows=[row])[0]
    old = dict(entry.snapshot)
    old["sources"] = [{k: v for k, v in s.items() if k != "origin"} for s in old["sources"]]
    del old["choice"]
    Entry.objects.filter(pk=entry.pk).update(snapshot=old)
    again = load_documented(cast.act("operator", cast.at + dt.timedelta(days=1)), rows=[row])[0]
    assert again.revision == 1
