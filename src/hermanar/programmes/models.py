"""Duties of the clock; the yearly programme with its activities, their money, people and papers; its reports."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, in_language
from hermanar.documents.models import Document, Issue, Version
from hermanar.files.models import Attachment, Blob
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Partnership

from .enums import (
    ActivityState,
    Addressee,
    ClosedBy,
    Conflict,
    DutyKey,
    DutyState,
    Ground,
    Owner,
    ProductKind,
    ProgrammeState,
    Protected,
    Reached,
    ReportState,
    Side,
    Source,
    TransferKind,
)


class DutyQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead", "overseer", "committee", "counterpart", "registrar", "consul", "observer"})}


class Duty(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="duties")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=24, choices=DutyKey)
    period = models.PositiveSmallIntegerField(default=1, help_text="which year of the term, for yearly duties")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    source = models.CharField(max_length=80, help_text="article of the signed text, or the record it comes from")
    due_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField(default=0)
    owner_part = models.CharField(max_length=12)
    owner_office = models.CharField(max_length=200)
    state = models.CharField(max_length=6, choices=DutyState, default=DutyState.OPEN)
    done_on = models.DateField(null=True)
    proof = models.CharField(max_length=200, blank=True)
    reminded = models.CharField(max_length=12, blank=True, help_text="last mark at which its owner was told")
    closed_by = models.CharField(
        max_length=12,
        choices=ClosedBy,
        blank=True,
        help_text="the act that closed it by itself; empty: put down by hand",
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key", "period"], name="programmes_a_duty_is_compiled_once")
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)


class DutyCorrection(models.Model):
    """What a duty said until it was taken back, and why: its row says what is true, this one what was put down."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="corrections")
    was = models.CharField(max_length=6, choices=DutyState)
    done_on = models.DateField(null=True)
    proof = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    reason = models.TextField()

    class Meta:
        ordering = ["at", "pk"]


class ProgrammeQuerySet(CircleQuerySet):
    # a draft is between the municipality and its committee; what was approved is read by the state and the ministry
    state_path = "state"
    visible = {
        ProgrammeState.DRAFT: frozenset({"lead", "committee"}),
        None: frozenset({"lead", "committee", "overseer", "counterpart", "reviewer", "registrar"}),
    }


class Programme(models.Model):
    """Yearly operational programme of an agreement (art. V). `modalities` are those of the text that was signed:
    [{"key", "es", "en"}]; the ones left out have their reason in `left_out`."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="programmes")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="programmes")
    number = models.PositiveSmallIntegerField(help_text="which year of the agreement")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    modalities = models.JSONField(default=list)
    text = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+", help_text="the text that was signed"
    )
    ours_on = models.DateField(null=True)
    ours_proof = models.CharField(max_length=200, blank=True)
    theirs_on = models.DateField(null=True)
    theirs_proof = models.CharField(max_length=200, blank=True)
    theirs_how = models.CharField(max_length=12, blank=True)
    closed_on = models.DateField(null=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="programmes_one_programme_a_year"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="programmes_a_programme_ends_after_it_begins",
                violation_error_message=_("El programa no puede terminar antes de empezar."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["running", "closed"]) | Q(ours_on__isnull=False, theirs_on__isnull=False),
                name="programmes_both_parties_approve_a_programme",
            ),
        ]


class LeftOut(models.Model):
    """Why a modality of the agreement has no activity this year (R4-64: law, institutional rules or custom, or else)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="left_out")
    modality = models.CharField(max_length=24)
    ground = models.CharField(max_length=8, choices=Ground, default=Ground.OTHER)
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "modality"], name="programmes_a_modality_is_left_out_once")
        ]


