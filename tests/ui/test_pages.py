"""The pattern page and the pages for errors."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

import hermanar.ui

TEMPLATES = Path(hermanar.ui.__file__).parent / "templates"
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "language", "words"), [("/patrones/", "es-MX", "a su cargo"), ("/en/patrones/", "en", "yours")]
)
def test_pattern_page_opens_in_both_languages(client, address, language, words):
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert f'<html lang="{language}"' in html
    assert words in html
    assert INLINE.findall(html) == []
    assert len(re.findall(r"<h1[ >]", html)) == 1


@pytest.mark.django_db
def test_pattern_page_names_every_element_once(client):
    names = re.findall(r'\sid="([^"]+)"', client.get("/patrones/").content.decode())
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


@pytest.mark.django_db
def test_pattern_page_english_holds_no_spanish_of_ours(client):
    html = client.get("/en/patrones/").content.decode()
    assert [
        w for w in ("Siguiente paso", "Bitácora", "vence en", "opcional", "Páginas", "Se avisará") if w in html
    ] == []


@pytest.mark.django_db
def test_pattern_page_shows_every_component():
    page = (TEMPLATES / "ui" / "patterns.html").read_text() + (TEMPLATES / "ui" / "base.html").read_text()
    inside = "".join(p.read_text() for p in (TEMPLATES / "cotton").glob("*.html"))
    shown = {name.replace("-", "_") for name in re.findall(r"<c-([\w-]+)", page + inside)}
    assert sorted({p.stem for p in (TEMPLATES / "cotton").glob("*.html")} - shown) == []


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_error_page_stands_without_a_request(name, language):
    with translation.override(language):
        html = render_to_string(name)
    assert '<main class="wrap wrap-narrow"' in html
    assert "<h1>" in html
    assert INLINE.findall(html) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.name)
def test_template_has_no_inline_style_or_script(path):
    assert INLINE.findall(path.read_text()) == []


def test_public_frame_shows_its_rooms_and_the_way_in(rf):
    request = rf.get("/registro/")
    html = render_to_string(
        "ui/base_public.html",
        {"nav": [{"label": "Registro", "url": "/registro/", "current": True}], "login_url": "/cuenta/login/"},
        request,
    )
    assert '<a href="/registro/" aria-current="page">Registro</a>' in html
    assert '<a class="btn btn-sm" href="/cuenta/login/">Ingresar</a>' in html
    assert 'hreflang="en"' in html
