"""D, of the days a paper sets: a year far from all the others, an appointment that is over before it is given or begins long after,
an administration that is no longer, a report dated before its period ends, stages that go back, weekdays of the period's own year."""

import datetime as dt
import re
from itertools import zip_longest

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import WEEKDAY_WORDS
from ..findings import Repair, Severity
from ..numerals import from_roman
from ..reading import Passage, Reading, Rules, found, says
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


_MONTH = rf"(?P<m>{'|'.join((*MONTHS_ES, *MONTHS_EN))})\s+(?:(?:de|del|of)\s+)?(?P<y>20\d\d)"
# “de enero a junio de 2026” begins in January
_MONTH_OF = re.compile(
    rf"(?i)\b(?:(?P<since>{'|'.join((*MONTHS_ES, *MONTHS_EN))})\s*(?:\s(?:al?|y|e|to|and|through)\s|[–-])\s*)?{_MONTH}\b"
)
_STAGE = re.compile(r"\b(?:Etapa|ETAPA|Fase|FASE|Paso|Stage|Phase|Step)\s+(?P<n>\d{1,2}|[IVX]{1,4})\b(?=\s*[.:),–—-])")
# a row that opens with its month: “Octubre de 2026, primera quincena    Reunión virtual”
_ROW = re.compile(rf"(?i)(?:^|\n[ \t]*|\s{{3,}}|\t){_MONTH}(?=\s{{2,}}|\s*[:,|–—-]\s|\t)")
_PLANNED = re.compile(
    r"(?i)\b(?:calendario|cronograma|secuencia|ruta|etapas|fases|programa(?:ci[óo]n)?|calendar|schedule|timeline|stages|phases)\b"
)
_ROWS = 3


def _ordinal_of(m: re.Match[str], which: str = "m") -> int:
    """A month as a number that grows with time."""
    name = fold(m[which])
    months = next(x for x in (MONTHS_ES, MONTHS_EN) if name in map(fold, x))
    return int(m["y"]) * 12 + [fold(x) for x in months].index(name)


def stages_in_order(r: Reading) -> Rules:
    """D09: “Etapa 2: octubre de 2025. Etapa 3: agosto de 2025”: a stage over before the one that it follows begins; a calendar whose
    rows go by months, and one of them goes back."""
    for lang in r.content.languages:
        before: tuple[int, int, Passage, re.Match[str]] | None = (
            None  # number of a stage, and the first month that it tells
        )
        above: Passage | None = None  # the paragraph over the rows of a calendar
        rows: list[tuple[Passage, re.Match[str]]] = []
        for p in (p for p in r.passages if p.lang == lang):
            labels = list(_STAGE.finditer(p.text)) if any(w in p.low for w in _STAGES) else []
            for one, after in zip_longest(labels, labels[1:]):
                months = list(_MONTH_OF.finditer(p.text, one.end(), after.start() if after else len(p.text)))
                number = int(one["n"]) if one["n"].isdigit() else from_roman(one["n"]) or 0
                if not months:
                    before = None
                    continue
                if before is not None and number == before[0] + 1 and max(map(_ordinal_of, months)) < before[1]:
                    yield _back(p, months[-1], before[2], before[3])
                before = number, min(_ordinal_of(m, "since" if m["since"] else "m") for m in months), p, months[0]
            rowed = "20" in p.text and ("   " in p.text or "\t" in p.text or "\n" in p.text or _ROW.match(p.text))
            here = [(p, m) for m in _ROW.finditer(p.text)] if rowed else []
            if here and not p.text[: here[0][1].start("m")].strip():
                rows += here
                continue
            yield from _rows_back(above, rows)
            above, rows = p, []
        yield from _rows_back(above, rows)


def _rows_back(above: Passage | None, rows: list[tuple[Passage, re.Match[str]]]) -> Rules:
    at = [_ordinal_of(m) for _, m in rows]
    falls = [k for k in range(1, len(at)) if at[k] < at[k - 1]]
    if above is not None and len(rows) >= _ROWS and len(falls) == 1 and _PLANNED.search(above.text):
        yield _back(*rows[falls[0]], *rows[falls[0] - 1])


_STAGES = ("etapa", "fase", "paso", "stage", "phase", "step")


def _back(p: Passage, m: re.Match[str], before: Passage, other: re.Match[str]):
    return found(
        "D09", p, m.start("m"), m.end("y"),
        says("Va después de lo que aquí está antes, y es anterior.", "It comes after what stands before it here, and is earlier."),
        also=[before.span(other.start("m"), other.end("y"))], severity=_W, confidence=0.8,
    )  # fmt: skip


def weekdays_of_the_period(r: Reading) -> Rules:
    """D02: “martes 11 de mayo”, in a report of one period: the year is the period's."""
    if r.brief.kind != "report":
        return
    period, _ = period_of(r)
    if period is None or period[0].year != period[1].year:
        return
    for p in r.passages:
        for d in p.entities.dates:
            if d.weekday is None or d.year is not None or not d.day or not d.month or d.weekday_span is None:
                continue
            try:
                on = dt.date(period[0].year, d.month, d.day)
            except ValueError:
                continue
            if not period[0] <= on <= period[1] or on.weekday() == d.weekday:
                continue
            new = WEEKDAY_WORDS.get(p.lang, WEEKDAY_WORDS["es"])[on.weekday()]
            yield found(
                "D02", p, *d.weekday_span,
                says(f"El {date_in_words(on, 'es')} es {WEEKDAY_WORDS['es'][on.weekday()]}.", f"{date_in_words(on, 'en')} is a {WEEKDAY_WORDS['en'][on.weekday()]}."),
                repairs=[Repair(says(f"Poner {new}", f"Put {new}"), (p.edit(*d.weekday_span, new),))], severity=_W, confidence=0.85,
            )  # fmt: skip


RULES = (
    stages_in_order,
    weekdays_of_the_period,
    years_far_off,
    appointments,
    administrations_gone,
    reports_before_their_period_ends,
)
