"""Kinds of service that may be asked of an embassy or a consulate: data, with the days usually given."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml

_DATA = Path(__file__).parent.parent / "data" / "services.yaml"


@dataclass(frozen=True)
class Service:
    key: str
    es: str
    en: str
    days: int

    def said(self, language: str) -> str:
        return self.en if language.startswith("en") else self.es


@cache
def services() -> dict[str, Service]:
    """Key → kind, in the order of the list."""
    rows = read_yaml(_DATA.read_text(encoding="utf-8"))
    return {row["key"]: Service(row["key"], row["es"], row["en"], row["days"]) for row in rows}
