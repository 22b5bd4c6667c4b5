"""Posts and dates: a signature needs a term that covers its day."""

import datetime as dt


def covers(from_on: dt.date | None, until_on: dt.date | None, on: dt.date) -> bool:
    """Whether a post (last day inclusive, open ends allowed) covers the day."""
    return (from_on is None or from_on <= on) and (until_on is None or on <= until_on)


def administration_changed(spans: list[tuple[dt.date, dt.date]], since: dt.date, on: dt.date) -> bool:
    """Whether another administration began between the two days (R0-10)."""
    return bool(changes(spans, since, on))


def changes(spans: list[tuple[dt.date, dt.date]], since: dt.date, on: dt.date) -> list[dt.date]:
    """Days on which another administration began after `since`, until `on`."""
    return sorted(starts for starts, _ in spans if since < starts <= on)


def term_ended(ends_on: dt.date | None, since: dt.date, on: dt.date) -> bool:
    """Whether the last day of a term fell between the two days: since then somebody else governs, or somebody again."""
    return ends_on is not None and since <= ends_on < on
