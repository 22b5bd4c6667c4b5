"""In which languages a letter goes to a country, and the words of those languages (`data/languages.yaml`)."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml

_DATA = Path(__file__).parent.parent / "data" / "languages.yaml"


@cache
def _all() -> dict:
    return read_yaml(_DATA.read_text(encoding="utf-8"))


def languages_for(country: str) -> tuple[str, ...]:
    """Languages of a letter to that country (ISO-2), Spanish first: one alone where both sides speak Spanish."""
    data = _all()
    if country in data["one_language"]:
        return ("es",)
    for lang, countries in data["beside"].items():
        if country in countries:
            return ("es", lang)
    return tuple(data["default"])


def languages_of(relation: Sequence[str], country: str) -> tuple[str, ...]:
    """Languages of a letter of a relation: those that both agreed on for it; where nothing else was agreed than the usual
    two, those of the country it goes to. The papers of the agreement stay in the relation's."""
    if list(relation) != list(_all()["default"]):
        return tuple(lang for lang in relation if lang in languages_known()) or ("es",)
    return languages_for(country)


def languages_known() -> tuple[str, ...]:
    """Every language in which a letter may go, Spanish first."""
    return tuple(dict.fromkeys(("es", *_all()["default"], *_all()["beside"])))


def words_of(group: str, key: str) -> Mapping[str, str]:
    """Language → words of one catalogue entry (`areas`, `citations`, `posts`) that the shared catalogues lack."""
    return _all()[group].get(key, {})


def country_in(lang: str, country: str) -> str:
    """The country's name in that language; "" where it is not kept."""
    return _all()["countries"].get(lang, {}).get(country, "")
