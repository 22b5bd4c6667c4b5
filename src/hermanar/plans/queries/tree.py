"""The plan with its figures of a quarter."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractQuarter

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import Basis, ChangeState, CountsFrom
from ..models import Achievement, Activity, Change, Component, Goal, Plan, RuleSet
from ..rules.calendar import quarter_ends, quarter_of, quarter_starts
from ..rules.percent import USUAL_BANDS, GoalFigures, band_of, mean, percent, tone_of


def rules_on(organisation: Organisation, on: dt.date) -> RuleSet:
    """The rules in force on a day; the usual defaults, said to be such, where the organisation set none. One query."""
    found = organisation.plan_rules.filter(valid_from__lte=on).order_by("-valid_from", "-pk").first()
    if found is not None:
        return found
    bands = [{**b, "from": str(b["from"])} for b in USUAL_BANDS]
    return RuleSet(
        organisation=organisation, valid_from=on, bands=bands, is_default=True,
        source="[K] valores usuales, por confirmar con la normativa municipal",
    )  # fmt: skip


def list_rule_sets(organisation: Organisation) -> list[RuleSet]:
    """Every set of rules the organisation has put down, the one that begins last first. One query."""
    return list(organisation.plan_rules.order_by("-valid_from", "-pk"))


def list_plans(actor: Actor) -> list[Plan]:
    """Plans of the actor's own organisation, newest year first."""
    return list(Plan.objects.for_actor(actor).filter(organisation__public_id=actor.organisation))


def get_plan(actor: Actor, year: int) -> Plan:
    """The plan of the actor's own organisation. Raises NotVisible."""
    rows = Plan.objects.for_actor(actor).select_related("circle", "organisation")
    row = rows.filter(organisation__public_id=actor.organisation, year=year).first()
    if row is None:
        raise NotVisible(str(year))
    return row


def find_plan(organisation: Organisation, year: int) -> Plan | None:
    """The plan of a year, for whoever has checked that it may be read."""
    return Plan.objects.select_related("circle", "organisation").filter(organisation=organisation, year=year).first()


def get_goal(actor: Actor, public_id: str) -> Goal:
    """Raises NotVisible."""
    rows = Goal.objects.filter(activity__component__plan__in=Plan.objects.for_actor(actor))
    row = rows.select_related("activity__component__plan__circle", "activity__component__plan__organisation").filter(
        public_id=public_id
    ).first()  # fmt: skip
    if row is None:
        raise NotVisible(public_id)
    return row


def list_achievements(goal: Goal, quarter: int | None = None) -> QuerySet[Achievement]:
    """Entries behind a goal's number, withdrawn ones too, oldest first."""
    rows = goal.achievements.order_by("on", "pk")
    if quarter is not None:
        year = goal.activity.component.plan.year
        rows = rows.filter(on__gte=quarter_starts(year, quarter), on__lte=quarter_ends(year, quarter))
    return rows


def get_achievement(actor: Actor, public_id: str) -> Achievement:
    """One entry of a goal. Raises NotVisible."""
    rows = Achievement.objects.filter(goal__activity__component__plan__in=Plan.objects.for_actor(actor))
    row = rows.select_related(
        "goal__activity__component__plan__circle", "goal__activity__component__plan__organisation"
    )
    found = at_most_one(row.filter(public_id=public_id))
    if found is None or found.goal.activity.component.plan.organisation.public_id != actor.organisation:
        raise NotVisible(public_id)
    return found


def list_changes(plan: Plan, *, goal: Goal | None = None, before: int | None = None, limit: int = 20) -> list[Change]:
    """Changes of the programming (of one goal), newest first; keyset by `before`. One query."""
    rows = Change.objects.filter(goal__activity__component__plan=plan).select_related("goal__activity")
    if goal is not None:
        rows = rows.filter(goal=goal)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])


