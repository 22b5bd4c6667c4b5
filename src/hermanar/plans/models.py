"""Tables of the plan and of the week. All of an organisation's own: they live in its home circle."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Office, Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import Precision

from .enums import (
    ChangeState,
    Counting,
    CountsFrom,
    Head,
    PartnerKind,
    RecordKind,
    RecordState,
    RestLevel,
    UnitKind,
)

AMOUNT: dict[str, Any] = {"max_digits": 16, "decimal_places": 4}


class OwnQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead"})}


class UnitQuerySet(CircleQuerySet):
    circle_path = "organisation__home_id"
    visible = {None: frozenset({"lead"})}


class Unit(models.Model):
    """An area of the government, in a tree, of one of the groups of its organisation chart (R3-14, R3-27)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=UnitKind, default=UnitKind.OTHER)
    is_international = models.BooleanField(default=False, help_text="its vacancy or silence is an alarm (R3-28)")
    email = models.EmailField(blank=True, help_text="mailbox of its head or delegate: its link and reminders go there")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="plans_a_unit_is_named_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="plans_a_unit_ends_after_it_starts",
                violation_error_message=_("El área no puede terminar antes de empezar."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Headship(models.Model):
    """Who heads a unit, from when until when. None open where one was before: the unit is vacant."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="heads")
    holder = models.CharField(max_length=160)
    post = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(until_on=None), name="plans_a_unit_has_one_head"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="plans_a_headship_ends_after_it_starts",
                violation_error_message=_("La titularidad no puede terminar antes de empezar."),
            ),
        ]


class Strategy(models.Model):
    """A policy or strategy that activities cite, for as long as it is in force (R3-39)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="strategies")
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="plans_a_strategy_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Plan(models.Model):
    """The yearly programme of an organisation (R3-03)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="plans")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="plans_one_plan_a_year")]


class Axis(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="axes")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="plans_an_axis_has_one_code")]


class Component(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="components")
    axis = models.ForeignKey(Axis, null=True, on_delete=models.PROTECT, related_name="components")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="plans_a_component_has_one_code")]


class Activity(models.Model):
    """`weight`: None in every activity of a component makes its percentage the mean of theirs."""

    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="activities")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="activities")
    strategies = models.ManyToManyField(Strategy, blank=True, related_name="activities")
    weight = models.DecimalField(null=True, **AMOUNT)
    weights_before = models.JSONField(
        default=dict, help_text="quarter that closed → the weight it was counted with, where it is another since"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["component", "code"], name="plans_an_activity_has_one_code"),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__gt=0),
                name="plans_a_weight_is_positive",
                violation_error_message=_("La ponderación debe ser mayor que cero."),
            ),
        ]


class Goal(models.Model):
    """What is to be achieved in the year, in which unit, and how much of it in each quarter (None: not said)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="goals")
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=80)
    programmed = models.DecimalField(**AMOUNT)
    quarter1 = models.DecimalField(null=True, **AMOUNT)
    quarter2 = models.DecimalField(null=True, **AMOUNT)
    quarter3 = models.DecimalField(null=True, **AMOUNT)
    quarter4 = models.DecimalField(null=True, **AMOUNT)
    counts_from = models.CharField(max_length=8, choices=CountsFrom, default=CountsFrom.ENTRIES)
    counts_in = models.CharField(
        max_length=4, default="1234", help_text="quarters it counts in: not those that had closed when it was put"
    )
    verification = models.CharField(max_length=300, blank=True, help_text=_("Medio de verificación"))

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "code"], name="plans_a_goal_has_one_code"),
            models.CheckConstraint(
                condition=Q(programmed__gt=0),
                name="plans_a_goal_programmes_something",
                violation_error_message=_("Lo programado en el año debe ser mayor que cero."),
            ),
        ]

    @property
    def quarters(self) -> tuple:
        return (self.quarter1, self.quarter2, self.quarter3, self.quarter4)


class Achievement(models.Model):
    """One entry of what was achieved, of a day (or a quarter). Only added; a wrong one is withdrawn with its reason."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="achievements")
    on = models.DateField()
    precision = models.CharField(max_length=8, default=Precision.DAY)
    quantity = models.DecimalField(**AMOUNT)
    reference = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=12)
    stated_by = models.CharField(max_length=12)
    stated_at = models.DateTimeField()
    is_late = models.BooleanField(default=False, help_text="put down after its quarter closed")
    late_reason = models.CharField(max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=12, blank=True)
    withdrawn_late = models.BooleanField(default=False)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["goal", "on"])]


class RuleSet(models.Model):
    """The rules of an organisation's plan from a date on: bands of the traffic light, change control, counting of weeks.

    Only added: of two sets that begin on one day the later one holds, and the other stays to be read."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plan_rules")
    valid_from = models.DateField()
    bands = models.JSONField(default=list, help_text="[{from, key, es, en}] ascending")
    ask_days_before = models.PositiveSmallIntegerField(
        default=0, help_text="a change is asked so many working days before the last one of the quarter"
    )
    decide_days = models.PositiveSmallIntegerField(default=5, help_text="days after the quarter to authorise a change")
    entry_days = models.PositiveSmallIntegerField(
        null=True,
        help_text="working days after the quarter in which entries are not late; None: until its report is authorised",
    )
    counting = models.CharField(max_length=8, choices=Counting, default=Counting.STARTS)
    due_days_before = models.PositiveSmallIntegerField(default=1, help_text="days before Monday an agenda is due")
    due_hour = models.PositiveSmallIntegerField(default=23)
    source = models.CharField(max_length=300)
    is_default = models.BooleanField(default=False)
    set_at = models.DateTimeField(null=True)
    set_by = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["valid_from", "pk"]


class RestDay(models.Model):
    """A day on which the office does not work, besides the federal ones: of its state, its municipality or its own
    decree. No term of the plan ends on it. A wrong one is withdrawn with its reason."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rest_days")
    on = models.DateField()
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=RestLevel)
    source = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "on"], condition=Q(withdrawn_at=None), name="plans_a_rest_day_stands_once"
            )
        ]


class ClosedQuarter(models.Model):
    """A quarter whose report was authorised: nothing it counts moves any more. What happened and was not put down in
    time is still recorded, as late."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="closed_quarters")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "quarter"], name="plans_a_quarter_closes_once")
        ]


class Change(models.Model):
    """A change of what is programmed, asked in time and decided in time; never of a quarter that closed (domain 5.1)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="changes")
    quarter = models.PositiveSmallIntegerField()
    before = models.DecimalField(null=True, **AMOUNT)
    after = models.DecimalField(**AMOUNT)
    annual_before = models.DecimalField(null=True, help_text="of the year, when it was authorised", **AMOUNT)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.REQUESTED)
    requested_on = models.DateField()
    requested_by = models.CharField(max_length=12)
    decide_by = models.DateField()
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="plans_a_change_is_of_one_of_four_quarters"
            ),
            models.UniqueConstraint(
                fields=["goal", "quarter"], condition=Q(state="requested"), name="plans_one_open_change_a_quarter"
            ),
        ]


class Week(models.Model):
    """One week's list: who is expected, what is asked. The agenda covers the week that begins on `starts_on` (Monday)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="weeks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="weeks")
    starts_on = models.DateField()
    due_at = models.DateTimeField()
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(null=True, help_text="when the list was put down")
    reminded = models.CharField(max_length=10, blank=True, help_text="the last reminder that was sent: before, after")

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [models.UniqueConstraint(fields=["organisation", "starts_on"], name="plans_one_list_a_week")]

    @property
    def label(self) -> str:
        year, number, _day = self.starts_on.isocalendar()
        return f"{year}-W{number:02d}"


class Deliverable(models.Model):
    """What is asked of the units that week, besides or instead of the agenda (R3-25). `key` `agenda` is the agenda."""

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="deliverables")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["week", "key"], name="plans_a_deliverable_is_asked_once")]


class Expected(models.Model):
    """A numbered line of the week's list: that unit is expected to hand in."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="expected")
    number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="expected")
    head = models.CharField(max_length=8, choices=Head, default=Head.UNSTATED)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["week", "number"], name="plans_lines_of_a_week_are_numbered"),
            models.UniqueConstraint(fields=["week", "unit"], name="plans_a_unit_is_expected_once_a_week"),
        ]


class HandIn(models.Model):
    """What a unit handed in. `received_on` with `received_since` where only a span of days is known; `at` its hour."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    expected = models.ForeignKey(Expected, on_delete=models.PROTECT, related_name="hand_ins")
    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="hand_ins")
    received_on = models.DateField()
    received_since = models.DateField(null=True)
    at = models.TimeField(null=True)
    is_late = models.BooleanField()
    text = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12)
    recorded_by = models.CharField(max_length=12)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["expected", "deliverable"], name="plans_a_unit_hands_in_a_thing_once"),
            models.CheckConstraint(
                condition=Q(received_since=None) | Q(received_since__lte=F("received_on")),
                name="plans_a_span_of_days_runs_forward",
            ),
        ]


class HandInCorrection(models.Model):
    """What a unit says in place of what it handed in. Only added: the first stays to be read, and it is by the first that
    something is late."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    reason = models.TextField()
    on = models.DateField()
    at = models.TimeField()
    how = models.CharField(max_length=12)
    recorded_by = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]


class StatedCount(models.Model):
    """Agendas of a month as a paper states them, where the lists behind the number are not here (R3-24).

    Only added: of a month the one put down last holds, and those before it stay to be read."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="stated_counts")
    month = models.DateField()
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["month", "pk"]
        indexes = [models.Index(fields=["organisation", "month"], name="plans_stated_by_month")]


class Record(models.Model):
    """Something the plan does besides counting: a survey, a proposal, a recommendation… Each `kind` has its own path of
    states and its own fields (`rules.records`); `fields` holds them by key, and never the name of a person."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="records")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="records")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=20, choices=RecordKind)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=RecordState)
    responsible = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(default=dict)
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["plan", "kind", "-id"])]


class RecordStep(models.Model):
    """One step of a record's path: to which state, on which day, what was done, and the paper where it is shown."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=RecordState)
    on = models.DateField()
    text = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    by = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]


class RecordAsk(models.Model):
    """What a record binds a unit to: a report on a day, its information for a programme (R3-15, R3-32)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="asks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="asks")
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    delivered_on = models.DateField(null=True)
    at = models.TimeField(null=True)
    text = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "unit", "what"], name="plans_a_unit_is_asked_a_thing_once"),
        ]


class Tally(models.Model):
    """A table of results that was brought in (R3-19). The newest of a record counts; earlier ones stay beside it."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="tallies")
    taken_on = models.DateField(null=True, help_text="empty where it came before days were kept")
    by = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["-pk"]


class Answer(models.Model):
    """How often an answer was given to a question: what is kept of a survey (R3-19). Nobody's own answers are."""

    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=300)
    answer = models.CharField(max_length=300)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]


class Alliance(models.Model):
    """A domestic alliance with a municipality, a school, an organisation or a sector (R3-34 to R3-36). Never a twinning."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="alliances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="alliances")
    partner = models.CharField(max_length=200)
    partner_kind = models.CharField(max_length=12, choices=PartnerKind)
    areas = models.JSONField(default=list, help_text="keys of AllianceArea")
    objective = models.CharField(max_length=400, blank=True)
    agreed_on = models.DateField()
    until_on = models.DateField(null=True)
    document = models.CharField(max_length=200, blank=True, help_text="what shows it: folio or kind of the paper")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField(null=True)
    documented_at = models.DateTimeField(null=True, help_text="when its paper was added later than itself")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "partner", "agreed_on"], name="plans_an_alliance_of_a_day_stands_once"
            ),
        ]
