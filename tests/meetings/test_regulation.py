"""What a regulation says of numbers, notice and terms is what the program counts by."""

import datetime as dt

import pytest

from hermanar.directory.models import Administration
from hermanar.kernel.errors import Invalid
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Alarm, SessionKind
from hermanar.meetings.queries import (
    alarms_of,
    lapsed,
    members_on,
    next_act_number,
    next_number,
    notice_lacking,
    notice_of,
)
from hermanar.meetings.rules import counted_from, notice_hours, notice_short, number_after, term_ends
from tests.kept import kept

D = dt.date
NEW = D(2024, 10, 1)  # another administration


@pytest.fixture
@kept
def body(cast):
    house = cast.organisations["municipality"]
    house.administrations.all().delete()
    for starts, ends in ((D(2021, 10, 1), D(2024, 9, 30)), (NEW, D(2027, 9, 30))):
        Administration.objects.create(organisation=house, starts_on=starts, ends_on=ends, source="muestra")
    return meetings.create_body(
        cast.act("liaison"), organisation=house, kind="cabinet", name="Gabinete", seats=2, source="Reglamento",
        valid_from=D(2021, 10, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("taken", "after"), [((), 1), (("3", "001/2025", "12 bis"), 13), (("tercera",), 1), (("9", "10"), 11)]
)
def test_number_after(taken, after):
    assert number_after(taken) == after


@pytest.mark.parametrize(
    ("numbering", "since"),
    [("all", dt.date.min), ("year", D(2025, 1, 1)), ("administration", NEW), ("series", dt.date.min)],
)
def test_counted_from(numbering, since):
    assert counted_from(numbering, D(2025, 3, 4), NEW) == since


@pytest.mark.parametrize(
    ("kind", "extraordinary", "needed"),
    [("ordinary", 24, 72), ("extraordinary", 24, 24), ("extraordinary", None, 72), ("extraordinary", 0, 0)],
)
def test_notice_hours(kind, extraordinary, needed):
    assert notice_hours(kind, 72, extraordinary) == needed


def test_notice_short_and_term_ends_at_their_edges():
    at = dt.datetime(2025, 3, 4, 9, 0, tzinfo=dt.UTC)
    cases = [(48, None), (47, 47), (-3, 0)]
    assert [notice_short(at - dt.timedelta(hours=h), at, 48) for h, _short in cases] == [s for _h, s in cases]
    assert term_ends(D(2022, 1, 31), None, 36) == D(2025, 1, 30)
    assert (term_ends(D(2022, 1, 1), D(2022, 2, 1), 36), term_ends(D(2022, 1, 1), None, None)) == (D(2022, 2, 1), None)


@pytest.mark.parametrize(
    ("numbering", "same_year", "next_year", "next_administration"),
    [("all", 2, 3, 4), ("year", 2, 1, 2), ("administration", 2, 3, 1), ("series", 2, 3, 4)],
)
def test_sessions_take_the_number_that_their_regulation_counts(
    cast, body, numbering, same_year, next_year, next_administration
):
    act = cast.act("liaison")
    meetings.set_rule(act, body=body, valid_from=D(2022, 1, 1), seats=2, source="Reglamento", numbering=numbering)
    days = (D(2023, 3, 1), D(2023, 5, 1), D(2024, 3, 1), D(2024, 11, 1))
    made = [
        meetings.convene_session(act, body=body, kind=SessionKind.ORDINARY, number="", held_on=on).number for on in days
    ]
    assert [int(n) for n in made] == [1, same_year, next_year, next_administration]
    assert next_number(body, SessionKind.EXTRAORDINARY, D(2024, 11, 2)) == 1  # each kind is counted by itself
    with pytest.raises(Invalid) as no:
        meetings.convene_session(act, body=body, kind=SessionKind.ORDINARY, number=made[-1], held_on=D(2024, 12, 1))
    assert list(no.value.errors) == ["number"]
    series = meetings.plan_series(
        act, body=body, weekday=0, at=dt.time(9), first_on=D(2024, 12, 16), last_on=D(2025, 1, 12)
    )
    first = 1 if numbering == "series" else next_administration + 1
    after = 1 if numbering == "year" else first + 3
    numbers = [int(n) for n in series.sessions.order_by("held_on").values_list("number", flat=True)]
    assert numbers == [first, first + 1, first + 2, after]


def test_acts_are_numbered_after_the_first_that_was_put_down(cast, body):
    act, on = cast.act("liaison"), cast.at.date()
    first, second = (
        meetings.convene_session(act, body=body, kind=kind, number="", held_on=on)
        for kind in (SessionKind.ORDINARY, SessionKind.EXTRAORDINARY)
    )
    assert next_act_number(first) == ""
    meetings.hold_session(act, session=first, present=[], act_number="7")
    assert (first.act_number, next_act_number(second)) == ("7", "8")


def test_notice_that_came_late_is_said_with_what_was_asked(cast, body):
    act, on = cast.act("liaison"), cast.at.date()
    meetings.set_rule(
        act, body=body, valid_from=D(2022, 1, 1), seats=2, source="R", notice_hours=72, notice_hours_extraordinary=24
    )
    found = []
    for kind, ahead in (("ordinary", 2), ("extraordinary", 2), ("extraordinary", 1)):
        session = meetings.convene_session(
            act, body=body, kind=kind, number="", held_on=on + dt.timedelta(days=ahead), at=dt.time(11)
        )
        session.called_at = act.at
        found.append((notice_of(body, kind, session.held_on), notice_lacking(session)))
    assert found == [(72, (47, 72)), (24, None), (24, (23, 24))]


def test_seat_lapses_with_the_term_of_the_regulation_and_may_be_taken_again(cast, body):
    act, person = cast.act("liaison"), cast.persons["mayor"]
    meetings.set_rule(
        act, body=body, valid_from=D(2022, 1, 1), seats=1, source="R", term_months=12, takes_oath=False,
        ends_with_administration=False,
    )  # fmt: skip
    seat = {"body": body, "person": person, "position": "Vocalía", "sector": "citizen"}
    member = meetings.seat_member(act, from_on=D(2022, 1, 1), **seat)
    for on, codes, over in (
        (D(2022, 10, 1), [Alarm.NEVER_MET], set()),
        (D(2022, 12, 31), [Alarm.TERM_ENDS, Alarm.NEVER_MET], set()),
        (D(2023, 1, 1), [Alarm.TERM_ENDED, Alarm.SEATS_VACANT, Alarm.NEVER_MET], {member.pk}),
    ):
        assert [a.code for a in alarms_of(body, on)] == codes, on
        assert lapsed(members_on(body, on), body, on) == over
    with pytest.raises(Invalid):
        meetings.seat_member(act, from_on=D(2022, 6, 1), **seat)
    meetings.seat_member(act, from_on=D(2023, 2, 1), **seat)
    assert [(m.from_on, m.until_on) for m in body.members.order_by("pk")] == [
        (D(2022, 1, 1), D(2023, 1, 31)), (D(2023, 2, 1), None)
    ]  # fmt: skip
