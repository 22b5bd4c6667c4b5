"""Names that are near a misspelt one: by the letters that differ, by their sound, by the words they share."""

import re
from collections.abc import Iterable

from hermanar.kernel.text import fold

from .gazetteer import Gazetteer
from .toponyms import Bearer

LINKS = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "of", "the"})
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ch", "#"),
        (r"h", ""),
        (r"ll", "y"),
        (r"(.)\1", r"\1"),
        (r"qu(?=[ei])", "k"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[ei])|x", "j"),
        (r"c(?=[ei])|z", "s"),
        (r"[cq]", "k"),
        (r"v", "b"),
        (r"n(?=[bp])", "m"),
        (r"y\b", "i"),
    )
]
RARE = 8  # municipalities whose name has a word that still tells something
MOST = 6  # guesses


def strip_links(form: str) -> str:
    return " ".join(w for w in form.split() if w not in LINKS)


def slips(typed: str, name: str) -> int:
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
        bare, bones = strip_links(typed).split(), strip_links(name).split()
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


def slips_allowed(form: str) -> int:
    return 1 if len(form) < 9 else 2 if len(form) < 18 else 3


def near_names(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> list[tuple[int, str]]:
    """(slips, name) of the names within a slip of the pen, the nearest first; empty where none is near enough."""
    from rapidfuzz import fuzz, process

    allowed = slips_allowed(form)
    names, ordered = gazetteer.names_as_long(len(form), allowed + 1, states)
    # what `token_sort_ratio` compares, with the words of the names put in order once and not at every look
    scored = process.extract(" ".join(sorted(form.split())), ordered, scorer=fuzz.ratio, score_cutoff=78, limit=40)
    compact = process.extract(form.replace(" ", ""), names, scorer=fuzz.ratio, score_cutoff=85, limit=20)
    found = sorted({(slips(form, names[at]), names[at]) for *_, at in [*scored, *compact]})
    found = [(d, n) for d, n in found if d <= allowed + 1]
    return found if found and found[0][0] <= allowed else []


def near_state(gazetteer: Gazetteer, form: str) -> str:
    """The key of the one state whose name differs by a slip of the pen or only in its writing; "" where none does."""
    if len(form) < 6:
        return ""
    found = set()
    for state in gazetteer.states():
        for name in {fold(state.usual), fold(state.official)}:
            if sound(form) == sound(name) or slips(form, name) <= min(slips_allowed(form), 2):
                found.add(state.key)
    return found.pop() if len(found) == 1 else ""


def sound(form: str) -> str:
    """How a Spanish speaker of Mexico hears it: `zapopan` and `sapopan` are one, `allende` and `ayende` too."""
    for pattern, heard in _SOUNDS:
        form = pattern.sub(heard, form)
    return form


def alike(gazetteer: Gazetteer, form: str) -> list[str]:
    """The names that sound the same."""
    return _by_sound(gazetteer).get(sound(form), [])


def guesses(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> tuple[str, ...]:
    """Municipalities somebody may have meant by a name that nothing bears, the likeliest first: several letters wrong, or
    a telling word in common. Nothing but a question to ask: never a key."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(form) < (8 if states is None else 5):
        return ()
    heard = sound(form)
    index = _by_sound(gazetteer)
    most = min(4, max(2, len(heard) // 4) if states is not None else len(heard) // 4)
    told = process.extract(heard, list(index), scorer=OSA.distance, score_cutoff=most, limit=40)
    bearers = _bearers(gazetteer)
    ranked = []
    for other, apart, _at in told:
        for name in index[other]:
            kept = [b for b in bearers[name] if (b.kind != "t" if states is None else b.key[:2] in states)]
            ranked += [(apart, *_rank(b)) for b in kept]
    if ranked:
        nearest = min(ranked)[0]
        ranked = [row for row in ranked if row[0] <= nearest + 1]
    shared = _sharing(gazetteer, form, states)
    return tuple(dict.fromkeys([*(row[-1] for row in sorted(ranked)), *shared]))[:MOST]


def _rank(bearer: Bearer) -> tuple[int, int, str]:
    return ("mat".index(bearer.kind), -bearer.weight, bearer.key)


def _sharing(gazetteer: Gazetteer, form: str, states: frozenset[str] | None) -> list[str]:
    """Official names with the most words in common, where one of these words is rare."""
    words = [w for w in dict.fromkeys(form.split()) if w not in LINKS and len(w) > 3]
    rows: dict[str, tuple[int, Bearer]] = {}
    for word in words:
        bearers = gazetteer.official_with(word, states)
        if len(word) < 5 or not 0 < len({b.key for b in bearers}) <= RARE:
            continue
        for bearer in bearers:
            rows[bearer.key] = (sum(w in bearer.name.split() for w in words), bearer)
    most = max((n for n, _ in rows.values()), default=0)
    if 2 * most < len(words):
        return []
    kept: Iterable[Bearer] = (b for n, b in rows.values() if n == most)
    return [b.key for b in sorted(kept, key=_rank)]


def _by_sound(gazetteer: Gazetteer) -> dict[str, list[str]]:
    found: dict[str, list[str]] | None = gazetteer.indexes.get("sound")
    if found is None:
        found = {}
        for name in _bearers(gazetteer):
            found.setdefault(sound(name), []).append(name)
        gazetteer.indexes["sound"] = found
    return found


def _bearers(gazetteer: Gazetteer) -> dict[str, list[Bearer]]:
    found: dict[str, list[Bearer]] | None = gazetteer.indexes.get("bearers")
    if found is None:
        found = {}
        for bearer in gazetteer.municipal_names:
            found.setdefault(bearer.name, []).append(bearer)
        gazetteer.indexes["bearers"] = found
    return found
