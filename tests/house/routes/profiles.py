"""The profile: every municipality's own; read by the circles it goes to; written by its liaison."""

from hermanar.profiles.operations import add_picture, open_sheet, save_section
from tests import relation
from tests.profiles.test_gallery import SAID, jpeg

from . import Row, only


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    town, act = cast.organisations["municipality"], cast.act("liaison")
    profile = save_section(act, profile_of=town, key="presentation", es="Uno", en="One")
    save_section(act, profile_of=town, key="offer", es="Talleres", en="Workshops")
    picture = add_picture(act, profile_of=town, upload=jpeg(width=400, height=300), **SAID)
    sheet = open_sheet(act, circle=town.home, about="Yamanashi")
    save_section(act, profile_of=sheet, key="offer", es="Viñedos", en="Vineyards")
    return {
        "partnership": partnership.public_id,
        "profile": profile.public_id,
        "picture": picture.public_id,
        "sheet": sheet.public_id,
    }


OURS = ("liaison", "mayor", "council_secretary", "administrator")
SEATED = (*OURS, "committee", "state", "reviewer", "authoriser", "registrar", "counterpart")


def _sheet(*more):
    return lambda made: [made["sheet"], *more]


ROUTES = {
    # the stranger of the cast is another municipality's liaison: it has a profile of its own, still empty
    "web:profiles:mine": Row(only(*OURS, "stranger")),
    "web:profiles:chapter": Row(only("liaison", "stranger"), args=lambda made: ["general"]),
    "web:profiles:section": Row(only("liaison", "stranger"), args=lambda made: ["presentation"]),
    "web:profiles:tags": Row(only("liaison"), args=lambda made: ["offer", 0]),
    "web:profiles:history": Row(only("liaison"), args=lambda made: ["presentation"]),
    "web:profiles:restore": Row(only("liaison"), args=lambda made: ["presentation", 1]),
    "web:profiles:revisions": Row(only(*OURS)),
    "web:profiles:compare": Row(only(*OURS)),
    "web:profiles:issue": Row(only("liaison")),
    "web:profiles:submit": Row(only("liaison")),
    "web:profiles:gallery": Row(only(*OURS, "stranger")),
    "web:profiles:picture_add": Row(only("liaison", "stranger")),
    "web:profiles:picture": Row(only("liaison"), args=lambda made: [made["picture"]]),
    "web:profiles:picture_remove": Row(only("liaison"), args=lambda made: [made["picture"]]),
    "web:profiles:picture_arrange": Row(
        only("liaison", status=302), args=lambda made: [made["picture"], "portada"], method="post"
    ),
    "web:profiles:picture_file": Row(only(*OURS), args=lambda made: [made["picture"], "chica"]),
    "web:profiles:publish": Row(only("liaison", "mayor")),
    "web:profiles:mask": Row(only("liaison", "mayor", "stranger")),
    "web:profiles:withdraw": Row(only("liaison", "mayor")),
    "web:profiles:sheets": Row(only(*OURS, "stranger")),
    "web:profiles:sheet_open": Row(only("liaison", "stranger")),
    "web:profiles:sheet": Row(only(*OURS), args=_sheet()),
    "web:profiles:sheet_chapter": Row(only("liaison"), args=_sheet("offer")),
    "web:profiles:sheet_section": Row(only("liaison"), args=_sheet("offer")),
    "web:profiles:sheet_tags": Row(only("liaison"), args=_sheet("offer", 0)),
    "web:profiles:sheet_history": Row(only("liaison"), args=_sheet("offer")),
    "web:profiles:sheet_restore": Row(only("liaison"), args=_sheet("offer", 1)),
    "web:profiles:profile": Row(only(*SEATED), args=lambda made: [made["partnership"]]),
    "web:profiles:link": Row(only("liaison"), args=lambda made: [made["partnership"]], method="post"),
    "web:profiles:counterpart": Row(only("liaison"), args=lambda made: [made["partnership"]]),
    "web:profiles:paper": Row(only(), args=lambda made: [made["profile"], "pdf"]),  # none was issued
}
