"""Our own papers as files: what the library prints, read again from its PDF and its Word, has nothing wrong with it; a fault
put into it is found, and no other."""

import dataclasses
import datetime as dt
import re
from functools import cache

import pytest
import typst

from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_source
from hermanar.documents.renderers.docx import render_docx
from hermanar.documents.renderers.pdf import render_pdf
from hermanar.documents.renderers.picture import Letterhead, Marks
from hermanar.documents.rules.fill import fill_late
from hermanar.kernel.content import BlockKind, Content
from tests.checks.own_papers import make

FORMS = {"pdf": render_pdf, "docx": render_docx}


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


@cache
def paper(kind, variant, languages, seed):
    """The paper as it is issued: place, day and folio filled in, no honorary witness."""
    made = make(kind, variant, languages, seed)
    ours = made.brief.parties[0].names[0]
    texts = " ".join(words for b in made.content.blocks for words in b.text.values())
    values = {}
    for name in re.findall(r"\{([a-z_0-9.]+)\}", texts):
        values[name] = (
            dt.date(2025, 9, 30) if "date" in name
            else ours if "place" in name
            else "XY/PM/001/2025" if "folio" in name
            else ""
        )  # fmt: skip
    return dataclasses.replace(made, content=fill_late(made.content, values))


def said(gazetteer, made, content, form):
    head = Letterhead({"es": (f"H. Ayuntamiento de {made.brief.parties[0].names[0]}", "Presidencia Municipal")})
    source = read_source(f"x.{form}", FORMS[form](content, head, Marks()))
    languages = (
        source.content.languages if source.content.meta.get("pairing") != "none" else source.content.languages[:1]
    )
    found = check_file(source, dataclasses.replace(made.brief, languages=languages), gazetteer)
    assert all(source.text[f.start : f.end] == f.text for f in found)
    return [(f.code, f.text) for f in found if f.severity != "hint"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("kind", "languages"),
    [("agreement", "es+en"), ("agreement", "es"), ("agreement_domestic", "es"), ("addendum", "es+en"), ("letter_answer", "es+en")],
)  # fmt: skip
def test_check_own_paper_read_from_its_file_is_clean(gazetteer, kind, languages, form):
    made = paper(kind, "", languages, 3)
    assert said(gazetteer, made, made.content, form) == []


def _with(content: Content, lang: str, old: str, new: str) -> Content:
    block = next(b for b in content.blocks if old in b.text.get(lang, ""))
    return content.with_text(block.key, lang, block.text[lang].replace(old, new, 1))


@pytest.mark.parametrize("form", FORMS)
def test_check_faults_of_a_printed_agreement_are_found_and_no_other(gazetteer, form):
    made = paper("agreement", "", "es+en", 3)
    texts = [b.text["en"] for b in made.content.blocks]
    days = next(m.group() for words in texts if (m := re.search(r"[a-z-]+ \(\d+\)(?= days)", words)))
    wrong = _with(made.content, "en", days, "ninety-nine (99)")
    wrong = _with(wrong, "es", "de común acuerdo", "de de común acuerdo")
    found = said(gazetteer, made, wrong, form)
    assert sorted({code for code, _ in found}) == ["B02", "Q04"]
    assert [text for code, text in found if code == "Q04"] == ["de"]


def _columns(content: Content, setting: str) -> bytes:
    """Two columns that run on by themselves, page after page: a language each, or the whole text as a newspaper is set."""
    texts = []
    for lang in content.languages:
        told = []
        for b in content.blocks:
            words = re.sub(r"([\\*_#$<>@`\[\]=/~\"-])", r"\\\1", b.text.get(lang, "")).replace("\n", "\\\n")
            label = (
                f"{'ARTÍCULO' if lang == 'es' else 'ARTICLE'} {b.number}" if b.kind is BlockKind.HEADING else b.number
            )
            told.append(
                f"{label}\n\n{words}" if b.kind is BlockKind.HEADING else f"{label} {words}".strip() if words else ""
            )
        texts.append("\n\n".join(filter(None, told)))
    body = (
        f"#grid(columns: (1fr, 1fr), gutter: 1cm, [{texts[0]}], [{texts[-1]}])"
        if setting == "grid"
        else f"#columns(2)[{texts[0]}]"
    )
    return typst.compile(
        f'#set page(paper: "us-letter", margin: 2cm)\n#set text(size: 10pt)\n#set par(justify: true)\n{body}'.encode()
    )


@pytest.mark.parametrize("setting", ["grid", "newspaper"])
@pytest.mark.parametrize("kind", ["agreement", "agreement_specific"])
def test_check_paper_of_two_flowing_columns_is_clean(gazetteer, kind, setting):
    made = paper(kind, "", "es+en" if setting == "grid" else "es", 3)
    source = read_source("x.pdf", _columns(made.content, setting))
    brief = dataclasses.replace(made.brief, languages=source.content.languages)
    found = check_file(source, brief, gazetteer)
    assert [(f.code, f.text) for f in found if f.severity != "hint"] == []
