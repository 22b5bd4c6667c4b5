"""Bodies with dated rules and members; sessions, points, resolutions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Office, Organisation, Person, in_language
from hermanar.documents.models import Issue
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Partnership

from .enums import (
    AmendmentState,
    BodyKind,
    Choice,
    CommitmentState,
    Corrected,
    MinutesState,
    Numbering,
    Outcome,
    PartySide,
    ProblemState,
    Purpose,
    SeatRole,
    Sector,
    SessionKind,
    SessionState,
    Way,
)


class BodyQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead", "overseer", "committee"})}


class Body(models.Model):
    """A body of an organisation: its committee, its Cabildo. Lives in the organisation's home circle."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="bodies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=14, choices=BodyKind)
    partnership = models.ForeignKey(
        Partnership, null=True, on_delete=models.PROTECT, related_name="bodies",
        help_text="of a working group, or of the committee of one sister city",
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children",
        help_text="of a thematic commission its committee, of a sister city's committee the council it belongs to",
    )  # fmt: skip
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    deed = models.CharField(
        max_length=200, blank=True, help_text="notarial instrument that constitutes it, where it needs one"
    )
    legal_basis = models.CharField(max_length=300, blank=True)
    regulation = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    installed_on = models.DateField(null=True)
    # of a working group: the office that each Party designated (art. VII)
    office_ours = models.CharField(max_length=200, blank=True)
    office_theirs = models.CharField(max_length=200, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(kind=BodyKind.WORKING_GROUP),
                name="meetings_an_agreement_has_one_working_group",
            ),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(kind=BodyKind.COMMITTEE),
                name="meetings_a_sister_city_has_one_committee",
                violation_error_message=_("Esa ciudad hermana ya tiene su comité."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class BodyChange(models.Model):
    """What a later act changed of a body: its name, its deed, the act that creates it, what it belongs to. `before` and
    `after`: field → what it said, as it was shown. Papers that were issued keep what they said."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="changes")
    on = models.DateField()
    act = models.CharField(max_length=300, help_text="the act that changed it, as it is cited")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]


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
    notice_hours_extraordinary = models.PositiveSmallIntegerField(null=True)
    # what the regulation says of who sits there and how often; null where it says nothing
    citizens_of = models.PositiveSmallIntegerField(
        null=True, help_text="share of citizens: `share` of every `of` seats"
    )
    citizens_share = models.PositiveSmallIntegerField(null=True)
    term_months = models.PositiveSmallIntegerField(null=True)
    ends_with_administration = models.BooleanField(default=True)
    takes_oath = models.BooleanField(default=True)
    every_months = models.PositiveSmallIntegerField(
        null=True, help_text="an ordinary session at least every so many months"
    )
    numbering = models.CharField(max_length=14, choices=Numbering, default=Numbering.ADMINISTRATION)
    remind_days = models.JSONField(
        default=list,
        help_text="days from the day a commitment is due on which it is reminded: -3, 1, 7; empty: the usual ones",
    )
    composition = models.JSONField(default=list, help_text='[{"position", "sector", "count", "has_vote"}]')
    source = models.CharField(max_length=300)
    is_default = models.BooleanField(default=False)


class Member(models.Model):
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    position = models.CharField(max_length=120)
    role = models.CharField(max_length=9, choices=SeatRole, default=SeatRole.MEMBER)
    sector = models.CharField(max_length=10, choices=Sector)
    side = models.CharField(max_length=6, choices=PartySide, blank=True, help_text="in a working group")
    has_vote = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    oath_on = models.DateField(null=True)


class SeatCorrection(models.Model):
    """What was put down of a seat by mistake, beside what it says since. `before` and `after`: field → what it said. Papers
    that were issued keep what they said."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    class Meta:
        ordering = ["-at", "-pk"]


class Series(models.Model):
    """Sessions that come back: a weekday and an hour, from a day to another (R3-09)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="series")
    kind = models.CharField(max_length=14, choices=SessionKind)
    weekday = models.PositiveSmallIntegerField(help_text="Monday is 0")
    every_weeks = models.PositiveSmallIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()
    at = models.TimeField()
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="meetings_series_ends_after_it_starts",
                violation_error_message=_("La serie no puede terminar antes de empezar."),
            )
        ]


class SessionQuerySet(CircleQuerySet):
    circle_path = "body__circle_id"
    visible = {None: frozenset({"lead", "overseer", "committee"})}


class Session(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=14, choices=SessionKind)
    number = models.CharField(max_length=20, blank=True, help_text="empty where its act does not say it")
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
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="sessions")
    call = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+", help_text="the convocation")
    called_at = models.DateTimeField(null=True)
    headed_by = models.CharField(max_length=200, blank=True, help_text="post of who headed it (R3-11)")
    held_put_at = models.DateTimeField(null=True, help_text="when it was put down that it was held")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "number", "held_on"],
                condition=~Q(number=""),
                name="meetings_one_session_per_number",
            )
        ]

    @property
    def called(self) -> str:
        """Its number as a sentence says it; where none was put down, that it has none."""
        return self.number or "s/n"

    @property
    def has_own_agenda(self) -> bool:
        """Whether it was convened here, so that its points are numbered as they were; not put down from its act."""
        return self.convened_on is not None or self.series_id is not None


class Point(models.Model):
    """A point of the agenda. About a relation it carries the partnership, so that what is decided reaches its case."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=16, choices=Purpose, default=Purpose.OTHER)
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="points")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, help_text="what is read for it")

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
    point_number = models.CharField(max_length=20, blank=True, help_text="item of the agenda, as the act says it")
    signatory = models.CharField(max_length=160, blank=True, help_text="whom the act authorises to sign, as it says it")
    signatory_post = models.CharField(max_length=200, blank=True)
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

    @property
    def has_no_vote(self) -> bool:
        """Whether it says nothing of how many voted."""
        return self.in_favour is None and self.outcome != Outcome.POSTPONED


