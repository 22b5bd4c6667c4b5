"""E, continued: a claim against the evidence that the paper itself puts under it (E01)."""

import re

from ..reading import Passage, Reading, Rules
from .claims import beyond, claims_of, is_of_letters_alone

_I = re.IGNORECASE
# said only where its evidence stands under it: of an older pact it may well be true
_IN_FORCE = {
    "es": re.compile(r"\b(?:acuerdo|convenio|hermanamiento)\b[^.;]{0,60}?\b(?:ya\s+)?(?:est[áa]|se\s+encuentra|entr[óo])\s+(?:ya\s+)?(?:vigente|en\s+vigor)\b", _I),
    "en": re.compile(r"\b(?:twinning|agreement|sister[- ]city\s+\w+)\b[^.;]{0,60}?\b(?:is|entered|came)\s+(?:now\s+|already\s+)?in(?:to)?\s+force\b", _I),
}  # fmt: skip
_LABEL = re.compile(
    r"(?:^|(?<=[\s|(]))(?:evidencias?(?:\s+documental(?:es)?)?|soportes?(?:\s+documental(?:es)?)?|medios?\s+de\s+verificaci[óo]n|comprobantes?|"
    r"evidence|supporting\s+documents?|support|proof|means\s+of\s+verification)\s*:\s*",
    _I,
)
_AFTER = 2  # passages below the claim in which its evidence is looked for
# the highest rung that a paper of each kind proves
_PAPERS = (
    (7, re.compile(r"\bconstancia\s+de\s+registro|certificate\s+of\s+registration|registration\s+certificate", _I)),
    (0, re.compile(r"\b(?:borrador|draft)(?:es|s)?\b(?!\s+(?:firmad|signed))", _I)),
    (6, re.compile(r"\bfirm|suscri|\bsign|\bejemplar|\boriginal", _I)),
    (5, re.compile(r"\bdictamen\b(?!\s+de\s+(?:la\s+)?comisi[óo]n)|\bopinion\b", _I)),
    (4, re.compile(r"\bcabildo\b|\bpunto\s+de\s+acuerdo|\bcouncil\b|\boficio\s+de\s+remisi[óo]n|\bremisi[óo]n\s+del\s+proyecto|\bdispatch\s+letter|\bproyecto\s+de\s+(?:acuerdo|convenio)", _I)),
    (3, re.compile(r"\bcomit[ée]\b|\bcommittee\b|\bestudio\s+de\s+(?:conveniencia|factibilidad|viabilidad)|\bfeasibility\s+study", _I)),
    (2, re.compile(r"\bcartas\s+de\s+intenci[óo]n|\bletters\s+of\s+intent|\bcarta\s+de\s+respuesta|\bletter\s+of\s+reply", _I)),
    (1, re.compile(r"\bcarta\s+de\s+intenci[óo]n|\bletter\s+of\s+intent", _I)),
)  # fmt: skip
_AGREED = 6  # what is claimed too high, from here on: that there is an agreement


def evidence_under_a_claim(r: Reading) -> Rules:
    """E01: “Se registró el acuerdo. Evidencia: oficio de remisión del proyecto”. Only papers of a known rung count: a
    photograph or a link says nothing of it."""
    if r.brief.kind not in ("report", "other", "study") or r.brief.rung is not None:
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        if not any(_LABEL.search(p.text) for p in passages):
            continue
        letters = is_of_letters_alone(r, lang)
        places = {p.key: i for i, p in enumerate(passages)}
        claims = [c for c in claims_of(r) if c[0].lang == lang and c[3] >= _AGREED and not letters]
        claims += [
            (p, *m.span(), _AGREED) for p in passages if lang in _IN_FORCE for m in _IN_FORCE[lang].finditer(p.text)
        ]
        for p, start, end, needs in claims:
            at = places[p.key]
            shown = _shown(passages[at : at + _AFTER + 1], end) or _shown_first(passages, at, start)
            shown = _UNSIGNED.sub("", shown)
            proved = next((rung for rung, pattern in _PAPERS if pattern.search(shown)), None)
            if proved is not None and proved < needs:
                yield beyond(p, start, end, needs, proved, 0.7)


def _shown(passages: list[Passage], end: int) -> str:
    """What stands after the first word for evidence below a claim."""
    for i, p in enumerate(passages):
        label = _LABEL.search(p.text, end if not i else 0)
        if label:
            return p.text[label.end() :]
    return ""


# “sin firmas” is no signature
_UNSIGNED = re.compile(
    r"\b(?:sin|no|a[úu]n\s+no|without|not(?:\s+yet)?|pendientes?\s+de)\s+(?:\w+\s+)?(?:firm\w*|suscri\w*|sign\w*)|\bunsigned\b",
    _I,
)


def _shown_first(passages: list[Passage], at: int, start: int) -> str:
    """The evidence that stands before its claim, in a paper that tells it so: the first word for evidence of the text comes
    before every claim, and nothing after it."""
    if any(_LABEL.search(p.text) for p in passages[at + 1 :]):
        return ""
    for i in range(at, max(at - _AFTER, 0) - 1, -1):
        text = passages[i].text
        label = _LABEL.search(text, 0, start) if i == at else _LABEL.search(text)
        if label:
            return text[label.end() : start] if i == at else text[label.end() :]
    return ""


RULES = (evidence_under_a_claim,)
