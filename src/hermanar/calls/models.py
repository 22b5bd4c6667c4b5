"""What comes from outside, and what it is an answer to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Organisation, in_language
from hermanar.documents.models import Version
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.meetings.models import Resolution
from hermanar.partnerships.models import Letter, Partnership, Stakeholder, Study

from .enums import (
    CallState,
    ConsultationState,
    ContributionKind,
    ContributionState,
    DeclineReason,
    Position,
    ProjectStage,
    ProposalSector,
    ProposalState,
    Viability,
)

# -- the counterpart's door -----------------------------------------------------------------------------------


class DoorQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    # what came through the door is the municipality's to judge; until it is put down nobody else reads it
    visible = {None: frozenset({"lead", "committee"})}


class SharedText(models.Model):
    """A version of a text put to the counterpart's eyes through its door; pinned: a later version is shared anew."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="shared_texts")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="shared")
    shared_on = models.DateField()
    shared_by = models.CharField(max_length=12)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(withdrawn_on=None), name="calls_one_shared_text_at_a_time"
            )
        ]


class ContactCheck(models.Model):
    """“Are you still the contact?”, asked through the door, and what came of it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="contact_checks")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    is_same = models.BooleanField(null=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")), name="calls_asked_before_answered"
            )
        ]


class ContributionQuerySet(CircleQuerySet):
    visible = DoorQuerySet.visible


class Contribution(models.Model):
    """Something the counterpart handed in through its link. It proves nothing until the liaison puts it down.

    Of a relation, or of one letter that has no case yet. `link` is the public id of the link; `confirmed_at`: the holder
    showed, with a code, that they read the mailbox.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="contributions")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=8, choices=ContributionKind)
    state = models.CharField(max_length=12, choices=ContributionState)
    link = models.CharField(max_length=12)
    said_by = models.CharField(max_length=200, blank=True, help_text=_("Quién escribe: nombre y cargo"))
    text = models.TextField(blank=True)
    contact = models.JSONField(default=dict, help_text="who is the contact now")
    is_affirmative = models.BooleanField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="contributions")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="contributions")
    group = models.CharField(max_length=40, blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=12, blank=True)
    reason = models.TextField(blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["partnership", "state", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(partnership__isnull=False) | Q(kind="answer", letter__isnull=False),
                name="calls_without_a_case_a_letter_is_answered",
            )
        ]

    @property
    def called(self) -> str:
        """What a notice calls it by: the case, else the letter that it answers."""
        if self.partnership is not None:
            return self.partnership.folio
        return self.letter.folio or self.letter.city if self.letter else ""


class Hour(models.Model):
    """An hour for a meeting with the counterpart, proposed by one side and taken by the other (R4-15)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="hours")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    by_counterpart = models.BooleanField()
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = DoorQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "starts_at"], condition=Q(withdrawn_at=None), name="calls_one_hour_at_a_time"
            )
        ]


# -- calls, proposals, projects -------------------------------------------------------------------------------


class HomeQuerySet(CircleQuerySet):
    # in the municipality's own circle: its people and its committee
    visible = {None: frozenset({"lead", "committee"})}


class Call(models.Model):
    """The committee calls for projects (R0-30). Texts: {"es", "en"}."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="calls")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calls")
    state = models.CharField(max_length=10, choices=CallState, default=CallState.DRAFT)
    title = models.JSONField(default=dict)
    purpose = models.JSONField(default=dict)
    audience = models.JSONField(default=dict, help_text="who may apply")
    conditions = models.JSONField(default=dict, help_text="rules of the call")
    sectors = models.JSONField(default=list, help_text="keys of ProposalSector; none: any")
    opens_on = models.DateField()
    closes_on = models.DateField()
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="calls_a_call_closes_after_it_opens",
                violation_error_message=_("La convocatoria no puede cerrar antes de abrir."),
            )
        ]

    def __str__(self) -> str:
        return in_language(self.title.get("es", ""), self.title.get("en", ""))


