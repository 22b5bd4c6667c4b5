"""Dates with their precision, and in the words people use."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
MONTHS_PT = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MONTHS_EN = "January February March April May June July August September October November December".split()


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class Dated:
    """A date that says how precisely it is known. `on` is the first day of the period."""

    on: dt.date
    precision: Precision = Precision.DAY

    def in_words(self, lang: str = "es") -> str:
        return date_in_words(self.on, lang, self.precision)


def last_day(on: dt.date, precision: Precision = Precision.DAY) -> dt.date:
    """The last day that a date known by its month, quarter or year may be; `on`: the first."""
    months = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}.get(precision)
    return add_months(on.replace(day=1), months) - dt.timedelta(days=1) if months else on


def sure_day(on: dt.date, precision: Precision, put_down_on: dt.date) -> dt.date:
    """The day from which what happened by that date surely had: the last that it may be, or the day on which it was put down
    where that came before. Whatever runs from such a date runs from here."""
    return min(last_day(on, precision), max(on, put_down_on))


def date_in_words(on: dt.date, lang: str = "es", precision: Precision = Precision.DAY) -> str:
    """`31 de enero de 2022` / `January 31, 2022` (Portuguese and French too); by month, quarter or year when that is all that is known."""
    if precision == Precision.YEAR:
        return str(on.year)
    if lang[:2] in {"pt", "fr"}:
        return _beside(on, lang[:2], precision)
    if precision == Precision.QUARTER:
        q = (on.month - 1) // 3
        es = ("primer", "segundo", "tercer", "cuarto")[q]
        en = ("first", "second", "third", "fourth")[q]
        return f"{es} trimestre de {on.year}" if lang.startswith("es") else f"{en} quarter of {on.year}"
    month = (MONTHS_ES if lang.startswith("es") else MONTHS_EN)[on.month - 1]
    if precision == Precision.MONTH:
        return f"{month} de {on.year}" if lang.startswith("es") else f"{month} {on.year}"
    if lang.startswith("es"):
        return f"{'1.º' if on.day == 1 else on.day} de {month} de {on.year}"
    return f"{month} {on.day}, {on.year}"


_SPAN = re.compile(r"(\d{4})-(?:T([1-4])|W(\d{2})|(0[1-9]|1[0-2]))\Z")


def span_in_words(label: str, lang: str = "es") -> str:
    """A quarter, a month or a week by the key it is kept under: `2025-T2` → `abril–junio de 2025`, `2025-04` → `abril de
    2025`, `2025-W27` → `27 de 2025` (said after “semana”). Anything else as it is."""
    found = _SPAN.match(label)
    if found is None:
        return label
    year, quarter, week = found[1], int(found[2] or 0), int(found[3] or 0)
    link = " de " if lang.startswith("es") else " "
    if week:
        return f"{week}{link if lang.startswith('es') else ' of '}{year}"
    names = MONTHS_ES if lang.startswith("es") else MONTHS_EN
    if found[4]:
        return f"{names[int(found[4]) - 1]}{link}{year}"
    return f"{names[3 * quarter - 3]}–{names[3 * quarter - 1]}{link}{year}"


def _beside(on: dt.date, lang: str, precision: Precision) -> str:
    """Portuguese and French: languages a letter may go in beside Spanish."""
    if precision == Precision.QUARTER:
        pt = ("primeiro", "segundo", "terceiro", "quarto")[(on.month - 1) // 3]
        fr = ("premier", "deuxième", "troisième", "quatrième")[(on.month - 1) // 3]
        return f"{pt} trimestre de {on.year}" if lang == "pt" else f"{fr} trimestre {on.year}"
    month = (MONTHS_PT if lang == "pt" else MONTHS_FR)[on.month - 1]
    if precision == Precision.MONTH:
        return f"{month} de {on.year}" if lang == "pt" else f"{month} {on.year}"
    if lang == "pt":
        return f"{'1.º' if on.day == 1 else on.day} de {month} de {on.year}"
    return f"{'1er' if on.day == 1 else on.day} {month} {on.year}"


def add_months(on: dt.date, months: int) -> dt.date:
    """Same day `months` later, or the last day of that month."""
    years, month = divmod(on.month - 1 + months, 12)
    year, month = on.year + years, month + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(on.day, last))


def day_in(at: dt.datetime, zone: str) -> dt.date:
    """The calendar day of a moment where somebody lives (IANA zone): an evening in Mexico is not tomorrow."""
    return at.astimezone(ZoneInfo(zone)).date()
