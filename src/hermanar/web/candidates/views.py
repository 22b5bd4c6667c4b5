"""The rank, one city's score sheet, and two or three side by side."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hermanar.candidates.enums import CandidateState, Criterion
from hermanar.candidates.policies import can_choose
from hermanar.candidates.queries import (
    GROUNDS,
    get_candidate,
    house_of,
    known_criteria,
    last_weighing,
    list_data,
    list_opinions,
    list_weights,
    rank_page,
    sheet_of,
    sheets_of,
)
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.queries import search_municipalities
from hermanar.documents.rules import catalogues
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.partnerships.queries import list_leads

from ..edge import SeatedRequest, page, seat_required, today as today_of
from ..language import translated
from ..sentences import tell
from ..world import named, world_places
from .pictures import GROUND_WORDS, hour_strip, rows_of

MOST_COMPARED = 3
LOG = 300


def crumbs(*more: tuple[str, str]) -> list[dict]:
    """The way from the rank to here."""
    return [{"label": _("Candidatas"), "url": reverse("web:candidates:list")}] + [
        {"label": label, "url": url} for label, url in more
    ]


def house(request: SeatedRequest) -> Any:
    """The municipality whose candidates this post looks at. Raises NotVisible."""
    return house_of(request.seat.actor, request.seat.organisation)


def _reads_part(request: SeatedRequest) -> bool:
    """Whether the post reads only part of what the points rest on: a committee sees neither leads nor every letter."""
    return request.seat.organisation is not None and request.seat.organisation.kind == OrganisationKind.COMMITTEE


def _query(**values: Any) -> str:
    kept = {k: v for k, v in values.items() if v}
    return f"?{urlencode(kept, doseq=True)}" if kept else "?"


@seat_required
def show_rank(request: SeatedRequest) -> HttpResponse:
    """Cities with a ground, best first; what is taken away moves them, and it is seen."""
    owner, asked = house(request), request.GET
    without = known_criteria(asked.getlist("sin"))
    states = CandidateState.values
    chosen: dict[str, Any] = {
        "sin": list(without),
        "pais": asked.get("pais", "")[:2],
        "motivo": asked.get("motivo", "") if asked.get("motivo", "") in GROUNDS else "",
        "lista": asked.get("lista", "") if asked.get("lista", "") in states else "",
    }
    start = whole_number(asked.get("desde", "")) or 1
    found = rank_page(
        request.seat.actor, owner, today_of(request), without=without, country=chosen["pais"],
        ground=chosen["motivo"], state=chosen["lista"], start=start,
    )  # fmt: skip
    tabs = [
        {
            "label": _("Todas"),
            "url": _query(**chosen | {"lista": ""}),
            "current": not chosen["lista"],
            "count": found.total,
        }
    ]
    named = {"shortlisted": _("Lista corta"), "discarded": _("Descartadas")}
    tabs += [
        {
            "label": named[s],
            "url": _query(**chosen | {"lista": s}),
            "current": chosen["lista"] == s,
            "count": found.states[s],
        }
        for s in states
    ]
    weights = []
    for weight in list_weights(owner):
        left = [k for k in without if k != weight.key]
        toggled = left if weight.key in without else [*without, weight.key]
        weights.append(
            {"it": weight, "out": weight.key in without, "url": _query(**chosen | {"sin": toggled})}
        )  # fmt: skip
    text = asked.get("q", "").strip()[:80]
    context = {
        "owner": owner,
        "partial": _reads_part(request),
        "found": found,
        "rows": [{"sheet": s, "url": _city_url(s.id, without)} for s in found.sheets],
        "tabs": tabs,
        "weights": weights,
        "left_out": [str(Criterion(k).label) for k in without],
        "whole_url": _query(**chosen | {"sin": []}),
        "chosen": chosen,
        "countries": found.countries,
        "grounds": [(k, GROUND_WORDS[k], found.grounds[k]) for k in GROUNDS if found.grounds.get(k)],
        "next_url": _query(**chosen | {"desde": found.following}) if found.following else "",
        "first_url": _query(**chosen) if start > 1 else "",
        "filtered": bool(chosen["pais"] or chosen["motivo"] or chosen["lista"]),
        "may": can_choose(request.seat.actor, owner.home),
        "text": text,
        "hits": _search(text, owner) if text else [],
        "unplaced": [
            x for x in list_leads(request.seat.actor, limit=50) if x.place_id is None and x.state in {"routed", "answered"}
        ],
        "columns": [
            {"label": _("Lugar")},
            {"label": _("Ciudad")},
            {"label": _("Por qué")},
            {"label": _("Por qué no")},
            {"label": _("Puntos"), "num": True},
        ],
    }  # fmt: skip
    return page(request, "web/candidates/list.html", context)


def _city_url(city: str, without: tuple[str, ...] = ()) -> str:
    query = _query(sin=list(without)) if without else ""
    return reverse("web:candidates:city", args=[city]) + query


def _search(text: str, owner: Any) -> list[dict[str, str]]:
    """Any city of the world by its name, and any municipality."""
    name, _comma, region = text.partition(",")
    hits = [
        {"url": _city_url(f"p{p.pk}"), "label": named(p), "note": str(p.country)}
        for p in world_places(name, limit=30)
        if p.country_id != "MX"
        and (not region or region.strip().casefold() in f"{p.subdivision} {named(p)} {p.country}".casefold())
    ][:8]
    towns = [m for m in search_municipalities(text, limit=6) if m.key != owner.municipality_id]
    return hits + [{"url": _city_url(f"m{m.key}"), "label": m.name, "note": m.state.name} for m in towns]


@seat_required
def show_city(request: SeatedRequest, city: str) -> HttpResponse:
    """The score sheet: every point a sentence with its source, why not beside why, and what is not known."""
    owner, actor, on = house(request), request.seat.actor, today_of(request)
    if city == f"m{owner.municipality_id}":
        raise NotVisible(city)
    without = known_criteria(request.GET.getlist("sin"))
    sheet = sheet_of(actor, owner, on, city, without=without)
    lead = next((r for r in sheet.lines if r.criterion == Criterion.LEAD and r.ref and r.points and r.points > 0), None)
    data, opinions = list_data(actor, owner, city), list_opinions(actor, owner, city)
    decided = get_candidate(actor, owner, city)
    rows: list[Any] = [decided, *data, *opinions]
    about = {row.public_id for row in rows if row is not None}
    lines = [line for line in list_lines(owner.home.public_id, limit=LOG) if line.about in about] if about else []
    context = {
        "sheet": sheet,
        "decided": decided,
        "partial": _reads_part(request),
        "log": tell(lines, request.seat.zones),
        "crumbs": crumbs((sheet.name, "")),
        "why": rows_of(sheet.why, city),
        "why_not": rows_of(sheet.why_not, city),
        "unknown": rows_of(sheet.unknown, city, doors=True),
        "even": rows_of(sheet.even, city),
        "companions": rows_of(sheet.companions, city),
        "sleeping": rows_of([sheet.sleeping], city)[0] if sheet.sleeping else None,
        "strip": hour_strip(sheet, str(owner)),
        "grounds": [GROUND_WORDS[g] for g in GROUNDS if g in sheet.grounds and g != "chosen"],
        "data": [(_area(d.area), d) for d in data],
        "opinions": opinions,
        "may": can_choose(actor, owner.home),
        "letter_url": _letter_url(sheet),
        "open_url": _open_url(city, lead.ref if lead else ""),
        "left_out": [str(Criterion(k).label) for k in without],
        "toggles": [
            {"label": w.label, "points": w.points, "out": w.key in without, "url": _toggled(without, w.key)}
            for w in list_weights(owner)
        ],
        "weighed": last_weighing(owner),
        "whole_url": reverse("web:candidates:city", args=[city]),
    }
    return page(request, "web/candidates/city.html", context)


def _area(key: str) -> str:
    known = catalogues.areas()
    return translated(known[key].text) if key in known else ""


def _toggled(without: tuple[str, ...], key: str) -> str:
    return _query(sin=[k for k in without if k != key] if key in without else [*without, key])


def _letter_url(sheet: Any) -> str:
    """Where a letter to it is written: from its case, or without one yet."""
    if sheet.partnership:
        return reverse("web:letters:new", args=[sheet.partnership])
    named = ", ".join(filter(None, [sheet.name, sheet.region, sheet.country_name if sheet.country != "MX" else ""]))
    return f"{reverse('web:letters:many')}?{urlencode({'ciudad': named})}"


def _open_url(city: str, lead: str) -> str:
    """The eight questions with this city: on its lead where it has one."""
    base = reverse("web:cases:of_lead", args=[lead]) if lead else reverse("web:cases:new")
    return f"{base}?candidata={city}"


@seat_required
def compare(request: SeatedRequest) -> HttpResponse:
    """Two or three cities side by side, criterion by criterion."""
    owner = house(request)
    cities = list(dict.fromkeys(request.GET.getlist("c")))[:MOST_COMPARED]
    cities = [c for c in cities if c != f"m{owner.municipality_id}"]
    sheets = sheets_of(request.seat.actor, owner, today_of(request), cities) if cities else []
    rows = []
    for weight in list_weights(owner):
        cells = [(s.name, [r for r in s.lines if r.criterion == weight.key]) for s in sheets]
        if any(found for _name, found in cells):
            rows.append({"label": weight.label, "points": weight.points, "cells": cells})
    context = {
        "sheets": sheets,
        "rows": rows,
        "crumbs": crumbs((_("Comparar"), "")),
        "columns": [{"label": _("Criterio")}, *({"label": s.name} for s in sheets)],
    }
    return page(request, "web/candidates/compare.html", context)
