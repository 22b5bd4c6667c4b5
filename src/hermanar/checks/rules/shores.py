"""V, continued: a Party on the sea that is said to have none (V01), a border with a country it does not touch (V02), one
paragraph of figures that are all round (V03)."""

import re

from ..brief import PartyRef
from ..reading import Passage, Reading, Rules, found, says
from .plausibility import has_no_coast

_NO_SEA = re.compile(
    r"(?i)\b(?P<w>sin\s+(?:litoral|costas?|(?:salida|acceso)(?:\s+direct[oa])?\s+al\s+(?:mar|oc[ée]ano)|playas|mar)|mediterr[áa]ne[oa]\s+y\s+sin\s+costa|landlocked|with\s+no\s+(?:coast(?:line)?|access\s+to\s+the\s+sea)|without\s+(?:a\s+)?(?:coast(?:line)?|access\s+to\s+the\s+sea))\b"
)
_SIGNS_OF_SEA = ("litoral", "costa", "al mar", "sin mar", "playas", "landlocked", "coast", "the sea")
# municipalities that are known to lie on the sea: the others of a state with a coast may lie inside though no list has them [K]
_ALL_SHORE = frozenset({"03"})
_SHORE_NAMES = re.compile(r"(?i)\b(?:puerto|playas?|bah[íi]a|isla|costa|cabos?)\b")
_PORTS = frozenset({"02001", "02004", "02005", "25012", "30193", "06007", "12001", "18020", "14067", "23001", "23005", "04002", "04003", "26029", "28009", "20079", "20324", "16052", "31059", "30039"})  # fmt: skip


# “A y B son ciudades sin salida al mar”: said of one as of the other
_ARE = re.compile(r"(?i)\b(?:son|are|somos)\s+(?:[^\W\d_]+\s+){0,3}$")


def _is_on_the_sea(party: PartyRef) -> bool:
    if party.country != "MX" or has_no_coast(party):
        return False
    return party.key in _PORTS or party.key[:2] in _ALL_SHORE or any(_SHORE_NAMES.search(n) for n in party.names)


def _of_sentence(r: Reading, passage: Passage, at: int) -> set[PartyRef]:
    start, words = next((a, w) for a, w in reversed(passage.sentences) if a <= at)
    named = [m for m in r.party_mentions(passage) if start <= m.start < start + len(words)]
    before = [m for m in named if m.end <= at]
    return {before[-1].party} if before else {m.party for m in named}


def seas_denied(r: Reading) -> Rules:
    """V01: “Ensenada es un municipio sin litoral”."""
    signs = [sign for sign in _SIGNS_OF_SEA if r.says(sign)]
    for passage in r.saying(signs):
        for m in _NO_SEA.finditer(passage.text):
            about = _of_sentence(r, passage, m.start())
            together = {x.party for x in r.party_mentions(passage) if x.end <= m.start()} if _ARE.search(passage.text[max(0, m.start() - 40) : m.start()]) else set()  # fmt: skip
            shore = [p for p in (together if len(together) > 1 else about) if _is_on_the_sea(p)]
            if shore and (len(together) > 1 or len(shore) == len(about)):
                name = shore[0].names[0]
                yield found(
                    "V01", passage, *m.span("w"),
                    says(f"“{name}” está junto al mar.", f"“{name}” lies on the sea."), confidence=0.85,
                )  # fmt: skip


# “puerto del Pacífico” after the name of a Party: it is told that the Party is one
_PORT_OF_SEA = re.compile(
    r"(?:\s*+,)?\s*+(?:(?:es|son|is)\s+)?(?:un\s+|el\s+|a\s+|an\s+|the\s+)?(?:(?:gran|importante|hermoso|principal|major|important)\s+)?(?P<w>puerto|ciudad\s+costera|municipio\s+costero|port|seaport|coastal\s+city)\s+(?:del|de\s+la|en\s+el|on\s+the|of\s+the)\s+"
    r"(?P<sea>Pac[íi]fico|Golfo|Caribe|mar|costa|Atl[áa]ntico|Pacific|Gulf|Caribbean|Atlantic|sea)\b",
    re.IGNORECASE,
)


