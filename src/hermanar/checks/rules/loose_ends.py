"""K, of any paper: who closes it and does not sign, sections and clauses that it promises, brackets that were left open."""

import re
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..numerals import from_roman
from ..reading import Passage, Reading, Rules, found, says

# the line over a signature, alone on it
_CLOSES = re.compile(
    r"(?im)^[ \t*_]*(?P<w>a\s?t\s?e\s?n\s?t\s?a\s?m\s?e\s?n\s?t\s?e|(?:muy\s+)?(?:cordial|respetuosa)mente|presidi[óo]|da\s+fe|elabor[óo]|elaboraron|revis[óo]|autoriz[óo]|valid[óo]|"
    r"vo\.?\s?bo\.?|(?:yours\s+)?(?:very\s+)?(?:sincerely|truly|respectfully|faithfully)(?:\s+yours)?|sincerely|prepared\s+by|reviewed\s+by|approved\s+by|presided\s+by|attested\s+by)[ \t]*[.,:]?[ \t*_]*$"
)
_A_NAME = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w.’'-]*(?:[ \t]+(?:(?:de|del|la|las|los|y|von|van|da)[ \t]+){0,2}[A-ZÁÉÍÓÚÑ0-9][\w.’'-]*){1,7}"
)
_NO_PERSON = re.compile(
    r"(?i)\b(?:president[ea]|alcald(?:e|esa)|mayor|manager|s[íi]ndic[oa]|regidora?|secretari[oa]|director[a]?|coordinador[a]?|jef[ea]|enlace|tesorer[oa]|municipio|ayuntamiento|ciudad|city|municipality|"
    r"administraci[óo]n|gobierno|government|office|oficina|direcci[óo]n|secretar[íi]a|c\.?\s?c\.?\s?p?|anexo|enclosures?|annex|archivo|sufragio|comit[ée]|committee|clerk|chair|director|council|cabildo|encargad[oa]|titular|vocal|department)\b"
)
_TAIL = re.compile(r"(?i)^\W*(?:c\.\s?c\.|ccp|anexo|enclosure|enc\b|annex|copias?|nota|note|p\.?\s?d\.)")


def closings(r: Reading) -> Rules:
    """K04: “ATENTAMENTE” and nobody; “Da fe” and nobody. A line to sign on is enough until the paper is final."""
    if r.brief.kind in ("agreement", "declaration") or r.is_part:
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, p in enumerate(passages):
            for m in _CLOSES.finditer(p.text):
                after = [(p, m.end())] + [(q, 0) for q in passages[i + 1 : i + _NEAR]]
                if not _signed(r, after) and not _elsewhere(r, p, lang):
                    yield found(
                        "K04", p, *m.span("w"),
                        says(f"“{m['w']}”, y nadie firma: falta el nombre.", f"“{m['w']}”, and nobody signs: the name is missing."),
                    )  # fmt: skip


_NEAR = 6


def _elsewhere(r: Reading, p: Passage, lang: str) -> bool:
    """The names may stand in the other language alone, beside both."""
    return (
        any(q.lang != lang for q in r.of_block(p.key))
        and any(
            q.lang != lang and _CLOSES.search(q.text) is None and q.block.kind is BlockKind.SIGNATURE
            for q in r.passages
        )
        and not any(q.lang == lang and q.block.kind is BlockKind.SIGNATURE for q in r.passages)
    )


def _signed(r: Reading, after: list[tuple[Passage, int]]) -> bool:
    for p, start in after:
        for line in p.text[start:].split("\n"):
            bare = line.strip(" *_\t.,")
            if not bare:
                if "__" in line and not r.brief.final:
                    return True
                continue
            if _CLOSES.fullmatch(line) or _TAIL.match(line):
                return False
            if "__" in line or "{" in line:
                return True
            name = _A_NAME.match(bare)
            if name and not _NO_PERSON.search(name.group()):
                return True
            if not _NO_PERSON.search(bare):
                return True  # what is no post may be a name, written as its house writes it
    return False


_CERTIFIES = re.compile(r"\bC\s?E\s?R\s?T\s?I\s?F\s?I\s?C\s?A\b|\bhago\s+constar\b|\bCERTIFIES\b")


def certificates(r: Reading) -> Rules:
    """K04: a certificate that nobody signs."""
    if r.brief.paper != "council_resolution" or r.is_part:
        return
    said = next((p for p in r.passages if _CERTIFIES.search(p.text)), None)
    if said is None or len(r.passages) < _WHOLE:
        return
    last = [p for p in r.passages if p.lang == r.passages[-1].lang][-3:]
    if any(p.block.kind is BlockKind.SIGNATURE for p in r.passages) or any("__" in p.text for p in last):
        return
    if any(_A_NAME.fullmatch(line.strip(" *_")) for p in last for line in p.text.split("\n")):
        return
    end = last[-1]
    yield found(
        "K04", end, 0, len(end.text.rstrip()),
        says("Nadie firma la certificación.", "Nobody signs the certificate."), confidence=0.8,
    )  # fmt: skip


