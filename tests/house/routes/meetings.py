"""Bodies and sessions: the municipality, its committee; what they decided about a relation is read by its circle."""

import datetime as dt

from hermanar.meetings import operations as meetings
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
        **_of_the_cabinet(cast),
        "partnership": partnership.public_id,
        "body": body.public_id,
        "member": body.members.order_by("pk").first().pk,
        "session": resolution.point.session.public_id,
        "point": resolution.point.public_id,
        "resolution": resolution.public_id,
    }


def _of_the_cabinet(cast) -> dict:
    """A body that the liaison keeps itself: its minutes, corrections, commitments and problems."""
    act, day = cast.act("liaison"), cast.at.date()
    town = cast.organisations["municipality"]
    body = meetings.create_body(act, organisation=town, kind="cabinet", name="Gabinete", seats=1, source="Reglamento")
    member = meetings.seat_member(
        act, body=body, name="Persona de Muestra 60", position="Vocal", sector="official", from_on=day
    )
    sessions = []
    for n, purpose in enumerate(("other", "approve_minutes")):
        session = meetings.convene_session(
            act, body=body, kind="ordinary", number=str(n + 1), held_on=day, at=dt.time(9 + n)
        )
        point = meetings.put_point(act, session=session, title="Asunto", purpose=purpose)
        meetings.hold_session(act, session=session, present=[member])
        sessions.append(session)
    resolution = meetings.resolve_point(act, point=point, in_favour=1)
    minutes = meetings.write_minutes(act, session=sessions[0], texts={"opening": "Uno"})
    meetings.circulate_minutes(act, minutes=minutes)
    amendment = meetings.propose_amendment(act, minutes=minutes, by="Vocal", text="Dos")
    made = {"session": sessions[0], "text": "Recorrer"}
    return {
        "cabinet": body.public_id,
        "of_cabinet": resolution.public_id,
        "first": sessions[0].public_id,
        "second": sessions[1].public_id,
        "amendment": amendment.pk,
        "commitment": meetings.make_commitment(act, **made, owner="Mercados", due_on=day).public_id,
        "problem": meetings.raise_problem(act, **made).public_id,
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
    "web:meetings:correct_seat": Row(
        only("liaison", "mayor", "council_secretary", "committee"), args=lambda made: [made["body"], made["member"]]
    ),
    "web:meetings:convene": _inside("body"),
    "web:meetings:record": _inside("body"),
    "web:meetings:vote": _inside("point"),
    "web:meetings:take_off": _inside("point"),
    "web:meetings:move": _inside("point"),
    "web:meetings:names": _inside("point"),
    "web:meetings:certify": _inside("resolution"),
    "web:meetings:complete": Row(only("council_secretary"), args=_one("resolution")),
    "web:meetings:correct": Row(only("council_secretary"), args=_one("resolution")),
    "web:meetings:session": _inside("session"),
    "web:meetings:put": _inside("session"),
    "web:meetings:attend": _inside("session"),
    "web:meetings:cancel": _inside("session"),
    "web:meetings:correct_attendance": Row(only("council_secretary", "mayor"), args=_one("session")),
    "web:meetings:correct_vote": Row(only("council_secretary"), args=_one("resolution")),
    "web:meetings:cabildo": Row(only(*CIRCLE), args=_one("partnership")),
    "web:meetings:committee": Row(only(*CIRCLE), args=_one("partnership")),
    "web:meetings:change": Row(only("liaison", "mayor", "council_secretary", "committee"), args=_one("cabinet")),
    "web:meetings:rule": Row(only("liaison", "mayor", "council_secretary", "committee"), args=_one("cabinet")),
    "web:meetings:plan": Row(only("liaison", "mayor"), args=_one("cabinet")),
    "web:meetings:body_calendar": _inside("cabinet"),
    "web:meetings:call": Row(only("liaison", "mayor"), args=_one("first")),
    "web:meetings:calendar": _inside("first"),
    "web:meetings:sheet": _inside("first"),
    "web:meetings:minutes": _inside("first"),
    "web:meetings:draft": Row(only(*HOUSE), args=lambda made: [made["first"], "pdf"]),
    "web:meetings:commitments": Row(everybody()),
    "web:meetings:commitment": _inside("commitment"),
    # what only whoever keeps the minutes does
    "web:meetings:door": Row(only("liaison"), args=_one("first")),
    "web:meetings:roll_call": Row(only("liaison"), args=_one("of_cabinet")),
    "web:meetings:guests": Row(only("liaison"), args=_one("first")),
    "web:meetings:make": Row(only("liaison"), args=_one("first")),
    "web:meetings:raise": Row(only("liaison"), args=_one("first")),
    "web:meetings:circulate": Row(only("liaison"), args=_one("first")),
    "web:meetings:amend": Row(only("liaison"), args=_one("first")),
    "web:meetings:decide": Row(only("liaison"), args=lambda made: [made["first"], made["amendment"]]),
    "web:meetings:approve": Row(only("liaison"), args=lambda made: [made["first"], made["second"]]),
    "web:meetings:issue": Row(only("liaison"), args=_one("first")),
    "web:meetings:sign": Row(only("liaison"), args=_one("first")),
    "web:meetings:end": Row(only("liaison"), args=_one("commitment")),
    "web:meetings:problem": Row(only("liaison"), args=_one("problem")),
}
