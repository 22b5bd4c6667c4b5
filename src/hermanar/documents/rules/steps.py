"""Undo and redo over the versions of a text. Pure.

Every step stays: undoing makes the next version, with the text of the one before the step. What can be undone and
redone follows from the versions alone, so it is the same for everybody and survives a closed lid.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A version: its number, how it came to be (`enums.Origin`), and the number whose text it brings back."""

    number: int
    origin: str
    restores: int | None = None


@dataclass(frozen=True)
class Ways:
    """Numbers of the versions that an undo and a redo would bring back; None where there is nothing to bring back."""

    undo: int | None
    redo: int | None


def ways(steps: Iterable[Step]) -> Ways:
    """What may be undone and redone after those steps, oldest first. A new change ends what could be redone."""
    past: list[int] = []
    future: list[int] = []
    now: int | None = None
    for step in steps:
        if step.origin == "confirmed" and now is not None:
            # the same words, found to agree: no step of the text
            now = step.number
        elif step.origin == "undone" and past and now is not None:
            future.append(now)
            now = past.pop()
        elif step.origin == "redone" and future and now is not None:
            past.append(now)
            now = future.pop()
        else:
            if now is not None:
                past.append(now)
            future.clear()
            now = step.number
    return Ways(past[-1] if past else None, future[-1] if future else None)
