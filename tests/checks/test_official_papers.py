"""Correct papers as offices write them (written for this project): nothing is said of them, with or without their kind."""

import datetime as dt
import re
from pathlib import Path

import pytest

from hermanar.checks.by_hand import brief_of, parties_of
from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.kinds import KINDS
from hermanar.checks.sources import read_source

PAPERS = sorted((Path(__file__).parent / "papers").iterdir())
AT_HOME = "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX"
ABROAD = "Ensenada, Baja California, MX; Whitewater, Wisconsin, US"
DOBLADO = "Manuel Doblado, Guanajuato, MX; Whitewater, Wisconsin, US"
PARTIES = dict.fromkeys(("01", "07", "08", "14", "17", "27"), ABROAD) | dict.fromkeys(("22", "23", "24", "30"), DOBLADO) | {
    "21": "Oaxaca de Juárez, Oaxaca, MX; Palo Alto, California, US",
    "28": "Cozumel, Quintana Roo, MX; Oaxaca de Juárez, Oaxaca, MX",
    "29": "Los Cabos, Baja California Sur, MX; Oaxaca de Juárez, Oaxaca, MX",
    "32": "Guadalajara, Jalisco, MX; San Antonio, Texas, US",
}  # fmt: skip
# a report names whom else the office wrote to: only who says that it is one is not asked about them
TOLD_BY_KIND = {"26"}


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def said(gazetteer, file, kind, *, final):
    source = read_source(file.name, file.read_bytes())
    parties = parties_of(PARTIES.get(file.name[:2], AT_HOME), gazetteer)
    brief = brief_of(source, parties, kind=kind, final=final, on=dt.date(2025, 6, 1))
    found = check_file(source, brief, gazetteer, parties=parties)
    assert all(source.text[f.start : f.end] == f.text for f in found)
    return [f"{f.code} {f.text}" for f in found]


def test_check_correct_official_papers_stays_silent(gazetteer):
    wrong = {}
    for file in PAPERS:
        kind = re.split(r"[-.]", file.name)[1]
        assert kind in KINDS
        for one, final in ((kind, True), ("" if file.name[:2] not in TOLD_BY_KIND else kind, False)):
            told = said(gazetteer, file, one, final=final)
            if told:
                wrong[file.name, one] = told
    assert len(PAPERS) >= 30
    assert wrong == {}
