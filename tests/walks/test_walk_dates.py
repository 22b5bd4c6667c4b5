"""The days of a walk, whatever the day of its lead: no walk is run here."""

import datetime as dt
from dataclasses import replace

import pytest

from hermanar.cli.walks.alone import Alone
from hermanar.cli.walks.domestic import LOS_CABOS, Domestic
from hermanar.cli.walks.international import International
from hermanar.cli.walks.lead import DEFAULT, letters_of
from hermanar.cli.walks.people import term_on
from hermanar.cli.walks.stage import Stage

STARTS = [
    "2009-01-01", "2012-02-29", "2018-10-10", "2019-07-15", "2021-10-09", "2022-01-31", "2024-02-29", "2024-10-09",
    "2024-10-10", "2026-11-21", "2027-05-01", "2099-12-31",
]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("walk", "lead"), [(International, DEFAULT), (Alone, DEFAULT), (Domestic, LOS_CABOS)])
def test_a_walk_begins_before_its_lead_and_reaches_its_day(walk, lead, start):
    day, stage = dt.date.fromisoformat(start), Stage()
    it = walk(stage, replace(lead, start=day), None)
    stage.begin(it.first_day)
    assert stage.today == it.first_day < day
    stage.on(day)
    assert stage.today == day
    stage.on(it.first_day)
    assert stage.today == day, "the clock went back"


@pytest.mark.parametrize("start", STARTS)
def test_an_administration_governs_on_every_day_of_a_walk(start):
    day = dt.date.fromisoformat(start)
    for on in (day - dt.timedelta(days=100), day, day + dt.timedelta(days=300)):
        starts, ends = term_on(on)
        assert starts <= on <= ends
        assert term_on(ends)[0] == starts
        assert term_on(ends + dt.timedelta(days=1))[0] == ends + dt.timedelta(days=1), "a day without government"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Manuel Doblado", "MD"), ("Dolores Hidalgo Cuna de la Independencia Nacional", "DHCIN"), ("Los Cabos", "CAB"),
        ("León", "LEO"), ("Baja California Sur", "BCS"), ("Medellín de Bravo", "MB"), ("Ñ", "N"),
    ],
)  # fmt: skip
def test_letters_of_folios_come_from_the_name(name, letters):
    assert letters_of(name) == letters


def test_a_walk_begins_once():
    stage = Stage()
    stage.log("lead.open", "consul", "done")
    with pytest.raises(ValueError, match="begins once"):
        stage.begin(dt.date(2020, 1, 1))
