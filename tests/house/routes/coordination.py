"""Coordination: advice between who asks and who is asked; campaigns of the state; proposals up to the ministry."""

import datetime as dt

from hermanar.coordination.operations import (
    ask_advice,
    draft_campaign,
    record_instrument,
    send_campaign,
    send_proposal,
)
from hermanar.directory.models import Municipality
from tests import relation

from . import Row, only

TOWN = ("liaison", "mayor", "council_secretary", "administrator")
MINISTRY = ("reviewer", "authoriser", "registrar")
SEATED = (*TOWN, "committee", "state", *MINISTRY, "counterpart")
# who asks: liaisons (also the stranger, of another municipality), the committee's secretary, the state's liaison
ASKS = ("liaison", "committee", "state", "stranger")


def make(cast) -> dict:
    state = cast.organisations["state"]
    advice = ask_advice(
        cast.act("liaison"), organisation=cast.organisations["municipality"], of=state, topic="letter",
        subject="Carta", question="¿Cómo se dirige?",
    )  # fmt: skip
    proposal = send_proposal(
        cast.act("liaison"),
        organisation=cast.organisations["municipality"],
        kind="other",
        title="Idea",
        text="Una idea.",
    )
    instrument = record_instrument(
        cast.act("state"), organisation=state, title="Convenio de muestra", signed_on=dt.date(2022, 1, 10),
        ministry_post="Dirección General", state_post="Gubernatura",
    )  # fmt: skip
    campaign = draft_campaign(
        cast.act("state"), organisation=state, purpose="diagnosis", title="Diagnóstico", text="Conteste."
    )
    send_campaign(cast.act("state"), campaign=campaign, municipalities=[Municipality.objects.get(key="20999")])
    return {
        "advice": advice.public_id,
        "proposal": proposal.public_id,
        "instrument": instrument.public_id,
        "campaign": campaign.public_id,
        "invitation": campaign.invited.get().public_id,
        "partnership": relation.open_relation(cast).public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


STATE = Row(only("state"))

ROUTES = {
    # the reviewer of the cast also advises at the ministry, and so reads the list
    "web:coordination:list": Row(only(*ASKS, "reviewer")),
    "web:coordination:ask": Row(only(*ASKS)),
    "web:coordination:advice": Row(only(*TOWN, "state"), args=_one("advice")),
    "web:coordination:answer": Row(only("state"), args=_one("advice")),
    "web:coordination:rate": Row(only("liaison"), args=_one("advice")),
    "web:coordination:withdraw": Row(only("liaison"), args=_one("advice")),
    "web:coordination:of_case": Row(only(*(p for p in SEATED if p != "counterpart")), args=_one("partnership")),
    "web:coordination:ask_of_case": Row(only("liaison", "committee", "state"), args=_one("partnership")),
    "web:coordination:proposals": Row(only(*ASKS)),
    "web:coordination:propose": Row(only(*ASKS)),
    "web:coordination:proposal": Row(only(*TOWN, "state", *MINISTRY), args=_one("proposal")),
    "web:coordination:reply": Row(only(), args=_one("proposal")),  # of the ministry's adviser, who is not in the cast
    "web:coordination:withdraw_proposal": Row(only("liaison"), args=_one("proposal")),
    "web:coordination:invitations": Row(only("liaison", "stranger")),
    "web:coordination:invitation": Row(only(*TOWN, "state"), args=_one("invitation")),
    "web:coordination:answer_invitation": Row(only("liaison"), args=_one("invitation")),
    "web:coordination:municipalities": STATE,
    "web:coordination:instrument": STATE,
    "web:coordination:end_instrument": Row(only("state"), args=_one("instrument")),
    "web:coordination:campaigns": STATE,
    "web:coordination:new_campaign": STATE,
    "web:coordination:campaign": Row(only("state"), args=_one("campaign")),
    "web:coordination:send_campaign": Row(only("state"), args=_one("campaign")),
    "web:coordination:close_campaign": Row(only("state"), args=_one("campaign")),
    "web:coordination:record_answer": Row(only("state"), args=_one("invitation")),
}
