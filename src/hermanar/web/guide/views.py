"""The process, step by step. Nothing of any case is in it: whoever asks may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from hermanar.partnerships.queries import process_guide

from ..edge import find_seat, page


def show_guide(request: HttpRequest) -> HttpResponse:
    """The guide of a path, cut by a scheme; in the frame inside for whoever is at their desk, else in the public one."""
    guide = process_guide(
        get_language() or "es",
        timezone.localdate(),
        path=request.GET.get("ruta", ""),
        scheme=request.GET.get("esquema", ""),
    )
    context = {
        "guide": guide,
        "paths": [
            {"label": title, "url": f"?ruta={key}&esquema={guide.scheme}", "current": key == guide.path}
            for key, title in guide.paths.items()
        ],
        "schemes": [
            {"label": title, "url": f"?ruta={guide.path}&esquema={key}", "current": key == guide.scheme}
            for key, title in guide.schemes.items()
        ],
    }
    if find_seat(request) is not None:
        return page(request, "web/guide/guide.html", {"base": "ui/base_app.html", **context})
    here = {"label": _("Guía del proceso"), "url": reverse("web:guide:guide"), "current": True}
    home = _portal()
    frame = {
        "base": "ui/base_public.html",
        "nav": [{"label": _("Registro"), "url": home, "current": False}, here] if home else [here],
        "home_url": home or "/",
        "login_url": reverse("account_login"),
    }
    return render(request, "web/guide/guide.html", {**frame, **context})


def _portal() -> str:
    try:
        return reverse("portal:home")
    except NoReverseMatch:
        return ""
