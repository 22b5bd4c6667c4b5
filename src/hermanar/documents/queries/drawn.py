"""What no typeface of the papers draws, asked before it is kept."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from hermanar.kernel.text import words_around

from .. import renderers
from ..enums import NotDrawn


def not_drawn(*texts: str) -> list[NotDrawn]:
    """Each character that no typeface draws, once, where it first stands."""
    found: dict[str, NotDrawn] = {}
    for text in texts:
        for at, char, _name in renderers.uncovered(text):
            if unicodedata.category(char) == "Mn" and text[at - 1] in found:
                continue  # what goes with a character already named
            found.setdefault(char, NotDrawn(char, words_around(text, at)))
    return [found[char] for char in sorted(found)]


def not_drawn_within(data: Any, place: str = "") -> Iterator[tuple[str, list[NotDrawn]]]:
    """The same of every text in a structure, with its place: `components[0].name`."""
    if isinstance(data, str):
        if bad := not_drawn(data):
            yield place, bad
    elif isinstance(data, Mapping):
        for key, inner in data.items():
            yield from not_drawn_within(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(data, list | tuple):
        for at, inner in enumerate(data):
            yield from not_drawn_within(inner, f"{place}[{at}]")
