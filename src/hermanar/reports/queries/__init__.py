"""What may be read of reports."""

from .activity import (
    activity_json,
    activity_paper,
    compose_activity,
    cut_told,
    find_goal,
    get_action,
    lacking_told,
    programmes_named,
    range_told,
    signers_on,
    untold_encounters,
)
from .board import Board, BoardRow, board_of, quarters_closed
from .late import late_told
from .paper import day_told, months_of, paper_from, paper_of, plates_of_report, title_of
from .periods import find_period, get_annex, get_period, list_annexes, list_periods, list_periods_in, narratives_of
from .pieces import key_of, subject_of, when_told
from .printings import get_printing, is_drawn_aside, is_read_aside, lines_of, list_printings, read_draft
from .reading import KIND, read_of, values_of
from .relations import RelationRow, proved_of, relation_with, relations_of
from .report import (
    alliances_on_record,
    compose,
    corrections_of,
    figures_json,
    held_in,
    partners_with_document,
    report_of,
    report_of_quarter,
    signer,
)
from .review import Remark, reason_of, refusals, review
from .sessions import cabinet_sessions

__all__ = [
    "KIND",
    "Board",
    "BoardRow",
    "RelationRow",
    "Remark",
    "activity_json",
    "activity_paper",
    "alliances_on_record",
    "board_of",
    "cabinet_sessions",
    "compose",
    "compose_activity",
    "corrections_of",
    "cut_told",
    "day_told",
    "figures_json",
    "find_goal",
    "find_period",
    "get_action",
    "get_annex",
    "get_period",
    "get_printing",
    "held_in",
    "is_drawn_aside",
    "is_read_aside",
    "key_of",
    "lacking_told",
    "late_told",
    "lines_of",
    "list_annexes",
    "list_periods",
    "list_periods_in",
    "list_printings",
    "months_of",
    "narratives_of",
    "paper_from",
    "paper_of",
    "partners_with_document",
    "plates_of_report",
    "programmes_named",
    "proved_of",
    "quarters_closed",
    "range_told",
    "read_draft",
    "read_of",
    "reason_of",
    "refusals",
    "relation_with",
    "relations_of",
    "report_of",
    "report_of_quarter",
    "review",
    "signer",
    "signers_on",
    "subject_of",
    "title_of",
    "untold_encounters",
    "values_of",
    "when_told",
]
