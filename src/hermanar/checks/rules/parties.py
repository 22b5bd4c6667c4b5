"""P: whom the text names. The parties and nobody else, each in its state and country, signed by the right post.

Basis: promise 2 (no wrong city leaves the house); a locality is a beneficiary, never a party (domain.md 1.4).
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..brief import PartyRef, Side, Signatory
from ..entities import CHAIN
from ..findings import Finding, Repair, Severity
from ..mentioned import (
    OF_NO_OFFICE,
    PARTY_BLOCKS,
    in_its_place,
    in_passing,
    is_address,
    is_aside_before,
    is_compared,
    is_thanked,
    took_a_place,
)
from ..namesakes import is_namesake, is_said_small
from ..places import PlaceMention
from ..reading import STATE_BEFORE, Passage, Reading, Rules, found, name_pattern, says
from ..regions import names_in

# words that make a name the name of a party: "la Ciudad de …", "the City of …"
_STYLE = re.compile(
    r"\b(?P<kw>Municipio|Ciudad|Ayuntamiento|Villa|Pueblo|Alcaldía|Condado|Municipality|City|Town|Village|County|Borough|"
    r"municipio|ciudad|ayuntamiento|municipality|city|town|village|county)\s+(?:Constitucional\s+)?(?:de|of)\s+"
    rf"(?:el\s+)?(?P<name>{CHAIN})"
)
_STYLED_BEFORE = re.compile(
    r"\b(?:Municipio|Ciudad|Ayuntamiento|Alcaldía|Municipality|City|Town|Village)\s+(?:Constitucional\s+)?(?:de|of)\s+$",
    re.IGNORECASE,
)
# a style that the catalogue of places takes for part of a name: “Ciudad de Córdoba”
_STYLE_WITHIN = re.compile(
    r"^(?:Municipio|Ciudad|Ayuntamiento|Alcaldía|Municipality|City|Town|Village)\s+(?:de|of)\s+", re.IGNORECASE
)
_STREET_BEFORE = re.compile(
    r"\b(?:avenida|av\.|calle|calzada|bulevar|boulevard|blvd\.|plaza|colonia|col\.|fraccionamiento|parque|mercado|teatro|universidad|instituto|escuela|street|"
    r"avenue|university|school|college|aeropuerto|airport|río|river|lago|lake|ejido|barrio|carretera|templo|iglesia|catedral|convento|"
    r"museo|estadio|auditorio|salón|sala|explanada|jardín|foro|unidad\s+deportiva|hotel|hospital|preparatoria|secundaria|primaria|biblioteca|zona\s+arqueológica|church|museum)\s+(?:de\s+|del\s+|of\s+)?$",
    re.IGNORECASE,
)
# the number of a paper: “MOR/PM/001/2024”, “JAL-2024-001”; its letters are those of a house, not of a State
_FOLIO = re.compile(r"(?<![\w/-])[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ0-9.&]{0,11}(?:[/-][A-ZÁÉÍÓÚÜÑ0-9.&]{1,12}){2,8}(?![\w/-])")
_COUNTRY_KINDS = {"country"}
_STATE_KINDS = {"state", "subdivision", "entity"}
_AND_NAME = re.compile(rf"\s+(?:y|e|and)\s+(?:(?:(?:el|la|that)\s+)?(?:de|con|of|with)\s+)?(?P<name>{CHAIN})")
_NAME_AND = re.compile(rf"\b(?:entre|between)\s+(?P<name>{CHAIN})\s+(?:y|e|and)\s+$")
_WIDER_KINDS = _COUNTRY_KINDS | _STATE_KINDS
_ABROAD_KINDS = {"place", "town"}
_OFFICE_KINDS = {"office", "organisation", "organization"}
# where the chain of a styled name stops being the name
_CHAIN_END = re.compile(
    r"\s+(?:(?:y|e|and|de|del|of|en|on)\s+(?:(?:la|las|los|el|the)\s+)?)?(?=(?:Estado|State|Provincia|Province|Ciudad|"
    r"City|Municipio|Municipality|Estados|United|República|Republic|Ayuntamiento|County|Condado)\b)|"
    r"\s+(?:y|e|and|en|on|upon|para|a|sobre)\s"
)
# the gazetteer gives 0.7 to the bare official name of a municipality in running text: enough to stop a paper
_SURE = {"municipality": 0.65}
_SURE_ELSEWHERE = 0.8
_FAINT = 0.5
_SENTENCE_START = re.compile(r"(?:^|[.:;!?…]\s+|\n\s*|[·/|]\s+|[“\"(¿¡])$")
# short names of states that are words, or letters of something else, where they stand in capitals without their point
_SHORT_STATE = re.compile(
    r"(?:SIN|SON|COL|MOR|TAB|VER|PUE|HGO|CAMP|NAY|MICH|OAX|DGO|ZAC|GRO|GTO|QRO|TLAX|YUC|CHIS|CHIH|COAH|AGS|JAL|SLP|TAMPS|[A-Z](?: [A-Z])+|Col)"
)
# persons whose names municipalities and streets bear: without “Municipio de” or a state after, the person is meant
_PERSONS = frozenset(
    fold(n)
    for n in (
        "Benito Juárez", "Miguel Hidalgo", "José María Morelos", "Vicente Guerrero", "Emiliano Zapata", "Lázaro Cárdenas",
        "Francisco I. Madero", "Gustavo A. Madero", "Venustiano Carranza", "Álvaro Obregón", "Felipe Carrillo Puerto",
        "Francisco Villa", "Melchor Ocampo", "Ignacio Zaragoza", "Mariano Escobedo", "Porfirio Díaz", "José Vasconcelos",
        "Simón Bolívar", "Cristóbal Colón", "Rafael Lucio", "Gómez Farías", "Ignacio Allende", "Leona Vicario",
        "Josefa Ortiz de Domínguez", "Belisario Domínguez", "Plutarco Elías Calles", "Jesús María", "Adolfo López Mateos",
    )
)  # fmt: skip
# “Presidenta Municipal de Vicente Guerrero”, “José María Morelos, Estado de Washington”: no person
_MAYOR_OF = re.compile(
    r"(?i)\b(?:president[ea]\s+municipal(?:\s+constitucional)?|alcalde(?:sa)?|mayor)\s+(?:de|of)\s+$"
)
_STATE_AFTER = re.compile(r",\s+(?:Estado\s+de|State\s+of|Edo\.)\s+[A-ZÁÉÍÓÚÑ]")
_ARTICLE = re.compile(r"(?:\s(?:los|las|the)|(?:\A|\s)The)\s\Z")
# “the Springfield delegation” is of the place; “the Strand.” is not
_NO_NOUN = re.compile(r"\s*(?:[.,;:)]|\Z|(?:de|del|y|and|or|is|was|has|in|on|at|se)\b)")
_REGION_SURE = 0.85
_COUNTIES = ("condado", "Condado", "county", "County")
_LIES_IN = re.compile(rf"\b(?:en\s+el|in|{OF_NO_OFFICE}(?:del|of))\s+\Z", re.IGNORECASE)
_NEAR = 200  # characters: no name is longer, and a line without an end must not be read again for each of its names
_OF_A_PACT = re.compile(
    r"herman|acuerd|convenio|carta|suscri|firm|alianza|v[íi]ncul|sister|twin|agree|letter|sign|partner|colabor|cooper|"
    r"\bentre\b|between|salud|felicit|greet|intenci|ratific|reun|autoriz|author|\bpartes?\b|\bpart(?:y|ies)\b",
    re.IGNORECASE,
)
# papers that tell of more than the pact: whom else they name is worth a look, no more
_WIDE_KINDS = frozenset({"report", "study"})
_LOOSE_KINDS = _WIDE_KINDS | {"other", "minutes", "designation"}
# papers that must name both parties; an internal designation or a cover note need not
_NAMING_KINDS = frozenset({"agreement", "letter", "act"})


# “Chihuahua con Pueblo y con Albuquerque”, “of El Paso, Ciudad Juárez and Las Cruces”: a report tells of others
_TOLD_WITH_OTHERS = re.compile(rf"(?i:\s(?:y|e|and)\s+(?:con|with)\s+)$|{CHAIN},\s+{CHAIN}\s+(?:y|e|and)\s+$")


def foreign_places(r: Reading) -> Rules:
    """P01: a place that is no party, is not allowed and is not part of a party's own style."""
    if not r.brief.parties:
        return  # a paper of the house alone may name any place
    named = [s for s in r.brief.signatories if s.name]
    people = [([*map(fold, (s.name, *_posts(s)))], name_pattern([s.name]), name_pattern(_posts(s))) for s in named]
    allowed = {fold(n) for n in (*r.brief.also_allowed, *r.brief.beneficiaries)}
    own = {fold(n) for p in r.brief.parties for n in p.names}
    # “Ciudad de Córdoba” is Córdoba; “Ciudad de México” is not the state of México
    towns = {fold(n) for p in r.brief.parties if len(p.key) != 2 for n in p.names}
    wider = {fold(n) for p in r.brief.parties for n in (*p.subdivisions, *p.country_names)}
    keys = {p.key for p in r.brief.parties if p.key}
    wider_keys = {k for p in r.brief.parties for k in (p.key[:2], p.country) if k}
    # “Estado de District of Columbia”: what stands inside the name of a party's own region is no other place
    regions = {fold(n): n for p in r.brief.parties for n in p.subdivisions if " " in n}
    names = {fold(n): n for n in (*r.brief.also_allowed, *r.brief.beneficiaries)} | regions
    wide = _is_wide(r)
    told: set[str] = set()  # other places that the text has told of in passing
    for passage in r.passages:
        beside = sorted({*_beside_parties(r, passage), *in_its_place(r, passage)})
        styles = list(_STYLE.finditer(passage.text))
        if not (styles or beside or r.mentions(passage)):
            continue  # it names nobody
        here = [(name, post) for said, name, post in people if any(s in passage.folded for s in said)]
        excused = [span for person in here for span in _own_place(passage.text, *person)]
        if there := [n for key, n in names.items() if key in passage.folded]:
            excused += [m.span() for m in name_pattern(there).finditer(passage.text)]
        excused += [(m.start, m.end) for m in r.party_mentions(passage)]
        excused += [(s.start, s.end) for s in passage.entities.slots]
        excused += [m.span() for m in _FOLIO.finditer(passage.text) if re.search(r"\d", m.group())]
        free, spare = _marked(passage, excused), bytearray(len(passage.text))
        last = 0  # where the last name ends that something was said of
        begins = {start for start, _ in beside}
        passing = in_passing(r, passage, free, told)
        for m in r.mentions(passage):
            name = fold(m.text)
            # most are the Parties: they are known before anything is looked for around them
            if m.kind in _OFFICE_KINDS or name == "america" or name in own or name in allowed:
                continue
            before = passage.text[max(0, m.start - 200) : m.start]
            styled = bool(_STYLED_BEFORE.search(before) or _STYLE_WITHIN.match(m.text))
            if (
                re.sub(r"^del? ", "", name) in own
                or fold(_STYLE_WITHIN.sub("", m.text)) in towns
                or (name in wider and not styled)
                or (_SHORT_STATE.fullmatch(m.text) and (passage.text[m.end : m.end + 1] != "." or m.text == "Col"))
                or (" " not in m.text and passage.text.isupper() and is_said_small(r.passages, m.text))
                or (wider_keys if m.kind in _WIDER_KINDS else keys).intersection(m.keys)
                or 0 not in free[m.start : m.end]
            ):
                continue
            styled = styled or m.start in begins
            # “The Strand”, “los Altos de Chiapas”: the article makes it the name of something else
            if is_thanked(before) or (
                not styled
                and m.kind in _ABROAD_KINDS
                and " " not in m.text
                and _ARTICLE.search(before)
                and _NO_NOUN.match(passage.text, m.end)
            ):
                last = _take(spare, m.start, m.end)
                continue
            # “Toda” and “Madam” are places somewhere: a lone capital that opens a sentence says nothing
            abroad = m.kind in _ABROAD_KINDS
            opens = " " not in m.text and bool(_SENTENCE_START.search(before))
            if abroad and not styled and (m.confidence < _FAINT or (opens and m.confidence < 0.9)):
                continue
            confidence = 1.0 if styled else m.confidence
            if not styled and is_namesake(passage.text, m.start, m.end, abroad=abroad or m.kind in _COUNTRY_KINDS):
                last = _take(spare, m.start, m.end)
                continue
            took = took_a_place(r, passage, m)
            if not styled and (
                _STREET_BEFORE.search(before) or (not took and _is_aside(r, passage, m, before, wide=wide))
            ):
                last = _take(spare, m.start, m.end)
                continue
            placed = _MAYOR_OF.search(before) or _STATE_AFTER.match(passage.text, m.end)
            if name in _PERSONS and not styled and m.confidence < _REGION_SURE and not (placed or took):
                continue
            # the state after a place that is wrong already is the same mistake
            within = m.kind in _WIDER_KINDS or name in _US_STATES
            if within and last and re.fullmatch(r"\s*[,(]\s*(?:en\s+)?", passage.text[last : m.start]):
                continue
            # another state or country may be spoken of; it is still the trace that a text for others leaves
            if m.kind in _WIDER_KINDS and not styled:
                confidence = min(confidence, 0.6)
            sure = confidence >= _SURE.get(m.kind, _SURE_ELSEWHERE)
            severity = Severity.ERROR if sure else Severity.WARNING if confidence >= _FAINT else Severity.NOTICE
            if wide:
                compared = is_compared(passage.text, m, r.party_mentions(passage))
                styled = styled and not _TOLD_WITH_OTHERS.search(before)
                severity = Severity.WARNING if styled or compared or took else Severity.NOTICE
            elif not styled and (m.start in passing or (m.kind in _WIDER_KINDS and _only_tells(r, passage, before))):
                severity = Severity.NOTICE
            last = _take(spare, m.start, m.end)
            yield _foreign(r, passage, m.start, m.end, confidence, severity)
        # “entre Lakeside y Progreso”: beside a party, even a name that is also a common word is read as a place
        for start, end in beside:
            text = passage.text[start:end]
            if 1 in spare[start:end] or 1 in free[start:end] or fold(text) in own | allowed | wider:
                continue
            if any(k.kind in _SURE for k in r.places.find_in_text(f"Municipio de {text}", "es")):
                _take(spare, start, end)
                yield _foreign(r, passage, start, end, 0.9, Severity.ERROR)
        for style in styles:
            name = _CHAIN_END.split(style["name"], maxsplit=1)[0].rstrip(".,-’'")
            start, end = style.start("name"), style.start("name") + len(name)
            folded = fold(name)
            if (
                1 in spare[start:end]
                or free[start]
                or folded in own | allowed
                or (style["kw"][0].islower() and folded in wider)
                # “Redondo Beach, en el condado de Los Ángeles”
                or (style["kw"] in _COUNTIES and _LIES_IN.search(passage.text, 0, style.start()))
            ):
                continue
            yield _foreign(r, passage, start, end, 0.9, Severity.ERROR)


