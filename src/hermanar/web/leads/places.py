"""Which place a typed name means: abroad by the world's places, here by the gazetteer and the directory."""

from dataclasses import dataclass
from typing import Any

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import match
from hermanar.checks.regions import is_region
from hermanar.checks.toponyms import canon
from hermanar.directory.queries import (
    list_holders,
    list_municipalities,
    list_states,
    search_municipalities,
)
from hermanar.kernel.text import fold

from ..world import world_places


@dataclass(frozen=True)
class Found:
    """`one`: the place that is meant, where there is no doubt; `several`: those it may be.

    `alike`: nothing bears the name; `several` only look like it, and even a single one is a question.
    """

    one: Any = None
    several: tuple = ()
    is_community: bool = False
    alike: bool = False


def abroad(text: str, country: str = "") -> Found:
    """A city of the world. Two that bear exactly that name are a doubt, and so are names that only look like it."""
    name, _comma, region = text.partition(",")
    wanted, part = fold(name), fold(region)
    rows = world_places(name, country or None, limit=12)
    exact = [p for p in rows if p.folded == wanted]
    if part:
        narrowed = [
            p
            for p in exact
            if part in {fold(p.country.name_es), fold(p.country.name_en)}
            or is_region(p.subdivision, p.country_id, part)
        ]
        exact = narrowed or exact
    if len(exact) == 1:
        return Found(exact[0], tuple(rows))
    return Found(None, tuple(exact or rows), alike=not exact)


def here(text: str) -> Found:
    """A municipality of Mexico, or the one a community belongs to (then `is_community`).

    A community too small for any list is known by what follows its name: `San José de Otates, Manuel Doblado, Gto.`
    """
    found = _named(text)
    rest = text.partition(",")[2].strip()
    if found.one or found.several or not rest or _is_state(rest):
        return found
    within = _named(rest)
    return Found(within.one, within.several, True, within.alike) if within.one or within.several else found


def _is_state(text: str) -> bool:
    return any(fold(text) in {fold(s.name), fold(s.abbreviation), fold(s.official_name)} for s in list_states())


def _named(text: str) -> Found:
    wanted = fold(text.partition(",")[0])
    if not wanted:
        return Found()
    key, candidates, bearers = _by_gazetteer(text)
    if key is not None:
        known = list_municipalities([key])
        if known:
            return Found(known[0], (), known[0].folded != wanted)
    rows = search_municipalities(text, limit=8)
    if "," not in text or not rows:  # without a state, whatever bears the name may be meant
        rows += [m for m in list_municipalities(candidates) if m not in rows]
    exact = [m for m in rows if m.folded == wanted]
    rivals = {k for k in candidates if k in bearers and ("," not in text or k[:2] in {m.state_id for m in rows})}
    if len(exact) == 1 and not rivals - {exact[0].pk}:
        return Found(exact[0], tuple(rows))
    towns = {m.pk for m in list_holders(text)}
    holders = [m for m in rows if m.pk in towns]
    if "," in text and not exact and len(holders) == 1 and not rivals - towns:
        return Found(holders[0], (), True)
    borne = any(m.pk in towns or m.pk in bearers for m in rows)
    return Found(None, tuple(rows), borne and not exact, alike=not (exact or borne))


def _by_gazetteer(text: str) -> tuple[str | None, tuple[str, ...], set[str]]:
    """The key that the name means without doubt, those it may mean, those that bear it or have a town that does."""
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError:  # the directory answers alone
        return None, (), set()
    name = canon(text.partition(",")[0])
    with gazetteer:
        found = match(gazetteer, text)
        bearers = {r.ref for r in gazetteer.named([name]).get(name, ()) if r.kind in "matb"}
    # two digits are a state: it is no municipality
    key = found.key if found.key and len(found.key) == 5 and not found.alike else None
    return key, tuple(k for k in found.candidates if len(k) == 5), bearers
