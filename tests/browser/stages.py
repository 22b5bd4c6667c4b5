"""Persons at a browser in an exercise, at the stage the test needs; every page they open is looked at by axe."""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from hermanar.checks.gazetteer import Gazetteer
from hermanar.cli.walks.international import International
from hermanar.cli.walks.lead import DEFAULT
from hermanar.cli.walks.people import administrator
from hermanar.cli.walks.second import leave_open
from hermanar.cli.walks.stage import Stage
from hermanar.directory.enums import Role
from hermanar.directory.models import Appointment, Place
from hermanar.kernel.text import fold
from tests.cast import make_places

from .person import kept_small


def world() -> None:
    """The places that the exercises name."""
    make_places()
    for number, (name, part, zone) in enumerate(
        (("Whitewater", "Wisconsin", "America/Chicago"), ("Riverton", "Illinois", "America/Chicago")), start=900010
    ):
        Place.objects.create(
            id=number, name=name, folded=fold(name), country_id="US", subdivision=part, latitude=42.83,
            longitude=-88.73, population=14000, zone=zone,
        )  # fmt: skip


@dataclass
class Exercise:
    """`house`: the walk's stage with its personas; `walk`: what it came to."""

    stage: Stage
    walk: International

    @property
    def case(self) -> str:
        return f"/vinculaciones/{self.walk.partnership.public_id}/"


def seeded(upto: str | None = None, *, more: bool = False) -> Exercise:
    """The international exercise up to and with a step (None: to its end); `more`: two relations left open beside it, and who
    administers the municipality."""
    world()
    stage = Stage()
    with Gazetteer.open() as gazetteer:
        walk = International(stage, DEFAULT, gazetteer)
        walk.run(upto)
        if more:
            leave_open(walk)
            administrator()
            post = Appointment.objects.get(office__role=Role.ADMINISTRATOR)
            stage.people["administrator"] = (post.person.user, post.public_id)
    return Exercise(stage, walk)


@dataclass
class Browser:
    """One browser, in one language, in which personas sit down one after another."""

    page: Any
    url: str
    stage: Stage
    axe: Any
    language: str = "es"
    seen: list[str] = field(default_factory=list)
    body: str = ""  # what the server answered when the page was opened

    @property
    def prefix(self) -> str:
        return "/en" if self.language == "en" else ""

    def sit(self, persona: str) -> "Browser":
        """Sit down with a session that is there already; the door of a demonstration is gone through in the walks."""
        user, post = self.stage.people[persona]
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["appointment"] = post
        session.save()
        name = settings.SESSION_COOKIE_NAME
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        return self

    def open(self, path: str) -> "Browser":
        """Open an address in the browser's language."""
        answer = self.page.goto(self.address(path))
        assert answer.status == 200, f"{path} → {answer.status}"
        self.body = answer.text()
        return self.look()

    def read(self, path: str) -> str:
        """What stands at an address, without drawing it."""
        answer = self.page.context.request.get(self.address(path))
        assert answer.status == 200, f"{path} → {answer.status}"
        return answer.text()

    def address(self, path: str) -> str:
        """In the browser's language."""
        return self.url + (path if path.startswith("/en/") or self.language == "es" else f"/en{path}")

    def look(self) -> "Browser":
        """The page as it is now: clean, and no wider than the window."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the window"
        self.page.evaluate("window.scrollTo(0, 0)")  # what the fixed head covers while scrolled is not small
        self.axe()
        self.seen.append(self.page.url)
        return self

    def press(self, label: str, *, exact: bool = True) -> "Browser":
        """Press the button or follow the link that says so."""
        found = self.page.locator("main").get_by_role("button", name=label, exact=exact)
        if not found.count():
            found = self.page.locator("main").get_by_role("link", name=label, exact=exact)
        found.first.click()
        self.page.wait_for_load_state()
        return self.look()

    def type(self, **typed: str) -> "Browser":
        """Fill the fields of the page by their names."""
        for name, value in typed.items():
            control = self.page.locator(f"main [name='{name.replace('__', '-')}']:visible").first
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        return self

    def choose(self, **chosen: str) -> "Browser":
        for name, value in chosen.items():
            self.page.locator(f"main [name='{name}'][value='{value}']").first.check()
        return self

    def says(self, *sentences: str) -> "Browser":
        text = " ".join((self.page.locator("main").text_content() or "").split())
        for sentence in sentences:
            assert sentence in text, f"“{sentence}” is not on {self.page.url}:\n{text[:1500]}"
        return self

    def keep(self, name: str, *, height: int = 900) -> None:
        """A picture for the guides, when `HERMANAR_SHOTS=1` asks for them: small enough to be kept."""
        if os.environ.get("HERMANAR_SHOTS") != "1":
            return
        kept_small(self.page, name, height=height)


@pytest.fixture
def browser_of(page, live_server, axe, settings):
    """`browser_of(stage, "en")`: the browser, in a demonstration."""
    settings.IS_DEMONSTRATION = True

    def make(stage: Stage, language: str = "es") -> Browser:
        return Browser(page, live_server.url, stage, axe, language)

    return make
