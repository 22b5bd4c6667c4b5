"""Every page that the finished exercise links to, as each persona: read in both languages, none of which it leaves, and looked at
in Chromium: clean, and no wider than the window. An ordinary run reads one page of each route, and looks at it in one of the
languages; the long sweeps read and look at every page in both. The pictures of the guides are taken here."""

import re
import zlib
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils import translation
from lxml import html

from .stages import Browser, browser_of, seeded
from .test_portal import PUBLIC
from .test_rooms import PAGES

__all__ = ["browser_of"]

NO_PAGE = re.compile(r"\.(pdf|docx|zip|ics|png|csv|json)(\?|$)|/logout/|descargar=|/archivos/|/cuenta/|/datos/registro")
AN_ID = re.compile(r"[0-9a-z]{12}(?=/|$|\.)")
PERSONAS = (
    "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser", "registrar", "consul",
    "counterpart",
)  # fmt: skip
# where the ways of a persona begin, besides its desk and the case: what only some pages of one route lead to
BEGINS = {"liaison": ("/perfiles/seccion/economic_sectors/", "/perfiles/seccion/population/historia/")}
ELSEWHERE_SEATED = {"counterpart"}  # in the other relation: it may not open the finished case
READ = {"web:candidates:city": 3}  # pages of one route that an ordinary run reads; of the others one


def shape(path: str) -> str:
    """An address without what is particular to one record."""
    return AN_ID.sub("*", re.sub(r"^/en(?=/)", "", path).partition("#")[0].partition("?")[0])


def route_of(path: str) -> str:
    """Which page answers there, whatever it tells of: a section of the profile is one page, whichever section it is."""
    with translation.override("es"):
        return resolve(re.sub(r"^/en(?=/)", "", urlsplit(path).path)).view_name


def language_of(kind: str) -> str:
    """In which language a kind of page is looked at when each is looked at once."""
    return ("es", "en")[zlib.crc32(kind.encode()) % 2]


def pages_of(its: list[Browser], case: str, *, whole: bool) -> dict[str, dict[str, set[str]]]:
    """Pages that the personas come to from their desk and the case, in each language: routes, and the shapes of their addresses.

    Each persona's desk and case are read. Of the rest, `whole`: every shape is looked at in both languages. Otherwise one shape
    of each route (`READ`) is read in both, and looked at in one of them, if it is not one that `ELSEWHERE` looks at in both."""
    known: dict[str, dict[str, set[str]]] = {it.language: {} for it in its}
    wrong: list[str] = []
    for persona in PERSONAS:
        its[0].sit(persona)
        for it in its:
            begins = ["/escritorio/", *([] if persona in ELSEWHERE_SEATED else [case]), *BEGINS.get(persona, ())]
            waiting = list(begins)
            for turn, path in enumerate(waiting):
                route = route_of(path)
                shapes = known[it.language].setdefault(route, set())
                is_known = shape(path) in shapes or (len(shapes) >= READ.get(route, 1) and not whole)
                if is_known and turn >= len(begins):
                    continue
                is_first = not shapes and route not in ELSEWHERE and language_of(route) == it.language
                is_new = shape(path) not in shapes
                shapes.add(shape(path))
                try:
                    seen = it.open(path).body if (whole and is_new) or is_first else it.read(path)
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


# routes that other tests look at in both languages, on a screen and on a phone
ELSEWHERE = {f"web:{room}:{name}" for room, (_persona, names) in PAGES.items() for name in names} | set(
    map(route_of, PUBLIC)
)


@pytest.mark.django_db(transaction=True)
def test_every_page_is_clean(browser_of):
    """Each route in one of the languages; what a page has to say in the other, `test_walk_whole.py` looks at on its way."""
    exercise = seeded(more=True)
    its = [browser_of(exercise.stage, language) for language in ("es", "en")]
    known = pages_of(its, exercise.case, whole=False)
    assert known["es"].keys() == known["en"].keys()
    looked = {route_of(urlsplit(url).path) for it in its for url in it.seen}
    assert len(known["es"]) > 195, sorted(known["es"])
    assert len(looked) > 110, sorted(looked)
    pictures(its[0], exercise.case)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_every_page_is_clean_in_each_language(browser_of):
    exercise = seeded(more=True)
    its = [browser_of(exercise.stage, language) for language in ("es", "en")]
    known = pages_of(its, exercise.case, whole=True)
    assert min(len(set().union(*routes.values())) for routes in known.values()) > 200, known


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
    it.sit("mayor").open("/escritorio/").keep("escritorio-presidencia", height=700)
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
