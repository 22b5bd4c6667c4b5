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
from ..models import (
    Organisation,
)


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
        raise Invalid({"until_on": [_("La fecha de término no puede ser anterior a la de inicio.")]})


def _record_in_home(act: Act, happened: Happened, organisation: Organisation, *, about: str, **data) -> None:
    chain = organisation.home.public_id if organisation.home else "house"
    record(act, happened, chain=chain, about=about, **data)
