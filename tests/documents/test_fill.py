"""Filling is pure, inert, and correct in words."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.documents.rules.fill import (
    ended,
    fill,
    fill_late,
    inert,
    joined,
    letter,
    number_in_words,
    number_with_words,
    standing_slots,
)
from hermanar.documents.rules.templates import TOKEN, load, parse
from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import Dated, Precision

HEAD = """
kind: note
version: "1"
titles: {{es: Nota, en: Note}}
languages: [es, en]
layout: letter
slots:
{slots}
sections: [body]
"""


def _template(es, en, **slots):
    label = "label: {es: x, en: x}"
    rows = "\n".join(f"  {name}: {{{label}{', ' + more if more else ''}}}" for name, more in slots.items())
    return parse({"template.yaml": HEAD.format(slots=rows), "es/body.md": es, "en/body.md": en})


# --- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "es", "en"),
    [
        (0, "cero", "zero"),
        (1, "un", "one"),
        (16, "dieciséis", "sixteen"),
        (21, "veintiún", "twenty-one"),
        (22, "veintidós", "twenty-two"),
        (31, "treinta y un", "thirty-one"),
        (60, "sesenta", "sixty"),
        (100, "cien", "one hundred"),
        (101, "ciento un", "one hundred one"),
        (121, "ciento veintiún", "one hundred twenty-one"),
        (555, "quinientos cincuenta y cinco", "five hundred fifty-five"),
        (700, "setecientos", "seven hundred"),
        (999, "novecientos noventa y nueve", "nine hundred ninety-nine"),
        (1000, "mil", "one thousand"),
        (1821, "mil ochocientos veintiún", "one thousand eight hundred twenty-one"),
        (2100, "dos mil cien", "two thousand one hundred"),
        (9999, "nueve mil novecientos noventa y nueve", "nine thousand nine hundred ninety-nine"),
    ],
)
def test_number_in_words_says_it_in_both_languages(number, es, en):
    assert number_in_words(number, "es") == es
    assert number_in_words(number, "en") == en


def test_number_in_words_agrees_in_gender_and_keeps_uno_when_alone():
    assert number_in_words(1, "es", gender="f") == "una"
    assert number_in_words(221, "es", gender="f") == "doscientas veintiuna"
    assert number_in_words(5531, "es", gender="f") == "cinco mil quinientas treinta y una"
    assert number_in_words(41, "es", before_noun=False) == "cuarenta y uno"
    assert number_in_words(21, "es", before_noun=False) == "veintiuno"


@pytest.mark.parametrize("number", [-1, 10000])
def test_number_in_words_outside_its_range_raises(number):
    with pytest.raises(ValueError, match="between 0 and 9999"):
        number_in_words(number, "es")
    assert number_with_words(10000, "es") == "10,000"


_ES = {
    number_in_words(n, "es", before_noun=False): n for n in [*range(30), *range(30, 100, 10), *range(100, 1000, 100)]
}
_ES["ciento"] = 100
_EN = {number_in_words(n, "en"): n for n in [*range(20), *range(20, 100, 10)]}


def _read_es(words):
    total = part = 0
    for word in words.split():
        if word == "y":
            continue
        if word == "mil":
            total, part = max(part, 1) * 1000, 0
        else:
            part += _ES[word]
    return total + part


def _read_en(words):
    total = part = 0
    for word in words.replace("-", " ").split():
        if word == "thousand":
            total, part = part * 1000, 0
        elif word == "hundred":
            part *= 100
        else:
            part += _EN[word]
    return total + part


@given(st.integers(0, 9999))
def test_number_in_words_reads_back_as_the_same_number(number):
    assert _read_es(number_in_words(number, "es", before_noun=False)) == number
    assert _read_en(number_in_words(number, "en")) == number


@given(st.integers(0, 9999))
def test_number_with_words_holds_figures_and_unit(number):
    es = number_with_words(number, "es", unit=("día", "días"))
    assert f"({number})" in es
    assert es.endswith(" día" if number == 1 else " días")


# --- lists, dates, articles ------------------------------------------------------------------------------------------


def test_joined_uses_e_before_the_sound_i():
    assert joined(["español", "inglés"], "es") == "español e inglés"
    assert joined(["francés", "español", "hindi"], "es") == "francés, español e hindi"
    assert joined(["cobre", "hierro"], "es") == "cobre y hierro"
    assert joined(["español", "portugués"], "es") == "español y portugués"
    assert joined(["Spanish", "French", "Hindi"], "en") == "Spanish, French and Hindi"
    assert joined([], "es") == ""


def test_letter_goes_on_after_z():
    assert [letter(n) for n in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]


def test_fill_contracts_article_and_capitalises_a_sentence():
    template = _template(
        "Acta de {who}, dirigida a {who}.\n\n{who} firma.", "Act of {who}, to {who}.\n\n{who} signs.", who="type: party"
    )
    content = fill(template, {"who": {"es": "el Municipio de Uno", "en": "the Municipality of Uno"}}).content
    assert content.block("body.p1").text["es"] == "Acta del Municipio de Uno, dirigida al Municipio de Uno."
    assert content.block("body.p2").text == {"es": "El Municipio de Uno firma.", "en": "The Municipality of Uno signs."}


def test_fill_does_not_contract_a_name_that_begins_with_a_capital_article():
    template = _template("Acta de {who}.", "Act of {who}.", who="type: place")
    assert fill(template, {"who": "El Salto"}).content.block("body.p1").text["es"] == "Acta de El Salto."


def test_fill_says_e_before_a_name_that_sounds_i():
    template = _template(
        "Entre {ours} y {theirs}.", "Between {ours} and {theirs}.", ours="type: place", theirs="type: place"
    )
    content = fill(template, {"ours": "León", "theirs": "Irapuato"}).content
    assert content.block("body.p1").text == {"es": "Entre León e Irapuato.", "en": "Between León and Irapuato."}


def test_fill_writes_dates_in_each_language_and_precision():
    template = _template("Desde {day}.", "From {day}.", day="type: date")
    for value in (dt.date(2022, 1, 31), "2022-01-31", Dated(dt.date(2022, 1, 31))):
        assert fill(template, {"day": value}).content.block("body.p1").text == {
            "es": "Desde 31 de enero de 2022.",
            "en": "From January 31, 2022.",
        }
    month = fill(template, {"day": Dated(dt.date(2022, 1, 1), Precision.MONTH)}).content
    assert month.block("body.p1").text["es"] == "Desde enero de 2022."


def test_fill_numbers_styles_and_units():
    template = _template(
        "{a} y {b} y {c}",
        "{a} and {b} and {c}",
        a="type: number, unit: {es: [página, páginas], en: [page, pages]}, gender: f",
        b="type: number, style: figures",
        c="type: number, style: quantity",
    )
    text = fill(template, {"a": 21, "b": "2022", "c": 45210}).content.block("body.p1").text
    assert text == {
        "es": "veintiuna (21) páginas y 2022 y 45,210",
        "en": "twenty-one (21) pages and 2022 and 45,210",
    }


# --- missing, optional, variants -------------------------------------------------------------------------------------


def test_fill_reports_missing_in_one_language_and_blanks_only_there():
    template = _template("Hola, {name}.", "Hello, {name}.", name="")
    filled = fill(template, {"name": {"es": "Ana"}})
    assert filled.missing == ("name",)
    assert filled.content.block("body.p1").text == {"es": "Hola, Ana.", "en": "Hello, ____."}


def test_fill_drops_paragraph_item_fact_and_line_of_an_empty_optional_slot():
    source = "Uno.\n\nDos {x}.\n\na) tres {x}\nb) cuatro\n\n@fact Cinco | {x}\n\n@addressee Seis\n{x}"
    content = fill(_template(source, source, x="required: false"), {}).content
    assert [(b.key, b.number, b.text["es"]) for b in content.blocks] == [
        ("body.p1", "", "Uno."),
        ("body.a", "a)", "cuatro"),
        ("body.addressee1", "", "Seis"),
    ]


def test_fill_drops_a_section_left_with_its_heading_alone():
    sheet = load("lead_sheet")
    given = {**sheet.sample, "documents": None}
    assert "documents" not in fill(sheet, given).content.groups()
    full = fill(sheet, {**given, "documents": [{"es": "una carta", "en": "a letter"}]}).content
    assert "documents" in full.groups()


def test_fill_refuses_unknown_language_option_and_uneven_lists():
    agreement, opinion = load("agreement"), load("opinion")
    with pytest.raises(ValueError, match="no text in fr"):
        fill(agreement, agreement.sample, languages=("fr",))
    with pytest.raises(ValueError, match="no option"):
        fill(opinion, {**opinion.sample, "opinion": "perhaps"})
    with pytest.raises(ValueError, match="same number"):
        fill(agreement, {**agreement.sample, "areas": {"es": ["uno", "dos"], "en": ["one"]}})


def test_fill_splits_a_text_of_several_lines_into_paragraphs():
    template = _template("{story}", "{story}", story="type: text")
    content = fill(template, {"story": {"es": "uno\n\ndos", "en": "one\ntwo"}}).content
    assert [b.text for b in content.blocks] == [{"es": "uno", "en": "one"}, {"es": "dos", "en": "two"}]
    uneven = fill(template, {"story": {"es": "uno\ndos", "en": "one"}}).content
    assert [b.text for b in uneven.blocks] == [{"es": "uno dos", "en": "one"}]


def test_fill_list_of_one_takes_the_last_tail_and_many_the_first():
    template = _template("- {x}; | , y | .", "- {x}; | , and | .", x="type: list")
    assert [b.text["es"] for b in fill(template, {"x": ["a"]}).content.blocks] == ["a."]
    assert [b.text["es"] for b in fill(template, {"x": list("abcd")}).content.blocks] == ["a;", "b;", "c, y", "d."]
    assert [b.text["en"] for b in fill(template, {}).content.blocks] == ["____."]


# --- inert values ----------------------------------------------------------------------------------------------------

HOSTILE = st.text(alphabet=st.sampled_from("{} abfolio_\n@#*)-|\\$%")) | st.text()


@given(HOSTILE, HOSTILE)
def test_fill_never_reads_a_value_as_grammar(one, two):
    template = _template(
        "@reference {folio}\n\n{a}{b} fin\n\n- {c};", "@reference {folio}\n\n{a}{b} end\n\n- {c};",
        a="", b="", c="type: list", folio="late: true",
    )  # fmt: skip
    content = fill(template, {"a": one, "b": two, "c": [one + "x", two + "x"]}).content
    assert standing_slots(content) == ("folio",)
    assert [b.kind for b in content.blocks] == [
        BlockKind.REFERENCE,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.ITEM,
    ]
    issued = fill_late(content, {"folio": one + "{a}", "a": "BROKEN", "b": "BROKEN"})
    assert standing_slots(issued) == ()
    assert "BROKEN" not in issued.block("body.reference").text["es"]
    assert issued.block("body.p1") == content.block("body.p1")


@given(st.text())
def test_inert_is_idempotent_and_holds_no_slot(value):
    once = inert(value)
    assert inert(once) == once
    assert not TOKEN.search(once)


def test_inert_keeps_what_was_typed_readable():
    assert inert("Plan {2022} y {folio}") == "Plan { 2022} y { folio}"


# --- late ------------------------------------------------------------------------------------------------------------


def test_fill_late_fills_only_what_it_is_given():
    template = load("agreement")
    content = fill(template, template.sample).content
    part = fill_late(content, {"signing_date": dt.date(2022, 9, 16)})
    assert standing_slots(part) == ("signing_place", "witness_name", "witness_post")
    assert "16 de septiembre de 2022" in part.block("closing.p1").text["es"]
    assert "September 16, 2022" in part.block("closing.p1").text["en"]


def test_fill_late_without_witness_drops_the_witness_and_nothing_else():
    template = load("agreement")
    content = fill(template, template.sample).content
    issued = fill_late(content, {**template.sample_late, "witness_name": None, "witness_post": ""})
    assert [b.key for b in content.blocks if b not in issued.blocks and "{" not in str(b.text)] == []
    assert "witness" in content.groups()
    assert "witness" not in issued.groups()
    assert standing_slots(issued) == ()


def test_fill_late_witness_without_post_keeps_the_name_in_its_place():
    template = load("agreement")
    issued = fill_late(fill(template, template.sample).content, {**template.sample_late, "witness_post": ""})
    assert issued.block("witness.signature1").text["es"].split("\n") == [
        "Testigo de honor",
        "Persona de Muestra 06",
        "",
    ]


def test_fill_is_pure():
    template = load("agreement")
    values = dict(template.sample)
    before = repr(values)
    assert fill(template, values) == fill(template, values)
    assert repr(values) == before


def test_fill_shows_a_hash_in_groups_of_eight():
    template = _template("{x}", "{x}", x="style: hash")
    assert fill(template, {"x": "0123456789abcdef01"}).content.block("body.p1").text["es"] == "01234567 89abcdef 01"


def test_fill_capitalises_nothing_inside_a_sentence():
    template = _template("Firma {who}.", "Signed by {who}.", who="type: party")
    content = fill(template, {"who": {"es": "la Ciudad de Uno", "en": "the City of Uno"}}).content
    assert content.block("body.p1").text == {"es": "Firma la Ciudad de Uno.", "en": "Signed by the City of Uno."}


def test_fill_in_order_of_languages_asked():
    template = load("agreement")
    assert fill(template, template.sample, languages=("en", "es")).content.languages == ("en", "es")


def test_fill_asks_only_for_what_the_chosen_variant_prints():
    template = load("letter_answer")
    declined = {**template.samples()["declines"]}
    del declined["areas"], declined["our_office"]
    assert fill(template, declined).missing == ()
    assert fill(template, {**declined, "answer": "accepts"}).missing == ("areas", "our_office")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("El municipio deja de participar.", "lo siguiente: El municipio deja de participar."),
        ("El municipio deja de participar", "lo siguiente: El municipio deja de participar."),
        ("No hubo ferias, foros, etc.", "lo siguiente: No hubo ferias, foros, etc."),
        ("Se extinguió Taller de Muestra, S.A. de C.V.", "lo siguiente: Se extinguió Taller de Muestra, S.A. de C.V."),
    ],
)
def test_sentence_that_ends_with_what_was_typed_has_one_full_stop(typed, said):
    template = load("termination")
    content = fill(template, {**template.sample, "termination_reasons": typed}, languages=("es",)).content
    assert [b.text["es"] for b in content.blocks if "obedece" in b.text["es"]] == [f"La decisión obedece a {said}"]


@pytest.mark.parametrize(
    ("typed", "tail", "said"),
    [
        ("Cultura", ";", "Cultura;"),
        ("Cultura.", ".", "Cultura."),
        ("Cultura.", ";", "Cultura;"),
        ("Cultura;", ", y", "Cultura, y"),
        ("Cultura ,", ".", "Cultura."),
        ("Ferias, foros, etc.", ".", "Ferias, foros, etc."),
        ("Ferias, foros, etc.", ";", "Ferias, foros, etc.;"),
        ("Taller de Muestra, S.A. de C.V.", ";", "Taller de Muestra, S.A. de C.V.;"),
        ("Y más...", ".", "Y más..."),
        ("Cultura.", "", "Cultura."),
    ],
)
def test_item_ends_with_the_mark_of_the_paper_once(typed, tail, said):
    assert ended(typed, tail) == said
