"""Cities of the world by whatever name a person calls them: their own, or one they have in Spanish (Londres, La Haya)."""

from typing import Any

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.regions import region_in
from hermanar.directory.queries import list_countries, list_places, search_places
from hermanar.kernel.text import fold

from .language import language


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


def named(place: Any) -> str:
    """“Santa Fe, Nuevo México”: a place with its state or province, as the reader's language calls that."""
    region = region_in(language(), place.subdivision, place.country_id) if place.subdivision else ""
    return f"{place.name}, {region}" if region else place.name


def regions_of(place: Any) -> frozenset[str]:
    """Its state or province by each name it may be typed with, folded."""
    names = {place.subdivision, *(region_in(lang, place.subdivision, place.country_id) for lang in ("es", "en"))}
    return frozenset(fold(name) for name in names if name)


def countries_with_cities() -> list[Any]:
    """Countries where somebody lives in a town: what may be chosen as the country of a city (no Antarctica)."""
    return [c for c in list_countries() if c.iso2 not in UNINHABITED]


# territories with a code and without a town (GeoNames, places of 500 inhabitants and more)
UNINHABITED = frozenset({"AQ", "BV", "HM", "UM"})
