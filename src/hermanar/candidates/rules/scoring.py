"""From sentences to a rank: points are weight × grade, a score is the sum of the points shown, and that is all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from .criteria import CRITERIA
from .values import City, Known, Line


@dataclass(frozen=True, slots=True)
class Scored:
    """A line with its points; None where it is not known."""

    line: Line
    points: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The score sheet of a city. `score` is the sum of the points of its lines and nothing else."""

    city: City
    lines: tuple[Scored, ...]
    score: int


def points_of(weight: int, grade: int) -> int:
    """Rounded half away from zero, so that a reason and its contrary weigh the same."""
    sign = -1 if grade < 0 else 1
    return sign * ((weight * abs(grade) + 50) // 100)


def score(known: Known, city: City, weights: Mapping[str, int], without: Collection[str] = ()) -> Sheet:
    """Every criterion that weighs something, in the order of the weights; those of `without` are left out."""
    lines = []
    total = 0
    for key, weight in weights.items():
        if weight <= 0 or key in without:
            continue
        for line in CRITERIA[key](known, city):
            points = None if line.grade is None else points_of(weight, line.grade)
            total += points or 0
            lines.append(Scored(line, points))
    return Sheet(city, tuple(lines), total)


def total(known: Known, city: City, weights: Sequence[tuple[str, int]]) -> int:
    """The score alone, for who asks of the whole world."""
    found = 0
    for key, weight in weights:
        for line in CRITERIA[key](known, city):
            if line.grade:
                found += points_of(weight, line.grade)
    return found


def order(sheet: Sheet) -> tuple:
    """The best first; of equals the larger one, then by name: the same however they came."""
    return (-sheet.score, -(sheet.city.population or 0), sheet.city.folded, sheet.city.id)


def rank(
    known: Known, cities: Iterable[City], weights: Mapping[str, int], without: Collection[str] = ()
) -> list[Sheet]:
    """All of them, in order."""
    return sorted((score(known, city, weights, without) for city in cities), key=order)


def places_of(sheets: Iterable[Sheet]) -> dict[str, int]:
    """id → place in the rank, from 1."""
    return {sheet.city.id: place for place, sheet in enumerate(sheets, start=1)}


def best(known: Known, cities: Iterator[City], weights: Mapping[str, int], most: int) -> list[tuple[int, City]]:
    """The best of however many cities, one at a time: memory holds `most` of them. The order is that of `rank`."""
    used = [(key, weight) for key, weight in weights.items() if weight > 0]
    scored = ((total(known, city, used), city) for city in cities)
    return nsmallest(most, scored, key=lambda s: (-s[0], -(s[1].population or 0), s[1].folded, s[1].id))
