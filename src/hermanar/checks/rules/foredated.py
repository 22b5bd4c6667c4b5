"""D, continued: a paper that is named with a day later than that of the one that names it, an answer before its letter, a
year in a number of paper that is not that of its date.

Basis: domain.md, the steps of a relation: nobody cites a paper that is not written yet.
"""

import datetime as dt
import re
from bisect import bisect_left
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import DateMention, Number
from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date, signing_dates

_WEEKDAY = r"(?:(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|[A-Z][a-z]+day)[,\s]+)?"
_PAPER = (
    r"(?:cartas?|oficios?|actas?|acuerdos?(?!\s+de\s+(?:hermanamiento|cooperaci[óo]n|colaboraci[óo]n))|estudios?|dict[áa]men(?:es)?|autorizaci[óo]n|resoluci[óo]n|certificaci[óo]n|constancia|"
    r"letters?|acts?|resolution|stud(?:y|ies)|opinion|authori[sz]ation|certificate|minutes)"
)
# “el acuerdo de Cabildo número 7, acta 31/2025, del …”, “la carta LS-2022-07, de fecha …”, “fechado el …”
_WRITTEN_ON = re.compile(
    rf"(?i)(?:\b{_PAPER}\b[^.;:()]{{0,60}}?[,\s]\s*(?:(?:de|con)\s+fecha(?:\s+(?:de|del))?|fechad[oa]s?(?:\s+el)?|del?(?:\s+d[íi]a)?|dated|of)\s+|"
    rf"\b(?:fechad[oa]s?\s+el|(?<!por\s)de\s+fecha|dated)\s+)(?:el\s+(?:d[íi]a\s+)?)?{_WEEKDAY}$"
)
# what lies ahead may be named with its day
_AHEAD = re.compile(
    r"(?i)\b(?:vigencia|plazo|l[íi]mite|vence\w*|hasta|antes|a\s+partir|pr[óo]xim\w+|programad\w+|prevista?|sesi[óo]n|convoca\w*|reuni[óo]n|"
    r"until|before|by|next|scheduled|session|meeting|deadline|expir\w+|ends?)\b"
)
_STOP = re.compile(r"[.;]\s+(?=[A-ZÁÉÍÓÚÑ¿“])|\n")
# the day of a session, which its minutes tell in their opening
_OPENS = re.compile(
    r"(?i)\b(?:se\s+(?:reuni(?:ó|eron)|celebr[óo]|llev[óo]\s+a\s+cabo|instal[óo])|siendo\s+las|was\s+held|met\b|convened)"
)
# the day of a session, which its resolution tells in its opening
_IN_SESSION = re.compile(
    r"(?i)\ben\s+(?:la\s+)?sesi[óo]n\b[^.;:\d]{0,60}?\bcelebrada\s+(?:el|con\s+fecha)\b|\bat\s+(?:its|the|a)\s[^.;:\d]{0,30}?\b(?:session|meeting)\s+held\s+on\b"
)
# the day a certificate is given
_GIVEN = re.compile(r"(?i)\bdoy\s+fe\b|\bse\s+(?:expide|extiende|expidi[óo]|extendi[óo])\b|\bis\s+(?:issued|given)\b")
_HELD_ON = re.compile(
    r"(?i)\b(?:celebrad[oa]|firmad[oa]|suscrit[oa]|aprobad[oa]|otorgad[oa]|concluid[oa]|terminad[oa]|realizad[oa]|recibid[oa]|enviad[oa]|emitid[oa]|held|signed|approved|granted|completed|received|issued)\s+(?:on\s+)?(?:el\s+(?:d[íi]a\s+)?)?(?:(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\s+)?$"
)
# “autorizó la celebración del presente convenio … en sesión ordinaria del …”
_IN_ITS_SESSION = re.compile(
    rf"(?i)\b(?:autoriz[óo]|aprob[óo]|conoci[óo]|ratific[óo]|authori[sz]ed|approved)\b[^.;]*?\b(?:en|in|at)\s+(?:su\s+|la\s+|its\s+|the\s+)?(?:[^\W\d_]+\s+){{0,3}}?(?:sesi[óo]n|session|meeting)\b[^.;:\d]{{0,40}}\s(?:del|de|celebrada\s+el|of|on|held\s+on)\s+(?:d[íi]a\s+)?{_WEEKDAY}$"
)
_STILL_TO_BE = re.compile(
    r"(?i)\b(?:ser[áa]n?|ser|sean?|una\s+vez|para|programad\w+|previst\w+|pr[óo]xim\w+|deba\w*|deber[áa]n?|will|to\s+be|once|hasta|vigencia)\b"
)
_DONE_THEN = re.compile(
    r"(?i)^[^.;]{0,140}?\b(?:firmaron|firm[óo]|suscribieron|suscribi[óo]|celebraron|celebr[óo]|aprob[óo]|aprobaron|autoriz[óo]|formaliz[óo]|formalizaron|signed|approved|authori[sz]ed|concluded)\b"
)
# “the Council, at its meeting of …, authorized me”
_IN_MEETING_OF = re.compile(
    rf"(?i)\b(?:sesi[óo]n|reuni[óo]n|junta|asamblea|session|meeting|sitting)\b[^.;:\d]{{0,60}}?\s(?:del?(?:\s+d[íi]a)?|of|on)\s+{_WEEKDAY}$"
)
_BEGINS_WITH_DAY = re.compile(r"(?i)^\W*(?:(?:el|on)\s+(?:d[íi]a\s+)?)?$")
_OPENING = 4  # passages


