"""Old lists of relations: who the parties of a row are, which rows tell of the same relation, which must be asked about.

A Mexican party gets its INEGI key only where nothing else bears the name: two municipalities of one name are asked about,
however different in size. The name of a state that is as well that of its capital or its large city (Puebla, Veracruz)
means the city in a list of cities, and is asked in one whose parties may be states: whoever names the columns says which. Partners are matched to places of the world in the same spirit; whether two rows tell of the same
partner is decided by place where it is known and else by name, so “Cerro (La Habana)” and “La Habana – Cerro” are one.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hermanar.kernel.text import fold, normalise

from .gazetteer import Gazetteer
from .matching import match
from .shortened import short_country, whole_country
from .spill import HELD, Names, Spill, array
from .tables import Line, Table
from .toponyms import canon

UNKNOWN = "ZZ"  # ISO 3166: a country that is not known
MEXICO = "MX"
KEPT = 50_000  # names whose answer is kept
LONGEST_KEPT = 120  # letters of a name whose answer is kept: no place has more
CITY = 100_000  # a city with its state's name is meant in a column of cities though it is not the capital (Veracruz)
LARGE, TIMES = 50_000, 10  # a place abroad is meant without its region where it is large and this much the largest

MATCHED, AMBIGUOUS, UNMATCHED, EMPTY = "matched", "ambiguous", "unmatched", "empty"

_CITY_WORDS = frozenset(
    "city cities ciudad ciudades town towns municipio municipios municipality municipalities municipalidad ayuntamiento "
    "ayuntamientos localidad alcaldia alcaldias cabecera".split()
)
_OTHER_WORDS = frozenset("estado estados entidad state states parte party region provincia".split())
_DASH = re.compile(r"\s+[–—-]\s+|[–—]")
_INSIDE = re.compile(r"^(?P<inner>[^()]+?)\s*\((?P<outer>[^()]+)\)\s*$")
_GENERIC = frozenset(
    {"city", "county", "prefecture", "province", "ciudad", "condado", "prefectura", "provincia", "district"}
)
_LINKS = frozenset({"de", "del", "of", "the", "la", "el"})


@dataclass(frozen=True)
class Party:
    """A party as printed, and who it is. `ref`: INEGI key (2 or 5 digits) or `gn:` + GeoNames id, empty where not known.

    `why` says how it was known: name, own (whoever's list it is), seat (capital for its state's name in a column of cities), known (a documented
    relation), size, state (a column said it), empty where it was not. `identity` is what makes two spellings one.
    """

    printed: str
    country: str
    state: str
    ref: str
    candidates: tuple[str, ...]
    why: str
    identity: str


@dataclass(frozen=True)
class Relation:
    """One row: its parties in the order of the list."""

    row: int
    a: Party
    b: Party

    @property
    def parties(self) -> tuple[Party, Party]:
        return self.a, self.b

    @property
    def pair(self) -> tuple[str, str]:
        """The same for every spelling and direction."""
        one, other = sorted((self.a.identity, self.b.identity))
        return one, other


@dataclass(frozen=True)
class Columns:
    """Where a list keeps its parties; None: it does not say. `is_city`: the words over the columns promise cities."""

    a: int
    country_a: int | None
    b: int
    country_b: int | None
    state_a: int | None = None
    state_b: int | None = None
    a_is_city: bool = False
    b_is_city: bool = False
    default_b: str = UNKNOWN  # country of party B where the list does not say it


def columns_of(table: Table, names: Sequence[str], *, cities: bool = True) -> Columns:
    """The four columns of `--map` (party A, its country, party B, its country); `-` where the list has no such column.

    `cities`: its parties are cities, whatever words stand over the columns. Raises `TableFault` `no_column`.
    """
    a, b = table.column(names[0]), table.column(names[2])
    country_a, country_b = (None if names[i].strip() == "-" else table.column(names[i]) for i in (1, 3))
    return Columns(a, country_a, b, country_b, a_is_city=cities, b_is_city=cities)


def names_cities(header: str) -> bool:
    """Whether the word over a column promises cities or municipalities (`city1`, `Ciudad hermana`)."""
    words = {re.sub(r"\d+$", "", w) for w in fold(header).split()}
    return bool(_CITY_WORDS & words) and not _OTHER_WORDS & words


def turned(printed: str) -> str:
    """“A – B” (city – part of it) as “B (A)”; what is written otherwise stays."""
    parts = [p.strip() for p in _DASH.split(printed) if p.strip()]
    return f"{parts[1]} ({parts[0]})" if len(parts) == 2 and "(" not in printed else printed


class Reader:
    """Says who the parties of rows are. Bounded: answers are kept for so many names and no more.

    `known`: (canonical name of a partner, its country) → keys of Mexican parties that a documented relation with it
    names: it decides between homonyms, and nothing else. `own`: name → key of whoever's list it is: in it, that name
    means them. `within`: the state whose office's list it is: a name that one municipality of it bears means that one.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        known: Mapping[tuple[str, str], frozenset[str]] | None = None,
        own: Mapping[str, str] | None = None,
        within: str = "",
        kept: int = KEPT,
    ) -> None:
        self.gazetteer = gazetteer
        self.known = known or {}
        self.within = within
        self.own = {canon(name): key for name, key in (own or {}).items()}
        self.country = lru_cache(maxsize=4_096)(self._country)
        self._mexican = lru_cache(maxsize=kept)(self._read_mexican)
        self._foreign = lru_cache(maxsize=kept)(self._read_foreign)

    # -- countries ----------------------------------------------------------------------------------------------------

    def _country(self, printed: str) -> str:
        """ISO 3166 alpha-2 of a country as printed (England is GB; Puerto Rico its own), `ZZ` where it is not known."""
        text = normalise(printed)
        if not text:
            return UNKNOWN
        if len(text) == 2 and self.gazetteer.country(text.upper()):
            return text.upper()
        bare = re.sub(r"\s*\([^)]*\)", "", text)
        parts = [p.strip() for p in bare.split(",") if p.strip()]
        for asked in dict.fromkeys([text, bare, *parts[:1], *reversed(parts)]):
            if iso := self._named(canon(asked)) or self._named(whole_country(asked)):
                return iso
        for asked in (text, bare, *parts[-1:]):
            if iso := short_country(asked):
                return iso
        return self._misspelt(canon(bare)) or UNKNOWN

    def _named(self, name: str) -> str:
        found = {r.ref for r in self.gazetteer.named([name]).get(name, ()) if r.kind == "c"}
        return found.pop() if len(found) == 1 else ""

    def _misspelt(self, name: str) -> str:
        """The one country whose name differs by a letter, or stands behind a preposition."""
        from rapidfuzz.distance import OSA

        for word in ("in ", "en "):
            if name.startswith(word) and (iso := self._named(name.removeprefix(word))):
                return iso
        if len(name) < 4:
            return ""
        near = {
            c.iso2
            for c in self.gazetteer.countries()
            if any(OSA.distance(name, canon(n), score_cutoff=1) <= 1 for n in (c.name_es, c.name_en))
        }
        return near.pop() if len(near) == 1 else ""

    # -- parties ------------------------------------------------------------------------------------------------------

    def party(self, printed: str, country: str, *, state: str = "", is_city: bool = False) -> Party:
        """Who a party is, by its name, the ISO code of its country and what its columns say."""
        kept = len(printed) + len(state) <= LONGEST_KEPT
        if country == MEXICO:
            return (self._mexican if kept else self._read_mexican)(printed, state, is_city)
        asked = f"{printed}, {state}" if state and "," not in printed and "(" not in printed else printed
        return (self._foreign if kept else self._read_foreign)(asked, country)

    def _read_mexican(self, printed: str, state: str, is_city: bool) -> Party:
        text = turned(printed)
        if not text:
            return Party(printed, MEXICO, EMPTY, "", (), "", "")
        if key := self.own.get(canon(text)):
            return Party(printed, MEXICO, MATCHED, key, (key,), "own", f"mx:{key}")
        if self.within and not state and (is_city or canon(text) != canon(self.within)):
            inside = match(self.gazetteer, f"{text}, {self.within}, México")
            if inside.key:
                return Party(printed, MEXICO, MATCHED, inside.key, (inside.key,), "own", f"mx:{inside.key}")
        asked = f"{text}, {state}" if state else text
        bare = self._named(canon(text)) == MEXICO  # “México” alone: the state, the city or the country
        found = match(self.gazetteer, text if bare else f"{asked}, México")
        if found.key is None and not found.candidates:
            found = match(self.gazetteer, asked)
        if found.key and not (is_city and (seat := self._seat_of_short(found.key, text))):
            return Party(
                printed, MEXICO, MATCHED, found.key, (found.key,), "state" if state else "name", f"mx:{found.key}"
            )
        if found.key:  # `Pue.` in a column of cities: the state's short form, and perhaps its city
            return Party(
                printed, MEXICO, AMBIGUOUS, "", (seat, found.key), "", f"mx:?{_sorted_words(text)}|{fold(state)}"
            )
        if is_city and (seat := self._seat(text)):
            return Party(printed, MEXICO, MATCHED, seat, (seat,), "seat", f"mx:{seat}")
        identity = f"mx:?{_sorted_words(text)}|{fold(state)}"
        return Party(printed, MEXICO, AMBIGUOUS if found.candidates else UNMATCHED, "", found.candidates, "", identity)

    def _seat_of_short(self, key: str, printed: str) -> str:
        """The city named as a state that is written by its short form, where there is one."""
        state = self.gazetteer.state(key)
        if state is None or canon(printed) != canon(state.abbreviation) or canon(state.usual) == canon(printed):
            return ""
        return self._seat(state.usual)

    def _seat(self, printed: str) -> str:
        """The city that bears its state's name and is its capital or large, where no other municipality bears it."""
        name = canon(printed)
        refs = self.gazetteer.named([name]).get(name, ())
        states = {r.ref for r in refs if r.kind == "s"}
        bearers = {r.ref: r.weight for r in refs if r.kind in "ma"} or {
            r.ref: r.weight for r in refs if r.kind in "tb" and r.ref[:2] in states
        }
        if len(states) != 1 or len(bearers) != 1:
            return ""
        (key, people), state = bearers.popitem(), self.gazetteer.state(states.pop())
        if state is None or key[:2] != state.key:
            return ""
        capital = canon(state.capital)
        is_capital = any(r.ref == key for r in self.gazetteer.named([capital]).get(capital, ()) if r.kind in "mat")
        return key if is_capital or people >= CITY else ""

    def _read_foreign(self, printed: str, country: str) -> Party:
        text = turned(printed)
        if not text:
            return Party(printed, country, EMPTY, "", (), "", "")
        inside = _INSIDE.match(text)
        inner, outer = (inside["inner"], inside["outer"]) if inside else (text, "")
        name, _comma, region = inner.partition(",")
        by_name = f"{country}:{_sorted_words(name)}|{_sorted_words(outer or region)}"
        if country == UNKNOWN:
            return Party(printed, country, UNMATCHED, "", (), "", by_name)
        refs, why = self._places(name.strip(), country, (outer or region).strip())
        if len(refs) == 1:
            return Party(printed, country, MATCHED, refs[0], tuple(refs), why, refs[0])
        return Party(printed, country, AMBIGUOUS if refs else UNMATCHED, "", tuple(refs[:12]), "", by_name)

    def _places(self, name: str, country: str, narrower: str) -> tuple[list[str], str]:
        """The places a name may mean in a country, the most populous first; one alone where it is certain."""
        for asked in dict.fromkeys((name, _without_generic(name))):
            if not asked:
                continue
            found = self.gazetteer.find_places(asked, country)
            if narrower:
                found = self.gazetteer.find_places(asked, country, narrower)
                if not found:
                    return [], ""
            exact = [p for p in found if canon(p.name) == canon(asked)] or found
            if len(exact) == 1:
                return [f"gn:{exact[0].id}"], "name"
            if exact:
                first, second = sorted((p.population for p in exact), reverse=True)[:2]
                if first >= LARGE and first >= TIMES * second:
                    return [f"gn:{max(exact, key=lambda p: p.population).id}"], "size"
                return [f"gn:{p.id}" for p in sorted(exact, key=lambda p: (-p.population, p.id))], ""
        return [], ""

    # -- rows ---------------------------------------------------------------------------------------------------------

    def relation(self, line: Line, columns: Columns, country: str = MEXICO) -> Relation | None:
        """The relation of a row, or None where neither party is of `country` (a column that is not there says it is)."""
        iso_a = country if columns.country_a is None else self.country(line[columns.country_a])
        iso_b = self.country(line[columns.country_b])
        if iso_b == UNKNOWN and not line[columns.country_b]:
            iso_b = columns.default_b
        if country not in (iso_a, iso_b):
            return None
        a = self.party(line[columns.a], iso_a, state=line[columns.state_a], is_city=columns.a_is_city)
        b = self.party(line[columns.b], iso_b, state=line[columns.state_b], is_city=columns.b_is_city)
        return Relation(line.number, self._decided(a, b), self._decided(b, a))

    def _decided(self, party: Party, other: Party) -> Party:
        """A homonym decided by the documented relation that one of its candidates has with this very partner."""
        if party.country != MEXICO or party.state != AMBIGUOUS or not self.known:
            return party
        asked = (canon(turned(other.printed).partition("(")[0].partition(",")[0]), other.country)
        keys = set(party.candidates) & self.known.get(asked, frozenset())
        if len(keys) != 1:
            return party
        key = keys.pop()
        return Party(party.printed, MEXICO, MATCHED, key, (key,), "known", f"mx:{key}")


