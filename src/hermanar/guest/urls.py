"""Addresses for people without an account. Each room brings its own."""

from importlib.util import find_spec

from django.urls import include, path

from .door import enter

app_name = "guest"

# room → its first word in the address; the pages of a link stand under its own address (`enlace/<token>/…`)
ROOMS = {
    "calls": "",
    "papers": "",
    "counterpart": "enlace/<str:token>/",
    "letters": "enlace/<str:token>/",
    "consultations": "enlace/<str:token>/",
    "agendas": "enlace/<str:token>/",
}


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [
    path("enlace/<str:token>/", enter, name="link"),
    *(
        path(prefix, include((module, room)))
        for room, prefix in ROOMS.items()
        if _there(module := f"hermanar.guest.{room}.urls")
    ),
]
