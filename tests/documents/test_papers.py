"""What each paper is for; the names by which the checker asks for a sort of paper; any language is data."""

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from hermanar.documents.renderers import Marks, render_pdf
from hermanar.documents.rules.catalogues import LIBRARY
from hermanar.documents.rules.fill import _late_word, fill, fill_late, joined, number_with_words
from hermanar.documents.rules.papers import KINDS, STAGES, folders_of, kind_of, papers
from hermanar.documents.rules.templates import TemplateError, kinds, load, parse
from hermanar.kernel.content import BlockKind
from hermanar.kernel.data import read_yaml
from tests.documents import paper_samples as samples

GOLDEN = Path(__file__).parent.parent / "golden"


def test_papers_describe_every_folder_of_the_library_in_both_languages():
    assert set(papers()) == set(kinds())
    for paper in papers().values():
        assert (paper.kind in KINDS, paper.stage in STAGES) == (True, True), paper.folder
        assert set(paper.purpose) == set(paper.signs) == {"es", "en"}, paper.folder
        assert paper.purpose["es"].endswith("."), paper.folder
        assert paper.is_offered_on(paper.since)
        assert not paper.is_offered_on(paper.since - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "folders"),
    [
        ("twinning", ("agreement",)),
        ("domestic_twinning", ("agreement_domestic",)),
        ("specific_cooperation", ("agreement_specific",)),
        ("letter_of_intent", ("letter_of_intent", "letter_of_intent_domestic")),
        ("council_resolution", ("cabildo_point", "cabildo_certificate")),
        ("ratification", ("ratification",)),
        ("activity_report", ("progress_report",)),
    ],
)
def test_folders_of_a_sort_are_those_of_the_catalogue(kind, folders):
    assert folders_of(kind) == folders
    assert {kind_of(folder) for folder in folders} <= {kind}


def test_every_sort_has_a_text():
    assert [kind for kind in KINDS if not folders_of(kind)] == []
    assert kind_of("municipal_profile") == "other"
    with pytest.raises(LookupError):
        folders_of("treaty")


def test_each_paper_uses_its_defined_terms():
    """A ratification has its articles and “las Partes”; a memorandum neither Parties nor the verbs of an obligation."""

    def said(kind, lang):
        template = load(kind)
        return [b for b in fill(template, template.sample).content.blocks if b.text[lang]]

    articles = [(b.number, b.text["es"]) for b in said("ratification", "es") if b.kind is BlockKind.HEADING]
    assert articles[0] == ("I", "Objetivo")
    assert [number for number, _title in articles] == "I II III IV V VI VII VIII".split(" ")
    assert "en lo sucesivo “las Partes”" in said("ratification", "es")[1].text["es"]
    memorandum = " ".join(b.text["en"] for b in said("memorandum", "en"))
    assert memorandum.count("Participants") > 5
    assert re.findall(r"\b(?:shall|Part(?:y|ies)|obliged)\b", memorandum) == []
    assert "does not create between them legally enforceable rights or obligations" in memorandum
    assert "Partes" not in " ".join(b.text["es"] for b in said("memorandum", "es")).replace("Participantes", "")
    domestic = fill(load("ratification"), load("ratification").samples()["domestic"], languages=("es",)).content
    text = " ".join(b.text["es"] for b in domestic.blocks)
    assert re.findall(r"Relaciones Exteriores|internacional|Tratados|idioma|extranjer", text, re.IGNORECASE) == []


def _golden(kind):
    """The sample in both languages, block by block."""
    template = load(kind)
    content = fill_late(fill(template, template.sample, languages=("es", "en")).content, template.sample_late)
    return "".join(
        f"[{b.key}] {b.number}\n{b.text['es']}\n{b.text['en']}\n\n".replace("] \n", "]\n") for b in content.blocks
    )


@pytest.mark.parametrize(
    "kind", ["ratification", "memorandum", "addendum", "renewal", "termination", "friendship", "concept_note"]
)
def test_sample_text_is_the_golden_text(kind):
    """A word changed in a text of the library is a decision, seen in the review."""
    assert _golden(kind) == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")


# --- any further language is data ------------------------------------------------------------------------------------

