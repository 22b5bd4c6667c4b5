"""The process, step by step. Nothing of any case is in it: whoever asks may read it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.directory.queries import key_of
from hermanar.partnerships.queries import process_guide
from hermanar.partnerships.queries.glossary import glossary

from ..edge import find_seat, page
from ..language import language


def show_guide(request: HttpRequest) -> HttpResponse:
    """The guide of a path, cut by a scheme; in the words of who governs (the reader's own
    house, until they choose); in the frame inside for whoever is at their desk, else in the public one."""
    seat = find_seat(request)
    guide = process_guide(
        language(),
        timezone.localdate(),
        path=request.GET.get("ruta", ""),
        scheme=request.GET.get("esquema", ""),
        government=request.GET["gobierno"] if "gobierno" in request.GET else key_of(seat.organisation) if seat else "",
    )

    def address(**changed: str) -> str:
        asked = {"ruta": guide.path, "esquema": guide.scheme, "gobierno": guide.government} | changed
        return f"?{urlencode(asked)}"

    context = {
        "guide": guide,
        "paths": [
            {"label": title, "url": address(ruta=key), "current": key == guide.path}
            for key, title in guide.paths.items()
        ],
        "schemes": [
            {"label": title, "url": address(esquema=key), "current": key == guide.scheme}
            for key, title in guide.schemes.items()
        ],
        "governments": [
            {"label": title, "url": address(gobierno=key), "current": key == guide.government}
            for key, title in guide.governments.items()
        ],
    }
    return _framed(request, "web/guide/guide.html", context)


def show_glossary(request: HttpRequest) -> HttpResponse:
    """Words of the programme with their sense and source; `buscar` keeps those that say it."""
    wanted = request.GET.get("buscar", "")[:80]
    context = {"groups": glossary(language(), wanted), "wanted": wanted}
    return _framed(request, "web/guide/glossary.html", context)


def _framed(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """In the frame inside for whoever is at their desk, else in the public one."""
    if find_seat(request) is not None:
        return page(request, template, {"base": "ui/base_app.html", **context})
    rooms = [
        {"label": label, "url": url, "current": request.path == url}
        for label, url in (
            (_("Guía del proceso"), reverse("web:guide:guide")),
            (_("Glosario"), reverse("web:guide:glossary")),
        )
    ]
    home = _portal()
    frame = {
        "base": "ui/base_public.html",
        "nav": [{"label": _("Registro"), "url": home, "current": False}, *rooms] if home else rooms,
        "home_url": home or "/",
        "login_url": reverse("account_login"),
    }
    return render(request, template, {**frame, **context})


def _portal() -> str:
    try:
        return reverse("portal:home")
    except NoReverseMatch:
        return ""
