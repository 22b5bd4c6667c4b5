"""How a party is styled in full, per language: with its article in lower case, as a text takes it."""

import re
from pathlib import Path

from hermanar.checks.countries import full_name
from hermanar.checks.regions import region_in
from hermanar.kernel.data import read_yaml
from hermanar.kernel.text import fold

from .parties import with_article

MEXICO = {
    "es": "los Estados Unidos Mexicanos", "en": "the United Mexican States", "pt": "os Estados Unidos Mexicanos",
    "fr": "les États-Unis mexicains",
}  # fmt: skip


_HERE = Path(__file__).parent.parent / "data"
# entities that are called otherwise than “Estado de …”, by the name of the catalogue
_ENTITIES: dict[str, dict[str, dict[str, str]]] = read_yaml((_HERE / "entities.yaml").read_text(encoding="utf-8"))
_USUAL = {"es": "Estado de", "en": "State of", "pt": "Estado de", "fr": "État de"}
_MUNICIPALITY = {
    "es": "el Municipio de",
    "en": "the Municipality of",
    "pt": "o Município de",
    "fr": "la Municipalité de",
}


def municipality_style(name: str, state: str) -> dict[str, str]:
    """A municipality of Mexico, or a demarcation of Mexico City, in the four languages of the letters."""
    entity = _ENTITIES.get(state, {})
    kind = entity.get("municipality", _MUNICIPALITY)
    at = entity.get("at") or {lang: f"{of} {state}" for lang, of in _USUAL.items()}
    own = {lang: f"{words} {name}" for lang, words in kind.items()}
    own["fr"] = f"{kind['fr'].removesuffix(' de')} {_of(name)}"
    return {lang: f"{own[lang]}, {at[lang]}, {_of_mexico(lang)}" for lang in MEXICO}


def state_style(name: str) -> dict[str, str]:
    """The government of a state of Mexico, which is what a state signs as; Mexico City is a federal entity and no state
    (CPEUM, article 44)."""
    of = _ENTITIES.get(name, {}).get("of") or {
        "es": f"del Estado de {name}", "en": f"of the State of {name}", "pt": f"do Estado de {name}",
        "fr": f"de l’État de {name}",
    }  # fmt: skip
    kind = {"es": "el Gobierno", "en": "the Government", "pt": "o Governo", "fr": "le Gouvernement"}
    return {lang: f"{kind[lang]} {of[lang]}, {_of_mexico(lang)}" for lang in MEXICO}


def _of_mexico(lang: str) -> str:
    de = {"es": "de ", "en": "of ", "pt": "d", "fr": "d"}[lang]
    return de + (MEXICO["fr"].removeprefix("l") if lang == "fr" else MEXICO[lang])


_DATA = read_yaml((_HERE / "subdivisions.yaml").read_text(encoding="utf-8"))
_KINDS: dict[str, dict[str, str]] = _DATA["kinds"]
_OF_COUNTRY = {country: kind for kind, rows in _DATA["countries"].items() for country in rows}
_ELSE = {
    country: {fold(n) for n in row.get("except", ())}
    for rows in _DATA["countries"].values()
    for country, row in rows.items()
}
# “Estado de …”, “State of …”: a name that says what it is
_WORDS = {fold(words[lang]): kind for kind, words in _KINDS.items() for lang in ("es", "en")}
_SAYS_KIND = re.compile(r"^(?P<word>[^\W\d]+)\s+(?P<of>de\s+la|del|de|of\s+the|of)\s+(?P<rest>\S.*)$", re.IGNORECASE)
_SAID_AFTER = re.compile(
    r"\s+(?:Department|Province|Region|Voivodeship|Prefecture|State|Canton|District)$", re.IGNORECASE
)
# institutions whose article does not follow from how their first word ends
_FEMININE = frozenset(
    {"union", "alianza", "red", "liga", "corte", "unesco", "cepal", "fao", "oim", "oea", "ocde", "onu"}
)


def _names_itself(name: str) -> tuple[str, str] | None:
    """(kind, name) of a name that says what it is: “Estado de Illinois”, “County of Cook”."""
    said = _SAYS_KIND.match(name)
    kind = _WORDS.get(fold(said["word"])) if said else None
    if said is None or kind is None or (kind == "city" and fold(said["of"]) not in {"de", "of"}):
        return None  # “Ciudad del Este” is the name of a city
    return kind, said["rest"]


def proper_name(name: str) -> str:
    """The name without the word for what it is: “Illinois” of “Estado de Illinois”."""
    return (_names_itself(name) or ("", name))[1]


