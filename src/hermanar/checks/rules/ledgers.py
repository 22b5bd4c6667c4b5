"""N, of what is counted line by line: labels with a figure each and their total, what is left of a whole, parts of a mean, and as
many Parties as there are."""

import re

from hermanar.kernel.text import fold

from ..findings import Severity
from ..numerals import in_figures
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain

_W = Severity.WARNING
_LINE = re.compile(
    r"(?m)^[ \t*•–-]*(?P<label>[^\W\d_][^:\n]{1,60}?)\s*:\s*(?P<n>(?:\$|USD\s|MXN\s)?\s?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|(?:\$\s?)?\d+(?:\.\d{1,2})?)(?P<unit>[^\n\d]{0,24})$"
)
_TOTAL = re.compile(r"(?i)^(?:gran\s+|suma\s+)?(?:total(?:es)?|suma|sum)\b")
_NO_PART = re.compile(
    r"(?i)\b(?:a[ñn]o|fecha|tel[ée]fono|folio|n[úu]mero|hora|poblaci[óo]n|superficie|promedio|year|date|phone|number|average|c\.?p\.?)\b"
)


def totals_by_line(r: Reading) -> Rules:
    """N03: “Viajes: 80,000 / Eventos: 60,000 / Total: 150,000”, a line each, in one paragraph or in several."""
    if not r.says("total") and not r.says("suma"):
        return
    for lang in r.content.languages:
        run: list[tuple[float, str]] = []
        for p in r.passages:
            if p.lang != lang:
                continue
            lines = list(_LINE.finditer(p.text)) if ":" in p.text else []
            if not lines or (run and not p.text.lstrip(" *•–-").startswith(lines[0]["label"])):
                run = []
            at = None
            for m in lines:
                if at is not None and p.text[at : m.start()].strip():
                    run = []
                at = m.end()
                value = float(re.sub(r"[^\d.]", "", m["n"]))
                unit = _unit(m)
                if not _TOTAL.match(m["label"]):
                    run = [] if _NO_PART.search(m["label"]) else [*run, (value, unit)]
                    continue
                parts = [v for v, u in run if u == unit]
                run = []
                right = round(sum(parts), 2)
                if (
                    len(parts) >= _SEVERAL and abs(right - value) > _PENNY and max(parts) < value
                    and 0.6 * value <= right <= 1.6 * value
                ):  # fmt: skip
                    yield _sum(p, *m.span("n"), right, value)


_SEVERAL, _PENNY = 2, 0.005


def _unit(m: re.Match[str]) -> str:
    return "$" if m["n"][0] in "$UM" else fold(m["unit"]).strip(" .;")


def _sum(p: Passage, start: int, end: int, right: float, value: float):
    return found(
        "N03", p, start, end,
        says(f"Sus partes suman {plain(right)}; aquí dice {plain(value)}.", f"Its parts add up to {plain(right)}; here it says {plain(value)}."),
        severity=_W, confidence=0.85,
    )  # fmt: skip


_FIGURE = r"(?:\$\s?)?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|(?:\$\s?)?\d+(?:\.\d{1,2})?"
_LEFT = (" queda", " resta", " sobra", " falta", " remain", " leaving")
_SPENT = re.compile(
    rf"(?i)(?P<part>{_FIGURE})\s+(?:(?:pesos|personas|lugares|boletos|d[óo]lares|dollars|places|people)\s+)?(?:de|of|out\s+of)\s+(?:(?:los|las|un\s+total\s+de|the|a\s+total\s+of)\s+)?(?P<whole>{_FIGURE})"
    rf"[^.\n\d]{{0,60}}[;,.]\s+(?:y\s+|por\s+lo\s+que\s+)?(?:quedan?|restan?|sobran?|faltan?|remain(?:s|ing)?|leaving)\b[^.;\n\d]{{0,30}}?(?P<left>{_FIGURE})"
)