def get_change(actor: Actor, public_id: str) -> Change:
    """Raises NotVisible."""
    row = at_most_one(
        Change.objects.filter(goal__activity__component__plan__in=Plan.objects.for_actor(actor))
        .select_related("goal__activity__component__plan__circle")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


@dataclass(frozen=True)
class GoalPicture:
    """`percent` of the report's basis, None where the whole is not said. `entries`: how many stand behind `achieved`."""

    public_id: str
    code: str
    name: str
    measure: str
    counts_from: str
    verification: str
    figures: GoalFigures
    quarter: int
    percent: Decimal | None
    entries: int

    @property
    def programmed(self) -> Decimal | None:
        return self.figures.programmed_in(self.quarter)

    @property
    def achieved(self) -> Decimal:
        return self.figures.achieved_in(self.quarter)

    @property
    def programmed_until(self) -> Decimal | None:
        return self.figures.programmed_until(self.quarter)

    @property
    def achieved_until(self) -> Decimal:
        return self.figures.achieved_until(self.quarter)

    @property
    def annual(self) -> Decimal:
        return self.figures.programmed

    @property
    def is_stated(self) -> bool:
        return self.counts_from == CountsFrom.STATED


@dataclass(frozen=True)
class ActivityPicture:
    code: str
    name: str
    responsible: str
    weight: Decimal | None
    percent: Decimal | None
    goals: tuple[GoalPicture, ...]


@dataclass(frozen=True)
class ComponentPicture:
    """`of_quarter`: its percentage of what the quarter programmed, and `band`: the light of that one, whatever basis
    `percent` has; None where it is not said."""

    code: str
    name: str
    axis: str
    responsible: str
    percent: Decimal | None
    of_quarter: Decimal | None
    band: dict | None
    activities: tuple[ActivityPicture, ...]


@dataclass(frozen=True)
class PlanPicture:
    year: int
    quarter: int
    basis: str
    components: tuple[ComponentPicture, ...]

    def activity(self, code: str) -> ActivityPicture | None:
        return next((a for c in self.components for a in c.activities if a.code == code), None)


def picture_of(plan: Plan, quarter: int, basis: str = Basis.ANNUAL, *, sessions: Iterable[dt.date] = ()) -> PlanPicture:
    """The tree with programmed beside achieved, the quarter beside what came before. Six queries, whatever its size.

    `sessions`: days of the plan's year on which sessions were held, as their own records say: goals that count sessions
    count them, and dated entries only in a quarter of which none is on record.

    What was programmed is told as it stood when the quarter closed: goals put later are not in it, weights are those it
    was counted with, and changes that were authorised after it for a later quarter are undone."""
    rules = rules_on(plan.organisation, quarter_ends(plan.year, quarter))
    components = list(Component.objects.filter(plan=plan).select_related("axis"))
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(component__plan=plan):
        activities[activity.component_id].append(activity)
    goals: dict[int, list[Goal]] = defaultdict(list)
    later: dict[int, list[Change]] = defaultdict(list)
    for change in Change.objects.filter(
        goal__activity__component__plan=plan, state=ChangeState.AUTHORISED, quarter__gt=quarter,
        decided_on__gt=quarter_ends(plan.year, quarter),
    ).order_by("-pk"):  # fmt: skip
        later[change.goal_id].append(change)
    put_later: set[int] = set()  # activities of which no goal counts in the quarter yet
    for goal in Goal.objects.filter(activity__component__plan=plan):
        if str(quarter) in goal.counts_in:
            goals[goal.activity_id].append(_as_it_stood(goal, later[goal.pk]))
        else:
            put_later.add(goal.activity_id)
    achieved: dict[int, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    entries: dict[tuple[int, int], int] = defaultdict(int)
    standing = Achievement.objects.filter(goal__activity__component__plan=plan, withdrawn_at=None)
    sums = standing.annotate(q=ExtractQuarter("on")).values("goal_id", "q").order_by("goal_id", "q")
    for row in sums.annotate(total=Sum("quantity"), number=Count("pk")):
        achieved[row["goal_id"]][row["q"] - 1] = row["total"]
        entries[row["goal_id"], row["q"]] = row["number"]

    held = Counter(quarter_of(on) for on in sessions)

    def goal_picture(goal: Goal) -> GoalPicture:
        if goal.counts_from == CountsFrom.SESSIONS:
            for q, number in held.items():
                achieved[goal.pk][q - 1], entries[goal.pk, q] = Decimal(number), number
        figures = GoalFigures(goal.programmed, goal.quarters, tuple(achieved[goal.pk]))
        return GoalPicture(
            goal.public_id, goal.code, goal.name, goal.measure, goal.counts_from, goal.verification, figures, quarter,
            percent(figures, quarter, Basis.ANNUAL if goal.counts_from == CountsFrom.STATED else basis), entries[goal.pk, quarter],
        )  # fmt: skip

    def activity_picture(activity: Activity) -> ActivityPicture:
        found = tuple(goal_picture(g) for g in goals[activity.pk])
        return ActivityPicture(
            activity.code, activity.name, activity.responsible, weight_in(activity, quarter),
            mean([g.percent for g in found]), found,
        )  # fmt: skip

    def component_picture(component: Component) -> ComponentPicture:
        found = tuple(activity_picture(a) for a in activities[component.pk] if goals[a.pk] or a.pk not in put_later)
        counted = [a for a in found if a.goals]  # an activity without goals yet takes nobody's weight away
        value = mean([a.percent for a in counted], [a.weight for a in counted])
        of_quarter = mean(
            [mean([percent(g.figures, quarter, Basis.QUARTER) for g in a.goals]) for a in counted],
            [a.weight for a in counted],
        )
        band = band_of(of_quarter, rules.bands)
        return ComponentPicture(
            component.code, component.name, component.axis.name if component.axis else "", component.responsible, value,
            of_quarter, {**band, "tone": tone_of(rules.bands, band.get("key", ""))} if band else None, found,
        )  # fmt: skip

    return PlanPicture(plan.year, quarter, basis, tuple(component_picture(c) for c in components))


def _as_it_stood(goal: Goal, later: list[Change]) -> Goal:
    """The goal without those changes, the last asked first: of one quarter they follow each other, whatever the order in
    which those of several were decided. The year is the sum of its quarters, or what it was before one of them was said.
    It is not saved."""
    if not later:
        return goal
    for change in later:
        setattr(goal, f"quarter{change.quarter}", change.before)
    parts = [q for q in goal.quarters if q is not None]
    unsaid = [c.annual_before for c in later if c.before is None and c.annual_before is not None]
    if len(parts) == 4 and sum(parts) > 0:
        goal.programmed = sum(parts, Decimal(0))
    elif unsaid:
        goal.programmed = unsaid[-1]
    return goal


def weight_in(activity: Activity, quarter: int) -> Decimal | None:
    """The weight with which an activity counts in a quarter: that of its closing, or today's."""
    if (kept := activity.weights_before.get(str(quarter), "")) == "":
        return activity.weight
    return Decimal(kept) if kept is not None else None


def entries_of_sessions(plan: Plan, quarter: int) -> list[Achievement]:
    """Dated entries of the goals that count sessions, in a quarter: what stands in for minutes that are not here."""
    inside = Q(on__gte=quarter_starts(plan.year, quarter), on__lte=quarter_ends(plan.year, quarter))
    rows = Achievement.objects.filter(inside, goal__activity__component__plan=plan, withdrawn_at=None)
    return list(rows.filter(goal__counts_from=CountsFrom.SESSIONS).select_related("goal").order_by("on", "pk"))
