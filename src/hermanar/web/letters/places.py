"""Names of cities as they are typed or pasted → places: certain ones found, ambiguous ones asked, none guessed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import match
from hermanar.directory.queries import (
    get_country,
    get_municipality,
    get_place,
    list_countries,
    list_municipalities,
)
from hermanar.kernel.text import fold, normalise

from ..language import language
from ..world import named, regions_of, world_places

_SURE = 0.8
_OFFERED = 8


@dataclass(frozen=True)
class Choice:
    """One place a name may mean: `mx:03008`, `gn:5128581`; its words."""

    key: str
    label: str
    country: str


@dataclass(frozen=True)
class Line:
    """One typed name. `found` where it means one place only; else its `choices`."""

    key: str
    typed: str
    found: Choice | None = None
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class Where:
    """A place as the operations take it."""

    city: str
    country: Any
    municipality: Any = None
    there: Any = None
    subdivision: str = ""


def key_of(typed: str) -> str:
    """Stable name of a line's fields: the same for the same words wherever they stand in the list."""
    return hashlib.sha256(fold(typed).encode()).hexdigest()[:10]


def lines_in(text: str, *, most: int) -> list[str]:
    """Names, one per line (or per semicolon), without empty ones and repetitions; those beyond `most` are left out."""
    names = [normalise(part)[:200] for line in text.replace(";", "\n").splitlines() for part in [line]]
    seen: dict[str, str] = {}
    for name in names:
        words = name.strip(" •-–—*·\t")
        if fold(words):
            seen.setdefault(fold(words), words)
    return list(seen.values())[: most + 1]


def resolve(names: Iterable[str], gazetteer: Gazetteer) -> list[Line]:
    """Each name with what it means."""
    countries = {fold(word): c for c in list_countries() for word in (c.name_es, c.name_en, c.iso2) if len(word) > 2}
    short = {
        "eua": "US",
        "ee uu": "US",
        "eeuu": "US",
        "e u a": "US",
        "usa": "US",
        "uk": "GB",
        "inglaterra": "GB",
        "england": "GB",
    }
    known = {**{k: c.iso2 for k, c in countries.items()}, **short}
    return [_resolve(name, gazetteer, known) for name in names]


def _resolve(typed: str, gazetteer: Gazetteer, countries: dict[str, str]) -> Line:
    key = key_of(typed)
    parts = [p.strip() for p in typed.replace("(", ",").replace(")", "").split(",") if p.strip()]
    country = countries.get(fold(parts[-1]), "") if len(parts) > 1 else ""
    home = match(gazetteer, typed) if country in {"", "MX"} else None
    if home and home.key and len(home.key) == 5 and home.confidence >= _SURE and not home.alike:
        row = get_municipality(home.key)
        if row is not None:
            return Line(key, typed, _municipal(row))
    choices = []
    if home:
        keys = [home.key] if home.key else list(home.candidates)
        choices = [_municipal(m) for m in list_municipalities([k for k in keys if len(k) == 5][:_OFFERED])]
    if country != "MX":
        middle = [fold(p) for p in (parts[1:-1] if country else parts[1:])]
        found = [p for p in world_places(parts[0], country or None, limit=40) if p.country_id != "MX"] if parts else []
        exact = [p for p in found if p.folded == fold(parts[0])]
        within = [
            p
            for p in exact
            if middle and any(w in region or region in w for w in middle if w for region in regions_of(p))
        ]
        abroad = within or exact or found
        if len(abroad) == 1 and (within or exact) and (country or middle) and not choices:
            return Line(key, typed, _foreign(abroad[0]))
        choices += [_foreign(p) for p in abroad[:_OFFERED]]
    return Line(key, typed, None, choices)


def _municipal(row: Any) -> Choice:
    return Choice(f"mx:{row.pk}", f"{row}, México" if not _english() else f"{row}, Mexico", "MX")


def _foreign(row: Any) -> Choice:
    return Choice(f"gn:{row.pk}", f"{named(row)}, {row.country}", row.country_id)


def _english() -> bool:
    return language() == "en"


def where(key: str, typed: str = "") -> Where | None:
    """The place of a choice; `as:JP` is the name as it was typed, in that country. None where there is no such place."""
    kind, _colon, value = key.partition(":")
    if kind == "mx":
        row = get_municipality(value[:5])
        return Where(row.name, get_country("MX"), municipality=row) if row else None
    if kind == "gn" and value.isascii() and value.isdigit() and len(value) < 10:
        place = get_place(int(value))
        return Where(place.name, place.country, there=place, subdivision=place.subdivision) if place else None
    if kind == "as":
        country = get_country(value[:2])
        parts = [p.strip() for p in typed.split(",") if p.strip()]
        if country is None or not parts:
            return None
        names = {fold(country.name_es), fold(country.name_en)}
        middle = [p for p in parts[1:] if fold(p) not in names]
        return Where(parts[0], country, subdivision=", ".join(middle)[:120])
    return None
