"""What may be read of reports."""

from .paper import day_told, months_of, paper_from, paper_of, plates_of_report, title_of
from .periods import find_period, get_annex, get_period, list_annexes, list_periods, narratives_of
from .pieces import key_of, subject_of, when_told
from .relations import RelationRow, proved_of, relation_with, relations_of
from .report import compose, figures_json, report_of, report_of_quarter, signer

__all__ = [
    "RelationRow",
    "compose",
    "day_told",
    "figures_json",
    "find_period",
    "get_annex",
    "get_period",
    "key_of",
    "list_annexes",
    "list_periods",
    "months_of",
    "narratives_of",
    "paper_from",
    "paper_of",
    "plates_of_report",
    "proved_of",
    "relation_with",
    "relations_of",
    "report_of",
    "report_of_quarter",
    "signer",
    "subject_of",
    "title_of",
    "when_told",
]
