"""What the plan does besides counting: one list, one page for each record, one form for each step."""

import datetime as dt
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.checks.tables import TableFault, open_table
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Invalid, NotVisible
from hermanar.kernel.text import whole_number
from hermanar.plans import operations as plans
from hermanar.plans.enums import Field, Method, RecordKind, RecordState, Viability
from hermanar.plans.policies import can_plan
from hermanar.plans.queries import (
    count_records,
    get_activity,
    get_ask,
    get_goal,
    get_plan,
    get_record,
    list_records,
    list_tallies,
    list_units,
)
from hermanar.plans.rules import records as paths

from ..deeds import Deed, do, keep
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import language
from ..relations import file_url
from .forms import AskForm, DeliverForm, RecordForm, ResultsForm, StepForm
from .rows import record_row, tone_of
from .views import crumbs, house

_PAGE = 25
_MOST_ROWS = 20_000
_WORDS: dict[str, Any] = {**dict(Method.choices), **dict(Viability.choices)}


def _url(record: Any) -> str:
    return reverse("web:plans:record", args=[record.public_id])


def _way(record: Any, *more: tuple[str, str]) -> list[dict]:
    year = record.plan.year
    way = []
    if record.activity is not None:
        code = record.activity.code
        way.append((code, reverse("web:plans:show_activity", args=[year, code])))
    kind = str(RecordKind(record.kind).label)
    return crumbs(year, *way, (kind, _url(record) if more else ""), *more)


@seat_required
def show_list(request: SeatedRequest, year: int) -> HttpResponse:
    """Every record of the year's plan, by kind."""
    house(request)
    plan = get_plan(request.seat.actor, year)
    kind = request.GET.get("tipo", "")
    kind = kind if kind in RecordKind.values else ""
    before = request.GET.get("antes", "")
    found = list_records(plan, kind=kind, before=whole_number(before), limit=_PAGE + 1)
    counts = count_records(plan)
    rows = found[:_PAGE]
    context = {
        "rows": [record_row(r) for r in rows],
        "year": str(year),
        "tabs": [
            {"label": _("Todo"), "url": "?", "current": not kind, "count": sum(counts.values())},
            *(
                {"label": label, "url": f"?tipo={key}", "current": key == kind, "count": counts[key]}
                for key, label in RecordKind.choices
                if counts[key]
            ),
        ],
        "next": f"?tipo={kind}&antes={rows[-1].pk}" if len(found) > _PAGE else "",
        "crumbs": crumbs(year, (_("Seguimiento"), "")),
        "columns": [
            {"label": _("Asunto")},
            {"label": _("Actividad")},
            {"label": _("Estado")},
            {"label": _("Entregas")},
        ],
    }
    return page(request, "web/plans/records.html", context)


@seat_required
def add(request: SeatedRequest, year: int, code: str, kind: str) -> HttpResponse:
    """Open a record of a kind for an activity (of one goal, if the address says so)."""
    house(request)
    plan = get_plan(request.seat.actor, year)
    if kind not in RecordKind.values or not can_plan(request.seat.actor, plan.circle):
        raise NotVisible(kind)
    activity = get_activity(plan, code)
    goal = get_goal(request.seat.actor, request.GET["meta"]) if request.GET.get("meta") else None
    if goal is not None and goal.activity_id != activity.pk:
        raise NotVisible(kind)
    form = RecordForm(given(request), kind=kind, initial={"responsible": activity.responsible})

    def call(act: Any) -> Any:
        said = form.cleaned_data
        return plans.open_record(
            act, plan=plan, kind=kind, title=said["title"], activity=activity, goal=goal,
            responsible=said["responsible"], due_on=said["due_on"], fields=form.values(),
        )  # fmt: skip

    title = RecordKind(kind).label
    back = reverse("web:plans:show_activity", args=[year, code])
    deed = Deed(
        title=title, submit=_("Asentar"), back=back, lead=f"{activity.code} {activity.name}".strip(),
        crumbs=crumbs(year, (activity.code, back), (str(title), "")),
    )  # fmt: skip
    return do(request, deed, form, call, circle=plan.circle, then=_url, said=_("Quedó asentado."))


