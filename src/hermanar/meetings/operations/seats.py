"""Who sits in a body: seated, put right, gone."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Person, in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise

from ..enums import BodyKind, Happened, PartySide, SeatRole, Sector
from ..models import Body, Member, SeatCorrection
from ..policies import can_convene, can_create_body, can_record
from ..queries import lapsed, said_of_seat
from ..rules import usual_role
from .shared import _refuse


@transaction.atomic
def seat_member(
    act: Act, *, body: Body, person: Person | None = None, name: str = "", position: str, sector: Sector,
    from_on: dt.date, until_on: dt.date | None = None, oath_on: dt.date | None = None, has_vote: bool = True,
    side: str = "", role: SeatRole | str = "",
) -> Member:  # fmt: skip
    """Seat a member from a date, with sector and oath (R0-29): a person of the directory, or one entered by `name`. `side`:
    in a working group, the Party that sends them. `role`: what the seat does in the body; without it, what its position
    says in its usual words.

    Raises Refused, Invalid.
    """
    if not (can_convene(act.actor, body) or can_record(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("Integra al órgano su secretaría o el enlace."))
    errors = {}
    if until_on and until_on < from_on:
        errors["until_on"] = [_("No puede terminar antes de empezar. Ponga el día en que empieza o uno posterior.")]
    if oath_on and oath_on > act.on:
        errors["oath_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not normalise(position):
        errors["position"] = [_("Escriba el cargo que ocupa en el órgano.")]
    if person is None and not normalise(name):
        errors["name"] = [_("Escriba el nombre de la persona.")]
    if role and role not in SeatRole.values:
        errors["role"] = [_("Elija qué hace en el órgano.")]
    if body.kind == BodyKind.WORKING_GROUP and body.partnership_id and side not in PartySide.values:
        errors["side"] = [_("Diga de qué Parte.")]
    before = list(body.members.filter(person=person, until_on=None)) if person is not None else []
    over = lapsed(before, body, from_on)
    if any(m.pk not in over for m in before):
        errors["person"] = [_("Esa persona ya integra el órgano.")]
    if errors:
        raise Invalid(errors)
    # whose term was over by the regulation, and who is seated again, sat until that day
    body.members.filter(pk__in=over).update(until_on=from_on - dt.timedelta(days=1))
    person = person or Person.objects.create(name=normalise(name))
    row = Member.objects.create(
        body=body, person=person, position=normalise(position), sector=sector, has_vote=has_vote, from_on=from_on,
        until_on=until_on, oath_on=oath_on, side=side, role=role or usual_role(position),
    )  # fmt: skip
    record(
        act, Happened.MEMBER_SEATED, chain=body.circle.public_id, about=body.public_id, body=body.name,
        position=row.position,
    )  # fmt: skip
    return row


@transaction.atomic
def end_membership(act: Act, *, member: Member, on: dt.date) -> Member:
    """A member leaves on a day. Raises Refused, Invalid."""
    body = member.body
    if not (can_convene(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("Lo asienta la secretaría del órgano o el enlace."))
    if on < member.from_on:
        raise Invalid({"on": [_("No puede terminar antes de empezar. Ponga el día en que empieza o uno posterior.")]})
    member.until_on = on
    member.save(update_fields=["until_on"])
    record(
        act, Happened.MEMBER_LEFT, chain=body.circle.public_id, about=body.public_id, body=body.name,
        position=member.position,
    )  # fmt: skip
    return member


@transaction.atomic
def correct_seat(
    act: Act, *, member: Member, role: SeatRole | str, position: str, sector: Sector | str, oath_on: dt.date | None,
    reason: str,
) -> Member:  # fmt: skip
    """What was put down of a seat by mistake: what it does in the body, its position, its sector, its oath. What it said
    stays beside it, with the reason; papers that were issued keep it, and so does what was voted: who may vote does not
    change here. Raises Refused (`seat_changed`), Invalid."""
    body = member.body
    if not (can_convene(act.actor, body) or can_record(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("Corrige lo asentado la secretaría del órgano o el enlace."))
    said: dict[str, Any] = {"role": role, "position": normalise(position)[:120], "sector": sector, "oath_on": oath_on}
    reason, moved = normalise(reason, lines=True), {k: v for k, v in said.items() if getattr(member, k) != v}
    errors: dict[str, list] = {}
    if role not in SeatRole.values:
        errors["role"] = [_("Elija qué hace en el órgano.")]
    if sector not in Sector.values:
        errors["sector"] = [_("Elija el sector.")]
    if not said["position"]:
        errors["position"] = [_("Escriba el cargo que ocupa en el órgano.")]
    if oath_on and oath_on > act.on:
        errors["oath_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not reason:
        errors["reason"] = [_("Escriba el motivo.")]
    if not moved and not errors:
        errors["role"] = [_("No cambió nada: ya dice eso.")]
    if errors:
        raise Invalid(errors)
    before = {key: getattr(member, key) for key in moved}
    if not Member.objects.filter(pk=member.pk, **before).update(**moved):
        _refuse("seat_changed", _("Alguien más corrigió ese lugar mientras tanto: mire cómo quedó."))
    for key, value in moved.items():
        setattr(member, key, value)
    kept = {"before": before, "after": moved}
    SeatCorrection.objects.create(
        member=member, reason=reason, on=act.on, at=act.at, by=act.actor.user[:12],
        **{side: {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()} for side, row in kept.items()},
    )  # fmt: skip
    old, new = (", ".join(in_spanish(w) or "—" for w in said_of_seat(row).values()) for row in kept.values())
    record(
        act, Happened.SEAT_CORRECTED, chain=body.circle.public_id, about=body.public_id, body=body.name, before=old,
        after=new, reason=reason[:200],
    )  # fmt: skip
    return member
