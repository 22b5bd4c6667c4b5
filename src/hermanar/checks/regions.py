"""How a State or province abroad is called in Spanish and in English: rows of `data/regions.csv`, each with its source.

Only those told there: the States of the United States, its District and Puerto Rico, and the regions that Spanish calls
otherwise of Canada, Spain, Cuba, Honduras, Nicaragua, Germany, Austria, France, Italy, Great Britain, Japan and Australia. Of
any other region the name stands as it was written.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hermanar.kernel.text import fold

_KIND_AFTER = re.compile(r" (?:department|province|region|prefecture|state)\Z")
_FILE = Path(__file__).parent / "data" / "regions.csv"


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Every row: country, en, es, also_es (right in Spanish too), source, as_of."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _known() -> dict[tuple[str, str], dict[str, str]]:
    return {
        (row["country"], fold(name)): row for row in rows() for name in (row["en"], row["es"], row["also_es"]) if name
    }


def region_in(lang: str, name: str, country: str, own_es: str = "") -> str:
    """That region's name in a language; in every language but Spanish the one it bears at home. `own_es`: the Spanish name
    that somebody wrote for it, which goes before ours."""
    if lang == "es" and own_es:
        return own_es
    row = _known().get((country, fold(name)))
    if row is None:
        return name
    # what was written is kept where it is right there
    if lang == "es":
        return name if name in (row["es"], row["also_es"]) else row["es"]
    return row["en"]


def in_both(name: str, country: str, own_es: str = "") -> Mapping[str, str]:
    """The same in Spanish and in English; empty where there is no name."""
    return {lang: region_in(lang, name, country, own_es) for lang in ("es", "en")} if name else {}


def names_of_region(name: str, country: str, own_es: str = "") -> tuple[str, ...]:
    """Every name that means that region, the Spanish one first, then the English one."""
    row = _known().get((country, fold(name)), {})
    both = in_both(name, country, own_es)
    names = (*both.values(), name, row.get("es", ""), row.get("also_es", ""))
    return tuple(dict.fromkeys(n for n in names if n))


def is_region(name: str, country: str, said: str) -> bool:
    """Whether that is the region that somebody names: in either language, with or without the English word after it
    (`Cuzco Department`)."""
    asked = fold(said)
    known = {fold(n) for n in names_of_region(name, country)}
    return asked in known or _KIND_AFTER.sub("", asked) in known


@cache
def names_in(country: str) -> frozenset[str]:
    """Every name of a region of that country that is told, folded."""
    return frozenset(name for iso2, name in _known() if iso2 == country)
