"""D, continued: dates that are whole, do not contradict each other, and stand in the order the acts happen.

Basis: domain.md, the steps of a relation: study, committee, Cabildo, signature.
"""

import datetime as dt
import itertools
import re
from bisect import bisect_left
from dataclasses import replace

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words
from hermanar.kernel.text import fold

from ..entities import DateMention
from ..findings import Severity, Span
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date, signing_dates

_MONTH = "|".join(MONTHS_ES) + "|setiembre|" + "|".join(MONTHS_EN)
# “General Francisco R. Murguía, Zacatecas”: a point after one letter ends nothing
_A_LINE = 160  # letters: longer is no line of a place and a day
_PLACE_BEFORE = r"(?:[^.;:\n]|(?<=\b[A-Za-z])\.){2,60}"
_LINE_WITHOUT_YEAR = re.compile(
    rf"(?i)^{_PLACE_BEFORE},\s*a\s+(?P<d>\d{{1,2}}\s+de\s+(?:{_MONTH})(?:\s+del?\s+(?:presente|corriente|año\s+en\s+curso)(?:\s+año)?)?)\.?$"
)
_LINE_WITHOUT_YEAR_EN = re.compile(
    rf"^(?:{_PLACE_BEFORE},\s*)?(?P<d>(?:{'|'.join(MONTHS_EN)})\s+\d{{1,2}}(?:st|nd|rd|th)?),?\.?$"
)
# “Ciudad, mayo de 2025” above a letter
_LINE_WITHOUT_DAY = re.compile(
    rf"^[^.;:\n\d]{{2,60}},\s*(?:a\s+)?(?P<d>(?i:{'|'.join(MONTHS_ES)})\s+del?\s+20\d\d|(?:{'|'.join(MONTHS_EN)}),?\s+20\d\d)\.?$"
)
_NO_DAY = re.compile(
    rf"(?i)\b(?P<d>(?:a\s+los|el\s+d[ií]a)\s+(?:d[ií]as\s+)?(?:de|del)\s+(?:mes\s+de\s+)?(?:{_MONTH}|de)\b|"
    rf"\d{{1,2}}\s+de\s+(?:{_MONTH})\s+de(?:l)?\s+(?:20\d?(?!\d)|(?=[.,;]|$))|\d{{1,2}}\s+de\s+de\s+\d{{4}})"
)
_DAY_BLANK = re.compile(rf"(?i)(?<!_)(?P<d>_{{1,2}}\s+de\s+(?:{_MONTH})\s+del?\s+20\d\d)")
_SIGNED = re.compile(r"(?i)^\s*(?:firmad|suscrit|signed|done)")


def incomplete(r: Reading) -> Rules:
    """D06: the date of the paper without a day, a month or a year. Until it is final, an agreement's may be blank."""
    late = not r.brief.final and r.brief.kind == "agreement"
    for passage in r.passages:
        kind, text = passage.block.kind, passage.text
        hits = []
        if kind in (BlockKind.PLACE_DATE, BlockKind.PARAGRAPH) and len(text) <= _A_LINE:
            lines = [
                _LINE_WITHOUT_YEAR,
                _LINE_WITHOUT_YEAR_EN,
                *([_LINE_WITHOUT_DAY] if r.brief.kind == "letter" else []),
            ]
            hits = [m for m in (line.match(text) for line in lines) if m]
        if not late:
            hits += list(_NO_DAY.finditer(text))
        if r.brief.final:
            hits += list(_DAY_BLANK.finditer(text))
        for m in hits:
            yield _incomplete(passage, m.start("d"), m.end("d"))
        if _SIGNED.match(text) and not hits:
            for d in passage.entities.dates:
                if d.year is None or d.day is None:
                    yield _incomplete(passage, d.start, d.end)


def _incomplete(passage: Passage, start: int, end: int):
    return found(
        "D06",
        passage,
        start,
        end,
        says("A esta fecha le falta el día, el mes o el año.", "This date lacks its day, month or year."),
    )


