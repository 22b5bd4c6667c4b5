"""Papers of our own library with valid generated cases: other cities, dates and amounts than those of the samples."""

import dataclasses
import datetime as dt
import random
from functools import cache
from typing import Any

from hermanar.checks.brief import Brief, PartyRef, Side, Signatory
from hermanar.checks.gazetteer import Gazetteer, Municipality, Place
from hermanar.checks.kinds import KINDS
from hermanar.checks.regions import region_in
from hermanar.documents.rules import catalogues
from hermanar.documents.rules.fill import fill, fill_late
from hermanar.documents.rules.papers import kind_of
from hermanar.documents.rules.templates import Template, kinds, load
from hermanar.kernel.content import Content
from hermanar.kernel.text import fold

MX = ("México", "Mexico", "Estados Unidos Mexicanos", "United Mexican States")
US = (
    "Estados Unidos de América", "United States of America", "Estados Unidos", "United States",
    "Estados Unidos da América", "États-Unis d’Amérique",
)  # fmt: skip
# (municipality, its key, state, another name of the state); real ones, so that the real gazetteer knows them
OURS = (
    ("Villa Serena", "", "Muestra", "Muestra"),
    ("Manuel Doblado", "11008", "Guanajuato", "Guanajuato"),
    ("Ensenada", "02001", "Baja California", "Baja California"),
    ("Cozumel", "23001", "Quintana Roo", "Quintana Roo"),
    ("Los Cabos", "03008", "Baja California Sur", "Baja California Sur"),
    # names with accents, of persons, of two countries, that several states have, longer than a line, with an “y”, an initial
    ("Benito Juárez", "23005", "Quintana Roo", "Quintana Roo"),
    ("León", "11020", "Guanajuato", "Guanajuato"),
    ("Juárez", "08037", "Chihuahua", "Chihuahua"),
    ("Mérida", "31050", "Yucatán", "Yucatán"),
    ("Dolores Hidalgo Cuna de la Independencia Nacional", "11014", "Guanajuato", "Guanajuato"),
    ("Zontecomatlán de López y Fuentes", "30202", "Veracruz", "Veracruz"),
    ("General Francisco R. Murguía", "32014", "Zacatecas", "Zacatecas"),
)
AMERICA = {
    "es": "Estados Unidos de América", "en": "United States of America", "pt": "Estados Unidos da América",
    "fr": "États-Unis d’Amérique",
}  # fmt: skip
SPAIN = {"es": "España", "en": "Spain", "pt": "Espanha", "fr": "Espagne"}
JAPAN = {"es": "Japón", "en": "Japan", "pt": "Japão", "fr": "Japon"}
ABROAD = (
    ("Lakeside", "Ejemplo", "US", AMERICA), ("Whitewater", "Wisconsin", "US", AMERICA),
    ("Pueblo", "Colorado", "US", AMERICA), ("Clearwater", "Florida", "US", AMERICA),
    ("Oviedo", "Asturias", "ES", SPAIN), ("Mérida", "Extremadura", "ES", SPAIN), ("Sendai", "Miyagi", "JP", JAPAN),
    # a number in the name; a mark that the name of its prefecture lacks
    ("Tres Cantos", "Madrid", "ES", SPAIN), ("Ōita", "Oita", "JP", JAPAN),
    # a shipyard, a college, another name for a bond, a small letter first
    ("El Astillero", "Cantabria", "ES", SPAIN), ("College Park", "Maryland", "US", AMERICA),
    ("La Unión", "Murcia", "ES", SPAIN), ("l'Alfàs del Pi", "Valencia", "ES", SPAIN),
)  # fmt: skip
# how heads of government are called: only where the case's own people sign is their post held against them
OUR_POSTS = ("Presidenta Municipal", "Presidente Municipal", "Presidente Municipal Constitucional", "Alcaldesa")
THEIR_POSTS = ("Alcalde", "Alcaldesa", "Presidente del Concejo", "Intendente")
OF_BOTH = frozenset({
    "agreement", "agreement_specific", "agreement_domestic", "memorandum", "friendship", "addendum", "ratification",
})  # fmt: skip
AT_HOME = (
    ("Puerto Ficticio", "", "Ejemplo"),
    ("Oaxaca de Juárez", "20067", "Oaxaca"),
    ("Mazatlán", "25012", "Sinaloa"),
)
# cities of the sample list of envelopes: a list names many, and its case knows them
AT_THE_LIST = ("Oaxaca de Juárez", "Oaxaca", "Oax", "Oax.")


