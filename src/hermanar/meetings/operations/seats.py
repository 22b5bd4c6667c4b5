"""Who sits in a body: seated, put right, gone."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Person, day_said, in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise

from ..enums import BodyKind, Happened, PartySide, SeatRole, Sector
from ..models import Body, Member, SeatCorrection
from ..policies import can_convene, can_create_body, can_record
from ..queries import lapsed, said_of_seat
from ..rules import usual_role
from .corrections import _vote_moved
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
    has_vote: bool, from_on: dt.date, until_on: dt.date | None, reason: str, side: str = "", by_act: str = "",
) -> Member:  # fmt: skip
    """What was put down of a seat by mistake: what it does in the body, its position, its sector, its oath, its vote, its
    Party, from when until when; also of a seat that ended. What it said stays beside it, with the reason, and papers that
    were issued keep it. A vote counts again the quorum of the sessions where the seat was present; where their minutes
    are signed it takes `by_act`, the act that says so. Raises Refused (`seat_changed`), Invalid."""
    body = member.body
    if not (can_convene(act.actor, body) or can_record(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("Corrige lo asentado la secretaría del órgano o el enlace."))
    of_parties = body.kind == BodyKind.WORKING_GROUP and body.partnership_id is not None
    said: dict[str, Any] = {
        "role": role, "position": normalise(position)[:120], "sector": sector, "oath_on": oath_on,
        "has_vote": has_vote, "from_on": from_on, "until_on": until_on, "side": side if of_parties else member.side,
    }  # fmt: skip
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
    if of_parties and said["side"] not in PartySide.values:
        errors["side"] = [_("Diga de qué Parte.")]
    if {"from_on", "until_on"} & set(moved):
        errors |= _wrong_span(member, said["from_on"], said["until_on"], moved)
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
    if "has_vote" in moved:
        _vote_moved(act, member, reason=reason, by_act=normalise(by_act)[:300])
    return member


def _wrong_span(
    member: Member, from_on: dt.date, until_on: dt.date | None, moved: Mapping[str, Any]
) -> dict[str, list]:
    """What is wrong with the days a seat would have: it ends before it starts, its person sits twice, or is on a list of
    attendance of a day outside them."""
    field = "until_on" if "until_on" in moved else "from_on"
    if until_on and until_on < from_on:
        return {field: [_("No puede terminar antes de empezar. Ponga el día en que empieza o uno posterior.")]}
    others = Member.objects.filter(body_id=member.body_id, person_id=member.person_id).exclude(pk=member.pk)
    others = others.filter(Q(until_on=None) | Q(until_on__gte=from_on))
    twice = (others.filter(from_on__lte=until_on) if until_on else others).order_by("from_on").first()
    if twice is not None:
        said = _("Esos días esa persona tiene otro lugar en el órgano: %(seat)s, desde el %(on)s. Corrija antes ese.")
        return {field: [said % {"seat": twice.position, "on": day_said(twice.from_on)}]}
    outside = Q(held_on__lt=from_on) | (Q(held_on__gt=until_on) if until_on else Q(pk=None))
    present = member.session_set.filter(outside).order_by("held_on").first()
    if present is None:
        return {}
    said = _("Consta presente en la sesión %(number)s, del %(on)s. Corrija antes la asistencia de esa sesión.")
    return {field: [said % {"number": present.number, "on": day_said(present.held_on)}]}
