"""Assembling, saving and issuing papers; folios and letterhead.

These are engine verbs: the app above asks its own policy (who signs, who may send); here only `policies` of papers.
"""

from .bases import add_legal_basis, end_legal_basis, set_usual_copies
from .desk import add_comment, confirm_languages, freeze_version, redo_step, resolve_comment, undo_step
from .folios import next_folio, set_folio_series, set_letterhead, use_folio
from .library import add_library_item, change_library_item, withdraw_library_item
from .model_texts import confirm_model_text, import_model_text
from .papers import fix_to_issue, issue, retire_issues, withdraw_issue
from .returns import accept_change, reject_change, take_back
from .texts import (
    ClauseConflict,
    apply_repair,
    assemble,
    compose,
    edit_block,
    keep_finding,
    save_version,
    share_document,
)

__all__ = [
    "ClauseConflict",
    "accept_change",
    "add_comment",
    "add_legal_basis",
    "add_library_item",
    "apply_repair",
    "assemble",
    "change_library_item",
    "compose",
    "confirm_languages",
    "confirm_model_text",
    "edit_block",
    "end_legal_basis",
    "fix_to_issue",
    "freeze_version",
    "import_model_text",
    "issue",
    "keep_finding",
    "next_folio",
    "redo_step",
    "reject_change",
    "resolve_comment",
    "retire_issues",
    "save_version",
    "set_folio_series",
    "set_letterhead",
    "set_usual_copies",
    "share_document",
    "take_back",
    "undo_step",
    "use_folio",
    "withdraw_issue",
    "withdraw_library_item",
]
