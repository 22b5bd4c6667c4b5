"""Hours proposed for the first meeting of a lead."""

from django.db import models
from django.db.models import Q

from hermanar.directory.models import Organisation
from hermanar.kernel.codes import new_public_id

from .relations import Lead


class Slot(models.Model):
    """A proposed hour for a first meeting; shown in the time zones of both sides. One withdrawn or released stays with why."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    proposed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was withdrawn or released")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "starts_at"], condition=Q(withdrawn_at=None), name="partnerships_one_slot_per_hour"
            )
        ]
