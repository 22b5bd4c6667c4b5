"""B: a whole agreement in two languages, whatever its layout: nothing where nothing is wrong, and the fault that was put in it."""

import datetime as dt
import re

import pytest

from hermanar.checks.files import check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.reading import sentences_of
from hermanar.checks.sources import read_source, read_text
from hermanar.checks.sources.pairing import Piece, _aligned
from hermanar.kernel.content import BlockKind
from tests.checks.two_languages import AGREEMENT, FAULTS, LAYOUTS, _lines, with_fault

PARTIES = "Ensenada, Baja California, MX; Whitewater, Wisconsin, US"


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as found:
        yield found


def said(gazetteer, text):
    source = read_source("a.txt", text.encode())
    return check_named(source, PARTIES, gazetteer, citations={}, kind="specific_cooperation", on=dt.date(2025, 6, 15))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda f: f.__name__)
def test_check_agreement_in_two_languages_is_clean_in_every_layout(gazetteer, layout):
    assert [(f.code, f.text) for f in said(gazetteer, layout(AGREEMENT))] == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(("code", "lang", "old", "new"), FAULTS)
def test_check_one_fault_between_two_languages_is_found_alone(gazetteer, layout, code, lang, old, new):
    codes = {f.code for f in said(gazetteer, layout(with_fault(lang, old, new)))}
    # a cell is a clause: what was set apart from it has no other half
    assert codes in ({code}, {"B01"}) if code == "B15" else codes == {code}


LETTERS = (
    """Ensenada, Baja California, a 6 de febrero de 2025

Asunto: Carta de intención

Estimado Alcalde de Whitewater:

Le propongo una reunión en línea el jueves 6 de marzo de 2025.

Atentamente
Persona de Muestra 21
Presidenta Municipal de Ensenada""",
    """Ensenada, Baja California, February 6, 2025

Subject: Letter of intent

Dear Mayor of Whitewater:

I propose an online meeting on Thursday, March 6, 2025.

Sincerely,
Persona de Muestra 21
Mayor of Ensenada""",
)
RENEWALS = (
    """ACUERDO POR EL QUE SE RENUEVA EL ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y LA CIUDAD DE WHITEWATER

El Municipio de Ensenada y la Ciudad de Whitewater, en adelante “las Partes”,

PRIMERO. Se renueva el Acuerdo por cinco (5) años. El Acuerdo se firmó el 17 de octubre de 2019.

SEGUNDO. Las demás disposiciones del Acuerdo no se modifican.

Firmado en Ensenada, el 3 de marzo de 2025, en dos ejemplares originales en los idiomas español e inglés, siendo ambos textos igualmente auténticos.

Por el Municipio de Ensenada
Persona de Muestra 41
Presidenta Municipal""",
    """AGREEMENT RENEWING THE TWINNING AGREEMENT BETWEEN THE MUNICIPALITY OF ENSENADA AND THE CITY OF WHITEWATER

The Municipality of Ensenada and the City of Whitewater, hereinafter “the Parties”,

FIRST. The Agreement is renewed for five (5) years. The Agreement was signed on October 17, 2019.

SECOND. The other provisions of the Agreement are not modified.

Signed in Ensenada, on March 3, 2025, in two originals in the Spanish and English languages, both texts being equally authentic.

For the City of Whitewater
Persona de Muestra 42
Mayor""",
)


@pytest.mark.parametrize("two", [LETTERS, RENEWALS], ids=["letter", "renewal"])
@pytest.mark.parametrize("markdown", [False, True])
def test_check_short_papers_without_articles_are_paired_one_after_the_other(gazetteer, two, markdown):
    text = "\n\n".join(two)
    if markdown:
        rows = zip(*(t.split("\n\n") for t in two), strict=True)
        text = "\n".join(
            ["| Español | English |", "| --- | --- |", *(f"| {a} | {b} |".replace("\n", "<br>") for a, b in rows)]
        )
    kind = "letter_of_intent" if two is LETTERS else "renewal"

    def check(words):
        source = read_source("a.txt", words.encode())
        found = check_named(source, PARTIES, gazetteer, citations={}, kind=kind, on=dt.date(2025, 6, 15))
        return [(f.code, f.text) for f in found]

    assert check(text) == []
    for old, new, codes in (
        ("Thursday, March 6", "Friday, March 6", {"B03", "D02"}),
        ("five (5)", "three (3)", {"B02"}),
        ("are not modified", "are modified", {"B11"}),
        ("“the Parties”", "“the Participants”", {"B06"}),
        ("Spanish and English languages", "Spanish and French languages", {"B09"}),
    ):
        if old in text:
            assert {code for code, _ in check(text.replace(old, new))} == codes


REFERS = """ACUERDO DE COOPERACIÓN

El Municipio de Ensenada y la Ciudad de Whitewater acuerdan:

ARTÍCULO I
Objetivo

Colaborar.

ARTÍCULO II
Áreas de Cooperación

Cultura y deporte.

ARTÍCULO III
Modalidades

Visitas y cursos.

ARTÍCULO IV
Competencia

Las modalidades previstas en el Artículo {} se ajustarán a las atribuciones de cada Parte.
"""


