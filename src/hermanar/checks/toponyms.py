"""Places as the gazetteer gives them: plain values, and the one spelling by which their names are compared."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hermanar.kernel.text import fold

from .abbreviations import written_out

# words that people shorten in names of places, folded: they are written out in every name
SHORTENED = written_out("always")


def canon_token(token: str) -> str:
    """One folded word with its usual abbreviation written out."""
    return SHORTENED.get(token, token)


def canon(name: str) -> str:
    """The form under which names are kept and compared: folded, abbreviations written out.

    `Cd. Juárez` → `ciudad juarez`. Short names are kept for a while: the same one is asked several times in a row.
    """
    return _kept(name) if len(name) <= _SHORT else _canon(name)


def _canon(name: str) -> str:
    out: list[str] = []
    for token in fold(name).split():
        token = canon_token(token)
        if token == "ma" and out and out[-1] in {"santa", "jose"}:
            token = "maria"
        out.append(token)
    return " ".join(out)


_SHORT = 80  # letters
_kept = lru_cache(maxsize=1024)(_canon)


@dataclass(frozen=True)
class State:
    key: str
    official: str
    usual: str
    abbreviation: str
    iso_3166_2: str
    capital: str
    municipalities: int


@dataclass(frozen=True)
class Municipality:
    """A municipality of Mexico or a borough (alcaldía) of Mexico City; no known point: `lat` and `lon` are None."""

    key: str
    name: str
    state_key: str
    state_name: str
    state_abbr: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Town:
    """A town inside a municipality; `population` 0 where GeoNames does not know it."""

    name: str
    key: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True)
class Country:
    iso2: str
    name_es: str
    name_en: str


@dataclass(frozen=True)
class Place:
    """A populated place of the world (500 inhabitants and more); `id` is GeoNames', `admin1` the name of its region."""

    id: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    timezone: str


@dataclass(frozen=True)
class Named:
    """One thing that bears a name. `kind`: m official municipality, a usual or former name, b other spelling of a town,
    t town (`ref` its municipality), s state, c country, r region of another country (`US.WI`), p place, x other name
    of a place (`ref` its GeoNames id)."""

    kind: str
    ref: str
    weight: int


class Bearer(NamedTuple):
    """A canonical name with the municipality that bears it; `kind` and `weight` as in `Named`."""

    name: str
    kind: str
    key: str
    weight: int


@dataclass(frozen=True)
class Mention:
    """A place named in a text.

    `kind`: municipality, town, state, country or place. `keys`, most likely first: 5-digit municipality, 2-digit state,
    ISO2 country, `gn:` + GeoNames id of a place. `confidence` 0..1: 0.6 and more may be shown to a person.
    """

    start: int
    end: int
    text: str
    kind: str
    keys: tuple[str, ...]
    confidence: float
