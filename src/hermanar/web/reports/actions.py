"""Actions of the office and the activity report of any range of days (R0-03, R0-04, R0-06)."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.documents.queries import letterhead_for
from hermanar.documents.renderers import Marks
from hermanar.encounters.queries import get_encounter
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.plans.queries import find_plan, picture_of
from hermanar.programmes.queries import get_activity
from hermanar.reports import operations as reports
from hermanar.reports.enums import Lack
from hermanar.reports.policies import can_write
from hermanar.reports.queries import (
    activity_paper,
    compose_activity,
    cut_told,
    find_goal,
    get_action,
    lacking_told,
    programmes_named,
    range_told,
    signers_on,
    untold_encounters,
    untold_performed,
)
from hermanar.ui.download import must_be_paper, printed

from ..deeds import Deed, EmptyForm, do
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import language
from .forms import ActionForm, RangeForm
from .shared import house_of
from .showing import cards, choose


def _range(request: SeatedRequest, house: Any) -> tuple[RangeForm, dt.date, dt.date]:
    """The days asked for; else the year that runs."""
    today = today_of(request, house.home)
    usual = {"desde": dt.date(today.year, 1, 1), "hasta": today}
    form = RangeForm(request.GET if {"desde", "hasta"} & set(request.GET) else None, initial=usual)
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["desde"], form.cleaned_data["hasta"]
    return form, usual["desde"], usual["hasta"]


def _asked(starts: dt.date, ends: dt.date) -> str:
    return f"?desde={starts}&hasta={ends}"


def _trail(*more: tuple[str, str]) -> list[dict]:
    rows = [
        {"label": _("Informes"), "url": reverse("web:reports:list")},
        {"label": _("Informe de actividades"), "url": reverse("web:reports:actions")},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_actions(request: SeatedRequest) -> HttpResponse:
    """The report of a range: programmes with their actions, what each lacks, visits that no action tells yet."""
    house = house_of(request)
    form, starts, ends = _range(request, house)
    report = compose_activity(house, starts, ends)
    here = language()
    programmes = [
        {
            "name": programme["name"],
            "actions": [
                {
                    **a,
                    "when": date_in_words(dt.date.fromisoformat(a["on"]), here, Precision(a["precision"])),
                    "pieces": cards(a["evidence"]["rows"][:4]),
                    "missing": [Lack(lack).label for lack in a["lacks"]],
                    "goal_url": reverse("web:plans:goal", args=[a["goal"]["id"]]) if a["goal"] else "",
                    "edit": reverse("web:reports:action", args=[a["id"]]),
                    "show": reverse("web:reports:show_action", args=[a["id"]]),
                }
                for a in programme["actions"]
            ],
        }
        for programme in report["programmes"]
    ]
    context = {
        "form": form,
        "report": report,
        "range": range_told(report["from"], report["until"], here),
        "programmes": programmes,
        "mayors": report["mayors"],
        "cut": cut_told(report),
        "lacking": lacking_told(report["lacking"]) if report["lacking"] else "",
        "crumbs": [*_trail()[:1], {"label": _("Informe de actividades"), "url": ""}],
        "may": can_write(request.seat.actor, house.home),
        "papers": [
            {"label": label, "url": reverse("web:reports:activity_paper", args=[fmt]) + _asked(starts, ends)}
            for label, fmt in ((_("PDF"), "pdf"), (_("Word"), "docx"))
        ],
        "untold": [
            {"it": e, "url": f"{reverse('web:reports:new_action')}?encuentro={e.public_id}"}
            for e in untold_encounters(house, starts, ends)
        ],
        "untold_performed": [
            {"it": a, "url": f"{reverse('web:reports:new_action')}?actividad={a.public_id}"}
            for a in untold_performed(house, starts, ends)
        ],
    }
    return page(request, "web/reports/actions.html", context)


@seat_required
def activity_paper_of(request: SeatedRequest, fmt: str) -> HttpResponse:
    """The same as PDF or Word."""
    house = house_of(request)
    must_be_paper(fmt)
    _form, starts, ends = _range(request, house)
    report = compose_activity(house, starts, ends)
    content, plates = activity_paper(report, signers_on(house, ends), (language(),))
    marks = Marks(exercise=house.is_exercise, issued_on=today_of(request, house.home))
    head, name = letterhead_for(house, ends), f"actividades-{starts}-{ends}"
    return printed(content, head, marks, fmt=fmt, name=name, plates=plates)


def _goals(house: Any, year: int) -> list[tuple[str, str]]:
    plan = find_plan(house, year)
    if plan is None:
        return []
    return [
        (g.public_id, f"{g.code} {g.name or g.measure}")
        for c in picture_of(plan, 1).components
        for a in c.activities
        for g in a.goals
    ]


def _spec(house: Any, typed: dict[str, Any]) -> reports.ActionSpec:
    typed = dict(typed)
    key = typed.pop("goal")
    return reports.ActionSpec(**typed, goal=find_goal(house, key) if key else None)


@seat_required
def new_action(request: SeatedRequest) -> HttpResponse:
    """Put down an action; of a visit or of an activity of a programme, what is known of it is there already."""
    house = _writing(request)
    today = today_of(request, house.home)
    told = get_encounter(request.seat.actor, key) if (key := request.GET.get("encuentro", "")) else None
    performed = get_activity(request.seat.actor, key) if (key := request.GET.get("actividad", "")) else None
    known = programmes_named(house)
    initial: dict[str, Any] = {"on": today, "programme": known[0] if known else "", "precision": Precision.DAY}
    if told is not None:
        initial |= {
            "name": told.title, "on": told.on, "precision": told.precision, "place": told.place,
            "objective": told.purpose, "told": told.agreed,
        }  # fmt: skip
    if performed is not None:
        initial |= {
            "name": performed.title, "on": performed.ended_on or today, "objective": performed.objective,
            "told": performed.outcome, "measure": performed.indicator[:80], "planned": performed.goal,
        }  # fmt: skip
    form = ActionForm(given(request), initial=initial, goals=_goals(house, initial["on"].year))
    back = reverse("web:reports:actions")
    deed = Deed(
        title=_("Agregar una acción"), submit=_("Guardar"), back=back, crumbs=_trail((_("Agregar una acción"), "")),
        lead=_("Qué se hizo, para qué y cuánto; y a qué meta y a qué regla responde."),
    )  # fmt: skip

    def call(act: Act) -> Any:
        return reports.put_action(
            act, organisation=house, spec=_spec(house, form.cleaned_data), encounter=told, performed=performed
        )

    return do(
        request, deed, form, call, circle=house.home, said=_("Acción guardada."),
        then=lambda row: reverse("web:reports:show_action", args=[row.public_id]),
    )  # fmt: skip


def _writing(request: SeatedRequest) -> Any:
    house = house_of(request)
    if not can_write(request.seat.actor, house.home):
        raise NotVisible("reports")
    return house


@seat_required
def edit_action(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct an action."""
    house = _writing(request)
    row = get_action(request.seat.actor, public_id)
    names = [name for name in ActionForm.base_fields if name != "goal"]
    initial = {name: getattr(row, name) for name in names} | {"goal": row.goal.public_id if row.goal else ""}
    form = ActionForm(given(request), initial=initial, goals=_goals(house, row.on.year))
    deed = Deed(
        title=_("Corregir la acción"), submit=_("Guardar"), back=_at(row), crumbs=_trail((row.name, "")),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: reports.put_action(act, organisation=house, spec=_spec(house, form.cleaned_data), action=row),
        circle=house.home, said=_("Acción guardada."),
    )  # fmt: skip


