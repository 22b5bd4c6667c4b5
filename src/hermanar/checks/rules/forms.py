"""K: what a form leaves behind. A label with nothing after it, “Nombre y firma” where a name belongs, a post that nobody holds
beside one that somebody does, one Party signed for and the other not, an annex that is not among those carried."""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..posts import POST_LINE
from ..reading import Passage, Reading, Rules, found, says
from ..signs import may_have

# what stands where a person, an address or a choice belongs: “(NOMBRE COMPLETO)”, “NAME OF LIAISON”, “correo@dominio”, “(viable / no viable)”
_STAND_INS = re.compile(
    r"\(\s*(?:NOMBRE|Nombre)(?:\s+(?:COMPLETO|completo|(?:DEL?|[Dd]el?)\s+[^()\n]{3,40}))?\s*\)|"
    r"(?<![A-ZÁÉÍÓÚÑ] )\b(?:NAME\s+OF|NOMBRE\s+DEL?)\s+(?:THE\s+|LA\s+)?[A-ZÁÉÍÓÚÑ]{4,}(?:\s+[A-ZÁÉÍÓÚÑ]{3,}){0,3}(?=\s+(?:for|to|at|by|para|en|al?|con)\b|\s*[,.]|\n\s*(?:Mayor|President|Alcald|Secretar|Director|City))|"
    r"(?i:\b(?:correo|usuario|nombre|email|name|user|x{2,})@(?:dominio|domain|correo|x{2,})(?:\.\w+)*)|"
    r"\(\s*(?P<c>[a-záéíóúñ]{3,20})\s*/\s*(?:no\s+(?P=c)|not\s+(?P=c)|in(?P=c))\s*\)|\((?:s[íi]|yes)\s*/\s*no\)|"
    r"(?i:\b(?:acepto(?:\s+el\s+cargo)?|recib[íi]|conformidad|accepted(?:\s+by)?|received\s+by)\s*:\s*)\((?:firma|r[úu]brica|signature)\)"
)
_STAND_IN_SIGNS = (
    "(nombre",
    "( nombre",
    "name of",
    "nombre de",
    "@dominio",
    "@domain",
    "@correo",
    "@xx",
    "/ no",
    "/no",
    "/ in",
    "(firma)",
    "(rúbrica)",
    "(signature)",
)

_Line = tuple[Passage, int, int]

_LABEL = re.compile(
    r"(?i)^[ \t*•–-]*(?P<w>nombre(?:\s+completo)?|cargo|puesto|elabor[óo]|revis[óo]|autoriz[óo]|valid[óo]|tel[ée]fono|correo(?:\s+electr[óo]nico)?|fecha|lugar|domicilio|responsable|"
    r"monto|costo|asistentes|name|post|title|position|phone|telephone|e-?mail|date|place|address|prepared\s+by|reviewed\s+by)[ \t]*:[ \t*]*$"
)
_LABELLED = re.compile(r"^[ \t*•–-]*[A-ZÁÉÍÓÚÑ][^:\n]{1,40}:[ \t]*\S")
_LABEL_SIGNS = tuple(
    f"{w}:"
    for w in "nombre completo cargo puesto elaboró elaboro revisó reviso autorizó autorizo validó teléfono telefono correo electrónico fecha lugar "
    "domicilio responsable monto costo asistentes name post title position phone telephone email e-mail date place address by".split()
)
_SIGN_HERE = re.compile(
    r"(?i)^[ \t*]*(?P<w>nombre(?:,?\s+cargo)?\s+y\s+firma(?:\s+del?\s+[^\n]{3,40})?|firma\s+y\s+sello|name\s+and\s+signature)[ \t*.]*$"
)
_SIGN_SIGNS = ("y firma", "y sello", "and signature")
_UNSIGNED = re.compile(r"(?i)\((?:firma|r[úu]brica|sello|signature|nombre|name)\s+(?:pendiente|pending|por\s+\w+)\)")
_TO_WRITE = re.compile(
    r"(?i)(?:\A|(?<=[\n.:])|\s(?=(?-i:[PF])))\s*(?P<w>(?:pendiente\s+de|falta)\s+(?:nombrar|designar|captur(?:ar|a)|redact(?:ar|ci[óo]n)|integrar|completar|llenar|agregar|escribir|elaborar|anexar))(?=\s*(?:[.;\n]|\Z))"
)
_NO_PHONE = re.compile(r"(?<![\d-])(?:\(\d{2,3}\)\s*)?0{3}[\s-]?0{4}(?!\d)|\b(?:0[\s-]?){10}(?!\d)")


