"""Sessions as a calendar file (RFC 5545): with their hour, place and agenda."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _, override

from hermanar.partnerships.queries.claims import names_of

from ..enums import SessionState
from ..models import Session

LASTS = dt.timedelta(hours=1)
ALARM = dt.timedelta(hours=-24)
DOMAIN = "hermanar"  # only completes the ids; nothing is asked there


def sessions_as_calendar(
    sessions: Iterable[Session],
    *,
    name: str,
    zone: str,
    stamp: dt.datetime,
    language: str = "es",
    exercise: bool = False,
) -> bytes:
    """Sessions as one published calendar. Those without an hour stand for the whole day; cancelled ones say so, and
    a calendar that was taken before follows. `zone`: IANA zone of the municipality; `stamp`: when the file was made."""
    import icalendar

    with override(language):
        calendar = icalendar.Calendar()
        calendar.add("PRODID", f"-//Hermanar//Sesiones//{language.upper()}")
        calendar.add("VERSION", "2.0")
        calendar.add("CALSCALE", "GREGORIAN")
        calendar.add("METHOD", "PUBLISH")
        calendar.add("X-WR-CALNAME", _said(name, exercise))
        rows = list(sessions)
        prefetch_related_objects(rows, *(f"{of}partnership__parties" for of in ("body__", "points__")))
        for session in rows:
            calendar.add_component(_event(icalendar, session, zone, stamp, exercise, language))
        return calendar.to_ical()


def _said(text: str, exercise: bool) -> str:
    return _("EJERCICIO · %(what)s") % {"what": text} if exercise else text


def _relations(session: Session, language: str) -> list[str]:
    """The relations that it is about: that of its body, and those of its points; both cities and the folio of each."""
    found = [session.body.partnership, *(p.partnership for p in session.points.all())]
    named = {}
    for relation in found:
        if relation is not None:
            ours, theirs = names_of({p.side: p for p in relation.parties.all()}, language)
            named[relation.pk] = f"{ours} – {theirs} ({relation.folio})"
    return list(named.values())


def _event(icalendar, session: Session, zone: str, stamp: dt.datetime, exercise: bool, language: str):
    title = _("%(body)s, sesión %(number)s") % {"body": session.body, "number": session.called}
    relations = _relations(session, language)
    if session.body.partnership_id:  # a working group of one relation: its calendar alone does not say of which
        title = " · ".join([title, *relations])
    event = icalendar.Event()
    event.add("UID", f"{session.public_id}@{DOMAIN}")
    event.add("DTSTAMP", stamp.astimezone(dt.UTC))
    if session.at is None:
        event.add("DTSTART", session.held_on)
        event.add("DTEND", session.held_on + dt.timedelta(days=1))
    else:
        begins = dt.datetime.combine(session.held_on, session.at, ZoneInfo(zone)).astimezone(dt.UTC)
        event.add("DTSTART", begins)
        event.add("DTEND", begins + LASTS)
    event.add("SUMMARY", _said(title, exercise))
    if session.place:
        event.add("LOCATION", session.place)
    agenda = [f"{p.number}. {p.title}" for p in session.points.all()]
    lines = [_("Vinculación: %(relation)s") % {"relation": name} for name in relations]
    lines += [_("Orden del día"), *agenda] if agenda else []
    event.add("DESCRIPTION", "\n".join(lines or [str(session.body)]))
    prefix = "/en" if language == "en" else ""
    event.add("URL", f"{settings.PUBLIC_BASE_URL}{prefix}/sesiones/{session.public_id}/")
    cancelled = session.state == SessionState.CANCELLED
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("SEQUENCE", 1 if cancelled else 0)
    if session.state == SessionState.CONVENED:
        alarm = icalendar.Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", _said(title, exercise))
        alarm.add("TRIGGER", ALARM)
        event.add_component(alarm)
    return event
