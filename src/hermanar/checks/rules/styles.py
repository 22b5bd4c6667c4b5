"""P, continued: how a Party is called and who stands for it. State or municipality, one style, offices that exist.

Basis: promise 2; domain.md 1.4 (a party is the municipality, through its Ayuntamiento).
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from ..brief import PartyRef
from ..entities import CHAIN
from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, name_pattern, says
from .dates import paper_date

_STATE = re.compile(
    r"\b(?P<style>(?:Gobierno\s+del\s+)?Estado\s+(?:Libre\s+y\s+Soberano\s+)?de|(?:Government\s+of\s+the\s+)?State\s+of)\s+",
    re.IGNORECASE,
)
_AS_PARTY = re.compile(
    r"(?:\b(?:hermana(?:rse|r|miento)|convenio|acuerdo|alianza|twinning|agreement|sisterhood)\s+)?"
    r"(?:\b(?:entre|between)|\b(?:hermana(?:rse|r|miento)|convenio|acuerdo|twinning|agreement|sisterhood|sister\s+city\s+(?:relationship|ties|program))"
    r"(?:\s+(?:de\s+hermanamiento\s+)?(?:celebrad[oa]|suscrit[oa]|firmad[oa]|concluded|signed|entered\s+into))?\s+(?:con|with))"
    r"\s+(?:el\s+|la\s+|the\s+|al\s+)?$",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:^|\n)\s*(?:por|for|on\s+behalf\s+of)\s+(?:el\s+|the\s+)?$", re.IGNORECASE)
_JOINED = re.compile(
    r"\b(?:y|and|con|with|por\s+la\s+otra(?:\s+parte)?,|of\s+the\s+other\s+part,)\s+(?:el\s+|the\s+)?$", re.IGNORECASE
)
# “celebran el Municipio de Ensenada y el Estado de Oaxaca”
_BY_WHOM = re.compile(
    r"\b(?:celebran|suscriben|firman|acuerdan|convienen|se\s+hermanan|entered\s+into\s+by|made\s+by|signed\s+by)\s+(?:por\s+)?"
    r"(?:[^.;]{0,140}\b(?:y|and)\s+)?(?:el\s+|the\s+)?$",
    re.IGNORECASE,
)
# “propone a Wisconsin un hermanamiento”: the state by its bare name
_PROPOSED_TO = re.compile(
    r"\b(?:prop(?:on|us)\w+|ofrec\w+|propos(?:es?|ed)|offer(?:s|ed)?)\s+(?:al?|to)\s+(?:el\s+|the\s+)?$", re.IGNORECASE
)
_BOND_AFTER = re.compile(
    r"\s+(?:un|el|la|su|a|the)\s+(?:\w+\s+)?(?:hermanamiento|vinculaci[óo]n|acuerdo|convenio|twinning|sister|agreement)",
    re.IGNORECASE,
)
# “El Estado de Oaxaca y el Municipio de Ensenada suscriben …”
_OPENS = re.compile(
    r"^\W*(?:(?:el|the)\s+)?(?:government\s+of\s+the\s+|gobierno\s+del\s+)?(?:el\s+|the\s+)?$", re.IGNORECASE
)
_AND_SIGN = re.compile(
    r"\s+(?:y|and)\s+(?:el|la|the)\s+(?:Municipio|Ciudad|Ayuntamiento|Municipality|City|Town|Village|Borough)\s+(?:de|of)\s[^.;:]{2,60}?\s(?:suscriben|firman|celebran|acuerdan|convienen|sign|agree|enter|conclude)\b",
    re.IGNORECASE,
)
# “para que el Estado de Guanajuato se hermane con …”
_TWINS = re.compile(
    r"\s+(?:se\s+herman(?:e|a|[óo]|ar[áa])|(?:becomes?|to\s+become|is)\s+(?:a\s+|the\s+)?sister)\b", re.IGNORECASE
)
_GOVERNOR = re.compile(
    r"\b(?:Gobernador(?:a)?(?:\s+Constitucional)?(?:\s+del\s+Estado)?(?:\s+Libre\s+y\s+Soberano)?|Governor)\b",
    re.IGNORECASE,
)
_MUNICIPAL = re.compile(
    r"\b(?P<style>Municipio|Ayuntamiento|Municipality|Ciudad|City)\s+(?:de|of)\s+(?:la\s+|el\s+)?", re.IGNORECASE
)


_WITNESSES = re.compile(r"(?i)\b(?:testigos?|witness(?:es)?)\b[^\n]{0,40}$")


def _municipal(party: PartyRef) -> bool:
    return len(party.key) != 2 and bool(party.subdivisions)


def states_for_municipalities(r: Reading) -> Rules:
    """P06: the state where the case says municipality, or the reverse."""
    municipal = [p for p in r.brief.parties if _municipal(p)]
    states = [p for p in r.brief.parties if len(p.key) == 2]
    own = name_pattern(n for p in municipal for n in p.subdivisions)
    own_names = {"mexico", "ciudad de mexico", *(fold(n) for p in municipal for n in p.names)}
    bare = _names_of_states(municipal) if municipal and not states else []
    of_states = name_pattern(n for p in states for n in p.names)
    for i, passage in enumerate(r.passages):
        formal = passage.block.kind in (BlockKind.TITLE, BlockKind.SIGNATURE)
        text = passage.text
        if municipal and not states:
            low = passage.low
            for m in _STATE.finditer(text) if "estado" in low or "state" in low else ():
                name = own.match(text, m.end())
                before = text[max(0, m.start() - 200) : m.start()]
                as_party = (
                    _AS_PARTY.search(before)
                    or _BY_WHOM.search(before)
                    or (name and _OPENS.match(text[: m.start()]) and _AND_SIGN.match(text, name.end()))
                    or (name and _TWINS.match(text, name.end()))
                    or (name and _PROPOSED_TO.search(before) and _BOND_AFTER.match(text, name.end()))
                    or (formal and (_FOR.search(before) or _JOINED.search(before)))
                )
                if not name or not as_party:
                    continue
                party = next(p for p in municipal if fold(name.group()) in {fold(n) for n in p.subdivisions})
                usual = r.usual_name(party, passage.lang)
                new = f"Municipio de {usual}" if passage.lang == "es" else f"Municipality of {usual}"
                yield found(
                    "P06",
                    passage,
                    m.start(),
                    name.end(),
                    says(
                        f"La Parte es el municipio “{usual}”, no el estado.",
                        f"The Party is the municipality “{usual}”, not the state.",
                    ),
                    repairs=[
                        Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(m.start(), name.end(), new),))
                    ],
                )
            for party, m in _bare_states(passage, bare):
                usual = r.usual_name(party, passage.lang)
                yield found(
                    "P06",
                    passage,
                    *m.span(),
                    says(
                        f"La Parte es el municipio “{usual}”, no el estado.",
                        f"The Party is the municipality “{usual}”, not the state.",
                    ),
                    repairs=[Repair(says(f"Poner “{usual}”", f"Put “{usual}”"), (passage.edit(*m.span(), usual),))],
                )
            if (
                passage.block.kind is BlockKind.SIGNATURE
                and "testigo" not in fold(text)
                and "witness" not in fold(text)
                and not any(_WITNESSES.search(p.text) for p in r.passages[max(0, i - 2) : i])
            ):
                g = _GOVERNOR.search(text)
                if g:
                    yield found(
                        "P06",
                        passage,
                        g.start(),
                        g.end(),
                        says(
                            "Por un municipio firma su presidencia municipal, no la gubernatura.",
                            "For a municipality its mayor signs, not the governor.",
                        ),
                    )
        if states:
            for m in _MUNICIPAL.finditer(text):
                name = of_states.match(text, m.end())
                if name and fold(name.group()) not in own_names:
                    new = f"Estado de {name.group()}" if passage.lang == "es" else f"State of {name.group()}"
                    yield found(
                        "P06",
                        passage,
                        m.start(),
                        name.end(),
                        says(
                            f"La Parte es el estado “{name.group()}”, no un municipio.",
                            f"The Party is the state “{name.group()}”, not a municipality.",
                        ),
                        repairs=[
                            Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(m.start(), name.end(), new),))
                        ],
                    )


def _names_of_states(municipal: list[PartyRef]) -> list[tuple[PartyRef, re.Pattern[str]]]:
    """The states whose name their city does not share, each with its Party."""
    told = []
    for party in municipal:
        names = [n for n in party.subdivisions if len(n) > 3 and not any(fold(n) in fold(one) for one in party.names)]
        if names:
            told.append((party, name_pattern(names)))
    return told


def _bare_states(
    passage: Passage, states: list[tuple[PartyRef, re.Pattern[str]]]
) -> Iterator[tuple[PartyRef, re.Match[str]]]:
    """“a Wisconsin un hermanamiento”, “hermanarse con Wisconsin”. A state whose name its city shares, as Oaxaca, may be
    the short name of the city."""
    text = passage.text
    for party, pattern in states:
        for m in pattern.finditer(text):
            before = text[max(0, m.start() - 200) : m.start()]
            offered = _PROPOSED_TO.search(before) and _BOND_AFTER.match(text, m.end())
            if m.group()[0].isupper() and (offered or re.search(r"(?i)\bherman(?:arse|amiento)\s+con\s+$", before)):
                yield party, m


_STYLES = {
    "ciudad": "city", "city": "city", "municipio": "municipality", "municipality": "municipality", "town": "town",
    "villa": "village", "pueblo": "town", "condado": "county", "county": "county", "village": "village", "alcaldia": "borough",
    "borough": "borough",
}  # fmt: skip
_STYLE_WORDS = {
    "es": {"city": "Ciudad", "municipality": "Municipio", "town": "Pueblo", "county": "Condado", "borough": "Alcaldía", "village": "Villa"},
    "en": {"city": "City", "municipality": "Municipality", "town": "Town", "county": "County", "borough": "Borough", "village": "Village"},
}  # fmt: skip
_STYLE_BEFORE = re.compile(
    r"\b(?P<style>Ciudad|Municipio|Villa|Pueblo|Condado|Alcaldía|City|Municipality|Town|County|Village|Borough|CIUDAD|MUNICIPIO|"
    r"CITY|MUNICIPALITY|TOWN)\s+(?i:(?:libre\s+)?(?:de|of))\s+$"
)


_WHO_SPEAKS = re.compile(r"(?i)(?:^\W*|\b(?:por|for|entre|between|con|with)\s+)(?:(?:el|la|the)\s+)?$")


_TELLS_STYLE = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FACT, BlockKind.SIGNATURE)
_PACTS, _OFTEN = frozenset(("agreement", "declaration")), 2


def changing_styles(r: Reading) -> Rules:
    """P07: a party that is a city here and a municipality there, in one language or between the two."""
    if r.brief.kind not in ("agreement", "letter", "act", "declaration"):
        return
    for party in r.brief.parties:
        said: list[tuple[str, str, Passage, int, int]] = []
        for passage in r.passages:
            if passage.block.kind not in _TELLS_STYLE:
                continue
            for mention in r.party_mentions(passage):
                m = _STYLE_BEFORE.search(passage.text[: mention.start], max(0, mention.start - 200))
                # “la Oficina del Administrador de la Ciudad de …” is how an office is called
                if m and passage.block.kind is BlockKind.ITEM and not _WHO_SPEAKS.search(passage.text[: m.start()]):
                    continue
                if mention.party == party and m and r.names_one(passage, mention):
                    style = _STYLES[fold(m["style"])]
                    said.append((passage.lang, style, passage, m.start("style"), m.end("style")))
        if not said:
            continue
        counts = Counter(style for _, style, *_ in said)
        if len(counts) < 2:
            continue
        # the one said most, and of two said as often the one of the title, which comes first
        most = max(counts.values())
        right = next(style for _, style, *_ in said if counts[style] == most)
        for lang, style, passage, start, end in said:
            if style == right:
                continue
            new = _STYLE_WORDS.get(lang, {}).get(right, "")
            # Ciudad and Municipio differ in gender: the words around it change too, so a person decides
            repairs = (
                [Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(start, end, new),))]
                if new and lang == "en"
                else []
            )
            # whoever signs may be of the town's council; a county or a town is another body
            alike = passage.block.kind is BlockKind.SIGNATURE and {style, right} == {"city", "municipality"}
            if alike and (
                r.brief.kind not in _PACTS or counts[right] < _OFTEN or not _FOR.search(passage.text[:start])
            ):
                continue
            usual = _STYLE_WORDS.get(lang, _STYLE_WORDS["es"]).get(right, right)
            yield found(
                "P07",
                passage,
                start,
                end,
                says(
                    f"“{party.names[0]}” es “{usual}” en el resto del texto.",
                    f"“{party.names[0]}” is “{usual}” in the rest of the text.",
                ),
                repairs=repairs,
                subject=f"{fold(party.names[0])}|{style}",
            )


_HALL = re.compile(
    r"\b(?:Ciudad|Municipio|Municipality|City|Town|Pueblo|Villa|Village)\s+(?:de|of)\s+(?:el\s+|la\s+|the\s+)?"
    r"(?P<hall>(?:H\.\s*)?(?:Ayuntamiento|Presidencia(?:\s+Municipal)?|Palacio\s+Municipal|Cabildo|Town\s+Hall|City\s+Hall|"
    r"Village\s+Hall|City\s+Council|Town\s+Council|Rathaus|Mairie|Hôtel\s+de\s+Ville|Prefeitura|Câmara\s+Municipal|Comune))\b(?:\s+(?:de|of)\b)?",
    re.IGNORECASE,
)
_HALL_PLACE = re.compile(
    r"^(?P<hall>(?:H\.\s*)?(?:Ayuntamiento|Presidencia\s+Municipal|Palacio\s+Municipal|Cabildo|Town\s+Hall|City\s+Hall))\s*,",
    re.IGNORECASE,
)

# “la visita a Ayuntamiento, Baja California”
_HALL_THERE = re.compile(
    r"\b(?:a|en|de|desde|hacia|to|in|from|of)\s+(?P<hall>Ayuntamiento|Cabildo|Town\s+Hall|City\s+Hall)\s*,\s*(?:(?:Estado|State)\s+(?:de|of)\s+)?"
)

# “entre el Ayuntamiento y Whitewater”
_HALL_BESIDE = re.compile(
    r"\b(?:entre|between)\s+(?:(?:el|the)\s+)?(?P<hall>(?:H\.\s*)?Ayuntamiento|Cabildo|Town\s+Hall|City\s+Hall)\s+(?:y|e|and)\s+"
)
_HALL_SIGNS = ("ayuntamiento", "presidencia", "palacio", "cabildo", "hall", "council", "rathaus", "mairie", "hôtel", "prefeitura", "câmara", "comune")  # fmt: skip


def town_halls(r: Reading) -> Rules:
    """P09: *Ciudad de Ayuntamiento*, *Town Hall, Wisconsin*: the word for the town hall taken as the name of a place."""
    for passage in r.saying(_HALL_SIGNS):
        hits = list(_HALL.finditer(passage.text))
        if passage.block.kind in (BlockKind.PLACE_DATE, BlockKind.TITLE):
            hits += [m for m in [_HALL_PLACE.match(passage.text)] if m]
        lies = {m.start for m in r.mentions(passage) if m.kind in ("state", "subdivision", "country")}
        hits += [m for m in _HALL_THERE.finditer(passage.text) if m.end() in lies]
        if beside := list(_HALL_BESIDE.finditer(passage.text)):
            named = {m.start for m in r.party_mentions(passage)}
            hits += [m for m in beside if m.end() in named]
        for m in hits:
            yield found(
                "P09",
                passage,
                m.start("hall"),
                m.end("hall"),
                says(
                    f"“{m['hall']}” es el gobierno de un municipio, no el nombre de un lugar.",
                    f"“{m['hall']}” is the government of a municipality, not the name of a place.",
                ),
            )


@dataclass(frozen=True)
class Office:
    """An office that no longer exists under that name. `until` is its last day; `successor` its name since."""

    pattern: re.Pattern
    until: dt.date
    successor: str


# Sources: Diario Oficial de la Federación of the day after `until` (Ley Orgánica de la Administración Pública Federal,
# 30 November 2000, 2 January 2013, 30 November 2018 and 20 October 2021; Mexico City, 29 January 2016; Ministry of Culture, 17 December 2015; Fiscalía
# General, 14 December 2018; CONAHCYT, 8 May 2023). INEGI, INE, INPI and ProMéxico: [K].
_VANISHED = (
    Office(
        re.compile(r"(?i)\b(?:Secretaría\s+de\s+Desarrollo\s+Social(?!\s+(?:del?\s+(?:Estado|Municipio|Gobierno\s+del)|Municipal|Humano))|SEDESOL)\b"),
        dt.date(2018, 11, 30), "Secretaría de Bienestar",
    ),
    Office(re.compile(r"(?i)\b(?:SAGARPA|Secretaría\s+de\s+Agricultura,\s+Ganadería,\s+Desarrollo\s+Rural,\s+Pesca\s+y\s+Alimentación)\b"),
           dt.date(2018, 11, 30), "Secretaría de Agricultura y Desarrollo Rural"),
    Office(re.compile(r"(?i)\bSecretaría\s+de\s+Comunicaciones\s+y\s+Transportes\b(?!\s+del\s+Estado)"),
           dt.date(2021, 10, 20), "Secretaría de Infraestructura, Comunicaciones y Transportes"),
    Office(re.compile(r"(?i)\bProcuraduría\s+General\s+de\s+la\s+República\b"), dt.date(2018, 12, 14), "Fiscalía General de la República"),
    Office(re.compile(r"(?i)\b(?:SECOFI|Secretaría\s+de\s+Comercio\s+y\s+Fomento\s+Industrial)\b"), dt.date(2000, 11, 30), "Secretaría de Economía"),
    Office(re.compile(r"(?i)\bSecretaría\s+de\s+la\s+Reforma\s+Agraria\b"),
           dt.date(2013, 1, 2), "Secretaría de Desarrollo Agrario, Territorial y Urbano"),
    Office(re.compile(r"(?i)\b(?:CONACULTA|Consejo\s+Nacional\s+para\s+la\s+Cultura\s+y\s+las\s+Artes)\b"),
           dt.date(2015, 12, 17), "Secretaría de Cultura"),
    Office(re.compile(r"(?i)\bInstituto\s+Nacional\s+de\s+Estadística,?\s+Geografía\s+e\s+Informática\b"), dt.date(2008, 7, 14), "Instituto Nacional de Estadística y Geografía"),
    Office(re.compile(r"(?i)\bInstituto\s+Federal\s+Electoral\b"), dt.date(2014, 4, 3), "Instituto Nacional Electoral"),
    Office(re.compile(r"(?i)\bComisión\s+Nacional\s+para\s+el\s+Desarrollo\s+de\s+los\s+Pueblos\s+Indígenas\b|\bInstituto\s+Nacional\s+Indigenista\b"),
           dt.date(2018, 12, 4), "Instituto Nacional de los Pueblos Indígenas"),
    Office(re.compile(r"\bPro[Mm]éxico\b|\bPROM[EÉ]XICO\b"), dt.date(2019, 5, 13), "Secretaría de Economía"),
    Office(re.compile(r"(?i)\b(?:Distrito\s+Federal|Federal\s+District)\b"), dt.date(2016, 1, 29), "Ciudad de México"),
)  # fmt: skip
# “antes Secretaría de Desarrollo Social, hoy Secretaría de Bienestar”
_CALLED = re.compile(r"(?i)\b(?:antes|hoy|actual|otrora|entonces|ahora|formerly|now|today)\b")
_MINISTRY = "Secretaría de Relaciones Exteriores"
_MINISTRY_LIKE = re.compile(
    rf"\bSecretar[íi]a\s+(?:de|del)\s+{CHAIN}|\bSECRETAR[ÍI]A\s+DE\s+[A-ZÁÉÍÓÚÑ]+(?:\s+[A-ZÁÉÍÓÚÑ]+){{0,3}}|\bMinisterio\s+de\s+(?:Relaciones|Asuntos)\s+Exteriores\s+de\s+México\b"
)
_MISNAMED = re.compile(
    r"(?i)^(?:secretar[ií]a\s+de\s+(?:relaciones\s+(?:internacionales|exterior|extranjeras|extranjeros)|"
    r"asuntos\s+(?:exteriores|internacionales|extranjeros)|exteriores)|ministerio\s+de\s+(?:relaciones|asuntos)\s+exteriores\s+de\s+m[eé]xico)$"
)
_OFFICES = (
    "Dirección General de Coordinación Política",
    "Consultoría Jurídica",
)
_DIRECTORATE = re.compile(rf"\bDirecci[óo]n\s+General\s+de\s+{CHAIN}|\bConsultor[íi]a\s+Jur[íi]dica\b")
_MISNAMED_DIRECTORATE = re.compile(
    r"(?i)^direcci[óo]n\s+general\s+de\s+(?:asuntos|enlace|relaciones|cooperaci[óo]n|vinculaci[óo]n|coordinaci[óo]n\s+de)\s+pol[íi]tic[oa]s?$"
)
_OF_OTHERS = re.compile(r"\s+(?:del|de\s+la)\s+(?:Estado|Municipio|Ayuntamiento|Gobierno|Ciudad)\b|\s+Municipal\b")


# without one of these no office is named: most paragraphs are done with here
_OFFICE_SIGNS = (
    "instituto", "comisi", "prom",
    "secretar", "secofi", "sedesol", "sagarpa", "procuradur", "conaculta", "consejo", "distrito", "district", "ministerio", "direcci",
    "consultor",
)  # fmt: skip


def offices(r: Reading) -> Rules:
    """P08 and P10: an office that no longer exists; the ministry called what it is not called."""
    on = paper_date(r) or r.brief.on
    signs = r.said_of(_OFFICE_SIGNS)
    for passage in r.passages if signs else ():
        text, low = passage.text, passage.low
        if not any(sign in low for sign in signs):
            continue
        for office in _VANISHED:
            if on <= office.until:
                continue
            for m in office.pattern.finditer(text):
                if office.successor in text and _CALLED.search(text):
                    continue
                before = text[max(0, m.start() - 200) : m.start()]
                party = passage.block.kind in (BlockKind.TITLE, BlockKind.SIGNATURE) or bool(_AS_PARTY.search(before))
                yield found(
                    "P08" if party else "P10",
                    passage,
                    m.start(),
                    m.end(),
                    says(
                        f"“{m.group()}” ya no existe desde el {date_in_words(office.until, 'es')}: hoy es “{office.successor}”.",
                        f"“{m.group()}” is gone since {date_in_words(office.until, 'en')}: today it is “{office.successor}”.",
                    ),
                    repairs=[
                        Repair(
                            says(f"Poner “{office.successor}”", f"Put “{office.successor}”"),
                            (passage.edit(m.start(), m.end(), office.successor),),
                        )
                    ],
                )
        if passage.lang != "es":
            continue
        for pattern, official in ((_MINISTRY_LIKE, (_MINISTRY,)), (_DIRECTORATE, _OFFICES)):
            for m in pattern.finditer(text):
                said = re.split(r"\n|\s+(?:de|del)\s+(?=México\b|los\s|la\s+(?:Federación|Secretaría))", m.group())[
                    0
                ].rstrip(".,")
                said = m.group().rstrip(".,") if _MISNAMED.match(m.group().rstrip(".,")) else said
                right = _meant(said, official)
                if m.group().isupper():
                    right = right.upper()
                if right and not _OF_OTHERS.match(text, m.start() + len(said)):
                    start, end = m.start(), m.start() + len(said)
                    yield found(
                        "P10",
                        passage,
                        start,
                        end,
                        says(f"Se llama “{right}”.", f"Its name is “{right}”."),
                        repairs=[
                            Repair(says(f"Poner “{right}”", f"Put “{right}”"), (passage.edit(start, end, right),))
                        ],
                        confidence=0.9,
                    )


def _meant(said: str, official: tuple[str, ...]) -> str:
    words = fold(said)
    if _MISNAMED.match(said):
        return _MINISTRY if _MINISTRY in official else ""
    if _MISNAMED_DIRECTORATE.match(said) and _OFFICES[0] in official:
        return _OFFICES[0]
    for name in official:
        if words == fold(name):
            return ""
        # the official name may be the beginning of a longer chain
        if words.startswith(fold(name) + " "):
            return ""
        if abs(len(words) - len(fold(name))) <= 3 and SequenceMatcher(None, words, fold(name)).ratio() >= 0.93:
            return name
    return ""


_NAME = r"[A-ZÁÉÍÓÚÑ][\w’'.-]+(?:[ \t]+(?:(?:de|del|la|las|los|y)[ \t]+){0,2}[A-ZÁÉÍÓÚÑ0-9][\w’'-]*){1,6}"
_POST = (
    r"(?P<post>President[ea]\s+Municipal(?:\s+Constitucional)?|Alcalde|Alcaldesa|S[íi]ndic[oa](?:\s+Municipal)?|"
    r"Secretari[oa]\s+del\s+Ayuntamiento|Regidora?(?:\s+de\s+[A-ZÁÉÍÓÚÑ]\w+)?|Mayor|City\s+Manager)"
)
# without one of these nobody holds a post: most paragraphs are done with here
_POST_SIGNS = ("president", "alcald", "síndic", "sindic", "secretari", "regidor", "mayor", "city manager")
_HELD = (
    re.compile(
        rf"(?P<name>{_NAME})\s*[,\n]\s*(?:(?:en\s+su\s+car[áa]cter\s+de|el|la|the)\s+)?{_POST}\s+(?:de|of)\s+(?P<place>{CHAIN})"
    ),
    re.compile(
        rf"{_POST}\s+(?:de|of)\s+(?P<place>{CHAIN}?)\s*,\s*(?:(?:el|la)\s+)?(?:C\.\s+|Lic\.\s+|Mtr[oa]\.\s+|Dra?\.\s+|Ing\.\s+)?(?P<name>{_NAME})"
    ),
)
# two directorates of one person: “…, Directora de Turismo”, “…, Directora de Relaciones Internacionales”
_DIRECTS = re.compile(
    rf"(?P<name>{_NAME})\s*[,\n]\s*(?:(?:en\s+su\s+car[áa]cter\s+de|el|la|the)\s+)?"
    rf"(?P<post>(?P<head>Director|Coordinador|Subdirector|Jef|Regidor|Head|Coordinator)(?:[ae]s?)?(?:\s+General)?\s+(?:de|del|of)\s+(?:(?:la|las|los|the)\s+)?(?P<of>{CHAIN}))"
)
_TITLE_OF = re.compile(
    r"^(?:(?:El|La)\s+)?(?:(?:C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?|Mr|Mrs|Ms|Hon)\.?\s+)?(?=[A-ZÁÉÍÓÚÑ])"
)
_ORGAN = ("alcalde", "alcaldesa", "mayor", "presidente municipal", "presidenta municipal")


def posts_and_names(r: Reading) -> Rules:
    """P13: two persons in the same post of the same place, or a person of the case in a post that is another's."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    parties = [(p, name_pattern(p.names)) for p in r.brief.parties]
    known = {frozenset(fold(s.name).split()): s for s in r.brief.signatories}
    held: dict[tuple[str, str], tuple[str, str]] = {}
    regions = name_pattern(n for p in r.brief.parties for n in (*p.subdivisions, *p.country_names, *p.names))
    for passage in r.passages:
        low = passage.low
        if not any(post in low for post in _POST_SIGNS):
            continue
        text = re.sub(r"\bC\.\s", "   ", passage.text)
        for pattern in _HELD:
            for m in pattern.finditer(text):
                # two Parties of one name, as Durango in Mexico and in Colorado: each has its own mayor
                of = [p.names[0] for p, names in parties if names.match(m["place"])]
                place = of[0] if len(of) == 1 else ""
                name = _TITLE_OF.sub("", m["name"])
                if not place or _is_office(name) or regions.match(name):
                    continue
                post = fold(m["post"]).replace(" constitucional", "")
                post = "mayor" if post in _ORGAN else post
                words = frozenset(fold(name).split()) - {"de", "del", "la", "las", "los", "y"}
                said = held.setdefault((fold(name), place), (post, m["post"]))
                if not _same_post(said[0], m["post"]) and not _same_post(post, said[1]) and post != said[0]:
                    yield found(
                        "P13",
                        passage,
                        m.start("post"),
                        m.end("post"),
                        says(
                            f"En este texto el cargo de {name} es también “{said[1]}”.",
                            f"In this text the post of {name} is also “{said[1]}”.",
                        ),
                        subject=f"{fold(name)}|{post}",
                        confidence=0.8,
                    )
                    continue
                before = seen.setdefault((post, place), (name, " ".join(sorted(words))))
                known_words = frozenset(before[1].split())
                start = m.end("name") - len(name)
                if not (words <= known_words or known_words <= words):
                    yield found(
                        "P13",
                        passage,
                        start,
                        m.end("name"),
                        says(
                            f"En este texto el cargo “{m['post']} de {place}” es también de {before[0]}.",
                            f"In this text the post “{m['post']} of {place}” is also that of {before[0]}.",
                        ),
                        subject=f"{post}|{place}|{fold(name)}",
                    )
                    continue
                signatory = next((s for w, s in known.items() if w <= words | {"de", "del", "la", "los", "y"}), None)
                if signatory and not _same_post(post, signatory.post_es, signatory.post_en):
                    yield found(
                        "P13",
                        passage,
                        m.start("post"),
                        m.end("post"),
                        says(
                            f"El cargo de {signatory.name} es “{signatory.post_es}”.",
                            f"The post of {signatory.name} is “{signatory.post_en or signatory.post_es}”.",
                        ),
                        subject=f"{fold(signatory.name)}|{post}",
                    )


