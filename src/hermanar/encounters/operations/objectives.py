"""Objectives of a relation with their indicator: baseline, target, and values measured with date and source (R0-12)."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import fold, normalise
from hermanar.partnerships.models import Partnership

from ..enums import Happened, Indicator
from ..models import Measure, Objective
from .common import _late, _must_keep, _own, _reason, _said, _stop

# what fourteen digits with two decimals hold
_MOST = Decimal("999999999999.99")


def _number(errors: dict[str, list], field: str, value: Decimal | None) -> None:
    if value is not None and (not value.is_finite() or not 0 <= value <= _MOST):
        errors[field] = [_("Escriba una cantidad de cero en adelante.")]


@transaction.atomic
def set_objective(
    act: Act, *, circle: Circle, partnership: Partnership, title: str, indicator: Indicator | str, target: Decimal,
    target_on: dt.date, unit: str = "", baseline: Decimal | None = None, baseline_on: dt.date | None = None,
    baseline_source: str = "",
) -> Objective:  # fmt: skip
    """Set what a relation is for, in a figure: from a baseline with its day and source to a target with its day.

    Raises Refused (`objective_known`), Invalid.
    """
    _must_keep(act, circle)
    _own(circle, [partnership], "partnership")
    title, unit, source = normalise(title)[:200], normalise(unit)[:60], normalise(baseline_source)[:300]
    errors: dict[str, list] = {}
    _said(errors, "title", title, _("Escriba qué se busca con la relación."))
    if indicator not in Indicator.values:
        errors["indicator"] = [_("Elija con qué se mide.")]
    elif indicator == Indicator.OTHER and not unit:
        errors["unit"] = [_("Diga en qué se cuenta.")]
    _number(errors, "target", target)
    _number(errors, "baseline", baseline)
    if target_on <= act.on:
        errors["target_on"] = [_("El plazo ya pasó: elija un día posterior.")]
    if baseline is not None:
        _said(errors, "baseline_source", source, _("Diga de dónde sale la cifra de partida."))
        if baseline_on is None:
            errors["baseline_on"] = [_("Diga de qué día es la cifra de partida.")]
        if baseline == target:
            errors.setdefault("target", [_("La meta es igual a la cifra de partida.")])
    _late(errors, act, "baseline_on", baseline_on)
    _stop(errors)
    standing = Objective.objects.filter(partnership=partnership, closed_on=None).values_list("title", flat=True)
    if fold(title) in {fold(t) for t in standing}:
        raise Refused("objective_known", _("Ese objetivo ya está abierto: agregue ahí sus mediciones."), field="title")
    row = Objective.objects.create(
        circle=circle, partnership=partnership, title=title, indicator=indicator, unit=unit, target=target,
        target_on=target_on, baseline=baseline, baseline_on=baseline_on if baseline is not None else None,
        baseline_source=source if baseline is not None else "", set_on=act.on,
    )  # fmt: skip
    record(act, Happened.OBJECTIVE_SET, chain=circle.public_id, about=row.public_id, title=title, on=target_on)
    return row


@transaction.atomic
def measure_objective(
    act: Act, *, objective: Objective, value: Decimal, on: dt.date, source: str, note: str = "",
    attachment: Attachment | None = None,
) -> Measure:  # fmt: skip
    """Put down a value, of what day and from what source. Raises Refused (`objective_closed`), Invalid."""
    _must_keep(act, objective.circle)
    source = normalise(source)[:300]
    errors: dict[str, list] = {}
    _number(errors, "value", value)
    _late(errors, act, "on", on)
    _said(errors, "source", source, _("Diga de dónde sale la cifra."))
    if attachment is not None and attachment.circle_id != objective.circle_id:
        errors["attachment"] = [_("Ese archivo no es del municipio.")]
    _stop(errors)
    if objective.closed_on is not None:
        raise Refused("objective_closed", _("El objetivo está cerrado: ya no recibe mediciones."))
    row = Measure.objects.create(
        objective=objective, value=value, on=on, source=source, note=normalise(note)[:300], attachment=attachment,
        recorded_on=act.on,
    )  # fmt: skip
    record(
        act, Happened.OBJECTIVE_MEASURED, chain=objective.circle.public_id, about=objective.public_id,
        title=objective.title, on=on, value=str(value),
    )  # fmt: skip
    return row


@transaction.atomic
def void_measure(act: Act, *, measure: Measure, reason: str) -> Measure:
    """Leave a value put down by mistake without effect; it stays in sight with its reason. Raises Refused, Invalid."""
    objective = measure.objective
    _must_keep(act, objective.circle)
    reason = _reason(reason)
    if not Measure.objects.filter(pk=measure.pk, void_reason="").update(void_reason=reason):
        raise Refused("measure_void", _("Esa medición ya estaba sin efecto."))
    measure.refresh_from_db()
    record(
        act, Happened.MEASURE_VOIDED, chain=objective.circle.public_id, about=objective.public_id,
        title=objective.title, on=measure.on, reason=reason,
    )  # fmt: skip
    return measure


@transaction.atomic
def close_objective(act: Act, *, objective: Objective, reason: str) -> Objective:
    """Close it, reached or not, with the reason. Raises Refused (`objective_closed`), Invalid."""
    _must_keep(act, objective.circle)
    reason = _reason(reason)
    if not Objective.objects.filter(pk=objective.pk, closed_on=None).update(closed_on=act.on, closed_reason=reason):
        raise Refused("objective_closed", _("El objetivo ya estaba cerrado."))
    objective.refresh_from_db()
    record(
        act, Happened.OBJECTIVE_CLOSED, chain=objective.circle.public_id, about=objective.public_id,
        title=objective.title, reason=reason,
    )  # fmt: skip
    return objective