class Project(models.Model):
    """A project of the committee: an idea until found viable, adopted or discarded by its vote (R0-31)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="projects")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    stage = models.CharField(max_length=10, choices=ProjectStage, default=ProjectStage.IDEA)
    viability = models.CharField(max_length=10, choices=Viability, blank=True)
    criteria = models.JSONField(default=dict, help_text="key of Criterion → true, false")
    assessment = models.TextField(blank=True)
    evaluated_on = models.DateField(null=True)
    resolution = models.ForeignKey(Resolution, null=True, on_delete=models.PROTECT, related_name="projects")
    decided_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    opened_on = models.DateField()

    objects = HomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="adopted") | Q(resolution__isnull=False),
                name="calls_a_project_is_adopted_by_a_vote",
                violation_error_message=_("Un proyecto lo adopta el Comité con su voto."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """What a citizen proposes, without an account, to a call or of their own (R0-30, R2-16)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="proposals")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    call = models.ForeignKey(Call, null=True, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.RECEIVED)
    title = models.CharField(max_length=160)
    problem = models.TextField()
    idea = models.TextField()
    beneficiaries = models.TextField(blank=True)
    sector = models.CharField(max_length=12, choices=ProposalSector)
    contact_name = models.CharField(max_length=160, blank=True)
    contact_email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="es")
    consented_at = models.DateTimeField()
    received_at = models.DateTimeField()
    request = models.CharField(max_length=32, blank=True, help_text="id of the request it came with")
    viability = models.CharField(max_length=10, choices=Viability, blank=True)
    criteria = models.JSONField(default=dict)
    assessment = models.TextField(blank=True)
    evaluated_on = models.DateField(null=True)
    resolution = models.ForeignKey(Resolution, null=True, on_delete=models.PROTECT, related_name="proposals")
    decided_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    decline_reason = models.CharField(max_length=16, choices=DeclineReason, blank=True)
    project = models.OneToOneField(Project, null=True, on_delete=models.PROTECT, related_name="proposal")

    objects = HomeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "state", "-id"]), models.Index(fields=["request"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | ~Q(answer=""),
                name="calls_a_decided_proposal_has_its_answer",
                violation_error_message=_("Escriba la respuesta a quien la propuso."),
            )
        ]

    def __str__(self) -> str:
        return self.title


# -- consultations --------------------------------------------------------------------------------------------


class Consultation(models.Model):
    """Interested parties asked for their opinion on a study or a project, before the committee votes."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="consultations")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consultations")
    study = models.ForeignKey(Study, null=True, on_delete=models.PROTECT, related_name="consultations")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="consultations")
    title = models.CharField(max_length=200)
    question = models.TextField()
    background = models.TextField(blank=True, help_text=_("Lo que debe saberse para opinar"))
    shows = models.JSONField(default=list, help_text="keys of the study's sections that those invited read")
    state = models.CharField(max_length=6, choices=ConsultationState, default=ConsultationState.OPEN)
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True)
    resolution = models.ForeignKey(Resolution, null=True, on_delete=models.PROTECT, related_name="consultations")
    conclusion = models.TextField(blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(study=None, project__isnull=False) | Q(study__isnull=False, project=None),
                name="calls_a_consultation_is_about_one_thing",
                violation_error_message=_("La consulta es sobre un estudio o sobre un proyecto."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ConsultedQuerySet(CircleQuerySet):
    circle_path = "consultation__circle_id"
    visible = {None: frozenset({"lead", "committee"})}


class Consulted(models.Model):
    """One interested party invited to one consultation, by its own link, and what it said."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="consulted")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="consulted")
    invited_on = models.DateField()
    answered_on = models.DateField(null=True)
    position = models.CharField(max_length=10, choices=Position, blank=True)
    text = models.TextField(blank=True)

    objects = ConsultedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "stakeholder"], name="calls_a_party_is_asked_once")
        ]
