"""Mayors by administration of the municipalities on board (R4-06)."""

from django.http import HttpResponse

from hermanar.directory.queries import list_mayors
from hermanar.partnerships.queries import list_counterpart_heads

from ..edge import SeatedRequest, page, seat_required


@seat_required
def show_directory(request: SeatedRequest) -> HttpResponse:
    """Municipalities with their administrations and who headed each; found by name. Beside them, the heads of the
    counterparts of the relations this seat sees."""
    text = request.GET.get("q", "").strip()[:80]
    house = request.seat.organisation
    context = {
        "asked": text,
        "municipalities": list_mayors(text, exercise=bool(house and house.is_exercise)),
        "heads": list_counterpart_heads(request.seat.actor),
    }
    return page(request, "web/contacts/list.html", context)
