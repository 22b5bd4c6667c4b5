"""Where a place falls on the world map, and the way of an arc between two places.

The same equal-earth projection that d3-geo draws the land with when the assets are built (B. Šavrič, T. Patterson and
B. Jenny, 2018, https://doi.org/10.1080/13658816.2018.1504949), turned so that Mexico stands in the middle. The frame is
written down once, here; the build reads it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Width and height of the drawing; the meridian in the middle; scale; where longitude 0 (turned), latitude 0 falls.
FRAME = {"width": 1000, "height": 440, "meridian": -102, "scale": 184.0, "x": 500.0, "y": 250.0}

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2
_STEP = math.radians(2)  # an arc is drawn in pieces of at most two degrees

Point = tuple[float, float]


@dataclass(frozen=True)
class Arc:
    """One relation on the map, ready to draw: `path` is the `d` of an SVG path."""

    path: str
    start: Point
    end: Point
    title: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Route:
    """Two places as (longitude, latitude) in degrees, the first one the Mexican."""

    start: Point
    end: Point
    title: str = ""
    url: str = ""
    tone: str = ""


def _raw(lam: float, phi: float) -> Point:
    """Equal earth on the unit sphere; radians in."""
    theta = math.asin(_M * math.sin(phi))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = lam * math.cos(theta) / (_M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)))
    y = theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    return x, y


def _turned(longitude: float) -> float:
    """Longitude from the middle meridian, in radians within ±π."""
    return math.radians((longitude - FRAME["meridian"] + 180) % 360 - 180)


def _place(lam: float, phi: float) -> Point:
    x, y = _raw(lam, phi)
    return FRAME["x"] + FRAME["scale"] * x, FRAME["y"] - FRAME["scale"] * y


def project(longitude: float, latitude: float) -> Point:
    """The (x, y) of a place in the drawing, in degrees: what d3's `geoEqualEarth` gives with the same frame."""
    return _place(_turned(longitude), math.radians(latitude))


def great_circle(start: Point, end: Point) -> list[Point]:
    """Places along the shortest way from `start` to `end`, both included, as (longitude, latitude) in degrees."""
    a, b = _vector(start), _vector(end)
    cosine = max(-1.0, min(1.0, sum(p * q for p, q in zip(a, b, strict=True))))
    angle = math.acos(cosine)
    if angle < 1e-9 or math.pi - angle < 1e-9:
        return [start, end]
    pieces = max(1, math.ceil(angle / _STEP))
    middle = []
    for piece in range(1, pieces):
        p = math.sin((1 - piece / pieces) * angle) / math.sin(angle)
        q = math.sin(piece / pieces * angle) / math.sin(angle)
        x, y, z = (p * m + q * n for m, n in zip(a, b, strict=True))
        middle.append((math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))))
    return [start, *middle, end]


def _vector(place: Point) -> tuple[float, float, float]:
    lam, phi = math.radians(place[0]), math.radians(place[1])
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def arc_lines(start: Point, end: Point) -> list[list[Point]]:
    """The drawn lines of an arc: one, or two when it leaves by one edge of the map and comes back by the other."""
    lines: list[list[Point]] = [[]]
    before: Point | None = None
    for longitude, latitude in great_circle(start, end):
        lam, phi = _turned(longitude), math.radians(latitude)
        if before and abs(lam - before[0]) > math.pi:
            edge = math.copysign(math.pi, before[0])
            gap = abs(lam + 2 * edge - before[0])
            share = abs(edge - before[0]) / gap if gap else 0.0
            crossing = before[1] + share * (phi - before[1])
            lines[-1].append(_place(edge, crossing))
            lines.append([_place(-edge, crossing)])
        lines[-1].append(_place(lam, phi))
        before = (lam, phi)
    return lines


def arc_path(start: Point, end: Point) -> str:
    """The `d` of the SVG path from `start` to `end`, given as (longitude, latitude)."""
    return "".join(_line(line) for line in arc_lines(start, end))


def _line(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def draw(routes: Iterable[Route]) -> list[Arc]:
    """Every route as an arc, in the order given."""
    return [
        Arc(arc_path(r.start, r.end), _rounded(project(*r.start)), _rounded(project(*r.end)), r.title, r.url, r.tone)
        for r in routes
    ]


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
