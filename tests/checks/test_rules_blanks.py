"""K: what was left to fill in."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import apply
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, LETTER, letter, marked

INTRO = "Manuel Doblado escribe a Whitewater. "


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("La oficina ____ responde.", "____"),
        ("El titular (nombre) responde.", "(nombre)"),
        ("El (nombre de la ciudad extranjera) responde.", "(nombre de la ciudad extranjera)"),
        ("The city of (country) replies.", "(country)"),
        ("El oficio XXX.", "XXX"),
        ("Lorem ipsum sigue aquí.", "Lorem ipsum"),
        ("La fecha está por definir.", "por definir"),
        ("El día ......... de mayo.", "........."),
        ("La [oficina de enlace] responde.", "[oficina de enlace]"),
        ("The venue is TBD.", "TBD"),
    ],
)
def test_check_blank_gives_l01(text, mark):
    content = letter(INTRO + text)
    findings = [f for f in check(content, LETTER, GAZETTEER) if f.code == "K01"]
    assert [marked(content, f) for f in findings] == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "Programas Operativos Anuales (POA).",
        "El XXX Ayuntamiento."[0:3] + "XV Ayuntamiento.",
        "Cultura, turismo… y más.",
        "El estado (de Guanajuato) responde.",
        "Visita http://ejemplo.mx/a_b.",
    ],
)
def test_check_ordinary_text_has_no_blank(text):
    assert check(letter(INTRO + text), LETTER, GAZETTEER) == []


@pytest.mark.parametrize(
    ("was", "now", "label"),
    [
        ("han acordado lo siguiente:", "han acordado lo siguiente: ____", "Quitarlo"),
        ("han acordado", "han ____", "Poner “acordado”, como el modelo"),
        ("han acordado lo siguiente:", "hoy han (fecha) lo siguiente:", "Poner “acordado”, como el modelo"),
    ],
)
def test_blank_in_a_paragraph_of_the_model_is_repaired_with_one_click(was, now, label):
    key, said = "preamble.p2", "Las Partes han acordado lo siguiente:"
    model = CLEAN.with_text(key, "es", said)
    content = CLEAN.with_text(key, "es", said.replace(was, now))
    (blank,) = [f for f in check(content, BRIEF, GAZETTEER, model=model) if f.code == "K01"]
    (repair,) = blank.repairs
    assert repair.label["es"] == label
    mended = apply(content, repair)
    assert [f for f in check(mended, BRIEF, GAZETTEER, model=model) if f.code == "K01"] == []
    assert "hoy" not in now or "hoy han acordado" in mended.block(key).text["es"]
    assert [f.repairs for f in check(content, BRIEF, GAZETTEER) if f.code == "K01"] == [()]


def test_check_unfilled_slot_gives_l02():
    content = CLEAN.with_text("preamble.p2", "es", "Han acordado {what}:").with_text(
        "preamble.p2", "en", "Agreed {what}:"
    )
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, f.lang, marked(content, f)) for f in findings] == [
        ("K02", "es", "{what}"),
        ("K02", "en", "{what}"),
    ]


def test_check_late_slot_is_no_blank_unless_the_brief_does_not_allow_it():
    assert check(CLEAN, BRIEF, GAZETTEER) == []
    strict = dataclasses.replace(BRIEF, late_slots=())
    assert [f.code for f in check(CLEAN, strict, GAZETTEER)] == ["K02"] * 4
