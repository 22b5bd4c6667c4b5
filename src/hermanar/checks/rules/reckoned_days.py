"""D, of days that one act gives another: the one pact that a paper is about bears one day (D07), the notice that is given ends on the
day it says (D07), what was done lies within the days that the sentence or the heading gives (D07, D10)."""

import datetime as dt
import re

from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import DateMention
from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date

_W = Severity.WARNING
_ABOUT_ONE = frozenset(("ratification", "renewal", "addendum", "termination"))
_ITS_DAY = re.compile(
    r"(?i)\b(?P<noun>acuerdo|convenio|memor[áa]ndum|agreement|memorandum)(?P<of>(?:\s+(?:de\s+)?(?:hermanamiento|espec[íi]fico|cooperaci[óo]n|marco|colaboraci[óo]n|twinning))*)\b(?:\s+(?:entre|between)\s[^.;:()\d]{2,90}?)?,?\s*"
    r"(?:(?:que\s+)?(?:se\s+)?(?:firmad[oa]|suscrit[oa]|celebrad[oa]|firmaron|firm[óo]|suscribieron|signed|concluded)\s+)?(?:el|del|de\s+fecha|on|of|dated)\s+(?:d[íi]a\s+)?$"
)
# “concluirá con el Acuerdo, el 8 de mayo de 2029”
_UNTIL = re.compile(r"(?i)\b(?:conclu|termin|venc|expir|fenec|hasta\b|ends?\b|until\b|last)\w*[^.;:()\d]*$")
_ANOTHER = re.compile(r"(?i)\b(?:otr[oa]|segund[oa]|anterior|previ[oa]|diverso|other|second|former|previous)\s+$")


def one_pact_one_day(r: Reading) -> Rules:
    """D07: “el Acuerdo firmado el 12 de marzo de 2010 … el Acuerdo del 12 de marzo de 2012”, in the paper that is about that pact."""
    if r.brief.paper not in _ABOUT_ONE:
        return
    for lang in r.content.languages:
        told: dict[tuple[str, str], tuple[Passage, DateMention]] = {}
        for p in r.passages:
            for d in p.entities.dates if p.lang == lang else ():
                m = _ITS_DAY.search(p.text[max(0, d.start - 220) : d.start]) if d.on else None
                if (
                    m is None
                    or _UNTIL.search(p.text[: d.start][-60:])
                    or _ANOTHER.search(p.text[: d.start - len(m.group())][-40:])
                ):
                    continue
                noun, of = fold(m["noun"]), fold(m["of"]).strip()
                # “el Convenio” is the one “de hermanamiento” where there is no other
                same = [k for k in told if k[0] == noun and (not of or not k[1])]
                q, first = told.setdefault(same[0] if len(same) == 1 else (noun, of), (p, d))
                if first.on and d.on and first.on != d.on:
                    yield found(
                        "D07", p, d.start, d.end,
                        says(f"En otro lugar lleva la fecha {date_in_words(first.on, 'es')}.", f"Elsewhere it bears the date {date_in_words(first.on, 'en')}."),
                        also=[q.span(first.start, first.end)], severity=_W, confidence=0.85, subject=f"{d.on}",
                    )  # fmt: skip


_NOTICE = re.compile(r"(?i)\b(?:antelaci[óo]n|anticipaci[óo]n|in\s+advance|notice|preaviso)\b")
_ENDS = re.compile(
    r"(?i)\b(?:terminar[áa]|concluir[áa]|surtir[áa]\s+efectos?|quedar[áa]\s+sin\s+efectos?|dejar[áa]\s+de\s+tener\s+efectos?|will\s+(?:end|terminate|take\s+effect))\b[^.;\d]{0,40}$"
)
_DAYS = frozenset(("dias", "días", "days"))
_SLACK = 2


