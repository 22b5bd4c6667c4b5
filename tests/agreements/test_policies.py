"""Who drafts, signs, deposits, registers."""

import pytest

from hermanar.agreements.enums import Power
from hermanar.agreements.policies import can, can_record_for, speaks_for_counterpart
from hermanar.directory.enums import Part
from tests import relation

MAY = {
    "liaison": {Power.DRAFT, Power.DEPOSIT, Power.COMMENT, Power.RECORD},
    "mayor": {Power.SIGN, Power.COMMENT},
    "council_secretary": {Power.COMMENT},
    "state": {Power.COMMENT},
    "committee": {Power.COMMENT},
    "counterpart": {Power.COMMENT},
    "registrar": {Power.REGISTER},
}


@pytest.mark.parametrize(
    "who",
    ["liaison", "mayor", "council_secretary", "committee", "state", "reviewer", "authoriser", "registrar",
     "counterpart", "consul", "administrator", "stranger", "nobody"],
)  # fmt: skip
def test_powers_are_those_of_the_seat_and_no_more(cast, who):
    found = relation.open_relation(cast)
    assert {p for p in Power if can(cast.actor(who), found.circle, p)} == MAY.get(who, set())


def test_counterpart_speaks_for_itself_where_it_sits(cast):
    alone, together = relation.open_relation(cast, everybody=False), relation.open_relation(cast)
    theirs, ours = cast.actor("counterpart"), cast.actor("liaison")
    assert [speaks_for_counterpart(theirs, p.circle) for p in (alone, together)] == [False, True]
    assert [can_record_for(ours, p.circle, Part.COUNTERPART) for p in (alone, together)] == [True, False]
