"""The browser itself works here, and its net catches what it should."""

import pytest


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
