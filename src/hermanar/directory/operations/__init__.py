"""What can happen in the directory. Every function is one transaction and one journal entry (or more)."""

from .circles import end_seat, give_seat, move_exercise_clock, open_circle
from .corrections import (
    close_office,
    correct_administration,
    correct_appointment,
    correct_office,
    rename_office,
    reopen_office,
    retract_appointment,
)
from .invitations import INVITATION_LASTS, accept_invitation, invite, purge_invitations, revoke_invitation
from .organisations import create_office, open_organisation, record_administration, record_election, record_mandate
from .personal_data import answer_data_request, correct_person, receive_data_request, withhold_in_copies, withhold_name
from .places import PlaceData, load_places
from .posts import appoint, end_appointment, record_person

__all__ = [
    "INVITATION_LASTS",
    "PlaceData",
    "accept_invitation",
    "answer_data_request",
    "appoint",
    "close_office",
    "correct_administration",
    "correct_appointment",
    "correct_office",
    "correct_person",
    "create_office",
    "end_appointment",
    "end_seat",
    "give_seat",
    "invite",
    "load_places",
    "move_exercise_clock",
    "open_circle",
    "open_organisation",
    "purge_invitations",
    "receive_data_request",
    "record_administration",
    "record_election",
    "record_mandate",
    "record_person",
    "rename_office",
    "reopen_office",
    "retract_appointment",
    "revoke_invitation",
    "withhold_in_copies",
    "withhold_name",
]
