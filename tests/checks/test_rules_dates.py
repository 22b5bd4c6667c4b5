"""D: dates that exist, in order."""

import dataclasses
import datetime as dt

import pytest

from hermanar.checks.check import check
from hermanar.checks.entities import read
from hermanar.checks.findings import apply
from hermanar.kernel.content import Block, BlockKind, Content
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, LETTER, codes, letter, marked, swapped

INTRO = "Manuel Doblado escribe a Whitewater. "


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("El 31 de febrero de 2022.", "31 de febrero de 2022"),
        ("El 29 de febrero de 2023.", "29 de febrero de 2023"),
        ("El 31 de abril.", "31 de abril"),
        ("El 2022-02-30.", "2022-02-30"),
    ],
)
def test_check_impossible_date_gives_d01(text, mark):
    content = letter(INTRO + text)
    findings = check(content, LETTER, GAZETTEER)
    assert [(f.code, marked(content, f)) for f in findings] == [("D01", mark)]


@pytest.mark.parametrize(
    "text", ["El 29 de febrero de 2024.", "El 29 de febrero.", "En febrero de 2023.", "El 1.º de mayo."]
)
def test_check_possible_date_stays_silent(text):
    assert check(letter(INTRO + text), LETTER, GAZETTEER) == []


def test_check_wrong_weekday_gives_d02_and_repair():
    content = letter(INTRO + "Será el martes 31 de enero de 2022.")
    (finding,) = check(content, LETTER, GAZETTEER)
    assert (finding.code, marked(content, finding)) == ("D02", "martes")
    assert check(apply(content, finding.repairs[0]), LETTER, GAZETTEER) == []


def test_check_right_weekday_stays_silent():
    assert check(letter(INTRO + "Será el lunes 31 de enero de 2022."), LETTER, GAZETTEER) == []


def signed(on_es: str, on_en: str) -> Content:
    es = swapped(CLEAN, "closing", "es", "{signing_date}", on_es)
    return swapped(es, "closing", "en", "{signing_date}", on_en)


def test_check_signature_before_authorisation_gives_d03():
    brief = dataclasses.replace(BRIEF, dates={"authorised": dt.date(2022, 5, 1)})
    early = signed("30 de abril de 2022", "April 30, 2022")
    assert codes(check(early, brief, GAZETTEER)) == ["D03", "D03"]
    assert codes(check(signed("1.º de mayo de 2022", "May 1, 2022"), brief, GAZETTEER)) == []


def test_check_signature_on_another_day_gives_d03_and_repair():
    brief = dataclasses.replace(BRIEF, dates={"signed": dt.date(2022, 6, 2)})
    content = signed("3 de junio de 2022", "June 2, 2022")
    finding = next(f for f in check(content, brief, GAZETTEER) if f.code == "D03")
    assert check(apply(content, finding.repairs[0]), brief, GAZETTEER) == []


def test_check_letter_dated_otherwise_than_the_case_gives_d03():
    brief = dataclasses.replace(LETTER, dates={"issued": dt.date(2022, 1, 31)})
    blocks = (
        Block("date", BlockKind.PLACE_DATE, {"es": "Manuel Doblado, a 30 de enero de 2022"}),
        Block("p1", BlockKind.PARAGRAPH, {"es": INTRO}),
    )
    assert codes(check(Content(("es",), blocks), brief, GAZETTEER)) == ["D03"]


def test_check_date_unknown_to_the_case_gives_d04():
    brief = dataclasses.replace(LETTER, dates={"sent": dt.date(2022, 1, 31)})
    assert codes(check(letter(INTRO + "Del 31 de enero de 2022."), brief, GAZETTEER)) == []
    assert codes(check(letter(INTRO + "Del 30 de enero de 2022."), brief, GAZETTEER)) == ["D04"]


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("a los treinta y un días del mes de enero de dos mil veintidós", "es", (2022, 1, 31)),
        ("el primero de mayo de 2022", "es", (2022, 5, 1)),
        ("31/01/2022", "es", (2022, 1, 31)),
        ("01/31/2022", "en", (2022, 1, 31)),
        ("the 2nd day of May, 2022", "en", (2022, 5, 2)),
        ("May 2022", "en", (2022, 5, None)),
    ],
)
def test_read_date_in_its_many_forms(text, lang, parts):
    assert [d.parts for d in read(text, lang).dates] == [parts]
