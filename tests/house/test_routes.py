"""Every address inside has a decided answer for every persona; one that is not in the tables fails.

Each room of `web` has its table in `tests/house/routes/<room>.py`: `ROUTES` maps the name of an address to
`Row(args, answers)`, where `args(made)` gives the address's arguments from what `make(cast)` of the same table made, and
`answers` maps persona to status (`"*"`: all that are not named). Personas are those of the cast, and `nobody`.

On SQLite everybody asks for everything. PostgreSQL is asked what it may answer otherwise, the queries: at each address one
persona per answer, another one at the next address.
"""

import importlib
import pkgutil

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import PERSONAS
from tests.house import routes

EVERYBODY = [*PERSONAS, "nobody"]


def tables() -> dict[str, object]:
    """Room → its table."""
    return {
        m.name: importlib.import_module(f"{routes.__name__}.{m.name}") for m in pkgutil.iter_modules(routes.__path__)
    }


def addresses(resolver=None, spaces: tuple[str, ...] = ()) -> list[str]:
    """Names of every address of `web`, with their name spaces."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found += addresses(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and spaces[:1] == ("web",):
            found.append(":".join([*spaces, pattern.name or "?"]))
    return found


TABLES = tables()
DECIDED = {name: (room, row) for room, table in TABLES.items() for name, row in table.ROUTES.items()}


def test_every_address_has_its_row():
    """An address of a room whose table is not written yet, or that a table forgot, is named here."""
    assert sorted(set(addresses()) - set(DECIDED)) == []


def test_no_row_is_of_an_address_that_is_gone():
    assert sorted(set(DECIDED) - set(addresses())) == []


def asking(row, turn: int) -> list[tuple[str, int]]:
    """Who asks for an address, with the answer decided for that persona."""
    decided = [(persona, row.answers.get(persona, row.answers.get("*"))) for persona in EVERYBODY]
    if connection.vendor != "postgresql" or row.in_order:
        return decided
    at = turn % len(decided)
    return list({answer: (persona, answer) for persona, answer in [*decided[at:], *decided[:at]]}.values())


@pytest.mark.parametrize("room", TABLES)
def test_answers_are_as_decided(cast, room):
    table = TABLES[room]
    made = table.make(cast)
    clients = {name: cast.client(name) for name in EVERYBODY}
    wrong = []
    for turn, (name, row) in enumerate(table.ROUTES.items()):
        path = reverse(name, args=row.args(made))
        for persona, decided in asking(row, turn):
            answer = getattr(clients[persona], row.method)(path)
            if answer.streaming:
                b"".join(answer.streaming_content)  # a file that is sent stays open until it has been
            if answer.status_code != decided:
                wrong.append(f"{persona} at {path}: {answer.status_code}, decided {decided}")
    assert wrong == []
