"""The state sees its municipalities: it has its place in each relation from the opening, or from the day it joins."""

import datetime as dt

import pytest

from hermanar.directory.enums import Part
from hermanar.directory.models import Organisation
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Refused
from hermanar.notices.models import Notice
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.queries import list_partnerships
from hermanar.process.models import Case
from tests import relation

pytestmark = pytest.mark.django_db


def seats(partnership) -> list[str]:
    rows = partnership.circle.seats.filter(part=Part.OVERSEER).select_related("organisation")
    return [s.organisation.slug for s in rows]


def elsewhere(cast, key: str = "11") -> Organisation:
    state = cast.organisations["state"]
    Organisation.objects.filter(pk=state.pk).update(state_id=key)
    state.refresh_from_db()
    return state


def test_state_has_its_place_from_the_opening_and_is_told(cast):
    opened = relation.open_relation(cast, everybody=False)
    assert seats(opened) == ["oaxaca"]
    assert [p.folio for p in list_partnerships(cast.actor("state"))] == [opened.folio]
    told = Entry.objects.filter(happened="directory.seat_given", chain__name=opened.circle.public_id)
    assert "overseer" in [e.data["part"] for e in told]
    assert Notice.objects.filter(key="case_opened", data__folio=opened.folio).exists()


def test_state_of_another_municipality_has_no_place(cast):
    elsewhere(cast)
    opened = relation.open_relation(cast, everybody=False)
    assert seats(opened) == []
    assert list_partnerships(cast.actor("state")) == []


def test_state_of_the_book_has_no_place_in_an_exercise(cast):
    town, state = cast.organisations["municipality"], cast.organisations["state"]
    Organisation.objects.filter(pk=state.pk).update(is_exercise=not town.is_exercise)
    assert seats(relation.open_relation(cast, everybody=False)) == []


def test_state_that_joins_gets_its_place_in_what_is_open_once(cast):
    elsewhere(cast)
    opened = relation.open_relation(cast, everybody=False)
    state = elsewhere(cast, "20")
    given = partnerships.seat_state_that_joins(cast.act("operator"), organisation=state)
    assert [(s.circle_id, s.part, s.from_on) for s in given] == [
        (opened.circle_id, Part.OVERSEER, cast.act("operator").on)
    ]
    assert Notice.objects.filter(key="state_seated").exists()
    assert partnerships.seat_state_that_joins(cast.act("operator"), organisation=state) == []
    assert [p.folio for p in list_partnerships(cast.actor("state"))] == [opened.folio]


def test_state_that_joins_gets_no_place_in_what_is_over_or_elsewhere(cast):
    elsewhere(cast)
    over = relation.open_relation(cast, everybody=False)
    Case.objects.filter(pk=over.case_id).update(state="closed")
    assert partnerships.seat_state_that_joins(cast.act("operator"), organisation=elsewhere(cast, "20")) == []
    town = cast.organisations["municipality"]
    assert partnerships.seat_state_that_joins(cast.act("operator"), organisation=town) == []


def test_state_that_was_on_board_gets_its_place_in_what_was_opened_before_with_the_day(cast):
    elsewhere(cast)
    opened = relation.open_relation(cast, everybody=False)
    assert partnerships.seat_states(cast.act("operator")) == 0
    elsewhere(cast, "20")
    assert partnerships.seat_states(cast.act("operator")) == 1
    assert seats(opened) == ["oaxaca"]
    told = Entry.objects.filter(happened="directory.seat_given", chain__name=opened.circle.public_id)
    assert "overseer" in [e.data["part"] for e in told]
    assert Notice.objects.filter(key="state_seated", data__folio=opened.folio).count() == 1
    assert partnerships.seat_states(cast.act("operator")) == 0


def test_place_that_was_ended_is_not_given_again_with_the_day(cast):
    opened = relation.open_relation(cast, everybody=False)
    partnerships.unseat_organisation(cast.act("liaison"), partnership=opened, organisation=cast.organisations["state"])
    assert partnerships.seat_states(cast.act("operator")) == 0
    assert opened.circle.seats.filter(part=Part.OVERSEER, until_on=None).count() == 0


def test_place_in_an_exercise_begins_on_its_own_clock(cast):
    elsewhere(cast)
    opened = relation.open_relation(cast, everybody=False)
    clock = dt.datetime(2022, 3, 1, 18, tzinfo=dt.UTC)
    type(opened.circle).objects.filter(pk=opened.circle_id).update(exercise_at=clock)
    elsewhere(cast, "20")
    assert partnerships.seat_states(cast.act("operator")) == 1
    assert opened.circle.seats.get(part=Part.OVERSEER).from_on == dt.date(2022, 3, 1)


@pytest.mark.parametrize("persona", ["liaison", "state", "administrator", "stranger"])
def test_place_of_a_state_that_joins_is_given_by_the_operator_alone(cast, persona):
    with pytest.raises(Refused) as no:
        partnerships.seat_state_that_joins(cast.act(persona), organisation=cast.organisations["state"])
    assert no.value.code == "not_allowed"


def test_page_of_the_case_opens_for_the_state_and_not_what_is_the_municipalitys_alone(cast):
    opened = relation.open_relation(cast, everybody=False)
    client = cast.client("state")
    assert client.get(f"/vinculaciones/{opened.public_id}/").status_code == 200
    assert opened.folio in client.get("/vinculaciones/").content.decode()
    assert client.get(f"/vinculaciones/{opened.public_id}/participacion/").status_code == 404
    assert client.get(f"/en/vinculaciones/{opened.public_id}/").status_code == 200
    assert dt.date(2022, 1, 1) <= opened.opened_on
