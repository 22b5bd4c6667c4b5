"""The desk, the notices, the search inside, and files of a circle."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.files.queries import open_attachment
from hermanar.notices.operations import read_notices
from hermanar.notices.queries import list_notices

from ..doors import address_of
from ..edge import Done, SeatedRequest, operate, own_act, page, seat_required, today
from .pictures import desk_of, find

_SAFE_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp"})


def _read(request: SeatedRequest) -> Done:
    named = request.POST.getlist("notice") or None
    return operate(
        request,
        lambda act: read_notices(own_act(request), user=request.user, public_ids=named),
        said=_("Avisos marcados como leídos."),
    )


@seat_required
def show_desk(request: SeatedRequest) -> HttpResponse:
    if request.method == "POST":
        done = _read(request)
        if done.response:
            return done.response
    return page(request, "web/desk/desk.html", {"desk": desk_of(request)})


@seat_required
def list_all_notices(request: SeatedRequest) -> HttpResponse:
    """Every notice, newest first, thirty at a time."""
    if request.method == "POST":
        done = _read(request)
        if done.response:
            return done.response
    rows = list_notices(request.user, before=request.GET.get("antes", ""), limit=31)
    more = f"{reverse('web:notices')}?antes={rows[29].public_id}" if len(rows) > 30 else ""
    notices = [{"it": n, "url": address_of(n.door, n.at)} for n in rows[:30]]
    return page(request, "web/desk/notices.html", {"notices": notices, "more": more})


@seat_required
def search(request: SeatedRequest) -> HttpResponse:
    """Relations and leads by city or folio, as far as the post sees."""
    text = request.GET.get("q", "")
    return page(request, "web/desk/search.html", {"q": text, "found": find(request.seat.actor, text, today(request))})


@seat_required
def send_file(request: SeatedRequest, public_id: str) -> HttpResponse:
    """An attachment of a circle: shown by the browser where it is harmless to, else to keep."""
    found = open_attachment(request.seat.actor, public_id)
    inline = found.media_type in _SAFE_INLINE and "descargar" not in request.GET
    answer: Any = FileResponse(
        found.stream, as_attachment=not inline, filename=found.filename, content_type=found.media_type
    )
    return answer
