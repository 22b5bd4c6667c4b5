"""V, continued: a sea told of a Party in passing that has none or lies on another (V01), a border between two that are far from each
other, an ocean between two on one mainland (V02)."""

import re

from hermanar.kernel.text import fold

from ..brief import PartyRef
from ..nearness import distance, is_by_the_sea, is_no_harbour, is_on_the_mainland
from ..reading import Passage, Reading, Rules, found, says
from .plausibility import has_no_coast

_SEA = r"(?:mar(?:\s+(?:Caribe|de\s+Cort[ée]s))?|oc[ée]ano(?:\s+(?:Pac[íi]fico|Atl[áa]ntico))?|Pac[íi]fico|golfo(?:\s+de\s+(?:M[ée]xico|California))?|Caribe|Atl[áa]ntico|sea|ocean|Pacific(?:\s+Ocean)?|Gulf(?:\s+of\s+(?:Mexico|California))?|Caribbean(?:\s+Sea)?|Atlantic(?:\s+Ocean)?)"
_ON = re.compile(
    r"(?i)\b(?P<w>(?:en\s+la\s+costa|en\s+el\s+litoral|a\s+(?:la\s+orilla|orillas)|frente|junto|puertos?(?:\s+mar[íi]timos?)?|dan?|mira\w*|asomad\w+|bañad[oa]s?\s+por|con\s+(?:salida|acceso)(?:\s+direct[oa])?|with\s+(?:direct\s+)?access|"
    r"on\s+the\s+(?:coast|shores?)|(?:is|are)\s+(?:an?\s+)?(?:ports?|seaports?)|ports?|faces?|facing|looks?|by|beside|on)\s+"
    rf"(?:(?:al?|del?|en|of|to|on|onto|out\s+to)\s+)?(?:(?:el|la|las\s+aguas\s+del?|the)\s+)?(?P<sea>{_SEA}))\b(?!\s+(?:interior|de\s+gente|of\s+people))"
)
_SIGNS = ("al mar", "el mar", "del mar", "océano", "oceano", "pacífico", "pacifico", "golfo", "caribe", "atlántico", "the sea", "to sea", "ocean", "pacific", "gulf", "caribbean", "atlantic")  # fmt: skip
_ALL = re.compile(
    r"(?i)\b(?:amb[oa]s|nuestr[oa]s\s+(?:dos\s+)?(?:ciudades|municipios)|las\s+dos\s+ciudades|los\s+dos\s+municipios|both|our\s+(?:two\s+)?cities|the\s+two\s+cities)\b"
)
_PACIFIC, _GULF, _CARIBBEAN, _ATLANTIC, _CORTES = "pacific", "gulf", "caribbean", "atlantic", "cortes"
# INEGI keys of the States with a coast, and the seas that they are on
_OF_STATE = {
    **dict.fromkeys(("18", "14", "06", "16", "12", "20", "07"), frozenset((_PACIFIC,))), **dict.fromkeys(("02", "03", "25", "26"), frozenset((_PACIFIC, _CORTES))),
    **dict.fromkeys(("28", "30", "27", "04"), frozenset((_GULF, _ATLANTIC))), **dict.fromkeys(("31", "23"), frozenset((_GULF, _ATLANTIC, _CARIBBEAN))),
}  # fmt: skip
_OF_US = {
    **dict.fromkeys(("california", "oregon", "washington", "hawaii", "alaska"), frozenset((_PACIFIC,))),
    **dict.fromkeys(("texas", "louisiana", "mississippi", "alabama"), frozenset((_GULF,))), "florida": frozenset((_GULF, _ATLANTIC)),
    **dict.fromkeys(("georgia", "south carolina", "north carolina", "virginia", "maryland", "delaware", "new jersey", "new york", "connecticut", "rhode island", "massachusetts", "new hampshire", "maine"), frozenset((_ATLANTIC,))),
}  # fmt: skip


def _seas_of(party: PartyRef) -> frozenset[str]:
    """None where it is not known."""
    if party.country == "MX":
        return _OF_STATE.get(party.key[:2], frozenset())
    if party.country == "US":
        return next((_OF_US[fold(s)] for s in party.subdivisions if fold(s) in _OF_US), frozenset())
    return frozenset()


def _named_sea(words: str) -> str:
    low = fold(words)
    if "cortes" in low or "california" in low:
        return _CORTES
    return next(
        (sea for sign, sea in (("pacif", _PACIFIC), ("golfo", _GULF), ("gulf", _GULF), ("carib", _CARIBBEAN), ("atlant", _ATLANTIC)) if sign in low),
        "",
    )  # fmt: skip


