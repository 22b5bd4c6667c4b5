"""What a text says of a place that it names in passing: several others in a row, a journey, another pact that stands.

A wrong city left in a paper stands alone, where a Party belongs. Whoever tells of others names several of them, or says
what for.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from .entities import CHAIN
from .places import PlaceMention
from .reading import PartyMention, Passage, Reading
from .regions import names_in

PARTY_BLOCKS = (BlockKind.TITLE, BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.CLOSING)
_WIDER = frozenset(("country", "state", "subdivision", "entity"))
_STATES_ABROAD = names_in("US")
_OFFICES = frozenset(("office", "organisation", "organization"))

# what a place is named for without any part in the pact: the seat of an office, a distance, a journey, another pact that stands
# “Alcalde del Condado de …” is who heads it, and no place told in passing
OF_NO_OFFICE = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "alcalde alcaldesa presidente presidenta intendente gobierno consejo junta supervisor supervisora comisionado comisionada juez jueza "
        "ejecutivo ejecutiva mayor government board council commissioner judge executive president"
    ).split()
)
_ASIDE = re.compile(
    r"\b(?:consulad\w*|c[óo]nsul\w*|embajad\w*|delegaci[óo]n|delegad[oa]|oficina|sede|consulate|consul|embassy|office)\b"
    r"[^.;:\n]{0,70}\b(?:en|in|at)\s+$|"
    r"\b(?:km|kil[óo]metros|millas|miles|horas|hours|minutos|minutes)\b[^.;:\n]{0,40}\b(?:de|from|of|to|a)\s+$|"
    r"\b(?:procedentes?|vuelos?|volar[áa]n?|aterrizar[áa]n?|will\s+(?:fly|land)|escala|flights?|comunican?|conectan?|connects?)\b[^.;:\n]{0,80}$|"
    r"\b(?:hermanad[oa]s?\s+(?:ya\s+)?con|(?:mantienen?|tienen?|cuentan?\s+con)\s+(?:\w+\s+){0,3}(?:hermanamientos?|acuerdos?|convenios?|lazos)|"
    r"(?:has|have|maintains?)\s+(?:\w+\s+){0,3}(?:twinnings?|agreements?|sister\s+cit(?:y|ies)|ties)|"
    r"alumn[oa]s|estudiantes|students|pupils)\b[^.;:\n]{0,90}$|"
    # where somebody passes, comes from or was
    r"\b(?:through|by\s+way\s+of|a\s+trav[ée]s\s+de|ruta\s+(?:de|a|por)|de\s+paso\s+(?:a|por)|pas(?:ando|a|an|[óo]|aron|ar[áa]n?)\s+por|viaj(?:[óo]|aron|an?)\s+por|v[íi]a|passing\s+through|camino\s+(?:a|de)|excursi[óo]n\w*\s+(?:a|to)|"
    r"originari[oa]s?\s+de|nacid[oa]s?\s+en|nativ[oa]s?\s+de|vecin[oa]s?\s+de|obispo\s+de|lleg(?:aron|[óo])\s+(?:a|por|de|desde)|"
    r"born\s+in|natives?\s+of|experiencia\s+de|experience\s+of)\s+(?:la\s+|el\s+|the\s+)?$|"
    r"\b(?:through|by\s+way\s+of|pas(?:ando|a|an|[óo]|aron|ar[áa]n?)\s+por|v[íi]a)\s+(?-i:[A-ZÁÉÍÓÚÑ])[^.;:\n]{1,40}\s+(?:and|y)\s+$|"
    r"\b(?:viaj\w+|volar\w*|travel\w*|fly\w*|flies|flew)\s+(?:de|desde|from)\s+$|"
    # where a place lies: north of one, at the foot of its hills, where a road begins, the airport near by
    r"\b(?:norte|sur|este|oeste|oriente|poniente|noreste|noroeste|sureste|suroeste|north|south|east|west|north-?east|north-?west|south-?east|south-?west)\s+(?:de|of)\s+(?:downtown\s+|el\s+centro\s+de\s+|la\s+ciudad\s+de\s+|the\s+city\s+of\s+)?$|"
    r"\b(?:su\s+vecin[oa]|its\s+neighbou?r)\s+(?:la\s+ciudad\s+de\s+)?$|"
    r"\b(?:universidad(?:es)?|universit(?:y|ies)|colleges?)\b[^.;:\n]{0,50}\b(?:de|of|in|en)\s+(?:(?-i:[A-ZÁÉÍÓÚÑ][\w’-]+)\s+(?:and|y)\s+)?$|"
    r"\b(?:monta[ñn]as|sierra|cordillera|volc[áa]n|mountains|hills)\s+(?:de|of)\s+$|"
    r"\b(?:que|which|that|road|route|carretera|ruta)\b[^.;:,\n]{0,20}\b(?:begins?|starts?|ends?|empieza|comienza|termina|nace)\s+(?:in|at|en)\s+$|"
    r"\b(?:airport|aeropuerto)\b[^.;:,\n]{0,30}\b(?:is|es|in|en|of|de)\s+$|"
    # the land around a Party
    rf"\b(?:en\s+el|in\s+the|{OF_NO_OFFICE}(?:del|of\s+the))\s+(?:condado|county|[áa]rea\s+metropolitana|zona\s+metropolitana|valle)\s+(?:de|of)\s+$|"
    # what others did, told as an example
    r"\b(?:recuerda|record[óo]|recordando|a\s+ejemplo|por\s+ejemplo|recalled|for\s+example)\b[^.;:\n]{0,120}$",
    re.IGNORECASE,
)
# whom one thanks beside the Parties: a harbour, a museum that bears the name of its town
_THANKED = re.compile(
    r"(?i)\b(?:agrade[czs]\w*|gracias|thank\w*|gratitude)\b[^.;:\n]{0,120}\b(?:puerto|capit[áa]n\s+de\s+puerto|museo|teatro|universidad|port|museum|theat(?:er|re)|university)\s+(?:de|of)\s+$"
)
_ADDRESS = re.compile(r"(?i)\balcald[íi]a\s+$")
_ADDRESS_AFTER = re.compile(r"(?i)^\s*,?\s*(?:C\.?\s?P\.?\s*)?(?:\d{5}|ciudad\s+de\s+m[ée]xico|cdmx|m[ée]xico\s+city)")
# between two names of a row: a comma, *y*, *con* of a pair, with a state or a country in brackets after the first
_LINK = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?\s*(?:[,;]\s*(?:(?:y|e|o|u|and|or)\s+)?|(?:\s|^)(?:y|e|o|u|and|or|con|with)\s+)(?:(?:de|of|en|in|a|la|las|los|the)\s+){0,2}"
)
# whom one deals with: what the clause says of a pact makes the names after it Parties
_DEALS = re.compile(
    r"(?i)\b(?:herman\w*|acuerd\w*|convenio\w*|carta\w*|v[íi]ncul\w*|alianza\w*|sister|twin\w*|agree\w*|letters?|partner\w*|"
    r"propon\w*|propose\w*|firm\w*|suscri\w*|sign\w*|autoriz\w*|authori\w*|entre|between|partes?|part(?:y|ies))\b"
)
_COMPARES = re.compile(r"(?i)\b(?:mientras(?:\s+que)?|en\s+tanto(?:\s+que)?|whereas|while)\b")
_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")


def in_passing(r: Reading, passage: Passage, taken: bytearray, told: set[str]) -> frozenset[int]:
    """Where places begin that the text only tells of: several others in a row, one with its own third country, one `told` of
    so before."""
    if passage.block.kind in PARTY_BLOCKS:
        return frozenset()
    text = passage.text
    others = [m for m in r.mentions(passage) if m.kind not in _OFFICES and 0 in taken[m.start : m.end]]
    least = 3 if r.brief.kind == "agreement" else 2  # an agreement has less to tell of others
    countries = {p.country for p in r.brief.parties}
    starts = {*_series(text, others, least=least), *_of_third_countries(text, others, countries)}
    starts |= {m.start for m in others if fold(m.text) in told and not _DEALS.search(_clause(text, m.start))}
    told |= {fold(m.text) for m in others if m.start in starts}
    return frozenset(starts)


def is_aside_before(before: str) -> bool:
    return bool(_ASIDE.search(before))


def is_thanked(before: str) -> bool:
    """“Agradecemos al Puerto de Tampico”."""
    return bool(_THANKED.search(before))


def is_address(before: str, after: str) -> bool:
    """“alcaldía Cuauhtémoc, Ciudad de México”."""
    return bool(_ADDRESS.search(before) and _ADDRESS_AFTER.match(after))


def _clause(text: str, at: int) -> str:
    return re.split(r"[.;:!?]\s|\n", text[max(0, at - 160) : at])[-1]


def _series(text: str, others: Sequence[PlaceMention], *, least: int) -> Iterator[int]:
    """Where each of `least` or more other places in a row begins, when nothing before says that one deals with them."""
    row: list[PlaceMention] = []
    for m in [*sorted(others, key=lambda m: (m.start, -m.end)), None]:
        if m and row and m.start < row[-1].end:
            continue
        if m and row and _LINK.fullmatch(text[row[-1].end : m.start]):
            row.append(m)
            continue
        # “McAllen, Texas” is one place, though a Texas lies elsewhere too
        towns = [x for i, x in enumerate(row) if not (i and (x.kind in _WIDER or _is_its_state(text, row[i - 1], x)))]
        if len({x.text for x in towns}) > 1 and len(row) >= least and not _DEALS.search(_clause(text, row[0].start)):
            yield from (x.start for x in row)
        row = [m] if m else []


def _is_its_state(text: str, town: PlaceMention, m: PlaceMention) -> bool:
    return fold(m.text) in _STATES_ABROAD and text[town.end : m.start].strip() == "," and town.kind not in _WIDER


def _of_third_countries(text: str, others: Sequence[PlaceMention], countries: Collection[str]) -> set[int]:
    """Where a place with its own third country begins: “Cixi, China” in a paper of Mexico and the United States."""
    found: set[int] = set()
    third = {m.start: m for m in others if m.kind == "country" and not {k for k in m.keys if k} & set(countries)}
    for m in others:
        after = re.match(r"\s*[,(]\s*", text[m.end :])
        country = third.get(m.end + after.end()) if after else None
        if country and m.kind != "country" and not _DEALS.search(_clause(text, m.start)):
            found |= {m.start, country.start}
    return found


def is_compared(text: str, m: PlaceMention, parties: Sequence[PartyMention]) -> bool:
    """“La población de X …, mientras que en Kyoto …”: another place where the first of two Parties is expected."""
    ends = _SENTENCE_ENDS.search(text, m.end)
    stop = ends.start() if ends else len(text)
    return any(m.end <= p.start < stop and _COMPARES.search(text[m.end : p.start]) for p in parties) and not any(
        p.start < m.start and not _SENTENCE_ENDS.search(text[p.end : m.start]) for p in parties
    )


def took_a_place(r: Reading, passage: Passage, m: PlaceMention) -> bool:
    """Where the text this one was born from names a Party once more, and does not name this place."""
    born = r.model.by_place.get((passage.key, passage.lang)) if r.model else None
    return (
        born is not None
        and born.text != passage.text
        and m.text not in born.text
        and len(r.model.party_mentions(born)) > len(r.party_mentions(passage))
    )


def in_its_place(r: Reading, passage: Passage) -> Iterator[tuple[int, int]]:
    """The span of a name that stands, alone of all the words, where the text this one was born from names a Party."""
    born = r.model.by_place.get((passage.key, passage.lang)) if r.model else None
    if born is None or born.text == passage.text:
        return
    for m in r.model.party_mentions(born):
        rest = born.text[m.end :]
        end = len(passage.text) - len(rest)
        alone = end > m.start and passage.text.startswith(born.text[: m.start]) and passage.text.endswith(rest)
        if alone and re.fullmatch(CHAIN, passage.text[m.start : end]):
            yield m.start, end
