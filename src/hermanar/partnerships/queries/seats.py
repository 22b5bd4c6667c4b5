"""Where an organisation has its seat and gives out its papers."""

from functools import cache

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation

MINISTRY_SEAT = "Ciudad de México"


def place_of(organisation: Organisation) -> str:
    """Where an organisation gives out its papers: its municipality, its place, a state's capital; "" where that is not
    known, and the paper leaves the line to be filled."""
    if municipality := organisation.municipality:
        return f"{municipality.name}, {municipality.state.name}"
    if organisation.place:
        return organisation.place.name
    if organisation.state and organisation.kind == OrganisationKind.STATE:
        capital, name = _capital(organisation.state.key), organisation.state.name
        return capital if capital == name == MINISTRY_SEAT or not capital else f"{capital}, {name}"
    if organisation.kind == OrganisationKind.MINISTRY:
        return MINISTRY_SEAT
    return place_of(organisation.parent) if organisation.parent else ""


@cache
def _capital(state: str) -> str:
    with Gazetteer.open() as gazetteer:
        found = gazetteer.state(state)
    return found.capital if found else ""


def late_place(organisation: Organisation) -> dict[str, str]:
    """The slot of the place of issue, where the place is known."""
    place = place_of(organisation)
    return {"issue_place": place} if place else {}


def seat_of(organisation: Organisation) -> str:
    """The city where what is no municipality has its seat: a state's paper is dated in its capital, which is no party of what
    it says. "" for a municipality, which is its own."""
    return "" if organisation.municipality_id else place_of(organisation).partition(",")[0]
