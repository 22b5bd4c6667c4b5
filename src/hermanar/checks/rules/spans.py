"""D, continued: hours and years that run backwards, and what was signed before it might be.

Basis: domain.md, the steps of a relation: Cabildo and opinion come before the signature.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hermanar.kernel.dates import date_in_words

from ..entities import DateMention
from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .sequence import clause_before, stage_of

_HOUR = re.compile(
    r"(?i)(?<![\d:/-])(?P<h>\d{1,2}):(?P<m>\d{2})(?![\d:/-])(?:\s*(?P<half>[ap])\.?\s?m\b\.?|\s*(?P<h24>horas|hrs?|hs?|hours)\b\.?)?"
)
_OPENS = re.compile(
    r"(?i)\b(?:siendo\s+las?|inici(?:[óo]|aron|a|ando)|inicio|comenz(?:[óo]|aron)|abri[óo]|began|begins?|opened|opens|called\s+to\s+order|started)\b"
)
_CLOSES = re.compile(
    r"(?i)\b(?:cerr(?:[óo]|ada)|cierra|levant(?:[óo]|a|ada)|clausur(?:[óo]|a|ada)|conclu(?:y[óo]|ye|ida|yendo)|terminada|termin[óo]|finaliz[óo]|"
    r"adjourn(?:ed|s)|closed|ended|concluded)\b"
)
# “a las 17:00 horas del 22 de abril de 2026, con la asistencia de …, se celebró la sesión”
_AT = re.compile(r"(?i)\ba\s+las?\s*$")
_HELD = re.compile(r"(?i)[^.;]{0,120}\bse\s+(?:celebr[óo]|reuni(?:ó|eron)|instal[óo]|llev[óo]\s+a\s+cabo)\b")
_NEXT_DAY = re.compile(r"(?i)\b(?:d[íi]a\s+siguiente|siguiente\s+d[íi]a|next\s+day|following\s+day)\b")
_STOP = re.compile(r"[.;](?:\s+(?=[A-ZÁÉÍÓÚÑ])|$)|\n")


def sessions_that_end_before_they_begin(r: Reading) -> Rules:
    """D07: “siendo las 10:00 horas … se cerró a las 09:15 horas del mismo día”."""
    for lang in r.content.languages:
        opened: tuple[Passage, re.Match[str]] | None = None
        for passage in (p for p in r.passages if p.lang == lang and ":" in p.text):
            text = passage.text
            hours = list(_HOUR.finditer(text))
            for i, m in enumerate(hours):
                since = max([s.end() for s in _STOP.finditer(text, 0, m.start())] or [0])
                since = max(since, hours[i - 1].end() if i else 0)
                end = _STOP.search(text, m.end())
                until = min(
                    end.start() if end else len(text), hours[i + 1].start() if i + 1 < len(hours) else len(text)
                )
                before, after = text[since : m.start()], text[m.end() : until]
                if _CLOSES.search(before) or (re.search(r"(?i)siendo\s+las?\s*$", before) and _CLOSES.search(after)):
                    if opened and _before(m, opened[1]) and not _NEXT_DAY.search(text):
                        first = opened[1].group().strip()
                        yield found(
                            "D07", passage, m.start(), m.end("m"),
                            says(f"Termina antes de empezar, a las {first}.", f"It ends before it begins, at {first}."),
                            also=[opened[0].span(*opened[1].span())],
                        )  # fmt: skip
                    opened = None
                elif _OPENS.search(before) or (_AT.search(before) and _HELD.match(after)):
                    opened = (passage, m)


def _before(last: re.Match[str], first: re.Match[str]) -> bool:
    """Whether an hour is earlier than the one a session began at, where both are told in the same way."""
    if bool(last["half"]) != bool(first["half"]) or (len(last["h"]) == 1 and not last["half"]):
        return False
    return _minutes(last) < _minutes(first)


def _minutes(m: re.Match[str]) -> int:
    hour = int(m["h"])
    if m["half"]:
        hour = hour % 12 + (12 if m["half"].lower() == "p" else 0)
    return hour * 60 + int(m["m"])


_YEARS = re.compile(
    r"(?i)\b(?:per[íi]odo|vigencia|administraci[óo]n|trienio|bienio|programa|plan|agenda|ejercicio|ciclo|gobierno|cubrir[áa]n?|cubre|comprende|a[ñn]os|"
    r"term|period|programme|program|administration|years|covering)\b[^.;:\n\d]{0,80}(?P<a>(?:19|20)\d\d)(?:\s*[-–—]\s*|\s+(?:al?|to)\s+)(?P<b>(?:19|20)\d\d)(?![\w/-])"
)


_TWO_YEARS = re.compile(r"(?:19|20)\d\d\D{1,5}(?:19|20)\d\d")


def years_backwards(r: Reading) -> Rules:
    """D07: “periodo 2027-2024”."""
    for passage in r.passages:
        for m in _YEARS.finditer(passage.text) if _TWO_YEARS.search(passage.text) else ():
            if int(m["b"]) < int(m["a"]):
                yield found(
                    "D07", passage, m.start("a"), m.end("b"),
                    says("El periodo termina antes de empezar.", "The period ends before it begins."),
                )  # fmt: skip


# “la administración municipal 2024-2027 concluye el 30 de septiembre de 2026”
_ENDS_IN = re.compile(
    r"(?i)\b(?:administraci[óo]n|trienio|ayuntamiento|gobierno|administration|government)\b[^.;\n\d]{0,60}(?:19|20)\d\d\s*[-–—]\s*(?P<b>(?:19|20)\d\d)[^.;\n\d]{0,30}?"
    r"\b(?:concluye|concluir[áa]|termina|terminar[áa]|finaliza|finalizar[áa]|ends|will\s+end)\s+(?:(?:el|on)\s+)?$"
)


def administrations_that_end_otherwise(r: Reading) -> Rules:
    """D07: the last year of an administration and the day on which it is said to end."""
    for passage in r.passages:
        for d in passage.entities.dates if _TWO_YEARS.search(passage.text) else ():
            m = _ENDS_IN.search(passage.text[max(0, d.start - 180) : d.start]) if d.on else None
            if m and d.on and d.on.year != int(m["b"]):
                yield found(
                    "D07", passage, d.start, d.end,
                    says(f"Esa administración termina en {m['b']}.", f"That administration ends in {m['b']}."),
                    severity=Severity.WARNING,
                )  # fmt: skip


# what comes first and what comes after it, in one sentence
_IN_AND_OUT = tuple(
    (re.compile(rf"(?i)\b(?:{first})\b[^.;\d]{{0,60}}$"), re.compile(rf"(?i)\b(?:{then})\b[^.;\d]{{0,60}}$"))
    for first, then in (
        (r"lleg(?:ar[áa]n?|[óo]|aron|an?)|arrib(?:ar[áa]n?|[óo]|aron)|arriv(?:e|es|ed|al)", r"(?:part|sald|regres|volv|retorn)\w*|salida|depart(?:s|ed|ure)?|leav(?:e|es)|left|return(?:s|ed)?"),
        (r"inaugur(?:ar[áa]n?|[óo]|aron)|inici(?:ar[áa]n?|[óo]|aron|an?)|emp(?:ez|iez)\w+|comenz\w+|comienza|arranc\w+|beg(?:in|ins|an)|start(?:s|ed)?|open(?:s|ed)?", r"(?:conclu|termin|finaliz|clausur|cerr)\w*|end(?:s|ed)?|conclud\w+|clos(?:e|es|ed)"),
    )
)  # fmt: skip


def out_before_in(r: Reading) -> Rules:
    """D07: “llegará el 18 de octubre y partirá el 12 de octubre de 2025”."""
    for passage in r.passages:
        dates = [d for d in passage.entities.dates if d.day and d.is_possible]
        for a, b in pairwise(dates):
            between = passage.text[a.end : b.start]
            first_on, then_on = a.on, b.on
            if first_on is None and then_on and a.year is None:
                first_on = _same_year(a, then_on.year)
            if not first_on or not then_on or then_on >= first_on or re.search(r"[.;]\s", between):
                continue
            before = clause_before(passage.text, a.start)
            if any(first.search(before) and then.search(between) for first, then in _IN_AND_OUT):
                yield found(
                    "D07", passage, b.start, b.end,
                    says(f"Termina antes de empezar, el {date_in_words(first_on, 'es')}.", f"It ends before it begins, on {date_in_words(first_on, 'en')}."),
                    also=[passage.span(a.start, a.end)],
                )  # fmt: skip


def _same_year(d: DateMention, year: int) -> dt.date | None:
    return replace(d, year=year).on


_LASTS = re.compile(r"(?i)\b(?:vigencia|vigente|duraci[óo]n|durar[áa]|plazo|term|period|duration|valid|in\s+force)\b")
_FROM_TO = re.compile(r"(?i)^\s*(?:,\s*)?(?:al?|hasta\s+el|to|until|through|y\s+hasta\s+el)\s*(?:d[ií]a\s+)?$")
_SLACK = 16  # days that “three years, from 1 June to 1 June” may lack or add


def terms_that_do_not_fit(r: Reading) -> Rules:
    """D07: “una vigencia de tres años, del 1 de junio de 2025 al 31 de mayo de 2027”."""
    for passage in r.passages:
        dates = [d for d in passage.entities.dates if d.day and d.is_possible]
        for a, b in pairwise(dates):
            # “del 1 de enero al 30 de junio de 2026” says the year once
            first, last = a.on or (_same_year(a, b.on.year) if b.on and a.year is None else None), b.on
            if not _FROM_TO.match(passage.text[a.end : b.start]) or not first or not last or last <= first:
                continue
            clause = clause_before(passage.text, a.start)
            since = a.start - len(clause)
            said = [
                n for n in passage.entities.numbers if since <= n.start and n.end <= a.start and n.unit in _SPAN_DAYS
            ]
            if len(said) != 1 or not _LASTS.search(clause):
                continue
            n = said[0]
            days, unit = (last - first).days + 1, _SPAN_DAYS[n.unit]
            slack = max(_SLACK, 0) if unit > 1 else 1
            if abs(days - n.value * unit) > slack:
                yield found(
                    "D07", passage, b.start, b.end,
                    says("De una fecha a la otra no hay ese plazo.", "From one date to the other there is not that term."),
                    also=[passage.span(n.start, n.end), passage.span(a.start, a.end)], confidence=0.9,
                )  # fmt: skip


_SPAN_DAYS = {
    "ano": 365.25, "anos": 365.25, "year": 365.25, "years": 365.25, "mes": 30.44, "meses": 30.44, "month": 30.44, "months": 30.44,
    "dias": 1, "days": 1,
}  # fmt: skip

_PACT = r"(?:acuerdo|convenio|instrumento|hermanamiento|memor[áa]ndum(?:\s+de\s+entendimiento)?|agreement|memorandum|twinning)"
_SIGNED = re.compile(
    rf"(?i)\b{_PACT}\b[^.;]{{0,80}}\b(?:se\s+(?:firm[óo]|suscribi[óo])|fue\s+(?:firmad[oa]|suscrit[oa])|was\s+(?:signed|concluded))\b[^.;\d]{{0,60}}$|"
    rf"\b(?:firm[óo]|firmaron|suscribi[óo]|suscribieron|signed)\s+(?:el|un|the|an?|its|their)\s+(?:\w+\s+){{0,3}}{_PACT}\b[^.;\d]{{0,80}}$"
)
_OPINION = re.compile(
    r"(?i)\b(?:dictamen|opini[óo]n|opinion)\b[^.;\d]{0,60}$|\b(?:emiti[óo]|issued)\b[^.;\d]{0,40}\b(?:dictamen|opinion)\b[^.;\d]{0,40}$"
)
# “el Cabildo autorizó la firma del acuerdo el”: the signature is what is allowed
_ALLOWED = re.compile(
    r"(?i)\b(?:autoriz[óo]|aprob[óo]|authori[sz]ed|approved)\s+(?:la\s+(?:firma|suscripci[óo]n)|su\s+(?:firma|suscripci[óo]n)|the\s+(?:signing|signature))\b[^.;\d]{0,60}$"
)
_ENTERED = re.compile(
    r"(?i)\b(?:se\s+(?:inscribi[óo]|registr[óo])|fue\s+(?:inscrit|registrad)[oa]|quedó\s+(?:inscrit|registrad)[oa]|(?:was\s+)?(?:registered|entered\s+in\s+the\s+registry))\b[^.;\d]{0,60}$"
)
# another act of the same pact, in its own time
_ANOTHER = re.compile(
    r"(?i)renov|renew|ratific|ratif|reafirm|reaffirm|pr[óo]rrog|exten[ds]|adenda|addendum|modific|amend|termina|original|primer|first|anterior|previous"
)
_TOWNS = frozenset(("municipality", "town", "place"))
_A_YEAR = 366


def signed_too_soon(r: Reading) -> Rules:
    """D09: “el Cabildo autorizó la firma el 20 de marzo … y el acuerdo se firmó el 14 de marzo”; signed before the opinion.
    Told within a paragraph that speaks of the Parties alone."""
    for passage in r.passages:
        dates = [d for d in passage.entities.dates if d.on]
        if len(dates) < 2:
            continue
        clauses = {d.start: clause_before(passage.text, d.start) for d in dates}
        signed = [d for d in dates if _SIGNED.search(clauses[d.start]) and not _ANOTHER.search(clauses[d.start])]
        yield from _approved_before_it_was_made(passage, clauses, dates)
        if signed and (entered := [d for d in dates if _ENTERED.search(clauses[d.start])]):
            for d in entered:
                first = signed[0]
                if d.on and first.on and 0 < (first.on - d.on).days <= _A_YEAR:
                    yield found(
                        "D09", passage, d.start, d.end,
                        says("Nada se registra antes de su firma.", "Nothing is registered before it is signed."),
                        also=[passage.span(first.start, first.end)], confidence=0.85,
                    )  # fmt: skip
        for d in signed:
            for before, what in _must_come_first(clauses, dates):
                start = min(d.start - len(clauses[d.start]), before.start - len(clauses[before.start]))
                late = before.on and d.on and 0 < (before.on - d.on).days <= _A_YEAR
                if not late or _others(r, passage, start, max(d.end, before.end)):
                    continue
                yield found(
                    "D09", passage, d.start, d.end,
                    says(
                        f"La firma no puede ir antes que {what['es']}, del {date_in_words(before.on, 'es')}.",
                        f"The signature cannot come before {what['en']}, of {date_in_words(before.on, 'en')}.",
                    ),
                    also=[passage.span(before.start, before.end)], confidence=0.85,
                )  # fmt: skip
                break


_STUDY_MADE = re.compile(
    r"(?i)\b(?:estudio|study)\b[^.;\d]{0,60}\b(?:concluy[óo]|termin[óo]|elabor[óo]|present[óo]|completed|concluded|finished|drawn\s+up|presented)\b[^.;\d]{0,20}$"
)
_APPROVED_IT = re.compile(r"(?i)\blo\s+aprob[óo]\b[^.;\d]{0,30}$|\bapproved\s+it\b[^.;\d]{0,30}$")


def _approved_before_it_was_made(passage: Passage, clauses: dict[int, str], dates: list[DateMention]) -> Rules:
    made = next((d for d in dates if _STUDY_MADE.search(clauses[d.start])), None)
    for d in dates if made else ():
        if d.on and made and made.on and d.on < made.on and _APPROVED_IT.search(clauses[d.start]):
            yield found(
                "D09", passage, d.start, d.end,
                says("Nada se aprueba antes de hacerse.", "Nothing is approved before it is made."),
                also=[passage.span(made.start, made.end)], confidence=0.85,
            )  # fmt: skip


def _must_come_first(clauses: dict[int, str], dates: list[DateMention]) -> Iterator[tuple[DateMention, dict[str, str]]]:
    for d in dates:
        clause = clauses[d.start]
        if _ANOTHER.search(clause) or _SIGNED.search(clause):
            continue
        if _ALLOWED.search(clause):
            yield d, says("la autorización del Cabildo", "the Cabildo’s authorization")
        elif _OPINION.search(clause):
            yield d, says("el dictamen", "the opinion")
        elif (stage := stage_of(clause)) is not None:
            yield d, stage


def _others(r: Reading, passage: Passage, start: int, end: int) -> bool:
    """Whether another town is named there: then the acts may be of two pacts."""
    own = [(m.start, m.end) for m in r.party_mentions(passage)]
    return any(
        m.kind in _TOWNS and m.confidence >= 0.65 and start <= m.start < end
        for m in r.mentions(passage)
        if not any(a <= m.start < b for a, b in own)
    )


RULES = (
    administrations_that_end_otherwise,
    sessions_that_end_before_they_begin,
    years_backwards,
    out_before_in,
    terms_that_do_not_fit,
    signed_too_soon,
)
