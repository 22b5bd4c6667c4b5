"""P, continued: who stands in the place of a Party. A part of a municipality, or a private body, cannot be one.

Basis: domain.md 1.4 (the Party is the municipality; a private counterpart falls outside the law of treaties, article 2).
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..entities import CHAIN
from ..reading import Reading, Rules, found, says
from .articles import PRIVATE

# what a municipality is divided into, by its name; Comunidad de Madrid and Comunidad Valenciana are governments
_PART = (
    r"(?i:localidad|delegaci[óo]n|colonia|comunidad(?!\s+(?:de\s+madrid|valenciana|foral|aut[óo]noma))|agencia(?:\s+municipal)?|ejido|rancher[íi]a|"
    r"congregaci[óo]n|junta\s+auxiliar|tenencia|barrio|sindicatura|locality|community|neighbou?rhood)"
)
_IN_PLACE = re.compile(
    r"(?i:\b(?:entre|between|y|and|con|with|celebran|suscriben|por|for)\s+(?:por\s+una\s+parte,?\s+|por\s+la\s+otra,?\s+)?)"
    rf"(?P<part>(?i:(?:la|el|the)\s+){_PART}\s+(?i:(?:de|of)\s+(?:la\s+|el\s+)?)?(?P<name>(?:[dls][’'])?{CHAIN}))"
)
# “La Delegación Municipal de Maneadero, como Parte,”
_AS_PARTY = re.compile(
    rf"(?P<part>(?i:(?:la|el|the)\s+){_PART}\s+(?:Municipal\s+)?(?i:(?:de|of)\s+(?:la\s+|el\s+)?)?(?P<name>{CHAIN}))\s*,?\s+(?i:como\s+(?:una?\s+)?partes?|as\s+a?\s*part(?:y|ies))\b"
)
_NAME_ENDS = re.compile(r"\s+(?i:y|e|and|de|del|en)\s+(?i:la|el|the|los|las)?\s*(?=[A-ZÁÉÍÓÚÑ])|\s+(?i:y|e|and)\s+")
_PLACED = (BlockKind.TITLE, BlockKind.SIGNATURE)


def parts_of_a_municipality(r: Reading) -> Rules:
    """P04: “acuerdo entre la localidad de … y la Ciudad de …”, in the title or among the signatures."""
    if r.brief.kind not in ("agreement", "declaration", "letter", "act"):
        return
    own = {fold(n) for p in r.brief.parties for n in p.names}
    known = {fold(n) for n in r.brief.beneficiaries}
    for passage in r.passages:
        placed = _IN_PLACE if passage.block.kind in _PLACED else _AS_PARTY
        for m in placed.finditer(passage.text):
            name = _NAME_ENDS.split(m["name"], maxsplit=1)[0].rstrip(".,")
            # “la comunidad de Ensenada” is its people; between two Parties or over a signature it stands for the Party
            if fold(name) in known or (fold(name) in own and (placed is _AS_PARTY or r.brief.kind == "letter")):
                continue
            start, end = m.start("part"), m.start("name") + len(name)
            words = passage.text[start:end]
            yield found(
                "P04", passage, start, end,
                says(
                    f"“{words}” es parte de un municipio: se beneficia, pero la Parte es el municipio.",
                    f"“{words}” is part of a municipality: it benefits, but the Party is the municipality.",
                ),
            )  # fmt: skip


_WILLING = (
    r"(?:expresan?|manifiestan?|declaran?|desean?|acuerdan?|convienen?|proponen?|suscriben?|celebran?|buscan?|"
    r"express|declare|wish|agree|propose|intend|desire|state|hereby)"
)
_BESIDE = re.compile(
    r"(?:Municipio|Ciudad|Ayuntamiento|Municipality|City|MUNICIPIO|CIUDAD)\s+(?i:de|of)\s+[^.;:\n]{2,90}?\s(?i:y|e|and)\s+"
    rf"(?P<body>[^.;:\n]{{2,80}}?(?:{PRIVATE.pattern})[^.;:,\n]{{0,50}}?)(?:\s*,[^.;:\n]{{0,40}}?,)?\s+{_WILLING}\b"
)
# “… will sign with the Tourism Corporation”
_WITH_WHOM = re.compile(
    r"(?i:\b(?:sign|signing|twinn?(?:ed|ing)?|agreement|relationship|hermanamiento|hermanarse|firmar[áa]?|suscribir[áa]?|acuerdo|convenio|vinculaci[óo]n|relaci[óo]n))\s+(?i:with|con)\s+"
    rf"(?P<body>(?i:(?:the|el|la)\s+)?(?:[A-ZÁÉÍÓÚÑ][\w’'&.-]*\s+){{0,5}}?(?:{PRIVATE.pattern})(?:\s+(?:de|of)\s+{CHAIN})?)"
)
# “El Fraccionamiento Las Palmas, S.A. de C.V., y el Municipio de … firmarán”
_FIRST = re.compile(
    rf"(?:^|[.;]\s+)(?P<body>(?:(?:El|La|The)\s+)?[^.;:\n]{{2,60}}?(?:{PRIVATE.pattern}))\s*,?\s+(?i:y|e|and)\s+(?:(?i:el|la|the)\s+)?"
    rf"(?:Municipio|Ciudad|Ayuntamiento|Municipality|City)\s+(?i:de|of)\s+[^.;:\n]{{2,90}}?\s(?:{_WILLING}|firmar[áa]n|suscribir[áa]n|celebrar[áa]n|will\s+sign)\b"
)
_EARLY = 6  # passages of a letter in which it says who speaks


def private_bodies(r: Reading) -> Rules:
    """P08: in a letter or a declaration, a chamber, a club or a company that speaks beside a Party. Of agreements, `articles`."""
    if r.brief.kind not in ("letter", "declaration", "act"):
        return
    names = " ".join(n for p in r.brief.parties for n in p.names)
    for passage in r.passages if r.brief.kind == "act" else r.passages[:_EARLY]:
        m = _BESIDE.search(passage.text) or _WITH_WHOM.search(passage.text) or _FIRST.search(passage.text)
        private = PRIVATE.search(m["body"]) if m else None
        if not m or not private or private.group() in names:
            continue
        words = m["body"].strip()
        yield found(
            "P08", passage, m.start("body"), m.start("body") + len(m["body"].rstrip()),
            says(
                f"“{words}” es una institución privada: no puede ser Parte.",
                f"“{words}” is a private body: it cannot be a Party.",
            ),
            confidence=0.9,
        )  # fmt: skip


_STATE_SPEAKS = re.compile(
    r"(?:^|[.;]\s+)(?P<w>El\s+Estado\s+(?:Libre\s+y\s+Soberano\s+)?de\s+(?P<name>[A-ZÁÉÍÓÚÑ][^.;:\n]{2,40}?)|The\s+State\s+of\s+(?P<name2>[A-Z][^.;:\n]{2,40}?))\s*,?\s+"
    r"(?:funda|se\s+compromete|se\s+obliga|acuerda|conviene|designa|aportar[áa]|cubrir[áa]|manifiesta|declara|ratifica|cuenta\s+con\s+la\s+autorizaci[óo]n|bases\s+its|undertakes|agrees|designates|declares|ratifies|shall)\b"
)


def states_that_speak(r: Reading) -> Rules:
    """P06: “El Estado de Baja California funda su participación”, where the Party is a municipality of it."""
    if r.brief.kind not in ("agreement", "declaration"):
        return
    own = {fold(s) for p in r.brief.parties if len(p.key) != _STATE_KEY for s in p.subdivisions}
    if any(len(p.key) == _STATE_KEY for p in r.brief.parties):
        return
    for passage in r.passages:
        for m in _STATE_SPEAKS.finditer(passage.text):
            name = m["name"] or m["name2"]
            if fold(name) in own:
                yield found(
                    "P06", passage, *m.span("w"),
                    says(f"La Parte es un municipio, no el estado de {name}.", f"The Party is a municipality, not the State of {name}."),
                )  # fmt: skip


_STATE_KEY = 2
_FOR_WHOM = re.compile(r"(?i)^\W*(?:por|for|on\s+behalf\s+of)\s+(?:el|la|the)\s")
_MAYOR_OF = re.compile(
    r"(?i)\b(?:president[ea]\s+municipal(?:\s+constitucional)?|municipal\s+president|alcalde(?:sa)?(?:\s+municipal)?|mayor)\s+(?:de|of)\s+$"
)


def posts_under_another_party(r: Reading) -> Rules:
    """P13: “Por el Municipio de A … Presidenta Municipal de B”."""
    for passage in r.passages:
        first, _, rest = passage.text.partition("\n")
        if passage.block.kind is not BlockKind.SIGNATURE or not rest.strip() or not _FOR_WHOM.match(first):
            continue
        named = [m for m in r.party_mentions(passage) if r.names_one(passage, m)]
        signs = {m.party for m in named if m.end <= len(first)}
        for m in named:
            post = _MAYOR_OF.search(passage.text[: m.start]) if m.start > len(first) else None
            if post is None or len(signs) != 1 or m.party in signs:
                continue
            whose = next(iter(signs)).names[0]
            yield found(
                "P13", passage, post.start(), m.end,
                says(
                    f"Aquí firma quien representa a “{whose}”.", f"Whoever represents “{whose}” signs here."
                ),
            )  # fmt: skip


# “la Secretaría de … del Gobierno de México”: a ministry of the Federation, by what is said after its name
_FEDERAL = re.compile(
    r"\bSecretaría\s+de\s+(?P<of>[^.;:()\n]{3,80}?)(?:\s+(?:del?\s+)?(?:la\s+)?(?P<whose>Gobierno\s+(?:de\s+(?:México|la\s+República)|Federal)|Federación|[Ff]ederal))\b"
)


@cache
def _ministries() -> frozenset[str]:
    raw = files("hermanar.checks").joinpath("words/federal_offices.toml").read_text(encoding="utf-8")
    return frozenset(fold(n) for n in tomllib.loads(raw)["names"])


def federal_ministries(r: Reading) -> Rules:
    """P10: a ministry of the Federation by a name that none of them has had. Of the foreign ministry, `styles`."""
    for passage in r.passages:
        if passage.lang != "es" or "Secretaría" not in passage.text:
            continue
        for m in _FEDERAL.finditer(passage.text):
            name = fold(re.sub(r"\s+", " ", m["of"]))
            several = re.split(r"\s+y\s+(?:de\s+(?:la\s+)?(?:secretaria\s+de\s+)?|secretaria\s+de\s+)", name)
            if name in _ministries() or all(one in _ministries() for one in several) or "secretaria" in name:
                continue
            words = passage.text[m.start() : m.end("of")]
            yield found(
                "P10", passage, m.start(), m.end("of"),
                says(
                    f"Ninguna secretaría federal se llama “{words}”.",
                    f"No ministry of the Federation is called “{words}”.",
                ),
                confidence=0.8,
            )  # fmt: skip


RULES = (
    states_that_speak,
    parts_of_a_municipality,
    private_bodies,
    posts_under_another_party,
    federal_ministries,
)
