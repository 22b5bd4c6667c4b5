"""Circles, their seats, and the clock of an exercise."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused

from ..enums import CircleKind, Happened, Part
from ..models import (
    Circle,
    Organisation,
    Seat,
)
from ..policies import (
    can_open_circle,
    can_seat,
)
from .common import _needs, _required


@transaction.atomic
def open_circle(act: Act, *, name: str, exercise_at: dt.datetime | None = None) -> Circle:
    """Open the circle of a relation, still without seats. `exercise_at`: it runs on its own clock from there.

    Raises Refused (`not_allowed`), Invalid.
    """
    _needs(can_open_circle(act.actor))
    clean = _required(name=name)
    circle = Circle.objects.create(kind=CircleKind.CASE, name=clean["name"], exercise_at=exercise_at, opened_at=act.at)
    record(act, Happened.CIRCLE_OPENED, chain=circle.public_id, about=circle.public_id, circle=circle.name)
    return circle


@transaction.atomic
def give_seat(act: Act, *, circle: Circle, organisation: Organisation, part: Part | str, from_on: dt.date) -> Seat:
    """Seat an organisation in a circle. Raises Refused (`not_allowed`, `seat_taken`), Invalid."""
    _needs(can_seat(act.actor, circle))
    if part not in Part.values:
        raise Invalid({"part": [_("Elija qué lugar ocupa la organización.")]})
    try:
        with transaction.atomic():
            seat = Seat.objects.create(circle=circle, organisation=organisation, part=part, from_on=from_on)
    except IntegrityError as e:
        raise Refused("seat_taken", _("Esa organización ya ocupa ese lugar en el círculo.")) from e
    record(
        act,
        Happened.SEAT_GIVEN,
        chain=circle.public_id,
        about=organisation.public_id,
        organisation=organisation.public_id,
        part=part,
        from_on=from_on,
    )
    return seat


@transaction.atomic
def end_seat(act: Act, *, seat: Seat, on: dt.date) -> Seat:
    """End an organisation's place: after `on` it sees nothing of the circle. With the day before it began, a place given by
    mistake ends at once. Raises Refused, Invalid."""
    _needs(can_seat(act.actor, seat.circle))
    if on < seat.from_on - dt.timedelta(days=1):
        raise Invalid(
            {"on": [_("El lugar no puede terminar antes de empezar. Ponga el día en que empezó o uno posterior.")]}
        )
    if not Seat.objects.filter(pk=seat.pk, until_on=None).update(until_on=on):
        raise Refused("seat_already_ended", _("Esa organización ya había dejado ese lugar."))
    seat.until_on = on
    record(
        act,
        Happened.SEAT_ENDED,
        chain=seat.circle.public_id,
        about=seat.organisation.public_id,
        organisation=seat.organisation.public_id,
        part=seat.part,
        on=on,
    )
    return seat


@transaction.atomic
def move_exercise_clock(act: Act, *, circle: Circle, to: dt.datetime) -> Circle:
    """Move the clock of an exercise forward. Raises Refused (`not_allowed`, `not_an_exercise`, `clock_goes_back`)."""
    _needs(can_seat(act.actor, circle))
    if circle.exercise_at is None:
        raise Refused("not_an_exercise", _("Ese círculo corre con la fecha de hoy: su reloj no se mueve."))
    moved = Circle.objects.filter(pk=circle.pk, exercise_at__lt=to).update(exercise_at=to)
    if not moved:
        raise Refused(
            "clock_goes_back", _("El reloj del ejercicio solo avanza. Ponga un día posterior al que marca."), field="to"
        )
    circle.exercise_at = to
    record(act, Happened.EXERCISE_CLOCK_MOVED, chain=circle.public_id, about=circle.public_id, to=to)
    return circle
