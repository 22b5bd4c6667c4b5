"""What a municipality should have (`data/compliance.yaml`): data, judged from facts."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from hermanar.kernel.data import read_yaml

_DATA = Path(__file__).parent.parent / "data" / "compliance.yaml"


@dataclass(frozen=True)
class Item:
    """`of`: what the municipality has here that proves it; `fact`: the fact of a relation that does. Either is enough."""

    key: str
    title: Mapping[str, str]
    of: str = ""
    fact: str = ""


def items() -> tuple[Item, ...]:
    """The list, in the order in which it is shown."""
    return tuple(Item(**row) for row in read_yaml(_DATA.read_text(encoding="utf-8")))


def met(item: Item, *, has: Set[str], facts: Set[str]) -> bool:
    """Whether the municipality has it."""
    return bool(item.of and item.of in has) or bool(item.fact and item.fact in facts)
