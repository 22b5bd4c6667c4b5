"""The municipal profile: sections in two languages, every figure with source and year (domain 2.5), its revisions, its
gallery, where it was handed in. A counterpart's sheet is a smaller profile that a relation keeps of the other city."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Country, Organisation, Place
from hermanar.documents.models import Document, Issue
from hermanar.files.models import Attachment, Blob
from hermanar.kernel.codes import new_public_id

from .enums import Licence


class Profile(models.Model):
    """`sections`: field key → {"es": text, "en": text, "source": …, "source_en": …, "year": …, …}; a saved revision per change.

    `organisation` is the municipality that describes itself. Without one it is a sheet about a city abroad (R4-11): kept
    by the circle's own people, named `about`, at `place` where that is known.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="profiles")
    organisation = models.OneToOneField(Organisation, null=True, on_delete=models.PROTECT, related_name="profile")
    about = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    sections = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(about=""),
                name="profiles_profile_is_about_somebody",
                violation_error_message=_("Diga de qué ciudad es la ficha."),
            ),
            models.UniqueConstraint(
                fields=["circle", "about"],
                condition=Q(organisation__isnull=True),
                name="profiles_one_sheet_per_city_and_circle",
                violation_error_message=_("Ya hay una ficha de esa ciudad."),
            ),
        ]


class ProfileRevision(models.Model):
    """What the profile said after each change, and who changed it in which post (R0-15)."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    sections = models.JSONField()
    changed = models.JSONField(default=list)
    at = models.DateTimeField()
    by_user = models.CharField(max_length=12)
    by_post = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "number"], name="profiles_revisions_are_numbered")]


class Picture(models.Model):
    """A picture of the gallery. What is printed and published are copies without the camera's data (`large`, `medium`,
    `small`, JPEG); `original` is what was sent, kept in the house. Removed ones stay, out of the gallery."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="pictures")
    original = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    large = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    medium = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_es = models.CharField(max_length=300)
    alt_en = models.CharField(max_length=300, blank=True)
    caption_es = models.CharField(max_length=300, blank=True)
    caption_en = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=160)
    licence = models.CharField(max_length=16, choices=Licence)
    permission = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField()
    is_cover = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(is_cover=True, removed_at=None),
                name="profiles_one_cover_per_profile",
                violation_error_message=_("La galería tiene una sola portada."),
            )
        ]


class Submission(models.Model):
    """The profile handed to SRE's office in the state (R0-19): receiver's post, date, acknowledgement and its scan, which
    revision and which printed paper."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="submissions")
    revision = models.PositiveIntegerField()
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField()
    receiver = models.CharField(max_length=200)
    acknowledgement = models.CharField(max_length=120, blank=True)
    scan = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
