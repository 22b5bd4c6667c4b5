"""A relation whose text is agreed on and authorised: what is sent to the ministry."""

import pytest

from tests import relation
from tests.kept import kept


@pytest.fixture
@kept
def partnership(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    relation.authorise(cast, found)
    return relation.fresh(found)
