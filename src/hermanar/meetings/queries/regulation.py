"""What a body's regulation says of one session or seat: its number, its notice, until when somebody sits there."""

import datetime as dt

from django.db.models import QuerySet

from hermanar.directory.queries import administration_on, zones_of

from ..enums import ApprovalLack, Numbering, Outcome, Purpose, SessionState
from ..models import Body, Member, Minutes, Point, Session
from ..rules import approval_lacks, counted_from, notice_hours, notice_short, number_after, term_ends
from .reading import owner_of, rule_on
from .taking_part import guests_of


def numbered_from(body: Body, on: dt.date) -> dt.date:
    """The day from which the numbers of a session of a day are counted. Two queries."""
    administration = administration_on(owner_of(body), on)
    return counted_from(_numbering(body, on), on, administration.starts_on if administration else None)


def _numbering(body: Body, on: dt.date) -> str:
    _rule, row = rule_on(body, on)
    return row.numbering if row else Numbering.ADMINISTRATION


def _counted_with(body: Body, kind: str, on: dt.date) -> QuerySet[Session]:
    """Sessions of a kind that are numbered together with one of a day; cancelled ones give their number back."""
    rows = body.sessions.filter(kind=kind, held_on__gte=numbered_from(body, on))
    if _numbering(body, on) == Numbering.SERIES:
        rows = rows.filter(series=None)
    return rows.exclude(state=SessionState.CANCELLED)


def next_number(body: Body, kind: str, on: dt.date) -> int:
    """The number of the next session of a kind, on a day: after those of its year, its administration or all, as the
    regulation counts, and none that a later one has. Four queries, and those of each number taken."""
    number = number_after(_counted_with(body, kind, on).filter(held_on__lte=on).values_list("number", flat=True))
    while numbered_so(body, kind, str(number), on) is not None:
        number += 1
    return number


def numbered_so(body: Body, kind: str, number: str, on: dt.date) -> Session | None:
    """The session of the same count that has this number already."""
    since = numbered_from(body, on)
    rows = _counted_with(body, kind, on).filter(number=number).order_by("held_on")
    return next((s for s in rows if numbered_from(body, s.held_on) == since), None)


def next_act_number(session: Session) -> str:
    """The number of a session's act: after those of the same count, whatever their kind; "" where none has one yet, and
    it is for the secretary to begin. Three queries."""
    since = numbered_from(session.body, session.held_on)
    rows = session.body.sessions.filter(held_on__gte=since, held_on__lte=session.held_on).exclude(act_number="")
    taken = list(rows.exclude(pk=session.pk).values_list("act_number", flat=True))
    return str(number_after(taken)) if taken else ""


def notice_of(body: Body, kind: str, on: dt.date) -> int:
    """Hours of notice that a session of a kind needs on a day; the usual ones where no regulation is known."""
    _rule, row = rule_on(body, on)
    return notice_hours(kind, row.notice_hours, row.notice_hours_extraordinary) if row else 48


def notice_lacking(session: Session) -> tuple[int, int] | None:
    """(hours given, hours needed) of a session that was called with less than its regulation asks; None otherwise."""
    if session.called_at is None:
        return None
    zone = zones_of(owner_of(session.body)).on(session.held_on)
    starts_at = dt.datetime.combine(session.held_on, session.at or dt.time(9), zone)
    needed = notice_of(session.body, session.kind, session.held_on)
    given = notice_short(session.called_at, starts_at, needed)
    return None if given is None else (given, needed)


def lapsed(members: list[Member], body: Body, on: dt.date) -> set[int]:
    """Members whose term is over by the body's regulation on a day, though nobody put down that they left."""
    _rule, row = rule_on(body, on)
    months = row.term_months if row else None
    ends = {m.pk: term_ends(m.from_on, m.until_on, months) for m in members}
    return {pk for pk, last in ends.items() if last is not None and last < on}


def lacks_of_approval(minutes: Minutes, point: Point) -> list[ApprovalLack]:
    """What an approval of minutes on a point of a later session is not: the next session, its first item. Two queries."""
    session, later = minutes.session, point.session
    between = session.body.sessions.filter(
        state=SessionState.HELD, held_on__gte=session.held_on, held_on__lte=later.held_on
    ).exclude(pk__in=[session.pk, later.pk])  # fmt: skip
    # on the day of either, the one put down first came first
    kinds = [
        s.kind for s in between
        if (session.held_on, session.pk) < (s.held_on, s.pk) < (later.held_on, later.pk)
    ]  # fmt: skip
    before = list(later.points.filter(number__lt=point.number).values_list("purpose", "title"))
    return approval_lacks(before, kinds, kind=session.kind, has_quorum=later.has_quorum)


def approving_points(session: Session) -> list[Point]:
    """Points of later sessions of the same body that approved the minutes before them, by date. One query."""
    return list(
        Point.objects.filter(
            session__body=session.body_id, session__held_on__gte=session.held_on, purpose=Purpose.APPROVE_MINUTES,
            resolution__outcome=Outcome.APPROVED, resolution__corrected_by=None,
        )
        .exclude(session=session)
        .select_related("session")
        .order_by("session__held_on", "number")
    )  # fmt: skip


def may_amend(session: Session) -> list[tuple[str, str]]:
    """(what they are called in an amendment, how they are shown) of those who were there: members by their position,
    others by their post or name. Empty where no attendance is known. Two queries."""
    present = list(session.present.select_related("person"))
    members = [(m.position, f"{m.position} · {m.person.name}") for m in present]
    guests = [(g.post or g.name, " · ".join(x for x in (g.post, g.name) if x)) for g in guests_of(session, present)]
    return [*members, *guests]
