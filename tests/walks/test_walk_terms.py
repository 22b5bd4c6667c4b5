"""A walk whose days reach the next municipal administration."""

import dataclasses
import datetime as dt
import json

from hermanar.cli.walks.lead import DEFAULT, read_lead
from hermanar.cli.walks.people import cabildo_body, governed, municipal_side
from hermanar.cli.walks.stage import MEXICO, Stage
from hermanar.directory.queries import administration_on, holder_on
from hermanar.meetings.queries import members_on


def test_the_next_administration_has_its_own_mayor_and_the_days_before_keep_theirs(cast):
    stage = Stage(clock=dt.datetime(2021, 9, 1, 9, tzinfo=MEXICO))
    lead = dataclasses.replace(DEFAULT, municipality_key="20999", start=dt.date(2021, 9, 1))
    municipal_side(stage, lead, alone=True)
    house = stage.organisations["municipality"]
    last, first = administration_on(house, dt.date(2021, 9, 1)).ends_on, dt.date(2021, 10, 10)
    stage.on(dt.date(2021, 10, 11))
    governed(stage, house, stage.today)
    assert [holder_on((house, "mayor"), day).name[-2:] for day in (last, first)] == ["02", "32"]
    assert administration_on(house, stage.today).starts_on == first


def test_the_seats_of_the_cabildo_and_its_secretary_end_with_their_administration(cast):
    stage = Stage(clock=dt.datetime(2021, 9, 1, 9, tzinfo=MEXICO))
    lead = dataclasses.replace(DEFAULT, municipality_key="20999", start=dt.date(2021, 9, 1))
    municipal_side(stage, lead)
    house, first = stage.organisations["municipality"], dt.date(2021, 10, 10)
    body = cabildo_body(stage)
    before = stage.people["council_secretary"]
    stage.on(dt.date(2021, 10, 11))
    governed(stage, house, stage.today)
    last = first - dt.timedelta(days=1)
    names = [[m.person.name for m in members_on(body, day)] for day in (last, first)]
    assert [len(row) for row in names] == [11, 11]
    assert set(names[0]).isdisjoint(names[1])
    assert [m.position for m in members_on(body, last)] == [m.position for m in members_on(body, first)]
    assert [holder_on((house, "council_secretary"), day).name[-2:] for day in (last, first)] == ["03", "33"]
    assert stage.people["council_secretary"] != before


def test_a_term_that_ends_before_the_signature_is_warned_of_and_stops_nothing(tmp_path, capsys):
    lead = {"municipality_key": "11014", "foreign_city": "Tomball", "country": "US", "start": "2020-03-02"}
    said = {}
    for ends in ("2020-04-30", "2020-08-29"):
        (tmp_path / "lead.json").write_text(json.dumps(lead | {"their_term_ends_on": ends}), encoding="utf-8")
        assert read_lead(tmp_path / "lead.json").term_ends_on == dt.date.fromisoformat(ends)
        said[ends] = capsys.readouterr().err
    assert "write 2020-08-29 or later" in said["2020-04-30"]
    assert said["2020-08-29"] == ""