_WHOLE = 6
_PROMISED = re.compile(
    r"\b(?P<k>(?:[Ss]ecci[óo]n|[Aa]partado|[Cc]ap[íi]tulo|[Nn]umeral|[Ss]ection|[Cc]hapter|[Cc]l[áa]usula|[Cc]lause|[Pp]aragraph|[Pp]unto|[Pp]oint))\s+(?P<n>\d{1,2}|[IVX]+)\b(?![\d.]*\d)(?!\s+(?:de|del|of)\s)"
)
_ORDINAL = (
    "primera segunda tercera cuarta quinta sexta septima octava novena decima "
    "decimaprimera decimasegunda decimatercera decimacuarta decimaquinta decimasexta decimaseptima decimaoctava decimanovena vigesima"
).split()
_CLAUSE = re.compile(
    r"(?i)\bcl[áa]usula\s+(?P<n>(?:d[ée]cim[ao]\s*)?(?:primera|segunda|tercera|cuarta|quinta|sexta|s[ée]ptima|octava|novena)|d[ée]cima|vig[ée]sima)\b(?!\s+(?:de|del)\s)"
)
_HEADS = re.compile(
    r"(?im)^\W*(?:cl[áa]usula\s+)?(?P<n>(?:d[ée]cim[ao]\s*)?(?:primera|segunda|tercera|cuarta|quinta|sexta|s[ée]ptima|octava|novena)|d[ée]cima|vig[ée]sima)\s*[.:\-–—]"
)
_NUMBERED = re.compile(
    r"(?m)^\W*(?:(?:secci[óo]n|cap[íi]tulo|apartado|section|chapter|cl[áa]usula|clause)\s+)?(?P<n>\d{1,2}|[IVX]+)(?:[.):\-–—]|\s+(?=[A-ZÁÉÍÓÚÑ]))"
)


def promised_parts(r: Reading) -> Rules:
    """K03: “como se explica en la sección 9” of a paper of six; “la cláusula décima quinta” of one of ten."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        texts = [(p, p.text) for p in passages]
        if any("láusula" in t or "LÁUSULA" in t for _, t in texts):
            heads = {_ordinal(m["n"]) for _, t in texts for m in _HEADS.finditer(t)}
            if len(heads) >= _SEVERAL:
                for p, t in texts:
                    for m in _CLAUSE.finditer(t):
                        if _ordinal(m["n"]) > max(heads) and not _HEADS.match(t, m.start()):
                            yield _not_there(p, m.start(), m.end(), m.group())
        if not any(_PROMISED.search(t) for _, t in texts if any(sign in t for sign in _PROMISES)):
            continue
        numbers = {
            v
            for p in passages
            for raw in [p.block.number.strip(" .)"), *(m["n"] for m in _NUMBERED.finditer(p.text))]
            if (v := _number(raw))
        }
        if len(numbers) < _SEVERAL:
            continue
        for p, t in texts:
            for m in _PROMISED.finditer(t):
                number = _number(m["n"])
                if (
                    number
                    and number > max(numbers)
                    and p.block.kind is not BlockKind.HEADING
                    and not _LAW.search(t, max(0, m.start() - 60), min(len(t), m.end() + 60))
                ):
                    yield _not_there(p, m.start(), m.end(), m.group())


_SEVERAL = 3
_PROMISES = (
    "ecci",
    "ection ",
    "partado ",
    "apítulo ",
    "apitulo ",
    "umeral ",
    "hapter ",
    "láusula ",
    "lausula ",
    "lause ",
    "aragraph ",
    "unto ",
    "oint ",
)
_LAW = re.compile(
    r"\b(?:Ley|C[óo]digo|Reglamento|Constituci[óo]n|Law|Code|Constitution|Act|art[íi]culo|article|fracci[óo]n)\b"
)


def _ordinal(words: str) -> int:
    said = re.sub(r"\s+", "", fold(words)).replace("decimo", "decima")
    return _ORDINAL.index(said) + 1 if said in _ORDINAL else 0


def _number(raw: str) -> int:
    if raw.isdigit():
        return int(raw)
    return from_roman(raw) or 0 if raw and set(raw) <= set("IVX") else 0


def _not_there(p: Passage, start: int, end: int, words: str):
    return found(
        "K03", p, start, end, says(f"“{words}” no está en el documento.", f"“{words}” is not in the paper."), confidence=0.8,
    )  # fmt: skip


def announced(r: Reading) -> Rules:
    """K03: a paragraph that ends in a colon over the next numbered heading."""
    if r.is_part:
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for one, after in pairwise(passages):
            if (
                one.block.kind is BlockKind.PARAGRAPH and after.block.kind is BlockKind.HEADING and after.block.number and one.text.rstrip().endswith(":")
                and one.block.group not in ("", "preamble") and len(one.text) > _SHORT and not one.text.rstrip(": ").isupper()
                and after.block.group != one.block.group and not re.search(r"(?i)siguientes?|following|continuaci[óo]n|below|as\s+follows", one.text)
            ):  # fmt: skip
                text = one.text.rstrip()
                start = text.rfind(" ", 0, len(text) - 1) + 1
                yield found(
                    "K03", one, start, len(text), says("Anuncia algo y no sigue nada.", "It announces something and nothing follows."),
                    confidence=0.8,
                )  # fmt: skip


_SHORT = 25
_OPEN = re.compile(r"\[(?=[^\]\n]*(?:\n|\Z))|(?<!\S)\[(?=[^\]]{61,}\])")


def open_brackets(r: Reading) -> Rules:
    """K01: a square bracket that was opened and never closed, or around a whole sentence; “número [24]”."""
    for p in r.passages:
        if "[" not in p.text or p.block.kind is BlockKind.NOTE:
            continue
        for m in _OPEN.finditer(p.text):
            yield _left(p, m.start(), m.end())
        for m in re.finditer(
            r"(?i)\b(?:n[úu]mero|n[úu]m\.|no\.|folio|acta|acuerdo|number|article|art[íi]culo|por|for|hasta|de)\s+(?P<w>\[\d{1,3}\])(?=\s*[,a-z])",
            p.text,
        ):
            yield _left(p, *m.span("w"))


def _left(p: Passage, start: int, end: int):
    words = p.text[start:end]
    return found(
        "K01", p, start, end, says(f"Quedó “{words}” sin llenar.", f"“{words}” was left to fill in."), confidence=0.85
    )


RULES = (closings, certificates, promised_parts, announced, open_brackets)
