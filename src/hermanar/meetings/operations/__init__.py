"""Bodies are created and seated; sessions convened and held; points resolved; acts certified, recorded, corrected;
minutes written and approved; commitments and problems followed to the end."""

from .bodies import (
    change_body,
    create_body,
    form_working_group,
    link_committee,
    unlink_committee,
)
from .certificates import certify_resolution
from .commitments import (
    end_commitment,
    follow_commitment,
    make_commitment,
    move_problem,
    raise_problem,
    remind_commitments,
)
from .completing import complete_resolution
from .corrections import correct_attendance, correct_vote
from .minutes import (
    add_attendees,
    approve_minutes,
    check_in,
    circulate_minutes,
    decide_amendment,
    issue_minutes,
    open_check_in,
    propose_amendment,
    put_votes,
    sign_minutes,
    write_minutes,
)
from .resolutions import record_resolution, resolve_point
from .seats import correct_seat, end_membership, seat_member
from .series import plan_series, set_rule
from .sessions import call_session, cancel_session, convene_session, hold_session, move_point, put_point, take_off_point

__all__ = [
    "add_attendees", "approve_minutes", "call_session", "cancel_session", "certify_resolution", "change_body", "check_in", "circulate_minutes", "complete_resolution",
    "convene_session", "correct_attendance", "correct_seat", "correct_vote", "create_body", "decide_amendment", "end_commitment", "end_membership", "follow_commitment", "form_working_group",
    "hold_session", "issue_minutes", "link_committee", "make_commitment", "move_point", "move_problem", "open_check_in", "plan_series", "propose_amendment",
    "put_point", "put_votes", "raise_problem", "record_resolution", "remind_commitments", "resolve_point",
    "seat_member", "set_rule", "sign_minutes", "take_off_point", "unlink_committee", "write_minutes",
]  # fmt: skip
