"""What the rules need to know of the world: who finds the names of places in a text."""

from collections.abc import Sequence
from typing import Protocol


class PlaceMention(Protocol):
    """A name of a place in a text; `keys` are the places it may mean, `kind` what it is."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def keys(self) -> Sequence[str]: ...
    @property
    def confidence(self) -> float: ...


class Places(Protocol):
    def find_in_text(self, text: str, lang: str) -> Sequence[PlaceMention]: ...
