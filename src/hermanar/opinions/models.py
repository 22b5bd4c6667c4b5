"""Dispatch with its checklist, reviews by round, observations by article and language, the opinion."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import CircleQuerySet
from hermanar.documents.models import Issue, Version
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Partnership

from .enums import DispatchState, ObservationState, OpinionState, ReviewState, Sense


class DispatchQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    state_path = "state"
    visible = {
        DispatchState.PREPARED: frozenset({"lead"}),
        DispatchState.SENT: frozenset({"lead", "overseer"}),
        None: frozenset({"lead", "overseer", "reviewer", "registrar"}),
    }


class Dispatch(models.Model):
    """What is sent to the ministry, directly or by way of the state (domain 1.3, step 11)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="dispatches")
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=DispatchState, default=DispatchState.PREPARED)
    via_state = models.BooleanField(default=True)
    folio = models.CharField(max_length=60, blank=True)
    sent_on = models.DateField(null=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    forward_folio = models.CharField(max_length=60, blank=True)
    forwarded_on = models.DateField(null=True)
    forward_issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    forward_paper = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    returned_reason = models.TextField(blank=True)
    returned_folio = models.CharField(max_length=60, blank=True, help_text="of the paper with which it came back")
    returned_on = models.DateField(null=True)
    return_paper = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12, default="in_post")

    objects = DispatchQuerySet.as_manager()


class Forwarding(models.Model):
    """A forwarding that no longer stands: the state took it back before the ministry received it, or it was put down wrongly
    (`mistaken`). With `review` what was passed on is the answer to that round; else the file. `is_return`: what was put down
    wrongly is that the state sent the answer back."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="taken_back")
    review = models.ForeignKey("Review", null=True, on_delete=models.PROTECT, related_name="taken_back")
    folio = models.CharField(max_length=60)
    forwarded_on = models.DateField()
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField()
    reason = models.TextField()
    mistaken = models.BooleanField(default=False)
    is_return = models.BooleanField(default=False)


class ChecklistItem(models.Model):
    """One paper of the checklist; the list is data per instrument kind and state (`opinions/data/checklists.yaml`)."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    is_required = models.BooleanField(default=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispatch", "key"], name="opinions_an_item_is_listed_once")]


class ReviewQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    state_path = "state"
    visible = {
        ReviewState.OPEN: frozenset({"reviewer"}),
        ReviewState.PROPOSED: frozenset({"reviewer"}),
        ReviewState.ENDED: frozenset({"reviewer"}),
        None: frozenset({"lead", "overseer", "reviewer", "registrar"}),
    }

    def counted(self) -> "ReviewQuerySet":
        """Rounds as they were: without those that were put down wrongly from their paper."""
        return self.exclude(state=ReviewState.CORRECTED)


class Review(models.Model):
    """One round over one version of the text."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reviews")
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    answer_version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPEN)
    opened_on = models.DateField()
    observed_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer_issue = models.ForeignKey(
        Issue,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the letter that answers the observations",
    )
    # with which the state passes the answer on, where it went by way of the state; the round does not wait for it
    forward_folio = models.CharField(max_length=60, blank=True)
    forwarded_on = models.DateField(null=True)
    forward_issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    forward_paper = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    sent_back_on = models.DateField(null=True, help_text="the state did not pass the answer on")
    sent_back_reason = models.TextField(blank=True)
    sent_back_folio = models.CharField(max_length=60, blank=True, help_text="of the paper with which it came back")
    sent_back_paper = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, help_text="the letter with all observations")
    # of the letter as it came on paper, where the ministry is not on board
    folio = models.CharField(max_length=60, blank=True)
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=200, blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, help_text="why it was corrected, or ended without opinion")
    how = models.CharField(max_length=12, default="in_post")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "round"], condition=~Q(state="corrected"), name="opinions_rounds_are_numbered"
            ),
        ]


class ObservationQuerySet(CircleQuerySet):
    circle_path = "review__partnership__circle_id"
    state_path = "state"
    visible = {
        ObservationState.DRAFT: frozenset({"reviewer"}),
        None: frozenset({"lead", "overseer", "reviewer", "registrar"}),
    }


class Observation(models.Model):
    """Hangs on an article and a language (or both). Advice: accepted or not, with reason (R4-34)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="observations")
    group = models.CharField(max_length=40)
    language = models.CharField(max_length=5, blank=True, help_text="empty: both")
    text = models.TextField()
    proposal = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ObservationState, default=ObservationState.DRAFT)
    answer = models.TextField(blank=True)
    by_user = models.CharField(max_length=12)

    objects = ObservationQuerySet.as_manager()


class ArticleApproval(models.Model):
    """An article as approved in a round, by the hash of its text in all languages: unchanged, it stays approved."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="approvals")
    group = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "group"], name="opinions_an_article_is_approved_once")]


class OpinionQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    state_path = "state"
    visible = {
        OpinionState.AUTHORISED: frozenset({"lead", "overseer", "reviewer", "registrar", "committee", "observer"}),
        OpinionState.WITHDRAWN: frozenset({"lead", "overseer", "reviewer", "registrar", "committee", "observer"}),
        None: frozenset({"reviewer"}),
    }


class Opinion(models.Model):
    """Dictamen de procedencia (LCT art. 7). Proposed by one person, authorised by another, or recorded from paper."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="opinions")
    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="opinions")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT)
    text_sha256 = models.CharField(max_length=64, blank=True)
    sense = models.CharField(max_length=12, choices=Sense)
    state = models.CharField(max_length=10, choices=OpinionState, default=OpinionState.PROPOSED)
    grounds = models.TextField(blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    proposed_by = models.CharField(max_length=12)
    authorised_by = models.CharField(max_length=12, blank=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="why it was withdrawn")
    how = models.CharField(max_length=12, default="in_post")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authorised_by="") | Q(how="recorded") | ~Q(authorised_by=F("proposed_by")),
                name="opinions_authorised_by_a_second_person",
                violation_error_message=_("Quien propone el dictamen no puede autorizarlo."),
            )
        ]
