"""A paper of the library in a file, with no model given: what was changed in it is told, in one language or against the text."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.rules import ours
from hermanar.documents.rules.own_words import own_words
from hermanar.documents.rules.papers import kind_of
from tests.checks.own_papers import make, variants

ES, EN = "es", "en"
# (kind, languages, language, what the library says, what the file says, code)
CHANGED = [
    ("agreement", "es+en", EN, "any activity outside their functions", "any activity within their functions", "B16"),
    ("agreement", "es+en", EN, "exclusively within the scope of", "also beyond the scope of", "B16"),
    ("agreement", "es+en", ES, "una vez al año para evaluar", "una vez al año para celebrar", "B16"),
    ("memorandum", "es+en", EN, "in person or at a distance", "in person only", "B16"),
    ("ratification", "es+en", EN, "which continues in force between the Parties", "which ends between the Parties", "B16"),
    ("letter_of_intent", "es+en", EN, "look forward to your kind reply", "look forward to your early visit", "B16"),
    ("agreement", "es", ES, "previa evaluación y con la aceptación de ambas Partes expresada mediante comunicación escrita", "de manera automática", "M03"),
    ("agreement_domestic", "es", ES, "y los presentarán a sus respectivos Cabildos", "y los guardarán en reserva", "M03"),
    ("agreement_specific", "en", EN, "Either Party may terminate this Agreement at any time", "Neither Party may terminate this Agreement", "M03"),
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def told(made, content, gazetteer):
    brief = dataclasses.replace(made.brief, own_words=own_words(kind_of(made.kind)))
    return [(f, content.block(f.block).text.get(f.lang, "")[f.start : f.end]) for f in check(content, brief, gazetteer)]


@pytest.mark.parametrize(("kind", "languages", "lang", "old", "new", "code"), CHANGED)
def test_check_change_in_a_paper_of_the_library_is_told_where_it_stands(
    gazetteer, kind, languages, lang, old, new, code
):
    made = make(kind, "", languages, 0)
    key = next(b.key for b in made.content.blocks if old in b.text.get(lang, ""))
    changed = made.content.with_text(key, lang, made.content.block(key).text[lang].replace(old, new))
    assert told(made, made.content, gazetteer) == []
    hits = [(f, words) for f, words in told(made, changed, gazetteer) if f.code == code]
    assert hits
    assert all(f.block == key and f.lang == lang and len(words) <= len(new) for f, words in hits)


def test_check_knows_its_lines_again_however_often_they_were_read(gazetteer):
    ours._read.cache_clear()
    spanish, made = make("agreement", "", "es", 0), make("agreement", "", "es+en", 0)
    first = own_words(kind_of(made.kind))
    again = tuple(tuple(dataclasses.replace(line) for line in lines) for lines in first)  # equal, and not the same
    check(spanish.content, dataclasses.replace(spanish.brief, own_words=first), gazetteer)
    key = next(b.key for b in made.content.blocks if "exclusively within the scope of" in b.text.get(EN, ""))
    changed = made.content.with_text(key, EN, made.content.block(key).text[EN].replace("exclusively", "also"))
    assert "B16" in {f.code for f in check(changed, dataclasses.replace(made.brief, own_words=again), gazetteer)}


def without(content, keys):
    return dataclasses.replace(content, blocks=tuple(b for b in content.blocks if b.key not in keys))


@pytest.mark.parametrize(
    ("kind", "heading", "code"),
    [("ratification", "Solución de Controversias", "M01"), ("agreement_specific", "Relación Laboral", "M01")],
)
def test_check_article_left_out_of_any_pact_of_the_library_is_told(gazetteer, kind, heading, code):
    made = make(kind, "", "es", 0)
    group = next(b.group for b in made.content.blocks if b.text.get(ES) == heading)
    rest = without(made.content, {b.key for b in made.content.blocks if b.group == group})
    assert code in {f.code for f, _ in told(made, rest, gazetteer)}


def test_check_paragraph_left_out_or_added_is_told(gazetteer):
    made = make("agreement", "", "es", 0)
    gone = next(b.key for b in made.content.blocks if "terminación anticipada" in b.text.get(ES, ""))
    assert ("M03", "") in {(f.code, words) for f, words in told(made, without(made.content, {gone}), gazetteer)}
    other = dataclasses.replace(
        made.content.block(gone), key="more", text={ES: "Las Partes guardarán silencio ante los medios."}
    )
    blocks = [x for b in made.content.blocks for x in ((b, other) if b.key == gone else (b,))]
    more = dataclasses.replace(made.content, blocks=tuple(blocks))
    assert ("M03", other.text[ES]) in {(f.code, words) for f, words in told(made, more, gazetteer)}


@pytest.mark.parametrize(("kind", "variant", "languages"), variants())
def test_check_paper_as_the_library_has_it_departs_from_nothing(gazetteer, kind, variant, languages):
    made = make(kind, variant, languages, 7)
    codes = {f.code for f, _ in told(made, made.content, gazetteer)}
    assert not codes & {"B16", "M01", "M02", "M03", "M04"}
