"""The clock of a relation, of an organisation, and as a calendar file."""

import datetime as dt
from collections.abc import Iterator

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.process.rules import SourceFact

from ..enums import DutyKey, DutyState
from ..models import Duty


def list_duties(actor: Actor, partnership: Partnership) -> list[Duty]:
    """Every duty of the relation, by date."""
    return list(Duty.objects.for_actor(actor).filter(partnership=partnership).order_by("due_on", "pk"))


def list_open_duties(actor: Actor, *, until: dt.date | None = None, limit: int = 50) -> list[Duty]:
    """Open duties of every relation the actor sees, the nearest first."""
    rows = Duty.objects.for_actor(actor).filter(state=DutyState.OPEN).select_related("partnership__circle")
    if until:
        rows = rows.filter(due_on__lte=until)
    return list(rows.order_by("due_on", "pk")[:limit])


def get_duty(actor: Actor, public_id: str) -> Duty:
    """Raises NotVisible."""
    row = (
        Duty.objects.for_actor(actor)
        .select_related("partnership__circle", "partnership__case")
        .filter(public_id=public_id)
        .first()
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def facts_of_sources() -> Iterator[SourceFact]:
    """What fulfilled duties prove today."""
    done = Duty.objects.filter(key=DutyKey.FIRST_PROGRAMME, state=DutyState.DONE).select_related("partnership__case")
    for duty in done.order_by("pk"):
        source = f"programmes.duty:{duty.public_id}"
        yield SourceFact(duty.partnership.case.public_id, Fact.PROGRAMME_RUNNING, source, duty.done_on)
