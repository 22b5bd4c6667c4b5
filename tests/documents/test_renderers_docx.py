"""Papers as Word files: what is written comes back, also after somebody's edits."""

import datetime as dt
import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings, strategies as st

from hermanar.documents.renderers import Letterhead, Marks, NotAWordFile, read_docx, render_docx
from hermanar.documents.renderers.bookmarks import bookmark_name
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.text import normalise
from tests.documents import paper_samples as samples

K = BlockKind


def texts(content: Content) -> dict[str, dict[str, str]]:
    return {b.key: {lang: b.text.get(lang, "") for lang in content.languages} for b in content.blocks}


def edited(data: bytes, change) -> bytes:
    document = Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph_with(document, text: str):
    for p in document.element.body.iter(qn("w:p")):
        if text in "".join(t.text or "" for t in p.iter(qn("w:t"))):
            return p
    raise AssertionError(text)


def one(text: str) -> Content:
    return Content(("es",), (Block("p1", K.PARAGRAPH, {"es": text}), Block("p2", K.PARAGRAPH, {"es": "Otro."})), "act")


@pytest.mark.parametrize(
    "content",
    [
        samples.agreement(),
        samples.letter(),
        samples.letter(("es", "en")),
        samples.minutes(("es", "en")),
        samples.sheet(),
    ],
    ids=["agreement", "letter", "bilingual letter", "bilingual act", "sheet"],
)
def test_read_back_untouched_file_gives_every_text(content):
    data = render_docx(content, samples.letterhead(), samples.issued(exercise=True, draft=True))
    assert read_docx(data) == texts(content)


def test_render_same_paper_twice_gives_same_bytes():
    papers = [render_docx(samples.agreement(1), samples.letterhead(), samples.issued()) for _ in range(2)]
    assert papers[0] == papers[1]
    with zipfile.ZipFile(io.BytesIO(papers[0])) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_read_back_replaced_words_gives_the_new_text():
    def change(document):
        paragraph = paragraph_with(document, "Texto uno")
        next(paragraph.iter(qn("w:t"))).text = "Texto dos."

    data = edited(render_docx(one("Texto uno."), Letterhead(), Marks()), change)
    assert read_docx(data) == {"p1": {"es": "Texto dos."}, "p2": {"es": "Otro."}}


def test_read_back_words_typed_beyond_the_bookmark_belong_to_its_block():
    def change(document):
        run = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> Y más.</w:t></w:r>')
        paragraph_with(document, "Texto uno").append(run)

    data = edited(render_docx(one("Texto uno."), Letterhead(), Marks()), change)
    assert read_docx(data)["p1"] == {"es": "Texto uno. Y más."}


def test_read_back_new_paragraph_joins_the_block_before_it():
    def change(document):
        new = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Segundo párrafo.</w:t></w:r></w:p>")
        paragraph_with(document, "Texto uno").addnext(new)

    data = edited(render_docx(one("Texto uno."), Letterhead(), Marks()), change)
    assert read_docx(data) == {"p1": {"es": "Texto uno.\nSegundo párrafo."}, "p2": {"es": "Otro."}}


def test_read_back_tracked_changes_counts_insertions_and_not_deletions():
    def change(document):
        paragraph = paragraph_with(document, "Texto uno")
        run = next(paragraph.iter(qn("w:r")))
        inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="900" w:author="x"><w:r><w:t>Texto tres.</w:t></w:r></w:ins>')
        deleted = parse_xml(
            f'<w:del {nsdecls("w")} w:id="901" w:author="x"><w:r><w:delText>Texto uno.</w:delText></w:r></w:del>'
        )
        run.addprevious(inserted)
        paragraph.replace(run, deleted)

    data = edited(render_docx(one("Texto uno."), Letterhead(), Marks()), change)
    assert read_docx(data)["p1"] == {"es": "Texto tres."}


def test_read_back_removed_block_is_absent():
    def change(document):
        paragraph = paragraph_with(document, "Otro.")
        paragraph.getparent().remove(paragraph)

    data = edited(render_docx(one("Texto uno."), Letterhead(), Marks()), change)
    assert read_docx(data) == {"p1": {"es": "Texto uno."}}


def test_read_back_row_that_nobody_placed_is_kept_apart():
    def change(document):
        cells = document.tables[0].add_row().cells
        cells[0].text, cells[1].text = "Cláusula nueva", "New clause"

    content = samples.agreement(1)
    data = edited(render_docx(content, Letterhead(), Marks()), change)
    assert read_docx(data) == {**texts(content), "": {"": "Cláusula nueva\nNew clause"}}


def test_read_back_filled_blank_gives_what_was_typed_and_an_untouched_one_its_slot():
    def change(document):
        run = next(r for r in document.element.body.iter(qn("w:t")) if r.text == "____________________ (lugar)")
        run.text = "Villa Serena"

    data = edited(render_docx(one("En {place}, el {date}."), Letterhead(), Marks()), change)
    assert read_docx(data)["p1"] == {"es": "En Villa Serena, el {date}."}


