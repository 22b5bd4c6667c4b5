"""Advice: asked, answered, rated, withdrawn (R2-03, R4-03)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Partnership

from ..enums import AdviceState, Happened, Level, Power, Topic
from ..models import Advice
from ..policies import can
from ..queries.advice import advisers_of
from ..queries.people import asker_of, people_in
from ..rules.clocks import advice_due
from .shared import _next_folio, _reason_of

ADVISERS = (Role.STATE_LIAISON, Role.ADVISER)


@transaction.atomic
def ask_advice(
    act: Act, *, organisation: Organisation, of: Organisation, topic: Topic | str, subject: str, question: str,
    partnership: Partnership | None = None,
) -> Advice:  # fmt: skip
    """Ask the state or the ministry; its clock runs from that day. `partnership`: the case it is about, which the asker
    must see. Raises Refused (`may_not_ask`), Invalid."""
    if not can(act.actor, organisation, Power.ASK):
        raise Refused(
            "may_not_ask", _("Pide asesoría el enlace del municipio, la secretaría del Comité o el enlace estatal.")
        )
    errors: dict[str, list] = {}
    if of.pk not in {o.pk for o in advisers_of(organisation)}:
        errors["of"] = [_("Esa oficina no asesora a la suya: elija su estado o la SRE.")]
    if topic not in Topic.values:
        errors["topic"] = [_("Elija el tema.")]
    if not normalise(subject):
        errors["subject"] = [_("Escriba el asunto.")]
    if not normalise(question, lines=True):
        errors["question"] = [_("Escriba qué necesita saber.")]
    if errors:
        raise Invalid(errors)
    if partnership is not None and not Partnership.objects.for_actor(act.actor).filter(pk=partnership.pk).exists():
        raise NotVisible(partnership.public_id)
    row = Advice.objects.create(
        folio=_next_folio(Advice, f"AS-{organisation.code or organisation.slug.upper()[:8]}-{act.on.year}-"),
        asked_by=organisation, asked_of=of, partnership=partnership, topic=topic, subject=normalise(subject),
        level=Level.FEDERAL if of.kind == OrganisationKind.MINISTRY else Level.STATE,
        question=normalise(question, lines=True), asked_on=act.on, asked_user=act.actor.user, due_on=advice_due(act.on),
    )  # fmt: skip
    record(
        act, Happened.ADVICE_ASKED, chain=organisation.home.public_id, about=row.public_id, folio=row.folio,
        subject=row.subject,
    )  # fmt: skip
    notify(
        act, to=people_in(of, ADVISERS, act.on), key="advice_asked",
        data={"subject": row.subject, "due": row.due_on.isoformat()}, door="coordination.advice",
        at={"advice": row.public_id},
    )  # fmt: skip
    return row


@transaction.atomic
def answer_advice(act: Act, *, advice: Advice, answer: str) -> Advice:
    """Answer what was asked of one's office; the days it took are what is measured. Raises Refused, Invalid."""
    if not can(act.actor, advice.asked_of, Power.ADVISE):
        raise Refused("may_not_advise", _("Responde la oficina a la que se pidió la asesoría."))
    answer = normalise(answer, lines=True)
    if not answer:
        raise Invalid({"answer": [_("Escriba la respuesta.")]})
    on = max(act.on, advice.asked_on)
    moved = Advice.objects.filter(pk=advice.pk, state=AdviceState.ASKED).update(
        state=AdviceState.ANSWERED, answer=answer, answered_on=on, answered_user=act.actor.user
    )
    if not moved:
        raise Refused("advice_not_open", _("Esa asesoría ya se respondió o se retiró."))
    advice.refresh_from_db()
    record(
        act, Happened.ADVICE_ANSWERED, chain=advice.asked_by.home.public_id, about=advice.public_id, folio=advice.folio,
        days=(on - advice.asked_on).days,
    )  # fmt: skip
    notify(
        act, to=asker_of(advice), key="advice_answered", data={"subject": advice.subject},
        door="coordination.advice", at={"advice": advice.public_id},
    )  # fmt: skip
    return advice


@transaction.atomic
def rate_advice(act: Act, *, advice: Advice, rating: int, note: str = "") -> Advice:
    """Say how much the answer served, from 1 to 5: by who asked, once. Raises Refused, Invalid."""
    if not can(act.actor, advice.asked_by, Power.ASK):
        raise Refused("may_not_rate", _("Valora la respuesta quien pidió la asesoría."))
    if not 1 <= rating <= 5:
        raise Invalid({"rating": [_("La valoración va de 1 a 5.")]})
    moved = Advice.objects.filter(pk=advice.pk, state=AdviceState.ANSWERED).update(
        state=AdviceState.RATED, rating=rating, rating_note=normalise(note)[:300], rated_on=act.on
    )
    if not moved:
        raise Refused("advice_not_answered", _("Se valora una asesoría respondida, una sola vez."))
    advice.refresh_from_db()
    record(
        act, Happened.ADVICE_RATED, chain=advice.asked_by.home.public_id, about=advice.public_id, folio=advice.folio,
        rating=rating,
    )  # fmt: skip
    return advice


@transaction.atomic
def withdraw_advice(act: Act, *, advice: Advice, reason: str) -> Advice:
    """Take back a question that nobody has answered. Raises Refused, Invalid."""
    if not can(act.actor, advice.asked_by, Power.ASK):
        raise Refused("may_not_withdraw", _("Retira la solicitud quien pidió la asesoría."))
    reason = _reason_of(reason)
    if not Advice.objects.filter(pk=advice.pk, state=AdviceState.ASKED).update(
        state=AdviceState.WITHDRAWN, reason=reason
    ):
        raise Refused("advice_not_open", _("Esa asesoría ya se respondió o se retiró."))
    advice.refresh_from_db()
    record(
        act, Happened.ADVICE_WITHDRAWN, chain=advice.asked_by.home.public_id, about=advice.public_id,
        folio=advice.folio, reason=reason,
    )  # fmt: skip
    notify(
        act, to=people_in(advice.asked_of, ADVISERS, act.on), key="advice_withdrawn",
        data={"subject": advice.subject, "reason": reason}, door="coordination.advice", at={"advice": advice.public_id},
    )  # fmt: skip
    return advice