def _at(row: Any) -> str:
    """The report of the year of an action."""
    return reverse("web:reports:actions") + _asked(dt.date(row.on.year, 1, 1), dt.date(row.on.year, 12, 31))


@seat_required
def withdraw_action(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take an action out of the reports."""
    house = _writing(request)
    row = get_action(request.seat.actor, public_id)
    deed = Deed(
        title=_("Retirar la acción"), submit=_("Retirar"), back=_at(row), kind="danger", lead=row.name,
        crumbs=_trail((_("Retirar la acción"), "")),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: reports.withdraw_action(act, action=row),
        circle=house.home, said=_("Acción retirada."),
    )  # fmt: skip


@seat_required
def show_action(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Choose the photographs and papers of an action."""
    house = _writing(request)
    row = get_action(request.seat.actor, public_id)
    days = (
        (row.on, row.on)
        if row.precision == Precision.DAY
        else (dt.date(row.on.year, 1, 1), dt.date(row.on.year, 12, 31))
    )
    there = {
        piece["id"]
        for programme in compose_activity(house, row.on, row.on)["programmes"]
        for action in programme["actions"]
        if action["id"] == public_id
        for piece in action["evidence"]["rows"]
    }
    title = _("Evidencia de “%(name)s”") % {"name": row.name}
    return choose(
        request, circle=house.home, within=days, there=there, back=_at(row), title=title,
        call=lambda act, pieces, _claim: reports.show_in_action(act, action=row, pieces=pieces),
        trail=_trail((_("Elegir evidencia"), "")), claims=False,
    )  # fmt: skip