def test_read_back_long_keys_are_known_again_by_the_keys_given():
    key = "anexo-tecnico-de-cooperacion.parrafo-introductorio-03"
    content = Content(("es",), (Block(key, K.PARAGRAPH, {"es": "Texto."}),), "act")
    data = render_docx(content, Letterhead(), Marks())
    assert read_docx(data, [key]) == {key: {"es": "Texto."}}


@given(st.text(max_size=60))
def test_bookmark_name_any_key_fits_and_is_of_letters_and_digits(key):
    assert re.fullmatch(r"b0_es_\w*", bookmark_name(key, "es"), re.ASCII)
    assert len(bookmark_name(key, "es")) <= 40


@given(st.lists(st.text(max_size=40).map(lambda t: normalise(t, lines=True)), min_size=3, max_size=3))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_read_back_hostile_text_is_the_same(lines):
    values = [line or "x" for line in lines]
    content = Content(
        ("es",),
        (
            Block("p", K.PARAGRAPH, {"es": values[0]}),
            Block("i", K.ITEM, {"es": values[1]}, number="a)"),
            Block("h", K.HEADING, {"es": values[2]}, number="I"),
        ),
        "act",
    )
    assert read_docx(render_docx(content, Letterhead(), Marks())) == texts(content)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_read_back_of_another_kind_of_file_is_refused(data):
    with pytest.raises(NotAWordFile):
        read_docx(data)


def test_read_back_of_an_archive_that_is_not_word_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(NotAWordFile):
        read_docx(out.getvalue())


def test_render_word_file_says_language_title_and_page_numbers():
    data = render_docx(samples.agreement(1), samples.letterhead(), samples.issued(exercise=True))
    document = Document(io.BytesIO(data))
    core = document.core_properties
    assert (core.language, core.identifier, core.created) == (
        "es-MX",
        "3f7k-9q2m-x0ab-c",
        dt.datetime(2026, 11, 3, 18, tzinfo=dt.UTC),
    )
    assert core.title.startswith("Acuerdo de hermanamiento")
    footer = document.sections[0].footer._element
    assert [f.get(qn("w:instr")) for f in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES", "PAGE", "NUMPAGES"]
    languages = {mark.get(qn("w:val")) for mark in document.element.body.iter(qn("w:lang"))}
    assert languages == {"es-MX", "en-US"}
    for header in (document.sections[0].header, document.sections[0].first_page_header):
        assert "EJERCICIO DE DEMOSTRACIÓN" in "".join(t.text or "" for t in header._element.iter(qn("w:t")))


def test_render_word_file_describes_its_images():
    data = render_docx(samples.letter(), samples.letterhead(), samples.issued())
    document = Document(io.BytesIO(data))
    described = [
        node.get("descr")
        for root in (document.sections[0].first_page_header._element, document.element.body)
        for node in root.iter(qn("wp:docPr"))
    ]
    assert described == ["Escudo de Villa Serena", "Código QR con la dirección para verificar este documento"]


def test_render_word_file_bookmarks_have_different_names_and_numbers():
    data = render_docx(samples.agreement(), samples.letterhead(), samples.issued())
    marks = list(Document(io.BytesIO(data)).element.body.iter(qn("w:bookmarkStart")))
    assert len({m.get(qn("w:name")).casefold() for m in marks}) == len(marks)
    assert len({m.get(qn("w:id")) for m in marks}) == len(marks)


def test_render_word_file_no_row_of_facts_is_torn_between_two_pages():
    document = Document(io.BytesIO(render_docx(samples.sheet(), samples.letterhead(), samples.issued())))
    rows = [row for table in document.tables if table.style.name == "Paper Facts" for row in table.rows]
    assert rows
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_render_word_file_nobody_signs_alone_and_no_line_is_as_wide_as_the_page():
    for content in (samples.letter(), samples.minutes(("es", "en"))):
        document = Document(io.BytesIO(render_docx(content, samples.letterhead(), samples.issued())))
        table = next(t for t in document.tables if t.style.name == "Paper Signatures")
        assert [round(cell.width.cm, 1) for cell in table.rows[0].cells] == [8.6]
        after, words = table._tbl, []
        while not words:  # from the signature up to the last words of the text, all stays together
            after = after.getprevious()
            words = [p for p in after.iter(qn("w:p")) if p.style not in {"PaperGap", "PaperClosing"}]
        if after.tag == qn("w:tbl"):
            words = list(after.findall(qn("w:tr"))[-1].iter(qn("w:p")))
        assert [p.pPr.keepNext is not None for p in words] == [True] * len(words)
        names = {s.name: s for s in document.styles}
        assert names["Paper Gap"].paragraph_format.keep_with_next
        fonts = names["Paper Text"].element.rPr.rFonts
        assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:cs"))) == ("Cambria", "Times New Roman")
