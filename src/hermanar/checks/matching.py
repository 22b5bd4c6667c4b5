"""What municipality (or state) of Mexico does a typed name mean?

`match` answers with a key only where the name leaves no other reading; a homonym without its state, two spellings
equally near, or a name that is as well that of a state gives no key and the candidates to ask about. A wrong key is far
worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hermanar.kernel.text import fold, normalise

from .gazetteer import Gazetteer
from .likeness import alike, guesses, near_state
from .readings import NEAR, OFFICIAL, TOWN, USUAL, Reading, exact, near, one_of, short
from .shortened import acronym_names, is_acronym, short_names, short_state, spelled_out
from .toponyms import canon


@dataclass(frozen=True)
class Match:
    """`key` 5 digits (municipality) or 2 (state), None where it cannot be known; then `name` is None, `confidence` 0.

    `candidates`: every key the name may mean, the likeliest first; with a key, just that key. `alike`: nothing bears the
    name as it is typed, the key is of one that looks or sounds like it; where a person is there, they are asked.
    """

    key: str | None
    name: str | None
    confidence: float
    candidates: tuple[str, ...]
    alike: bool = field(default=False, compare=False)


NOTHING = Match(None, None, 0.0, ())

_COUNTRY = frozenset(
    {"mexico", "mx", "estados unidos mexicanos", "republica mexicana", "united mexican states", "mexique"}
)

_SEPARATORS = re.compile(r"\s+[-–—]\s+|[,;/|()\[\]–—\n]+")
_POSTAL = re.compile(r"\b(?:c\.?\s?p\.?\s*)?(?<!\d)\d{5}(?!\d)", re.IGNORECASE)
_TITLE = r"(?:(?:h|heroica|heroico|honorable|heroica ciudad de)\s+)?"
_MUNICIPAL = re.compile(
    r"(?:el\s+|the\s+)?(?:gobierno\s+(?:de\s+la\s+ciudad|del?\s+municipio|municipal)\s+(?:de\s+|del\s+)?|"
    r"(?:h\s+|honorable\s+)?ayuntamiento(?:\s+constitucional|\s+municipal)?(?:\s+(?:de|del))?(?:\s+municipio)?(?:\s+de)?\s+|"
    r"presidencia\s+municipal\s+(?:de\s+|del\s+)?|municipio(?:\s+libre)?\s+(?:de\s+|del\s+)?|"
    r"(?:municipality|city council|borough|municipal government)\s+of\s+|municipalidad\s+(?:de\s+|del\s+)?|"
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
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.(?!\w)")
_LINK_INITIAL = re.compile(r"(?<![^\W\d_])([YE])\.(?!\w)")  # links are written small, initials large
_AFTER = re.compile(r"\s+(?:municipality|municipio|city|state|borough)\Z")


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
    unsure: bool = False  # the state is written with a slip of the pen

    @property
    def community(self) -> bool:
        return any(cue == "community" for _, cue in self.forms)


def match(gazetteer: Gazetteer, typed: str, *, guess: bool = False) -> Match:
    """The municipality or state of Mexico that a typed name means (`Cd. Juárez, Chih.` → 08037), or its candidates.

    `guess`: where nothing bears the name, candidates are also those that look or sound like it, to ask a person about.
    """
    text = _POSTAL.sub(" ", normalise(typed[:300], lines=False)).strip()
    found = _match(gazetteer, text)
    if found.key is None:
        found = _written_out(gazetteer, text, found)
    if guess and found.key is None and not found.candidates:
        return Match(None, None, 0.0, _guessed(gazetteer, text))
    return found


def _written_out(gazetteer: Gazetteer, text: str, found: Match) -> Match:
    """The name read again with its abbreviations written out (`Hgo. del Parral`)."""
    candidates: list[str] = []
    for spelling in spelled_out(text):
        again = _match(gazetteer, spelling)
        if again.key and not set(found.candidates) - {again.key}:
            return replace(again, confidence=min(again.confidence, 0.9))
        candidates += again.candidates
    return Match(None, None, 0.0, tuple(dict.fromkeys([*candidates, *found.candidates]))[:12])


def _guessed(gazetteer: Gazetteer, text: str) -> tuple[str, ...]:
    """What looks or sounds like the name, where all that stands beside it is a state of Mexico."""
    segments = _meant([s for part in _parts(text) if (s := _segment(gazetteer, part)).forms], gazetteer)
    if len(segments) == 1:
        segments = _split(gazetteer, segments[0])
    names = [s for s in segments if not (s.states or s.country)]
    if len(names) != 1 or any(s.foreign for s in segments):
        return ()
    states = None
    for s in segments:
        if s.states and not s.weak_state:
            states = s.states if states is None else states & s.states
    form, cue = names[0].forms[-1]
    last = names[0].typed.split()[-1]
    if len(last) == 2 and last.isupper() and states is None:  # `Nogales AZ`: a state of another country
        return ()
    bearers = gazetteer.named(f for f, _ in names[0].forms).values()
    if cue == "community" or (states is None and any(r.kind in "pc" for found in bearers for r in found)):
        return ()
    return guesses(gazetteer, form, states)


def _meant(segments: list[_Segment], gazetteer: Gazetteer) -> list[_Segment]:
    """The segments with their states: those written short or with a slip of the pen, and “Méx.” after a state."""
    if len(segments) < 2:
        return segments
    out = []
    for at, s in enumerate(segments):
        others = [o for i, o in enumerate(segments) if i != at]
        if at > 1 and fold(s.typed) == "mex" and any(o.states and "15" not in o.states for o in others):
            s = replace(s, states=frozenset(), weak_state=False, country=True)
        elif not (s.states or s.country or s.foreign or s.namesake or any(o.states for o in others)):
            s = _with_state(gazetteer, s)
        out.append(s)
    return out


def _with_state(gazetteer: Gazetteer, segment: _Segment) -> _Segment:
    """The segment as the state that it means by a short form or a slip; as it is where it means anything else."""
    if not segment.forms or any(gazetteer.named(f for f, _ in segment.forms).values()):
        return segment
    shorter = _segment(gazetteer, segment.typed.rpartition(" ")[0])
    if shorter.states and canon(segment.typed.split()[-1]) in {"mex", "mexico", "mx"}:
        return replace(segment, states=shorter.states)
    if key := short_state(gazetteer, segment.typed):
        return replace(segment, states=frozenset({key}))
    form = segment.forms[-1][0]
    key = near_state(gazetteer, form)
    return replace(segment, states=frozenset({key}), unsure=True) if key else segment


def _match(gazetteer: Gazetteer, text: str) -> Match:
    """The name as it stands."""
    segments = [_segment(gazetteer, part) for part in _parts(text)]
    segments = _meant(_merged(gazetteer, [s for s in segments if s.forms]), gazetteer)
    if not segments:
        return NOTHING
    whole = _whole(gazetteer, segments)
    if whole:
        return whole
    if any(s.foreign and not _is_in_mexico(gazetteer, s, segments) for s in segments[1:]):
        return NOTHING
    if len(segments) == 1 and (segments[0].country or fold(segments[0].typed) == "mex"):
        return Match(None, None, 0.0, ("15", "09"))
    rest = [s for i, s in enumerate(segments) if not (s.country and (i or len(segments) > 1))]
    if not rest:
        return NOTHING
    if len(rest) == 1:
        rest = _split(gazetteer, rest[0])
    if len(rest) == 2 and len(rest[0].states) == 1 and rest[0].states == rest[1].states:
        rest[0] = _twice(gazetteer, rest[0])
    if len(rest) == len(segments) == 1 and not rest[0].typed.rstrip(" .").lower().endswith((" mexico", " méxico")):
        abroad = _abroad(gazetteer, rest[0])
        if abroad:
            return abroad
    readings = [r for r in (_read(gazetteer, rest, i) for i in range(len(rest))) if r]
    if any(r.sure and len(r.keys[0]) == 5 for r in readings):
        readings = [r for r in readings if not (r.sure and len(r.keys[0]) == 2)]
    # where a state is said, nothing of another state is sure: not even two towns that bear both names in one municipality
    said = frozenset(k for s in rest if not s.weak_state for k in s.states) if len(rest) > 1 else frozenset()
    sure = [r for r in readings if r.sure and (not said or r.keys[0][:2] in said)]
    keys = {r.keys[0] for r in sure}
    if len(keys) == 1:
        best = max(sure, key=lambda r: r.sure)
        slip = any(s.unsure for s in rest)
        if _INITIAL.search(text) and all(r.tier == NEAR for r in sure):
            return Match(None, None, 0.0, best.keys)  # “Santa Ana A.” is not Santa Ana with a letter too many
        found = _answer(gazetteer, best.keys[0], min(best.sure, 0.75) if slip else best.sure)
        if _is_unexplained(text, found.name or ""):
            return Match(None, None, 0.0, best.keys)
        return replace(found, alike=slip or all(r.tier == NEAR for r in sure))
    if len(keys) > 1 and sure[0].tier <= USUAL and all(r.tier > USUAL for r in sure[1:]):
        return _answer(gazetteer, sure[0].keys[0], min(sure[0].sure, 0.85))
    asked = (*_named_whole(gazetteer, rest), *(k for r in readings for k in r.keys))
    return Match(None, None, 0.0, tuple(dict.fromkeys(asked)))


def _named_whole(gazetteer: Gazetteer, segments: Sequence[_Segment]) -> list[str]:
    """Municipalities whose official name is all that was typed, commas apart (`Juárez, Hidalgo` may be Juárez Hidalgo)."""
    name = " ".join(s.forms[0][0] for s in segments)
    return [r.ref for r in gazetteer.named([name]).get(name, ()) if r.kind == "m"] if len(segments) > 1 else []


def _is_unexplained(text: str, name: str) -> bool:
    """Whether an initial that could be read as a link (“Santa Ana Y.”, “E. de Morelos”) is of no word of the name."""
    typed = set(fold(text).split())
    return any(
        not any(w.startswith(fold(m[1])) and w not in typed for w in fold(name).split())
        for m in _LINK_INITIAL.finditer(text)
    )


def _twice(gazetteer: Gazetteer, segment: _Segment) -> _Segment:
    """A state's short form beside itself is its city: `Pue., Pue.`"""
    state = gazetteer.state(next(iter(segment.states)))
    return _segment(gazetteer, state.usual) if state and len(segment.typed) <= 7 else segment


