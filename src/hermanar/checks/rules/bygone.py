"""D, of what is told as done before its day and as to come after it: a deadline that is past, a coming event on a day gone by, an act
cited of a day after the signature, hours that run backwards, a term against the day it ends, two years of one day."""

import datetime as dt
import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import DateMention
from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date, signing_dates
from .foredated import day_of

_W = Severity.WARNING
_WEEKDAY = r"(?:(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|[A-Z][a-z]+day)[,\s]+)?"
_BY = re.compile(
    rf"(?i)\b(?:a\s+m[áa]s\s+tardar|antes\s+del?|no\s+later\s+than|not\s+later\s+than|before|on\s+or\s+before|by)\s+(?:el\s+)?(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_TO_DO = re.compile(
    r"(?i)\b\w{3,}(?:ará|erá|irá|drá|arán|erán|irán|drán|aremos|eremos|iremos)n?\b|\b(?:favor\s+de|se\s+(?:solicita|pide|ruega)|solicito|please|will|shall|must)\b"
)
_TO_COME = re.compile(
    r"(?i)\b(?:ser[áa]n?|se\s+(?:proyecta|prev[ée]|programa|realizar[áa]n?|celebrar[áa]n?|llevar[áa]n?\s+a\s+cabo|tiene\s+previst\w+)|tendr[áa]n?\s+lugar|"
    r"will\s+(?:be|take\s+place|meet|be\s+held|travel|visit)|is\s+scheduled|are\s+scheduled)\b"
    rf"[^.;:()\d]{{0,70}}\b(?:el|on|para\s+el|for)\s+(?:d[íi]a\s+)?{_WEEKDAY}$"
)
# “someterá el proyecto al Cabildo en su sesión del …”: a verb of what is to come, and the day of the session
_AT_A_SESSION = re.compile(
    rf"(?i)\b(?:\w{{3,}}[aei]r(?:á|án|emos)|will|shall)\b[^.;:()\d]{{0,90}}\b(?:sesi[óo]n|reuni[óo]n|session|meeting)\s+(?:\w+\s+){{0,2}}?(?:del|de\s+fecha|of|on)\s+(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_SAID_THEN = re.compile(
    r"(?i)\b(?:\w+(?:aba|aban|ía|ían)|dijo|inform[óo]|acord[óo]|señal[óo]|indic[óo]|had|said|would|was|were|announced)\b"
)
_HELD = re.compile(
    r"(?i)\b(?:(?:se\s+)?(?:instal|celebr|realiz|aprob|autoriz|firm|concret|envi|present|design|acord)(?:ó|aron)|se\s+(?:concluy|reuni|suscribi|recibi|emiti)(?:ó|eron)|suscribi(?:ó|eron|eran)|emiti[óo]|"
    r"(?:has|have)\s+(?:considered|approved|received|signed|met|sent|adopted|reviewed)|considered|approved|adopted|signed|voted|met)\b"
    rf"[^.;\d]{{0,90}}?(?:\s(?:el|on|of|del)|,)\s+(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_OF_MINUTES = re.compile(
    rf"(?i)\b(?:sesi[óo]n|acta|dictamen|resoluci[óo]n|certificaci[óo]n|minutes|session|resolution)\b[^.;:\d]{{0,60}}?(?:\s(?:del|de\s+fecha|of|dated|el)|,)\s+(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_NEXT = re.compile(
    r"(?i)\b(?:pr[óo]xim\w+|siguiente|convoca\w*|programad\w+|previst\w+|ser[áa]n?|once|una\s+vez|antes|a\s+m[áa]s\s+tardar|plazo|vigencia|vence\w*|termina\w*|concluye\w*|concluir\w*|next|will|scheduled|before|by|ends?|expires?|hasta|until)\b"
)
_DAY_LINE = re.compile(r"(?i)^\W*(?:fecha|date)\s*[:\t]\s*")


def _own_day(r: Reading) -> dt.date | None:
    """The day the paper bears, or that of a line “Fecha: …” of minutes."""
    on = day_of(r)
    if on is not None or (not r.says("fecha") and not r.says("date")):
        return on
    for p in r.passages:
        for at, line in _lines(p.text):
            if _DAY_LINE.match(line):
                return next((d.on for d in p.entities.dates if d.on and at <= d.start < at + len(line)), None)
    return None


def _lines(text: str):
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _sentence(p: Passage, at: int) -> tuple[str, str]:
    """The sentence up to that place, and the whole of it."""
    start, words = next((a, w) for a, w in reversed(p.sentences) if a <= at)
    line = p.text.rfind("\n", start, at) + 1
    return p.text[max(start, line) : at], words