def day_of(r: Reading) -> dt.date | None:
    """The day the paper bears, or that of the session whose minutes it is."""
    on = paper_date(r)
    if on is not None or r.brief.kind not in ("minutes", "act"):
        return on
    for p in reversed(r.passages):
        given = next((d.on for d in p.entities.dates if d.on), None)
        if given and _GIVEN.search(p.text):
            return given
    opens = _OPENS if r.brief.kind == "minutes" else _IN_SESSION
    for p in r.passages[:_OPENING]:
        first = next((d.on for d in p.entities.dates if d.on), None)
        if first and opens.search(p.text):
            return first
    return None


def _before(text: str, at: int) -> str:
    """The sentence up to that place."""
    since = max([m.end() for m in _STOP.finditer(text, max(0, at - 240), at)] or [max(0, at - 240)])
    return text[since:at]


def papers_of_a_later_day(r: Reading) -> Rules:
    """D09: “el acta 12/2025, del 3 de diciembre” in a paper of September."""
    signed = list(signing_dates(r))
    on = day_of(r)
    if on is None and r.brief.kind in ("agreement", "declaration"):
        days = {d.on for _, d in signed if d.on}
        on = days.pop() if len(days) == 1 else None
    if on is None:
        return
    own = {(p.key, p.lang, d.start) for p, d in signed}
    for passage in r.passages:
        for d in passage.entities.dates:
            if not d.on or d.on <= on or (passage.key, passage.lang, d.start) in own:
                continue
            before = _before(passage.text, d.start)
            m = _WRITTEN_ON.search(before)
            written = m is not None and not _AHEAD.search(m.group())
            held = (_HELD_ON.search(before) or _IN_ITS_SESSION.search(before)) is not None and not _STILL_TO_BE.search(
                before
            )
            held = held or (passage.text.startswith(("Fecha\t", "Date\t")) and r.brief.kind in ("minutes", "act"))
            done = _BEGINS_WITH_DAY.match(before) is not None and _DONE_THEN.match(passage.text[d.end :]) is not None
            done = done or (
                _IN_MEETING_OF.search(before) is not None and _DONE_THEN.match(passage.text[d.end :]) is not None
            )
            if not (written or held or done):
                continue
            yield found(
                "D09", passage, d.start, d.end,
                says(
                    f"El papel es del {date_in_words(on, 'es')}: no puede citar uno posterior.",
                    f"The paper is of {date_in_words(on, 'en')}: it cannot cite a later one.",
                ),
                subject=f"{d.on}",
            )  # fmt: skip


