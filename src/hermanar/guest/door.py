"""`/enlace/<token>/`: the first page of a link is that of what it is for."""

from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hermanar.kernel.errors import HouseError
from hermanar.links.queries import open_link

from .edge import at_link

# purpose of a link → the view that shows its first page, each `@at_link` of that purpose
FIRST_PAGES: dict[str, str] = {
    "calls.counterpart": "hermanar.guest.counterpart.views.home",
    "calls.letter": "hermanar.guest.letters.views.home",
    "calls.consultation": "hermanar.guest.consultations.views.home",
    "calls.proposal": "hermanar.guest.calls.views.follow",
    "plans.unit": "hermanar.guest.agendas.views.home",
    "meetings.check_in": "hermanar.guest.checkin.views.home",
}


@at_link()
def nowhere(request: HttpRequest) -> HttpResponse:
    """Nobody gets here: a link that has no page is refused before."""
    raise AssertionError(request.path)


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Hand over to the page of the link's purpose; whatever is wrong with the link is said at that page's own edge."""
    try:
        purpose = open_link(token, now=timezone.now()).purpose
    except HouseError:
        purpose = ""
    module, _dot, name = FIRST_PAGES.get(purpose, "").rpartition(".")
    view = getattr(import_module(module), name) if module and find_spec(module) else nowhere
    return view(request, token)


enter.csrf_exempt = True  # type: ignore[attr-defined]
