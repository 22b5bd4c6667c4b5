"""The circle of actors, laid out: who sits around a relation, with the municipality in the middle."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

CENTRE = (320.0, 190.0)
RADIUS = 128.0
LINE = 22  # letters in a line of a label
GAP = 28.0  # from the middle of a seat to its label


@dataclass(frozen=True)
class Place:
    """One seat before it is laid out. `mark` stands inside (initials or a number); `vacant`: nobody sits there."""

    name: str
    part: str
    mark: str = ""
    vacant: bool = False


@dataclass(frozen=True)
class Seated:
    name: str
    lines: tuple[tuple[str, float], ...]  # the name, a line at a time, each with its height
    part: str
    mark: str
    vacant: bool
    x: float
    y: float
    label_x: float
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
        lines = textwrap.wrap(place.name, LINE) or [""]
        if abs(cosine) < 0.25:  # above or below: the label is centred, clear of the seat
            anchor, label_x, label_y = "middle", x, y + (36 if sine > 0 else -40 - 14 * (len(lines) - 1))
        else:
            anchor, label_x, label_y = (
                ("start" if cosine > 0 else "end"),
                x + math.copysign(GAP, cosine),
                y - 2 - 7 * (len(lines) - 1),
            )
        seats.append(
            Seated(
                name=place.name,
                lines=tuple((line, label_y + 14 * n) for n, line in enumerate(lines)),
                part=place.part,
                mark=place.mark,
                vacant=place.vacant,
                x=x,
                y=y,
                label_x=label_x,
                role_y=label_y + 14 * len(lines),
                anchor=anchor,
            )
        )
    return Circle(mark, "; ".join(f"{place.part}, {place.name}" for place in places), tuple(seats))
