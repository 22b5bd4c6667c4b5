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


def steps_told_as_the_end(r: Reading) -> Rules:
    """E01: “Con ello quedó formalizado el hermanamiento” in the minutes that approve its study."""
    if r.brief.rung is not None or r.brief.paper not in ("committee_act", "council_resolution"):
        return
    if not any(_STILL_TO_SIGN.search(p.text) for p in r.passages):
        return
    proved = _COMMITTEE if r.brief.paper == "committee_act" else _COUNCIL
    told: set[tuple[str, str, int]] = set()
    claims = [(p, a, b) for p, a, b, needs in claims_of(r) if needs >= _SIGNED]
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


RULES = (steps_told_as_the_end, ratified_as_new)
