"""V: what the profile of a Party makes unlikely. A coast far from the sea, a border inside the country, an airport that is
elsewhere, the same twice."""

import re
from functools import cache
from math import ceil
from pathlib import Path

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..brief import PartyRef, Side
from ..nearness import is_far_from_borders, is_far_inland
from ..reading import Passage, Reading, Rules, found, says
from ..regions import names_of_region

_DATA = Path(__file__).parents[1] / "data"
# INEGI keys of the states without a coast
_WITHOUT_COAST = frozenset("01 05 08 09 10 11 13 15 17 19 21 22 24 29 32".split())
# INEGI keys of the states that touch the United States, Guatemala or Belize
_ON_BORDER = frozenset("02 26 08 05 19 28 07 27 04 23".split())
# countries without a sea (ISO 3166)
_LANDLOCKED = frozenset(
    "AD AF AM AT AZ BF BI BO BT BW BY CF CH CZ ET HU KG KZ LA LI LS LU MD MK ML MN MW NE NP PY RS RW SK SM SS SZ TD TJ TM "
    "UG UZ VA XK ZM ZW".split()
)


def _named(*states: str) -> frozenset[str]:
    """Those States of the United States under every name."""
    return frozenset(fold(n) for state in states for n in names_of_region(state, "US"))


_US_WITHOUT_COAST = _named(
    "Arizona", "Arkansas", "Colorado", "Idaho", "Iowa", "Kansas", "Kentucky", "Missouri", "Montana", "Nebraska", "Nevada",
    "New Mexico", "North Dakota", "Oklahoma", "South Dakota", "Tennessee", "Utah", "Vermont", "West Virginia", "Wyoming",
)  # fmt: skip
# provinces of Canada that no sea touches: Manitoba and Ontario lie on Hudson Bay
_CA_WITHOUT_COAST = frozenset(fold(n) for name in ("Alberta", "Saskatchewan") for n in names_of_region(name, "CA"))
# states that touch Mexico or Canada, some only across their lakes
_US_ON_BORDER = _named(
    "California", "Arizona", "New Mexico", "Texas", "Washington", "Idaho", "Montana", "North Dakota", "Minnesota", "Michigan",
    "Ohio", "Pennsylvania", "New York", "Vermont", "New Hampshire", "Maine", "Alaska",
)  # fmt: skip
_COAST = re.compile(
    r"(?i)\b(?P<w>(?:nuestr[ao]s?\s+|sus?\s+|las?\s+|el\s+)?(?:ciudad\s+|puerto\s+)?(?:costeras?|costeros?|portuari[ao]s?)|playas?|litoral(?:es)?|costas?|"
    r"(?:puerto|muelles?)\s+(?:mar[íi]timos?|de\s+altura|pesqueros?|de\s+cruceros)|(?:salida|acceso)\s+(?:direct[oa]\s+|propi[oa]\s+)?al\s+(?:mar|oc[ée]ano)|seaport|harbou?r|beach(?:es)?|coastal|coastline|seaside|"
    r"(?-i:[Pp]uerto(?=\s+de\s+[A-ZÁÉÍÓÚÑ])|[Pp]ort(?=\s+of\s+[A-Z])))\b"
)
_BORDER = re.compile(
    r"(?i)\b(?P<w>ciudad\s+fronteriza|municipio\s+fronterizo|ciudades\s+fronterizas|municipios\s+fronterizos|nuestra\s+frontera|"
    r"garita\s+internacional|(?:cruce|puente)\s+(?:fronterizo|internacional)|puerto\s+fronterizo|border\s+crossing|port\s+of\s+entry|"
    r"border\s+(?:city|town|municipality|cities))\b"
)


@cache
def _keys_of(file: str) -> frozenset[str]:
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def has_no_coast(party: PartyRef) -> bool:
    """Certain only where the state, the country or the distance says so."""
    if party.country == "MX":
        return party.key[:2] in _WITHOUT_COAST or party.key in _keys_of("inland.txt")
    if party.country == "US":
        return bool({fold(s) for s in party.subdivisions} & _US_WITHOUT_COAST) or is_far_inland(party)
    if party.country == "CA":
        return bool({fold(s) for s in party.subdivisions} & _CA_WITHOUT_COAST)
    return party.country in _LANDLOCKED


def is_inside(party: PartyRef) -> bool:
    """In a state that touches no other country, or far from its border."""
    if party.country == "US":
        if is_far_from_borders(party):
            return True
        return bool(party.subdivisions) and not {fold(s) for s in party.subdivisions} & _US_ON_BORDER
    return party.country == "MX" and bool(party.key) and party.key[:2] not in _ON_BORDER


