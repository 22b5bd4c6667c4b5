"""The text comes from the case: parties in their style, areas with their power, modalities, originals, who signs."""

from hermanar.agreements.operations import edit_clause
from hermanar.kernel.content import BlockKind
from tests import relation


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


def test_edit_clause_of_the_preamble_changes_its_themes_and_nothing_else(cast):
    partnership = relation.open_relation(cast)
    agreement = relation.start_text(cast, partnership)
    version = agreement.document.versions.latest("number")
    recital = next(b for b in version.as_content.of_group("preamble") if "especial atención" in b.text["es"])
    text = recital.text["es"].partition("especial atención")[0] + "especial atención a la artesanía y al comercio;"
    edit_clause(
        cast.act("liaison"), agreement=agreement, base_number=version.number, key=recital.key, language="es", text=text,
        seen_text=recital.text["es"],
    )  # fmt: skip
    after = agreement.document.versions.latest("number")
    assert after.number == version.number + 1
    assert after.as_content.block(recital.key).text["es"] == text
    changed = [b.key for b, old in zip(after.as_content.blocks, version.as_content.blocks, strict=True) if b != old]
    assert changed == [recital.key]
