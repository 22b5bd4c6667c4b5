"""The authorised report on the portal: the same figures, without persons."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.registry.models import PublishedReport
from hermanar.registry.operations.reports import publish_report, withdraw_report

from ..enums import Happened, PeriodState
from ..models import Period
from ..rules.public import public_report
from .periods import _record


@transaction.atomic
def publish_period(act: Act, *, period: Period) -> PublishedReport:
    """Make a closed report public as it was authorised, with the corrections so far: posts and no persons, pictures with
    consent. Raises Refused (it is not closed; not its liaison nor its mayor)."""
    if period.state != PeriodState.LOCKED or period.snapshot is None:
        raise Refused("period_open", _("Se publica el informe autorizado y cerrado. Pida antes su autorización."))
    if period.issue is None:
        raise Refused(
            "paper_underway", _("El papel autorizado se está preparando. Publique el informe cuando esté listo.")
        )
    corrections: list[dict[str, Any]] = [
        {"on": c.on.isoformat(), "text": c.text, "reason": c.reason} for c in period.corrections.all()
    ]
    snapshot = public_report(period.snapshot, corrections, period.issue.code if period.issue else "")
    row = publish_report(
        act, organisation=period.organisation, year=period.year, quarter=period.quarter, snapshot=snapshot,
        sha256=period.sha256,
    )  # fmt: skip
    _record(act, Happened.PERIOD_PUBLISHED, period, number=row.number)
    return row


@transaction.atomic
def unpublish_period(act: Act, *, period: Period, reason: str) -> PublishedReport:
    """Take it off the portal with a reason; the closed report stays. Raises Refused, Invalid."""
    row = withdraw_report(
        act, organisation=period.organisation, year=period.year, quarter=period.quarter, reason=reason
    )  # fmt: skip
    _record(act, Happened.PERIOD_UNPUBLISHED, period, reason=reason[:200])
    return row
