"""Assembling, saving and issuing papers; folios and letterhead.

These are engine verbs: the app above asks its own policy (who signs, who may send); here only `policies` of papers.
"""

from .folios import next_folio, set_letterhead, use_folio
from .library import add_library_item, change_library_item, withdraw_library_item
from .papers import issue, withdraw_issue
from .texts import (
    ClauseConflict,
    add_comment,
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
    "add_comment",
    "add_library_item",
    "apply_repair",
    "assemble",
    "change_library_item",
    "compose",
    "edit_block",
    "issue",
    "keep_finding",
    "next_folio",
    "save_version",
    "set_letterhead",
    "share_document",
    "use_folio",
    "withdraw_issue",
    "withdraw_library_item",
]
