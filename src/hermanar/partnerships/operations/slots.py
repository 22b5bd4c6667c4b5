"""Hours for the first meeting of a lead: proposed, accepted, withdrawn, released (R4-15)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import Happened, LeadState
from ..models import Lead, Slot
from ..policies import OF_LEAD, is_alone_in
from .leads import OPEN, _reason, _slot_rights


def _tell(act: Act, lead: Lead, key: str, reason: str = "") -> None:
    data = {"folio": lead.folio} | ({"reason": reason} if reason else {})
    notify(act, to=(lead.circle, OF_LEAD), key=key, data=data, door="partnerships.lead", at={"lead": lead.public_id})


def _still_meets(lead: Lead) -> None:
    """While it is open, and once it has its file: the first meeting may come after it."""
    if lead.state not in {*OPEN, LeadState.BECAME_CASE}:
        raise Refused(
            "lead_closed",
            _("El prospecto ya está concluido. Para seguir con él, quien lo abrió lo reabre con su motivo."),
        )


@transaction.atomic
def propose_slot(act: Act, *, lead: Lead, starts_at: dt.datetime, minutes: int = 60) -> Slot:
    """Propose an hour for the first meeting (R4-15). Raises Refused (`lead_closed`), Invalid for a past or repeated hour."""
    organisation = _slot_rights(act, lead)
    _still_meets(lead)
    if starts_at <= act.at:
        raise Invalid({"starts_at": [_("El horario propuesto ya pasó. Proponga un día y una hora que aún no llegan.")]})
    if not 15 <= minutes <= 480:
        raise Invalid({"minutes": [_("La duración va de 15 minutos a 8 horas.")]})
    try:
        with transaction.atomic():
            slot = Slot.objects.create(lead=lead, starts_at=starts_at, minutes=minutes, proposed_by=organisation)
    except IntegrityError:
        raise Invalid(
            {"starts_at": [_("Ese horario ya está propuesto. Proponga otro, o espere a que lo acepten.")]}
        ) from None
    record(act, Happened.SLOT_PROPOSED, chain=lead.circle.public_id, about=lead.public_id, starts_at=slot.starts_at)
    _tell(act, lead, "slot_proposed")
    return slot


@transaction.atomic
def take_slot(act: Act, *, slot: Slot, proof: str = "") -> Slot:
    """Accept one of the proposed hours; the first to take it wins. Of one's own, with nobody else on board: put down with what
    the other side accepted it (`proof`). Raises Refused, Invalid."""
    organisation = _slot_rights(act, slot.lead)
    _still_meets(slot.lead)
    proof = normalise(proof)
    if organisation.pk == slot.proposed_by_id:
        if not is_alone_in(act.actor, slot.lead.circle):
            raise Refused("slot_own", _("Acepta el horario la otra parte, no quien lo propuso."))
        if not proof:
            raise Invalid({"proof": [_("Escriba con qué lo aceptaron: oficio, correo o llamada, y su fecha.")]})
        act = act.recording()
    if slot.lead.slots.exclude(taken_at=None).filter(withdrawn_at=None).exists():
        raise Refused("slot_taken", _("Ya se aceptó un horario para esta reunión."))
    if not Slot.objects.filter(pk=slot.pk, taken_at=None, withdrawn_at=None).update(
        taken_at=act.at, taken_by=organisation
    ):
        raise Refused("slot_taken", _("Ese horario ya se aceptó o se retiró. Proponga otro si hace falta."))
    slot.refresh_from_db()
    record(
        act, Happened.SLOT_TAKEN, chain=slot.lead.circle.public_id, about=slot.lead.public_id, starts_at=slot.starts_at,
        **({"proof": proof[:300]} if proof else {}),
    )  # fmt: skip
    _tell(act, slot.lead, "slot_accepted")
    return slot


@transaction.atomic
def withdraw_slot(act: Act, *, slot: Slot, reason: str) -> Slot:
    """A proposed hour is taken back by who proposed it; one that was accepted is released by either side, with its reason. Others
    can be proposed. Raises Refused, Invalid."""
    organisation = _slot_rights(act, slot.lead)
    _still_meets(slot.lead)
    was_taken = slot.taken_at is not None
    if not was_taken and organisation.pk != slot.proposed_by_id:
        raise Refused("slot_not_own", _("Un horario propuesto lo retira quien lo propuso."))
    reason = _reason(reason)
    if not Slot.objects.filter(pk=slot.pk, withdrawn_at=None, taken_at=slot.taken_at).update(
        withdrawn_at=act.at, reason=reason
    ):
        raise Refused("slot_withdrawn", _("Ese horario ya se retiró o cambió; vuelva a abrir la página."))
    slot.refresh_from_db()
    happened = Happened.SLOT_RELEASED if was_taken else Happened.SLOT_WITHDRAWN
    record(
        act, happened, chain=slot.lead.circle.public_id, about=slot.lead.public_id, starts_at=slot.starts_at,
        reason=reason,
    )  # fmt: skip
    _tell(act, slot.lead, "slot_released" if was_taken else "slot_withdrawn", reason)
    return slot