_POST_AWAY = 90  # characters between a name and the post that is said of it: “…, en su carácter de …”
_POST_ENDS = re.compile(r"[.;:!?]\s+(?=[A-ZÁÉÍÓÚÑ])|\n\s*\n")
_THE_POST = re.compile(r"(?i)\b(?:el|la|los|las|al|del|su|sus|the|his|her|its|their|o|a)\s+$")


def _posts(signatory: Signatory) -> tuple[str, ...]:
    return tuple(p for p in (signatory.post_es, signatory.post_en, *signatory.posts.values()) if p)


def _own_place(text: str, name: re.Pattern, post: re.Pattern) -> Iterator[tuple[int, int]]:
    """Where who signs is named, and their post where it is said of them: beside their name, in the same sentence. “Intendente”,
    a town somewhere, is that post with an article too; “Alcalde de Tequila” elsewhere is somebody else of Tequila."""
    named = [m.span() for m in name.finditer(text)]
    yield from named
    for m in post.finditer(text):
        near = any(
            -1 <= gap <= _POST_AWAY and not _POST_ENDS.search(text[min(m.end(), end) : max(m.start(), start)])
            for start, end in named
            for gap in (max(start - m.end(), m.start() - end),)
        )
        if near or (" " not in m.group() and _THE_POST.search(text[: m.start()][-12:])):
            yield m.span()


