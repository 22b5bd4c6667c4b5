"""Campaigns of a state to its municipalities: prepared, sent, answered, closed (R2-06); with a questionnaire, a diagnosis."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Municipality, Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import CampaignPurpose, CampaignState, Happened, Power, Response
from ..models import Campaign, Invited
from ..policies import can
from ..queries.people import people_in
from ..rules.questionnaires import accepted, questionnaires
from .instruments import _must_convoke

WRONG = {
    "not_a_number": _("Escriba un número entero."),
    "not_an_option": _("Elija una de las respuestas."),
}


@transaction.atomic
def draft_campaign(
    act: Act, *, organisation: Organisation, purpose: CampaignPurpose | str, title: str, text: str,
    questionnaire: str = "",
) -> Campaign:  # fmt: skip
    """Prepare what will be written to the municipalities. A diagnosis carries a questionnaire. Raises Refused, Invalid."""
    _must_convoke(act, organisation)
    errors: dict[str, list] = {}
    if purpose not in CampaignPurpose.values:
        errors["purpose"] = [_("Elija el propósito.")]
    if not normalise(title):
        errors["title"] = [_("Escriba un título.")]
    if not normalise(text, lines=True):
        errors["text"] = [_("Escriba el mensaje para los municipios.")]
    if purpose == CampaignPurpose.DIAGNOSIS and not questionnaire:
        questionnaire = next(iter(questionnaires()))
    if questionnaire and questionnaire not in questionnaires():
        errors["questionnaire"] = [_("Ese cuestionario no existe.")]
    if errors:
        raise Invalid(errors)
    row = Campaign.objects.create(
        circle=organisation.home, organisation=organisation, purpose=purpose, title=normalise(title),
        text=normalise(text, lines=True), questionnaire=questionnaire, drafted_on=act.on,
    )  # fmt: skip
    record(act, Happened.CAMPAIGN_DRAFTED, chain=organisation.home.public_id, about=row.public_id, title=row.title)
    return row


@transaction.atomic
def send_campaign(
    act: Act, *, campaign: Campaign, municipalities: Iterable[Municipality], due_on: dt.date | None = None
) -> Campaign:
    """Invite those municipalities of the state; who is in the program is told there, the others answer on paper.

    Raises Refused, Invalid."""
    _must_convoke(act, campaign.organisation)
    chosen = {m.pk: m for m in municipalities}
    errors: dict[str, list] = {}
    if not chosen:
        errors["municipalities"] = [_("Elija al menos un municipio.")]
    if any(m.state_id != campaign.organisation.state_id for m in chosen.values()):
        errors["municipalities"] = [_("Hay un municipio de otro estado.")]
    if due_on and due_on < act.on:
        errors["due_on"] = [_("El plazo no puede vencer antes de hoy.")]
    if errors:
        raise Invalid(errors)
    moved = Campaign.objects.filter(pk=campaign.pk, state=CampaignState.DRAFT)
    if not moved.update(state=CampaignState.SENT, sent_on=act.on, due_on=due_on):
        raise Refused("campaign_sent", _("Esa campaña ya se envió."))
    houses = {
        o.municipality_id: o
        for o in Organisation.objects.filter(
            kind=OrganisationKind.MUNICIPALITY, municipality__in=list(chosen),
            is_exercise=campaign.organisation.is_exercise,
        ).select_related("home")
    }  # fmt: skip
    rows = [Invited(campaign=campaign, municipality=m, organisation=houses.get(m.pk)) for m in chosen.values()]
    Invited.objects.bulk_create(rows)
    campaign.refresh_from_db()
    record(
        act, Happened.CAMPAIGN_SENT, chain=campaign.circle.public_id, about=campaign.public_id, title=campaign.title,
        number=len(chosen),
    )  # fmt: skip
    for row in rows:
        if row.organisation is not None:
            notify(
                act, to=people_in(row.organisation, (Role.LIAISON,), act.on), key="campaign_sent",
                data={"title": campaign.title}, door="coordination.invitation", at={"invitation": row.public_id},
            )  # fmt: skip
    return campaign


def _kept(campaign: Campaign, response: str, answers: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    errors: dict[str, list] = {}
    kept: dict[str, Any] = {}
    known = questionnaires().get(campaign.questionnaire)
    for question in known.questions if known else ():
        value, wrong = accepted(question, answers.get(question.key))
        if wrong:
            errors[f"q_{question.key}"] = [WRONG[wrong]]
        elif value is not None:
            kept[question.key] = value
    if response not in Response.values:
        errors["response"] = [_("Diga si el municipio participa.")]
    elif known and response == Response.ACCEPTED and not kept and not errors:
        errors[""] = [_("Conteste al menos una pregunta.")]
    if errors:
        raise Invalid(errors)
    return response, kept


def _answer(
    act: Act, invited: Invited, response: str, answers: Mapping[str, Any], note: str, on: dt.date, reference: str
) -> Invited:
    campaign = invited.campaign
    response, kept = _kept(campaign, response, answers)
    open_ones = Invited.objects.filter(pk=invited.pk, answered_on=None, campaign__state=CampaignState.SENT)
    if not open_ones.update(
        response=response, answers=kept, note=normalise(note, lines=True), answered_on=on, reference=reference,
        how=act.actor.how,
    ):  # fmt: skip
        raise Refused("invitation_answered", _("Esa invitación ya se contestó o la campaña se cerró."))
    invited.refresh_from_db()
    record(
        act, Happened.CAMPAIGN_ANSWERED, chain=campaign.circle.public_id, about=campaign.public_id,
        municipality=invited.municipality.name, title=campaign.title,
    )  # fmt: skip
    return invited


@transaction.atomic
def answer_campaign(
    act: Act, *, invited: Invited, response: Response | str, answers: Mapping[str, Any] | None = None, note: str = ""
) -> Invited:
    """The municipality answers from its own seat. Raises Refused, Invalid."""
    if not can(act.actor, invited.organisation, Power.ASK):
        raise Refused("not_liaison", _("Contesta el enlace del municipio invitado."))
    return _answer(act, invited, response, answers or {}, note, act.on, "")


@transaction.atomic
def record_campaign_answer(
    act: Act, *, invited: Invited, response: Response | str, on: dt.date, answers: Mapping[str, Any] | None = None,
    note: str = "", reference: str = "",
) -> Invited:  # fmt: skip
    """The state puts down, from its paper, what a municipality answered. Raises Refused, Invalid."""
    _must_convoke(act, invited.campaign.organisation)
    if on > act.on or (invited.campaign.sent_on and on < invited.campaign.sent_on):
        since = invited.campaign.sent_on
        days = {"since": f"{since:%d/%m/%Y}" if since else "—", "until": f"{act.on:%d/%m/%Y}"}
        raise Invalid({"on": [_("La respuesta va entre el envío, %(since)s, y hoy, %(until)s.") % days]})
    return _answer(act.recording(), invited, response, answers or {}, note, on, normalise(reference))


@transaction.atomic
def close_campaign(act: Act, *, campaign: Campaign) -> Campaign:
    """No more answers are taken; who did not answer is seen for ever. Raises Refused."""
    _must_convoke(act, campaign.organisation)
    moved = Campaign.objects.filter(pk=campaign.pk, state=CampaignState.SENT)
    if not moved.update(state=CampaignState.CLOSED, closed_on=act.on):
        raise Refused("campaign_not_open", _("Se cierra una campaña enviada."))
    campaign.refresh_from_db()
    record(
        act, Happened.CAMPAIGN_CLOSED, chain=campaign.circle.public_id, about=campaign.public_id, title=campaign.title
    )
    return campaign