_ENDS = re.compile(
    r"(?i)\b(?:(?:concluye|termina|vence|expira|fenece|concluir[áa]|terminar[áa]|vencer[áa]|expirar[áa]|ends|expires|(?:will|shall)\s+(?:end|expire))n?\s+(?:on\s+)?|"
    r"(?:estar[áa]|permanecer[áa]|tendr[áa])\s+(?:vigente|vigencia|en\s+vigor)\s+hasta\s+|(?:in\s+force|in\s+effect|valid)\s+(?:until|through)\s+)(?:el\s+(?:d[íi]a\s+)?)?$"
)


# “Leído que fue, lo firman en …, a los quince días del mes de abril”: the closing of a pact at home
_READ = re.compile(
    r"(?i)^\W*(?:le[íi]d[oa]|enterad[oa]s|previa\s+lectura)\b[^;]*\b(?:firman|suscriben|se\s+firma|se\s+suscribe)\b"
)


def _read_and_signed(r: Reading) -> dt.date | None:
    if r.brief.kind != "agreement":
        return None
    return next((d.on for p in reversed(r.passages) if _READ.match(p.text) for d in p.entities.dates if d.on), None)


def ends_that_are_past(r: Reading) -> Rules:
    """D09: “su encargo concluye el 30 de septiembre de 2021” in a paper of 2022."""
    on = day_of(r) or _read_and_signed(r)
    for passage in r.passages if on else ():
        for d in passage.entities.dates:
            if d.on and on and d.on < on and _ENDS.search(passage.text[: d.start]):
                yield found(
                    "D09", passage, d.start, d.end,
                    says(
                        f"El papel es del {date_in_words(on, 'es')}: esta fecha ya pasó.",
                        f"The paper is of {date_in_words(on, 'en')}: this date is past.",
                    ),
                    confidence=0.85, subject=f"{d.on}",
                )  # fmt: skip


_SENT = re.compile(
    r"(?i)\b(?:envi[óo]|remiti[óo]|dirigi[óo]|enviamos|remitimos|(?:was|were)\s+sent|sent)\b[^.;]*\b(?:carta|oficio|letter)"
)
_ANSWERED = re.compile(
    r"(?i)\b(?:se\s+)?(?:recibi[óo]|recibimos|respondi[óo]|contest[óo]|received|answered|replied)\b[^.;]*"
)
_ITS_ANSWER = re.compile(
    r"(?i)\b(?:su|la|its|the|an?)\s+(?:respuesta|contestaci[óo]n|answer|reply|response)\b|\b(?:respondi|contest)[óo]|\b(?:answered|replied)\b"
)


# “…, a la que se dio respuesta el …”
_AND_ANSWERED = re.compile(
    r"(?i)\b(?:(?:a\s+la|al)\s+(?:que|cual)|que\s+fue|which|and)\b[^.;]{0,80}\b(?:(?:dio|dieron)\s+respuesta|respondid[oa]|respondi[óo]|contest[óo]|answered|replied)\b[^.;]*$"
)


def answers_before_their_letter(r: Reading) -> Rules:
    """D09: “El 25 de abril se envió una carta. El 12 de abril se recibió su respuesta.”"""
    for passage in r.passages:
        if len(passage.entities.dates) < 2:
            continue
        sent: DateMention | None = None
        for at, words in passage.sentences:
            dates = [d for d in passage.entities.dates if at <= d.start < at + len(words) and d.on]
            if not dates:
                continue
            first = dates[0]
            for a, b in pairwise(dates):
                told = passage.text[a.end : b.start]
                if a.on and b.on and b.on < a.on and _SENT.search(words) and _AND_ANSWERED.search(told):
                    yield found(
                        "D09", passage, b.start, b.end,
                        says(
                            f"La respuesta no puede ser anterior a la carta, del {date_in_words(a.on, 'es')}.",
                            f"The answer cannot come before the letter, of {date_in_words(a.on, 'en')}.",
                        ),
                        also=[passage.span(a.start, a.end)],
                    )  # fmt: skip
            if _SENT.search(words) and not _ITS_ANSWER.search(words):
                sent = first
            elif sent and sent.on and first.on and first.on < sent.on and (
                _ANSWERED.search(words) and _ITS_ANSWER.search(words)
            ):  # fmt: skip
                yield found(
                    "D09", passage, first.start, first.end,
                    says(
                        f"La respuesta no puede ser anterior a la carta, del {date_in_words(sent.on, 'es')}.",
                        f"The answer cannot come before the letter, of {date_in_words(sent.on, 'en')}.",
                    ),
                    also=[passage.span(sent.start, sent.end)],
                )  # fmt: skip