def _about(r: Reading, p: Passage, start: int, end: int) -> tuple[list[PartyRef], bool]:
    """Whom that place is told of, and whether of all of them: the Party named last before it in its sentence."""
    at, words = next((a, w) for a, w in reversed(p.sentences) if a <= start)
    before = [m for m in r.party_mentions(p) if at <= m.start and m.end <= start]
    together = list(_ALL.finditer(words[: start - at]))
    if together and (not before or before[-1].start < at + together[-1].start()):
        return list(r.brief.parties), True
    # “la primera da al mar y la otra no”: which of them is not said by its name
    if before and _ONE_OF_THEM.search(p.text[before[-1].end : start]):
        return [], False
    if before:
        return [m.party for m in before if (m.start, m.end) == (before[-1].start, before[-1].end)], False
    after = [m for m in r.party_mentions(p) if end <= m.start < at + len(words)]
    return [m.party for m in after[:1]], False


_ONE_OF_THEM = re.compile(
    r"(?i)\b(?:primer[oa]?|segund[oa]|otr[oa]|una|aqu[ée]lla?|former|latter|other|first|second)\b"
)
# “a tres horas del mar”, “rumbo al Pacífico”: not there
_ELSEWHERE = re.compile(
    r"(?i)(?:\b(?:horas?|minutos|kil[óo]metros|km|camino|rumbo|lejos|cerca|hours?|minutes|miles|way|far|no|ni|sin|not|nor)\b[^.;]{0,40}|\b(?:estado|state|puerto|port)\s+[^.;,]{0,30},\s+)$"
)


def seas_in_passing(r: Reading) -> Rules:
    """V01: “León, en la costa del Pacífico”, “Mazatlán tiene puerto en el Golfo de México”, “ambas ciudades dan al mar Caribe”."""
    signs = r.said_of(_SIGNS)
    for p in r.saying(signs):
        for m in _ON.finditer(p.text):
            if m["sea"][0].islower() and m["sea"].lower() in ("pacific", "pacífico", "pacifico"):
                continue
            if _ELSEWHERE.search(p.text[max(0, m.start() - 50) : m.start()]):
                continue
            about, together = _about(r, p, m.start(), m.end())
            if not about:
                continue
            dry = [x for x in about if has_no_coast(x)]
            sea = _named_sea(m["sea"])
            other = [x for x in about if sea and (seas := _seas_of(x)) and sea not in seas]
            wrong = (dry and (together or len(dry) == len(about)) and dry) or (
                other and (together or len(other) == len(about)) and other
            )
            if wrong:
                name = wrong[0].names[0]
                told = says(f"“{name}” no tiene mar.", f"“{name}” has no sea.") if wrong is dry else says(f"“{name}” no da a ese mar.", f"“{name}” does not lie on that sea.")  # fmt: skip
                yield found("V01", p, *m.span("w"), told, confidence=0.85)


_OURS = re.compile(
    r"(?i)\b(?P<w>nuestr[oa]s\s+(?:litorales|costas|playas|puertos)|(?:amb[oa]s|nuestr[oa]s\s+dos)\s+(?:ciudades|municipios)\s+(?:son\s+|somos\s+)?(?:portuari[oa]s|coster[oa]s|puertos)|both\s+(?:of\s+)?(?:our\s+)?(?:two\s+)?cities\s+are\s+(?:ports|seaports|coastal)|(?:our|the\s+two|two)\s+(?:two\s+)?(?:coastal|port|seaport|seaside|harbou?r|oceanfront)\s+(?:cities|towns|communities|municipalities)|(?<=\bcomo )(?:dos\s+)?(?:poblaciones|ciudades|municipios|comunidades|pueblos)\s+(?:coster[oa]s|portuari[oa]s|mar[íi]tim[oa]s|de\s+mar|de\s+playa)|(?<!such )(?<=\bas )(?:two\s+)?(?:coastal|port|seaport|seaside)\s+(?:cities|towns|communities))\b"
)


_SUCH = (
    "dos p",
    "dos c",
    "dos m",
    "poblaciones",
    "ciudades",
    "municipios",
    "comunidades",
    "pueblos",
    "two",
    "coastal",
    "port",
    "seaport",
    "seaside",
)
_SHARED = re.compile(
    r"(?i)\b(?:l[ao]s\s+une|nos\s+une|un(?:en|idas|idos)\b|compart\w+|las\s+partes|amb[oa]s|nuestr[oa]s|nosotr[oa]s|both|our|us|we|shared?|the\s+(?:parties|participants)|between\s+the)\b[^.;]{0,120}$"
)


def shores_of_both(r: Reading) -> Rules:
    """V01: “nuestros litorales”, “our two coastal cities” where one of them has none."""
    low = r.low
    if not any(s in low for s in ("litorales", "costas", "playas", "puertos", "portuari", "costero", "costera", "are ports", "are seaports", "coastal", "port cities", "seaside", "seaport", "harbo", "oceanfront", "marítim", "de mar", "de playa")):  # fmt: skip
        return
    if not (dry := [x for x in r.brief.parties if has_no_coast(x)]):
        return
    for p in r.passages:
        for m in _OURS.finditer(p.text):
            of_us = m["w"].lower().startswith(("nuestros l", "nuestras c", "nuestras p", "nuestros p"))
            if of_us and not has_no_coast(r.brief.parties[0]):
                continue
            # “como poblaciones costeras”, of what the two share, and not of a third
            if m["w"].lower().startswith(_SUCH) and not _SHARED.search(p.text[max(0, m.start() - 140) : m.start()]):
                continue
            yield found("V01", p, *m.span("w"), says(f"“{dry[0].names[0]}” no tiene mar.", f"“{dry[0].names[0]}” has no sea."), confidence=0.8)  # fmt: skip


