"""The circle of actors, laid out."""

import pytest

from hermanar.ui import circle


def test_around_places_stand_at_the_same_distance_from_the_middle():
    seats = circle.around("VS", [circle.Place(f"P{n}", "parte") for n in range(5)]).seats
    distances = [((s.x - circle.CENTRE[0]) ** 2 + (s.y - circle.CENTRE[1]) ** 2) ** 0.5 for s in seats]
    assert distances == pytest.approx([circle.RADIUS] * 5)
    assert (seats[0].x, seats[0].y) == pytest.approx((circle.CENTRE[0], circle.CENTRE[1] - circle.RADIUS))


def test_around_long_name_is_broken_into_lines_and_said_whole():
    drawn = circle.around("VS", [circle.Place("Comité de Ciudades Hermanas de Villa Serena", "Comité")])
    assert [line for line, _ in drawn.seats[0].lines] == ["Comité de Ciudades", "Hermanas de Villa", "Serena"]
    assert drawn.described == "Comité, Comité de Ciudades Hermanas de Villa Serena"


def test_around_nobody_is_only_the_middle():
    assert circle.around("VS", []) == circle.Circle("VS", "", ())
