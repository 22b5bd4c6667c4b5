"""Tables of `tests/house/test_routes.py`, one module per room of `web`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """Decided answers of one address to GET; `method="post"` (with nothing in the form) for one that only takes acts.
    `in_order`: one persona's act changes what the next ones find, so that all are asked, on every engine."""

    answers: Mapping[str, int]
    args: Callable[[dict], list] = field(default=lambda made: [])
    method: str = "get"
    in_order: bool = False


def only(*personas: str, status: int = 200, others: int = 404, nobody: int = 302) -> dict[str, int]:
    """Those personas get in; the others find nothing; who has not signed in is sent to sign in."""
    return {**dict.fromkeys(personas, status), "*": others, "nobody": nobody}


def everybody(status: int = 200, nobody: int = 302) -> dict[str, int]:
    """Whoever signed in."""
    return {"*": status, "nobody": nobody}