@pytest.mark.parametrize(("article", "codes"), [("III", []), ("II", ["M06"]), ("I", ["M06"])])
def test_check_reference_to_an_article_of_another_name_without_a_model(gazetteer, article, codes):
    found = said(gazetteer, REFERS.format(article))
    assert [f.code for f in found] == codes
    assert [f.repair for f in found] == ["III" for _ in codes]


def test_pair_many_paragraphs_against_none_leaves_each_alone():
    many = [Piece(n, n + 1, BlockKind.PARAGRAPH, "es", "preamble") for n in range(40)]
    for count in range(41):
        assert _aligned("x" * 41, many[:count], []) == [(n, None) for n in range(count)]
        assert _aligned("x" * 41, [], many[:count]) == [(None, n) for n in range(count)]


def printed(rows, columns):
    """A PDF of the text, its pages numbered at the foot: row by row beside each other, or one text after the other."""
    import tempfile
    from pathlib import Path

    import typst

    def words(text):
        return re.sub(r"([#$*_@<>`\\\[\]])", r"\\\1", text).replace("\n", " \\\n")

    lines = [[words(line) for line in _lines(rows, lang)] for lang in (0, 1)]
    if columns:
        cells = ", ".join(f"[{line}]" for pair in zip(*lines, strict=True) for line in pair)
        body = f"#table(columns: (1fr, 1fr), stroke: none, column-gutter: 12pt, {cells})"
    else:
        body = "\n\n".join([*lines[0], *lines[1]])
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.typ"
        head = '#set page(paper: "us-letter", height: 16cm, margin: 2.2cm, numbering: "1")\n#set text(size: 10pt, lang: "es")\n#set par(justify: true)\n'
        source.write_text(head + body, encoding="utf-8")
        return typst.compile(str(source))


@pytest.mark.parametrize("columns", [True, False], ids=["beside", "after"])
def test_check_numbered_pages_columns_that_nearly_touch_and_words_cut_in_capitals_are_read(gazetteer, columns):
    def codes(rows):
        source = read_source("a.pdf", printed(rows, columns))
        assert re.search(r"(?m)^\d$", source.text) is None
        found = check_named(
            source, PARTIES, gazetteer, citations={}, kind="specific_cooperation", on=dt.date(2025, 6, 15)
        )
        return [(f.code, f.text) for f in found]

    assert codes(AGREEMENT) == []
    assert {code for code, _ in codes(with_fault(1, "thirty (30)", "ninety (90)"))} == {"B02"}


NUMBERED = (
    ("1. Objetivo", "Los Participantes desean fomentar el intercambio en música, cultura y educación.",
     "1. Objective", "The Participants wish to foster exchange in music, culture and education."),
    ("2. Enlaces", "El Municipio de Ensenada designa a su dirección, y la Ciudad de Whitewater a su oficina.",
     "2. Liaisons", "The Municipality of Ensenada designates its directorate, and the City of Whitewater its office."),
    ("3. Aviso", "Los Participantes podrán concluirlo con aviso escrito de treinta días.",
     "3. Notice", "The Participants may end it with thirty days’ written notice."),
)  # fmt: skip
CLOSING = (
    "Firmado en Ensenada el 9 de octubre de 2025 en dos ejemplares, en español y en inglés, siendo ambos textos igualmente auténticos.",
    "Signed in Ensenada on October 9, 2025 in two copies, in Spanish and in English, both texts being equally authentic.",
)


def test_check_numbered_clauses_one_under_the_other_are_paired_to_the_end():
    """“2. Enlaces” tells no language of its own, and no article tells where the second text begins."""
    text = "\n\n".join([*(p for clause in NUMBERED for p in clause), *CLOSING])
    blocks = read_source("a.txt", text.encode()).content.blocks
    assert all(set(b.text) == {"es", "en"} for b in blocks)
    assert [b.text["en"] for b in blocks if b.text["es"].startswith(("2. ", "Firmado"))] == ["2. Liaisons", CLOSING[1]]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("El Municipio de Carlos A. Carrillo firma. La Ciudad de Totana, también.", 2),
        ("Asistió Persona V. Muestra por el Comité.", 1),
        ("Se adjunta el Anexo A. Las Partes lo conocen.", 2),
        ("Conforme al Artículo V. Las Partes cooperan.", 2),
        ("As in Annex B. The Parties know it.", 2),
        ("A. Carrillo llegó. Firmó.", 3),  # nothing says that it is a name
    ],
)
def test_initial_in_a_name_ends_no_sentence(text, sentences):
    assert len(sentences_of(text)) == sentences


