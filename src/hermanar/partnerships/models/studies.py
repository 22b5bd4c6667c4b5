"""The convenience and feasibility study of a relation, and the times it came back."""

from django.db import models

from hermanar.documents.models import Document, Issue, Version
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id

from ..enums import StudyState
from .relations import Partnership


class Study(models.Model):
    """Convenience and feasibility study (R0-22). `sections`: key → Spanish text; `english` the same in English; `sources`:
    key → [{"es", "en", "url"}]; `proposals`: key → {"es", "en", "sources"}, offered and not yet taken."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="study")
    state = models.CharField(max_length=10, choices=StudyState, default=StudyState.DRAFT)
    sections = models.JSONField(default=dict)
    english = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    proposals = models.JSONField(default=dict)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT)
    submitted_on = models.DateField(null=True)
    issue = models.ForeignKey(
        Issue, null=True, on_delete=models.PROTECT, related_name="+", help_text="the paper of the version approved"
    )


class StudyReturn(models.Model):
    """A study that came back undecided: returned by the committee, or taken back by its author; of which version, and why."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="returns")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.TextField()
    is_own = models.BooleanField(default=False, help_text="taken back by its author")
    folio = models.CharField(max_length=60, blank=True, help_text="of the committee's paper, where it came on paper")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12, default="in_post")

    class Meta:
        ordering = ["pk"]
