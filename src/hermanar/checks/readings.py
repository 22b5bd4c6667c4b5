"""What a canonical name may mean among the municipalities of Mexico: exactly, by a short form, by a slip of the pen."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .gazetteer import Gazetteer
from .likeness import LINKS, near_names, strip_links
from .toponyms import Named, canon

_BEFORE_NAME = frozenset({"san", "santa", "santo", "santiago", "heroica", "villa", "ciudad", "heroico"})
OFFICIAL, USUAL, TOWN, SHORT, NEAR = 1, 2, 3, 4, 5
NEAR_KEPT = 256  # names of which it is kept what comes near them


@dataclass(frozen=True)
class Reading:
    """What a name may mean: the keys, how they were found (lower is better), how sure."""

    keys: tuple[str, ...]
    tier: int
    sure: float  # 0 where the keys are only candidates


def exact(
    gazetteer: Gazetteer, form: str, cue: str, refs: Iterable[Named], states: frozenset[str] | None
) -> Reading | None:
    """What bears exactly this name."""
    refs = [r for r in refs if r.kind in "matbs"]
    if cue == "state":
        keys = tuple(sorted(r.ref for r in refs if r.kind == "s"))
        return Reading(keys, OFFICIAL, 0.98) if len(keys) == 1 else None
    inside = [r for r in refs if r.kind != "s" and (states is None or r.ref[:2] in states)]
    official = sorted((r for r in inside if r.kind == "m"), key=lambda r: (-r.weight, r.ref))
    usual = sorted((r for r in inside if r.kind == "a"), key=lambda r: (-r.weight, r.ref))
    towns = sorted((r for r in inside if r.kind == "t"), key=lambda r: (-r.weight, r.ref))
    state = [r.ref for r in refs if r.kind == "s"] if states is None and cue == "" else []
    known = ordered([*official, *usual])
    if state:
        large = [r.ref for r in towns if r.weight >= 50_000 and r.ref[:2] in state]
        if not (official or usual or large):
            return Reading((state[0],), OFFICIAL, 0.95) if len(state) == 1 else Reading(tuple(state), OFFICIAL, 0.0)
        return Reading(tuple(dict.fromkeys([*known, *large, *state])), OFFICIAL, 0.0)
    if states is not None and len(official) == 1:
        longer = longer_names(gazetteer, form, official[0], states)
        return Reading((official[0].ref,), OFFICIAL, 0.75 if longer else 1.0)
    if len(known) == 1:
        first = [*official, *usual][0]
        share = 2 if official else 5  # how many times smaller a town may be and still be meant
        rivals = [
            t.ref for t in towns if t.ref != first.ref and t.weight >= 10_000 and t.weight * share >= first.weight
        ]
        rivals += longer_names(gazetteer, form, first, states)
        if rivals:
            return Reading(tuple(dict.fromkeys([*known, *rivals])), OFFICIAL, 0.0)
        return Reading((first.ref,), OFFICIAL if official else USUAL, 0.98 if official else 0.95)
    if known:
        return Reading(tuple(dict.fromkeys([*known, *ordered(towns)[:8]])), OFFICIAL, 0.0)
    if towns:
        return town_of(gazetteer, form, towns, states)
    other = ordered(r for r in inside if r.kind == "b")
    if other:
        sure = len(other) == 1 and (states is not None or not _namesakes(gazetteer, form, other[0]))
        return Reading(tuple(other), TOWN, 0.8 if sure else 0.0)
    return None


def _namesakes(gazetteer: Gazetteer, form: str, key: str) -> bool:
    """Whether this other spelling of a town is as well part of another municipality's name or a place abroad."""
    part = any(
        b.kind == "m" and b.key != key and (b.name.startswith(form + " ") or b.name.endswith(" " + form))
        for b in gazetteer.municipal_names
    )
    places = (p for p in gazetteer.find_places(form) if canon(p.name) == form)
    return part or any(p.country != "MX" and p.population >= 5_000 for p in places)


