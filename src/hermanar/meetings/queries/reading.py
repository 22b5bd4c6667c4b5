"""Bodies and sessions as pictures."""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.text import whole_number
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import accepted_names
from hermanar.partnerships.queries.briefs import names_beside
from hermanar.process.rules import SourceFact

from ..enums import (
    PAPER_OUT,
    BodyKind,
    CommitmentState,
    Lack,
    NoCertificate,
    Outcome,
    PartySide,
    ProblemState,
    Purpose,
    SeatRole,
    Sector,
    SessionState,
    WhyNot,
)
from ..models import Body, BodyRule, Commitment, Member, Minutes, Point, Problem, Resolution, Session
from ..rules import (
    AlarmFound,
    BodyState,
    Rule,
    SeatHeld,
    alarms,
    lacks_to_certify,
    term_ends,
    why_no_certificate,
    why_not_authorised,
)

# Where the local regulation is silent: half plus one, simple majority, the president's casting vote.
VOTES = {True: _("con voto"), False: _("sin voto")}
DEFAULT_SOURCE = "[K] práctica usual donde el reglamento es omiso"


def get_body(actor: Actor, public_id: str) -> Body:
    """Raises NotVisible."""
    rows = Body.objects.for_actor(actor).select_related("circle", "organisation", "parent", "partnership")
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_bodies(actor: Actor, organisation: Organisation | None = None) -> list[Body]:
    rows = Body.objects.for_actor(actor).select_related("circle", "organisation").order_by("kind", "name")
    return list(rows.filter(organisation=organisation) if organisation else rows)


def body_of(organisation: Organisation, kind: str, partnership: Partnership | None = None) -> Body | None:
    """The organisation's own Cabildo or committee, wherever its circle (the committee may be a child organisation).

    `partnership`: where its sister city has a committee of its own, that one; another's never. One query.
    """
    rows = (
        Body.objects.filter(
            Q(organisation=organisation)
            | Q(organisation__parent=organisation, organisation__kind=OrganisationKind.COMMITTEE),
            kind=kind,
        )
        .select_related("circle", "organisation")
        .order_by("-pk")
    )
    if partnership is not None:
        found = list(rows.filter(Q(partnership=partnership) | Q(partnership=None)))
        return next((b for b in found if b.partnership_id), found[0] if found else None)
    found = list(rows)
    return next((b for b in found if b.partnership_id is None), found[0] if found else None)


def working_group_of(partnership: Partnership) -> Body | None:
    """The working group of an agreement (art. VII): what both Parties share, for whoever sees the relation. One query."""
    rows = Body.objects.filter(partnership=partnership, kind=BodyKind.WORKING_GROUP)
    return rows.select_related("circle", "organisation").first()


def owner_of(body: Body) -> Organisation:
    """The municipality whose body it is: a committee may be an organisation of its own below it."""
    organisation = body.organisation
    if organisation.kind == OrganisationKind.COMMITTEE and organisation.parent:
        return organisation.parent
    return organisation


