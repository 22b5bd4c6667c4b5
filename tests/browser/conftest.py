"""Real Chromium of the system, driven by Playwright; every page is watched for errors and looked at by axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

SYSTEM_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ON_MAC = "/Applications/Chromium.app/Contents/MacOS/Chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """Path of the system's Chromium (`CHROMIUM` decides)."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, SYSTEM_CHROMIUM)), None)
    if found is None and Path(ON_MAC).exists():
        found = ON_MAC
    assert found, "Chromium is not installed (Debian, Ubuntu: chromium; macOS: brew install --cask chromium)"
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


@pytest.fixture
def page(page, live_server) -> Iterator:
    """A page that fails its test on a script error, a refused policy (CSP) or a request that leaves this server."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)

    def watch(request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            wrong.append(f"request to {request.url}")

    page.on("request", watch)
    page.expected_errors = []  # a test that provokes a 404 or 409 names a part of the console's line
    yield page
    assert [w for w in wrong if not any(part in w for part in page.expected_errors)] == []


@pytest.fixture(scope="session")
def axe_of() -> Callable:
    """`axe_of(page)`: no violation of WCAG 2.2 AA on it. Says rule and place of each. `contrast=False`: all but the contrast of
    colours, half of the time, for a page whose other language was looked at whole."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # what was found right is not told: most of the time went into that
    asked = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}

    def check(page, *, contrast: bool = True) -> None:
        rules = {} if contrast else {"rules": {"color-contrast": {"enabled": False}}}
        found = Axe().run(page, options=asked | rules).response["violations"]
        told = [f"{v['id']}: {n['target']} {n['html'][:160]}" for v in found for n in v["nodes"]]
        if told:
            raise AssertionError(f"on {page.url}:\n" + "\n".join(told))

    return check


@pytest.fixture
def axe(page, axe_of) -> Callable:
    """`axe()` after opening a page: no violation on it (`axe_of`)."""
    return partial(axe_of, page)


@pytest.fixture
def shot(page, request: pytest.FixtureRequest):
    """`shot("name")` keeps a picture in `test-results/shots`, for the guides and for the eye."""
    folder = Path(request.config.rootpath) / "test-results" / "shots"

    def take(name: str, *, full: bool = True) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=full)
        return path

    return take
