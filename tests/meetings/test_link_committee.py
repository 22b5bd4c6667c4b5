"""A committee installed before serves a new relation, when its own liaison says so."""

import pytest

from hermanar.kernel.errors import Refused
from hermanar.meetings.enums import Purpose
from hermanar.meetings.operations import link_committee
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from tests import relation
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def body(cast):
    body = relation.committee(cast)
    relation.resolve(cast, relation.hold(cast, body), None, Purpose.INSTALL)
    return body


def test_link_committee_states_the_fact_with_its_act(cast, body):
    partnership = relation.open_relation(cast)
    assert link_committee(cast.act("liaison"), partnership=partnership, body=body) is True
    assert Fact.COMMITTEE_INSTALLED in standing_facts(partnership.case)


def test_link_committee_not_installed_states_nothing(cast):
    partnership = relation.open_relation(cast)
    assert link_committee(cast.act("liaison"), partnership=partnership, body=relation.committee(cast)) is False
    assert Fact.COMMITTEE_INSTALLED not in standing_facts(partnership.case)


@pytest.mark.parametrize("persona", ["mayor", "committee", "state", "stranger"])
def test_link_committee_by_others_is_refused(cast, body, persona):
    with pytest.raises(Refused) as error:
        link_committee(cast.act(persona), partnership=relation.open_relation(cast), body=body)
    assert error.value.code == "not_liaison"


def test_link_committee_of_another_municipality_is_refused(cast, body):
    partnership = relation.open_relation(cast)
    body.organisation = cast.organisations["elsewhere"]
    with pytest.raises(Refused) as error:
        link_committee(cast.act("liaison"), partnership=partnership, body=body)
    assert error.value.code == "other_committee"
