"""Advice, campaigns with their questionnaire, the instrument between the ministry and a state, proposals upward.

What passes between two organisations is seen by both of them, and by the state of a municipality that writes over it:
`BetweenQuerySet` names those columns, as `CircleQuerySet` names the circle of what lives in one.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Municipality, Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Actor
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Partnership

from .enums import (
    AdviceState,
    CampaignPurpose,
    CampaignState,
    Level,
    ProposalKind,
    ProposalState,
    Response,
    Topic,
)


class BetweenQuerySet(models.QuerySet):
    """Rows between organisations: `sides` are the columns that name who sees them."""

    sides: tuple[str, ...] = ()

    def for_actor(self, actor: Actor):
        """Rows of the actor's own organisation. A stranger sees none."""
        if not actor.organisation:
            return self.none()
        mine = Q()
        for side in self.sides:
            mine |= Q(**{f"{side}__public_id": actor.organisation})
        return self.filter(mine)


class AdviceQuerySet(BetweenQuerySet):
    sides = ("asked_by", "asked_of")


class Advice(models.Model):
    """An advice asked of the state or of the ministry: question, answer, time to answer, satisfaction (R2-03, R4-03)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="advice_asked")
    asked_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="advice_received")
    level = models.CharField(max_length=8, choices=Level)
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="advice")
    topic = models.CharField(max_length=12, choices=Topic)
    subject = models.CharField(max_length=200)
    question = models.TextField()
    state = models.CharField(max_length=10, choices=AdviceState, default=AdviceState.ASKED)
    asked_on = models.DateField()
    asked_user = models.CharField(max_length=12)
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_user = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)
    rating = models.PositiveSmallIntegerField(null=True)
    rating_note = models.CharField(max_length=300, blank=True)
    rated_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5),
                name="coordination_a_rating_is_one_to_five",
                violation_error_message=_("La valoración va de 1 a 5."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
                name="coordination_an_answer_follows_its_question",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("asked_of")),
                name="coordination_nobody_advises_itself",
                violation_error_message=_("La asesoría se pide a otra oficina."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class CampaignQuerySet(CircleQuerySet):
    state_path = "state"
    visible = {None: frozenset({"overseer"})}


class Campaign(models.Model):
    """What a state writes to many municipalities at once; with a questionnaire, a diagnosis (R2-06). In the state's own
    circle: an invited municipality reads it through its invitation."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="campaigns")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="campaigns")
    purpose = models.CharField(max_length=16, choices=CampaignPurpose)
    title = models.CharField(max_length=200)
    text = models.TextField()
    questionnaire = models.CharField(max_length=40, blank=True, help_text="key of `data/questionnaires.yaml`")
    state = models.CharField(max_length=8, choices=CampaignState, default=CampaignState.DRAFT)
    drafted_on = models.DateField()
    sent_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class InvitedQuerySet(BetweenQuerySet):
    sides = ("organisation", "campaign__organisation")


class Invited(models.Model):
    """A municipality that a campaign invited, and what it answered; `answers`: key of the question → what was answered.

    `organisation` is null where the municipality is not in the program: the state records its paper."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="invited")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="campaigns")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="invited_to")
    response = models.CharField(max_length=10, choices=Response, blank=True)
    answers = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True, help_text=_("Número del oficio con que contestó"))
    how = models.CharField(max_length=12, blank=True)

    objects = InvitedQuerySet.as_manager()

    class Meta:
        ordering = ["municipality__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "municipality"], name="coordination_a_municipality_is_invited_once"
            )
        ]


class Instrument(models.Model):
    """The instrument of collaboration between the ministry (DGCP) and a state (R2-17): signatories by their posts."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="instruments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="instruments")
    title = models.CharField(max_length=240)
    signed_on = models.DateField()
    valid_until = models.DateField(null=True)
    ministry_post = models.CharField(max_length=200, help_text=_("Cargo de quien firmó por la Secretaría"))
    state_post = models.CharField(max_length=200, help_text=_("Cargo de quien firmó por el estado"))
    office = models.CharField(max_length=200, blank=True, help_text=_("Oficina estatal que designa"))
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("signed_on")),
                name="coordination_an_instrument_ends_after_it_was_signed",
                violation_error_message=_("La vigencia no puede terminar antes de la firma."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProposalQuerySet(BetweenQuerySet):
    sides = ("proposed_by", "of_state", "sent_to")


class Proposal(models.Model):
    """A local idea sent up to the ministry, with status and reply (R2-09). Its state reads it too."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    proposed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals_upward")
    of_state = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="proposals_below")
    sent_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals_received")
    kind = models.CharField(max_length=10, choices=ProposalKind)
    title = models.CharField(max_length=200)
    text = models.TextField()
    country = models.CharField(max_length=2, blank=True)
    benefits = models.CharField(max_length=300, blank=True, help_text=_("A quién beneficia"))
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.SENT)
    sent_on = models.DateField()
    received_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    reply = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title
