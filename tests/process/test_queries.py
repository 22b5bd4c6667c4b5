"""Reading cases, with flat query counts."""

import datetime as dt

import pytest

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.process import operations as ops, queries
from hermanar.process.models import Case

from .conftest import act_of, organisation

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


def test_get_case_of_a_circle_without_seat_is_not_visible(case, act, circle):
    assert queries.get_case(act().actor, case.public_id) == case
    other = act_of(organisation("otro"))
    for actor in (other.actor, Actor.stranger()):
        with pytest.raises(NotVisible):
            queries.get_case(actor, case.public_id)
    assert list(Case.objects.for_actor(other.actor)) == []


def test_get_facts_holds_withdrawn_ones_too(case, act):
    ops.state_fact(act(), case=case, key="signed", label="f", on=DAY, source="a:1")
    ops.withdraw_fact(act(), case=case, key="signed", label="f", reason="error")
    ops.state_fact(act(), case=case, key="signed", label="f", on=DAY - dt.timedelta(2), source="a:2")
    assert [(f.source, f.withdrawn_on) for f in queries.get_facts(case)] == [("a:2", None), ("a:1", DAY)]


def test_standing_facts_known_by_a_day_is_local_time(case, act):
    # 03:00 UTC of 3 March is still 2 March in Mexico City
    ops.state_fact(act(dt.date(2026, 3, 3), hour=3), case=case, key="signed", label="f", on=DAY, source="a:1")
    assert list(queries.standing_facts(case, known_by=dt.date(2026, 3, 1))) == []
    assert list(queries.standing_facts(case, known_by=dt.date(2026, 3, 2))) == ["signed"]


def test_get_picture_asks_no_more_with_more_facts(case, act, assert_flat):
    number = iter(range(100))

    def make():
        n = next(number)
        ops.state_fact(act(), case=case, key="signed", label="f", on=DAY, source=f"a:{n}")
        ops.sign_off(act(), case=case, step="designate", on=DAY)

    assert assert_flat(make, lambda: queries.get_picture(case, on=DAY)) == 2


def test_list_pictures_of_many_cases_asks_no_more(circle, definition, act, assert_flat):
    def make():
        case = ops.open_case(act(), circle=circle, definition=definition, folio="x", opened_on=DAY)
        ops.state_fact(act(), case=case, key="liaison_designated", label="f", on=DAY, source="a:1")

    def call():
        cases = Case.objects.select_related("definition")
        pictures = queries.list_pictures(cases, on=DAY)
        assert {p.next_step.key for p in pictures.values()} == {"send_letter"}

    assert assert_flat(make, call) == 3


def test_list_pictures_shows_what_get_picture_shows(case, act):
    ops.state_fact(act(), case=case, key="liaison_designated", label="f", on=DAY, source="a:1")
    assert queries.list_pictures([case], on=DAY) == {case.public_id: queries.get_picture(case, on=DAY)}


def test_all_standing_leaves_out_what_was_withdrawn(case, act, circle):
    ops.state_fact(act(), case=case, key="signed", label="f", on=DAY, source="a:1")
    ops.state_fact(act(), case=case, key="letter_sent", label="f", on=DAY, source="a:2")
    ops.withdraw_fact(act(), case=case, key="signed", label="f", reason="error")
    assert [(c, k, f.source) for c, k, f in queries.all_standing()] == [(circle.public_id, case.public_id, "a:2")]
