"""Lists of both sides, times by level, contact and compliance; flat numbers of queries."""

import datetime as dt

import pytest

from hermanar.coordination import queries
from hermanar.coordination.operations import answer_advice, answer_campaign, rate_advice
from hermanar.directory.models import Municipality
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import fold
from hermanar.opinions.operations import forward_dispatch, send_dispatch
from hermanar.partnerships.operations import record_state_activity
from tests import relation

from .test_operations import ask, campaign, instrument, ministry_advises, propose

__all__ = ["ministry_advises"]
ON = dt.date(2022, 1, 31)


def test_advice_is_seen_by_both_sides_alone(cast):
    row = ask(cast)
    for who in ("liaison", "mayor", "state"):
        assert queries.get_advice(cast.actor(who), row.public_id) == row
        assert queries.list_advice(cast.actor(who)) == [row]
    for who in ("reviewer", "stranger", "committee", "counterpart", "nobody"):
        with pytest.raises(NotVisible):
            queries.get_advice(cast.actor(who), row.public_id)
        assert queries.list_advice(cast.actor(who)) == []


def test_list_advice_by_turn_and_by_pages(cast):
    rows = [ask(cast, subject=str(n)) for n in range(3)]
    state = cast.actor("state")
    assert queries.list_advice(state, asked_of_us=True, state="asked", limit=2) == rows[:0:-1]
    assert queries.list_advice(state, before=rows[1].pk) == [rows[0]]
    assert queries.list_advice(state, asked_of_us=False) == []
    assert [a.pk for a in queries.list_waiting(state)] == [r.pk for r in rows]


def test_advice_times_tell_state_from_federal(cast):
    for days, rating in ((2, 5), (6, 3)):
        row = answer_advice(cast.act("state", ON + dt.timedelta(days)), advice=ask(cast), answer="x")
        rate_advice(cast.act("liaison"), advice=row, rating=rating)
    ask(cast, of="ministry")
    late = ON + dt.timedelta(30)
    state, federal = queries.advice_times(cast.organisations["state"], late)
    assert (state.level, state.asked, state.answered, state.days, state.rating) == ("state", 2, 2, 4.0, 4.0)
    assert (federal.asked, federal.answered, federal.waiting, federal.overdue, federal.days) == (1, 0, 1, 1, None)


def test_advice_of_a_case_is_its_log(cast):
    case = relation.open_relation(cast)
    row = ask(cast, partnership=case)
    ask(cast)
    assert queries.list_advice_of_case(cast.actor("liaison"), case) == [row]
    assert queries.list_advice_of_case(cast.actor("reviewer"), case) == []


def test_instrument_on_a_day_is_the_one_in_force(cast):
    row = instrument(cast, valid_until=dt.date(2022, 6, 1))
    house = cast.organisations["state"]
    assert queries.instrument_on(house, ON) == row
    assert queries.instrument_on(house, dt.date(2022, 6, 2)) is None
    assert queries.instrument_on(house, dt.date(2022, 1, 9)) is None
    assert queries.list_instruments(cast.actor("stranger")) == []


def test_dispatches_on_their_way_begin_with_those_to_pass_on(cast):
    case = relation.open_relation(cast)
    relation.agree(cast, case)
    relation.authorise(cast, case)
    row = send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, case))
    state = cast.actor("state")
    assert [(d.pk, d.state) for d in queries.list_dispatches_on_their_way(state)] == [(row.pk, "sent")]
    forward_dispatch(cast.act("state"), dispatch=row)
    assert [d.state for d in queries.list_dispatches_on_their_way(state)] == ["forwarded"]
    assert queries.list_dispatches_on_their_way(cast.actor("stranger")) == []


