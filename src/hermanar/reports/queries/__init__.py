"""What may be read of reports."""

from .paper import day_told, months_of, paper_from, paper_of, title_of
from .periods import find_period, get_period, list_periods, narratives_of
from .relations import RelationRow, proved_of, relation_with, relations_of
from .report import compose, figures_json, report_of, report_of_quarter, signer

__all__ = [
    "RelationRow",
    "compose",
    "day_told",
    "figures_json",
    "find_period",
    "get_period",
    "list_periods",
    "months_of",
    "narratives_of",
    "paper_from",
    "paper_of",
    "proved_of",
    "relation_with",
    "relations_of",
    "report_of",
    "report_of_quarter",
    "signer",
    "title_of",
]
