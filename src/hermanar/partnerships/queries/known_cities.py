"""What a municipality already has with the cities that a list of letters names: a relation, or a letter out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from hermanar.checks.regions import is_region
from hermanar.directory.models import Country, Municipality, Organisation, Place
from hermanar.kernel.acts import Actor

from ..enums import Direction, LetterKind, LetterState, Side
from ..models import Letter, Partnership
from ..rules.ladder import Standing
from ..rules.parties import same_party
from .relations import standing_on

_OUT = (LetterState.DRAFT, LetterState.SIGNED_OFF, LetterState.SENT, LetterState.ACKNOWLEDGED)


class Named(Protocol):
    """A city as a list means it."""

    @property
    def city(self) -> str: ...
    @property
    def country(self) -> Country: ...
    @property
    def municipality(self) -> Municipality | None: ...
    @property
    def there(self) -> Place | None: ...
    @property
    def subdivision(self) -> str: ...


@dataclass(frozen=True)
class KnownCity:
    """Relations with it, each with where it stands, and letters of intent to it that wait."""

    relations: tuple[tuple[Partnership, Standing], ...]
    letters: tuple[Letter, ...]


def known_cities(actor: Actor, owner: Organisation, cities: Mapping[str, Named]) -> dict[str, KnownCity]:
    """Of each city with which there is something, what: advice before one more letter begins anew. Two questions, and one
    for each relation that is found."""
    if not cities:
        return {}
    relations = list(
        Partnership.objects.for_actor(actor)
        .filter(owner=owner)
        .select_related("case__definition")
        .prefetch_related("parties")
        .order_by("opened_on", "pk")
    )
    letters = list(
        Letter.objects.for_actor(actor)
        .filter(owner=owner, kind=LetterKind.INTENT, direction=Direction.OUT, state__in=_OUT, partnership=None)
        .order_by("pk")
    )
    found = {}
    for key, city in cities.items():
        same = tuple((r, standing_on(r)) for r in relations if _is_theirs(r, city))
        out = tuple(w for w in letters if _is_to(w, city))
        if same or out:
            found[key] = KnownCity(same, out)
    return found


def _same(
    city: Named, name: str, country: str | None, municipality: str | None, place: int | None, subdivision: str
) -> bool:
    if country != city.country.pk:
        return False
    if place is not None and city.there is not None:
        return place == city.there.pk
    own = city.municipality.pk if city.municipality is not None else ""
    if not same_party(municipality or "", own, name, city.city):
        return False
    # of two cities of one name, each in its state
    told = subdivision and city.subdivision
    return bool(own) or not told or is_region(subdivision, city.country.pk, city.subdivision)


def _is_theirs(relation: Partnership, city: Named) -> bool:
    theirs = next((p for p in relation.parties.all() if p.side == Side.THEIRS), None)
    if theirs is None:
        return False
    names = (theirs.name, theirs.name_en or theirs.name)
    at = (theirs.country_id, theirs.municipality_id, theirs.place_id, theirs.subdivision)
    return any(_same(city, name, *at) for name in names)


def _is_to(letter: Letter, city: Named) -> bool:
    return _same(city, letter.city, letter.country_id, letter.municipality_id, letter.there_id, letter.subdivision)
