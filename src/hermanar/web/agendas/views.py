"""Weeks with who is missing, one week's list, what is asked in it, handing in, and who complied."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from hermanar.files.enums import Expect
from hermanar.kernel.dates import span_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.links.queries import open_links
from hermanar.plans import operations as plans
from hermanar.plans.enums import Head, LinkFor, Receipt
from hermanar.plans.policies import can_plan, can_read
from hermanar.plans.queries import (
    AGENDA,
    compliance_by_unit,
    compliance_of,
    get_expected,
    get_hand_in,
    get_week,
    heads_to_list,
    international_alarm,
    lateness_of,
    lines_to_call,
    list_units,
    list_weeks,
    picture_of_week,
    rules_on,
)
from hermanar.plans.rules.asked import key_of
from hermanar.plans.rules.calendar import quarter_of, week_starts

from ..deeds import Deed, EmptyForm, do, keep
from ..edge import SeatedRequest, given, moment, operate, page, seat_required, today as today_of
from ..language import language
from ..links.given import show_many_given
from ..relations import file_url
from ..reports.forms import QUARTERS
from .forms import AskedForm, CorrectForm, DeliverForm, WeekForm

TONES = {Receipt.ON_TIME: "leaf", Receipt.LATE: "amber", Receipt.MISSING: "red", Receipt.AWAITED: ""}
_PAGE = 13
_LINES = 200  # of a week's list on one page


def house(request: SeatedRequest) -> Any:
    """The organisation of the seat, with units of its own. Raises NotVisible."""
    own = request.seat.organisation
    if own is None or own.home is None or not can_read(request.seat.actor, own.home):
        raise NotVisible("agendas")
    return own


def crumbs(*more: tuple[str, str]) -> list[dict]:
    """The way to a page of the room."""
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
    own = house(request)
    weeks = list_weeks(request.seat.actor, before=_before(request), limit=_PAGE + 1)
    newest = weeks[0].starts_on if weeks else today_of(request, own.home)
    vacant, silent = international_alarm(own, newest)
    told = compliance_by_unit(own, newest.year, quarter_of(newest))
    context = {
        "weeks": weeks[:_PAGE],
        "next": f"?antes={weeks[_PAGE - 1].starts_on.isoformat()}" if len(weeks) > _PAGE else "",
        "may": can_plan(request.seat.actor, own.home),
        "rule": rules_on(own, newest).get_counting_display(),
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
def open_week(request: SeatedRequest) -> HttpResponse:
    """Open the list of a week: every unit of the house is expected."""
    own = house(request)
    if not can_plan(request.seat.actor, own.home):
        raise NotVisible("agendas")
    on = week_starts(today_of(request, own.home)) + dt.timedelta(days=7)
    form = WeekForm(given(request), initial={"starts_on": on})

    def call(act: Any) -> Any:
        said = form.cleaned_data
        asked = {AGENDA: _("Agenda de la semana")}
        for line in said["asked"].split("\n"):
            if key := key_of(line, asked):
                asked[key] = line.strip()
        known = heads_to_list(own, said["starts_on"])
        expected = [(u, known[u.pk]) for u in list_units(own, said["starts_on"])]
        return plans.open_week(act, organisation=own, starts_on=said["starts_on"], units=expected, deliverables=asked)

    title = _("Abrir la lista de una semana")
    deed = Deed(
        title=title, submit=_("Abrir"), back=reverse("web:agendas:list"), crumbs=crumbs((title, "")),
        lead=_("Se espera la agenda de todas las áreas asentadas. Se entrega antes de que empiece la semana."),
    )  # fmt: skip
    return do(
        request, deed, form, call, circle=own.home, then=lambda w: reverse("web:agendas:week", args=[w.public_id]),
        said=_("La lista está abierta."), fields={"units": "starts_on"},
    )  # fmt: skip


def _further(only: str, first: int) -> str:
    """Address of the lines of a long list from another one on."""
    return "?" + urlencode({**({"ver": only} if only == "faltan" else {}), **({"desde": first} if first else {})})


@seat_required
def show_week(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Everybody expected that week: who handed in, when, and who is missing."""
    own = house(request)
    week = get_week(request.seat.actor, public_id)
    picture = picture_of_week(week, moment(request.seat, own.home))
    is_late = lateness_of(week)
    only = request.GET.get("ver", "")
    listed = picture.missing if only == "faltan" else picture.lines
    first = min(whole_number(request.GET.get("desde", "")) or 0, len(listed))
    context = {
        "week": week,
        "picture": picture,
        "previous": _further(only, max(first - _LINES, 0)) if first else "",
        "next": _further(only, first + _LINES) if first + _LINES < len(listed) else "",
        "shown": _("%(first)s a %(last)s de %(all)s")
        % {"first": first + 1, "last": min(first + _LINES, len(listed)), "all": len(listed)},
        "lines": [
            {
                "it": line,
                "tone": TONES[Receipt(line.receipt)],
                "word": Receipt(line.receipt).label,
                "vacant": line.head == Head.VACANT,
                "put_late": line.recorded_at if is_late(line.received_on, line.recorded_at) else None,
                "file": file_url(line.attachment),
                "fixed": _fixed(line.hand_in),
                "others": [
                    {
                        "name": d.name,
                        "came": came,
                        "file": file_url(came.attachment) if came else "",
                        "fixed": _fixed(came),
                    }
                    for d, came in line.others
                ],
                "lacks": not line.came or any(came is None for _d, came in line.others),
            }
            for line in listed[first : first + _LINES]
        ],
        "tabs": [
            {"label": _("Todas"), "url": "?", "current": only != "faltan", "count": len(picture.lines)},
            {"label": _("Faltan"), "url": "?ver=faltan", "current": only == "faltan", "count": len(picture.missing)},
        ],
        "crumbs": crumbs((_called(week), "")),
        "may": can_plan(request.seat.actor, week.circle),
        "to_call": len(lines_to_call(week)) if picture.missing else 0,
        "put_late": week.recorded_at if is_late(None, week.recorded_at) else None,
        "due": request.seat.zones.local(week.due_at),
        "is_due": week.due_at <= moment(request.seat, own.home),
        "asked": [
            {
                "name": d.name,
                "came": sum(1 for line in picture.lines for other, got in line.others if other.pk == d.pk and got),
            }
            for d in week.deliverables.all()
            if d.key != AGENDA
        ],
        "columns": [{"label": _("Núm.")}, {"label": _("Área")}, {"label": _("Entrega")}, {"label": ""}],
    }
    return page(request, "web/agendas/week.html", context)