def _sorted_words(text: str) -> str:
    return " ".join(w for w in canon(text).split() if w not in _LINKS)


def _without_generic(name: str) -> str:
    words = name.split()
    if len(words) > 1 and fold(words[-1]) in _GENERIC:
        return " ".join(words[:-1])
    if len(words) > 2 and fold(words[0]) in _GENERIC and fold(words[1]) in _LINKS:
        return " ".join(words[2:])
    return name


class Tally:
    """The counts of a list, made row by row. What grows with the list is kept outside memory (`spill`): relations as eight
    bytes each, rows told again, names to ask about."""

    def __init__(self, held: int = HELD) -> None:
        self.rows = 0
        self.matched = 0
        self.by_country: dict[str, int] = {}
        self.by_key: dict[str, int] = {}
        self.kept = Spill(held)

    def add(self, relation: Relation, country: str = MEXICO) -> int:
        """Count a row. Returns the row that told of the same relation before, 0 where none did."""
        self.rows += 1
        ours = [p for p in relation.parties if p.country == country]
        theirs = [p for p in relation.parties if p.country != country]
        self.matched += all(p.state == MATCHED for p in ours)
        self._ask(ours, Names.AMBIGUOUS, Names.UNMATCHED)
        self._ask(theirs, Names.PARTNERS_AMBIGUOUS, Names.PARTNERS_UNMATCHED)
        digest = hashlib.blake2b("\x00".join(relation.pair).encode(), digest_size=8).digest()
        earlier = self.kept.first(int.from_bytes(digest, "big", signed=True), relation.row)
        if earlier != relation.row:
            self.kept.tell_again(earlier, relation.row)
            return earlier
        for iso in {p.country for p in theirs} or {country}:
            self.by_country[iso] = self.by_country.get(iso, 0) + 1
        for key in {p.ref for p in ours if p.ref}:
            self.by_key[key] = self.by_key.get(key, 0) + 1
        return 0

    def _ask(self, parties: Iterable[Party], ambiguous: Names, unmatched: Names) -> None:
        for party in parties:
            if party.state not in {MATCHED, EMPTY}:
                self.kept.ask(ambiguous if party.state == AMBIGUOUS else unmatched, party.printed)

    @property
    def distinct(self) -> int:
        return self.kept.count_told()

    def as_json(self) -> dict[str, Any]:
        """The answer of `hermanar import registry --dry-run --format json`: docs/reference/import.md."""
        answer: dict[str, Any] = json.loads("".join(self.in_pieces()))
        return answer

    def in_pieces(self, **more: object) -> Iterator[str]:
        """The same as text, a piece at a time, so that a long answer is never held whole; `more` are keys at its end."""
        counts = {"rows": self.rows, "matched": self.matched, "distinct": self.distinct}
        yield "{" + ", ".join(f'"{key}": {value}' for key, value in counts.items())
        yield ', "duplicates": '
        yield from array(self.kept.again())
        for kind, words in _ANSWERED.items():
            yield words
            yield from array(self.kept.names(kind))
        rest = {
            "by_country": dict(sorted(self.by_country.items(), key=lambda i: (-i[1], i[0]))),
            "by_key": dict(sorted(self.by_key.items())),
            **more,
        }
        yield "}, " + json.dumps(rest, ensure_ascii=False).removeprefix("{")


_ANSWERED = {
    Names.AMBIGUOUS: ', "ambiguous": ',
    Names.UNMATCHED: ', "unmatched": ',
    Names.PARTNERS_AMBIGUOUS: ', "partners": {"ambiguous": ',
    Names.PARTNERS_UNMATCHED: ', "unmatched": ',
}
