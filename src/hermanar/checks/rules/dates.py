"""D: dates that exist, on their day of the week, in the order things happen, within the term of those who sign."""

import datetime as dt
import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from ..entities import WEEKDAY_WORDS, DateMention
from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says

_SIGNED = re.compile(
    r"\b(?:firmad[oa]s?|suscrit[oa]s?|hech[oa]s?\s+en|dad[oa]s?\s+en|signed|done\s+(?:at|in)|"
    r"(?:la|el)\s+presente\b[^.;\n]{0,40}?\sse\s+(?:firma|suscribe)|se\s+(?:firma|suscribe)\s+(?:la|el)\s+presente|"
    r"le[ií]d[oa]\s+(?:que\s+(?:fue|les\s+fue)|el\s+presente)\b[^.;\n]{0,90}?\s(?:l[oa]\s+|se\s+)?(?:firman?|suscriben?))\b",
    re.IGNORECASE,
)
# “Toluca, Estado de México, a 2 de septiembre de 2026”, above or under the number of a letter in one block
_HEAD_LINE = re.compile(r"[ \t]*[A-ZÁÉÍÓÚÑ][^\n.;:]{2,60},\s+(?:a\s+(?:los\s+)?|el\s+)?(?:[^\W\d_]+[,\s]\s*)?")
_HEAD = 3  # passages
_UNDER_THE_HEAD = (BlockKind.PARAGRAPH, BlockKind.ADDRESSEE)
_EARLIER = ("authorised", "opinion")
_LABELS = {
    "authorised": says("la autorización del Cabildo", "the Cabildo’s authorization"),
    "opinion": says("el dictamen", "the opinion"),
}


def impossible(r: Reading) -> Rules:
    """D01: 31 de febrero."""
    for passage in r.passages:
        for d in passage.entities.dates:
            if not d.is_possible:
                text = passage.text[d.start : d.end]
                yield found(
                    "D01",
                    passage,
                    d.start,
                    d.end,
                    says(f"El día “{text}” no existe.", f"There is no “{text}”."),
                )


_HOUR = re.compile(
    r"(?i)(?<![\d:/-])(?P<t>(?P<h>\d{1,2}):(?P<m>\d{2}))(?![\d:/-])(?=\s*(?:h\b|hs\b|hrs?\b|horas\b|hours\b|[ap]\.?\s?m\b))|"
    r"\b(?:a|desde|hasta)\s+las?\s+(?P<t2>(?P<h2>\d{1,2}):(?P<m2>\d{2}))(?![\d:/-])"
)


def impossible_hours(r: Reading) -> Rules:
    """D01: 25:00 horas."""
    for passage in r.passages:
        for m in _HOUR.finditer(passage.text) if ":" in passage.text else ():
            name = "t" if m["t"] else "t2"
            hour, minute = (int(m[g] or m[f"{g}2"]) for g in ("h", "m"))
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                yield found(
                    "D01", passage, m.start(name), m.end(name),
                    says(f"La hora “{m[name]}” no existe.", f"There is no hour “{m[name]}”."),
                )  # fmt: skip


def weekdays(r: Reading) -> Rules:
    """D02: the day of the week that a date names is not its own."""
    for passage in r.passages:
        for d in passage.entities.dates:
            if d.weekday is None or d.on is None or d.on.weekday() == d.weekday:
                continue
            right = {lang: words[d.on.weekday()] for lang, words in WEEKDAY_WORDS.items()}
            new = right.get(passage.lang, right["es"])
            start, end = d.weekday_span
            if passage.text[start].isupper():
                new = new[0].upper() + new[1:]
            yield found(
                "D02",
                passage,
                start,
                end,
                says(
                    f"El {date_in_words(d.on, 'es')} es {right['es']}.",
                    f"{date_in_words(d.on, 'en')} is a {right['en']}.",
                ),
                repairs=[Repair(says(f"Poner {new}", f"Put {new}"), (passage.edit(start, end, new),))],
                subject=f"{d.on}|{fold(passage.text[start:end])}",
            )


_DAYS_RUN = re.compile(
    r"\b(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\s+\d{1,2}(?:\s*,\s*|\s+(?:y|e|al|a)\s+(?:el\s+)?)){1,6}"
    r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\s+\d{1,2}(?=\s+de\s)",
    re.IGNORECASE,
)
_DAY_OF_RUN = re.compile(
    r"(?P<w>lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\s+(?P<d>\d{1,2})", re.IGNORECASE
)


def weekdays_of_a_run(r: Reading) -> Rules:
    """D02 again: “viernes 17 y domingo 18 de mayo de 2025”, where only the last day has its month."""
    for passage in r.passages:
        if passage.lang != "es":
            continue
        for run in _DAYS_RUN.finditer(passage.text):
            last = next((d.on for d in passage.entities.dates if d.on and d.start < run.end() <= d.end), None)
            for m in _DAY_OF_RUN.finditer(run.group()) if last else ():
                start, end = run.start() + m.start("w"), run.start() + m.end("w")
                if run.start() + m.end("d") == run.end() or int(m["d"]) > last.day or not int(m["d"]):
                    continue
                day = last.replace(day=int(m["d"]))
                right = WEEKDAY_WORDS["es"][day.weekday()]
                if fold(right) != fold(m["w"]):
                    yield found(
                        "D02", passage, start, end,
                        says(
                            f"El {date_in_words(day, 'es')} es {right}.",
                            f"{date_in_words(day, 'en')} is a {WEEKDAY_WORDS['en'][day.weekday()]}.",
                        ),
                        repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(start, end, right),))],
                        subject=f"{day}|{fold(m['w'])}",
                    )  # fmt: skip