_RANGE = re.compile(r"(?i)\b(?:del?|desde\s+el|from|entre\s+el|between)\s+$")
_TO = re.compile(r"(?i)^\s*(?:,\s*)?(?:al?|hasta\s+el|to|until|through|y\s+el|and|[-–—])\s*(?:el\s+|d[ií]a\s+)?$")
_SHORT_RANGE = re.compile(
    rf"(?i)\bdel?\s+(?P<a>\d{{1,2}})\s+(?:al?|hasta\s+el)\s+(?P<b>\d{{1,2}})\s+de\s+(?P<m>{_MONTH})\b"
)
_ACT = re.compile(
    r"(?i)\b(?P<what>acta|acuerdo|sesi[óo]n|oficio|resoluci[óo]n|act|session|resolution)\s+"
    r"(?:de\s+cabildo\s+|ordinaria\s+|extraordinaria\s+|n[úu]mero\s+|n[úu]m\.\s*|no\.\s*|number\s+){0,3}(?P<n>[A-Z]{0,6}[/-]?\d[\w/-]*)|"
    r"\b(?P<letter>carta(?:\s+de\s+intenci[óo]n)?|comunicaci[óo]n|dictamen|(?:official\s+)?letter(?:\s+of\s+intent)?|communication|opinion)\s+(?P<folio>[A-Z]{1,8}[/-]\d[\w/-]*)|"
    r"\b(?P<whose>acta\s+de\s+la\s+)(?P<ord>primera|segunda|tercera|cuarta|quinta|sexta|s[ée]ptima|octava|novena|d[ée]cima)\s+"
    r"(?P<of>sesi[óo]n(?:\s+(?:ordinaria|extraordinaria|solemne|de\s+instalaci[óo]n))?(?:\s+(?:del|de)\s+(?:comit[ée]|cabildo|ayuntamiento))?)(?=\s*,|\s+de(?:l|\s+fecha)?\s+\d)"
)


# “el convenio entre A y B se firmó el …”
_DONE_ON = re.compile(
    r"(?i)\b(?:el|la|the)\s+(?P<what>(?:acuerdo|convenio|carta|hermanamiento|memor[áa]ndum|estudio|agreement|letter|memorandum|study)\b[^.;:,\d]{0,90}?)(?:,\s+que|\s+que|,\s+which)?\s+"
    r"(?:se\s+|fue\s+|was\s+)?(?P<verb>firm[óo]|firmad[oa]|suscribi[óo]|suscrit[oa]|celebr[óo]|aprob[óo]|aprobad[oa]|envi[óo]|enviad[oa]|signed|approved|sent)\s+"
    r"(?:el\s+(?:d[íi]a\s+)?|on\s+)$"
)


