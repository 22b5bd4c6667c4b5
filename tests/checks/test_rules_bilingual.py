"""B: both languages say the same."""

import dataclasses

import pytest

from hermanar.checks.check import check
from hermanar.checks.findings import Severity, apply
from hermanar.kernel.content import Block, BlockKind, Content
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, codes, marked, swapped

FREE = dataclasses.replace(BRIEF, kind="note", signatories=(), numbers={}, citations={})


def pair(es: str, en: str) -> Content:
    return Content(("es", "en"), (Block("p1", BlockKind.PARAGRAPH, {"es": es, "en": en}, ""),))


def test_check_two_numbers_of_days_offers_the_agreed_one_in_both():
    content = swapped(CLEAN, "art-05.p2", "en", "sixty (60)", "ninety (90)")
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, f.block, marked(content, f)) for f in findings] == [("B02", "art-05.p2", "sesenta (60)")]
    (finding,) = findings
    assert finding.message["es"] == "Artículo V. Español: 60 días; inglés: 90 days. El expediente dice 60."
    assert [r.label["es"] for r in finding.repairs] == ["Poner 60 en ambas", "Poner 90"]
    assert apply(content, finding.repairs[0]) == CLEAN
    ninety = apply(content, finding.repairs[1])
    assert ninety.block("art-05.p2").text["es"].count("noventa (90) días") == 1
    assert "B02" not in codes(check(ninety, BRIEF, GAZETTEER))


def test_check_two_numbers_with_a_model_quotes_the_model():
    brief = dataclasses.replace(BRIEF, numbers={"originals": 2})
    content = swapped(CLEAN, "art-05.p2", "en", "sixty (60)", "ninety (90)")
    finding = next(f for f in check(content, brief, GAZETTEER, model=CLEAN) if f.code == "B02")
    assert finding.message["es"].endswith("El modelo dice 60.")


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("Serán tres delegados.", "There shall be four delegates."),
        ("Serán 30 delegados.", "There shall be 31 delegates."),
        ("“Dos talleres”: 30 personas.", "“Dos talleres”: 31 people."),
        ("Un costo de 1,500 pesos.", "A cost of 15,000 pesos."),
        ("Un avance del 12.5 %.", "Progress of 12.6%."),
        ("Oficio DEP-0121/22.", "Letter DEP-0122/22."),
        ("A las 16:00 horas.", "At 5:00 p.m."),
        ("Serán veintiún días.", "It shall be twenty-two days."),
        ("Serán 3 delegados.", "There shall be delegates."),
        ("El 25.º aniversario.", "The 26th anniversary."),
    ],
)
def test_check_different_numbers_give_b02(es, en):
    assert codes(check(pair(es, en), FREE, GAZETTEER)) == ["B02"]


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("Dos talleres en el salón, 4 de mayo de 2025", "“Dos talleres en el salón” (in Spanish), May 4, 2025"),
        ("Serán sesenta (60) días.", "It shall be 60 days."),
        ("Serán tres delegados.", "There shall be 3 delegates."),
        ("Un costo de 1,500.00 pesos.", "A cost of 1500 pesos."),
        ("Ambas ciudades.", "The two cities."),
        ("Las dos ciudades.", "Both cities."),
        ("El primer Programa.", "The 1st Program."),
        ("Una vez al año.", "Once a year."),
        ("A las 16:00 horas.", "At 4:00 p.m."),
        ("Ciento veinte mil personas.", "One hundred and twenty thousand people."),
        ("Uno de ellos.", "Any of them."),
        ("Oficio DEP-0121/22.", "Letter DEP-0121/22."),
        ("El 25.º aniversario.", "The 25th anniversary."),
    ],
)
def test_check_same_numbers_said_otherwise_stay_silent(es, en):
    assert check(pair(es, en), FREE, GAZETTEER) == []


def test_check_identifier_repair_copies_it():
    content = pair("Oficio DEP-0121/22.", "Letter DEP-0122/22.")
    (finding,) = check(content, FREE, GAZETTEER)
    assert apply(content, finding.repairs[0]).block("p1").text["en"] == "Letter DEP-0121/22."


def test_check_block_missing_in_a_language_gives_b01():
    content = CLEAN.with_text("art-13.p1", "en", "")
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, f.block, f.lang) for f in findings] == [("B01", "art-13.p1", "en")]
    assert findings[0].message["es"] == "Artículo XIII: este texto no está en inglés."


@pytest.mark.parametrize(
    ("es", "en", "expected"),
    [
        ("El 31 de enero de 2022.", "On January 30, 2022.", ["B03"]),
        ("El 31 de enero de 2022.", "On January 31, 2023.", ["B03"]),
        ("En enero de 2022.", "In February 2022.", ["B03"]),
        ("El 31 de enero de 2022.", "Soon.", ["B03"]),
        ("El 31 de enero de 2022.", "On January 31, 2022.", []),
        ("El 31 de enero de 2022.", "On the 31st day of January, 2022.", []),
        ("A los treinta y un días del mes de enero de dos mil veintidós.", "On January 31, 2022.", []),
        ("El 1.º de marzo de 2022.", "On March 1, 2022.", []),
        ("El 03/04/2025.", "On 04/03/2025.", []),
        ("El 2022-01-31.", "On 31 January 2022.", []),
        ("En enero de 2022.", "In January 2022.", []),
    ],
)
def test_check_dates_of_both_languages(es, en, expected):
    content = pair(es, en)
    findings = check(content, FREE, GAZETTEER)
    assert codes(findings) == expected
    for repair in (r for f in findings for r in f.repairs):
        assert check(apply(content, repair), FREE, GAZETTEER) == []


