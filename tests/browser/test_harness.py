"""The browser itself works here, its net catches what it should, and the guides' pictures come out of it."""

import re
from pathlib import Path

import pytest

from .person import IMAGES


def test_open_page_with_faults_is_caught_by_axe(page, axe):
    page.set_content("<html><body><img src='data:,'><input></body></html>")
    with pytest.raises(AssertionError) as caught:
        axe()
    assert {"html-has-lang", "image-alt", "label"} <= {line.split(":")[0] for line in str(caught.value).splitlines()}


def test_open_sound_page_passes_axe(page, axe):
    page.set_content(
        "<html lang='es'><head><title>Prueba</title></head>"
        "<body><main><h1>Prueba</h1><p>Una línea.</p></main></body></html>"
    )
    axe()


def test_faint_words_are_caught_where_colours_are_looked_at(page, axe):
    page.set_content(
        "<html lang='es'><head><title>Prueba</title></head><body><main><h1>Prueba</h1><p style='color: #ccc'>Una línea.</p>"
        "<p>Una línea con <a href='#' style='color: #222; text-decoration: none'>liga</a> dentro.</p></main></body></html>"
    )
    with pytest.raises(AssertionError) as caught:
        axe()
    assert {"color-contrast", "link-in-text-block"} <= {line.split(":")[0] for line in str(caught.value).splitlines()}
    axe(contrast=False)


def test_every_picture_of_the_guides_is_taken_by_a_test():
    here = Path(__file__).parent
    taken = {
        name for file in here.glob("*.py") for name in re.findall(r'(?:keep|Picture)\("([\w-]+)"', file.read_text())
    }
    shown = {
        name for page in IMAGES.parent.rglob("*.md") for name in re.findall(r"images/([\w-]+)\.png", page.read_text())
    }
    assert {path.stem for path in IMAGES.glob("*.png")} == taken
    assert shown <= taken
