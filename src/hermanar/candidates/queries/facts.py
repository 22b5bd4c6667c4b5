"""Facts of profiles as the rules read them: what each side offers and seeks, by area; where its migrants live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hermanar.directory.models import Country, Organisation, Place
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import Actor
from hermanar.kernel.text import fold
from hermanar.profiles.queries import Line, MatchingFacts, list_matching_facts, matching_facts
from hermanar.profiles.rules import MigrantPlace, Statement

from ..rules.values import NO_FACTS, NOTHING, Facts, Migrants, Source, Topic


@dataclass(frozen=True)
class OwnFacts:
    """What the municipality's profile says of itself. `migrants` None: nothing."""

    population: int | None = None
    languages: tuple[str, ...] = ("es",)
    facts: Facts = NO_FACTS
    migrants: tuple[MigrantPlace, ...] | None = None
    source: Source = NOTHING


def area_topics() -> dict[str, Topic]:
    """The catalogue of areas of cooperation, key → topic."""
    return {key: Topic(key, term.text) for key, term in catalogues.areas().items()}


def _said(rows: Iterable[Statement], areas: Mapping[str, Topic]) -> tuple[Topic, ...] | None:
    """Topics of statements: their areas where they are tagged, else the words themselves. None: there are none."""
    found: dict[str, Topic] = {}
    for row in rows:
        tagged = [areas[key] for key in row.areas if key in areas]
        for topic in tagged or [Topic(fold(row.es), {"es": row.es, "en": row.en})]:
            found.setdefault(topic.key, topic)
    return tuple(found.values()) or None


def _listed(rows: Iterable[Line]) -> tuple[Topic, ...] | None:
    return tuple(Topic(fold(row.es), {"es": row.es, "en": row.en}) for row in rows) or None


def _facts(said: MatchingFacts, source: Source, areas: Mapping[str, Topic]) -> Facts:
    # what can be read somewhere was done: an offer with its page is a practice
    practices = [row for row in said.offers if row.link]
    return Facts(
        offers=_said(said.offers, areas), seeks=_said(said.seeks, areas), problems=_said(said.seeks, areas),
        practices=_said(practices, areas), sectors=_listed(said.sectors),
        universities=tuple(row.es for row in said.universities) or None, source=source,
    )  # fmt: skip


def _inhabitants(said: MatchingFacts) -> int | None:
    return int(said.population.value) if said.population and said.population.value > 0 else None


_SPOKEN = {
    "espanol": "es", "ingles": "en", "frances": "fr", "portugues": "pt", "aleman": "de", "italiano": "it",
    "japones": "ja", "chino": "zh", "coreano": "ko",
}  # fmt: skip


def us_of_profile(actor: Actor, owner: Organisation) -> OwnFacts:
    """What the municipality's own profile says; nothing where there is none. One question."""
    said = matching_facts(actor, owner)
    if not said.profile:
        return OwnFacts()
    source = Source("profile", owner.public_id, str(said.revision))
    spoken = {_SPOKEN.get(word) for row in said.languages for word in fold(row.es).split()}
    return OwnFacts(
        _inhabitants(said), ("es", *sorted(x for x in spoken if x and x != "es")), _facts(said, source, area_topics()),
        said.migrants or None, source,
    )  # fmt: skip


def facts_of_profiles(actor: Actor, owner: Organisation) -> tuple[dict[str, Facts], dict[str, int]]:
    """City → what its profile (or the sheet kept of it) says, and its inhabitants, of those the actor may read."""
    areas = area_topics()
    found: dict[str, Facts] = {}
    population: dict[str, int] = {}
    for said in list_matching_facts(actor):
        city = f"m{said.municipality}" if said.municipality else f"p{said.place}" if said.place else ""
        if not city or said.organisation == owner.public_id:
            continue
        found[city] = _facts(said, Source("their_profile", said.profile, str(said.revision)), areas)
        if number := _inhabitants(said):
            population[city] = number
    return found, population


def read_migrants(rows: tuple[MigrantPlace, ...] | None, source: Source) -> tuple[Migrants, ...] | None:
    """Places where the municipality's people live. A line tied to a city is that city; one that only says
    `Country: Region, Region` is read where each name is exactly that of a country and of a region of it; nothing is
    guessed from the rest. Two questions at most."""
    if rows is None:
        return None
    tied = {p.pk: p for p in Place.objects.filter(pk__in=[r.place for r in rows if r.place])}
    countries = {fold(n): c.iso2 for c in Country.objects.all() for n in (c.name_es, c.name_en)}
    countries |= {"estados unidos de america": "US", "united states of america": "US", "eua": "US", "eeuu": "US"}
    found: list[Migrants] = []
    for row in rows:
        place = tied.get(row.place) if row.place else None
        if place is not None:
            found.append(Migrants(place.country_id, fold(place.subdivision), f"p{place.pk}", source))
            continue
        head, _colon, rest = row.es.partition(":")
        country = row.country or countries.get(fold(head), "")
        if not country:
            continue
        parts = [p for p in rest.replace(" e ", ",").replace(" y ", ",").replace(";", ",").split(",") if p.strip()]
        found += [Migrants(country, fold(p), "", source) for p in parts] or [Migrants(country, "", "", source)]
    return tuple(found)
