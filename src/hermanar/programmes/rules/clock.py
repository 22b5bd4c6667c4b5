"""The clock: terms read from the signed text, duties computed from them (promise 6). Pure."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hermanar.checks.entities import read
from hermanar.kernel.content import BlockKind, Content
from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import add_months
from hermanar.kernel.text import fold

_CLOCKS = Path(__file__).parent.parent / "data" / "clocks.yaml"
_REMINDERS = Path(__file__).parent.parent / "data" / "reminders.yaml"


# What a paragraph speaks of, by its words and not by the number of its article: the base text of two municipalities has one
# article less than that of two countries, and a text that came from outside numbers them as it likes. Folded words.
_WORDS = {
    "es": {
        "first": r"\b(?:primer|primero|dentro de)\b.*\b(?:poa|programas? operativos? anual|programas? anual)|"
        r"\b(?:poa|programas? operativos? anual)\w*\b.*\bdentro de\b",
        "years": r"\b(?:vigencia|vigor|vigente|duracion|continuara)\b",
        "notice": r"(?=.*\b(?:anticipacion|antelacion|aviso)\b).*\b(?:terminad[oa]|terminacion|concluir|denuncia\w*|rescision)\b",
        "yearly": r"\breun\w+\b.*\b(?:una vez al ano|cada ano|anual\w*)\b",
    },
    "en": {
        "first": r"\b(?:first|within)\b.*\b(?:aop|annual operating program\w*|annual program\w*)\b|"
        r"\b(?:aop|annual operating program\w*)\b.*\bwithin\b",
        "years": r"\b(?:in force|into force|valid|validity|duration|continue)\b",
        "notice": r"(?=.*\b(?:in advance|notice|notification)\b).*\b(?:terminat\w+|conclude|withdraw\w*|denounce\w*)\b",
        "yearly": r"\b(?:meet|meeting|meetings)\b.*\b(?:once a year|every year|each year|annual\w*|yearly)\b",
    },
}
_UNITS = {"first": ("dia", "day"), "notice": ("dia", "day"), "years": ("ano", "year")}


@dataclass(frozen=True)
class Terms:
    """What the text says, None where it does not: days to the first programme, years in force and days of notice, whether it
    asks for a yearly meeting and reports (arts. V and XIV of the model of 2022). `articles`: what → number of the article that
    says it ("" where it stands in none)."""

    first_programme_days: int | None
    term_years: int | None
    notice_days: int | None
    is_yearly: bool
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DutySpec:
    key: str
    period: int
    due_on: dt.date
    source: str
    grace_days: int
    owner: str


def terms_of(content: Content) -> Terms:
    """Read the terms from the text that was signed, in its first language: words and figures, not the values it was
    filled from — what counts is what both signed. Of two paragraphs that say a term the first counts."""
    lang = content.languages[0]
    words = _patterns(lang)
    numbers = {block.group: block.number for block in content.blocks if block.kind == BlockKind.HEADING}
    found: dict[str, int] = {}
    articles: dict[str, str] = {}
    for block in content.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            continue
        text = block.text.get(lang, "")
        folded = fold(text)
        for what, pattern in words.items():
            if what in articles or not pattern.search(folded):
                continue
            if what in _UNITS:
                counted = [n for n in read(text, lang).numbers if fold(n.unit or "").startswith(_UNITS[what])]
                if not counted:
                    continue
                found[what] = int(counted[0].value)
            articles[what] = numbers.get(block.group, "")
    return Terms(found.get("first"), found.get("years"), found.get("notice"), "yearly" in articles, articles)


@cache
def _patterns(lang: str) -> dict[str, re.Pattern]:
    return {what: re.compile(pattern) for what, pattern in _WORDS.get(lang, {}).items()}


def _source(data: Mapping[str, Any], terms: Terms) -> str:
    """Where a duty comes from: the article of the text that was signed, where one says it."""
    article = terms.articles.get(data.get("said", ""), "")
    return f"Artículo {article} del texto firmado" if article else str(data["source"])


@cache
def clocks() -> dict[str, dict]:
    """Key → grace, owner, source (dated defaults)."""
    return {row["key"]: row for row in read_yaml(_CLOCKS.read_text(encoding="utf-8"))}


def reminders() -> dict[str, int]:
    """Mark → days before the date of a duty (dated defaults)."""
    return {row["mark"]: row["days_before"] for row in read_yaml(_REMINDERS.read_text(encoding="utf-8"))}


def mark_of(due_on: dt.date, grace_days: int, *, on: dt.date, days_before: dict[str, int]) -> str:
    """The mark at which an open duty stands on a day: `overdue` after date and grace, else the nearest one reached;
    "" while it is far."""
    if on > due_on + dt.timedelta(days=grace_days):
        return "overdue"
    reached = [(days, mark) for mark, days in days_before.items() if on >= due_on - dt.timedelta(days=days)]
    return min(reached)[1] if reached else ""


def add_working_days(on: dt.date, days: int, holidays: frozenset[dt.date]) -> dt.date:
    """The day `days` working days after `on`: Saturdays, Sundays and the given holidays do not count."""
    while days:
        on += dt.timedelta(days=1)
        if on.weekday() < 5 and on not in holidays:
            days -= 1
    return on


def renewed_until(terms: Terms, ended_on: dt.date) -> dt.date | None:
    """Last day of the same period again, counted from the day after the end; None where the text says no period."""
    if not terms.term_years:
        return None
    return add_months(ended_on + dt.timedelta(days=1), 12 * terms.term_years) - dt.timedelta(days=1)


def renewed_duties(
    terms: Terms, *, signed_on: dt.date, ended_on: dt.date, ends_on: dt.date, klass: str, period: int
) -> tuple[DutySpec, ...]:
    """What a renewal puts on the calendar (R4-59): the new end, the last day to give notice before it and the yearly
    duties of the years it adds. `period`: which term it is, 2 the first time."""
    data = clocks()
    dated = [("end_of_validity", period, ends_on)]
    if terms.notice_days is not None:
        dated.append(("notice_deadline", period, ends_on - dt.timedelta(days=terms.notice_days)))
    year = 2
    while terms.first_programme_days is not None and (due := add_months(signed_on, 12 * (year - 1))) <= ends_on:
        if due > ended_on:
            dated.append(("yearly_programme", year, due))
        year += 1
    year = 1
    while terms.is_yearly and (due := add_months(signed_on, 12 * year) - dt.timedelta(days=1)) <= ends_on:
        if due > ended_on:
            due = due if due == ends_on else due + dt.timedelta(days=1)
            dated.append(("yearly_meeting", year, due))
            if klass == "international":
                dated.append(("progress_report", year, due))
        year += 1
    found = [
        DutySpec(key, number, due, _source(data[key], terms), data[key]["grace"], data[key]["owner"])
        for key, number, due in dated
    ]
    return tuple(sorted(found, key=lambda d: (d.due_on, d.key)))


def compile_duties(
    terms: Terms, *, signed_on: dt.date, klass: str, our_terms_end: tuple[dt.date, ...] = (),
    their_term_ends: dt.date | None = None, holidays: frozenset[dt.date] = frozenset(),
) -> tuple[DutySpec, ...]:  # fmt: skip
    """Every duty the signed text and the two administrations put on the calendar, by date.

    A term of five years ends the day before its fifth anniversary; the last day to give notice is `notice_days` before.
    """
    data = clocks()
    found: list[DutySpec] = []

    def add(key: str, due: dt.date, period: int = 1) -> None:
        row = data[key]
        found.append(DutySpec(key, period, due, _source(row, terms), row["grace"], row["owner"]))

    if terms.first_programme_days is not None:
        add("first_programme", signed_on + dt.timedelta(days=terms.first_programme_days))
        # the text dates the first only; each later year's is owed when its year begins
        for year in range(2, (terms.term_years or 1) + 1):
            add("yearly_programme", add_months(signed_on, 12 * (year - 1)), year)
    if klass == "international":
        row = data["send_for_registration"]
        add("send_for_registration", add_working_days(signed_on, row["days"], holidays))
    years = terms.term_years or 0
    if terms.is_yearly:
        for year in range(1, (years or 1) + 1):
            due = add_months(signed_on, 12 * year)
            if years and year == years:
                due -= dt.timedelta(days=1)
            add("yearly_meeting", due, year)
            if klass == "international":
                add("progress_report", due, year)
    if years:
        ends = add_months(signed_on, 12 * years) - dt.timedelta(days=1)
        add("end_of_validity", ends)
        if terms.notice_days is not None:
            add("notice_deadline", ends - dt.timedelta(days=terms.notice_days))
    for n, day in enumerate(sorted(our_terms_end), start=1):
        add("administration_ends", day, n)
    if their_term_ends:
        add("counterpart_term_ends", their_term_ends)
    return tuple(sorted(found, key=lambda d: (d.due_on, d.key)))
