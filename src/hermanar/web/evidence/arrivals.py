"""Uploads in pieces, for the script of the page: it goes on where the line broke. Without scripts the form sends all at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hermanar.evidence import operations as evidence
from hermanar.evidence.policies import can_capture
from hermanar.evidence.queries import get_arrival
from hermanar.kernel.errors import HouseError, Invalid, NotVisible, Refused
from hermanar.kernel.text import whole_number

from ..edge import SeatedRequest, act, seat_required
from ..relations import own_circle
from .forms import ArrivalForm


def _no(sentence: Any, status: int = 422, **more: Any) -> JsonResponse:
    return JsonResponse({"error": str(sentence), **more}, status=status)


def _said(no: HouseError) -> JsonResponse:
    if isinstance(no, Refused):
        return _no(no.reason)
    if isinstance(no, Invalid):
        return _no(" ".join(str(s) for ss in no.errors.values() for s in ss))
    raise no


@seat_required
@require_http_methods(["POST"])
def begin(request: SeatedRequest) -> HttpResponse:
    """Announce a file: `name`, `size`. Answers where its pieces go and how much of it is here already."""
    circle = own_circle(request)
    if not can_capture(request.seat.actor, circle):
        raise NotVisible("evidence")
    size = request.POST.get("size", "")
    try:
        arrival = evidence.begin_arrival(
            act(request), circle=circle, filename=request.POST.get("name", ""), size=whole_number(size) or 0
        )
    except HouseError as no:
        return _said(no)
    return JsonResponse({"url": reverse("web:evidence:part", args=[arrival.public_id]), "got": arrival.got})


@seat_required
@require_http_methods(["GET", "PUT", "POST"])
def put(request: SeatedRequest, public_id: str) -> HttpResponse:
    """GET: how much is here. PUT with `X-Offset`: the next piece. POST with the description: it is whole."""
    arrival = get_arrival(request.seat.actor, public_id)
    if request.method == "GET":
        return JsonResponse({"got": arrival.got, "size": arrival.size})
    try:
        return _piece(request, arrival) if request.method == "PUT" else _whole(request, arrival)
    except HouseError as no:
        return _said(no)


def _piece(request: HttpRequest, arrival: Any) -> HttpResponse:
    offset = whole_number(request.headers.get("X-Offset", ""))
    length = int(request.headers.get("Content-Length") or 0)
    if offset is None or length > evidence.PART_BYTES:
        return _no("", status=400, got=arrival.got)
    data = request.read(evidence.PART_BYTES + 1)
    arrival = evidence.add_part(act(request), arrival=arrival, offset=offset, data=data)
    return JsonResponse({"got": arrival.got})


def _whole(request: HttpRequest, arrival: Any) -> HttpResponse:
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        return _no(" ".join(str(s) for ss in form.errors.values() for s in ss))
    batch = evidence.finish_arrival(act(request), arrival=arrival, **form.cleaned_data)
    if batch.refused:
        return _no(batch.refused[0][1].reason)
    return JsonResponse({"url": reverse("web:evidence:piece", args=[batch.taken[0].public_id])})