def _subdivision(name: str, country: str) -> tuple[str, str]:
    """(kind, name) of a first-level subdivision; kind "" where it is not known what that country calls it."""
    kind = _OF_COUNTRY.get(country, "")
    if kind and fold(name) in _ELSE[country]:
        return "", name
    if said := _names_itself(name):
        # “State of Berlin” is a Land
        return (kind, said[1]) if kind and said[0] in _KINDS[kind].get("also", ()) else said
    if not kind:
        return "", _SAID_AFTER.sub("", name) if country in _DATA["alone"] else name
    for ending in _DATA["after"].get(country, ()):
        name = name.removesuffix(ending)
    return kind, _SAID_AFTER.sub("", name)


def region_beside(subdivision: str, country: str, lang: str) -> str:
    """The subdivision under a city's name in an address. The catalogue may say in English what it is (“Łódź Voivodeship”):
    Spanish says it in Spanish, or only its name."""
    if lang == "es" and _SAID_AFTER.search(subdivision):
        kind, name = _subdivision(subdivision, country)
        there = region_in(lang, name, country)
        return f"{_KINDS[kind]['es']} de {there}" if kind else there
    return region_in(lang, subdivision, country)


# how the first word of a country's full name is, where not masculine: la República, los Estados
_OF_FULL = {"republica": "la", "confederacion": "la", "federacion": "la", "union": "la", "estados": "los"}


def _country(country: str, names: dict[str, str], lang: str, *, of: bool) -> str:
    """`of`: in full, as a party is styled (“del Reino de España”); else as one says where something is (“España”), but for
    the United States, which Mexico is too."""
    name, article = names[lang], _DATA["articles"][lang].get(country, "")
    if (of or country == "US") and (full := full_name(lang, country)):
        name = full
        article = _OF_FULL.get(fold(full).split()[0], "el") if lang == "es" else "the"
    if of and lang == "es" and article == "el":
        return f"del {name}"
    with_it = f"{article} {name}" if article and (of or lang == "en") else name
    return f"{'de' if lang == 'es' else 'of'} {with_it}" if of else with_it


def city_style(
    name: str, name_en: str, subdivision: str, country: str, country_es: str, country_en: str, *, listed: bool = True,
    subdivision_es: str = "",
) -> dict[str, str]:  # fmt: skip
    """A government abroad, in Spanish and English; its own languages take `city_beside`. A city, with its state, province or
    department as that country calls it; what says itself what it is (“Condado de Cook”) is called so, and a subdivision
    that is itself the party (`listed`: it is a known city) by its own kind. `subdivision_es`: its Spanish name, where
    somebody wrote one; else each language calls it as it is called there."""
    kind, proper = _names_itself(name) or ("", name)
    proper_en = (_names_itself(name_en) or ("", name_en))[1] or proper
    region_kind, region = _subdivision(subdivision, country) if subdivision else ("", "")
    if not kind and not listed and region_kind and fold(name) in {fold(subdivision), fold(region)}:
        kind = region_kind
    kind = kind or "city"
    if fold(proper) == fold(region) and kind == region_kind:
        region = ""
    names, styled = {"es": country_es, "en": country_en}, {}
    for lang, own in (("es", proper), ("en", proper_en)):
        of = "de" if lang == "es" else "of"
        article = "the" if lang == "en" else "la" if _KINDS[kind]["gender"] == "f" else "el"
        there = region_in(lang, region, country, proper_name(subdivision_es)) if region else ""
        where = (
            f", {_KINDS[region_kind][lang]} {of} {there}" if there and region_kind else f", {there}" if there else ""
        )
        styled[lang] = f"{article} {_KINDS[kind][lang]} {of} {own}{where}, {_country(country, names, lang, of=True)}"
    return styled


def organisation_style(
    name: str, name_en: str, seat: str, country: str, country_es: str, country_en: str
) -> dict[str, str]:
    """An international organisation: its own name, and where it sits."""
    names = {"es": country_es, "en": country_en}
    where = {lang: ", ".join(filter(None, (seat, _country(country, names, lang, of=False)))) for lang in names}
    first = fold(name).split()[0] if fold(name).split() else ""
    if first == "naciones":
        es = f"las {name}"
    elif first in _FEMININE:
        es = f"la {name}"
    else:
        es = with_article(name, "es")
    return {
        "es": f"{es}, organismo internacional con sede en {where['es']}",
        "en": f"{with_article(name_en or name, 'en')}, an international organization with its seat in {where['en']}",
    }


def city_beside(name: str, subdivision: str, country: str, lang: str, *, is_city: bool = True) -> str:
    """The same city in Portuguese or French: its state and country in parentheses, where no article can be wrong. What is no
    city stands by its own name."""
    where = ", ".join(p for p in (subdivision, country) if p)
    head = f"a Cidade de {name}" if lang == "pt" else f"la Ville {_of(name)}"
    if not is_city or _names_itself(name):
        head = name
    return f"{head} ({where})" if where else head


def _of(name: str) -> str:
    return f"d’{name}" if fold(name)[:1] in tuple("aeiouy") else f"de {name}"
