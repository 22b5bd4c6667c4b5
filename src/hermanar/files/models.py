"""A blob is bytes by hash; an attachment is a blob in a circle, under the name it came with."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hermanar.directory.enums import CircleKind
from hermanar.directory.models import Circle, CircleQuerySet, seats_of
from hermanar.directory.rules import sight
from hermanar.kernel.acts import Actor
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


class AttachmentQuerySet(CircleQuerySet):
    """A file is read by who reads a record that holds it (`directory/data/sight.yaml`), and by who put it there.

    What no record holds, or holds no more, is of those who work on the file of a case; at home, of whoever sits there."""

    def for_actor(self, actor: Actor):
        """Files of the circles where the actor has a seat, as far as its part there reads what they are of. One query more asks
        which parts it has anywhere: of each, every column that holds files is a condition."""
        rows = super().for_actor(actor)
        if not actor.organisation:
            return rows
        seats = seats_of(actor).filter(circle_id=OuterRef("circle_id"))
        loose = sight.matters()["text_work"].readers
        groups: dict[tuple[frozenset[str], bool], list[str]] = {}
        for part in sorted(set(seats_of(actor).values_list("part", flat=True))):
            groups.setdefault((sight.files_for([part]), part in loose), []).append(part)
        told = Q(attached_by=actor.user or "-")
        for (columns, reads_loose), parts in groups.items():
            shut = sight.all_files() - columns
            held = self._held(actor, columns)
            loose_here = Q() if reads_loose else Q(circle__kind=CircleKind.HOME)
            if shut:
                held |= loose_here & ~self._held(actor, shut, whoever=True)
            may = Q(Exists(seats.filter(part__in=parts)))
            told |= may & held if shut else may
        return rows.filter(told)

    def _held(self, actor: Actor, columns: frozenset[str], *, whoever: bool = False) -> Q:
        """Held by a record in one of those columns that the actor sees too, or that `whoever` sees."""
        held = Q(pk__in=[])
        for relation in self.model._meta.related_objects:
            holder = relation.related_model
            if f"{holder._meta.label_lower}.{relation.field.name}" not in columns:
                continue
            rows = holder._default_manager.all()
            if not whoever and hasattr(rows, "for_actor"):
                rows = rows.for_actor(actor)
            held |= Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
        return held


class Attachment(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="attachments")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="attachments")
    filename = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=12)

    objects = AttachmentQuerySet.as_manager()


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
