"""What closed quarters add up to: a state its municipalities, the ministry every state."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.plans.rules.calendar import quarter_of
from hermanar.registry.queries.reports import addresses_of
from hermanar.reports.enums import PeriodState
from hermanar.reports.queries import board_of, months_of, quarters_closed

from ..edge import SeatedRequest, page, seat_required, today as today_of
from ..language import language

_TONES = {PeriodState.LOCKED: "leaf", PeriodState.PREPARED: "amber", PeriodState.RETURNED: "amber"}


def _asked(request: SeatedRequest, closed: list[tuple[int, int]]) -> tuple[int, int]:
    year, _dash, quarter = request.GET.get("trimestre", "").partition("-")
    of = whole_number(year)
    if of is not None and 1990 <= of <= 2100 and quarter in {"1", "2", "3", "4"}:
        return of, int(quarter)
    today = today_of(request)
    return closed[0] if closed else (today.year, quarter_of(today))


def _told(summary: dict[str, int]) -> dict[str, Any]:
    """The columns of a row: new relations and later acts of each class, letters, alliances, what does not agree."""
    if not summary:
        return {}
    later = {
        klass: sum(summary[f"{act}_{klass}"] for act in ("ratification", "reaffirmation", "renewal"))
        for klass in ("domestic", "international")
    }
    return {**summary, "later_domestic": later["domestic"], "later_international": later["international"]}


@seat_required
def show_board(request: SeatedRequest) -> HttpResponse:
    """The quarter, row by row, with its sum."""
    house = request.seat.organisation
    if house is None:
        raise NotVisible("reports.board")
    closed = quarters_closed(house)
    year, quarter = _asked(request, closed)
    board = board_of(request.seat.actor, house, year, quarter)
    public = addresses_of(year, quarter)
    words: dict[str, Any] = dict(PeriodState.choices)
    rows = [
        {
            "name": row.name,
            "on_board": row.on_board,
            "closed": row.closed,
            "word": words.get(row.state, _("Sin informe")),
            "tone": _TONES.get(row.state, ""),  # type: ignore[call-overload]
            "url": reverse("portal:report", args=[row.slug, year, quarter]) if row.slug in public else "",
            "sum": _told(row.summary) if row.closed else {},
        }
        for row in board.rows
    ]
    context = {
        "board": board,
        "rows": rows,
        "total": _told(board.total),
        "title": _("Informes de los estados") if board.by_state else _("Informes de los municipios"),
        "months": months_of(year, quarter, language()),
        "quarters": [
            {"label": months_of(y, q, language()), "url": f"?trimestre={y}-{q}", "current": (y, q) == (year, quarter)}
            for y, q in closed
        ],
        "columns": [
            {"label": _("Estado") if board.by_state else _("Municipio")},
            {"label": _("Informe")},
            {"label": _("Nuevas"), "class": "num"},
            {"label": _("Ratificadas, reafirmadas o renovadas"), "class": "num"},
            {"label": _("Cartas"), "class": "num"},
            {"label": _("Alianzas con documento"), "class": "num"},
            {"label": _("No coincide"), "class": "num"},
        ],
    }
    return page(request, "web/reports/board.html", context)
