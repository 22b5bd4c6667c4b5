"""The municipal profile: sections in two languages, every figure with source and year. First sections (domain 2.5)."""

from django.db import models

from hermanar.directory.models import Circle, CircleQuerySet, Organisation
from hermanar.documents.models import Document
from hermanar.kernel.codes import new_public_id


class Profile(models.Model):
    """`sections`: section key → {"es": text, "en": text, "source": …, "year": …}; a saved revision per change."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="profiles")
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="profile")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    sections = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = CircleQuerySet.as_manager()


class ProfileRevision(models.Model):
    """What the profile said before and after each change (R0-15)."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    sections = models.JSONField()
    changed = models.JSONField(default=list)
    at = models.DateTimeField()
    by_user = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "number"], name="profiles_revisions_are_numbered")]


class Submission(models.Model):
    """The profile handed to SRE's office in the state (R0-19): receiver's post, date, acknowledgement."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="submissions")
    revision = models.PositiveIntegerField()
    submitted_on = models.DateField()
    receiver = models.CharField(max_length=200)
    acknowledgement = models.CharField(max_length=120, blank=True)
