"""E, continued: minutes and resolutions that tell as done what they are only a step to (E01); what is ratified called new
(E02).

Basis: domain.md, the steps of a relation: the committee's act and the Cabildo's authorization come before the signature.
"""

import re

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Reading, Rules, found, says
from .claims import beyond, claims_of

_COMMITTEE, _COUNCIL, _SIGNED = 3, 4, 6
# what the paper itself is a step to
_STILL_TO_SIGN = re.compile(
    r"(?i)\b(?:se\s+)?autoriz\w+[^.;]{0,120}\b(?:firm(?:ar|e)|suscri(?:bir|ba)|celebr(?:ar|e))\b|\bautoriza\s+la\s+(?:firma|suscripci[óo]n|celebraci[óo]n)\b|"
    r"\bestudio\s+de\s+(?:conveniencia|factibilidad|viabilidad)\b|\bauthori[sz]\w+[^.;]{0,120}\b(?:to\s+sign|to\s+conclude|the\s+signing)\b|\bfeasibility\s+study\b"
)
# an older pact, with its day or its number, may well be signed and registered
_OLDER = re.compile(
    r"(?i)\b(?:19|20)\d\d\b|\bratific|\breafirm|\brenov|\bratif|\breaffirm|\brenew|\b(?:otr[oa]s?|anterior(?:es)?|other|earlier)\b"
)
_DONE = re.compile(
    r"(?i)\b(?:hermanamiento|acuerdo|convenio)\b[^.;]{0,60}?\b(?:se\s+encuentra|qued[óo]|est[áa]|fue)\s+(?:ya\s+|formalmente\s+|debidamente\s+){0,2}(?P<w>registrad[oa]|inscrit[oa]|formalizad[oa]|firmad[oa]|suscrit[oa]|concretad[oa])|"
    r"\b(?P<w2>(?:qued[óo]|queda)\s+(?:formalmente\s+|oficialmente\s+)?(?:formalizad|concretad|establecid)[oa])\s+(?:el|este|dicho)\s+(?:hermanamiento|acuerdo|convenio)"
)


_OF_A_THING = re.compile(r"(?i)\w+(?:\s+de\s+hermanamiento)?\s+(?:ya\s+)?\w+(?:ad|it)[oa]s?")


def steps_told_as_the_end(r: Reading) -> Rules:
    """E01: “Con ello quedó formalizado el hermanamiento” in the minutes that approve its study."""
    if r.brief.rung is not None or r.brief.paper not in ("committee_act", "council_resolution"):
        return
    if not any(_STILL_TO_SIGN.search(p.text) for p in r.passages):
        return
    proved = _COMMITTEE if r.brief.paper == "committee_act" else _COUNCIL
    told: set[tuple[str, str, int]] = set()
    # “el instrumento firmado se presentará” says of it what it will be
    claims = [
        (p, a, b) for p, a, b, needs in claims_of(r) if needs >= _SIGNED and not _OF_A_THING.fullmatch(p.text[a:b])
    ]
    claims += [
        (p, *m.span("w" if m["w"] else "w2"))
        for p in r.passages if p.lang == "es" and p.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        for m in _DONE.finditer(p.text)
    ]  # fmt: skip
    for p, start, end in claims:
        at, words = next((a, w) for a, w in reversed(p.sentences) if a <= start)
        if _OLDER.search(words) or _WILL.search(p.text[at:start]) or (p.key, p.lang, at) in told:
            continue
        told.add((p.key, p.lang, at))
        yield beyond(p, start, end, _SIGNED, proved, 0.7)


_WILL = re.compile(
    r"(?i)\b(?:no|sin|si|una\s+vez|cuando|para\s+que|hasta|que\s+se|propuest\w+|solicit\w+|once|when|until|if|not|proposed)\b[^.;]{0,80}$"
)
_RATIFIED_AS_NEW = {
    "es": re.compile(
        r"(?i)\b(?:ratific|reafirm|refrend|renov)\w*\s+(?:el|un|este|dicho|los)\s+(?P<w>nuev[oa]s?\s+(?:hermanamientos?|acuerdos?|convenios?))"
    ),
    "en": re.compile(
        r"(?i)\b(?:ratif|reaffirm|renew)\w*\s+(?:the|a|this|its|their)\s+(?P<w>new\s+(?:twinnings?|agreements?|sister[- ]cit\w+(?:\s+\w+)?|partnerships?))"
    ),
}


