"""The clock as a calendar file (RFC 5545) that Outlook, Google and Apple open: whole days, stable ids, an alarm."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language, gettext as _, override

from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import said_proof
from hermanar.partnerships.queries.claims import names_of

from ..enums import DutyState
from ..models import Duty
from .duties import is_named_abroad, owner_of_duty, source_of_duty

ALARM = dt.timedelta(days=-14)
DOMAIN = "hermanar"  # only completes the ids; nothing is asked there


def as_calendar(
    duties: Iterable[Duty], *, name: str, stamp: dt.datetime, language: str = "es", exercise: bool = False
) -> bytes:
    """The duties as one published calendar, in one language. `stamp`: when the file was made. Done duties stay in it
    without alarm, void ones say that they were cancelled: a calendar that was taken before follows."""
    import icalendar

    with override(language):
        calendar = icalendar.Calendar()
        calendar.add("PRODID", f"-//Hermanar//Plazos//{language.upper()}")
        calendar.add("VERSION", "2.0")
        calendar.add("CALSCALE", "GREGORIAN")
        calendar.add("METHOD", "PUBLISH")
        calendar.add("X-WR-CALNAME", _said(name, exercise))
        rows = list(duties)
        parties = "partnership__parties"
        prefetch_related_objects(rows, f"{parties}__municipality__state", f"{parties}__country")
        for duty in rows:
            calendar.add_component(_event(icalendar, duty, stamp, language, exercise))
        return calendar.to_ical()


def _said(text: str, exercise: bool) -> str:
    return _("EJERCICIO · %(what)s") % {"what": text} if exercise else text


def relation_called(partnership: Partnership, language: str) -> str:
    """Both cities and the folio: `Villa Serena – Lakeside (VS-2022-001)`."""
    ours, theirs = names_of({p.side: p for p in partnership.parties.all()}, language)
    return f"{ours} – {theirs} ({partnership.folio})"


def address_of_case(partnership: Partnership, language: str) -> str:
    """Where the case is, for whoever may open it."""
    prefix = "/en" if language == "en" else ""
    return f"{settings.PUBLIC_BASE_URL}{prefix}/vinculaciones/{partnership.public_id}/"


_STATUS = {DutyState.VOID: "CANCELLED", DutyState.HELD: "TENTATIVE"}


def _event(icalendar, duty: Duty, stamp: dt.datetime, language: str, exercise: bool):
    title = duty.title_en if language == "en" and duty.title_en else duty.title
    # in one's own calendar the event stands alone: it names its relation and leads to it
    relation = relation_called(duty.partnership, language)
    title = f"{title} · {relation}"
    event = icalendar.Event()
    event.add("UID", f"{duty.public_id}@{DOMAIN}")
    event.add("DTSTAMP", stamp.astimezone(dt.UTC))
    event.add("DTSTART", duty.due_on)
    event.add("DTEND", duty.due_on + dt.timedelta(days=1))
    event.add("SUMMARY", _said(title, exercise))
    event.add("DESCRIPTION", "\n".join([_("Vinculación: %(relation)s") % {"relation": relation}, _described(duty)]))
    event.add("URL", address_of_case(duty.partnership, language))
    event.add("TRANSP", "TRANSPARENT")
    event.add("CLASS", "PUBLIC")
    event.add("STATUS", _STATUS.get(DutyState(duty.state), "CONFIRMED"))
    # what was taken back counts: a calendar that took “fulfilled” follows to open again
    event.add("SEQUENCE", 2 * len(duty.corrections.all()) + (0 if duty.state == DutyState.OPEN else 1))
    if duty.state == DutyState.OPEN:
        alarm = icalendar.Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", _said(title, exercise))
        alarm.add("TRIGGER", ALARM)
        event.add_component(alarm)
    return event


def _described(duty: Duty) -> str:
    owner = owner_of_duty(duty)
    if is_named_abroad(duty) and (get_language() or "es").startswith("es"):
        owner = f"“{owner}”"  # as it calls itself
    lines = [
        _("A cargo de: %(owner)s") % {"owner": owner},
        _("De dónde sale: %(source)s") % {"source": source_of_duty(duty)},
    ]
    if duty.grace_days:
        lines.append(_("Días de gracia: %(n)s") % {"n": duty.grace_days})
    if duty.state == DutyState.DONE:
        lines.append(_("Cumplido: %(proof)s") % {"proof": said_proof(duty.proof)})
    elif duty.state == DutyState.VOID:
        lines.append(_("Sin efecto: %(reason)s") % {"reason": said_proof(duty.proof)})
    elif duty.state == DutyState.HELD:
        lines.append(_("En suspenso: %(reason)s") % {"reason": said_proof(duty.proof)})
    return "\n".join(lines)
