"""The board of leads: columns by state, each counted whole and shown as far as a card goes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from hermanar.directory.queries import zone_of
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import date_in_words

from ..enums import LeadOrigin, LeadState
from ..models import Lead
from ..rules.clocks import days

COLUMNS: dict[str, tuple[LeadState, ...]] = {
    "draft": (LeadState.DRAFT,),
    "routed": (LeadState.ROUTED,),
    "answered": (LeadState.ANSWERED,),
    "became_case": (LeadState.BECAME_CASE,),
    "ended": (LeadState.DECLINED, LeadState.WITHDRAWN, LeadState.LAPSED),
}


@dataclass(frozen=True)
class LeadColumn:
    """`number` counts every lead of the column; `leads` are the first, the nearest reply (else the newest) first."""

    key: str
    number: int
    leads: list[Lead]


def _leads(actor: Actor, opened_by: str, origin: str, municipality: str) -> QuerySet[Lead]:
    rows = Lead.objects.for_actor(actor)
    if opened_by:
        rows = rows.filter(opened_by__public_id=opened_by)
    if origin in LeadOrigin.values:
        rows = rows.filter(origin=origin)
    if municipality:
        rows = rows.filter(municipality_id=municipality)
    return rows


def lead_columns(
    actor: Actor, *, opened_by: str = "", origin: str = "", municipality: str = "", per: int = 12
) -> list[LeadColumn]:
    """Leads the actor sees, by column. `opened_by`: public id of an organisation (a consul's own). Six queries."""
    rows = _leads(actor, opened_by, origin, municipality)
    count = dict(rows.values_list("state").annotate(number=Count("pk")).order_by())
    shown = rows.select_related("circle", "opened_by", "country", "municipality__state", "partnership")
    found = []
    for key, states in COLUMNS.items():
        order = ("reply_due_on", "-pk") if key == "routed" else ("-pk",)
        leads = list(shown.filter(state__in=states).order_by(*order)[:per])
        found.append(LeadColumn(key, sum(count.get(state, 0) for state in states), leads))
    return found


def list_column(
    actor: Actor, key: str, *, opened_by: str = "", origin: str = "", municipality: str = "",
    before: int | None = None, limit: int = 50,
) -> list[Lead]:  # fmt: skip
    """One column whole, newest first; keyset by primary key."""
    rows = _leads(actor, opened_by, origin, municipality).filter(state__in=COLUMNS[key])
    rows = rows.select_related("circle", "opened_by", "country", "municipality__state", "partnership").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def places_of_leads(actor: Actor, *, limit: int = 200) -> list[tuple[str, str]]:
    """Key and name of the municipalities that the actor's leads propose, by name. One query."""
    rows = (
        Lead.objects.for_actor(actor)
        .exclude(municipality=None)
        .order_by("municipality__name", "municipality_id")
        .values_list("municipality_id", "municipality__name")
        .distinct()
    )
    return list(rows[:limit])


def due_of(lead: Lead) -> dt.date | None:
    """Until when something is awaited of a lead: its answer where it was routed, its case where it was answered."""
    if lead.state == LeadState.ROUTED:
        return lead.reply_due_on
    if lead.state == LeadState.ANSWERED and lead.answered_on:
        return lead.answered_on + dt.timedelta(days=days("lead_case"))
    return None


def _hours(lead: Lead) -> list[dict[str, str]]:
    """Hours proposed for the first meeting as both sides' clocks show them; the accepted one alone, where there is one."""
    rows = [s for s in lead.slots.all() if s.withdrawn_at is None]
    rows = [s for s in rows if s.taken_at] or rows
    found = []
    for slot in rows:
        day = slot.starts_at.date()
        zone = ZoneInfo(zone_of(lead.municipality, day) if lead.municipality else "America/Mexico_City")
        here, there = slot.starts_at.astimezone(zone), slot.starts_at.astimezone(ZoneInfo(lead.zone))
        ours = lead.municipality.name if lead.municipality else lead.proposed_place
        found.append(
            {
                "es": f"{date_in_words(here.date())}, {here:%H:%M} en {ours} ({there:%H:%M} en {lead.foreign_name})",
                "en": f"{date_in_words(here.date(), 'en')}, {here:%H:%M} in {ours} ({there:%H:%M} in {lead.foreign_name})",
            }
        )
    return found


def told_by_lead(lead: Lead) -> dict[str, Any]:
    """What a lead says of the city and of who brought it, as the slots of its sheet (R4-11)."""
    return {
        "reporter_office": str(lead.opened_by),
        "city_description": lead.foreign_description,
        "foreign_contact": ", ".join(part for part in (lead.contact_post, lead.contact_languages) if part),
        "diaspora_link": lead.diaspora,
        "promoters": [
            ", ".join(part for part in (p.get("group", ""), p.get("role", "")) if part) for p in lead.promoters
        ],
        "project_ideas": [i["title"] for i in lead.ideas if i.get("title")],
        "reply_by": lead.reply_due_on,
    }


def sheet_of_lead(lead: Lead) -> dict[str, Any]:
    """Every slot of the sheet of a lead that has no case yet."""
    state = lead.municipality.state if lead.municipality else lead.state_mx
    return told_by_lead(lead) | {
        "their_city": {"es": lead.foreign_name_es or lead.foreign_name, "en": lead.foreign_name},
        "their_subdivision": {lang: lead.region_in(lang) for lang in ("es", "en")},
        "their_country": {"es": lead.country.name_es, "en": lead.country.name_en},
        "our_city": lead.municipality.name if lead.municipality else lead.proposed_place,
        "our_state": state.name if state else "",
        "beneficiary": lead.beneficiary,
        "meeting_slots": _hours(lead),
        "documents": [a.filename for a in lead.attachments.all()],
    }
