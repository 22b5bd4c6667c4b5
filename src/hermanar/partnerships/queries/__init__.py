"""What may be seen of a relation."""

from .briefs import accepted_names, addressee, brief_for, slot_values
from .circles import ActorPicture, Board, actors_of, boards_of
from .claims import Claim, claim_of
from .folder import Paper, list_papers, stream_folder
from .letters import brief_of_letter, check_letter, list_register
from .relations import (
    Earlier,
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
    "ActorPicture",
    "Board",
    "Claim",
    "Earlier",
    "Paper",
    "accepted_names",
    "actors_of",
    "addressee",
    "boards_of",
    "brief_for",
    "brief_of_letter",
    "check_letter",
    "claim_of",
    "earlier_relations",
    "get_lead",
    "get_letter",
    "get_partnership",
    "list_leads",
    "list_letters",
    "list_papers",
    "list_partnerships",
    "list_register",
    "slot_values",
    "standing_on",
    "stream_folder",
    "today_of",
]
