"""The clock: terms read from the signed text, duties computed from them (promise 6). Pure."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.checks.entities import read
from hermanar.kernel.content import Content
from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import add_months

_CLOCKS = Path(__file__).parent.parent / "data" / "clocks.yaml"
_REMINDERS = Path(__file__).parent.parent / "data" / "reminders.yaml"


@dataclass(frozen=True)
class Terms:
    """What the text says, None where it does not: days to the first programme (art. V), years in force and days of
    notice (art. XIV), whether it asks for a yearly meeting and reports."""

    first_programme_days: int | None
    term_years: int | None
    notice_days: int | None
    is_yearly: bool


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
    filled from — what counts is what both signed."""
    lang = content.languages[0]
    first = years = notice = None
    yearly = False
    for block in content.blocks:
        text = block.text.get(lang, "")
        entities = read(text, lang)
        for number in entities.numbers:
            unit = (number.unit or "")[:3].lower()
            if block.group == "art-05" and unit in {"día", "dia", "day"} and first is None:
                first = int(number.value)
            if block.group == "art-14" and unit in {"año", "ano", "yea"} and years is None:
                years = int(number.value)
            if block.group == "art-14" and unit in {"día", "dia", "day"} and notice is None:
                notice = int(number.value)
        if block.group == "art-05" and any(
            w in text.lower() for w in ("anual", "cada año", "annual", "every year", "yearly")
        ):
            yearly = True
    return Terms(first, years, notice, yearly)


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
        DutySpec(key, number, due, data[key]["source"], data[key]["grace"], data[key]["owner"])
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
        found.append(DutySpec(key, period, due, row["source"], row["grace"], row["owner"]))

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
