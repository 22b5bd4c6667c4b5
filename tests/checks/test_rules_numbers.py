"""N, and the numbers in words it reads."""

import dataclasses
import re

import pytest
from hypothesis import given, settings, strategies as st

from hermanar.checks.check import check
from hermanar.checks.entities import read
from hermanar.checks.findings import Severity, apply
from hermanar.checks.numerals import find_words, from_roman, in_words, says_numbers, to_roman, words_of
from hermanar.checks.rules.sameness import official_terms
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, codes, marked, swapped


@pytest.mark.parametrize("lang", ["es", "en"])
def test_read_words_written_by_us_gives_the_same_number(lang):
    sweep = [*range(2, 1300), 1999, 2022, 10_000, 21_000, 31_001, 121_121, 999_999]
    assert [n for n in sweep if [v for *_, v in find_words(f"son {in_words(n, lang)} x", lang)] != [n]] == []


def test_roman_numerals_go_both_ways():
    assert [n for n in range(1, 100) if from_roman(to_roman(n)) != n] == []
    assert [from_roman(x) for x in ("IIII", "VX", "", "ABC")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("una de las Partes", "es", []),
        ("un (1) año", "es", [1]),
        ("dos tres", "es", [2, 3]),
        ("cien por ciento", "es", [100]),
        ("treinta y cinco", "es", [35]),
        ("one of the Parties", "en", []),
        ("one hundred and five", "en", [105]),
        ("twenty-five and six", "en", [25, 6]),
        ("1,500.50 y 12", "es", [1500.5, 12]),
        ("oficio PM/491/2025", "es", []),
    ],
)
def test_read_numbers_of_a_sentence(text, lang, values):
    assert [n.value for n in read(text, lang).numbers if n.kind == "count"] == values


@pytest.mark.parametrize(
    ("key", "lang", "old", "new", "label"),
    [
        ("art-05.p2", "es", "sesenta (60)", "sesenta (90)", "Poner sesenta (60)"),
        ("art-14.p1", "en", "five (5)", "six (5)", "Poner cinco (5)"),
    ],
)
def test_check_words_and_figures_disagree_gives_n01(key, lang, old, new, label):
    content = swapped(CLEAN, key, lang, old, new)
    findings = [f for f in check(content, BRIEF, GAZETTEER) if f.code == "N01"]
    assert [marked(content, f) for f in findings] == [new]
    repair = next(r for r in findings[0].repairs if r.label["es"] == label)
    assert apply(content, repair) == CLEAN


@pytest.mark.parametrize(
    ("key", "es", "en", "expected"),
    [
        ("art-05.p2", ("sesenta (60)", "noventa (90)"), ("sixty (60)", "ninety (90)"), 60),
        ("art-14.p1", ("cinco (5)", "seis (6)"), ("five (5)", "six (6)"), 5),
        ("art-14.p2", ("sesenta (60)", "treinta (30)"), ("sixty (60)", "thirty (30)"), 60),
    ],
)
def test_check_amount_that_was_not_agreed_gives_n02_in_each_language(key, es, en, expected):
    content = swapped(swapped(CLEAN, key, "es", *es), key, "en", *en)
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, f.lang) for f in findings] == [("N02", "es"), ("N02", "en")]
    assert findings[0].repairs[0].label["es"] == f"Poner {expected}"
    for f in findings:
        content = apply(content, f.repairs[0])
    assert content == CLEAN


def test_check_amount_that_is_not_the_models_gives_m09_warning():
    brief = dataclasses.replace(BRIEF, numbers={})
    content = swapped(
        swapped(CLEAN, "art-14.p1", "es", "cinco (5)", "seis (6)"), "art-14.p1", "en", "five (5)", "six (6)"
    )
    findings = [f for f in check(content, brief, GAZETTEER, model=CLEAN) if f.code == "M09"]
    assert [f.severity for f in findings] == [Severity.WARNING, Severity.WARNING]


def test_check_other_days_are_not_the_agreed_ones():
    es = swapped(CLEAN, "art-07.p1", "es", "Enlace.", "Enlace, con reunión en treinta días.")
    content = swapped(es, "art-07.p1", "en", "Office.", "Office, with a meeting in thirty days.")
    assert codes(check(content, BRIEF, GAZETTEER)) == []


def test_repair_writes_spanish_numbers_as_before_a_noun():
    content = swapped(CLEAN, "art-14.p2", "en", "sixty (60)", "thirty-one (31)")
    brief = dataclasses.replace(BRIEF, numbers={"originals": 2})
    (finding,) = check(content, brief, GAZETTEER)
    texts = [apply(content, r).block("art-14.p2").text["es"] for r in finding.repairs]
    assert ["treinta y un (31) días" in t for t in texts] == [False, True]


_SAID = "un una uno y mil cien ciento por veinte treinta dos millones sesenta (60) (1) días Partes one hundred thousand and six the".split()


@given(st.lists(st.sampled_from(_SAID), max_size=7), st.sampled_from(("es", "en", "fr")))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_says_numbers_says_no_only_where_no_number_is_in_words(words, lang):
    text = " ".join(words)
    assert says_numbers(text, words_of(text), lang) or list(find_words(text, lang)) == []


def test_every_calque_carries_the_sign_it_is_looked_for_by():
    for term, pattern in official_terms():
        assert term["sign"] == term["sign"].lower()
        letters = re.sub(r"[\W_]", "", pattern.pattern.lower())
        assert re.sub(r"[\W_]", "", term["sign"]) in letters or term["sign"] == "conclusi", term["wrong"]
