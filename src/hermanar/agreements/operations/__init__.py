"""What can happen to the agreement: its text, foreign approval, signature deposited, registration, later acts."""

from .authorisations import record_authorisation, withdraw_authorisation
from .registrations import (
    record_later_act,
    record_registration,
    refuse_registration,
    send_registration_notice,
)
from .signings import (
    SignedBy,
    confirm_signing,
    correct_signing,
    deposit_signing,
)
from .texts import (
    agree_text,
    comment_article,
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
    "agree_text",
    "comment_article",
    "confirm_signing",
    "correct_signing",
    "deposit_signing",
    "edit_clause",
    "keep_text",
    "prepare_signature",
    "record_authorisation",
    "record_foreign_approval",
    "record_later_act",
    "record_registration",
    "refill_text",
    "refuse_registration",
    "reopen_text",
    "repair_text",
    "send_registration_notice",
    "start_text",
    "withdraw_authorisation",
]
