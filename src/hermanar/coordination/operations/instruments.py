"""The instrument between the ministry and the state: recorded from its paper, ended with a reason (R2-17)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, Power
from ..models import Instrument
from ..policies import can
from .shared import _reason_of


def _must_convoke(act: Act, organisation: Organisation) -> None:
    if not can(act.actor, organisation, Power.CONVOKE):
        raise Refused("not_state_liaison", _("Lo asienta el enlace estatal, en el expediente de su estado."))


@transaction.atomic
def record_instrument(
    act: Act, *, organisation: Organisation, title: str, signed_on: dt.date, ministry_post: str, state_post: str,
    office: str = "", valid_until: dt.date | None = None, attachment: Attachment | None = None,
) -> Instrument:  # fmt: skip
    """Put down, from its paper, what the ministry and the state agreed, until when, and who signed by post. Without an end
    it holds until it is ended. Raises Refused, Invalid."""
    _must_convoke(act, organisation)
    errors: dict[str, list] = {}
    for name, value, sentence in (
        ("title", title, _("Escriba el nombre del instrumento.")),
        ("ministry_post", ministry_post, _("Escriba el cargo de quien firmó por la Secretaría.")),
        ("state_post", state_post, _("Escriba el cargo de quien firmó por el estado.")),
    ):
        if not normalise(value):
            errors[name] = [sentence]
    if signed_on > act.on:
        errors["signed_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if valid_until and valid_until < signed_on:
        errors["valid_until"] = [_("La vigencia no puede terminar antes de la firma.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    row = Instrument.objects.create(
        circle=organisation.home, organisation=organisation, title=normalise(title), signed_on=signed_on,
        ministry_post=normalise(ministry_post), state_post=normalise(state_post), office=normalise(office),
        valid_until=valid_until, attachment=attachment,
    )  # fmt: skip
    record(
        act, Happened.INSTRUMENT_RECORDED, chain=organisation.home.public_id, about=row.public_id, title=row.title,
        on=signed_on,
    )  # fmt: skip
    return row


@transaction.atomic
def end_instrument(act: Act, *, instrument: Instrument, on: dt.date, reason: str) -> Instrument:
    """Say that it no longer holds, and why. Raises Refused, Invalid."""
    _must_convoke(act, instrument.organisation)
    reason = _reason_of(reason)
    if not instrument.signed_on <= on <= act.on:
        days = {"since": f"{instrument.signed_on:%d/%m/%Y}", "until": f"{act.on:%d/%m/%Y}"}
        raise Invalid({"on": [_("El término va entre la firma, %(since)s, y hoy, %(until)s.") % days]})
    if not Instrument.objects.filter(pk=instrument.pk, ended_on=None).update(ended_on=on, reason=reason):
        raise Refused("instrument_ended", _("Ese instrumento ya había terminado."))
    instrument.refresh_from_db()
    record(
        act, Happened.INSTRUMENT_ENDED, chain=instrument.circle.public_id, about=instrument.public_id,
        title=instrument.title, on=on, reason=reason,
    )  # fmt: skip
    return instrument
