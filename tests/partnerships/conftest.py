import pytest

from hermanar.partnerships import operations
from hermanar.partnerships.models import Letter, Partnership
from tests import relation as relations
from tests.kept import kept

WORDS = {
    "motivations": {"es": "Nos unen familias.", "en": "Families unite us."},
    "interests": {"es": "Cultura y juventud", "en": "Culture and youth"},
    "objectives": {"es": "Un primer proyecto común", "en": "A first joint project"},
}


@pytest.fixture
def relation(cast) -> Partnership:
    return relations.open_relation(cast)


@pytest.fixture
def alone(cast) -> Partnership:
    """Only the municipality sits in the relation."""
    return relations.open_relation(cast, everybody=False)


@pytest.fixture
def domestic(cast) -> Partnership:
    return relations.open_relation(cast, domestic=True)


@pytest.fixture
@kept
def letter(cast, relation) -> Letter:
    return operations.draft_letter(cast.act("liaison"), partnership=relation, **WORDS)


@pytest.fixture
@kept
def signed_off(cast, letter) -> Letter:
    return operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)


@pytest.fixture
@kept
def sent(cast, signed_off) -> Letter:
    return operations.record_sent(cast.act("liaison"), letter=signed_off, sent_on=cast.at.date(), sent_by="Mensajería")
