"""D, of the days a paper sets: a year far from all the others, an appointment that is over before it is given or begins long after,
an administration that is no longer, a report dated before its period ends."""

import datetime as dt
import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import date_in_words

from ..findings import Severity
from ..reading import Reading, Rules, found, says
from .dates import paper_date
from .foredated import day_of
from .sequence import period_of

_W = Severity.WARNING
_FAR = 25  # years after every other day of the paper, and of the one that checks it


def years_far_off(r: Reading) -> Rules:
    """D07: “4 de junio de 2062” in a paper of 2026."""
    if not re.search(r"\b20[4-9]\d\b", r.low):
        return
    dates = [(p, d) for p in r.passages for d in p.entities.dates if d.on and d.day]
    for p, d in dates:
        others = [o.on.year for _, o in dates if o.on and o.on.year != d.year] or [r.brief.on.year]
        if (
            d.on
            and others
            and d.on.year - max(others) >= _FAR
            and not _LASTS.search(p.text[max(0, d.start - 80) : d.start])
        ):
            yield found(
                "D07", p, d.start, d.end,
                says(f"Ese año está lejos de los demás del documento: {max(others)}.", f"That year is far from the others of the paper: {max(others)}."),
                severity=_W, confidence=0.8,
            )  # fmt: skip


_LASTS = re.compile(
    r"(?i)\b(?:vigen\w+|vence\w*|hasta|meta|horizonte|visi[óo]n|agenda|plan|until|through|horizon|goal|vision)\b"
)
_UNTIL = re.compile(
    r"(?i)\b(?:durar[áa]n?|fungir[áa]n?|ejercer[áa]n?|desempeñar[áa]n?|nombramiento|encargo|designaci[óo]n|comisi[óo]n|vigencia|vigente)\b[^.;\d]{0,80}\bhasta\s+el\s+(?:d[íi]a\s+)?$"
)
_FROM = re.compile(r"(?i)\ba\s+partir\s+del?\s+(?:d[íi]a\s+)?$")
_NAMED = re.compile(
    r"(?i)\b(?:(?:he|ha|hemos|han)\s+(?:tenido\s+a\s+bien\s+)?(?:designad|nombrad|comisionad)o|se\s+(?:le\s+)?(?:design[óaó]|nombr[óa]))\b"
)
_YEAR = 366


def appointments(r: Reading) -> Rules:
    """D09: “su nombramiento durará hasta el 9 de septiembre de 2025” in a letter of 2026; “a partir del 15 de enero de 2028 he
    designado”."""
    low = r.low
    if "hasta el" not in low and "a partir del" not in low:
        return
    on = day_of(r)
    if on is None:
        return
    for p in r.passages:
        if "hasta el" not in p.low and "a partir del" not in p.low:
            continue
        for d in p.entities.dates:
            if not d.on:
                continue
            before = p.text[max(0, d.start - 160) : d.start]
            if d.on < on and _UNTIL.search(before) and not _PAST.search(before):
                yield found(
                    "D09", p, d.start, d.end,
                    says(f"El papel es del {date_in_words(on, 'es')}: esta fecha ya pasó.", f"The paper is of {date_in_words(on, 'en')}: this day is past."),
                    severity=_W, confidence=0.85,
                )  # fmt: skip
            elif (d.on - on).days > _YEAR and _FROM.search(before) and _NAMED.search(p.text):
                yield found(
                    "D09", p, d.start, d.end,
                    says("Empieza más de un año después del papel que lo dice.", "It begins more than a year after the paper that says it."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


_PAST = re.compile(r"(?i)\b(?:estuvo|fue|hab[íi]a|tuvo|anterior|dur[óo]|prorrog\w+|ampli\w+|venc[íi]a)\b")
_ADMINISTRATION = re.compile(
    r"(?i)\b(?P<w>(?:fin|t[ée]rmino|conclusi[óo]n|actual|presente|esta|nuestra)\s+(?:de\s+(?:la\s+|esta\s+)?(?:presente\s+|actual\s+)?)?administraci[óo]n\s+(?:p[úu]blica\s+)?(?:municipal\s+)?\(?(?P<a>20\d\d)\s*[-–—]\s*(?P<b>20\d\d))"
)


def administrations_gone(r: Reading) -> Rules:
    """D05: “fin de la administración 2021-2024” in a letter of 2026."""
    on = paper_date(r) if r.says("administraci") else None
    for p in r.passages if on else ():
        for m in _ADMINISTRATION.finditer(p.text) if "dministraci" in p.text else ():
            if on and not int(m["a"]) <= on.year <= int(m["b"]):
                yield found(
                    "D05", p, m.start("a"), m.end("b"),
                    says(f"El papel es de {on.year}: esa administración no es la de hoy.", f"The paper is of {on.year}: that administration is not the present one."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


_PLACED = re.compile(r"(?i),\s*(?:a\s+(?:los\s+)?|el\s+)?$|^\W*$")


def reports_before_their_period_ends(r: Reading) -> Rules:
    """D09: a report of April to June that is dated on 10 June."""
    if r.brief.paper != "quarterly_report":
        return
    dated: list[tuple] = []
    for p in r.passages:
        if p.block.kind in (BlockKind.PLACE_DATE, BlockKind.SIGNATURE):
            first = next((d for d in p.entities.dates if d.on), None)
            if first and (p.block.kind is BlockKind.PLACE_DATE or _PLACED.search(p.text[: first.start].split("\n")[0])):
                dated.append((p, first))
    period = period_of(r)[0] if dated else None
    if period is None or period[1] < period[0]:
        return
    for p, d in dated:
        if period[0] - dt.timedelta(days=3 * _YEAR) <= d.on < period[1] - dt.timedelta(days=7):
            yield found(
                "D09", p, d.start, d.end,
                says(f"El periodo que se informa termina el {date_in_words(period[1], 'es')}.", f"The period reported on ends on {date_in_words(period[1], 'en')}."),
                severity=_W, confidence=0.8,
            )  # fmt: skip


RULES = (years_far_off, appointments, administrations_gone, reports_before_their_period_ends)
