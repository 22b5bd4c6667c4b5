"""Models that somebody else wrote: articles, headings, items and blanks of a text, whatever stands around them."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from hermanar.checks.sources import in_one_language, read_source
from hermanar.cli.model import model as model_command
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.model_texts import NotAModel, read_model
from hermanar.documents.rules.templates import load

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "sre-letter-process-and-model-2022.en.md"
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV".split()

OURS = """Oficio de prueba. El artículo 7 de la Ley pide dar aviso.

1. PASOS

**MODELO DE ACUERDO ENTRE EL MUNICIPIO DE _____ DEL ESTADO DE _____
Y LA CIUDAD DE _____ (*país*)**

El Municipio de _____ y la Ciudad de _____, en adelante “las Partes”;

Han acordado lo siguiente:

ARTÍCULO I

Objetivo

Las Partes se hermanan en los términos del Artículo II.

ARTÍCULO II
Áreas

Las áreas son:

- a) cultura;
- b) turismo, y
- c) otras que acuerden.

Página 2 de 3

ARTÍCULO III. Enlace

Por la Ciudad de _____ (*nombre de la
ciudad extranjera*), se designa a (nombre de la oficina
de enlace).

a) primera función;
b) segunda función.

Firmado en _____, el _____ (día) de _____ (mes) de _____, en los idiomas español y _____.

