"""Proposals and projects."""

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.meetings.enums import BodyKind
from hermanar.meetings.models import Resolution
from hermanar.meetings.queries import body_of

from ..enums import LinkFor
from ..models import Call, Project, Proposal
from ..policies import holds_link

_RELATED = ("circle", "owner__home", "call", "project", "resolution__point__session")


def get_proposal(actor: Actor, public_id: str) -> Proposal:
    """A proposal, for the municipality and its committee. Raises NotVisible."""
    row = at_most_one(Proposal.objects.for_actor(actor).select_related(*_RELATED).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_proposals(
    actor: Actor, *, state: str = "", call: Call | None = None, before: int | None = None, limit: int = 30
) -> list[Proposal]:
    """The committee's inbox: newest first, keyset by primary key. One query."""
    rows = Proposal.objects.for_actor(actor).select_related("call", "project").order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if call is not None:
        rows = rows.filter(call=call)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def proposal_of_link(actor: Actor, subject: str) -> Proposal:
    """The proposal that its author's link opens. Raises NotVisible."""
    if not holds_link(actor, LinkFor.PROPOSAL, subject):
        raise NotVisible(subject)
    row = at_most_one(Proposal.objects.select_related(*_RELATED).filter(public_id=subject))
    if row is None:
        raise NotVisible(subject)
    return row


def get_project(actor: Actor, public_id: str) -> Project:
    """A project of the committee. Raises NotVisible."""
    rows = Project.objects.for_actor(actor).select_related(
        "circle", "owner__home", "partnership", "resolution__point__session", "proposal"
    )
    row = at_most_one(rows.filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_projects(actor: Actor, *, stage: str = "", before: int | None = None, limit: int = 30) -> list[Project]:
    """Projects of the actor's municipality, newest first; keyset. One query."""
    rows = Project.objects.for_actor(actor).select_related("partnership").order_by("-pk")
    if stage:
        rows = rows.filter(stage=stage)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def committee_resolutions(owner: Organisation, limit: int = 30) -> list[Resolution]:
    """What the municipality's committee resolved lately, newest first: the votes a decision may stand on."""
    body = body_of(owner, BodyKind.COMMITTEE)
    if body is None:
        return []
    rows = Resolution.objects.filter(point__session__body=body, corrected_by=None)
    return list(rows.select_related("point__session").order_by("-point__session__held_on", "-pk")[:limit])
