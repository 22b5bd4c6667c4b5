"""Leads, the case and its parties, letters, the study, designation."""

from .copies import SignedCopy
from .corrections import LetterCorrection
from .relations import (
    Adviser,
    Annex,
    AreaRequest,
    Counterpart,
    Designation,
    EarlierAct,
    Lead,
    Letter,
    LetterBatch,
    Partnership,
    Party,
    Refusal,
    Stakeholder,
    StateActivity,
    StateOffice,
)
from .slots import Slot
from .studies import Study, StudyReturn

__all__ = [
    "Adviser",
    "Annex",
    "AreaRequest",
    "Counterpart",
    "Designation",
    "EarlierAct",
    "Lead",
    "Letter",
    "LetterBatch",
    "LetterCorrection",
    "Partnership",
    "Party",
    "Refusal",
    "SignedCopy",
    "Slot",
    "Stakeholder",
    "StateActivity",
    "StateOffice",
    "Study",
    "StudyReturn",
]
