"""The paper of a whole profile: its words, its pictures, and what the validator says of it."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from hermanar.documents.renderers import Letterhead, Marks, Plate, render_docx, render_pdf
from hermanar.profiles.rules.outline import SECTIONS
from hermanar.profiles.rules.paper import About, Shown, compose
from tests.vera import failures

GOLDEN = Path(__file__).parent.parent / "golden"
DAY = dt.date(2022, 2, 28)
SOURCE = {"source": "Censo de muestra", "year": 2020, "stale": ""}
WORDS = {"figure": "1,234", "date": "2022-01-01", "link": "https://villa.example/"}


def whole() -> dict:
    """Every field of the outline, written."""
    found = {
        f.key: {"es": WORDS.get(f.type, f"uno de {f.key}"), "en": WORDS.get(f.type, f"one of {f.key}"), **SOURCE}
        for f in SECTIONS
    }
    found["offer"]["items"] = [{"areas": ["culture"], "goals": [8], "targets": ["8.9"], "link": "https://a.example/b"}]
    found["priorities"]["items"] = [{"axis": "Eje 2", "programme": "Oficios", "page": "45", "period": "2022–2024"}]
    found["migrants_abroad"]["items"] = [{"country": "US", "number": 1200, "source": "Consulado", "year": 2021}]
    return found


def about() -> About:
    shown = Shown(
        {"es": "La plaza", "en": "The square"}, {"es": "Imagen: A · CC BY 4.0", "en": "Picture: A · CC BY 4.0"}
    )
    return About(
        {"es": "Villa Serena, Oaxaca", "en": "Villa Serena, Oaxaca"}, DAY,
        known={"inegi_code": {"es": "20999", "en": "20999"}},
        areas={"culture": {"es": "cultura", "en": "culture"}}, pictures=(shown,),
    )  # fmt: skip


def plates() -> list[Plate]:
    out = io.BytesIO()
    Image.new("RGB", (640, 400), "#88aa77").save(out, "JPEG")
    alt = {"es": "Plaza", "en": "Square"}
    return [
        Plate("cover", alt, picture=out.getvalue()),
        Plate("picture-1", alt, picture=out.getvalue()),
        Plate("map", {"es": "Villa Serena, en Oaxaca", "en": "Villa Serena, in Oaxaca"}, point=(17.07, -96.72)),
        Plate("contact", {"es": "Perfil en línea", "en": "Profile online"}, address="https://hermanar.example/p/1/"),
    ]


MARKS = Marks(code="AB12-CD34", verify_url="https://hermanar.example/v/1/", exercise=True, issued_on=DAY)
HEAD = Letterhead(issuer={"es": ("H. Ayuntamiento de Villa Serena",), "en": ("Municipality of Villa Serena",)})


def test_compose_says_every_field_once_in_the_order_of_the_outline():
    content = compose(whole(), about())
    keys = [b.key for b in content.blocks]
    assert len(keys) == len(set(keys))
    headings = [b.text["es"] for b in content.blocks if b.kind.value == "heading"]
    assert headings[0] == "El municipio en cifras"
    assert headings[1:3] == ["Datos generales", "Historia"]
    assert headings[-2:] == ["Área de enlace", "Galería"]
    said = "\n".join(b.text["en"] for b in content.blocks)
    expected = {f.key: f"{'uno de' if f.same else 'one of'} {f.key}" for f in SECTIONS if f.type not in WORDS}
    assert [key for key, words in expected.items() if words not in said] == []


def test_compose_tells_tags_sources_and_migrants_in_each_language():
    content = compose(whole(), about())
    assert content.block("offer.i1").text["es"] == "uno de offer\ncultura · ODS 8 · metas 8.9 · https://a.example/b"
    assert content.block("priorities.i1").text["en"] == "one of priorities\nEje 2 · Oficios · p. 45 · 2022–2024"
    assert content.block("migrants_abroad.i1").text["en"] == "one of migrants_abroad\n1,200 people (Consulado, 2021)"
    assert content.block("figures.population").text["en"] == "Population\t1,234 inhabitants\nCenso de muestra, 2020"
    assert content.block("history.sources").text["es"] == "Fuente: Censo de muestra, 2020."


def test_compose_names_what_each_source_proves_where_there_are_several():
    sections = whole()
    sections["climate"]["source"] = "INEGI"
    del sections["name_meaning"]
    said = compose(sections, about()).block("general.sources").text
    assert said == {
        "es": "Fuentes. Cabecera municipal, Localidades principales: Censo de muestra, 2020; Clima: INEGI, 2020.",
        "en": "Sources. Municipal seat, Main localities: Censo de muestra, 2020; Climate: INEGI, 2020.",
    }


def test_compose_never_lets_what_is_typed_be_a_slot():
    content = compose({"presentation": {"es": "Dice {folio}", "en": "Says {folio}"}}, about())
    assert content.block("presentation.p1").text["es"] == "Dice { folio}"


def test_compose_of_nothing_is_the_cover_and_what_is_known():
    content = compose({}, About({"es": "Lakeside", "en": "Lakeside"}, DAY, is_sheet=True), ("en",))
    assert [b.text["en"] for b in content.blocks] == ["City sheet: Lakeside", "Information as of February 28, 2022"]


@pytest.mark.parametrize("languages", [("es", "en"), ("es",), ("en",)])
def test_profile_as_pdf_is_accessible_and_archivable(languages):
    pdf = render_pdf(compose(whole(), about(), languages), HEAD, MARKS, plates=plates())
    assert failures(pdf) == []


def test_profile_as_pdf_says_in_words_what_it_holds():
    pdf = pypdfium2.PdfDocument(render_pdf(compose(whole(), about()), HEAD, MARKS, plates=plates()))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    told = "\n".join(" ".join(line.split()) for line in text.splitlines()) + "\n"
    assert told == (GOLDEN / "profile.txt").read_text(encoding="utf-8")


def test_profile_as_word_holds_its_pictures_with_their_words():
    data = render_docx(compose(whole(), about()), HEAD, MARKS, plates=plates())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [n for n in archive.namelist() if n.startswith("word/media/")]
        text = archive.read("word/document.xml").decode()
    assert len(pictures) >= 2
    assert text.count('descr="Plaza"') == 2
    assert "Villa Serena, en Oaxaca" in text


def test_profile_without_its_plates_is_still_a_paper():
    assert render_pdf(compose(whole(), about()), HEAD, MARKS).startswith(b"%PDF")


def test_compose_names_a_source_in_english_where_it_is_called_otherwise():
    sections = whole()
    sections["population"] = {"es": "45,210", "source": "Censo", "source_en": "Census", "year": 2020}
    sections["students"] = {"es": "1,850", "source": "Registro", "year": 2020}
    sections["heritage"] = {"es": "Templo", "en": "Temple", "source": "INAH", "source_en": "The INAH", "year": 2020}
    said = {lang: "\n".join(b.text.get(lang, "") for b in compose(sections, about()).blocks) for lang in ("es", "en")}
    assert [words in said["en"] for words in ("Census, 2020", "Registro, 2020", "Censo, 2020")] == [True, True, False]
    assert [words in said["es"] for words in ("Censo, 2020", "Census")] == [True, False]


def test_compose_names_as_many_sources_in_each_language():
    """Its English name, said of one entry, holds for all of the chapter that cite it."""
    sections = whole()
    sections["history"]["source_en"] = "Sample census"
    there = compose(sections, about()).block("history.sources").text
    assert there == {"es": "Fuente: Censo de muestra, 2020.", "en": "Source: Sample census, 2020."}
    cited = [key for key, entry in sections.items() if entry.get("source") == SOURCE["source"]]
    assert len(cited) > 5
    for key in cited[::2]:
        sections[key]["source_en"] = "Sample census"
    for block in compose(sections, about()).blocks:
        if block.key.endswith(".sources"):
            assert block.text["es"].count(", 2020") == block.text["en"].count(", 2020"), block.key