_SILENT = (BlockKind.PLACE_DATE, BlockKind.REFERENCE, BlockKind.TITLE, BlockKind.SIGNATURE, BlockKind.COPIES)


def days_on_the_wrong_side(r: Reading) -> Rules:
    """D09: “a más tardar el 15 de mayo” in a paper of June; “se proyecta una muestra el 14 de febrero” in one of April; “considered it at
    its meeting of June 5” in one of May; an act of Cabildo of a day after the signature."""
    if not any(p.entities.dates for p in r.passages):
        return
    on = _own_day(r)
    if on is None:
        return
    own = {(p.key, p.lang, d.start) for p, d in signing_dates(r)}
    for p in r.passages:
        if p.block.kind in _SILENT:
            continue
        for d in p.entities.dates:
            if not d.on or d.on == on or (p.key, p.lang, d.start) in own:
                continue
            before, words = _sentence(p, d.start)
            if d.on < on:
                gone = (
                    (_BY.search(before) and _TO_DO.search(words))
                    or _TO_COME.search(before)
                    or _AT_A_SESSION.search(before)
                )
                if gone and not _SAID_THEN.search(before) and not _DAY_LINE.match(p.text):
                    yield _told(p, d, on, "esta fecha ya pasó", "this day is past")
            elif (_HELD.search(before) or (_OF_MINUTES.search(before) and (on.year, on.month) <= (d.on.year, d.on.month))) and not _NEXT.search(before) and not _TO_DO.search(before):  # fmt: skip
                yield _told(p, d, on, "esta fecha aún no llega", "this day is yet to come")


def _told(p: Passage, d: DateMention, on: dt.date, es: str, en: str):
    return found(
        "D09", p, d.start, d.end,
        says(f"El papel es del {date_in_words(on, 'es')}: {es}.", f"The paper is of {date_in_words(on, 'en')}: {en}."),
        severity=_W, confidence=0.85, subject=f"{d.on}",
    )  # fmt: skip


_HOURS = re.compile(
    r"(?i)\b(?P<w>(?:de|from)\s+(?:las\s+)?(?P<a>\d{1,2}:\d\d)\s+(?:a|to|until)\s+(?:las\s+)?(?P<b>\d{1,2}:\d\d))(?:\s*(?P<u>horas|hrs?\b|h\b))"
)


def hours_backwards(r: Reading) -> Rules:
    """D07: “de 10:00 a 9:30 horas”."""
    for p in r.passages if any(r.says(s) for s in (":0", ":1", ":2", ":3", ":4", ":5")) else ():
        for m in _HOURS.finditer(p.text) if ":" in p.text and (" a " in p.low or " to " in p.low) else ():
            a, b = (tuple(int(x) for x in m[g].split(":")) for g in "ab")
            if b < a and a[0] < _NIGHT:
                yield found("D07", p, *m.span("w"), says("Termina antes de empezar.", "It ends before it begins."), severity=_W, confidence=0.85)  # fmt: skip


_NIGHT = 19
_BETWEEN = re.compile(
    rf"(?i)\b(?P<w>(?:entre\s+el|between)\s+(?P<a>\d{{1,2}})\s+(?:y\s+el|and)\s+(?P<b>\d{{1,2}}))\s+(?:de|of)\s+(?:{'|'.join((*MONTHS_ES, *MONTHS_EN))})\b"
)


def days_backwards(r: Reading) -> Rules:
    """D07: “entre el 10 y el 8 de agosto”."""
    for p in r.passages if r.says("entre el ") or r.says("between ") else ():
        for m in _BETWEEN.finditer(p.text) if "entre el " in p.low or "between " in p.low else ():
            if int(m["b"]) < int(m["a"]):
                yield found("D07", p, *m.span("w"), says("Termina antes de empezar.", "It ends before it begins."), severity=_W, confidence=0.85)  # fmt: skip


