"""What happens to a plan and in a week: done, refused, and never backwards."""

import datetime as dt
from decimal import Decimal

import pytest

from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.plans import operations as plans
from hermanar.plans.enums import ChangeState, Receipt
from hermanar.plans.queries import agendas_by_month, get_plan, international_alarm, picture_of, picture_of_week

D = Decimal
DAY = dt.date(2022, 2, 14)


def make_goal(cast, code="6.1.1"):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    plan = plans.open_plan(act, organisation=house, year=2022)
    component = plans.put_component(act, plan=plan, code="6", name="Vinculación")
    activity = plans.put_activity(act, component=component, code="6.1", name="Alianzas")
    return plans.put_goal(act, activity=activity, goal=plans.GoalSpec(code, "alianza", D(8), (D(2),) * 4))


def make_week(cast, *names, starts_on=dt.date(2022, 2, 21), act=None, **more):
    house, act = cast.organisations["municipality"], act or cast.act("liaison", DAY)
    units = [(plans.put_unit(act, organisation=house, name=n, **more), "unstated") for n in names]
    return plans.open_week(act, organisation=house, starts_on=starts_on, units=units)


def test_achieve_counts_in_its_quarter_and_leaves_its_entry(cast):
    goal = make_goal(cast)
    plans.achieve(cast.act("liaison", DAY), goal=goal, on=DAY, quantity=D(1), reference="Oficio 1")
    plans.achieve(cast.act("liaison", DAY), goal=goal, on=DAY, quantity=D(1), reference="Oficio 1")
    picture = picture_of(goal.activity.component.plan, 1)
    assert picture.activity("6.1").goals[0].achieved == 1
    assert picture.components[0].percent == D("12.5")
    assert Entry.objects.filter(happened="plans.achieved").count() == 1


def test_achieve_by_the_mayor_is_refused(cast):
    with pytest.raises(Refused, match="not_achiever"):
        plans.achieve(cast.act("mayor", DAY), goal=make_goal(cast), on=DAY, quantity=D(1))


def test_achieve_tomorrow_is_invalid(cast):
    with pytest.raises(Invalid, match="on"):
        plans.achieve(cast.act("liaison", DAY), goal=make_goal(cast), on=DAY + dt.timedelta(days=1), quantity=D(1))


def test_withdrawn_achievement_stays_on_record_and_counts_no_more(cast):
    goal = make_goal(cast)
    row = plans.achieve(cast.act("liaison", DAY), goal=goal, on=DAY, quantity=D(2))
    plans.withdraw_achievement(cast.act("liaison", DAY), achievement=row, reason="Era de otra área")
    assert goal.achievements.count() == 1
    assert picture_of(goal.activity.component.plan, 1).activity("6.1").goals[0].achieved == 0


def test_put_goal_again_after_progress_is_refused(cast):
    goal = make_goal(cast)
    plans.achieve(cast.act("liaison", DAY), goal=goal, on=DAY, quantity=D(1))
    spec = plans.GoalSpec(goal.code, "alianza", D(4), (D(1),) * 4)
    with pytest.raises(Refused, match="goal_has_progress"):
        plans.put_goal(cast.act("liaison", DAY), activity=goal.activity, goal=spec)


def test_put_goal_whose_quarters_do_not_sum_is_invalid(cast):
    goal = make_goal(cast)
    with pytest.raises(Invalid, match="programmed"):
        plans.put_goal(
            cast.act("liaison", DAY), activity=goal.activity, goal=plans.GoalSpec("x", "alianza", D(9), (D(2),) * 4)
        )


def test_change_asked_in_time_and_authorised_moves_quarter_and_year(cast):
    goal = make_goal(cast)
    change = plans.request_change(cast.act("liaison", DAY), goal=goal, quarter=1, after=D(4), reason="Más municipios")
    plans.decide_change(cast.act("mayor", DAY), change=change, authorise=True)
    goal.refresh_from_db()
    assert (goal.quarter1, goal.programmed) == (4, 10)


def test_change_of_a_closed_quarter_is_refused(cast):
    goal = make_goal(cast)
    with pytest.raises(Refused, match="quarter_closed"):
        plans.request_change(cast.act("liaison", dt.date(2022, 4, 1)), goal=goal, quarter=1, after=D(4), reason="Tarde")