# “El Coordinador de Asuntos Internacionales, Persona de Muestra, …”; after a comma the post is of who stands before it
_DIRECTS_BEFORE = re.compile(
    rf"(?:^|[.;:]\s+|[a-záéíóúñ]\s+)(?:[Ee]l|[Ll]a|[Tt]he)\s+(?P<post>(?P<head>Director|Coordinador|Subdirector|Jef|Head|Coordinator)(?:[ae]s?)?(?:\s+General)?\s+(?:de|del|of)\s+"
    rf"(?:(?:la|las|los|the)\s+)?(?P<of>{CHAIN}))\s*,\s+(?:(?:C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?)\.\s+)?(?P<name>{_NAME})"
)
_DIRECTING = ("irector", "oordina", "Jef", "Regidor", "Head")


def posts_of_one_person(r: Reading) -> Rules:
    """P13: somebody directs one office here and another there."""
    for lang in r.content.languages:
        held: dict[tuple[str, str], tuple[str, str]] = {}
        for passage in (p for p in r.passages if p.lang == lang):
            if not any(word in passage.text for word in _DIRECTING):
                continue
            named = [*_DIRECTS.finditer(passage.text), *_DIRECTS_BEFORE.finditer(passage.text)]
            for m in sorted(named, key=lambda m: m.start("post")):
                name = fold(_TITLE_OF.sub("", m["name"]))
                office = re.split(r"\.\s|\n", m["of"])[0].rstrip(".")
                end = m.start("of") + len(office)
                post, of = re.sub(r"\s+", " ", passage.text[m.start("post") : end]), fold(office)
                before = held.setdefault((name, m["head"]), (of, post))
                shorter, longer = sorted((before[0], of), key=len)
                if longer.startswith(shorter):
                    continue
                yield found(
                    "P13", passage, m.start("post"), end,
                    says(
                        f"En este texto el cargo de esa persona es también “{before[1]}”.",
                        f"In this text the post of that person is also “{before[1]}”.",
                    ),
                    subject=f"{name}|{of}", confidence=0.8,
                )  # fmt: skip


def _same_post(post: str, *names: str) -> bool:
    folded = [fold(n) for n in names if n]
    if post == "mayor":
        return any(any(o in n for o in _ORGAN) for n in folded)
    return any(post in n or n in post for n in folded)


def _is_office(name: str) -> bool:
    return bool(re.match(r"(?:Municipio|Ayuntamiento|Ciudad|Estado|Gobierno|City|State|Partes?|Honorable)\b", name))


RULES = (states_for_municipalities, changing_styles, town_halls, offices, posts_and_names, posts_of_one_person)
