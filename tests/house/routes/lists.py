"""What one already has: its house's, its committee's; old lists only those of whoever may bring them in."""

from hermanar.registry.models import Entry
from hermanar.registry.operations import bring_list, choose_columns, confirm_list
from hermanar.registry.rules.mapping import guess
from hermanar.registry.tasks import work_list
from tests import relation

from . import Row, only

HOUSE = ("liaison", "mayor", "council_secretary", "administrator", "committee")
OTHERS = ("state", "stranger")
TEXT = "Ciudad hermana,País\nLakeside,Estados Unidos\nXyzzy,México\n"


def make(cast) -> dict:
    listing = bring_list(
        cast.act("liaison"), organisation=cast.organisations["municipality"], filename="lista.csv", data=TEXT.encode()
    )
    fresh = bring_list(
        cast.act("liaison"), organisation=cast.organisations["municipality"], filename="otra.csv", data=TEXT.encode()
    )
    choose_columns(cast.act("liaison"), listing=listing, mapping=guess(listing.header))
    work_list.call(listing.public_id)
    listing.refresh_from_db()
    confirm_list(cast.act("liaison"), listing=listing)
    work_list.call(listing.public_id)
    entry = Entry.objects.get(folio__startswith="LIS-").public_id
    partnership = relation.open_relation(cast).public_id
    return {"listing": listing.public_id, "fresh": fresh.public_id, "entry": entry, "partnership": partnership}


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    "web:lists:own": Row(only(*HOUSE, *OTHERS)),
    "web:lists:pair": Row(only(*HOUSE, "state"), args=_one("entry")),
    "web:lists:follow": Row(only("liaison", "state"), args=_one("entry")),
    "web:lists:of_case": Row(only(*HOUSE), args=_one("partnership")),
    "web:lists:list": Row(only("liaison", *OTHERS)),
    "web:lists:listing": Row(only("liaison"), args=_one("listing")),
    "web:lists:columns": Row(only("liaison"), args=_one("fresh")),
    "web:lists:row": Row(only("liaison"), args=lambda made: [made["listing"], 3]),
    # nothing is asked of that row’s counterpart any more: back to its list
    "web:lists:partner": Row(only("liaison", status=302), args=lambda made: [made["listing"], 3]),
    "web:lists:date": Row(only("liaison", status=302), args=lambda made: [made["listing"], 3]),
    "web:lists:confirm": Row(only("liaison"), args=_one("listing")),
    "web:lists:undo": Row(only("liaison"), args=_one("listing")),
}