def get_session(actor: Actor, public_id: str) -> Session:
    """Raises NotVisible."""
    row = at_most_one(
        Session.objects.for_actor(actor)
        .select_related("body__circle", "body__organisation", "issue", "attachment")
        .prefetch_related(
            "points__partnership",
            "points__resolution__corrected_by__point__session",
            "points__resolution__certificate",
            "points__resolution__votes__member__person",
            "points__attachment",
            "present__person",
            "corrections__became__votes__member__person",
        )
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_sessions(
    actor: Actor, *, body: Body | None = None, before: int | None = None, limit: int = 50
) -> list[Session]:
    """Newest first, keyset by primary key."""
    rows = Session.objects.for_actor(actor).select_related("body").order_by("-pk")
    if body is not None:
        rows = rows.filter(body=body)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def list_convened(body: Body, *, limit: int = 10) -> list[Session]:
    """Sessions of a body that are convened and not held, the nearest first. The caller has checked that its actor may see
    the body. One query."""
    rows = Session.objects.filter(body=body, state=SessionState.CONVENED).select_related("body")
    return list(rows.order_by("held_on", "pk")[:limit])


def list_coming(actor: Actor, first_on: dt.date, last_on: dt.date, *, limit: int = 20) -> list[Session]:
    """Convened sessions between two days, both inclusive, the nearest first. One query."""
    rows = Session.objects.for_actor(actor).filter(state=SessionState.CONVENED, held_on__range=(first_on, last_on))
    return list(rows.select_related("body__circle").order_by("held_on", "pk")[:limit])


def get_point(actor: Actor, public_id: str) -> Point:
    """Raises NotVisible."""
    row = at_most_one(
        Point.objects.filter(public_id=public_id)
        .filter(session__in=Session.objects.for_actor(actor))
        .select_related(
            "session__body__circle", "session__body__organisation", "partnership__circle", "partnership__case"
        )
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def get_resolution(actor: Actor, public_id: str) -> Resolution:
    """Raises NotVisible."""
    row = at_most_one(
        Resolution.objects.filter(public_id=public_id, point__session__in=Session.objects.for_actor(actor))
        .select_related("point__session__body__circle", "point__session__body__organisation", "certificate")
        .select_related("point__partnership__circle", "point__partnership__case", "point__partnership__owner")
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def put_again(session: Session) -> set[int]:
    """Keys of the points that only carry a corrected vote: they are shown, and written about, where the first one stands."""
    return {c.became.point_id for c in session.corrections.all() if c.became is not None}


def list_points(actor: Actor, partnership: Partnership) -> list[Point]:
    """Points of the agenda that speak of a relation and are not resolved yet, by date."""
    return list(
        Point.objects.filter(partnership=partnership, resolution=None, session__in=Session.objects.for_actor(actor))
        .exclude(session__state=SessionState.CANCELLED)
        .select_related("session__body")
        .order_by("session__held_on", "number")
    )


def authorises(names: str, partnership: Partnership, *, is_blank: bool = False) -> str:
    """Why an approved act with these words would authorise nothing for the relation; "" when it would."""
    theirs = next(p for p in partnership.parties.all() if p.side == "theirs")
    return why_not_authorised(
        outcome="approved",
        is_blank=is_blank,
        names=names,
        accepted=accepted_names(theirs),
        beside=names_beside(theirs),
    )


def study_refusal(partnership: Partnership) -> Resolution | None:
    """The committee's last act that stands and did not approve the relation's study. One query."""
    rows = Resolution.objects.filter(
        point__partnership=partnership,
        point__purpose=Purpose.APPROVE_STUDY,
        outcome=Outcome.REJECTED,
        corrected_by=None,
    )
    rows = rows.exclude(point__session__has_quorum=False).exclude(why_not=WhyNot.VOTES)
    return rows.select_related("point__session").order_by("-point__session__held_on", "-pk").first()


def list_resolutions(partnership: Partnership) -> list[Resolution]:
    """What bodies decided on a relation, oldest first. The caller has the relation by its own door."""
    return list(
        Resolution.objects.filter(point__partnership=partnership)
        .select_related("point__session__body", "certificate", "attachment")
        .prefetch_related("corrected_by__point__session")
        .order_by("point__session__held_on", "pk")
    )


def uncertified(resolution: Resolution) -> NoCertificate | None:
    """Why a resolution is not certified; None when it may be."""
    return why_no_certificate(
        kind=resolution.point.session.body.kind,
        purpose=resolution.point.purpose,
        outcome=resolution.outcome,
        authorises=resolution.authorises,
        why_not=resolution.why_not,
        is_corrected=bool(resolution.corrected_by.all()),
        is_quorate=resolution.point.session.has_quorum is not False,
    )


def lacking_of(resolution: Resolution) -> list[Lack]:
    """What is asked before it is certified; empty where it is not certified at all, or is so already."""
    if resolution.certificate_id or uncertified(resolution):
        return []
    return lacks_to_certify(resolution.point.session.body.kind, text=resolution.text, signatory=resolution.signatory)


def what_lacks(resolution: Resolution) -> list[Blocker]:
    """The same as what stands in the way, each with the field where it is put down."""
    at = {"resolution": resolution.public_id}
    return [
        Blocker(f"resolution_lacks_{lack}", lack.label, "meetings.resolution", at | {"field": lack.value})
        for lack in lacking_of(resolution)
    ]


_SAID_OF_ACT = {
    "session_number": _("Número de sesión"),
    "act_number": _("Número de acta"),
    "point_number": _("Punto del orden del día"),
    "number": _("Número de acuerdo"),
    "signatory": _("A quién autoriza a firmar"),
    "signatory_post": _("Su cargo"),
    "in_favour": _("A favor"),
    "against": _("En contra"),
    "abstained": _("Abstenciones"),
    "text": _("Texto del acuerdo"),
}


def fields_open(resolution: Resolution) -> dict[str, Any]:
    """What an act may say and nobody put down, with its name: what can still be added to its record."""
    session, point = resolution.point.session, resolution.point
    said = {k: getattr(resolution, k) for k in _SAID_OF_ACT if hasattr(resolution, k)}
    said |= {"session_number": session.number, "act_number": session.act_number}
    if session.has_own_agenda:
        said |= {"point_number": point.number, "session_number": session.number or "-", "act_number": "-"}
    if point.purpose != Purpose.AUTHORISE:
        said |= {"signatory": "-", "signatory_post": "-"}
    if resolution.outcome == Outcome.POSTPONED:
        said |= {"in_favour": 0, "against": 0, "abstained": 0}
    return {k: name for k, name in _SAID_OF_ACT.items() if said[k] in ("", None)}


def rule_on(body: Body, on: dt.date) -> tuple[Rule, BodyRule | None]:
    """The body's rule on a day and the row it comes from; the usual practice, with the members' count, where there is none."""
    row = (
        body.rules.filter(valid_from__lte=on)
        .filter(Q(valid_until=None) | Q(valid_until__gte=on))
        .order_by("-valid_from")
        .first()
    )
    if row is None:
        return Rule(seats=len(members_on(body, on))), None
    return (
        Rule(
            seats=row.seats,
            quorum=Fraction(row.quorum_share, row.quorum_of),
            quorum_more_than=row.quorum_is_more_than,
            majority=Fraction(row.majority_share, row.majority_of),
            majority_more_than=row.majority_is_more_than,
            casting_vote=row.casting_vote,
        ),
        row,
    )


def members_on(body: Body, on: dt.date) -> list[Member]:
    """Members in office on a day."""
    return list(
        body.members.filter(from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gte=on))
        .select_related("person")
        .prefetch_related("corrections")
        .order_by("pk")
    )


def seated_in(body: Body, member: int, on: dt.date) -> Member | None:
    """A member whose seat has not ended on a day: without an end, or with one still to come."""
    rows = body.members.filter(pk=member).filter(Q(until_on=None) | Q(until_on__gte=on))
    return rows.select_related("person", "body__circle").first()


def seat_of(body: Body, member: int) -> Member | None:
    """A seat of a body, also one that ended."""
    return body.members.filter(pk=member).select_related("person", "body__circle").first()


def members_gone(body: Body, on: dt.date, *, limit: int = 100) -> list[Member]:
    """Members whose seat had ended by a day, the last to leave first."""
    rows = body.members.filter(until_on__lt=on).select_related("person").prefetch_related("corrections")
    return list(rows.order_by("-until_on", "-pk")[:limit])


def said_of_seat(said: Mapping[str, Any]) -> dict[str, Any]:
    """Field → what a side of a correction of a seat said, in words; a day as it is kept."""
    words: dict[str, dict[Any, Any]] = {
        "role": dict(SeatRole.choices), "sector": dict(Sector.choices), "side": dict(PartySide.choices), "has_vote": VOTES,
    }  # fmt: skip
    return {
        key: words[key][value] if key in words and value in words[key] else value or "" for key, value in said.items()
    }


def facts_of_sources() -> Iterator[SourceFact]:
    """What the decisions of bodies prove today: studies approved, signatures authorised, committees installed."""
    rows = (
        Resolution.objects.select_related("point__session__body__organisation__parent", "point__partnership__case")
        .filter(outcome=Outcome.APPROVED, corrected_by=None)
        .exclude(point__session__has_quorum=False)
    )
    for row in rows.order_by("pk").iterator():
        point, source, on = row.point, f"meetings.resolution:{row.public_id}", row.point.session.held_on
        if point.purpose == Purpose.APPROVE_STUDY and point.partnership:
            yield SourceFact(point.partnership.case.public_id, Fact.STUDY_APPROVED, source, on)
        elif point.purpose == Purpose.AUTHORISE and row.authorises:
            yield SourceFact(point.partnership.case.public_id, Fact.AUTHORISED, source, on)
        elif point.purpose == Purpose.INSTALL:
            # a relation opened later takes it up when it is asked for
            for case in _cases_of(point.session.body):
                yield SourceFact(case, Fact.COMMITTEE_INSTALLED, source, on, is_needed=False)
    for body in Body.objects.exclude(installed_on=None).select_related("organisation__parent"):
        for case in _cases_of(body):
            source = f"meetings.body:{body.public_id}"
            yield SourceFact(case, Fact.COMMITTEE_INSTALLED, source, body.installed_on, is_needed=False)


def reached_by(body: Body) -> QuerySet[Partnership]:
    """Relations for which the installation of a body is true: every one of the municipality; that of one sister city, its
    relation alone; what works within a committee, none."""
    if body.kind not in {BodyKind.COMMITTEE, BodyKind.COUNCIL}:
        return Partnership.objects.none()
    rows = Partnership.objects.filter(owner=owner_of(body)).select_related("case__circle", "circle")
    return rows.filter(pk=body.partnership_id) if body.partnership_id else rows


def _cases_of(body: Body) -> list[str]:
    return list(reached_by(body).values_list("case__public_id", flat=True))


def installing(body: Body) -> Resolution | None:
    """The first act that stands by which the body was installed."""
    return (
        Resolution.objects.filter(point__session__body=body, point__purpose=Purpose.INSTALL, outcome=Outcome.APPROVED)
        .filter(corrected_by=None)
        .exclude(Q(point__session__has_quorum=False) | Q(why_not=WhyNot.VOTES))
        .select_related("point__session__body")
        .order_by("point__session__held_on")
        .first()
    )


def as_shown(value: Any) -> str:
    """A field of a body as it is kept beside its change: a relation by its folio, a file by its public id."""
    if isinstance(value, Attachment):
        return value.public_id
    if isinstance(value, Partnership):
        return value.folio
    return value.name if isinstance(value, Body) else str(value or "")


def changes_since(body: Body, seen: int) -> dict[str, str]:
    """Field → what it said when the change `seen` was the last one, of what was changed after it: as it is shown."""
    stood: dict[str, str] = {}
    for row in body.changes.filter(pk__gt=seen).order_by("pk"):
        stood = row.before | stood
    return stood


def last_change(body: Body) -> int:
    """The change that the body's page says last; 0 without one."""
    return body.changes.order_by("-pk").values_list("pk", flat=True).first() or 0


# -- what is not in order -------------------------------------------------------------------------------------


def alarms_of(body: Body, on: dt.date) -> list[AlarmFound]:
    """What is not in order with the body on a day. Four queries; the caller has the body by its own door."""
    _rule, row = rule_on(body, on)
    members = list(body.members.filter(from_on__lte=on))
    relieved = {m.position for m in members if m.until_on is None or m.until_on >= on}
    # who left and whose place somebody took is history; who left and nobody came is a lapsed seat
    standing = [m for m in members if m.until_on is None or m.until_on >= on or m.position not in relieved]
    last = body.sessions.filter(state=SessionState.HELD, held_on__lte=on).order_by("-held_on").first()
    held = [
        SeatHeld(
            m.sector, term_ends(m.from_on, m.until_on, row.term_months if row else None), m.from_on,
            has_oath=m.oath_on is not None, has_vote=m.has_vote,
        )
        for m in standing
    ]  # fmt: skip
    since = min((m.from_on for m in standing), default=None)
    ended = (
        owner_of(body).administrations.filter(ends_on__gte=since, ends_on__lt=on).order_by("-ends_on").first()
        if since
        else None
    )
    state = BodyState(
        on=on,
        members=held,
        seats=row.seats if row else None,
        has_rule=row is not None and not row.is_default,
        citizens=Fraction(row.citizens_share, row.citizens_of) if row and row.citizens_of else None,
        takes_oath=row.takes_oath if row else True,
        every_months=row.every_months if row else None,
        last_session_on=last.held_on if last else None,
        administration_ended_on=ended.ends_on if ended and all(m.from_on <= ended.ends_on for m in standing) else None,
        ends_with_administration=row.ends_with_administration if row else False,
    )
    return alarms(state)


# -- minutes, commitments, problems ---------------------------------------------------------------------------


def minutes_of(session: Session) -> Minutes | None:
    """The minutes of a session the caller has by its own door, with their amendments."""
    return Minutes.objects.filter(session=session).select_related("issue", "approved_in").first()


def minutes_are_out(session: Session) -> bool:
    """Whether the minutes of a session were issued: what they do not say is told by a later act."""
    return Minutes.objects.filter(session=session, state__in=PAPER_OUT).exists()


def unapproved_minutes(body: Body, before: Session) -> list[Minutes]:
    """Minutes of earlier sessions of the body that wait for approval, oldest first."""
    rows = Minutes.objects.filter(session__body=body, session__held_on__lte=before.held_on, state="circulated")
    return list(rows.exclude(session=before).select_related("session").order_by("session__held_on", "pk"))


def open_commitments(body: Body, *, limit: int | None = 200) -> list[Commitment]:
    """What the body's sessions agreed and is not ended: the list that the next session begins with (R3-12)."""
    rows = Commitment.objects.filter(session__body=body, state=CommitmentState.OPEN)
    return list(rows.select_related("session__body").order_by("due_on", "pk")[:limit])


def list_commitments(
    actor: Actor, *, body: Body | None = None, session: Session | None = None, state: str = "", after: str = "",
    limit: int = 50,
) -> tuple[list[Commitment], str]:  # fmt: skip
    """Commitments by due day, keyset-paged: the rows and the key of the next page ("" at the end). One query."""
    rows = Commitment.objects.for_actor(actor).select_related("session__body__circle", "point")
    if body is not None:
        rows = rows.filter(session__body=body)
    if session is not None:
        rows = rows.filter(session=session)
    if state:
        rows = rows.filter(state=state)
    day, _sep, last = after.partition("~")
    if (seen := whole_number(last)) is not None:
        try:
            on = dt.date.fromisoformat(day)
        except ValueError:
            on = None
        if on is not None:
            rows = rows.filter(Q(due_on__gt=on) | Q(due_on=on, pk__gt=seen))
    found = list(rows.order_by("due_on", "pk")[: limit + 1])
    key = f"{found[limit - 1].due_on.isoformat()}~{found[limit - 1].pk}" if len(found) > limit else ""
    return found[:limit], key


def get_commitment(actor: Actor, public_id: str) -> Commitment:
    """One commitment with its advances. Raises NotVisible."""
    rows = Commitment.objects.for_actor(actor).select_related(
        "session__body__circle", "session__body__organisation", "point", "problem", "attachment"
    )
    row = at_most_one(rows.prefetch_related("advances").filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_problems(
    actor: Actor, *, body: Body | None = None, is_open: bool | None = None, limit: int = 200
) -> list[Problem]:
    """Problems raised in sessions, newest first. One query."""
    rows = Problem.objects.for_actor(actor).select_related("session__body__circle", "session__body__organisation")
    if body is not None:
        rows = rows.filter(session__body=body)
    ended = [ProblemState.RESOLVED, ProblemState.DROPPED]
    if is_open is not None:
        rows = rows.exclude(state__in=ended) if is_open else rows.filter(state__in=ended)
    return list(rows.order_by("-pk")[:limit])


def get_problem(actor: Actor, public_id: str) -> Problem:
    """Raises NotVisible."""
    row = at_most_one(
        Problem.objects.for_actor(actor)
        .select_related("session__body__circle", "session__body__organisation")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def count_sessions(body: Body, first_on: dt.date, last_on: dt.date) -> dict[str, int]:
    """State → how many sessions of the body between two days, both inclusive: what a report counts (R3-08)."""
    rows = body.sessions.filter(held_on__range=(first_on, last_on)).order_by()
    found: dict[str, int] = {}
    for state in rows.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def session_of_link(subject: str) -> Session:
    """The session at whose door a code stands; the link has been opened. Raises NotVisible."""
    row = at_most_one(Session.objects.select_related("body__circle", "body__organisation").filter(public_id=subject))
    if row is None or row.state == SessionState.CANCELLED:
        raise NotVisible(subject)
    return row