class Activity(models.Model):
    """One activity of the programme with the compulsory parts a–g of article V."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="activities")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=ActivityState, default=ActivityState.PROPOSED)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    objective = models.TextField(blank=True)
    objective_en = models.TextField(blank=True)
    modality = models.CharField(max_length=24, help_text="key among the programme's modalities")
    priority = models.CharField(max_length=300, blank=True, help_text="as the municipality's profile said it that day")
    priority_en = models.CharField(max_length=300, blank=True)
    beneficiaries = models.PositiveIntegerField(null=True)
    beneficiaries_who = models.CharField(max_length=200, blank=True)
    beneficiaries_who_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ours = models.CharField(max_length=200, blank=True, help_text="office of ours that answers for it")
    theirs = models.CharField(max_length=200, blank=True, help_text="office of theirs that answers for it")
    ours_en = models.CharField(max_length=200, blank=True)
    theirs_en = models.CharField(max_length=200, blank=True)
    duties_ours = models.TextField(blank=True)
    duties_ours_en = models.TextField(blank=True)
    duties_theirs = models.TextField(blank=True)
    duties_theirs_en = models.TextField(blank=True)
    goals = models.JSONField(default=list, help_text="goals of the 2030 Agenda, 1 to 17")
    goal = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    indicator = models.CharField(max_length=200, blank=True)
    indicator_en = models.CharField(max_length=200, blank=True)
    staff_plan = models.TextField(blank=True, help_text="profile, number and stay of the staff (art. V, c)")
    staff_plan_en = models.TextField(blank=True)
    resources = models.TextField(blank=True, help_text="material, human and financial (art. V, e)")
    resources_en = models.TextField(blank=True)
    evaluation = models.TextField(blank=True, help_text="mechanism and criteria (art. V, f)")
    evaluation_en = models.TextField(blank=True)
    other_info = models.TextField(blank=True, help_text="any other information (art. V, g)")
    other_info_en = models.TextField(blank=True)
    is_additional = models.BooleanField(default=False, help_text="proposed during the year (art. VI)")
    proposed_by = models.CharField(max_length=12)
    proposed_on = models.DateField()
    agreed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.TextField(blank=True, help_text="what was done, or why not")
    outcome_en = models.TextField(blank=True)
    protected = models.CharField(max_length=6, choices=Protected, default=Protected.UNSAID)
    protected_note = models.TextField(blank=True)
    protected_on = models.DateField(null=True)
    note_number = models.CharField(max_length=80, blank=True, help_text="note of budget availability")
    note_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programmes_activities_are_numbered"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="programmes_an_activity_ends_after_it_begins",
                violation_error_message=_("La actividad no puede terminar antes de empezar."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "not_done", "dropped"]) | Q(ended_on__isnull=False) & ~Q(outcome=""),
                name="programmes_an_ended_activity_says_how",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)


class Evaluation(models.Model):
    """How an activity is judged at the end of the year (R4-36)."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="judged")
    result = models.CharField(max_length=8, choices=Reached)
    achieved = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    reached_people = models.PositiveIntegerField(null=True)
    learned = models.TextField()
    goes_on = models.BooleanField(default=False)
    on = models.DateField()
    by_post = models.CharField(max_length=12)


class BudgetLine(models.Model):
    """Money of one party for an activity, with its source (R4-53)."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="budget")
    side = models.CharField(max_length=6, choices=Side)
    concept = models.CharField(max_length=200)
    concept_en = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="MXN")
    source = models.CharField(max_length=12, choices=Source)
    source_note = models.CharField(max_length=200, blank=True, help_text="programme or budget key")

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=Decimal(0)),
                name="programmes_a_budget_line_has_an_amount",
                violation_error_message=_("Escriba una cantidad mayor que cero."),
            )
        ]


class Transfer(models.Model):
    """What went from one side to the other (R4-54). Nothing protected or classified is ever one."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="transfers")
    on = models.DateField()
    sender = models.CharField(max_length=6, choices=Side)
    kind = models.CharField(max_length=12, choices=TransferKind)
    what = models.CharField(max_length=300)
    use = models.CharField(max_length=300, help_text="first or later use (art. IX)")
    is_controlled = models.BooleanField(default=False, help_text="its export is subject to control")
    permit = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_controlled=False) | ~Q(permit=""), name="programmes_a_controlled_transfer_has_a_permit"
            )
        ]


class RestrictedPaper(models.Model):
    """A paper only the liaison and the mayor open (R4-54): a blob without attachment, so no other door leads to it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="restricted")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    caption = models.CharField(max_length=200)
    kept_on = models.DateField()

    class Meta:
        ordering = ["pk"]


class Assigned(models.Model):
    """Somebody assigned to an activity, by post (art. XII): employer, functions, entry, insurance. No name is kept."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="staff")
    side = models.CharField(max_length=6, choices=Side)
    post = models.CharField(max_length=200)
    post_en = models.CharField(max_length=200, blank=True)
    employer = models.CharField(max_length=200)
    functions = models.TextField()
    people = models.PositiveSmallIntegerField(default=1)
    from_on = models.DateField()
    until_on = models.DateField()
    travels = models.BooleanField(default=False)
    entry_authority = models.CharField(max_length=200, blank=True)
    entry_reference = models.CharField(max_length=120, blank=True)
    entry_on = models.DateField(null=True)
    insurer = models.CharField(max_length=200, blank=True)
    policy = models.CharField(max_length=120, blank=True)
    insured_until = models.DateField(null=True)
    insurance_file = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="programmes_a_stay_ends_after_it_begins",
                violation_error_message=_("La estancia no puede terminar antes de empezar."),
            )
        ]


