"""Copies of pictures that name somebody withheld, with what named them covered."""

from django.db import models

from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id


class MaskedPicture(models.Model):
    """What the public sees in the place of a published picture (`original`: the hash of its large copy) of a house (`address`).
    It holds as long as every name withheld in the picture's words is one of `names`, those it was made for. Rows are only
    added: the last of a picture holds; what was published stays as it was sealed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    address = models.SlugField(max_length=60)
    original = models.CharField(max_length=64)
    names = models.JSONField(default=list)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, help_text="as it was handed in")
    files = models.JSONField(help_text="size → hash of the copy without traces that the public sees")
    put_at = models.DateTimeField()
    put_by = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["address", "original"])]
