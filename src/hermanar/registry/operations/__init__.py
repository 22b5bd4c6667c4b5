"""Publishing and withdrawing entries, loading lists of facts, and the use cases that end in the book."""

from .lists import load_documented
from .publishing import publish_entry, withdraw_entry
from .usecases import conclude_later_act, conclude_registration, conclude_signing, send_for_registration

__all__ = [
    "conclude_later_act",
    "conclude_registration",
    "conclude_signing",
    "load_documented",
    "publish_entry",
    "send_for_registration",
    "withdraw_entry",
]
