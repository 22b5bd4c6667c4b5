"""Invitations to events: received, with their answer due (R0-26); sent to counterparts (R0-35, R1-07)."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import accepted_names

from ..enums import EncounterKind, EncounterState, Happened, InvitationState, Way
from ..models import Contact, Encounter, EventInvitation, Participant
from ..rules.moves import move_invitation
from .common import _late, _must_keep, _own, _reason, _said, _stop
from .letters import _follow, _line_of, _must_not_be_written


@transaction.atomic
def record_invitation(
    act: Act, *, circle: Circle, event: str, post: str = "", contact: Contact | None = None, received_on: dt.date,
    respond_by: dt.date | None = None, event_on: dt.date | None = None, event_until: dt.date | None = None,
    event_place: str = "", reference: str = "", partnership: Partnership | None = None,
    attachment: Attachment | None = None,
) -> EventInvitation:  # fmt: skip
    """Put down an invitation that came: who sends it (by post), to what, and by when it wants an answer (R0-26).

    Raises Refused (`not_keeper`), Invalid.
    """
    _must_keep(act, circle)
    event = normalise(event)[:200]
    post = (str(contact) if contact is not None else normalise(post))[:300]
    errors: dict[str, list] = {}
    _said(errors, "event", event, _("Escriba a qué le invitan."))
    _said(errors, "post", post, _("Escriba el cargo de quien invita."))
    _late(errors, act, "received_on", received_on)
    if event_on and event_until and event_until < event_on:
        errors["event_until"] = [_("No puede terminar antes de empezar.")]
    if respond_by and respond_by < received_on:
        errors["respond_by"] = [_("La respuesta no puede vencer antes de recibir la invitación.")]
    _stop(errors)
    if partnership is not None:
        _own(circle, [partnership], "partnership")
    row = EventInvitation.objects.create(
        circle=circle, way=Way.IN, state=InvitationState.RECEIVED, event=event, event_on=event_on,
        event_until=event_until, event_place=normalise(event_place)[:200], post=post, contact=contact,
        partnership=partnership, dated_on=received_on, reference=normalise(reference)[:80], respond_by=respond_by,
        attachment=attachment,
    )  # fmt: skip
    _line_of(act, row)
    record(act, Happened.INVITATION_RECORDED, chain=circle.public_id, about=row.public_id, event=event, post=post)
    return row


def _addressee(partnership: Partnership) -> str:
    """Whom to write to: the post that heads the other side, never a name."""
    theirs = next((p for p in partnership.parties.all() if p.side == "theirs"), None)
    city = next(iter(accepted_names(theirs)), "") if theirs else partnership.folio
    counterpart = getattr(partnership, "counterpart", None)
    post = (counterpart.head_post_es or counterpart.head_post or counterpart.office) if counterpart else ""
    return f"{post}, {city}" if post else city


@transaction.atomic
def list_invitees(
    act: Act, *, circle: Circle, event: str, event_on: dt.date | None = None, event_place: str = "",
    encounter: Encounter | None = None, partnerships: Iterable[Partnership] = (), contacts: Iterable[Contact] = (),
    respond_by: dt.date | None = None,
) -> list[EventInvitation]:  # fmt: skip
    """Put relations (and other contacts) on the list of whom to invite to one's own event, each once (R1-07).

    With an encounter, its title, day and place are the event's. Returns those that were not on it yet.
    Raises Refused (`nobody_new`), Invalid.
    """
    _must_keep(act, circle)
    if encounter is not None:
        event, event_on, event_place = encounter.title, encounter.on, encounter.place
    event = normalise(event)[:200]
    errors: dict[str, list] = {}
    _said(errors, "event", event, _("Escriba a qué invita."))
    if event_on and event_on < act.on:
        errors["event_on"] = [_("Ese día ya pasó.")]
    _stop(errors)
    rows, people = _own(circle, partnerships), list(contacts)
    if not rows and not people:
        raise Invalid({"partnerships": [_("Elija al menos a quién invitar.")]})
    if any(c.circle_id != circle.pk for c in people):
        raise Invalid(
            {"contacts": [_("Ese contacto no es de su directorio. Elija uno de la lista o agréguelo antes.")]}
        )
    known = EventInvitation.objects.filter(circle=circle, way=Way.OUT, event=event).exclude(
        state=InvitationState.WITHDRAWN
    )
    already = set(known.values_list("partnership_id", "contact_id"))
    common = {
        "circle": circle, "way": Way.OUT, "state": InvitationState.LISTED, "event": event, "event_on": event_on,
        "event_place": normalise(event_place)[:200], "encounter": encounter, "respond_by": respond_by,
    }  # fmt: skip
    fresh = [
        EventInvitation(partnership=p, post=_addressee(p)[:300], **common) for p in rows if (p.pk, None) not in already
    ]
    fresh += [EventInvitation(contact=c, post=str(c)[:300], **common) for c in people if (None, c.pk) not in already]
    if not fresh:
        raise Refused("nobody_new", _("Quienes eligió ya están en la lista. Elija a alguien más."))
    for row in fresh:
        row.save()
    record(
        act, Happened.INVITATIONS_LISTED, chain=circle.public_id,
        about=encounter.public_id if encounter else fresh[0].public_id, event=event, number=len(fresh),
    )  # fmt: skip
    return fresh


def _turn(act: Act, invitation: EventInvitation, what: str, **changes) -> EventInvitation:
    _must_keep(act, invitation.circle)
    state = move_invitation(invitation.way, invitation.state, what)
    rows = EventInvitation.objects.filter(pk=invitation.pk, state=invitation.state)
    if state is None or not rows.update(state=state, **changes):
        raise Refused("invitation_settled", _("Esa invitación ya no está en ese punto: vuelva a abrirla."))
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def send_invitation(
    act: Act, *, invitation: EventInvitation, sent_on: dt.date, reference: str = "", respond_by: dt.date | None = None
) -> EventInvitation:
    """Put down that it was sent. The program does not send it. Raises Refused (`invitation_is_a_letter`), Invalid."""
    _must_not_be_written(invitation)
    errors: dict[str, list] = {}
    _late(errors, act, "sent_on", sent_on)
    if respond_by and respond_by < sent_on:
        errors["respond_by"] = [_("La respuesta no puede vencer antes de enviarla.")]
    _stop(errors)
    row = _turn(
        act, invitation, "send", dated_on=sent_on, reference=normalise(reference)[:80],
        respond_by=respond_by or invitation.respond_by,
    )  # fmt: skip
    _line_of(act, row)
    record(
        act, Happened.INVITATION_SENT, chain=row.circle.public_id, about=row.public_id, event=row.event, post=row.post,
        on=sent_on,
    )  # fmt: skip
    return row


@transaction.atomic
def answer_invitation(
    act: Act, *, invitation: EventInvitation, accepts: bool, answered_on: dt.date, answer: str = ""
) -> EventInvitation:
    """Put down our answer to what came, or theirs to what we sent. Raises Refused, Invalid."""
    errors: dict[str, list] = {}
    _late(errors, act, "answered_on", answered_on)
    if invitation.dated_on and answered_on < invitation.dated_on:
        errors["answered_on"] = [_("La respuesta no puede ser anterior a la invitación.")]
    _stop(errors)
    what = "accept" if accepts else "decline"
    row = _turn(act, invitation, what, answered_on=answered_on, answer=normalise(answer, lines=True))
    _follow(row, answered_on)
    record(
        act, Happened.INVITATION_ANSWERED, chain=row.circle.public_id, about=row.public_id, event=row.event,
        answer=row.state, on=answered_on,
    )  # fmt: skip
    return row


@transaction.atomic
def attend_invitation(act: Act, *, invitation: EventInvitation, on: dt.date) -> Encounter:
    """The event took place with us (or with them): it becomes an encounter, or joins the one it was for.

    Returns the encounter. Raises Refused, Invalid.
    """
    if on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    row = _turn(act, invitation, "attend")
    _follow(row, on)
    encounter = row.encounter
    if encounter is None:
        partnership = row.partnership
        encounter = Encounter.objects.create(
            circle=row.circle, kind=EncounterKind.GATHERING, state=EncounterState.HELD, title=row.event, on=on,
            precision=Precision.DAY, place=row.event_place, organiser=row.post[:200] if row.way == Way.IN else "",
            reference=row.reference, recorded_on=act.on,
        )  # fmt: skip
        if partnership is not None:
            encounter.partnerships.add(partnership)
        EventInvitation.objects.filter(pk=row.pk).update(encounter=encounter)
    elif row.partnership is not None:
        encounter.partnerships.add(row.partnership)
    if row.contact is not None and not encounter.participants.filter(contact=row.contact).exists():
        c = row.contact
        Participant.objects.create(
            encounter=encounter, contact=c, post=c.post, organisation=c.organisation, side=c.side
        )
    record(act, Happened.INVITATION_ATTENDED, chain=row.circle.public_id, about=row.public_id, event=row.event, on=on)
    return encounter


@transaction.atomic
def withdraw_invitation(act: Act, *, invitation: EventInvitation, reason: str) -> EventInvitation:
    """Take back an invitation of ours that has no answer yet. Raises Refused, Invalid."""
    reason = _reason(reason)
    row = _turn(act, invitation, "withdraw", reason=reason)
    _follow(row, act.on)
    record(
        act, Happened.INVITATION_WITHDRAWN, chain=row.circle.public_id, about=row.public_id, event=row.event,
        reason=reason,
    )  # fmt: skip
    return row
