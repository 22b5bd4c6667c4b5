"""What is seen of coordination: lists of both sides, times, contact, compliance."""

from .advice import (
    Times,
    advice_times,
    advisers_of,
    get_advice,
    list_advice,
    list_advice_of_case,
    list_case_advisers,
    list_waiting,
)
from .campaigns import (
    CampaignLine,
    get_campaign,
    get_invitation,
    list_campaigns,
    list_invitations,
    list_invited,
    questionnaire_of,
    summary_of,
)
from .health import health_of_link, sees_health
from .municipalities import Line, Page, Reach, last_contacts, list_municipalities, municipalities_of, reach_of
from .people import PROPOSERS, asker_of, people_in
from .state import get_proposal, instrument_on, list_dispatches_on_their_way, list_instruments, list_proposals

__all__ = [
    "PROPOSERS",
    "CampaignLine",
    "Line",
    "Page",
    "Reach",
    "Times",
    "advice_times",
    "advisers_of",
    "asker_of",
    "get_advice",
    "get_campaign",
    "get_invitation",
    "get_proposal",
    "health_of_link",
    "instrument_on",
    "last_contacts",
    "list_advice",
    "list_advice_of_case",
    "list_campaigns",
    "list_case_advisers",
    "list_dispatches_on_their_way",
    "list_instruments",
    "list_invitations",
    "list_invited",
    "list_municipalities",
    "list_proposals",
    "list_waiting",
    "municipalities_of",
    "people_in",
    "questionnaire_of",
    "reach_of",
    "sees_health",
    "summary_of",
]