def _lines(passages: list[Passage]) -> Iterator[_Line]:
    for p in passages:
        at = 0
        for line in p.text.split("\n"):
            yield p, at, at + len(line)
            at += len(line) + 1


def left_on_a_form(r: Reading) -> Rules:
    """K01: “Nombre:” over “Cargo: Directora”, “Nombre y firma” and no line to sign on, “(firma pendiente)”, a telephone of noughts."""
    low = r.low
    labels = may_have(_LABEL_SIGNS, low) and any(_ends_open(p) for p in r.passages)
    signs = may_have(_SIGN_SIGNS, low)
    if labels or signs:
        for lang in r.content.languages:
            lines = list(_lines([p for p in r.passages if p.lang == lang]))
            for i, (p, start, end) in enumerate(lines):
                line = p.text[start:end]
                label = _LABEL.match(line) if labels and line.rstrip(" \t*").endswith(":") else None
                if label and _goes_on(lines, i):
                    yield _left(p, start + label.start("w"), start + len(line.rstrip()))
                here = _SIGN_HERE.match(line) if signs else None
                if here and not (i and "__" in lines[i - 1][0].text[lines[i - 1][1] : lines[i - 1][2]]):
                    yield _left(p, start + here.start("w"), start + here.end("w"))
    for p in r.passages if (stand_ins := tuple(x for x in _STAND_IN_SIGNS if x in low)) else ():
        for m in _STAND_INS.finditer(p.text) if any(x in p.low for x in stand_ins) else ():
            start = (
                m.end() - len(m.group()[m.group().rfind("(") :])
                if m.group().endswith(("irma)", "ica)", "ture)"))
                else m.start()
            )
            yield _left(p, start, m.end())
    pending = "pend" in low or "falta" in low or "(firma por" in low
    noughts = "000" in low
    for p in r.passages if pending or noughts else ():
        asked = pending and ("pend" in p.low or "falta" in p.low or "(firma por" in p.low)
        patterns = (*((_UNSIGNED, _TO_WRITE) if asked else ()), *((_NO_PHONE,) if noughts and "000" in p.text else ()))
        for pattern in patterns:
            for m in pattern.finditer(p.text):
                yield _left(p, *(m.span("w") if pattern is _TO_WRITE else m.span()))


def _ends_open(p: Passage) -> bool:
    """A line of it ends in a colon, after a word of those that label something."""
    return (p.text.rstrip().endswith(":") or ":\n" in p.text or ": \n" in p.text) and may_have(_LABEL_SIGNS, p.low)


def _goes_on(lines: list[_Line], i: int) -> bool:
    """The form goes on with its next label: what should stand after this one does not."""
    after = next((p.text[a:b] for p, a, b in lines[i + 1 : i + 3] if p.text[a:b].strip()), None)
    return after is not None and _LABELLED.match(after) is not None


def _left(p: Passage, start: int, end: int):
    words = p.text[start:end]
    return found(
        "K01", p, start, end, says(f"Quedó “{words}” sin llenar.", f"“{words}” was left to fill in."), subject=words,
        confidence=0.85,
    )  # fmt: skip


_FOR = re.compile(r"(?i)^(?:por|for|on\s+behalf\s+of|en\s+representaci[óo]n\s+de)\s+(?:el|la|the)\s")
_NAME = re.compile(
    r"(?:(?:C|Lic|Lcda?|Mtr[oa]|Dra?|Ing|Arq|Profr?a?|Mr|Ms|Mrs|Hon)\.?\s+)*[A-ZÁÉÍÓÚÑ][\w.’'-]+(?:\s+(?:(?:de|del|la|las|los|y|von|van)\s+){0,2}[A-ZÁÉÍÓÚÑ0-9][\w.’'-]*){1,6}"
)
_NO_NAME = re.compile(
    r"(?i)\b(?:municip\w*|ayuntamiento|ciudad|city|cabildo|comit[ée]|gobierno|government|estado|state|testigos?|witness(?:es)?|honou?r|sello|firma|atentamente|sincerely|president\w*|alcald\w*|mayor|secretari\w*|director\w*|anexo|acta|acuerdo)\b"
)


