"""Objectives of a relation and how far each has come (R0-12)."""

import datetime as dt
from dataclasses import dataclass

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.models import Partnership

from ..models import Measure, Objective
from ..rules.objectives import Measured, Progress, progress


@dataclass(frozen=True)
class ObjectivePicture:
    """An objective, its measures (the latest first, voided ones too) and how far it has come."""

    it: Objective
    measures: list[Measure]
    progress: Progress


def _picture(row: Objective, on: dt.date) -> ObjectivePicture:
    measures = sorted(row.measures.all(), key=lambda m: (m.on, m.pk), reverse=True)
    counted = [Measured(m.on, m.value, m.pk) for m in measures if not m.void_reason]
    return ObjectivePicture(row, measures, progress(row.baseline, row.target, row.target_on, counted, on))


def list_objectives(
    actor: Actor, partnership: Partnership, on: dt.date, *, open_only: bool = False, limit: int = 50
) -> list[ObjectivePicture]:
    """Those of a relation, open ones first. Two queries, however many."""
    rows = Objective.objects.for_actor(actor).filter(partnership=partnership).prefetch_related("measures__attachment")
    if open_only:
        rows = rows.filter(closed_on=None)
    found = [_picture(row, on) for row in rows.order_by("-pk")[:limit]]
    return sorted(found, key=lambda p: p.it.closed_on is not None)


def get_objective(actor: Actor, partnership: Partnership, public_id: str) -> Objective:
    """Raises NotVisible."""
    rows = Objective.objects.for_actor(actor).select_related("circle", "partnership")
    row = at_most_one(rows.filter(partnership=partnership, public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def get_measure(objective: Objective, public_id: str) -> Measure:
    """A measure of an objective that was shown. Raises NotVisible."""
    row = at_most_one(objective.measures.select_related("objective__circle").filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row
