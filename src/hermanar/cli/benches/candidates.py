"""The ranking of candidates: the page of those with a ground, and every place of the world scored one at a time.

A town with its profile, a lead and the documented book, on a scratch database with all places. The score of the whole
world is compared with reading the same rows and doing nothing with them; memory is what the process grew by meanwhile.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.candidates.queries import rank_page, read_world, stream_world, weights_of
from hermanar.candidates.rules.scoring import best
from hermanar.candidates.rules.values import City

from ..seed import places
from .memory import held
from .pages import seed

MOST = 20


class _Watched:
    """The cities, one at a time, and the most memory the process held meanwhile, in megabytes."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.began = self.most = held()

    def __iter__(self) -> Iterator[City]:
        for number, city in enumerate(stream_world()):
            if self.limit is not None and number >= self.limit:
                return
            if not number % 5000:
                self.most = max(self.most, held())
            yield city


def measure(limit: int | None = None) -> dict[str, Any]:
    """Cities, seconds of a bare reading, seconds of scoring, their ratio, cities a second, megabytes grown; and of the
    page: milliseconds, questions, cities with a ground. `limit`: only so many cities."""
    walk = seed()
    assert places.callback is not None
    with redirect_stdout(sys.stderr):  # what the command says is no part of the answer
        places.callback(again=True)
    actor, owner, on = walk.stage.actor("liaison"), walk.stage.organisations["municipality"], walk.stage.today
    world, weights = read_world(actor, owner, on), weights_of(owner)
    bare, count = _timed_reading(limit)
    watched = _Watched(limit)
    began = time.perf_counter()
    top = best(world.known, iter(watched), weights, MOST)
    scored = time.perf_counter() - began
    rank_page(actor, owner, on)
    connection.queries_log.clear()
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        page = rank_page(actor, owner, on)
        questions = len(asked)
    elapsed = time.perf_counter() - began
    return {
        "engine": connection.vendor,
        "cities": count,
        "bare_s": round(bare, 3),
        "scored_s": round(scored, 3),
        "ratio": round(scored / bare, 1),
        "per_second": round(count / scored),
        "grown_MB": round(watched.most - watched.began, 1),
        "best": [{"points": points, "city": city.name, "region": city.region} for points, city in top[:5]],
        "page": {"ms": round(elapsed * 1000, 1), "queries": questions, "cities": page.total},
    }


def _timed_reading(limit: int | None) -> tuple[float, int]:
    began = time.perf_counter()
    count = sum(1 for _city in _Watched(limit))
    return time.perf_counter() - began, count
