"""What is remembered of the checker is what it says."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.gazetteer import Gazetteer
from tests.checks.own_papers import make
from tests.told_once import ASKED_IN, remembering


@pytest.fixture
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def test_same_text_is_read_once_and_another_anew(gazetteer):
    paper = make("letter_of_intent", "", "es", seed=0)
    reads = []

    def ask(content, brief, gazetteer, *, model=None):
        reads.append(content)
        return check(content, brief, gazetteer, model=model)

    told = remembering(ask)
    assert told(paper.content, paper.brief, gazetteer) == told(paper.content, paper.brief, gazetteer)
    assert len(reads) == 1
    another = paper.content.with_text("motivations.p1", "es", "Los motivos constan en el acta __/2025:")
    assert [f.code for f in told(another, paper.brief, gazetteer)] == ["K01"]
    later = dataclasses.replace(paper.brief, on=paper.brief.on.replace(year=paper.brief.on.year + 1))
    told(paper.content, later, gazetteer)
    told(paper.content, paper.brief, gazetteer, model=paper.model)
    assert len(reads) == 4
    assert len(ASKED_IN) == len(set(ASKED_IN))
