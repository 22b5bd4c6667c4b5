"""What a page asks of the database more than once while it is read."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Within it nothing is changed (a page is read): what was `asked` stays as it is, and is not asked again."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def asked(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` says: anew each time, and while a page is read once for each key. Whoever asks changes nothing of it."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    return known[key]
