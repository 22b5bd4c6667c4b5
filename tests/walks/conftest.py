"""The exercise on which the walks over HTTP run: a handful of places, the organisations and persons of the walk."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client

from hermanar.cli.walks.lead import DEFAULT, LeadFile
from hermanar.cli.walks.people import federal_side, municipal_side
from hermanar.cli.walks.stage import Stage
from hermanar.directory.models import Municipality, Place
from hermanar.kernel.text import fold
from tests.cast import make_places

from .browserless import Visitor
from .steps import Case


@dataclass
class House:
    """Who takes part. `enter("mayor")` gives that persona's own browser, signed in by one click."""

    stage: Stage
    lead: LeadFile
    day: dt.date
    sit: Callable[[str, int | None], Visitor]
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def enter(self, persona: str) -> Visitor:
        if persona not in self.visitors:
            post = None if persona == "nobody" else self.stage.people[persona][1]
            self.visitors[persona] = self.sit(persona, post)
        return self.visitors[persona]

    def at(self, case: Case, days: int) -> None:
        """Move the exercise some days forward, on its own page."""
        self.day += dt.timedelta(days=days)
        case.at(self.day)

    def __getattr__(self, persona: str) -> Visitor:
        return self.enter(persona)


def without_browser(persona: str, post: int | None) -> Visitor:
    """That persona, signed in by one click; without a post, nobody in particular."""
    visitor = Visitor(persona, Client(enforce_csrf_checks=True))
    if post is not None:
        visitor.open("/demostracion/")
        visitor.post("/demostracion/", {"post": [post], **_hidden(visitor)})
        assert visitor.url == "/escritorio/", (persona, visitor.url)
    return visitor


def _hidden(visitor: Visitor) -> dict[str, list[str]]:
    token = visitor.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    return {"csrfmiddlewaretoken": token[:1]}


def _places() -> None:
    make_places()
    Municipality.objects.create(key="02001", name="Ensenada", folded="ensenada", state_id="11")
    Place.objects.create(
        id=900010, name="Whitewater", folded=fold("Whitewater"), country_id="US", subdivision="Wisconsin",
        latitude=42.83, longitude=-88.73, population=14000, zone="America/Chicago",
    )  # fmt: skip


def furnished(
    *, alone: bool = False, federal: bool = True, lead: LeadFile = DEFAULT, sit: Callable = without_browser
) -> House:
    """The organisations of the lead, opened and invited as any other, on its first day."""
    _places()
    stage = Stage()
    stage.clock = stage.clock.replace(year=lead.start.year - 1, month=10, day=23)
    municipal_side(stage, lead, alone=alone)
    if federal:
        federal_side(stage, lead)
    stage.on(lead.start)
    return House(stage, lead, lead.start, sit)


@pytest.fixture
def make_house(db, settings) -> Callable[..., House]:
    """`make_house(alone=…, federal=…)`: a furnished house in a demonstration."""
    settings.IS_DEMONSTRATION = True
    return furnished
