"""Files of every kind: read whole or refused with a reason; a place in the content is that place in the text."""

import datetime as dt
import io
import json
import zipfile

import pikepdf
import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import given, settings, strategies as st

from hermanar.checks.by_hand import UnknownParty, brief_of, parties_of
from hermanar.checks.files import check_file, check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_source, read_text
from hermanar.checks.sources.tongues import runs
from hermanar.checks.sources.unreadable import Unreadable
from hermanar.cli.check import check_command
from hermanar.kernel.content import BlockKind

PARTIES = "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def word(body: str, **parts: str) -> bytes:
    """A Word file with that body and those further parts."""
    made = io.BytesIO()
    Document().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            if item.filename != "word/document.xml":
                new.writestr(item, old.read(item))
        spaces = W + (
            ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        )
        new.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            new.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), text)
    return out.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(
    pages: int = 1, *, text: str = "", password: str = "", scanned: tuple[int, ...] = (), head: str = ""
) -> bytes:  # fmt: skip
    """`head`: printed on every page, with its number."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 300))
    if text:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
        made.pages[0].Contents = made.make_stream(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1"))
    for number in scanned:
        image = made.make_stream(bytes(100), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
        made.pages[number].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I1=image))
        made.pages[number].Contents = made.make_stream(b"q 300 0 0 300 0 0 cm /I1 Do Q")
    for number, page in enumerate(made.pages if head else ()):
        page.Resources = page.get("/Resources", pikepdf.Dictionary())
        page.Resources.Font = pikepdf.Dictionary(F1=made.make_indirect(font))
        drawn = f"\nBT /F1 9 Tf 20 280 Td ({head} {number + 1}) Tj ET".encode("latin-1")
        page.Contents = made.make_stream(page.Contents.read_bytes() + drawn)
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return out.getvalue()


def test_read_word_reads_tables_boxes_notes_equations_and_right_to_left():
    inner = f"<w:tbl><w:tr><w:tc>{p('dentro de otra')}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{p('en un cuadro')}</w:txbxContent>"
    body = (
        p("Uno")
        + f"<w:tbl><w:tr><w:tc>{p('celda')}{inner}</w:tc><w:tc>{p('otra celda')}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p><w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>مدينة</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>quitado</w:delText></w:r></w:del><w:ins><w:r><w:t>puesto</w:t></w:r></w:ins></w:p>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("al pie")}</w:footnote></w:footnotes>'
    source = read_source("a.docx", word(body, word__footnotes_xml=notes))
    assert source.text.split("\n\n") == [
        "Uno", "celda", "dentro de otra", "otra celda", "en un cuadro", "a+b", "مدينة", "puesto", "al pie",
    ]  # fmt: skip


def ole(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + name.encode("utf-16-le") * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\0", "empty"),
        (pdf(password="x"), "protected"),
        (pdf(401), "too_many_pages"),
        (pdf(), "no_text"),
        (b"%PDF-1.7\nrubbish", "damaged"),
        (b"PK\x03\x04rubbish", "damaged"),
        (word(p("x"), word__vbaProject_bin="x"), "macros"),
        (word('<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'), "no_text"),
        (word(p("x" * 600_001)), "too_long"),
        (ole("EncryptedPackage"), "protected"),
        (ole("_VBA_PROJECT"), "macros"),
        (ole("WordDocument"), "old_word"),
        (ole("WordDocument").ljust(1024, b"\0") + b"\xec\xa5".ljust(10, b"\0") + b"\xf8\x13" + bytes(600), "protected"),
        (pdf(2, scanned=(0, 1)), "no_text"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"{\\rtf1 x}", "rtf"),
        (bytes(range(32)) * 20, "binary"),
    ],
)
def test_read_source_names_why_it_does_not_read(data, code):
    with pytest.raises(Unreadable) as refused:
        read_source("x", data)
    assert refused.value.code == code
    # beside what is wrong it says what would be right, where there is anything to do
    assert ("; " in refused.value.es, "; " in refused.value.en) == (
        code != "empty" and refused.value.es != "no tiene texto",
    ) * 2


def test_read_pdf_names_the_page_that_is_a_picture_and_joins_a_word_cut_at_the_end_of_a_line():
    cut = ") Tj 0 -14 Td ("
    source = read_source("x", pdf(2, text=f"La coopera-{cut}cion con folio 3f7k-{cut}x0ab sigue en pie.", scanned=(1,)))
    assert source.text.strip() == "La cooperacion con folio 3f7k-x0ab sigue en pie."
    assert [part.es.partition(":")[0] for part in source.left_out] == ["La página 2 es una imagen sin texto"]
    assert [part.en.partition(". ")[2] for part in source.left_out] == [
        "Read it yourself, or bring what it was made from."
    ]


LARGE, SMALL = ('<wp:extent cx="5800000" cy="7600000"/>', '<wp:extent cx="900000" cy="900000"/>')


def picture(extent: str) -> str:
    return f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">{extent}<a:blip xmlns:a="urn:a"/></wp:inline></w:drawing></w:r></w:p>'


def test_a_page_that_is_a_picture_in_a_file_with_text_is_K06_whatever_is_printed_around_it(gazetteer):
    said = "Ensenada saluda a Oaxaca de Juarez con mucho gusto."
    scan = pdf(3, text=said, scanned=(1, 2), head="H. Ayuntamiento de Muestra, Oficina de Enlace, pagina")
    letter = word(p("Ensenada saluda a Oaxaca de Juárez.") + picture(SMALL) + picture(LARGE))
    for data, names in (
        (scan, ["La página 2 es una imagen", "La página 3 es una imagen"]),
        (letter, ["Aquí hay una imagen grande"]),
    ):
        found = check_named(read_source("x", data), PARTIES, gazetteer, citations={}, on=dt.date(2022, 1, 1))
        found = [f for f in found if f.code == "K06"]
        assert [(f.code, f.severity, f.message["es"][: len(name)]) for f, name in zip(found, names, strict=True)] == [
            ("K06", "warning", name) for name in names
        ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Año\rnuevo\r\nya".encode("latin-1"), "Año\nnuevo\nya"),
        ("Sesión".encode("utf-16"), "Sesión"),
        ("\ufeffSesión".encode(), "Sesión"),
        (b"Uno\0dos y tres", "Uno\0dos y tres"),
        (pdf(text="El Municipio de Ensenada"), "El Municipio de Ensenada"),
    ],
)
def test_read_source_reads_any_code_and_line_end(data, text):
    assert read_source("x", data).text == text


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            ["ARTÍCULO II", "Objetivo", "a) cultura;", "# Título", "Por Ensenada", "ATENTAMENTE", "\r", "\n", "\n\n", "\t", " ",
             "The Parties agree to the following.", "Las Partes acuerdan lo siguiente con Los Cabos.", "🎉", "\0", "___",
             "Ensenada, a 3 de mayo de 2025", "c.c.p. Archivo", "P R E S E N T E", "de de"]
        ) | st.text(max_size=20),
        max_size=30,
    ).map("\n".join)
)  # fmt: skip
def test_check_every_finding_stands_where_it_says(text):
    source = read_text("x", f"Texto de muestra.\n{text}")
    with Gazetteer.open() as gazetteer:
        parties = parties_of(PARTIES, gazetteer)
        brief = brief_of(source, parties, kind="twinning", final=True, on=dt.date(2025, 6, 1))
        for f in check_file(source, brief, gazetteer):
            assert source.text[f.start : f.end] == f.text


def test_read_text_pairs_two_texts_one_after_the_other_and_beside():
    es = "ACUERDO DE HERMANAMIENTO\n\nARTÍCULO I\n\nObjetivo\n\nLas Partes cooperan en 60 días.\n\nARTÍCULO II\n\nÁreas\n\nSon las siguientes:\n\na) cultura;\nb) turismo."
    en = "TWINNING AGREEMENT\n\nARTICLE I\n\nObjective\n\nThe Parties cooperate within 60 days.\n\nARTICLE II\n\nAreas\n\nThey are the following:\n\na) culture;\nb) tourism."
    content = read_text("x", f"{es}\n\n{en}").content
    assert content.languages == ("es", "en")
    assert [set(b.text) for b in content.blocks] == [{"es", "en"}] * len(content.blocks)
    rows = "".join(
        f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>"
        for a, b in zip(es.split("\n\n"), en.split("\n\n"), strict=True)
    )
    beside = read_source("x", word(f"<w:tbl>{rows}</w:tbl>")).content
    assert {"es": "Las Partes cooperan en 60 días.", "en": "The Parties cooperate within 60 days."} in [
        b.text for b in beside.blocks
    ]
    assert [set(b.text) for b in beside.blocks] == [{"es", "en"}] * len(beside.blocks)


def test_runs_split_a_paragraph_that_mixes_two_languages():
    text = "Las Partes acuerdan lo siguiente en este acto. The Parties agree on the following in this act."
    assert [(text[a:b], lang) for a, b, lang in runs(text, "es")] == [
        ("Las Partes acuerdan lo siguiente en este acto.", "es"),
        ("The Parties agree on the following in this act.", "en"),
    ]


def test_read_text_knows_the_parts_of_a_letter():
    text = (
        "Ensenada, Baja California, a 12 de mayo de 2025\n\nOFICIO PM/1/2025\n\nASUNTO: Saludo\n\nPersona de Muestra 01\n"
        "Presidenta Municipal\nP R E S E N T E\n\nReciba un saludo.\n\nATENTAMENTE\n\nPersona de Muestra 02\nAlcalde\n\nc.c.p. Archivo"
    )
    assert [b.kind for b in read_text("x", text).content.blocks] == [
        BlockKind.PLACE_DATE, BlockKind.REFERENCE, BlockKind.SUBJECT, BlockKind.ADDRESSEE, BlockKind.SALUTATION,
        BlockKind.PARAGRAPH, BlockKind.CLOSING, BlockKind.SIGNATURE, BlockKind.COPIES,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "keys", "localities"),
    [
        ("Ensenada, Baja California, MX; Whitewater, Wisconsin, US", ["02001", ""], ()),
        ("Municipio de Oaxaca, Oaxaca; Cancún, Q. Roo, MX", ["20067", "23005"], ()),
        ("Estado de Jalisco, MX; Ohio, US", ["14", ""], ()),
        ("San José de Otates, Guanajuato, MX", [""], ("San José de Otates",)),
    ],
)
def test_parties_of_reads_names_as_people_write_them(gazetteer, named, keys, localities):
    found = parties_of(named, gazetteer)
    assert ([p.key for p in found.refs], found.localities) == (keys, localities)


@pytest.mark.parametrize("named", ["", " ; ", ", ,", " . ; ¡!", "Ensenada, Narnia, MX", "a;" * 13])
def test_parties_of_refuses_what_names_none(gazetteer, named):
    with pytest.raises(UnknownParty):
        parties_of(named, gazetteer)


@pytest.mark.parametrize(("final", "codes"), [(False, set()), (True, {"K01", "K02"})])
def test_place_and_date_are_filled_in_at_issue_unless_the_paper_is_final(gazetteer, final, codes):
    text = "Se desea colaborar con Oaxaca de Juárez.\n\nFirmado en ____, el ____ de {signing_date}."
    found = check_named(read_text("", text), PARTIES, gazetteer, citations={}, final=final, on=dt.date(2022, 1, 1))
    assert {f.code for f in found if f.code.startswith("K")} == codes


_TYPED = st.lists(
    st.sampled_from(
        ["Ensenada", "Oaxaca", "US", "MX", ",", ";", " ", "\u3000", ".", "¡!", "Estado de", "\ud800", "\0"]
    ),
    max_size=9,
).map(" ".join)


@settings(max_examples=50)
@given(named=_TYPED | st.text(max_size=60), text=st.text(max_size=80))
def test_whatever_is_typed_is_checked_or_refused_with_a_sentence(gazetteer, named, text):
    try:
        found = check_named(
            read_text("", text), named, gazetteer, citations={}, kind="twinning", on=dt.date(2022, 1, 1)
        )
        said = [f.as_json() for f in found]
        sentences = [(f["message_es"], f["message_en"]) for f in said]
    except (Unreadable, UnknownParty) as refused:
        sentences = [(refused.said("es"), refused.said("en"))]
    assert all(es and en for es, en in sentences)


def test_check_several_files_end_with_the_worst_and_one_list(tmp_path):
    texts = {
        "clean.txt": "Ensenada saluda a Oaxaca de Juárez.",
        "fault.md": "Ensenada saluda a Los Cabos.",
        "bad.pdf": "%PDF-1.7",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

    def run(*names):
        return CliRunner().invoke(
            check_command, [*(str(tmp_path / n) for n in names), "--parties", PARTIES, "--format", "json"]
        )

    assert (run("clean.txt").exit_code, json.loads(run("clean.txt").stdout)) == (0, [])
    both = run("clean.txt", "fault.md")
    assert both.exit_code == 1
    (finding,) = json.loads(both.stdout)
    assert sorted(finding) == sorted(
        "file code severity confidence block text start end language message_es message_en repair".split()
    )
    assert (finding["file"], finding["code"], finding["text"]) == (str(tmp_path / "fault.md"), "P01", "Los Cabos")
    worst = run("bad.pdf", "fault.md")
    assert (worst.exit_code, len(json.loads(worst.stdout))) == (2, 1)
    assert "es un PDF dañado" in worst.stderr


@pytest.mark.parametrize(
    "text",
    [
        # two who sign side by side, parted by spaces as a typewriter would
        f"Por el Municipio de Ensenada{' ' * 40}Por el Municipio de Oaxaca de Juárez\n\nPresidenta{' ' * 40}Presidente",
        f"Total{' ' * 20_000}x\n\nArtículo 5, fracción II,{' ' * 20_000}de la Ley",
        f"El Municipio de Ensenada{chr(9) * 20_000}y la Ciudad\n\nEntre{' ' * 20_000}y 5{chr(0xA0) * 20_000}de marzo",
        # capitals that could be one word or many
        "La Presidencia de SAN MIGUEL DE ALLENDE, " + "ENSENADA" * 400,
    ],
)
def test_check_wide_gaps_and_long_words_come_to_an_end(gazetteer, text):
    found = check_named(read_text("x", text), PARTIES, gazetteer, citations={}, on=dt.date(2026, 3, 2))
    assert all(text[f.start : f.end] == f.text for f in found)


def test_read_text_parts_a_paragraph_at_a_gap_that_no_layout_has():
    content = read_text("x", f"Firmado en Ensenada.{' ' * 130}Firmado en León.{' ' * 20}Fin.").content
    assert [b.text["es"] for b in content.blocks] == ["Firmado en Ensenada.", f"Firmado en León.{' ' * 20}Fin."]
