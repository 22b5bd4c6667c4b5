"""What a sentence holds that can be compared: numbers, dates, identifiers, references, citations, blanks."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, MONTHS_FR, MONTHS_PT
from hermanar.kernel.text import fold

from .numerals import ORDINALS, find_words, from_roman, says_numbers, words_of

# every capital that a name written in Latin letters begins with: Ōgaki, Łódź, Île-de-France
CAPITAL = f"[A-Z{''.join(c for c in map(chr, range(0xC0, 0x250)) if c.isupper())}]"
# a name: capitalised words, joined by the small words that names are made of
CHAIN = (
    rf"{CAPITAL}[\w’'.-]*"
    rf"(?:\s+(?:(?:de|del|la|las|los|el|y|e|of|the|and|on|upon|sobre|para|en|a)\s+){{0,3}}{CAPITAL}[\w’'-]*)*"
)


@dataclass(frozen=True)
class Number:
    """A number at a place. `words` and `figures` are its two forms where it has them; `kind` is `count`, `ordinal`
    or `both` (*ambas*, which may stand for two). `unit` is the word after it, folded."""

    start: int
    end: int
    value: float
    kind: str = "count"
    words: int | None = None
    figures: float | None = None
    words_span: tuple[int, int] | None = None
    figures_span: tuple[int, int] | None = None
    unit: str = ""

    @property
    def values(self) -> frozenset[float]:
        return frozenset(v for v in (self.value, self.words, self.figures) if v is not None)


@dataclass(frozen=True)
class DateMention:
    """A date at a place; year or day may be unknown. `others`: other readings of the same figures (03/04/2025)."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    weekday_span: tuple[int, int] | None = None
    others: tuple[tuple[int | None, int, int | None], ...] = ()

    @property
    def parts(self) -> tuple[int | None, int, int | None]:
        return (self.year, self.month, self.day)

    @property
    def on(self) -> dt.date | None:
        """The date, when it is whole and possible."""
        if self.year is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_possible(self) -> bool:
        if self.day is None:
            return True
        try:
            # without a year the reader may mean a leap year
            dt.date(self.year or 2024, self.month, self.day)
        except ValueError:
            return False
        return True


