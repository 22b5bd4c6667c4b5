"""The text comes from the case: parties in their style, areas with their power, modalities, originals, who signs."""

import pytest

from hermanar.agreements.operations import edit_clause, refill_text
from hermanar.agreements.queries import brief_of_folio, check_text
from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_text
from hermanar.directory.models import Country, Municipality, Place
from hermanar.kernel.content import BlockKind
from hermanar.kernel.errors import Invalid
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.queries import slot_values
from tests import relation
from tests.cast import take_over


def whole(content, group: str, lang: str = "es") -> str:
    return "\n".join(b.text[lang] for b in content.of_group(group))


def test_start_text_takes_parties_areas_and_modalities_from_the_case(cast):
    partnership = relation.open_relation(cast)
    content = relation.start_text(cast, partnership).document.versions.latest("number").as_content
    for lang in ("es", "en"):
        assert ["Villa Serena" in whole(content, g, lang) for g in ("preamble", "art-01")] == [True, True]
        assert ["Lakeside" in whole(content, g, lang) for g in ("preamble", "art-01")] == [True, True]
    areas = [b.text for b in content.of_group("art-02") if b.kind == BlockKind.ITEM]
    assert [(t["es"][:18], t["en"][:20]) for t in areas] == [
        ("promoción turístic", "promotion of tourism"),
        ("cultura, artesanía", "culture, crafts and "),
        ("cualquier otra áre", "any other area that "),
    ]
    assert len([b for b in content.of_group("art-03") if b.kind == BlockKind.ITEM]) > 1
    assert "dos (2) ejemplares originales" in whole(content, "closing")
    assert "todos ellos igualmente auténticos" in whole(content, "closing")
    signing = [b.text["es"].splitlines()[0] for b in content.blocks if b.kind == BlockKind.SIGNATURE]
    assert [line.split(",")[0] for line in signing] == [
        "Por el Municipio de Villa Serena", "Por la Ciudad de Lakeside", "Testigo de honor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "capacity"),
    [
        ("in_charge", "Encargado del Despacho de la Presidencia Municipal"),
        ("by_absence", "Por ausencia de la persona titular de la Presidencia Municipal"),
    ],
)
def test_start_text_names_who_acts_that_day_in_their_capacity_and_stays_editable(cast, how, capacity):
    who = take_over(cast, "mayor", how)
    partnership = relation.open_relation(cast)
    agreement = relation.start_text(cast, partnership)
    content = agreement.document.versions.latest("number").as_content
    [ours] = [b for b in content.blocks if b.kind == BlockKind.SIGNATURE][:1]
    assert cast.persons[who].name in ours.text["es"]
    assert capacity in ours.text["es"]
    assert cast.persons["mayor"].name not in ours.text["es"]
    # nothing in it bars the agreement; and the holder who came back may be written there
    edited = relation.edit(cast, agreement, ours.key, "es", cast.persons[who].name, "Persona de Muestra 03")
    assert "Persona de Muestra 03" in edited.as_content.block(ours.key).text["es"]
    refill_text(cast.act("liaison"), agreement=agreement)
    assert relation.agree(cast, partnership).agreed_version is not None


def test_edit_clause_of_the_preamble_changes_its_themes_and_nothing_else(cast):
    partnership = relation.open_relation(cast)
    agreement = relation.start_text(cast, partnership)
    version = agreement.document.versions.latest("number")
    recital = next(b for b in version.as_content.of_group("preamble") if "especial atención" in b.text["es"])
    text = recital.text["es"].partition("especial atención")[0] + "especial atención a la artesanía y al comercio;"
    edit_clause(
        cast.act("liaison"), draft=agreement, base_number=version.number, key=recital.key, language="es", text=text,
        seen_text=recital.text["es"],
    )  # fmt: skip
    after = agreement.document.versions.latest("number")
    assert after.number == version.number + 1
    assert after.as_content.block(recital.key).text["es"] == text
    changed = [b.key for b, old in zip(after.as_content.blocks, version.as_content.blocks, strict=True) if b != old]
    assert changed == [recital.key]