[NOMBRE DEL ALCALDE]
Escríbase a persona [alguien@example.org]
"""


def test_read_model_finds_articles_items_and_blanks_of_a_text_with_other_papers_before_it():
    read = read_model(OURS)
    assert [(a.number, a.heading, a.items) for a in read.articles] == [
        ("I", "Objetivo", []), ("II", "Áreas", ["a", "b", "c"]), ("III", "Enlace", ["a", "b"]),
    ]  # fmt: skip
    assert (read.language, read.title[:27]) == ("es", "MODELO DE ACUERDO ENTRE EL ")
    third = read.articles[2].slots
    assert [(s.name, s.hint) for s in third] == [
        ("their_city", "nombre de la ciudad extranjera"), ("our_office", "nombre de la oficina de enlace"),
    ]  # fmt: skip
    assert [s.name for s in read.closing.slots] == [
        "place",
        "day",
        "month",
        "year",
        "language",
        "our_signatory_name",
    ]
    # each blank is where it says, and none is left out
    starts = {b.position for _, b in read.blanks}
    assert {i for i, c in enumerate(OURS) if c == "_" and OURS[i - 1] != "_"} <= starts
    assert all(OURS[at] in "_[(" for at in starts)
    data = read.as_json()
    assert set(data) == {"title", "preamble", "articles"}
    opening = [*data["title"]["slots"], *data["preamble"]["slots"]]
    assert [s["position"] for s in opening] == [b.position for key, b in read.blanks if key == "preamble"]
    assert [f"{{{s['name']}}}" in data["title"]["text"] for s in data["title"]["slots"]] == [True] * 3
    assert [s["name"] for s in data["preamble"]["slots"]] == ["their_city", "our_city_2"]
    assert [set(a) for a in data["articles"]] == [{"number", "heading", "items", "slots"}] * 3
    assert len(data["articles"][2]["slots"]) == 8
    assert "{their_city}" in read.content.block("art-03.p1").text["es"]
    assert len({b.key for b in read.content.blocks}) == len(read.content.blocks)


def test_read_model_of_the_same_words_is_the_same_whatever_the_layout():
    wrapped = OURS.replace("\n\nÁreas", "\nÁreas").replace("Las Partes se hermanan en", "Las Partes  se hermanan\nen")
    assert read_model("Otra carta antes.\n\n" + wrapped).sha256 == read_model(OURS).sha256
    assert read_model(OURS.replace("turismo", "deporte")).sha256 != read_model(OURS).sha256


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "CONVENIO\n\nPRIMERA.- OBJETO\nUno.\n\nSEGUNDA.- PLAZO\nDos.\n\nDÉCIMA PRIMERA.- FIN\nTres.",
            ["I", "II", "XI"],
        ),
        ("AGREEMENT\n\nArticle 1: Aim\nOne.\n\nArticle 2: Term\nTwo under Article 1.", ["I", "II"]),
        ("ARTICLE I\nAim\nx.\n\nARTICLE II\nTerm\ny.\n\nARTICLE I\nonly one.", ["I", "II"]),
    ],
)
def test_read_model_counts_articles_however_they_are_numbered(text, numbers):
    assert [a.number for a in read_model(text).articles] == numbers


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Estimada alcaldesa: el artículo 7 de la Ley lo pide.", "no_articles"),
        ("Artículo II\nSin primero.", "no_articles"),
        ("ARTICLE I\nAim\n" + "x" * 9_000, "too_long"),
        ("ARTICLE I\nAim\n" + "_____ y " * 600, "too_many_blanks"),
    ],
)
def test_read_model_refuses_by_name(text, code):
    with pytest.raises(NotAModel) as no:
        read_model(text)
    assert no.value.code == code
    assert all((no.value.es, no.value.en))


def test_read_model_of_fourteen_articles_gives_each_its_items_and_blanks():
    """The like of the programme's model, in words of our own: our agreement as somebody types it, every datum a blank."""
    content = fill(load("agreement"), load("agreement").sample, languages=("en",)).content
    names = {"Villa Serena", "Lakeside", "Muestra", "Ejemplo", "sixty (60)", "five (5)"}
    lines = ["TWINNING AGREEMENT BETWEEN THE MUNICIPALITY OF ________ AND THE CITY OF ________ (country)", ""]
    for block in content.blocks:
        text = re.sub(r"\{\w+\}", "________", block.text["en"])
        for name in names:
            text = text.replace(name, "________")
        if block.kind == "heading" and block.number:
            lines += [f"ARTICLE {block.number}", "", text, ""]
        elif block.kind not in {"title", "signature"}:
            lines += [f"{block.number} {text}".strip(), ""]
    text = "\n".join(lines)
    read = read_model(text)
    articles = {a.number: a for a in read.articles}
    assert list(articles) == ROMAN
    assert all(a.heading == content.block(f"art-{n:02}").text["en"] for n, a in enumerate(read.articles, 1))
    ours = {
        ROMAN[n - 1]: [b.number.strip(")") for b in content.blocks if b.group == f"art-{n:02}" and b.kind == "item"]
        for n in range(1, 15)
    }
    assert {n: list(a.items) for n, a in articles.items()} == ours
    assert sum(bool(items) for items in ours.values()) >= 3
    runs = {m.start() for m in re.finditer(r"_{4,}", text)}
    assert runs <= {b.position for _, b in read.blanks}
    assert len(runs) >= 20


def test_read_model_of_the_programme_gives_fourteen_articles():
    if not SAMPLE.is_file():
        return
    text = SAMPLE.read_text(encoding="utf-8")
    read = read_model(text)
    articles = {a.number: a for a in read.articles}
    assert list(articles) == ROMAN
    assert {n: "".join(a.items) for n, a in articles.items() if a.items} == {
        "II": "abcdefgh", "III": "abcdefg", "V": "abcdefg", "VII": "abcde",
    }  # fmt: skip
    assert (len(articles["I"].slots), len(articles["VII"].slots)) == (5, 7)
    begins = text.index("**SISTERHOOD")
    runs = {i for i in range(begins, len(text)) if text[i] == "_" and text[i - 1] != "_"}
    assert runs <= {b.position for _, b in read.blanks}
    assert all(a.heading for a in read.articles)


