"""The checker as a whole: promises 2 and 3, order, repairs, fingerprints, speed."""

import dataclasses
import re

import pytest
from hypothesis import assume, example, given, settings, strategies as st

from hermanar.checks.brief import Brief, PartyRef, Side
from hermanar.checks.check import check
from hermanar.checks.codes import CODES
from hermanar.checks.findings import Edit, Insertion, Repair, Severity, StaleRepair, apply
from hermanar.checks.gazetteer import FILE, Gazetteer
from hermanar.checks.numerals import in_words
from hermanar.checks.reading import Reading
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.templates import load
from hermanar.kernel.content import Block, BlockKind, Content
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, LETTER, OURS, THEIRS, THIRD_CITIES, codes, marked, swapped

PLACES = [(b.key, lang) for b in CLEAN.blocks for lang in CLEAN.languages]
FIGURES = re.compile(r"\d+")


def gaps(text: str) -> list[int]:
    """Where a word can be put in: after each space outside the late slots."""
    return [m.end() for m in re.finditer(r"\s", text) if text.count("{", 0, m.end()) == text.count("}", 0, m.end())]


@given(st.data())
@example(None)
def test_what_is_said_is_found_as_in_the_whole_text(data):
    reading = Reading(CLEAN, BRIEF, GAZETTEER)
    low = reading.low
    if data is None:
        signs = [
            "",
            " ",
            "\n",
            " partes",
            "las  partes",
            "partes acuerdan",
            "acuerdan las",
            "artes, ",
            "nowhere",
            "\xa0",
        ]
    else:
        at = data.draw(st.integers(0, len(low) - 1))
        signs = [low[at : at + data.draw(st.integers(1, 30))], data.draw(st.text("aeiost ", min_size=1, max_size=6))]
    for sign in signs:
        assert reading.says(sign) == (sign in low), sign
        assert not sign or "\n" in sign or reading.saying([sign]) == [p for p in reading.passages if sign in p.low], (
            sign
        )
    assert reading.saying(["convenien", "partes"]) == [
        p for p in reading.passages if "convenien" in p.low or "partes" in p.low
    ]


def test_check_clean_sample_finds_nothing():
    assert check(CLEAN, BRIEF, GAZETTEER) == []
    assert check(CLEAN, BRIEF, GAZETTEER, model=CLEAN) == []


@settings(deadline=None, max_examples=120)
@given(place=st.sampled_from(PLACES), city=st.sampled_from(THIRD_CITIES), at=st.integers(0, 10_000))
def test_check_third_city_put_anywhere_gives_p01_at_that_place(place, city, at):
    key, lang = place
    text = CLEAN.block(key).text[lang]
    spots = gaps(text) or [0]
    spot = spots[at % len(spots)]
    content = CLEAN.with_text(key, lang, f"{text[:spot]}{city} {text[spot:]}")
    found = [f for f in check(content, BRIEF, GAZETTEER) if f.code == "P01" and (f.block, f.lang) == place]
    assert [(f.start, f.end, f.severity) for f in found if f.start <= spot < f.end] == [
        (spot, spot + len(city), Severity.ERROR)
    ]


WITH_FIGURES = [p for p in PLACES if FIGURES.search(CLEAN.block(p[0]).text[p[1]])]


@settings(deadline=None, max_examples=80)
@given(place=st.sampled_from([p for p in WITH_FIGURES if not p[0].startswith("sign")]), value=st.integers(2, 9999))
def test_check_figure_changed_on_one_side_is_found(place, value):
    key, lang = place
    text = CLEAN.block(key).text[lang]
    old = FIGURES.search(text)
    assume(int(old.group()) != value)
    content = CLEAN.with_text(key, lang, f"{text[: old.start()]}{value}{text[old.end() :]}")
    found = [f for f in check(content, BRIEF, GAZETTEER) if f.block == key]
    assert {"N01", "B02"} & set(codes(found))


