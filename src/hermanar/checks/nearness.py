"""How far a Party lies from a sea, a border or an airport, by its point. The lines are rough on purpose: only what is far from
all of them is told."""

from functools import cache
from itertools import pairwise
from math import cos, hypot, radians

from .brief import PartyRef

Point = tuple[float, float]
# latitude and longitude along the coasts of the United States, and its lakes, whose towns have beaches and harbours
_US_COASTS: tuple[tuple[Point, ...], ...] = (
    ((48.4, -124.7), (47.6, -122.3), (46.2, -124.0), (44.6, -124.1), (42.0, -124.2), (40.4, -124.4), (38.0, -123.0), (36.6, -121.9), (34.5, -120.5), (34.0, -118.5), (32.6, -117.1)),
    ((25.9, -97.1), (27.8, -97.2), (29.3, -94.8), (29.7, -93.3), (29.2, -91.0), (29.0, -89.3), (30.3, -88.8), (30.3, -87.0), (29.7, -85.2), (30.0, -84.0), (28.9, -82.8), (27.5, -82.7), (26.1, -81.8), (25.1, -81.0),
     (25.2, -80.4), (26.8, -80.0), (28.4, -80.6), (30.4, -81.4), (32.0, -80.8), (32.8, -79.9), (33.9, -78.0), (34.7, -76.6), (35.3, -75.5), (36.9, -76.0), (39.3, -76.5), (39.0, -75.0), (40.5, -74.0), (41.3, -71.5),
     (41.7, -70.0), (42.4, -71.0), (43.6, -70.2), (44.4, -68.2), (44.9, -67.0)),
    ((41.6, -87.4), (43.0, -87.9), (44.8, -87.3), (45.8, -86.5), (44.5, -86.2), (42.1, -86.5), (41.6, -87.4)), ((46.7, -92.1), (46.9, -90.8), (46.5, -87.4), (46.5, -84.4)),
    ((46.5, -84.4), (44.0, -83.3), (43.0, -82.4), (42.3, -83.1), (41.7, -83.5), (41.5, -81.7), (42.1, -80.1), (42.9, -78.9), (43.3, -77.6), (43.5, -76.5)),
)  # fmt: skip
_US_BORDERS: tuple[tuple[Point, ...], ...] = (
    ((32.5, -117.1), (32.7, -114.7), (31.3, -111.0), (31.3, -108.2), (31.8, -106.5), (29.6, -104.4), (29.0, -103.2), (29.4, -100.9), (27.5, -99.5), (26.0, -98.2), (25.9, -97.4)),
    ((49.0, -123.0), (49.0, -95.2), (48.6, -93.4), (46.5, -84.4), (42.3, -83.0), (42.9, -78.9), (45.0, -74.7), (45.0, -71.5), (47.3, -68.3), (44.9, -67.0)),
)  # fmt: skip
# airports of Mexico with scheduled flights: general knowledge [K]; far from all of them a town has none
_AIRPORTS: tuple[Point, ...] = (
    (19.4, -99.1), (19.3, -99.6), (19.8, -99.0), (19.2, -98.4), (20.6, -100.2), (21.0, -101.5), (19.9, -101.0), (19.4, -102.0), (18.0, -102.2), (20.5, -103.3), (19.3, -103.6), (19.1, -104.6), (20.7, -105.3),
    (21.4, -104.8), (23.2, -106.3), (24.8, -107.5), (25.7, -109.1), (27.4, -109.8), (28.0, -110.9), (29.1, -111.1), (31.2, -111.0), (32.5, -117.0), (32.6, -115.2), (31.8, -116.6), (30.9, -114.8), (26.0, -111.4),
    (24.1, -110.4), (23.2, -109.7), (23.0, -109.9), (31.4, -113.3), (31.6, -106.4), (28.7, -106.0), (27.7, -107.7), (25.6, -103.4), (24.1, -104.5), (22.9, -102.7), (21.7, -102.3), (22.3, -100.9), (22.0, -98.8),
    (25.8, -100.1), (25.5, -100.9), (27.0, -101.5), (28.6, -100.5), (27.4, -99.6), (26.0, -98.2), (25.8, -97.5), (23.7, -99.0), (22.3, -97.9), (20.6, -97.5), (19.2, -96.2), (19.5, -96.8), (18.1, -94.6),
    (18.0, -92.8), (18.7, -91.8), (19.8, -90.5), (20.9, -89.7), (20.6, -88.4), (21.0, -86.9), (20.5, -86.9), (20.2, -87.6), (18.5, -88.3), (17.5, -92.0), (16.6, -93.0), (14.8, -92.4), (16.7, -92.5), (17.0, -96.7),
    (15.9, -97.1), (15.8, -96.3), (16.4, -95.1), (16.8, -99.8), (17.6, -101.5), (18.8, -99.3), (20.1, -98.8), (18.5, -97.4), (20.5, -100.9),
)  # fmt: skip
_STEPS = 12