class OtherWork(models.Model):
    """Something beyond the declared functions, with the authority's authorisation of before (R4-65)."""

    staff = models.ForeignKey(Assigned, on_delete=models.PROTECT, related_name="other_work")
    what = models.CharField(max_length=300)
    authority = models.CharField(max_length=200)
    reference = models.CharField(max_length=120)
    authorised_on = models.DateField()
    starts_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__gte=F("authorised_on")), name="programmes_other_work_is_authorised_before"
            )
        ]


class AgreementQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    visible = {None: frozenset({"lead", "committee", "overseer", "counterpart", "reviewer", "registrar"})}


class Dispute(models.Model):
    """A difference about the agreement, settled by common accord (art. XIII, R4-58)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="disputes")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="disputes")
    raised_by = models.CharField(max_length=6, choices=Side)
    article = models.CharField(max_length=40, blank=True)
    matter = models.TextField()
    raised_on = models.DateField()
    resolved_on = models.DateField(null=True)
    resolution = models.TextField(blank=True)
    reference = models.CharField(max_length=120, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_on=None) | Q(resolved_on__gte=F("raised_on")) & ~Q(resolution=""),
                name="programmes_a_dispute_ends_with_its_resolution",
            )
        ]


class OtherInstrument(models.Model):
    """Whether an earlier instrument of the same pair stands against the agreement (art. X, R4-55).

    `about` names a record (`earlier_act:…`, `partnership:…`); empty: an instrument put down by hand."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="other_instruments")
    about = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    on = models.DateField(null=True)
    conflict = models.CharField(max_length=6, choices=Conflict, default=Conflict.UNSAID)
    text = models.TextField(blank=True)
    declared_on = models.DateField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "about"], condition=~Q(about=""), name="programmes_an_instrument_is_judged_once"
            ),
            models.CheckConstraint(
                condition=~Q(conflict="yes") | ~Q(text=""),
                name="programmes_a_conflict_says_which",
                violation_error_message=_("Escriba en qué consiste el conflicto y cómo se atiende."),
            ),
        ]


class Annex(models.Model):
    """An accepted programme, or a project agreed during its year, as integral part of the agreement (art. V, R4-63).

    Frozen with its paper. `follows`: the hash of the annex before it, of the signed text for the first: a chain."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="annexes")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="annexes")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="in the agreement")
    on = models.DateField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField()
    follows = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="programmes_annexes_are_numbered"),
        ]


class Product(models.Model):
    """Something that came out of the agreement, with whose it is and how it is protected (art. XI, R4-56)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="products")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="products")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ProductKind)
    made_on = models.DateField()
    owner = models.CharField(max_length=6, choices=Owner)
    has_value = models.BooleanField(default=False, help_text="of commercial value")
    use = models.TextField(help_text="who may use it, and how")
    registration = models.CharField(max_length=200, blank=True, help_text="authority and number of its registration")
    registered_on = models.DateField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration="") | Q(registered_on__isnull=False),
                name="programmes_a_protected_product_says_since_when",
            )
        ]


class ProgressReport(models.Model):
    """Report on the advances of an agreement (art. V, R4-48), frozen as it was issued."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="progress_reports")
    since_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.ISSUED)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_on = models.DateField()
    examined_on = models.DateField(null=True)
    body = models.CharField(max_length=200, blank=True)
    act_number = models.CharField(max_length=60, blank=True)
    remarks = models.TextField(blank=True)
    resolution = models.CharField(max_length=12, blank=True, help_text="public id, where a session here decided it")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-until_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="programmes_a_report_covers_a_period"
            ),
            models.CheckConstraint(
                condition=Q(state="issued", examined_on=None) | ~Q(state="issued") & Q(examined_on__isnull=False),
                name="programmes_an_examined_report_says_when",
            ),
        ]


class Submission(models.Model):
    """That a report was sent, to whom, and its receipt (R4-48)."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="submissions")
    to = models.CharField(max_length=16, choices=Addressee)
    office = models.CharField(max_length=200)
    sent_by = models.CharField(max_length=6, choices=Side)
    sent_on = models.DateField()
    reference = models.CharField(max_length=120, help_text="number of the letter it went with")
    received_on = models.DateField(null=True)
    receipt = models.CharField(max_length=120, blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("sent_on")),
                name="programmes_a_receipt_follows_the_sending",
                violation_error_message=_("El acuse no puede ser anterior al envío."),
            )
        ]
