"""What contradicts what the paper itself is: a State that acts for a municipality (P06), a governor who stands for one (P13), a body
“as a Participant” (P08), the word for the town hall as the place of signing (P09); a safeguard without its *no* (M07), a subject that
is not that of the title (M03); a treaty that no municipality makes (C03), the ministry’s register for a pact at home (C01); a verb of
another kind of paper (E02), the bond told as signed in a letter that proposes it (E01); a signatory of one language alone (B06)."""

import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..entities import CHAIN
from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, name_pattern, says
from .bilingual import pairs

_W = Severity.WARNING
_SILENT = (BlockKind.ADDRESSEE, BlockKind.COPIES, BlockKind.REFERENCE, BlockKind.SUBJECT)
_PACT = frozenset(("agreement", "declaration"))


def _mark(p: Passage, code: str, start: int, end: int, es: str, en: str, *, confidence: float = 0.85):
    return found(code, p, start, end, says(es, en), severity=_W, confidence=confidence)


_STATE_KEY = 2
_FOR_THE_STATE = re.compile(
    r"^\W*(?:(?:por|for)\s+(?:el\s+|the\s+)?)(?P<w>(?:(?:gobierno\s+del\s+|government\s+of\s+the\s+)?(?:estado|state)\s+(?:de|of)\s+))",
    re.IGNORECASE,
)
_DESIGNATES = re.compile(r"(?i)\s*(?:[,:]|$|se\s+design|is\s+design)")
_STATE_STARTS = ("por el estado", "por el gobierno", "for the state", "for the government")
_GOVERNED = re.compile(
    rf"(?i:\b(?:municipio|ciudad|ayuntamiento|municipality|city)\s+(?:de|of)\s+){CHAIN}(?:,\s+{CHAIN})?,?\s+(?i:representad[oa]\s+(?:en\s+este\s+acto\s+)?por|(?:herein\s+)?represented\s+(?:herein\s+)?by)\s+[^.;\n]{{0,70}}?(?P<w>(?i:gobernador(?:a)?(?:\s+constitucional)?(?:\s+del\s+estado)?|governor(?:\s+of\s+the\s+state)?))\b"
)


def states_for_municipalities(r: Reading) -> Rules:
    """P06: “Por el Estado de Sinaloa, se designa …” in the pact of a municipality. P13: “El Municipio de …, representado por …,
    Gobernador del Estado”."""
    municipal = [p for p in r.brief.parties if len(p.key) != _STATE_KEY and p.subdivisions]
    if r.brief.kind not in _PACT or not municipal or len(municipal) != len(r.brief.parties):
        return
    states = any(r.says(f"\n{s}") for s in _STATE_STARTS)
    governed = r.says("represent") and (r.says("obernador") or r.says("overnor"))
    own = name_pattern(n for p in municipal for n in p.subdivisions) if states else None
    for p in r.passages if states or governed else ():
        if own and p.low.startswith(_STATE_STARTS) and p.block.kind is not BlockKind.SIGNATURE:
            m = _FOR_THE_STATE.match(p.text)
            name = own.match(p.text, m.end()) if m else None
            if m and name and _DESIGNATES.match(p.text, name.end()):
                yield _mark(p, "P06", m.start("w"), name.end(), "La Parte es el municipio, no el estado.", "The Party is the municipality, not the state.")  # fmt: skip
        for m in _GOVERNED.finditer(p.text) if governed and ("obernador" in p.low or "overnor" in p.low) else ():
            yield _mark(p, "P13", *m.span("w"), "A un municipio no lo representa la gubernatura.", "A governor does not represent a municipality.")  # fmt: skip


_BESIDE = re.compile(
    r"(?:,[^.;:]{0,60}?)?,?\s+(?:and|y|con|with)\s+(?:(?:the|la|el)\s+)?(?:City|Town|Village|Municipality|Ciudad|Municipio|Ayuntamiento|Villa)\s+(?:of|del?)\s+",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?i)[^.;]{0,60}?\b(?:declare|agree|resolve|undertake|express|enter|conclude|sign|establish|reaffirm|ratify|(?:se\s+)?(?:declaran|acuerdan|convienen|celebran|suscriben|expresan|comprometen|reafirman|ratifican|hermanan))\b"
)
_THE_STATE = re.compile(
    r"\b(?:[Tt]he|[Ee]l|EL|THE)\s+(?P<w>(?:[Ss]tate\s+of|[Ee]stado\s+de|ESTADO\s+DE|STATE\s+OF)\s+)"
)


