"""Old lists as they were brought in: the file, its columns, each row with what it was taken for."""

from django.db import models

from hermanar.directory.models import Circle, Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id

from ..enums import ListingState, RowState


class Listing(models.Model):
    """One list. `columns`: what → place of the column (`registry.rules.mapping.Mapping`); remembered for the next list
    of the organisation with the same header (`fingerprint`). Without an organisation, the instance's operator brought
    it in. `asked_by`, `asked_post`, `asked_at`: for whom and when the work that waits is done."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    header = models.JSONField(default=list)
    header_row = models.PositiveIntegerField(default=1)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=ListingState, default=ListingState.BROUGHT)
    fault = models.CharField(max_length=24, blank=True)
    fault_data = models.JSONField(default=dict)
    read = models.PositiveIntegerField(default=0, help_text="rows read or written so far")
    asked_by = models.CharField(max_length=12)
    asked_post = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField()
    brought_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"]), models.Index(fields=["organisation", "fingerprint"])]

    def __str__(self) -> str:
        return self.filename

    @property
    def chain(self) -> str:
        """The journal's chain; empty for the house's own."""
        return self.circle.public_id if self.circle else ""


class ListedRow(models.Model):
    """One row of a list: as printed, and as it was understood. `pair` is the same for every spelling and direction."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    ours_printed = models.CharField(max_length=200)
    theirs_printed = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    our_key = models.CharField(max_length=5, blank=True)
    our_candidates = models.JSONField(default=list)
    their_key = models.CharField(max_length=5, blank=True, help_text="INEGI key of a Mexican counterpart")
    their_place = models.PositiveIntegerField(null=True, help_text="GeoNames id")
    their_candidates = models.JSONField(default=list)
    why = models.CharField(max_length=8, blank=True)
    on = models.DateField(null=True)
    precision = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    told = models.JSONField(default=dict, help_text="date, kind, source, note as printed")
    lacks = models.JSONField(default=list)
    pair = models.CharField(max_length=64)
    same_as = models.PositiveIntegerField(null=True, help_text="earlier row of the same relation")
    known = models.CharField(max_length=12, blank=True, help_text="public id of the entry that told of it before")
    entry = models.CharField(max_length=12, blank=True, help_text="public id of the entry it became or was added to")
    state = models.CharField(max_length=12, choices=RowState)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "number"], name="registry_listed_rows_are_numbered")]
        indexes = [models.Index(fields=["listing", "state", "number"]), models.Index(fields=["listing", "pair"])]
