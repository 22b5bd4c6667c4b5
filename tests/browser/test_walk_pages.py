"""Every page that the finished exercise links to, as each persona, in both languages: clean, complete, no wider than a phone."""

import re
from functools import partial
from urllib.parse import urlsplit

import pytest

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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_is_clean(browser_of, language):
    exercise = seeded(more=True)
    it = browser_of(exercise.stage, language)
    it.axe = partial(it.axe, contrast=language == "es")  # the same pages, and words have no colour of their own
    known: set[str] = set()
    wrong: list[str] = []
    for persona in PERSONAS:
        it.sit(persona)
        waiting = [urlsplit(it.page.url).path, exercise.case]
        while waiting:
            path = waiting.pop(0)
            if shape(path) in known:
                continue
            known.add(shape(path))
            try:
                it.open(path)
            except AssertionError as failed:
                wrong.append(str(failed))
            found = it.page.eval_on_selector_all(
                "main a[href]:not([hreflang]), nav a[href]:not([hreflang])",
                "all => all.map(a => a.getAttribute('href'))",
            )
            for href in found:
                target = urlsplit(href)
                if target.netloc or not target.path.startswith("/") or NO_PAGE.search(href):
                    continue
                if language == "en":
                    assert target.path.startswith("/en/") or "/medios/" in target.path, (
                        f"{href} on {it.page.url} leaves English"
                    )
                waiting.append(re.sub(r"^/en(?=/)", "", target.path))
    assert wrong == []
    assert len(known) > 30, sorted(known)
    if language == "es":
        pictures(it, exercise.case)


def pictures(it: Browser, case: str) -> None:
    """What the guides show: a relation in the middle of its way, and one at its end."""
    it.sit("liaison").open("/vinculaciones/")
    it.page.locator("main a", has_text="Riverton").first.click()
    it.look().says("Siguiente paso").keep("vinculacion")
    middle = urlsplit(it.page.url).path
    it.open(f"{middle}texto/").keep("texto-del-acuerdo")
    it.open(f"{case}plazos/").keep("plazos")
    it.open(f"{case}firma/")
    it.sit("mayor").look().keep("escritorio-presidencia", height=700)
    it.sit("committee").open(f"{case}estudio/").keep("estudio-comite")
    it.sit("council_secretary").open(f"{case}cabildo/").keep("cabildo")
    it.sit("state").open("/vinculaciones/").keep("estado", height=620)
    it.sit("registrar").open("/registros/").keep("registro-sre", height=560)
    it.sit("counterpart").open(f"/en{middle}").keep("contraparte-en")
    it.page.context.clear_cookies()
    it.open("/ejercicios/").keep("portal", height=760)
