"""Periods: of whoever reads, and for the rooms that have checked."""

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible

from ..models import Period

_RELATED = ("circle", "organisation__home", "organisation__municipality__state", "issue", "document")


def list_periods(actor: Actor) -> list[Period]:
    """Periods of the actor's own organisation, newest first."""
    rows = Period.objects.for_actor(actor).filter(organisation__public_id=actor.organisation)
    return list(rows.select_related("organisation", "issue")[:80])


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