def left_of_a_whole(r: Reading) -> Rules:
    """N03: “Se gastaron 45,000 de los 100,000 autorizados; quedan 65,000”."""
    if not any(r.says(s) for s in _LEFT):
        return
    for p in r.saying(_LEFT):
        for m in _SPENT.finditer(p.text):
            part, whole, left = (float(re.sub(r"[^\d.]", "", m[x])) for x in ("part", "whole", "left"))
            if part < whole and left < whole and abs(whole - part - left) > _PENNY:
                right = round(whole - part, 2)
                yield found(
                    "N03", p, *m.span("left"),
                    says(f"Quedan {plain(right)}; aquí dice {plain(left)}.", f"{plain(right)} are left; here it says {plain(left)}."),
                    severity=_W, confidence=0.85,
                )  # fmt: skip


_COUNTED = re.compile(
    r"\b(?:[Ll]as|[Ll]os|[Tt]he|[Ee]ntre)\s+(?P<w>(?P<n>tres|cuatro|cinco|three|four|five)\s+(?:Partes|Participantes|Parties|Participants))\b"
)
_MANY = {"tres": 3, "three": 3, "cuatro": 4, "four": 4, "cinco": 5, "five": 5}


def parties_counted(r: Reading) -> Rules:
    """N08: “las tres Partes” of a paper between two."""
    if len(r.brief.parties) != 2 or not any(
        r.says(s) for s in (" partes", " participantes", " parties", " participants")
    ):
        return
    for p in r.saying(_MANY):
        for m in _COUNTED.finditer(p.text):
            yield found("N08", p, *m.span("w"), says("Las Partes son dos.", "The Parties are two."), confidence=0.8)


_OTHERS = re.compile(
    r"(?i)\b(?:de|of)\s+(?:l[oa]s|sus|the|your)\s+(?P<all>\d{1,2})\s+[^.;:\d]{3,80}?\s(?P<some>\d{1,2})\b\s*[:,(][^.\n]*?[.;]\s+(?P<w>(?:l[oa]s|the)\s+(?:otr[oa]s|restantes|dem[áa]s|other|remaining)\s+(?P<rest>\d{1,2}))\b"
)


_OTHER_SO_MANY = re.compile(
    r"(?i)(?:otr[oa]s|restantes|dem[áa]s|other|remaining)\s(?:\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)


def others_of_a_whole(r: Reading) -> Rules:
    """N03: “De los cinco campos, tres son viables: … Los otros tres …”."""
    signs = r.said_of(("otros", "otras", "restantes", "demás", "other", "remaining"))
    for p in r.saying(signs):
        if not _OTHER_SO_MANY.search(p.text):
            continue
        text = in_figures(p.text, p.lang)[0]
        for m in _OTHERS.finditer(text):
            whole, some, rest = (int(m[x]) for x in ("all", "some", "rest"))
            if some < whole and rest != whole - some:
                yield found(
                    "N03", p, *m.span("w"),
                    says(f"De {whole}, menos {some}, quedan {whole - some}.", f"{some} out of {whole} leave {whole - some}."),
                    severity=_W, confidence=0.85,
                )  # fmt: skip


_LISTED_MEAN = re.compile(
    r"(?i)\b(?:medi[oa]s?|promedios?|average|mean)\b[^.;()]{0,80}\((?P<list>[^()]*;[^()]*)\),?\s*(?:fue|fueron|es|result[óo]|was|is)\s+(?:de\s+|of\s+)?(?P<t>\d+(?:\.\d+)?)\b"
)
_ONE = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?![\d%])")


def means_of_a_bracket(r: Reading) -> Rules:
    """N04: “El tiempo medio (abril, 6 días; mayo, 5 días; junio, 4 días) fue de seis días”."""
    signs = r.said_of(("media", "medio", "promedio", "average", "mean"))
    for p in r.saying(signs):
        if ";" not in p.text or "(" not in p.text:
            continue
        text, words = in_figures(p.text, p.lang)
        for m in _LISTED_MEAN.finditer(text):
            each = [_ONE.findall(x) for x in m["list"].split(";")]
            if any(len(x) != 1 for x in each):
                continue
            right = sum(float(x[0]) for x in each) / len(each)
            if abs(right - float(m["t"])) > _HALF:
                yield found(
                    "N04", p, next((a for a, b in words if a <= m.start("t") < b), m.start("t")), m.end("t"),
                    says(f"La media es {right:.4g}.", f"The mean is {right:.4g}."), severity=_W, confidence=0.85,
                )  # fmt: skip


_HALF = 0.51
RULES = (others_of_a_whole, means_of_a_bracket, totals_by_line, left_of_a_whole, parties_counted)
