"""B, continued: of what the numbers are. Days that become months in the other language, “per month” for “por año”, the letter
of an item."""

import re

from hermanar.kernel.text import fold

from ..entities import Number
from ..reading import Passage, Reading, Rules, found, says
from .bilingual import pairs

_UNITS = {
    "minuto": "minute", "minutos": "minute", "hora": "hour", "horas": "hour", "dia": "day", "dias": "day",
    "semana": "week", "semanas": "week", "quincena": "fortnight", "quincenas": "fortnight", "mes": "month", "meses": "month",
    "bimestre": "bimester", "trimestre": "quarter", "trimestres": "quarter", "semestre": "semester", "semestres": "semester",
    "ano": "year", "anos": "year", "bienio": "biennium",
    "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week",
    "weeks": "week", "fortnight": "fortnight", "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
    "semester": "semester", "semesters": "semester", "year": "year", "years": "year",
}  # fmt: skip
# what is told by the day or the year in each language; “cada dos meses” is a number with its unit
_RATE = {
    "es": re.compile(
        r"\b(?:por|al|cada)\s+(?P<u>hora|d[íi]a|semana|quincena|mes|bimestre|trimestre|semestre|año)\b", re.IGNORECASE
    ),
    "en": re.compile(r"\b(?:per|each|every|a)\s+(?P<u>hour|day|week|fortnight|month|quarter|semester|year)\b", re.IGNORECASE),
}  # fmt: skip
_LETTER = {
    "es": re.compile(r"\b(?:inciso|letra|apartado)\s+(?P<u>[a-z])\)", re.IGNORECASE),
    "en": re.compile(r"\b(?:item|paragraph|subparagraph|subsection|letter|clause)\s+\(?(?P<u>[a-z])\)", re.IGNORECASE),
}


def units(r: Reading) -> Rules:
    """B02: the same number of another unit. “treinta (30) días” and “thirty (30) months”; “por año” and “per month”."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left, right = _timed(a), _timed(b)
        said = sorted((n.value, u) for n, u in left), sorted((n.value, u) for n, u in right)
        if len(left) == len(right) and said[0] != said[1]:
            for n, u in left:
                match = next((m for m in right if m[0].value == n.value), None)
                if match and (n.value, match[1]) not in said[0] and u != match[1]:
                    yield differ(a, n.start, _until(a, n), b, match[0].start, _until(b, match[0]), "B02")
        rates = [list(_RATE[p.lang].finditer(p.text)) for p in (a, b)]
        if len(rates[0]) == len(rates[1]) == 1:
            x, y = rates[0][0], rates[1][0]
            if _UNITS[fold(x["u"])] != _UNITS[fold(y["u"])]:
                yield differ(a, x.start(), x.end(), b, y.start(), y.end(), "B02")


def letters(r: Reading) -> Rules:
    """B07: “inciso e)” and “item f)”."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left, right = (list(_LETTER[p.lang].finditer(p.text)) for p in (a, b))
        for m, n in zip(left, right, strict=False) if len(left) == len(right) else ():
            if m["u"].lower() != n["u"].lower():
                yield differ(a, m.start("u"), m.end("u") + 1, b, n.start("u"), n.end("u") + 1, "B07")


def _timed(p: Passage) -> list[tuple[Number, str]]:
    return [(n, _UNITS[n.unit]) for n in p.entities.numbers if n.kind == "count" and n.unit in _UNITS]


def _until(p: Passage, n: Number) -> int:
    m = re.match(r"\W{0,3}\w+", p.text[n.end :])
    return n.end + (m.end() if m else 0)


def differ(a: Passage, start: int, end: int, b: Passage, at: int, until: int, code: str):
    """A finding about what two languages say in one place, each in its own words."""
    x, y = a.text[start:end], b.text[at:until]
    es, en = {"es": ("Español", "Spanish"), "en": ("Inglés", "English")}[a.lang]
    es_other, en_other = {"es": ("español", "Spanish"), "en": ("inglés", "English")}[b.lang]
    return found(
        code, a, start, end, says(f"{es}: {x}; {es_other}: {y}.", f"{en}: {x}; {en_other}: {y}."),
        also=[b.span(at, until)], subject=f"{fold(x)}|{fold(y)}|{b.lang}",
    )  # fmt: skip


RULES = (units, letters)