def _marked(passage: Passage, spans: list[tuple[int, int]]) -> bytearray:
    """A mark on every character that stands in one of the spans."""
    marks = bytearray(len(passage.text))
    for start, end in spans:
        _take(marks, start, end)
    return marks


def _take(marks: bytearray, start: int, end: int) -> int:
    marks[start:end] = b"\1" * (end - start)
    return end


_WIDE_TITLE = re.compile(
    r"(?i)^\W*(?:estudio|informe|reporte|nota\s+(?:conceptual|informativa)|study|report|perfil|profile)\b"
)


def _is_wide(r: Reading) -> bool:
    """A report or a study, by its kind or, where nobody said it, by its title."""
    return r.brief.kind in _WIDE_KINDS or (
        not r.brief.paper
        and any(
            _WIDE_TITLE.match(p.text)
            for i, p in enumerate(r.passages[:16])
            if i < 4 or p.block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        )
    )


def _only_tells(r: Reading, passage: Passage, before: str) -> bool:
    """“Trae músicos de Jalisco”, in a paper that is none of the pact: a state or a country whereof nothing is agreed."""
    clause = re.split(r"[.;:!?]\s|\n", before)[-1][-110:]
    plain = r.brief.kind == "other" and passage.block.kind is BlockKind.PARAGRAPH
    return plain and not _OF_A_PACT.search(clause)