GERMAN = {
    "opening": (
        "@title Freundschaftserklärung zwischen {our_style} und {their_style}\n\n{our_style}, vertreten durch"
        " {our_signatory_name}, {our_signatory_post}, und {their_style}, vertreten durch {their_signatory_name},"
        " {their_signatory_post}, erklären Folgendes."
    ),
    "ties": "# Was verbindet\n\n{our_city} und {their_city} erkennen an:\n\n- {ties}; | und | .",
    "will": "# Der Wille\n\nBeide wollen {areas} fördern. Ansprechpartner sind {our_office} und {their_office}.",
    "nature": "# Was diese Erklärung ist\n\nSie ist keine Städtepartnerschaft und schafft keine Pflichten.",
}
BORROWED = {
    "memorandum/de/closing.md": (
        "Unterzeichnet in {signing_place} am {signing_date} in {originals}, in {language_names}, alle gleich gültig."
    ),
    "agreement_domestic/de/closing.md": "Unterzeichnet in {signing_place} am {signing_date} in {originals}.",
    "agreement/de/signatures.md": (
        "@signature Für {our_style}\n{our_signatory_name}\n{our_signatory_post}\n\n"
        "@signature Für {their_style}\n{their_signatory_name}\n{their_signatory_post}"
    ),
    "agreement/de/witness.md": "@signature Ehrenzeuge\n{witness_name}\n{witness_post}",
}


def _with_german():
    """The declaration of friendship with a language more: texts, a title, the words of its unit. No code."""
    folder = LIBRARY / "friendship"
    files = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}
    head = read_yaml(files["template.yaml"])
    head["languages"].append("de")
    head["titles"]["de"] = "Freundschaftserklärung"
    head["slots"]["originals"] = {
        "unit": {"es": ["ejemplar", "ejemplares"], "en": ["original", "originals"], "de": ["Original", "Originalen"]}
    }
    for option, word in (("international", "international"), ("domestic", "national")):
        head["slots"]["class_of_relation"]["options"][option]["de"] = word
    files["template.yaml"] = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    files |= {f"de/{name}.md": text for name, text in GERMAN.items()}
    borrowed = {
        p.relative_to(LIBRARY).as_posix(): p.read_text("utf-8")
        for lender in ("agreement", "agreement_domestic", "memorandum")
        for p in (LIBRARY / lender).glob("*/*.md")
    }
    shared = [read_yaml((LIBRARY / name).read_text("utf-8")) for name in ("slots.yaml", "sample.yaml")]
    return parse(files, borrowed=borrowed | BORROWED, common=shared[0], sample=shared[1])


def test_a_language_is_added_to_a_paper_as_data_alone():
    template = _with_german()
    names = {"our_style": "die Gemeinde Villa Serena", "their_style": "die Stadt Lakeside", "ties": ["die Familien"]}
    sample = {**template.sample, "language_names": ["Deutsch", "Spanisch"], "areas": ["Kultur", "Handel"], **names}
    late = {"signing_date": dt.date(2026, 10, 3), "signing_place": "Lakeside"}
    filled = fill(template, sample | dict.fromkeys(("our_office", "their_office"), "Amt"), languages=("es", "de"))
    said = {b.key: b.text["de"] for b in fill_late(filled.content, late).blocks}
    assert said["closing.p1"] == (
        "Unterzeichnet in Lakeside am 3. Oktober 2026 in zwei (2) Originalen, in Deutsch und Spanisch, alle gleich gültig."
    )
    assert said["will.p1"].startswith("Beide wollen Kultur und Handel fördern.")
    assert render_pdf(filled.content, samples.letterhead(), Marks(draft=True))[:5] == b"%PDF-"
    with pytest.raises(TemplateError):
        parse({"template.yaml": "kind: x"})


@pytest.mark.parametrize(
    ("lang", "number", "day", "both"),
    [
        ("pt", "sessenta (60) dias", "1.º de maio de 2026", "a, b e c"),
        ("fr", "soixante (60) jours", "1er mai 2026", "a, b et c"),
        ("nl", "60 dagen", "2026-05-01", "a, b, c"),  # nothing is known of it: no English in its place
        ("en", "sixty (60) days", "May 1, 2026", "a, b and c"),
    ],
)
def test_numbers_dates_and_lists_are_never_in_english_elsewhere(lang, number, day, both):
    unit = number.split()[-1]
    assert number_with_words(60, lang, unit=(unit, unit)) == number
    assert _late_word(dt.date(2026, 5, 1), lang) == day
    assert joined(["a", "b", "c"], lang) == both
