"""Which characters papers print, and how a form learns of one that they do not."""

import pytest

from hermanar.documents.renderers import fonts, glyphs, uncovered


def test_uncovered_ordinary_papers_names_nothing():
    text = "Canción “ñandú” № – §2 € ½ ªº ¿? ¡! Łódź Ελλάδα Москва 仙台市 すし 서울 القاهرة ירושלים Việt\nlínea\tcelda"
    assert uncovered(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hola 😀!", [(5, "😀", "GRINNING FACE")]),
        ("a\x07b", [(1, "\x07", "U+0007")]),
        ("a\u2028b", [(1, "\u2028", "LINE SEPARATOR")]),
        ("a\u200bb", [(1, "\u200b", "ZERO WIDTH SPACE")]),
        ("♥\ufe0f", [(1, "\ufe0f", "VARIATION SELECTOR-16")]),
        ("仙\u05b0", [(1, "\u05b0", "HEBREW POINT SHEVA")]),
        ("🇲", [(0, "🇲", "REGIONAL INDICATOR SYMBOL LETTER M")]),
    ],
)
def test_uncovered_character_without_face_is_named_with_its_place(text, found):
    assert uncovered(text) == found


def test_uncovered_letter_and_mark_of_one_face_names_nothing():
    assert uncovered("x\u0301 e\u0301") == []


def test_uncovered_long_text_of_two_scripts_names_nothing():
    text = "Las Partes acercarán a sus comunidades. 仙台 " * 2500
    assert uncovered(text) == []


def test_coverage_file_is_that_of_the_typefaces():
    assert glyphs._coverage() == glyphs.build(fonts.FOLDER)


@pytest.mark.parametrize(
    ("lang", "first"), [("ja", "Noto Sans JP"), ("zh", "Noto Sans SC"), ("ko", "Noto Sans KR"), ("es", "Noto Sans JP")]
)
def test_chain_of_a_language_asks_its_own_face_first(lang, first):
    chain = fonts.chain(lang)
    assert chain[:3] == ["Source Serif 4", "Noto Sans", first]
    assert sorted(chain) == sorted(fonts.FAMILIES.values())