def _is_aside(r: Reading, passage: Passage, m: PlaceMention, before: str, *, wide: bool) -> bool:
    """Named without any part in the pact: where a consulate sits, where a flight comes from, a town of a Party's own state."""
    if is_address(before, passage.text[m.end : m.end + 60]):
        return True
    if passage.block.kind in PARTY_BLOCKS:
        return False
    if is_aside_before(before):
        return True
    # “Los artesanos de Chiautempan y de San Juan del Río”: people of towns of a Party's own State
    if m.kind in ("municipality", "town") and _PEOPLE_OF.search(before) and _is_near(r, m):
        return True
    clause = re.split(r"[.;:!?]\s|\n", before)[-1][-110:]
    if _OF_A_PACT.search(clause) and not (r.brief.kind in _LOOSE_KINDS and re.search(r"\b(?:en|in)\s+$", clause)):
        return False
    if wide:
        return not is_compared(passage.text, m, r.party_mentions(passage))
    # a village that only the catalogue of the world knows, said to be of a community here
    if m.kind == "place" and re.search(
        r"(?i)\b(?:comunidad|localidad|comunidades|localidades|community|ranchería)\s+(?:de|of)\s+$", before
    ):
        return True
    return m.kind in ("municipality", "town") and _is_near(r, m) and (m.kind == "town" or r.brief.kind in _LOOSE_KINDS)