def _is_in_mexico(gazetteer: Gazetteer, segment: _Segment, segments: Sequence[_Segment]) -> bool:
    """A country's name beside a state of Mexico where a municipality or a town bears it (`N. L., China`)."""
    states = frozenset(k for s in segments if s is not segment for k in s.states)
    return segment.namesake and bool(states) and bool(_exact_keys(gazetteer, segment, states))


def _abroad(gazetteer: Gazetteer, segment: _Segment) -> Match | None:
    """A bare name that a much larger city of another country bears too (Córdoba, Santiago): no key, only candidates.

    A state of Mexico that no municipality is named like is that state (Sonora, Nuevo León).
    """
    form = segment.forms[0][0].removesuffix(" city")  # `Santiago City` is no more of Mexico than Santiago
    refs = [r for r in gazetteer.named([form]).get(form, ()) if r.kind in "matbp"]
    own = max((r.weight for r in refs if r.kind in "ma"), default=0)
    town = max((r.weight for r in refs if r.kind == "t"), default=0)
    least = max(own * 3, 20_000) if own else max(town // 2, 5_000)
    rivals = [int(r.ref) for r in refs if r.kind == "p" and r.weight >= least]
    if not any((p := gazetteer.place(id)) and p.country != "MX" for id in rivals):
        return None
    reading = _name(gazetteer, segment, None)
    if reading and reading.sure and len(reading.keys[0]) == 2:
        return None
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
        if form.endswith(" city"):
            forms.append((f"ciudad {trimmed}", "municipal"))  # `Juarez City` is Ciudad Juárez
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
    if (forms[0].startswith("ciudad ") and len(words) == 2) or (
        words[-1][-1:] != "." and short_names(gazetteer, segment.typed)
    ):
        return [segment]
    for size in (3, 2):  # “Estado de México” is no country
        tail = _segment(gazetteer, " ".join(words[-size:]))
        if len(words) > size and tail.states == {"15"}:
            return [_segment(gazetteer, " ".join(words[:-size])), tail]
    if len(words) > 2 and fold(words[-1]) == "mex":
        shorter = _split(gazetteer, _segment(gazetteer, " ".join(words[:-1])))
        if len(shorter) == 2:
            return shorter
    if len(words) > 2 and canon(words[-1]) in _COUNTRY:
        return _split(gazetteer, _segment(gazetteer, " ".join(words[:-1])))
    if len(words) == 2 and canon(words[-1]) in _COUNTRY:
        return [_segment(gazetteer, words[0])]
    for size in range(min(6, len(words) - 1), 0, -1):
        tail = _segment(gazetteer, " ".join(words[-size:]))
        if tail.states and not tail.weak_state:
            return [_segment(gazetteer, " ".join(words[:-size])), tail]
    for size in range(min(5, len(words) - 1), 0, -1):
        tail = _with_state(gazetteer, _segment(gazetteer, " ".join(words[-size:])))
        name = _segment(gazetteer, " ".join(words[:-size]))
        if tail.states and (not tail.unsure or _is_known(gazetteer, name, tail.states)):
            return [name, tail]
    head = _segment(gazetteer, words[0])
    if len(words) > 1 and head.states and (len(words[0]) <= 5 or words[0].endswith(".")):
        return [_segment(gazetteer, " ".join(words[1:])), head]
    return [segment]


def _is_known(gazetteer: Gazetteer, segment: _Segment, states: frozenset[str]) -> bool:
    heard = [n for form, _ in segment.forms for n in alike(gazetteer, form)]
    found = gazetteer.named(heard).values()
    return bool(_exact_keys(gazetteer, segment, states)) or any(
        r.ref[:2] in states for rs in found for r in rs if r.kind in "mat"
    )


def _read(gazetteer: Gazetteer, segments: Sequence[_Segment], at: int) -> Reading | None:
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
        # `Chihuahua, Guerrero`: the first may be the municipality as well as the second, and neither lies in the other's State
        either = name.states and segments[0].namesake and segments[0].states != name.states
        reading = replace(reading, sure=0.0 if either else min(reading.sure, 0.92))
    return reading


def _agree(one: Reading | None, other: Reading | None) -> Reading | None:
    if not (one and other):
        return one or other
    if one.sure and other.sure and one.keys == other.keys:
        return one
    if one.sure and not other.sure and one.tier <= USUAL:
        return one
    return Reading(tuple(dict.fromkeys(one.keys + other.keys)), one.tier, 0.0)


def _inside(
    gazetteer: Gazetteer, name: _Segment, holders: Sequence[_Segment], states: frozenset[str] | None
) -> Reading | None:
    """A town named together with its municipality: only what lies in both."""
    keys = _exact_keys(gazetteer, name, states)
    for holder in holders:
        keys = [k for k in keys if k in _exact_keys(gazetteer, holder, states)]
    keys = list(dict.fromkeys(keys))
    if not keys:
        return None
    return Reading(tuple(keys), TOWN, 0.93 if len(keys) == 1 else 0.0)


def _exact_keys(gazetteer: Gazetteer, segment: _Segment, states: frozenset[str] | None) -> list[str]:
    known = gazetteer.named(f for f, _ in segment.forms)
    return [
        r.ref
        for form, _ in segment.forms
        for r in known.get(form, ())
        if r.kind in "mat" and (states is None or r.ref[:2] in states)
    ]


def _name(gazetteer: Gazetteer, segment: _Segment, states: frozenset[str] | None) -> Reading | None:
    """What one name may mean, within the states given. None where nothing bears it or comes near."""
    known = gazetteer.named(f for f, _ in segment.forms)
    for form, cue in segment.forms:
        if cue == "community" and states is None:
            continue
        reading = exact(gazetteer, form, cue, known.get(form, []), states)
        if reading:
            return reading
    if states is not None and segment.states & states:
        only = sorted(segment.states & states)
        return Reading(tuple(only), USUAL, 0.9 if len(only) == 1 else 0.0)
    elsewhere = [r for found in known.values() for r in found if r.kind in "mat"]
    if elsewhere:  # the name exists, only not in the state that was typed with it
        best = sorted(elsewhere, key=lambda r: ("mat".index(r.kind), -r.weight, r.ref))
        meant = near(gazetteer, segment.forms[-1][0], states)
        return Reading(tuple(dict.fromkeys([*(meant.keys if meant else ()), *(r.ref for r in best)]))[:12], TOWN, 0.0)
    if segment.community and states is None:
        return None
    if segment.states:
        return None
    if states is None and any(r.kind in "pc" for found in known.values() for r in found):
        return None  # a place of another country bears exactly this name: no guess
    for form, cue in segment.forms:
        if cue != "state":
            reading = short(gazetteer, form, states)
            if reading:
                return reading
    if states is not None and is_acronym(segment.typed):
        initials = one_of(gazetteer, acronym_names(gazetteer, segment.typed), states, 0.0)
        return replace(initials, sure=0.0) if initials else None
    sure = 0.85 if states is not None else 0.78
    reading = one_of(gazetteer, short_names(gazetteer, segment.typed), states, sure)
    if reading:
        return reading
    named = [form for form, cue in reversed(segment.forms) if cue not in {"state", "community"}]
    for form in named:
        reading = near(gazetteer, form, states)
        if reading:
            return reading
    for form in named:
        reading = one_of(gazetteer, alike(gazetteer, form), states, sure - 0.05)
        if reading:
            return replace(reading, tier=NEAR)
        if form.startswith("ciudad "):
            name = form.removeprefix("ciudad ")
            city = exact(gazetteer, name, "municipal", gazetteer.named([name]).get(name, ()), states)
            if city:
                return replace(city, sure=min(city.sure, 0.8) if city.tier == OFFICIAL else 0.0)
    return None