def _fixed(row: Any) -> list[dict[str, Any]]:
    """How something that was handed in was corrected since."""
    return [{"it": c, "file": file_url(c.attachment)} for c in row.corrections.all()] if row else []


def _called(week: Any) -> str:
    return _("Semana %(week)s") % {"week": span_in_words(week.label, language())}


def _week(request: SeatedRequest, public_id: str) -> Any:
    """A week, for the liaison. Raises NotVisible."""
    house(request)
    week = get_week(request.seat.actor, public_id)
    if not can_plan(request.seat.actor, week.circle):
        raise NotVisible(public_id)
    return week


@seat_required
def ask(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Ask one thing more that week."""
    week = _week(request, public_id)
    form = AskedForm(given(request))
    back = reverse("web:agendas:week", args=[public_id])
    title = _("Pedir algo más esta semana")
    deed = Deed(
        title=title, submit=_("Pedir"), back=back, lead=_("Se pide a todas las áreas de la lista, además de la agenda."),
        crumbs=crumbs((_called(week), back), (title, "")),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.ask_deliverable(act, week=week, name=form.cleaned_data["name"]),
        circle=week.circle, said=_("Queda pedido a todas las áreas."),
    )  # fmt: skip


def _uncalled(week: Any) -> list[str]:
    """That some are not reached by mail."""
    number = len(lines_to_call(week))
    if not number:
        return []
    said = ngettext(
        "%(n)s área no tiene correo: queda en la lista por llamar, con su enlace para entregarlo.",
        "%(n)s áreas no tienen correo: quedan en la lista por llamar, con su enlace para entregarlo.",
        number,
    )
    return [said % {"n": number}]


@seat_required
def send_links(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Mail its link to every unit with a mailbox that has not handed in."""
    week = _week(request, public_id)
    back = reverse("web:agendas:week", args=[public_id])
    title = _("Enviar su enlace a las áreas")
    deed = Deed(
        title=title, submit=_("Enviar"), back=back, crumbs=crumbs((_called(week), back), (title, "")),
        lead=_("A cada área con correo que no ha entregado. El enlace dura hasta que termina la semana."),
        then=_uncalled(week),
        consequence=_("Se manda de nuevo, por sí solo, un día antes de vencer y cuando venció.")
        if not week.organisation.is_exercise
        else _("Es un ejercicio: no se escribe a nadie de afuera."),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)),
        lambda act: plans.send_week_links(act, week=week, now=timezone.now()), circle=week.circle,
        said=_("Los enlaces van en camino."),
    )  # fmt: skip


