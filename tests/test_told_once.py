"""What is remembered of the checker is what it says."""

import ast
import dataclasses
from pathlib import Path

import pytest

import hermanar
from hermanar.checks.check import check
from hermanar.checks.gazetteer import Gazetteer
from tests.checks.own_papers import make
from tests.told_once import ASKED_IN, remembering

SRC = Path(hermanar.__file__).parent


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


def test_every_room_that_asks_the_checker_is_told_once():
    """Where one is not, its pages read the same papers again in every test; the checker's own room and the command line
    are tested as they are."""
    asking = {
        ".".join(("hermanar", *path.relative_to(SRC).with_suffix("").parts))
        for path in SRC.rglob("*.py")
        if not {"checks", "cli"} & set(path.relative_to(SRC).parts[:1])
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "hermanar.checks.check"
        and "check" in [name.name for name in node.names]
    }
    assert asking == set(ASKED_IN)