def _names_in(lines: list[str]) -> list[str]:
    return [x for x in lines if _NAME.fullmatch(x) and not _NO_NAME.search(x) and not POST_LINE.match(x)]


def _signed(r: Reading, lang: str) -> Iterator[Passage]:
    """What stands among the signatures: a post or a name alone beside them is read as a paragraph."""
    passages = [p for p in r.passages if p.lang == lang]
    kinds = [p.block.kind for p in passages]
    for i, p in enumerate(passages):
        near = BlockKind.SIGNATURE in kinds[max(0, i - 1) : i + 2]
        short = kinds[i] is BlockKind.PARAGRAPH and len(p.text) <= _LINE_LONG and "\n" not in p.text.strip()
        if kinds[i] is BlockKind.SIGNATURE or (near and short and (POST_LINE.match(p.text) or _NAME.fullmatch(p.text))):
            yield p


_LINE_LONG = 60


def posts_of_nobody(r: Reading) -> Rules:
    """K04: “Presidente Municipal” alone over the name and the post of who signs beside; “Por la Ciudad de …” and nobody, where
    the other Party is signed for."""
    if r.is_part:
        return
    for lang in r.content.languages:
        signed = list(_signed(r, lang))
        if len(signed) < _BOTH or any(p.entities.slots for p in signed):
            continue
        groups = [(p, [line.strip(" *_.\t") for line in p.text.split("\n") if line.strip(" *_.\t")]) for p in signed]
        full = [bool(_names_in(lines)) and any(POST_LINE.match(x) for x in lines) for _, lines in groups]
        alone = [len(lines) == 1 and bool(_names_in(lines)) for _, lines in groups]
        for i, (p, lines) in enumerate(groups):
            if not lines or "__" in p.text or full[i] or alone[i] or not any(full):
                continue
            beside = [k for k in (i - 1, i + 1) if 0 <= k < len(groups)]
            if any(alone[k] for k in beside):
                continue
            if all(POST_LINE.match(x) for x in lines) and not _FOR.match(
                groups[i - 1][1][0] if i and groups[i - 1][1] else ""
            ):
                end = len(p.text.split("\n")[0])
            elif all(_FOR.match(x) for x in lines) and any(full[k] and _FOR.match(groups[k][1][0]) for k in range(i)):
                if i + 1 < len(groups):
                    continue
                end = len(p.text.split("\n")[0])
            else:
                continue
            yield found(
                "K04", p, 0, end, says("Nadie firma aquí: falta el nombre.", "Nobody signs here: the name is missing."),
                confidence=0.85,
            )  # fmt: skip


_BOTH = 2
_ANNEX = re.compile(r"\b(?P<w>(?:anexo|annex)\s+(?:n[úu]mero\s+|no\.\s*)?(?P<n>\d{1,2}|[A-Z]|[IVX]+))\b(?!\s*\.\d)")
_CARRIED = re.compile(r"(?im)^[*# ]*(?:anexo|annex)\s+(?P<n>\d{1,2}|[A-Z]|[IVX]+)\s*(?:[.:–—-]|$)")


def annexes_in_small_letters(r: Reading) -> Rules:
    """K03: “se entregan en el anexo 3” of a paper that carries Annex 1 alone."""
    if not any(r.says(s) for s in ("anexo ", "annex ")):
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        carried = {fold(m["n"]) for p in passages for m in _CARRIED.finditer(p.text)}
        if not carried:
            continue
        for p in passages:
            for m in _ANNEX.finditer(p.text):
                if fold(m["n"]) not in carried and not _OF_ANOTHER.match(p.text, m.end()):
                    yield found(
                        "K03", p, *m.span("w"),
                        says(f"El “{m['w']}” no está en el archivo.", f"“{m['w']}” is not in the file."), confidence=0.8,
                    )  # fmt: skip


_OF_ANOTHER = re.compile(r"(?i)\s+(?:del?|of)\s+(?:la|el|los|las|the|oficio|acuerdo|convenio)\b")

RULES = (left_on_a_form, posts_of_nobody, annexes_in_small_letters)
