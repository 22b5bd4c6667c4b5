"""What can happen between a municipality, its state and the ministry."""

from .advice import answer_advice, ask_advice, rate_advice, withdraw_advice
from .campaigns import answer_campaign, close_campaign, draft_campaign, record_campaign_answer, send_campaign
from .instruments import end_instrument, record_instrument
from .proposals import reply_proposal, send_proposal, withdraw_proposal

__all__ = [
    "answer_advice",
    "answer_campaign",
    "ask_advice",
    "close_campaign",
    "draft_campaign",
    "end_instrument",
    "rate_advice",
    "record_campaign_answer",
    "record_instrument",
    "reply_proposal",
    "send_campaign",
    "send_proposal",
    "withdraw_advice",
    "withdraw_proposal",
]
