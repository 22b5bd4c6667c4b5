"""The profile: every municipality's own; read by the circles it goes to; written by its liaison."""

from hermanar.profiles.operations import save_section
from tests import relation

from . import Row, only


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    profile = save_section(
        cast.act("liaison"), profile_of=cast.organisations["municipality"], key="presentation", es="Uno", en="One"
    )
    return {"partnership": partnership.public_id, "profile": profile.public_id}


OURS = ("liaison", "mayor", "council_secretary", "administrator")
SEATED = (*OURS, "committee", "state", "reviewer", "authoriser", "registrar", "counterpart")

ROUTES = {
    # the stranger of the cast is another municipality's liaison: it has a profile of its own, still empty
    "web:profiles:mine": Row(only(*OURS, "stranger")),
    "web:profiles:section": Row(only("liaison", "stranger"), args=lambda made: ["presentation"]),
    "web:profiles:revisions": Row(only(*OURS)),
    "web:profiles:issue": Row(only("liaison")),
    "web:profiles:submit": Row(only("liaison")),
    "web:profiles:profile": Row(only(*SEATED), args=lambda made: [made["partnership"]]),
    "web:profiles:link": Row(only("liaison"), args=lambda made: [made["partnership"]], method="post"),
    "web:profiles:paper": Row(only(), args=lambda made: [made["profile"], "pdf"]),  # none was issued
}
