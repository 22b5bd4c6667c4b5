"""What can happen to contacts, encounters, invitations, topics and services."""

from .contacts import add_contact, change_holder, end_contact, update_contact, withhold_holder
from .encounters import (
    add_participant,
    attach_evidence,
    cancel_encounter,
    correct_encounter,
    hold_encounter,
    open_lead_from,
    record_encounter,
    record_outcome,
    void_encounter,
)
from .invitations import (
    answer_invitation,
    attend_invitation,
    list_invitees,
    record_invitation,
    send_invitation,
    withdraw_invitation,
)
from .letters import acknowledge_batch, follow_answer, follow_sending, send_batch, send_letter, tie_letter
from .objectives import close_objective, measure_objective, set_objective, void_measure
from .services import answer_service, ask_service, withdraw_service
from .topics import follow_topic, raise_topic
from .trips import plan_communication, put_cost, report_trip, tell_communication

__all__ = [
    "acknowledge_batch",
    "add_contact",
    "add_participant",
    "answer_invitation",
    "answer_service",
    "ask_service",
    "attach_evidence",
    "attend_invitation",
    "cancel_encounter",
    "change_holder",
    "close_objective",
    "correct_encounter",
    "end_contact",
    "follow_answer",
    "follow_sending",
    "follow_topic",
    "hold_encounter",
    "list_invitees",
    "measure_objective",
    "open_lead_from",
    "plan_communication",
    "put_cost",
    "raise_topic",
    "record_encounter",
    "record_invitation",
    "record_outcome",
    "report_trip",
    "send_batch",
    "send_invitation",
    "send_letter",
    "set_objective",
    "tell_communication",
    "tie_letter",
    "update_contact",
    "void_encounter",
    "void_measure",
    "withdraw_invitation",
    "withdraw_service",
    "withhold_holder",
]
