"""Units, the week's list, and what they hand in (R3-24 to R3-28)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Office, Organisation, in_spanish
from hermanar.directory.queries import zones_of
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import fold, normalise

from ..enums import Happened, Head, UnitKind
from ..models import Deliverable, Expected, HandIn, HandInCorrection, StatedCount, Unit, Week
from ..policies import can_hand_in, can_plan
from ..queries import hanging_from, rules_on
from ..rules.asked import AGENDA, key_of
from ..rules.calendar import MONDAY

STILL_TAKEN = dt.timedelta(days=6)  # a unit hands in late until its week is over


def _must_plan(act: Act, organisation: Organisation) -> None:
    if not can_plan(act.actor, organisation.home):
        raise Refused("not_planner", _("La lista de la semana la lleva el enlace del municipio."))


@transaction.atomic
def put_unit(
    act: Act, *, organisation: Organisation, name: str, kind: UnitKind | str = UnitKind.OTHER,
    parent: Unit | None = None, office: Office | None = None, is_international: bool = False, email: str = "",
    valid_from: dt.date | None = None, valid_until: dt.date | None = None, unit: Unit | None = None,
) -> Unit:  # fmt: skip
    """An area of the government, new or corrected: its group, what it hangs from. `unit`: the one that is corrected,
    where its name may change; without it the area is new, and one that is there already stays as it is. Raises Refused,
    Invalid."""
    _must_plan(act, organisation)
    name = normalise(name)
    errors: dict[str, list] = {}
    if not name:
        errors["name"] = [_("Escriba el nombre del área.")]
    if kind not in UnitKind.values:
        errors["kind"] = [_("Elija a qué grupo pertenece.")]
    for other, field in ((parent, "parent"), (office, "office")):
        if other is not None and other.organisation_id != organisation.pk:
            errors[field] = [_("Debe ser de la misma organización.")]
    if parent is not None and (parent.name == name or (unit is not None and parent.pk in hanging_from(unit))):
        errors["parent"] = [_("Un área no depende de sí misma, ni de otra que depende de ella.")]
    if name and unit is None and organisation.units.filter(name=name).exists():
        errors["name"] = [_("Ya existe esa área: ábrala para cambiarla.")]
    if unit is not None and organisation.units.filter(name=name).exclude(pk=unit.pk).exists():
        errors["name"] = [_("Ya hay un área con ese nombre.")]
    if valid_from and valid_until and valid_until < valid_from:
        errors["valid_until"] = [_("El área no puede terminar antes de empezar.")]
    if errors:
        raise Invalid(errors)
    values = {
        "kind": kind, "parent": parent, "office": office, "is_international": is_international,
        "valid_from": valid_from, "valid_until": valid_until, "email": email.strip(),
    }  # fmt: skip
    if unit is None:
        unit = Unit.objects.create(organisation=organisation, name=name, **values)
    else:
        Unit.objects.filter(pk=unit.pk).update(name=name, **values)
        unit.refresh_from_db()
    record(act, Happened.UNIT_PUT, chain=organisation.home.public_id, about=unit.public_id, unit=unit.name)
    return unit


@transaction.atomic
def open_week(
    act: Act, *, organisation: Organisation, starts_on: dt.date, units: Sequence[tuple[Unit, str]],
    deliverables: Mapping[str, str] | None = None, source: str = "",
) -> Week:  # fmt: skip
    """The list of a week: who is expected, in order, with what it says of each head, and what is asked of them.

    The agenda is always asked; it is due before the week starts, by the organisation's rule. A week is opened once.
    Raises Refused, Invalid.
    """
    _must_plan(act, organisation)
    errors: dict[str, list] = {}
    if starts_on.weekday() != MONDAY:
        errors["starts_on"] = [_("La semana empieza en lunes.")]
    if not units:
        errors["units"] = [_("Elija al menos un área.")]
    elif len({u.pk for u, _head in units}) < len(units):
        errors["units"] = [_("Un área aparece dos veces en la lista.")]
    elif any(u.organisation_id != organisation.pk for u, _head in units):
        errors["units"] = [_("Debe ser de la misma organización.")]
    if errors:
        raise Invalid(errors)
    rules = rules_on(organisation, starts_on)
    due_on = starts_on - dt.timedelta(days=rules.due_days_before)
    due_at = dt.datetime.combine(due_on, dt.time(rules.due_hour, 59), zones_of(organisation).on(due_on))
    try:
        with transaction.atomic():
            week = Week.objects.create(
                circle=organisation.home, organisation=organisation, starts_on=starts_on, due_at=due_at,
                source=normalise(source), recorded_at=act.at,
            )  # fmt: skip
    except IntegrityError:
        raise Invalid({"starts_on": [_("Esa semana ya tiene su lista. Ábrala y agregue ahí lo que falta.")]}) from None
    asked = {AGENDA: "", **(deliverables or {})} | {
        AGENDA: in_spanish(_("Agenda de la semana"))
    }  # first, and by its name
    Deliverable.objects.bulk_create(
        Deliverable(week=week, key=key, name=normalise(name)) for key, name in asked.items()
    )
    Expected.objects.bulk_create(
        Expected(week=week, number=number, unit=unit, head=Head(head))
        for number, (unit, head) in enumerate(units, start=1)
    )
    record(
        act, Happened.WEEK_OPENED, chain=organisation.home.public_id, about=week.public_id, week=week.label,
        number=len(units),
    )  # fmt: skip
    return week


@transaction.atomic
def hand_in(
    act: Act, *, expected: Expected, deliverable: str = AGENDA, text: str = "", received_on: dt.date | None = None,
    received_since: dt.date | None = None, at: dt.time | None = None, attachment: Attachment | None = None,
) -> HandIn:  # fmt: skip
    """What a unit hands in for its week: now, or on the day (or between the days) that a paper says. Late is computed
    from the day and hour. Handed in again, it is said so. By the liaison, or by whoever holds the unit's link (never on
    another day than today). Raises Refused (`not_yours`, `handed_in`, `week_over`), Invalid."""
    week = expected.week
    by_link = not can_plan(act.actor, week.organisation.home)
    if by_link and (received_on is not None or not can_hand_in(act.actor, expected.unit)):
        raise Refused("not_yours", _("Entrega quien tiene el enlace del área, o el enlace del municipio por ella."))
    if by_link and act.on > week.starts_on + STILL_TAKEN:
        raise Refused("week_over", _("Esa semana ya pasó: pida al enlace del municipio que la asiente."))
    zones = zones_of(week.organisation)
    now = zones.local(act.at)
    errors: dict[str, list] = {}
    asked = week.deliverables.filter(key=deliverable).first()
    if asked is None:
        errors["deliverable"] = [_("Eso no se pidió esa semana.")]
    recorded = received_on is not None
    if received_on is not None and received_on > act.on:
        errors["received_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if received_since is not None and (received_on is None or received_since > received_on):
        errors["received_since"] = [_("El primer día va antes del último.")]
    if not recorded and attachment is None and not normalise(text, lines=True):
        errors["text"] = [_("Escriba qué hará el área esa semana.")]
    if errors:
        raise Invalid(errors)
    day, hour = (received_on, at) if received_on is not None else (now.date(), now.time().replace(microsecond=0))
    # without an hour the whole of the day counts as in time
    came = dt.datetime.combine(day, hour or dt.time(0, 0), zones.on(day))
    try:
        with transaction.atomic():
            row = HandIn.objects.create(
                expected=expected, deliverable=asked, received_on=day, received_since=received_since, at=hour,
                is_late=came > week.due_at, text=normalise(text, lines=True), attachment=attachment, how=act.actor.how,
                recorded_by=act.actor.user[:12], recorded_at=act.at,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("handed_in", _("Esa área ya entregó: se conserva lo primero que llegó.")) from None
    record(
        act, Happened.HANDED_IN, chain=week.circle.public_id, about=expected.public_id, week=week.label,
        unit=expected.unit.name, what=asked.name,
    )  # fmt: skip
    return row


@transaction.atomic
def correct_hand_in(
    act: Act, *, hand_in: HandIn, text: str = "", attachment: Attachment | None = None, reason: str
) -> HandInCorrection:
    """Say something else in place of what was handed in: the first stays, with its day and hour, and late is by the first.
    A unit until its week is over; the liaison any day. Raises Refused (`not_yours`, `week_over`), Invalid."""
    expected, week = hand_in.expected, hand_in.expected.week
    if not can_hand_in(act.actor, expected.unit):
        raise Refused("not_yours", _("Entrega quien tiene el enlace del área, o el enlace del municipio por ella."))
    if not can_plan(act.actor, week.organisation.home) and act.on > week.starts_on + STILL_TAKEN:
        raise Refused("week_over", _("Esa semana ya pasó: pida al enlace del municipio que la asiente."))
    told, why = normalise(text, lines=True), normalise(reason, lines=True)
    last = hand_in.corrections.last()
    errors: dict[str, list] = {}
    if not told and attachment is None:
        errors["text"] = [_("Escriba cómo queda, o adjunte el archivo.")]
    elif attachment is None and told == (last or hand_in).text:
        errors["text"] = [_("Dice lo mismo que lo entregado: escriba cómo queda.")]
    if not why:
        errors["reason"] = [_("Escriba el motivo.")]
    if errors:
        raise Invalid(errors)
    now = zones_of(week.organisation).local(act.at)
    row = HandInCorrection.objects.create(
        hand_in=hand_in, text=told, attachment=attachment, reason=why, on=now.date(),
        at=now.time().replace(microsecond=0), how=act.actor.how, recorded_by=act.actor.user[:12],
    )  # fmt: skip
    record(
        act, Happened.HAND_IN_CORRECTED, chain=week.circle.public_id, about=expected.public_id, week=week.label,
        unit=expected.unit.name, what=hand_in.deliverable.name, reason=why[:200],
    )  # fmt: skip
    return row


@transaction.atomic
def state_count(act: Act, *, organisation: Organisation, month: dt.date, number: int, source: str) -> StatedCount:
    """Agendas of a month as a paper states them, without the lists behind; the same paper again is the same one, another
    number holds from now on and the one before stays. Raises Refused, Invalid."""
    _must_plan(act, organisation)
    if number < 0:
        raise Invalid({"number": [_("El conteo no puede ser negativo. Escriba cero o más.")]})
    if not normalise(source):
        raise Invalid({"source": [_("Escriba de qué papel sale el conteo.")]})
    said = {"number": number, "source": normalise(source)[:300]}
    known = organisation.stated_counts.filter(month=month.replace(day=1), **said).last()
    if known is not None:  # the same paper again, whatever another one said since
        return known
    row = StatedCount.objects.create(organisation=organisation, month=month.replace(day=1), recorded_at=act.at, **said)
    record(
        act, Happened.COUNT_STATED, chain=organisation.home.public_id, about=organisation.public_id,
        month=f"{row.month:%Y-%m}", number=number,
    )  # fmt: skip
    return row


@transaction.atomic
def ask_deliverable(act: Act, *, week: Week, name: str) -> Deliverable:
    """Ask one thing more of everybody in a week: a programme's report, a presentation (R3-25). Raises Refused, Invalid."""
    _must_plan(act, week.organisation)
    if not fold(name):
        raise Invalid({"name": [_("Escriba qué se pide.")]})
    key = key_of(name, dict(week.deliverables.values_list("key", "name")))
    if not key:
        raise Invalid({"name": [_("Eso ya se pide esa semana.")]})
    row, is_new = Deliverable.objects.get_or_create(week=week, key=key, defaults={"name": normalise(name)[:200]})
    if not is_new:
        raise Invalid({"name": [_("Eso ya se pide esa semana.")]})
    record(
        act, Happened.DELIVERABLE_ASKED, chain=week.circle.public_id, about=week.public_id, week=week.label,
        what=row.name,
    )  # fmt: skip
    return row
