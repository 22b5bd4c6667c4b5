"""Bodies are created and seated; sessions convened and held; points resolved; acts certified, recorded, corrected."""

from .bodies import create_body, end_membership, link_committee, seat_member
from .certificates import certify_resolution
from .resolutions import record_resolution, resolve_point
from .sessions import cancel_session, convene_session, hold_session, put_point

__all__ = [
    "cancel_session", "certify_resolution", "convene_session", "create_body", "end_membership", "hold_session",
    "link_committee", "put_point", "record_resolution", "resolve_point", "seat_member",
]  # fmt: skip
