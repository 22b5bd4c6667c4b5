"""What the rules read and what they say: plain values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]  # latitude, longitude
Words = Mapping[str, str]  # language → text


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read. `kind` is one of `enums.SourceKind`, `ref` what an entrance makes an address of,
    `label` what it is called (folio, title), `on` the day it is of, known by its `precision`, `url` an address outside."""

    kind: str
    ref: str = ""
    label: str = ""
    on: dt.date | None = None
    url: str = ""
    precision: str = "day"


NOTHING = Source("nothing")
GAZETTEER = Source("gazetteer")
PROFILE_AND_GAZETTEER = Source("profile_gazetteer")
BOTH_PROFILES = Source("both_profiles")


@dataclass(frozen=True, slots=True)
class Line:
    """One point: a sentence (`enums.SENTENCES[code]` with `data`) and how much it pulls, from -100 to 100 per cent of
    its criterion's weight. `grade` None: it is not known, which is not the same as 0."""

    criterion: str
    code: str
    grade: int | None
    source: Source
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """An area of cooperation, a sector or a problem. `key` compares; `words` are shown."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """What a city says of itself, or others of it. None: nobody said; empty: said that there is none."""

    offers: tuple[Topic, ...] | None = None
    seeks: tuple[Topic, ...] | None = None
    problems: tuple[Topic, ...] | None = None
    practices: tuple[Topic, ...] | None = None
    sectors: tuple[Topic, ...] | None = None
    universities: tuple[str, ...] | None = None
    source: Source = NOTHING


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Migrants:
    """A place where the municipality's people live: a city (`place`), or only a region, or only a country."""

    country: str
    region: str = ""  # folded
    place: str = ""  # id of the candidate
    source: Source = NOTHING


@dataclass(frozen=True, slots=True)
class Us:
    """The municipality that asks. `migrants` None: its profile does not say."""

    id: str
    name: str
    folded: str
    state: str
    point: Point | None
    zone: str
    population: int | None
    languages: tuple[str, ...] = ("es",)
    facts: Facts = NO_FACTS
    migrants: tuple[Migrants, ...] | None = None
    communities: tuple[str, ...] = ()  # folded names of its communities
    population_source: Source = NOTHING


def is_city_id(city: str) -> bool:
    """Whether it has the form of an id: `p` and a GeoNames id, `m` and an INEGI key of five digits."""
    kind, number = city[:1], city[1:]
    if not (number.isascii() and number.isdecimal()):
        return False
    return (kind == "p" and len(number) < 10) or (kind == "m" and len(number) == 5)


@dataclass(frozen=True, slots=True)
class City:
    """One that could be written to: a place of the world (`p5278931`) or a municipality of Mexico (`m20067`)."""

    id: str
    name: str
    folded: str
    region: str  # name of its state, province, department
    region_folded: str
    country: str
    point: Point | None
    zone: str
    population: int | None

    @property
    def is_mexican(self) -> bool:
        return self.id[:1] == "m"


@dataclass(frozen=True, slots=True)
class LeadSeen:
    folio: str
    state: str
    on: dt.date
    has_diaspora: bool
    has_contact: bool
    has_promoters: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Link:
    """A relation that another Mexican party has abroad, as the book documents it: `standing` twinned, related (some other
    instrument) or begun (a letter or a mention, which document no agreement). `km` from us; None: not known."""

    partner: str
    partner_key: str
    city: str
    is_own_partner: bool
    is_same_state: bool
    km: int | None
    source: Source
    standing: str = "twinned"


@dataclass(frozen=True, slots=True)
class OwnRelation:
    """A relation of ours with the city: `state` open, paused, closed, documented or begun (a letter or a mention alone)."""

    state: str
    folio: str
    on: dt.date | None
    source: Source


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """A letter of ours to the city: `state` yes, no, silence, stopped or waiting; `reason` words of the interruption."""

    state: str
    folio: str
    reason: object
    source: Source


@dataclass(frozen=True, slots=True)
class OpinionSeen:
    sense: str
    consulate: str
    on: dt.date
    source: Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one city, besides where it lies."""

    facts: Facts = NO_FACTS
    migrants_here: Source | None = None  # somebody put down that our people live there
    leads: tuple[LeadSeen, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[OwnRelation, ...] = ()
    letters: tuple[LetterSeen, ...] = ()
    opinions: tuple[OpinionSeen, ...] = ()
    term_ends_on: dt.date | None = None
    term_source: Source = NOTHING
    election_on: dt.date | None = None
    election_source: Source = NOTHING
    has_committee: bool | None = None
    committee_source: Source = NOTHING
    government: Words | str = ""
    government_source: Source = NOTHING


NO_EVIDENCE = Evidence()


@dataclass(frozen=True)
class Known:
    """The world as the municipality knows it on a day: what each rule may ask besides the two cities."""

    us: Us
    on: dt.date
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    regions: Mapping[tuple[str, str], tuple[Link, ...]] = field(default_factory=dict)  # links by (country, region)
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of countries
    names: Mapping[str, Words] = field(default_factory=dict)  # of countries

    def of(self, city: City) -> Evidence:
        return self.evidence.get(city.id, NO_EVIDENCE)