def ports_of_the_ocean(r: Reading) -> Rules:
    """V01: “Oaxaca de Juárez, puerto del Pacífico”."""
    for passage in r.passages:
        for mention in r.party_mentions(passage):
            m = _PORT_OF_SEA.match(passage.text, mention.end)
            if m and has_no_coast(mention.party):
                name = mention.party.names[0]
                yield found(
                    "V01", passage, m.start("w"), m.end("sea"),
                    says(f"“{name}” no tiene mar.", f"“{name}” has no sea."), confidence=0.85,
                )  # fmt: skip


_FRONTIER = re.compile(
    r"(?i)\b(?P<w>(?:comparten?\s+|tienen?\s+|colindan?\s+|hacen\s+|en\s+la\s+|shares?\s+(?:a\s+)?)?(?:frontera|border|l[íi]mite\s+internacional)\s+(?:con|with))\s+(?:los\s+|the\s+|el\s+)?(?P<c>Estados\s+Unidos|United\s+States|EUA|EE\.?\s?UU\.?|Guatemala|Belice|Belize|M[ée]xico|Mexico|Canad[áa]|Canada)\b"
)
_TOUCH = {
    "unit": {"02", "08", "05", "19", "26", "28"}, "esta": {"02", "08", "05", "19", "26", "28"}, "eua": {"02", "08", "05", "19", "26", "28"}, "ee": {"02", "08", "05", "19", "26", "28"},
    "guat": {"07", "27", "04"}, "beli": {"23", "04"},
}  # fmt: skip


def frontiers(r: Reading) -> Rules:
    """V02: “Oaxaca de Juárez comparte frontera con Guatemala”."""
    for passage in r.passages:
        low = passage.low
        for m in _FRONTIER.finditer(passage.text) if "front" in low or "border" in low or "límite" in low else ():
            about = _of_sentence(r, passage, m.start())
            touch = next((v for k, v in _TOUCH.items() if m["c"].lower().startswith(k)), None)
            if about and touch and all(p.country == "MX" and p.key and p.key[:2] not in touch for p in about):
                name = next(iter(about)).names[0]
                yield found(
                    "V02", passage, *m.span("w"),
                    says(f"El estado de “{name}” no toca ese país.", f"The state of “{name}” does not touch that country."),
                    confidence=0.85,
                )  # fmt: skip


_MONEY = re.compile(r"(?:\$|USD|MXN|EUR)\s*$")
# what is priced or budgeted is round for a reason
_PRICED = re.compile(
    r"(?i)\b(?:pesos|d[óo]lares|dollars|cuestan?|costos?|tarifas?|precios?|presupuesto|costs?|fares?|prices?|budget)\b|\btotal\s*:"
)
_MOST_ROUND, _LEAST, _LARGE = 4, 50, 1000


def round_paragraphs(r: Reading) -> Rules:
    """V03: “Beneficiarios: 1,000. Visitantes: 5,000. Derrama: 100,000. Asistentes: 2,000.”"""
    if r.brief.kind not in ("study", "report"):
        return
    for p in r.passages:
        counts = [
            n for n in p.entities.numbers
            if n.kind == "count" and n.figures is not None and not (1900 <= n.value <= 2100 and "," not in p.text[n.start : n.end])
        ]  # fmt: skip
        if (
            len(counts) >= _MOST_ROUND and all(n.value >= _LEAST and n.value % _LEAST == 0 for n in counts)
            and sum(n.value >= _LARGE for n in counts) > 1
            and not _PRICED.search(p.text)
            and sum(not _MONEY.search(p.text[: n.start][-6:]) for n in counts) > len(counts) / 2
        ):  # fmt: skip
            n = counts[0]
            yield found(
                "V03", p, n.start, n.end,
                says(f"Las {len(counts)} cifras del párrafo son redondas: ¿se contaron?", f"All {len(counts)} figures of the paragraph are round: were they counted?"),
                also=[p.span(x.start, x.end) for x in counts[1:]], confidence=0.5,
            )  # fmt: skip


RULES = (seas_denied, ports_of_the_ocean, frontiers, round_paragraphs)
