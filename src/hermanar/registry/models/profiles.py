"""Profiles that their municipality made public: plain values, no foreign key into the house they come from."""

from django.db import models

from ..enums import Shelf


class PublishedProfile(models.Model):
    """Permanent address `/ciudades/<address>/`. Unlisted and not found until it is published; withdrawn, the address says so."""

    address = models.SlugField(max_length=60, unique=True)
    shelf = models.CharField(max_length=10, choices=Shelf, default=Shelf.DOCUMENTED)
    our_key = models.CharField(max_length=5, blank=True, db_index=True)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=60, blank=True)
    snapshot = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class ProfileState(models.Model):
    """Every published state of a profile, with the anchor of the journal at that moment."""

    profile = models.ForeignKey(PublishedProfile, on_delete=models.PROTECT, related_name="states")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    published_at = models.DateTimeField()
    anchor_chain = models.CharField(max_length=32)
    anchor_seq = models.PositiveBigIntegerField()
    anchor_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="registry_profile_states_are_numbered")
        ]
