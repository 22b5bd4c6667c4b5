"""What can happen to reports."""

from .actions import ActionSpec, put_action, show_in_action, withdraw_action
from .imports import Imported, import_quarter
from .periods import (
    ask_authorisation,
    authorise_period,
    declare,
    open_period,
    prepare_period,
    quote,
    return_period,
    set_cover,
    write_narrative,
)
from .printing import (
    ask_draft,
    begin_printing,
    cancel_printing,
    drop_drafts,
    fail_printing,
    finish_draft,
    finish_paper,
    finish_reading,
    retry_printing,
)
from .publishing import correct_period, publish_period, unpublish_period
from .showing import add_annex, add_signed_scan, drop_evidence, pick_evidence, remove_annex
from .texts import file_text

__all__ = [
    "ActionSpec",
    "Imported",
    "add_annex",
    "add_signed_scan",
    "ask_authorisation",
    "ask_draft",
    "authorise_period",
    "begin_printing",
    "cancel_printing",
    "correct_period",
    "declare",
    "drop_drafts",
    "drop_evidence",
    "fail_printing",
    "file_text",
    "finish_draft",
    "finish_paper",
    "finish_reading",
    "import_quarter",
    "open_period",
    "pick_evidence",
    "prepare_period",
    "publish_period",
    "put_action",
    "quote",
    "remove_annex",
    "retry_printing",
    "return_period",
    "set_cover",
    "show_in_action",
    "unpublish_period",
    "withdraw_action",
    "write_narrative",
]
