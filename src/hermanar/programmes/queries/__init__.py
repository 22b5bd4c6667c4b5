"""The clock of a relation, of an organisation, and as a calendar file."""

from .calendar import as_calendar
from .duties import end_after_renewal, ends_on_of, facts_of_sources, get_duty, list_duties, list_open_duties

__all__ = [
    "as_calendar",
    "end_after_renewal",
    "ends_on_of",
    "facts_of_sources",
    "get_duty",
    "list_duties",
    "list_open_duties",
]