_STOP = re.compile(r"\.(?= )|;(?= )|\n")


def _spoken_of(r: Reading, passage: Passage, start: int, end: int) -> list[PartyRef]:
    """Whom the sentence around that place is about: the parties it names, else all of them."""
    text = passage.text
    mentions = r.party_mentions(passage)
    # the initial in a Party's name ends no sentence
    stops = [s.start() for s in _STOP.finditer(text) if not any(m.start < s.start() < m.end for m in mentions)]
    left = max((i for i in stops if i < start), default=-1) + 1
    right = min((i for i in stops if i >= end), default=len(text))
    named = [m for m in mentions if left <= m.start < right]
    # “Oaxaca de Juárez cuenta con un puerto y Ensenada con otro”: whose it is stands right before it
    whose = next((m for m in reversed(named) if m.end <= start and _HAS.match(text[m.end : start])), None)
    if whose is not None:
        return [whose.party]
    # “el litoral de Oaxaca de Juárez”, “the seaport of Whitewater”
    whose = next((m for m in named if m.start >= end and _OF.fullmatch(text[end : m.start])), None)
    if whose is not None:
        return [whose.party]
    # “nuestro municipio, que dispone de muelle”, in a letter: whoever signs it
    if r.brief.kind == "letter" and _OUR_ONE.search(text[left:start]) and not any(m.end <= start for m in named):
        signed = {m.party for p in r.passages if p.block.kind is BlockKind.SIGNATURE for m in r.party_mentions(p)}
        if len(signed) == 1:
            return list(signed)
    if named:
        return [m.party for m in named]
    # “Sus playas reciben …”, after a sentence that speaks of one: it is still about that one
    before = [m.party for m in r.party_mentions(passage) if m.end <= left]
    if before and len({p.names for p in before}) == 1 and _STILL.match(text[left:]):
        return before[-1:]
    return list(r.brief.parties)


# “playas a dos horas”, “the beaches two hours away”, “un estado costero”, “carece de playas”
_NOT_HERE = re.compile(
    r"(?i)[^.;]{0,30}?(?:\ba\s+(?:\w+\s+){1,2}(?:horas?|minutos|kil[óo]metros|km)\b|\b(?:hours?|minutes|miles|kilomet(?:er|re)s|km)\s+(?:away|from)|"
    r"\bcercan[oa]s?|\bvecin[oa]s?|\bnearby)|\s+(?:del?\s+(?:estado|pa[íi]s|pac[íi]fico|golfo|caribe)|of\s+the\s+state)\b"
)
_NOT_SAID = re.compile(
    r"(?i)\b(?:estados?|states?|pa[íi]s|country)\s+$|\b(?:sin|carec\w+|no\s+(?:tiene|hay|cuenta)|lacks?|without|no|nearest|m[áa]s\s+cercan\w+)\b[^.;,]{0,40}$"
)
_OF = re.compile(r"(?i)\s+(?:de|del|of)\s+(?:(?:la|the)\s+)?(?:(?:ciudad|municipio|city|municipality)\s+(?:de|of)\s+)?")
_OUR_ONE = re.compile(r"(?i)\b(?:nuestr[oa]\s+(?:municipio|ciudad|puerto)|our\s+(?:city|town|municipality))\b")
_STILL = re.compile(r"(?i)\s*(?:sus?|its?|es|tiene|cuenta|posee|has|it)\b")
_HAS = re.compile(
    r"(?i)\s*(?:,\s*)?(?:(?:con|with)\s*|(?:es|is|,)\s*(?:una?\s+|an?\s+|the\s+)?(?:(?:hermosa|importante|ciudad|municipio|beautiful|historic|city|town)\s+){0,2}|"
    r"(?:(?:tambi[ée]n\s+)?(?:cuenta\s+con|tiene|posee|dispone\s+de|ofrece|presume|has|offers|boasts|enjoys))\b[^.;:]{0,45})$"
)


# states on the Great Lakes: beaches and harbours, and no sea
_US_ON_LAKES = _named("Wisconsin", "Illinois", "Indiana", "Michigan", "Minnesota", "Ohio")
_SEA = re.compile(
    r"(?i)\b(?P<w>playas?\s+de\s+mar|(?:litoral|costas?|playas?)\s+(?:mar[íi]tim[oa]s?|del?\s+(?:mar|oc[ée]ano|pac[íi]fico|atl[áa]ntico|golfo))|"
    r"puerto\s+mar[íi]timo|seaport|seaside|ocean\s+(?:beach(?:es)?|front|coast)|oceanfront|sea\s+(?:beach(?:es)?|coast))\b"
)