@example(number=100, other=100, form="words")
@settings(deadline=None, max_examples=80)
@given(number=st.integers(2, 5000), other=st.integers(2, 5000), form=st.sampled_from(["figures", "words"]))
def test_check_bare_number_differs_between_languages_exactly_when_it_does(number, other, form):
    said = (lambda n, lang: f"{n}") if form == "figures" else in_words
    block = Block(
        "p1",
        BlockKind.PARAGRAPH,
        {"es": f"Vienen {said(number, 'es')} niñas.", "en": f"Some {said(other, 'en')} girls come."},
    )
    brief = dataclasses.replace(BRIEF, kind="note", signatories=(), numbers={})
    assert codes(check(Content(("es", "en"), (block,)), brief, GAZETTEER)) == ([] if number == other else ["B02"])


def test_caption_of_a_piece_that_serves_two_activities_is_no_repetition():
    said = {"es": "Feria de artesanías con cuarenta expositores en el Zócalo de la ciudad, el 12 de mayo de 2025."}

    def twice(key):
        blocks = tuple(Block(f"{key}-{n}-0", BlockKind.PARAGRAPH, said, f"a-{n}") for n in (1, 2))
        return "V04" in codes(check(Content(("es",), blocks, layout="letter"), LETTER, GAZETTEER))

    assert (twice("text"), twice("picture")) == (True, False)


BROKEN = [
    swapped(CLEAN, "art-01.p1", "es", "Whitewater", "Zihuatanejo"),
    swapped(CLEAN, "art-05.p2", "en", "sixty (60)", "ninety (90)"),
    swapped(CLEAN, "art-05.p2", "en", "sixty (60)", "sixty (90)"),
    swapped(CLEAN, "art-08.p1", "es", ", según su disponibilidad presupuestaria", ""),
    swapped(CLEAN, "art-04.p1", "en", "Article III", "Article XX"),
    swapped(CLEAN, "preamble.p1", "en", "State of Wisconsin", "State of Ohio"),
    swapped(CLEAN, "sign-ours", "en", "Mayor", "Governor"),
    swapped(CLEAN, "closing", "es", "dos ejemplares", "cuatro ejemplares"),
    swapped(CLEAN, "art-06.p1", "en", "Party", "P\u200barty"),
    dataclasses.replace(CLEAN, blocks=tuple(b for b in CLEAN.blocks if b.group != "art-11")),
]


@pytest.mark.parametrize("content", BROKEN)
def test_apply_repair_removes_its_finding_and_leaves_the_given_content_alone(content):
    before = content.sha256
    findings = check(content, BRIEF, GAZETTEER, model=CLEAN)
    repairable = [f for f in findings if f.repairs]
    assert repairable
    for f in repairable:
        for repair in f.repairs:
            after = check(apply(content, repair), BRIEF, GAZETTEER, model=CLEAN)
            assert f.fingerprint not in [g.fingerprint for g in after]
    assert content.sha256 == before


def test_check_answers_in_document_order():
    content = swapped(CLEAN, "art-14.p2", "en", "sixty (60)", "sixty (61)")
    content = swapped(content, "art-01.p1", "en", "Whitewater", "Zihuatanejo")
    content = swapped(content, "title", "es", "Whitewater", "Cozumel")
    findings = check(content, BRIEF, GAZETTEER)
    order = [b.key for b in content.blocks]
    where = [(order.index(f.block), f.lang != "es", f.start) for f in findings]
    assert where == sorted(where)
    assert {f.block for f in findings} == {"title", "art-01.p1", "art-14.p2"}


def test_fingerprint_is_the_same_after_an_unrelated_edit_and_another_for_another_mistake():
    content = swapped(CLEAN, "art-02.p1", "es", "las áreas siguientes", "las áreas siguientes con Zihuatanejo")
    (finding,) = check(content, BRIEF, GAZETTEER)
    longer = swapped(content, "art-02.p1", "es", "Para alcanzar", "A fin de alcanzar")
    (moved,) = check(longer, BRIEF, GAZETTEER)
    assert moved.start != finding.start
    assert moved.fingerprint == finding.fingerprint
    (other,) = check(swapped(content, "art-02.p1", "es", "Zihuatanejo", "Cozumel"), BRIEF, GAZETTEER)
    assert other.fingerprint != finding.fingerprint


