"""What the desk shows, put together from one question of each app."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Matter:
    """A row of “Asuntos a su cargo”: what to do, about what, until when, and its door."""

    title: str
    about: str
    area: str
    url: str
    due_on: dt.date | None = None
    today: dt.date | None = None


@dataclass(frozen=True)
class DeskPicture:
    matters: list[Matter] = field(default_factory=list)


def desk_of(request: HttpRequest) -> DeskPicture:
    """The desk of the post in which the request is made."""
    return DeskPicture()


def find(actor: Any, text: str) -> list[Matter]:
    """What the search finds."""
    return []
