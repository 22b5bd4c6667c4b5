"""Whose directory it is: the municipality's own circle, as its people and its committee reach it."""

from typing import Any

from hermanar.directory.enums import OrganisationKind
from hermanar.encounters.policies import can_keep
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.queries import list_partnerships

from ..edge import SeatedRequest
from ..relations import title_of

CASES = 200


def house_of(request: SeatedRequest) -> Any:
    """The municipality of the post: its own, or the one whose committee it is; None for any other."""
    house = request.seat.organisation
    if house is not None and house.kind == OrganisationKind.MUNICIPALITY:
        return house
    if house is not None and house.kind == OrganisationKind.COMMITTEE:
        return house.parent
    return None


def home_of(request: SeatedRequest, *, to_keep: bool = False) -> Any:
    """Its circle; `to_keep`: only for who keeps the list. Raises NotVisible."""
    house = house_of(request)
    if house is None or house.home is None:
        raise NotVisible("home")
    if to_keep and not can_keep(request.seat.actor, house.home):
        raise NotVisible("home")
    return house.home


def relations_of(request: SeatedRequest, circle: Any) -> dict[str, Any]:
    """Public id → relation of that municipality, newest first."""
    found = list_partnerships(request.seat.actor, limit=CASES)
    return {p.public_id: p for p in found if p.owner.home_id == circle.pk}


def titles(relations: dict[str, Any]) -> list[tuple[str, str]]:
    """What a form offers."""
    return [(key, title_of(p)) for key, p in relations.items()]


def number(text: str) -> int | None:
    """A key of an address; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 16 else None
