"""D, continued: days that fit however they are told. Dates that no calendar has (D01), a day of the week beside figures (D02),
acts cited without their year (D06), one act with two days (D07), a motto over minutes (D08), “after” and “before”, letters and
their answers, what minutes cite (D09), the days of a table (D10), acts outside the term of who did them (D05)."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import WEEKDAY_WORDS, DateMention
from ..findings import Repair, Severity
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date

_W = Severity.WARNING
_MONTH = "|".join((*MONTHS_ES, "setiembre", *MONTHS_EN))
_SLASHES = re.compile(
    r"(?<![\w/.-])(?P<w>(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?:19|20)\d\d|(?:19|20)\d\d-(?P<c>\d{2})-(?P<d>\d{2}))(?![\w/-])"
)
_DIGIT = re.compile(r"\d")
_PARTED, _ODD = re.compile(r"\d[/-]\d"), re.compile(r"(?<![\d,.])(?:\d{3}|\d{5,6})(?![\d,.])")
_ODD_YEAR = re.compile(
    rf"(?i)\b\d{{1,2}}\s+de\s+(?:{_MONTH})\s+del?\s+(?:año\s+)?(?P<y>\d{{3}}|\d{{5,6}})(?![\d:,.]\d|\w)|\b(?:{'|'.join(MONTHS_EN)})\s+\d{{1,2}},\s+(?P<z>\d{{3}}|\d{{5,6}})(?!\w)"
)


def days_no_calendar_has(r: Reading) -> Rules:
    """D01: “15/13/2026”, “3 de mayo de 20206”."""
    for p in r.passages:
        if not _DIGIT.search(p.text):
            continue
        for m in _SLASHES.finditer(p.text) if _PARTED.search(p.text) else ():
            a, b = (int(x) for x in ((m["a"], m["b"]) if m["a"] else (m["d"], m["c"])))
            possible = (0 < a <= 31 and 0 < b <= 12) or (m["a"] and 0 < b <= 31 and 0 < a <= 12)
            if not possible:
                yield found("D01", p, *m.span("w"), says(f"El día “{m['w']}” no existe.", f"There is no “{m['w']}”."))
        for m in _ODD_YEAR.finditer(p.text) if p.entities.dates and _ODD.search(p.text) else ():
            group = "y" if m["y"] else "z"
            yield found(
                "D01",
                p,
                *m.span(group),
                says(f"No hay un año “{m[group]}”.", f"There is no year “{m[group]}”."),
                severity=_W,
            )


_DAY = r"lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_BEFORE = re.compile(rf"(?i)\b(?P<w>{_DAY}),?\s+(?:(?:el|d[ií]a|the)\s+)?$")
_AFTER = re.compile(
    rf"(?i)\s*(?:\(\s*|,\s+(?:un\s+|a\s+|d[ií]a\s+)?)(?P<w>{_DAY})\b(?=\s*[),.;]|\s+(?:a|at|en|in|y|and)\b|$)"
)


def weekdays_beside_figures(r: Reading) -> Rules:
    """D02: “sábado 13/03/2026”, “22 de junio de 2026 (martes)”."""
    for p in r.passages:
        for d, follows in zip(p.entities.dates, (*p.entities.dates[1:], None), strict=False):
            if d.on is None or d.weekday is not None or d.others:
                continue
            m = _BEFORE.search(p.text[max(0, d.start - 20) : d.start])
            start = max(0, d.start - 20) + m.start("w") if m else 0
            if m is None:
                m = _AFTER.match(p.text, d.end)
                start = m.start("w") if m else 0
                # “…, viernes 5 de junio”: of the date that follows
                if (
                    m
                    and follows is not None
                    and (follows.weekday_span == m.span("w") or re.match(r"\s+\d", p.text[m.end("w") :]))
                ):
                    continue
            if m is None or fold(m["w"]) == fold(WEEKDAY_WORDS[_tongue(m["w"])][d.on.weekday()]):
                continue
            right = WEEKDAY_WORDS[_tongue(m["w"])][d.on.weekday()]
            end = start + len(m["w"])
            yield found(
                "D02", p, start, end,
                says(f"El {date_in_words(d.on, 'es')} es {WEEKDAY_WORDS['es'][d.on.weekday()]}.", f"{date_in_words(d.on, 'en')} is a {WEEKDAY_WORDS['en'][d.on.weekday()]}."),
                repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (p.edit(start, end, right),))], subject=f"{d.on}|{fold(m['w'])}",
            )  # fmt: skip


def _tongue(word: str) -> str:
    return "en" if fold(word).endswith("day") else "es"


# “firmado el 16 de septiembre”: an act that a paper rests on is cited with its whole date
_CITED = re.compile(
    rf"(?i)\b(?:firmad|suscrit|celebrad|formalizad|fechad|publicad|expedid|otorgad|emitid|registrad|aprobad)[oa]s?\b[^.;:()\n\d]{{0,70}}?\s(?:el|de\s+fecha|con\s+fecha|del?)\s+(?:d[ií]a\s+)?(?P<d>\d{{1,2}}\s+de\s+(?:{'|'.join(MONTHS_ES)}))(?=\s*[,.;)]|\s+y\b|\s+en\b|$)(?!\s*,?\s*(?:de\s+)?(?:19|20)\d\d)|"
    rf"\b(?:signed|dated|issued|approved|registered)\b[^.;:()\n\d]{{0,70}}?\s(?:on\s+)?(?P<e>(?:{'|'.join(MONTHS_EN)})\s+\d{{1,2}})(?=\s*[;.)]|\s+and\b|,\s+(?!\d)|$)"
)
# “se expide la presente constancia en …, el 16 de septiembre del presente”: the paper's own day
_UNTIL_ITS_DAY = r"(?:[^.;:()\n\d]|(?<=\b[A-Za-z])\.){0,90}?"
_ISSUED = re.compile(
    rf"(?i)\b(?:expid|extiend|emit|firm|suscrib|levant|otorg)\w*\s+(?:la|el)\s+presente\b{_UNTIL_ITS_DAY}\s(?:el|al?)\s+(?:d[ií]a\s+)?"
    rf"(?P<d>\d{{1,2}}\s+de\s+(?:{'|'.join(MONTHS_ES)}))\b|"
    rf"\bthis\s+(?:record|certificate|certification|act|document|copy|statement)\b{_UNTIL_ITS_DAY}\son\s+(?P<e>(?:{'|'.join(MONTHS_EN)})\s+\d{{1,2}})\b"
)
_FORMAL = frozenset(("agreement", "declaration", "act"))


def acts_without_a_year(r: Reading) -> Rules:
    """D06: “el Acuerdo firmado el 16 de septiembre” in a pact or a resolution."""
    if r.brief.kind not in _FORMAL and r.brief.paper not in ("dispatch_letter", "renewal", "termination"):
        return
    for p in r.passages:
        for m in _CITED.finditer(p.text) if p.entities.dates else ():
            group = "d" if m["d"] else "e"
            here = [d for d in p.entities.dates if d.start == m.start(group)]
            # “el 4 de marzo y el 5 de abril de 2025”: the year of the last is that of both
            if any(d.year for d in here) or any(d.year and 0 <= d.start - m.end(group) < 40 for d in p.entities.dates):
                continue
            if re.match(
                r"(?i)\s*,?\s*(?:del?\s+)?(?:presente|mismo|este|corriente|ese|dicho|this|that)", p.text[m.end(group) :]
            ):
                continue
            yield found(
                "D06",
                p,
                *m.span(group),
                says("A esta fecha le falta el año.", "This date lacks its year."),
                confidence=0.8,
            )


def own_days_without_a_year(r: Reading) -> Rules:
    """D06: a certificate that says its own day once, “el 16 de septiembre” or “… del presente”: of which year it says
    nowhere."""
    placed = (BlockKind.PLACE_DATE, BlockKind.TITLE)
    if any(d.year for p in r.passages if p.block.kind in placed for d in p.entities.dates):
        return
    for p in r.passages:
        whole = {d.start for d in p.entities.dates if d.year}
        bare = len(whole) < len(p.entities.dates) and ("presente" in p.low or "this " in p.low)
        for m in _ISSUED.finditer(p.text) if bare else ():
            group = "d" if m["d"] else "e"
            if m.start(group) not in whole:
                yield found(
                    "D06", p, *m.span(group),
                    says("A esta fecha le falta el año.", "This date lacks its year."), confidence=0.8,
                )  # fmt: skip


_NOUNS = r"(?:acuerdo|convenio|hermanamiento|carta|estudio|memor[áa]ndum|dictamen|proyecto|programa|instrumento|agreement|letter|study|memorandum|opinion|instrument)"
_ONE_ACT = re.compile(
    rf"(?i)\b(?:el|la|dich[oa]|ese|esa|este|esta|the|said|that|this)\s+(?P<noun>{_NOUNS})\b(?P<of>[^.;:()\n\d]{{0,80}}?)[\s,]+(?:que\s+)?(?:se\s+|fue\s+|was\s+|which\s+was\s+)?"
    r"(?P<verb>firm|suscri|celebr|aprob|aprueb|envi|fech|emit|elabor|concluy|sign|approv|sent|dated|issued|drawn)\w*\s+(?:up\s+)?(?:en\s+[^.;,\d]{2,40}?,?\s+)?(?:el\s+(?:d[íi]a\s+)?|de\s+fecha\s+|con\s+fecha\s+|on\s+)?$"
)
_APART = re.compile(
    r"(?i)\b(?:otr[oa]|nuev[oa]|segund[oa]|primer[oa]?|anterior|siguiente|previo|adend\w*|espec[íi]fic\w+|respuesta|original|other|new|second|first|previous|next|specific|addendum|reply)\b"
)


def one_act_with_two_days(r: Reading) -> Rules:
    """D07: “El estudio se fechó el 4 de marzo … el estudio, fechado el 14 de marzo”. Told at both."""
    for lang in r.content.languages:
        told: dict[tuple[str, str], tuple[Passage, DateMention, frozenset[str]]] = {}
        for p in (q for q in r.passages if q.lang == lang and q.entities.dates):
            for d in p.entities.dates:
                m = _ONE_ACT.search(p.text[max(0, d.start - 190) : d.start]) if d.on else None
                if m is None or _APART.search(m.group()):
                    continue
                words = frozenset(w for w in re.findall(r"[^\W\d_]{4,}", fold(m["of"])))
                key = (fold(m["noun"]), {"fech": "fech", "dated": "fech"}.get(m["verb"].lower(), m["verb"].lower()))
                before = told.setdefault(key, (p, d, words))
                if before[1].on == d.on or not (before[2] <= words or words <= before[2]):
                    continue
                for (q, x), (o, y) in (((p, d), before[:2]), (before[:2], (p, d))):
                    yield found(
                        "D07", q, x.start, x.end,
                        says(f"En otro lugar el texto dice el {date_in_words(y.on, 'es')}.", f"Elsewhere the text says {date_in_words(y.on, 'en')}."),
                        also=[o.span(y.start, y.end)], severity=_W, confidence=0.75, subject=f"{x.parts}",
                    )  # fmt: skip


def session_date(r: Reading) -> dt.date | None:
    """The day on which minutes say that those present met."""
    if r.brief.kind != "minutes" and r.brief.paper != "committee_act":
        return None
    for p in r.passages[:8]:
        if _MET.search(p.text):
            return next((d.on for d in p.entities.dates if d.on), None)
    return None


_MET = re.compile(
    r"(?i)\bse\s+(?:reuni|celebr|instal|llev|constitu)\w+|\bsiendo\s+las?\b|\bmet\b|\bwas\s+held\b|\breunidos\b"
)
_MOTTO = re.compile(
    r"(?i)^[“\"«'*_\s]*(?:a[ñn]o\s+)?(?P<y>20\d\d)\b[,.:]?\s*(?:a[ñn]o\s+(?:de|del)|(?:bi|tri|sesqui)?centenario|\d+\s+aniversario|del?\s+\w+)|^[“\"«'*_\s]*\d{2,3}\s+aniversario\b[^\n\d]{0,60}(?P<z>20\d\d)"
)


def mottos_over_minutes(r: Reading) -> Rules:
    """D08: a motto of another year over minutes, whose day is in their first paragraph."""
    on = session_date(r)
    if on is None or paper_date(r) is not None:
        return
    for p in r.passages[:3]:
        m = _MOTTO.match(p.text) if len(p.text) < _SHORT else None
        if m and int(m["y"] or m["z"]) != on.year:
            group = "y" if m["y"] else "z"
            yield found(
                "D08",
                p,
                *m.span(group),
                says(
                    f"El lema es de {m[group]} y el papel es de {on.year}.",
                    f"The motto is of {m[group]} and the paper of {on.year}.",
                ),
            )


_SHORT = 160
_DONE_ON = re.compile(
    r"(?i)(?:\b(?!(?:programad|previst|agendad|convocad|señalad|fijad|planead|propuest|estimad|scheduled|planned)\w*)\w{3,}(?:ad|id|it|st)[oa]s?|\b\w{3,}(?:ó|aron|ieron)|\bfecha|\bdated|\b(?!need|sched)\w{3,}ed)\s+(?:(?:el|del|de|on)\s+)?(?:d[ií]a\s+)?$"
)


def minutes_of_what_came_later(r: Reading) -> Rules:
    """D09: minutes of 14 May that cite a study “elaborado el 28 de mayo”."""
    on = session_date(r)
    if on is None:
        return
    for p in r.passages:
        for d in p.entities.dates:
            if d.on and d.on > on and _DONE_ON.search(p.text[max(0, d.start - 60) : d.start]):
                yield _order(
                    p,
                    d,
                    f"La sesión es del {date_in_words(on, 'es')}: esto aún no había ocurrido.",
                    f"The session is of {date_in_words(on, 'en')}: this had not happened yet.",
                )


def _order(p: Passage, d: DateMention, es: str, en: str):
    return found("D09", p, d.start, d.end, says(es, en), severity=_W, confidence=0.8)


_LATER = re.compile(
    r"(?i)\b(?:despu[ée]s\s+de|tras|luego\s+de|posterior(?:mente)?\s+a|una\s+vez\s+(?:firmad|aprobad|autorizad|emitid)[oa]|previ[oa]s?|con\s+(?:la\s+)?previ[oa]|after|following|subsequent\s+to|once)\b"
)
_SOONER = re.compile(r"(?i)\b(?:antes\s+de|previamente\s+a|con\s+anterioridad\s+a|before|prior\s+to|ahead\s+of)\b")
_ANSWERS = re.compile(
    r"(?i)\b(?:respuesta|respond\w+|contest\w+|acus[óo]|answer\w*|repl(?:y|ied|ies)|respon(?:se|ded))\b"
)
_LETTER = re.compile(r"(?i)\b(?:carta|oficio|invitaci[óo]n|propuesta|solicitud|letter|invitation|proposal|request)\b")
_CUT = re.compile(r"[.;]\s+(?=[A-ZÁÉÍÓÚ])|\n")


def told_in_order(r: Reading) -> Rules:
    """D09: “registrado el 15 de enero, después de su firma el 2 de marzo”; an answer before its letter. Told at both."""
    for p in r.passages:
        dates = [d for d in _whole(p) if d.on]
        for a, b in pairwise(dates):
            between = p.text[a.end : b.start]
            if len(between) > _FAR or a.on is None or b.on is None or a.on == b.on:
                continue
            late = b.on > a.on and _LATER.search(between)
            wrong = bool(not _CUT.search(between) and (late or (b.on < a.on and _SOONER.search(between))))
            before = _CUT.split(p.text[max(0, a.start - 110) : a.start])[-1]
            if (
                b.on < a.on
                and _ANSWERS.search(between)
                and _LETTER.search(before)
                and not _ANSWERS.search(before)
                and not _LETTER.search(between)
            ):
                wrong = True
            if wrong:
                for x, y in ((b, a), (a, b)):
                    yield _order(
                        p, x, f"Va contra el orden que el texto dice: la otra fecha es el {date_in_words(y.on, 'es')}.",
                        f"It goes against the order that the text tells: the other date is {date_in_words(y.on, 'en')}.",
                    )  # fmt: skip


def _whole(p: Passage) -> Iterator[DateMention]:
    """Dates; “12 de febrero y 3 de marzo de 2026” says the year once."""
    dates = p.entities.dates
    for d, after in zip(dates, (*dates[1:], None), strict=False):
        if d.year is None and d.day and after is not None and after.year and after.start - d.end < _BESIDE:
            yield replace(d, year=after.year)
        else:
            yield d


_FAR, _BESIDE = 160, 14
_MONTH_OF = re.compile(
    rf"(?i)\b(?:mes|month)\b[^.\n\d]{{0,24}}?\b(?P<m>{_MONTH})\s+(?:(?:del?|of)\s+)?(?P<y>20\d\d)|\b(?:informe|reporte|report)\b[^.\n\d]{{0,60}}?\b(?:mes\s+de\s+|de\s+|for\s+|of\s+)(?P<n>{_MONTH})\s+(?:(?:del?|of)\s+)?(?P<x>20\d\d)"
)
_YEAR_OF = re.compile(
    r"(?i)\b(?:a[ñn]o\s+(?:que\s+se\s+informa|reportado|informado)|ejercicio(?:\s+fiscal)?|year\s+(?:reported|covered)|periodo\s*:\s*a[ñn]o|period\s*:\s*year)\s*:?\s*(?P<y>20\d\d)\b|\b(?:informe|reporte)\s+anual\b[^.\n\d]{0,60}?(?P<x>20\d\d)|\bannual\s+report\b[^.\n\d]{0,60}?(?P<z>20\d\d)"
)
_NOT_YET = re.compile(
    r"(?i)programad|pr[óo]xim|compromis|plan|siguiente|futur|agendad|entreg|next|due|pendient|vigen|venc|hasta|until|registr|desde|since|firmad[oa]\s+en"
)


def outside_the_month(r: Reading) -> Rules:
    """D10: a report of a month or of a year, and what it tells of another; the days of a table."""
    if r.brief.kind != "report":
        return
    head = " \n ".join(p.text for p in r.passages[:4])
    m, y = _MONTH_OF.search(head), _YEAR_OF.search(head)
    if m:
        name = (m["m"] or m["n"]).lower().replace("setiembre", "septiembre")
        english = [x.lower() for x in MONTHS_EN]
        month, year = (MONTHS_ES.index(name) if name in MONTHS_ES else english.index(name)) + 1, int(m["y"] or m["x"])
        first = dt.date(year, month, 1)
        last = dt.date(year + (month == _DECEMBER), month % 12 + 1, 1) - dt.timedelta(days=1)
    elif y:
        year = int(y["y"] or y["x"] or y["z"])
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    else:
        first = last = dt.date.min
    if first == dt.date.min:
        return
    for i, p in enumerate(r.passages):
        if p.block.kind in (
            BlockKind.PLACE_DATE,
            BlockKind.REFERENCE,
            BlockKind.NOTE,
            BlockKind.COPIES,
            BlockKind.TITLE,
        ) or (i < _HEAD and len(p.text) < _LINE and ":" in p.text):
            continue
        for d in p.entities.dates:
            clause = (
                re.split(r"[.;]\s", p.text[max(0, d.start - 120) : d.start])[-1]
                + re.split(r"[.;]", p.text[d.end : d.end + 60])[0]
            )
            if (
                d.on
                and not first <= d.on <= last
                and not _NOT_YET.search(clause)
                and not re.search(r"\w{3,}r[áa]n?\b", clause)
            ):
                yield found(
                    "D10", p, d.start, d.end,
                    says(f"El informe es del {date_in_words(first, 'es')} al {date_in_words(last, 'es')}.", f"The report is of {date_in_words(first, 'en')} to {date_in_words(last, 'en')}."),
                    confidence=0.75,
                )  # fmt: skip


_DECEMBER, _HEAD, _LINE = 12, 4, 40
_TERM = re.compile(
    r"(?i)\b(?:periodo|per[íi]odo|trienio|administraci[óo]n|gesti[óo]n|term)\b[^.;\n\d]{0,40}(?P<a>20\d\d)\s*[-–—/]\s*(?P<b>20\d\d)"
)
_DID = re.compile(
    r"(?i)\b(?:firm[óo]|suscribi[óo]|celebr[óo]|envi[óo]|autoriz[óo]|acord[óo]|emiti[óo]|signed|sent|issued)\b[^.;]{0,80}$"
)


def acts_outside_their_term(r: Reading) -> Rules:
    """D05: “Presidenta Municipal para el periodo 2024-2027, firmó la carta el 4 de marzo de 2022”."""
    for p in r.passages:
        for m in _TERM.finditer(p.text) if "20" in p.text else ():
            end = _CUT.search(p.text, m.end())
            for d in p.entities.dates:
                if not d.on or not m.end() <= d.start < (end.start() if end else len(p.text)):
                    continue
                if _DID.search(p.text[m.end() : d.start]) and not int(m["a"]) <= d.on.year <= int(m["b"]):
                    yield found(
                        "D05", p, d.start, d.end,
                        says(f"Esa fecha queda fuera del periodo {m['a']}-{m['b']}.", f"That date is outside the term {m['a']}-{m['b']}."),
                        severity=_W, confidence=0.8,
                    )  # fmt: skip


RULES = (
    days_no_calendar_has, weekdays_beside_figures, acts_without_a_year, own_days_without_a_year, one_act_with_two_days, mottos_over_minutes,
    minutes_of_what_came_later, told_in_order, outside_the_month, acts_outside_their_term,
)  # fmt: skip
