"""Persons, and the posts they hold from and until a date."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

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


@dataclass(frozen=True)
class Capacity:
    """In what quality somebody takes an office, with the document that says so, what it rests on and how it is written
    where not as usual."""

    how: How | str = How.IN_POST
    reference: str = ""
    basis: str = ""
    written: str = ""
    written_en: str = ""

    @property
    def clean(self) -> "Capacity":
        words = {n: normalise(getattr(self, n)) for n in ("reference", "basis", "written", "written_en")}
        if self.how == How.IN_POST:
            words |= {"basis": "", "written": "", "written_en": ""}
        return replace(self, **words)


def _overlapping(office: Office, from_on: dt.date, until_on: dt.date | None, apart: int | None = None) -> Any:
    """Whose office it is, in post or in charge, on some of those days. Who was ended on a day and who follows on that day
    do not overlap."""
    rows = office.appointments.standing().filter(how__in=[How.IN_POST, How.IN_CHARGE]).exclude(pk=apart)
    if until_on is not None:
        rows = rows.filter(from_on__lte=until_on)
    return rows.filter(
        Q(ended_at=None) & (Q(until_on=None) | Q(until_on__gte=from_on))
        | Q(ended_at__isnull=False, until_on__gt=from_on)
    )


def _check_free(
    office: Office, how: str, from_on: dt.date, until_on: dt.date | None, apart: int | None = None
) -> Appointment | None:
    """One holder, in post or in charge, at a time. By absence one stands in for whoever that is: returns them."""
    rows = _overlapping(office, from_on, until_on, apart)
    if how != How.BY_ABSENCE:
        if rows.exists():
            raise Refused(
                "office_is_held",
                _("Otra persona ocupa ese puesto en esas fechas. Dé por terminado su puesto primero.")
                if how == How.IN_POST
                else _(
                    "Ese puesto no está vacante en esas fechas. Dé por terminado el de su titular, o asiente a quien lo suple por ausencia."
                ),
                field="from_on",
            )
        return None
    absent = rows.filter(from_on__lte=from_on).order_by("ended_at", "-from_on").first()
    if absent is None:
        raise Refused(
            "nobody_absent",
            _("Ese día el puesto está vacante: nadie se ausenta. Asiente a quien queda como encargado del despacho."),
            field="how",
        )
    if until_on is not None and absent.until_on is not None and until_on > absent.until_on:
        raise Refused(
            "absence_outlasts_post",
            _(
                "La suplencia no puede pasar del último día del puesto de quien se ausenta. Ponga ese día o uno anterior."
            ),
            field="until_on",
        )
    return absent


def _check_capacity(given: Capacity, until_on: dt.date | None) -> None:
    """Who is not the holder shows the document that says so; an absence has its days."""
    if given.how not in {How.IN_POST, How.IN_CHARGE, How.BY_ABSENCE}:
        raise Invalid({"how": [_("Elija si es titular, encargado del despacho o suple por ausencia.")]})
    errors: dict[str, list] = {}
    if given.how != How.IN_POST and not given.reference:
        errors["reference"] = [_("Escriba el oficio o el acuerdo que le da esa calidad, con su número y fecha.")]
    if given.how == How.BY_ABSENCE and until_on is None:
        errors["until_on"] = [_("Diga hasta qué día suple: una ausencia tiene fechas.")]
    if errors:
        raise Invalid(errors)


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
    basis: str = "",
    written: str = "",
    written_en: str = "",
) -> Appointment:
    """Put a person in a post from a date: as its holder; in charge of it, while it is vacant; or by absence of its holder,
    for those days, with the document that says so. Raises Refused (`not_allowed`, `office_is_held`, `nobody_absent`,
    `absence_outlasts_post`, …), Invalid."""
    _needs(can_administer(act.actor, office.organisation))
    given = Capacity(how, reference, basis, written, written_en)
    return _appoint_to(act, office, person, given, from_on, until_on)


def _appoint_to(
    act: Act, office: Office, person: Person, given: Capacity, from_on: dt.date, until_on: dt.date | None
) -> Appointment:
    given = given.clean
    _in_order(from_on, until_on)
    _check_capacity(given, until_on)
    _check_office(office, from_on)
    absent = _check_free(office, given.how, from_on, until_on)
    if absent is not None and absent.person_id == person.pk:
        raise Refused("own_absence", _("Nadie suple su propia ausencia: elija a otra persona."), field="how")
    appointment = Appointment.objects.create(
        office=office, person=person, from_on=from_on, until_on=until_on, absent=absent, how=given.how,
        reference=given.reference[:120], basis=given.basis[:200], written=given.written[:200],
        written_en=given.written_en[:200],
    )  # fmt: skip
    _record_in_home(
        act,
        _SAID[How(given.how)],
        office.organisation,
        about=appointment.public_id,
        office=office.title,
        from_on=from_on,
        until_on=until_on,
        how=given.how,
        reference=given.reference,
    )
    return appointment


_SAID = {
    How.IN_POST: Happened.APPOINTED,
    How.IN_CHARGE: Happened.APPOINTED_IN_CHARGE,
    How.BY_ABSENCE: Happened.APPOINTED_BY_ABSENCE,
}


@transaction.atomic
def end_appointment(act: Act, *, appointment: Appointment, on: dt.date) -> Appointment:
    """End a post at once. Without another post, the person's open sessions end too. Whoever stands in for them stands in
    for nobody any more: that ends the same day.

    The days it covered stay covered: who signed then was in post then. Raises Refused (`not_allowed`,
    `already_ended`), Invalid.
    """
    organisation = appointment.office.organisation
    _needs(can_administer(act.actor, organisation))
    if on < appointment.from_on:
        raise Invalid(
            {"on": [_("El puesto no puede terminar antes de empezar. Ponga el día en que empezó o uno posterior.")]}
        )
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
    for stand_in in appointment.stand_ins.filter(ended_at=None).filter(Q(until_on=None) | Q(until_on__gte=until_on)):
        end_appointment(act, appointment=stand_in, on=max(until_on, stand_in.from_on))
    user = appointment.person.user
    if user is not None and not appointment.person.appointments.filter(ended_at=None).exists():
        end_sessions(act, user=user)
    return appointment
