"""Evidence, where it is used, and uploads that are still on their way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet
from hermanar.files.models import Attachment, Blob
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import Precision

from .enums import Claim, Consent, EvidenceState, Kind


class EvidenceQuerySet(CircleQuerySet):
    state_path = "state"
    # what nobody has looked at yet, or was returned, stays with the municipality and its committee
    visible = {
        EvidenceState.RECEIVED: frozenset({"lead", "committee"}),
        EvidenceState.RETURNED: frozenset({"lead", "committee"}),
        None: frozenset({"lead", "committee", "overseer", "reviewer"}),
    }


class Evidence(models.Model):
    """One photograph, paper, list or link, with who, when, where and what it shows (R0-36, R3-18, R3-20).

    `attachment` is the original as it came, for the circle alone; `shown` and `thumb` are copies of ours without place
    or device inside, the only ones that leave the house.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=EvidenceState, default=EvidenceState.RECEIVED)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="evidence")
    shown = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    thumb = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(null=True, help_text="of the copy that is shown, in points")
    height = models.PositiveIntegerField(null=True)
    url = models.URLField(max_length=500, blank=True)
    on = models.DateField(null=True, db_index=True)
    precision = models.CharField(max_length=8, default=Precision.DAY)
    place = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True, help_text=_("Área o medio que la hizo"))
    caption_es = models.CharField(max_length=300, blank=True)
    caption_en = models.CharField(max_length=300, blank=True)
    alt_es = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=300, blank=True)
    consent = models.CharField(max_length=12, choices=Consent, default=Consent.MISSING)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=12)
    judged_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", attachment=None) & ~Q(url="") | Q(attachment__isnull=False),
                name="evidence_is_a_file_or_a_link",
                violation_error_message=_("Adjunte el archivo o escriba la dirección."),
            )
        ]
        indexes = [models.Index(fields=["circle", "-added_at", "-id"], name="evidence_by_arrival")]


class Use(models.Model):
    """Where a piece is used: the record (`subject`, by the word of its app and its public id) and what it shall show there."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    subject = models.CharField(max_length=40, help_text="word of the record's app: `plans.entry`, `reports.act`")
    subject_id = models.CharField(max_length=12)
    label = models.CharField(max_length=200, help_text="the record as people call it, in Spanish")
    claim = models.CharField(max_length=10, choices=Claim)
    position = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "subject", "subject_id"], condition=Q(ended_at=None),
                name="evidence_is_used_once_in_a_record",
                violation_error_message=_("Esa evidencia ya está ahí."),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["subject", "subject_id"], name="evidence_by_subject")]


class Arrival(models.Model):
    """A file that comes in pieces, from a phone with a bad line. The pieces lie in the storage until it is whole."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="arrivals")
    user = models.CharField(max_length=12)
    filename = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    got = models.PositiveBigIntegerField(default=0)
    parts = models.JSONField(default=list, help_text="names of the pieces in the storage, in order")
    begun_at = models.DateTimeField()
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CircleQuerySet.as_manager()
