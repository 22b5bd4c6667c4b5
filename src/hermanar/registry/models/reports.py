"""Reports that their municipality made public: plain values, no foreign key into the house they come from."""

from django.db import models

from ..enums import Shelf


class PublishedReport(models.Model):
    """Permanent address `/informes-publicos/<address>/<year>-<quarter>/`. Withdrawn, the address stays and says so."""

    address = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    shelf = models.CharField(max_length=10, choices=Shelf, default=Shelf.DOCUMENTED)
    our_key = models.CharField(max_length=5, blank=True, db_index=True)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=60, blank=True)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64, help_text="of the snapshot that was authorised")
    number = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-quarter", "address"]
        constraints = [
            models.UniqueConstraint(fields=["address", "year", "quarter"], name="registry_one_report_a_quarter")
        ]