_SEA_SIGNS = ("playa", "litoral", "costa", "puerto", "sea", "ocean")
_COAST_SIGNS = (
    "coster", "portuari", "playa", "litoral", "costa", "puerto", "muelle", "salida", "acceso", "sea", "harbo", "beach", "coast", "port ",
)  # fmt: skip


def coasts(r: Reading) -> Rules:
    """V01: beaches, a port, a coast of a Party that has none."""
    lakes = [p for p in r.brief.parties if p.country == "US" and {fold(s) for s in p.subdivisions} & _US_ON_LAKES]
    for passage in r.saying(_SEA_SIGNS) if lakes else ():
        for m in _SEA.finditer(passage.text):
            about = _spoken_of(r, passage, m.start(), m.end())
            if _NOT_SAID.search(passage.text[max(0, m.start() - 60) : m.start()]):
                continue
            if about and all(p in lakes or has_no_coast(p) for p in about) and not all(map(has_no_coast, about)):
                name = about[0].names[0]
                yield found(
                    "V01", passage, *m.span("w"),
                    says(f"“{name}” no tiene mar.", f"“{name}” has no sea."), confidence=0.85,
                )  # fmt: skip
    if not any(has_no_coast(p) for p in r.brief.parties):
        return
    for passage in r.saying(_COAST_SIGNS):
        for m in _COAST.finditer(passage.text):
            about = _spoken_of(r, passage, m.start(), m.end())
            if re.match(
                r"(?i)\s+(?:seco|interior|aduanero|ric|lacustres?|fluvial|artificial|del\s+lago|del?\s+r[íi]o)",
                passage.text[m.end() :],
            ) or not all(has_no_coast(p) for p in about):
                continue
            # “el puerto de Veracruz” is another's: only the one that bears a Party's name is meant
            if fold(m["w"]) in ("puerto", "port") and not any(
                x.start == m.end() + 4 for x in r.party_mentions(passage)
            ):
                continue
            if fold(m["w"]).split()[-1] in ("costa", "costas") and re.match(
                r"(?i)\s+(?:de\s+(?:los?|la)\b|rica)", passage.text[m.end() :]
            ):
                continue
            if _NOT_HERE.match(passage.text, m.end()) or _NOT_SAID.search(
                passage.text[max(0, m.start() - 60) : m.start()]
            ):
                continue
            name = about[0].names[0]
            yield found(
                "V01",
                passage,
                m.start("w"),
                m.end("w"),
                says(f"“{name}” no tiene mar.", f"“{name}” has no sea."),
                confidence=0.85,
            )


_EACH = re.compile(
    r"(?i)\b(?:son|are|ambas?|ambos|both|como)\s+(?:\w+\s+)?(?:ciudades|municipios|border)?\s*(?:fronteriz\w+|cities|towns)$"
)


# the municipality may reach the border where its city does not
_CITY = re.compile(r"(?i)ciudad|border\s+(?:city|town|cities)")


def borders(r: Reading) -> Rules:
    """V02: a border town in a state that touches no other country, or a border city far from the other side."""
    for passage in r.saying(("fronter", "garita", "puente", "cruce", "border", "port of")):
        for m in _BORDER.finditer(passage.text):
            about = [p for p in _spoken_of(r, passage, m.start(), m.end()) if p.country in ("MX", "US")]
            # “X y Z son ciudades fronterizas” is said of each
            each = _EACH.search(passage.text[: m.end()]) is not None
            about = [p for p in about if is_inside(p)] if each else about
            if about and _CITY.match(m["w"]) and all(p.key in _keys_of("far_from_border.txt") for p in about):
                name = about[0].names[0]
                yield found(
                    "V02", passage, *m.span("w"),
                    says(f"“{name}” está a más de 100 km de la frontera.", f"“{name}” is more than 100 km from the border."),
                    confidence=0.7,
                )  # fmt: skip
            elif about and all(is_inside(p) for p in about):
                yield found(
                    "V02",
                    passage,
                    m.start("w"),
                    m.end("w"),
                    says(
                        f"“{about[0].names[0]}” no está en un estado fronterizo.",
                        f"“{about[0].names[0]}” is not in a border state.",
                    ),
                    confidence=0.85,
                )


