"""What municipality (or state) of Mexico does a typed name mean?

`match` answers with a key only where the name leaves no other reading; a homonym without its state, two spellings
equally near, or a name that is as well that of a state gives no key and the candidates to ask about. A wrong key is far
worse than none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hermanar.kernel.text import fold, normalise

from .gazetteer import Gazetteer
from .toponyms import Named, canon


@dataclass(frozen=True)
class Match:
    """`key` 5 digits (municipality) or 2 (state), None where it cannot be known; then `name` is None, `confidence` 0.

    `candidates`: every key the name may mean, the likeliest first; with a key, just that key.
    """

    key: str | None
    name: str | None
    confidence: float
    candidates: tuple[str, ...]


NOTHING = Match(None, None, 0.0, ())

_COUNTRY = frozenset(
    {"mexico", "mx", "estados unidos mexicanos", "republica mexicana", "united mexican states", "mexique"}
)
_LINKS = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "of", "the"})
_BEFORE_NAME = frozenset({"san", "santa", "santo", "santiago", "heroica", "villa", "ciudad", "heroico"})

_SEPARATORS = re.compile(r"\s+[-–—]\s+|[,;/|()\[\]–—\n]+")
_TITLE = r"(?:(?:h|heroica|heroico|honorable|heroica ciudad de)\s+)?"
_MUNICIPAL = re.compile(
    r"(?:el\s+|the\s+)?(?:gobierno\s+(?:de\s+la\s+ciudad|del?\s+municipio|municipal)\s+(?:de\s+|del\s+)?|"
    r"(?:h\s+|honorable\s+)?ayuntamiento(?:\s+constitucional|\s+municipal)?(?:\s+(?:de|del))?(?:\s+municipio)?(?:\s+de)?\s+|"
    r"presidencia\s+municipal\s+(?:de\s+|del\s+)?|municipio(?:\s+libre)?\s+(?:de\s+|del\s+)?|"
    r"(?:municipality|city council|borough|municipal government)\s+of\s+|"
    r"(?P<borough>alcaldia\s+(?:de\s+)?|demarcacion(?:\s+territorial)?\s+(?:de\s+)?)|delegacion\s+(?:de\s+)?)"
    r"(?:the\s+)?(?:(?:ciudad|city)\s+(?:de|of)\s+)?"
)
_CITY = re.compile(
    r"(?:la\s+|the\s+)?(?:(?:h|heroica)\s+)?(?:(?:ciudad|puerto|port|city|town|pueblo(?:\s+magico)?)\s+(?:de|del|of)\s+|"
    r"pueblo\s+magico\s+|h\s+)"
)
_STATE = re.compile(
    r"(?:el\s+|the\s+)?(?:gobierno\s+del?\s+)?(?:estado(?:\s+libre\s+y\s+soberano)?\s+(?:de\s+|del\s+)|state\s+of\s+|"
    r"edo\s+(?:de\s+)?)|gobierno\s+de(?:l)?\s+"
)
_COMMUNITY = re.compile(
    r"(?:la\s+|the\s+)?(?:comunidad|localidad|poblado|ejido|colonia|col|rancheria|barrio|fraccionamiento|congregacion|"
    r"community|village|agencia(?:\s+municipal)?)\s+(?:de\s+|del\s+|of\s+)?"
)
_AFTER = re.compile(r"\s+(?:municipality|municipio|city|state|borough)\Z")

OFFICIAL, USUAL, TOWN, SHORT, NEAR = 1, 2, 3, 4, 5
NEAR_KEPT = 256  # names of which it is kept what comes near them


@dataclass(frozen=True)
class _Segment:
    """One part of what was typed, between commas. `forms`: (canonical name, what its prefix says), fullest first."""

    typed: str
    forms: tuple[tuple[str, str], ...]
    states: frozenset[str]
    weak_state: bool = False  # "Mex." may be the state or the country
    country: bool = False
    foreign: bool = False
    borough: bool = False
    namesake: bool = False  # a country's name that a municipality bears too (China, N. L.)

    @property
    def community(self) -> bool:
        return any(cue == "community" for _, cue in self.forms)


@dataclass(frozen=True)
class _Reading:
    """What a name may mean: the keys, how they were found (lower is better), how sure."""

    keys: tuple[str, ...]
    tier: int
    sure: float  # 0 where the keys are only candidates


def match(gazetteer: Gazetteer, typed: str) -> Match:
    """The municipality or state of Mexico that a typed name means (`Cd. Juárez, Chih.` → 08037), or its candidates."""
    text = normalise(typed[:300], lines=False)
    segments = [_segment(gazetteer, part) for part in _parts(text)]
    segments = _merged(gazetteer, [s for s in segments if s.forms])
    if not segments:
        return NOTHING
    whole = _whole(gazetteer, segments)
    if whole:
        return whole
    in_mexico = any(s.states for s in segments)
    if any(s.foreign and not (s.namesake and in_mexico) for s in segments[1:]):
        return NOTHING
    if len(segments) == 1 and segments[0].country:
        return Match(None, None, 0.0, ("15", "09"))
    rest = [s for i, s in enumerate(segments) if not (s.country and (i or len(segments) > 1))]
    if not rest:
        return NOTHING
    if len(rest) == 1:
        rest = _split(gazetteer, rest[0])
    if len(rest) == len(segments) == 1 and not rest[0].typed.rstrip(" .").lower().endswith((" mexico", " méxico")):
        abroad = _abroad(gazetteer, rest[0])
        if abroad:
            return abroad
    readings = [r for r in (_read(gazetteer, rest, i) for i in range(len(rest))) if r]
    if any(r.sure and len(r.keys[0]) == 5 for r in readings):
        readings = [r for r in readings if not (r.sure and len(r.keys[0]) == 2)]
    sure = [r for r in readings if r.sure]
    keys = {r.keys[0] for r in sure}
    if len(keys) == 1:
        best = max(sure, key=lambda r: r.sure)
        return _answer(gazetteer, best.keys[0], best.sure)
    if len(keys) > 1 and sure[0].tier <= USUAL and all(r.tier > USUAL for r in sure[1:]):
        return _answer(gazetteer, sure[0].keys[0], min(sure[0].sure, 0.85))
    return Match(None, None, 0.0, tuple(dict.fromkeys(k for r in readings for k in r.keys)))


def _abroad(gazetteer: Gazetteer, segment: _Segment) -> Match | None:
    """A bare name that a much larger city of another country bears too (Córdoba, Santiago): no key, only candidates."""
    form = segment.forms[0][0]
    refs = [r for r in gazetteer.named([form]).get(form, ()) if r.kind in "matbp"]
    own = max((r.weight for r in refs if r.kind in "ma"), default=0)
    town = max((r.weight for r in refs if r.kind == "t"), default=0)
    least = max(own * 3, 20_000) if own else max(town // 2, 5_000)
    rivals = [int(r.ref) for r in refs if r.kind == "p" and r.weight >= least]
    if not any((p := gazetteer.place(id)) and p.country != "MX" for id in rivals):
        return None
    reading = _name(gazetteer, segment, None)
    return Match(None, None, 0.0, reading.keys if reading else ())


def _answer(gazetteer: Gazetteer, key: str, sure: float) -> Match:
    named = gazetteer.municipality(key)
    state = gazetteer.state(key)
    name = named.name if named else state.usual if state else None
    return Match(key, name, round(sure, 2), (key,))


def _parts(text: str) -> list[str]:
    return [p.strip(" .,'’\"“”«»") and p.strip(" ,'’\"“”«»") for p in _SEPARATORS.split(text)]


def _merged(gazetteer: Gazetteer, segments: list[_Segment]) -> list[_Segment]:
    """Segments put together again where an official name has a comma of its own."""
    for first in range(len(segments) - 1):
        for last in range(len(segments), first + 1, -1):
            whole = _segment(gazetteer, " ".join(s.typed for s in segments[first:last]))
            known = gazetteer.named(f for f, cue in whole.forms if len(f.split()) > 5)
            if any(r.kind == "m" for found in known.values() for r in found):
                return [*segments[:first], whole, *segments[last:]]
    return segments


def _joined(form: str) -> str:
    """Single letters written together: `b c s` → `bcs`, `q roo` stays."""
    return re.sub(r"\b(\w)(?: (?=\w\b))", r"\1", form)


def _segment(gazetteer: Gazetteer, typed: str) -> _Segment:
    form = canon(typed)
    if not form:
        return _Segment(typed, (), frozenset())
    forms: list[tuple[str, str]] = [(form, "")]
    if _joined(form) != form:
        forms.append((_joined(form), ""))
    borough = False  # an alcaldía: there are none outside Mexico City
    trimmed = _AFTER.sub("", form)
    if trimmed != form:
        forms.append((trimmed, "state" if form.endswith(" state") else "municipal"))
    for pattern, cue in ((_MUNICIPAL, "municipal"), (_STATE, "state"), (_COMMUNITY, "community"), (_CITY, "municipal")):
        found = pattern.match(form)
        if found and found.end() < len(form):
            name = form[found.end() :]
            borough = borough or bool(pattern is _MUNICIPAL and found["borough"])
            if cue == "municipal" and pattern is _CITY and "ciudad" in found.group():
                forms.append((f"ciudad {name}", cue))
            forms.append((name, cue))
            if _joined(name) != name:
                forms.append((_joined(name), cue))
            break
    if form.endswith("ciudad de mexico"):
        forms.append(("ciudad de mexico", ""))
    known = gazetteer.named(f for f, _ in forms)
    states, country, foreign, weak = set(), form in _COUNTRY, False, False
    namesake = any(r.kind in "mat" for found in known.values() for r in found)
    for name, cue in forms:
        if cue in {"", "state"}:
            for ref in known.get(name, ()):
                if ref.kind == "s" and not (ref.ref == "15" and name == "mexico" and cue == ""):
                    states.add(ref.ref)
                if ref.kind in "cr" and ref.ref != "MX" and cue == "":
                    foreign = True
    short = normalise(typed).rstrip(".")
    if fold(short) == "mex":
        states, weak = {"15"}, short not in {"Méx", "MÉX", "méx"}
    return _Segment(typed, tuple(forms), frozenset(states), weak, country, foreign and not states, borough, namesake)


def _whole(gazetteer: Gazetteer, segments: Sequence[_Segment]) -> Match | None:
    """Mexico City under all its names, whatever commas they were typed with."""
    names = [s.forms[0][0] for s in segments]
    if len(segments) == 1 and names[0].endswith("ciudad de mexico"):
        return _answer(gazetteer, "09", 0.98)
    tries = [names] + ([names[:-1]] if len(names) > 1 and segments[-1].country else [])
    for some in tries:
        joined = " ".join(some)
        refs = gazetteer.named([joined, _joined(joined)])
        if any(r.kind == "s" and r.ref == "09" for found in refs.values() for r in found):
            return _answer(gazetteer, "09", 0.98)
    if len(segments) > 1 and all("09" in s.states or s.country for s in segments):
        return _answer(gazetteer, "09", 0.98)
    return None


def _split(gazetteer: Gazetteer, segment: _Segment) -> list[_Segment]:
    """A name typed with its state and no comma (`León Gto`), as two; otherwise the segment alone."""
    forms = [f for f, _ in segment.forms]
    if any(r.kind in "matbs" for found in gazetteer.named(forms).values() for r in found):
        return [segment]
    words = segment.typed.split()
    if len(words) > 2 and canon(words[-1]) in _COUNTRY:
        return _split(gazetteer, _segment(gazetteer, " ".join(words[:-1])))
    if len(words) == 2 and canon(words[-1]) in _COUNTRY:
        return [_segment(gazetteer, words[0])]
    for size in range(min(6, len(words) - 1), 0, -1):
        tail = _segment(gazetteer, " ".join(words[-size:]))
        if tail.states and not tail.weak_state:
            return [_segment(gazetteer, " ".join(words[:-size])), tail]
    head = _segment(gazetteer, words[0])
    if len(words) > 1 and head.states and (len(words[0]) <= 5 or words[0].endswith(".")):
        return [_segment(gazetteer, " ".join(words[1:])), head]
    return [segment]


def _read(gazetteer: Gazetteer, segments: Sequence[_Segment], at: int) -> _Reading | None:
    """The segment at `at` as the name, the others as what narrows it."""
    name, others = segments[at], [s for i, s in enumerate(segments) if i != at]
    states: frozenset[str] | None = None
    holders: list[_Segment] = []
    weak = False
    for other in others:
        if other.states:
            if other.weak_state:
                weak = True
            else:
                states = other.states if states is None else states & other.states
        elif not other.community:
            holders.append(other)
    if name.borough and states is None:
        states = frozenset({"09"})
    if states is not None and not states:
        return None  # two states that contradict each other
    if at and name.states and states is None and not holders and len(segments) > 1:
        return None  # the state of another name, not a name
    if name.community and holders and not at:
        reading = None
    elif weak and states is None:
        reading = _agree(_name(gazetteer, name, None), _name(gazetteer, name, frozenset({"15"})))
    else:
        reading = _name(gazetteer, name, states)
    if holders and reading:
        reading = _inside(gazetteer, name, holders, states)
    if reading and at and reading.sure:
        reading = replace(reading, sure=min(reading.sure, 0.92))
    return reading


def _agree(one: _Reading | None, other: _Reading | None) -> _Reading | None:
    if not (one and other):
        return one or other
    if one.sure and other.sure and one.keys == other.keys:
        return one
    if one.sure and not other.sure and one.tier <= USUAL:
        return one
    return _Reading(tuple(dict.fromkeys(one.keys + other.keys)), one.tier, 0.0)


def _inside(
    gazetteer: Gazetteer, name: _Segment, holders: Sequence[_Segment], states: frozenset[str] | None
) -> _Reading | None:
    """A town named together with its municipality: only what lies in both."""
    keys = _exact_keys(gazetteer, name, states)
    for holder in holders:
        keys = [k for k in keys if k in _exact_keys(gazetteer, holder, states)]
    keys = list(dict.fromkeys(keys))
    if not keys:
        return None
    return _Reading(tuple(keys), TOWN, 0.93 if len(keys) == 1 else 0.0)


def _exact_keys(gazetteer: Gazetteer, segment: _Segment, states: frozenset[str] | None) -> list[str]:
    known = gazetteer.named(f for f, _ in segment.forms)
    return [
        r.ref
        for form, _ in segment.forms
        for r in known.get(form, ())
        if r.kind in "mat" and (states is None or r.ref[:2] in states)
    ]


def _name(gazetteer: Gazetteer, segment: _Segment, states: frozenset[str] | None) -> _Reading | None:
    """What one name may mean, within the states given. None where nothing bears it or comes near."""
    known = gazetteer.named(f for f, _ in segment.forms)
    for form, cue in segment.forms:
        if cue == "community" and states is None:
            continue
        reading = _exact(gazetteer, form, cue, known.get(form, []), states)
        if reading:
            return reading
    if states is not None and segment.states & states:
        only = sorted(segment.states & states)
        return _Reading(tuple(only), USUAL, 0.9 if len(only) == 1 else 0.0)
    elsewhere = [r for found in known.values() for r in found if r.kind in "mat"]
    if elsewhere:  # the name exists, only not in the state that was typed with it
        best = sorted(elsewhere, key=lambda r: ("mat".index(r.kind), -r.weight, r.ref))
        return _Reading(tuple(dict.fromkeys(r.ref for r in best))[:12], TOWN, 0.0)
    if segment.community and states is None:
        return None
    if segment.states:
        return None
    if states is None and any(r.kind in "pc" for found in known.values() for r in found):
        return None  # a place of another country bears exactly this name: no guess
    for form, cue in segment.forms:
        if cue != "state":
            reading = _short(gazetteer, form, states)
            if reading:
                return reading
    for form, cue in reversed(segment.forms):
        if cue not in {"state", "community"}:
            reading = _near(gazetteer, form, states)
            if reading:
                return reading
    return None


def _exact(
    gazetteer: Gazetteer, form: str, cue: str, refs: Iterable[Named], states: frozenset[str] | None
) -> _Reading | None:
    """What bears exactly this name."""
    refs = [r for r in refs if r.kind in "matbs"]
    if cue == "state":
        keys = tuple(sorted(r.ref for r in refs if r.kind == "s"))
        return _Reading(keys, OFFICIAL, 0.98) if len(keys) == 1 else None
    inside = [r for r in refs if r.kind != "s" and (states is None or r.ref[:2] in states)]
    official = sorted((r for r in inside if r.kind == "m"), key=lambda r: (-r.weight, r.ref))
    usual = sorted((r for r in inside if r.kind == "a"), key=lambda r: (-r.weight, r.ref))
    towns = sorted((r for r in inside if r.kind == "t"), key=lambda r: (-r.weight, r.ref))
    state = [r.ref for r in refs if r.kind == "s"] if states is None and cue == "" else []
    known = _ordered([*official, *usual])
    if state:
        large = [r.ref for r in towns if r.weight >= 50_000 and r.ref[:2] in state]
        if not (official or usual or large):
            return _Reading((state[0],), OFFICIAL, 0.95) if len(state) == 1 else _Reading(tuple(state), OFFICIAL, 0.0)
        return _Reading(tuple(dict.fromkeys([*known, *large, *state])), OFFICIAL, 0.0)
    if states is not None and len(official) == 1:
        longer = _longer(gazetteer, form, official[0], states)
        return _Reading((official[0].ref,), OFFICIAL, 0.75 if longer else 1.0)
    if len(known) == 1:
        first = [*official, *usual][0]
        share = 2 if official else 5  # how many times smaller a town may be and still be meant
        rivals = [
            t.ref for t in towns if t.ref != first.ref and t.weight >= 10_000 and t.weight * share >= first.weight
        ]
        rivals += _longer(gazetteer, form, first, states)
        if rivals:
            return _Reading(tuple(dict.fromkeys([*known, *rivals])), OFFICIAL, 0.0)
        return _Reading((first.ref,), OFFICIAL if official else USUAL, 0.98 if official else 0.95)
    if known:
        return _Reading(tuple(dict.fromkeys([*known, *_ordered(towns)[:8]])), OFFICIAL, 0.0)
    if towns:
        return _town(gazetteer, form, towns, states)
    other = _ordered(r for r in inside if r.kind == "b")
    if other:
        sure = len(other) == 1 and (states is not None or not _namesakes(gazetteer, form, other[0]))
        return _Reading(tuple(other), TOWN, 0.8 if sure else 0.0)
    return None


def _namesakes(gazetteer: Gazetteer, form: str, key: str) -> bool:
    """Whether this other spelling of a town is as well part of another municipality's name or a place abroad."""
    part = any(
        b.kind == "m" and b.key != key and (b.name.startswith(form + " ") or b.name.endswith(" " + form))
        for b in gazetteer.municipal_names
    )
    places = (p for p in gazetteer.find_places(form) if canon(p.name) == form)
    return part or any(p.country != "MX" and p.population >= 5_000 for p in places)


