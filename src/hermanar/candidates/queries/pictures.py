"""The rank and the score sheet as the page shows them."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hermanar.directory.models import Organisation, in_language
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.models import Partnership

from ..enums import CandidateState, Criterion, SourceKind, Standing
from ..rules.defaults import default_weights
from ..rules.distance import Hours, office_hours
from ..rules.scoring import Scored, Sheet, places_of, rank, score
from ..rules.values import GAZETTEER, Known, Source
from .choices import list_candidates, weights_of
from .words import sentence
from .world import World, read_world, unlisted_city_of

PAGE = 10


@dataclass(frozen=True)
class LinePicture:
    """A point in words. `points` None: it is not known. `ref` and `url` say where it can be read."""

    criterion: str
    label: str
    code: str
    sentence: str
    points: int | None
    source: str
    source_kind: str
    ref: str
    url: str
    on: dt.date | None
    precision: str = "day"

    @property
    def signed(self) -> str:
        """`+12`, `−4`, `0`; a dash where it is not known."""
        if self.points is None:
            return "—"
        return f"+{self.points}" if self.points > 0 else f"−{-self.points}" if self.points < 0 else "0"


@dataclass(frozen=True)
class SheetPicture:
    """A city with its reasons. `place` in the rank, `before` what it was with every criterion (None: the same or none);
    `state` what was decided of it."""

    id: str
    name: str
    region: str
    country: str
    country_name: str
    score: int
    place: int | None
    before: int | None
    population: int | None
    lines: tuple[LinePicture, ...]
    grounds: frozenset[str]
    hours: Hours | None
    state: str
    state_label: str
    reason: str
    partnership: str
    folio: str

    @property
    def total(self) -> str:
        """The score as it is read: `46`, `−9`."""
        return f"−{-self.score}" if self.score < 0 else str(self.score)

    def _of(self, standing: str) -> list[LinePicture]:
        found = [row for row in self.lines if _standing(row) == standing]
        return sorted(found, key=lambda row: (-abs(row.points or 0), row.criterion))

    @property
    def why(self) -> list[LinePicture]:
        return self._of(Standing.WHY)

    @property
    def why_not(self) -> list[LinePicture]:
        return self._of(Standing.WHY_NOT)

    @property
    def even(self) -> list[LinePicture]:
        return self._of(Standing.EVEN)

    @property
    def unknown(self) -> list[LinePicture]:
        return self._of(Standing.UNKNOWN)

    @property
    def best(self) -> list[LinePicture]:
        """The three reasons that weigh most."""
        return self.why[:3]

    @property
    def worst(self) -> LinePicture | None:
        """The strongest reason against; where none speaks against, the first thing that is not known."""
        return next(iter([*self.why_not, *self.unknown]), None)

    @property
    def others(self) -> list[LinePicture]:
        """What weighs beside the best and the worst."""
        said = [*self.best, self.worst]
        return [row for row in self.lines if row.points and row not in said]

    @property
    def others_signed(self) -> str:
        """What the others come to: with them the points add up."""
        points = sum(row.points or 0 for row in self.others)
        return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"

    @property
    def sleeping(self) -> LinePicture | None:
        """The sentence on a relation that already exists."""
        return next((r for r in self.lines if r.criterion == Criterion.RELATION and r.points), None)

    @property
    def companions(self) -> list[LinePicture]:
        """Partners with whom a joint delegation is possible."""
        named = {"triangle_partner", "triangle_related", "neighbour_near", "neighbour_state"}
        return [r for r in self.lines if r.code in named]


def _standing(row: LinePicture) -> str:
    if row.points is None:
        return Standing.UNKNOWN
    return Standing.WHY if row.points > 0 else Standing.WHY_NOT if row.points < 0 else Standing.EVEN


@dataclass(frozen=True)
class RankPage:
    """Part of the rank. `total` cities had a ground, `shown` pass the filters; `countries` and `grounds` count them."""

    sheets: tuple[SheetPicture, ...]
    total: int
    shown: int
    following: int | None
    countries: tuple[tuple[str, str, int], ...]
    grounds: Mapping[str, int]
    states: Mapping[str, int]
    without: tuple[str, ...] = field(default=())


def line_picture(scored: Scored) -> LinePicture:
    line = scored.line
    source = line.source
    kind = SourceKind(source.kind)
    label = str(kind.label)
    if source.label and kind not in {SourceKind.PROFILE, SourceKind.THEIR_PROFILE}:
        label = f"{label}: {source.label}"
    return LinePicture(
        line.criterion, str(Criterion(line.criterion).label), line.code, sentence(line), scored.points, label,
        source.kind, source.ref, source.url, source.on, source.precision,
    )  # fmt: skip


def _country(known: Known, iso2: str) -> str:
    words = known.names.get(iso2, {})
    return in_language(words.get("es", iso2), words.get("en", iso2))


def _picture(
    world: World, sheet: Sheet, *, place: int | None, before: int | None, chosen: Mapping[str, object]
) -> SheetPicture:
    city, known = sheet.city, world.known
    decided = chosen.get(city.id)
    state = getattr(decided, "state", "")
    case = getattr(decided, "partnership", None)
    return SheetPicture(
        city.id, city.name, city.region, city.country, _country(known, city.country), sheet.score, place, before,
        city.population, tuple(line_picture(s) for s in sheet.lines), world.grounds.get(city.id, frozenset()),
        office_hours(known.us.zone, city.zone, known.on), state, str(CandidateState(state).label) if state else "",
        getattr(decided, "reason", ""), case.public_id if case else "", case.folio if case else "",
    )  # fmt: skip


def known_criteria(keys: Iterable[str]) -> tuple[str, ...]:
    """Those that are criteria, once each, in the order of the weights."""
    asked = set(keys)
    return tuple(w.key for w in default_weights() if w.key in asked)


def rank_page(
    actor: Actor, owner: Organisation, on: dt.date, *, without: Collection[str] = (), country: str = "",
    ground: str = "", state: str = "", start: int = 1, limit: int = PAGE,
) -> RankPage:  # fmt: skip
    """The cities with a ground, best first, `limit` of them from place `start`. Places are those of the whole rank;
    `without` leaves criteria out, and then each says where it stood before. The number of questions is flat."""
    world = read_world(actor, owner, on)
    weights = weights_of(owner)
    left_out = known_criteria(without)
    sheets = rank(world.known, world.cities.values(), weights, left_out)
    after = places_of(sheets)
    before = places_of(rank(world.known, world.cities.values(), weights)) if left_out else {}
    chosen = {c.city_id: c for c in list_candidates(actor, owner)}
    states = {s: sum(1 for c in chosen.values() if c.state == s) for s in CandidateState.values}

    def passes(sheet: Sheet) -> bool:
        decided = chosen.get(sheet.city.id)
        now = decided.state if decided else ""
        if state and now != state:
            return False
        if not state and now == CandidateState.DISCARDED:
            return False
        return (not country or sheet.city.country == country) and (
            not ground or ground in world.grounds.get(sheet.city.id, ())
        )

    passing = [s for s in sheets if passes(s)]
    at = max(1, start) - 1
    kept = passing[at : at + limit]
    countries: dict[str, int] = {}
    grounds: dict[str, int] = {}
    for sheet in sheets:
        countries[sheet.city.country] = countries.get(sheet.city.country, 0) + 1
        for key in world.grounds.get(sheet.city.id, ()):
            grounds[key] = grounds.get(key, 0) + 1
    named = sorted(((k, _country(world.known, k), n) for k, n in countries.items()), key=lambda c: (-c[2], c[1]))
    pictures = tuple(
        _picture(world, s, place=after[s.city.id], before=before.get(s.city.id) if left_out else None, chosen=chosen)
        for s in kept
    )
    following = at + limit + 1 if len(passing) > at + limit else None
    return RankPage(pictures, len(sheets), len(passing), following, tuple(named), grounds, states, left_out)


def sheets_of(
    actor: Actor, owner: Organisation, on: dt.date, cities: Sequence[str], *, without: Collection[str] = (),
    besides: str = "",
) -> list[SheetPicture]:  # fmt: skip
    """Score sheets of those cities, asked for by name: any of the world. Where one is in the rank, with its place.

    `besides`: public id of a case that is left out of what is known. Raises NotVisible where there is no such city.
    """
    world = read_world(actor, owner, on, also=cities)
    if besides:
        world = replace(world, known=_besides(world.known, besides))
    weights = weights_of(owner)
    left_out = known_criteria(without)
    ranked = [c for c in world.cities.values() if world.grounds[c.id]]
    after = places_of(rank(world.known, ranked, weights, left_out))
    before = places_of(rank(world.known, ranked, weights)) if left_out else {}
    chosen = {c.city_id: c for c in list_candidates(actor, owner)}
    found = []
    for key in cities:
        city = world.cities.get(key)
        if city is None:
            raise NotVisible(key)
        sheet = score(world.known, city, weights, left_out)
        found.append(_picture(world, sheet, place=after.get(key), before=before.get(key), chosen=chosen))
    return found


def sheet_of(
    actor: Actor, owner: Organisation, on: dt.date, city: str, *, without: Collection[str] = (), besides: str = ""
) -> SheetPicture:
    """The score sheet of one city. Raises NotVisible."""
    return sheets_of(actor, owner, on, [city], without=without, besides=besides)[0]


def sheet_of_case(actor: Actor, partnership: Partnership, on: dt.date) -> SheetPicture:
    """The score sheet of a counterpart that is in no list of cities: what the case, its lead, its letters and our own
    profile say; it has no place in the rank. Raises NotVisible for a case without another side."""
    city = unlisted_city_of(partnership)
    if city is None:
        raise NotVisible(partnership.public_id)
    world = read_world(actor, partnership.owner, on)
    world = replace(world, known=_besides(world.known, partnership.public_id))
    sheet = score(world.known, city, weights_of(partnership.owner))
    # its name was read in the case, not in a list of cities
    case = Source("case", partnership.public_id, partnership.folio, partnership.opened_on)
    lines = tuple(
        replace(s, line=replace(s.line, source=case)) if s.line.source == GAZETTEER else s for s in sheet.lines
    )
    return _picture(world, replace(sheet, lines=lines), place=None, before=None, chosen={})


def _besides(known: Known, ref: str) -> Known:
    kept = {
        key: replace(found, relations=tuple(r for r in found.relations if r.source.ref != ref))
        for key, found in known.evidence.items()
    }
    return replace(known, evidence=kept)
