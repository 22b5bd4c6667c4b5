"""The paper of a letter that is in no case, as it came back from its signature."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id

from ..enums import HowSigned
from .relations import Letter


class SignedCopy(models.Model):
    """The scan of a letter of ours, signed: who signed it, how, where and when. A wrong one stays, with why."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signed_copies")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12, choices=HowSigned)
    signed_on = models.DateField()
    place = models.CharField(max_length=160)
    signer_name = models.CharField(max_length=160)
    signer_post = models.CharField(max_length=200, help_text=_("En qué cargo firma"))
    deposited_on = models.DateField()
    deposited_by = models.CharField(max_length=12, help_text="appointment")
    corrected_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=Q(corrected_on=None), name="partnerships_one_signed_copy_stands"
            )
        ]