_NO_SEA = re.compile(
    r"(?i)\b(?P<w>sin\s+(?:litoral|salida\s+al\s+mar|playas|mar)|lejos\s+del\s+mar|landlocked|far\s+from\s+the\s+(?:sea|coast)|(?:with(?:out|\s+no)|no)\s+(?:access\s+to\s+the\s+sea|coast(?:line)?))\b"
)


def seas_denied_abroad(r: Reading) -> Rules:
    """V01: “San Diego, ciudad sin salida al mar”."""
    if not any(
        r.says(s)
        for s in ("sin litoral", "al mar", "sin mar", "sin playas", "del mar", "landlocked", "the sea", "coast")
    ):
        return
    if not any(is_by_the_sea(x) for x in r.brief.parties):
        return
    for p in r.passages:
        for m in _NO_SEA.finditer(p.text):
            about, together = _about(r, p, m.start(), m.end())
            if about and not together and all(is_by_the_sea(x) for x in about):
                name = about[0].names[0]
                yield found(
                    "V01",
                    p,
                    *m.span("w"),
                    says(f"“{name}” está junto al mar.", f"“{name}” lies on the sea."),
                    confidence=0.85,
                )


_BORDER = re.compile(
    r"(?i)\b(?P<w>(?:compart\w+|tienen|shares?|have|sharing)\s+(?:(?:una|la|a|the|an?)\s+)?(?:(?:misma|same|common|land)\s+){0,2}(?:frontera(?:\s+(?:terrestre|com[úu]n))?|l[íi]mites(?:\s+territoriales)?|(?:land\s+|common\s+)?(?:border|boundary))|son\s+(?:municipios\s+)?colindantes|colindan\s+entre\s+s[íi])(?!\s+(?:con|with)\s+(?:los\s+)?(?:Estados|United|M[ée]xico|Guatemala|Belice|Canad))"
)
_OCEAN = re.compile(
    r"(?i)\b(?P<w>(?:separad[oa]s|separan|separa|separated|divided)\s+(?:por\s+|by\s+)?(?:el|un|los|the|an)\s+(?:oc[ée]ano|mar|ocean|sea)|(?:un|el|an|the)\s+(?:oc[ée]ano|ocean)\s+(?:nos\s+separa|separates\s+us))\b"
)
_APART = 80


def borders_and_oceans(r: Reading) -> Rules:
    """V02: “our cities share a land border” of two that are far apart; “separadas por el océano” of two on one mainland."""
    low = r.low
    border = any(s in low for s in ("frontera", "límites", "border", "boundary", "colinda"))
    ocean = any(s in low for s in ("océano", "oceano", "ocean", "separad"))
    if not (border or ocean) or len(r.brief.parties) != 2:
        return
    one, two = r.brief.parties
    far = distance(one, two)
    for p in r.passages:
        for m in _BORDER.finditer(p.text) if border and far is not None and far > _APART else ():
            named = {x.party for x in r.party_mentions(p)}
            if _ALL.search(p.text) or len(named) > 1:
                yield found("V02", p, *m.span("w"), says(f"Las dos están a unos {far:.0f} kilómetros.", f"They lie some {far:.0f} kilometers apart."), confidence=0.85)  # fmt: skip
        for m in _OCEAN.finditer(p.text) if ocean and is_on_the_mainland(one) and is_on_the_mainland(two) else ():
            yield found("V02", p, *m.span("w"), says("Las dos están en tierra firme de un mismo continente.", "Both lie on the mainland of one continent."), confidence=0.8)  # fmt: skip


_HARBOUR = re.compile(r"(?i)\b(?P<w>puertos?\s+(?:mar[íi]timos?|de\s+altura)|seaports?)\b")


def harbours_inland(r: Reading) -> Rules:
    """V01: “Bakersfield tiene puerto marítimo”, of a town two hours from the sea."""
    if not any(r.says(s) for s in ("puerto marítimo", "puerto maritimo", "puertos mar", "de altura", "seaport")):
        return
    for p in r.passages:
        for m in _HARBOUR.finditer(p.text):
            about, _together = _about(r, p, m.start(), m.end())
            if (
                about
                and all(is_no_harbour(x) and not has_no_coast(x) for x in about)
                and not _ELSEWHERE.search(p.text[max(0, m.start() - 50) : m.start()])
            ):
                name = about[0].names[0]
                yield found("V01", p, *m.span("w"), says(f"“{name}” no está junto al mar.", f"“{name}” does not lie on the sea."), confidence=0.8)  # fmt: skip


RULES = (harbours_inland, seas_in_passing, shores_of_both, seas_denied_abroad, borders_and_oceans)