def states_beside_a_party(r: Reading) -> Rules:
    """P06: “the State of … and the City of … declare”: the State in the place of its municipality."""
    municipal = [p for p in r.brief.parties if len(p.key) != _STATE_KEY and p.subdivisions]
    if r.brief.kind not in _PACT or len(municipal) != len(r.brief.parties):
        return
    if not municipal or not (r.says("state of") or r.says("estado de")):
        return
    own = name_pattern(n for p in municipal for n in p.subdivisions)
    for p in r.passages:
        for m in _THE_STATE.finditer(p.text) if "state of" in p.low or "estado de" in p.low else ():
            # “the City of X, in the State of …”: where it lies
            if re.search(
                r"(?i)(?:\b(?:in|of|en|del?)|,)\s+$", p.text[max(0, m.start() - 6) : m.start()]
            ) and not re.search(r"(?i)therefore,\s+$", p.text[: m.start()]):
                continue
            name = own.match(p.text, m.end())
            beside = _BESIDE.match(p.text, name.end()) if name else None
            other = next((x for x in r.party_mentions(p) if beside and x.start == beside.end()), None)
            if name and other and _ACT.match(p.text, other.end):
                yield _mark(p, "P06", m.start("w"), name.end(), "La Parte es el municipio, no el estado.", "The Party is the municipality, not the state.")  # fmt: skip


_AS_A_PARTY = re.compile(
    r"\b(?:[Tt]he|[Ll]a|[Ee]l)\s+(?P<w>(?:[A-ZÁÉÍÓÚÑ][\w’'-]+\s+(?:(?:of|de|del|la|y|and)\s+){0,2}){0,4}?(?:Chamber|Association|Foundation|Club|University|Company|C[áa]mara|Asociaci[óo]n|Fundaci[óo]n|Universidad|Empresa|Patronato|Sociedad)\b[^.;:()\n]{0,60}?),?\s+"
    r"(?:as\s+an?|en\s+(?:su\s+)?(?:calidad|car[áa]cter)\s+de|con\s+el\s+car[áa]cter\s+de|como)\s+(?:(?:additional|another|tercera?|otra)\s+)?(?:Participant|Party|Parte|Participante)\b"
)
_AT_THE_HALL = re.compile(
    r"(?i)\b(?:firmad[oa]|hech[oa]|suscrit[oa]|signed|done)\s+(?:en|in|at)\s+(?:(?:la\s+)?ciudad\s+de\s+|(?:the\s+)?city\s+of\s+)?(?P<w>ayuntamiento|cabildo|city\s+hall|town\s+hall)\s*,?\s+(?:el|a\s+los|on|this)\s"
)

_AS_ONE = ("as a part", "calidad de part", "cter de part", "como parte", "as another part", "as an additional part")
_AT_HALLS = ("en ayuntamiento", "en cabildo", " city hall", " town hall", "de ayuntamiento")
_BODY_WORDS = frozenset("chamber association foundation club university company cámara camara asociación asociacion fundación fundacion universidad empresa patronato sociedad".split())  # fmt: skip
_HALL_WORDS = frozenset(("ayuntamiento", "cabildo", "hall"))


def bodies_and_halls(r: Reading) -> Rules:
    """P08: “The Chamber of Commerce, as a Participant, …”. P09: “Firmado en Ayuntamiento el 2 de octubre”."""
    if r.brief.kind not in _PACT:
        return
    signs = (
        () if r.words.isdisjoint(_BODY_WORDS) else r.said_of(_AS_ONE),
        () if r.words.isdisjoint(_HALL_WORDS) else r.said_of(_AT_HALLS),
    )
    for p in r.passages if any(signs) else ():
        low = p.low
        for m in _AS_A_PARTY.finditer(p.text) if any(s in low for s in signs[0]) else ():
            yield _mark(p, "P08", *m.span("w"), "No puede ser Parte: no es un gobierno municipal.", "It cannot be a Party: it is no municipal government.")  # fmt: skip
        for m in _AT_THE_HALL.finditer(p.text) if any(s in low for s in signs[1]) else ():
            yield _mark(p, "P09", *m.span("w"), "Se firma en una ciudad; el ayuntamiento es su gobierno.", "One signs in a city; the town hall is its government.")  # fmt: skip


