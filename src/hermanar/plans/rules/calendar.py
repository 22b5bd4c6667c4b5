"""Quarters, weeks and the days on which a change may be asked and decided."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

DAY = dt.timedelta(days=1)
MONDAY = 0


def quarter_of(on: dt.date) -> int:
    return (on.month - 1) // 3 + 1


def quarter_starts(year: int, quarter: int) -> dt.date:
    return dt.date(year, 3 * quarter - 2, 1)


def quarter_ends(year: int, quarter: int) -> dt.date:
    return (dt.date(year + 1, 1, 1) if quarter == 4 else dt.date(year, 3 * quarter + 1, 1)) - DAY


def week_starts(on: dt.date) -> dt.date:
    """Monday of the week of a day."""
    return on - dt.timedelta(days=on.weekday())


def week_named(label: str) -> dt.date:
    """Monday of an ISO week, `2025-W27`. Raises ValueError."""
    year, _, number = label.partition("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)


def weeks_of(year: int, quarter: int) -> list[dt.date]:
    """Mondays of a quarter: the weeks that begin in it."""
    on, ends = quarter_starts(year, quarter), quarter_ends(year, quarter)
    on += dt.timedelta(days=-on.weekday() % 7)
    return [on + dt.timedelta(days=7 * i) for i in range((ends - on).days // 7 + 1)]


def is_working(on: dt.date, rest_days: Collection[dt.date]) -> bool:
    return on.weekday() < 5 and on not in rest_days


def last_working_day(year: int, quarter: int, rest_days: Collection[dt.date], before: int = 0) -> dt.date:
    """The last day on which a change of the quarter's programming may be asked (domain 5.1): its last working day, or so
    many working days before it."""
    on, left = quarter_ends(year, quarter), before
    while left or not is_working(on, rest_days):
        left -= is_working(on, rest_days)
        on -= DAY
    return on


def last_day_as_it_ran(
    year: int, quarter: int, fixed: Collection[dt.date], own: Iterable[tuple[dt.date, dt.date, dt.date | None]],
    before: int = 0,
) -> dt.date:  # fmt: skip
    """The last day for asking, as it ran: a rest day of one's own (its day, the day it was put down, the day it was
    withdrawn) moves it while it is still to come, never one that has passed, and never to a day that has."""
    moves = []
    for day, put_on, withdrawn_on in own:
        moves.append((put_on, day, True))
        if withdrawn_on is not None:
            moves.append((withdrawn_on, day, False))
    rest = set(fixed)
    last = last_working_day(year, quarter, rest, before)
    for on, day, is_put in sorted(moves):
        if last < on:
            break
        if is_put:
            rest.add(day)
        elif day not in fixed:
            rest.discard(day)
        moved = last_working_day(year, quarter, rest, before)
        last = moved if moved >= on else last
    return last


def closed_quarters(
    on: dt.date, opened_on: dt.date, last_days: Sequence[dt.date], reported: Collection[int]
) -> frozenset[int]:
    """Quarters of a plan in which nothing is programmed any more: those whose report was authorised, and those whose
    last day for asking has passed while the plan was kept here. What was over before the plan was opened here is put
    down from its paper, until it is reported."""
    return frozenset(
        quarter for quarter, last in enumerate(last_days, start=1) if quarter in reported or opened_on <= last < on
    )


def decide_by(year: int, quarter: int, days: int, rest_days: Collection[dt.date]) -> dt.date:
    """The last of that many working days after the quarter, on which the change may be decided."""
    on = quarter_ends(year, quarter)
    left = days
    while left:
        on += DAY
        left -= is_working(on, rest_days)
    return on


def week_is_of(starts_on: dt.date, received_on: dt.date | None, counting: str) -> dt.date:
    """The day by which a week falls in a month and a quarter: its Monday, or the day the agenda came."""
    return received_on if counting == "received" and received_on is not None else starts_on
