"""The reference: OpenAPI as data, and as a page of our own that needs no script."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_safe
from ninja.responses import NinjaJSONEncoder

from .views import api

# address → what it answers
SUMMARIES = {
    "entries": gettext_lazy("Buscar en el registro"),
    "entries/{public_id}": gettext_lazy("Una ficha, con sus revisiones"),
    "entries/{public_id}/revisions/{number}": gettext_lazy("Una revisión anterior de la ficha"),
    "municipalities": gettext_lazy("Municipios y entidades que están en el registro"),
    "municipalities/{key}": gettext_lazy("Con quién está hermanado un municipio o una entidad"),
    "statistics": gettext_lazy("Cifras del registro"),
    "export": gettext_lazy("Todos los renglones, como JSON"),
    "export.csv": gettext_lazy("Todos los renglones, como CSV"),
    "papers/by-sha256/{sha256}": gettext_lazy("Verificar un papel por la huella de su archivo"),
    "papers/{code}": gettext_lazy("Verificar un papel por su código"),
    "match": gettext_lazy("Qué municipio o entidad quiere decir un nombre"),
    "check": gettext_lazy("Revisar un texto: lo que se encuentra, en su lugar"),
    "check/file": gettext_lazy("Revisar un archivo: Word, PDF con texto, TXT o MD"),
}
# what a text to be checked is sent with, as JSON
SENT = {
    "text": gettext_lazy("El texto: hasta 60,000 caracteres; no se guarda"),
    "parties": gettext_lazy("Las Partes: lugar, estado y país, separadas por punto y coma"),
    "kind": gettext_lazy("Qué documento es"),
    "final": gettext_lazy("Es la versión final: tampoco faltan lugar, fecha ni folio"),
}
_FILE = [
    {
        "name": "file",
        "description": gettext_lazy("El archivo, como formulario (multipart/form-data); no se guarda"),
        "values": "",
        "is_required": True,
    }
]
PARAMETERS = {
    "text": gettext_lazy("Palabras; sin acentos ni mayúsculas también las encuentra"),
    "class": gettext_lazy("Internacional o nacional"),
    "kind": gettext_lazy("Tipo de relación o de documento"),
    "country": gettext_lazy("País de la contraparte, dos letras"),
    "state": gettext_lazy("Entidad de la parte mexicana, dos cifras"),
    "validity": gettext_lazy("Vigencia, calculada para hoy"),
    "shelf": gettext_lazy("El registro, o el estante de ejercicios"),
    "after": gettext_lazy("Cursor de la página anterior"),
    "oldest_first": gettext_lazy("De la firma más antigua a la más reciente"),
    "limit": gettext_lazy("Renglones por página"),
    "public_id": gettext_lazy("Identificador de la ficha"),
    "number": gettext_lazy("Número de la revisión"),
    "key": gettext_lazy("Clave del INEGI: cinco cifras, municipio; dos, entidad"),
    "code": gettext_lazy("Código impreso en el papel"),
    "sha256": gettext_lazy("Huella SHA-256 del archivo, 64 caracteres"),
    "name": gettext_lazy("Nombre como se escribió: “Cd. Juárez, Chih.”"),
}


def schema() -> dict[str, Any]:
    """OpenAPI of what is there, with its parameters described in the language that is active."""
    found = dict(api.get_openapi_schema(path_prefix=reverse("api:root")))
    found["servers"] = [{"url": settings.PUBLIC_BASE_URL}]
    base = reverse("api:root")
    for address, verbs in found["paths"].items():
        for told in verbs.values():
            told["summary"] = str(SUMMARIES[address.removeprefix(base)])
            for parameter in told.get("parameters", ()):
                parameter["description"] = str(PARAMETERS[parameter["name"]])
    return found


def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(schema(), encoder=NinjaJSONEncoder, json_dumps_params={"ensure_ascii": False})


def root(request: HttpRequest) -> HttpResponse:
    """Where to read on."""
    base = settings.PUBLIC_BASE_URL
    return JsonResponse({"reference": base + reverse("api-reference:page"), "openapi": base + reverse("api:openapi")})


def _values(parameter: dict[str, Any]) -> str:
    shape = parameter["schema"]
    shape = shape.get("items", shape)
    shape = next((one for one in shape.get("anyOf", ()) if "enum" in one), shape)
    return ", ".join(shape["enum"]) if "enum" in shape else shape.get("const", "")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every address of the API in words: made from the same schema."""
    found = schema()
    sent = found["components"]["schemas"]["CheckIn"]
    doors = [
        {
            "address": address,
            "verb": verb.upper(),
            "summary": told["summary"],
            "example": settings.PUBLIC_BASE_URL + address,
            "parameters": [
                {
                    "name": p["name"],
                    "description": p["description"],
                    "values": _values(p),
                    "is_required": p.get("required", False),
                }
                for p in told.get("parameters", ())
            ]
            + (_FILE if address.endswith("/file") else [])
            + [
                {
                    "name": name,
                    "description": said,
                    "values": _values({"schema": sent["properties"][name]}),
                    "is_required": name in sent["required"],
                }
                for name, said in SENT.items()
                if verb == "post" and not (name == "text" and address.endswith("/file"))
            ],
        }
        for address, verbs in found["paths"].items()
        for verb, told in verbs.items()
    ]
    nav = [
        {"label": _("Registro"), "url": reverse("portal:home"), "current": False},
        {"label": _("Datos abiertos"), "url": reverse("portal:data"), "current": True},
    ]
    context = {
        "doors": doors,
        "openapi_url": reverse("api:openapi"),
        "rate": settings.API_PER_MINUTE,
        "nav": nav,
        "home_url": reverse("portal:home"),
        "search_url": reverse("portal:home"),
        "login_url": reverse("account_login"),
        "desk_url": "",
        "palette_url": "",
    }
    return render(request, "api/reference.html", context)
