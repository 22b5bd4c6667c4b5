"""Who may what: the table, row by row, and recording only where the office is not on board."""

import pytest

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Seat
from hermanar.kernel.acts import Actor
from hermanar.partnerships import policies
from hermanar.partnerships.enums import Power
from tests.cast import STARTS

TABLE = {
    "liaison": {Power.EDIT, Power.COMMENT, Power.RECORD, Power.ROUTE, Power.CONVENE},
    "mayor": {Power.SIGN_OFF, Power.COMMENT},
    "council_secretary": {Power.COMMENT},
    "administrator": set(),
    "committee": {Power.EVALUATE, Power.COMMENT, Power.CONVENE},
    "state": {Power.FORWARD, Power.COMMENT, Power.REPRESENT},
    "consul": {Power.ROUTE, Power.COMMENT},
    "reviewer": set(),
    "authoriser": set(),
    "registrar": set(),
    "counterpart": {Power.COMMENT},
    "stranger": set(),
    "nobody": set(),
    "operator": set(),
}


@pytest.mark.parametrize("who", sorted(TABLE))
def test_powers_of_each_persona_are_those_of_the_table(cast, who):
    assert policies.powers(cast.actor(who), cast.circle) == frozenset(TABLE[who])


@pytest.mark.parametrize("who", sorted(TABLE))
def test_each_question_reads_its_own_power(cast, who):
    actor, circle, own = cast.actor(who), cast.circle, TABLE[who]
    assert policies.can_edit(actor, circle) is (Power.EDIT in own)
    assert policies.can_sign_off(actor, circle) is (Power.SIGN_OFF in own)
    assert policies.can_evaluate(actor, circle) is (Power.EVALUATE in own)
    assert policies.can_route(actor, circle) is (Power.ROUTE in own)
    assert policies.can_comment(actor, circle) is (Power.COMMENT in own)


def test_powers_end_with_the_seat(cast):
    actor = cast.actor("liaison")
    assert policies.can_edit(actor, cast.circle)
    Seat.objects.filter(circle=cast.circle, part=Part.LEAD).update(until_on=STARTS.date())
    assert not policies.can_edit(cast.actor("liaison", STARTS.date().replace(year=2023)), cast.circle)


def test_powers_in_a_circle_without_seat_are_none(cast):
    assert policies.powers(cast.actor("liaison"), cast.organisations["ministry"].home) == frozenset()


OFFICES = [
    ("mayor", Part.LEAD, Role.MAYOR),
    ("council_secretary", Part.LEAD, Role.COUNCIL_SECRETARY),
    ("committee", Part.COMMITTEE, Role.COMMITTEE_SECRETARY),
    ("state", Part.OVERSEER, Role.STATE_LIAISON),
    ("registrar", Part.REGISTRAR, Role.REGISTRAR),
    ("counterpart", Part.COUNTERPART, None),
]


@pytest.mark.parametrize(("who", "part", "role"), OFFICES, ids=[o[0] for o in OFFICES])
def test_record_for_an_office_only_where_it_is_not_on_board(cast, who, part, role):
    liaison = cast.actor("liaison")
    others = [cast.actor(other) for other in ("mayor", "state", "stranger", "nobody")]
    assert policies.can_record_for(liaison, cast.circle, part, role) is False
    user = cast.users[who]
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert policies.can_record_for(liaison, cast.circle, part, role) is True
    assert [policies.can_record_for(other, cast.circle, part, role) for other in others] == [False] * 4


@pytest.mark.parametrize(("who", "part", "role"), OFFICES, ids=[o[0] for o in OFFICES])
def test_record_for_an_office_whose_post_ended_is_the_liaisons(cast, who, part, role):
    row = cast.appointments[who]
    row.ended_at = STARTS
    row.save(update_fields=["ended_at"])
    assert policies.can_record_for(cast.actor("liaison"), cast.circle, part, role) is True


def test_record_for_a_part_nobody_sits_in_is_the_liaisons(cast):
    Seat.objects.filter(circle=cast.circle, part=Part.REGISTRAR).update(until_on=STARTS.date())
    assert policies.can_record_for(cast.actor("liaison"), cast.circle, Part.REGISTRAR, Role.REGISTRAR) is True


def test_actor_without_organisation_has_no_powers(cast):
    forged = Actor(user="x", roles=frozenset({Role.LIAISON, Role.MAYOR}))
    assert policies.powers(forged, cast.circle) == frozenset()
