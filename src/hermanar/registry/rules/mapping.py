"""What each column of an old list is: guessed from the words over it, remembered, never believed without being shown. Pure."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from hermanar.checks.lists import UNKNOWN, Columns, names_cities
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES
from hermanar.kernel.text import fold

# role → words that stand over such a column, the likeliest first
_WORDS: dict[str, tuple[str, ...]] = {
    "ours": ("municipio mexicano", "parte mexicana", "parte mx", "municipio", "ciudad mexicana", "parte a", "city1"),
    "our_state": ("estado", "entidad", "entidad federativa", "state"),
    "our_country": ("pais a", "country1", "pais 1"),
    "theirs": ("ciudad hermana", "contraparte", "ciudad extranjera", "sister city", "ciudad", "parte b", "city2"),
    "region": ("provincia", "region", "prefectura", "estado extranjero", "subdivision", "province"),
    "country": ("pais", "country", "pais b", "country2", "pais 2", "nacion"),
    "on": ("fecha", "fecha de firma", "ano", "date", "year", "firma"),
    "kind": ("tipo", "clase", "documento", "instrumento", "kind", "type", "modalidad"),
    "source": ("fuente", "referencia", "source", "liga", "url"),
    "note": ("nota", "notas", "observaciones", "comentarios", "note"),
}
ROLES = tuple(_WORDS)
# words that stand twice over a list of pairs, marked A and B or 1 and 2 → role of the first, role of the second
_PAIRED = {
    ("ours", "theirs"): {
        "ciudad", "municipio", "parte", "localidad", "ciudad hermana", "entidad", "nombre", "gobierno", "city", "party",
        "town", "municipality", "name",
    },
    ("our_state", "region"): {"estado", "provincia", "region", "entidad federativa", "state", "province"},
    ("our_country", "country"): {"pais", "nacion", "country"},
}  # fmt: skip
_MARKED = re.compile(r"(?P<word>.*[^\s\d])\s?(?P<mark>1|2|(?<=\s)[ab])\Z")
_FIRST = {"1": 0, "2": 1, "a": 0, "b": 1}


@dataclass(frozen=True)
class Mapping:
    """Role → place of its column, None where the list has none. `default_country`: of counterparts without a country.
    `cities`: its parties are cities, so that Puebla is the city and not the state; None: as the words over them say."""

    ours: int | None = None
    our_state: int | None = None
    our_country: int | None = None
    theirs: int | None = None
    region: int | None = None
    country: int | None = None
    on: int | None = None
    kind: int | None = None
    source: int | None = None
    note: int | None = None
    default_country: str = ""
    cities: bool | None = None

    def as_json(self) -> dict[str, int | str | bool | None]:
        return asdict(self)

    def columns(self, header: Sequence[str]) -> Columns:
        """For the reader of lists; a list without our column has our own name in the place after its last one."""
        ours = len(header) if self.ours is None else self.ours
        assert self.theirs is not None
        return Columns(
            ours,
            self.our_country,
            self.theirs,
            self.country,
            state_a=self.our_state,
            state_b=self.region,
            a_is_city=self.ours is None or self._cities(header[self.ours]),
            b_is_city=self._cities(header[self.theirs]),
            default_b=self.default_country or UNKNOWN,
        )

    def are_cities(self, header: Sequence[str]) -> bool:
        """Whether both parties are cities, by what was said or else by the words over their columns."""
        return all(self._cities(header[at]) for at in (self.ours, self.theirs) if at is not None and at < len(header))

    def _cities(self, word: str) -> bool:
        return names_cities(word) if self.cities is None else self.cities


def fingerprint(header: Sequence[str]) -> str:
    """The same for lists with the same words over their columns."""
    return sha256("\x1f".join(fold(h) for h in header).encode()).hexdigest()


def guess(header: Sequence[str]) -> Mapping:
    """What the columns may be, by the words over them: each column once, the likeliest word first."""
    folded = [fold(h) for h in header]
    found = _pairs(folded)
    for exact in (True, False):
        for role, words in _WORDS.items():
            if role in found:
                continue
            for word in words:
                at = next((i for i, h in enumerate(folded) if i not in found.values() and _is(h, word, exact)), None)
                if at is not None:
                    found[role] = at
                    break
    places: Any = found
    return Mapping(**places)


def _pairs(folded: Sequence[str]) -> dict[str, int]:
    """Columns of a list of pairs (“Ciudad A”, “País A”, “Ciudad B”, “País B”): the first of each is ours, the other theirs."""
    marked: dict[str, dict[int, int]] = {}
    for at, header in enumerate(folded):
        if said := _MARKED.match(header):
            marked.setdefault(said["word"].strip(), {}).setdefault(_FIRST[said["mark"]], at)
    found: dict[str, int] = {}
    for roles, words in _PAIRED.items():
        whole = next((places for word, places in marked.items() if word in words and len(places) == 2), None)
        if whole is not None:
            found |= {role: whole[n] for n, role in enumerate(roles)}
    return found


def _is(header: str, word: str, exact: bool) -> bool:
    return header == word if exact else bool(re.search(rf"\b{re.escape(word)}\b", header))


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")
_MONTHS = {fold(m)[:3]: n for months in (MONTHS_ES, MONTHS_EN) for n, m in enumerate(months, start=1)}
_WRITTEN = re.compile(r"(?:(\d{1,2})(?:\s?o)?\s+(?:de\s+)?)?([a-z]{3,10})\.?\s+(?:de\s+|del\s+)?(\d{4})\Z")
_ENGLISH = re.compile(r"([a-z]{3,10})\.?\s+(\d{1,2})\s+(\d{4})\Z")
_QUARTERS = {"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4}
_QUARTER = re.compile(
    r"(?:(?P<word>[a-z]+)|(?P<number>[1-4])\s?(?:er|o|do|to)?)\s+trimestre\s+(?:de\s+|del\s+)?(?P<year>\d{4})\Z"
    r"|(?P<first>\d{4})\s?[tq](?P<n>[1-4])\Z|[tq](?P<m>[1-4])\s(?P<last>\d{4})\Z"
)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def doubt_of_date(printed: str) -> str:
    """Why a date is not taken as it is written: `impossible` (`31/02/2010`), `order` (`12/05/1999`), empty where it is."""
    if at := _SLASHED.match(printed.strip().lower()):
        one, other, _year = (int(g) for g in at.groups())
        if read_date(printed)[0] is None:
            return "impossible"
        return "order" if one != other and max(one, other) <= 12 else ""
    return "impossible" if read_date(printed)[0] is None and len(set(_YEAR.findall(printed))) == 1 else ""


def read_date(printed: str) -> tuple[dt.date | None, str]:
    """First day and precision of a date as people write it; where day and month could change places, only the year is
    taken, and where nothing can be read or the day does not exist, nothing: `12 de mayo de 2004`, `mayo 2004`, `2004-05`,
    `12/05/2004`, `2004`."""
    text = printed.strip().lower()
    if at := _ISO.match(text.split(" ")[0].split("t")[0]):
        year, month, day = (int(g) if g else 0 for g in at.groups())
        return _day(year, month, day)
    if at := _SLASHED.match(text):
        one, other, year = (int(g) for g in at.groups())
        if not (one and other):
            return None, ""
        return (
            _day(year, min(one, other), max(one, other)) if one == other or max(one, other) > 12 else _day(year, 0, 0)
        )
    plain = fold(printed)
    if at := _WRITTEN.match(plain):
        return _day(int(at[3]), _MONTHS.get(at[2][:3], 0), int(at[1] or 0))
    if at := _ENGLISH.match(plain):
        return _day(int(at[3]), _MONTHS.get(at[1][:3], 0), int(at[2]))
    if (at := _QUARTER.match(plain)) and (
        quarter := _QUARTERS.get(at["word"] or "", 0) or at["number"] or at["n"] or at["m"]
    ):
        on, _precision = _day(int(at["year"] or at["first"] or at["last"]), 3 * int(quarter) - 2, 0)
        return (on, "quarter") if on else (None, "")
    years = set(_YEAR.findall(text))
    return _day(int(years.pop()), 0, 0) if len(years) == 1 else (None, "")


def _day(year: int, month: int, day: int) -> tuple[dt.date | None, str]:
    if not 1800 <= year <= 2199:
        return None, ""
    try:
        on = dt.date(year, month or 1, day if month and day else 1)
    except ValueError:
        return None, ""
    return on, "day" if month and day else "month" if month else "year"