def test_municipalities_by_contact(cast):
    house, state = cast.organisations["state"], cast.actor("state")
    record_state_activity(
        cast.act("state"), organisation=house, kind="advice", on=dt.date(2020, 12, 1), subject="Hace tiempo",
        municipality=Municipality.objects.get(key="20067"),
    )  # fmt: skip
    ask(cast)
    assert queries.reach_of(house, ON) == queries.Reach(total=3, recent=1, old=1, never=1)

    def keys(standing: str) -> list[str]:
        return [line.key for line in queries.list_municipalities(state, house, ON, standing=standing).lines]

    assert (keys("recent"), keys("old"), keys("never")) == (["20999"], ["20067"], ["20998"])
    assert keys("") == ["20067", "20998", "20999"]
    for who in ("liaison", "stranger", "reviewer"):
        with pytest.raises(NotVisible):
            queries.list_municipalities(cast.actor(who), house, ON)


def test_compliance_is_of_facts_the_state_sees_and_of_what_the_municipality_has(cast):
    house = cast.organisations["state"]
    hidden = relation.open_relation(cast, everybody=False)
    hidden.circle.seats.filter(organisation=house).delete()  # as one opened before the state was on board
    relation.authorise(cast, hidden)
    line = {m.key: m for m in queries.list_municipalities(cast.actor("state"), house, ON).lines}["20999"]
    assert (line.has["here"], line.has["liaison"], line.has["authorised"], line.relations) == (True, True, False, 0)
    relation.authorise(cast, relation.open_relation(cast), number="02")
    line = {m.key: m for m in queries.list_municipalities(cast.actor("state"), house, ON).lines}["20999"]
    assert (line.has["authorised"], line.relations) == (True, 1)


def test_municipalities_go_by_pages_with_a_flat_number_of_queries(cast, django_assert_max_num_queries):
    house, state = cast.organisations["state"], cast.actor("state")
    first = queries.list_municipalities(state, house, ON, limit=2)
    assert ([m.key for m in first.lines], first.next) == (["20067", "20998"], "20998")
    second = queries.list_municipalities(state, house, ON, after=first.next, limit=2)
    assert ([m.key for m in second.lines], second.next) == (["20999"], "")
    for n in range(30):
        Municipality.objects.create(key=f"201{n:02}", name=f"M{n}", folded=fold(f"M{n}"), state_id="20")
    with django_assert_max_num_queries(14):
        assert len(queries.list_municipalities(state, house, ON).lines) == 33


def test_campaign_counts_and_summary(cast):
    row = campaign(cast, "20999", "20067")

    mine = row.invited.get(municipality_id="20999")
    answer_campaign(cast.act("liaison"), invited=mine, response="accepted", answers={"how_many": "2"})
    line = queries.get_campaign(cast.actor("state"), row.public_id)
    assert (line.invited, line.answered, line.accepted) == (2, 1, 1)
    assert {s.question.key: s.total for s in queries.summary_of(row)}["how_many"] == 2
    assert [i.municipality_id for i in queries.list_invited(row, answered=False)] == ["20067"]
    assert queries.get_invitation(cast.actor("liaison"), mine.public_id) == mine
    for who in ("stranger", "reviewer"):
        with pytest.raises(NotVisible):
            queries.get_invitation(cast.actor(who), mine.public_id)
        with pytest.raises(NotVisible):
            queries.get_campaign(cast.actor(who), row.public_id)
    assert queries.list_invitations(cast.actor("liaison")) == [mine]


def test_proposals_are_read_by_three(cast):
    row = propose(cast)
    for who in ("liaison", "state", "reviewer"):
        assert queries.list_proposals(cast.actor(who)) == [row]
    assert queries.list_proposals(cast.actor("stranger")) == []
    with pytest.raises(NotVisible):
        queries.get_proposal(cast.actor("consul"), row.public_id)


def test_advisers_of_a_municipality_are_its_state_and_the_ministry(cast):
    kinds = [o.kind for o in queries.advisers_of(cast.organisations["municipality"])]
    assert kinds == ["state", "ministry"]
    assert [o.kind for o in queries.advisers_of(cast.organisations["state"])] == ["ministry"]