def test_check_parties_swapped_in_one_language_gives_b04_error():
    content = pair("Whitewater designa su oficina.", "Manuel Doblado designates its office.")
    (finding,) = check(content, FREE, GAZETTEER)
    assert (finding.code, finding.severity) == ("B04", Severity.ERROR)
    assert check(apply(content, finding.repairs[0]), FREE, GAZETTEER) == []


def test_check_party_named_in_one_language_gives_b04_warning():
    findings = check(pair("Whitewater designa su oficina.", "The City designates its office."), FREE, GAZETTEER)
    assert [(f.code, f.severity) for f in findings] == [("B04", Severity.WARNING)]


@pytest.mark.parametrize(
    ("es", "en", "expected"),
    [
        ("Son: a) cultura; b) turismo.", "They are: a) culture; b) tourism.", []),
        ("Son: a) cultura; b) turismo.", "They are: a) culture.", ["B05"]),
        ("Uno\nDos líneas", "One line", ["B05"]),
        ("Cultura y turismo.", "Culture and tourism.", []),
    ],
)
def test_check_items_inside_a_block(es, en, expected):
    assert [c for c in codes(check(pair(es, en), FREE, GAZETTEER)) if c == "B05"] == expected


@pytest.mark.parametrize(
    ("en", "expected"),
    [
        ("hereinafter referred to as “the Parties”;", []),
        ("hereinafter “the Parties”;", []),
        ("hereinafter referred to as “the Participants”;", ["B06"]),
        ("as follows;", ["B06"]),
    ],
)
def test_check_defined_terms(en, expected):
    content = pair("en adelante denominadas “las Partes”;", en)
    assert codes(check(content, FREE, GAZETTEER)) == expected


def test_check_text_using_another_term_than_defined_gives_b06_and_repair():
    content = swapped(CLEAN, "art-06.p1", "en", "each Party may", "the Participants may")
    findings = check(content, BRIEF, GAZETTEER)
    assert [(f.code, marked(content, f)) for f in findings] == [("B06", "the Participants")]
    assert check(apply(content, findings[0].repairs[0]), BRIEF, GAZETTEER) == []


def test_check_one_language_has_nothing_to_compare():
    content = Content(("es",), (Block("p1", BlockKind.PARAGRAPH, {"es": "Serán tres delegados."}, ""),))
    assert check(content, FREE, GAZETTEER) == []


def test_check_third_language_is_compared_by_figures_only():
    content = Content(
        ("es", "pt"),
        (Block("p1", BlockKind.PARAGRAPH, {"es": "Serán tres (3) de dos clases.", "pt": "Serão três (3)."}, ""),),
    )
    assert check(content, FREE, GAZETTEER) == []
    assert codes(check(content.with_text("p1", "pt", "Serão quatro (4)."), FREE, GAZETTEER)) == ["B02"]


@pytest.mark.parametrize(
    ("es", "en", "said"),
    [
        # a town that ends like a verb is what nobody will do
        (
            "Una relación con la Ciudad de Sagara pueda abrirse.",
            "A relation with the City of Sagara may be opened.",
            [],
        ),
        ("El escrito llega a Sagara.", "The paper may reach Sagara.", []),
        ("Una oficina visitará Sagara.", "An office may visit Sagara.", ["B12"]),
        ("Visitará una oficina la ciudad.", "An office may visit the town.", ["B12"]),
    ],
)
def test_check_who_obliges_is_a_verb_and_no_name(es, en, said):
    assert [c for c in codes(check(pair(es, en), FREE, GAZETTEER)) if c == "B12"] == said


def test_check_name_of_a_party_is_no_sentence_of_the_other_language():
    ours, theirs = FREE.parties
    brief = dataclasses.replace(FREE, parties=(ours, dataclasses.replace(theirs, names=("Arroyo de la Miel",))))
    line = "Arroyo de la Miel, Arroyo de la Miel and Arroyo de la Miel"
    assert "B14" not in codes(check(pair("Tres veces.", line), brief, GAZETTEER))
    assert "B14" in codes(check(pair("Tres veces.", line.replace("Miel", "Paz")), brief, GAZETTEER))


def test_several_sentences_between_quotation_marks_are_quoted():
    spoken = "The period in the text is not that of the other. It should be of the same length in both of them."
    assert "B14" in codes(check(pair(f"Artículo V, inglés: {spoken}", "Three times."), BRIEF, GAZETTEER))
    assert "B14" not in codes(check(pair(f"Artículo V, inglés: “{spoken}”", "Three times."), BRIEF, GAZETTEER))
