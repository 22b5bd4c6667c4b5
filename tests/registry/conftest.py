import pytest

from hermanar.agreements import operations as agreements
from hermanar.partnerships.models import Partnership
from hermanar.registry.operations import conclude_signing
from tests import relation as relations
from tests.kept import kept


@pytest.fixture
def ready(cast) -> Partnership:
    """Text agreed, authorised, with opinion: to be signed."""
    return relations.ready_to_sign(cast)


@pytest.fixture
@kept
def signed(cast, ready) -> Partnership:
    """The prepared text signed, deposited and confirmed; its clock compiled. Nothing published."""
    issue = agreements.prepare_signature(cast.act("liaison"), agreement=ready.agreement)
    signing = relations.deposit(cast, ready, issue=issue)
    assert conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2)) is None
    return relations.fresh(ready)
