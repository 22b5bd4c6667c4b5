"""How a country is called in full, as papers between governments do: rows of `data/countries.csv`, each with its source.

Only those whose full name is another than the one in use: France and the French Republic, but Japan. Of any other country,
and of a territory, the usual name stands.
"""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "countries.csv"


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Every row: country (ISO 3166-1, two letters), en, es, source, as_of."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _known() -> dict[str, dict[str, str]]:
    return {row["country"]: row for row in rows()}


def full_name(lang: str, country: str) -> str:
    """The country's full name in Spanish or English, without article; "" where it has none of its own."""
    return _known().get(country, {}).get(lang, "")


def names_of_country(country: str, *usual: str) -> tuple[str, ...]:
    """Every name that means that country: the usual ones given, and the full ones."""
    names = (*usual, full_name("es", country), full_name("en", country))
    return tuple(dict.fromkeys(n for n in names if n))
