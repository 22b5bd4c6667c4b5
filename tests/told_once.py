"""What the checker says of a text is said once in a process.

The same arguments give the same findings (`hermanar.checks.check.check` asks no clock and no database), and most tests give out
the same few papers. What was found is kept by the words of all that was asked; tests of the checker itself ask it anew.
"""

import functools
import importlib
from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from hermanar.checks.check import check
from hermanar.checks.gazetteer import Gazetteer

# the rooms that let the checker read what they give out or show
ASKED_IN = (
    "hermanar.documents.operations.gate",
    "hermanar.documents.operations.texts",
    "hermanar.documents.queries.ahead",
    "hermanar.documents.queries.checking",
    "hermanar.programmes.queries.warnings",
    "hermanar.reports.queries.review",
)


def remembering(ask: Callable) -> Callable:
    """`ask`, answering as it did where all it is asked reads the same, by the same gazetteer."""
    known: dict[bytes, tuple] = {}

    @functools.wraps(ask)
    def check(content, brief, gazetteer, *, model=None):
        if type(gazetteer) is not Gazetteer:
            return ask(content, brief, gazetteer, model=model)  # a test that brings its own places watches them
        about = sha256(repr((content, brief, model, gazetteer.stamp)).encode()).digest()
        if about not in known:
            known[about] = tuple(ask(content, brief, gazetteer, model=model))
        return list(known[about])

    return check


@pytest.fixture(scope="session", autouse=True)
def _findings_of_a_text_told_once() -> Iterator[None]:
    told = remembering(check)
    with pytest.MonkeyPatch.context() as patch:
        for name in ASKED_IN:
            patch.setattr(importlib.import_module(name), "check", told)
        yield
