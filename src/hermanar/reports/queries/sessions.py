"""Sessions that count in the plan: those of the cabinet that are on record as held."""

import datetime as dt

from hermanar.directory.models import Organisation
from hermanar.meetings.models import Session


def cabinet_sessions(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[tuple[dt.date, str]]:
    """Day and number of each session of the cabinet held in a span of days, in their order. One query."""
    held = Session.objects.filter(
        body__organisation=organisation, body__kind="cabinet", state="held", held_on__gte=starts, held_on__lte=ends
    )
    return list(held.order_by("held_on", "pk").values_list("held_on", "number"))