# “acta 04/2022 del 10 de marzo de 2023”, “OFICIO: PM/491/2024” over a date of 2025
_NUMBERED = re.compile(
    rf"(?i)\b{_PAPER}\s+(?:de\s+cabildo\s+)?(?:(?:n[úu]mero|n[úu]m\.|no\.|number)\s+)?[A-Z]{{0,6}}(?:[/-]?[A-Z0-9]+){{1,4}}(?<!20\d\d)[/-](?P<y>20\d\d)(?![\d-])"
    rf"\s*,?\s*(?:(?:de|con)\s+fecha|del?|of|dated)\s+(?:el\s+)?{_WEEKDAY}$"
)
# not of the file that it goes to (“Expediente: 45/2019”), nor the years of an administration (“PM/012/2024-2027”)
_YEAR_OF_FOLIO = re.compile(
    r"(?i)^(?!.*\b(?:exp(?:ediente)?|asunto|subject|file|case)\b).*(?<!20\d\d)[/-](?P<y>20\d\d)\W*$"
)


def years_of_numbers(r: Reading) -> Rules:
    """D07: the year in the number of a paper is not that of its date."""
    on = paper_date(r)
    for passage in r.passages:
        for d in passage.entities.dates:
            m = _NUMBERED.search(passage.text[max(0, d.start - 120) : d.start]) if d.on else None
            if m and d.on and int(m["y"]) != d.on.year:
                yield _year(passage, d.start, d.end, m["y"], d.on)
        if passage.block.kind is BlockKind.REFERENCE and on:
            folio = _YEAR_OF_FOLIO.search(passage.text)
            if folio and int(folio["y"]) != on.year:
                yield _year(passage, *folio.span("y"), folio["y"], on)


def _year(passage: Passage, start: int, end: int, number: str, on: dt.date):
    return found(
        "D07", passage, start, end,
        says(
            f"El número es de {number} y la fecha es el {date_in_words(on, 'es')}.",
            f"The number is of {number} and the date is {date_in_words(on, 'en')}.",
        ),
        confidence=0.8, severity=Severity.WARNING, subject=f"{number}|{on}",
    )  # fmt: skip


_FOR_YEARS = re.compile(r"(?i)\b(?:por|for)\s+(?:(?:un\s+periodo\s+de|a\s+period\s+of|otr[oa]s|another)\s+)?$")
_UNTIL = re.compile(r"(?i)\b(?:hasta|until|al|to)\s+(?:el\s+(?:d[íi]a\s+)?)?$")
_RUNS_TO = re.compile(
    r"(?i)\b(?:concluye|termina|vence|expira|fenece|ends|expires)\s+(?:on\s+)?(?:el\s+(?:d[íi]a\s+)?)?$"
)
_YEARS = frozenset(("años", "anos", "año", "ano", "years", "year"))


