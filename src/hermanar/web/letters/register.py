"""The pipeline of letters of intent, the register in and out, its export, the funnel."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.text import whole_number
from hermanar.partnerships.enums import Column, Direction, Interruption, LetterKind, LetterState
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import (
    Filters,
    count_register,
    funnel,
    list_register,
    list_withdrawn,
    stream_register,
)

from ..edge import SeatedRequest, page, seat_required, today as today_of
from .pictures import board_of, direction_from_here, line_of, register_url
from .ties import with_ties

PAGE = 50


def _year(value: str) -> int | None:
    year = whole_number(value)
    return year if year and 1900 <= year <= 2200 else None


def _country(value: str) -> str:
    return value if len(value) == 2 and value.isascii() and value.isupper() else ""


def filters_of(request: SeatedRequest) -> Filters:
    """What the address asks of the register. What is no such value is as if it were not there."""
    asked = request.GET
    code = asked.get("causa", "")
    kind, direction = asked.get("clase", ""), asked.get("sentido", "")
    return Filters(
        direction=direction if direction in Direction.values else "",
        kind=kind if kind in LetterKind.values else "",
        group="intent" if asked.get("via") == "intencion" else "",
        stage=asked.get("etapa", "")[:20],
        reason=code if code in Interruption.values else "",
        year=_year(asked.get("anio", "")),
        country=_country(asked.get("pais", "")),
        text=asked.get("q", "").strip()[:80],
        batch=asked.get("lote", "")[:12],
    )


def may_write(request: SeatedRequest) -> bool:
    """Whether this seat keeps the register of its own house."""
    house = request.seat.organisation
    return bool(house and house.home and can_edit(request.seat.actor, house.home))


@seat_required
def show_pipeline(request: SeatedRequest) -> HttpResponse:
    """Letters of intent by where they are; older addresses of notes and received letters lead to the register."""
    older = {"recibidas": {"sentido": "in"}, "oficios": {"clase": "note"}}.get(request.GET.get("ver", ""))
    if older:
        return redirect(register_url(**older))
    year, country = _year(request.GET.get("anio", "")), _country(request.GET.get("pais", ""))
    board, found = board_of(request.seat.actor, today_of(request), year=year, country=country)
    context = {
        "board": board,
        "years": found.years,
        "countries": found.countries,
        "year": year,
        "country": country,
        "filtered": bool(year or country),
        "may_write": may_write(request),
        "register_empty": board.is_empty and not list_register(request.seat.actor, limit=1).rows,
    }
    return page(request, "web/letters/pipeline.html", context)


@seat_required
def show_register(request: SeatedRequest) -> HttpResponse:
    """Every letter, in and out, newest first; what is chosen stays in the address."""
    filters, before = filters_of(request), request.GET.get("antes", "")
    actor, day = request.seat.actor, today_of(request)
    found = list_register(actor, filters, before=whole_number(before), limit=PAGE)
    query = request.GET.copy()
    query.pop("antes", None)
    asked = query.urlencode()
    if found.next:
        query["antes"] = str(found.next)
    context = {
        "rows": [line_of(w, day) for w in found.rows],
        "total": count_register(actor, filters),
        "next": f"?{query.urlencode()}" if found.next else "",
        "first": f"?{asked}" if before else "",
        "filters": filters,
        "filtered": filters != Filters(),
        "csv_url": reverse("web:letters:csv") + (f"?{asked}" if asked else ""),
        "kinds": LetterKind.choices,
        "directions": Direction.choices,
        "stages": [*Column.choices, ("received", LetterState.RECEIVED.label)],
        "may_write": may_write(request),
        "withdrawn": [line_of(w, day) for w in _put_down_by_mistake(actor)] if not before else [],
        "columns": [
            {"label": _("Carta")},
            {"label": _("Fecha")},
            {"label": _("Ciudad u oficina")},
            {"label": _("Asunto")},
            {"label": _("Situación")},
        ],
    }
    return page(request, "web/letters/register.html", context)


def _put_down_by_mistake(actor: Any) -> list[Any]:
    """Those off the register, as a line of it is told: of one's own, always."""
    rows: list[Any] = list(list_withdrawn(actor))
    for letter in rows:
        letter.is_theirs = False
    return rows


class _Echo:
    """What the writer of the table writes to: it gives the line back."""

    def write(self, value: str) -> str:
        return value


