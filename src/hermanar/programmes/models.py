"""A duty: what, by when, whose, from which article; grace and escalation are data."""

from django.db import models

from hermanar.directory.models import Circle, CircleQuerySet, in_language
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Partnership

from .enums import DutyKey, DutyState


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

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key", "period"], name="programmes_a_duty_is_compiled_once")
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)