def contradictory(r: Reading) -> Rules:
    """D07: a period that ends before it begins; one act with two dates; an agreement with two days of signature."""
    dated: dict[tuple[str, str, str], tuple[dt.date, str]] = {}
    for passage in r.passages:
        dates, text = passage.entities.dates, passage.text
        if not dates:
            continue
        for a, b in itertools.pairwise(dates):
            if a.year is None and a.day and a.is_possible and b.on and a.month == b.month and a.day > (b.day or 0) and (
                _RANGE.search(text[max(0, a.start - 200) : a.start]) and _TO.match(text[a.end : b.start])
            ):  # fmt: skip
                yield _contradiction(
                    passage, b,
                    "El periodo termina antes de empezar.", "The period ends before it begins.",
                )  # fmt: skip
            if (
                a.on
                and b.on
                and b.on < a.on
                and not text[a.start : a.end].isdigit()  # “del 15 al 10 de mayo” is told below
                and _RANGE.search(text[max(0, a.start - 200) : a.start])
                and _TO.match(text[a.end : b.start])
            ):
                yield _contradiction(
                    passage, b,
                    "El periodo termina antes de empezar.", "The period ends before it begins.",
                )  # fmt: skip
        for m in _SHORT_RANGE.finditer(text):
            if int(m["b"]) < int(m["a"]):
                yield found(
                    "D07", passage, m.start("b"), m.end("b"),
                    says("El periodo termina antes de empezar.", "The period ends before it begins."),
                )  # fmt: skip
        starts = [d.start for d in dates]
        for m in _ACT.finditer(text):
            near = next(
                (
                    d
                    for d in dates[bisect_left(starts, m.end()) :][:3]
                    if d.on and 0 <= d.start - m.end() <= 60 and "." not in text[m.end() : d.start].replace("No.", "")
                ),
                None,
            )
            if near is None or not near.on:
                continue
            between = text[m.end() : near.start]
            if _ACT.search(between) or re.search(r"(?i)\b(?:vigencia|plazo|hasta|para|firm|vence)", between):
                continue
            number = m["n"] or m["folio"]
            key = (
                (passage.lang, fold(m["what"] or "folio"), fold(number))
                if number
                else (passage.lang, fold(m["of"]), fold(m["ord"]))
            )
            known = dated.setdefault(key, (near.on, text[near.start : near.end]))
            if known[0] != near.on:
                yield _contradiction(
                    passage, near,
                    f"“{m.group()}” lleva en otro lugar la fecha {known[1]}.",
                    f"“{m.group()}” bears the date {known[1]} elsewhere.",
                )  # fmt: skip
    told: dict[tuple[str, str, str], DateMention] = {}
    for passage in r.passages:
        for d in passage.entities.dates:
            m = _DONE_ON.search(passage.text[max(0, d.start - 160) : d.start]) if d.on else None
            if m:
                what, verb = fold(m["what"]), fold(m["verb"])[:5]
                # “el acuerdo de hermanamiento” is the one “entre Mérida y Chengdu” where there is no other
                longer = [
                    k
                    for k in told
                    if k[0] == passage.lang and k[2] == verb and k[1].startswith((what + " entre", what + " between"))
                ]
                first = told.setdefault(longer[0] if len(longer) == 1 else (passage.lang, what, verb), d)
                if first.on != d.on and first.on:
                    yield _contradiction(
                        passage, d,
                        f"En otro lugar lleva la fecha {date_in_words(first.on, 'es')}.",
                        f"Elsewhere it bears the date {date_in_words(first.on, 'en')}.",
                    )  # fmt: skip
    if r.brief.kind == "agreement":
        closing = [(p, d) for p, d in signing_dates(r) if p.block.kind is BlockKind.PARAGRAPH]
        for lang in r.content.languages:
            own = [(p, d) for p, d in closing if p.lang == lang]
            for p, d in own[1:]:
                if d.on != own[0][1].on:
                    yield _contradiction(
                        p, d, "El texto da dos días de firma.", "The text gives two days of signature."
                    )


def _contradiction(passage: Passage, d: DateMention, es: str, en: str):
    return found("D07", passage, d.start, d.end, says(es, en), subject=f"{d.parts}")


_MOTTO = re.compile(
    r"(?i)[“\"«']?\s*(?P<y>20\d\d)[,.:]?\s+(?:a[ñn]o\s+(?:de|del|internacional)|(?:bi|tri)?centenario|\d+\s+aniversario)|"
    r"\ba[ñn]o\s+(?P<z>20\d\d)\s+(?:de|del)\s+[A-ZÁÉÍÓÚ]"
)


def mottos(r: Reading) -> Rules:
    """D08: “2024, Año de …” above a letter of 2025."""
    on = paper_date(r)
    if on is None:
        return
    for passage in r.passages:
        if len(passage.text) > 200:
            continue
        for m in _MOTTO.finditer(passage.text):
            group = "y" if m["y"] else "z"
            if int(m[group]) != on.year:
                yield found(
                    "D08",
                    passage,
                    m.start(group),
                    m.end(group),
                    says(
                        f"El lema es de {m[group]} y el papel es de {on.year}.",
                        f"The motto is of {m[group]} and the paper of {on.year}.",
                    ),
                )


