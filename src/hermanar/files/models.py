"""A blob is bytes by hash; an attachment is a blob in a circle, under the name it came with."""

from django.db import models

from hermanar.directory.models import Circle, CircleQuerySet
from hermanar.kernel.codes import new_public_id


class Blob(models.Model):
    """Stored once per content at `aa/bb/<sha256>` of the default storage."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField()

    @property
    def path(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class Attachment(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="attachments")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="attachments")
    filename = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=12)

    objects = CircleQuerySet.as_manager()


class KeptUpload(models.Model):
    """A safe file that came with a form that could not be done yet: for a day, for who sent it, in the post they sent it
    in. Its bytes lie in the storage at `kept/<public_id>`, apart from what belongs to a case."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    user = models.CharField(max_length=12)
    appointment = models.CharField(max_length=12, blank=True)
    field = models.CharField(max_length=100)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "appointment", "-id"], name="files_kept_of_whom")]

    @property
    def path(self) -> str:
        return f"kept/{self.public_id}"