def terms_against_their_end(r: Reading) -> Rules:
    """D07: “concluye en 2027 … se renueva por cinco años, hasta … de 2034”; “runs for three years from its signature, until …” that
    is not three years after it."""
    signed = day_of(r)
    for lang in r.content.languages:
        ends: list[DateMention] = []
        for passage in (p for p in r.passages if p.lang == lang and p.entities.dates):
            for at, words in passage.sentences:
                dates = [d for d in passage.entities.dates if at <= d.start < at + len(words) and d.on]
                years = [
                    n for n in passage.entities.numbers
                    if at <= n.start < at + len(words) and n.unit in _YEARS
                    and (_FOR_YEARS.search(passage.text[: n.start]) or _TERM_OF.search(passage.text[: n.start]))
                ]  # fmt: skip
                until = [d for d in dates if _UNTIL.search(passage.text[: d.start])]
                first = next((d for d in dates if until and d.start < until[0].start), None)
                if first is None and signed and len(years) == 1 and len(until) == 1 and _SINCE_SIGNED.search(words):
                    yield from _term_from(passage, signed, years[0], until[0])
                    continue
                since = first or (ends[-1] if ends else None)
                if len(years) == 1 and len(until) == 1 and since and since.on and until[0].on:
                    one, n = until[0], years[0].value
                    assert one.on is not None
                    told = (one.on - since.on).days / 365.25
                    if told > 0.5 and abs(told - n) > 0.1:
                        yield found(
                            "D07", passage, one.start, one.end,
                            says(
                                f"Desde el {date_in_words(since.on, 'es')} son {told:.0f} años, y aquí dice {n:.0f}.",
                                f"From {date_in_words(since.on, 'en')} it is {told:.0f} years, and here it says {n:.0f}.",
                            ),
                            also=[passage.span(years[0].start, years[0].end)], confidence=0.6, severity=Severity.NOTICE, subject=f"{one.on}",
                        )  # fmt: skip
                ends += [d for d in dates if _RUNS_TO.search(passage.text[: d.start])]


_TERM_OF = re.compile(
    r"(?i)\b(?:vigencia|duraci[óo]n|plazo|t[ée]rmino|term|period|validity)\s+(?:inicial\s+|initial\s+)?(?:(?:ser[áa]|is|will\s+be)\s+)?(?:de|of)\s*$|\b(?:dura|durar[áa]|lasts?|will\s+last)\s*$"
)
_SINCE_SIGNED = re.compile(
    r"(?i)\b(?:(?:a\s+partir|desde|contad[oa]s?\s+(?:a\s+partir|desde))\s+(?:de\s+)?(?:la\s+fecha\s+de\s+|el\s+d[íi]a\s+de\s+)?(?:su|la|esta)\s+firma|(?:al|en\s+la\s+fecha\s+de\s+su)\s+firma(?:rse)?|"
    r"(?:on|from|upon)\s+(?:the\s+)?(?:(?:day|date)\s+(?:of\s+|on\s+which\s+)?)?(?:its\s+|the\s+)?(?:signature|signing|it\s+is\s+signed))\b"
)
_A_DAY = 2  # “until 13 October” and “until 14 October” are both three years after the 14th


def _term_from(passage: Passage, signed: dt.date, years: Number, until: DateMention) -> Rules:
    if not until.on or not float(years.value).is_integer() or not 1 <= years.value <= _LONGEST:
        return
    month, day = signed.month, signed.day
    right = dt.date(signed.year + int(years.value), month, min(day, 28) if month == _FEBRUARY else day)
    if abs((until.on - right).days) > _A_DAY:
        yield found(
            "D07", passage, until.start, until.end,
            says(
                f"La firma es del {date_in_words(signed, 'es')}: ese plazo termina el {date_in_words(right, 'es')}.",
                f"It is signed on {date_in_words(signed, 'en')}: that term ends on {date_in_words(right, 'en')}.",
            ),
            also=[passage.span(years.start, years.end)], confidence=0.85, severity=Severity.WARNING, subject=f"{until.on}",
        )  # fmt: skip


_LONGEST, _FEBRUARY = 30, 2


