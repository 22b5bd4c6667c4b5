"""Promise of the house: a fault of any family, seeded by a generator into a paper of our own library, is found where it stands.

Each seeder walks generated papers (any kind, any language, any pair of towns) in an order of its own until it has applied to as
many as are asked; the papers without their fault are clean, so that what is found is found because of it."""

import random
from functools import cache

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import Severity
from hermanar.checks.gazetteer import FILE, Gazetteer
from tests.checks.own_papers import Paper, make, pair_of, variants
from tests.checks.seeding import ALL
from tests.checks.seeding.base import Seeded, Seeder

GRAVE = (Severity.ERROR, Severity.WARNING)
FAMILIES = sorted({code[0] for seeder in ALL for code in seeder.codes[:1]})
# papers that the ordinary run and the long one draw from, and how many of them each fault is put into
FEW, MANY = (90, 3), (4_000, 150)
PATIENCE = 10


@pytest.fixture(scope="module")
def gazetteer():
    if not FILE.is_file():
        pytest.fail("the gazetteer is not built: run `make setup`")
    with Gazetteer.open() as real:
        yield real


@cache
def _paper(gazetteer: Gazetteer, n: int) -> Paper:
    """The n-th generated paper, of any kind as likely: every fourth between the hard names that the cases list."""
    draw = random.Random(f"paper {n}")
    kind = draw.choice(sorted({kind for kind, _, _ in variants()}))
    row = draw.choice([row for row in variants() if row[0] == kind])
    return make(*row, seed=n + 1, pair=pair_of(gazetteer, n) if n % 4 else None)


@cache
def _is_clean(gazetteer: Gazetteer, n: int) -> bool:
    paper = _paper(gazetteer, n)
    return _is_silent(gazetteer, paper, Seeded(paper.content, paper.brief, base=paper.content))


def _is_silent(gazetteer: Gazetteer, paper: Paper, seeded: Seeded) -> bool:
    found = check(seeded.base, seeded.base_brief or seeded.brief, gazetteer, model=paper.model)
    return not any(f.severity in GRAVE for f in found)


def _missed(gazetteer: Gazetteer, seeder: Seeder, papers: int, times: int) -> dict[str, object]:
    """The papers in which the fault is not found, or that are not clean without it; how often it applied."""
    draw = random.Random(seeder.name)
    missed: dict[str, object] = {}
    applied = 0
    # every paper of the pool, and others where a fault applies to few of them
    for n in (*draw.sample(range(papers), papers), *range(papers, papers * PATIENCE)):
        paper = _paper(gazetteer, n)
        seeded = seeder.sow(paper, draw, gazetteer)
        if seeded is None:
            continue
        applied += 1
        where = f"{seeder.name} {applied}: {paper.kind} {'+'.join(paper.content.languages)} {n}"
        clean = _is_silent(gazetteer, paper, seeded) if seeded.base else _is_clean(gazetteer, n)
        if not clean:
            missed[f"{where}: not clean"] = _told(gazetteer, paper, seeded)
        found = check(seeded.content, seeded.brief, gazetteer, model=paper.model)
        if not any(f.code in seeder.codes and f.severity in seeder.severities and seeded.is_found_by(f) for f in found):
            places = [
                seeded.content.block(p.block).text[p.lang][max(0, p.start - 30) : p.end + 30] for p in seeded.places[:2]
            ]
            missed[where] = (places or seeded.groups, [(f.code, f.block) for f in found if f.severity in GRAVE][:4])
        if applied == times:
            return missed
    if not applied:
        missed[seeder.name] = "applies nowhere"
    return missed


def _told(gazetteer: Gazetteer, paper: Paper, seeded: Seeded) -> list[str]:
    found = check(seeded.base or paper.content, seeded.base_brief or seeded.brief, gazetteer, model=paper.model)
    return [f"{f.code} {f.block} {f.message['es']}" for f in found if f.severity in GRAVE]


@pytest.mark.parametrize("family", FAMILIES)
def test_check_fault_seeded_into_any_of_our_papers_is_found(gazetteer, family):
    missed = {}
    for seeder in ALL:
        if seeder.codes[0][0] == family:
            missed |= _missed(gazetteer, seeder, *FEW)
    assert missed == {}


@pytest.mark.long
@pytest.mark.parametrize("seeder", ALL, ids=[s.name for s in ALL])
def test_check_fault_seeded_into_many_of_our_papers_is_found(gazetteer, seeder):
    assert _missed(gazetteer, seeder, *MANY) == {}
