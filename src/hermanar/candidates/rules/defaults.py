"""Dated data beside this app: what each criterion weighs by default, and the languages of each country."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml

_DATA = Path(__file__).parent.parent / "data"
MOST_POINTS = 50  # the most that one criterion may weigh


@dataclass(frozen=True)
class Weight:
    key: str
    points: int
    source: dict[str, str]  # es, en: the document that names it; without, a default of ours and nothing else


@cache
def default_weights() -> tuple[Weight, ...]:
    """Every criterion with its points, in the order they are shown."""
    rows = read_yaml((_DATA / "weights.yaml").read_text(encoding="utf-8"))["weights"]
    return tuple(Weight(r["key"], r["points"], r.get("source", {})) for r in rows)


@cache
def country_languages() -> dict[str, tuple[str, ...]]:
    """ISO-2 → languages (ISO 639-1), the most spoken first."""
    rows = read_yaml((_DATA / "languages.yaml").read_text(encoding="utf-8"))
    return {key: tuple(found) for key, found in rows.items()}
