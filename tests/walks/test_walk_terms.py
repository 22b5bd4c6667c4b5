"""A walk whose days reach the next municipal administration."""

import dataclasses
import datetime as dt

from hermanar.cli.walks.lead import DEFAULT
from hermanar.cli.walks.people import governed, municipal_side
from hermanar.cli.walks.stage import MEXICO, Stage
from hermanar.directory.queries import administration_on, holder_on


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