@dataclasses.dataclass(frozen=True)
class Pair:
    """Ours (name, key, state, another name of the state), the town abroad (name, region, country, its names), the one at
    home (name, key, state)."""

    ours: tuple[str, str, str, str]
    abroad: tuple[str, str, str, dict[str, str]]
    at_home: tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class Paper:
    """`model`: the text it was born from, as the desk gives it."""

    kind: str
    content: Content
    brief: Brief
    model: Content


def variants() -> list[tuple[str, str, str]]:
    """(kind, variant, language) of every paper of the library: each language alone where the template has it."""
    rows = []
    for kind in kinds():
        template = load(kind)
        for name in template.samples():
            alone = "es" if values_are_domestic(template.samples()[name]) else ""
            rows.append((kind, name, alone or "+".join(template.default_languages)))
            rows += [(kind, name, lang) for lang in template.languages]
    return list(dict.fromkeys(rows))


def values_are_domestic(values: dict[str, Any]) -> bool:
    """A pact between Mexican parties is written in Spanish."""
    return values.get("class_of_relation") == "domestic" or "Puerto Ficticio" in repr(values.get("their_style"))


# countries whose names the samples of all languages have
COUNTRIES = {"US": AMERICA, "ES": SPAIN, "JP": JAPAN}


def pair_of(gazetteer: Gazetteer, seed: int) -> Pair:
    """Any municipality of the country, and any town of three others: what the library prints of one it prints of all."""
    draw = random.Random(f"pair {seed}")
    own, iso = own_towns(gazetteer), draw.choice(sorted(COUNTRIES))
    town = draw.choice(own)
    # two parties of one name are no case to draw up by chance
    there = next(
        p for p in iter(lambda: draw.choice(towns_of(gazetteer, iso)), None) if fold(p.name) != fold(town.name)
    )
    home = next(m for m in iter(lambda: draw.choice(own), None) if fold(m.name) != fold(town.name))
    return Pair(
        (town.name, town.key, town.state_name, town.state_name), (there.name, there.admin1, iso, COUNTRIES[iso]),
        (home.name, home.key, home.state_name),
    )  # fmt: skip


@cache
def own_towns(gazetteer: Gazetteer) -> tuple[Municipality, ...]:
    """Every municipality; the boroughs of the capital are none."""
    return tuple(m for m in gazetteer.municipalities() if m.state_key != "09")


@cache  # one reading of the world for each country
def towns_of(gazetteer: Gazetteer, iso: str) -> tuple[Place, ...]:
    """Towns of a country that lie in a region of it, in order: one of the same name in Spanish and in English, for a sample
    says it once. Those of two names are asked one by one in `test_regions.py`."""
    return tuple(
        p for p in gazetteer.every_place()
        if p.country == iso and p.admin1 and p.population >= 15_000 and region_in("es", p.admin1, iso) == p.admin1
    )  # fmt: skip


def make(kind: str, variant: str, languages: str, seed: int, pair: Pair | None = None) -> Paper:
    """The paper with a case drawn from that seed, between that pair if one is given; seed 0 is the sample itself."""
    draw = random.Random(seed)
    template = load(kind)
    values = dict(template.samples()[variant])
    paper = kind_of(kind)
    domestic = kind.endswith("_domestic") or values_are_domestic(values)
    ours, key, state, _ = pair.ours if pair else OURS[0] if seed == 0 else draw.choice(OURS)
    theirs, their_key, their_state = (
        (pair.at_home if pair else AT_HOME[0] if seed == 0 else draw.choice([t for t in AT_HOME if t[0] != ours]))
        if domestic
        else (lambda t: (t[0], "", t[1]))(
            there := pair.abroad if pair else ABROAD[0] if seed == 0 else _another(draw, ours)
        )
    )
    iso, country = (there[2], there[3]) if not domestic else ("MX", {})
    swap = {
        "Villa Serena": ours, "Muestra": state, "Lakeside": theirs, "Puerto Ficticio": theirs, "Ejemplo": their_state,
    }  # fmt: skip
    if country and country is not AMERICA:
        articles = {"es": "de los ", "en": "of the "}
        swap |= {f"{a}{AMERICA[lang]}": f"{a[:3]}{country[lang]}" for lang, a in articles.items()}
        swap |= {AMERICA[lang]: country[lang] for lang in AMERICA}
        swap |= {MX[2]: "\2", "Estados Unidos": country["es"], "United States": country["en"], "\2": MX[2]}
    if seed and kind in OF_BOTH:
        swap |= {OUR_POSTS[0]: draw.choice(OUR_POSTS)} | {THEIR_POSTS[0]: draw.choice(THEIR_POSTS)}
        days = dt.timedelta(days=364 * draw.randint(-3, 3) + draw.randint(0, 6))
        values = {name: _later(value, days) for name, value in values.items()}
        areas = _areas(values, draw)
    else:
        areas = (("culture", "cpeum-115-ii"),)
    values = {name: _swapped(value, swap) for name, value in values.items()}
    if seed:
        for name, slot in template.slots.items():
            # what the variant is about stays: a certificate on its law says which
            about = name in template.samples()[variant] and name not in template.samples().get("", {})
            if not slot.required and name in values and not slot.options and not about and draw.random() < 0.4:
                del values[name]
    values["legal_basis"] = [dict(catalogues.citations()["cpeum-115-ii"].text)]
    numbers = _numbers(values, template, draw if seed else None)
    tongues = tuple(languages.split("+"))
    if "language_names" in values and len(tongues) == 1:
        values["language_names"] = values["language_names"][: len(tongues)]
    filled = fill(template, values, languages=tongues)
    content = filled.content
    if seed % 2 and template.late:
        content = fill_late(content, {n: values[n] for n in template.late if values.get(n)})
    signing = values.get("signing_date") if isinstance(values.get("signing_date"), dt.date) else dt.date(2022, 9, 16)
    brief = Brief(
        kind=KINDS[paper],
        domestic=domestic,
        parties=(
            PartyRef(Side.OURS, (ours,), key, (state,), "MX", MX),
            PartyRef(Side.THEIRS, (theirs,), their_key, (their_state,), iso, _called(iso, country)),
        ),
        signatories=_signs(values) if kind in OF_BOTH else (),
        on=max(signing, dt.date(2022, 9, 16)),
        also_allowed=("Secretaría de Relaciones Exteriores", "Ciudad de México", "Mexico City", *AT_THE_LIST),
        beneficiaries=("San Ejemplo",),
        numbers=numbers,
        areas=areas,
        languages=tongues,
        late_slots=template.late,
        citations=catalogues.cited_laws(),
        paper=paper,
    )  # fmt: skip
    return Paper(kind, content, brief, content)


