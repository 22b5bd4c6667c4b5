"""Q: what the eye does not see."""

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import apply
from tests.checks.sample import GAZETTEER, LETTER, codes, letter, marked

INTRO = "Manuel Doblado escribe a Whitewater. "


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad", "\x07"])
def test_check_hidden_character_gives_g01_and_removes_it(hidden):
    content = letter(f"{INTRO}Acepta{hidden} hoy.")
    findings = check(content, LETTER, GAZETTEER)
    assert codes(findings) == ["Q01"]
    assert apply(content, findings[0].repairs[0]) == letter(INTRO + "Acepta hoy.")


@pytest.mark.parametrize(
    ("word", "plain"), [("Асepta", "Acepta"), ("Whitewаter", "Whitewater"), ("Αmistad", "Amistad")]
)
def test_check_lookalike_letter_gives_g02_and_mends_it(word, plain):
    content = letter(f"{INTRO}Dice {word} hoy.")
    findings = [f for f in check(content, LETTER, GAZETTEER) if f.code == "Q02"]
    assert [marked(content, f) for f in findings] == [word]
    assert apply(content, findings[0].repairs[0]) == letter(f"{INTRO}Dice {plain} hoy.")


@pytest.mark.parametrize("text", ["La ciudad hermana 仙台 saluda.", "Москва saluda.", "Coordinación y niñez: 100 %."])
def test_check_whole_words_of_another_script_stay_silent(text):
    assert check(letter(INTRO + text), LETTER, GAZETTEER) == []


@pytest.mark.parametrize("text", ["La cooperaci\ufffdn sigue.", "La cooperaciÃ³n sigue.", "Dice â€œholaâ€\x9d."])
def test_check_damaged_character_gives_g03(text):
    assert "Q03" in codes(check(letter(INTRO + text), LETTER, GAZETTEER))