def test_one_theme_is_a_case_of_its_own_kind_with_its_own_text(cast):
    act = cast.act("liaison")
    partnership = partnerships.open_partnership(
        act, owner=cast.organisations["municipality"], country=Country.objects.get(pk="US"), their_name="Lakeside",
        their_name_en="Lakeside", their_subdivision="Wisconsin", their_place=Place.objects.get(pk=900001),
        answers=relation.answers(scope="theme", theme="el manejo del agua", theme_en="water management"),
        exercise_at=relation.STARTS,
    )  # fmt: skip
    partnerships.update_counterpart(
        act, partnership=partnership, office="Office of the Mayor", head_name="Persona de Muestra 40", head_post="Mayor",
        head_post_es="Alcaldía", office_es="Oficina de la Alcaldía",
    )  # fmt: skip
    office = slot_values(relation.fresh(partnership), act.on)["their_office"]
    assert office == {"es": "la Oficina de la Alcaldía", "en": "the Office of the Mayor"}
    assert (partnership.kind, partnership.get_kind_display()) == ("specific", "Cooperación específica")
    agreement = relation.start_text(cast, partnership)
    assert (agreement.document.kind, agreement.document.title[:31]) == (
        "agreement_specific", "Acuerdo de cooperación específi",
    )  # fmt: skip
    version = agreement.document.versions.latest("number")
    text = "\n".join(b.text["es"] for b in version.as_content.blocks)
    assert "en materia del manejo del agua entre" in text
    assert "Specific Cooperation Agreement on water management between" in version.as_content.block("title").text["en"]
    assert "No constituye un hermanamiento" in text
    assert text.lower().count("hermanamiento") == 1
    checked = check_text(agreement, version, gazetteer=relation.NOWHERE, on=act.on)
    # its objectives are nobody's but the Parties': the text waits for them, in each language
    assert [(f.code, f.block, f.lang) for f in checked.errors] == [("K01", "art-02.a", lang) for lang in ("es", "en")]


def test_theme_without_english_words_stands_blank_in_english_and_is_said_on_the_terms_of_the_case(cast):
    act = cast.act("liaison")
    partnership = partnerships.open_partnership(
        act, owner=cast.organisations["municipality"], country=Country.objects.get(pk="US"), their_name="Lakeside",
        their_name_en="Lakeside", their_subdivision="Wisconsin", their_place=Place.objects.get(pk=900001),
        answers=relation.answers(scope="theme", theme="el manejo del agua"), exercise_at=relation.STARTS,
    )  # fmt: skip
    content = relation.start_text(cast, partnership).document.versions.latest("number").as_content
    assert "el manejo del agua" not in content.block("title").text["en"]
    assert "on ____ between" in content.block("title").text["en"]
    with pytest.raises(Invalid):
        partnerships.update_terms(act, partnership=partnership, theme=" ")
    partnerships.update_terms(act, partnership=partnership, theme_en="water management")
    assert slot_values(relation.fresh(partnership), act.on)["theme"] == {
        "es": "el manejo del agua",
        "en": "water management",
    }


def test_brief_of_folio_counts_what_is_on_record(cast):
    partnership = relation.open_relation(cast)
    on = cast.act("liaison").on
    known = brief_of_folio(partnership.folio, "letter_of_intent", on)
    letters = partnership.letters.filter(kind="intent").count()
    assert known.records == {"letters": letters, "signed": 0, "ratified": 0, "registered": 0}
    with Gazetteer.open() as gazetteer:
        source = read_text("t", "Ambos municipios han enviado nueve cartas de intención y han firmado tres acuerdos.")
        found = [f.text for f in check_file(source, known, gazetteer) if f.code == "E03"]
    assert found == ["nueve", "tres"]
    assert brief_of_folio(partnership.folio, "quarterly_report", on).records == {}
    assert brief_of_folio("NADA-1", "letter_of_intent", on) is None
    # a party that was typed, not chosen from the catalogue, is told where a file names it (P11)
    assert [p.is_listed for p in known.parties] == [True, True]
    partnership.parties.filter(side="theirs").update(place=None)
    known = brief_of_folio(partnership.folio, "letter_of_intent", on)
    assert [p.is_listed for p in known.parties] == [True, False]
    source = read_text("carta.txt", f"El Municipio saluda a {known.parties[1].names[0]}.")
    said = [f for f in check_file(source, known, relation.NOWHERE) if f.code == "P11"]
    assert [f.text for f in said] == [known.parties[1].names[0]]
    # and a municipality of ours that another state has too, named without its state (P12)
    ours = partnership.owner.municipality
    elsewhere = Municipality.objects.exclude(state=ours.state).first()
    Municipality.objects.filter(pk=elsewhere.pk).update(name=ours.name, folded=ours.folded)
    known = brief_of_folio(partnership.folio, "letter_of_intent", on)
    for text, codes in ((f"{ours.name} saluda.", {"P12"}), (f"{ours.name}, {ours.state.name}, saluda.", set())):
        found = check_file(read_text("carta.txt", text), known, relation.NOWHERE)
        assert {f.code for f in found} & {"P12"} == codes, text
