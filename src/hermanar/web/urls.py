"""Addresses of the pages inside. Each room brings its own; a room that is not there yet has no address."""

from importlib.util import find_spec

from django.urls import include, path

app_name = "web"

# room → its first word in the address (rooms of a relation say theirs themselves: `vinculaciones/<id>/texto/`)
ROOMS = {
    "desk": "",
    "accounts": "",
    "organisation": "",
    "leads": "prospectos/",
    "candidates": "candidatas/",
    "cases": "vinculaciones/",
    "follow_up": "",  # before letters: its address begins with theirs
    "letters": "correspondencia/",
    "profiles": "perfiles/",
    "drafting": "",
    "meetings": "",
    "opinions": "",
    "agreements": "",
    "programmes": "",
    "participation": "",
    "areas": "",
    "coordination": "",  # before the rooms whose addresses begin with its words
    "state": "",
    "contacts": "",
    "encounters": "",
    "lists": "",
    "guide": "",
    "library": "",
    "papers": "",
    "evidence": "",
    "links": "",
    "calls": "",
    "plans": "",
    "agendas": "",
    "reports": "",
}


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [
    # the desk's own addresses stand without a name of their own: `web:desk`, `web:file`, `web:search`
    path(prefix, include(module) if room == "desk" else include((module, room)))
    for room, prefix in ROOMS.items()
    if _there(module := f"hermanar.web.{room}.urls")
]
