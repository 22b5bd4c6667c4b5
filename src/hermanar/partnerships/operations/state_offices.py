"""The state's office: designated main interlocutor of the programme, and what it does for its municipalities (R2-14)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Municipality, Office, Organisation
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, StateActivityKind
from ..models import StateActivity, StateOffice
from ..policies import can_represent


def _own_state(act: Act, organisation: Organisation) -> None:
    own = act.actor.organisation == organisation.public_id
    if not own or not can_represent(act.actor, organisation.home):
        raise Refused("not_state_liaison", _("Lo asienta el enlace estatal, en el expediente de su estado."))


@transaction.atomic
def designate_state_office(
    act: Act, *, organisation: Organisation, office: Office, designated_on: dt.date, designated_by: str, folio: str,
    valid_until: dt.date | None = None, attachment: Attachment | None = None,
) -> StateOffice:  # fmt: skip
    """Put down, from its paper, which office of the state is the main interlocutor of the programme. Raises Refused, Invalid.

    One at a time: the one before must have ended.
    """
    _own_state(act, organisation)
    errors: dict[str, list] = {}
    if office.organisation_id != organisation.pk:
        errors["office"] = [_("Esa oficina no es del gobierno del estado.")]
    if designated_on > act.on:
        errors["designated_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if not normalise(designated_by):
        errors["designated_by"] = [_("Escriba qué autoridad la designó.")]
    if not normalise(folio):
        errors["folio"] = [_("Escriba el número del oficio de designación.")]
    if valid_until and valid_until < designated_on:
        errors["valid_until"] = [_("La vigencia no puede terminar antes de la designación.")]
    if errors:
        raise Invalid(errors)
    if StateOffice.objects.filter(organisation=organisation, ended_on=None).exists():
        raise Refused(
            "state_office_designated",
            _("Ya hay una oficina designada: dé por terminada esa designación antes de asentar otra."),
        )
    act = act.recording()
    row = StateOffice.objects.create(
        circle=organisation.home, organisation=organisation, office=office, designated_on=designated_on,
        designated_by=normalise(designated_by), folio=normalise(folio), valid_until=valid_until, attachment=attachment,
    )  # fmt: skip
    record(
        act, Happened.STATE_OFFICE_DESIGNATED, chain=organisation.home.public_id, about=row.public_id,
        office=office.title, folio=row.folio, on=designated_on,
    )  # fmt: skip
    return row


@transaction.atomic
def end_state_office(act: Act, *, designation: StateOffice, on: dt.date, reason: str) -> StateOffice:
    """Say that a designation ended, and why. Raises Refused, Invalid."""
    _own_state(act, designation.organisation)
    errors: dict[str, list] = {}
    reason = normalise(reason, lines=True)
    if not reason:
        errors["reason"] = [_("Escriba el motivo.")]
    if not designation.designated_on <= on <= act.on:
        errors["on"] = [_("El término va entre la designación y el día de hoy.")]
    if errors:
        raise Invalid(errors)
    if not StateOffice.objects.filter(pk=designation.pk, ended_on=None).update(ended_on=on, reason=reason):
        raise Refused("state_office_ended", _("Esa designación ya había terminado."))
    designation.refresh_from_db()
    record(
        act, Happened.STATE_OFFICE_ENDED, chain=designation.circle.public_id, about=designation.public_id,
        office=designation.office.title, on=on, reason=reason,
    )  # fmt: skip
    return designation


@transaction.atomic
def record_state_activity(
    act: Act, *, organisation: Organisation, kind: StateActivityKind | str, on: dt.date, subject: str,
    summary: str = "", municipality: Municipality | None = None, attendees: int | None = None,
) -> StateActivity:  # fmt: skip
    """Put down a training, an advice or another activity for one municipality or for all. Raises Refused, Invalid."""
    _own_state(act, organisation)
    errors: dict[str, list] = {}
    if kind not in StateActivityKind.values:
        errors["kind"] = [_("Elija qué clase de actividad fue.")]
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if not normalise(subject):
        errors["subject"] = [_("Escriba el tema.")]
    if municipality is not None and municipality.state_id != organisation.state_id:
        errors["municipality"] = [_("Ese municipio es de otro estado.")]
    if errors:
        raise Invalid(errors)
    row = StateActivity.objects.create(
        circle=organisation.home, organisation=organisation, kind=kind, on=on, subject=normalise(subject),
        summary=normalise(summary, lines=True), municipality=municipality, attendees=attendees,
    )  # fmt: skip
    record(
        act, Happened.STATE_ACTIVITY, chain=organisation.home.public_id, about=row.public_id,
        activity=row.kind, on=on, subject=row.subject,
    )  # fmt: skip
    return row
