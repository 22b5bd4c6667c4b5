"""Reports that their municipality authorised and made public."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, Precision, date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.registry.enums import Shelf
from hermanar.registry.queries import reports as queries

from ..frame import page, public

_PAGE = 60


def _lang() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"


def _months(row: Any) -> str:
    """`abril–junio de 2025` · `April–June 2025`."""
    english = _lang() == "en"
    names = MONTHS_EN if english else MONTHS_ES
    said = f"{names[3 * row.quarter - 3]}–{names[3 * row.quarter - 1]}"
    return f"{said} {row.year}" if english else f"{said} de {row.year}"


def _line(row: Any) -> dict[str, Any]:
    return {
        "it": row,
        "months": _months(row),
        "url": reverse("portal:report", args=[row.address, row.year, row.quarter]),
    }


def _after(request: HttpRequest) -> tuple[int, int, int] | None:
    parts = [n for part in request.GET.get("desde", "").split("-") if (n := whole_number(part)) is not None]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


@require_safe
@public
def list_reports(request: HttpRequest) -> HttpResponse:
    """Quarters that municipalities published; exercises apart."""
    rows = queries.list_published_reports(after=_after(request), limit=_PAGE + 1)
    last = rows[_PAGE - 1] if len(rows) > _PAGE else None
    context = {
        "rows": [_line(row) for row in rows[:_PAGE]],
        "next": f"{last.year}-{last.quarter}-{last.pk}" if last else "",
        "exercises": [_line(row) for row in queries.list_published_reports(shelf=Shelf.EXERCISE, limit=_PAGE)],
    }
    return page(request, "portal/reports.html", context, room="places")


def _found(address: str, year: int, quarter: int) -> Any:
    try:
        return queries.get_published_report(address, year, quarter)
    except NotVisible:
        raise Http404 from None


def _piece(row: Any, piece: dict, lang: str) -> dict[str, Any]:
    when = date_in_words(dt.date.fromisoformat(piece["on"]), lang, Precision(piece["precision"])) if piece["on"] else ""
    return {
        "caption": piece["caption"][lang],
        "alt": piece["alt"][lang],
        "credit": " · ".join(s for s in (piece["place"], when, piece["author"]) if s),
        "outside": piece["outside"],
        "is_withheld": piece["is_withheld"],
        "is_masked": piece["is_masked"],
        "sha256": piece["original"],
        "url": reverse("portal:report-picture", args=[row.address, row.year, row.quarter, piece["id"]]),
    }


@require_safe
@public
def report(request: HttpRequest, address: str, year: int, quarter: int) -> HttpResponse:
    """The report at its permanent address. Withdrawn, the address stays and says so (410)."""
    row = _found(address, year, quarter)
    if row.withdrawn_at is not None:
        return page(request, "portal/report_withdrawn.html", {"report": row}, room="places", status=410)
    lang, said = _lang(), row.snapshot
    context = {
        "report": row,
        "said": said,
        "months": _months(row),
        "components": [
            {
                **c,
                "activities": [{**a, "pieces": [_piece(row, p, lang) for p in a["pieces"]]} for a in c["activities"]],
            }
            for c in said["components"]
        ],
        "relations": [{**r, "claim": r[f"claim_{lang}"]} for r in said["partnerships"]],
        "findings": [f[f"message_{lang}"] for f in said["findings"]],
        "corrections": [{**c, "on": dt.date.fromisoformat(c["on"])} for c in said["corrections"]],
        "agendas_stated": sum(
            n for month, n in said["agendas"]["by_month"].items() if month in said["agendas"]["stated"]
        ),
        "address": settings.PUBLIC_BASE_URL + reverse("portal:report", args=[address, year, quarter]),
    }
    return page(request, "portal/report.html", context, room="places")


@require_safe
@public
def picture(request: HttpRequest, address: str, year: int, quarter: int, public_id: str) -> HttpResponse:
    """A picture that the report shows."""
    try:
        data = queries.public_report_picture(address, year, quarter, public_id)
    except NotVisible:
        raise Http404 from None
    return HttpResponse(data, content_type="image/jpeg")


@require_safe
@public
def paper(request: HttpRequest, address: str, year: int, quarter: int, fmt: str) -> HttpResponse:
    """The paper that was authorised."""
    try:
        name, media_type, data = queries.public_report_paper(address, year, quarter, fmt)
    except NotVisible:
        raise Http404 from None
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip
