"""Letters: a draft is the municipality's own; written by the liaison, signed by the mayor."""

from django.utils import timezone

from hermanar.calls.operations import give_letter_link
from hermanar.directory.models import Country
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.operations import Candidate, draft_batch, draft_letter, record_letter
from tests import relation

from . import Row, everybody, only

BOTH = {"es": "Uno", "en": "One"}


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    letter = draft_letter(
        cast.act("liaison"), partnership=partnership, motivations=BOTH, interests=BOTH, objectives=BOTH
    )
    act, town, mexico = cast.act("liaison"), cast.organisations["municipality"], Country.objects.get(pk="MX")
    batch = draft_batch(
        act, owner=town, candidates=[Candidate("Ciudad de Muestra", mexico)], motivations=BOTH, interests=BOTH,
        objectives=BOTH, areas=("culture",),
    )  # fmt: skip
    sent = record_letter(
        act, owner=town, kind=LetterKind.INTENT, direction=Direction.OUT, dated_on=cast.at.date(), folio="VS/900",
        city="Otra ciudad", country=mexico,
    )  # fmt: skip
    came = record_letter(
        act, owner=town, kind=LetterKind.INTENT, direction=Direction.IN, dated_on=cast.at.date(), city="Otra ciudad",
        country=mexico,
    )  # fmt: skip
    link, _token = give_letter_link(act, letter=sent, holder="Presidencia municipal", now=timezone.now())
    return {
        "link": link.public_id,
        "partnership": partnership.public_id,
        "letter": letter.public_id,
        "batch": batch.public_id,
        "sent": sent.public_id,
        "came": came.public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


OURS = ("liaison", "mayor", "council_secretary", "administrator")
SEATED = (*OURS, "committee", "state", "reviewer", "authoriser", "registrar", "counterpart")

# the register of a house is its own, and of its committee what has left it
HOUSE = (*OURS, "committee")

ROUTES = {
    "web:letters:list": Row(everybody()),
    "web:letters:register": Row(everybody()),
    "web:letters:csv": Row(everybody()),
    "web:letters:funnel": Row(everybody()),
    **{
        f"web:letters:{n}": Row(only("liaison", "stranger"))
        for n in ("incoming", "outgoing", "official", "read", "many")
    },
    "web:letters:batch": Row(only(*HOUSE), args=_one("batch")),
    "web:letters:envelopes": Row(only(*HOUSE), args=lambda made: [made["batch"], "pdf"]),
    "web:letters:batch_links": Row(only("liaison"), args=_one("batch")),
    # its one letter is a draft: there is nothing to send, nor to acknowledge
    "web:letters:send_batch": Row(only(), args=_one("batch")),
    "web:letters:acknowledge_batch": Row(only(), args=_one("batch")),
    "web:letters:sign_batch": Row(only("mayor"), args=_one("batch")),
    "web:letters:return_batch": Row(only("mayor"), args=_one("batch")),
    **{f"web:letters:{n}": Row(only("liaison"), args=_one("sent")) for n in ("resume", "remind", "details")},
    "web:letters:withdraw_fact": Row(only("liaison", status=302), args=_one("sent")),  # it stated nothing
    "web:letters:give": Row(only("liaison"), args=_one("sent")),
    "web:letters:take_back": Row(only("liaison"), args=lambda made: [made["sent"], made["link"]]),
    "web:letters:deposit_copy": Row(only(), args=_one("letter")),  # no paper was issued yet
    "web:letters:correct_copy": Row(only(), args=lambda made: [made["letter"], "nada"]),
    **{
        f"web:letters:{n}": Row(only("liaison", status=302), args=_one("letter")) for n in ("correct", "withdraw")
    },  # a draft
    "web:letters:case": Row(only("liaison", status=302), args=_one("sent")),  # no case yet: the eight questions
    "web:letters:reply": Row(only("liaison"), args=_one("came")),
    "web:letters:answered": Row(
        only("liaison") | dict.fromkeys(("mayor", "council_secretary", "administrator", "committee"), 302),
        args=_one("sent"),
    ),
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