def test_change_decided_after_its_days_is_refused_and_may_still_be_denied(cast):
    goal = make_goal(cast)
    change = plans.request_change(cast.act("liaison", DAY), goal=goal, quarter=1, after=D(4), reason="Más municipios")
    late = cast.act("mayor", dt.date(2022, 5, 2))
    with pytest.raises(Refused, match="too_late"):
        plans.decide_change(late, change=change, authorise=True)
    assert plans.decide_change(late, change=change, authorise=False).state == ChangeState.REFUSED


def test_change_decided_by_the_liaison_is_refused(cast):
    goal = make_goal(cast)
    change = plans.request_change(cast.act("liaison", DAY), goal=goal, quarter=1, after=D(4), reason="Más municipios")
    with pytest.raises(Refused, match="not_authoriser"):
        plans.decide_change(cast.act("liaison", DAY), change=change, authorise=True)


def test_week_tells_who_came_who_is_late_and_who_is_missing(cast):
    week = make_week(cast, "Turismo", "Cultura", "Salud")
    on_time, late, _missing = week.expected.all()
    plans.hand_in(cast.act("liaison", dt.date(2022, 2, 18)), expected=on_time, text="Feria")
    plans.hand_in(cast.act("liaison", dt.date(2022, 2, 22)), expected=late, text="Taller")
    picture = picture_of_week(week, cast.act("liaison", dt.date(2022, 2, 23)).at)
    assert [line.receipt for line in picture.lines] == [Receipt.ON_TIME, Receipt.LATE, Receipt.MISSING]
    assert (picture.delivered, [line.unit for line in picture.missing]) == (2, ["Salud"])


def test_hand_in_twice_keeps_what_came_first(cast):
    expected = make_week(cast, "Turismo").expected.get()
    plans.hand_in(cast.act("liaison", DAY), expected=expected, text="Feria")
    with pytest.raises(Refused, match="handed_in"):
        plans.hand_in(cast.act("liaison", DAY), expected=expected, text="Otra")


def test_week_that_does_not_begin_on_monday_is_invalid(cast):
    with pytest.raises(Invalid, match="starts_on"):
        make_week(cast, "Turismo", starts_on=dt.date(2022, 2, 22))


def test_silence_of_the_international_office_is_an_alarm(cast):
    make_week(cast, "Asuntos Internacionales", is_international=True)
    house = cast.organisations["municipality"]
    assert international_alarm(house, dt.date(2022, 2, 14)) == (False, False)
    assert international_alarm(house, dt.date(2022, 2, 25)) == (False, True)


def test_agendas_are_counted_where_the_rule_says(cast):
    house = cast.organisations["municipality"]
    week = make_week(cast, "Turismo", starts_on=dt.date(2022, 4, 4))
    plans.hand_in(cast.act("liaison", dt.date(2022, 3, 31)), expected=week.expected.get(), text="Feria")
    assert agendas_by_month(house, 2022, 2).told()["2022-04"] == 1
    plans.set_rules(
        cast.act("liaison", DAY), organisation=house, valid_from=DAY, source="Lineamientos", counting="received"
    )
    assert agendas_by_month(house, 2022, 1).told()["2022-03"] == 1
    assert agendas_by_month(house, 2022, 2).told()["2022-04"] == 0


def test_remind_weeks_tells_once_before_and_once_after(cast):
    make_week(cast, "Turismo")
    before = cast.act("operator", dt.datetime(2022, 2, 20, 12, tzinfo=cast.at.tzinfo))
    after = cast.act("operator", dt.datetime(2022, 2, 21, 12, tzinfo=cast.at.tzinfo))
    assert [plans.remind_weeks(a) for a in (before, before, after, after)] == [1, 0, 1, 0]


def test_plan_of_another_house_is_not_visible(cast):
    goal = make_goal(cast)
    assert get_plan(cast.actor("liaison"), 2022).pk == goal.activity.component.plan.pk
    with pytest.raises(NotVisible):
        get_plan(cast.actor("stranger"), 2022)


def test_picture_of_a_plan_asks_the_same_whatever_its_size(cast, assert_flat):
    goal = make_goal(cast)
    plan, codes = goal.activity.component.plan, iter(range(2, 99))

    def more():
        n = next(codes)
        activity = plans.put_activity(cast.act("liaison", DAY), component=goal.activity.component, code=f"6.{n}")
        put = plans.put_goal(
            cast.act("liaison", DAY), activity=activity, goal=plans.GoalSpec(f"6.{n}.1", "taller", D(4), (D(1),) * 4)
        )
        plans.achieve(cast.act("liaison", DAY), goal=put, on=DAY, quantity=D(1))

    assert assert_flat(more, lambda: picture_of(plan, 1)) <= 6