_AIRPORT = re.compile(
    r"(?i)\b(?:(?P<own>(?:nuestro|su)\s+(?:propio\s+)?aeropuerto|(?:our|its)\s+(?:own\s+)?(?:international\s+)?airport)|"
    r"(?:cuenta|contamos|dispone)\s+con\s+(?:un\s+)?(?P<has>aeropuerto)|(?:has|have)\s+an?\s+(?P<is>(?:international\s+)?airport)|"
    r"(?P<of>aeropuerto\s+(?:internacional\s+)?(?:de\s+la\s+ciudad\s+)?de)\s+(?=[A-ZÁÉÍÓÚÑ])|(?P<there>(?:international\s+)?airport\s+(?:of|in))\s+(?=[A-Z])|(?P<en>(?:international\s+)?airport)\b)"
)
# how far the profile says it is: what is farther than this is in another place
_FAR_KM, _FAR_MINUTES = 30, 45
_FAR = re.compile(
    r"(?i)(?P<n>\d+(?:[.,]\d+)?)\s*(?P<unit>km|kil[óo]metr\w*|kilomet\w*|mi\b|mill\w*|miles?|min\w*|h\b|hrs?\b|hor\w*|hours?)"
)
_NO_AIRPORT = re.compile(r"(?i)\bno\s+(?:tiene|hay|cuenta|airport)|\bsin\s+aeropuerto|\bwithout\b|\bninguno\b|\bnone\b")


def _airport_is_elsewhere(party: PartyRef) -> bool:
    """Whether the profile says that the nearest airport is not the Party's own: far, or none, and not by its name."""
    said = party.airport
    if not said or any(fold(n) in fold(said) for n in party.names):
        return False
    if _NO_AIRPORT.search(said):
        return True
    m = _FAR.search(said)
    if m is None:
        return False
    far, unit = float(m["n"].replace(",", ".")), m["unit"].lower()
    if unit.startswith("h"):
        return far >= 1
    if unit.startswith("min"):
        return far >= _FAR_MINUTES
    return far * (1.6 if unit.startswith("mi") else 1) >= _FAR_KM


def airports(r: Reading) -> Rules:
    """V05: an airport of a Party whose profile says that the nearest one is far."""
    if not any(_airport_is_elsewhere(p) for p in r.brief.parties):
        return
    for passage in r.passages:
        for m in _AIRPORT.finditer(passage.text):
            which = m.lastgroup or ""
            about = _spoken_of(r, passage, m.start(), m.end())
            if fold(m.group()).startswith(("nuestro", "our")):  # who writes is our side of the relation
                about = [p for p in r.brief.parties if p.side is Side.OURS]
            if which in {"of", "there", "en"}:  # by name: only the one that bears a Party's
                about = [
                    x.party
                    for x in r.party_mentions(passage)
                    if (x.start == m.end() if which != "en" else passage.text[x.end : m.start()] == " ")
                ]
            if not about or not all(_airport_is_elsewhere(p) for p in about):
                continue
            name, said = about[0].names[0], about[0].airport
            yield found(
                "V05",
                passage,
                m.start(which),
                m.end(which),
                says(
                    f"El perfil de “{name}” dice que su aeropuerto más cercano es otro: “{said}”.",
                    f"The profile of “{name}” says that its nearest airport is another: “{said}”.",
                ),
                confidence=0.8,
            )


def round_figures(r: Reading) -> Rules:
    """V03: in a study or a report every figure ends in zeros."""
    if r.brief.kind not in ("study", "report"):
        return
    for lang in r.content.languages:
        counts = [
            (p, n)
            for p in r.passages
            if p.lang == lang
            for n in p.entities.numbers
            if n.kind == "count" and n.figures is not None and n.value >= 20 and not (1900 <= n.value <= 2100 and "," not in p.text[n.start : n.end])
            and not re.search(r"(?i)(?:art[íi]culos?|articles?|acta|no\.|n[úu]mero)\s*$", p.text[max(0, n.start - 12) : n.start])
        ]  # fmt: skip
        # few but large: “500,000 habitantes, 100,000 viviendas y 10,000 empresas”
        large = len(counts) >= 3 and all(
            n.value >= 5000 and n.value % 5000 == 0 and not q.text[: n.start].rstrip().endswith("$") for q, n in counts
        )
        if large or (len(counts) >= 5 and all(n.value % 50 == 0 for _, n in counts)):
            p, n = counts[0]
            yield found(
                "V03",
                p,
                n.start,
                n.end,
                says(
                    f"Las {len(counts)} cifras del texto son redondas: ¿se contaron?",
                    f"All {len(counts)} figures of the text are round: were they counted?",
                ),
                also=[q.span(m.start, m.end) for q, m in counts[1:]],
                confidence=0.5,
            )


