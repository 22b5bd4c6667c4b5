"""The board of leads: columns by state, each counted whole and shown as far as a card goes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from hermanar.kernel.acts import Actor

from ..enums import LeadOrigin, LeadState
from ..models import Lead

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
        "their_city": lead.foreign_name,
        "their_subdivision": lead.foreign_subdivision,
        "their_country": {"es": lead.country.name_es, "en": lead.country.name_en},
        "our_city": lead.municipality.name if lead.municipality else lead.proposed_place,
        "our_state": state.name if state else "",
        "beneficiary": lead.beneficiary,
        "documents": [a.filename for a in lead.attachments.all()],
    }
