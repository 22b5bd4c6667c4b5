"""Reading places: towns of the world, municipalities and the time zone each keeps."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from hermanar.kernel.text import fold

from ..models import Municipality, Organisation, Place, State, Town, ZoneInForce

_LAST = "\uffff"  # sorts after every letter on both engines: a prefix is a range of the index
_CANDIDATES = 200


def _prefixed(field: str, text: str) -> Q:
    return Q(**{f"{field}__gte": text, f"{field}__lt": text + _LAST})


def search_places(text: str, country: str | None = None, *, limit: int = 20) -> list[Place]:
    """Places of the world whose name begins like the text, the most populous first; else those that look like it.

    Bounded: at most two index ranges are read, never the table.
    """
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    rows = Place.objects.select_related("country")
    if country:
        rows = rows.filter(country_id=country.upper())
    exact = list(rows.filter(folded=wanted).order_by("-population", "pk")[:limit])
    if len(exact) < limit:
        others = rows.filter(_prefixed("folded", wanted)).exclude(folded=wanted)
        exact += others.order_by("-population", "pk")[: limit - len(exact)]
    if exact or len(wanted) < 4:
        return exact
    near = rows.filter(_prefixed("folded", wanted[:3])).order_by("folded", "-population")[: _CANDIDATES * 5]
    return _close(near, wanted, limit)


def list_places(ids: Iterable[int]) -> list[Place]:
    """Those places, the most populous first, with their country. One query."""
    return list(Place.objects.select_related("country").filter(pk__in=list(ids)).order_by("-population", "pk"))


def _close(rows: Iterable, wanted: str, limit: int) -> list:
    """Those that look like it (one slip in a short name, more in a long one), the likest first."""
    scored = ((fuzz.ratio(wanted, r.folded), r) for r in rows)
    kept = [(score, r) for score, r in scored if score >= 75]
    return [r for _score, r in sorted(kept, key=lambda s: (-s[0], -getattr(s[1], "population", 0), s[1].pk))][:limit]


_SHORT = {"cd": "ciudad", "sta": "santa", "sto": "santo", "sn": "san", "gral": "general", "dr": "doctor"}


def _within_state(text: str) -> tuple[str, QuerySet[Municipality]]:
    """The name before the comma, folded and written out, and the municipalities of the state after it."""
    head, _comma, tail = text.partition(",")
    wanted, state = " ".join(_SHORT.get(w, w) for w in fold(head).split()), fold(tail)
    rows = Municipality.objects.select_related("state")
    if state:
        keys = [s.pk for s in State.objects.all() if fold(s.abbreviation) == state or fold(s.name).startswith(state)]
        rows = rows.filter(state__in=keys)
    return wanted, rows


def list_holders(text: str) -> list[Municipality]:
    """Municipalities that have a town of exactly this name: `La Ribera, Oax.`"""
    wanted, rows = _within_state(text)
    return list(rows.filter(pk__in=Town.objects.filter(folded=wanted).values("municipality_id")))


def search_municipalities(text: str, *, limit: int = 20) -> list[Municipality]:
    """Municipalities by the beginning of their name, a later word of it, a town of theirs, or likeness; in that order.

    `Tlaxiaco, Oax.` keeps to the state named after the comma.
    """
    wanted, rows = _within_state(text)
    if len(wanted) < 2:
        return []
    named = rows.filter(_prefixed("folded", wanted) | Q(folded__contains=f" {wanted}"))[:_CANDIDATES]
    found = sorted(named, key=lambda m: (m.folded != wanted, not m.folded.startswith(wanted), m.folded, m.key))[:limit]
    if len(found) < limit:
        towns = Town.objects.filter(_prefixed("folded", wanted), municipality__in=rows).order_by("folded")
        keys = list(dict.fromkeys(towns.values_list("municipality_id", flat=True)[:_CANDIDATES]))
        order = {key: n for n, key in enumerate(keys)}
        known = {m.pk for m in found}
        more = rows.filter(pk__in=[k for k in keys if k not in known])
        found += sorted(more, key=lambda m: order[m.pk])[: limit - len(found)]
    if not found and len(wanted) >= 4:
        found = _close(rows.filter(_prefixed("folded", wanted[:1])), wanted, limit)
    return found


def count_places() -> dict[str, int]:
    """How many municipalities and places of the world are loaded."""
    return {"municipalities": Municipality.objects.count(), "places": Place.objects.count()}


@dataclass(frozen=True)
class Zones:
    """The time zones that somewhere keeps, period by period: a law may change them (`usual`: where no data say)."""

    usual: str
    periods: tuple[tuple[dt.date, dt.date | None, str], ...] = ()

    def name(self, on: dt.date) -> str:
        """IANA name of the one in force on a day; of two, the later."""
        found = (zone for since, until, zone in self.periods if since <= on and (until is None or on <= until))
        return next(found, self.usual)

    def on(self, day: dt.date) -> ZoneInfo:
        return ZoneInfo(self.name(day))

    def local(self, at: dt.datetime) -> dt.datetime:
        """A moment as the clocks there told it."""
        told = at.astimezone(self.on(at.date()))
        return at.astimezone(self.on(told.date()))

    def day(self, at: dt.datetime) -> dt.date:
        """The calendar day of a moment there."""
        return self.local(at).date()


def zones_of(organisation: Organisation) -> Zones:
    """The zones of an organisation's municipality; of any other, where it was opened. At most one query."""
    if organisation.municipality_id is None:
        return Zones(organisation.zone)
    rows = ZoneInForce.objects.filter(municipality=organisation.municipality_id).order_by("-valid_from")
    return Zones(organisation.zone, tuple(rows.values_list("valid_from", "valid_until", "zone")))


def day_at(organisation: Organisation, at: dt.datetime, known: dict[int, Zones] | None = None) -> dt.date:
    """The calendar day of a moment where an organisation is. `known`: what was already asked, in a loop over many."""
    known = {} if known is None else known
    if organisation.pk not in known:
        known[organisation.pk] = zones_of(organisation)
    return known[organisation.pk].day(at)


def zone_of(where: Municipality | Place | Organisation, on: dt.date) -> str:
    """IANA time zone there on a day. A municipality without data: that of the centre of the country."""
    if isinstance(where, Place):
        return where.zone
    if isinstance(where, Organisation):
        return zones_of(where).name(on)
    rows = where.zones.filter(valid_from__lte=on).filter(Q(valid_until=None) | Q(valid_until__gte=on))
    return rows.order_by("-valid_from").values_list("zone", flat=True).first() or "America/Mexico_City"
