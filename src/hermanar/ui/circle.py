"""The circle of actors, laid out: who sits around a relation, with the municipality in the middle."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

CENTRE = (260.0, 180.0)
RADIUS = 128.0
GAP = 28.0  # from the middle of a seat to its label


@dataclass(frozen=True)
class Place:
    """One seat before it is laid out. `mark` is what stands inside (initials or a number); `vacant`: nobody sits there."""

    name: str
    part: str
    mark: str = ""
    vacant: bool = False


@dataclass(frozen=True)
class Seated:
    name: str
    part: str
    mark: str
    vacant: bool
    x: float
    y: float
    label_x: float
    label_y: float
    role_y: float
    anchor: str


@dataclass(frozen=True)
class Circle:
    """Ready for `<c-circle-of-actors>`; `described` says in words what the drawing shows."""

    mark: str
    described: str
    seats: tuple[Seated, ...]


def around(mark: str, places: Sequence[Place]) -> Circle:
    """Lay the places out clockwise from the top."""
    seats = []
    for index, place in enumerate(places):
        angle = 2 * math.pi * index / len(places) - math.pi / 2
        cosine, sine = math.cos(angle), math.sin(angle)
        x, y = CENTRE[0] + RADIUS * cosine, CENTRE[1] + RADIUS * sine
        if abs(cosine) < 0.25:  # above or below: the label is centred, clear of the seat
            anchor, label_x, label_y = "middle", x, y + (36 if sine > 0 else -40)
        else:
            anchor, label_x, label_y = ("start" if cosine > 0 else "end"), x + math.copysign(GAP, cosine), y - 2
        seats.append(
            Seated(place.name, place.part, place.mark, place.vacant, x, y, label_x, label_y, label_y + 14, anchor)
        )
    return Circle(mark, "; ".join(f"{place.part}, {place.name}" for place in places), tuple(seats))
