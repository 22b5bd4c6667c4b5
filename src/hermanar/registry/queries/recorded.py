"""What municipalities put down in the ministry's name from the paper they got, for the ministry to read over."""

import datetime as dt
from dataclasses import dataclass

from hermanar.agreements.models import Registration
from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor, How
from hermanar.opinions.enums import OpinionState
from hermanar.opinions.models import Opinion
from hermanar.partnerships.models import Partnership

from ..models import Entry

_READS = frozenset({Role.REGISTRAR, Role.LEGAL_REVIEWER, Role.AUTHORISER})


@dataclass(frozen=True)
class RecordedForUs:
    """One act of the ministry as another office put it down. `entry`: its public entry; "" where there is none."""

    kind: str
    number: str
    on: dt.date
    partnership: Partnership
    entry: str


def list_recorded_for_ministry(actor: Actor) -> list[RecordedForUs]:
    """Registrations and opinions that bear the ministry's name and nobody of it put down, the last first; nothing for
    others. The number and the day are the ministry's own; the case behind them stays with its circle."""
    home = Organisation.objects.filter(public_id=actor.organisation, kind=OrganisationKind.MINISTRY).first()
    if home is None or not actor.roles & _READS:
        return []
    registrations = Registration.objects.filter(
        how=How.RECORDED, withdrawn_on=None, agreement__partnership__owner__is_exercise=home.is_exercise
    ).exclude(registered_on=None)
    opinions = Opinion.objects.filter(
        how=How.RECORDED, state=OpinionState.AUTHORISED, partnership__owner__is_exercise=home.is_exercise
    ).exclude(issued_on=None)
    found = [
        ("registration", r.number, r.registered_on, r.agreement.partnership)
        for r in registrations.select_related("agreement__partnership__owner").prefetch_related(
            "agreement__partnership__parties"
        )
    ]
    found += [
        ("opinion", o.number, o.issued_on, o.partnership)
        for o in opinions.select_related("partnership__owner").prefetch_related("partnership__parties")
    ]
    of_cases = [p.public_id for _k, _n, _d, p in found]
    entries = dict(
        Entry.objects.filter(partnership__in=of_cases, withdrawn_at=None).values_list("partnership", "public_id")
    )
    rows = [RecordedForUs(k, n, on, p, entries.get(p.public_id, "")) for k, n, on, p in found]
    return sorted(rows, key=lambda r: (r.on, r.number), reverse=True)
