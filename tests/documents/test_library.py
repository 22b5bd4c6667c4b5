"""Every paper of the library loads, fills from its sample, and says the same in its languages."""

import datetime as dt
import re

import pytest

from hermanar.documents.rules.catalogues import LIBRARY, areas, citations, modalities
from hermanar.documents.rules.fill import BLANK, fill, fill_late, has_blank, standing_slots
from hermanar.documents.rules.templates import TemplateError, kinds, load, parse
from hermanar.kernel.content import BlockKind

EXPECTED = {
    "answer_to_sre",
    "addendum", "concept_note", "friendship", "memorandum", "ratification", "renewal", "termination",
    "agreement", "agreement_domestic", "annual_programme", "agreement_specific", "cabildo_certificate", "cabildo_point",
    "committee_installation_act", "committee_session_act", "dispatch_to_sre", "dispatch_to_sre_of_state", "dispatch_to_state", "feasibility_study",
    "envelope_list", "lead_sheet", "letter_answer", "letter_invitation", "letter_of_intent", "letter_official", "letter_of_intent_domestic",
    "letter_reminder", "letter_resume",
    "liaison_designation", "mayor_brief", "meeting_invitation", "observations_answer", "observations_letter",
    "opinion", "progress_report", "quarterly_report", "registration_notice", "session_call", "session_minutes", "signature_record",
}  # fmt: skip
PAPERS = [(kind, variant) for kind in sorted(EXPECTED) for variant in load(kind).samples()]


def _filled(kind, variant, languages=None):
    template = load(kind)
    return template, fill(template, template.samples()[variant], languages=languages or template.languages)


def test_kinds_list_every_paper_of_the_walk():
    assert set(kinds()) == EXPECTED


def test_load_of_unknown_kind_or_version_raises_lookup_error():
    with pytest.raises(LookupError):
        load("treaty")
    with pytest.raises(LookupError):
        load("agreement", "1900.1")
    assert load("agreement", load("agreement").version).kind == "agreement"


@pytest.mark.parametrize(("kind", "variant"), PAPERS)
def test_fill_with_sample_leaves_nothing_missing(kind, variant):
    template, filled = _filled(kind, variant)
    assert filled.missing == ()
    issued = fill_late(filled.content, template.sample_late)
    assert standing_slots(issued) == ()
    assert not has_blank(issued)
    assert standing_slots(filled.content) == tuple(n for n in standing_slots(filled.content) if n in template.late)


@pytest.mark.parametrize(("kind", "variant"), PAPERS)
def test_fill_gives_unique_keys_and_text_in_every_language(kind, variant):
    template, filled = _filled(kind, variant)
    keys = [b.key for b in filled.content.blocks]
    assert len(keys) == len(set(keys))
    for block in filled.content.blocks:
        assert set(block.text) == set(template.languages)
        assert all(text.strip() == text and text for text in block.text.values()), block.key
        assert (block.kind is BlockKind.ITEM) == bool(re.fullmatch(r"[a-z]+\)", block.number)), block.key


DEFINED_TERMS = (
    (r"\bPartes?\b", r"\bPart(y|ies)\b"),
    (r"\bPOA\b", r"\bAOP\b"),
    (r"Programas Operativos Anuales", r"Annual Operating Programs"),
    (r"Grupo de Trabajo", r"Working Group"),
    (r"presente Acuerdo", r"[Tt]his Agreement"),
    (r"Comité", r"Committee"),
    (r"Perfil Municipal", r"Municipal [Pp]rofile"),
)


def _figures(text):
    return sorted(re.findall(r"\d+", text))


@pytest.mark.parametrize(("kind", "variant"), PAPERS)
def test_languages_say_the_same_numbers_articles_and_lines(kind, variant):
    _, filled = _filled(kind, variant)
    for block in filled.content.blocks:
        es, en = block.text["es"], block.text["en"]
        assert _figures(es) == _figures(en), block.key
        assert re.findall(r"Artículo ([IVX]+)", es) == re.findall(r"Article ([IVX]+)", en), block.key
        assert es.count("\n") == en.count("\n"), block.key
        for spanish, english in DEFINED_TERMS:
            assert bool(re.search(spanish, es)) == bool(re.search(english, en)), (block.key, spanish)