_STAGES = (
    ("study", re.compile(r"(?i)\b(?:(?:el|dicho|este|ese)\s+estudio(?=\s+(?:se|fue|ya)\s)|estudios?\s+de\s+(?:conveniencia|factibilidad|viabilidad)|estudio\s+sobre\b|feasibility\s+stud(?:y|ies)|\bstudy\s+(?:on|of)\b)")),
    ("committee", re.compile(r"(?i)\b(?:comit[ée]|committee)\b")),
    ("council", re.compile(r"(?i)\b(?:cabildo|(?:city|town|municipal|the)\s+council)\b")),
    ("signature", re.compile(r"(?i)\b(?:firma|suscripci[óo]n|signature|signing)\s+(?:del?|of\s+(?:the|this))\s+(?:presente\s+|present\s+)?(?:acuerdo|convenio|agreement)")),
)  # fmt: skip
_STAGE_NAMES = {
    "study": says("el estudio", "the study"),
    "committee": says("la sesión del Comité", "the committee’s session"),
    "council": says("la autorización del Cabildo", "the Cabildo’s authorization"),
    "signature": says("la firma", "the signature"),
}
_DONE = re.compile(
    r"(?i)\b(?:se\s+)?(?:celebr[óo]|celebrad[oa]s?|aprob[óo]|aprobad[oa]s?|autoriz[óo]|autorizad[oa]s?|firm[óo]|suscribi[óo]|"
    r"se\s+llev[óo]|realiz[óo]|tuvo\s+lugar|visit[óo]|visitaron|recibi[óo]|recibimos|asisti[óo]|asistieron|concluy[óo]|termin[óo]|finaliz[óo]|completed|concluded|visited|attended|was\s+held|were\s+held|approved|authori[sz]ed|signed|took\s+place)\b"
)
_TO_COME = re.compile(
    r"(?i)\b(?:se\s+)?(?:celebrar[áa]n?|llevar[áa]n?\s+a\s+cabo|realizar[áa]n?|tendr[áa]n?\s+lugar|will\s+be\s+held|will\s+take\s+place|shall\s+be\s+held)\b"
)


_ONLY_THE_DAY = re.compile(
    r"(?i)\W*(?:el(?:\s+d[íi]a)?|on)\s+(?:(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\s+)?"
)
# a day on which something runs out lies ahead of the act that is told of
_RUNS_OUT = re.compile(
    r"(?i)\b(?:ends?|expires?|until|through|termina|concluye|vence|fenece|hasta)\s+(?:on\s+|el\s+(?:d[íi]a\s+)?|the\s+)?$"
)


def acts_in_order(r: Reading) -> Rules:
    """D09: the Cabildo before the committee, the signature before the Cabildo; what “was held” after the paper's own day,
    what “will be held” before it."""
    on = paper_date(r)
    own = {(p.key, p.lang, d.start) for p, d in signing_dates(r)}
    for lang in r.content.languages:
        acts: list[tuple[int, Passage, DateMention]] = []
        for passage in (p for p in r.passages if p.lang == lang):
            for d in passage.entities.dates:
                if not d.on:
                    continue
                if (passage.key, passage.lang, d.start) in own:
                    if r.brief.kind == "agreement":
                        acts.append((3, passage, d))
                    continue
                clause = _clause(passage.text, d.start)
                if not clause.strip(" \n") or _ONLY_THE_DAY.fullmatch(clause):  # “El 12 de abril de 2025 se recibió …”
                    clause = re.split(r"[.;,]", passage.text[d.end : d.end + 40])[0]
                if (
                    on and d.on > on and _DONE.search(clause) and not _TO_COME.search(clause)
                    and not _RUNS_OUT.search(passage.text[: d.start])
                ):  # fmt: skip
                    yield _out_of_order(
                        passage, d,
                        f"El papel es del {date_in_words(on, 'es')}: esto aún no había ocurrido.",
                        f"The paper is of {date_in_words(on, 'en')}: this had not happened yet.",
                    )  # fmt: skip
                elif on and _TO_COME.search(clause) and d.on < on:
                    yield _out_of_order(
                        passage, d,
                        f"El papel es del {date_in_words(on, 'es')}: esta fecha ya pasó.",
                        f"The paper is of {date_in_words(on, 'en')}: this date is past.",
                    )  # fmt: skip
                stage = _stage(clause)
                if stage is not None and not (on and d.on > on):
                    acts.append((stage, passage, d))
        yield from _authorised_after(r, lang)
        for stage, passage, d in acts:
            earlier = [(s, e) for s, _, e in acts if s < stage and e.on and d.on and e.on > d.on]
            if earlier and d.on:
                s, e = max(earlier, key=lambda x: (x[1].on, x[0]))
                this, that = _STAGE_NAMES[_STAGES[stage][0]], _STAGE_NAMES[_STAGES[s][0]]
                yield _out_of_order(
                    passage, d,
                    f"{_opening(this['es'])} no puede ir antes que {that['es']}, del {date_in_words(e.on, 'es')}.",
                    f"{_opening(this['en'])} cannot come before {that['en']}, of {date_in_words(e.on, 'en')}.",
                    also=_of_date(acts, s, e),
                )  # fmt: skip


