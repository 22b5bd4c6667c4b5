"""Correspondence with fifty thousand letters: pipeline, register and funnel against an empty view of the same server.

The letters are rows written at once on a scratch database, of one municipality in exercise; the pages are asked as its
liaison. What is read are the ratios and the numbers of questions: a register of one letter asks as many.
"""

import datetime as dt
import random
from typing import Any

from django.db import connection
from django.test import override_settings
from django.urls import reverse

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import list_countries
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.partnerships.operations import load_letters

from ..walks.run import load_needed_places
from .pages import _page, with_empty_view
from .reports import house, signed_in

STATES = ("draft", "sent", "sent", "acknowledged", "answered", "interrupted", "interrupted")


def measure(runs: int, letters: int) -> dict[str, Any]:
    """Per page: ratio to the empty view, milliseconds, queries, kB; and the queries of the same page with few letters."""
    stage, town = house()
    with Gazetteer.open() as gazetteer:
        load_needed_places(stage, gazetteer, ())
    pages = {
        "pipeline": reverse("web:letters:list"),
        "register": reverse("web:letters:register"),
        "search": f"{reverse('web:letters:register')}?q=ciudad+123",
        "funnel": reverse("web:letters:funnel"),
    }
    told: dict[str, Any] = {"runs": runs, "engine": connection.vendor, "letters": letters, "pages": {}}
    with override_settings(ROOT_URLCONF=with_empty_view()):
        client = signed_in(stage)
        few = {name: _page(client, address, 1)["queries"] for name, address in pages.items()}
        load_letters(_operator(), owner=town, rows=rows(letters, stage.today))
        for name, address in pages.items():
            told["pages"][name] = _page(client, address, runs) | {"queries_few": few[name]}
    return told


def _operator() -> Act:
    return Act(actor=Actor.operator(), at=dt.datetime.now(dt.UTC), channel=Channel.CLI)


def rows(number: int, today: dt.date) -> Any:
    """So many letters, the same every time: states, countries, years and reasons mixed as they come in an office's life."""
    dice = random.Random(1)
    countries = [c.iso2 for c in list_countries()][:60]
    reasons = ("change_here", "change_there", "no_committee_there", "silence", "refused")
    for n in range(number):
        on = today - dt.timedelta(days=dice.randrange(3650))
        state = dice.choice(STATES)
        incoming = dice.random() < 0.25
        yield {
            "direction": "in" if incoming else "out",
            "kind": dice.choice(("intent", "note", "answer"))
            if incoming
            else dice.choice(("intent", "intent", "resume")),
            "state": "received" if incoming else state,
            "interruption": dice.choice(reasons) if state == "interrupted" and not incoming else "",
            "on": on,
            "folio": f"EJ/{n:06d}/{on.year}",
            "city": f"Ciudad {n % 900}",
            "country": dice.choice(countries),
        }
