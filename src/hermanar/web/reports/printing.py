"""The papers of a long report, drawn in the background: how far they are, tried again, cancelled, taken."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hermanar.documents.queries import MEDIA_TYPES
from hermanar.kernel.errors import NotVisible
from hermanar.reports import operations as reports
from hermanar.reports.enums import READING, UNDERWAY, PeriodState, PrintingState
from hermanar.reports.policies import can_authorise, can_write
from hermanar.reports.queries import get_printing, is_drawn_aside, lines_of, list_printings, read_draft
from hermanar.ui.download import download

from ..edge import SeatedRequest, operate, page, seat_required
from ..language import language
from ..relations import paper_links
from .shared import crumbs, find_period, name_of, url_of

_TONES = {"waiting": "amber", "working": "amber", "done": "leaf", "failed": "red"}
_FORMATS = (("pdf", "PDF"), ("docx", "Word"))


def _acted(request: SeatedRequest, period: Any) -> HttpResponse | None:
    """The one act that was asked for: a draft, another try, or none after all."""
    actor = request.seat.actor
    back = url_of(period, "printing")
    if fmt := request.POST.get("draft", ""):
        if fmt not in MEDIA_TYPES or period.state == PeriodState.LOCKED:
            raise NotVisible("reports")
        lines = lines_of(period)[0]
        return operate(
            request, lambda act: reports.ask_draft(act, period=period, fmt=fmt, language=language(), lines=lines),
            circle=period.circle, then=back, said=_("El borrador se está preparando."),
        ).response  # fmt: skip
    if again := request.POST.get("again", ""):
        row = get_printing(actor, period, again)
        return operate(
            request, lambda act: reports.retry_printing(act, printing=row), circle=period.circle, then=back,
            said=_("El papel se prepara otra vez."),
        ).response  # fmt: skip
    row = get_printing(actor, period, request.POST.get("cancel", ""))
    return operate(
        request, lambda act: reports.cancel_printing(act, printing=row), circle=period.circle, then=back,
        said=_("Lectura cancelada: el informe sigue por autorizarse.") if row.draft == READING else _("Borrador cancelado."),
    ).response  # fmt: skip


def _line(period: Any, row: Any, may_retry: bool) -> dict[str, Any]:
    underway = row.state in UNDERWAY
    title = _("Informe autorizado")
    reading = row.draft == READING
    if reading:
        title = _("Autorización del informe")
    elif row.draft:
        tongue = _(str(dict(settings.LANGUAGES)[row.language]))
        title = _("Borrador en %(format)s, %(language)s") % {
            "format": dict(_FORMATS)[row.draft], "language": str(tongue).lower() if language() == "es" else tongue,
        }  # fmt: skip
    links: list[dict] = []
    if row.state == PrintingState.DONE and not reading:
        taken = (
            [{"label": dict(_FORMATS)[row.draft], "url": url_of(period, "draft", row.public_id)}] if row.draft else []
        )
        links = taken or paper_links(period.issue)
    drawing = row.state == PrintingState.WORKING
    steps = (
        [
            {"title": _("Pedida por quien autoriza"), "state": "done"},
            {"title": _("Se lee su texto y se fijan sus cifras"), "state": "now" if drawing else ""},
            {"title": _("Autorizado y cerrado"), "state": ""},
        ]
        if reading
        else [
            {"title": _("Pedido") if row.draft else _("Autorizado: su contenido quedó fijo"), "state": "done"},
            {"title": _("Se dibujan sus hojas"), "state": "now" if drawing else ""},
            {"title": _("Listo para abrirse"), "state": ""},
        ]
    )
    return {
        "it": row, "title": title, "tone": _TONES.get(row.state, ""), "word": row.get_state_display(), "links": links,
        "steps": steps, "underway": underway, "failed": row.state == PrintingState.FAILED,
        "retry": may_retry or bool(row.draft and not reading), "reading": reading, "told": row.told.split("\n") if row.told else [], "digest": row.sha256[:16],
    }  # fmt: skip


@seat_required
def show_printings(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """How far the papers of a report are; drafts of a long one are asked for here."""
    period = find_period(request, year, quarter)
    actor = request.seat.actor
    if request.method == "POST" and (answer := _acted(request, period)):
        return answer
    signs = can_write(actor, period.circle) or can_authorise(actor, period.circle)
    rows = [_line(period, row, signs) for row in list_printings(period)]
    lines, _pieces = lines_of(period)
    drafts = {row["it"].draft for row in rows if row["underway"] and row["it"].language == language()}
    context = {
        "period": period, "title": _("El papel del informe"), "rows": rows, "lines": lines,
        "crumbs": crumbs(period, (_("El papel del informe"), "")), "back": url_of(period),
        "working": any(row["underway"] for row in rows),
        "offers": [
            {"format": fmt, "label": label} for fmt, label in _FORMATS if fmt not in drafts
        ] if period.state != PeriodState.LOCKED else [],
        "name": name_of(period), "long": is_drawn_aside(period),
        "links": paper_links(period.issue) if not rows else [],
    }  # fmt: skip
    return page(request, "web/reports/printing.html", context)


@seat_required
def take_draft(request: SeatedRequest, year: int, quarter: int, public_id: str) -> HttpResponse:
    """The file of a draft that was drawn."""
    period = find_period(request, year, quarter)
    row = get_printing(request.seat.actor, period, public_id)
    data = read_draft(row)
    return download(data, MEDIA_TYPES[row.draft], f"informe-{year}-{quarter}.{row.draft}", inline=row.draft == "pdf")
