"""Persons, and the posts they hold from and until a date."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.operations import end_sessions
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened
from ..models import (
    Appointment,
    Office,
    Organisation,
    Person,
)
from ..policies import (
    can_administer,
)
from .common import _address, _in_order, _needs, _record_in_home, _required


@transaction.atomic
def record_person(act: Act, *, organisation: Organisation, name: str, email: str = "", languages: str = "") -> Person:
    """Enter a person in the directory, without account. Raises Refused (`not_allowed`), Invalid."""
    _needs(can_administer(act.actor, organisation))
    clean = _required(name=name)
    person = Person.objects.create(
        name=clean["name"], email=_address(email) if email else "", languages=normalise(languages)
    )
    _record_in_home(act, Happened.PERSON_RECORDED, organisation, about=person.public_id)
    return person


def _check_free(office: Office, how: str, from_on: dt.date, until_on: dt.date | None) -> None:
    """One holder in post at a time. In charge and by absence may overlap: that is what they are for."""
    if how != How.IN_POST:
        return
    rows = office.appointments.filter(how=How.IN_POST)
    if until_on is not None:
        rows = rows.filter(from_on__lte=until_on)
    # who was ended on a day and who follows on that day do not overlap
    rows = rows.filter(
        Q(ended_at=None) & (Q(until_on=None) | Q(until_on__gte=from_on))
        | Q(ended_at__isnull=False, until_on__gt=from_on)
    )
    if rows.exists():
        raise Refused(
            "office_is_held",
            _("Otra persona ocupa ese puesto en esas fechas. Dé por terminado su puesto primero."),
            field="from_on",
        )


def _check_office(office: Office, from_on: dt.date) -> None:
    if office.valid_until is not None and from_on > office.valid_until:
        said = _("Esa oficina existió hasta el %(until)s: escriba ese día o uno anterior.")
        told = said % {"until": f"{office.valid_until:%d/%m/%Y}"}
        raise Refused("office_is_closed", told, field="from_on")
    if office.valid_from is not None and from_on < office.valid_from:
        said = _("Esa oficina existe desde el %(since)s: escriba ese día o uno posterior.")
        told = said % {"since": f"{office.valid_from:%d/%m/%Y}"}
        raise Refused("office_not_open_yet", told, field="from_on")


@transaction.atomic
def appoint(
    act: Act,
    *,
    office: Office,
    person: Person,
    how: How | str = How.IN_POST,
    from_on: dt.date,
    until_on: dt.date | None = None,
    reference: str = "",
) -> Appointment:
    """Put a person in a post from a date. Raises Refused (`not_allowed`, `office_is_held`, …), Invalid."""
    _needs(can_administer(act.actor, office.organisation))
    return _appoint_to(act, office, person, how, from_on, until_on, reference)


def _appoint_to(
    act: Act,
    office: Office,
    person: Person,
    how: How | str,
    from_on: dt.date,
    until_on: dt.date | None,
    reference: str,
) -> Appointment:
    if how not in {How.IN_POST, How.IN_CHARGE, How.BY_ABSENCE}:
        raise Invalid({"how": [_("Elija si es titular, encargado del despacho o suple por ausencia.")]})
    _in_order(from_on, until_on)
    _check_office(office, from_on)
    _check_free(office, how, from_on, until_on)
    appointment = Appointment.objects.create(
        office=office, person=person, how=how, from_on=from_on, until_on=until_on, reference=normalise(reference)
    )
    _record_in_home(
        act,
        Happened.APPOINTED,
        office.organisation,
        about=appointment.public_id,
        office=office.title,
        from_on=from_on,
        until_on=until_on,
        how=how,
    )
    return appointment


@transaction.atomic
def end_appointment(act: Act, *, appointment: Appointment, on: dt.date) -> Appointment:
    """End a post at once. Without another post, the person's open sessions end too.

    The days it covered stay covered: who signed then was in post then. Raises Refused (`not_allowed`,
    `already_ended`), Invalid.
    """
    organisation = appointment.office.organisation
    _needs(can_administer(act.actor, organisation))
    if on < appointment.from_on:
        raise Invalid({"on": [_("El puesto no puede terminar antes de empezar.")]})
    until_on = min(on, appointment.until_on) if appointment.until_on else on
    if not Appointment.objects.filter(pk=appointment.pk, ended_at=None).update(ended_at=act.at, until_on=until_on):
        raise Refused("already_ended", _("Ese puesto ya se había dado por terminado."))
    appointment.refresh_from_db(fields=["ended_at", "until_on"])
    _record_in_home(
        act,
        Happened.APPOINTMENT_ENDED,
        organisation,
        about=appointment.public_id,
        office=appointment.office.title,
        on=on,
    )
    user = appointment.person.user
    if user is not None and not appointment.person.appointments.filter(ended_at=None).exists():
        end_sessions(act, user=user)
    return appointment
