"""The brief of a text nobody has a case for: its parties as somebody wrote them, `Ensenada, Baja California, MX`."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from hermanar.kernel.content import BlockKind
from hermanar.kernel.errors import SaidInBoth
from hermanar.kernel.text import fold, normalise

from .brief import Brief, PartyRef, Side
from .gazetteer import Gazetteer
from .kinds import KINDS, kind_by_title
from .regions import in_both, names_of_region
from .sources import Source
from .toponyms import canon

_US = (
    "Estados Unidos de América",
    "United States of America",
    "Estados Unidos",
    "United States",
    "EUA",
    "EE. UU.",
    "USA",
)
_MX = ("México", "Mexico", "Estados Unidos Mexicanos", "United Mexican States", "República Mexicana")
_STATE_PARTY = re.compile(
    r"(?i)^(?:el\s+)?(?:gobierno\s+del\s+)?(?:estado\s+(?:libre\s+y\s+soberano\s+)?de|state\s+of)\s+"
)
_STYLED = re.compile(
    r"(?i)^(?:la\s+|el\s+|the\s+)?(?:h\.\s+)?(?:municipio|ciudad|ayuntamiento|municipality|city|town)\s+(?:de|of)\s+(?!m[eé]xico\b)"
)
# where the ministry sits: letters go to it and agreements are filed there
_ALWAYS = ("Secretaría de Relaciones Exteriores", "Ciudad de México", "Mexico City")


# countries of whose regions every name is known
_KNOWN_REGIONS = ("US", "CA")

# what is filled in when a paper is issued
LATE = ("signing_place", "signing_date", "place", "date", "folio")


class UnknownParty(SaidInBoth, ValueError):
    """What was written names no party. `es` and `en` say why."""


@dataclass(frozen=True)
class Parties:
    """`localities`: what was given as a party but is a locality of one."""

    refs: tuple[PartyRef, ...]
    localities: tuple[str, ...] = ()


def parties_of(text: str, gazetteer: Gazetteer) -> Parties:
    """The parties of `place, state or region, country; …`; the country is MX where it is left out. Raises UnknownParty."""
    given = [part.strip() for part in normalise(text).split(";") if re.search(r"[^\W_]", part)]
    if not given:
        raise UnknownParty("no se dio ninguna Parte", "no party was given")
    if len(given) > 12:
        raise UnknownParty("son demasiadas Partes", "too many parties")
    refs, localities = [], []
    for i, one in enumerate(given):
        side = Side.OURS if i == 0 else Side.THEIRS
        ref, locality, is_known, several = _party(one, side, gazetteer)
        refs.append(replace(ref, is_listed=is_known, several=several))
        localities += [locality] if locality else []
    return Parties(tuple(refs), tuple(localities))


def _party(one: str, side: Side, gazetteer: Gazetteer) -> tuple[PartyRef, str, bool, tuple[str, ...]]:
    parts = [p.strip() for p in one.split(",") if p.strip()]
    country = "MX"
    if len(parts) > 1:
        iso = _country(parts[-1], gazetteer)
        if iso:
            country = iso
            parts = parts[:-1]
        elif len(parts) > 2:
            raise UnknownParty(f"“{parts[-1]}” no es un país", f"“{parts[-1]}” is not a country")
    typed, region = parts[0], ", ".join(parts[1:])
    name = _STYLED.sub("", typed).strip() or typed
    if country == "MX":
        return _mexican(name, region, side, gazetteer)
    names, subdivisions = [name], [region] if region else []
    several: tuple[str, ...] = ()
    found = gazetteer.find_places(name, country, region or None) if region else gazetteer.find_places(name, country)
    if not found and region and country not in _KNOWN_REGIONS:
        # a region may be called otherwise in the catalogue: “Castilla y León” is there in another language
        found = gazetteer.find_places(name, country)[:1]
        subdivisions += [found[0].admin1] if found else []
    elif found:
        subdivisions.append(found[0].admin1)
    if found:
        names.append(found[0].name)
        others = tuple(dict.fromkeys(p.admin1 for p in found if p.admin1))
        several = others[:6] if len(others) > 1 and not region else ()
    wider = tuple(dict.fromkeys(n for s in subdivisions if s for n in names_of_region(s, country)))
    ref = PartyRef(
        side, tuple(dict.fromkeys(names)), "", wider, country, country_names(country, gazetteer),
        regions=in_both(subdivisions[0], country) if subdivisions else {},
        point=(found[0].lat, found[0].lon) if found else None, people=found[0].population if found else 0,
    )  # fmt: skip
    return ref, "", bool(found), several


def _mexican(name: str, region: str, side: Side, gazetteer: Gazetteer) -> tuple[PartyRef, str, bool, tuple[str, ...]]:
    state_key = _state(region, gazetteer) if region else ""
    if region and not state_key:
        raise UnknownParty(f"“{region}” no es un estado de México", f"“{region}” is not a state of Mexico")
    as_state = _STATE_PARTY.match(name)
    bare = _STATE_PARTY.sub("", name).strip()
    if as_state or (not region and canon(bare) and _state(bare, gazetteer) and not _keys(bare, "", gazetteer, "m")):
        key = _state(bare, gazetteer)
        if key:
            state = gazetteer.state(key)
            assert state is not None
            names = tuple(dict.fromkeys((state.usual, state.official)))
            return PartyRef(side, names, key, (), "MX", _MX), "", True, ()
    locality = ""
    keys = _keys(name, state_key, gazetteer, "m") or _keys(name, state_key, gazetteer, "a")
    if not keys:
        towns = _keys(name, state_key, gazetteer, "tb")
        if towns:
            municipality = gazetteer.municipality(towns[0])
            # the seat lends its name to the municipality; another town is a locality
            seat = gazetteer.towns(towns[0])
            if not (seat and municipality and canon(seat[0].name) == canon(name)):
                locality = name
            keys = towns[:1]
    if not keys:
        subdivisions = _subdivisions(state_key, gazetteer)
        known = bool(gazetteer.find_places(name, "MX"))
        if known:
            return PartyRef(side, (name,), "", subdivisions, "MX", _MX), name, True, ()
        return PartyRef(side, (name,), "", subdivisions, "MX", _MX), "", False, ()
    several: tuple[str, ...] = ()
    states = list(dict.fromkeys(k[:2] for k in keys))
    if not state_key and len(states) > 1:
        several = tuple(s.usual for key in states if (s := gazetteer.state(key)))[:6]
    municipality = gazetteer.municipality(keys[0])
    assert municipality is not None
    known_as = [name, municipality.name]
    if locality or canon(name) == canon(municipality.name):
        known_as = [municipality.name]
    ref = PartyRef(
        side,
        tuple(dict.fromkeys(known_as)),
        municipality.key,
        # nobody said which of them: none of their states is wrong
        tuple(
            n for state in (states if several else [municipality.state_key]) for n in _subdivisions(state, gazetteer)
        ),
        "MX",
        _MX,
        has_homonym=len({k[:2] for k in _keys(municipality.name, "", gazetteer, "m")}) > 1,
        point=(municipality.lat, municipality.lon)
        if municipality.lat is not None and municipality.lon is not None
        else None,
    )
    return ref, locality, True, several


def _keys(name: str, state: str, gazetteer: Gazetteer, kinds: str) -> list[str]:
    rows = gazetteer.named([canon(name)]).get(canon(name), [])
    rows = sorted((r for r in rows if r.kind in kinds), key=lambda r: (-r.weight, r.ref))
    return list(dict.fromkeys(r.ref for r in rows if r.ref.startswith(state)))


def _state(name: str, gazetteer: Gazetteer) -> str:
    wanted = fold(_STATE_PARTY.sub("", name))
    for state in gazetteer.states():
        if wanted in {fold(state.usual), fold(state.official), fold(state.abbreviation), fold(state.iso_3166_2)}:
            return state.key
    return next((r.ref for r in gazetteer.named([canon(name)]).get(canon(name), []) if r.kind == "s"), "")


def _subdivisions(key: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    state = gazetteer.state(key)
    return tuple(dict.fromkeys((state.usual, state.official, state.abbreviation))) if state else ()


def _country(name: str, gazetteer: Gazetteer) -> str:
    if re.fullmatch(r"[A-Za-z]{2}", name) and gazetteer.country(name):
        return name.upper()
    if fold(name) in {fold(n) for n in _US}:
        return "US"
    if fold(name) in {fold(n) for n in _MX}:
        return "MX"
    return next((c.iso2 for c in gazetteer.countries() if fold(name) in (fold(c.name_es), fold(c.name_en))), "")


def country_names(iso2: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """What a country is called in a paper, Spanish first, English second."""
    if iso2 == "US":
        return _US
    if iso2 == "MX":
        return _MX
    country = gazetteer.country(iso2)
    return (country.name_es, country.name_en) if country else ()


def brief_of(
    source: Source,
    parties: Parties,
    *,
    kind: str = "",
    final: bool = False,
    on: dt.date,
) -> Brief:
    """The brief of a file: what its parties and its kind say, and no more."""
    domestic = len(parties.refs) > 1 and all(p.country == "MX" for p in parties.refs)
    paired = source.content.meta.get("pairing") != "none"
    return Brief(
        kind=KINDS[kind] if kind in KINDS else _kind_of(source),
        domestic=domestic,
        parties=parties.refs,
        on=on,
        also_allowed=_ALWAYS,
        beneficiaries=parties.localities,
        languages=source.content.languages if paired else source.content.languages[:1],
        late_slots=LATE,
        paper=kind,
        final=final,
        noise=source.noise,
    )


def _kind_of(source: Source) -> str:
    blocks = source.content.blocks
    heads = [b for b in blocks[:8] if b.kind in (BlockKind.TITLE, BlockKind.SUBJECT, BlockKind.REFERENCE)]
    signs = any(b.kind is BlockKind.SIGNATURE for b in blocks) and any(b.group == "closing" for b in blocks)
    return kind_by_title(
        [line for b in heads for words in b.text.values() for line in words.split("\n")], is_signed=signs
    )


def for_source(brief: Brief, source: Source) -> Brief:
    """A case's brief for a file that came from outside: how noisy it is, and no more."""
    return replace(brief, noise=source.noise)
