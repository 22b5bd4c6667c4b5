"""A duty is brought to mind once at each mark; the daily command does it with the other things that a day brings."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from hermanar.cli.main import main
from hermanar.journal.models import Entry
from hermanar.notices.models import Notice
from hermanar.programmes.models import Duty
from hermanar.programmes.operations import fulfil_duty, remind_duties
from hermanar.programmes.rules import mark_of, reminders
from tests import relation
from tests.kept import kept

DUE = dt.date(2022, 6, 15)


@pytest.mark.parametrize(
    ("on", "mark"),
    [
        (dt.date(2022, 5, 15), ""),
        (dt.date(2022, 5, 16), "soon"),
        (dt.date(2022, 6, 7), "soon"),
        (dt.date(2022, 6, 8), "near"),
        (dt.date(2022, 6, 15), "near"),
        (dt.date(2022, 6, 30), "near"),
        (dt.date(2022, 7, 1), "overdue"),
    ],
)
def test_mark_of_a_duty_follows_the_day(on, mark):
    assert mark_of(DUE, 15, on=on, days_before=reminders()) == mark


@pytest.fixture
@kept
def duty(cast) -> Duty:
    partnership = relation.open_relation(cast)
    return Duty.objects.create(
        circle=partnership.circle, partnership=partnership, key="yearly_meeting", title="Reunión anual",
        title_en="Yearly meeting", source="Artículo V", due_on=DUE, grace_days=15, owner_part="lead",
        owner_office="Enlace",
    )  # fmt: skip


def on_day(duty: Duty, day: dt.date) -> None:
    """The exercise's own clock moves."""
    duty.circle.exercise_at = duty.circle.exercise_at.replace(year=day.year, month=day.month, day=day.day)
    duty.circle.save(update_fields=["exercise_at"])


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(key__startswith="duty_").order_by("pk")
    return [(n.user.email.partition("@")[0], n.key) for n in rows.select_related("user")]


def test_remind_duties_tells_the_owner_once_at_each_mark_and_the_state_when_it_is_late(cast, duty):
    act = cast.act("operator")
    assert (remind_duties(act), told()) == (0, [])
    on_day(duty, dt.date(2022, 5, 20))
    assert [remind_duties(act), remind_duties(act)] == [1, 0]
    on_day(duty, dt.date(2022, 6, 10))
    assert [remind_duties(act), remind_duties(act)] == [1, 0]
    assert told() == [("liaison", "duty_due")] * 2
    on_day(duty, dt.date(2022, 7, 1))
    assert [remind_duties(act), remind_duties(act)] == [1, 0]
    assert told()[2:] == [("liaison", "duty_overdue"), ("state", "duty_overdue")]
    lines = Entry.objects.filter(happened="programmes.duty_reminded", about=duty.public_id)
    assert [line.data["due"] for line in lines] == ["2022-06-15"] * 3


def test_remind_duties_of_a_fulfilled_duty_tells_nobody(cast, duty):
    on_day(duty, dt.date(2022, 6, 10))
    fulfil_duty(cast.act("liaison", dt.date(2022, 6, 1)), duty=duty, done_on=dt.date(2022, 6, 1), proof="Minuta 1")
    assert (remind_duties(cast.act("operator")), told()) == (0, [])


def test_remind_duties_of_the_counterpart_tells_both_sides(cast, duty):
    Duty.objects.filter(pk=duty.pk).update(owner_part="counterpart")
    on_day(duty, dt.date(2022, 6, 10))
    remind_duties(cast.act("operator"))
    assert told() == [("liaison", "duty_due"), ("counterpart", "duty_due")]


def test_clock_command_does_what_the_day_brings_and_nothing_twice(cast, duty):
    on_day(duty, dt.date(2022, 6, 10))
    runs = [CliRunner().invoke(main, ["clock", "--format", "json"]) for _ in range(2)]
    assert [r.exit_code for r in runs] == [0, 0], runs[0].output
    first, second = (json.loads(r.output) for r in runs)
    assert first == dict.fromkeys(first, 0) | {"duty_reminders": 1}
    assert second == dict.fromkeys(first, 0)