def notices_that_end_early(r: Reading) -> Rules:
    """D07: “con sesenta días de antelación, por lo que terminará el 4 de diciembre”, in a notice of 5 November."""
    if r.brief.paper != "termination":
        return
    on = paper_date(r)
    for p in r.passages if on else ():
        for d in p.entities.dates if _NOTICE.search(p.text) else ():
            if not (d.on and on and _ENDS.search(p.text[: d.start])):
                continue
            days = {n.value for n in p.entities.numbers if n.unit in _DAYS and n.end < d.start}
            if len(days) == 1 and d.on < on + dt.timedelta(days=next(iter(days)) - _SLACK):
                right = on + dt.timedelta(days=next(iter(days)))
                yield found(
                    "D07", p, d.start, d.end,
                    says(f"Con ese aviso no termina antes del {date_in_words(right, 'es')}.", f"With that notice it does not end before {date_in_words(right, 'en')}."),
                    severity=_W, confidence=0.85,
                )  # fmt: skip


_MONTH = "|".join((*MONTHS_ES, *MONTHS_EN))
_BETWEEN = re.compile(
    rf"(?i)\b(?:entre\s+el|del|between|from)\s+(?P<a>\d{{1,2}})\s+(?:y\s+el|al|and|to)\s+(?P<b>\d{{1,2}})\s+(?:de|of)\s+(?:{_MONTH})\s+(?:del?\s+|of\s+)?(?:19|20)\d\d"
)
_FIRST_OR_LAST = re.compile(
    r"(?i)\b(?:(?:el|la)\s+(?:primer[oa]?|[úu]ltim[oa])|the\s+(?:first|last))(?:\s+[^\W\d_]+){0,2},?\s*(?:el|on)?\s+$"
)
_HELD = re.compile(
    r"(?i)\b(?:se\s+)?(?:inaugur|clausur|inici|concluy|termin|comenz|abri|open|clos|began|beg[ai]n|end)\w*\b[^.;:()\d]{0,60}?\b(?:el|on)\s+(?:d[íi]a\s+)?$"
)
_HEADING = re.compile(r"(?i)\b(?:fechas?|dates?)\s*[:\t]\s*(?=del?\s|from\s)")
_CUT = re.compile(r"\.\s+(?=[A-ZÁÉÍÓÚÑ])|\n")


def _span_of(p: Passage, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that “del 14 al 16 de octubre de 2026” says."""
    inside = [d.on for d in p.entities.dates if d.on and m.start() <= d.start and d.end <= m.end() + 1]
    last = inside[-1] if inside else None
    first = int(m["a"])
    return (last.replace(day=first), last) if last and 0 < first <= last.day else None


def within_the_days_given(r: Reading) -> Rules:
    """D07: “entre el 2 y el 20 de febrero; el último, el 27 de febrero”. D10: “Fecha: del 14 al 16 de octubre”, and the report says
    that the meeting was opened on the 12th."""
    told: tuple[dt.date, dt.date] | None = None
    report = r.brief.paper == "activity_report"
    if (
        not report
        and not r.says("ltim")
        and not r.says("primer")
        and not r.says("the last")
        and not r.says("the first")
    ):
        return
    for p in r.passages:
        if not p.entities.dates:
            continue
        if report and told is None and p in r.passages[:4] and (head := _HEADING.search(p.text)):
            m = _BETWEEN.search(p.text, head.end())
            told = _span_of(p, m) if m else None
            continue
        ranges = list(_BETWEEN.finditer(p.text))
        for d in p.entities.dates:
            if d.on is None:
                continue
            before = p.text[max(0, d.start - 120) : d.start]
            near = [m for m in ranges if m.end() <= d.start and not _CUT.search(p.text[m.end() : d.start])]
            days = _span_of(p, near[-1]) if near and _FIRST_OR_LAST.search(before) else None
            code = "D07" if days else "D10"
            if days is None and told and _HELD.search(before):
                days = told
            if days and not days[0] <= d.on <= days[1]:
                yield found(
                    code, p, d.start, d.end,
                    says(f"Los días son del {date_in_words(days[0], 'es')} al {date_in_words(days[1], 'es')}.", f"The days are from {date_in_words(days[0], 'en')} to {date_in_words(days[1], 'en')}."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


RULES = (one_pact_one_day, notices_that_end_early, within_the_days_given)
