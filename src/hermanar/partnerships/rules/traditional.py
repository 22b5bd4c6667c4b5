"""Traditional instruments of twinning: data with a note each (`data/traditional.yaml`, R4-29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hermanar.kernel.data import read_yaml

_DATA = Path(__file__).parent.parent / "data" / "traditional.yaml"


@dataclass(frozen=True)
class Traditional:
    """One of them: what it is called and what must be known about it, per language."""

    key: str
    text: Mapping[str, str]
    note: Mapping[str, str]


def instruments() -> dict[str, Traditional]:
    """Key → instrument, in the order they are offered."""
    return {row["key"]: Traditional(**row) for row in read_yaml(_DATA.read_text(encoding="utf-8"))}