def _km(a: Point, b: Point) -> float:
    return 111.2 * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians((a[0] + b[0]) / 2)))


@cache
def _away(point: Point, lines: tuple[tuple[Point, ...], ...]) -> float:
    """Kilometres to the nearest of those lines."""
    return min(
        _km(point, (a[0] + (b[0] - a[0]) * i / _STEPS, a[1] + (b[1] - a[1]) * i / _STEPS))
        for line in lines for a, b in pairwise(line) for i in range(_STEPS + 1)
    )  # fmt: skip


_ALASKA, _HAWAII = -125, 24  # west and south of them lie the States apart
_FAR_FROM_SEA, _FAR_FROM_BORDER, _FAR_FROM_AIRPORT, _SMALL = 160, 200, 40, 40_000


def is_far_inland(party: PartyRef) -> bool:
    """A town of the contiguous United States far from any coast and from the Great Lakes."""
    return _is_contiguous(party) and party.point is not None and _away(party.point, _US_COASTS) > _FAR_FROM_SEA


def is_far_from_borders(party: PartyRef) -> bool:
    return _is_contiguous(party) and party.point is not None and _away(party.point, _US_BORDERS) > _FAR_FROM_BORDER


def _is_contiguous(party: PartyRef) -> bool:
    return party.country == "US" and party.point is not None and party.point[1] > _ALASKA and party.point[0] > _HAWAII


def has_no_airport(party: PartyRef) -> bool:
    if party.point is None or party.airport:
        return False
    if party.country == "MX":
        return min(_km(party.point, a) for a in _AIRPORTS) > _FAR_FROM_AIRPORT
    return party.country == "US" and 0 < party.people < _SMALL


def distance(one: PartyRef, other: PartyRef) -> float | None:
    """Kilometres between two Parties; None where a point is not known."""
    return _km(one.point, other.point) if one.point and other.point else None


_SHORE = 12  # kilometres
_OCEANS = 2  # of the lines above, the first are of the oceans, the others of the lakes


def is_by_the_sea(party: PartyRef) -> bool:
    """A town of the contiguous United States right on one of its oceans."""
    return _is_contiguous(party) and party.point is not None and _away(party.point, _US_COASTS[:_OCEANS]) < _SHORE


def is_on_the_mainland(party: PartyRef) -> bool:
    """Of Mexico or of the contiguous United States, and on no island of theirs that has a municipality."""
    return (party.country == "MX" and bool(party.key) and party.key not in _ISLANDS) or _is_contiguous(party)


_HARBOUR = 60  # kilometres: no harbour of the sea lies so far from it


def is_no_harbour(party: PartyRef) -> bool:
    """A town of the contiguous United States too far from the sea to have a harbour on it."""
    return _is_contiguous(party) and party.point is not None and _away(party.point, _US_COASTS[:_OCEANS]) > _HARBOUR


_ISLANDS = frozenset({"23001", "23003"})
