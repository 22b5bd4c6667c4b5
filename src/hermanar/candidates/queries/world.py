"""What a municipality knows of the world: its own facts, the evidence on each city, and which cities have a ground.

Two steps keep the ranking bounded: first, by indices, the cities of which something is known (`GROUNDS`); only those are
scored. Any other city of the world is scored when somebody asks for it. The number of questions does not grow with rows.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import (
    Administration,
    Country,
    Municipality,
    Organisation,
    Place,
    ZoneInForce,
    in_language,
)
from hermanar.directory.queries import zone_of
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import Precision
from hermanar.kernel.text import fold
from hermanar.partnerships.enums import (
    PIPELINE,
    CommitteeKnown,
    Direction,
    Interruption,
    LeadState,
    LetterState,
    Side,
)
from hermanar.partnerships.models import Lead, Letter, Partnership
from hermanar.partnerships.rules.clocks import follow_up_days

from ..enums import DatumKind
from ..models import Candidate, ConsularOpinion, Datum
from ..rules.criteria import merged
from ..rules.defaults import country_languages
from ..rules.values import (
    NO_FACTS,
    City,
    Evidence,
    Facts,
    Known,
    LeadSeen,
    LetterSeen,
    OpinionSeen,
    OwnRelation,
    Source,
    Topic,
    Us,
    is_city_id,
)
from .book import read_book
from .facts import area_topics, facts_of_profiles, read_migrants, us_of_profile

MOST_ROWS = 500  # of leads, relations, letters, data and opinions each
MOST_OF_REGION = 40  # cities of a region where migrants live: the most populous
GROUNDS = (
    "lead", "migrants", "region", "neighbours", "triangle", "relation", "letter", "consulate", "datum", "profile",
    "namesake", "chosen",
)  # fmt: skip


@dataclass
class _Found:
    """What is known of one city, while it is being gathered."""

    grounds: set[str] = field(default_factory=set)
    facts: Facts = NO_FACTS
    evidence: dict = field(default_factory=lambda: defaultdict(list))
    only: dict = field(default_factory=dict)

    def built(self) -> Evidence:
        rows: dict[str, Any] = {name: tuple(rows) for name, rows in self.evidence.items()}
        return Evidence(facts=self.facts, **rows, **self.only)


@dataclass(frozen=True)
class World:
    """`known` goes to the rules; `cities` are those with a ground, `grounds` which (keys of `GROUNDS`)."""

    known: Known
    cities: dict[str, City]
    grounds: dict[str, frozenset[str]]


def city_of_place(row: Place) -> City:
    return City(
        f"p{row.pk}", row.name, row.folded, row.subdivision, fold(row.subdivision), row.country_id,
        (row.latitude, row.longitude), row.zone, row.population or None,
    )  # fmt: skip


def _city_of_municipality(row: Municipality, zone: str, population: int | None) -> City:
    point = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
    return City(
        f"m{row.key}", row.name, row.folded, row.state.name, fold(row.state.name), "MX", point, zone, population
    )


def read_world(actor: Actor, owner: Organisation, on: dt.date, *, also: Iterable[str] = ()) -> World:
    """All that `owner` (a municipality on board) knows on a day, as far as the actor sees it. `also`: ids of cities
    asked for, whether or not there is a ground. A flat number of questions."""
    town = owner.municipality
    if town is None:
        raise ValueError("only a municipality has candidates")
    found: dict[str, _Found] = defaultdict(_Found)
    leads = _leads(actor, owner)
    relations = _relations(actor, owner)
    us = _us(actor, owner, town, on, leads, relations)
    _put_leads(found, leads, relations)
    _put_relations(found, relations)
    _put_letters(found, actor, owner, on)
    _put_own(found, actor, owner)
    book = read_book(us, _own_partners(relations), exercise=owner.is_exercise)
    for city, links in book.links.items():
        found[city].evidence["links"] += links
        found[city].grounds.add("triangle" if any(k.is_own_partner for k in links) else "neighbours")
    for city, rows in book.own.items():
        found[city].evidence["relations"] += rows
        found[city].grounds.add("relation")
    for where in us.migrants or ():
        if where.place:
            found[where.place].grounds.add("migrants")
    profiles, population = facts_of_profiles(actor, owner)
    for city, facts in profiles.items():
        found[city].facts = merged(facts, found[city].facts)
        found[city].grounds.add("profile")
    for city in _namesakes(us):
        found[city].grounds.add("namesake")
    for city in _of_regions(us):
        found[city].grounds.add("region")
    for city in filter(is_city_id, also):
        found[city].grounds |= set()
    found.pop(us.id, None)
    cities = _cities(found, population, on)
    _put_governments(found, owner, cities)
    known = Known(
        us, on, {k: f.built() for k, f in found.items()}, book.regions, country_languages(),
        {c.iso2: {"es": c.name_es, "en": c.name_en} for c in Country.objects.all()},
    )  # fmt: skip
    return World(known, cities, {k: frozenset(found[k].grounds) for k in cities})


# -- ourselves ------------------------------------------------------------------------------------------------


def _us(
    actor: Actor, owner: Organisation, town: Municipality, on: dt.date, leads: list[Lead], relations: list[Partnership]
) -> Us:
    said = us_of_profile(actor, owner)
    point = None if town.latitude is None or town.longitude is None else (town.latitude, town.longitude)
    communities = {fold(b) for b in (*(x.beneficiary for x in leads), *(x.beneficiary for x in relations))}
    return Us(
        f"m{town.key}", town.name, town.folded, town.state_id, point, zone_of(owner, on), said.population,
        said.languages, said.facts, read_migrants(said.migrants, said.source), tuple(sorted(communities - {""})), said.source,
    )  # fmt: skip


# -- what passed through our hands ------------------------------------------------------------------------------


def _leads(actor: Actor, owner: Organisation) -> list[Lead]:
    rows = Lead.objects.for_actor(actor).filter(circle__seats__organisation=owner, circle__seats__part="lead")
    return list(rows.order_by("-pk").distinct()[:MOST_ROWS])


def _put_leads(found: dict[str, _Found], leads: list[Lead], relations: list[Partnership]) -> None:
    of_case = {p.lead_id: _theirs(p)[0] for p in relations if p.lead_id}
    for lead in leads:
        if lead.state == LeadState.DRAFT:
            continue
        city = found[
            f"p{lead.place_id}"
            if lead.place_id
            else of_case.get(lead.pk)
            or _unlisted(lead.country_id, lead.foreign_name_es or lead.foreign_name, lead.foreign_subdivision)
        ]
        source = Source("lead", lead.public_id, lead.folio, lead.received_on)
        city.evidence["leads"].append(
            LeadSeen(
                lead.folio, lead.state, lead.received_on, bool(lead.diaspora.strip()),
                bool(lead.contact_post.strip() or lead.contact_name.strip()), bool(lead.promoters), source,
            )
        )  # fmt: skip
        city.grounds.add("lead")


def _relations(actor: Actor, owner: Organisation) -> list[Partnership]:
    rows = Partnership.objects.for_actor(actor).filter(owner=owner).select_related("case", "counterpart")
    return list(rows.prefetch_related("parties").order_by("-pk")[:MOST_ROWS])


def _unlisted(country: str, name: str, region: str) -> str:
    """What a city of no catalogue is kept under: its name as it was put down. It is no id that anybody may ask for."""
    return f"u{country}:{fold(name)}:{fold(region)}"


def _theirs(partnership: Partnership) -> tuple[str, str]:
    """(id of the counterpart's city, or what it is kept under; key of its municipality or "")."""
    for party in partnership.parties.all():
        if party.side == Side.THEIRS:
            if key := party.municipality_id:
                return f"m{key}", key
            return (
                f"p{party.place_id}" if party.place_id else _unlisted(party.country_id, party.name, party.subdivision)
            ), ""
    return "", ""


def city_of(partnership: Partnership) -> str:
    """Id of the counterpart's city: `p` and a GeoNames id, `m` and an INEGI key; "" where it is in no list."""
    found = _theirs(partnership)[0]
    return found if is_city_id(found) else ""


def unlisted_city_of(partnership: Partnership) -> City | None:
    """The counterpart's city as the case names it, where it is in no list: without point, zone or inhabitants, but for
    the zone that its lead gave. None where it has no other side."""
    for party in partnership.parties.all():
        if party.side == Side.THEIRS:
            zone = partnership.lead.zone if partnership.lead else ""
            return City(
                _theirs(partnership)[0], str(party), fold(party.name), in_language(party.region_in("es"), party.region_in("en")),
                fold(party.subdivision), party.country_id, None, zone, None,
            )  # fmt: skip
    return None


def _own_partners(relations: list[Partnership]) -> frozenset[str]:
    """Keys of municipalities of Mexico with which we have a case that goes on or was closed in good order."""
    return frozenset(
        key for p in relations for _city, key in [_theirs(p)] if key and p.case.state in {"open", "closed"}
    )


_CASE = {"open": "open", "paused": "paused"}


def _put_relations(found: dict[str, _Found], relations: list[Partnership]) -> None:
    for row in relations:
        city_id, _key = _theirs(row)
        if not city_id:
            continue
        city = found[city_id]
        source = Source("case", row.public_id, row.folio, row.opened_on)
        city.evidence["relations"].append(
            OwnRelation(_CASE.get(row.case.state, "closed"), row.folio, row.opened_on, source)
        )
        city.grounds.add("relation")
        there = getattr(row, "counterpart", None)
        if there is None:
            continue
        if there.term_ends_on and "term_ends_on" not in city.only:
            said = replace(source, label=there.term_source) if there.term_source else source
            city.only |= {"term_ends_on": there.term_ends_on, "term_source": said}
        if there.election_on and "election_on" not in city.only:
            said = replace(source, label=there.election_source)
            city.only |= {"election_on": there.election_on, "election_source": said}
        says = {CommitteeKnown.EXISTS: True, CommitteeKnown.NONE: False}.get(there.committee_known)
        if says is None and (there.committee or row.paused_reason == Interruption.NO_COMMITTEE_THERE):
            says = row.paused_reason != Interruption.NO_COMMITTEE_THERE
        if says is not None and "has_committee" not in city.only:
            city.only |= {"has_committee": says, "committee_source": source}


def _put_letters(found: dict[str, _Found], actor: Actor, owner: Organisation, on: dt.date) -> None:
    rows = (
        Letter.objects.for_actor(actor)
        .filter(owner=owner, direction=Direction.OUT, kind__in=PIPELINE)
        .exclude(state__in=[LetterState.DRAFT, LetterState.SIGNED_OFF])
        .select_related("partnership")
        .prefetch_related("answered_by", "partnership__parties")
        .order_by("-pk")[:MOST_ROWS]
    )
    silence = follow_up_days()[2]
    for letter in rows:
        city_id = (
            f"p{letter.there_id}" if letter.there_id else f"m{letter.municipality_id}" if letter.municipality_id else ""
        )
        if not city_id and letter.partnership is not None:
            city_id = _theirs(letter.partnership)[0]
        state, reason = _became(letter, on, silence)
        if not city_id or not state:
            continue
        known = letter.precision if letter.sent_on == letter.dated_on else Precision.DAY
        source = Source("letter", letter.public_id, letter.folio, letter.sent_on, precision=known)
        found[city_id].evidence["letters"].append(LetterSeen(state, letter.folio, reason, source))
        found[city_id].grounds.add("letter")


def _became(letter: Letter, on: dt.date, silence: int) -> tuple[str, str]:
    """(what became of a letter that was sent, code of why it stopped)."""
    if letter.state == LetterState.ANSWERED:
        said = [a.is_affirmative for a in letter.answered_by.all() if a.is_affirmative is not None]
        return ("yes" if said[-1] else "no") if said else "", ""
    if letter.state == LetterState.INTERRUPTED:
        if letter.interruption == Interruption.SILENCE:
            return "silence", ""
        return ("no" if letter.interruption == Interruption.REFUSED else "stopped"), letter.interruption
    if letter.sent_on is None:
        return "", ""
    return ("silence" if (on - letter.sent_on).days >= silence else "waiting"), ""


# -- what was put down of a city ----------------------------------------------------------------------------------


def city_id_of(row: Candidate | Datum | ConsularOpinion) -> str:
    return f"p{row.place_id}" if row.place_id else f"m{row.municipality_id}"


_TOPICS = {
    DatumKind.PRACTICE: "practices", DatumKind.OFFER: "offers", DatumKind.SEEK: "seeks", DatumKind.SECTOR: "sectors",
}  # fmt: skip


def _put_own(found: dict[str, _Found], actor: Actor, owner: Organisation) -> None:
    for candidate in Candidate.objects.for_actor(actor).filter(circle=owner.home).order_by("pk"):
        found[city_id_of(candidate)].grounds.add("chosen")
    topics = area_topics()
    data = Datum.objects.for_actor(actor).filter(circle=owner.home, withdrawn_on=None)
    for datum in data.order_by("pk")[:MOST_ROWS]:
        city = found[city_id_of(datum)]
        city.grounds.add("datum")
        source = Source("datum", datum.public_id, datum.source, datum.read_on, datum.source_url)
        if name := _TOPICS.get(DatumKind(datum.kind)):
            words = {"es": datum.text, "en": datum.text}
            topic = topics.get(datum.area) or Topic(fold(datum.text), words)
            said: dict[str, Any] = {name: (topic,)}
            city.facts = merged(city.facts, replace(Facts(source=source), **said))
        elif datum.kind == DatumKind.UNIVERSITY:
            city.facts = merged(city.facts, Facts(universities=(datum.text,), source=source))
        elif datum.kind == DatumKind.MIGRANTS:
            city.only["migrants_here"] = source
        elif datum.kind == DatumKind.TERM and datum.day:
            city.only |= {"term_ends_on": datum.day, "term_source": source}
        elif datum.kind == DatumKind.ELECTION and datum.day:
            city.only |= {"election_on": datum.day, "election_source": source}
        elif datum.kind in {DatumKind.COMMITTEE, DatumKind.NO_COMMITTEE}:
            city.only |= {"has_committee": datum.kind == DatumKind.COMMITTEE, "committee_source": source}
    opinions = ConsularOpinion.objects.for_actor(actor).filter(circle=owner.home)
    for opinion in opinions.order_by("pk")[:MOST_ROWS]:
        source = Source("consulate", opinion.public_id, opinion.reference or opinion.consulate, opinion.dated_on)
        city = found[city_id_of(opinion)]
        city.evidence["opinions"].append(OpinionSeen(opinion.sense, opinion.consulate, opinion.dated_on, source))
        city.grounds.add("consulate")


# -- the world ------------------------------------------------------------------------------------------------


def _namesakes(us: Us) -> Iterator[str]:
    """Places and municipalities that bear our name or that of a community of ours. Two questions, by index."""
    names = [us.folded, *us.communities]
    for pk in Place.objects.filter(folded__in=names).exclude(country="MX").values_list("pk", flat=True)[:200]:
        yield f"p{pk}"
    for key in Municipality.objects.filter(folded=us.folded).values_list("key", flat=True):
        yield f"m{key}"


def _of_regions(us: Us) -> Iterator[str]:
    """The largest cities of the regions where our people live; one question per region, six regions at most."""
    regions = sorted({(m.country, m.region) for m in us.migrants or () if m.region and not m.place})[:6]
    for country, region in regions:
        rows = Place.objects.filter(country_id=country, population__gt=0).order_by("-population", "pk")
        names = sorted({s for s in _subdivisions(country) if fold(s) == region})
        for pk in rows.filter(subdivision__in=names).values_list("pk", flat=True)[:MOST_OF_REGION]:
            yield f"p{pk}"


def _subdivisions(country: str) -> Iterable[str]:
    return Place.objects.filter(country_id=country).order_by().values_list("subdivision", flat=True).distinct()


def _cities(found: Collection[str], population: dict[str, int], on: dt.date) -> dict[str, City]:
    """The cities of those ids; ids of nothing are left out. Three questions."""
    ids = [int(i[1:]) for i in found if i[:1] == "p"]
    keys = [i[1:] for i in found if i[:1] == "m"]
    cities = {f"p{row.pk}": city_of_place(row) for row in Place.objects.filter(pk__in=ids).exclude(country="MX")}
    zones: dict[str, str] = {}
    in_force = ZoneInForce.objects.filter(municipality__in=keys, valid_from__lte=on)
    for row in in_force.filter(Q(valid_until=None) | Q(valid_until__gte=on)).order_by("valid_from"):
        zones[row.municipality_id] = row.zone
    for town in Municipality.objects.select_related("state").filter(pk__in=keys):
        zone = zones.get(town.key, "America/Mexico_City")
        cities[f"m{town.key}"] = _city_of_municipality(town, zone, population.get(f"m{town.key}"))
    return cities


def _put_governments(found: dict[str, _Found], owner: Organisation, cities: Collection[str]) -> None:
    """Governments on record as organisations, and until when they govern, and when one votes. Three questions."""
    ids = [int(i[1:]) for i in cities if i[:1] == "p"]
    keys = [i[1:] for i in cities if i[:1] == "m"]
    kinds = [OrganisationKind.FOREIGN_GOVERNMENT, OrganisationKind.MUNICIPALITY]
    rows = Organisation.objects.filter(kind__in=kinds, is_exercise=owner.is_exercise)
    there = {o.pk: o for o in rows.filter(Q(place__in=ids) | Q(municipality__in=keys)).order_by("pk")}
    votes = {
        pk: (on, said)
        for pk, on, said in Administration.objects.filter(organisation__in=there, election_on__isnull=False)
        .order_by("election_on")
        .values_list("organisation", "election_on", "election_source")
    }
    ends = dict(
        Administration.objects.filter(organisation__in=there).order_by("ends_on").values_list("organisation", "ends_on")
    )
    for pk, organisation in there.items():
        key = f"p{organisation.place_id}" if organisation.place_id else f"m{organisation.municipality_id}"
        source = Source("directory", organisation.public_id, organisation.name)
        city = found[key]
        city.only.setdefault("government", {"es": organisation.name, "en": organisation.name_en or organisation.name})
        city.only.setdefault("government_source", source)
        if pk in ends and "term_ends_on" not in city.only:
            city.only |= {"term_ends_on": ends[pk], "term_source": source}
        if pk in votes and "election_on" not in city.only:
            on, said = votes[pk]
            city.only |= {"election_on": on, "election_source": replace(source, label=said)}


def stream_world(zones: dict[str, str] | None = None) -> Iterator[City]:
    """Every place of the world outside Mexico and every municipality of Mexico, one at a time, in bounded memory."""
    for row in Place.objects.exclude(country="MX").order_by("pk").iterator(chunk_size=2000):
        yield city_of_place(row)
    for town in Municipality.objects.select_related("state").order_by("key").iterator(chunk_size=500):
        yield _city_of_municipality(town, (zones or {}).get(town.key, "America/Mexico_City"), None)
