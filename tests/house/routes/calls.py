"""What citizens propose: the municipality and its committee read it; any municipality has its own room."""

import datetime as dt

from django.utils import timezone

from hermanar.calls import operations as calls
from hermanar.kernel.acts import Act, Actor, Channel
from tests import relation

from . import Row, only

READERS = ("liaison", "mayor", "council_secretary", "administrator", "committee")
KEEPERS = ("liaison", "committee")
JUDGE = ("committee",)
TEXTS = {name: {"es": "a", "en": "b"} for name in ("title", "purpose", "audience", "conditions")}


def make(cast) -> dict:
    house, act = cast.organisations["municipality"], cast.act("committee")
    call = calls.draft_call(act, owner=house, texts=TEXTS, opens_on=act.on, closes_on=act.on)
    citizen = Act(Actor.stranger(), cast.at, Channel.LINK)
    proposal, _token = calls.hand_in_proposal(
        citizen, owner=house, title="a", problem="b", idea="c", sector="culture", consents=True, now=timezone.now()
    )
    project = calls.open_project(act, owner=house, title="Intercambio", summary="")
    until = act.on + dt.timedelta(days=3)
    consultation = calls.open_consultation(act, owner=house, title="a", question="b", closes_on=until, project=project)
    partnership = relation.open_relation(cast)
    relation.submit_study(cast, partnership)
    return {
        "call": call.public_id, "proposal": proposal.public_id, "project": project.public_id,
        "consultation": consultation.public_id, "relation": partnership.public_id,
    }  # fmt: skip


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    "web:calls:inbox": Row(only(*READERS, "stranger")),
    "web:calls:proposal": Row(only(*READERS), args=_one("proposal")),
    "web:calls:evaluate": Row(only(*JUDGE), args=_one("proposal")),
    "web:calls:accept": Row(only(*JUDGE), args=_one("proposal")),
    "web:calls:decline": Row(only(*JUDGE), args=_one("proposal")),
    "web:calls:calls": Row(only(*READERS, "stranger")),
    "web:calls:new": Row(only(*KEEPERS, "stranger")),
    "web:calls:call": Row(only(*READERS), args=_one("call")),
    "web:calls:edit": Row(only(*KEEPERS), args=_one("call")),
    "web:calls:publish": Row(only(*KEEPERS), args=_one("call")),
    "web:calls:close": Row(only(*KEEPERS), args=_one("call")),
    "web:calls:cancel": Row(only(*KEEPERS), args=_one("call")),
    "web:calls:projects": Row(only(*READERS, "stranger")),
    "web:calls:new_project": Row(only(*KEEPERS, "stranger")),
    "web:calls:project": Row(only(*READERS), args=_one("project")),
    "web:calls:evaluate_project": Row(only(*JUDGE), args=_one("project")),
    "web:calls:decide_project": Row(only(*JUDGE), args=_one("project")),
    "web:calls:consult_project": Row(only(*KEEPERS), args=_one("project")),
    "web:calls:consultations": Row(only(*READERS, "stranger")),
    "web:calls:consultation": Row(only(*READERS), args=_one("consultation")),
    "web:calls:invite": Row(only(*KEEPERS), args=_one("consultation")),
    "web:calls:conclude": Row(only(*JUDGE), args=_one("consultation")),
    "web:calls:consult_study": Row(only(*KEEPERS), args=_one("relation")),
}