def _longer(gazetteer: Gazetteer, form: str, own: Named, states: frozenset[str] | None) -> list[str]:
    """Larger municipalities whose official name begins with this one (Atizapán de Zaragoza, for Atizapán)."""
    names, longer = gazetteer.municipal_names, []
    at = bisect_left(names, (form + " ",))
    while at < len(names) and names[at].name.startswith(form + " "):
        b = names[at]
        inside = states is None or b.key[:2] in states
        if b.kind == "m" and b.key != own.ref and b.weight >= max(own.weight, 10_000) and inside:
            longer.append(b.key)
        at += 1
    return longer


def _ordered(refs: Iterable[Named]) -> list[str]:
    return list(dict.fromkeys(r.ref for r in refs))


def _town(gazetteer: Gazetteer, form: str, towns: Sequence[Named], states: frozenset[str] | None) -> _Reading:
    """The municipality of a town, if no other town of that name comes near it in size."""
    first, rest = towns[0], max((t.weight for t in towns[1:] if t.ref != towns[0].ref), default=0)
    keys = tuple(_ordered(towns)[:12])
    named_states = {gazetteer.state(s).usual for s in states or () if gazetteer.state(s)}
    places = [p for p in gazetteer.find_places(form, "MX") if states is None or p.admin1 in named_states]
    linked = [t for key in keys for t in gazetteer.towns(key) if canon(t.name) == form]
    loose = [
        p for p in places if not any(abs(p.lat - t.lat) < 0.05 and abs(p.lon - t.lon) < 0.05 for t in linked)
    ]  # GeoNames knows the town, not its municipality
    rest = max([rest, *(p.population for p in loose if canon(p.name) == form)])
    alone = len(keys) == 1 and not rest
    if states is not None:
        sure = 0.93 if alone else 0.85 if first.weight >= 5_000 and first.weight >= 10 * rest else 0.0
    elif alone:
        sure = 0.88 if first.weight >= 20_000 else 0.8 if first.weight >= 5_000 else 0.0
    else:
        sure = 0.85 if first.weight >= 20_000 and first.weight >= 20 * rest else 0.0
    return _Reading(keys[:1] if sure else keys, TOWN, sure)