_UNGUARDED = re.compile(
    r"(?i)(?P<w>\b(?:an?\s+|any\s+)?(?:employment|labou?r)\s+relation(?:ship)?s?\s+(?:shall|will|is|are)\s+(?:be\s+)?(?:created|established|arise)|"
    r"\bse\s+(?:crear[áa]n?|generar[áa]n?|establecer[áa]n?|crea|genera)\s+(?:una\s+)?relaci(?:ón|on|ones)\s+(?:de\s+car[áa]cter\s+)?laboral(?:es)?|"
    r"\btendr[áa]n?\s+(?:(?:con\s+(?:ella|[ée]sta|la\s+otra(?:\s+Parte)?)\s+)(?:una\s+)?relaci[óo]n\s+laboral|(?:una\s+)?relaci[óo]n\s+laboral\s+con\s+la\s+otra)|"
    r"\b(?:shall|will)\s+affect\s+the\s+rights|\bafectar[áa]n?\s+los\s+derechos\s+y\s+(?:las\s+)?obligaciones)"
)
_DENIED = re.compile(r"(?i)\b(?:no|ni|sin|nunca|tampoco|ning[úu]n[oa]?|not|nor|neither|never|without)\b[^.;]{0,90}$")


_GUARDED = {
    "es": ("laboral", "afectará los derechos", "afectarán los derechos"),
    "en": ("employment relation", "labor relation", "labour relation", "affect the rights"),
}


def safeguards_without_their_no(r: Reading) -> Rules:
    """M07: “an employment relationship shall be created with the other Party”."""
    if r.brief.kind not in _PACT:
        return
    signs = {lang: r.said_of(words) for lang, words in _GUARDED.items()}
    for p in r.passages if any(signs.values()) else ():
        low = p.low
        for at in [low.find(s) for s in signs.get(p.lang, ()) if s in low]:
            m = _UNGUARDED.search(p.text, max(0, at - 40), at + 70)
            if m and not _DENIED.search(p.text[max(0, m.start() - 110) : m.start()]):
                yield _mark(p, "M07", *m.span("w"), "El modelo lo niega; aquí se afirma.", "The model denies it; here it is affirmed.")  # fmt: skip


_MATTER = re.compile(
    r"(?i)\ben\s+materia\s+de\s+(?P<w>[^,.;:()\n]{4,70}?)(?=\s+(?:entre|que\s+celebran|del?\s+municipio)\b|[,.;:()\n]|$)|\bin\s+the\s+(?:field|matter|area)\s+of\s+(?P<w_en>[^,.;:()\n]{4,70}?)(?=\s+between\b|[,.;:()\n]|$)"
)
_AIM = re.compile(r"(?i)\b(?:objet(?:o|ivo)|objective|purpose)\b")
_STEM = 5


def _stems(words: str) -> set[str]:
    return {w[:_STEM] for w in re.findall(r"[^\W\d_]{4,}", fold(words))}


def subjects_of_title_and_aim(r: Reading) -> Rules:
    """M03: a specific agreement “en materia de movilidad urbana” whose objective is “la cooperación en materia de pesca de altura”."""
    if r.brief.paper != "specific_cooperation" or (not r.says("materia de") and not r.says(" of ")):
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        title = next((m for p in passages[:2] if (m := _MATTER.search(p.text))), None)
        for p in passages[1:] if title else ():
            m = _MATTER.search(p.text) if title and _AIM.search(p.text) else None
            if m is None or title is None:
                continue
            group = "w" if m["w"] else "w_en"
            if not _stems(m[group]) & _stems(title["w"] or title["w_en"]):
                yield _mark(p, "M03", *m.span(group), "El título dice otra materia.", "The title says another subject.")
            break


_A_TREATY = re.compile(
    r"(?i)\b(?:est[ea]|el\s+presente|la\s+presente|this|the\s+present)\s+(?:memor[áa]ndum|memorandum(?:\s+of\s+understanding)?|acuerdo|convenio|carta|agreement|letter|declaraci[óo]n|declaration|instrumento?)\s+(?P<w>(?:is|constitutes|shall\s+be|es|constituye|tiene\s+el\s+car[áa]cter\s+de)\s+(?:an?\s+|un\s+)?(?:\w+\s+)?(?:treaty|tratado(?:\s+internacional)?))\b"
)
_REGISTERED = re.compile(
    r"(?i)\b(?P<w>(?:inscrit|registrad)[oa]\s+(?:ante|en|por)\s+(?:(?:el|la)\s+)?(?:registro\s+de\s+(?:la\s+)?)?(?:Secretar[íi]a\s+de\s+Relaciones\s+Exteriores|Canciller[íi]a|Registro\s+de\s+Acuerdos\s+Interinstitucionales))\b"
)


