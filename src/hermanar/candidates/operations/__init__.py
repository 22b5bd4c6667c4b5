"""What can happen to candidates."""

from .cases import open_case, propose_study
from .choices import (
    change_weights,
    discard_city,
    record_datum,
    shortlist_city,
    take_off_city,
    withdraw_datum,
)
from .opinions import give_opinion, record_opinion

__all__ = [
    "change_weights",
    "discard_city",
    "give_opinion",
    "open_case",
    "propose_study",
    "record_datum",
    "record_opinion",
    "shortlist_city",
    "take_off_city",
    "withdraw_datum",
]