@pytest.mark.parametrize(("kind", "variant"), [p for p in PAPERS if len(load(p[0]).languages) > 2])
def test_other_languages_of_letters_say_the_same_and_are_marked_for_review(kind, variant):
    template, filled = _filled(kind, variant)
    others = [lang for lang in template.languages if lang not in {"es", "en"}]
    assert list(template.own_translation) == others
    for block in filled.content.blocks:
        said = [block.text[lang] for lang in others if lang in block.text]
        assert [(_figures(t), t.count("\n")) for t in said] == [
            (_figures(block.text["es"]), block.text["es"].count("\n"))
        ] * len(others), block.key
        if block.kind is BlockKind.PARAGRAPH:
            assert block.text["es"] not in said, block.key


@pytest.mark.parametrize(("kind", "variant"), PAPERS)
def test_fill_in_one_language_is_the_same_text_as_in_two(kind, variant):
    _, both = _filled(kind, variant)
    _, spanish = _filled(kind, variant, ("es",))
    assert [b.text["es"] for b in spanish.content.blocks] == [b.text["es"] for b in both.content.blocks]
    assert all(set(b.text) == {"es"} for b in spanish.content.blocks)


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_fill_with_nothing_keeps_visible_blanks_and_names_them(kind):
    template = load(kind)
    filled = fill(template, {}, languages=template.languages)
    assert filled.missing
    assert set(filled.missing) <= set(template.required)
    assert has_blank(filled.content)


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_every_slot_has_a_label_in_both_languages(kind):
    for slot in load(kind).slots.values():
        assert set(slot.label) >= {"es", "en"}, slot.name
        assert not slot.help or set(slot.help) == {"es", "en"}, slot.name


def test_agreement_has_fourteen_articles_in_order():
    _, filled = _filled("agreement", "")
    headings = [b for b in filled.content.blocks if b.kind is BlockKind.HEADING]
    assert [b.key for b in headings] == [f"art-{n:02}" for n in range(1, 15)]
    assert [b.number for b in headings] == "I II III IV V VI VII VIII IX X XI XII XIII XIV".split(" ")
    assert filled.content.groups()[0] == "preamble"
    assert filled.content.groups()[-3:] == ["closing", "signatures", "witness"]


def test_agreement_states_its_four_numbers_in_words_and_figures():
    _, filled = _filled("agreement", "")
    content = filled.content
    assert "sesenta (60) días" in content.block("art-05.p6").text["es"]
    assert "sixty (60) days" in content.block("art-05.p6").text["en"]
    assert "cinco (5) años" in content.block("art-14.p1").text["es"]
    assert "five (5) years" in content.block("art-14.p1").text["en"]
    assert "sesenta (60) días" in content.block("art-14.p3").text["es"]
    assert "dos (2) ejemplares originales, redactados en español e inglés" in content.block("closing.p1").text["es"]
    assert "two (2) originals, drawn up in Spanish and English" in content.block("closing.p1").text["en"]


def test_agreement_keeps_only_place_date_and_witness_late():
    assert load("agreement").late == ("signing_place", "signing_date", "witness_name", "witness_post")


def test_agreement_expands_areas_and_adds_any_other():
    _, filled = _filled("agreement", "")
    items = [b for b in filled.content.of_group("art-02") if b.kind is BlockKind.ITEM]
    assert [b.number for b in items] == ["a)", "b)", "c)", "d)"]
    assert items[2].text == {"es": "educación y juventud, y", "en": "education and youth, and"}
    assert items[3].text["es"].startswith("cualquier otra área")


def test_agreement_five_asks_seven_parts_of_each_project():
    _, filled = _filled("agreement", "")
    assert [b.number for b in filled.content.of_group("art-05") if b.number[-1:] == ")"] == [f"{c})" for c in "abcdefg"]


