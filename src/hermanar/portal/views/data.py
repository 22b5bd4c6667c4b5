"""Open data: what the table shows, as CSV and JSON."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from hermanar.registry import queries
from hermanar.registry.enums import Shelf

from ..frame import page, public, today
from .book import filters_from

NOTICE = (
    "Relaciones documentadas; no es el registro oficial de la SRE. Documented relations; not the official SRE registry."
)


@require_safe
@public
def about_data(request: HttpRequest) -> HttpResponse:
    """What the data are, their fields, where to take them."""
    return page(request, "portal/data.html", {"figures": queries.statistics()}, room="data")


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    shelf = Shelf.EXERCISE if request.GET.get("estante") == "ejercicios" else Shelf.DOCUMENTED
    return list(queries.export_rows(filters_from(request, shelf), on=today()))


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is kept from being one."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def as_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    """UTF-8 with its mark, so that spreadsheets read the accents."""
    out = io.StringIO()
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({k: _cell(v) for k, v in row.items()})
    return out.getvalue().encode("utf-8-sig")


@require_safe
@public
def data_csv(request: HttpRequest) -> HttpResponse:
    """The rows that the filters of the address leave, as CSV."""
    headers = {"Content-Disposition": 'attachment; filename="hermanar-registro.csv"'}
    return HttpResponse(as_csv(_rows(request)), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@public
def data_json(request: HttpRequest) -> HttpResponse:
    """The same rows as JSON."""
    data = {"notice": NOTICE, "is_sre_registry": False, "on": today(), "rows": _rows(request)}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