def test_fingerprint_tells_two_equal_mistakes_of_a_block_apart():
    content = swapped(CLEAN, "art-02.p1", "es", "las áreas siguientes", "Cozumel y Cozumel")
    findings = check(content, BRIEF, GAZETTEER)
    assert codes(findings) == ["P01", "P01"]
    assert len({f.fingerprint for f in findings}) == 2


@pytest.mark.parametrize(
    "repair",
    [
        Repair({}, (Edit("nowhere", "es", 0, 1, "x"),)),
        Repair({}, (Edit("title", "es", 0, 99_999, "x"),)),
        Repair({}, (Edit("title", "es", 0, 7, "x", expected="Convenio"),)),
        Repair({}, insertions=(Insertion("nowhere", Block("new", BlockKind.PARAGRAPH, {"es": "x"})),)),
        Repair({}, insertions=(Insertion("title", CLEAN.block("closing")),)),
    ],
)
def test_apply_to_a_text_that_moved_on_is_refused(repair):
    with pytest.raises(StaleRepair):
        apply(CLEAN, repair)


def test_apply_several_edits_of_a_block_do_not_move_each_other():
    repair = Repair({}, (Edit("preamble.p2", "es", 0, 3, "Habían"), Edit("preamble.p2", "es", 13, 15, "")))
    assert apply(CLEAN, repair).block("preamble.p2").text["es"] == "Habían acordado  siguiente:"


def test_check_empty_content_finds_nothing():
    assert check(Content(("es",), ()), BRIEF, GAZETTEER) == []


def test_every_finding_has_both_languages_and_a_known_code():
    findings = [f for c in BROKEN for f in check(c, BRIEF, GAZETTEER, model=CLEAN)]
    assert findings
    for f in findings:
        assert f.code in CODES
        assert all(f.title[x] and f.message[x] for x in ("es", "en"))
        assert all(r.label[x] for r in f.repairs for x in ("es", "en"))


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=300), other=st.text(max_size=300))
def test_check_hostile_text_never_breaks(text, other):
    block = Block("p1", BlockKind.PARAGRAPH, {"es": text, "en": other}, "")
    sign = Block("s1", BlockKind.SIGNATURE, {"es": other, "en": text}, "")
    for f in check(Content(("es", "en"), (block, sign)), BRIEF, GAZETTEER, model=CLEAN):
        assert 0 <= f.start <= f.end


# with the real gazetteer and the base text that ships with the program

BASE = load("agreement")
BASE_VALUES = BASE.samples()[""]
BASE_PARTIES = (
    PartyRef(Side.OURS, (BASE_VALUES["our_city"],), "", ("Muestra",), "MX", OURS.country_names),
    PartyRef(Side.THEIRS, (BASE_VALUES["their_city"],), "", ("Ejemplo",), "US", THEIRS.country_names),
)
BASE_BRIEF: Brief = dataclasses.replace(
    BRIEF, parties=BASE_PARTIES, signatories=(), beneficiaries=("San Ejemplo",), late_slots=BASE.late, citations={}
)


@pytest.fixture(scope="module")
def gazetteer():
    if not FILE.is_file():
        pytest.fail("the gazetteer is not built: run `make setup`")
    with Gazetteer.open() as real:
        yield real


@pytest.fixture(scope="module")
def agreement() -> Content:
    return fill(BASE, BASE_VALUES).content


