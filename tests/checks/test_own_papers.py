"""Promise of the house: a paper of our own library with a valid case gives no error and no warning; a fault put into one
is found (put anywhere by generators: `test_seeded_papers`; here those that are of one place)."""

import dataclasses
import re
from collections import Counter

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import Severity
from hermanar.checks.gazetteer import FILE, Gazetteer
from hermanar.kernel.content import Block, BlockKind, Content
from tests.checks.own_papers import Paper, make, pair_of, variants

GRAVE = (Severity.ERROR, Severity.WARNING)


@pytest.fixture(scope="module")
def gazetteer():
    if not FILE.is_file():
        pytest.fail("the gazetteer is not built: run `make setup`")
    with Gazetteer.open() as real:
        yield real


def _said(paper: Paper, gazetteer: Gazetteer) -> list[str]:
    found = check(paper.content, paper.brief, gazetteer, model=paper.model)
    return [f"{f.code} {f.block} [{f.lang}] {f.message['es']}" for f in found if f.severity in GRAVE]


def test_check_papers_of_our_library_are_clean(gazetteer):
    # every kind and variant as it goes out, and every second one in one language; the case turns with its place
    wrong = {}
    rows = variants()
    for i, row in enumerate(row for n, row in enumerate(rows) if "+" in row[2] or row[2] not in ("es", "en") or n % 2):
        said = _said(make(*row, seed=i), gazetteer)
        if said:
            wrong[row] = said
    assert wrong == {}


def test_check_papers_of_any_pair_of_towns_are_clean(gazetteer):
    # another pair for each: names with articles, marks, hyphens, of other places and of persons
    wrong = {}
    for i, row in enumerate(variants()):
        if i % 2:
            said = _said(make(*row, seed=i, pair=pair_of(gazetteer, i)), gazetteer)
            if said:
                wrong[row] = said
    assert wrong == {}


# generated cases of each paper in each language: with some forty papers in one to five languages, tens of thousands
CASES = 250
EVERY = sorted({(kind, languages) for kind, _variant, languages in variants()})


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted({kind for kind, _languages in EVERY}))
def test_check_thousands_of_generated_cases_are_clean(gazetteer, kind):
    """Counted, never timed: as many of every kind in every language, each a case of its own between a pair of its own."""
    counted, wrong = Counter(), {}
    for languages in [lang for of, lang in EVERY if of == kind]:
        rows = [row for row in variants() if row[0] == kind and row[2] == languages]
        for seed in range(1, CASES + 1):
            row = rows[seed % len(rows)]
            # every fourth between the hard names that the cases list, the others between any
            pair = pair_of(gazetteer, seed) if seed % 4 else None
            counted[languages] += 1
            if said := _said(make(*row, seed=seed, pair=pair), gazetteer):
                wrong[row, seed] = said
    assert wrong == {}
    assert set(counted.values()) == {CASES}


def _swap(content: Content, changes: dict[str, tuple[str, str]]) -> Content:
    """`lang` → (old, new), wherever the old words stand first."""
    for lang, (old, new) in changes.items():
        block = next((b for b in content.blocks if old in b.text.get(lang, "")), None)
        assert block is not None, (lang, old)
        content = content.with_text(block.key, lang, block.text[lang].replace(old, new, 1))
    return content


def _without(content: Content, *groups: str) -> Content:
    return dataclasses.replace(content, blocks=tuple(b for b in content.blocks if b.group not in groups))


def _moved(content: Content, group: str) -> Content:
    moved = tuple(b for b in content.blocks if b.group == group)
    rest = [b for b in content.blocks if b.group != group]
    at = next(i for i, b in enumerate(rest) if b.group == "art-02")
    return dataclasses.replace(content, blocks=(*rest[:at], *moved, *rest[at:]))


def _added(content: Content, text: dict[str, str], group: str = "body", number: str = "") -> Content:
    kind = BlockKind.HEADING if number else BlockKind.PARAGRAPH
    block = Block(group if number else f"{group}.x", kind, text, group, number)
    at = next((i for i, b in enumerate(content.blocks) if b.kind is BlockKind.SIGNATURE), len(content.blocks))
    return dataclasses.replace(content, blocks=(*content.blocks[:at], block, *content.blocks[at:]))


