"""What may be seen of a relation."""

from .areas import get_area_request, list_area_requests, office_of
from .authority import authorisation_blocker, is_of_state
from .briefs import accepted_names, addressee, brief_for, slot_values
from .changes import AdministrationChange, administration_changes
from .circles import ActorPicture, Board, actors_of, boards_of
from .claims import Claim, claim_from, claim_of
from .contacts import exchange_with, list_counterpart_heads
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
from .leads import LeadColumn, lead_columns, list_column, places_of_leads
from .letter_reading import ReadPicture, propose_letter
from .letter_sides import brief_of_letter
from .letters import check_letter, lacks_of_draft, profile_to_annex
from .participation import Term, get_stakeholder, list_stakeholders, terms_of_list
from .proofs import proof_in_english, said_proof, said_proofs
from .register import (
    Filters,
    Funnel,
    PipelinePicture,
    RegisterPage,
    count_register,
    funnel,
    get_batch,
    list_batch,
    list_cases_of_city,
    list_register,
    pipeline,
    stream_register,
)
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
from .studies import SectionPicture, StudySummary, list_sections, missing_sections, section_label, study_summary

__all__ = [
    "ActLine",
    "ActorPicture",
    "AdministrationChange",
    "Board",
    "Claim",
    "Earlier",
    "Filters",
    "FollowUpLine",
    "Funnel",
    "Guide",
    "LeadColumn",
    "Paper",
    "PipelinePicture",
    "ReadPicture",
    "RegisterPage",
    "SectionPicture",
    "StateBoard",
    "Stopped",
    "StoppedRelation",
    "StudySummary",
    "Term",
    "accepted_names",
    "actors_of",
    "addressee",
    "administration_changes",
    "authorisation_blocker",
    "boards_of",
    "brief_for",
    "brief_of_letter",
    "check_letter",
    "claim_from",
    "claim_of",
    "count_register",
    "earlier_relations",
    "exchange_with",
    "funnel",
    "get_area_request",
    "get_batch",
    "get_lead",
    "get_letter",
    "get_partnership",
    "get_stakeholder",
    "interruptions",
    "is_of_state",
    "lacks_of_draft",
    "lead_columns",
    "letters_to_follow_up",
    "list_area_requests",
    "list_batch",
    "list_cases_of_city",
    "list_column",
    "list_counterpart_heads",
    "list_interrupted_letters",
    "list_interrupted_relations",
    "list_leads",
    "list_letters",
    "list_papers",
    "list_partnerships",
    "list_register",
    "list_sections",
    "list_stakeholders",
    "list_state_activities",
    "list_state_log",
    "list_state_offices",
    "missing_sections",
    "office_of",
    "pipeline",
    "places_of_leads",
    "process_guide",
    "profile_to_annex",
    "proof_in_english",
    "propose_letter",
    "said_proof",
    "said_proofs",
    "section_label",
    "slot_values",
    "standing_on",
    "state_board",
    "state_office_on",
    "stream_folder",
    "stream_register",
    "study_summary",
    "terms_of_list",
    "today_of",
]
