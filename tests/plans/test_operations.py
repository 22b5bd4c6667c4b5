"""What happens to a plan and in a week: done, refused, and never backwards."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.plans import operations as plans
from hermanar.plans.enums import ChangeState, Head, Receipt
from hermanar.plans.queries import (
    agendas_by_month,
    get_plan,
    heads_to_list,
    international_alarm,
    late_between,
    picture_of,
    picture_of_week,
)
from hermanar.reports.queries import compose

D = Decimal
DAY = dt.date(2022, 2, 14)


TWICE = (D(2),) * 4


def make_goal(cast, code="6.1.1", quarters=TWICE):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    plan = plans.open_plan(act, organisation=house, year=2022)
    component = plans.put_component(act, plan=plan, code="6", name="Vinculación")
    activity = plans.put_activity(act, component=component, code="6.1", name="Alianzas")
    return plans.put_goal(act, activity=activity, goal=plans.GoalSpec(code, "alianza", D(8), quarters))


def make_week(cast, *names, starts_on=dt.date(2022, 2, 21), act=None, **more):
    house, act = cast.organisations["municipality"], act or cast.act("liaison", DAY)
    known = {u.name: u for u in house.units.all()}
    units = [(known.get(n) or plans.put_unit(act, organisation=house, name=n, **more), "unstated") for n in names]
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


def test_put_goal_again_with_another_amount_is_refused_with_progress_or_without(cast):
    goal = make_goal(cast)
    spec = plans.GoalSpec(goal.code, "alianza", D(4), (D(1),) * 4)
    with pytest.raises(Refused, match="goal_programmed"):
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


def test_agendas_of_a_quarter_are_read_without_those_of_other_years(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", dt.date(2022, 12, 30))
    plans.set_rules(cast.act("liaison", DAY), organisation=house, valid_from=DAY, source="L", counting="received")
    days = [dt.date(2022, 6, 13), dt.date(2022, 6, 27), dt.date(2022, 9, 5)]
    came = [dt.date(2022, 6, 12), dt.date(2022, 8, 30), dt.date(2022, 9, 4)]  # the second two months late, on paper
    for starts_on, on in zip(days, came, strict=True):
        week = make_week(cast, "Turismo", starts_on=starts_on)
        plans.hand_in(act, expected=week.expected.get(), received_on=on)
    with CaptureQueriesContext(connection) as asked:
        told = [agendas_by_month(house, 2022, q).listed for q in (2, 3)]
    assert [list(t.values()) for t in told] == [[0, 0, 1], [0, 1, 1]]
    assert [q["sql"].count("received_on") > 1 for q in asked.captured_queries if "plans_handin" in q["sql"]] == [
        True
    ] * 2


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


def test_nothing_that_a_past_quarter_counted_moves_afterwards(cast):
    """Rules, weights, goals and changes made in the second quarter leave the figures of the first as they were."""
    goal = make_goal(cast)
    plan, component, house = goal.activity.component.plan, goal.activity.component, cast.organisations["municipality"]
    act = cast.act("liaison", DAY)
    other = plans.put_activity(act, component=component, code="6.2", weight=None)
    plans.put_goal(act, activity=other, goal=plans.GoalSpec("6.2.1", "taller", D(4), (D(1),) * 4))
    plans.achieve(act, goal=goal, on=DAY, quantity=D(2))
    plans.set_rules(act, organisation=house, valid_from=DAY, source="Uno", counting="received")
    week = make_week(cast, "Turismo", starts_on=dt.date(2022, 4, 4))
    plans.hand_in(cast.act("liaison", dt.date(2022, 3, 31)), expected=week.expected.get(), text="Feria")

    def told(basis="annual"):
        found = picture_of(plan, 1, basis).components[0]
        return found.percent, found.band, [(a.code, a.percent, len(a.goals)) for a in found.activities]

    before = {basis: told(basis) for basis in ("annual", "quarter", "cumulative")}
    counted = agendas_by_month(house, 2022, 1).told()
    assert (before["annual"][0], counted["2022-03"]) == (D("12.5"), 1)
    later, may = cast.act("liaison", dt.date(2022, 4, 20)), dt.date(2022, 5, 2)
    # rules begin in the quarter that runs, at the earliest; of one day the later set holds, and both stay
    with pytest.raises(Invalid, match="valid_from"):
        plans.set_rules(later, organisation=house, valid_from=dt.date(2022, 3, 31), source="Dos")
    for counting, bands in (("received", [{"from": "0", "es": "Uno"}]), ("starts", [{"from": "0", "es": "Otro"}])):
        plans.set_rules(
            later, organisation=house, valid_from=dt.date(2022, 4, 1), source="Dos", counting=counting, bands=bands
        )
    assert house.plan_rules.filter(valid_from=dt.date(2022, 4, 1)).count() == 2
    assert picture_of(plan, 2).components[0].band["es"] == "Otro"
    # a goal that programs the past, in an old or a new activity
    third = plans.put_activity(later, component=component, code="6.3")
    spec = plans.GoalSpec("6.3.1", "taller", D(4), (D(1),) * 4)
    with pytest.raises(Invalid, match="quarter1"):
        plans.put_goal(later, activity=third, goal=spec)
    plans.put_goal(later, activity=third, goal=plans.GoalSpec("6.3.1", "taller", D(3), (D(0), D(1), D(1), D(1))))
    plans.put_activity(later, component=component, code="6.1", weight=D(3))
    change = plans.request_change(later, goal=goal, quarter=3, after=D(6), reason="Más municipios")
    plans.decide_change(cast.act("mayor", may), change=change, authorise=True)
    goal.refresh_from_db()
    assert goal.programmed == 12
    assert {basis: told(basis) for basis in before} == before
    assert agendas_by_month(house, 2022, 1).told() == counted
    assert [len(a.goals) for a in picture_of(plan, 2).components[0].activities] == [1, 1, 1]
    refused = plans.GoalSpec("6.1.1", "oficio", D(12), (D(2), D(2), D(6), D(2)))
    with pytest.raises(Refused, match="goal_reported"):
        plans.put_goal(later, activity=goal.activity, goal=refused)
    other_spec = plans.GoalSpec("6.3.2", "taller", D(4), (D(0),) * 3 + (D(4),))
    with pytest.raises(Refused, match="plan_over"):
        plans.put_goal(cast.act("liaison", dt.date(2023, 1, 9)), activity=third, goal=other_spec)


@pytest.mark.parametrize("quarters", [(D(2),) * 4, (D(2), D(2), None, D(2))])
def test_later_changes_are_undone_whatever_the_order_in_which_they_were_decided(cast, quarters):
    goal, act = make_goal(cast, quarters=quarters), cast.act("liaison", dt.date(2022, 3, 30))
    asked = [
        plans.request_change(act, goal=goal, quarter=q, after=D(n), reason="Más") for q, n in ((3, 6), (4, 4), (1, 5))
    ]
    plans.decide_change(cast.act("mayor", dt.date(2022, 4, 1)), change=asked[1], authorise=True)
    for change in (asked[2], asked[0]):  # the first quarter's own stays; one asked before is decided after it
        change.goal.refresh_from_db()
        plans.decide_change(cast.act("mayor", dt.date(2022, 4, 4)), change=change, authorise=True)
    stood = picture_of(goal.activity.component.plan, 1).activity("6.1").goals[0]
    assert (stood.programmed, stood.annual) == (5, 11 if None not in quarters else 8)
    assert picture_of(goal.activity.component.plan, 4).activity("6.1").goals[0].annual == 17


def test_entry_of_a_reported_quarter_is_taken_as_late_and_told_in_the_next_report(cast):
    goal, house = make_goal(cast), cast.organisations["municipality"]
    first = plans.achieve(cast.act("liaison", DAY), goal=goal, on=DAY, quantity=D(1))
    plans.close_quarter(cast.act("mayor", dt.date(2022, 4, 8)), organisation=house, year=2022, quarter=1)
    may = cast.act("liaison", dt.date(2022, 5, 2))
    with pytest.raises(Invalid, match="late_reason"):
        plans.achieve(may, goal=goal, on=DAY, quantity=D(2))
    late = plans.achieve(may, goal=goal, on=DAY, quantity=D(2), late_reason="La lista llegó después")
    plans.withdraw_achievement(may, achievement=first, reason="Era de otra área")
    on_time = plans.achieve(may, goal=goal, on=dt.date(2022, 5, 2), quantity=D(1), late_reason="no hacía falta")
    assert (late.is_late, first.withdrawn_late, on_time.is_late, on_time.late_reason) == (True, True, False, "")
    rows = [(e.quarter, e.quantity, e.reason) for e in late_between(house, dt.date(2022, 4, 1), dt.date(2022, 6, 30))]
    assert rows == [(1, D(-1), "Era de otra área"), (1, D(2), "La lista llegó después")]
    assert late_between(house, dt.date(2022, 7, 1), dt.date(2022, 9, 30)) == []
    told = compose(house, 2022, 2, may.at, None)["late"]
    assert [(row["code"], row["quantity"], row["put_on"]) for row in told] == [
        ("6.1.1", -1, "2022-05-02"), ("6.1.1", 2, "2022-05-02")
    ]  # fmt: skip
    assert [e.happened for e in Entry.objects.filter(happened__endswith="late").order_by("pk")] == [
        "plans.achieved_late", "plans.withdrawn_late"
    ]  # fmt: skip
    for refused in (
        lambda: plans.request_change(may, goal=goal, quarter=1, after=D(1), reason="Tarde"),
        lambda: plans.close_quarter(may, organisation=house, year=2022, quarter=2),
    ):
        with pytest.raises(Refused):
            refused()


@pytest.mark.parametrize(
    ("ask_before", "entry_days", "asked_on", "is_refused", "entered_on", "is_late"),
    [
        (0, None, "2022-03-31", False, "2022-06-30", False),
        (0, None, "2022-04-01", True, "2022-06-30", False),
        (2, None, "2022-03-29", False, "2022-06-30", False),
        (2, None, "2022-03-30", True, "2022-06-30", False),
        (0, 5, "2022-03-31", False, "2022-04-07", False),
        (0, 5, "2022-03-31", False, "2022-04-08", True),
    ],
)
def test_days_for_asking_and_for_entries_are_those_of_the_rules(
    cast, ask_before, entry_days, asked_on, is_refused, entered_on, is_late
):
    goal, act = make_goal(cast), cast.act("liaison", DAY)
    plans.set_rules(
        act, organisation=cast.organisations["municipality"], valid_from=DAY, source="L", ask_days_before=ask_before,
        entry_days=entry_days,
    )  # fmt: skip
    try:
        asking = cast.act("liaison", dt.date.fromisoformat(asked_on))
        plans.request_change(asking, goal=goal, quarter=1, after=D(4), reason="Más")
        refused = False
    except Refused:
        refused = True
    entering = cast.act("liaison", dt.date.fromisoformat(entered_on))
    entry = plans.achieve(entering, goal=goal, on=DAY, quantity=D(1), late_reason="Llegó después")
    assert (refused, entry.is_late) == (is_refused, is_late)


def test_new_list_says_the_vacancy_that_the_last_one_said_until_somebody_is_named(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison")
    unit, other = (plans.put_unit(act, organisation=house, name=n) for n in ("Internacional", "Salud"))
    first, second = dt.date(2022, 2, 7), dt.date(2022, 2, 14)
    assert heads_to_list(house, first) == {unit.pk: Head.UNSTATED, other.pk: Head.UNSTATED}
    plans.open_week(act, organisation=house, starts_on=first, units=[(unit, "vacant"), (other, "unstated")])
    assert heads_to_list(house, second) == {unit.pk: Head.VACANT, other.pk: Head.UNSTATED}
    plans.name_head(act, unit=unit, holder="Persona de Muestra 12", from_on=dt.date(2022, 1, 31))
    assert heads_to_list(house, second)[unit.pk] == Head.HELD