def test_domestic_papers_name_neither_ministry_nor_international_law():
    international = r"Relaciones Exteriores|internacional|Tratados|idioma|extranjer"
    spanish = {
        kind: " ".join(b.text["es"] for b in _filled(kind, "")[1].content.blocks).replace(
            "Dirección de Asuntos Internacionales", ""
        )
        for kind in ("agreement", "agreement_domestic", "letter_of_intent", "letter_of_intent_domestic")
    }
    assert re.search(international, spanish["agreement"])
    assert re.search(international, spanish["letter_of_intent"])
    assert not re.search(international, spanish["agreement_domestic"], re.IGNORECASE)
    assert not re.search(international, spanish["letter_of_intent_domestic"], re.IGNORECASE)


def test_domestic_agreement_is_in_spanish_alone_unless_asked():
    template = load("agreement_domestic")
    assert fill(template, template.sample).content.languages == ("es",)


def test_article_references_point_to_articles_that_exist():
    for kind in ("agreement", "agreement_domestic", "agreement_specific"):
        _, filled = _filled(kind, "")
        numbers = {b.number: b.text["es"] for b in filled.content.blocks if b.kind is BlockKind.HEADING}
        for block in filled.content.blocks:
            assert set(re.findall(r"Artículo ([IVX]+)", block.text["es"])) <= set(numbers), block.key
        assert "Modalidades" in numbers["III"]
        assert "Programas" in numbers["V"]


def test_letter_of_intent_holds_its_three_compulsory_parts_and_says_what_it_is_not():
    _, filled = _filled("letter_of_intent", "")
    assert {"motivations", "interests", "objectives"} <= set(filled.content.groups())
    text = filled.content.block("intent.p1").text
    assert "no constituye por sí misma un hermanamiento" in text["es"]
    assert "does not in itself constitute a twinning" in text["en"]
    assert "marcos jurídicos" in text["es"]


def test_letter_follows_the_form_of_mexican_offices():
    kinds_of_blocks = [b.kind for b in _filled("letter_of_intent", "")[1].content.blocks]
    order = [
        BlockKind.PLACE_DATE, BlockKind.REFERENCE, BlockKind.SUBJECT, BlockKind.ADDRESSEE, BlockKind.SALUTATION,
        BlockKind.PARAGRAPH, BlockKind.CLOSING, BlockKind.SIGNATURE, BlockKind.COPIES, BlockKind.INITIALS,
    ]  # fmt: skip
    assert list(dict.fromkeys(k for k in kinds_of_blocks if k is not BlockKind.ITEM)) == order


def test_opinion_prints_one_sense_and_cites_article_seven():
    favourable = _filled("opinion", "")[1].content
    against = _filled("opinion", "unfavourable")[1].content
    assert "favourable" in favourable.groups()
    assert "unfavourable" not in favourable.groups()
    assert "unfavourable" in against.groups()
    assert "favourable" not in against.groups()
    assert "artículo 7 de la Ley sobre la Celebración de Tratados" in favourable.block("favourable.p1").text["es"]
    assert favourable.block("head.reference").text["es"] == "OFICIO: {folio}"


def test_template_hash_is_stable_and_differs_by_kind():
    hashes = {kind: load(kind).sha256 for kind in kinds()}
    assert hashes == {kind: load(kind).sha256 for kind in kinds()}
    assert len(set(hashes.values())) == len(hashes)


def test_content_hash_is_stable_and_ignores_late_values():
    template, filled = _filled("agreement", "")
    again = fill(template, {**template.sample, **template.sample_late}, languages=template.languages)
    assert again.content.sha256 == filled.content.sha256
    assert fill_late(filled.content, template.sample_late).sha256 != filled.content.sha256


# --- what is refused -------------------------------------------------------------------------------------------------

HEAD = """
kind: note
version: "1"
titles: {es: Nota, en: Note}
languages: [es, en]
layout: letter
slots:
  name: {label: {es: Nombre, en: Name}}
sections: [body]
"""


def _parse(es="Hola, {name}.", en="Hello, {name}.", head=HEAD):
    return parse({"template.yaml": head, "es/body.md": es, "en/body.md": en})


def test_parse_takes_a_small_template():
    assert fill(_parse(), {"name": "Ana"}).content.block("body.p1").text == {"es": "Hola, Ana.", "en": "Hello, Ana."}


