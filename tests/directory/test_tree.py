"""A municipality, its offices one below another, and the administration that holds them (R0-01)."""

import datetime as dt

import pytest

from hermanar.directory.enums import Role
from hermanar.directory.operations import create_office, record_administration
from hermanar.directory.queries import administration_on
from hermanar.kernel.errors import Invalid


def test_create_office_below_another_makes_the_tree(cast):
    town = cast.organisations["municipality"]
    act = cast.act("administrator")
    tourism = create_office(act, organisation=town, title="Dirección Municipal de Turismo", role=Role.OBSERVER)
    sisters = create_office(
        act, organisation=town, title="Coordinación de Ciudades Hermanas", role=Role.LIAISON, parent=tourism
    )
    assert (sisters.parent, sisters.organisation, town.parent) == (tourism, town, cast.organisations["state"])


def test_create_office_below_one_of_another_house_is_invalid(cast):
    foreign = cast.offices["state"]
    with pytest.raises(Invalid) as wrong:
        create_office(
            cast.act("administrator"), organisation=cast.organisations["municipality"], title="Oficina",
            role=Role.OBSERVER, parent=foreign,
        )  # fmt: skip
    assert list(wrong.value.errors) == ["parent"]


def test_record_administration_keeps_its_number_between_its_days(cast):
    town = cast.organisations["municipality"]
    record_administration(
        cast.act("administrator"), organisation=town, number="XXII", starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2027, 12, 31),
    )  # fmt: skip
    told = [administration_on(town, day) for day in (dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2028, 1, 1))]
    assert [a.number if a else None for a in told] == ["XXI", "XXII", None]