def _told(key: str, value: str, what: str) -> Any:
    if what == paths.DAY:
        return date_in_words(dt.date.fromisoformat(value), language())
    return _WORDS.get(value, value) if what in {paths.METHOD, paths.VIABILITY} else value


def _tables(record: Any) -> list[dict]:
    """Tables of results that were brought in, the one that counts first: their day, and the answers by question."""
    if record.kind != RecordKind.STUDY:
        return []
    return [
        {
            "on": tally.taken_on,
            "questions": [
                {
                    "question": question,
                    "rows": [{"label": a.answer, "value": a.count} for a in answers],
                    "whole": sum(a.count for a in answers),
                }
                for question, answers in (
                    (q, list(rows)) for q, rows in groupby(tally.answers.all(), key=lambda a: a.question)
                )
            ],
        }
        for tally in list_tallies(record)
    ]


@seat_required
def show_record(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A record: its next step, what it says, its path, who delivered, its results."""
    house(request)
    record = get_record(request.seat.actor, public_id)
    it = paths.KINDS[record.kind]
    may = can_plan(request.seat.actor, record.plan.circle)
    states = paths.next_states(record.kind, record.state)
    tables = _tables(record)
    # a survey has results once they are brought in: until then that is its next step
    awaits_table = RecordState.REPORTED in states and not tables and record.fields.get(paths.METHOD) in paths.TABLED
    on = today_of(request, record.plan.circle)
    asks = list(record.asks.select_related("unit__parent", "attachment"))
    context = {
        "record": record,
        "kind": RecordKind(record.kind).label,
        "state": RecordState(record.state).label,
        "tone": tone_of(record),
        "facts": [
            {"term": Field(key).label, "value": _told(key, record.fields[key], what)}
            for key, what in it.fields.items()
            if record.fields.get(key)
        ],
        "steps": [
            {"it": s, "word": RecordState(s.state).label, "file": file_url(s.attachment)}
            for s in record.steps.select_related("attachment")
        ],
        "moves": [
            {
                "label": _("Pasar a “%(state)s”") % {"state": str(RecordState(s).label).lower()},
                "url": reverse("web:plans:record_move", args=[public_id, s]),
            }
            for s in states
            if not (awaits_table and s == RecordState.REPORTED)
        ]
        if may
        else [],
        "asks_units": it.asks,
        "may_ask": may and it.asks and bool(states),
        "may": may,
        "asks": [{"it": a, "file": file_url(a.attachment), "late": (a.delivered_on or on) > a.due_on} for a in asks],
        "delivered": sum(a.delivered_on is not None for a in asks),
        "awaits_table": awaits_table,
        "takes_results": may and record.kind == RecordKind.STUDY,
        "results": tables[:1],
        "earlier": tables[1:],
        "crumbs": _way(record),
        "columns": [{"label": _("Área")}, {"label": _("Qué se pide")}, {"label": _("Entrega")}, {"label": ""}],
    }
    return page(request, "web/plans/record.html", context)


def _mine(request: SeatedRequest, public_id: str) -> Any:
    house(request)
    record = get_record(request.seat.actor, public_id)
    if not can_plan(request.seat.actor, record.plan.circle):
        raise NotVisible(public_id)
    return record


@seat_required
def move(request: SeatedRequest, public_id: str, state: str) -> HttpResponse:
    """The next step, with what it needs."""
    record = _mine(request, public_id)
    if state not in paths.next_states(record.kind, record.state):
        raise NotVisible(state)
    needed = paths.missing_for(record.kind, state, record.fields)
    ends = paths.is_over(record.kind, state)
    empty = [k for k in paths.KINDS[record.kind].fields if not record.fields.get(k) and (ends or k in needed)]
    form = StepForm(
        given(request), request.FILES or None, kind=record.kind, asked=empty, needed=needed, state=state,
        initial={"on": today_of(request, record.plan.circle)},
    )  # fmt: skip

    def call(act: Any) -> Any:
        said = form.cleaned_data
        return plans.move_record(
            act, row=record, to=state, on=said["on"], text=said["text"], fields=form.values(),
            attachment=keep(act, record.plan.circle, said["file"]),
        )  # fmt: skip

    word = RecordState(state).label
    deed = Deed(
        title=f"{record.title}: {str(word).lower()}", submit=_("Asentar"), back=_url(record),
        crumbs=_way(record, (str(word), "")), kind="danger" if state in {"rejected", "dismissed"} else "primary",
    )  # fmt: skip
    return do(request, deed, form, call, circle=record.plan.circle, said=_("Quedó asentado."))


@seat_required
def ask(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Ask units for something by a day."""
    record = _mine(request, public_id)
    if not paths.KINDS[record.kind].asks:
        raise NotVisible(public_id)
    by_id = {u.public_id: u for u in list_units(record.plan.organisation, today_of(request, record.plan.circle))}
    form = AskForm(given(request), units=by_id.values(), initial={"what": record.title, "due_on": record.due_on})

    def call(act: Any) -> Any:
        said = form.cleaned_data
        return plans.ask_units(
            act, row=record, units=[by_id[k] for k in said["units"]], what=said["what"], due_on=said["due_on"]
        )

    deed = Deed(
        title=_("Pedir a las áreas"), submit=_("Pedir"), back=_url(record), lead=record.title,
        crumbs=_way(record, (_("Pedir"), "")), consequence=_("Lo ven en su enlace personal y ahí lo entregan."),
    )  # fmt: skip
    return do(request, deed, form, call, circle=record.plan.circle, said=_("Quedó pedido."))


@seat_required
def deliver(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down what a unit delivered."""
    house(request)
    row = get_ask(request.seat.actor, public_id)
    record, circle = row.record, row.record.plan.circle
    if not can_plan(request.seat.actor, circle) or row.delivered_on is not None:
        raise NotVisible(public_id)
    form = DeliverForm(given(request), request.FILES or None, initial={"delivered_on": today_of(request, circle)})

    def call(act: Any) -> Any:
        said = form.cleaned_data
        return plans.deliver_ask(
            act, ask=row, text=said["text"], delivered_on=said["delivered_on"],
            attachment=keep(act, circle, said["file"]),
        )  # fmt: skip

    deed = Deed(
        title=_("Asentar una entrega"), submit=_("Asentar"), back=_url(record), lead=f"{row.unit.name} · {row.what}",
        crumbs=_way(get_record(request.seat.actor, record.public_id), (row.unit.name, "")),
    )  # fmt: skip
    return do(request, deed, form, call, circle=circle, said=_("Entrega asentada."))


@seat_required
def results(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Bring in the results of a survey from a table."""
    record = _mine(request, public_id)
    if record.kind != RecordKind.STUDY:
        raise NotVisible(public_id)
    form = ResultsForm(given(request), request.FILES or None)

    def call(act: Any) -> Any:
        try:
            table = open_table(form.cleaned_data["file"].file, most_rows=_MOST_ROWS)
            rows = [line.cells for line in table.lines]
        except TableFault as wrong:
            raise Invalid({"file": [_("No se pudo leer la tabla: revise que sea CSV o XLSX.")]}) from wrong
        return plans.take_results(act, row=record, header=table.header, rows=rows)

    deed = Deed(
        title=_("Traer resultados"), submit=_("Traer"), back=_url(record), lead=record.title,
        crumbs=_way(record, (_("Resultados"), "")),
        consequence=_("Los resultados anteriores se conservan con su fecha; cuentan los nuevos.") if list_tallies(record) else "",
    )  # fmt: skip
    return do(request, deed, form, call, circle=record.plan.circle, said=_("Resultados contados."))
