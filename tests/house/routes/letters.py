"""Letters: a draft is the municipality's own; written by the liaison, signed by the mayor."""

from hermanar.partnerships.operations import draft_letter
from tests import relation

from . import Row, everybody, only

BOTH = {"es": "Uno", "en": "One"}


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    letter = draft_letter(
        cast.act("liaison"), partnership=partnership, motivations=BOTH, interests=BOTH, objectives=BOTH
    )
    return {"partnership": partnership.public_id, "letter": letter.public_id}


def _one(key: str):
    return lambda made: [made[key]]


OURS = ("liaison", "mayor", "council_secretary", "administrator")
SEATED = (*OURS, "committee", "state", "reviewer", "authoriser", "registrar", "counterpart")

ROUTES = {
    "web:letters:list": Row(everybody()),
    "web:letters:of_case": Row(only(*SEATED), args=_one("partnership")),
    "web:letters:new": Row(only("liaison"), args=_one("partnership")),
    "web:letters:record": Row(only("liaison"), args=_one("partnership")),
    "web:letters:answer": Row(only(*SEATED, status=302), args=_one("partnership")),  # no letter waits for one
    "web:letters:letter": Row(only(*OURS), args=_one("letter")),
    "web:letters:paper": Row(only(*OURS), args=lambda made: [made["letter"], "pdf"]),
    "web:letters:profile": Row(only(), args=_one("letter")),  # none goes with it before it is signed
    **{
        f"web:letters:{n}": Row(only("liaison"), args=_one("letter"))
        for n in ("revise", "send", "acknowledge", "interrupt")
    },
    **{f"web:letters:{n}": Row(only("mayor"), args=_one("letter")) for n in ("sign", "return")},
    **{
        f"web:letters:{n}": Row(only(*OURS, status=302), args=_one("letter"), method="post") for n in ("repair", "keep")
    },
}
