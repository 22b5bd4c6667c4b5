"""What can happen to the agreement: its text, foreign approval, signature deposited, registration, later acts."""

from .authorisations import record_authorisation, withdraw_authorisation
from .desk import (
    accept_returned,
    comment_article,
    confirm_article,
    freeze_text,
    redo_text,
    reject_returned,
    resolve_comment,
    take_back_file,
    undo_text,
)
from .registrations import (
    record_later_act,
    record_registration,
    refuse_registration,
    send_registration_notice,
    withdraw_registration,
)
from .signings import (
    SignedBy,
    confirm_signing,
    correct_signing,
    deposit_signing,
)
from .texts import (
    agree_text,
    edit_clause,
    keep_text,
    prepare_signature,
    record_foreign_approval,
    refill_text,
    reopen_text,
    repair_text,
    start_text,
)

__all__ = [
    "SignedBy",
    "accept_returned",
    "agree_text",
    "comment_article",
    "confirm_article",
    "confirm_signing",
    "correct_signing",
    "deposit_signing",
    "edit_clause",
    "freeze_text",
    "keep_text",
    "prepare_signature",
    "record_authorisation",
    "record_foreign_approval",
    "record_later_act",
    "record_registration",
    "redo_text",
    "refill_text",
    "refuse_registration",
    "reject_returned",
    "reopen_text",
    "repair_text",
    "resolve_comment",
    "send_registration_notice",
    "start_text",
    "take_back_file",
    "undo_text",
    "withdraw_authorisation",
    "withdraw_registration",
]