def test_check_paper_line_under_line_with_headings_of_two_names_is_paired_to_its_end(gazetteer):
    """“3. ACTIVIDADES / ACTIVITIES” tells no language; the other headings and the paragraphs do."""
    clauses = [
        ("ANTECEDENTES / BACKGROUND", "Las Partes celebraron ocho (8) reuniones en línea.", "The Parties held eight (8) online meetings."),
        ("ACTIVIDADES / ACTIVITIES", "Cada Parte intercambiará sus protocolos de limpieza de playas.", "Each Party shall exchange its protocols for cleaning beaches."),
        ("COSTOS / COSTS", "Las Partes cubrirán los gastos según su presupuesto, que es:", "The Parties shall cover the expenses subject to their budget, which is:"),
        ("VIGENCIA / TERM", "Este Acuerdo entra en vigor el día de su firma.", "This Agreement enters into force on the day of its signature."),
    ]  # fmt: skip
    table = "   Talleres / Workshops     84,300 MXN\n   Traslados / Travel       20,000 MXN\n   Total                   104,300 MXN\n\n"
    text = "ACUERDO DE COOPERACIÓN ESPECÍFICA\nSPECIFIC COOPERATION AGREEMENT\n\n" + "".join(
        f"{n}. {head}\n\n{n}.1 {es}\n{n}.1 {en}\n\n" + (table if n == 3 else "")
        for n, (head, es, en) in enumerate(clauses, 1)
    )
    text += (
        "Firmado en Ensenada en dos ejemplares, en español e inglés, igualmente auténticos.\n"
        "Signed in Ensenada in two originals, in Spanish and English, equally authentic.\n\n"
        "Por el Municipio de Ensenada / For the Municipality of Ensenada\nPersona de Muestra 01, Presidenta Municipal / Municipal President\n\n"
        "Por la Ciudad de Whitewater / For the City of Whitewater\nPersona de Muestra 02, Alcalde / Mayor\n"
    )
    content = read_text("x", text).content
    heads = [b.text for b in content.blocks if b.kind is BlockKind.HEADING]
    assert heads[1] == {"es": "ACTIVIDADES", "en": "ACTIVITIES"}
    assert len(heads) == len(clauses)
    assert all(set(b.text) == {"es", "en"} for b in content.blocks), [b for b in content.blocks if len(b.text) < 2]
    assert not [f for f in said(gazetteer, text) if f.code.startswith(("B", "K04"))]
    wrong = text.replace("eight (8) online", "nine (9) online")
    assert [f.text for f in said(gazetteer, wrong) if f.code == "B02"] == ["ocho (8)", "nine (9)"]


def test_read_table_of_two_languages_has_bold_headings_apart_from_what_they_head():
    rows = [
        ("**ARTÍCULO I. Objetivo.** Formalizar la amistad.", "**ARTICLE I. Objective.** To formalize the friendship."),
        ("**ARTÍCULO II. Áreas.** Cultura, turismo y educación de las Partes.", "**ARTICLE II. Areas.** Culture, tourism and education of the Parties."),
    ]  # fmt: skip
    text = "| Español | English |\n|---|---|\n" + "".join(f"| {es} | {en} |\n" for es, en in rows)
    blocks = read_text("x", text).content.blocks
    assert [b.text for b in blocks if b.kind is BlockKind.HEADING] == [
        {"es": "Objetivo", "en": "Objective"},
        {"es": "Áreas", "en": "Areas"},
    ]
    assert blocks[1].text == {"es": "Formalizar la amistad.", "en": "To formalize the friendship."}


LETTER = (
    "CITY OF WHITEWATER\nOffice of the Mayor\nFile: 0230-20\n\nMay 12, 2026\n\nMunicipal President of Ensenada\nEnsenada, Baja California, Mexico\n\n"
    "Re: Letter of intent\n\nDear Municipal President:\n\nBoth of our communities are known for their schools, and Whitewater wishes to write to Ensenada.\n\n"
    "Sincerely,\n\nPersona de Muestra 11\nMayor, City of Whitewater\n\nEncl. (1) Profile of Whitewater\n\n----------\nTRADUCCIÓN AL ESPAÑOL\n----------\n\n"
    "CIUDAD DE WHITEWATER\nOficina del Alcalde\nExpediente: 0230-20\n\n12 de mayo de 2026\n\nPresidenta Municipal de Ensenada\nEnsenada, Baja California, México\n\n"
    "Asunto: Carta de intención\n\nDistinguida Presidenta Municipal:\n\nNuestras dos comunidades son conocidas por sus escuelas, y Whitewater desea escribir a Ensenada.\n\n"
    "Atentamente,\n\nPersona de Muestra 11\nAlcalde, Ciudad de Whitewater\n\nAnexo (1): Perfil de Whitewater\n"
)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [("", "", []), ("Nuestras dos", "Nuestras tres", ["B02"]), ("0230-20\n\n12", "0230-02\n\n12", ["B02"])],
)
def test_check_letter_over_its_translation_is_paired_from_its_head_to_what_it_carries(gazetteer, old, new, codes):
    found = said(gazetteer, LETTER.replace(old, new, 1) if old else LETTER)
    assert sorted({f.code for f in found if f.code.startswith("B")}) == codes