def _is_near(r: Reading, m: PlaceMention) -> bool:
    """In the State of a Party of Mexico."""
    states = {p.key[:2] for p in r.brief.parties if p.country == "MX" and p.key}
    return not states.isdisjoint(k[:2] for k in m.keys if k[:2].isdigit())


_PEOPLE_OF = re.compile(
    r"(?i)\b(?:artesan[oa]s|productor[ae]s|m[úu]sic[oa]s|danzantes|deportistas|atletas|jugador[ae]s|artists|artisans|musicians|players)\s+(?:\w+\s+)?(?:de|of|from)\s+(?:[^.;:\n]{0,60}\s(?:y|and)\s+(?:(?:de|of|from)\s+)?)?$"
)


def _beside_parties(r: Reading, passage: Passage) -> Iterator[tuple[int, int]]:
    """The spans of the names that *y* or *and* joins to a party: *Lakeside y X*, *entre X y Lakeside*."""
    for m in r.party_mentions(passage):
        after = _AND_NAME.match(passage.text, m.end, m.end + _NEAR)
        before = _NAME_AND.search(passage.text[max(0, m.start - 200) : m.start])
        for name in (after, before):
            if name:
                start = name.start("name")
                yield start, start + len(_CHAIN_END.split(name["name"], maxsplit=1)[0].rstrip(".,-’'"))


