"""What was put down of a letter wrongly: what it said, what it says, who, when and why."""

from django.db import models

from hermanar.kernel.acts import How

from .relations import Letter


class LetterCorrection(models.Model):
    """One correction of a letter, or that it was put down by mistake. It is never written again."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="corrections")
    was = models.JSONField(default=dict, help_text="field: what it said")
    now = models.JSONField(default=dict, help_text="field: what it says")
    reason = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=12, help_text="appointment")
    how = models.CharField(max_length=12, default=How.IN_POST)

    class Meta:
        ordering = ["pk"]
