"""A public copy without a name."""

import pytest

from hermanar.documents.rules.redaction import name_pattern, without_names
from hermanar.kernel.content import Block, BlockKind, Content


def content(**text: str) -> Content:
    return Content(("es", "en"), (Block("p", BlockKind.PARAGRAPH, text),))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Firma Ana Sol, Alcaldesa", "Firma [nombre reservado], Alcaldesa"),
        ("ANA SOL", "[nombre reservado]"),
        ("Ana\n Sol", "[nombre reservado]"),
        ("Anabel Soler", "Anabel Soler"),
        ("Santana Sol", "Santana Sol"),
        ("Ana Sol y Ana Sol", "[nombre reservado] y [nombre reservado]"),
    ],
)
def test_without_names_takes_the_name_as_it_is_written(written, left):
    assert without_names(content(es=written), ["Ana Sol"]).blocks[0].text == {"es": left}


def test_without_names_says_it_in_the_language_of_each_text():
    done = without_names(content(es="Ana Sol", en="Ana Sol"), ["Ana Sol"]).blocks[0].text
    assert done == {"es": "[nombre reservado]", "en": "[name withheld]"}


def test_without_names_a_longer_name_goes_before_its_part():
    done = without_names(content(es="Ana Sol Luna y Ana Sol"), ["Ana Sol", "Ana Sol Luna"]).blocks[0].text["es"]
    assert done == "[nombre reservado] y [nombre reservado]"


def test_name_pattern_is_not_a_pattern_of_the_name():
    assert name_pattern("A.B").search("AxB") is None
    assert without_names(content(es="x"), ["", " "]).blocks[0].text == {"es": "x"}
