"""Requests of the liaison to the areas of its own municipality: each attends its own matters (R4-22)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Office
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import Happened, RequestState
from ..models import AreaRequest, Partnership
from ..policies import can_edit, holds_office
from ..queries.areas import people_of_office, people_who_asked
from .cases import _may_edit


@transaction.atomic
def ask_area(
    act: Act, *, partnership: Partnership, office: Office, subject: str, text: str, due_on: dt.date
) -> AreaRequest:
    """Turn a matter to the area it belongs to, with a date. Who holds that office is told. Raises Refused, Invalid."""
    _may_edit(act, partnership)
    subject, text = normalise(subject), normalise(text, lines=True)
    errors: dict[str, list] = {}
    if not subject:
        errors["subject"] = [_("Escriba de qué se trata.")]
    if not text:
        errors["text"] = [_("Escriba qué se pide al área.")]
    if due_on < act.on:
        errors["due_on"] = [_("El plazo ya pasó: elija un día posterior.")]
    if office.organisation_id != partnership.owner_id:
        errors["office"] = [_("Esa oficina no es del municipio.")]
    elif holds_office(act.actor, office):
        errors["office"] = [_("Esa es su propia oficina: elija el área que atenderá el asunto.")]
    if errors:
        raise Invalid(errors)
    row = AreaRequest.objects.create(
        partnership=partnership, office=office, subject=subject, text=text, asked_on=act.on,
        asked_by=act.actor.appointment, due_on=due_on,
    )  # fmt: skip
    record(
        act, Happened.AREA_ASKED, chain=partnership.circle.public_id, about=row.public_id, office=office.title,
        subject=subject, due=due_on,
    )  # fmt: skip
    notify(
        act, to=people_of_office(office), key="area_asked", data={"subject": subject, "due": due_on.isoformat()},
        door="partnerships.area_request", at={"request": row.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def answer_area_request(
    act: Act, *, request: AreaRequest, answer: str, reference: str = "", answered_on: dt.date | None = None,
    attachment: Attachment | None = None,
) -> AreaRequest:  # fmt: skip
    """The area answers from its own post; or the liaison puts down the paper with which it answered (its number).

    Raises Refused, Invalid.
    """
    own = holds_office(act.actor, request.office)
    if not own and not can_edit(act.actor, request.partnership.circle):
        raise Refused("not_that_area", _("Contesta el área a quien se turnó, o el enlace asienta su oficio."))
    on = answered_on or act.on
    answer, reference = normalise(answer, lines=True), normalise(reference)
    errors: dict[str, list] = {}
    if not answer:
        errors["answer"] = [_("Escriba la respuesta del área.")]
    if not own and not reference:
        errors["reference"] = [_("Escriba el número del oficio con que contestó el área.")]
    if on > act.on:
        errors["answered_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif on < request.asked_on:
        errors["answered_on"] = [_("El área no pudo contestar antes de que se le turnara.")]
    if errors:
        raise Invalid(errors)
    act = act if own else act.recording()
    moved = AreaRequest.objects.filter(pk=request.pk, state=RequestState.ASKED).update(
        state=RequestState.ANSWERED, answer=answer, reference=reference, answered_on=on, attachment=attachment,
        answered_by=act.actor.appointment, how=act.actor.how,
    )  # fmt: skip
    if not moved:
        raise Refused(
            "request_not_open", _("La solicitud ya se contestó o ya no está abierta. Si hace falta, turne otra.")
        )
    request.refresh_from_db()
    record(
        act, Happened.AREA_ANSWERED, chain=request.partnership.circle.public_id, about=request.public_id,
        office=request.office.title, subject=request.subject,
    )  # fmt: skip
    notify(
        act, to=people_who_asked(request), key="area_answered", data={"subject": request.subject},
        door="partnerships.area_request", at={"request": request.public_id},
    )  # fmt: skip
    return request


@transaction.atomic
def close_area_request(act: Act, *, request: AreaRequest, reason: str = "") -> AreaRequest:
    """Take the answer as good and close; a request without answer is withdrawn, with its reason. Raises Refused, Invalid."""
    _may_edit(act, request.partnership)
    reason = normalise(reason, lines=True)
    answered = request.state == RequestState.ANSWERED
    if not answered and not reason:
        raise Invalid({"reason": [_("El área no ha contestado: escriba por qué se retira la solicitud.")]})
    state = RequestState.CLOSED if answered else RequestState.WITHDRAWN
    before = RequestState.ANSWERED if answered else RequestState.ASKED
    moved = AreaRequest.objects.filter(pk=request.pk, state=before).update(state=state, ended_on=act.on, reason=reason)
    if not moved:
        raise Refused(
            "request_not_open", _("La solicitud ya se contestó o ya no está abierta. Si hace falta, turne otra.")
        )
    request.refresh_from_db()
    happened = Happened.AREA_CLOSED if answered else Happened.AREA_WITHDRAWN
    record(
        act, happened, chain=request.partnership.circle.public_id, about=request.public_id, subject=request.subject,
        reason=reason,
    )  # fmt: skip
    if not answered:
        notify(
            act, to=people_of_office(request.office), key="area_withdrawn",
            data={"subject": request.subject, "reason": reason}, door="partnerships.area_request",
            at={"request": request.public_id},
        )  # fmt: skip
    return request
