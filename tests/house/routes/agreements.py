"""Signature and registration: read by the circle; deposited by the liaison, registered by the ministry."""

from hermanar.agreements.operations import record_foreign_approval
from hermanar.agreements.operations.papers import issue_case_paper, start_case_paper
from hermanar.partnerships.operations import draft_letter, sign_off_letter
from hermanar.registry.operations import publish_entry
from tests import relation

from . import Row, everybody, only

SEATED = ("liaison", "mayor", "council_secretary", "administrator", "committee", "state", "reviewer", "authoriser")
SEATED = (*SEATED, "registrar", "counterpart")


def make(cast) -> dict:
    partnership = relation.ready_to_sign(cast)
    signing = relation.confirm(cast, relation.deposit(cast, partnership))
    approval = record_foreign_approval(
        cast.act("counterpart"), agreement=partnership.agreement, body="Common Council", instrument="Resolution 1",
        approved_on=cast.at.date(),
    )  # fmt: skip
    publish_entry(cast.act("liaison"), partnership=partnership)
    paper = start_case_paper(
        cast.act("liaison"), partnership=relation.fresh(partnership), kind="ratification",
        typed={"our_authorization": "el acuerdo de Cabildo número 02"},
    )  # fmt: skip
    issue_case_paper(cast.act("liaison"), paper=paper, gazetteer=relation.NOWHERE)
    both = {"es": "Uno", "en": "One"}
    letter = draft_letter(
        cast.act("liaison"), partnership=relation.fresh(partnership), motivations=both, interests=both, objectives=both
    )
    sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relation.NOWHERE)
    return {
        "letter": letter.public_id,
        "partnership": partnership.public_id,
        "signing": signing.public_id,
        "approval": approval.public_id,
        "paper": paper.public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


CASE = Row(only(*SEATED), args=_one("partnership"))
KEPT = Row(only(*SEATED), args=_one("signing"))

ROUTES = {
    "web:agreements:queue": Row(everybody()),
    "web:agreements:authorisation": Row(only(), args=_one("partnership")),  # of a state’s own relation alone
    "web:agreements:record_authorisation": Row(only(), args=_one("partnership")),
    "web:agreements:withdraw_authorisation": Row(only(), args=lambda made: [made["partnership"], "x" * 12]),
    "web:agreements:foreign_approval": CASE,
    "web:agreements:foreign_refusal": CASE,
    "web:agreements:withdraw_approval": Row(only(*SEATED), args=lambda made: [made["partnership"], made["approval"]]),
    "web:agreements:signature": CASE,
    "web:agreements:prepare": CASE,
    "web:agreements:deposit": Row(only("liaison"), args=_one("partnership")),
    "web:agreements:deposit_paper": Row(only("liaison"), args=_one("paper")),
    "web:agreements:deposit_letter": Row(only("liaison"), args=_one("letter")),
    "web:agreements:later": CASE,
    "web:agreements:registration": CASE,
    "web:agreements:send": CASE,
    "web:agreements:record": CASE,
    "web:agreements:refuse": CASE,
    "web:agreements:correct_registration": CASE,
    "web:agreements:return_unsigned": Row(only("mayor"), args=_one("partnership")),
    "web:agreements:entry": CASE,
    "web:agreements:take_off": Row(only("liaison", "mayor", "registrar"), args=_one("partnership")),
    "web:agreements:publish": Row(only(), args=_one("partnership")),  # of an entry that was taken off
    "web:agreements:signing": KEPT,
    "web:agreements:page": Row(only(*SEATED), args=lambda made: [made["signing"], 1]),
    "web:agreements:correct": KEPT,
}
