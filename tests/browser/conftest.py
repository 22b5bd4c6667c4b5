"""Real Chromium of the system, driven by Playwright; every page is watched for errors and looked at by axe.

What costs here is the drawing of pages. Where Debian's `chromium-headless-shell` stands beside Chromium it is taken: the same
engine without the window that nobody sees, a page in half of the time. All tests share one window (`context`), whose cookies
and stores each finds empty: a new one costs as much as four pages.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connections

from tools.setup import BROWSERS, ON_MAC

SIZES = {"screen": (1366, 860), "phone": (390, 844)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """Path of the system's Chromium (`CHROMIUM` decides)."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    found = found or next((str(p) for p in ON_MAC if p.exists()), None)
    assert found, "Chromium is not installed (Debian, Ubuntu: chromium; macOS: brew install --cask google-chrome)"
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    arguments = [*quiet.split(), "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's own sandbox refuses root
    return {**browser_type_launch_args, "executable_path": chromium(), "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {
        **browser_context_args,
        "viewport": {"width": 1366, "height": 860},
        "locale": "es-MX",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session", autouse=True)
def _sync_playwright_beside_django() -> Iterator[None]:
    """Playwright's sync interface keeps an event loop running, which Django takes for a mistake: until the end."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _server_keeps_its_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new connection to SQLite reads the whole schema first: nine milliseconds of each answer."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 60)


@pytest.fixture(scope="session")
def window(browser, browser_context_args) -> Iterator:
    """One window of the browser for all tests that need no more."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


# what htmx says of a request that a later one replaced before its answer came
CALLED_OFF = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture
def page(window, live_server) -> Iterator:
    """A page that fails its test on a script error, a refused policy (CSP) or a request that leaves this server."""
    wrong: list[str] = []
    page = window.new_page()
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)

    def watch(request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            wrong.append(f"request to {request.url}")

    page.on("request", watch)
    page.expected_errors = []  # a test that provokes a 404 or 409 names a part of the console's line
    yield page
    if page.url.startswith(live_server.url):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.close()
    window.clear_cookies()
    expected = [*page.expected_errors, *CALLED_OFF]
    assert [w for w in wrong if not any(part in w for part in expected)] == []


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# what was found right is not told: most of the time went into that; nothing that these rules ask for is loaded anew
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"], "preload": False}
# a third of the time that sending its half a million letters to each page takes
LOAD_AXE = """source => window.axe ? null : new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, {src: source, onload: done, onerror: failed});
    document.head.append(script);
    script.remove();
})"""
ASK_AXE = """options => axe.run(document, options).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 160)}`)))"""


# the two rules that ask which colours stand upon each other: half of the time
COLOURS = ("color-contrast", "link-in-text-block")


@pytest.fixture(scope="session")
def axe_of(live_server) -> Callable:
    """`axe_of(page)`: no violation of WCAG 2.2 AA on it. Says rule and place of each. `contrast=False`: all but
    `COLOURS`, for a page that is looked at whole in its other language or size."""

    def check(page, *, contrast: bool = True) -> None:
        rules = {} if contrast else {"rules": {rule: {"enabled": False} for rule in COLOURS}}
        if page.url.startswith(live_server.url):
            page.evaluate(LOAD_AXE, f"{live_server.url}/static/axe/axe.min.js")
        else:
            page.evaluate(AXE_SCRIPT)
        if told := page.evaluate(ASK_AXE, AXE_OPTIONS | rules):
            raise AssertionError(f"on {page.url}:\n" + "\n".join(told))

    return check


@pytest.fixture
def axe(page, axe_of) -> Callable:
    """`axe()` after opening a page: no violation on it (`axe_of`)."""
    return partial(axe_of, page)


@pytest.fixture
def look(page, live_server, axe) -> Callable:
    """`look(paths)`: each in both languages and sizes. Says everything that is wrong, not only the first.

    axe looks at the Spanish page on a screen and at the English one on a phone: each language and each size once, for what it
    judges of one it does not judge anew with the other. The contrast of colours, most of its time, is looked at on the screen of
    one address, and on the phone of the next; `colours=True`: on both."""

    def at(paths: Iterable[str], *, colours: bool = False) -> list[str]:
        wrong = []
        turns = [(prefix + path, bool(prefix) == bool(n % 2)) for n, path in enumerate(paths) for prefix in ("", "/en")]
        for path, contrast in turns:
            answer = page.goto(live_server.url + path)
            if answer.status != 200:
                wrong.append(f"{path} → {answer.status}")
                continue
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if wide > 0:
                    wrong.append(f"{path} is {wide} px wider than the {size}")
                if path.startswith("/en/") != (size == "phone"):
                    continue
                try:
                    axe(contrast=contrast or colours)
                except AssertionError as told:
                    wrong.append(f"{size}: {told}")
        return wrong

    return at