def test_model_import_prints_articles_without_storing(tmp_path):
    file = tmp_path / "modelo.md"
    file.write_text(OURS, encoding="utf-8")
    said = CliRunner().invoke(model_command, ["import", str(file), "--dry-run", "--format", "json"])
    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout) == read_model(OURS).as_json() | {"left_out": []}
    file.write_bytes(b"nada")
    said = CliRunner().invoke(model_command, ["import", str(file), "--dry-run"])
    assert (said.exit_code, "no tiene artículos" in said.output) == (2, True)


LAYOUTS = {
    "clauses": (
        ("CONVENIO MODELO\n\nCLÁUSULAS\n\nPRIMERA. OBJETO. El Municipio de ________ y el Municipio de ________ se hermanan.\n\n"
        "SEGUNDA. ÁREAS. Las Partes trabajarán en:\nI. Turismo;\nII. Cultura, y\nIII. Educación.\n\n"
        "TERCERA.- Las Partes se reunirán cada año.\n\nCUARTA. VIGENCIA. ____ años a partir del __ de ______ de 20__."),
        [("I", "OBJETO", [], ["our_city", "their_city"]), ("II", "ÁREAS", ["I", "II", "III"], []), ("III", "", [], []),
         ("IV", "VIGENCIA", [], ["years", "day", "month", "year"])],
    ),
    "ordinals": (
        ("**ACUERDO**\n\n**Artículo Primero.- Objeto.** Las Partes se hermanan.\n\n**Artículo Segundo.- Áreas.** Son las siguientes:\n\n"
        "a. cultura;\nb. turismo.\n\n**Artículo Tercero.- Enlaces.** Por la Ciudad, {office}."),
        [("I", "Objeto", [], []), ("II", "Áreas", ["a", "b"], []), ("III", "Enlaces", [], ["our_office"])],
    ),
    "sections": (
        ("# Sister City Agreement\n\nThe City of <NAME> agrees:\n\n## Section 1 – Purpose\n\nTo promote friendship.\n\n"
        "## Section 2 – Areas\n\n1. Culture\n2. Trade\n\n## Section 3 – Term\n\nIt lasts ____ years from [DATE]."),
        [("I", "Purpose", [], []), ("II", "Areas", ["1", "2"], []), ("III", "Term", [], ["years", "date"])],
    ),
    "numbered": (
        "MEMORANDUM\n\n1. Purpose\nThe Participants intend to cooperate.\n\n2. Areas\n(a) culture;\n(b) sports.\n\n3. Duration\nIt lasts ____ years.",
        [("I", "Purpose", [], []), ("II", "Areas", ["a", "b"], []), ("III", "Duration", [], ["years"])],
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_read_model_of_another_layout_finds_articles_names_items_and_blanks(layout):
    text, expected = LAYOUTS[layout]
    read = read_model(text)
    assert [(a.number, a.heading, a.items, [s.name for s in a.slots]) for a in read.articles] == expected
    # every blank stands where it says, and what the line goes on to say is in the article
    assert all(text[s.position] in "_{<[" for _, s in read.blanks)
    assert sum(len(a.paragraphs) > 0 for a in read.articles) == len(expected)


def test_read_model_calls_each_side_by_the_country_that_follows():
    closing = (
        "Firmado en ____, el __ de ____ de 20__.\n\nPOR LA CIUDAD DE\n ____,\nDEL ESTADO DE ____\nDE LOS ESTADOS UNIDOS MEXICANOS\n\n"
        "POR LA CIUDAD DE\n ____,\nDEL ESTADO DE ____\nDE ____ (país)"
    )
    read = read_model(f"ACUERDO\n\nARTÍCULO I. Objeto\nSe hermanan.\n\nARTÍCULO II. Vigencia\nCinco años.\n\n{closing}")
    assert [s.name for s in read.closing.slots] == [
        "place", "day", "month", "year", "our_city", "our_subdivision", "their_city", "their_subdivision", "their_country",
    ]  # fmt: skip


OTHERS = [
    (
        ("ACUERDO DE COOPERACIÓN ENTRE XXXX Y XXXX\n\nLas Partes acuerdan:\n\nARTÍCULO PRIMERO\nOBJETO\nCooperar en XXX.\n\n"
        "ARTÍCULO SEGUNDO\nCOMPROMISOS\nSon:\ni. un enlace;\nii. una visita, y\niii. un informe.\n\nARTÍCULO TERCERO\nVIGENCIA\n[…] años.\n"),
        [("I", "OBJETO", [], ["blank"]), ("II", "COMPROMISOS", ["i", "ii", "iii"], []), ("III", "VIGENCIA", [], ["years"])],
    ),
    (
        ("SISTER CITY AGREEMENT\n\nThe parties agree:\n\nARTICLE ONE\nPurpose\nFriendship with the Municipality of [Municipality].\n\n"
        "ARTICLE TWO\nActivities\nThey shall:\n(i) meet; and\n(ii) report.\n\nARTICLE THREE\nTerm\nTitle XXX is a title.\n"),
        [("I", "Purpose", [], ["our_city"]), ("II", "Activities", ["i", "ii"], []), ("III", "Term", [], [])],
    ),
    (
        ("ACUERDO DE COOPERACIÓN\n\nLas Partes acuerdan:\n\nArt. 1.- Objeto. Cooperar en <tema>, <b>siempre</b>.\n\n"
        "Art. 2.- Duración. (número) años.\n\nArt. 3.- Firma. En (lugar), con {our_city} y {their_city}.\n"),
        [
            ("I", "Objeto", [], ["blank"]), ("II", "Duración", [], ["years"]),
            ("III", "Firma", [], ["place", "our_city", "their_city"]),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_read_model_articles_in_words_roman_items_and_blanks_of_every_kind(text, expected):
    read = read_model(text)
    assert [(a.number, a.heading, a.items, [b.name for b in a.slots]) for a in read.articles] == expected


def word(paragraphs, levels):
    """A Word file whose paragraphs are numbered by Word: (text, level or None)."""
    import io

    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    numbering = document.part.numbering_part.element
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inside}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in paragraphs:
        added = document.add_paragraph(text)
        if level is not None:
            added._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
            )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_read_model_with_the_numbers_that_word_counts_itself():
    lines = [
        ("MODELO DE ACUERDO DE HERMANAMIENTO", None), ("Objetivo", 0), ("Hermanarse.", None), ("Modalidades", 0), ("Serán:", None),
        ("ferias;", 1), ("becas.", 1), ("Otras", 0), ("Las hay:", None), ("cursos.", 1),
    ]  # fmt: skip
    source = read_source("x.docx", word(lines, [("upperRoman", "ARTÍCULO %1"), ("lowerLetter", "%2)")]), labels=True)
    read = read_model(source.text)
    assert [(a.number, a.heading, a.items) for a in read.articles] == [
        ("I", "Objetivo", []), ("II", "Modalidades", ["a", "b"]), ("III", "Otras", ["a"]),
    ]  # fmt: skip


BILINGUAL = """# ACUERDO DE HERMANAMIENTO / TWINNING AGREEMENT

| Español | English |
|---|---|
| El Municipio de ____ y la Ciudad de ____ acuerdan: | The Municipality of ____ and the City of ____ agree: |
| **Artículo I. Objeto** | **Article I. Purpose** |
| Hermanarse en la cultura. | To twin in culture. |
| **Artículo II. Vigencia** | **Article II. Term** |
| Durará ____ años desde su firma. | It shall last ____ years from its signature. |
"""


@pytest.mark.parametrize(("lang", "headings"), [("", ["Objeto", "Vigencia"]), ("en", ["Purpose", "Term"])])
def test_read_model_in_two_languages_is_read_in_one(lang, headings):
    text = in_one_language(read_source("x.md", BILINGUAL.encode()), lang)
    assert len(text) == len(BILINGUAL)
    read = read_model(text, lang)
    assert [a.heading for a in read.articles] == headings
    assert [b.name for _, b in read.blanks] == ["our_city", "their_city", "years"]
