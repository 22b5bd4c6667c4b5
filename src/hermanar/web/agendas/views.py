"""Weeks with who is missing, the units of the house, one week's list, and handing in."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import fold
from hermanar.plans import operations as plans
from hermanar.plans.enums import Head, Receipt, UnitKind
from hermanar.plans.policies import can_plan, can_read
from hermanar.plans.queries import (
    compliance_by_unit,
    get_expected,
    get_week,
    international_alarm,
    list_units,
    list_weeks,
    picture_of_week,
    rules_on,
)
from hermanar.plans.rules.calendar import quarter_of, week_starts

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, moment, operate, page, seat_required, today as today_of
from .forms import HandInForm, UnitForm, WeekForm

_TONES = {Receipt.ON_TIME: "leaf", Receipt.LATE: "amber", Receipt.MISSING: "red", Receipt.AWAITED: ""}
_PAGE = 13


def _house(request: SeatedRequest) -> Any:
    house = request.seat.organisation
    if house is None or house.home is None or not can_read(request.seat.actor, house.home):
        raise NotVisible("agendas")
    return house


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [{"label": _("Agendas semanales"), "url": reverse("web:agendas:list")}]
    return rows + [{"label": label, "url": url} for label, url in more]


def _before(request: SeatedRequest) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.GET.get("antes", ""))
    except ValueError:
        return None


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Weeks, newest first, and who complied in the quarter of the newest of them."""
    house = _house(request)
    weeks = list_weeks(request.seat.actor, before=_before(request), limit=_PAGE + 1)
    newest = weeks[0].starts_on if weeks else today_of(request, house.home)
    vacant, silent = international_alarm(house, newest)
    told = compliance_by_unit(house, newest.year, quarter_of(newest))
    context = {
        "weeks": weeks[:_PAGE],
        "next": f"?antes={weeks[_PAGE - 1].starts_on.isoformat()}" if len(weeks) > _PAGE else "",
        "may": can_plan(request.seat.actor, house.home),
        "rule": rules_on(house, newest).get_counting_display(),
        "compliance": [row for row in told if row[2] < row[1] or row[3]][:60],
        "complied": sum(row[2] == row[1] and not row[3] for row in told),
        "vacant": vacant,
        "silent": silent,
        "columns": [
            {"label": _("Semana")},
            {"label": _("Entregaron"), "num": True},
            {"label": _("Faltan"), "num": True},
        ],
        "unit_columns": [
            {"label": _("Área")},
            {"label": _("Entregas"), "num": True},
            {"label": _("Tarde"), "num": True},
        ],
    }
    return page(request, "web/agendas/list.html", context)


@seat_required
def units(request: SeatedRequest) -> HttpResponse:
    """The units of the house by group, and one more."""
    house = _house(request)
    may = can_plan(request.seat.actor, house.home)
    if request.method == "POST" and not may:
        raise NotVisible("agendas")
    known = list_units(house)
    by_id = {u.public_id: u for u in known if u.parent is None}
    form = UnitForm(given(request), parents={key: u.name for key, u in by_id.items()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"parent": by_id.get(form.cleaned_data["parent"])}
        done = operate(
            request, lambda act: plans.put_unit(act, organisation=house, **said), circle=house.home, form=form,
            said=_("Área asentada."),
        )  # fmt: skip
        if done.response:
            return done.response
    groups = [
        {"label": kind.label, "units": [u for u in known if u.kind == kind]}
        for kind in UnitKind
        if any(u.kind == kind for u in known)
    ]
    context = {"groups": groups, "form": form, "may": may, "crumbs": _crumbs((_("Áreas"), ""))}
    return page(request, "web/agendas/units.html", context)


@seat_required
def open_week(request: SeatedRequest) -> HttpResponse:
    """Open the list of a week: every unit of the house is expected."""
    house = _house(request)
    if not can_plan(request.seat.actor, house.home):
        raise NotVisible("agendas")
    on = week_starts(today_of(request, house.home)) + dt.timedelta(days=7)
    form = WeekForm(given(request), initial={"starts_on": on})

    def call(act: Any) -> Any:
        said = form.cleaned_data
        asked = {key: line.strip() for line in said["asked"].split("\n") if (key := fold(line).replace(" ", "-")[:40])}
        expected = [(u, Head.UNSTATED) for u in list_units(house, said["starts_on"])]
        return plans.open_week(act, organisation=house, starts_on=said["starts_on"], units=expected, deliverables=asked)

    title = _("Abrir la lista de una semana")
    deed = Deed(
        title=title, submit=_("Abrir"), back=reverse("web:agendas:list"), crumbs=_crumbs((title, "")),
        lead=_("Se espera la agenda de todas las áreas asentadas. Se entrega antes de que empiece la semana."),
    )  # fmt: skip
    return do(
        request, deed, form, call, circle=house.home, then=lambda w: reverse("web:agendas:week", args=[w.public_id]),
        said=_("La lista está abierta."), fields={"units": "starts_on"},
    )  # fmt: skip


@seat_required
def show_week(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Everybody expected that week: who handed in, when, and who is missing."""
    house = _house(request)
    week = get_week(request.seat.actor, public_id)
    picture = picture_of_week(week, moment(request.seat, house.home))
    only = request.GET.get("ver", "")
    context = {
        "week": week,
        "picture": picture,
        "lines": [
            {
                "it": line,
                "tone": _TONES[Receipt(line.receipt)],
                "word": Receipt(line.receipt).label,
                "vacant": line.head == Head.VACANT,
            }
            for line in (picture.missing if only == "faltan" else picture.lines)
        ],
        "tabs": [
            {"label": _("Todas"), "url": "?", "current": only != "faltan", "count": len(picture.lines)},
            {"label": _("Faltan"), "url": "?ver=faltan", "current": only == "faltan", "count": len(picture.missing)},
        ],
        "crumbs": _crumbs((week.label, "")),
        "may": can_plan(request.seat.actor, week.circle),
        "due": week.due_at.astimezone(request.seat.zone),
        "columns": [{"label": _("Núm.")}, {"label": _("Área")}, {"label": _("Entrega")}, {"label": ""}],
    }
    return page(request, "web/agendas/week.html", context)


@seat_required
def hand_in(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Hand in one unit's agenda."""
    _house(request)
    expected = get_expected(request.seat.actor, public_id)
    week = expected.week
    if not can_plan(request.seat.actor, week.circle):
        raise NotVisible(public_id)
    form = HandInForm(given(request))
    back = reverse("web:agendas:week", args=[week.public_id])
    deed = Deed(
        title=_("Entregar la agenda"), submit=_("Entregar"), back=back, lead=f"{expected.unit.name} · {week.label}",
        consequence=_("Queda el día y la hora en que llega."),
        crumbs=_crumbs((week.label, back), (expected.unit.name, "")),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.hand_in(act, expected=expected, text=form.cleaned_data["text"]),
        circle=week.circle, said=_("Agenda entregada."),
    )  # fmt: skip
