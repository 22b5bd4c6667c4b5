"""A notice: what one person should know, the door to where it is done, read or not, mailed or not."""

from django.conf import settings
from django.db import models

from hermanar.directory.models import Circle
from hermanar.kernel.codes import new_public_id


class Notice(models.Model):
    """`key` names the sentence (`enums.Notice`), `data` fills it; `door` and `at` lead to the place (see `kernel.verdicts`)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT)
    key = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    door = models.CharField(max_length=80, blank=True)
    at = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    told_again_at = models.DateTimeField(null=True, help_text="when a daily mail last told it, unread")

    class Meta:
        indexes = [models.Index(fields=["user", "-id"])]