def _cell(value: Any) -> str:
    """A text that a spreadsheet would take for a formula is kept from being one."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _csv(rows: Iterator[tuple[Any, str, str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(
        [
            str(name)
            for name in (
                _("Sentido"),
                _("Clase"),
                _("Folio"),
                _("Fecha"),
                _("Precisión"),
                _("Ciudad"),
                _("Estado o provincia"),
                _("País"),
                _("Persona"),
                _("Cargo"),
                _("Oficina"),
                _("Asunto"),
                _("Evento"),
                _("Contacto"),
                _("Con copia para"),
                _("Iniciales"),
                _("Situación"),
                _("Enviada"),
                _("Acuse"),
                _("Precisión del acuse"),
                _("Responder a más tardar"),
                _("Interrumpida"),
                _("Precisión de la interrupción"),
                _("Causa"),
                _("Expediente"),
            )
        ]
    )  # type: ignore[misc]
    for w, event, contact in rows:
        copies = "; ".join(c if isinstance(c, str) else c.get("es", "") for c in w.copies)
        cells = (
            direction_from_here(w).label, w.get_kind_display(), w.folio, w.dated_on, w.precision, str(w.owner) if w.is_theirs else w.city, "" if w.is_theirs else w.subdivision,
            w.country, w.other_name, w.other_post or w.sender, w.other_office, w.subject, event, contact, copies, w.initials, w.get_state_display(), w.sent_on,
            w.acknowledged_on, w.acknowledged_precision if w.acknowledged_on else "", w.due_on, w.interrupted_on,
            w.interrupted_precision if w.interrupted_on else "", w.get_interruption_display() if w.interruption else "",
            w.partnership.folio if w.partnership else "",
        )  # fmt: skip
        yield writer.writerow([_cell(c) for c in cells])  # type: ignore[misc]


@seat_required
def send_csv(request: SeatedRequest) -> Any:
    """The lines that the filters of the address leave, as CSV; written as it is read."""
    if request.GET.get("antes"):
        return redirect(reverse("web:letters:csv"))
    rows = stream_register(request.seat.actor, filters_of(request))
    headers = {"Content-Disposition": 'attachment; filename="correspondencia.csv"'}
    return StreamingHttpResponse(
        _csv(with_ties(request.seat.actor, rows)), content_type="text/csv; charset=utf-8", headers=headers
    )


@seat_required
def show_funnel(request: SeatedRequest) -> HttpResponse:
    """How far letters of intent come, by stage, country, reason and year; each number opens its letters."""
    year, country = _year(request.GET.get("anio", "")), _country(request.GET.get("pais", ""))
    found = funnel(request.seat.actor, year=year, country=country)
    whole = found.whole
    stages = [
        {"label": _("Escritas"), "value": whole.written, "rate": None},
        {"label": _("Enviadas"), "value": whole.sent, "rate": _rate(whole.sent, whole.written)},
        {"label": _("Recibidas por la otra parte"), "value": whole.received, "rate": _rate(whole.received, whole.sent)},
        {"label": _("Respondidas"), "value": whole.answered, "rate": _rate(whole.answered, whole.received)},
    ]
    heads = (_("Escritas"), _("Enviadas"), _("Recibidas"), _("Respondidas"), _("Interrumpidas"), _("Con expediente"))
    numbers = [{"label": label, "num": True} for label in heads]
    context = {
        "funnel": found,
        "stages": stages,
        "year": year,
        "country": country,
        "filtered": bool(year or country),
        "by_country": [(row, register_url(via="intencion", pais=row.key, anio=year)) for row in found.by_country],
        "by_year": [(row, register_url(via="intencion", anio=row.key, pais=country)) for row in found.by_year],
        "country_columns": [{"label": _("País")}, *numbers],
        "year_columns": [{"label": _("Año")}, *numbers],
        "reasons": [
            {
                "label": str(Interruption(code).label) if code in Interruption.values else code,
                "value": number,
                "url": register_url(via="intencion", etapa="interrupted", causa=code, anio=year, pais=country),
            }
            for code, number in found.reasons
        ],
        "most": max((n for _code, n in found.reasons), default=1),
        "crumbs": [
            {"label": _("Correspondencia"), "url": reverse("web:letters:list")},
            {"label": _("Embudo"), "url": ""},
        ],
    }
    return page(request, "web/letters/funnel.html", context)


def _rate(part: int, whole: int) -> float | None:
    return part * 100 / whole if whole else None
