"""What the book of documented relations says of our neighbours, our partners and ourselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from hermanar.checks.regions import is_region
from hermanar.directory.models import Municipality, Place
from hermanar.kernel.text import fold
from hermanar.partnerships.enums import Rung
from hermanar.registry.enums import EntryKind, Shelf
from hermanar.registry.models import Entry
from hermanar.registry.rules.claims import ANTECEDENTS

from ..rules.criteria import NEAR
from ..rules.distance import kilometres
from ..rules.values import Link, OwnRelation, Source, Us

MOST_ENTRIES = 2000
_CLOSE = 0.4  # degrees within which a point of the book and a place of that name are one city


@dataclass(frozen=True)
class Book:
    """`links`: city → relations that others have with it; `own`: city → relations of ours; `regions`: (country, region)
    → relations of others with some city there."""

    links: dict[str, list[Link]]
    own: dict[str, list[OwnRelation]]
    regions: dict[tuple[str, str], tuple[Link, ...]]


def _distances(us: Us) -> dict[str, int]:
    """Key of every municipality within reach → kilometres from us. One question."""
    if us.point is None:
        return {}
    rows = (
        Municipality.objects.exclude(latitude=None).exclude(longitude=None).values_list("key", "latitude", "longitude")
    )
    reach = {key: kilometres(us.point, (lat, lon)) for key, lat, lon in rows}
    return {key: round(km) for key, km in reach.items() if km <= NEAR}


def read_book(us: Us, partners: Collection[str], *, exercise: bool = False) -> Book:
    """Entries of our state, of municipalities near us, of our partners and of ourselves, tied to cities of the world
    where name and point or region leave no doubt; what is in doubt is left out, never guessed. Five questions.

    `exercise`: the house is one, and what its own lists brought in stands on the shelf of exercises.
    """
    own_key = us.id[1:]
    km = _distances(us)
    shelf = Q(shelf=Shelf.DOCUMENTED)
    if exercise:
        shelf |= Q(shelf=Shelf.EXERCISE, our_key=own_key, partnership="")
    rows = Entry.objects.filter(shelf, withdrawn_at=None).order_by("pk")
    domestic = list(
        rows.filter(country="MX").filter(Q(our_key=own_key) | Q(snapshot__theirs__key=own_key))[:MOST_ENTRIES]
    )
    partners = set(partners)
    for entry in domestic:
        if _standing(entry) == "begun":
            continue  # a letter makes nobody a partner
        other = entry.snapshot["theirs"].get("key", "") if entry.our_key == own_key else entry.our_key
        if len(other) == 5:
            partners.add(other)
    keys = {own_key, *km, *partners}
    wanted = list(rows.filter(Q(our_key__startswith=us.state) | Q(our_key__in=keys))[:MOST_ENTRIES])
    where = _resolved(wanted)
    links: dict[str, list[Link]] = defaultdict(list)
    own: dict[str, list[OwnRelation]] = defaultdict(list)
    regions: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for entry in {e.pk: e for e in (*wanted, *domestic)}.values():
        city = where.get(entry.pk, "")
        source = Source(
            "book", entry.public_id, entry.folio, entry.signed_on, precision=entry.signed_precision or "day"
        )
        kept = "begun" if _standing(entry) == "begun" else "documented"
        if entry.our_key == own_key:
            if city:
                own[city].append(OwnRelation(kept, entry.folio, entry.signed_on, source))
            continue
        if city == us.id:  # the other side of a domestic relation wrote it down
            if len(entry.our_key) == 5:
                own[f"m{entry.our_key}"].append(OwnRelation(kept, entry.folio, entry.signed_on, source))
            continue
        link = Link(
            entry.our_name, entry.our_key, entry.their_name, entry.our_key in partners,
            entry.our_key[:2] == us.state, km.get(entry.our_key), source,
            _standing(entry),
        )  # fmt: skip
        if city:
            links[city].append(link)
        for region in _regions(entry):
            regions[(entry.country, region)].append(link)
    return Book(dict(links), dict(own), {k: tuple(v) for k, v in regions.items()})


def _standing(entry: Entry) -> str:
    """What the book lets one say of it: never more than its paper (`rules.values.Link`)."""
    if entry.kind in ANTECEDENTS:
        return "begun"
    return (
        "twinned"
        if entry.kind in {EntryKind.TWINNING, EntryKind.FRIENDSHIP} or entry.rung >= Rung.SIGNED
        else "related"
    )


def _regions(entry: Entry) -> set[str]:
    said = entry.snapshot["theirs"].get("subdivision", "")
    return {fold(said)} if said and entry.country != "MX" else set()


def _bare(name: str) -> str:
    return fold(name.partition(" (")[0].partition(",")[0])


def _resolved(entries: Iterable[Entry]) -> dict[int, str]:
    """Entry → id of the city on the other side. One question."""
    abroad = [e for e in entries if e.country != "MX"]
    names = {_bare(e.their_name) for e in abroad}
    countries = {e.country for e in abroad}
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in Place.objects.filter(folded__in=names, country__in=countries):
        places[(place.country_id, place.folded)].append(place)
    found = {}
    for entry in entries:
        theirs = entry.snapshot["theirs"]
        if entry.country == "MX":
            if len(theirs.get("key", "")) == 5:
                found[entry.pk] = f"m{theirs['key']}"
        elif place := _one(places.get((entry.country, _bare(entry.their_name)), []), theirs):
            found[entry.pk] = f"p{place.pk}"
    return found


def _one(places: list[Place], theirs: dict) -> Place | None:
    lat, lon = theirs.get("latitude"), theirs.get("longitude")
    if lat is not None and lon is not None:
        close = [p for p in places if abs(p.latitude - lat) < _CLOSE and abs(p.longitude - lon) < _CLOSE]
        return max(close, key=lambda p: (p.population, -p.pk)) if close else None
    region = theirs.get("subdivision") or ""
    if region:
        places = [p for p in places if is_region(p.subdivision, p.country_id, region)]
    return places[0] if len(places) == 1 else None
