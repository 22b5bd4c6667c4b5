"""Dispatch and opinion: the way to the ministry is seen by who takes part in it; a draft opinion by the ministry alone."""

from hermanar.opinions.operations import observe, propose_opinion
from tests import relation

from . import Row, everybody, only

TOWN = ("liaison", "mayor", "council_secretary", "administrator")
MINISTRY = ("reviewer", "authoriser", "registrar")
WAY = (*TOWN, "state", *MINISTRY)
CIRCLE = (*WAY, "committee", "counterpart")


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    relation.agree(cast, partnership)
    relation.authorise_and_certify(cast, partnership)
    review = relation.review(cast, partnership)
    opinion = propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Es procedente.")
    other = relation.open_relation(cast)
    relation.agree(cast, other)
    relation.authorise(cast, other, number="02")
    round_open = relation.review(cast, other)
    note = observe(cast.act("reviewer"), review=round_open, group="art-05", text="Precisar.")
    return {
        "partnership": partnership.public_id,
        "dispatch": review.dispatch.public_id,
        "review": round_open.public_id,
        "opinion": opinion.public_id,
        "observation": note.public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


def _case(*personas: str) -> Row:
    return Row(only(*personas), args=_one("partnership"))


def _sent(status: int = 200, method: str = "get") -> Row:
    return Row(only(*WAY, status=status), args=_one("dispatch"), method=method)


def _round(status: int = 200, method: str = "get") -> Row:
    return Row(only(*MINISTRY, status=status), args=_one("review"), method=method)


ROUTES = {
    "web:opinions:queue": Row(everybody()),
    "web:opinions:dispatches_of_case": Row(
        {**only(*CIRCLE, status=302), "committee": 200, "counterpart": 200}, args=_one("partnership")
    ),
    "web:opinions:prepare": _case(*CIRCLE),
    "web:opinions:record_dispatch": _case(*CIRCLE),
    "web:opinions:of_case": _case(*CIRCLE),
    "web:opinions:record": _case(*CIRCLE),
    "web:opinions:advisers": _case("authoriser"),
    "web:opinions:dispatch": _sent(),
    "web:opinions:attach": Row(only("liaison"), args=lambda made: [made["dispatch"], "letter"]),
    "web:opinions:refresh": _sent(302, "post"),
    "web:opinions:send": _sent(),
    "web:opinions:forward": _sent(),
    "web:opinions:enclosure": Row(only(*WAY), args=lambda made: [made["dispatch"], "cabildo", "pdf"]),
    "web:opinions:return_unsigned": Row(only("mayor"), args=_one("dispatch")),
    "web:opinions:return": _sent(),
    "web:opinions:receive": _sent(),
    "web:opinions:correct_dispatch": _sent(),
    "web:opinions:recall": _sent(),
    "web:opinions:recall_forwarding": _sent(),
    "web:opinions:correct_forwarding": _sent(),
    "web:opinions:record_forward": _sent(),
    "web:opinions:record_return": _sent(),
    "web:opinions:record_observations": _sent(),
    "web:opinions:review": _round(),
    "web:opinions:observe": _round(200, "post"),
    "web:opinions:approve": _round(302, "post"),
    "web:opinions:send_observations": _round(),
    "web:opinions:submit": _round(),
    "web:opinions:propose": _round(),
    "web:opinions:correct_observations": _round(),
    "web:opinions:return_answer_unsigned": Row(only(), args=_one("review")),
    "web:opinions:forward_answer": Row(only(), args=_one("review")),
    "web:opinions:return_answer": Row(only(), args=_one("review")),
    "web:opinions:record_answer_forward": Row(only(), args=_one("review")),
    "web:opinions:record_answer_return": Row(only(), args=_one("review")),
    "web:opinions:recall_answer": Row(only(), args=_one("review")),
    "web:opinions:correct_answer_forward": Row(only(), args=_one("review")),
    "web:opinions:correct_answer_return": Row(only(), args=_one("review")),
    "web:opinions:answer": Row(only(*MINISTRY), args=_one("observation"), method="post"),
    "web:opinions:opinion": Row(only(*MINISTRY), args=_one("opinion")),
    "web:opinions:authorise": Row(only(*MINISTRY), args=_one("opinion")),
    "web:opinions:return_opinion": Row(only(*MINISTRY), args=_one("opinion")),
    "web:opinions:withdraw_opinion": Row(only(*MINISTRY), args=_one("opinion")),
    # last: the draft is gone after it; only the legal review takes it back, the others are told so
    "web:opinions:drop": Row(
        {**only(*MINISTRY, status=302), "authoriser": 404, "registrar": 404},
        args=_one("observation"),
        method="post",
        in_order=True,
    ),
}
