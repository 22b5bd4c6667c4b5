"""Letters: written here and signed, sent and followed, recorded from their paper, many at once, taken into a case."""

from .batches import Candidate, SignedBatch, draft_batch, return_batch, sign_off_batch
from .copies import correct_signed_copy, deposit_signed_copy
from .corrections import correct_letter, withdraw_letter
from .drafts import (
    draft_letter,
    draft_letter_to,
    keep_letter_finding,
    repair_letter,
    return_letter,
    revise_letter,
    sign_off_letter,
)
from .joining import join_case
from .load import load_letters
from .records import complete_letter, enter_letter, record_answer, record_letter, withdraw_letter_fact
from .sending import acknowledge_letter, draft_reminder, interrupt_letter, interrupt_letters, record_sent, resume_letter

__all__ = [
    "Candidate",
    "SignedBatch",
    "acknowledge_letter",
    "complete_letter",
    "correct_letter",
    "correct_signed_copy",
    "deposit_signed_copy",
    "draft_batch",
    "draft_letter",
    "draft_letter_to",
    "draft_reminder",
    "enter_letter",
    "interrupt_letter",
    "interrupt_letters",
    "join_case",
    "keep_letter_finding",
    "load_letters",
    "record_answer",
    "record_letter",
    "record_sent",
    "repair_letter",
    "resume_letter",
    "return_batch",
    "return_letter",
    "revise_letter",
    "sign_off_batch",
    "sign_off_letter",
    "withdraw_letter",
    "withdraw_letter_fact",
]
