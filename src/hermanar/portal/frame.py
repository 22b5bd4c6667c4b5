"""What every public page stands in: navigation, dates, no cookie, cacheable."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from hermanar.kernel.asker import asker_of

View = Callable[..., HttpResponse]
SECONDS = 60


def today() -> dt.date:
    """The day on which “in force” is judged on the public pages."""
    return timezone.localdate()


def asker(request: HttpRequest) -> str:
    """Network address of who asks, as the outermost proxy of ours saw it."""
    return asker_of(request.META, settings.TRUSTED_PROXIES)


def public(view: View) -> View:
    """A page for everybody: same bytes for all who ask in one language, so it may be kept and asked again by its hash.

    Compressed on the wire; what is compressed holds no secret.
    """

    @gzip_page
    @conditional_page
    @cache_control(public=True, max_age=SECONDS)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return answer


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, room: str = "", status: int = 200
) -> HttpResponse:
    """The template in the public frame; `room` is the navigation's current item."""
    rooms = [
        ("home", _("Registro")),
        ("map", _("Mapa")),
        ("places", _("Municipios")),
        ("verify", _("Verificar")),
        ("review", _("Revise su oficio")),
        ("data", _("Datos abiertos")),
    ]
    nav = [{"label": label, "url": reverse(f"portal:{name}"), "current": name == room} for name, label in rooms]
    with suppress(NoReverseMatch):  # where citizens propose: a door of its own beside this one
        nav.append({"label": _("Convocatorias"), "url": reverse("guest:calls:list"), "current": False})
    frame = {
        "nav": nav,
        "home_url": reverse("portal:home"),
        "search_url": reverse("portal:home"),
        "login_url": reverse("account_login"),
        "desk_url": "",
        "palette_url": "",
        "oob": False,
    }
    return render(request, template, frame | (context or {}), status=status)
