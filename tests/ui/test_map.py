"""The map: the same places and ways that d3-geo gives (values written by tools/build_map.mjs)."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from hermanar.ui import map

REFERENCE = json.loads((Path(__file__).parent / "projection_reference.json").read_text())


def points(path: str) -> list[list[tuple[float, float]]]:
    """The lines of an SVG path made of M and L."""
    lines = []
    for line in path.split("M")[1:]:
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", line)]
        lines.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return lines


def gap(point: tuple[float, float], line: list[tuple[float, float]]) -> float:
    """Distance of a point to the nearest stretch of a line."""
    best = float("inf")
    for (ax, ay), (bx, by) in pairwise(line):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        t = max(0.0, min(1.0, ((point[0] - ax) * dx + (point[1] - ay) * dy) / length)) if length else 0.0
        best = min(best, ((point[0] - ax - t * dx) ** 2 + (point[1] - ay - t * dy) ** 2) ** 0.5)
    return best


def test_reference_was_made_with_this_frame():
    assert REFERENCE["frame"] == map.FRAME


@pytest.mark.parametrize(("place", "expected"), REFERENCE["points"], ids=str)
def test_project_place_falls_where_d3_puts_it(place, expected):
    assert map.project(*place) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("route", "expected"), REFERENCE["arcs"], ids=str)
def test_arc_path_route_goes_the_way_of_d3(route, expected):
    ours, theirs = points(map.arc_path(*route)), points(expected)
    assert len(ours) == len(theirs)
    apart = max(min(gap(point, line) for line in ours) for line in theirs for point in line)
    back = max(min(gap(point, line) for line in theirs) for line in ours for point in line)
    assert apart < 0.75
    assert back < 0.75


def test_arc_path_crossing_the_edge_is_two_lines_that_end_at_the_edges():
    lines = map.arc_lines((139.69, 35.69), (60.0, 30.0))
    assert len(lines) == 2
    half = map.FRAME["width"] / 2
    assert lines[0][-1][0] < half < lines[1][0][0]
    assert lines[0][-1][1] == pytest.approx(lines[1][0][1])


def test_great_circle_same_place_twice_is_a_line_of_no_length():
    assert map.great_circle((-99.0, 19.0), (-99.0, 19.0)) == [(-99.0, 19.0), (-99.0, 19.0)]


def test_draw_routes_keeps_order_titles_and_doors():
    routes = [map.Route((-99.1, 19.4), (2.3, 45.2), "A", "/a/"), map.Route((-99.1, 19.4), (139.7, 35.7), "B")]
    arcs = map.draw(routes)
    assert [(arc.title, arc.url) for arc in arcs] == [("A", "/a/"), ("B", "")]
    x, y = map.project(2.3, 45.2)
    assert arcs[0].end == (round(x, 1), round(y, 1))
    assert arcs[0].path.startswith("M")
