"""The five points of a living link: the rule as a table, and computed from the records."""

import datetime as dt

import pytest

from hermanar.coordination.enums import HEALTH, HealthPoint
from hermanar.coordination.queries import health_of_link
from hermanar.coordination.rules.health import HealthFacts, health_of, term
from hermanar.kernel.errors import NotVisible
from tests import relation

ON = dt.date(2022, 5, 1)
OLD = ON - dt.timedelta(days=term("contact") + 1)


@pytest.mark.parametrize(
    ("facts", "good"),
    [
        (HealthFacts(), []),
        (HealthFacts(runs=True, activities=2, tied=2), ["strategic"]),
        (HealthFacts(runs=True, activities=2, tied=1), []),
        (HealthFacts(runs=True), []),
        (HealthFacts(takes_part=1), ["society"]),
        (HealthFacts(ours_on=ON, theirs_on=ON), ["contact"]),
        (HealthFacts(ours_on=ON, theirs_on=OLD), []),
        (HealthFacts(ours_on=ON), []),
        (HealthFacts(proved=1, spread=3), ["results", "spread"]),
    ],
)
def test_point_is_good_only_by_what_is_on_record(facts, good):
    found = health_of(facts, ON)
    assert [p.point.value for p in found if p.good] == good
    assert [p.point for p in found] == list(HealthPoint)
    assert all(str(HEALTH[p.point.value, p.good]) % p.data for p in found)


def test_health_is_read_by_the_municipality_its_committee_and_the_state(cast):
    found = relation.open_relation(cast)
    for who in ("liaison", "mayor", "committee", "state"):
        assert len(health_of_link(cast.actor(who), found, cast.at.date())) == 5
    for who in ("counterpart", "reviewer", "stranger"):
        with pytest.raises(NotVisible):
            health_of_link(cast.actor(who), found, cast.at.date())
