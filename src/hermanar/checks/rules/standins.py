"""P, continued: who stands where a Party does, wherever a paper says it: a part of a municipality (P04), a private body (P08),
a State (P06); the town hall where the municipality is meant as land or people (P09); one name with two posts, one post with
two names (P13).

Basis: domain.md 1.4 (the Party is the municipality); promise 2.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..entities import CHAIN
from ..findings import Finding, Severity
from ..posts import ANY_POST, POSTS
from ..reading import Passage, Reading, Rules, found, name_pattern, says
from .articles import PRIVATE

_W = Severity.WARNING
_PACT = r"(?:hermana\w+|hermanad\w+|herman(?:e|en|ar)\b|acuerdo|convenio|vinculaci[óo]n|relaci[óo]n|alianza|memor[áa]ndum|twinn?\w*|sister[- ]cit\w+|agreement|relationship|partnership|memorandum)"
# the places of a sentence where a Party stands
_SLOTS = (
    # “un hermanamiento con …”, “a sister city agreement with …”
    re.compile(rf"(?i)\b{_PACT}\b(?P<gap>[^.;:\n]{{0,110}}?)\s(?:con|with)\s+(?=(?:el|la|los|the|al)?\s*[\wÁÉÍÓÚÑ])"),
    # “entre el Municipio de … y …” is read from its first Party on, below
    # “que el acuerdo lo firmen …”, “la contraparte sería …”
    re.compile(r"(?i)\b(?:(?:lo|la|los)\s+(?:firmen|firmar[áa]n?|firme|suscriban|suscribir[áa]n?|suscriba|celebren|celebrar[áa]n?)|(?:la\s+)?contraparte\s+(?:(?:del?|en|para)\s+[^.;,:\n]{1,50}?\s)?(?:es|ser[áa]|ser[íi]a|fue)|(?:the\s+|our\s+)?counterpart\s+(?:(?:to|of|in|for)\s+[^.;,:\n]{1,50}?\s)?(?:is|will\s+be|would\s+be)|(?:signed|entered\s+into)\s+by)\s+(?=\S)"),
)  # fmt: skip
# “la localidad de … firme el hermanamiento”
_SIGNS = re.compile(
    r"(?i)\s(?:firme|firmen|firm[óo]|firmar[áa]|suscriba|suscribir[áa]|celebre|celebrar[áa]|se\s+hermane|se\s+hermanar[áa]|(?:will|shall|to)\s+sign|becomes?\s+a\s+sister)\b[^.;\n]{0,40}?"
)
_ARTICLE = r"(?:(?:el|la|los|the|del?)\s+)?"
_PART = re.compile(
    rf"(?i:{_ARTICLE}(?:localidad|delegaci[óo]n(?:\s+municipal)?|colonia|comunidad(?!\s+(?:de\s+madrid|valenciana|foral|aut[óo]noma|internacional|europea|mexicana|migrante))|agencia(?:\s+municipal|\s+de\s+polic[íi]a)?|ejido|rancher[íi]a|"
    r"congregaci[óo]n|junta\s+auxiliar|tenencia|barrio|sindicatura|poblado|pueblo|villa|parroquia|fraccionamiento|isla|islote|locality|community|neighbou?rhood|hamlet|suburb|island)"
    rf"\s+(?:de|of|del)\s+(?:la\s+|el\s+|los\s+|las\s+)?)(?P<name>(?:[dls][’'])?{CHAIN})"
)
_BODY_NOUN = (
    r"asociaci[óo]n|c[áa]mara|club|fundaci[óo]n|patronato|uni[óo]n|sindicato|cooperativa|sociedad|empresa|compañ[íi]a|corporativo|grupo|federaci[óo]n|confederaci[óo]n|"
    r"universidad|instituto\s+tecnol[óo]gico|colegio|consejo\s+(?:coordinador\s+)?empresarial|hotel|ganader[íi]a|constructora|cofrad[íi]a|liga|"
    r"association|chamber|foundation|company|corporation|university|college|institute|league|trust|guild|federation|society"
)
_BODY = re.compile(
    rf"(?P<w>(?i:{_ARTICLE})(?:(?:[A-ZÁÉÍÓÚÑ][\w’'&-]*\s+){{0,4}}|(?!(?i:city|town|village|county|state|municipality|municipio|ciudad|estado|gobierno|government)\b)(?:[A-ZÁÉÍÓÚÑ][\w’'&-]*\s+){{1,4}}(?:of|de)\s+(?:[A-ZÁÉÍÓÚÑ][\w’'&-]*\s+){{1,3}})?(?:(?i:{_BODY_NOUN})\b(?:(?:\s+(?i:de|del|of|and|y|for|la|las|los|the)){{0,3}}\s+[A-ZÁÉÍÓÚÑ][\w’'&.-]*){{0,6}}|(?:[A-ZÁÉÍÓÚÑ][\w’'&-]*\s+){{1,4}}(?:Inc\.|LLC|Ltd\.)))"
    r"(?:,?\s+(?:S\.\s?A\.(?:\s+de\s+C\.\s?V\.)?|A\.\s?C\.|S\.\s?C\.|Inc\.|LLC|L\.L\.C\.|Ltd\.))?"
)
_NOT_BODY = re.compile(
    r"(?i)\b(?:uni[óo]n\s+europea|sociedad\s+civil|grupo\s+de\s+trabajo|universidad(?:es)?\s+de\s+(?:ambas|las))\b"
)
# “en lo sucesivo “las Partes””: whom it names before are the Parties
_HEREAFTER = re.compile(r"(?i)\b(?:en\s+(?:lo\s+sucesivo|adelante)|hereinafter)\b[^.;]{0,40}\b(?:part|partic)")
_OTHER_PACT = re.compile(
    r"(?i)\b(?:apoyo|colabora(?:ci[óo]n)?|espec[íi]fic|acad[ée]mic|apoy|support|participaci[óo]n|coordinaci[óo]n|cooperation\s+of)\w*\b"
)


def _slots(r: Reading, passage: Passage) -> Iterator[int]:
    """Where something begins that stands in the place of a Party."""
    text = passage.text
    for pattern in _SLOTS:
        for m in pattern.finditer(text):
            if not _OTHER_PACT.search(m.groupdict().get("gap") or ""):
                yield m.end()
    title = passage.block.kind is BlockKind.TITLE
    bond = title or re.search(rf"(?i)\b{_PACT}\b", text) is not None
    hereafter = _HEREAFTER.search(text)
    if not bond and hereafter is None:
        return
    for m in re.finditer(r"(?i)\b(?:entre|between)\s+", text) if bond else ():
        yield m.end()
    own = sorted((x.start, x.end) for x in r.party_mentions(passage))
    for start, end in own:
        # “… entre el Municipio de A, Estado de B, y …”, “El Municipio de A, …, y …, en lo sucesivo”
        joint = re.compile(r"(?:\s*,[^.;:\n]{0,110}?)?,?\s+(?:y|e|and|con|with)\s+", re.IGNORECASE).match(text, end)
        clause = re.split(r"[.;:]\s", text[:start])[-1]
        opened = re.search(rf"(?i)\b(?:entre|between|{_PACT}|firmen|lo\s+firm\w+)\b", clause) or (
            hereafter is not None and end < hereafter.start()
        )
        if joint and opened and not any(a < joint.end() and joint.start() < b for a, b in own):
            yield joint.end()


def stand_ins(r: Reading) -> Rules:
    """P04, P06 and P08 in the place of a Party, in a paper of any kind."""
    if not r.brief.parties or r.brief.kind == "designation":
        return
    own = {fold(n) for p in r.brief.parties for n in p.names}
    known = " ".join(n for p in r.brief.parties for n in p.names)
    municipal = [p for p in r.brief.parties if len(p.key) != _STATE_KEY]
    states = name_pattern(
        n for p in municipal for n in p.subdivisions if len(n) > _SHORT and not (fold(n) == "mexico" or fold(n) in own)
    )
    any_state = len(municipal) == len(r.brief.parties)
    heads = r.said_of(_HEADS)
    signed = r.brief.kind in ("agreement", "declaration")
    for passage in r.passages:
        if passage.lang not in ("es", "en") or passage.block.kind in (
            BlockKind.ADDRESSEE,
            BlockKind.COPIES,
            BlockKind.HEADING,
        ):
            continue
        low = passage.low
        # whoever a pact is signed for
        over = _OVER.match(passage.text) if signed and passage.block.kind is BlockKind.SIGNATURE else None
        if over is None and not any(sign in low for sign in _SIGNS_OF_A_PACT):
            continue
        if not _may_stand(low, heads):
            continue
        told: set[int] = set()
        for at in (over.end(),) if over else _slots(r, passage):
            if _ASKED.search(passage.text[max(0, at - 120) : at]):
                continue
            f = _stands(r, passage, at, own, known, states if any_state else None)
            if f and f.start not in told:
                told.add(f.start)
                yield f
        for m in _PART.finditer(passage.text) if any(h in low for h in _PART_HEADS) else ():
            name = _first_name(m["name"])
            tail = passage.text[m.start("name") + len(name) :][:90]
            sign = _SIGNS.match(tail)
            if (
                sign
                and re.search(rf"(?i){_PACT}", tail[: sign.end() + 40])
                and fold(name) not in own
                and not _is_called_so(passage.text[m.start() : m.start("name") + len(name)], own)
                and m.start() not in told
            ):
                told.add(m.start())
                yield _part(passage, m.start(), m.start("name") + len(name))


# “preguntó si la contraparte sería la Fundación …”
_ASKED = re.compile(r"(?i)\b(?:pregunt|asked|wonder|whether)\w*\b[^.;?]*$")
_OVER = re.compile(r"(?i)^\W*(?:por|for|on\s+behalf\s+of)\s+(?=(?:el|la|the)\s)")
_STATE_KEY, _SHORT = 2, 3
# without one of these nobody stands in for a Party: most paragraphs are done with here
_PART_HEADS = tuple(
    "localidad|delegaci|colonia|comunidad de|agencia|ejido|ranche|congregaci|junta auxiliar|tenencia|barrio|sindicatura|poblado|pueblo de|villa|parroquia|fraccionamiento|locality|community of|neighbo|hamlet|suburb|isla de|islote|island of".split(
        "|"
    )
)
_HEADS = (
    *_PART_HEADS,
    *(
        "asociaci|cámara|camara|club|fundaci|patronato|unión |union |sindicato|cooperativa|sociedad|empresa|compañ|corporativo|grupo |federaci|universidad|instituto tecnol|colegio|"
        "consejo |hotel|ganader|constructora|cofrad|liga de|association|chamber|foundation|company|corporation|university|college|institute |league|trust|guild|federation|society|"
        "inc.|llc|ltd"
    ).split("|"),
)
_STATE_HEADS = re.compile(r"(?:estado|gobierno|state|government) (?:libre|del?|of)\b")


def _may_stand(low: str, heads: tuple[str, ...]) -> bool:
    """After a comma a State says where the Party before it lies."""
    low = low.replace("grupo de trabajo", "")
    return any(h in low for h in heads) or any(not low.endswith(", ", 0, m.start()) for m in _STATE_HEADS.finditer(low))


_SIGNS_OF_A_PACT = (
    "herman",
    "acuerdo",
    "convenio",
    "contraparte",
    "counterpart",
    "vincul",
    "sister",
    "twin",
    "agreement",
    "memor",
    "sucesivo",
    "hereinafter",
    "relation",
    "partnership",
    "amistad",
    "friendship",
    "alianza",
    "firm",
)
_STATE = re.compile(
    r"(?i)(?:el\s+|the\s+)?(?P<w>(?:gobierno\s+(?:del\s+estado\s+)?(?:libre\s+y\s+soberano\s+)?de|estado\s+(?:libre\s+y\s+soberano\s+)?de|government\s+of(?:\s+the\s+state\s+of)?|state\s+of)\s+)"
)


def _first_name(chain: str) -> str:
    return re.split(
        r"\n|\s{2,}|\s+(?:y|e|and|en|con|with)\s+|\s+(?:de|del|of)\s+(?=(?:Estado|State|Municipio)\b)",
        chain,
        maxsplit=1,
    )[0].rstrip(".,")


def _stands(
    r: Reading, passage: Passage, at: int, own: set[str], known: str, states: re.Pattern[str] | None
) -> Finding | None:
    text = passage.text
    if states is not None and (m := _STATE.match(text, at)) and (name := states.match(text, m.end())):
        party = next(p for p in r.brief.parties if fold(name.group()) in {fold(n) for n in p.subdivisions})
        usual = r.usual_name(party, passage.lang)
        return found(
            "P06", passage, m.start("w"), name.end(),
            says(f"La Parte es el municipio “{usual}”, no el estado.", f"The Party is the municipality “{usual}”, not the state."),
        )  # fmt: skip
    if m := _PART.match(text, at):
        part = _first_name(m["name"])
        called = _is_called_so(text[at : m.start("name") + len(part)], own)
        if not called and fold(part) not in own and fold(part) not in {fold(n) for n in r.brief.beneficiaries}:
            return _part(passage, at, m.start("name") + len(part))
    body = _BODY.match(text, at)
    if (
        body
        # “College Park” is a city
        and not any(m.start == at for m in r.party_mentions(passage))
        and not _NOT_BODY.search(body.group())
        and body["w"].strip() not in known
        and re.search(r"\s", body.group().strip())
    ):
        words = body.group().rstrip()
        if not (re.search(r"[A-ZÁÉÍÓÚÑ]", words[1:]) and _is_body(words)):
            return None
        # of an agreement, `articles` tells it
        if r.brief.kind == "agreement" and PRIVATE.search(words):
            return None
        return found(
            "P08", passage, at, at + len(words),
            says(f"“{words}” no es un gobierno local: no puede ser Parte.", f"“{words}” is no local government: it cannot be a Party."),
            severity=_W, confidence=0.8,
        )  # fmt: skip
    return None


def _is_body(words: str) -> bool:
    return (
        re.search(rf"(?i)\b(?:{_BODY_NOUN})\b", words) is not None
        or re.search(r"\b(?:Inc\.|LLC|Ltd\.|S\.\s?A\.|A\.\s?C\.)", words) is not None
    )


def _is_called_so(words: str, own: set[str]) -> bool:
    """“Villa de Allende” is a municipality, and no villa of Allende."""
    return re.sub(r"^(?:el|la|the) ", "", fold(words)) in own


def _part(passage: Passage, start: int, end: int) -> Finding:
    words = passage.text[start:end]
    return found(
        "P04", passage, start, end,
        says(
            f"“{words}” es parte de un municipio: se beneficia, pero la Parte es el municipio.",
            f"“{words}” is part of a municipality: it benefits, but the Party is the municipality.",
        ),
        severity=_W, confidence=0.85,
    )  # fmt: skip


# who speaks in a letter of a municipality
_IN_THE_NAME = re.compile(
    r"(?i)\b(?:en\s+(?:nombre|representaci[óo]n)|a\s+nombre|on\s+behalf)\s+(?:del|de\s+el|de|of)\s+(?:the\s+)?(?P<w>(?:gobierno\s+del\s+)?estado\s+(?:libre\s+y\s+soberano\s+)?de|gobierno\s+de|(?:government\s+of\s+the\s+)?state\s+of)\s+"
)
_GOVERNOR = re.compile(
    r"(?i)\b(?P<w>gobernador(?:a)?(?:\s+constitucional)?(?:\s+del\s+estado)?|governor)\s+(?:de|of)\s+(?:la\s+ciudad\s+de\s+|the\s+city\s+of\s+)?"
)
_TO_A_PEER = frozenset({"letter_of_intent", "answer", "renewal", "termination"})


def states_that_write(r: Reading) -> Rules:
    """P06: a letter of a municipality “en nombre del Gobierno del Estado de …”. P13: “Governor of Seattle”."""
    municipal = [p for p in r.brief.parties if len(p.key) != _STATE_KEY and p.subdivisions]
    if not municipal or len(municipal) != len(r.brief.parties):
        return
    own = name_pattern(n for p in municipal for n in p.subdivisions if len(n) > _SHORT)
    state_names = {fold(n) for p in municipal for n in (*p.subdivisions, *p.country_names)}
    letter = r.brief.kind in ("letter", "other", "act", "declaration", "agreement")
    for passage in r.passages:
        low = passage.low
        if letter and ("nombre d" in low or "representaci" in low or "behalf" in low):
            for m in _IN_THE_NAME.finditer(passage.text):
                if name := own.match(passage.text, m.end()):
                    yield found(
                        "P06", passage, m.start("w"), name.end(),
                        says("Quien escribe es un municipio, no el estado.", "A municipality writes, not the state."), severity=_W,
                    )  # fmt: skip
        if "gobernador" in low or "governor" in low:
            for m in _GOVERNOR.finditer(passage.text):
                named = next((x for x in r.party_mentions(passage) if x.start == m.end()), None)
                if named and named.party in municipal and not {fold(n) for n in named.party.names} & state_names:
                    yield found(
                        "P13", passage, m.start("w"), named.end,
                        says(f"“{named.text}” tiene presidencia municipal o alcaldía, no gubernatura.", f"“{named.text}” has a mayor, not a governor."),
                        severity=_W,
                    )  # fmt: skip
                elif passage.block.kind is BlockKind.ADDRESSEE and r.brief.paper in _TO_A_PEER:
                    yield found(
                        "P06", passage, m.start("w"), m.end() - 1,
                        says("La carta va a otro municipio, no a su estado.", "The letter goes to another municipality, not to its state."), severity=_W,
                    )  # fmt: skip


_PEOPLE = (
    r"(?:habitantes|pobladores|vecin[oa]s|residentes|artesan[oa]s|productor[ea]s|poblaci[óo]n|familias|j[óo]venes|niñas\s+y\s+niños|niños|mujeres|pescadores|agricultores|"
    r"comunidad(?:es)?|habitante|poblador|gente|oriund[oa]s|originari[oa]s?|nativ[oa]s?|inhabitants|residents|people|population|families|natives|citizens|"
    r"territorio|superficie|l[íi]mites|geograf[íi]a|clima|centro\s+hist[óo]rico|calles|localidades|colonias|playas|barrios|paisajes?|suelo|extensi[óo]n|territory|boundaries|streets|"
    r"comerciantes|empresari[oa]s|estudiantes|migrantes|paisanos|ciudadan[oa]s|ciudadan[íi]a|sociedad|turismo|econom[íi]a|zonas?\s+(?:rurales|urbanas))"
)
_HALL_WORD = r"(?:(?:H\.\s*|Honorable\s+)?(?P<hall>Ayuntamientos?|Cabildos?|Palacios?\s+Municipal(?:es)?|Presidencias?\s+Municipal(?:es)?|City\s+Halls?|Town\s+Halls?|City\s+Councils?))"
_HALL_NAME = r"(?P<hall>Palacio\s+Municipal|Presidencia\s+Municipal|Ayuntamiento|Cabildo|(?:City|Town)\s+Hall)\b"
_HALL_AS_PLACE = (
    # “los habitantes del Ayuntamiento”, “la población de ambos ayuntamientos”
    re.compile(rf"(?i)\b{_PEOPLE}\s+(?:de(?:l|\s+el|\s+los|\s+ambos|\s+nuestros?|\s+nuestros\s+dos|\s+los\s+dos|\s+cada|\s+este|\s+su)|of\s+(?:the|both|our)|en\s+el)\s+{_HALL_WORD}\b"),
    # “the people of Palacio Municipal”: as if it were the name of the town
    re.compile(rf"(?i)\b(?:{_PEOPLE}|citizens|ciudadan[oa]s|pueblo|city|town|municipality|ciudad|municipio)\s+(?:de|of)\s+(?-i:{_HALL_NAME})(?!\s+(?:de|of|del|Abierto)\b)"),
    # “el Ayuntamiento de … colinda”, “se ubica a 2,440 metros”, “cuenta con 10,000 habitantes”
    re.compile(rf"(?i)\b(?:el|los|un|nuestro|the|a|our)\s+{_HALL_WORD}(?:\s+(?:de|of)\s+(?-i:{CHAIN}))?\s*,?\s+(?:colindan?|limitan?|borders?|se\s+(?:ubican?|localizan?|extienden?|encuentran?\s+(?:ubicad|situad|localizad)\w+)|est[áa]n?\s+(?:ubicad|situad|localizad)\w+|"
               r"is\s+(?:located|situated)|lies|tiene\s+(?:una\s+(?:poblaci[óo]n|superficie|extensi[óo]n)|[\d,.]+\s+habitantes)|(?:cuenta\s+)?con\s+(?:una\s+(?:poblaci[óo]n|superficie|extensi[óo]n)|(?:m[áa]s\s+de\s+)?[\d,.]+\s+(?:habitantes|kil[óo]metros))|has\s+(?:a\s+population|[\d,.]+\s+inhabitants)|with\s+[\d,.]+\s+inhabitants|"
               r"(?:es|is)\s+(?:una?\s+|the\s+)?(?:municipio|ciudad|destino|puerto|pueblo|capital|city|destination))"),
    # “en los ayuntamientos de … y …, y beneficiarán a sus habitantes”
    re.compile(rf"(?i)\b(?:en|in)\s+(?:el|los|ambos|the|both)\s+{_HALL_WORD}\b[^.;]{{0,70}}?\b(?:a|de|con|of|to|for)\s+(?:todos\s+)?(?:sus|their|its)\s+(?:habitantes|pobladores|familias|vecinos|inhabitants|residents|people)\b"),
    # “en el Ayuntamiento de … viven”
    re.compile(rf"(?i)\b(?:en|in)\s+(?:el|nuestro|the|our)\s+{_HALL_WORD}(?:\s+(?:de|of)\s+(?-i:{CHAIN}))?\s*,?\s+(?:viven?|habitan?|residen?|radican?|se\s+(?:cultiva|produce|habla|siembra|pesca)n?|nacieron|llueve|live|reside|grow)\b"),
    # “dentro de los límites del Ayuntamiento”, “en el territorio del Ayuntamiento” are of the first; “Toluca es un ayuntamiento con”
    re.compile(rf"(?i)\b(?:es|son|somos|is|are)\s+(?:un|dos|una|a|two)\s+{_HALL_WORD}(?=\s+(?:con|de|del|ubicad|situad|costero|tur[íi]stic|industrial|fronteriz|rural|urban|agr[íi]col|pequeñ|grande|with|in|located)\w*)"),
)  # fmt: skip


def halls_as_land(r: Reading) -> Rules:
    """P09: the word for the town hall where land or people are meant: “los habitantes del Ayuntamiento”."""
    for passage in r.passages:
        low = passage.low
        if not any(
            sign in low for sign in ("ayuntamiento", "cabildo", "palacio", "presidencia", " hall", "city council")
        ):
            continue
        told: set[int] = set()
        for pattern in _HALL_AS_PLACE:
            for m in pattern.finditer(passage.text):
                if m.start("hall") not in told:
                    told.add(m.start("hall"))
                    yield found(
                        "P09", passage, *m.span("hall"),
                        says(
                            f"“{m['hall']}” es el gobierno; el lugar y su gente son el municipio.",
                            f"“{m['hall']}” is the government; the place and its people are the municipality.",
                        ),
                        severity=_W, confidence=0.8,
                    )  # fmt: skip


_TITLE = r"(?:(?:C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?|L\.C\.P|Hon|Mr|Ms|Mrs)\.\s+)?"
_PERSON = rf"{_TITLE}(?P<name>[A-ZÁÉÍÓÚÑ][\w’'-]+(?:[ \t]+(?:(?:de|del|la|las|los|y)[ \t]+){{0,2}}[A-ZÁÉÍÓÚÑ0-9][\w’'-]*){{1,5}})"
_HELD = (
    re.compile(rf"(?-i:{_PERSON})(?:\s*,\s+(?:(?:en\s+su\s+)?(?:car[áa]cter|calidad)\s+de\s+|in\s+(?:the\s+|(?:his|her|their)\s+)?capacity\s+(?:of|as)\s+|el\s+|la\s+|the\s+|actual\s+)?|[ \t]*\n[ \t]*)(?P<post>{ANY_POST})\b", re.IGNORECASE),
    re.compile(rf"\b(?:el|la|the)\s+(?P<post>{ANY_POST})\b(?:\s+(?:de|of)\s+(?-i:{CHAIN}))?\s*,\s+(?-i:{_PERSON})(?=\s*[,.;]|\s+[a-z])", re.IGNORECASE),
)  # fmt: skip
_POST_HINTS = (
    "resident",
    "lcald",
    "mayor",
    "ndic",
    "egidor",
    "ecretari",
    "esorer",
    "irector",
    "oordinador",
    "obernador",
    "overnor",
    "anager",
    "clerk",
    "treasurer",
)
# (name, what post, whose, passage, the place of the post, the place of the name)
_Held = tuple[str, str, str, Passage, int, int, int, int]
_NOT_NOW = re.compile(
    r"(?i)\b(?:ex|exp|(?<!\blo )anterior|saliente|elect[oa]|suplente|interin[oa]|entonces|antes|entrante|former|then|outgoing|incoming|acting|elect|encargad[oa]|por\s+ausencia|en\s+suplencia|sustituye|sucede)\b"
)
_OF_PLACE = re.compile(rf"\s+(?:de|of)\s+(?:la\s+Ciudad\s+de\s+|the\s+City\s+of\s+)?(?P<place>{CHAIN})")


def posts_across(r: Reading) -> Rules:
    """P13: the same person with one post here and another there; the mayor of the house under two names. Told at both."""
    if r.brief.kind == "study":
        return
    signs = [p for p in r.passages if p.block.kind is BlockKind.SIGNATURE]
    two_sided = r.brief.kind in ("agreement", "declaration") and len(signs) != len(r.content.languages)
    hints = r.said_of(_POST_HINTS)
    own = {fold(n): p.names[0] for p in r.brief.parties for n in p.names}
    for lang in r.content.languages:
        if lang not in ("es", "en"):
            continue
        held: list[_Held] = []
        for passage in (p for p in r.passages if p.lang == lang):
            low = passage.low
            if passage.block.kind is BlockKind.COPIES or not any(h in low for h in hints):
                continue
            for pattern in _HELD:
                for m in pattern.finditer(passage.text):
                    what = next(w for w, _ in POSTS if m[w])
                    if _NOT_NOW.search(passage.text, max(0, m.start() - 24), m.end() + 22) or _is_no_person(m["name"]):
                        continue
                    if pattern is _HELD[1] and re.search(r",\s*$", passage.text[: m.start()]):
                        continue
                    place = _OF_PLACE.match(passage.text, m.end("post"))
                    whose = ""
                    if place:
                        named = next((x for x in r.party_mentions(passage) if x.start == place.start("place")), None)
                        whose = named.party.names[0] if named else own.get(fold(place["place"].rstrip(".")), "?")
                    held.append((fold(m["name"]), what, whose, passage, *m.span("post"), *m.span("name")))
        yield from _two_posts(held)
        if not two_sided:
            yield from _two_names(r, held)


def _is_no_person(name: str) -> bool:
    return (
        re.match(
            r"(?:Municipio|Ayuntamiento|Ciudad|Estado|Gobierno|Cabildo|Comit[ée]|Secretar[íi]a|Direcci[óo]n|City|State|Office|El|La|Los|The|EL|LA|LOS|THE)\b",
            name,
        )
        is not None
        or len(name) > _LONGEST
    )


_LONGEST = 60


def _two_posts(held: list[_Held]) -> Rules:
    told: set[tuple[str, int]] = set()
    first: dict[str, _Held] = {}
    for one in held:
        before = first.setdefault(one[0], one)
        elsewhere = before[1] == one[1] == "mayor" and before[2] != one[2] and before[2] and one[2]
        if (before[1] == one[1] and not elsewhere) or {before[1], one[1]} <= {"director", "coordinator"}:
            continue
        for x, y in ((one, before), (before, one)):
            if (x[3].key, x[4]) in told:
                continue
            told.add((x[3].key, x[4]))
            words = y[3].text[y[4] : y[5]] + (_of_where(y) if elsewhere else "")
            yield found(
                "P13", x[3], x[4], x[5],
                says(f"En este texto el cargo de esa persona es también “{words}”.", f"In this text the post of that person is also “{words}”."),
                also=[y[3].span(y[4], y[5])], confidence=0.8, subject=f"{x[0]}|{x[1]}",
            )  # fmt: skip


def _of_where(one: _Held) -> str:
    place = _OF_PLACE.match(one[3].text, one[5])
    return place.group() if place else ""


def _two_names(r: Reading, held: list[_Held]) -> Rules:
    """The mayor of the house, named in the text and under the paper and not as the same."""
    ours = r.brief.parties[0].names[0] if r.brief.parties else ""
    mine = [
        x for x in held
        if x[1] == "mayor" and x[2] in ("", ours) and x[3].block.kind is not BlockKind.ADDRESSEE and "\t" not in x[3].text
    ]  # fmt: skip
    signing = [x for x in mine if x[3].block.kind is BlockKind.SIGNATURE]
    if len(signing) > 1 or any(_FOR_A_PARTY.search(x[3].text) for x in signing):
        return
    for x, y in pairwise(mine):
        if x[2] and y[2]:
            continue  # with their place, `styles` compares them
        if set(x[0].split()) & set(y[0].split()) - _SMALL_WORDS and (x[0] in y[0] or y[0] in x[0]):
            continue
        for one, other in ((x, y), (y, x)):
            words = other[3].text[other[6] : other[7]]
            yield found(
                "P13", one[3], one[6], one[7],
                says(f"En este texto ese cargo es también de “{words}”.", f"In this text that post is also that of “{words}”."),
                also=[other[3].span(other[6], other[7])], severity=_W, confidence=0.75, subject=f"mayor|{one[0]}",
            )  # fmt: skip
        return


_SMALL_WORDS = frozenset(("de", "del", "la", "las", "los", "y"))
_FOR_A_PARTY = re.compile(r"(?i)^\W*(?:por|for|on\s+behalf)\b")


_STANDS_FOR = re.compile(
    rf"(?i)\b(?:representad[oa]s?\s+(?:en\s+este\s+acto\s+|legalmente\s+)?por|cuya\s+representaci[óo]n\s+corresponde\s+a|represented\s+(?:herein\s+|in\s+this\s+act\s+)?by|whose\s+representation\s+falls\s+to)\s+(?:(?:el|la|su|the|its)\s+(?:{ANY_POST})[^,.;]{{0,40}},\s+)?(?-i:{_PERSON})(?=\s*[,.;]|\s+[a-z])"
)


def representatives(r: Reading) -> Rules:
    """P13: “representado por A” in the opening, and B signs for that Party. Told at both."""
    if r.brief.kind not in ("agreement", "declaration"):
        return
    for lang in r.content.languages:
        signs = [p for p in r.passages if p.lang == lang and p.block.kind is BlockKind.SIGNATURE]
        for p in r.passages:
            if p.lang != lang or p.block.kind is BlockKind.SIGNATURE or "represent" not in p.text:
                continue
            for m in _STANDS_FOR.finditer(p.text):
                before = [x.party for x in r.party_mentions(p) if x.end <= m.start()]
                block = next(
                    (q for q in signs if before and before[-1] in [x.party for x in r.party_mentions(q)]), None
                )
                line = block.text.split("\n")[1].strip() if block is not None and block.text.count("\n") > 1 else ""
                name = re.match(rf"{_PERSON}$", line)
                if block is None or not name or _alike(m["name"], name["name"]):
                    continue
                at = block.text.find(name["name"])
                for q, start, end, other in (
                    (p, *m.span("name"), name["name"]),
                    (block, at, at + len(name["name"]), m["name"]),
                ):
                    yield found(
                        "P13", q, start, end,
                        says(f"Por esa Parte el texto nombra también a “{other}”.", f"For that Party the text also names “{other}”."),
                        severity=_W, confidence=0.8, subject=f"for|{fold(other)}",
                    )  # fmt: skip


def _alike(a: str, b: str) -> bool:
    return fold(a) in fold(b) or fold(b) in fold(a)


RULES = (representatives, stand_ins, states_that_write, halls_as_land, posts_across)
