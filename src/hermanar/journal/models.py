"""Chains and their entries. Update and delete are refused by database triggers on both engines (migration 0002)."""

from django.db import models


class Chain(models.Model):
    """One chain per circle, and `house` for what belongs to no circle. `head` is the hash of its last entry."""

    name = models.CharField(max_length=32, unique=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)


class Entry(models.Model):
    """One thing that happened. Names of persons are never stored here: only public ids, resolved when shown."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    happened = models.CharField(max_length=80)
    at = models.DateTimeField()
    user = models.CharField(max_length=32, blank=True)
    organisation = models.CharField(max_length=32, blank=True)
    appointment = models.CharField(max_length=32, blank=True)
    how = models.CharField(max_length=16)
    channel = models.CharField(max_length=8)
    request_id = models.CharField(max_length=32)
    about = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="journal_one_entry_per_place_in_chain"),
        ]
        indexes = [
            models.Index(fields=["chain", "-seq"]),
            models.Index(fields=["about", "-id"]),
            models.Index(fields=["request_id"]),
        ]

    def sealed(self) -> dict:
        """What the hash covers: everything but the hash itself."""
        return {
            "chain": self.chain.name,
            "seq": self.seq,
            "happened": self.happened,
            "at": self.at.isoformat(),
            "user": self.user,
            "organisation": self.organisation,
            "appointment": self.appointment,
            "how": self.how,
            "channel": self.channel,
            "request_id": self.request_id,
            "about": self.about,
            "data": self.data,
            "previous": self.previous,
        }
