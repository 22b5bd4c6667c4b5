"""What boards of a state or of the ministry add up: a few numbers of each closed quarter. Domestic never with international."""

from collections.abc import Iterable, Mapping
from typing import Any

CLASSES = ("domestic", "international")
ACTS = ("letters", "new", "ratification", "reaffirmation", "renewal")
FIGURES = ("sessions", "agendas", "declared", "documented", "findings")


def summary_of(report: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of one report, flat: `new_domestic`, `letters_international`, `sessions`…"""
    told = {f"{act}_{klass}": int(report["counts"][klass][act]) for klass in CLASSES for act in ACTS}
    return told | {
        "sessions": int(report["sessions"]["held"]),
        "agendas": int(report["agendas"]["total"]),
        "declared": int(report["alliances"]["declared"]),
        "documented": int(report["alliances"]["documented"]),
        "findings": len(report["findings"]),
    }


def summed(summaries: Iterable[Mapping[str, int] | None]) -> dict[str, int]:
    """Their sum; one without numbers adds nothing."""
    total = dict.fromkeys([*(f"{act}_{klass}" for klass in CLASSES for act in ACTS), *FIGURES], 0)
    for summary in summaries:
        for key in total:
            total[key] += (summary or {}).get(key, 0)
    return total