@dataclass(frozen=True)
class Identifier:
    """A folio, a file number, an hour: `DEP-0121/22`, `12:04`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reference:
    """*Artículo V* of this same text."""

    start: int
    end: int
    article: int
    text: str


@dataclass(frozen=True)
class LawCitation:
    """*artículo 115 … de la Constitución …*. `article` "" when the law is named alone."""

    start: int
    end: int
    law: str
    article: str


@dataclass(frozen=True)
class Slot:
    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Entities:
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]
    identifiers: tuple[Identifier, ...]
    references: tuple[Reference, ...]
    citations: tuple[LawCitation, ...]
    slots: tuple[Slot, ...]


_SLOT = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
_IDENTIFIER = re.compile(
    r"(?<![\w/-])(?:(?=[\w/-]*\d)[A-ZÁÉÍÓÚÑ0-9][A-Z0-9]*(?:[-/][A-Z0-9]+)+|\d{1,2}:\d{2})(?![\w/-])"
)
_FIGURES = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:\.?[ºª°]|(?:st|nd|rd|th)\b)?(?![\w/])")
_BRACKET_FIGURES = re.compile(
    # “seis (60 %)” is a share of something, and not the figure of the word
    r"(?:\s+(?:por\s+ciento|per\s*cent)\s*\(\s*|\s*\(\s*(?!\d+(?:[.,]\d+)*\s*%))(\d+(?:[.,]\d+)*)\s*(?:%\s*)?\)"
)
_BRACKET_OPEN = re.compile(r"\s*\(\s*$|\s*\(\s*")
_BOTH = {
    "es": re.compile(r"\b(?:ambos|ambas)\b", re.IGNORECASE),
    "en": re.compile(r"\bboth\b", re.IGNORECASE),
}
_BOTH_WORDS = frozenset(("ambos", "ambas", "both"))
_ORDINAL_WORDS = {lang: re.compile(r"\b[^\W\d_]{4,8}\b") for lang in ("es", "en")}
_ANNIVERSARY = re.compile(r"\b[IVXLC]+(?=\s+(?i:aniversario|anniversary)\b)")
_ROMANS = r"[IVXLC]+\b(?!\.\s?[A-Z])"
_REFERENCE = re.compile(
    rf"\b(?i:Art[íi]culos?|Articles?|Arts?\.)\s+({_ROMANS}(?:(?:\s*,\s*|\s+(?:y|e|and|or|o|u|a|al|to|through)\s+){_ROMANS})*)"
)
_OWN_REFERENCE = re.compile(
    r"\b(?i:Art[íi]culo|Article)\s+(\d{1,3})(?=\s+(?:del\s+presente|de\s+este|of\s+this|of\s+the\s+present)\b)"
)
_ROMAN_TOKEN = re.compile(r"[IVXLC]+\b")

_DAY_WORDS_ES = (
    "primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diecis[eé]is|"
    "diecisiete|dieciocho|diecinueve|veinte|veintiuno|veinti[uú]n|veintid[oó]s|veintitr[eé]s|veinticuatro|veinticinco|"
    "veintis[eé]is|veintisiete|veintiocho|veintinueve|treinta y uno|treinta y un|treinta"
)
_YEAR_WORDS_ES = (
    r"dos\s+mil(?:\s+(?:(?:treinta|cuarenta|cincuenta)\s+y\s+(?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)|"
    rf"cuarenta|cincuenta|{_DAY_WORDS_ES})\b)?"
)
_WEEKDAYS = {
    "es": ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
WEEKDAY_WORDS = {
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_M_ES = "|".join(MONTHS_ES) + "|setiembre"
_M_EN = "|".join((*MONTHS_EN, *(m.upper() for m in MONTHS_EN)))  # titles are in capitals
_M_PT, _M_FR = "|".join(MONTHS_PT), "|".join(MONTHS_FR)
_MONTHS = {"es": MONTHS_ES, "en": [m.lower() for m in MONTHS_EN], "pt": MONTHS_PT, "fr": MONTHS_FR}
_W_ES = r"(?:(?P<w>lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)[,\s]+(?:el\s+|d[ií]a\s+)?)?"
_ORDINAL_DAYS_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_DAY_WORDS_EN = rf"(?i:{'|'.join(_ORDINAL_DAYS_EN)})(?=\s+(?:days?\s+)?of)"
_W_EN = r"(?:(?P<w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)[,\s]+(?:the\s+)?)?"
_DATES = {
    "es": (
        re.compile(
            rf"{_W_ES}\b(?P<d>\d{{1,2}}(?:\.?[ºo°])?|{_DAY_WORDS_ES})\s+(?:d[ií]as?\s+)?(?:del?\s+)(?:mes\s+de\s+)?"
            rf"(?P<m>{_M_ES})\b(?:,?\s+(?:del?\s+)?(?:año\s+)?(?:de\s+)?(?P<y>\d{{4}}\b|{_YEAR_WORDS_ES}))?",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?P<m>{_M_ES})\s+del?\s+(?:año\s+)?(?P<y>\d{{4}})\b", re.IGNORECASE),
    ),
    "en": (
        re.compile(
            rf"{_W_EN}\b(?P<m>{_M_EN})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?:of\s+)?(?P<y>\d{{4}})\b)?"
        ),
        re.compile(
            rf"{_W_EN}\b(?P<d>\d{{1,2}}|{_DAY_WORDS_EN})(?:st|nd|rd|th)?\s+(?:days?\s+)?(?:of\s+)?(?:the\s+month\s+of\s+)?"
            rf"(?P<m>{_M_EN})\b(?:,?\s+(?:of\s+)?(?P<y>\d{{4}})\b)?"
        ),
        re.compile(rf"\b(?P<m>{_M_EN}),?\s+(?:of\s+)?(?P<y>\d{{4}})\b"),
    ),
    # languages a letter may go in beside Spanish
    "pt": (
        re.compile(
            rf"\b(?P<d>\d{{1,2}}(?:\.?[ºo°])?)\s+de\s+(?P<m>{_M_PT})\b(?:,?\s+de\s+(?P<y>\d{{4}})\b)?", re.IGNORECASE
        ),
        re.compile(rf"\b(?P<m>{_M_PT})\s+de\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    ),
    "fr": (
        re.compile(rf"\b(?P<d>1er|\d{{1,2}})\s+(?P<m>{_M_FR})\b(?:\s+(?P<y>\d{{4}})\b)?", re.IGNORECASE),
        re.compile(rf"\b(?P<m>{_M_FR})\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    ),
}
# “del 3 al 9 de noviembre”, “November 3 to 9, 2025”: the first day and the last are of one month
_SPANS = {
    "es": re.compile(rf"(?i)\b(?:del?|el|los\s+d[ií]as|entre\s+el)\s+(?P<a>\d{{1,2}})\s+(?:al|hasta\s+el|y\s+el)\s+(?=(?P<b>\d{{1,2}})\s+de\s+(?:{_M_ES})\b)"),
    "en": re.compile(
        rf"\b(?:{_M_EN})\s+(?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:to|through|and|until)\s+|\s?[-–]\s?)(?:the\s+)?"
        r"(?P<b>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?:of\s+)?(?P<y>\d{4})\b)?"
    ),
}  # fmt: skip
_ISO = re.compile(r"(?<![\w/-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\w/-])")
_SLASH = re.compile(r"(?<![\w/-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})(?![\w/-])")

_LAW_WORDS = (
    *("Ley", "Código", "Reglamento", "Bando", "Constitución", "Law", "Act", "Code", "Constitution", "Regulations?"),
    "Ordinance",
)
_LAW_WORD = rf"(?:{'|'.join(_LAW_WORDS)})"
_LAW_NAME = (
    rf"(?:(?:(?:Political|Federal|General|Organic|Municipal|National)\s+)*{_LAW_WORD}"
    r"(?:\s+(?:(?:de|del|la|las|los|el|y|e|a|sobre|para|en|of|the|on|and|for|to)\s+){0,3}[A-ZÁÉÍÓÚÑ][\w-]*)+)"
)
_LAW_CITATION = re.compile(
    r"\b(?i:art[íi]culos?|articles?|arts?\.|sections?)\s+(?P<list>\d[^.;:()]{0,120}?)\s+(?:de\s+la|del|de\s+el|of\s+the|of)\s+"
    rf"(?P<law>{_LAW_NAME})"
)
_LAW_ALONE = re.compile(rf"(?P<law>{_LAW_NAME})")
_ARTICLE_NUMBER = re.compile(r"(?<![\w-])\d{1,3}\b")
_UNIT = re.compile(r"\s*(%|[^\W\d_]+)")


@lru_cache(maxsize=1024)
def read(text: str, lang: str) -> Entities:
    """Everything comparable in `text`. What one kind has taken is not read again as another. A paragraph that was just read
    (of the model, of a text with one clause changed) is not read anew."""
    slots = tuple(Slot(m.start(), m.end(), m.group(1)) for m in _SLOT.finditer(text)) if "{" in text else ()
    masked = _without(text, slots)
    dates = _read_dates(masked, lang)
    masked = _without(masked, dates)
    identifiers: tuple[Identifier, ...] = ()
    if _DIGIT.search(masked):
        identifiers = tuple(Identifier(m.start(), m.end(), m.group()) for m in _IDENTIFIER.finditer(masked))
    references = tuple(_read_references(masked)) if "art" in masked.lower() else ()
    citations = tuple(_read_citations(masked)) if any(word in masked for word in _LAW_HINTS) else ()
    masked = _without(masked, (*identifiers, *references))
    return Entities(tuple(_read_numbers(masked, lang)), dates, identifiers, references, citations, slots)


def _without(text: str, taken: Sequence[Slot | DateMention | Identifier | Reference]) -> str:
    """The text with what is taken as signs that are no letter and no figure, each place where it was."""
    if not taken:
        return text
    mask = list(text)
    for one in taken:
        mask[one.start : one.end] = "\0" * (one.end - one.start)
    return "".join(mask)


_LAW_HINTS = tuple(word.removesuffix("s?") for word in _LAW_WORDS)
_DIGIT = re.compile(r"\d")
_DATE_HINT = re.compile(r"\d[/-]\d")
# without one of these words no date of the language is in a text: most paragraphs are done with here
_MONTH_HINTS = {
    lang: (*(m.lower() for m in months), *(("setiembre",) if lang == "es" else ())) for lang, months in _MONTHS.items()
}


def _read_dates(text: str, lang: str) -> tuple[DateMention, ...]:
    low = text.lower()
    if not any(month in low for month in _MONTH_HINTS.get(lang, ())) and not _DATE_HINT.search(text):
        return ()
    found: list[DateMention] = []
    taken = bytearray(len(text))

    def free(start: int, end: int) -> bool:
        return 1 not in taken[start:end]

    def add(date: DateMention) -> None:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
        found.append(date)

    for pattern in _DATES.get(lang, ()):
        months = _MONTHS[lang]
        for m in pattern.finditer(text):
            if not free(m.start(), m.end()):
                continue
            groups = m.groupdict()
            name = m["m"].lower().replace("setiembre", "septiembre")
            w = groups.get("w")
            add(
                DateMention(
                    start=m.start(),
                    end=m.end(),
                    year=_number_of(groups.get("y"), lang),
                    month=months.index(name) + 1,
                    day=_number_of(groups.get("d"), lang),
                    weekday=_weekday(w, lang) if w else None,
                    weekday_span=m.span("w") if w else None,
                )
            )
    if (span := _SPANS.get(lang)) is not None:
        found += _first_days(text, span, found, lang)
    for m in _ISO.finditer(text):
        if 1 <= int(m["m"]) <= 12 and free(m.start(), m.end()):
            add(DateMention(m.start(), m.end(), int(m["y"]), int(m["m"]), int(m["d"])))
    for m in _SLASH.finditer(text):
        a, b, y = int(m["a"]), int(m["b"]), int(m["y"])
        # day first in Spanish; in English month first, unless it cannot be
        day_first, month_first = (y, b, a), (y, a, b)
        readings = [r for r in ((day_first, month_first) if lang != "en" else (month_first, day_first)) if r[1] <= 12]
        if readings and free(m.start(), m.end()):
            add(DateMention(m.start(), m.end(), *readings[0], others=tuple(readings[1:])))
    return tuple(sorted(found, key=lambda d: d.start))


def _weekday(word: str, lang: str) -> int:
    """Which day of the week a word says, whole or shortened: “Sat.”."""
    short = fold(word.rstrip("."))
    return next(i for i, day in enumerate(_WEEKDAYS[lang]) if day.startswith(short))


def _first_days(text: str, span: re.Pattern, found: list[DateMention], lang: str) -> list[DateMention]:
    """The other end of each stretch of days; in English the first one learns its year from the last."""
    more: list[DateMention] = []
    for m in span.finditer(text):
        at = m.start("b") if lang == "es" else m.start()
        i = next((i for i, d in enumerate(found) if d.start == at), None)
        if i is None:
            continue
        if lang == "es":
            more.append(DateMention(*m.span("a"), found[i].year, found[i].month, int(m["a"])))
        elif found[i].end <= m.start("b"):
            year = int(m["y"]) if m["y"] else found[i].year
            found[i] = replace(found[i], year=year)
            more.append(DateMention(m.start("b"), m.end(), year, found[i].month, int(m["b"])))
    return more


def _number_of(raw: str | None, lang: str) -> int | None:
    if not raw:
        return None
    digits = re.match(r"\d+", raw)
    if digits:
        return int(digits.group())
    if fold(raw) in ("primero", "uno"):
        return 1
    if lang == "en" and raw.lower() in _ORDINAL_DAYS_EN:
        return _ORDINAL_DAYS_EN.index(raw.lower()) + 1
    values = [v for _, _, v in find_words(raw, lang)]
    return values[0] if values else None


def _read_references(text: str):
    for m in _REFERENCE.finditer(text):
        for r in _ROMAN_TOKEN.finditer(m.group(1)):
            value = from_roman(r.group())
            if value:
                start = m.start(1) + r.start()
                yield Reference(start, start + len(r.group()), value, r.group())
    for m in _OWN_REFERENCE.finditer(text):
        yield Reference(m.start(1), m.end(1), int(m.group(1)), m.group(1))


_OF_ANOTHER_LAW = re.compile(
    r"(?i)\b(?:art[íi]culos|articles)\s+\d[^;]*?\s(?:y|e|and)\s+(?P<n>\d{1,3})(?:,?\s+(?:fracci[óo]n|section)\s+[IVX]+)?,?\s+(?:de(?:\s+la)?|del|of(?:\s+the)?)\s+\Z"
)
_SENTENCE = 240  # characters


def _read_citations(text: str):
    taken: list[tuple[int, int]] = []
    for m in _LAW_CITATION.finditer(text):
        taken.append(m.span("law"))
        # the numbers after *fracción* or *section* count parts of an article, not articles
        listed = re.sub(
            r"(?i)\b(?:fracci[oó]n(?:es)?|inciso|p[áa]rrafo|paragraph|fraction|subsection)s?\s+[^,y]+",
            lambda s: " " * len(s.group()),
            m["list"],
        )
        for number in _ARTICLE_NUMBER.finditer(listed):
            start = m.start("list") + number.start()
            yield LawCitation(start, start + len(number.group()), m["law"], number.group())
    for m in _LAW_ALONE.finditer(text):
        if m.span("law") not in taken:
            # “los artículos 115 de la Constitución … y 7 de la Ley …”: each its own law
            more = _OF_ANOTHER_LAW.search(text, max(0, m.start() - _SENTENCE), m.start()) if taken else None
            if more:
                yield LawCitation(more.start("n"), more.end("n"), m["law"], more["n"])
            else:
                yield LawCitation(m.start(), m.end(), m["law"], "")


def _read_numbers(text: str, lang: str):
    said = words_of(text)
    words = list(find_words(text, lang)) if says_numbers(text, said, lang) else []
    figures = list(_FIGURES.finditer(text)) if _DIGIT.search(text) else []
    used_figures: set[int] = set()
    out: list[Number] = []
    starts = {m.start(): m for m in figures}
    for start, end, value in words:
        m = _BRACKET_FIGURES.match(text, end)
        if m and m.start(1) in starts:
            used_figures.add(m.start(1))
            figure = _value(m.group(1))
            out.append(
                Number(
                    start,
                    m.end(),
                    figure,
                    words=value,
                    figures=figure,
                    words_span=(start, end),
                    figures_span=m.span(1),
                    unit=_unit(text, m.end()),
                )
            )
            continue
        since = max(0, start - 40)
        before = re.search(r"(\d+(?:[.,]\d+)*)\s*%?\s*\(\s*$", text[since:start])
        closing = re.match(r"\s*(?:por\s+ciento\s*|per\s*cent\s*)?\)", text[end:])
        if before and closing and since + before.start(1) in starts:
            used_figures.add(since + before.start(1))
            figure = _value(before.group(1))
            stop = end + closing.end()
            out.append(
                Number(
                    since + before.start(),
                    stop,
                    figure,
                    words=value,
                    figures=figure,
                    words_span=(start, end),
                    figures_span=(since + before.start(1), since + before.end(1)),
                    unit=_unit(text, stop),
                )
            )
            continue
        out.append(Number(start, end, value, words=value, words_span=(start, end), unit=_unit(text, end)))
    for m in figures:
        if m.start() in used_figures:
            continue
        raw = re.match(r"\d+(?:[.,]\d+)*", m.group())
        suffix = m.group()[raw.end() :]
        out.append(
            Number(
                m.start(),
                m.end(),
                _value(raw.group()),
                kind="ordinal" if suffix else "count",
                figures=_value(raw.group()),
                figures_span=(m.start(), m.start() + raw.end()),
                unit=_unit(text, m.end()),
            )
        )
    ordinals = ORDINALS.get(lang, {})
    if not said.isdisjoint(ordinals):
        for m in _ORDINAL_WORDS[lang].finditer(text):
            if fold(m.group()) in ordinals:
                out.append(Number(m.start(), m.end(), ordinals[fold(m.group())], kind="ordinal"))
    for m in _ANNIVERSARY.finditer(text) if "ani" in text.lower() or "anni" in text.lower() else ():
        out.append(Number(m.start(), m.end(), from_roman(m.group()) or 0, kind="ordinal", unit="aniversario"))
    if ordinals and not said.isdisjoint(_BOTH_WORDS):
        for m in _BOTH[lang].finditer(text):
            out.append(Number(m.start(), m.end(), 2, kind="both"))
    yield from sorted(out, key=lambda n: n.start)


def _value(raw: str) -> float:
    """`1,500.50` → 1500.5: comma for thousands and point for decimals, as in Mexico and in the United States."""
    raw = raw.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", raw) else raw.replace(",", ".")
    try:
        value = float(raw)
    except ValueError:  # 1.2.3 is a version or a clause, not a number: its digits stand for it
        return float(raw.replace(".", ""))
    return int(value) if value.is_integer() else value


def _unit(text: str, at: int) -> str:
    m = _UNIT.match(text, at)
    return fold(m.group(1)) or m.group(1) if m else ""
