"""The book of documented relations: search, map, cities, entries, shelf of exercises."""

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from hermanar.directory.queries import get_municipality, organisations_at
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import fold
from hermanar.registry import queries
from hermanar.registry.enums import Shelf
from hermanar.registry.queries.profiles import published_address
from hermanar.registry.rules.pictures import as_json
from hermanar.ui.map import Arc, Route, draw

from ..frame import page, public, today


class HtmxHttpRequest(HttpRequest):
    """A request as the htmx middleware hands it on."""

    htmx: HtmxDetails


# name in the address → filter
PARAMETERS = {"clase": "klass", "tipo": "kind", "pais": "country", "estado": "state", "vigencia": "validity"}


def filters_from(request: HttpRequest, shelf: str = Shelf.DOCUMENTED) -> queries.Filters:
    """Filters as they stand in the address."""
    chosen = {name: request.GET.getlist(parameter) for parameter, name in PARAMETERS.items()}
    return queries.filters_of(request.GET.get("q", ""), shelf=shelf, **chosen)


def _arcs(filters: queries.Filters, *, linked: bool = False) -> list[Arc]:
    points = queries.arcs(filters, on=today())
    return draw(
        Route(p.start, p.end, p.title, reverse("portal:entry", args=[p.public_id]) if linked else "") for p in points
    )


def _results(request: HttpRequest, shelf: str) -> dict:
    filters = filters_from(request, shelf)
    oldest_first = request.GET.get("orden", "") == "firma"
    results = queries.search(
        filters.text,
        on=today(),
        klass=filters.klass,
        kind=filters.kind,
        country=filters.country,
        state=filters.state,
        validity=filters.validity,
        shelf=shelf,
        after=request.GET.get("desde", ""),
        oldest_first=oldest_first,
    )
    query = request.GET.copy()
    query.pop("desde", None)
    return {
        "filters": filters,
        "results": results,
        "query": f"?{query.urlencode()}" if query else "",
        "sort": "firma" if oldest_first else "-firma",
        "is_later": bool(request.GET.get("desde")),
        "columns": [
            {"label": _("Parte mexicana"), "key": ""},
            {"label": _("Contraparte"), "key": ""},
            {"label": _("Instrumento"), "key": ""},
            {"label": _("Fecha"), "key": "" if filters.text else "firma"},
            {"label": pgettext("plazo", "Vigencia"), "key": ""},
            {"label": "", "key": ""},
        ],
    }


@require_safe
@public
def home(request: HtmxHttpRequest) -> HttpResponse:
    """The book: search, map, facets, table. Asked by htmx it answers only the pieces that change."""
    context = _results(request, Shelf.DOCUMENTED)
    context |= {"arcs": _arcs(context["filters"]), "figures": queries.statistics(), "oob": bool(request.htmx)}
    template = "portal/home.html#fragment" if request.htmx and not request.htmx.history_restore_request else None
    return page(request, template or "portal/home.html", context, room="home")


@require_safe
@public
def exercises(request: HttpRequest) -> HttpResponse:
    """The shelf of exercises, with its own search and map: marked as such, out of every count."""
    context = _results(request, Shelf.EXERCISE)
    return page(request, "portal/exercises.html", context | {"arcs": _arcs(context["filters"], linked=True)})


@require_safe
@public
def world(request: HttpRequest) -> HttpResponse:
    """Every relation whose places are known, on the map and, below, in words."""
    filters = filters_from(request)
    arcs = _arcs(filters, linked=True)
    context = {"arcs": arcs, "told": sorted(arcs, key=lambda a: fold(a.title)), "figures": queries.statistics()}
    return page(request, "portal/map.html", context, room="map")


@require_safe
@public
def places(request: HttpRequest) -> HttpResponse:
    """Municipalities and states of the book, by state."""
    by_state: dict[str, list[queries.Place]] = {}
    for place in queries.list_places():
        by_state.setdefault(place.state or place.name, []).append(place)
    return page(request, "portal/places.html", {"states": by_state.items()}, room="places")


@require_safe
@public
def place(request: HttpRequest, key: str) -> HttpResponse:
    """A city's page: with whom, since when, what the documents say."""
    try:
        here, rows = queries.list_by_municipality(key, on=today())
    except NotVisible:
        raise Http404 from None
    ours = {row.public_id for row in rows}
    points = [p for p in queries.arcs(queries.filters_of(state=key[:2]), on=today()) if p.public_id in ours]
    routes = (Route(p.start, p.end, p.title, reverse("portal:entry", args=[p.public_id])) for p in points)
    groups = [
        {"are_antecedents": before, "rows": list(of_it)}
        for before, of_it in groupby(rows, key=lambda r: r.is_antecedent)
    ]
    context = {"place": here, "groups": groups, "arcs": draw(routes), "profile_address": published_address(key)}
    return page(request, "portal/place.html", context | {"participate_url": _participate(key)}, room="places")


def _participate(key: str) -> str:
    """Where one proposes something to the municipality; "" where it is not on board."""
    municipality = get_municipality(key)
    if municipality is None:
        return ""
    house, _state = organisations_at(municipality, exercise=settings.IS_DEMONSTRATION)
    try:
        return reverse("guest:calls:house", args=[house.slug]) if house else ""
    except NoReverseMatch:
        return ""


def _entry(public_id: str) -> queries.EntryPage:
    try:
        return queries.get_entry(public_id, on=today())
    except NotVisible:
        raise Http404 from None


@require_safe
@public
def entry(request: HttpRequest, public_id: str) -> HttpResponse:
    """An entry at its permanent address. Withdrawn, the address stays and says so (410)."""
    found = _entry(public_id)
    context = {"entry": found, "address": settings.PUBLIC_BASE_URL + reverse("portal:entry", args=[public_id])}
    if found.picture is None:
        return page(request, "portal/withdrawn.html", context, room="home", status=410)
    room = "" if found.is_exercise else "home"
    context["source_columns"] = [{"label": w} for w in (_("Fuente"), _("Fecha"), _("Clase"), _("Contraparte"))]
    return page(request, "portal/entry.html", context | {"picture": found.picture}, room=room)


@require_safe
@public
def entry_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """The entry as data: what the page shows."""
    found = _entry(public_id)
    if found.picture is None:
        told = {"id": public_id, "folio": found.folio, "withdrawn_at": found.withdrawn_at,
                "in_correction": found.is_in_correction, "withdrawn_act": found.withdrawn_act}  # fmt: skip
        return JsonResponse(told, status=410)
    data = {
        "id": found.public_id,
        "address": settings.PUBLIC_BASE_URL + reverse("portal:entry", args=[public_id]),
        "revision": found.revision,
        "published_at": found.published_at,
        "validity": found.validity,
        "validity_on": today(),
        "is_sre_registry": False,
        "entry": as_json(found.picture),
        "revisions": [as_json(line) for line in found.revisions],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
@public
def revision(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """A published state of the entry, as it was, as data."""
    try:
        found = queries.get_revision(public_id, number)
    except NotVisible:
        raise Http404 from None
    data = {
        "id": found.public_id,
        "revision": found.number,
        "published_at": found.published_at,
        "anchor": found.anchor,
        "entry": as_json(found.picture),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
@public
def text(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    """The published text, as it was issued."""
    try:
        name, media_type, data = queries.public_rendition(public_id, fmt)
    except NotVisible:
        raise Http404 from None
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip
