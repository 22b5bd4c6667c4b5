"""Tables of reports: the period with its frozen snapshot, what is written in it, what papers declare."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Organisation
from hermanar.documents.models import Document, Issue, Version
from hermanar.encounters.models import Encounter
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import Precision
from hermanar.partnerships.models import Partnership
from hermanar.plans.enums import Basis
from hermanar.plans.models import AMOUNT, Goal
from hermanar.programmes.models import Activity as Performed

from .enums import AnnexKind, DeclaredKey, PeriodState, PrintingState, TextOf


class PeriodQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead"})}


class Period(models.Model):
    """One quarter of an organisation. Locked, it reads from `snapshot` and nothing changes it (promise 10)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="periods")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="periods")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PeriodState, default=PeriodState.OPEN)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.ANNUAL)
    unit = models.CharField(max_length=200, blank=True, help_text=_("Área que informa"))
    term = models.CharField(max_length=60, blank=True, help_text=_("Periodo de gobierno"))
    slogan = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    prepared_on = models.DateField(null=True)
    prepared_by = models.CharField(max_length=12, blank=True, help_text="appointment")
    authorised_on = models.DateField(null=True)
    authorised_by = models.CharField(max_length=12, blank=True, help_text="appointment")
    returned_reason = models.TextField(blank=True)
    snapshot = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(null=True, help_text="of the snapshot, for boards that sum many up")
    locked_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-quarter"]
        indexes = [models.Index(fields=["year", "quarter", "state"], name="reports_by_quarter")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "quarter"], name="reports_one_period_a_quarter"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="reports_a_year_has_four_quarters"
            ),
            models.CheckConstraint(
                condition=~Q(state="locked") | Q(snapshot__isnull=False, locked_at__isnull=False),
                name="reports_a_locked_period_keeps_its_snapshot",
            ),
        ]

    @property
    def label(self) -> str:
        return f"{self.year}-T{self.quarter}"


class Printing(models.Model):
    """A long paper that is drawn in the background: the one that was authorised, or a draft in one format.

    The authorised one holds the version that was fixed, by its digest; a draft is drawn as the report stands then, and its
    file is kept for a day.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="printings")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the version's content")
    draft = models.CharField(
        max_length=4,
        blank=True,
        help_text="format of a draft; “read”: it is being authorised; empty: what was authorised",
    )
    language = models.CharField(max_length=5, default="es")
    state = models.CharField(max_length=10, choices=PrintingState, default=PrintingState.WAITING)
    lines = models.PositiveIntegerField(default=0)
    asked_by = models.CharField(max_length=12)
    asked_post = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    told = models.TextField(blank=True, help_text="why it was not authorised")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=Q(draft=""), name="reports_a_period_has_one_authorised_paper"
            ),
            models.CheckConstraint(
                condition=~Q(draft="") | Q(version__isnull=False), name="reports_an_authorised_paper_has_its_version"
            ),
        ]

    @property
    def path(self) -> str:
        """Of a draft's file."""
        return f"drafts/{self.public_id}.{self.draft}"


class Narrative(models.Model):
    """What the office itself writes of an activity: checked against what the documents prove before it is kept."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="narratives")
    code = models.CharField(max_length=20)
    text = models.TextField()
    written_by = models.CharField(max_length=12)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["period", "code"], name="reports_one_narrative_an_activity")]


class Quoted(models.Model):
    """A sentence of somebody's paper, kept as they wrote it: their declaration, never our claim."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="quoted")
    where = models.CharField(max_length=20, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]


class Declared(models.Model):
    """A figure that a paper declares. `about`: kind of unit, component code, or the description itself."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="declared")
    key = models.CharField(max_length=12, choices=DeclaredKey)
    about = models.CharField(max_length=500, blank=True)
    number = models.DecimalField(null=True, max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "key", "about"], name="reports_a_figure_is_declared_once")
        ]


class FiledText(models.Model):
    """A text of an agreement in the file without signatures, place and date all in sight: it proves nothing (R3-43)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="filed_texts")
    of = models.CharField(max_length=14, choices=TextOf)
    since = models.DateField(help_text="first day of the quarter it was annexed to, or the day it came")
    in_sight = models.JSONField(default=list)
    how = models.CharField(max_length=12)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "of", "since"], name="reports_a_text_is_filed_once")
        ]


class Correction(models.Model):
    """What is put right after the period closed: a new act beside it, never a change of it."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    reason = models.TextField()
    on = models.DateField()
    by_appointment = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]


class Annex(models.Model):
    """A file that goes with the report: an organisation chart (R3-17), a list, the signed paper scanned (R3-16)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="annexes")
    kind = models.CharField(max_length=8, choices=AnnexKind)
    title = models.CharField(max_length=200)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by_appointment = models.CharField(max_length=12)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class ActionQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead"})}


class Action(models.Model):
    """What the office did under a programme, as an activity report tells it: objectives, measurable goal, and what it
    answers to in the municipal plan and in the programme's rules (R0-03, R0-04, R0-06)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="actions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    programme = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    on = models.DateField()
    precision = models.CharField(max_length=8, default=Precision.DAY)
    place = models.CharField(max_length=200, blank=True)
    told = models.TextField(blank=True, help_text=_("Qué se hizo"))
    objective = models.TextField(blank=True)
    measure = models.CharField(max_length=80, blank=True, help_text="of its goal: persons, agreements")
    planned = models.DecimalField(null=True, **AMOUNT)
    achieved = models.DecimalField(null=True, **AMOUNT)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="actions")
    rule = models.CharField(max_length=300, blank=True, help_text=_("Regla del programa que la sustenta"))
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="actions")
    performed = models.ForeignKey(
        Performed, null=True, on_delete=models.PROTECT, related_name="actions", help_text="activity of a yearly programme that it tells"
    )  # fmt: skip
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["organisation", "on"], name="reports_actions_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["encounter"], condition=Q(withdrawn_at=None), name="reports_an_encounter_is_told_once",
                violation_error_message=_("Ese encuentro ya está entre las acciones."),
            ),
            models.UniqueConstraint(
                fields=["performed"], condition=Q(withdrawn_at=None), name="reports_a_performed_activity_is_told_once",
                violation_error_message=_("Esa actividad ya está entre las acciones."),
            ),
        ]  # fmt: skip
