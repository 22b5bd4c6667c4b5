"""Services asked of embassies and consulates (R4-04): on board they answer themselves, else their paper is put down."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Country, Organisation
from hermanar.directory.operations import give_seat, open_circle
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Partnership

from ..enums import Happened, ServiceState
from ..models import ServiceRequest
from ..policies import can_answer_service, can_ask, can_record_service_answer
from ..rules.services import services
from .common import _late, _own, _reason, _said, _stop


@transaction.atomic
def ask_service(
    act: Act, *, owner: Organisation, kind: str, subject: str, text: str, due_on: dt.date,
    asked_of: Organisation | None = None, post: str = "", country: Country | None = None,
    partnership: Partnership | None = None, reference: str = "", exercise_at: dt.datetime | None = None,
) -> ServiceRequest:  # fmt: skip
    """A municipality asks an embassy or consulate for something; with a place here, it is told and answers itself.

    Raises Refused (`not_asker`), Invalid.
    """
    if owner.home is None or not can_ask(act.actor, owner.home):
        raise Refused("not_asker", _("Lo pide el enlace del municipio."))
    subject, text = normalise(subject)[:200], normalise(text, lines=True)
    post = str(asked_of.name) if asked_of is not None else normalise(post)[:200]
    errors: dict[str, list] = {}
    _said(errors, "subject", subject, _("Escriba de qué se trata."))
    _said(errors, "text", text, _("Escriba qué se pide."))
    _said(errors, "post", post, _("Elija el consulado o escriba a qué embajada o consulado se pide."))
    if kind not in services():
        errors["kind"] = [_("Elija qué se pide.")]
    if due_on < act.on:
        errors["due_on"] = [_("El plazo ya pasó: elija un día posterior.")]
    if asked_of is not None and (
        asked_of.kind != OrganisationKind.CONSULATE or asked_of.is_exercise != owner.is_exercise
    ):
        errors["asked_of"] = [_("Eso se pide a una embajada o a un consulado.")]
    _stop(errors)
    if partnership is not None:
        _own(owner.home, [partnership], "partnership")
    circle = open_circle(act, name=f"{owner.name} – {post}"[:240], exercise_at=exercise_at)
    give_seat(act, circle=circle, organisation=owner, part=Part.LEAD, from_on=act.on)
    if asked_of is not None:
        give_seat(act, circle=circle, organisation=asked_of, part=Part.CONSUL, from_on=act.on)
    row = ServiceRequest.objects.create(
        circle=circle, asked_by=owner, asked_of=asked_of, post=post, country=country, kind=kind, subject=subject,
        text=text, partnership=partnership, reference=normalise(reference)[:80], asked_on=act.on, due_on=due_on,
    )  # fmt: skip
    record(act, Happened.SERVICE_ASKED, chain=circle.public_id, about=row.public_id, post=post, subject=subject)
    if asked_of is not None:
        notify(
            act, to=(circle, Part.CONSUL, Role.CONSUL), key="service_asked",
            data={"subject": subject, "due": due_on.isoformat()}, door="encounters.service",
            at={"service": row.public_id},
        )  # fmt: skip
    return row


@transaction.atomic
def answer_service(
    act: Act, *, service: ServiceRequest, attended: bool, answer: str, answered_on: dt.date | None = None,
    reference: str = "", attachment: Attachment | None = None,
) -> ServiceRequest:  # fmt: skip
    """The consulate answers from its post; or the liaison puts down the paper of one that is not on board.

    Raises Refused (`not_that_post`, `service_settled`), Invalid.
    """
    own = can_answer_service(act.actor, service.circle)
    if not own and not can_record_service_answer(act.actor, service.circle):
        raise Refused("not_that_post", _("Contesta la embajada o el consulado a quien se pidió."))
    on, answer, reference = answered_on or act.on, normalise(answer, lines=True), normalise(reference)[:80]
    errors: dict[str, list] = {}
    _said(errors, "answer", answer, _("Escriba la respuesta."))
    _late(errors, act, "answered_on", on)
    if on < service.asked_on:
        errors["answered_on"] = [_("No pudo contestar antes de que se le pidiera.")]
    if not own:
        _said(errors, "reference", reference, _("Escriba el número del oficio o la fecha del correo con que contestó."))
    _stop(errors)
    act = act if own else act.recording()
    state = ServiceState.ANSWERED if attended else ServiceState.DECLINED
    moved = ServiceRequest.objects.filter(pk=service.pk, state=ServiceState.ASKED).update(
        state=state, answered_on=on, answer=answer, answer_reference=reference, attachment=attachment,
        how=act.actor.how,
    )  # fmt: skip
    if not moved:
        raise Refused("service_settled", _("La solicitud ya se contestó o se retiró."))
    service.refresh_from_db()
    record(
        act, Happened.SERVICE_ANSWERED, chain=service.circle.public_id, about=service.public_id, post=service.post,
        subject=service.subject, state=service.state,
    )  # fmt: skip
    if own:
        notify(
            act, to=(service.circle, Part.LEAD, Role.LIAISON), key="service_answered",
            data={"subject": service.subject}, door="encounters.service", at={"service": service.public_id},
        )  # fmt: skip
    return service


@transaction.atomic
def withdraw_service(act: Act, *, service: ServiceRequest, reason: str) -> ServiceRequest:
    """The municipality does not need it any more. Raises Refused, Invalid."""
    if not can_ask(act.actor, service.circle):
        raise Refused("not_asker", _("Lo retira el enlace del municipio que lo pidió."))
    reason = _reason(reason)
    moved = ServiceRequest.objects.filter(pk=service.pk, state=ServiceState.ASKED).update(
        state=ServiceState.WITHDRAWN, reason=reason
    )
    if not moved:
        raise Refused("service_settled", _("La solicitud ya se contestó o se retiró."))
    service.refresh_from_db()
    record(
        act, Happened.SERVICE_WITHDRAWN, chain=service.circle.public_id, about=service.public_id,
        subject=service.subject, reason=reason,
    )  # fmt: skip
    notify(
        act, to=(service.circle, Part.CONSUL, Role.CONSUL), key="service_withdrawn",
        data={"subject": service.subject, "reason": reason}, door="encounters.service",
        at={"service": service.public_id},
    )  # fmt: skip
    return service