# kind, languages → what is put into it → the code that must be said; what a generator can put anywhere is in `seeding`
FAULTS = [
    ("B03", "agreement", "es+en", lambda c: _swap(c, {"es": ("{signing_date}", "16 de septiembre de 2022"), "en": ("{signing_date}", "September 17, 2022")})),
    ("B05", "agreement", "es+en", lambda c: c.with_text("signatures.sign1", "en", "For Lakeside") if any(b.key == "signatures.sign1" for b in c.blocks) else _swap(c, {"en": ("Have agreed as follows:", "a) Have agreed; b) as follows:")})),
    ("M03", "agreement", "es+en", lambda c: _swap(c, {"es": ("previa consulta entre ellas", "cuando quieran")})),
    ("M07", "agreement", "es", lambda c: c.with_text("art-12.p1", "es", "El personal que cada Parte asigne permanecerá bajo la dirección de su institución.")),
    ("M07", "agreement", "es", lambda c: _swap(c, {"es": ("no afectará los derechos ni las obligaciones", "tendrá en cuenta los derechos y las obligaciones")})),
    ("B12", "ratification", "es+en", lambda c: _swap(c, {"en": ("shall be in charge", "may be in charge")})),
    ("P01", "feasibility_study", "en", lambda c: _swap(c, {"en": ("comes from Villa Serena", "comes from Ocampo")})),
    ("P01", "feasibility_study", "en", lambda c: _swap(c, {"en": ("community of Lakeside", "community of Redondo Beach")})),
    ("C04", "ratification", "es", lambda c: dataclasses.replace(c, blocks=tuple(dataclasses.replace(b, text={"es": "Las Partes ratifican su hermanamiento."}) if b.kind is BlockKind.PARAGRAPH else b for b in c.blocks))),
    ("L02", "dispatch_to_sre", "es", lambda c: _added(c, {"es": "Conforme a la Ley de Ayer."})),
    ("L07", "cabildo_point", "es", lambda c: _added(c, {"es": "Se otorga un voto de confianza para firmar con otras ciudades."})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "languages", "fault"), FAULTS, ids=[f"{f[0]}-{i}" for i, f in enumerate(FAULTS)]
)
def test_check_fault_put_into_our_own_paper_is_found(gazetteer, code, kind, languages, fault):
    paper = make(kind, "", languages, seed=0)
    brief = paper.brief
    if code == "L02":
        old = dataclasses.replace(
            brief.citations["lct-7"],
            names=("Ley de Ayer",),
            article="",
            valid_to=dataclasses.replace(brief).on.replace(year=2000),
        )
        brief = dataclasses.replace(brief, citations={**brief.citations, "old": old})
    before = {f.fingerprint for f in check(paper.content, brief, gazetteer, model=paper.model)}
    broken = fault(paper.content)
    found = [f for f in check(broken, brief, gazetteer, model=paper.model) if f.fingerprint not in before]
    assert code in [f.code for f in found]
    for f in found:
        if f.code == code:
            assert 0 <= f.start <= f.end <= len(broken.block(f.block).text.get(f.lang, ""))


@pytest.mark.parametrize(
    ("also", "codes"),
    [({}, ["P01"]), ({"es": ("sumar esfuerzos", "sumar su trabajo")}, ["M03", "P01"])],
)
def test_check_city_in_the_place_of_a_party_is_told_once_and_other_words_beside_it_too(gazetteer, also, codes):
    paper = make("agreement", "", "es", seed=0)
    key = next(b.key for b in paper.content.blocks if b.group == "art-01" and "Lakeside" in b.text["es"])
    text = paper.content.block(key).text["es"].replace("Lakeside", "Zihuatanejo")
    for old, new in also.values():
        assert old in text
        text = text.replace(old, new, 1)
    found = check(paper.content.with_text(key, "es", text), paper.brief, gazetteer, model=paper.model)
    assert sorted({f.code for f in found if f.block == key}) == codes


def test_check_ratification_that_stresses_some_of_its_areas_is_clean(gazetteer):
    """The areas of a ratification are those of its third article, whatever the second one says."""
    paper = make("ratification", "", "es+en", seed=0)
    values = {
        "es": (
            "especial atención a {}",
            "promoción económica, inversión y comercio",
            "cultura, artesanía y patrimonio",
        ),
        "en": ("special attention to {}", "economic promotion, investment and trade", "culture, crafts and heritage"),
    }
    blocks = []
    for b in paper.content.blocks:
        text = dict(b.text)
        for lang, (phrase, *areas) in values.items():
            joint = {"es": " y ", "en": " and "}[lang]
            text[lang] = re.sub(phrase.format(".*;"), phrase.format(joint.join(areas)) + ";", text[lang])
        blocks.append(dataclasses.replace(b, text=text))
    content = dataclasses.replace(paper.content, blocks=tuple(blocks))
    items = [b for b in content.blocks if b.kind is BlockKind.ITEM and "art-03" in b.key]
    for item, es, en in zip(items, values["es"][1:], values["en"][1:], strict=False):
        content = content.with_text(item.key, "es", es).with_text(item.key, "en", en)
    found = check(content, paper.brief, gazetteer, model=paper.model)
    assert "especial atención a promoción económica" in " ".join(b.text["es"] for b in content.blocks)
    assert [f.code for f in found if f.code == "M08"] == []


def _renumbered(content: Content) -> Content:
    roman = iter("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split())
    groups: dict[str, str] = {}
    blocks = []
    for b in content.blocks:
        if b.kind is BlockKind.HEADING and b.group.startswith("art-"):
            groups[b.group] = next(roman)
            b = dataclasses.replace(b, number=groups[b.group])
        blocks.append(b)
    return dataclasses.replace(content, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (lambda c: _renumbered(_without(c, "art-11")), "M01"),
        (lambda c: _renumbered(_moved(c, "art-09")), "M04"),
        (lambda c: c.with_text("art-06", "es", "Vivienda"), "M02"),
        (lambda c: _swap(c, {"es": ("sesenta (60) días de anticipación", "noventa (90) días de anticipación")}), "M09"),
        (lambda c: _swap(c, {"es": ("no afectará", "afectará")}), "M07"),
    ],
)
def test_check_text_whose_model_nobody_gave_is_held_against_the_headings(gazetteer, fault, code):
    paper = make("agreement", "", "es", seed=0)
    brief = dataclasses.replace(paper.brief, numbers={})
    clean = {f.code for f in check(paper.content, brief, gazetteer) if f.severity in GRAVE}
    assert clean == set()
    assert code in {f.code for f in check(fault(paper.content), brief, gazetteer)}