_SIGNED_ON = re.compile(
    r"(?i)\b(?:se\s+|was\s+|fue\s+)?(?:firm[óo]|firmad[oa]|suscribi[óo]|suscrit[oa]|signed)\s+(?:el\s+(?:d[íi]a\s+)?|on\s+)?$"
)
_WITH_LEAVE = re.compile(
    r"(?i)^[\s,]*(?:previa(?:mente)?\s+|una\s+vez\s+|con\s+(?:la\s+)?(?:previa\s+)?)?(?:autorizad[oa]|autorizaci[óo]n|aprobad[oa]|authori[sz]ed|approved)\b"
    r"[^.;]{0,60}\b(?:cabildo|ayuntamiento|council)\b[^.;]{0,60}$"
)


def _authorised_after(r: Reading, lang: str) -> Rules:
    """“se firmó el 1 de febrero, autorizado por el Cabildo el 15 de marzo”."""
    for passage in (p for p in r.passages if p.lang == lang):
        for a, b in itertools.pairwise(passage.entities.dates):
            between = passage.text[a.end : b.start]
            if (
                a.on and b.on and b.on > a.on
                and _SIGNED_ON.search(passage.text[: a.start]) and _WITH_LEAVE.match(between)
            ):  # fmt: skip
                yield _out_of_order(
                    passage, a,
                    f"La firma no puede ir antes que la autorización del Cabildo, del {date_in_words(b.on, 'es')}.",
                    f"The signature cannot come before the Cabildo’s authorization, of {date_in_words(b.on, 'en')}.",
                )  # fmt: skip


def _opening(words: str) -> str:
    return words[0].upper() + words[1:]


def _clause(text: str, at: int) -> str:
    """The words before a date that speak of it: to the last stop, or the date before it."""
    before = text[max(0, at - 220) : at]
    return re.split(r"[.;]\s+(?=[A-ZÁÉÍÓÚ¿“])|\d{4}[,;]?\s+(?:y\s+|and\s+|se\s+)?", before)[-1]


def _stage(clause: str) -> int | None:
    hits = [(m.end(), i) for i, (_, pattern) in enumerate(_STAGES) for m in pattern.finditer(clause)]
    if not hits or not (
        _DONE.search(clause) or re.search(r"(?i)sesi[óo]n|session|fecha|dated|firma|\bdel\s*$|\bof\s*$", clause)
    ):
        return None
    stages = {i for _, i in hits}
    if 0 in stages and 1 in stages:
        return 1  # the committee that approves the study
    return max(hits)[1]


def clause_before(text: str, at: int) -> str:
    """The words before a date that speak of it."""
    return _clause(text, at)


def stage_of(clause: str) -> dict[str, str] | None:
    """What an act before the signature is called, where the clause tells of one that is done."""
    stage = _stage(clause)
    return None if stage is None or _STAGES[stage][0] == "signature" else _STAGE_NAMES[_STAGES[stage][0]]


def _out_of_order(passage: Passage, d: DateMention, es: str, en: str, *, also: tuple[Span, ...] = ()):
    return found("D09", passage, d.start, d.end, says(es, en), confidence=0.85, also=also)


def _of_date(acts: list[tuple[int, Passage, DateMention]], stage: int, date: DateMention) -> tuple[Span, ...]:
    """Where the date of the other act stands: either of the two may be the wrong one."""
    return tuple(p.span(d.start, d.end) for s, p, d in acts if s == stage and d is date)


