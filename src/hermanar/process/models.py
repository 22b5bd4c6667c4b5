"""Definitions (immutable, by hash), cases pinned to one, facts (append-only) and moves."""

from django.db import models
from django.db.models import Q

from hermanar.directory.models import Circle, CircleQuerySet
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import Precision

from .enums import CaseState, MoveKind


class TakenBack(models.Model):
    """What a later act may take back: it stays with its reason, and proves nothing from then on."""

    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class Definition(models.Model):
    """One version of one process, as loaded from its text. Never changed: another text is another version."""

    key = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()


class Case(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="cases")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects = CircleQuerySet.as_manager()


class Fact(models.Model):
    """Something proved on a case. `on` is when it was true in the world, `stated_at` when it was put down here.

    `source` names the record that proves it, `app.model:public_id`; `verify facts` recomputes from it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(max_length=40)
    on = models.DateField()
    precision = models.CharField(max_length=8, default=Precision.DAY)
    source = models.CharField(max_length=80)
    proof = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    stated_by = models.CharField(max_length=12)
    how = models.CharField(max_length=12)
    stated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key", "source"],
                condition=Q(withdrawn_at=None),
                name="process_a_source_states_a_fact_once",
            )
        ]


class Move(models.Model):
    """What a person did with a step (or with the case: step empty)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    step = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12, choices=MoveKind)
    on = models.DateField()
    at = models.DateTimeField()
    by_user = models.CharField(max_length=12)
    by_appointment = models.CharField(max_length=12, blank=True)
    how = models.CharField(max_length=12)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
