"""Entries are published snapshots: plain values, no foreign key into the case files. The portal reads only these."""

from django.db import models

from hermanar.kernel.codes import new_public_id

from ..enums import Shelf, Withdrawal


class Entry(models.Model):
    """Permanent address `/registro/<public_id>/`. The columns repeat what search and facets need; `snapshot` is the page."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    shelf = models.CharField(max_length=10, choices=Shelf, default=Shelf.DOCUMENTED)
    partnership = models.CharField(max_length=12, blank=True, help_text="public id of the case it comes from, if any")
    klass = models.CharField(max_length=14)
    kind = models.CharField(max_length=40)
    our_key = models.CharField(max_length=5, blank=True)
    our_name = models.CharField(max_length=200)
    their_name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    rung = models.PositiveSmallIntegerField()
    signed_on = models.DateField(null=True)
    signed_precision = models.CharField(max_length=8, blank=True)
    ends_on = models.DateField(null=True)
    term_known = models.BooleanField(default=False)
    is_terminated = models.BooleanField(default=False)
    snapshot = models.JSONField()
    terms = models.TextField(blank=True, help_text="analysed words, for the full-text port")
    revision = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.CharField(max_length=10, choices=Withdrawal, blank=True)
    withdrawn_act = models.CharField(max_length=16, blank=True, help_text="code of the paper that says why, if any")

    class Meta:
        indexes = [
            models.Index(fields=["shelf", "country"]),
            models.Index(fields=["our_key"]),
            models.Index(fields=["shelf", "-signed_on", "-id"]),
        ]


class Revision(models.Model):
    """Every published state of an entry, with the anchor of the journal at that moment."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    published_at = models.DateTimeField()
    anchor_chain = models.CharField(max_length=32)
    anchor_seq = models.PositiveBigIntegerField()
    anchor_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="registry_revisions_are_numbered")]
