"""The lead a walk starts from: a documented JSON schema (`docs/reference/walk.md`), with the programme's own as default.

Facts of the default: SRE's letter DEP-0121/22 of 31 January 2022 (a city of Wisconsin and a community of Manuel Doblado,
Guanajuato). Persons are samples.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import click

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.regions import is_region
from hermanar.directory.rules.governments import said_in
from hermanar.documents.rules import catalogues
from hermanar.kernel.text import fold
from hermanar.partnerships.rules.languages import languages_of


@dataclass(frozen=True)
class LeadFile:
    """Everything a walk needs to know of the pair. Dates follow from `start`."""

    municipality_key: str
    community: str
    foreign_city: str
    foreign_subdivision: str
    country: str
    foreign_zone: str
    start: dt.date
    consulate: str = ""
    consulate_en: str = ""
    reference: str = ""
    foreign_description: str = ""
    diaspora: str = ""
    summary: str = ""
    state_benefit: str = ""
    contact_post: str = ""
    contact_languages: str = ""
    foreign_city_es: str = ""
    foreign_subdivision_es: str = ""
    head_post: str = "Mayor"
    head_post_es: str = "Alcalde"
    foreign_office: str = "Office of the Mayor"
    foreign_office_es: str = "Oficina de la Alcaldía"
    foreign_body: str = "City Council"
    their_term_ends_on: dt.date | None = None
    promoters: tuple[dict, ...] = ()
    ideas: tuple[dict, ...] = ()
    areas: tuple[str, ...] = ("culture", "education", "economy", "migrants")
    motivations: dict = field(default_factory=dict)
    interests: dict = field(default_factory=dict)
    objectives: dict = field(default_factory=dict)
    languages: tuple[str, ...] = ("es", "en")
    third_city: str = "Zihuatanejo"
    other_city: str = "Ensenada, Baja California"
    state_code: str = ""
    municipal_code: str = ""

    @property
    def term_ends_on(self) -> dt.date:
        """When the term of who governs the other side ends: as the file says, else a sample day two years after the lead."""
        return self.their_term_ends_on or self.start + dt.timedelta(days=730)

    @property
    def city(self) -> str:
        """The counterpart as the Spanish papers call it."""
        return self.foreign_city_es or self.foreign_city

    @property
    def there(self) -> str:
        """The counterpart with its subdivision."""
        return ", ".join(filter(None, (self.foreign_city, self.foreign_subdivision)))


def municipalities_called(lead: LeadFile, gazetteer: Any) -> list:
    """Municipalities of Mexico that bear the name of the other city, in the state that the lead says, if it says one."""
    name, state = fold(lead.foreign_city), fold(lead.foreign_subdivision)
    named = [m for m in gazetteer.municipalities() if fold(m.name) == name]
    return [m for m in named if state in {"", fold(m.state_name), fold(m.state_abbr)}] if named else []


_SMALL = {"de", "del", "la", "las", "los", "el", "y"}


def letters_of(name: str) -> str:
    """Letters for folios, from a name: the initials of its words, the beginning of a single one."""
    words = [w for w in re.split(r"[^a-z]+", fold(name)) if w and w not in _SMALL]
    return "".join(w[0] for w in words)[:5].upper() if len(words) > 1 else "".join(words)[:3].upper()


DEFAULT = LeadFile(
    municipality_key="11008",
    community="San José de Otates",
    foreign_city="Whitewater",
    foreign_subdivision="Wisconsin",
    country="US",
    foreign_zone="America/Chicago",
    start=dt.date(2022, 1, 31),
    consulate="Consulado de México en Milwaukee",
    consulate_en="Consulate of Mexico in Milwaukee",
    contact_post="City Manager",
    contact_languages="es, en",
    head_post="City Manager",
    head_post_es="Administrador de la Ciudad",
    foreign_office="Office of the City Manager",
    foreign_office_es="Oficina del Administrador de la Ciudad",
    foreign_body="Common Council",
    state_code="GE",
    municipal_code="MD",
    reference="DEP-0121/22",
    foreign_description=(
        "Ciudad universitaria del sureste de Wisconsin, junto al bosque estatal Kettle Moraine, con lagos y colinas; "
        "recibe visitantes por sus actividades al aire libre."
    ),
    diaspora=(
        "La mayor parte de las personas mexicanas que viven y trabajan en la ciudad y sus alrededores son originarias "
        "de San José de Otates, Manuel Doblado."
    ),
    summary="Las autoridades de la ciudad quieren un hermanamiento que acerque a las dos comunidades.",
    state_benefit="Promoción de los sitios turísticos y de la cultura de Guanajuato en la región.",
    promoters=({"group": "Grupo de compatriotas", "name": "Persona de Muestra 41", "role": "Representante de la universidad local"},),
    ideas=(
        {"title": "Festejo anual del Día de la Niñez", "detail": "Vincula a la comunidad con sus raíces"},
        {"title": "City Market y Farmers’ Market", "detail": "Productos y artesanías de la comunidad mexicana"},
        {"title": "Maxwell Street Days", "detail": "Pequeños negocios al aire libre, un día de verano"},
    ),
    motivations={
        "es": "Las familias de San José de Otates y las que viven en Whitewater forman ya una sola comunidad en dos países.",
        "en": "The families of San José de Otates and those who live in Whitewater already form one community in two countries.",
    },
    interests={
        "es": "Acercar a la niñez y la juventud a sus raíces\nAbrir mercados a las artesanías y los productos locales",
        "en": "Bringing children and young people closer to their roots\nOpening markets to local crafts and products",
    },
    objectives={
        "es": "Organizar cada año un festejo de la niñez en ambas ciudades\nParticipar en los mercados de la ciudad",
        "en": "Organizing a children’s celebration in both cities every year\nTaking part in the city’s markets",
    },
)  # fmt: skip


YEARS = range(2009, 2100)  # the programme's own manual is of 2009
LANGUAGES = ("es", "en")
SIGNED_WITHIN = 180  # days: a walk signs by then, weekends passed over
WORDS = ("motivations", "interests", "objectives")
_LISTS_OF_TEXT = {"areas", "languages"}
_LISTS_OF_ROWS = {"promoters", "ideas"}


def _is_text_by_name(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())


def _shape(key: str, value: object) -> str:
    """What the key should hold; "" where it does."""
    if key in _LISTS_OF_TEXT:
        right = isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
        return "" if right else "a list of texts, not empty"
    if key in _LISTS_OF_ROWS:
        return "" if isinstance(value, list) and all(map(_is_text_by_name, value)) else "a list of objects with texts"
    if key in WORDS:
        return "" if _is_text_by_name(value) else 'an object as {"es": "…", "en": "…"}'
    return "" if isinstance(value, str) else "a text"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _must_be_drawn(data: dict) -> None:
    """No paper can carry a character that no typeface has: it is said before anything is written."""
    from hermanar.documents.renderers.glyphs import uncovered

    for key, value in data.items():
        for text in _texts(value):
            for at, _char, name in uncovered(text):
                raise click.ClickException(
                    f"{key}: no typeface draws the character {name} that stands after “{text[max(at - 24, 0) : at]}”. "
                    "Take it out or write it otherwise."
                )


def _must_be_another(data: dict) -> None:
    """The city that slips into the text, and the one that a wrong act names, are none of the pair."""
    pair = {fold(data[key]) for key in ("foreign_city", "foreign_city_es", "community") if data.get(key)}
    for key in ("third_city", "other_city"):
        if key in data and fold(data[key]) in pair:
            raise click.ClickException(f"{key} must be a city that is not of the pair, not {data[key]}.")


def _warn_of_term(data: dict) -> None:
    """Who governs the other side signs. A term that ends before the signature is advice and no gate: the walk goes on, and
    puts down the next term when that one is over."""
    ends, first = data.get("their_term_ends_on"), data["start"] + dt.timedelta(days=SIGNED_WITHIN)
    if ends and data["country"] != "MX" and ends < first:
        click.echo(
            f"their_term_ends_on is {ends}, before the agreement of this walk is signed (within {SIGNED_WITHIN} days of "
            f"start): once it is over the walk puts down a next term, as a sample. To avoid it write {first} or later.",
            err=True,
        )


def read_lead(path: Path | None) -> LeadFile:
    """The lead of a file, or the default. Raises click.ClickException naming what is wrong and what would be right."""
    if path is None:
        return DEFAULT
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise click.ClickException(f"{path.name} is not readable as JSON: {error}") from error
    if not isinstance(data, dict):
        raise click.ClickException(f"{path.name} must hold one JSON object (docs/reference/walk.md).")
    known = set(LeadFile.__dataclass_fields__)
    if unknown := sorted(set(data) - known):
        raise click.ClickException(f"Unknown keys: {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")
    needed = ("municipality_key", "foreign_city", "country", "start")
    if missing := [key for key in needed if not str(data.get(key) or "").strip()]:
        raise click.ClickException(f"Missing: {', '.join(missing)}.")
    for key, what in (("foreign_city_es", "city"), ("foreign_subdivision_es", "region")):
        if data.get(key) and data["country"] == "MX":
            raise click.ClickException(f"{key} is the Spanish name of a {what} abroad: leave it out in a Mexican pair.")
    _must_be_drawn(data)
    for key, value in data.items():
        if key != "start" and (wrong := _shape(key, value)):
            raise click.ClickException(f"{key} must be {wrong}.")
    _must_be_another(data)
    try:
        data["start"] = dt.date.fromisoformat(data["start"])
    except (TypeError, ValueError) as error:
        raise click.ClickException(f"start must be a date as 2022-01-31: {error}") from error
    if "their_term_ends_on" in data:
        try:
            data["their_term_ends_on"] = dt.date.fromisoformat(data["their_term_ends_on"])
        except (TypeError, ValueError) as error:
            raise click.ClickException(f"their_term_ends_on must be a date as 2025-04-30: {error}") from error
    if data["start"].year not in YEARS:
        raise click.ClickException(f"start must lie between {YEARS.start} and {YEARS.stop - 1}.")
    _warn_of_term(data)
    languages = data.get("languages") or LANGUAGES
    if languages[0] != "es" or not set(languages) <= set(LANGUAGES) or len(set(languages)) < len(languages):
        raise click.ClickException('languages must be ["es"] or ["es", "en"].')
    # a letter goes in the languages of the country, which may be others than those of the agreement
    languages = languages_of(languages, data["country"])
    if unsaid := [k for k in WORDS if k in data and not all(data[k].get(lang) for lang in languages)]:
        raise click.ClickException(f"{', '.join(unsaid)} must be written in {' and '.join(languages)}.")
    if "areas" in data and (strange := sorted(set(data["areas"]) - set(catalogues.areas()))):
        known_areas = ", ".join(sorted(catalogues.areas()))
        raise click.ClickException(f"Unknown areas: {', '.join(strange)}. Known: {known_areas}.")
    if "foreign_zone" in data and data["foreign_zone"] not in {"", *available_timezones()}:
        raise click.ClickException(f"foreign_zone must be a time zone as America/Chicago, not {data['foreign_zone']}.")
    # a walk that does not know the municipality's name says what it knows of it
    community = data.get("community")
    key = str(data["municipality_key"])
    ours = community or said_in(key, "nuestro municipio", "es")
    ours_en = community or said_in(key, "our municipality", "en")
    theirs = data["foreign_city"]
    theirs_es = data.get("foreign_city_es") or theirs
    defaults = {
        "community": "",
        "foreign_subdivision": "",
        "foreign_zone": "",
        "contact_post": data.get("head_post_es", "Alcalde"),
        "contact_languages": ", ".join(data.get("languages", LANGUAGES)),
        "motivations": {
            "es": f"Las familias de {ours} y de {theirs_es} quieren conocerse y trabajar juntas.",
            "en": f"The families of {ours_en} and of {theirs} wish to know each other and to work together.",
            "pt": f"As famílias de {community or said_in(key, 'nosso município', 'pt')} e de {theirs} querem se conhecer e trabalhar juntas.",
            "fr": f"Les familles de {community or said_in(key, 'notre municipalité', 'fr')} et de {theirs} souhaitent se connaître et travailler ensemble.",
        },
        "interests": {
            "es": "Acercar a las dos comunidades",
            "en": "Bringing the two communities closer",
            "pt": "Aproximar as duas comunidades",
            "fr": "Rapprocher les deux communautés",
        },
        "objectives": {
            "es": "Preparar un primer proyecto común",
            "en": "Preparing a first joint project",
            "pt": "Preparar um primeiro projeto comum",
            "fr": "Préparer un premier projet commun",
        },
    }
    if data["country"] == "MX":
        defaults |= {
            "head_post": "Mayor", "head_post_es": "Presidente Municipal", "foreign_office": "Presidencia Municipal",
            "foreign_office_es": "Presidencia Municipal", "foreign_body": "Cabildo",
        }  # fmt: skip
    elif "foreign_office" in data and "foreign_office_es" not in data:
        defaults["foreign_office_es"] = ""
    values: dict[str, Any] = defaults | data
    for key in ("promoters", "ideas", "areas", "languages"):
        if key in values:
            values[key] = tuple(values[key])
    return LeadFile(**values)


def must_mean_places(lead: LeadFile, gazetteer: Gazetteer) -> None:
    """Raises click.ClickException where the gazetteer knows no such municipality or country, or several such cities abroad
    and no subdivision is said. Several in one subdivision cannot be told apart by a lead: the most populous is meant, and
    that is said. Asked before anything is made: nobody waits for a walk that cannot begin."""
    if gazetteer.municipality(lead.municipality_key) is None:
        raise click.ClickException(f"There is no municipality with key {lead.municipality_key}.")
    if gazetteer.country(lead.country) is None:
        raise click.ClickException(f"There is no country {lead.country}.")
    if lead.country == "MX":
        return
    called = gazetteer.find_places(lead.foreign_city, lead.country)
    found = [
        p for p in called
        if p.name.lower() == lead.foreign_city.lower()
        and (not lead.foreign_subdivision or is_region(p.admin1, lead.country, lead.foreign_subdivision))
    ]  # fmt: skip
    if len(found) > 1 and not lead.foreign_subdivision:
        names = ", ".join(f"{p.name}, {p.admin1}" for p in found)
        raise click.ClickException(f"{lead.foreign_city} exists more than once ({names}): say its subdivision.")
    if len(found) > 1:
        click.echo(
            f"{lead.there} exists {len(found)} times: the most populous is meant ({max(p.population for p in found):,} inhabitants).",
            err=True,
        )
