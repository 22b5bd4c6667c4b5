"""Who of the people takes part (R4-23): the list is the municipality's and its committee's, not an administration's."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, Participation, StakeholderSector
from ..models import Partnership, Stakeholder
from ..policies import can_convene

_TEXTS = ("organisation", "contact_name", "contact_data", "role")


def _must_convene(act: Act, circle: Circle) -> None:
    if not can_convene(act.actor, circle):
        raise Refused("not_convener", _("La lista la llevan el enlace del municipio y la secretaría de su Comité."))


def _clean(sector: str, texts: dict[str, str], circle: Circle, partnership: Partnership | None) -> dict[str, str]:
    clean = {name: normalise(texts.get(name, "")) for name in _TEXTS}
    errors: dict[str, list] = {}
    if sector not in StakeholderSector.values:
        errors["sector"] = [_("Elija el sector.")]
    if not clean["organisation"] and not clean["contact_name"]:
        errors["organisation"] = [_("Escriba la organización o la persona.")]
    if partnership is not None and partnership.owner.home_id != circle.pk:
        errors["partnership"] = [_("Esa vinculación no es del municipio.")]
    if errors:
        raise Invalid(errors)
    return clean


@transaction.atomic
def add_stakeholder(
    act: Act, *, circle: Circle, sector: StakeholderSector | str, organisation: str = "", contact_name: str = "",
    contact_data: str = "", role: str = "", partnership: Partnership | None = None,
) -> Stakeholder:  # fmt: skip
    """Put somebody on the list of the municipality whose own circle that is, for one relation or for all of them.

    Raises Refused, Invalid (`organisation`: nobody named, or on the list already).
    """
    _must_convene(act, circle)
    texts = {"organisation": organisation, "contact_name": contact_name, "contact_data": contact_data, "role": role}
    clean = _clean(sector, texts, circle, partnership)
    known = Stakeholder.objects.filter(
        circle=circle, partnership=partnership, organisation__iexact=clean["organisation"],
        contact_name__iexact=clean["contact_name"],
    )  # fmt: skip
    if known.exists():
        raise Invalid({"organisation": [_("Ya está en la lista: corrija su ficha en vez de repetirla.")]})
    row = Stakeholder.objects.create(circle=circle, sector=sector, partnership=partnership, added_on=act.on, **clean)
    record(act, Happened.STAKEHOLDER_ADDED, chain=circle.public_id, about=row.public_id, sector=row.sector)
    return row


@transaction.atomic
def update_stakeholder(
    act: Act, *, stakeholder: Stakeholder, sector: StakeholderSector | str, organisation: str = "",
    contact_name: str = "", contact_data: str = "", role: str = "", partnership: Partnership | None = None,
) -> Stakeholder:  # fmt: skip
    """Correct who they are; what was invited and answered stays. Raises Refused, Invalid."""
    _must_convene(act, stakeholder.circle)
    texts = {"organisation": organisation, "contact_name": contact_name, "contact_data": contact_data, "role": role}
    clean = _clean(sector, texts, stakeholder.circle, partnership)
    for name, value in clean.items():
        setattr(stakeholder, name, value)
    stakeholder.sector, stakeholder.partnership = sector, partnership
    stakeholder.save(update_fields=[*_TEXTS, "sector", "partnership"])
    record(
        act, Happened.STAKEHOLDER_UPDATED, chain=stakeholder.circle.public_id, about=stakeholder.public_id,
        sector=stakeholder.sector,
    )  # fmt: skip
    return stakeholder


@transaction.atomic
def invite_stakeholder(act: Act, *, stakeholder: Stakeholder, invited_on: dt.date, reference: str = "") -> Stakeholder:
    """Put down that they were invited to take part; again only after they answered. Raises Refused, Invalid."""
    _must_convene(act, stakeholder.circle)
    errors: dict[str, list] = {}
    if invited_on > act.on:
        errors["invited_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if stakeholder.answered_on and invited_on < stakeholder.answered_on:
        errors["invited_on"] = [_("La nueva invitación no puede ser anterior a su última respuesta.")]
    if errors:
        raise Invalid(errors)
    rows = Stakeholder.objects.filter(pk=stakeholder.pk).exclude(invited_on__isnull=False, answered_on=None)
    if not rows.update(invited_on=invited_on, reference=normalise(reference), answered_on=None, answer="", note=""):
        raise Refused(
            "already_invited", _("Ya se le invitó y falta su respuesta: asiéntela antes de invitar otra vez.")
        )
    stakeholder.refresh_from_db()
    record(
        act, Happened.STAKEHOLDER_INVITED, chain=stakeholder.circle.public_id, about=stakeholder.public_id,
        sector=stakeholder.sector, on=invited_on, folio=stakeholder.reference,
    )  # fmt: skip
    return stakeholder


@transaction.atomic
def record_stakeholder_answer(
    act: Act, *, stakeholder: Stakeholder, answered_on: dt.date, answer: Participation | str, note: str = ""
) -> Stakeholder:
    """Put down what they answered to the invitation. Raises Refused (nobody invited them), Invalid."""
    _must_convene(act, stakeholder.circle)
    errors: dict[str, list] = {}
    if answer not in Participation.values:
        errors["answer"] = [_("Diga si participará.")]
    if answered_on > act.on:
        errors["answered_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif stakeholder.invited_on and answered_on < stakeholder.invited_on:
        errors["answered_on"] = [_("La respuesta no puede ser anterior a la invitación.")]
    if errors:
        raise Invalid(errors)
    rows = Stakeholder.objects.filter(pk=stakeholder.pk, answered_on=None).exclude(invited_on=None)
    if not rows.update(answered_on=answered_on, answer=answer, note=normalise(note, lines=True)):
        raise Refused("not_invited", _("No hay una invitación por contestar. Invite antes, desde la lista."))
    stakeholder.refresh_from_db()
    record(
        act, Happened.STAKEHOLDER_ANSWERED, chain=stakeholder.circle.public_id, about=stakeholder.public_id,
        sector=stakeholder.sector, answer=stakeholder.answer, on=answered_on,
    )  # fmt: skip
    return stakeholder
