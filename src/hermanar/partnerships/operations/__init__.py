"""What can happen to a lead and to a relation."""

from .annexes import annex_to_lead, annex_to_letter, remove_annex
from .areas import answer_area_request, ask_area, close_area_request
from .cases import (
    assign_adviser,
    close_partnership,
    designate_liaison,
    interrupt_partnership,
    open_partnership,
    refuse_partnership,
    resume_partnership,
    state_case_fact,
    update_counterpart,
    update_terms,
    withdraw_case_fact,
    withdraw_partnership,
)
from .counterparts import record_counterpart_committee
from .earlier_acts import record_earlier_act
from .follow_up import remind_letters
from .leads import (
    answer_lead,
    attach_to_lead,
    decline_lead,
    lapse_leads,
    open_lead,
    propose_slot,
    reopen_lead,
    route_lead,
    take_slot,
    withdraw_lead,
)
from .letters import (
    acknowledge_letter,
    draft_letter,
    interrupt_letter,
    keep_letter_finding,
    record_answer,
    record_letter,
    record_sent,
    repair_letter,
    return_letter,
    revise_letter,
    sign_off_letter,
)
from .participation import add_stakeholder, invite_stakeholder, record_stakeholder_answer, update_stakeholder
from .profiles import link_profile
from .seats import seat_organisation
from .state_offices import designate_state_office, end_state_office, record_state_activity
from .studies import decide_study, draft_study, submit_study

__all__ = [
    "acknowledge_letter",
    "add_stakeholder",
    "annex_to_lead",
    "annex_to_letter",
    "answer_area_request",
    "answer_lead",
    "ask_area",
    "assign_adviser",
    "attach_to_lead",
    "close_area_request",
    "close_partnership",
    "decide_study",
    "decline_lead",
    "designate_liaison",
    "designate_state_office",
    "draft_letter",
    "draft_study",
    "end_state_office",
    "interrupt_letter",
    "interrupt_partnership",
    "invite_stakeholder",
    "keep_letter_finding",
    "lapse_leads",
    "link_profile",
    "open_lead",
    "open_partnership",
    "propose_slot",
    "record_answer",
    "record_counterpart_committee",
    "record_earlier_act",
    "record_letter",
    "record_sent",
    "record_stakeholder_answer",
    "record_state_activity",
    "refuse_partnership",
    "remind_letters",
    "reopen_lead",
    "remove_annex",
    "repair_letter",
    "resume_partnership",
    "return_letter",
    "revise_letter",
    "route_lead",
    "seat_organisation",
    "sign_off_letter",
    "state_case_fact",
    "submit_study",
    "take_slot",
    "update_counterpart",
    "update_stakeholder",
    "update_terms",
    "withdraw_case_fact",
    "withdraw_lead",
    "withdraw_partnership",
]
