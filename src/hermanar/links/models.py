"""A link, and how often something was tried."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Organisation
from hermanar.kernel.codes import new_public_id


class LinkQuerySet(CircleQuerySet):
    # whoever answers for the record manages its links; the other side's links are not the state's or the ministry's
    visible = {None: frozenset({"lead", "committee", "consul"})}


class Link(models.Model):
    """One record (`purpose`, `subject`), one holder, until a moment. The token itself is nowhere: only its hash.

    `public_id` names the link in the journal and in what comes through it. `issuer` is the organisation that gave it:
    its own people cannot use it. `code_*`: a code on its way to the holder's mailbox.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=48)
    subject = models.CharField(max_length=40)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="links")
    issuer = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="links_given")
    holder = models.CharField(max_length=200, blank=True, help_text=_("Cargo u organización a quien se da"))
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="es")
    made_by = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_day = models.DateField(null=True, help_text="of an exercise: the day it ends on the exercise's own clock")
    revoked_at = models.DateTimeField(null=True)
    uses = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True)
    renews = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="renewed_by")
    code_sha256 = models.CharField(max_length=64, blank=True)
    code_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    objects = LinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="links_a_link_ends_after_it_begins",
                violation_error_message=_("El enlace debe vencer después de darse."),
            ),
        ]

    @property
    def until(self) -> dt.date:
        """Until when it is valid, as it is said: in an exercise on the exercise's own clock."""
        return self.last_day or self.expires_at


class Tally(models.Model):
    """How often something was tried in a window of time. `key` is a keyed hash: no address is kept."""

    key = models.CharField(max_length=40)
    begins_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "begins_at"], name="links_one_tally_per_window")]
        indexes = [models.Index(fields=["begins_at"])]
