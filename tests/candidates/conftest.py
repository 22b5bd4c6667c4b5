"""A town with a lead, neighbours in the book, and a city of the world that nobody knows."""

import pytest

from hermanar.candidates.models import Candidate
from hermanar.candidates.operations import shortlist_city
from hermanar.directory.models import Country, Municipality, Place
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.partnerships.operations import open_lead, route_lead
from hermanar.profiles.operations import save_section
from hermanar.registry.operations import load_documented
from hermanar.registry.rules.lists import Row
from hermanar.registry.rules.pictures import SourcePicture
from tests.cast import STARTS
from tests.kept import kept

LAKESIDE, HILLS, YAMANASHI = "p900001", "p900002", "p900003"


@pytest.fixture
@kept
def owner(cast):
    """Villa Serena, with its point on the map."""
    Municipality.objects.filter(key="20999").update(latitude=17.0, longitude=-96.7)
    Municipality.objects.filter(key="20998").update(latitude=17.2, longitude=-96.9)
    town = cast.organisations["municipality"]
    town.refresh_from_db()
    return town


def lead_of(cast, place: int = 900001, **more):
    """A routed lead of the consulate about a place."""
    where = Place.objects.get(pk=place)
    row = open_lead(
        cast.act("consul"), country=Country.objects.get(pk=where.country_id), foreign_name=where.name,
        foreign_subdivision=where.subdivision, place=where, zone=where.zone, proposed_place="Villa Serena",
        municipality=Municipality.objects.get(key="20999"), received_on=STARTS.date(), contact_post="City Manager",
        exercise_at=STARTS, **({"diaspora": "Familias de Villa Serena viven ahí."} | more),
    )  # fmt: skip
    return route_lead(cast.act("consul"), lead=row, municipality=cast.organisations["municipality"])


def document(*rows: tuple[str, str, str, str]) -> None:
    """Put relations into the book: (key, our name, their name, subdivision) with a city of the United States."""
    source = (SourcePicture({"es": "Muestra", "en": "Sample"}, "https://example.org/", None),)
    act = Act(actor=Actor.operator(), at=STARTS, channel=Channel.CLI)
    load_documented(
        act,
        rows=[
            Row(
                f"T{n}", "international", ours, key, theirs, part, "US", "", "acuerdo de hermanamiento", STARTS.date(),
                "day", "firmado", source,
            )
            for n, (key, ours, theirs, part) in enumerate(rows)
        ],
    )  # fmt: skip


def say(cast, key: str, es: str, who: str = "liaison", organisation: str = "municipality"):
    """One entry of the municipality's profile."""
    return save_section(
        cast.act(who), profile_of=cast.organisations[organisation], key=key, es=es, en=es, source="Muestra", year=2020
    )


@pytest.fixture
@kept
def chosen(cast, owner) -> Candidate:
    return shortlist_city(cast.act("liaison"), owner=owner, city=LAKESIDE, reason="La visitó la Presidencia.")
