"""The authorised report on the portal, the same figures; and what is put right after it closed, beside it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts
from hermanar.registry.models import PublishedReport
from hermanar.registry.operations.reports import publish_report, withdraw_report

from ..enums import Happened, PeriodState
from ..models import Correction, Period
from ..policies import can_authorise, can_write
from ..queries import Remark, corrections_of, proved_of, refusals, relations_of
from ..rules.public import public_report
from ..rules.slips import said_after
from .periods import _must_print, _record

_LATER = _("Si ocurrió después del trimestre, diga en qué fecha.")


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
    snapshot = public_report(period.snapshot, corrections_of(period), period.issue.code if period.issue else "")
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


@transaction.atomic
def correct_period(act: Act, *, period: Period, text: str, reason: str) -> Correction:
    """Put something right after the period closed: a new act, visible beside it (promise 10). Raises Refused, Invalid."""
    if not can_authorise(act.actor, period.circle) and not can_write(act.actor, period.circle):
        raise Refused("not_writer", _("El informe lo elabora el enlace del municipio."))
    if period.state != PeriodState.LOCKED:
        raise Refused("period_open", _("El informe no está cerrado: cámbielo donde está."))
    text, reason = normalise(text, lines=True), normalise(reason, lines=True)
    errors: dict[str, list] = {}
    if not text:
        errors["text"] = [_("Escriba qué se corrige y cómo queda.")]
    if not reason:
        errors["reason"] = [_("Escriba el motivo.")]
    if errors:
        raise Invalid(errors)
    _must_print(text=text, reason=reason)
    for key, said in (("text", text), ("reason", reason)):  # both stand beside the report, where anybody reads them
        if found := _beyond_the_quarter(period, said, act.on):
            errors[key] = [*(remark.text for remark in found), _LATER]
    if errors:
        raise Invalid(errors)
    row = Correction.objects.create(
        period=period, text=text, reason=reason, on=act.on, by_appointment=act.actor.appointment
    )
    _record(act, Happened.PERIOD_CORRECTED, period, reason=reason[:200])
    if _is_public(period):
        publish_period(act, period=period)  # what stands beside the report stands beside it everywhere
    return row


def _beyond_the_quarter(period: Period, said: str, on: dt.date) -> list[Remark]:
    """What a correction says beyond what the quarter proved. What came afterwards is told with its date, and is held
    against what is proved by now."""
    starts, ends = quarter_starts(period.year, period.quarter), quarter_ends(period.year, period.quarter)
    found = refusals(said, proved_of(relations_of(period.organisation, starts, ends)))
    if not any(said_after(said, remark.start, ends) for remark in found):
        return found
    now = refusals(said, proved_of(relations_of(period.organisation, starts, on)))
    return [r for r in found if not said_after(said, r.start, ends) or any(n.start == r.start for n in now)]


def _is_public(period: Period) -> bool:
    at = {"address": period.organisation.slug, "year": period.year, "quarter": period.quarter}
    return PublishedReport.objects.filter(**at, withdrawn_at=None).exists()
