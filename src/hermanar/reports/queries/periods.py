"""Periods: of whoever reads, and for the rooms that have checked."""

from typing import Any

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..enums import AnnexKind
from ..models import Annex, Period

_RELATED = ("circle", "organisation__home", "organisation__municipality__state", "issue", "document")


def list_periods(actor: Actor) -> list[Period]:
    """Periods of the actor's own organisation, newest first."""
    rows = Period.objects.for_actor(actor).filter(organisation__public_id=actor.organisation)
    return list(rows.select_related("organisation", "issue").defer("snapshot")[:80])


def list_periods_in(actor: Actor, state: str) -> list[Period]:
    """Periods of the actor's own organisation in a state, newest first. One query."""
    rows = Period.objects.for_actor(actor).filter(organisation__public_id=actor.organisation, state=state)
    return list(rows.only("year", "quarter", "state")[:8])


def get_period(actor: Actor, year: int, quarter: int) -> Period:
    """A period of the actor's own organisation. Raises NotVisible."""
    rows = Period.objects.for_actor(actor).filter(organisation__public_id=actor.organisation)
    row = rows.select_related(*_RELATED).filter(year=year, quarter=quarter).first()
    if row is None:
        raise NotVisible(f"{year}-{quarter}")
    return row


def find_period(organisation: Organisation, year: int, quarter: int) -> Period | None:
    """The period, for whoever has checked that it may be read."""
    return Period.objects.select_related(*_RELATED).filter(
        organisation=organisation, year=year, quarter=quarter
    ).first()  # fmt: skip


def narratives_of(period: Period) -> dict[str, str]:
    """Code of the activity → what the office wrote."""
    return dict(period.narratives.values_list("code", "text"))


def annexes_of(period: Period) -> list[dict[str, Any]]:
    """Files that go with the report, the signed scan apart: it comes after. One query."""
    rows = period.annexes.filter(removed_at=None).exclude(kind=AnnexKind.SIGNED).select_related("attachment__blob")
    return [
        {"id": a.public_id, "kind": a.kind, "title": a.title, "sha256": a.attachment.blob.sha256} for a in rows
    ]  # fmt: skip


def list_annexes(period: Period) -> list[Annex]:
    """Everything that goes with the report, the signed scan too."""
    return list(period.annexes.filter(removed_at=None).select_related("attachment"))


def get_annex(actor: Actor, public_id: str) -> Annex:
    """A standing annex of a report of one's own. Raises NotVisible."""
    rows = Annex.objects.filter(period__in=Period.objects.for_actor(actor), removed_at=None)
    row = at_most_one(rows.select_related("period__circle", "period__organisation").filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row
