"""Bodies and sessions: the municipality, its committee; what they decided about a relation is read by its circle."""

from tests import relation

from . import Row, everybody, only

HOUSE = ("liaison", "mayor", "council_secretary", "administrator", "committee")
CIRCLE = (*HOUSE, "state", "reviewer", "authoriser", "registrar", "counterpart")


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    relation.agree(cast, partnership)
    resolution = relation.authorise(cast, partnership)
    body = resolution.point.session.body
    return {
        "partnership": partnership.public_id,
        "body": body.public_id,
        "member": body.members.order_by("pk").first().pk,
        "session": resolution.point.session.public_id,
        "point": resolution.point.public_id,
        "resolution": resolution.public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


def _inside(key: str) -> Row:
    return Row(only(*HOUSE), args=_one(key))


ROUTES = {
    "web:meetings:list": Row(everybody()),
    "web:meetings:create": Row(only("liaison", "mayor", "council_secretary", "committee", "stranger")),
    "web:meetings:body": _inside("body"),
    "web:meetings:seat": _inside("body"),
    "web:meetings:leave": Row(only(*HOUSE), args=lambda made: [made["body"], made["member"]]),
    "web:meetings:convene": _inside("body"),
    "web:meetings:record": _inside("body"),
    "web:meetings:vote": _inside("point"),
    "web:meetings:names": _inside("point"),
    "web:meetings:certify": _inside("resolution"),
    "web:meetings:correct": Row(only("council_secretary"), args=_one("resolution")),
    "web:meetings:session": _inside("session"),
    "web:meetings:put": _inside("session"),
    "web:meetings:attend": _inside("session"),
    "web:meetings:cancel": _inside("session"),
    "web:meetings:cabildo": Row(only(*CIRCLE), args=_one("partnership")),
    "web:meetings:committee": Row(only(*CIRCLE), args=_one("partnership")),
}