_ENDING = re.compile(
    rf"(?i)\b(?:concluye|concluir[áa]|termina|terminar[áa]|vence|vencer[áa]|expira|expirar[áa]|fenece|hasta|ends|expires|until|will\s+(?:end|expire))\s+(?:on\s+)?(?:el\s+)?(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_YEARS = frozenset(("años", "anos", "año", "ano", "years", "year"))


_RENEWED = re.compile(
    r"(?i)\b(?:fue(?:ron)?\s+(?:renovad|prorrogad)|se\s+(?:renov[óo]|prorrog[óo])|ha\s+sido\s+(?:renovad|prorrogad)|pr[óo]rrogas?\b|cada\s+vez\s+por|(?:was|were|been)\s+(?:renewed|extended)|each\s+time\s+for)"
)


def ends_of_terms(r: Reading) -> Rules:
    """D07: “firmado el 24 de septiembre de 2016, con vigencia de diez años, concluye el 24 de septiembre de 2036”."""
    if not any(r.says(s) for s in ("vigencia", "validity", "in force", "duraci", "term")):
        return
    dates = [(p, d) for p in r.passages for d in p.entities.dates if d.on]
    if len(dates) < 2:
        return
    for p, d in dates:
        if d.on is None or not _ENDING.search(p.text[max(0, d.start - 60) : d.start]):
            continue
        at = next(a for a, _ in reversed(p.sentences) if a <= d.start)
        years = {
            n.value
            for n in p.entities.numbers
            if at <= n.start < d.start
            and n.unit in _YEARS
            and (n.words is None or n.figures is None or n.words == n.figures)
        }
        if len(years) != 1:
            continue
        begun = {
            o.on for q, o in dates
            if q.lang == p.lang and o.on and o.start != d.start and abs((o.on.replace(year=2024) - d.on.replace(year=2024)).days) <= 1
        }  # fmt: skip
        n = int(next(iter(years)))
        # renewed in between, it ends later
        if _RENEWED.search(p.text[: d.start]):
            continue
        if begun and all(b.year + n != d.on.year for b in begun) and not any(b == d.on for b in begun):
            first = min(begun)
            yield found(
                "D07", p, d.start, d.end,
                says(f"{n} años desde el {date_in_words(first, 'es')} terminan en {first.year + n}.", f"{n} years from {date_in_words(first, 'en')} end in {first.year + n}."),
                severity=_W, confidence=0.8, subject=f"{d.on}",
            )  # fmt: skip


def years_of_one_day(r: Reading) -> Rules:
    """D07: “21 de octubre de 1996” beside “21 de octubre de 1969”: one day, and the figures of its year changed about."""
    seen: dict[tuple[str, int, int], list[tuple[Passage, DateMention]]] = {}
    for p in r.passages:
        for d in p.entities.dates:
            if d.on:
                seen.setdefault((p.lang, d.on.month, d.on.day), []).append((p, d))
    for told in seen.values():
        years = {d.on.year for _, d in told if d.on}
        if len(years) != 2 or len({"".join(sorted(str(y))) for y in years}) != 1:
            continue
        first = told[0][1].on
        p, d = next((p, d) for p, d in told if d.on and first and d.on.year != first.year)
        yield found(
            "D07", p, d.start, d.end,
            says(f"En otra parte ese día es de {first.year if first else ''}.", f"Elsewhere that day is of {first.year if first else ''}."),
            severity=_W, confidence=0.75,
        )  # fmt: skip


_MONTHS = "|".join((*MONTHS_ES, *MONTHS_EN))
_QUARTER = re.compile(
    rf"(?i)\b(?P<w>(?P<a>{_MONTHS})\s+(?:a|to|–|-)\s+(?P<b>{_MONTHS}))\b[^.;\n]{{0,25}}?\(?\b(?P<q>primer|segundo|tercer|cuarto|first|second|third|fourth)\s+(?:trimestre|quarter)\b"
)
_ORDER = {"primer": 1, "first": 1, "segundo": 2, "second": 2, "tercer": 3, "third": 3, "cuarto": 4, "fourth": 4}
_NUMBER = {fold(m): i % 12 + 1 for names in (MONTHS_ES, MONTHS_EN) for i, m in enumerate(names)}
_MONTH_DAY = re.compile(rf"(?i)\b(?P<w>(?P<m>{'|'.join(MONTHS_ES)})\s+(?P<d>\d{{1,2}}))\s*(?:,|del?)\s*(?:20|19)\d\d\b")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def quarters(r: Reading) -> Rules:
    """D07: “enero a abril (primer trimestre)”. D01: “abril 31 de 2026”."""
    low = r.low
    for p in r.passages if "trimestre" in low or "quarter" in low else ():
        for m in _QUARTER.finditer(p.text) if "trimestre" in p.low or "quarter" in p.low else ():
            last = 3 * _ORDER[m["q"].lower()]
            if (_NUMBER[fold(m["a"])], _NUMBER[fold(m["b"])]) != (last - 2, last):
                yield found("D07", p, *m.span("w"), says("Esos meses no son ese trimestre.", "Those months are not that quarter."), severity=_W, confidence=0.85)  # fmt: skip
    for p in r.passages if " 30" in low or " 31" in low else ():
        if " 30" not in p.text and " 31" not in p.text:
            continue
        for m in _MONTH_DAY.finditer(p.text):
            if not 1 <= int(m["d"]) <= _LONGEST[_NUMBER[fold(m["m"])] - 1]:
                yield found("D01", p, *m.span("w"), says("Ese día no existe.", "There is no such day."))


_STARTS = re.compile(
    rf"(?i)\b(?:a\s+partir\s+del?|con\s+efectos?\s+(?:a\s+partir\s+)?del?|effective|as\s+of)\s+(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_NAMES = re.compile(r"(?i)\b(?:design\w+|nombr(?:o|ar\w*|amiento)|comision(?:o|ar\w*)|appoint\w*|designat\w*)\b")
_LONG_AGO = 180


def appointed_long_before(r: Reading) -> Rules:
    """D09: “designarlo a partir del 1 de marzo de 2025” in a letter of February 2026."""
    if r.brief.paper != "liaison_designation" or not any(
        r.says(s) for s in ("a partir", "efecto", "effective", "as of")
    ):
        return
    on = paper_date(r)
    for p in r.passages if on else ():
        for d in p.entities.dates:
            if not (d.on and on and (on - d.on).days > _LONG_AGO):
                continue
            begins = _STARTS.search(p.text[max(0, d.start - 60) : d.start]) and _NAMES.search(p.text[: d.start])
            if begins and not re.search(r"(?i)\bratific|\bconfirm|\breafirm", p.text):
                yield _told(p, d, on, "el encargo empezaría mucho antes", "the post would begin long before")


_IN_FORCE = re.compile(r"(?i)\b(?:vigencia|vigente|vigor|in\s+force|term)\b[^.;\d]{0,60}$")
_UP_TO = re.compile(r"(?i)\s*(?:al?|hasta\s+el|to|until)\s+$")


def events_after_the_term(r: Reading) -> Rules:
    """D10: “la vigencia será del 1 de junio al 30 de noviembre de 2026. La segunda feria será el 12 de diciembre de 2026”."""
    if r.brief.kind != "agreement" or not any(r.says(s) for s in ("vigencia", "vigente", "vigor", "in force")):
        return
    ends: DateMention | None = None
    for p in r.passages:
        dates = p.entities.dates
        for i, d in enumerate(dates):
            if (
                d.on
                and i
                and _UP_TO.search(p.text[dates[i - 1].end : d.start])
                and _IN_FORCE.search(
                    p.text[max(0, dates[i - 1].start - 80) : dates[i - 1].start]
                    .removesuffix("del ")
                    .removesuffix("from ")
                )
            ):
                ends = d
            elif ends and ends.on and d.on and d.on > ends.on and _TO_COME.search(_sentence(p, d.start)[0]):
                yield found(
                    "D10", p, d.start, d.end,
                    says(f"La vigencia termina el {date_in_words(ends.on, 'es')}.", f"The term ends on {date_in_words(ends.on, 'en')}."),
                    confidence=0.8, subject=f"{d.on}",
                )  # fmt: skip


_FOUNDED = re.compile(r"(?i)\bcomit[ée]\b[^.;\d]{0,60}?\b(?:instal|integr|constituy)\w*[^.;\d]{0,20}$")
_STUDIED = re.compile(r"(?i)\bestudio\b[^.;\d]{0,60}?\b(?:conclu|termin|aprob|elabor|present)\w*[^.;\d]{0,20}$")


def study_before_committee(r: Reading) -> Rules:
    """D09: “El Comité se instaló el 3 de febrero y el estudio se concluyó el 20 de enero”."""
    if not r.says("estudio") or not r.says("comit"):
        return
    for p in (
        r.passages
        if r.brief.paper in ("study", "other", "quarterly_report", "activity_report", "council_resolution")
        else ()
    ):
        since: DateMention | None = None
        for d in p.entities.dates:
            before = p.text[max(0, d.start - 120) : d.start]
            if _FOUNDED.search(before):
                since = d
            elif since and since.on and d.on and d.on < since.on and _STUDIED.search(before):
                yield found(
                    "D09", p, d.start, d.end,
                    says("El estudio es del Comité, que aún no se instalaba.", "The study is the committee’s, which was not installed yet."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


RULES = (
    days_on_the_wrong_side, days_backwards, hours_backwards, ends_of_terms, years_of_one_day, quarters, appointed_long_before, study_before_committee,
    events_after_the_term,
)  # fmt: skip