_PERIOD = re.compile(
    r"(?i)\b(?:periodo|per[íi]odo|reporting\s+period|comprende|que\s+se\s+informa|trimestre)\b|^\W*(?:period|quarter|semester|(?:this\s+)?report)\b[^.;\d]{0,40}\b(?:covered|covers?|reported|from|:)|^\W*period\s*[:\t]"
)
_QUARTER = re.compile(
    r"(?i)\b(?P<q>primer|segundo|tercer|cuarto|first|second|third|fourth)\s+(?:trimestre|quarter)\s+(?:de(?:l)?\s+|of\s+)?(?:a[ñn]o\s+)?(?P<y>20\d\d)"
)
_MONTHS_PERIOD = re.compile(
    rf"(?i)\b(?:periodo|per[íi]odo|trimestre|trimestral|semestre|semestral|period|quarter|quarterly)\b[^.\n\d]{{0,30}}?\b(?P<a>{_MONTH})\s*(?:a|al|to|[-–—])\s*(?P<b>{_MONTH})\s+(?:del?\s+|of\s+)?(?P<y>20\d\d)"
)
_QUARTERS = {"primer": 1, "first": 1, "segundo": 2, "second": 2, "tercer": 3, "third": 3, "cuarto": 4, "fourth": 4}
_OTHER_ACTS = re.compile(
    r"(?i)acuerdo|convenio|firm|suscri|agreement|signed|autoriz|acta|programad|pr[óo]xim|will|compromis|entreg|remit|prev[ée]|proyecta|plane[óa]|siguiente|propuest|futur|agendad|calendariz|planned|next|"
    r"\w{3,}rán?\b"
)
_TO_BE = re.compile(r"(?i)\b(?:se\s+)?\w{3,}rán?\b|\bwill\b|\bto\s+be\b")
_PLANNED = re.compile(
    r"(?i)programad|pr[óo]xim|compromis|siguiente|futur|agendad|calendariz|planned|next|pendiente|por\s+realizar"
)
# a caption that says itself that its picture is of another time
_TOLD_OUTSIDE = re.compile(r"(?i)fuera\s+del\s+per[ií]odo|outside\s+the\s+(?:reporting\s+)?period")


def _whole_dates(passage: Passage) -> list[DateMention]:
    """The dates of a passage; “1 de enero al 31 de marzo de 2025” says the year once."""
    out: list[DateMention] = []
    dates = passage.entities.dates
    for d, after in itertools.zip_longest(dates, dates[1:]):
        if d.year is None and d.day and after is not None and after.on and _TO.match(passage.text[d.end : after.start]):
            year = after.year - ((d.month, d.day) > (after.month, after.day or 0))
            d = replace(d, year=year)
        if d.on:
            out.append(d)
    return out


def _month_of(name: str) -> int:
    name = name.lower().replace("setiembre", "septiembre")
    english = [m.lower() for m in MONTHS_EN]
    return (MONTHS_ES.index(name) if name in MONTHS_ES else english.index(name)) + 1


_OF_THE_PAPER = (BlockKind.PLACE_DATE, BlockKind.REFERENCE, BlockKind.NOTE, BlockKind.COPIES, BlockKind.SIGNATURE)


def period_of(r: Reading) -> tuple[tuple[dt.date, dt.date] | None, tuple[str, int] | None]:
    """What a report says that it covers, and where it says so."""
    period: tuple[dt.date, dt.date] | None = None
    where: tuple[str, int] | None = None
    for passage in r.passages:
        q = _QUARTER.search(passage.text)
        dates = _whole_dates(passage)
        months = _MONTHS_PERIOD.search(passage.text)
        if q:
            n, year = _QUARTERS[q["q"].lower()], int(q["y"])
            last = dt.date(year + (n == 4), n * 3 % 12 + 1, 1) - dt.timedelta(days=1)
            period = (dt.date(year, 3 * n - 2, 1), last)
        elif months:
            first_month, last_month, year = _month_of(months["a"]), _month_of(months["b"]), int(months["y"])
            after = dt.date(year + (last_month == 12), last_month % 12 + 1, 1)
            period = (dt.date(year, first_month, 1), after - dt.timedelta(days=1))
            where = (passage.key, months.end())
        elif (
            _PERIOD.search(passage.text) and len(dates) >= 2 and _TO.match(passage.text[dates[0].end : dates[1].start])
        ):
            first, second = dates[0].on, dates[1].on
            assert first
            assert second
            period, where = (first, second), (passage.key, dates[1].end)
        if period:
            break
    return period, where


_IN_THE_GAZETTE = re.compile(
    r"(?i)\b(?:publicad|published)\w*\b[^.;]{0,40}\b(?:Diario\s+Oficial|Peri[óo]dico\s+Oficial|Gaceta|Gazette)\b[^.;]*$"
)


