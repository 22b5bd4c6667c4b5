"""Bodies and sessions as pictures."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from django.db.models import Q

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import accepted_names
from hermanar.process.rules import SourceFact

from .enums import Outcome, Purpose, SessionState
from .models import Body, BodyRule, Member, Point, Resolution, Session
from .rules import Rule, why_not_authorised

# Where the local regulation is silent: half plus one, simple majority, the president's casting vote.
DEFAULT_SOURCE = "[K] práctica usual donde el reglamento es omiso"


def get_body(actor: Actor, public_id: str) -> Body:
    """Raises NotVisible."""
    row = Body.objects.for_actor(actor).select_related("circle", "organisation").filter(public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def list_bodies(actor: Actor, organisation: Organisation | None = None) -> list[Body]:
    rows = Body.objects.for_actor(actor).select_related("circle", "organisation").order_by("kind", "name")
    return list(rows.filter(organisation=organisation) if organisation else rows)


def body_of(organisation: Organisation, kind: str) -> Body | None:
    """The organisation's own Cabildo or committee, wherever its circle (the committee may be a child organisation)."""
    return (
        Body.objects.filter(
            Q(organisation=organisation)
            | Q(organisation__parent=organisation, organisation__kind=OrganisationKind.COMMITTEE),
            kind=kind,
        )
        .select_related("circle", "organisation")
        .order_by("-pk")
        .first()
    )


def owner_of(body: Body) -> Organisation:
    """The municipality whose body it is: a committee may be an organisation of its own below it."""
    organisation = body.organisation
    if organisation.kind == OrganisationKind.COMMITTEE and organisation.parent:
        return organisation.parent
    return organisation


def get_session(actor: Actor, public_id: str) -> Session:
    """Raises NotVisible."""
    row = (
        Session.objects.for_actor(actor)
        .select_related("body__circle", "body__organisation", "issue", "attachment")
        .prefetch_related("points__partnership", "points__resolution", "present__person")
        .filter(public_id=public_id)
        .first()
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


def get_point(actor: Actor, public_id: str) -> Point:
    """Raises NotVisible."""
    row = (
        Point.objects.filter(public_id=public_id)
        .filter(session__in=Session.objects.for_actor(actor))
        .select_related(
            "session__body__circle", "session__body__organisation", "partnership__circle", "partnership__case"
        )
        .first()
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def get_resolution(actor: Actor, public_id: str) -> Resolution:
    """Raises NotVisible."""
    row = (
        Resolution.objects.filter(public_id=public_id, point__session__in=Session.objects.for_actor(actor))
        .select_related("point__session__body__circle", "point__session__body__organisation", "certificate")
        .select_related("point__partnership__circle", "point__partnership__case", "point__partnership__owner")
        .first()
    )
    if row is None:
        raise NotVisible(public_id)
    return row


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
    return why_not_authorised(outcome="approved", is_blank=is_blank, names=names, accepted=accepted_names(theirs))


def list_resolutions(partnership: Partnership) -> list[Resolution]:
    """What bodies decided on a relation, oldest first. The caller has the relation by its own door."""
    return list(
        Resolution.objects.filter(point__partnership=partnership)
        .select_related("point__session__body", "certificate", "attachment")
        .order_by("point__session__held_on", "pk")
    )


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
        .order_by("pk")
    )


def facts_of_sources() -> Iterator[SourceFact]:
    """What the decisions of bodies prove today: studies approved, signatures authorised, committees installed."""
    rows = Resolution.objects.select_related(
        "point__session__body__organisation__parent", "point__partnership__case"
    ).filter(outcome=Outcome.APPROVED)
    for row in rows.order_by("pk").iterator():
        point, source, on = row.point, f"meetings.resolution:{row.public_id}", row.point.session.held_on
        if point.purpose == Purpose.APPROVE_STUDY and point.partnership:
            yield SourceFact(point.partnership.case.public_id, Fact.STUDY_APPROVED, source, on)
        elif point.purpose == Purpose.AUTHORISE and row.authorises and not row.corrected_by.exists():
            yield SourceFact(point.partnership.case.public_id, Fact.AUTHORISED, source, on)
        elif point.purpose == Purpose.INSTALL:
            # a relation opened later takes it up when it is asked for
            for case in _cases_of(owner_of(point.session.body)):
                yield SourceFact(case, Fact.COMMITTEE_INSTALLED, source, on, is_needed=False)
    for body in Body.objects.exclude(installed_on=None).select_related("organisation__parent"):
        for case in _cases_of(owner_of(body)):
            source = f"meetings.body:{body.public_id}"
            yield SourceFact(case, Fact.COMMITTEE_INSTALLED, source, body.installed_on, is_needed=False)


def _cases_of(owner: Organisation) -> list[str]:
    return list(Partnership.objects.filter(owner=owner).values_list("case__public_id", flat=True))
