"""What may be seen of a relation."""

from .briefs import accepted_names, brief_for, slot_values
from .claims import Claim, claim_of
from .relations import (
    earlier_relations,
    get_lead,
    get_letter,
    get_partnership,
    list_leads,
    list_letters,
    list_partnerships,
    standing_on,
    today_of,
)

__all__ = [
    "Claim",
    "accepted_names",
    "brief_for",
    "claim_of",
    "earlier_relations",
    "get_lead",
    "get_letter",
    "get_partnership",
    "list_leads",
    "list_letters",
    "list_partnerships",
    "slot_values",
    "standing_on",
    "today_of",
]