_ROUND = re.compile(r"(?<![\d.,$])\d{1,3}(?:,\d{3})*,000(?![\d.,]\d|,?\d)")


def round_in_one_breath(r: Reading) -> Rules:
    """V03: “1,000,000 de habitantes, 500,000 viviendas y 100,000 empresas” in a letter, whatever else it counts."""
    if r.brief.kind not in ("study", "report", "letter") or not r.says(",000"):
        return
    for p in r.passages:
        if p.text.count(",000") < _SEVERAL or any(s in p.text for s in "$|\t"):
            continue
        for at, words in p.sentences:
            figures = list(_ROUND.finditer(words))
            if len(figures) >= _SEVERAL and not re.search(r"(?i)\b(?:pesos|d[óo]lares|dollars|euros|m[áa]s\s+de|cerca\s+de|alrededor|aproximad\w+|unos|unas|casi|about|over|nearly|more\s+than|some|approximately)\b", words):  # fmt: skip
                yield found(
                    "V03", p, at + figures[0].start(), at + figures[-1].end(),
                    says("Todas las cifras de la frase son redondas: ¿se contaron?", "All figures of the sentence are round: were they counted?"), confidence=0.5,
                )  # fmt: skip


_SEVERAL = 3
_WORD = re.compile(r"\w+")
_CAPTIONS = ("picture-", "piece-")  # keys of the blocks that caption the evidence of a report


def repeated(r: Reading) -> Rules:
    """V04: the same paragraph twice, word by word or nearly so."""
    for lang in r.content.languages:
        seen: list[tuple[Passage, list[str], frozenset[str]]] = []
        by_word: dict[str, list[int]] = {}  # of the words that two alike paragraphs cannot all lack: where they stood
        for passage in r.passages:
            if passage.lang != lang or passage.block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                continue
            # a piece of evidence that serves two activities is captioned under both
            if passage.block.key.startswith(_CAPTIONS):
                continue
            words = _WORD.findall(passage.folded)
            if len(words) < 12:
                continue
            bag = frozenset(words)
            low, high = 0.7 * len(words), 1.43 * len(words)
            telling = _telling(bag)
            near = sorted({i for word in telling for i in by_word.get(word, ()) if i >= len(seen) - 200})
            for other, said, theirs in [seen[i] for i in near if low <= len(seen[i][1]) <= high]:
                few, many = sorted((len(bag), len(theirs)))
                if few < _ALIKE * many or len(bag & theirs) < _ALIKE * len(bag | theirs):
                    continue
                # a line over every page is no paragraph
                if words == said and not passage.text.rstrip().endswith((".", ";", ":", "”", ")")):
                    break
                # the same sentence for each party differs in its names and figures: that is not a repetition
                if words != said and _names_differ(passage, other, bag ^ theirs):
                    continue
                yield found(
                    "V04",
                    passage,
                    0,
                    len(passage.text),
                    says(
                        "Este párrafo ya está en el texto" + ("." if words == said else ", con otras palabras."),
                        "This paragraph is already in the text" + ("." if words == said else ", in other words."),
                    ),
                    also=[other.span()],
                    confidence=0.95 if words == said else 0.7,
                )
                break
            for word in telling:
                by_word.setdefault(word, []).append(len(seen))
            seen.append((passage, words, bag))


_ALIKE = 0.72  # of the words of both


def _telling(bag: frozenset[str]) -> list[str]:
    """So many of its words, in one order for all (the long ones, which are rare, first), that of two bags with `_ALIKE` of
    their words in common one stands in both."""
    most = len(bag) - ceil(_ALIKE * len(bag)) + 1
    return sorted(bag, key=lambda word: (-len(word), word))[:most]


def _names_differ(a: Passage, b: Passage, words: frozenset[str]) -> bool:
    return any(
        fold(w) in words
        for text in (a.text, b.text)
        for w in re.findall(
            r"(?<=\w[\s,“(])[A-ZÁÉÍÓÚÑ][\w’-]+|\d+|(?i:\b(?:primer|segund|tercer|cuart|quint|first|second|third)\w*)",
            text,
        )
    )


RULES = (coasts, borders, airports, round_figures, round_in_one_breath, repeated)