def longer_names(gazetteer: Gazetteer, form: str, own: Named, states: frozenset[str] | None) -> list[str]:
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


def ordered(refs: Iterable[Named]) -> list[str]:
    return list(dict.fromkeys(r.ref for r in refs))


def town_of(gazetteer: Gazetteer, form: str, towns: Sequence[Named], states: frozenset[str] | None) -> Reading:
    """The municipality of a town, if no other town of that name comes near it in size."""
    first, rest = towns[0], max((t.weight for t in towns[1:] if t.ref != towns[0].ref), default=0)
    keys = tuple(ordered(towns)[:12])
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
    if sure:
        return Reading(keys[:1], TOWN, sure)
    longer = longer_names(gazetteer, form, first, states)
    return Reading(tuple(dict.fromkeys([*longer, *keys]))[:12], TOWN, 0.0)


def short(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> Reading | None:
    """The one official name of which this is a short form (`Tepatitlán`, `Huatulco`) or that differs in articles."""
    words, bare = form.split(), strip_links(form)
    if len(bare) < 5:
        return None
    same, part = [], []
    for name, _kind, key, _ in gazetteer.official_with(bare.split()[0], states):
        if strip_links(name) == bare:
            same.append(key)
        elif name.startswith(form + " "):
            after = name[len(form) + 1 :].split()[0]
            if after in {"de", "del"} or len(words) > 1 or states is not None:
                part.append(key)
        elif name.endswith(" " + form):
            before = name[: -len(form) - 1].split()
            if before[0] in _BEFORE_NAME and before[-1] not in LINKS:
                part.append(key)
    keys = tuple(dict.fromkeys(same or part))
    if not keys:
        return None
    sure = (0.95 if same else 0.9) if states is not None else (0.9 if same else 0.85)
    return Reading(keys[:12], SHORT, sure if len(keys) == 1 else 0.0)


def near(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> Reading | None:
    """The one name that differs by a slip of the pen, if no other comes near it."""
    if len(form) < 6:
        return None
    asked = (form, states)
    if asked not in gazetteer.near:
        if len(gazetteer.near) >= NEAR_KEPT:
            gazetteer.near.clear()
        gazetteer.near[asked] = _look_near(gazetteer, form, states)
    found: Reading | None = gazetteer.near[asked]
    return found


def _look_near(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> Reading | None:
    slips = near_names(gazetteer, form, states)
    if not slips:
        return None
    known = gazetteer.named(n for _, n in slips)
    best, name = slips[0]
    reading = exact(gazetteer, name, "", known[name], states)
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
        return Reading(tuple(dict.fromkeys([*reading.keys, *sorted(others)]))[:12], NEAR, 0.0)
    if reading.tier > USUAL and states is None and max(r.weight for r in known[name] if r.kind in "mat") < 50_000:
        return Reading(reading.keys, NEAR, 0.0)
    return Reading(reading.keys, NEAR, (0.86 if states is not None else 0.78) - 0.06 * best)


def one_of(gazetteer: Gazetteer, names: Sequence[str], states: frozenset[str] | None, sure: float) -> Reading | None:
    """What these names may mean: one thing, as sure as that at most, or candidates, the likeliest first."""
    known = gazetteer.named(names)
    refs = [r for n in names for r in known.get(n, ()) if r.kind in "mat" and (states is None or r.ref[:2] in states)]
    if not refs:
        return None
    refs.sort(key=lambda r: ("mat".index(r.kind), -r.weight, r.ref))
    keys = tuple(dict.fromkeys(r.ref for r in refs))
    readings = [r for n in names if n in known and (r := exact(gazetteer, n, "municipal", known[n], states))]
    if len({r.keys for r in readings}) == 1 and readings[0].sure and len(readings[0].keys) == 1:
        small = readings[0].tier > USUAL and states is None  # a town that nobody placed
        return Reading(readings[0].keys, SHORT, 0.0 if small else min(sure, readings[0].sure))
    return Reading(keys[:12], SHORT, 0.0)
