"""The edge of the API: language by header, a bounded rate, open to every page, no cookie, every *no* a sentence."""

import re
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request, gettext as _, ngettext, override
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from hermanar.kernel.asker import asker_of
from hermanar.kernel.errors import HouseError, Invalid, NotVisible, Refused

_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
MINUTE = 60
FRESH = 60  # seconds an answer may be kept by whoever asked

View = Callable[..., HttpResponse]


def told(code: str, message: str, status: int, fields: dict[str, list[str]] | None = None) -> JsonResponse:
    """A *no*: stable code, one sentence, and per parameter what would be right."""
    body = {"code": code, "message": message, "fields": fields or {}}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def not_found() -> JsonResponse:
    return told("not_found", _("No hay nada público con esa dirección."), 404)


def spoken(view: View, known: Iterable[str] | None = None) -> View:
    """A view of the API: in the language asked for by `Accept-Language`, within the rate, the same for whoever asks. A
    parameter of the address that is none of the `known` is refused by name; None: whatever there is."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = get_language_from_request(request)
        with override(language):
            response = _too_many(request) or _unknown(request, known) or view(request, *args, **kwargs)
            if response.status_code == 405 and not response.get("Content-Type", "").startswith("application/json"):
                allowed = response["Allow"]
                sentence = _("Aquí no se acepta %(asked)s; use %(allowed)s.") % {
                    "asked": request.method, "allowed": allowed,
                }  # fmt: skip
                response = told("method_not_allowed", sentence, 405)
                response["Allow"] = allowed
        response["Content-Language"] = language
        response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept-Language"])
        if request.method not in {"GET", "HEAD"}:
            patch_cache_control(response, no_store=True)  # a text that somebody sent is nobody else's
        elif response.status_code == 200:
            patch_cache_control(response, public=True, max_age=FRESH)
        return response

    return answer


def _unknown(request: HttpRequest, known: Iterable[str] | None) -> HttpResponse | None:
    """422 naming each parameter that the address does not take, and those it takes: left out, it would look obeyed."""
    wrong = [] if known is None else [name for name in request.GET if name not in known]
    if not wrong:
        return None
    names = ", ".join(known or ())
    sentence = _("Este parámetro no existe. Se admiten: %(names)s.") % {"names": names} if names else (
        _("Esta dirección no admite parámetros.")
    )  # fmt: skip
    return told("invalid", _("Revise lo que pidió."), 422, {name[:60]: [sentence] for name in wrong[:20]})


def _too_many(request: HttpRequest) -> HttpResponse | None:
    """429 once an address has asked `API_PER_MINUTE` times in this minute; counted in each process. 0: no bound."""
    most = settings.API_PER_MINUTE
    if not most:
        return None
    now = time.time()
    key = f"api:{asker_of(request.META, settings.TRUSTED_PROXIES)}:{int(now // MINUTE)}"
    cache.add(key, 0, MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:  # the minute ended in between
        return None
    if asked <= most:
        return None
    wait = MINUTE - int(now % MINUTE)
    sentence = ngettext(
        "Demasiadas consultas: vuelva a intentarlo en %(wait)s segundo.",
        "Demasiadas consultas: vuelva a intentarlo en %(wait)s segundos.",
        wait,
    )
    response = told("too_many_requests", sentence % {"wait": wait}, 429)
    response["Retry-After"] = str(wait)
    return response


def spoken_urls(api: NinjaAPI) -> list[URLPattern]:
    """The addresses of the API, each at this edge."""
    patterns, _app, _namespace = api.urls
    taken = {
        address.lstrip("/"): [
            p["name"] for verb in verbs.values() for p in verb.get("parameters", ()) if p["in"] == "query"
        ]
        for address, verbs in api.get_openapi_schema(path_prefix="")["paths"].items()
    }
    return [
        path(str(p.pattern), spoken(p.callback, taken[_ARGUMENT.sub(r"{\1}", str(p.pattern))]))
        for p in patterns
        if isinstance(p, URLPattern) and p.name != "api-root"
    ]


# -- sentences for what was asked wrongly ----------------------------------------------------------------------


def say_errors(api: NinjaAPI) -> None:
    """Turn what queries raise, and parameters of the wrong form, into sentences."""
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HouseError, _house)


def _house(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error, NotVisible):
        return not_found()
    if isinstance(error, Invalid):
        fields = {name: [str(s) for s in sentences] for name, sentences in error.errors.items()}
        return told("invalid", _("Revise lo que pidió."), 422, fields)
    if isinstance(error, Refused):
        return told(error.code, str(error.reason), 422)
    return told("blocked", str(error), 422)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for wrong in error.errors:
        where = [
            str(p) for p in wrong.get("loc", ()) if p not in {"query", "path", "filters"} and not isinstance(p, int)
        ]
        fields.setdefault(where[-1] if where else "", []).append(_sentence(wrong))
    return told("invalid", _("Revise lo que pidió."), 422, fields)


def _sentence(wrong: dict[str, Any]) -> str:
    kind, about = str(wrong.get("type", "")), wrong.get("ctx") or {}
    if kind == "missing":
        return _("Falta este dato.")
    if kind in {"literal_error", "enum"}:
        return _("Los valores admitidos son: %(values)s.") % {
            "values": str(about.get("expected", "")).replace(" or ", ", ")
        }
    if kind.startswith(("int_", "greater_", "less_")):
        return _("Escriba un número entero dentro de los límites.")
    if kind.startswith("bool_"):
        return _("Escriba true o false.")
    if kind == "string_too_long":
        return _("Es demasiado largo: %(most)s caracteres como máximo.") % {"most": about.get("max_length", "")}
    if kind == "string_too_short":
        return _("Falta este dato.")
    return _("No tiene la forma que se espera.")


def anywhere_else() -> Iterable[URLPattern]:
    """The last address: whatever is not there is said as data too."""

    @spoken
    def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
        return not_found()

    return [path("<path:rest>", nowhere)]