@seat_required
def to_call(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Who has not handed in and no mail reaches: the office calls them, with the link to hand over."""
    week = _week(request, public_id)
    back, here = reverse("web:agendas:week", args=[public_id]), reverse("web:agendas:to_call", args=[public_id])
    way = crumbs((_called(week), back), (_("Por llamar"), ""))
    after = whole_number(request.GET.get("desde", "")) or 0
    if request.method == "POST":
        done = operate(
            request, lambda act: plans.give_call_links(act, week=week, now=timezone.now(), after=after),
            circle=week.circle, then=here,
        )  # fmt: skip
        if done.value:
            rows = [(unit.name, "", link, token) for unit, link, token in done.value]
            return show_many_given(request, rows, back=here, crumbs=way)
        if done.response:
            return done.response
    lines = lines_to_call(week)
    rest = [line for line in lines if line.expected.number > after]
    shown = rest[: plans.MOST_CALLED]
    held = open_links(
        request.seat.actor, circle=week.circle, purpose=LinkFor.UNIT, subjects={row.unit.public_id for row in shown},
        now=timezone.now(),
    )  # fmt: skip
    context = {
        "week": week,
        "number": len(lines),
        "rows": [{"it": row, "link": held.get(row.unit.public_id)} for row in shown],
        "previous": here if after else "",
        "next": f"?desde={shown[-1].expected.number}" if len(rest) > len(shown) else "",
        "after": after,
        "is_over": moment(request.seat, week.circle).date() > week.starts_on + plans.STILL_TAKEN,
        "crumbs": way,
        "columns": [{"label": _("Núm.")}, {"label": _("Área")}, {"label": _("A quién llamar")}, {"label": ""}],
    }
    return page(request, "web/agendas/to_call.html", context)


@seat_required
def hand_in(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down what one unit handed in: now, or on the day a paper says."""
    house(request)
    expected = get_expected(request.seat.actor, public_id)
    week = expected.week
    if not can_plan(request.seat.actor, week.circle):
        raise NotVisible(public_id)
    came = set(expected.hand_ins.values_list("deliverable_id", flat=True))
    items = [d for d in week.deliverables.all() if d.pk not in came]
    form = DeliverForm(
        given(request), request.FILES or None, items=items, initial={"deliverable": items[0].key if items else ""}
    )
    back = reverse("web:agendas:week", args=[week.public_id])
    deed = Deed(
        title=_("Asentar una entrega"), submit=_("Entregar"), back=back, lead=f"{expected.unit.name} · {_called(week)}",
        consequence=_("Queda el día y la hora en que llega."),
        crumbs=crumbs((_called(week), back), (expected.unit.name, "")),
    )  # fmt: skip

    def call(act: Any) -> Any:
        said = form.cleaned_data
        return plans.hand_in(
            act, expected=expected, deliverable=said["deliverable"], text=said["text"],
            received_on=said["received_on"], at=said["at"] if said["received_on"] else None,
            attachment=keep(act, week.circle, said["file"], expect=Expect.EVIDENCE),
        )  # fmt: skip

    return do(request, deed, form, call, circle=week.circle, said=_("Entrega asentada."))


@seat_required
def correct(request: SeatedRequest, public_id: str, hand_in_id: str) -> HttpResponse:
    """Correct what a unit handed in, at its request: the first stays, with its hour."""
    house(request)
    expected = get_expected(request.seat.actor, public_id)
    week = expected.week
    if not can_plan(request.seat.actor, week.circle):
        raise NotVisible(public_id)
    row = get_hand_in(expected, hand_in_id)
    last = row.corrections.last()
    form = CorrectForm(given(request), request.FILES or None, initial={"text": (last or row).text})
    back = reverse("web:agendas:week", args=[week.public_id])
    deed = Deed(
        title=_("Corregir una entrega"), submit=_("Corregir"), back=back,
        lead=f"{expected.unit.name} · {row.deliverable.name} · {_called(week)}",
        consequence=_("Lo primero que llegó no se borra, y cuenta con su hora."),
        crumbs=crumbs((_called(week), back), (expected.unit.name, "")),
    )  # fmt: skip

    def call(act: Any) -> Any:
        said = form.cleaned_data
        kept = keep(act, week.circle, said["file"], expect=Expect.EVIDENCE)
        return plans.correct_hand_in(act, hand_in=row, text=said["text"], attachment=kept, reason=said["reason"])

    return do(request, deed, form, call, circle=week.circle, said=_("Entrega corregida."))


@seat_required
def compliance(request: SeatedRequest) -> HttpResponse:
    """Who complied in a quarter: by month, week and unit, with every missing one a door."""
    own = house(request)
    now = moment(request.seat, own.home)
    weeks = list_weeks(request.seat.actor, limit=1)
    newest = weeks[0].starts_on if weeks else now.date()
    year, quarter = _asked_quarter(request, newest)
    found = compliance_of(own, year, quarter, now)
    context = {
        "found": found,
        "year": str(year),
        "average": round(found.average) if found.average is not None else None,
        "tabs": [
            {"label": str(year - 1), "url": f"?anio={year - 1}&trimestre=4", "current": False},
            *({"label": label, "url": f"?anio={year}&trimestre={n}", "current": n == quarter} for n, label in QUARTERS),
            *(
                [{"label": str(year + 1), "url": f"?anio={year + 1}&trimestre=1", "current": False}]
                if year < newest.year
                else []
            ),
        ],
        "months": [{"label": f"{m:%Y-%m}", "on": m, "in_all": e, "came": d, "late": t} for m, e, d, t in found.months],
        "weeks": [{"it": w, "in_all": e, "came": d, "late": t} for w, e, d, t in found.weeks],
        "rule": rules_on(own, newest).get_counting_display(),
        "crumbs": crumbs((_("Cumplimiento"), "")),
        "columns": [
            {"label": _("Área")},
            {"label": _("Entregó"), "num": True},
            {"label": _("A tiempo"), "num": True},
            {"label": _("Faltó en")},
        ],
        "week_columns": [
            {"label": _("Semana")},
            {"label": _("Entregaron"), "num": True},
            {"label": _("Tarde"), "num": True},
        ],
    }
    return page(request, "web/agendas/compliance.html", context)


def _asked_quarter(request: SeatedRequest, on: dt.date) -> tuple[int, int]:
    year, quarter = request.GET.get("anio", ""), request.GET.get("trimestre", "")
    of = whole_number(year)
    if of is not None and 1990 <= of <= 2100 and quarter in {"1", "2", "3", "4"}:
        return of, int(quarter)
    return on.year, quarter_of(on)
