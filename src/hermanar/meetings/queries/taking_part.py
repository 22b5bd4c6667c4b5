"""Who takes part in sessions: each dependency, and each person at the door, counted once however the name is spelt (R3-10)."""

import datetime as dt
from collections.abc import Iterable, Sequence

from hermanar.kernel.text import fold

from ..enums import Choice, SessionState
from ..models import Attendee, Body, Member, Resolution, Session


def areas_of(sessions: Sequence[Session]) -> list[tuple[str, int]]:
    """(dependency, in how many of the sessions), those of guests and the posts of members who were present. Two queries."""
    keys = [s.pk for s in sessions]
    came: dict[str, tuple[str, set[int]]] = {}
    guests = Attendee.objects.filter(session__in=keys).exclude(area="").values_list("area", "session_id")
    members = Member.objects.filter(session__in=keys).values_list("position", "session__id")
    for name, session in [*members, *guests]:
        came.setdefault(fold(name), (name, set()))[1].add(session)
    return sorted(((name, len(held)) for name, held in came.values()), key=lambda row: (-row[1], row[0]))


def arrived_members(session: Session, members: Iterable[Member]) -> dict[int, Attendee]:
    """Members who registered at the door under their own name: primary key → their line. One query."""
    came = {fold(a.name): a for a in session.attendees.all()}
    return {m.pk: came[name] for m in members if (name := fold(m.person.name)) in came}


def guests_of(session: Session, members: Iterable[Member]) -> list[Attendee]:
    """Those on the attendance list who are none of these members. One query."""
    names = {fold(m.person.name) for m in members}
    return [a for a in session.attendees.all() if fold(a.name) not in names]


def sessions_held(body: Body, since: dt.date, until: dt.date) -> list[Session]:
    """Sessions of a body that were held in a span of days. One query."""
    rows = body.sessions.filter(state=SessionState.HELD, held_on__gte=since, held_on__lte=until)
    return list(rows.order_by("held_on", "pk"))


def roll_of(resolution: Resolution) -> list[tuple[Choice, list[str]]]:
    """How each member voted: what was voted, and who did, as they were seated; empty where no roll was called."""
    votes = sorted(resolution.votes.all(), key=lambda v: v.member_id)
    told = [(choice, [v.member.person.name for v in votes if v.choice == choice]) for choice in Choice]
    return [(choice, names) for choice, names in told if names]
