"""Cities of the world by whatever name a person calls them: their own, or one they have in Spanish (Londres, La Haya)."""

from typing import Any

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.queries import list_places, search_places
from hermanar.kernel.text import fold


def called(text: str, country: str | None = None) -> list[Any]:
    """Places that have this name beside their own, the most populous first. One query; none where there is no such name."""
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError:  # the directory answers alone
        return []
    with gazetteer:
        found = gazetteer.find_places(text, country or None)
    ids = [p.id for p in found if fold(p.name) != fold(text)]
    return list_places(ids)


def world_places(text: str, country: str | None = None, *, limit: int = 20) -> list[Any]:
    """Places of that name or that begin like it; before those that only look like it, those that are called so."""
    found = search_places(text, country, limit=limit)
    own = [p for p in found if p.folded == fold(text)]
    others = called(text, country)
    rest = [p for p in found if p not in own and p not in others]
    return [*own, *others, *rest][:limit]
