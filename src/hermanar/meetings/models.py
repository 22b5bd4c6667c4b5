"""Bodies with dated rules and members; sessions, points, resolutions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Organisation, Person, in_language
from hermanar.documents.models import Issue
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Partnership

from .enums import BodyKind, Outcome, Purpose, Sector, SessionKind, SessionState


class BodyQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead", "overseer", "committee"})}


class Body(models.Model):
    """A body of an organisation: its committee, its Cabildo. Lives in the organisation's home circle."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="bodies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=12, choices=BodyKind)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    regulation = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    installed_on = models.DateField(null=True)

    objects = BodyQuerySet.as_manager()

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class BodyRule(models.Model):
    """Quorum and majority of a body in a period, with the source they come from; [K] defaults are marked as such."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rules")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    seats = models.PositiveSmallIntegerField()
    # share of members that must be present, e.g. 1/2, and whether more than that share is needed (half plus one)
    quorum_of = models.PositiveSmallIntegerField(default=2)
    quorum_share = models.PositiveSmallIntegerField(default=1)
    quorum_is_more_than = models.BooleanField(default=True)
    # share of those present that must vote in favour
    majority_of = models.PositiveSmallIntegerField(default=2)
    majority_share = models.PositiveSmallIntegerField(default=1)
    majority_is_more_than = models.BooleanField(default=True)
    casting_vote = models.BooleanField(default=True)
    notice_hours = models.PositiveSmallIntegerField(default=48)
    source = models.CharField(max_length=300)
    is_default = models.BooleanField(default=False)


class Member(models.Model):
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    position = models.CharField(max_length=120)
    sector = models.CharField(max_length=10, choices=Sector)
    has_vote = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    oath_on = models.DateField(null=True)


class SessionQuerySet(CircleQuerySet):
    circle_path = "body__circle_id"
    visible = {None: frozenset({"lead", "overseer", "committee"})}


class Session(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=14, choices=SessionKind)
    number = models.CharField(max_length=20)
    act_number = models.CharField(max_length=20, blank=True, help_text=_("Número de acta"))
    held_on = models.DateField()
    at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.CONVENED)
    convened_on = models.DateField(null=True)
    present = models.ManyToManyField(Member, blank=True)
    present_count = models.PositiveSmallIntegerField(null=True)
    seats_count = models.PositiveSmallIntegerField(null=True)
    has_quorum = models.BooleanField(null=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, help_text="the minutes")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12, default="in_post")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "number", "held_on"], name="meetings_one_session_per_number"
            )
        ]


class Point(models.Model):
    """A point of the agenda. About a relation it carries the partnership, so that what is decided reaches its case."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=14, choices=Purpose, default=Purpose.OTHER)
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="points")

    class Meta:
        ordering = ["session_id", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="meetings_points_are_numbered")]


class Resolution(models.Model):
    """What was decided. `names` is the counterpart exactly as the act names it; `is_blank` a “voto de confianza”.

    An act that names another city, or is blank, is recorded all the same; it authorises nothing here (domain 1.5, R3-48).
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    point = models.OneToOneField(Point, on_delete=models.PROTECT, related_name="resolution")
    number = models.CharField(max_length=40, blank=True, help_text=_("Número de acuerdo"))
    outcome = models.CharField(max_length=10, choices=Outcome)
    in_favour = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    is_unanimous = models.BooleanField(null=True)
    names = models.CharField(max_length=300, blank=True)
    is_blank = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    authorises = models.BooleanField(default=False, help_text="what the rule found, kept for the record")
    why_not = models.CharField(max_length=40, blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    certificate = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12, default="in_post")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authorises=False) | Q(is_blank=False),
                name="meetings_a_blank_vote_authorises_nothing",
                violation_error_message=_("Un voto de confianza en blanco no autoriza nada."),
            ),
            models.CheckConstraint(
                condition=Q(in_favour=None) | Q(in_favour__gte=F("against")) | ~Q(outcome="approved"),
                name="meetings_approved_needs_more_in_favour",
                violation_error_message=_("Un punto aprobado no puede tener más votos en contra que a favor."),
            ),
        ]
