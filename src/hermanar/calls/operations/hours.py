"""Hours for meeting the counterpart: either side proposes, the other one takes (R4-15)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Partnership

from ..enums import Happened, LinkFor
from ..models import Hour
from ..policies import can_open_door
from .common import _by_link

MOST = 8  # hours that stand proposed at one time


def _propose(act: Act, partnership: Partnership, starts_at: dt.datetime, minutes: int, *, by_counterpart: bool) -> Hour:
    if starts_at <= act.at:
        raise Invalid({"starts_at": [_("El horario propuesto ya pasó. Proponga un día y una hora que aún no llegan.")]})
    if not 15 <= minutes <= 480:
        raise Invalid({"minutes": [_("La duración va de 15 minutos a 8 horas.")]})
    standing = Hour.objects.filter(partnership=partnership, taken_at=None, withdrawn_at=None, starts_at__gt=act.at)
    if standing.count() >= MOST:
        raise Refused("too_many_hours", _("Ya hay suficientes horarios propuestos: acepte uno o espere respuesta."))
    try:
        with transaction.atomic():
            hour = Hour.objects.create(
                partnership=partnership, starts_at=starts_at, minutes=minutes, by_counterpart=by_counterpart
            )
    except IntegrityError:
        raise Invalid(
            {"starts_at": [_("Ese horario ya está propuesto. Proponga otro, o espere a que lo acepten.")]}
        ) from None
    record(
        act, Happened.HOUR_PROPOSED, chain=partnership.circle.public_id, about=hour.public_id, starts_at=hour.starts_at
    )
    return hour


def _take(act: Act, hour: Hour, *, by_counterpart: bool) -> Hour:
    if hour.by_counterpart == by_counterpart:
        raise Refused("hour_own", _("Acepta el horario la otra parte, no quien lo propuso."))
    if hour.starts_at <= act.at:
        raise Refused("hour_past", _("El horario propuesto ya pasó. Proponga un día y una hora que aún no llegan."))
    if not Hour.objects.filter(pk=hour.pk, taken_at=None, withdrawn_at=None).update(taken_at=act.at):
        raise Refused("hour_taken", _("Ese horario ya se aceptó o se retiró. Proponga otro si hace falta."))
    hour.refresh_from_db()
    record(
        act, Happened.HOUR_TAKEN, chain=hour.partnership.circle.public_id, about=hour.public_id,
        starts_at=hour.starts_at,
    )  # fmt: skip
    return hour


def _must_meet(act: Act, partnership: Partnership) -> None:
    if not can_open_door(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Los horarios los lleva el enlace del municipio titular."))


@transaction.atomic
def propose_hour(act: Act, *, partnership: Partnership, starts_at: dt.datetime, minutes: int = 60) -> Hour:
    """The municipality proposes an hour, which the counterpart sees in its own time. Raises Refused, Invalid."""
    _must_meet(act, partnership)
    return _propose(act, partnership, starts_at, minutes, by_counterpart=False)


@transaction.atomic
def propose_hour_by_link(act: Act, *, partnership: Partnership, starts_at: dt.datetime, minutes: int = 60) -> Hour:
    """The counterpart proposes an hour of its own day. Raises NotVisible, Refused, Invalid."""
    _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    hour = _propose(act, partnership, starts_at, minutes, by_counterpart=True)
    _tell(act, partnership)
    return hour


@transaction.atomic
def take_hour(act: Act, *, hour: Hour) -> Hour:
    """The municipality accepts an hour of the counterpart. Raises Refused."""
    _must_meet(act, hour.partnership)
    return _take(act, hour, by_counterpart=False)


@transaction.atomic
def take_hour_by_link(act: Act, *, partnership: Partnership, hour: Hour) -> Hour:
    """The counterpart accepts an hour of the municipality. Raises NotVisible, Refused."""
    _by_link(act, LinkFor.COUNTERPART, partnership.public_id)
    if hour.partnership_id != partnership.pk:
        raise NotVisible(hour.public_id)
    hour = _take(act, hour, by_counterpart=True)
    _tell(act, partnership)
    return hour


@transaction.atomic
def withdraw_hour(act: Act, *, hour: Hour) -> Hour:
    """Take back an hour of the municipality's that nobody took. Raises Refused."""
    _must_meet(act, hour.partnership)
    rows = Hour.objects.filter(pk=hour.pk, by_counterpart=False, taken_at=None, withdrawn_at=None)
    if not rows.update(withdrawn_at=act.at):
        raise Refused("hour_taken", _("Ese horario ya se aceptó o se retiró. Proponga otro si hace falta."))
    hour.refresh_from_db()
    record(
        act, Happened.HOUR_WITHDRAWN, chain=hour.partnership.circle.public_id, about=hour.public_id,
        starts_at=hour.starts_at,
    )  # fmt: skip
    return hour


def _tell(act: Act, partnership: Partnership) -> None:
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="contribution_received",
        data={"folio": partnership.folio}, door="calls.door", at={"partnership": partnership.public_id},
    )  # fmt: skip
