"""A long plan on several pages: every component with its figure, the activities of a page, the first goals of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ACTIVITIES = 60  # on one page: a municipal plan fits whole
GOALS = 12  # of one activity; the rest stand on its own page
GOALS_ALONE = 200  # on the page of the activity


@dataclass(frozen=True)
class Part:
    """`slices`: what of each component's activities the page shows; `starts`: at which activity each begins; `previous`
    and `next`: addresses, "" where there is none."""

    slices: tuple[slice, ...] = ()
    starts: tuple[int, ...] = field(default=())
    previous: str = ""
    next: str = ""


def part_of(counts: Sequence[int], asked: str, query: str = "") -> Part:
    """The page that begins at the activity `asked` (a number, counted over the whole plan; the first where it is none).

    `counts`: activities of each component, in order. `query`: what else stands in the address.
    """
    total = sum(counts)
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 and int(asked) < total else 0
    last, at = first + ACTIVITIES, 0
    slices, starts = [], []
    for count in counts:
        starts.append(at)
        slices.append(slice(max(first - at, 0), max(last - at, 0)))
        at += count
    previous = f"?{query}desde={max(first - ACTIVITIES, 0)}" if first else ""
    return Part(tuple(slices), tuple(starts), previous, f"?{query}desde={last}" if last < total else "")


def components_shown(components: Sequence[Any], part: Part, query: str = "") -> list[dict[str, Any]]:
    """Each component of a picture with its activities of the page; `more` leads to those of one that shows none."""
    return [
        {
            "it": c,
            "activities": [
                {"it": a, "goals": a.goals[:GOALS], "rest": len(a.goals[GOALS:])} for a in c.activities[cut]
            ],
            "more": f"?{query}desde={start}" if c.activities and not c.activities[cut] else "",
            "number": len(c.activities),
        }
        for c, cut, start in zip(components, part.slices, part.starts, strict=True)
    ]