def _strip_links(form: str) -> str:
    return " ".join(w for w in form.split() if w not in _LINKS)


def _short(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> _Reading | None:
    """The one official name of which this is a short form (`Tepatitlán`, `Huatulco`) or that differs in articles."""
    words, bare = form.split(), _strip_links(form)
    if len(bare) < 5:
        return None
    same, part = [], []
    for name, _kind, key, _ in gazetteer.official_with(bare.split()[0], states):
        if _strip_links(name) == bare:
            same.append(key)
        elif name.startswith(form + " "):
            after = name[len(form) + 1 :].split()[0]
            if after in {"de", "del"} or len(words) > 1 or states is not None:
                part.append(key)
        elif name.endswith(" " + form):
            before = name[: -len(form) - 1].split()
            if before[0] in _BEFORE_NAME and before[-1] not in _LINKS:
                part.append(key)
    keys = tuple(dict.fromkeys(same or part))
    if not keys:
        return None
    sure = (0.95 if same else 0.9) if states is not None else (0.9 if same else 0.85)
    return _Reading(keys[:12], SHORT, sure if len(keys) == 1 else 0.0)


def _near(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> _Reading | None:
    """The one name that differs by a slip of the pen, if no other comes near it."""
    if len(form) < 6:
        return None
    asked = (form, states)
    if asked not in gazetteer.near:
        if len(gazetteer.near) >= NEAR_KEPT:
            gazetteer.near.clear()
        gazetteer.near[asked] = _look_near(gazetteer, form, states)
    found: _Reading | None = gazetteer.near[asked]
    return found


def _look_near(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> _Reading | None:
    from rapidfuzz import fuzz, process

    allowed = 1 if len(form) < 9 else 2 if len(form) < 18 else 3
    names, ordered = gazetteer.names_as_long(len(form), allowed + 1, states)
    # what `token_sort_ratio` compares, with the words of the names put in order once and not at every look
    scored = process.extract(" ".join(sorted(form.split())), ordered, scorer=fuzz.ratio, score_cutoff=78, limit=40)
    compact = process.extract(form.replace(" ", ""), names, scorer=fuzz.ratio, score_cutoff=85, limit=20)
    slips = sorted({(_slips(form, names[at]), names[at]) for *_, at in [*scored, *compact]})
    slips = [(d, n) for d, n in slips if d <= allowed + 1]
    if not slips or slips[0][0] > allowed:
        return None
    known = gazetteer.named(n for _, n in slips)
    best, name = slips[0]
    reading = _exact(gazetteer, name, "", known[name], states)
    others = {
        r.ref
        for d, n in slips
        if n != name and d <= best + 1
        for r in known[n]
        if r.kind in "mat" and (states is None or r.ref[:2] in states)
    }
    if reading is None:
        return None
    others -= set(reading.keys)
    if others or not reading.sure:
        return _Reading(tuple(dict.fromkeys([*reading.keys, *sorted(others)]))[:12], NEAR, 0.0)
    if reading.tier > USUAL and states is None and max(r.weight for r in known[name] if r.kind in "mat") < 50_000:
        return _Reading(reading.keys, NEAR, 0.0)
    return _Reading(reading.keys, NEAR, (0.86 if states is not None else 0.78) - 0.06 * best)


def _slips(typed: str, name: str) -> int:
    """How many letters differ; 99 where a word differs so much that it is another word."""
    from rapidfuzz.distance import OSA

    if re.findall(r"\d+", typed) != re.findall(r"\d+", name):
        return 99
    if sorted(typed.split()) == sorted(name.split()):
        return 0
    ones, others = typed.split(), name.split()
    if len(ones) != len(others):
        apart = OSA.distance(typed.replace(" ", ""), name.replace(" ", ""))
        if apart <= 1:
            return apart + 1
        bare, bones = _strip_links(typed).split(), _strip_links(name).split()
        if len(bare) != len(bones):
            return 99
        ones, others = bare, bones
    total = 0
    for one, other in zip(ones, others, strict=True):
        apart = OSA.distance(one, other)
        longest = max(len(one), len(other))
        if apart > (0 if longest < 4 else 1 if longest < 8 else 2):
            return 99
        total += apart
    return total