def _foreign(r: Reading, passage: Passage, start: int, end: int, confidence: float, severity: Severity) -> Finding:
    text = passage.text[start:end]
    ranked = likeliest_parties(r, passage, text)
    names = [r.usual_name(p, passage.lang) for p in ranked]
    repairs = [
        Repair(says(f"Cambiar por {n}", f"Change to {n}"), (passage.edit(start, end, n),)) for n in dict.fromkeys(names)
    ]
    ask_es = f" ¿Quiso decir “{names[0]}”?" if names else ""
    ask_en = f" Did you mean “{names[0]}”?" if names else ""
    return found(
        "P01",
        passage,
        start,
        end,
        says(f"“{text}” no es Parte.{ask_es}", f"“{text}” is not a Party.{ask_en}"),
        repairs=repairs,
        severity=severity,
        confidence=confidence,
    )


def likeliest_parties(r: Reading, passage: Passage, text: str) -> list[PartyRef]:
    """The parties, likeliest first: the one this passage fails to name though its other language does, then the one
    it does not name, then the one most alike in letters; theirs before ours."""
    here = r.times_named(passage)
    there: Counter[PartyRef] = Counter()
    for p in r.of_block(passage.key):
        if p.lang != passage.lang:
            there += r.times_named(p)

    def weight(party: PartyRef) -> tuple:
        alike = max((SequenceMatcher(None, fold(text), fold(n)).ratio() for n in party.names), default=0.0)
        return (
            alike > 0.75,
            there[party] > here[party],
            party not in here,
            round(alike, 1),
            party.side is Side.THEIRS,
        )

    return sorted((p for p in r.brief.parties if p.names), key=weight, reverse=True)


_NAMES_WHOM = re.compile(r"\b(?:entre|con|celebran|between|with|among)\b", re.IGNORECASE)
_REST_OF_TITLE = re.compile(r"^[\W_]*(?:entre|que\s+celebran|con|between|by\s+and\s+between|with)\b", re.IGNORECASE)


def _title_and_rest(title: Passage, passages: list[Passage]) -> list[Passage]:
    """The title, and the line under it that goes on with it."""
    at = passages.index(title)
    return [title, *(p for p in passages[at + 1 : at + 2] if _REST_OF_TITLE.match(p.text))]


def missing_parties(r: Reading) -> Rules:
    """P02: a party that one language never names, or that the title of an agreement leaves out."""
    if r.brief.kind not in _NAMING_KINDS or r.is_part:
        return
    titles = [p for p in r.passages if p.block.kind is BlockKind.TITLE]
    whole = r.content.languages if r.content.meta.get("pairing") != "none" else r.content.languages[:1]
    for lang in whole:
        passages = [p for p in r.passages if p.lang == lang]
        if not passages:
            continue
        # “Mayor of …, Minnesota” over a letter in Spanish: where a text mixes its languages, to whom it goes is named too
        heard = passages if r.content.meta.get("pairing") != "none" else r.passages
        named = [m.party for p in heard for m in r.party_mentions(p)]
        for party in r.brief.parties:
            if not party.names:
                continue
            name = party.names[0]
            if party not in named:
                first = passages[0]
                yield found(
                    "P02",
                    first,
                    0,
                    len(first.text),
                    says(f"El texto no nombra a “{name}”.", f"The text does not name “{name}”."),
                    subject=f"text|{fold(name)}",
                )
                continue
            title = next((t for t in titles if t.lang == lang), None)
            in_title = [m.party for t in _title_and_rest(title, passages) for m in r.party_mentions(t)] if title else []
            if (
                title
                and r.brief.kind == "agreement"
                and not title.entities.slots
                and party not in in_title
                # “Convenio de hermanamiento” alone leaves the parties to the preamble
                and (in_title or _NAMES_WHOM.search(title.text))
            ):
                yield found(
                    "P02",
                    title,
                    0,
                    len(title.text),
                    says(f"El título no nombra a “{name}”.", f"The title does not name “{name}”."),
                    subject=f"title|{fold(name)}",
                )


