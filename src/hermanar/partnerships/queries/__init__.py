"""What may be seen of a relation."""

from .areas import get_area_request, list_area_requests, office_of
from .briefs import accepted_names, addressee, brief_for, slot_values
from .changes import AdministrationChange, administration_changes
from .circles import ActorPicture, Board, actors_of, boards_of
from .claims import Claim, claim_of
from .contacts import list_counterpart_heads
from .folder import Paper, list_papers, stream_folder
from .follow_up import (
    FollowUpLine,
    Stopped,
    StoppedRelation,
    interruptions,
    letters_to_follow_up,
    list_interrupted_letters,
    list_interrupted_relations,
)
from .guide import Guide, process_guide
from .letters import brief_of_letter, check_letter, lacks_of_draft, list_register, profile_to_annex
from .participation import Term, get_stakeholder, list_stakeholders, terms_of_list
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
from .state_offices import (
    ActLine,
    StateBoard,
    list_state_activities,
    list_state_log,
    list_state_offices,
    state_board,
    state_office_on,
)

__all__ = [
    "ActLine",
    "ActorPicture",
    "AdministrationChange",
    "Board",
    "Claim",
    "Earlier",
    "FollowUpLine",
    "Guide",
    "Paper",
    "StateBoard",
    "Stopped",
    "StoppedRelation",
    "Term",
    "accepted_names",
    "actors_of",
    "addressee",
    "administration_changes",
    "boards_of",
    "brief_for",
    "brief_of_letter",
    "check_letter",
    "claim_of",
    "earlier_relations",
    "get_area_request",
    "get_lead",
    "get_letter",
    "get_partnership",
    "get_stakeholder",
    "interruptions",
    "lacks_of_draft",
    "letters_to_follow_up",
    "list_area_requests",
    "list_counterpart_heads",
    "list_interrupted_letters",
    "list_interrupted_relations",
    "list_leads",
    "list_letters",
    "list_papers",
    "list_partnerships",
    "list_register",
    "list_stakeholders",
    "list_state_activities",
    "list_state_log",
    "list_state_offices",
    "office_of",
    "process_guide",
    "profile_to_annex",
    "slot_values",
    "standing_on",
    "state_board",
    "state_office_on",
    "stream_folder",
    "terms_of_list",
    "today_of",
]
