"""Encounters and invitations as a calendar file (RFC 5545), beside the calendar of duties: stable ids, whole days or hours."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _, override

from hermanar.directory.queries import zone_of

from ..enums import EncounterState
from ..models import Encounter

DOMAIN = "hermanar"  # only completes the ids; nothing is asked there
_HOUR = dt.timedelta(hours=1)


def encounters_as_calendar(
    encounters: Iterable[Encounter], *, name: str, stamp: dt.datetime, language: str = "es", exercise: bool = False
) -> bytes:
    """The encounters as one published calendar. One with an hour stands at it, in the municipality's zone."""
    import icalendar

    with override(language):
        calendar = icalendar.Calendar()
        calendar.add("PRODID", f"-//Hermanar//Encuentros//{language.upper()}")
        calendar.add("VERSION", "2.0")
        calendar.add("CALSCALE", "GREGORIAN")
        calendar.add("METHOD", "PUBLISH")
        calendar.add("X-WR-CALNAME", _said(name, exercise))
        for row in encounters:
            event = icalendar.Event()
            event.add("UID", f"{row.public_id}@{DOMAIN}")
            event.add("DTSTAMP", stamp.astimezone(dt.UTC))
            if row.starts_at:
                zone = ZoneInfo(zone_of(row.circle.home_of, row.on))
                begins = dt.datetime.combine(row.on, row.starts_at, tzinfo=zone).astimezone(dt.UTC)
                event.add("DTSTART", begins)
                event.add("DTEND", begins + _HOUR)
            else:
                event.add("DTSTART", row.on)
                event.add("DTEND", (row.until_on or row.on) + dt.timedelta(days=1))
            event.add("SUMMARY", _said(row.title, exercise))
            event.add("DESCRIPTION", "\n".join(filter(None, [str(row.get_kind_display()), row.purpose])))
            if row.place:
                event.add("LOCATION", row.place)
            event.add("STATUS", "CANCELLED" if row.state == EncounterState.CANCELLED else "CONFIRMED")
            calendar.add_component(event)
        return calendar.to_ical()


def _said(text: str, exercise: bool) -> str:
    return _("EJERCICIO · %(what)s") % {"what": text} if exercise else text
