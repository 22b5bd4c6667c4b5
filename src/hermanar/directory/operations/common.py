"""What operations of the directory share."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened
from ..models import Administration, Organisation


def _needs(allowed: bool) -> None:
    if not allowed:
        raise Refused("not_allowed", _("Ese acto no corresponde a su puesto en esta organización."))


def _required(**values: str) -> dict[str, str]:
    """The values normalised; Invalid where one is empty."""
    clean = {name: normalise(value) for name, value in values.items()}
    if empty := [name for name, value in clean.items() if not value]:
        raise Invalid({name: [_("Este dato es necesario.")] for name in empty})
    return clean


def _address(email: str, field_name: str = "email") -> str:
    email = normalise(email).lower()
    try:
        validate_email(email)
    except ValidationError as e:
        raise Invalid(
            {field_name: [_("Escriba una dirección de correo completa, como nombre@municipio.gob.mx.")]}
        ) from e
    return email


def _in_order(from_on: dt.date, until_on: dt.date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise Invalid(
            {"until_on": [_("La fecha de término no puede ser anterior a la de inicio. Corrija una de las dos.")]}
        )


def _record_in_home(act: Act, happened: Happened, organisation: Organisation, *, about: str, **data) -> None:
    chain = organisation.home.public_id if organisation.home else "house"
    record(act, happened, chain=chain, about=about, **data)


def _must_not_overlap(
    organisation: Organisation, starts_on: dt.date, ends_on: dt.date, *, besides: Administration | None = None
) -> None:
    """One administration governs at a time. Raises Refused naming the one that covers some of those days."""
    rows = organisation.administrations.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    other = rows.exclude(pk=besides.pk if besides else None).order_by("starts_on").first()
    if other is not None:
        raise Refused(
            "administrations_overlap",
            _("La administración del %(since)s al %(until)s cubre alguno de esos días: escriba fechas antes o después.")
            % {"since": f"{other.starts_on:%d/%m/%Y}", "until": f"{other.ends_on:%d/%m/%Y}"},
            field="starts_on",
        )