# the day the report itself was made
_MADE_ON = re.compile(
    r"(?i)(?:fecha\s+de\s+(?:elaboraci[óo]n|emisi[óo]n|presentaci[óo]n|entrega|cierre|env[íi]o)|\b(?:elaborado|presentado|entregado)\s+el|date\s+(?:of\s+(?:issue|preparation|submission)|prepared|submitted)|\b(?:prepared|submitted)\s+on)\s*:?\s*(?:[^\W\d_]+,?\s+)?$"
)


def evidence_in_period(r: Reading) -> Rules:
    """D10: in a report, an activity dated outside the period it reports on."""
    if r.brief.kind != "report":
        return
    period, where = period_of(r)
    if period is None or period[1] < period[0]:
        return
    for passage in r.passages:
        if passage.block.kind in _OF_THE_PAPER:
            continue
        for d in passage.entities.dates:
            if not d.on or period[0] <= d.on <= period[1] or (where and where[0] == passage.key and d.end <= where[1]):
                continue
            if _TO_BE.search(re.split(r"[.;]", passage.text[d.end : d.end + 60])[0]):
                continue
            before = passage.text[max(0, d.start - 120) : d.start]
            if _IN_THE_GAZETTE.search(before) or _MADE_ON.search(before):
                continue
            row = "\t" in passage.text or passage.text.startswith("|")
            if (_PLANNED if row else _OTHER_ACTS).search(
                _clause(passage.text, d.start)[-60 if row else 0 :]
            ) or _TOLD_OUTSIDE.search(passage.text):
                continue
            yield found(
                "D10",
                passage,
                d.start,
                d.end,
                says(
                    f"El periodo va del {date_in_words(period[0], 'es')} al {date_in_words(period[1], 'es')}.",
                    f"The period runs from {date_in_words(period[0], 'en')} to {date_in_words(period[1], 'en')}.",
                ),
                confidence=0.8,
            )


_TERM = re.compile(
    r"(?i)\b(?:administraci[óo]n|ayuntamiento|periodo(?:\s+constitucional)?|per[íi]odo(?:\s+constitucional)?|trienio|gobierno\s+municipal|term)"
    r"[^.\n\d]{0,40}(?P<a>20\d\d)\s*[-–—/]\s*(?P<b>20\d\d)"
)


# “Presidenta Municipal de Tequila, 2018-2021”
_TERM_OF_POST = re.compile(
    r"(?:President[ea]\s+Municipal|Alcalde(?:sa)?|Mayor|S[íi]ndic[oa]|Regidora?)\b[^.\n\d]{0,60}?,?\s*[(]?(?P<a>20\d\d)\s*[-–—]\s*(?P<b>20\d\d)(?![\w/-])"
)
# under a name and a post, a line with two years
_TERM_ALONE = re.compile(r"(?m)^[ \t]*[(]?(?P<a>20\d\d)\s*[-–—]\s*(?P<b>20\d\d)[)]?[ \t]*$")


def administrations(r: Reading) -> Rules:
    """D05: the administration that signs or is written to had ended, or had not begun, on the paper's day."""
    on = paper_date(r)
    if on is None:
        return
    formal = (BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.NOTE, BlockKind.TITLE)
    for i, passage in enumerate(r.passages):
        if passage.block.kind not in formal and not (i < 4 and len(passage.text) < 160):
            continue
        alone = _TERM_ALONE.finditer(passage.text) if passage.block.kind in formal else ()
        spans: set[tuple[int, int]] = set()
        for m in (*_TERM.finditer(passage.text), *_TERM_OF_POST.finditer(passage.text), *alone):
            if m.span("a") in spans or int(m["b"]) < int(m["a"]):
                continue
            spans.add(m.span("a"))
            if not int(m["a"]) <= on.year <= int(m["b"]):
                yield found(
                    "D05",
                    passage,
                    m.start("a"),
                    m.end("b"),
                    says(
                        f"Esa administración no cubre el {date_in_words(on, 'es')}.",
                        f"That administration does not cover {date_in_words(on, 'en')}.",
                    ),
                    severity=Severity.ERROR,
                )


RULES = (incomplete, contradictory, mottos, acts_in_order, evidence_in_period, administrations)