def test_check_base_agreement_is_clean_with_the_real_gazetteer(gazetteer, agreement):
    assert [(f.code, f.block, f.lang) for f in check(agreement, BASE_BRIEF, gazetteer, model=agreement)] == []


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_check_any_municipality_styled_as_such_gives_p01_with_the_real_gazetteer(gazetteer, agreement, data):
    name = data.draw(st.sampled_from([m.name for m in gazetteer.municipalities()]))
    block = data.draw(st.sampled_from([b for b in agreement.blocks if b.kind is BlockKind.PARAGRAPH]))
    text = block.text["es"]
    spot = data.draw(st.sampled_from([len(text), *(m.end() for m in re.finditer(r"[.;:,] ", text))]))
    lead = " con el Municipio de " if spot == len(text) else "con el Municipio de "
    content = agreement.with_text(block.key, "es", f"{text[:spot]}{lead}{name}, {text[spot:]}")
    at = spot + len(lead)
    found = [f for f in check(content, BASE_BRIEF, gazetteer) if f.code == "P01" and f.severity is Severity.ERROR]
    assert [marked(content, f) for f in found if f.start < at + len(name) and at < f.end] != []


@pytest.mark.long
@pytest.mark.parametrize(
    "sentence",
    [
        "Las Partes invitan al Municipio de {} a sumarse.",
        "The Parties invite the Municipality of {} to join.",
        "Habrá proyectos entre Villa Serena y {}, en particular.",
    ],
)
def test_check_every_municipality_of_the_country_is_found(gazetteer, sentence):
    missed = []
    for name in sorted({m.name for m in gazetteer.municipalities()}):
        content = Content(("es",), (Block("p1", BlockKind.PARAGRAPH, {"es": sentence.format(name)}),))
        if not [f for f in check(content, BASE_BRIEF, gazetteer) if f.code == "P01"]:
            missed.append(name)
    assert missed == []


DOMESTIC = load("agreement_domestic")
CABOS = PartyRef(Side.OURS, ("Los Cabos",), "03008", ("Baja California Sur",), "MX", OURS.country_names)
OAXACA = PartyRef(Side.THEIRS, ("Oaxaca de Juárez",), "20067", ("Oaxaca",), "MX", OURS.country_names)


@pytest.fixture(scope="module")
def domestic_agreement() -> Content:
    values = {
        **DOMESTIC.samples()[""],
        "our_city": "Los Cabos",
        "our_style": {"es": "el Municipio de Los Cabos, Estado de Baja California Sur"},
        "our_office": {"es": "la Dirección de Vinculación del Municipio de Los Cabos"},
        "their_city": "Oaxaca de Juárez",
        "their_style": {"es": "el Municipio de Oaxaca de Juárez, Estado de Oaxaca"},
        "their_office": {"es": "la Coordinación de Relaciones Internacionales del Municipio de Oaxaca de Juárez"},
    }
    return fill(DOMESTIC, {k: v for k, v in values.items() if k in DOMESTIC.slots}).content


DOMESTIC_BRIEF = dataclasses.replace(
    BASE_BRIEF, domestic=True, parties=(CABOS, OAXACA), languages=("es",), late_slots=DOMESTIC.late
)


def test_check_domestic_agreement_between_two_real_municipalities_is_clean(gazetteer, domestic_agreement):
    found = check(domestic_agreement, DOMESTIC_BRIEF, gazetteer, model=domestic_agreement)
    assert [(f.code, f.block, marked(domestic_agreement, f)) for f in found] == []


def test_check_domestic_agreement_left_over_from_another_pair_points_at_the_third_city(gazetteer, domestic_agreement):
    key = next(b.key for b in domestic_agreement.blocks if b.group == "art-07" and "Oaxaca de Juárez" in b.text["es"])
    text = domestic_agreement.block(key).text["es"]
    content = domestic_agreement.with_text(key, "es", text.replace("Oaxaca de Juárez", "San Miguel de Allende", 1))
    found = [f for f in check(content, DOMESTIC_BRIEF, gazetteer) if f.code == "P01"]
    assert [(f.block, marked(content, f), f.severity) for f in found] == [
        (key, "San Miguel de Allende", Severity.ERROR)
    ]
    assert "Oaxaca de Juárez" in [r.edits[0].replacement for r in found[0].repairs]