def not_of_this_class(r: Reading) -> Rules:
    """C03: “This Memorandum is a treaty under international law”. C01: a twinning at home “inscrito ante la Secretaría de Relaciones
    Exteriores”."""
    treaty = r.says("treaty") or r.says("tratado")
    home = len(r.brief.parties) > 1 and all(p.country == "MX" for p in r.brief.parties)
    filed = home and (r.says("inscrit") or r.says("registrad"))
    for p in r.passages if treaty or filed else ():
        for m in _A_TREATY.finditer(p.text) if treaty and ("treaty" in p.low or "tratado" in p.low) else ():
            yield _mark(
                p, "C03", *m.span("w"), "Un municipio no celebra tratados.", "A municipality makes no treaties."
            )
        for m in _REGISTERED.finditer(p.text) if filed and ("inscrit" in p.low or "registrad" in p.low) else ():
            if "hermanamiento" in p.low and not _DENIED.search(p.text[max(0, m.start() - 60) : m.start()]):
                yield _mark(p, "C01", *m.span("w"), "Un hermanamiento entre municipios de México no se inscribe ahí.", "A twinning between municipalities of Mexico is not registered there.")  # fmt: skip


# the verbs of each kind of paper, said of its own pact
_VERBS = {
    "new": re.compile(
        r"(?i)\b(?P<w>(?:celebran|firman|suscriben|conclude|sign)\s+(?:un|a)\s+(?:nuevo|new)\s+(?:acuerdo|convenio|agreement)|(?:quedan|se\s+declaran)\s+hermanad[oa]s\s+(?:por|mediante|con|a\s+partir\s+de)\s+(?:este|el\s+presente|la\s+presente|esta)|(?:become|are\s+hereby)\s+(?:twinned|sister\s+cities))\b"
    ),
    "again": re.compile(
        r"(?i)\b(?P<w>(?:queda|quedan|se\s+tiene\s+por|is|are|has\s+been)\s+(?:\w+mente\s+|hereby\s+)?(?:renovad[oa]s?|ratificad[oa]s?|reafirmad[oa]s?|prorrogad[oa]s?|renewed|ratified|reaffirmed|extended))\b"
    ),
}
_OF_VERBS = {
    "new": ("un nuevo ", "a new agreement", "hermanados ", "hermanadas ", "twinned", "become sister", "hereby sister"),
    "again": ("renovad", "ratificad", "reafirmad", "prorrogad", "renewed", "ratified", "reaffirmed", "extended"),
}
_NOT_ITS_OWN = {"ratification": "new", "renewal": "new", "addendum": "new", "termination": "again", "twinning": "again", "domestic_twinning": "again"}  # fmt: skip
_UNSURE = re.compile(
    r"(?i)\b(?:no|ni|sin|si|cuando|salvo|podr[áa]n?|not|nor|if|when|unless|may|once|una\s+vez)\b[^.;]{0,80}$"
)
_AGAIN = frozenset(
    (
        "renewed",
        "ratified",
        "reaffirmed",
        "extended",
        *(f"{stem}ad{end}" for stem in ("renov", "ratific", "reafirm", "prorrog") for end in ("o", "a", "os", "as")),
    )
)


def verbs_of_another_paper(r: Reading) -> Rules:
    """E02: “Con ello el Acuerdo queda renovado” in a notice of termination; “celebran un nuevo acuerdo” in a ratification."""
    kind = _NOT_ITS_OWN.get(r.brief.paper)
    signs = r.said_of(_OF_VERBS[kind]) if kind and not (kind == "again" and r.words.isdisjoint(_AGAIN)) else ()
    for p in r.passages if kind and signs else ():
        if p.block.kind in _SILENT or not any(s in p.low for s in signs):
            continue
        for m in _VERBS[kind].finditer(p.text):
            if not _UNSURE.search(p.text[max(0, m.start() - 90) : m.start()]):
                yield _mark(p, "E02", *m.span("w"), "Eso lo hace otra clase de documento.", "Another kind of paper does that.")  # fmt: skip


