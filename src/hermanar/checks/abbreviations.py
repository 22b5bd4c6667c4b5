"""What is shortened in names of places: rows of `data/abbreviations.csv`, each with its source and its date.

`always`: written out wherever a name is read (`Cd.` is ciudad). `asked`: tried only where the name as it was typed means
nothing, for the same letters mean other things too (`Hgo.` is the state as well as the hero). `state`: a state under a
short form that is none of its usual ones. `country`: a country, in a column of countries alone (`Méx.`, `ESP`).
"""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "abbreviations.csv"


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Every row: short, full, when, source, as_of."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def written_out(when: str) -> dict[str, str]:
    """Short form → full form (of a state its key, of a country its two letters), both folded, of the rows that apply then."""
    return {row["short"]: row["full"] for row in rows() if row["when"] == when}
