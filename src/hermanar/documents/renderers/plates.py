"""What a paper shows besides its text: pictures, where a place lies in Mexico, an address to point a phone at.

Plates stand beside the content and never inside it: what is hashed is the words, captions among them. Pure.
"""

import base64
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

# outline of the country: Natural Earth 1:50m (public domain), islands of some size, two decimals of a degree
_OUTLINE = Path(__file__).parent / "data" / "mexico.json"
_MERIDIAN, _PARALLEL = -102.3, 23.6
_WIDTH, _HEIGHT, _EDGE = 600.0, 400.0, 14.0
_LAND, _COAST, _POINT = "#f1ebe2", "#b8ab9b", "#7b1e3a"
MAX_EDGE = 1800  # points of the longer side: sharp over the width of a letter page

Point = tuple[float, float]


@dataclass(frozen=True)
class Plate:
    """`at`: the key of the block that captions it, or `cover`, `map`, `contact`. One of `picture` (JPEG or PNG), `point`
    (latitude, longitude) and `address` (what the QR holds). `alt` says it to who does not see it, per language."""

    at: str
    alt: Mapping[str, str] = field(default_factory=dict)
    picture: bytes = b""
    point: Point | None = None
    address: str = ""


@cache
def _rings() -> tuple[tuple[Point, ...], ...]:
    """The outline as read from the file, once a process."""
    rows = json.loads(_OUTLINE.read_text(encoding="utf-8"))
    return tuple(tuple((x, y) for x, y in ring) for ring in rows)


def _flat(longitude: float, latitude: float) -> Point:
    """On a plane that keeps distances along the middle parallel: enough to say where."""
    return (longitude - _MERIDIAN) * math.cos(math.radians(_PARALLEL)), _PARALLEL - latitude


@cache
def _frame() -> tuple[float, float, float]:
    """(scale, x, y) that put the country into the drawing."""
    points = [_flat(x, y) for ring in _rings() for x, y in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = min((_WIDTH - 2 * _EDGE) / (right - left), (_HEIGHT - 2 * _EDGE) / (bottom - top))
    return scale, (_WIDTH - scale * (left + right)) / 2, (_HEIGHT - scale * (top + bottom)) / 2


def _drawn(longitude: float, latitude: float) -> Point:
    scale, x, y = _frame()
    a, b = _flat(longitude, latitude)
    return round(scale * a + x, 1), round(scale * b + y, 1)


def locator_svg(point: Point) -> str:
    """The country with that place marked, as SVG."""
    paths = "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in (_drawn(*corner) for corner in ring)) + "Z" for ring in _rings()
    )
    x, y = _drawn(point[1], point[0])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" '
        f'height="{_HEIGHT:g}"><path d="{paths}" fill="{_LAND}" stroke="{_COAST}" stroke-width="1.6"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="17" fill="{_POINT}" fill-opacity="0.16"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="{_POINT}"/></svg>'
    )


def locator_png(point: Point) -> bytes:
    """The same as PNG, for what cannot hold a drawing."""
    from PIL import Image, ImageDraw

    times = 2
    image = Image.new("RGB", (int(_WIDTH) * times, int(_HEIGHT) * times), "white")
    draw = ImageDraw.Draw(image)
    for ring in _rings():
        corners = [(x * times, y * times) for x, y in (_drawn(*corner) for corner in ring)]
        draw.polygon(corners, fill=_LAND, outline=_COAST, width=3)
    x, y = (c * times for c in _drawn(point[1], point[0]))
    for radius, colour in ((34, "#e3cdd3"), (14, _POINT)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def raster(data: bytes) -> tuple[str, int, int]:
    """(kind, width, height) of a picture that a paper may hold: JPEG or PNG in RGB or grey, of our own making.

    Raises ValueError for anything else: what people send is drawn again before it comes here.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        if image.mode not in {"L", "RGB"} or max(image.size) > MAX_EDGE or not image.format:
            raise ValueError(f"{image.format} {image.mode} {image.size}")
        return image.format.lower(), image.width, image.height


def as_svg(data: bytes) -> str:
    """The picture as SVG around its bytes, which is how bytes reach typst without a file."""
    kind, width, height = raster(data)
    source = base64.b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{source}"/></svg>'
    )
