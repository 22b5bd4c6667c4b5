"""A record of the plan as a line of a list."""

from typing import Any

from django.urls import reverse

from hermanar.plans.enums import RecordKind, RecordState
from hermanar.plans.rules.records import is_over

_ENDED_OTHERWISE = {RecordState.REJECTED, RecordState.DISMISSED}


def tone_of(record: Any) -> str:
    """Green where its path is walked, sand where it ended otherwise, amber while it goes on."""
    if record.state in _ENDED_OTHERWISE:
        return ""
    return "leaf" if is_over(record.kind, record.state) else "amber"


def record_row(record: Any) -> dict[str, Any]:
    """A line: what, where it stands, who delivered."""
    return {
        "it": record,
        "url": reverse("web:plans:record", args=[record.public_id]),
        "kind": RecordKind(record.kind).label,
        "state": RecordState(record.state).label,
        "tone": tone_of(record),
        "asked": getattr(record, "asked", 0),
        "delivered": getattr(record, "delivered", 0),
    }
