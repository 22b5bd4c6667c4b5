"""V, continued: the sea, a border or an airport of a Party by where it lies (V01, V02, V05), however the sentence says it."""

import re

from ..brief import PartyRef
from ..nearness import has_no_airport
from ..reading import Passage, Reading, Rules, found, says
from .plausibility import has_no_coast, is_inside as _is_inside

_HAS_AIRPORT = re.compile(
    r"(?i)\b(?:tiene|cuenta\s+con|dispone\s+de|posee|es\s+sede\s+de|sede\s+de|alberga|ofrece|has|boasts|offers|is\s+home\s+to|is\s+served\s+by)\s+(?:su\s+propio\s+|un\s+|el\s+|an?\s+|its\s+own\s+)?(?:(?:moderno|gran|modern|large)\s+)?"
    r"(?P<w>aeropuerto\s+internacional|international\s+airport)|(?P<x>aeropuerto\s+internacional)\s+de\s+(?=[A-ZÁÉÍÓÚÑ])|(?P<y>[Ii]nternational\s+[Aa]irport)\s+(?:of|in)\s+(?=[A-Z])"
)
_NOT = re.compile(r"(?i)\b(?:no|sin|ni|tampoco|carece|not|without|no\s+longer)\b[^.;]{0,30}$")


def airports_by_place(r: Reading) -> Rules:
    """V05: “cuenta con un aeropuerto internacional”, of a town far from all of them, or of a small one abroad."""
    without = [p for p in r.brief.parties if has_no_airport(p)]
    if not without:
        return
    for passage in r.passages:
        low = passage.low
        for m in _HAS_AIRPORT.finditer(passage.text) if "internacional" in low or "international" in low else ():
            group = m.lastgroup or "w"
            about = _whose(r, passage, m.start(), m.end() if group != "w" else -1)
            if about in without and not _NOT.search(passage.text[: m.start()]):
                yield found(
                    "V05", passage, *m.span(group),
                    says(f"No se conoce un aeropuerto internacional en “{about.names[0]}”.", f"No international airport is known in “{about.names[0]}”."),
                    confidence=0.7,
                )  # fmt: skip


def _whose(r: Reading, passage: Passage, start: int, at: int) -> PartyRef | None:
    """Who the sentence speaks of there: the Party named right after, else the last before it in the sentence."""
    named = r.party_mentions(passage)
    if at >= 0:
        return next((m.party for m in named if m.start == at), None)
    since = max((a for a, _ in passage.sentences if a <= start), default=0)
    return next((m.party for m in reversed(named) if since <= m.start < start), None)


_SEA = re.compile(
    r"(?i)\b(?P<w>salida\s+al\s+mar|terminal(?:es)?\s+(?:de\s+cruceros|mar[íi]tima?s?)|puertos?\s+(?:mar[íi]timos?|de\s+(?:altura|cabotaje|cruceros)|pesqueros?)|aduana\s+mar[íi]tima|recinto\s+portuario|zona\s+portuaria|vocaci[óo]n\s+(?:portuaria|mar[íi]tima|pesquera)|"
    r"condici[óo]n\s+de\s+puertos?(?:\s+mar[íi]timos?)?|muelles?\s+(?:de\s+cruceros|pesquero)|astilleros?|flota\s+(?:pesquera|atunera|camaronera)|pesca\s+de\s+altura|costeros|costeras|portuari[oa]s|frente\s+(?:al\s+mar|mar[íi]timo)|brisa\s+del\s+mar|"
    r"access\s+to\s+the\s+sea|cruise\s+(?:terminal|ship\s+terminal|port)|seaports?|port\s+cit(?:y|ies)|coastal\s+(?:cit(?:y|ies)|towns?|communit(?:y|ies))|shipyards?|fishing\s+fleet|oceanfront|waterfront\s+on\s+the\s+(?:sea|ocean))\b"
)
_BOTH = re.compile(
    r"(?i)\b(?:ambos|ambas|both|los\s+dos|las\s+dos|nuestros|nuestras|our|comparten|share|nos\s+une|son|are|dos|two)\b"
)
_SIGNS = (
    "mar",
    "crucero",
    "puert",
    "portuari",
    "coster",
    "muelle",
    "astiller",
    "flota",
    "altura",
    "sea",
    "cruise",
    "port",
    "coast",
    "shipyard",
    "fleet",
    "ocean",
)