_SUBDIVISION_AFTER = re.compile(
    r"(?:\s*+,)?\s*+(?:(?:del|de|en\s+el|of\s+the|of|from\s+the|from|in\s+the|in)\s+)?(?:the\s+)?"
    r"(?i:Estado|State|Provincia|Province|Prefectura|Prefecture)\s+(?:Libre\s+y\s+Soberano\s+)?(?:de|of)\s+"
    rf"(?P<name>{CHAIN})"
)
_COMMA_AFTER = re.compile(rf"\s*,\s*(?P<name>{CHAIN})")
_COUNTRY_AFTER = re.compile(
    r"(?:\s*+,)?\s*+(?:(?:de\s+los|de\s+la|del|de|of\s+the|of|from\s+the|from|in\s+the|in)\s+)?(?:the\s+)?"
    r"(?:(?:República(?:\s+(?:Bolivariana|Oriental|Federal))?|Republic|Reino|Kingdom)\s+(?:de|del|of)\s+(?!Corea|China|Congo|Korea))?"
    + rf"(?P<name>{CHAIN})"
)


def wrong_states(r: Reading) -> Rules:
    """P03: a party followed by a state or country that is not its own."""
    parties = r.brief.parties
    all_subdivisions = name_pattern(n for p in parties for n in p.subdivisions)
    all_countries = name_pattern(n for p in parties for n in p.country_names)
    for passage in r.passages:
        spans: dict[int, list[tuple[int, str]]] = {}
        for m in r.mentions(passage):
            spans.setdefault(m.start, []).append((m.end, m.kind))
        # “Gto.” and “EUA” are right by their key, whatever the letters
        keyed = {(m.start, k) for m in r.mentions(passage) if m.kind in _WIDER_KINDS for k in m.keys if k}
        text = passage.text
        named = {m.start for m in r.party_mentions(passage) if " " in m.text}
        # of two Parties of one name in a place of neither, one is enough to say it
        alone = {(m.start, m.end): m for m in reversed(r.party_mentions(passage))}
        for mention in sorted(alone.values(), key=lambda m: m.start):
            party, at = mention.party, mention.end
            # Durango in Durango and Durango in Colorado: the State is not the other Party
            if len(parties) > 1 and STATE_BEFORE.search(text[max(0, mention.start - _NEAR) : mention.start]):
                continue
            sub = _SUBDIVISION_AFTER.match(text, at, at + _NEAR)
            if sub:
                start = sub.start("name")
                end = _name_end(start, sub["name"], all_subdivisions, text)
                # “Baja California Sur” is not Baja California
                end = max([end, *(e for e, kind in spans.get(start, ()) if kind in _STATE_KINDS)])
                if party.subdivisions and not _is_one(text[start:end], party.subdivisions):
                    yield _wrong(passage, mention.text, party.subdivisions, start, end)
                at = end
            else:
                comma = _COMMA_AFTER.match(text, at, at + _NEAR)
                if comma and party.subdivisions:
                    start = comma.start("name")
                    end = _known_end(start, spans, _STATE_KINDS, all_subdivisions, text)
                    end = end or _us_state_end(start, comma["name"])
                    # “Ensenada, Oaxaca de Juárez y Cozumel”: another Party, not a state
                    end = None if start in named else end
                    right = end and (start, party.key[:2]) in keyed
                    if end and not right and not _is_one(text[start:end], (*party.subdivisions, *party.country_names)):
                        yield _wrong(passage, mention.text, party.subdivisions, start, end)
                    at = end or at
            country = _COUNTRY_AFTER.match(text, at, at + _NEAR)
            if country and party.country_names:
                start = country.start("name")
                end = _known_end(start, spans, _COUNTRY_KINDS, all_countries, text)
                right = end and (start, party.country) in keyed
                if end and not right and not _is_one(text[start:end], (*party.country_names, *party.subdivisions)):
                    yield _wrong(passage, mention.text, party.country_names, start, end)


