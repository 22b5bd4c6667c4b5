"""A municipality may change its time zone by law: each day is counted in the one in force on it, whenever the organisation
was opened."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from hermanar.directory.models import Organisation, ZoneInForce
from hermanar.directory.queries import Zones, day_at, zone_of, zones_of
from hermanar.partnerships.queries import today_of
from hermanar.plans.queries import closing_of, hours_of
from hermanar.programmes.models import Duty
from hermanar.programmes.operations import remind_duties
from tests import relation
from tests.kept import kept
from tests.plans.test_operations import make_week

D = dt.date
CHANGE = D(2022, 10, 30)  # Ley de los Husos Horarios, DOF 28/10/2022: the day on which that of the sample changes
BEFORE, AFTER = "America/Hermosillo", "America/Mexico_City"  # both without summer time from then on


def utc(month, day, hour, minute=0, year=2022):
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


@pytest.fixture
@kept
def villa(cast) -> Organisation:
    """A municipality that changed from UTC-7 to UTC-6; its organisation was opened under the earlier zone."""
    house = cast.organisations["municipality"]
    ZoneInForce.objects.filter(municipality=house.municipality_id).delete()
    for zone, since, until in ((BEFORE, D(1900, 1, 1), CHANGE - dt.timedelta(days=1)), (AFTER, CHANGE, None)):
        ZoneInForce.objects.create(
            municipality_id=house.municipality_id,
            zone=zone,
            valid_from=since,
            valid_until=until,
            source="DOF 28/10/2022",
        )
    Organisation.objects.filter(pk=house.pk).update(zone=BEFORE)
    house.refresh_from_db()
    return house


ZONES = Zones("UTC", ((CHANGE, None, AFTER), (D(1900, 1, 1), CHANGE - dt.timedelta(days=1), BEFORE)))


@pytest.mark.parametrize(
    ("at", "local", "day"),
    [
        # the same hour of the clock of the world: before the change 23:30 of the day, after it already the next
        (utc(10, 27, 6, 30), "23:30", D(2022, 10, 26)),
        (utc(11, 3, 6, 30), "00:30", D(2022, 11, 3)),
        (utc(10, 30, 4, 30), "21:30", D(2022, 10, 29)),
        (utc(10, 30, 12), "06:00", D(2022, 10, 30)),
        (utc(12, 31, 7, year=1899), "07:00", D(1899, 12, 31)),
    ],
)
def test_zones_count_a_moment_in_the_one_in_force_then(at, local, day):
    assert (f"{ZONES.local(at):%H:%M}", ZONES.day(at)) == (local, day)


def test_zone_of_an_organisation_is_that_of_its_municipality_on_the_day(cast, villa):
    days = [CHANGE - dt.timedelta(days=1), CHANGE]
    assert [zone_of(villa, day) for day in days] == [BEFORE, AFTER]
    assert [zones_of(villa).on(day) for day in days] == [ZoneInfo(BEFORE), ZoneInfo(AFTER)]
    assert zones_of(cast.organisations["consulate"]).on(CHANGE) == ZoneInfo("America/Chicago")


def test_day_at_asks_once_for_many(villa, django_assert_num_queries):
    known: dict = {}
    with django_assert_num_queries(1):
        assert [day_at(villa, utc(month, 3, 6, 30), known) for month in (10, 11)] == [D(2022, 10, 2), D(2022, 11, 3)]


def test_week_opened_after_the_change_is_due_by_the_new_clock(cast, villa):
    """The hour of the deadline is that of the office's wall on that day, and so is the day on which it falls."""
    due = {}
    for monday in (D(2022, 10, 24), D(2022, 11, 7)):
        week = make_week(cast, f"Turismo {monday}", starts_on=monday, act=cast.act("liaison", monday))
        due[monday] = week.due_at.astimezone(dt.UTC)
    assert due[D(2022, 10, 24)].hour - due[D(2022, 11, 7)].hour == 1
    assert len({f"{closing_of(villa).zones.local(at):%H:%M}" for at in due.values()}) == 1
    since, until = hours_of(villa, CHANGE - dt.timedelta(days=1), CHANGE)
    assert (since.utcoffset(), until.utcoffset()) == (dt.timedelta(hours=-7), dt.timedelta(hours=-6))


def test_duty_is_late_on_the_right_day_after_the_change(cast, villa):
    """Its grace ends on November 3rd. At 06:30 UTC of the 4th it is over there (00:30), where the zone of the day the
    organisation was opened still says 23:30 of the 3rd."""
    partnership = relation.open_relation(cast)
    duty = Duty.objects.create(
        circle=partnership.circle, partnership=partnership, key="yearly_meeting", title="Reunión anual",
        title_en="Yearly meeting", source="Artículo V", due_on=D(2022, 11, 3), grace_days=0, owner_part="lead",
        owner_office="Enlace",
    )  # fmt: skip
    marks = []
    for at in (utc(11, 4, 5, 30), utc(11, 4, 6, 30)):
        partnership.circle.exercise_at = at
        partnership.circle.save(update_fields=["exercise_at"])
        remind_duties(cast.act("operator"))
        duty.refresh_from_db()
        marks.append(duty.reminded)
        partnership.refresh_from_db()
    assert marks == ["near", "overdue"]
    assert today_of(partnership, utc(1, 1, 1)) == D(2022, 11, 4)