def seas_of_each(r: Reading) -> Rules:
    """V01: “ambos municipios son costeros”, “terminal de cruceros”, “salida al mar”: said of a Party far from the sea."""
    inland = [p for p in r.brief.parties if has_no_coast(p)]
    if not inland:
        return
    for passage in r.passages:
        low = passage.low
        for m in _SEA.finditer(passage.text) if any(s in low for s in _SIGNS) else ():
            at, words = next((a, w) for a, w in reversed(passage.sentences) if a <= m.start())
            before = passage.text[at : m.start()]
            if _NOT.search(before) or re.match(
                r"(?i)[^.;]{0,25}\b(?:cercan|vecin|m[áa]s\s+pr[óo]xim|near|a\s+\d)", passage.text[m.end() :]
            ):
                continue
            named = [x for x in r.party_mentions(passage) if at <= x.start < at + len(words)]
            own = [x for x in named if x.end <= m.start()]
            after = next((x for x in named if x.start >= m.end() and x.start - m.end() <= _OF), None)
            if after is not None and re.fullmatch(
                r"(?i)\s+(?:de|del|of|in|en)\s+(?:la\s+ciudad\s+de\s+|the\s+city\s+of\s+)?",
                passage.text[m.end() : after.start],
            ):
                about = [after.party]
            elif len({x.party for x in own}) > 1 and re.search(
                r"(?i)\s(?:y|e|and)\s", passage.text[own[0].end : own[-1].start]
            ):
                about = [x.party for x in own]
            elif own:
                about = [own[-1].party]
            elif named or _BOTH.search(words):
                about = [x.party for x in named] or list(r.brief.parties)
            else:
                continue
            each = len(set(about)) > 1 and _BOTH.search(words) is not None
            wrong = [p for p in about if p in inland]
            if wrong and (each or len(wrong) == len(about)):
                yield found(
                    "V01", passage, *m.span("w"),
                    says(f"“{wrong[0].names[0]}” no tiene mar.", f"“{wrong[0].names[0]}” has no sea."), confidence=0.8,
                )  # fmt: skip


_OF = 24
_NEIGHBOUR = re.compile(
    r"(?i)\b(?P<w>(?:colindan?|limitan?|lindan?|hacen?\s+frontera|borders?|bordering)\s+(?:al\s+(?:norte|sur|este|oeste|oriente|poniente)\s+)?(?:con\s+|on\s+|with\s+)?)(?:los\s+|the\s+|el\s+)?(?P<c>Estados\s+Unidos(?!\s+Mexicanos)|United\s+States|EE\.?\s?UU\.?|Guatemala|Belice|Belize|M[ée]xico(?=[,.;]|\s+y\b)|Canad[áa])\b|"
    r"\b(?P<z>(?:en\s+la\s+|de\s+la\s+|la\s+)?(?:frontera\s+(?:norte|sur|com[úu]n|compartida)|franja\s+fronteriza|zona\s+fronteriza|regi[óo]n\s+fronteriza)|nuestra\s+frontera(?:\s+com[úu]n)?|(?:dos|ambos|los|nuestros)\s+(?:dos\s+)?municipios\s+fronterizos|"
    r"(?:common|shared|northern|southern)\s+border|border\s+(?:region|area|communit(?:y|ies)|municipalit(?:y|ies)))\b"
)
_MX_US, _GUATEMALA, _BELIZE = (
    frozenset("02 08 05 19 26 28".split()),
    frozenset("07 27 04".split()),
    frozenset("23 04".split()),
)


def borders_of_each(r: Reading) -> Rules:
    """V02: “colinda con Guatemala”, “en la franja fronteriza”, “nuestra frontera común”, of Parties that touch none."""
    for passage in r.passages:
        low = passage.low
        for m in (
            _NEIGHBOUR.finditer(passage.text)
            if any(s in low for s in ("front", "border", "colind", "limita c", "limita a", "limitan", " linda"))
            else ()
        ):
            at, words = next((a, w) for a, w in reversed(passage.sentences) if a <= m.start())
            named = [x.party for x in r.party_mentions(passage) if at <= x.start < at + len(words)]
            before = [x.party for x in r.party_mentions(passage) if at <= x.start < m.start()]
            about = before[-1:] if m["w"] else named or list(r.brief.parties)
            if (
                not about
                or _NOT.search(passage.text[at : m.start()])
                or re.match(r"(?i)[^.;]{0,30}\b(?:cercan|a\s+\d|\d+\s+(?:km|mil))", passage.text[m.end() :])
            ):
                continue
            if m["w"] and not all(p.country == "MX" and p.key and p.key[:2] not in _touching(m["c"]) for p in about):
                continue
            if m["z"] and not all(_is_inside(p) for p in about):
                continue
            group = "w" if m["w"] else "z"
            end = m.end("c") if m["w"] else m.end("z")
            yield found(
                "V02", passage, m.start(group), end,
                says(f"“{about[0].names[0]}” no está en una frontera.", f"“{about[0].names[0]}” is not on a border."), confidence=0.8,
            )  # fmt: skip


def _touching(country: str) -> frozenset[str]:
    low = country.lower()
    return (
        _GUATEMALA
        if low.startswith("guat")
        else _BELIZE
        if low.startswith("beli")
        else frozenset()
        if low.startswith("can")
        else _MX_US
    )


RULES = (seas_of_each, borders_of_each, airports_by_place)