_DAY_AND_MONTH = re.compile(
    rf"(?i)\b(?:acta|acuerdo|oficio|resoluci[óo]n|act|resolution)\s+(?:(?:n[úu]mero|n[úu]m\.|no\.|number)\s+)?[A-Z]{{0,6}}[/-]?\d[\w/-]*\s*,?\s*"
    rf"(?:(?:de|con)\s+fecha|del?|of|dated)\s+(?:el\s+)?{_WEEKDAY}"
    rf"(?P<d>\d{{1,2}}\.?º?\s+de\s+(?:{'|'.join(MONTHS_ES)})|(?:{'|'.join(MONTHS_EN)})\s+\d{{1,2}})(?=\s*(?:[.;,)]|$))(?!,?\s+(?:del?\s+)?(?:20\d\d|mismo|presente|este|ese))"
)


def papers_without_a_year(r: Reading) -> Rules:
    """D06: “el acta 04/2022 del 10 de marzo”: a paper is cited with its whole date."""
    for passage in r.passages:
        starts = [d.start for d in passage.entities.dates]
        for m in _DAY_AND_MONTH.finditer(passage.text) if passage.entities.dates else ():
            at = bisect_left(starts, m.start("d"))
            whole = at < len(starts) and starts[at] == m.start("d") and passage.entities.dates[at].year is not None
            # “del 10 de marzo y del 4 de abril de 2025”: the year of the last is that of both
            if whole or any(d.year and d.start > m.end() and d.start - m.end() < 60 for d in passage.entities.dates):
                continue
            yield found(
                "D06", passage, *m.span("d"),
                says("A esta fecha le falta el año.", "This date lacks its year."), confidence=0.8,
            )  # fmt: skip


_ITS_NUMBER = re.compile(
    r"(?i)\b(?P<what>actas?|oficios?|dict[áa]men(?:es)?|cartas?|acuerdos?|resoluci[óo]n)\s+(?:n[úu]mero\s+|n[úu]m\.\s*|no\.\s*)?(?P<n>(?:[A-ZÁÉÍÓÚÑ]{1,8}/)*\d{1,5}/20\d\d)\b"
)
_ONCE = re.compile(
    r"(?i)\b(?:una\s+vez\s+(?:recibid|conocid|aprobad|analizad|revisad)[oa]|recibid[oa]|vist[oa]|con\s+base\s+en|tras|despu[ée]s\s+de|en\s+atenci[óo]n\s+a|en\s+respuesta\s+a|en\s+cumplimiento\s+de)\b[^.;]{0,40}$"
)


def acts_on_a_paper_not_yet_there(r: Reading) -> Rules:
    """D09: “El 10 de febrero … aprobó el estudio (acta 02/2026). El 3 de febrero, una vez recibida el acta 02/2026, …”."""
    if not r.says("/20"):
        return
    for lang in r.content.languages:
        born: dict[str, tuple[Passage, DateMention]] = {}
        for passage in (p for p in r.passages if p.lang == lang):
            for at, words in passage.sentences if "/20" in passage.text else ():
                dates = [d for d in passage.entities.dates if at <= d.start < at + len(words) and d.on]
                for m in _ITS_NUMBER.finditer(words) if len(dates) == 1 else ():
                    d, number = dates[0], f"{fold(m['what'])[:4]} {m['n']}"
                    if not _ONCE.search(words[: m.start()]):
                        # in brackets behind what was done that day: the paper of that act
                        if words[: m.start()].endswith("("):
                            born.setdefault(number, (passage, d))
                        continue
                    where, first = born.get(number, (passage, d))
                    if d.on and first.on and d.on < first.on:
                        yield found(
                            "D09", passage, d.start, d.end,
                            says(
                                f"“{m.group()}” es del {date_in_words(first.on, 'es')}: aún no existía.",
                                f"“{m.group()}” is of {date_in_words(first.on, 'en')}: it was not there yet.",
                            ),
                            also=[where.span(first.start, first.end)], confidence=0.85,
                        )  # fmt: skip


RULES = (acts_on_a_paper_not_yet_there,
    papers_of_a_later_day, ends_that_are_past, answers_before_their_letter, years_of_numbers, terms_against_their_end,
    papers_without_a_year,
)  # fmt: skip
