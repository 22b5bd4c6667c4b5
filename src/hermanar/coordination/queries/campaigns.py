"""Campaigns, who was invited, who answered, and what all answers say together (R2-06)."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import CampaignState, Response
from ..models import Campaign, Invited
from ..rules.questionnaires import Questionnaire, Summary, questionnaires, summary


@dataclass(frozen=True)
class CampaignLine:
    it: Campaign
    invited: int
    answered: int
    accepted: int


def _counted(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    return rows.annotate(
        n=Count("invited"),
        answered=Count("invited", filter=Q(invited__answered_on__isnull=False)),
        accepted=Count("invited", filter=Q(invited__response=Response.ACCEPTED)),
    )


def _line(row: Campaign) -> CampaignLine:
    return CampaignLine(row, row.n, row.answered, row.accepted)  # type: ignore[attr-defined]


def list_campaigns(actor: Actor, *, before: int | None = None, limit: int = 30) -> list[CampaignLine]:
    """The state's campaigns, newest first; keyset by `pk`. One query."""
    rows = Campaign.objects.for_actor(actor).filter(organisation__public_id=actor.organisation)
    if before:
        rows = rows.filter(pk__lt=before)
    return [_line(r) for r in _counted(rows).order_by("-pk")[:limit]]


def get_campaign(actor: Actor, public_id: str) -> CampaignLine:
    """One campaign of the actor's own state. Raises NotVisible."""
    rows = Campaign.objects.for_actor(actor).select_related("organisation__home", "organisation__state", "circle")
    row = at_most_one(_counted(rows).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return _line(row)


def list_invited(
    campaign: Campaign, *, answered: bool | None = None, after: int | None = None, limit: int = 60
) -> list[Invited]:
    """Who was invited, by their number in the list; keyset by `pk`. One query."""
    rows = campaign.invited.select_related("municipality", "organisation")
    if answered is not None:
        rows = rows.filter(answered_on__isnull=not answered)
    if after:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk")[:limit])


def questionnaire_of(campaign: Campaign) -> Questionnaire | None:
    return questionnaires().get(campaign.questionnaire)


def summary_of(campaign: Campaign) -> tuple[Summary, ...]:
    """What the answers say, question by question; empty without a questionnaire. One query."""
    known = questionnaire_of(campaign)
    if known is None:
        return ()
    return summary(known, campaign.invited.exclude(answered_on=None).values_list("answers", flat=True))


def get_invitation(actor: Actor, public_id: str) -> Invited:
    """An invitation, for the municipality invited and for the state. Raises NotVisible."""
    rows = Invited.objects.for_actor(actor).select_related(
        "campaign__organisation__home", "campaign__circle", "municipality", "organisation__home"
    )
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_invitations(actor: Actor, *, before: int | None = None, limit: int = 30) -> list[Invited]:
    """What was sent to the actor's own municipality, newest first; keyset by `pk`. One query."""
    rows = Invited.objects.filter(organisation__public_id=actor.organisation or "-").exclude(
        campaign__state=CampaignState.DRAFT
    )
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("campaign__organisation").order_by("-pk")[:limit])