def signing_dates(r: Reading) -> list[tuple[Passage, DateMention]]:
    """The dates the paper gives itself: that of its place-and-date line and that of “Firmado en …”."""
    out = []
    first = {p.block.key for p in r.passages[:_HEAD]}
    for passage in r.passages:
        dated = passage.block.kind is BlockKind.PLACE_DATE or (
            passage.block.kind is BlockKind.PARAGRAPH and _SIGNED.match(passage.text.lstrip())
        )
        if dated:
            out += [(passage, d) for d in passage.entities.dates if d.on]
        elif passage.block.kind is BlockKind.PARAGRAPH and "\n" in passage.text and passage.block.key in first:
            letter = r.brief.kind == "letter"
            out += [(passage, d) for d in passage.entities.dates if d.on and _is_a_line(passage.text, d, alone=letter)]
        elif passage.block.kind in _UNDER_THE_HEAD and passage.block.key in first and r.brief.kind == "letter":
            # a day alone under the letterhead
            out += [
                (passage, d)
                for d in passage.entities.dates
                if d.on and passage.text.strip(" .") == passage.text[d.start : d.end]
            ]
    return out


_ALONE = re.compile(r"\s*(?:[^\W\d_]+,\s+)?")


def _is_a_line(text: str, d: DateMention, *, alone: bool = False) -> bool:
    """Place and day (the day alone, over a letter), and nothing else, in a line of a block of short lines."""
    lines = text.strip().split("\n")
    since, until = text.rfind("\n", 0, d.start) + 1, text.find("\n", d.end)
    rest = text[d.end : until if until >= 0 else len(text)]
    return bool(
        all(len(line) <= _LONG for line in lines)
        and (_HEAD_LINE.fullmatch(text[since : d.start]) or (alone and _ALONE.fullmatch(text[since : d.start])))
        and not rest.strip(" .")
    )


_LONG = 100


def paper_date(r: Reading) -> dt.date | None:
    """The day the paper bears: that of its place-and-date line, else of its closing."""
    dates = signing_dates(r)
    line = [d.on for p, d in dates if p.block.kind is BlockKind.PLACE_DATE]
    return (line or [d.on for _, d in dates] or [None])[0]


def order(r: Reading) -> Rules:
    """D03: the paper is dated before what must come first, or not on the day the case gives it."""
    agreement = r.brief.kind == "agreement"
    for passage, d in signing_dates(r):
        for label in _EARLIER:
            before = r.brief.dates.get(label)
            if agreement and before and d.on < before:
                name = _LABELS[label]
                yield found(
                    "D03",
                    passage,
                    d.start,
                    d.end,
                    says(
                        f"La firma es anterior a {name['es']}, del {date_in_words(before, 'es')}.",
                        f"The signature comes before {name['en']}, of {date_in_words(before, 'en')}.",
                    ),
                    subject=f"{label}|{d.on}",
                )
        right = r.brief.dates.get("signed" if agreement else "issued")
        if right and d.on != right:
            new = date_in_words(right, passage.lang)
            yield found(
                "D03",
                passage,
                d.start,
                d.end,
                says(
                    f"La fecha del expediente es el {date_in_words(right, 'es')}.",
                    f"The date in the case is {date_in_words(right, 'en')}.",
                ),
                repairs=[Repair(says(f"Poner {new}", f"Put {new}"), (passage.edit(d.start, d.end, new),))],
                subject=f"own|{d.on}",
            )


def unknown(r: Reading) -> Rules:
    """D04: a date the case does not have; told only where the case has dates to compare with."""
    if not r.brief.dates:
        return
    known = {*r.brief.dates.values(), r.brief.on}
    own = {(p.key, p.lang, d.start) for p, d in signing_dates(r)}
    for passage in r.passages:
        for d in passage.entities.dates:
            if d.on and d.on not in known and (passage.key, passage.lang, d.start) not in own:
                yield found(
                    "D04",
                    passage,
                    d.start,
                    d.end,
                    says(
                        f"El {date_in_words(d.on, 'es')} no consta en el expediente.",
                        f"{date_in_words(d.on, 'en')} is not in the case.",
                    ),
                    confidence=0.6,
                )


def terms(r: Reading) -> Rules:
    """D05: a signatory whose post does not cover the date of signature."""
    signing = r.brief.dates.get("signed") or next((d.on for _, d in signing_dates(r)), r.brief.on)
    for signatory in r.brief.signatories:
        too_early = signatory.since and signing < signatory.since
        too_late = signatory.until and signing > signatory.until
        if not (too_early or too_late):
            continue
        bound = {lang: _bound(signatory, lang, early=bool(too_early)) for lang in ("es", "en")}
        for passage in r.passages:
            if passage.block.kind is not BlockKind.SIGNATURE or fold(signatory.name) not in fold(passage.text):
                continue
            start = max(passage.text.find(signatory.name), 0)
            yield found(
                "D05",
                passage,
                start,
                start + len(signatory.name),
                says(
                    f"El {date_in_words(signing, 'es')}, {signatory.name} {bound['es']}.",
                    f"On {date_in_words(signing, 'en')} {signatory.name} {bound['en']}.",
                ),
                subject=f"{fold(signatory.name)}|{signing}",
            )
            break


def _bound(signatory, lang: str, *, early: bool) -> str:
    on: dt.date = signatory.since if early else signatory.until
    date = date_in_words(on, lang)
    if lang == "es":
        return f"aún no ocupa el cargo: empieza el {date}" if early else f"ya no ocupa el cargo: terminó el {date}"
    return f"is not yet in post: it begins on {date}" if early else f"is no longer in post: it ended on {date}"


RULES = (impossible, impossible_hours, weekdays, weekdays_of_a_run, order, unknown, terms)
