"""The list of encounters, one of them with all that came of it, and the calendar file."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.encounters.enums import TRIPS, EncounterKind
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import (
    encounters_as_calendar,
    get_encounter,
    holder_now,
    list_encounters,
    list_invitations,
    list_letters_about,
    list_planned,
    list_to_answer,
    list_topics,
    outcomes_by_link,
    shown_holder,
)
from hermanar.journal.queries import list_lines
from hermanar.partnerships.enums import LeadState

from ..contacts.home import home_of, number
from ..edge import SeatedRequest, moment, page, seat_required, today as today_of
from ..language import language
from ..relations import case_url, title_of
from ..sentences import tell
from .shared import crumbs, day_in_words, relation_titles, tabs
from .trips import picture_of

PAGE = 25
TONES = {"planned": "amber", "held": "leaf", "cancelled": "", "void": ""}


def row_of(encounter: Any, today: dt.date) -> dict[str, Any]:
    return {
        "it": encounter,
        "when": day_in_words(encounter.on, encounter.precision),
        "relations": relation_titles(encounter),
        "tone": TONES[encounter.state],
        "today": today,
    }


def _before(text: str) -> tuple[dt.date, int] | None:
    day, _dot, key = text.partition("~")
    try:
        return (dt.date.fromisoformat(day), int(key)) if number(key) is not None else None
    except ValueError:
        return None


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """What is planned above; what was held below, the latest first."""
    home, actor, day = home_of(request), request.seat.actor, today_of(request)
    kind = request.GET.get("clase", "")
    kind = kind if kind in EncounterKind.values else ""
    before = _before(request.GET.get("antes", ""))
    held = list_encounters(actor, home, kind=kind, planned=False, before=before, limit=PAGE + 1)
    more = len(held) > PAGE
    held = held[:PAGE]
    planned = [] if before or kind else list_planned(actor)
    counts = {
        "invitations": len(list_to_answer(actor)),
        "topics": len(list_topics(actor, open_only=True)),
    }
    context = {
        "tabs": tabs(request, "list", counts),
        "rows": [row_of(e, day) for e in held],
        "planned": [row_of(e, day) for e in planned],
        "kinds": EncounterKind.choices,
        "kind": kind,
        "next": f"{held[-1].on.isoformat()}~{held[-1].pk}" if more else "",
        "may": can_keep(actor, home),
        "is_empty": not held and not planned and not kind and not before,
        "columns": [{"label": _("Qué")}, {"label": _("Vinculación")}, {"label": _("Cuándo")}, {"label": _("Estado")}],
    }
    return page(request, "web/encounters/list.html", context)


@seat_required
def calendar(request: SeatedRequest) -> HttpResponse:
    """What is planned and what was held lately, as a calendar file."""
    home, seat = home_of(request), request.seat
    rows = [*list_planned(seat.actor, limit=200), *list_encounters(seat.actor, home, planned=False, limit=100)]
    data = encounters_as_calendar(
        rows, name=_("Encuentros"), stamp=moment(seat, home), language=language(), exercise=seat.is_exercise
    )
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = 'attachment; filename="encuentros.ics"'
    return response


def _outcome(row: Any) -> dict[str, Any]:
    url = title = ""
    if row.lead is not None:
        url, title = reverse("web:leads:lead", args=[row.lead.public_id]), f"{row.lead.foreign_name} · {row.lead.folio}"
    elif row.partnership is not None:
        url, title = case_url(row.partnership), title_of(row.partnership)
    elif row.contact is not None:
        url, title = reverse("web:contacts:contact", args=[row.contact.public_id]), str(row.contact)
    state = str(LeadState(row.lead.state).label) if row.lead is not None else ""
    return {"it": row, "url": url, "title": title, "state": state}


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One encounter: next step, what it was for, who took part, topics, what came of it, evidence."""
    seat = request.seat
    it = get_encounter(seat.actor, public_id)
    day = today_of(request, it.circle)
    may, held, planned = can_keep(seat.actor, it.circle), it.state == "held", it.state == "planned"
    gathering = it.kind == "gathering"
    links = outcomes_by_link(seat.actor, it, day) if held and gathering else []
    lines = [line for line in list_lines(it.circle.public_id, limit=300) if line.about == it.public_id]
    sides: dict[str, list] = {}
    for p in it.participants.all():
        name = shown_holder(holder_now(p.contact)) if p.contact else ""
        sides.setdefault(str(p.get_side_display()), []).append({"it": p, "name": name})
    context = {
        "it": it,
        "when": day_in_words(it.on, it.precision),
        "crumbs": crumbs((it.title, "")),
        "tone": TONES[it.state],
        "today": day,
        "has_come": it.on <= day,
        "relations": [
            {
                "title": title_of(p),
                "url": case_url(p),
                "brief": reverse("web:encounters:brief", args=[p.public_id]) + f"?encuentro={it.public_id}",
            }
            for p in it.partnerships.all()
        ],
        "sides": sides,
        "topics": [{"it": t, "url": reverse("web:encounters:topic", args=[t.public_id])} for t in it.topics.all()],
        "outcomes": [_outcome(o) for o in it.outcomes.all()],
        "links": [
            {
                "it": r,
                "title": title_of(r.link.partnership),
                "add": reverse("web:encounters:outcome", args=[it.public_id])
                + f"?vinculacion={r.link.partnership.public_id}",
            }
            for r in links
        ],
        "lacking": sum(r.outcome is None for r in links),
        "letters": list_letters_about(seat.actor, encounter=it),
        "invited": list_invitations(seat.actor, it.circle, encounter=it, limit=60),
        "files": list(it.attachments.all()),
        "may": may,
        "held": held,
        "planned": planned,
        "may_lead": may and held and seat.role == "liaison",
        "log": tell(lines, seat.zones),
        "trip": picture_of(it, day) if it.kind in TRIPS and it.state in {"held", "planned"} else None,
    }
    return page(request, "web/encounters/encounter.html", context)
