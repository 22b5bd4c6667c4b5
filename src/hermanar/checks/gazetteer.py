"""The gazetteer: municipalities, towns, states, countries and places of the world, read from one compact file.

The file is built at set-up by `tools/build_gazetteer.py` and opened read-only. Nothing here needs Django; the checker,
the command line and the directory all read the same file.

Place data: GeoNames (CC BY 4.0). Keys and official names of municipalities: INEGI.
"""

import datetime as dt
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from hermanar.kernel.text import fold

from .regions import is_region
from .toponyms import Bearer, Country, Mention, Municipality, Named, Place, State, Town, canon
from .words_in_text import Words

DATA = Path(__file__).parent / "data"
FILE = DATA / "gazetteer.sqlite3"
FORMAT = "2"

_REMEMBERED = 4000  # names
_NAMES_HELD = 300_000  # names of the lists by length that are kept, each list counted


class Gazetteer:
    """Read-only door to the file. Open it once and pass it on as a value."""

    def __init__(self, connection: sqlite3.Connection, stamp: str = "") -> None:
        """`stamp` names the file's bytes: what was read with it holds as long as it is the same; "" where unknown."""
        self._db = connection
        self.stamp = stamp
        self._known: dict[str, list[Named]] = {}  # what was asked lately: a paper says the same names over and over
        # what the matcher found near the last names: a name is asked with its country and without it
        self.near: dict[tuple[str, frozenset[str] | None], Any] = {}
        self._as_long: dict[tuple[int, int, frozenset[str] | None], tuple[list[str], list[str]]] = {}
        self._as_long_held = 0
        self.indexes: dict[str, Any] = {}  # what other rooms put in order once over all names

    @classmethod
    def open(cls, path: Path | str | None = None) -> "Gazetteer":
        """Open the built file (default: the one set-up makes). Raises FileNotFoundError where it was never built."""
        file = Path(path) if path is not None else FILE
        if not file.is_file():
            raise FileNotFoundError(f"{file.name} is not there: run `make setup` or tools/build_gazetteer.py")
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        told = file.stat()
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False), f"{uri} {told.st_mtime_ns} {told.st_size}")

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> "Gazetteer":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # -- what there is ------------------------------------------------------------------------------------------------

    def meta(self) -> dict[str, str]:
        """Format, sources, attribution and counts of the file."""
        return dict(self._db.execute("SELECT key, value FROM meta ORDER BY key"))

    @cached_property
    def _states(self) -> dict[str, State]:
        rows = self._db.execute(
            "SELECT key, official, usual, abbreviation, iso, capital, municipalities FROM state ORDER BY key"
        )
        return {r[0]: State(*r) for r in rows}

    @cached_property
    def _municipalities(self) -> dict[str, Municipality]:
        rows = self._db.execute("SELECT key, name, lat, lon FROM municipality ORDER BY key")
        found = {}
        for key, name, lat, lon in rows:
            state = self._states[key[:2]]
            found[key] = Municipality(key, name, state.key, state.usual, state.abbreviation, lat, lon)
        return found

    @cached_property
    def _countries(self) -> dict[str, Country]:
        rows = self._db.execute("SELECT iso2, name_es, name_en FROM country ORDER BY iso2")
        return {r[0]: Country(*r) for r in rows}

    def municipality(self, key: str) -> Municipality | None:
        """The municipality with that 5-digit INEGI key."""
        return self._municipalities.get(key)

    def municipalities(self, state: str | None = None) -> list[Municipality]:
        """All 2,478, or those of one state, in order of key."""
        return [m for m in self._municipalities.values() if state is None or m.state_key == state]

    def state(self, key: str) -> State | None:
        return self._states.get(key)

    def states(self) -> list[State]:
        return list(self._states.values())

    def country(self, iso2: str) -> Country | None:
        return self._countries.get(iso2.upper())

    def countries(self) -> list[Country]:
        return list(self._countries.values())

    def towns(self, key: str) -> list[Town]:
        """Known towns of a municipality, the largest first."""
        rows = self._db.execute(
            "SELECT name, key, lat, lon, population FROM town WHERE key = ? ORDER BY population DESC, name, lat", (key,)
        )
        return [Town(*r) for r in rows]

    def timezone(self, key: str, on: dt.date) -> str | None:
        """IANA zone of a municipality (5 digits) or state (2 digits) on a date; None for an unknown key."""
        if key not in self._municipalities and key not in self._states:
            return None
        row = self._db.execute(
            "SELECT zone FROM timezone WHERE key IN (?, ?) AND (valid_from IS NULL OR valid_from <= ?)"
            " AND (valid_to IS NULL OR valid_to >= ?) ORDER BY length(key) DESC LIMIT 1",
            (key, key[:2], on.isoformat(), on.isoformat()),
        ).fetchone()
        return row[0] if row else None

    # -- all of it, for who keeps it elsewhere -------------------------------------------------------------------------

    def every_town(self) -> Iterator[tuple[str, str]]:
        """(municipality key, name) of every town, once each."""
        yield from self._db.execute("SELECT DISTINCT key, name FROM town ORDER BY key, name")

    def every_place(self) -> Iterator[Place]:
        """Every place of the world, in order of id."""
        rows = self._db.execute(
            "SELECT p.id, p.name, p.country, coalesce(a.name, ''), p.lat, p.lon, p.population, z.zone FROM place p"
            " LEFT JOIN admin1 a ON a.country = p.country AND a.code = p.admin1 JOIN zone z ON z.id = p.zone ORDER BY p.id"
        )
        for row in rows:
            yield Place(*row)

    def every_zone(self) -> Iterator[tuple[str, str, str | None, str | None, str]]:
        """(key of municipality or state, zone, valid from, valid to, source), ISO dates; a municipality's rows go before
        those of its state."""
        yield from self._db.execute(
            "SELECT key, zone, valid_from, valid_to, source FROM timezone ORDER BY key, valid_from"
        )

    # -- names --------------------------------------------------------------------------------------------------------

    def named(self, names: Iterable[str]) -> dict[str, list[Named]]:
        """Everything that bears each of these canonical names (see `canon`); names nobody bears are left out."""
        wanted = list(dict.fromkeys(names))
        have = {name: rows for name in wanted if (rows := self._known.get(name)) is not None}
        asked = [name for name in wanted if name not in have]
        found: dict[str, list[Named]] = {name: [] for name in asked}
        for at in range(0, len(asked), 500):
            some = asked[at : at + 500]
            told = self._db.execute(
                # a name in another script ("n") is asked for where a place is sought, never read in a text
                f"SELECT name, kind, ref, weight FROM name WHERE kind <> 'n' AND name IN ({','.join('?' * len(some))})",
                some,
            )
            for name, kind, ref, weight in told:
                found[name].append(Named(kind, ref, weight))
        if len(self._known) + len(asked) > _REMEMBERED:
            self._known.clear()
        if len(asked) <= _REMEMBERED:
            self._known.update(found)
        have |= found
        return {name: have[name] for name in wanted if have[name]}

    @cached_property
    def municipal_names(self) -> list[Bearer]:
        """Every official name, alias and town of Mexico with its municipality: what fuzzy matching runs over."""
        rows = self._db.execute(
            "SELECT name, kind, ref, weight FROM name WHERE kind IN ('m', 'a', 't') ORDER BY name, kind, ref"
        )
        return [Bearer(*r) for r in rows]

    @cached_property
    def _bearers_of_state(self) -> dict[str, list[Bearer]]:
        found: dict[str, list[Bearer]] = {}
        for bearer in self.municipal_names:
            found.setdefault(bearer.key[:2], []).append(bearer)
        return found

    def bearers(self, states: frozenset[str] | None = None) -> list[Bearer]:
        """`municipal_names`, or those of some states, in the same order."""
        if states is None:
            return self.municipal_names
        if len(states) == 1:
            return self._bearers_of_state.get(next(iter(states)), [])
        return [b for b in self.municipal_names if b.key[:2] in states]

    @cached_property
    def _official_with_word(self) -> dict[str, list[Bearer]]:
        found: dict[str, list[Bearer]] = {}
        for bearer in self.municipal_names:
            if bearer.kind == "m":
                for word in dict.fromkeys(bearer.name.split()):
                    found.setdefault(word, []).append(bearer)
        return found

    def official_with(self, word: str, states: frozenset[str] | None = None) -> list[Bearer]:
        """Official municipal names that have that word, in the order of `bearers`."""
        found = self._official_with_word.get(word, [])
        return found if states is None else [b for b in found if b.key[:2] in states]

    @cached_property
    def _names_by_length(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for at, bearer in enumerate(self.municipal_names):
            found.setdefault(len(bearer.name), {}).setdefault(bearer.name, at)
        return found

    def names_as_long(
        self, length: int, within: int, states: frozenset[str] | None = None
    ) -> tuple[list[str], list[str]]:
        """The names of `bearers`, each once and in that order, that are so many letters long, `within` more or less; and the
        same names with their words in alphabetical order. Kept for so many lengths and states: strange names ask for the
        same ones again and again."""
        asked = (length, within, states)
        if (known := self._as_long.get(asked)) is not None:
            return known
        if states is not None:
            names = list({b.name: None for b in self.bearers(states) if abs(len(b.name) - length) <= within})
        else:
            near = [self._names_by_length.get(n, {}) for n in range(length - within, length + within + 1)]
            names = [name for _at, name in sorted((at, name) for some in near for name, at in some.items())]
        found = names, [self._in_order(name) for name in names]
        self._as_long_held += len(names)
        if self._as_long_held > _NAMES_HELD:
            self._as_long.clear()
            self._as_long_held = len(names)
        self._as_long[asked] = found
        return found

    @cached_property
    def _ordered(self) -> dict[str, str]:
        """The names whose words are not in alphabetical order, with them in order."""
        pairs = ((b.name, " ".join(sorted(b.name.split()))) for b in self.municipal_names if " " in b.name)
        return {name: ordered for name, ordered in pairs if name != ordered}

    def _in_order(self, name: str) -> str:
        return self._ordered.get(name, name)

    def place(self, id: int) -> Place | None:
        """The place with that GeoNames id."""
        found = self._places([id])
        return found[0] if found else None

    def _places(self, ids: Iterable[int]) -> list[Place]:
        ids = list(ids)
        rows = self._db.execute(
            "SELECT p.id, p.name, p.country, coalesce(a.name, ''), p.lat, p.lon, p.population, z.zone FROM place p"
            " LEFT JOIN admin1 a ON a.country = p.country AND a.code = p.admin1 JOIN zone z ON z.id = p.zone"
            f" WHERE p.id IN ({','.join('?' * len(ids))}) ORDER BY p.population DESC, p.id",
            ids,
        )
        return [Place(*r) for r in rows]

    def region_names(self, country: str, code: str) -> list[str]:
        """The name of a country's region (`US`, `WI`), if it is known."""
        return [
            n for (n,) in self._db.execute("SELECT name FROM admin1 WHERE country = ? AND code = ?", (country, code))
        ]

    def find_places(self, name: str, country: str | None = None, admin1: str | None = None) -> list[Place]:
        """Places of that name, in whatever script, the most populous first; `country` is ISO2, `admin1` the name or code of
        a region."""
        refs = self.named([canon(name)]).get(canon(name), [])
        ids = list(dict.fromkeys(int(r.ref) for r in refs if r.kind in "px"))
        if not ids and not name.isascii():
            told = self._db.execute("SELECT ref FROM name WHERE name = ? AND kind = 'n' ORDER BY ref", (canon(name),))
            ids = [int(ref) for (ref,) in told]
        found = self._places(ids[:900])
        if country:
            found = [p for p in found if p.country == country.upper()]
        if admin1:
            codes = {
                (c, n)
                for c, n in self._db.execute("SELECT country, name FROM admin1 WHERE code = ?", (admin1.upper(),))
            }
            found = [p for p in found if is_region(p.admin1, p.country, admin1) or (p.country, p.admin1) in codes]
        own = {int(r.ref) for r in refs if r.kind == "p"}
        return sorted(found, key=lambda p: (p.id not in own, -p.population, p.id))

    # -- places in a text ---------------------------------------------------------------------------------------------

    def find_in_text(self, text: str, lang: str = "es") -> list[Mention]:
        """Places named in a text, in order, not overlapping: the longest capitalised name wins.

        Ordinary words, names of persons, streets and institutions that are also names of towns are left out or get a
        low confidence; a neighbour like "city of" or ", Jalisco" raises it.
        """
        return _find(self, text, lang)


@cache
def _common_words() -> frozenset[str]:
    lines = (DATA / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(w) for line in lines if not line.startswith("#") for w in line.split())


_LINKS = frozenset(
    re.findall(r"\w+", "de del la las los el lo y e of the and da do dos das di du le les am an der den und upon sur")
)
_ENGLISH_LINKS = frozenset({"of", "the", "and"})
_LONGEST = 7

_CUES = re.compile(
    r"(?:\b(?:ciudad(?:es)?|municipalidad|intendencia|prefeitura|municipios?(?: libre)?|alcald[ií]a|ayuntamientos?(?: constitucional)?|pueblo|villa|"
    r"localidad|comunidad|"
    r"condado|poblaci[oó]n|cit(?:y|ies)|towns?|village|municipality|municipalities|county|community|borough|mayor|alcalde|"
    r"alcaldesa|presidente municipal|presidenta municipal|intendente)(?:\s+hermanas?)?\s+(?:de|del|of)|"
    r"\b(?:estado|state|provincia|province)\s+(?:de|del|of))"
    r"(?:\s+(?:la|el|los|las|the))?\s*[“\"«]?\s*\Z",
    re.IGNORECASE,
)
_WEAK_CUES = re.compile(
    r"\b(?:en|in|desde|from|entre|between|hacia|hasta|visitar|viaje a|sede en|"
    r"residentes? (?:de|en)|based in|y|and|con|with)\s*\Z",
    re.IGNORECASE,
)
_TITLES = frozenset({"san", "santa", "santo", "sao", "saint", "sant"})
_STREETS = re.compile(
    r"\b(?:calle|avenida|av\.?|calz(?:ada)?\.?|blvd\.?|boulevard|bulevar|plaza|colonia|col\.?|fracc(?:ionamiento)?\.?|jard[ií]n|parque|"
    r"paseo|carretera|autopista|edificio|sal[oó]n|sala|street|avenue|road|hotel|hospital|escuela|biblioteca|teatro|auditorio|mercado|"
    r"ley|tratado|convenci[oó]n|convenio|protocolo|acuerdo|declaraci[oó]n|plan|batalla|c[oó]digo|treaty|convention|protocol|battle|"
    r"universidad|instituto|tecnol[oó]gico|museo|fundaci[oó]n|c[aá]mara|club|iglesia|di[oó]cesis|university|institute|museum)"
    r"(?:\s+[^\W\d_]+){0,3}?(?:\s+(?:de|del|of|sobre|general de))?(?:\s+(?:la|el|los|las|the))?\s*\Z",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:lic|licenciad[oa]|ing|ingenier[oa]|dr|dra|doctor|doctora|mtr[oa]|maestr[oa]|arq|c|c\.p|prof|profa|profr|gral|sr|sra|srta|"
    r"señora?|don|doña|mr|mrs|ms|miss|hon|honorable|president|presidente|gobernador|gobernadora|senador|senadora|embajador|embajadora|"
    r"c[oó]nsul|secretari[oa]|general|san|santa|sir)\.?\s*\Z",
    re.IGNORECASE,
)
# the word before a name, folded, without which none of the patterns above can end there; they cost more than a look
_BEFORE_CUE = frozenset("de del of la el los las the".split())
_BEFORE_WEAK = frozenset("en in desde from entre between hacia hasta visitar a de of y and con with".split())
_BEFORE_PERSON = frozenset(
    "lic licenciado licenciada ing ingeniero ingeniera dr dra doctor doctora mtro mtra maestro maestra arq c p prof profa profr gral sr "
    "sra srta senor senora don dona mr mrs ms miss hon honorable president presidente gobernador gobernadora senador senadora embajador "
    "embajadora consul secretario secretaria general san santa sir".split()
)
_STREET_WORDS = frozenset(
    "calle avenida av calz calzada blvd boulevard bulevar plaza colonia col fracc fraccionamiento jardin parque paseo carretera autopista "
    "edificio salon sala street avenue road hotel hospital escuela biblioteca teatro auditorio mercado ley tratado convencion convenio "
    "protocolo acuerdo declaracion plan batalla codigo treaty convention protocol battle universidad instituto tecnologico museo fundacion "
    "camara club iglesia diocesis university institute museum".split()
)
_STREET_REACH = 6  # words: the head of a street or an institution and what may stand between it and the name
_THE = re.compile(r"\b(?:el|del|al|the)\s+\Z", re.IGNORECASE)
_SURNAME = re.compile(
    r"(?<!\w)(?:(?i:lic|ing|dra?|mtr[oa]|arq|profa?|profr|gral|sra?|srta|mrs?|ms)\.|C\.|[Dd]on|[Dd]oña)\s+(?:[A-ZÁÉÍÓÚÑ]\w+\s+){1,3}\Z"
)
_INITIAL = re.compile(r"(?:^|\s)[A-ZÁÉÍÓÚÑ]\.\s*\Z")
_TAIL = re.compile(
    r"\s*[,(]\s*(?:(?:en\s+)?(?:el\s+)?estado\s+(?:libre\s+y\s+soberano\s+)?de(?:l)?\s+|state\s+of\s+)?", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?:\A|[.!?:;•\-–—]\s*|\n\s*(?:[\dIVXa-z]{1,4}[.)\-]+\s*)?|[“\"«¿¡(]\s*)\Z")


# countries and territories whose name is in Mexico rather that of a person, a town or a city of Spain
_NAMESAKES = frozenset({"BL", "DM", "GD", "GP", "MF", "SH", "SX"})
# first words that make a name of ordinary words a place all the same ("San José", "Nueva York")
_PLACE_WORDS = frozenset(re.findall(r"\w+", "ciudad el la las los new nueva nuevo puerto san santa santo villa"))


def _find(gazetteer: Gazetteer, text: str, lang: str) -> list[Mention]:
    words = Words(text)
    links = _LINKS if lang.startswith("en") else _LINKS - _ENGLISH_LINKS
    spans: dict[int, list[tuple[str, int]]] = {}
    count = len(words.starts)
    for i in (i for i, capital in enumerate(words.upper) if capital):
        name, found = words.folded[i], [(words.folded[i], i)]
        for j in range(i + 1, min(i + _LONGEST, count)):
            if not words.joined[j - 1]:
                break
            word = words.folded[j]
            if not words.upper[j] and word not in links and not word.isdigit():
                break
            name = f"{name} {word}"
            if words.upper[j] or word.isdigit():
                found.append((name, j))
        spans[i] = found
    known = gazetteer.named(name for found in spans.values() for name, _ in found)
    mentions: list[Mention] = []
    until = 0  # what stands before it is told
    for i, found in spans.items():
        if i < until:
            continue
        best = None
        for name, j in reversed(found):
            if name in known:
                best = (name, j)
                break
        if best is None:
            continue
        mention = _judge(gazetteer, words, i, best[1], best[0], known[best[0]], _common_words(), known)
        if mention is not None:
            mentions.append(mention)
            until = max(i + 1, bisect_right(words.starts, mention.end - 1))
        elif best[1] > i and best[0].split()[0] in {"el", "la", "los", "las", "the"}:
            until = i + 1
        else:
            until = best[1] + 1
    return mentions


def _judge(
    gazetteer: Gazetteer,
    words: Words,
    first: int,
    last: int,
    name: str,
    refs: list[Named],
    common: frozenset[str],
    known: dict[str, list[Named]],
) -> Mention | None:
    """The mention that these words are, or None where they are more likely something else."""
    text = words.text
    start, end = words.starts[first], words.ends[last]
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    several = last > first and any(w not in _LINKS for w in words.folded[first:last])
    official = [r for r in refs if r.kind == "m"]
    usual = [r for r in refs if r.kind in "a"]
    states = [r for r in refs if r.kind == "s"]
    if all(r.kind == "r" for r in refs):
        return None
    countries = [r for r in refs if r.kind == "c" and r.ref not in _NAMESAKES]
    towns = [r for r in refs if r.kind in "tb"]
    places = [r for r in refs if r.kind == "p"]
    others = [r for r in refs if r.kind == "x"]
    largest = max((r.weight for r in [*places, *others, *towns]), default=0)
    if text[start:end].isupper() and end - start <= 4 and not (states or countries):
        return None
    # "Col", "Son", "Sin", "Ver" are ordinary words unless they are written as what follows a town
    follows_town = re.search(r",\s*\Z", before) and after[:1] in ".,;)\n"
    if (states or countries) and end - start <= 3 and not text[start:end].isupper() and not follows_town:
        return None
    follows = last + 1 < len(words.starts) and words.joined[last] and words.upper[last + 1]
    # “San Ejemplo” is none of the towns called San; a “reunión” is the island only with its article
    island = name == "reunion" and re.search(r"(?i)\b(?:la|isla(?:\s+de(?:\s+la)?)?|l[’'])\s*\Z", before)
    if (not several and follows and name in _TITLES) or (name == "reunion" and not island):
        return None
    if name == "estados unidos" and re.match(r"\s+Mexicanos", after, re.IGNORECASE):
        return None

    previous = words.folded[first - 1] if first else ""
    cue = previous in _BEFORE_CUE and bool(_CUES.search(before))
    weak = previous in _BEFORE_WEAK and bool(_WEAK_CUES.search(before))
    region = _region_after(words, last, known)
    if countries:
        kind, keys, score = "country", [r.ref for r in countries], 0.95
    elif states and not cue_is_municipal(before):
        kind, keys, score = "state", [r.ref for r in states], 0.9
    elif official or usual:
        kind, keys, score = "municipality", [r.ref for r in [*official, *usual]], 0.8 if several else 0.7
    elif towns and max(r.weight for r in towns) * 3 >= max((r.weight for r in places), default=0):
        kind, keys = "town", [r.ref for r in sorted(towns, key=lambda r: -r.weight)]
        score = _by_size(max(r.weight for r in towns), several)
    else:
        kind, keys = "place", []
        score = _by_size(largest, several) - (0 if places else 0.1)
    for kinds, prefix in (("ma", ""), ("s", ""), ("tb", ""), ("p", "gn:"), ("x", "gn:")):
        for r in sorted((r for r in refs if r.kind in kinds), key=lambda r: (-r.weight, r.ref)):
            keys.append(prefix + r.ref)
    keys = list(dict.fromkeys(keys))

    if kind not in {"country", "state"}:
        words_of = [w for w in words.folded[first : last + 1] if w not in _LINKS]
        ordinary = all(w in common for w in words_of)
        if ordinary and len(words_of) > 1 and (official or usual or largest >= 100_000):
            ordinary = False  # "Lázaro Cárdenas": more often a person or a street
            score -= 0 if words_of[0] in _PLACE_WORDS else 0.25
        if not several and words_of and words_of[-1] in words.lowercase:
            ordinary = True
        if ordinary and not cue and not region:
            return None
        if not several and len(name) < 4 and not cue and not region:
            return None
        opens = bool(_SENTENCE_END.search(before))
        if opens and not several and not cue and not region and largest < 100_000 and not official:
            return None
        if cue:
            score += 0.2
        if region:
            score += 0.25
        if weak and not cue and not region:
            score += 0.05
        # “el Río Bravo” is the river; the town has no article
        if not cue and not region and name.startswith("rio ") and _THE.search(before):
            return None
        line = text[text.rfind("\n", 0, start) + 1 : end]
        capitals = line.isupper()  # a heading: capitals say nothing there
        previous_joined = first > 0 and words.joined[first - 1] and not capitals
        if not cue:
            if (previous in _BEFORE_PERSON and _PERSONS.search(before)) or (
                len(previous) == 1 and _INITIAL.search(before)
            ):
                return None
            if previous_joined and words.upper[first - 1] and not opens and words.folded[first - 1] not in _LINKS:
                score -= 0.4
            near = words.folded[max(0, first - _STREET_REACH) : first]
            if not _STREET_WORDS.isdisjoint(near) and _STREETS.search(before):
                score -= 0.4
        if (
            follows
            and not (cue or capitals or words.folded[last + 1] in _LINKS)
            and "\n" not in text[end : words.starts[last + 1]]
        ):
            score -= 0.4
    elif kind == "state":
        # “la C. Victoria Hidalgo Torres”
        if not cue and not region and _SURNAME.search(before):
            return None
        score += 0.05 if cue else 0
    if region:
        keys = _narrow(gazetteer, keys, region) or keys
        if kind in {"municipality", "town"} and keys[0].startswith("gn:"):
            kind = "place"
    score = round(min(max(score, 0.0), 0.99), 2)
    if score < 0.3:
        return None
    return Mention(start, end, text[start:end], kind, tuple(keys[:12]), score)


def cue_is_municipal(before: str) -> bool:
    """Whether the words just before say that a municipality follows ("municipio de Puebla")."""
    found = _CUES.search(before)
    return bool(found) and not re.match(r"(?:estado|state|provincia|province)", found.group(), re.IGNORECASE)


def _by_size(population: int, several: bool) -> float:
    base = 0.75 if population >= 300_000 else 0.65 if population >= 50_000 else 0.5 if population >= 5_000 else 0.35
    return base + (0.1 if several else 0)


def _region_after(words: Words, last: int, known: dict[str, list[Named]]) -> list[Named]:
    """The state or country that follows after a comma or in brackets ("Cuautla, Jalisco")."""
    at = _TAIL.match(words.text, words.ends[last])
    if not at or last + 1 >= len(words.starts):
        return []
    first = bisect_right(words.starts, at.end() - 1)
    if first >= len(words.starts) or words.starts[first] != at.end():
        return []
    name, found = "", []
    for j in range(first, min(first + 5, len(words.starts))):
        name = f"{name} {words.folded[j]}".strip()
        hits = [r for r in known.get(name, ()) if r.kind in "scr"]
        if hits:
            found = hits
        if j < len(words.joined) and not words.joined[j]:
            break
    return found


def _narrow(gazetteer: Gazetteer, keys: list[str], region: list[Named]) -> list[str]:
    """Those keys that lie in the region named after them."""
    states = {r.ref for r in region if r.kind == "s"}
    countries = {r.ref for r in region if r.kind == "c"}
    regions = {tuple(r.ref.split(".", 1)) for r in region if r.kind == "r"}
    regions = {(country, name) for country, code in regions for name in gazetteer.region_names(country, code)}
    ids = [int(k[3:]) for k in keys if k.startswith("gn:")][:900]
    where = {f"gn:{p.id}": p for p in gazetteer._places(ids)} if ids else {}
    kept = []
    for key in keys:
        if key in where:
            place = where[key]
            inside = (
                place.country in countries
                or (place.country, place.admin1) in regions
                or (
                    place.country == "MX"
                    and any(fold(gazetteer._states[s].usual) == fold(place.admin1) for s in states)
                )
            )
        else:
            inside = key[:2] in states or (key[:2].isdigit() and "MX" in countries)
        if inside:
            kept.append(key)
    return kept