_SIGNED_BOND = re.compile(
    r"(?i)\b(?:el|nuestro|the|our)\s+(?P<w>(?:(?:acuerdo|convenio)\s+de\s+)?hermanamiento\s+(?:ya\s+)?(?:firmado|suscrito|celebrado|formalizado|inscrito|registrado)|(?:twinning|sister\s+city\s+agreement)\s+(?:already\s+)?(?:signed|registered))\s+(?:entre|por|between|by)\s+(?:amb[oa]s|nuestr[oa]s|l[oa]s\s+dos|our|both|the\s+two)\b"
    r"|\b(?:el|the)\s+(?:acuerdo|convenio|hermanamiento|agreement|twinning)(?:\s+de\s+hermanamiento)?,\s+(?P<w2>(?:ya\s+|already\s+|now\s+)?(?:firmado|suscrito|inscrito|signed|registered)(?:\s+(?:y|and)\s+(?:vigente|en\s+vigor|in\s+force|registrado|registered))?),"
)


def bonds_told_as_signed(r: Reading) -> Rules:
    """E01: “El hermanamiento firmado entre nuestras ciudades” in the letter that proposes it."""
    if r.brief.paper not in ("letter_of_intent", "study") or r.brief.rung is not None:
        return
    for p in (
        r.passages
        if any(
            r.says(s)
            for s in (
                "firmado",
                "suscrito",
                "celebrado",
                "formalizado",
                "inscrito",
                "registrado",
                "signed",
                "registered",
            )
        )
        else ()
    ):
        for m in _SIGNED_BOND.finditer(p.text) if p.block.kind not in _SILENT else ():
            if not re.search(r"\b(?:19|20)\d\d\b", p.text[m.end() : m.end() + 25]):
                yield _mark(p, "E01", *m.span("w" if m["w"] else "w2"), "Este papel es anterior a la firma.", "This paper comes before the signature.")  # fmt: skip


_THEIRS = {"es": re.compile(r"\b[Pp]artes?\b"), "en": re.compile(r"\b[Pp]art(?:y|ies)\b")}
_OTHERS = {
    "es": re.compile(
        r"\b(?:los|las|ambos|ambas|otro|otra)\s+(?P<w>Signatari[oa]s?|Firmantes?|Participantes?|Contratantes?)\b"
    ),
    "en": re.compile(
        r"\b(?:the|both|other)\s+(?P<w>Signator(?:y|ies)|Participants?|Contractors?|Contracting\s+Parties)\b"
    ),
}
_NAMES_OF_OTHERS = ("signatari", "firmante", "participante", "contratante", "signator", "participants", "the participant", "contractor")  # fmt: skip
_MOST_USED = 4
_OTHER_WORDS = frozenset("signatarios signatarias signatario signatory signatories firmante firmantes participante participantes participant participants contratante contratantes contractor contractors contracting".split())  # fmt: skip


def another_term_in_one_language(r: Reading) -> Rules:
    """B06: “cada una de las Partes” and “each of the Signatories”, where both languages define “the Parties”."""
    if r.words.isdisjoint(_OTHER_WORDS) or r.low.count("the parties") < _MOST_USED:
        return
    signs = r.said_of(_NAMES_OF_OTHERS)
    for a, b in pairs(r) if signs else ():
        if {a.lang, b.lang} != {"es", "en"} or a.block.kind in (BlockKind.SIGNATURE, BlockKind.TITLE):
            continue
        for x, y in ((a, b), (b, a)):
            m = _OTHERS[y.lang].search(y.text) if any(s in y.low for s in signs) else None
            if m and not _OTHERS[x.lang].search(x.text) and len(_THEIRS[x.lang].findall(x.text)) > len(_THEIRS[y.lang].findall(y.text)):  # fmt: skip
                yield found(
                    "B06", y, *m.span("w"),
                    says(f"El otro idioma dice “las Partes”; aquí dice “{m['w']}”.", f"The other language says “the Parties”; here it says “{m['w']}”."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


RULES = (
    states_beside_a_party,
    states_for_municipalities, bodies_and_halls, safeguards_without_their_no, subjects_of_title_and_aim, not_of_this_class, verbs_of_another_paper, bonds_told_as_signed,
    another_term_in_one_language,
)  # fmt: skip