class SessionCorrection(models.Model):
    """What a session said until it was corrected, and why. `resolution` was put down wrongly and `became` stands in its
    place; `by_act`: the act that says so, where the minutes were signed by then."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=10, choices=Corrected)
    resolution = models.OneToOneField(Resolution, null=True, on_delete=models.PROTECT, related_name="typed_again")
    became = models.OneToOneField(Resolution, null=True, on_delete=models.PROTECT, related_name="typed_over")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField()
    by_act = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    class Meta:
        ordering = ["at", "pk"]


class MemberVote(models.Model):
    """How one member voted on a resolution."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "member"], name="meetings_a_member_votes_once"),
        ]


class Attendee(models.Model):
    """Somebody on the attendance list who is no member: by rank, with post (R3-10, R3-23)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendees")
    name = models.CharField(max_length=160)
    post = models.CharField(max_length=200, blank=True)
    rank = models.CharField(
        max_length=120, blank=True, help_text=_("Grupo de la lista: titulares, direcciones, invitados")
    )
    area = models.CharField(max_length=200, blank=True, help_text="dependency they come from (R3-10)")
    way = models.CharField(max_length=6, choices=Way, default=Way.SHEET)
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ["rank", "pk"]


class Minutes(models.Model):
    """The minutes of a session, from the first note to the signed paper. `texts`: "opening", "closing" or a point → text."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    version = models.PositiveSmallIntegerField(default=0)
    texts = models.JSONField(default=dict)
    circulated_on = models.DateField(null=True)
    approved_in = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="minutes_approved")
    approval_lacks = models.JSONField(
        default=list, help_text="what the approval was not, by code (`enums.ApprovalLack`)"
    )
    issued_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey(
        Attachment, null=True, on_delete=models.PROTECT, help_text="the signed paper, scanned"
    )


class Amendment(models.Model):
    """What somebody who was present wants the minutes to say instead."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="amendments")
    by = models.CharField(max_length=200, help_text="member or post, as it was given")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.PROPOSED)
    reason = models.TextField(blank=True)
    proposed_on = models.DateField()
    version = models.PositiveSmallIntegerField(null=True, help_text="of the minutes, when it was proposed")

    class Meta:
        ordering = ["pk"]

    @property
    def is_unwritten(self) -> bool:
        """Whether it was accepted and nobody wrote in the minutes since it was proposed."""
        return self.state == AmendmentState.ACCEPTED and self.version == self.minutes.version


class CommitmentQuerySet(CircleQuerySet):
    circle_path = "session__body__circle_id"
    visible = {None: frozenset({"lead", "committee"})}


class Problem(models.Model):
    """An operational problem raised in a session, followed until it is solved (R3-56)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="problems")
    text = models.TextField()
    raised_by = models.CharField(max_length=200, blank=True, help_text=_("Área que lo planteó"))
    owner = models.CharField(max_length=200, blank=True, help_text=_("Área que lo atiende"))
    state = models.CharField(max_length=10, choices=ProblemState, default=ProblemState.RAISED)
    moved_on = models.DateField()
    outcome = models.TextField(blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]


class Commitment(models.Model):
    """What a session agreed that somebody does by a day (acuerdo de una sesión, R3-12)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="commitments")
    point = models.ForeignKey(Point, null=True, on_delete=models.PROTECT, related_name="commitments")
    problem = models.ForeignKey(Problem, null=True, on_delete=models.PROTECT, related_name="commitments")
    text = models.TextField()
    owner = models.CharField(max_length=200, help_text=_("Cargo o área a cargo"))
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="commitments")
    due_on = models.DateField(db_index=True)
    state = models.CharField(max_length=8, choices=CommitmentState, default=CommitmentState.OPEN)
    ended_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    reminded_on = models.DateField(null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_on=None) | ~Q(state="open") & Q(ended_on__isnull=False),
                name="meetings_a_commitment_ends_on_a_day",
            )
        ]


class Advance(models.Model):
    """A step towards a commitment, told on a day."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="advances")
    on = models.DateField()
    text = models.TextField()
    by = models.CharField(max_length=12)

    class Meta:
        ordering = ["on", "pk"]
