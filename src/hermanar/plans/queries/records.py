"""Records of a plan, alliances at home, strategies."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible

from ..models import Activity, Alliance, Goal, Plan, Record, Strategy, Tally
from ..rules.calendar import quarter_ends, quarter_starts


def list_records(
    plan: Plan, *, kind: str = "", activity: Activity | None = None, goal: Goal | None = None, before: int | None = None,
    limit: int = 25,
) -> list[Record]:  # fmt: skip
    """Records of a plan, newest first, with `asked` and `delivered`; keyset by primary key. One query."""
    rows = Record.objects.filter(plan=plan).select_related("activity")
    if kind:
        rows = rows.filter(kind=kind)
    if activity is not None:
        rows = rows.filter(activity=activity)
    if goal is not None:
        rows = rows.filter(goal=goal)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    rows = rows.annotate(
        asked=Count("asks", distinct=True),
        delivered=Count("asks", filter=Q(asks__delivered_on__isnull=False), distinct=True),
    )
    return list(rows.order_by("-pk")[:limit])


def count_records(plan: Plan) -> Counter:
    """Kind → how many. One query."""
    rows = Record.objects.filter(plan=plan).values("kind").order_by("kind").annotate(n=Count("pk"))
    return Counter({row["kind"]: row["n"] for row in rows})


def get_record(actor: Actor, public_id: str) -> Record:
    """Of the actor's own organisation. Raises NotVisible."""
    rows = Record.objects.filter(plan__in=Plan.objects.for_actor(actor), public_id=public_id)
    row = rows.select_related("plan__circle", "plan__organisation", "activity__component", "goal").first()
    if row is None or row.plan.organisation.public_id != actor.organisation:
        raise NotVisible(public_id)
    return row


def list_tallies(record: Record) -> list[Tally]:
    """Tables of results of a record with their answers: the one that counts first, then earlier ones. Two queries."""
    return list(record.tallies.prefetch_related("answers"))


def get_activity(plan: Plan, code: str) -> Activity:
    """An activity by its code. Raises NotVisible."""
    rows = Activity.objects.filter(component__plan=plan, code=code)
    row = rows.select_related(
        "component__plan__circle", "component__plan__organisation", "component__axis", "unit"
    ).first()
    if row is None:
        raise NotVisible(code)
    return row


def list_activities(plan: Plan) -> list[Activity]:
    """Activities of a plan in the order of the tree. One query."""
    rows = Activity.objects.filter(component__plan=plan).select_related("component")
    return list(rows.order_by("component__position", "position", "pk"))


def list_strategies(organisation: Organisation, on: dt.date | None = None) -> list[Strategy]:
    """Strategies of an organisation (in force on a day), with the activities that cite them. Two queries."""
    rows = organisation.strategies.prefetch_related("activities__component__plan")
    if on is not None:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gte=on))
    return list(rows)


@dataclass(frozen=True)
class AllianceCount:
    """Counts of records, never typed: all that stand, and those with a document on file."""

    standing: int
    documented: int

    @property
    def undocumented(self) -> int:
        return self.standing - self.documented


def list_alliances(
    actor: Actor, *, partner_kind: str = "", before: int | None = None, limit: int = 50
) -> list[Alliance]:
    """Alliances of the actor's own organisation, newest first by primary key, withdrawn ones too. One query."""
    rows = Alliance.objects.for_actor(actor).filter(organisation__public_id=actor.organisation)
    if partner_kind:
        rows = rows.filter(partner_kind=partner_kind)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("attachment").order_by("-pk")[:limit])


def get_alliance(actor: Actor, public_id: str) -> Alliance:
    """Of the actor's own organisation. Raises NotVisible."""
    rows = Alliance.objects.for_actor(actor).filter(public_id=public_id, organisation__public_id=actor.organisation)
    row = rows.select_related("circle", "organisation__home", "attachment").first()
    if row is None:
        raise NotVisible(public_id)
    return row


def alliances_agreed(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[Alliance]:
    """Those agreed within a span of days that stand, by date; as a report of it lists them. One query."""
    rows = organisation.alliances.filter(withdrawn_on=None, agreed_on__gte=starts, agreed_on__lte=ends)
    return list(rows.select_related("attachment").order_by("agreed_on", "pk"))


def count_alliances(organisation: Organisation, year: int | None = None, quarter: int | None = None) -> AllianceCount:
    """How many alliances stand (agreed in a quarter), and how many of them have a document. One query."""
    rows = organisation.alliances.filter(withdrawn_on=None)
    if year is not None and quarter is not None:
        rows = rows.filter(agreed_on__gte=quarter_starts(year, quarter), agreed_on__lte=quarter_ends(year, quarter))
    told = rows.aggregate(standing=Count("pk"), documented=Count("pk", filter=Q(attachment__isnull=False)))
    return AllianceCount(told["standing"], told["documented"])
