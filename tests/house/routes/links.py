"""The counterpart's door: the municipality's people see it, its liaison keeps it; the committee reads along."""

import datetime as dt

from django.utils import timezone

from hermanar.calls import operations as calls
from hermanar.kernel.acts import Act, Channel
from hermanar.links.queries import actor_of
from tests import relation

from . import Row, only

MUNICIPAL = ("liaison", "mayor", "council_secretary", "administrator", "committee")
KEEPER = ("liaison",)


def make(cast) -> dict:
    partnership = relation.open_relation(cast, everybody=False)
    relation.start_text(cast, partnership)
    link, _token = calls.open_door(cast.act("liaison"), partnership=partnership, now=timezone.now())
    guest = Act(actor_of(link), cast.at, Channel.LINK)
    row = calls.hand_over_contact(guest, partnership=partnership, name="", post="City Clerk", email="clerk@x.example")
    later = cast.at + dt.timedelta(days=3)
    hour = calls.propose_hour_by_link(guest, partnership=partnership, starts_at=later)
    return {
        "relation": partnership.public_id, "link": link.public_id, "contribution": row.public_id, "hour": hour.public_id,
    }  # fmt: skip


def _of(*keys: str):
    return lambda made: [made[key] for key in keys]


ROUTES = {
    "web:links:door": Row(only(*MUNICIPAL), args=_of("relation")),
    "web:links:give": Row(only(*KEEPER), args=_of("relation")),
    "web:links:revoke": Row(only(*KEEPER), args=_of("relation", "link")),
    "web:links:ask": Row(only(*KEEPER), args=_of("relation")),
    "web:links:share": Row(only(*KEEPER), args=_of("relation")),
    "web:links:unshare": Row(only(*KEEPER), args=_of("relation")),
    "web:links:propose_hour": Row(only(*KEEPER), args=_of("relation")),
    "web:links:take_hour": Row(only(*KEEPER), args=_of("hour")),
    "web:links:withdraw_hour": Row(only(*KEEPER), args=_of("hour")),
    "web:links:contribution": Row(only(*MUNICIPAL), args=_of("contribution")),
    "web:links:take": Row(only(*KEEPER, status=302), args=_of("contribution")),
    "web:links:set_aside": Row(only(*KEEPER), args=_of("contribution")),
}