@pytest.mark.parametrize(
    ("es", "en", "said"),
    [
        ("Hola, {nombre}.", "Hello, {nombre}.", "not declared"),
        ("Hola.", "Hello.", "not used"),
        ("Hola, {name}.", "Hello.", "same slots"),
        ("Hola, {name}.\n\nAdiós.", "Hello, {name}.", "blocks"),
        ("a) {name}", "{name}", "kind"),
        ("a) {name}\nb) dos", "a) {name}\n*) two", "mark"),
        ("a) {name}\nc) dos", "a) {name}\nc) two", "follows"),
        ("Hola, {name!r}.", "Hello, {name}.", "brace"),
        ("Hola, {name}. }", "Hello, {name}.", "brace"),
        ("@shout {name}", "@shout {name}", "unknown mark"),
        ("## {name}", "## {name}", "Heading"),
        ("Hola {name}\n\n# Tarde", "Hello {name}\n\n# Late", "Heading"),
        ("Hola {name}\na) uno", "Hello {name}\na) one", "blank line"),
        ("@fact {name}", "@fact {name}", "fact"),
        ("- {name};", "- {name};", "type list"),
        ("", "", "empty"),
    ],
)
def test_parse_refuses_what_is_outside_the_grammar(es, en, said):
    with pytest.raises(TemplateError, match=said):
        _parse(es, en)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: note", "kind: note\ncolour: red", "unknown keys"),
        ("layout: letter", "", "lacks"),
        ("en: Note}", "fr: Note}", "do not agree"),
        ("sections: [body]", "sections: [body, body]", "same key"),
        ("sections: [body]", "sections: [body, more]", "missing"),
        ("en: Name}}", "en: Name}, type: poem}", "unknown type"),
        ("en: Name}}", "en: Name}, type: citation, cites: lct-99}", "not in citations"),
        ("sections: [body]", "basis: [lct-99]\nsections: [body]", "not in citations"),
        ("kind: note", "kind: [", "not YAML"),
        ("sections: [body]", "sections: 3", "must be a list"),
        ("sections: [body]", "sections: [[body]]", "section"),
        ("sections: [body]", "sections: [{number: I}]", "section"),
        ("titles: {es: Nota, en: Note}", "titles: Nota", "must be a mapping"),
        ("languages: [es, en]", "languages: es", "must be a list"),
        ("name: {label: {es: Nombre, en: Name}}", "name: Nombre", "slot name"),
        ("label: {es: Nombre, en: Name}", "label: Nombre", "slot name"),
        ("kind: note", "kind: ''", "must be a text"),
    ],
)
def test_parse_refuses_a_wrong_head(old, new, said):
    assert old in HEAD
    with pytest.raises(TemplateError, match=said):
        _parse(head=HEAD.replace(old, new))


# --- catalogues ------------------------------------------------------------------------------------------------------


def test_citations_carry_source_evidence_and_both_languages():
    for citation in citations().values():
        assert citation.evidence in {"P", "K"}, citation.id
        assert citation.source, citation.id
        assert set(citation.text) == set(citation.law) == set(citation.gist) == {"es", "en"}, citation.id
        if citation.evidence == "P":
            assert citation.source.startswith("http"), citation.id


def test_citations_on_a_day_are_those_in_force():
    assert "risre-2021" in citations(dt.date(2022, 1, 31))
    assert "risre-2025" not in citations(dt.date(2022, 1, 31))
    assert "risre-2025" in citations(dt.date(2026, 1, 1))
    assert "risre-2021" not in citations(dt.date(2026, 1, 1))


def test_areas_name_a_power_that_the_catalogue_holds():
    known = citations()
    assert len(areas()) >= 7
    for area in areas().values():
        assert area.power in known, area.key
        assert set(area.text) == set(area.power_note) == {"es", "en"}, area.key


def test_modalities_are_in_both_languages():
    assert len(modalities()) >= 6
    assert all(set(m.text) == {"es", "en"} for m in modalities().values())


def test_samples_name_invented_people_only():
    for path in LIBRARY.rglob("*sample.yaml"):
        for number in re.findall(r"Persona de Muestra (\S+)", path.read_text(encoding="utf-8")):
            assert re.match(r"\d\d", number), path
    assert BLANK not in "".join(p.read_text(encoding="utf-8") for p in LIBRARY.rglob("*.md"))
