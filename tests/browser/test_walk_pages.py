"""Every page that the finished exercise links to, as each persona, in both languages: clean, complete, no wider than a phone."""

import re
import time
from urllib.parse import urlsplit

import pytest

from .stages import browser_of, seeded

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
    began = time.monotonic()
    exercise = seeded(more=True)
    print("seeded", time.monotonic() - began)
    it = browser_of(exercise.stage, language)
    known: set[str] = set()
    for persona in PERSONAS:
        it.sit(persona)
        waiting = [urlsplit(it.page.url).path, exercise.case]
        while waiting:
            path = waiting.pop(0)
            if shape(path) in known:
                continue
            known.add(shape(path))
            it.open(path)
            print(persona, path, round(time.monotonic() - began, 1))
            found = it.page.eval_on_selector_all("main a[href], nav a[href]", "all => all.map(a => a.getAttribute('href'))")
            for href in found:
                target = urlsplit(href)
                if target.netloc or not target.path.startswith("/") or NO_PAGE.search(href):
                    continue
                if language == "en":
                    assert target.path.startswith("/en/") or "/medios/" in target.path, f"{href} on {it.page.url} leaves English"
                waiting.append(re.sub(r"^/en(?=/)", "", target.path))
    assert len(known) > 30, sorted(known)
