"""M: how far the text goes from its model."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import Severity, apply
from hermanar.kernel.content import Block, BlockKind, Content
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, codes, swapped


def without(content: Content, group: str) -> Content:
    kept = tuple(b for b in content.blocks if b.group != group)
    assert len(kept) < len(content.blocks)
    return dataclasses.replace(content, blocks=kept)


def test_check_text_equal_to_its_model_stays_silent():
    assert check(CLEAN, BRIEF, GAZETTEER, model=CLEAN) == []


def test_check_model_slots_stand_for_any_words():
    model = swapped(CLEAN, "art-01.p1", "es", "Manuel Doblado y Whitewater", "{our_city} y {their_city}")
    model = swapped(model, "art-05.p2", "en", "sixty (60) days", "{first_programme_days}")
    assert check(CLEAN, BRIEF, GAZETTEER, model=model) == []


def test_check_safeguard_taken_out_gives_one_m07_and_restores_both_languages():
    content = swapped(CLEAN, "art-08.p1", "es", ", según su disponibilidad presupuestaria", "")
    content = swapped(content, "art-08.p1", "en", ", subject to availability of funds", "")
    (finding,) = check(content, BRIEF, GAZETTEER, model=CLEAN)
    assert (finding.code, finding.severity, finding.may_keep) == ("M07", Severity.WARNING, True)
    assert finding.message["es"].startswith("Artículo VIII: ")
    assert "según su disponibilidad presupuestaria" in finding.message["es"]
    assert "subject to availability of funds" in finding.message["en"]
    assert finding.repairs[0].label["es"] == "Restituir"
    assert apply(content, finding.repairs[0]) == CLEAN


@pytest.mark.parametrize(
    ("key", "old", "severity"),
    [
        ("art-04.p1", " conforme a sus atribuciones", Severity.WARNING),
        ("art-09.p1", "clasificada ", Severity.WARNING),
        ("art-10.p1", "no ", Severity.WARNING),
        ("art-12.p1", "; la otra Parte no será patrón sustituto", Severity.WARNING),
        ("art-13.p1", " de común acuerdo", Severity.NOTICE),
    ],
)
def test_check_words_taken_out_are_grave_in_the_articles_that_protect(key, old, severity):
    content = swapped(CLEAN, key, "es", old, "")
    found = check(content, BRIEF, GAZETTEER, model=CLEAN)
    # a “no” that one language lost is also said of the languages
    (finding,) = [f for f in found if f.code in ("M03", "M07")]
    assert {f.code for f in found} - {"B11", "B16"} == {"M03" if severity is Severity.NOTICE else "M07"}
    assert (finding.block, finding.severity) == (key, severity)
    restored = apply(content, finding.repairs[0])
    assert check(restored, BRIEF, GAZETTEER, model=CLEAN) == []


def test_check_words_changed_are_restored_in_place():
    content = swapped(CLEAN, "art-08.p1", "es", "Cada Parte cubrirá", "El Municipio cubrirá")
    (finding,) = check(content, BRIEF, GAZETTEER, model=CLEAN)
    assert apply(content, finding.repairs[0]) == CLEAN


def test_check_words_added_give_a_notice_even_where_it_protects():
    es = swapped(CLEAN, "art-08.p1", "es", "presupuestaria", "presupuestaria y con transparencia")
    content = swapped(es, "art-08.p1", "en", "funds", "funds and openly")
    (finding,) = check(content, BRIEF, GAZETTEER, model=CLEAN)
    assert (finding.code, finding.severity, finding.repairs) == ("M03", Severity.NOTICE, ())


def test_check_other_number_is_not_a_deviation_of_words():
    es = swapped(CLEAN, "art-05.p2", "es", "sesenta (60)", "noventa (90)")
    content = swapped(es, "art-05.p2", "en", "sixty (60)", "ninety (90)")
    assert codes(check(content, BRIEF, GAZETTEER, model=CLEAN)) == ["N02", "N02"]


def test_check_missing_paragraph_of_a_safeguard_is_restored():
    blocks = tuple(b for b in CLEAN.blocks if b.key != "art-10.p1")
    content = dataclasses.replace(CLEAN, blocks=blocks)
    (finding,) = check(content, BRIEF, GAZETTEER, model=CLEAN)
    assert (finding.code, finding.severity) == ("M07", Severity.WARNING)
    assert apply(content, finding.repairs[0]) == CLEAN


@pytest.mark.parametrize("group", ["art-01", "art-07", "art-14"])
def test_check_missing_article_gives_m01_and_restores_it(group):
    content = without(CLEAN, group)
    findings = [f for f in check(content, BRIEF, GAZETTEER, model=CLEAN) if f.code == "M01"]
    assert len(findings) == 1
    assert apply(content, findings[0].repairs[0]) == CLEAN


def extra() -> Content:
    heading = Block("art-15", BlockKind.HEADING, {"es": "Mercadotecnia", "en": "Marketing"}, "art-15", "XV")
    at = next(i for i, b in enumerate(CLEAN.blocks) if b.key == "closing")
    return dataclasses.replace(CLEAN, blocks=(*CLEAN.blocks[:at], heading, *CLEAN.blocks[at:]))


def test_check_added_article_gives_m02():
    findings = check(extra(), BRIEF, GAZETTEER, model=CLEAN)
    assert [(f.code, f.block, f.severity) for f in findings] == [("M02", "art-15", Severity.WARNING)]
    assert check(extra(), BRIEF, GAZETTEER) == []


def moved(number: str) -> Content:
    blocks = tuple(dataclasses.replace(b, number=number) if b.key == "art-13" else b for b in CLEAN.blocks)
    return dataclasses.replace(CLEAN, blocks=blocks)


def test_check_repeated_article_gives_m04():
    assert "M04" in codes(check(moved("XII"), BRIEF, GAZETTEER))


def test_check_jump_gives_m04_only_without_a_model():
    content = without(CLEAN, "art-11")
    assert "M04" in codes(check(content, BRIEF, GAZETTEER))
    assert "M04" not in codes(check(content, BRIEF, GAZETTEER, model=CLEAN))
