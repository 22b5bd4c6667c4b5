"""Who sends, forwards, observes, answers, proposes, authorises."""

import pytest

from hermanar.directory.enums import Part
from hermanar.opinions.enums import Power
from hermanar.opinions.policies import can, can_record_for
from tests import relation

MAY = {
    "liaison": {Power.PREPARE, Power.ANSWER, Power.RECORD},
    "state": {Power.FORWARD},
    "reviewer": {Power.RECEIVE, Power.OBSERVE, Power.PROPOSE},
    "authoriser": {Power.RECEIVE, Power.AUTHORISE},
}


@pytest.mark.parametrize(
    "who",
    ["liaison", "mayor", "council_secretary", "committee", "state", "reviewer", "authoriser", "registrar",
     "counterpart", "consul", "administrator", "stranger", "nobody"],
)  # fmt: skip
def test_powers_are_those_of_the_seat_and_no_more(cast, who):
    found = relation.open_relation(cast)
    actor = cast.actor(who)
    assert {p for p in Power if can(actor, found.circle, p)} == MAY.get(who, set())


def test_record_for_the_ministry_only_while_it_is_absent(cast):
    alone, together = relation.open_relation(cast, everybody=False), relation.open_relation(cast)
    actor = cast.actor("liaison")
    assert [can_record_for(actor, p.circle, Part.REVIEWER) for p in (alone, together)] == [True, False]
