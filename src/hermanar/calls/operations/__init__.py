"""What can happen from outside, and what is done with it."""

from .calls import cancel_call, change_call, close_call, draft_call, publish_call
from .consultations import close_consultation, give_position, invite_party, open_consultation
from .contributions import (
    comment_text,
    confirm_contact,
    confirm_contribution,
    hand_in_answer,
    hand_over_contact,
    send_confirmation,
    send_photo,
    set_aside_contribution,
    take_contribution,
)
from .door import ask_contact, ask_contacts, give_letter_link, open_door, share_text, unshare_text
from .hours import propose_hour, propose_hour_by_link, take_hour, take_hour_by_link, withdraw_hour
from .projects import decide_project, evaluate_project, open_project
from .proposals import (
    accept_proposal,
    decline_proposal,
    evaluate_proposal,
    hand_in_proposal,
    purge_proposal_contacts,
    return_to_proposal,
    withdraw_proposal,
)

__all__ = [
    "accept_proposal",
    "ask_contact",
    "ask_contacts",
    "cancel_call",
    "change_call",
    "close_call",
    "close_consultation",
    "comment_text",
    "confirm_contact",
    "confirm_contribution",
    "decide_project",
    "decline_proposal",
    "draft_call",
    "evaluate_project",
    "evaluate_proposal",
    "give_letter_link",
    "give_position",
    "hand_in_answer",
    "hand_in_proposal",
    "hand_over_contact",
    "invite_party",
    "open_consultation",
    "open_door",
    "open_project",
    "propose_hour",
    "propose_hour_by_link",
    "publish_call",
    "purge_proposal_contacts",
    "return_to_proposal",
    "send_confirmation",
    "send_photo",
    "set_aside_contribution",
    "share_text",
    "take_contribution",
    "take_hour",
    "take_hour_by_link",
    "unshare_text",
    "withdraw_hour",
    "withdraw_proposal",
]