# a state of the United States is no place of its own in the gazetteer
_US_STATES = names_in("US")


def _us_state_end(start: int, chain: str) -> int | None:
    """Where a state of the United States ends that the chain begins with."""
    words = list(re.finditer(r"[^\W\d_]+", chain))[:3]
    ends = [m.end() for m in words if fold(chain[: m.end()]) in _US_STATES]
    return start + max(ends) if ends else None


def _name_end(start: int, chain: str, known, text: str) -> int:
    """Where the name at `start` ends: with a known name if one stands there, else where the chain turns."""
    m = known.match(text, start)
    if m:
        return m.end()
    return start + len(_CHAIN_END.split(chain, maxsplit=1)[0].rstrip(".,-’'"))


def _known_end(start: int, spans: dict, kinds: set[str], known, text: str) -> int | None:
    m = known.match(text, start)
    ends = [end for end, kind in spans.get(start, ()) if kind in kinds]
    if m:
        ends.append(m.end())
    return max(ends, default=None)


def _is_one(text: str, names: tuple[str, ...]) -> bool:
    return fold(text) in {fold(n) for n in names}


def _wrong(passage: Passage, party: str, right: tuple[str, ...], start: int, end: int) -> Finding:
    text = passage.text[start:end]
    # the accepted names may be in several languages: offer the one whose position matches this language
    name = right[0] if passage.lang == "es" or len(right) == 1 else right[1]
    return found(
        "P03",
        passage,
        start,
        end,
        says(f"“{party}” está en {name}, no en “{text}”.", f"“{party}” is in {name}, not in “{text}”."),
        repairs=[Repair(says(f"Cambiar por {name}", f"Change to {name}"), (passage.edit(start, end, name),))],
        subject=f"{fold(party)}|{fold(text)}",
    )


_COMMUNITY_BEFORE = re.compile(
    r"\b(?:Municipio|Ciudad|Ayuntamiento|Municipality|City|Town|"
    r"en\s+representación\s+de|on\s+behalf\s+of|por)\s+(?:(?:de|of)\s+)?(?:la\s+comunidad\s+de\s+|the\s+community\s+of\s+)?$",
    re.IGNORECASE,
)


def localities_as_parties(r: Reading) -> Rules:
    """P04: a beneficiary locality in the title, among the signatures or styled as a city."""
    pattern = name_pattern(r.brief.beneficiaries)
    keys = {p.key for p in r.brief.parties if len(p.key) > 2}
    ours = [p for p in r.brief.parties if p.names and p.side is Side.OURS]
    own = {fold(n) for p in r.brief.parties for n in p.names}
    for passage in r.passages:
        as_party = passage.block.kind in (BlockKind.TITLE, BlockKind.SIGNATURE)
        here = [m.span() for m in pattern.finditer(passage.text)]
        if as_party and r.brief.kind == "agreement":  # a town of a Party’s own, in the place of the Party
            here += [
                (m.start, m.end)
                for m in r.mentions(passage)
                if m.kind == "town"
                and keys.intersection(m.keys)
                and (m.start, m.end) not in here
                # “Ciudad de Durango” is what a Party is called here, whatever town bears that name too
                and fold(_STYLE_WITHIN.sub("", m.text)) not in own
            ]
        for start, end in here:
            if not as_party and not _COMMUNITY_BEFORE.search(passage.text[max(0, start - 200) : start]):
                continue
            names = [r.usual_name(p, passage.lang) for p in ours]
            repairs = [
                Repair(says(f"Cambiar por {n}", f"Change to {n}"), (passage.edit(start, end, n),)) for n in names
            ]
            yield found(
                "P04",
                passage,
                start,
                end,
                says(
                    f"“{passage.text[start:end]}” es una localidad: se beneficia, pero la Parte es su municipio.",
                    f"“{passage.text[start:end]}” is a locality: it benefits, but the Party is its municipality.",
                ),
                repairs=repairs,
            )


RULES = (foreign_places, missing_parties, wrong_states, localities_as_parties)
