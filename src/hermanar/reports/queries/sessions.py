"""Sessions that count in the plan: those of the cabinet that are on record as held."""

import datetime as dt

from django.db.models import QuerySet

from hermanar.directory.models import Organisation
from hermanar.meetings.models import Session
from hermanar.plans.enums import LateKind
from hermanar.plans.queries import LateFact, closing_of, hours_of


def _held(organisation: Organisation) -> QuerySet[Session]:
    return Session.objects.filter(body__organisation=organisation, body__kind="cabinet", state="held")


def cabinet_sessions(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[tuple[dt.date, str]]:
    """Day and number of each session of the cabinet held in a span of days, in their order. One query."""
    held = _held(organisation).filter(held_on__gte=starts, held_on__lte=ends)
    return list(held.order_by("held_on", "pk").values_list("held_on", "number"))


def late_sessions(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[LateFact]:
    """Sessions of the cabinet that were put down as held in a span of days, when the quarter of theirs had closed. Three
    queries."""
    since, until = hours_of(organisation, starts, ends)
    closing = closing_of(organisation)
    rows = _held(organisation).filter(held_put_at__gte=since, held_put_at__lt=until, held_on__lt=ends)
    return [
        LateFact(
            LateKind.SESSION, s.held_on, s.held_on, closing.zones.day(s.held_put_at), what=s.number,
            ref=s.public_id,
        )
        for s in rows.order_by("held_put_at", "pk")
        if s.held_put_at is not None and closing.is_late(s.held_on, s.held_put_at)
    ]  # fmt: skip
