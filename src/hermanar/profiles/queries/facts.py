"""What a profile says, as plain values to reason with: the ranking of counterparts, the page before a call, the letter.

Only what was written is here; nothing is guessed. A figure comes with its source and year or not at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor

from .. import policies
from ..models import Profile
from ..rules import (
    BY_KEY,
    MigrantPlace,
    Priority,
    Statement,
    as_figure,
    is_cited,
    items,
    rows_of,
)


@dataclass(frozen=True)
class Figure:
    """A number that says where it comes from. `key` is the field of the outline."""

    key: str
    value: Decimal
    source: str
    year: int


@dataclass(frozen=True)
class Line:
    """One item of a list in both languages, with the source of the list where it has one."""

    es: str
    en: str
    source: str = ""
    year: int | None = None


@dataclass(frozen=True)
class MatchingFacts:
    """A city as its profile tells it. `profile` is the public id of where it is said ("" when there is no profile), and
    `is_sheet` says that somebody else wrote it about a city abroad.

    `offers`, `seeks`, `actions`: statements with areas of cooperation (keys of `areas.yaml`), goals and targets;
    `priorities` of its development plan; `migrants`: places where its people live; `languages`: of its liaison office;
    `figures`: key → figure (`population`, `students`, `visitors`, …), only sourced ones.
    """

    name: str
    organisation: str = ""
    municipality: str = ""
    place: int | None = None
    country: str = ""
    profile: str = ""
    revision: int = 0
    is_sheet: bool = False
    offers: tuple[Statement, ...] = ()
    seeks: tuple[Statement, ...] = ()
    actions: tuple[Statement, ...] = ()
    priorities: tuple[Priority, ...] = ()
    migrants: tuple[MigrantPlace, ...] = ()
    sectors: tuple[Line, ...] = ()
    universities: tuple[Line, ...] = ()
    research: tuple[Line, ...] = ()
    networks: tuple[Line, ...] = ()
    languages: tuple[Line, ...] = ()
    indigenous_languages: tuple[Line, ...] = ()
    figures: dict[str, Figure] | None = None

    @property
    def population(self) -> Figure | None:
        """Inhabitants, with source and year."""
        return (self.figures or {}).get("population")

    @property
    def areas_offered(self) -> frozenset[str]:
        return frozenset(area for s in self.offers for area in s.areas)

    @property
    def areas_sought(self) -> frozenset[str]:
        return frozenset(area for s in self.seeks for area in s.areas)

    @property
    def goals(self) -> frozenset[int]:
        """Goals of the 2030 Agenda that any of its statements or priorities names."""
        said = (*self.offers, *self.seeks, *self.actions)
        return frozenset(g for s in said for g in s.goals) | frozenset(g for p in self.priorities for g in p.goals)


def _lines(sections: dict, key: str) -> tuple[Line, ...]:
    entry = sections.get(key) or {}
    es, en = items(entry.get("es", "")), items(entry.get("en", ""))
    return tuple(
        Line(one, en[at] if at < len(en) else "", entry.get("source") or "", entry.get("year"))
        for at, one in enumerate(es)
    )


def _figures(sections: dict) -> dict[str, Figure]:
    found = {}
    for key, field in BY_KEY.items():
        entry = sections.get(key) or {}
        value = as_figure(field, entry.get("es", "")) if field.figure else None
        if value is not None and is_cited(entry):
            found[key] = Figure(key, value, entry["source"], entry["year"])
    return found


def facts_of(profile: Profile) -> MatchingFacts:
    """The profile's facts; the caller has checked that its actor reads it. No query when `organisation` is loaded."""
    sections, organisation = profile.sections, profile.organisation
    return MatchingFacts(
        name=organisation.name if organisation else profile.about,
        organisation=organisation.public_id if organisation else "",
        municipality=(organisation.municipality_id or "") if organisation else "",
        place=organisation.place_id if organisation else profile.place_id,
        country="MX" if organisation and organisation.municipality_id else profile.country_id or "",
        profile=profile.public_id,
        revision=profile.revision,
        is_sheet=organisation is None,
        offers=rows_of(BY_KEY["offer"], sections.get("offer")),
        seeks=rows_of(BY_KEY["need"], sections.get("need")),
        actions=rows_of(BY_KEY["agenda_2030"], sections.get("agenda_2030")),
        priorities=rows_of(BY_KEY["priorities"], sections.get("priorities")),
        migrants=rows_of(BY_KEY["migrants_abroad"], sections.get("migrants_abroad")),
        sectors=_lines(sections, "economic_sectors"),
        universities=_lines(sections, "universities"),
        research=_lines(sections, "research"),
        networks=_lines(sections, "networks"),
        languages=_lines(sections, "liaison_languages"),
        indigenous_languages=_lines(sections, "indigenous_languages"),
        figures=_figures(sections),
    )


def matching_facts(actor: Actor, organisation: Organisation) -> MatchingFacts:
    """What the organisation's profile says, as far as the actor reads it; only its name where there is none. One query."""
    profile = (
        policies.visible(actor).select_related("organisation", "country").filter(organisation=organisation).first()
    )
    if profile is not None:
        return facts_of(profile)
    return MatchingFacts(
        organisation.name, organisation.public_id, organisation.municipality_id or "", organisation.place_id,
        organisation.country_id or "", figures={},
    )  # fmt: skip


def list_matching_facts(
    actor: Actor, *, municipalities: Iterable[str] | None = None, sheets: bool = True
) -> list[MatchingFacts]:
    """Of every profile the actor reads, and of the sheets its own house keeps of cities abroad. One query.

    `municipalities`: only those keys of INEGI.
    """
    rows = policies.visible(actor).select_related("organisation", "country").order_by("pk")
    if municipalities is not None:
        rows = rows.filter(organisation__municipality__in=list(municipalities))
    if not sheets:
        rows = rows.filter(organisation__isnull=False)
    return [facts_of(p) for p in rows]
