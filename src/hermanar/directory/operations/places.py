"""Bringing places to the data given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import connection, models, transaction

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.text import fold

from ..enums import Happened
from ..models import (
    Country,
    Municipality,
    Place,
    State,
    Town,
    ZoneInForce,
)
from ..policies import (
    can_open_organisation,
)
from .common import _needs

Row = TypeVar("Row")


@dataclass(frozen=True)
class PlaceData:
    """What `load_places` takes: iterables of plain rows.

    states (key, name, official_name, abbreviation) · municipalities (key, name, latitude, longitude; state is the first
    two digits) · towns (municipality key, name) · zones (municipality key, zone, valid_from, valid_until, source) ·
    countries (iso2, name_es, name_en) · places (id, name, iso2, subdivision, latitude, longitude, population, zone).
    """

    states: Iterable[tuple] = field(default_factory=tuple)
    municipalities: Iterable[tuple] = field(default_factory=tuple)
    towns: Iterable[tuple] = field(default_factory=tuple)
    zones: Iterable[tuple] = field(default_factory=tuple)
    countries: Iterable[tuple] = field(default_factory=tuple)
    places: Iterable[tuple] = field(default_factory=tuple)


def _in_lots(rows: Iterable[Row], size: int = 4000) -> Iterator[list[Row]]:
    it = iter(rows)
    while lot := list(islice(it, size)):
        yield lot


def _upsert(model: type[models.Model], columns: list[str], rows: Iterable[tuple]) -> int:
    """Insert or update by primary key (the first column), in lots. Returns how many rows came.

    Plain SQL that both engines share: a quarter of a million model instances would take minutes.
    """
    meta = model._meta
    by_name = {f.name: f.column for f in meta.concrete_fields}
    quoted = [connection.ops.quote_name(by_name[c]) for c in columns]
    sets = ", ".join(f"{c} = excluded.{c}" for c in quoted[1:])
    statement = (
        f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({', '.join(quoted)}) "
        f"VALUES ({', '.join(['%s'] * len(quoted))}) ON CONFLICT ({quoted[0]}) DO UPDATE SET {sets}"
    )
    came = 0
    with connection.cursor() as cursor:
        for lot in _in_lots(rows):
            cursor.executemany(statement, lot)
            came += len(lot)
    return came


def _replace_all(model: type[models.Model], rows: Iterable[models.Model]) -> int:
    """Put these rows in the place of all there are; without any, what stands stays. Returns how many came."""
    came = 0
    for lot in _in_lots(rows):
        if not came:
            model._base_manager.all().delete()
        model._base_manager.bulk_create(lot)
        came += len(lot)
    return came


@transaction.atomic
def load_places(act: Act, *, gazetteer: PlaceData) -> dict[str, int]:
    """Bring states, municipalities, towns, zones, countries and places of the world to the data given.

    May run any number of times with the same result. Nothing that stands is deleted except towns and zones, to which
    nothing refers. Returns how many rows of each came. Raises Refused (`not_allowed`).
    """
    _needs(can_open_organisation(act.actor))
    done = {
        "states": _upsert(State, ["key", "name", "official_name", "abbreviation"], gazetteer.states),
        "municipalities": _upsert(
            Municipality,
            ["key", "name", "folded", "state", "latitude", "longitude"],
            ((key, name, fold(name), key[:2], lat, lon) for key, name, lat, lon in gazetteer.municipalities),
        ),
        "countries": _upsert(Country, ["iso2", "name_es", "name_en"], gazetteer.countries),
        "places": _upsert(
            Place,
            ["id", "name", "folded", "country", "subdivision", "latitude", "longitude", "population", "zone"],
            ((i, name, fold(name)[:200], *rest) for i, name, *rest in gazetteer.places),
        ),
    }
    done["towns"] = _replace_all(
        Town, (Town(municipality_id=key, name=name, folded=fold(name)) for key, name in gazetteer.towns)
    )
    done["zones"] = _replace_all(
        ZoneInForce,
        (
            ZoneInForce(municipality_id=key, zone=zone, valid_from=since, valid_until=until, source=source)
            for key, zone, since, until, source in gazetteer.zones
        ),
    )
    record(act, Happened.PLACES_LOADED, about="", **{name: str(number) for name, number in done.items()})
    return done
