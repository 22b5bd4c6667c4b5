"""Every page that the finished exercise links to, as each persona, in both languages: clean, complete, no wider than a phone."""

import re
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from .stages import Browser, browser_of, seeded

__all__ = ["browser_of"]

NO_PAGE = re.compile(r"\.(pdf|docx|zip|ics|png|csv|json)(\?|$)|/logout/|descargar=|/archivos/|/cuenta/|/datos/registro")
AN_ID = re.compile(r"[0-9a-z]{12}(?=/|$|\.)")
PERSONAS = (
    "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser", "registrar", "consul",
    "counterpart",
)  # fmt: skip


def shape(path: str) -> str:
    """An address without what is particular to one record."""
    return AN_ID.sub("*", re.sub(r"^/en(?=/)", "", path).partition("#")[0].partition("?")[0])


def language_of(kind: str) -> str:
    """In which language a kind of page is looked at when each is looked at once."""
    return ("es", "en")[zlib.crc32(kind.encode()) % 2]


def pages_of(its: list[Browser], case: str, *, wanted: Callable[[str, str], bool]) -> dict[str, set[str]]:
    """Kinds of pages that the personas come to from their desk and the case, in each language. Each is read; those `wanted` are
    looked at."""
    known: dict[str, set[str]] = {it.language: set() for it in its}
    wrong: list[str] = []
    for persona in PERSONAS:
        its[0].sit(persona)
        for it in its:
            waiting = ["/escritorio/", case]
            while waiting:
                path = waiting.pop(0)
                kind = shape(path)
                if kind in known[it.language]:
                    continue
                known[it.language].add(kind)
                try:
                    seen = it.open(path).page.content() if wanted(kind, it.language) else it.read(path)
                except AssertionError as failed:
                    wrong.append(f"{persona}: {failed}")
                    continue
                found, left = followed(seen, it.prefix)
                waiting += found
                wrong += [f"{href} on {path} leaves English" for href in left]
    assert wrong == []
    return known


def followed(seen: str, prefix: str) -> tuple[list[str], list[str]]:
    """Addresses that a page leads to, without their language; and those that leave the language."""
    found, left = [], []
    for href in html.fromstring(seen).xpath("//*[self::main or self::nav]//a[not(@hreflang)]/@href"):
        target = urlsplit(href)
        if target.netloc or not target.path.startswith("/") or NO_PAGE.search(href):
            continue
        if prefix and not target.path.startswith(("/en/", "/medios/")):
            left.append(href)
        found.append(target.path.removeprefix(prefix))
    return found, left


@pytest.mark.django_db(transaction=True)
def test_every_page_is_clean(browser_of):
    """Each kind of page in one of the languages; what a page has to say in the other, `test_walk_whole.py` looks at on its way."""
    exercise = seeded(more=True)
    its = [browser_of(exercise.stage, language) for language in ("es", "en")]
    known = pages_of(its, exercise.case, wanted=lambda kind, language: language_of(kind) == language)
    assert min(map(len, known.values())) > 30, known
    pictures(its[0], exercise.case)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_every_page_is_clean_in_each_language(browser_of):
    exercise = seeded(more=True)
    its = [browser_of(exercise.stage, language) for language in ("es", "en")]
    known = pages_of(its, exercise.case, wanted=lambda _kind, _language: True)
    assert min(map(len, known.values())) > 30, known


def pictures(it: Browser, case: str) -> None:
    """What the guides show: a relation in the middle of its way, and one at its end."""
    it.sit("liaison").open("/vinculaciones/")
    it.page.locator("main a", has_text="Riverton").first.click()
    it.look().says("Siguiente paso").keep("vinculacion")
    middle = urlsplit(it.page.url).path
    it.open(f"{middle}texto/").keep("texto-del-acuerdo")
    by_keyboard(it.page)
    it.open(f"{case}plazos/").keep("plazos")
    it.open(f"{case}firma/")
    it.sit("mayor").look().keep("escritorio-presidencia", height=700)
    it.sit("committee").open(f"{case}estudio/").keep("estudio-comite")
    it.sit("council_secretary").open(f"{case}cabildo/").keep("cabildo")
    it.sit("state").open("/vinculaciones/").keep("estado", height=620)
    it.sit("registrar").open("/registros/").keep("registro-sre", height=560)
    it.sit("counterpart").open(f"/en{middle}").keep("contraparte-en")
    it.sit("administrator").open("/organizacion/").keep("administracion")
    it.page.context.clear_cookies()
    it.open("/ejercicios/").keep("portal", height=760)


def by_keyboard(page: Any) -> None:
    """The desk before it: findings walked with their clauses beside, deviations, a comment begun, a repair taken."""
    current = page.locator("#revision [data-item][aria-current]")
    focused = "document.activeElement.getAttribute('href') ?? document.activeElement.id"
    place = "[...document.querySelectorAll('#revision [data-item]')].findIndex(e => e.hasAttribute('aria-current'))"
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert (current.count(), page.evaluate(place)) == (1, at)
        assert page.locator(".clause.here").get_attribute("id") == page.evaluate(focused).removeprefix("#")
    there = []
    for _ in range(2):
        page.keyboard.press("d")
        there.append(page.evaluate(focused))
        assert page.evaluate("document.activeElement.hasAttribute('data-deviation')")
    assert there[-1] != there[-2]
    article = page.evaluate("document.activeElement.closest('.article').dataset.group")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.closest('#comentar')?.open") is True
    assert page.input_value("#comentar [name=group]") == article  # the one that was being read
    page.keyboard.type("ja")  # letters of a word, not keys
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    keys = page.locator("#teclas")
    seen = keys.evaluate("keys => keys.open && keys.getBoundingClientRect().bottom < innerHeight + 1")
    assert seen is True
    findings, heading = page.locator("#revision [data-item]").count(), page.locator("h1").inner_text()
    for _ in range(findings):
        if current.locator("[data-key=a]").count():
            break
        page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=heading)
    assert page.locator("#revision [data-item]").count() < findings