def _another(draw: random.Random, ours: str) -> tuple[str, str, str, dict[str, str]]:
    """A counterpart that does not bear our own name: two parties of one name are no case to draw up by chance."""
    return draw.choice([t for t in ABROAD if t[0] != ours])


def _called(iso: str, country: dict[str, str]) -> tuple[str, ...]:
    return {"MX": MX, "US": US}.get(iso) or tuple(dict.fromkeys(country.values()))


def _later(value: Any, by: dt.timedelta) -> Any:
    """The same days of another year: whole weeks and some days, for all dates of a case alike."""
    if isinstance(value, dt.date):
        return value + by
    if isinstance(value, list):
        return [_later(v, by) for v in value]
    return {k: _later(v, by) for k, v in value.items()} if isinstance(value, dict) else value


def _areas(values: dict[str, Any], draw: random.Random) -> tuple[tuple[str, str], ...]:
    """Other areas of cooperation, and a preamble that stresses one or two of them."""
    known = catalogues.areas()
    keys = draw.sample(sorted(known), draw.randint(2, 8))
    if isinstance(values.get("areas"), list):
        values["areas"] = [dict(known[k].text) for k in keys]
        if "preamble_themes" in values:
            values["preamble_themes"] = [dict(known[k].text) for k in keys[: draw.randint(1, 2)]]
    return tuple((k, "cpeum-115-ii") for k in keys)


def _signs(values: dict[str, Any]) -> tuple[Signatory, ...]:
    found = []
    for side in ("our", "their"):
        post = values.get(f"{side}_signatory_post") or {}
        found.append(Signatory(values[f"{side}_signatory_name"], post["es"], post.get("en", ""), posts=post))
    return tuple(found)


def _swapped(value: Any, swap: dict[str, str]) -> Any:
    if isinstance(value, str):
        # people are “Persona de Muestra 01” wherever they live
        kept = value.replace("Persona de Muestra", "\0")
        for old, new in swap.items():
            kept = kept.replace(f"San {old}", f"San\1{old}").replace(old, new).replace("\1", " ")
        return kept.replace("\0", "Persona de Muestra").replace(f"San {swap['Ejemplo']}", "San Ejemplo")
    if isinstance(value, list):
        return [_swapped(v, swap) for v in value]
    if isinstance(value, dict):
        return {k: _swapped(v, swap) for k, v in value.items()}
    return value


def _numbers(values: dict[str, Any], template: Template, draw: random.Random | None) -> dict[str, int]:
    out = {}
    for name, most in (("first_programme_days", 120), ("term_years", 6), ("notice_days", 180), ("originals", 6)):
        if name not in template.slots:
            continue
        if draw:
            values[name] = draw.randint(2, most)
        out[name] = values.get(name) or template.slots[name].default
    return out
