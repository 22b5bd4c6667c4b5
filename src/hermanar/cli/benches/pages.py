"""Pages: desk, case, drafting desk and portal search against an empty view of the same server, in one run.

The walks of the demonstration on a scratch database; the same client, the same middleware; paired runs.
"""

import datetime as dt
import statistics
import time
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse

from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.registry.operations import load_documented

from ..walks.international import International
from ..walks.lead import DEFAULT
from ..walks.run import load_needed_places
from ..walks.second import LAKESIDE, RIVERTON, leave_open
from ..walks.stage import Stage

EMPTY = "/_vacio/"


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def seed() -> International:
    """Places, two relations, a lead, and the documented book."""
    stage = Stage()
    with Gazetteer.open() as gazetteer:
        load_needed_places(stage, gazetteer, (DEFAULT.foreign_city, LAKESIDE.foreign_city, RIVERTON.foreign_city))
        walk = International(stage, DEFAULT, gazetteer)
        walk.run()
        leave_open(walk)
    load_documented(Act(actor=Actor.operator(), at=dt.datetime.now(dt.UTC), channel=Channel.CLI))
    return walk


def addresses(public_id: str) -> dict[str, tuple[bool, str]]:
    """Page → whether it is asked signed in, its address."""
    return {
        "desk": (True, reverse("web:desk")),
        "case": (True, reverse("web:cases:case", args=[public_id])),
        "drafting_desk": (True, reverse("web:drafting:text", args=[public_id])),
        "portal_search": (False, f"{reverse('portal:home')}?q=hermanamiento&pais=US"),
    }


def with_empty_view() -> ModuleType:
    """The program's addresses and one that does nothing."""
    own = import_module(settings.ROOT_URLCONF)
    wider = ModuleType("hermanar_bench_urls")
    wider.__dict__["urlpatterns"] = [path(EMPTY[1:], empty), *own.urlpatterns]
    return wider


def inside(walk: International) -> Client:
    """A browser in which the liaison signed in."""
    user, appointment = walk.stage.people["liaison"]
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["appointment"] = appointment
    session.save()
    return client


def measure(runs: int) -> dict[str, Any]:
    """Per page: ratio to the empty view, milliseconds, queries, kB."""
    walk = seed()
    public_id = walk.fresh().public_id
    told: dict[str, Any] = {"runs": runs, "engine": connection.vendor, "pages": {}}
    with override_settings(ROOT_URLCONF=with_empty_view()):
        signed_in, anybody = inside(walk), Client()
        for name, (is_inside, address) in addresses(public_id).items():
            client = signed_in if is_inside else anybody
            told["pages"][name] = _page(client, address, runs)
    return told


def _page(client: Client, address: str, runs: int) -> dict[str, Any]:
    first = client.get(address)
    if first.status_code != 200:
        raise RuntimeError(f"{address} answered {first.status_code}")
    client.get(EMPTY)
    connection.queries_log.clear()  # it holds so many and no more
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
        queries = len(asked)
    times: dict[str, list[float]] = {address: [], EMPTY: []}
    for n in range(runs):
        for one in (address, EMPTY) if n % 2 else (EMPTY, address):
            began = time.perf_counter()
            client.get(one)
            times[one].append(time.perf_counter() - began)
    pairs = zip(times[address], times[EMPTY], strict=True)
    return {
        "ratio": round(statistics.median(a / b for a, b in pairs), 1),
        "ms": round(statistics.median(times[address]) * 1000, 1),
        "empty_ms": round(statistics.median(times[EMPTY]) * 1000, 1),
        "queries": queries,
        "kB": round(len(first.content) / 1000, 1),
    }