def ratified_as_new(r: Reading) -> Rules:
    """E02: “se ratificó el nuevo hermanamiento”."""
    for p in r.passages:
        if p.lang not in _RATIFIED_AS_NEW or r.brief.kind not in ("report", "study", "letter", "other", "minutes"):
            continue
        for m in _RATIFIED_AS_NEW[p.lang].finditer(p.text):
            yield found(
                "E02", p, *m.span("w"),
                says("Lo que se ratifica no es nuevo.", "What is ratified is not new."), confidence=0.8, severity=Severity.WARNING,
            )  # fmt: skip


_ALREADY = re.compile(
    r"(?i)\b(?P<w>(?:ya|actualmente)\s+(?:formalmente\s+|oficialmente\s+)?hermanad[oa]s|(?:already|now)\s+(?:formally\s+|officially\s+)?twinned|(?<=hermanamiento\s)(?:ha\s+quedado|qued[óo]|est[áa])\s+(?:ya\s+)?(?:firmado|formalizado|concretado))\b"
)


def twinned_already(r: Reading) -> Rules:
    """E01: “nuestras ciudades, ya formalmente hermanadas”, in the letter that proposes it."""
    if r.brief.rung is not None or r.brief.paper not in ("letter_of_intent", "answer", "study"):
        return
    for p in r.passages:
        for m in _ALREADY.finditer(p.text):
            yield beyond(p, *m.span("w"), _SIGNED, 0 if r.brief.paper == "study" else 1, 0.7)


_IS_A_BOND = {
    "es": re.compile(
        r"(?i)(?<!no\s)\b(?P<w>constituye\s+un\s+hermanamiento|crea\s+(?:entre\s+(?:ellos|las\s+partes)\s+)?(?:derechos|obligaciones)(?:\s+y\s+\w+)?)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?P<w>constitutes\s+a\s+twinning|creates\s+(?:legal\s+|binding\s+)?(?:rights|obligations))\b"
    ),
}
_NO_BEFORE = re.compile(r"(?i)\b(?:no|ni|sin|neither|not|nor|without)\b[^.;]{0,60}$")


def friendship_as_twinning(r: Reading) -> Rules:
    """C03: a declaration of friendship, or a letter, that says it is a twinning, or that it binds."""
    if r.brief.paper not in ("friendship", "letter_of_intent", "answer"):
        return
    for p in r.passages:
        for m in _IS_A_BOND[p.lang].finditer(p.text) if p.lang in _IS_A_BOND else ():
            if not _NO_BEFORE.search(p.text[: m.start()]):
                yield found(
                    "C03", p, *m.span("w"),
                    says("Un papel de esta clase no es un hermanamiento ni obliga.", "A paper of this kind is no twinning and does not bind."),
                )  # fmt: skip


_ANOTHER = {
    "es": re.compile(
        r"(?i)\b(?P<w>crea\s+un\s+(?:hermanamiento\s+(?:distinto|nuevo|diferente)|nuevo\s+hermanamiento)|sustituye\s+(?:al?|el)\s+(?:dicho\s+)?(?:instrumento|acuerdo)(?:\s+original)?)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?P<w>creates\s+a\s+(?:different|new)\s+twinning|replaces\s+(?:that|the)\s+(?:original\s+)?(?:instrument|agreement))\b"
    ),
}


def ratification_of_another(r: Reading) -> Rules:
    """C05: a ratification that says it creates a twinning of its own, or replaces the one it ratifies."""
    if r.brief.paper != "ratification":
        return
    for p in r.passages:
        for m in _ANOTHER[p.lang].finditer(p.text) if p.lang in _ANOTHER else ():
            if not _NO_BEFORE.search(p.text[: m.start()]):
                yield found(
                    "C05", p, *m.span("w"),
                    says("Lo que se ratifica ya existe y sigue en vigor.", "What is ratified is there already and stays in force."),
                )  # fmt: skip


RULES = (ratification_of_another, twinned_already, friendship_as_twinning, steps_told_as_the_end, ratified_as_new)
