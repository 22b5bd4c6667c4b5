"""Pictures go to JSON and come back; validity; the words that find an entry."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.agreements.enums import SIGNED_BY_BOTH
from hermanar.documents.rules.templates import COMPOSED, kinds
from hermanar.kernel.codes import canonical_json, sha256_of
from hermanar.registry.rules.analyser import closeness, terms, wanted
from hermanar.registry.rules.pictures import (
    ActPicture,
    EntryPicture,
    PaperPicture,
    PartyPicture,
    SignatoryPicture,
    SourcePicture,
    WitnessPicture,
    as_json,
    from_json,
    in_order,
)
from hermanar.registry.rules.proofs import natures
from hermanar.registry.rules.validity import validity

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1))
TEXTS = st.text(max_size=30)
WORDS = st.fixed_dictionaries({"es": TEXTS, "en": TEXTS})
PARTIES = st.builds(
    PartyPicture, name=WORDS, style=WORDS, subdivision=TEXTS, country=TEXTS, country_name=WORDS, key=TEXTS,
    latitude=st.none() | st.floats(-90, 90), longitude=st.none() | st.floats(-180, 180),
)  # fmt: skip
PICTURES = st.builds(
    EntryPicture, folio=TEXTS, shelf=TEXTS, klass=TEXTS, kind=TEXTS, instrument=WORDS, ours=PARTIES, theirs=PARTIES,
    rung=st.integers(0, 9), claim=WORDS, proof=st.lists(WORDS | TEXTS, max_size=2).map(tuple),
    lacks=st.lists(TEXTS, max_size=2).map(tuple), areas=st.lists(WORDS, max_size=2).map(tuple), theme=TEXTS,
    signed_on=st.none() | DAYS, signed_precision=TEXTS, signed_at=TEXTS,
    languages=st.lists(TEXTS, max_size=2).map(tuple), originals=st.none() | st.integers(1, 9),
    signatories=st.lists(st.builds(SignatoryPicture, side=TEXTS, name=TEXTS, post=WORDS), max_size=2).map(tuple),
    opinion_number=TEXTS, opinion_on=st.none() | DAYS, registration_number=TEXTS, registered_on=st.none() | DAYS,
    term_known=st.booleans(), ends_on=st.none() | DAYS, terminated_on=st.none() | DAYS,
    acts=st.lists(st.builds(ActPicture, kind=TEXTS, on=DAYS, precision=TEXTS, words=st.none() | WORDS), max_size=2).map(tuple),
    sources=st.lists(st.builds(SourcePicture, title=WORDS, url=TEXTS, note=st.none() | WORDS), max_size=2).map(tuple),
    paper=st.none() | st.builds(PaperPicture, code=TEXTS, title=WORDS, sha256=TEXTS,
                                files=st.dictionaries(TEXTS, TEXTS, max_size=2)),
    state=st.none() | WORDS, witness=st.none() | st.builds(WitnessPicture, name=TEXTS, post=WORDS),
)  # fmt: skip


@given(PICTURES)
@settings(max_examples=60, deadline=None)
def test_picture_comes_back_from_its_json(picture):
    assert from_json(json.loads(canonical_json(as_json(picture)))) == picture


@given(PICTURES, PICTURES)
@settings(max_examples=40, deadline=None)
def test_two_pictures_have_one_hash_only_if_they_are_the_same(one, other):
    assert (sha256_of(as_json(one)) == sha256_of(as_json(other))) == (one == other)


def test_in_order_is_by_date_and_keeps_the_order_of_one_day():
    day = dt.date(2022, 2, 1)
    acts = (ActPicture("b", day), ActPicture("a", day), ActPicture("c", dt.date(2021, 1, 1)))
    assert [a.kind for a in in_order(acts)] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("term_known", "ends_on", "is_terminated", "expected"),
    [
        (True, dt.date(2027, 1, 30), False, "in_force"),
        (True, dt.date(2027, 1, 29), False, "expired"),
        (False, None, False, "no_term"),
        (True, None, False, "no_term"),
        (False, dt.date(2030, 1, 1), False, "no_term"),
        (True, dt.date(2030, 1, 1), True, "terminated"),
    ],
)
def test_validity_counts_the_last_day_and_assumes_nothing(term_known, ends_on, is_terminated, expected):
    on = dt.date(2027, 1, 30)
    assert validity(on=on, term_known=term_known, ends_on=ends_on, is_terminated=is_terminated) == expected


def finds(asked: str, *texts: str) -> bool:
    """Whether the words asked for are all in the index of these texts: what both engines compute."""
    there = set(terms(*texts).split())
    asked_words = wanted(asked)
    return bool(asked_words) and all(
        there & set(w.forms) or (w.prefix and any(t.startswith(w.prefix) for t in there)) for w in asked_words
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("cooperacion", "Acuerdo de cooperación"),
        ("cooperaciones", "acuerdo de cooperación"),
        ("COOPERACION", "programas de cooperaciones"),
        ("hermanamientos", "Hermanamiento"),
        ("twinnings", "a twinning agreement"),
        ("cities", "sister city"),
        ("oaxaca de juarez", "Oaxaca de Juárez, Oax."),
        ("cuerna", "Cuernavaca, Mor."),
        ("PM/491/2025", "Oficio PM/491/2025"),
        ("san jose", "San José, California"),
        ("nandu", "Ñandú"),
        ("l'hospitalet", "L’Hospitalet"),
        ("箕面", "箕面市 箕面"),
    ],
)
def test_wanted_finds_whatever_accent_number_or_case(asked, text):
    assert finds(asked, text) is True


@pytest.mark.parametrize(("asked", "text"), [("lakeside", "Villa Serena"), ("villa lakeside", "Villa Serena")])
def test_wanted_asks_for_all_the_words(asked, text):
    assert finds(asked, text) is False


@pytest.mark.parametrize("asked", ["", "  ", "de la", "'\"*()", "—"])
def test_wanted_is_nothing_where_nothing_is_asked(asked):
    assert wanted(asked) == ()


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_terms_hold_only_plain_words_and_find_what_they_were_made_from(text):
    words = terms(text).split()
    assert [w for w in words if set(w) & set("'\"*():&|!<> _")] == []
    if wanted(text) and len(text.split()) <= 12:
        assert finds(text, text) is True


def test_closeness_counts_names_before_other_words():
    assert closeness("villa serena", "Villa Serena", "Lakeside") == 4
    assert closeness("vil", "Villa Serena", "Lakeside") == 1
    assert closeness("turismo", "Villa Serena", "Lakeside") == 0


def test_every_kind_of_paper_says_what_it_is_and_what_it_does_not_prove():
    known = natures()
    assert set(known) == {*kinds(), *COMPOSED}
    assert {kind for kind, nature in known.items() if nature.to_sign} >= SIGNED_BY_BOTH
    assert [k for k, n in known.items() for w in (n.what, n.not_proved) if set(w) != {"es", "en"}] == []
