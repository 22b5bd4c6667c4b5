"""What one already has, a pair through the years, and which source is followed where they disagree."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number
from hermanar.partnerships.queries import letters_without_case
from hermanar.registry import operations as registry
from hermanar.registry.enums import Way
from hermanar.registry.policies import can_bring_list
from hermanar.registry.queries import own as queries
from hermanar.registry.queries.sources import read_sources
from hermanar.registry.rules.pictures import from_json

from ..deeds import Deed, do, offer
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import language, when_in_words
from ..relations import case_url, crumbs, find_relation, sides_of, title_of
from .forms import FollowForm
from .pictures import bands, relations_of_pair, said

PAGE = 25


def _house(request: SeatedRequest) -> Any:
    """The municipality or state whose relations these are; a committee keeps its municipality's memory."""
    house = request.seat.organisation
    if house is not None and house.kind == OrganisationKind.COMMITTEE:
        house = house.parent
    if house is None or house.kind not in {OrganisationKind.MUNICIPALITY, OrganisationKind.STATE}:
        raise NotVisible("own relations")
    return house


def _shown(relation: queries.OwnRelation, house: Any, *, doors: bool) -> dict[str, Any]:
    """A line of the table. `doors`: whoever looks may do it; for others it is only said."""
    ours, theirs = relation.picture.ours, relation.picture.theirs
    if theirs.key and theirs.key == house.municipality_id:
        ours, theirs = theirs, ours
    place = ", ".join(t for t in (theirs.region_in(language()), said(theirs.country_name)) if t)
    return {
        "it": relation,
        "ours": said(ours.name),
        "theirs": said(theirs.name),
        "place": place,
        "when": when_in_words(relation.picture.signed_on, relation.picture.signed_precision),
        "url": reverse("web:lists:pair", args=[relation.public_id]),
        "doors": [
            {"code": code, "words": words, "url": _door(relation, code) if doors else ""}
            for code, words in relation.ways
        ],
    }


def _does(request: SeatedRequest) -> bool:
    return Role.LIAISON in request.seat.actor.roles


def _door(relation: queries.OwnRelation, code: str) -> str:
    """Where it is done: in its own file, else a file is opened for it."""
    if relation.partnership:
        return reverse("web:cases:case", args=[relation.partnership])
    theirs = relation.picture.theirs
    if code == "resume":
        named = ", ".join(n for n in (theirs.name["es"], theirs.subdivision) if n)
        return f"{reverse('web:letters:many')}?{urlencode({'ciudad': named})}"
    city = f"?{urlencode({'ciudad': f'm{theirs.key}'})}" if len(theirs.key) == 5 else ""
    return reverse("web:cases:new") + city


@seat_required
def show_own(request: SeatedRequest) -> HttpResponse:
    """The book about one's own: what each lacks and what can be done with it."""
    house, on = _house(request), today_of(request)
    before = request.GET.get("antes", "")
    asked = request.GET.get("hacer", "")
    way = asked if asked in Way.values else ""
    counts = queries.count_ways(house, on)
    rows = queries.list_own(house, on, way=way, before=whole_number(before), limit=PAGE + 1)
    tabs = [{"label": _("Todas"), "url": "?", "current": not way, "count": counts["all"]}]
    tabs += [
        {"label": w.label, "url": f"?hacer={w.value}", "current": w.value == way, "count": counts[w.value]}
        for w in Way
        if counts[w.value]
    ]
    context = {
        "tabs": tabs,
        "is_empty": not counts["all"],
        "rows": [_shown(r, house, doors=_does(request)) for r in rows[:PAGE]],
        "next": f"?hacer={way}&antes={rows[PAGE - 1].cursor}" if len(rows) > PAGE else "",
        "first": f"?hacer={way}" if before else "",
        "may_bring": can_bring_list(request.seat.actor, request.seat.organisation),
        "of_state": bool(house.state_id and not house.municipality_id),
        "columns": [
            {"label": _("Contraparte")},
            {"label": _("Clase y fecha")},
            {"label": _("Le falta")},
            {"label": _("Qué puede hacerse")},
        ],
    }
    return page(request, "web/lists/own.html", context)


def _pair(request: SeatedRequest, house: Any, name: str, country: str, key: str, way: list[dict]) -> HttpResponse:
    on, actor = today_of(request), request.seat.actor
    entries = queries.list_of_pair(house, on, name=name, country=country, key=key)
    relations = relations_of_pair(actor, house, name=name, country=country)
    loose = letters_without_case(actor, house, city=name.partition(",")[0], country=country)
    rows, undated = bands(actor, house, entries, relations, on, letters=loose)
    context = {
        "house": house,
        "name": name,
        "bands": rows,
        "undated": [_shown(e, house, doors=False) for e in undated],
        "entries": [
            {
                **_shown(e, house, doors=_does(request)),
                "portal": reverse("portal:entry", args=[e.public_id]),
                "follow": _follow_url(request, e),
            }
            for e in entries
        ],
        "relations": [
            {"title": title_of(r), "folio": r.folio, "url": case_url(r), "is_open": r.case.state == "open"}
            for r in relations
        ],
        "crumbs": way,
    }
    return page(request, "web/lists/pair.html", context)


def _follow_url(request: SeatedRequest, entry: queries.OwnRelation) -> str:
    if len(entry.picture.sources) < 2 or entry.partnership:
        return ""
    may = can_bring_list(request.seat.actor, request.seat.organisation)
    return reverse("web:lists:follow", args=[entry.public_id]) if may else ""


@seat_required
def show_pair(request: SeatedRequest, public_id: str) -> HttpResponse:
    """All there is with one counterpart, from one of its entries."""
    house = _house(request)
    it = queries.get_own(house, public_id, today_of(request))
    theirs = it.picture.theirs
    if theirs.key and theirs.key == house.municipality_id:
        theirs = it.picture.ours
    way = [{"label": _("Relaciones"), "url": reverse("web:lists:own")}, {"label": said(theirs.name), "url": ""}]
    return _pair(request, house, theirs.name["es"], theirs.country, theirs.key, way)


@seat_required
def show_pair_of_case(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """All there is with the counterpart of a case."""
    partnership = find_relation(request, relation_id)
    house = _house(request)
    if partnership.owner_id != house.pk:
        raise NotVisible(relation_id)
    theirs = sides_of(partnership)[1]
    way = crumbs(partnership, (_("Historia"), ""))
    return _pair(request, house, theirs.name, theirs.country_id, theirs.municipality_id or "", way)


@seat_required
def follow(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Which of the sources the entry follows, and why."""
    house = _house(request)
    entry = queries.get_entry_to_follow(request.seat.actor, house, public_id)
    picture = from_json(entry.snapshot)
    sources = read_sources(picture)
    back = reverse("web:lists:pair", args=[public_id])
    form = FollowForm(given(request), initial={"source": picture.choice.source if picture.choice else None})
    offer(form, "source", [(s.key, _reading(s)) for s in sources.rows if s.is_listed])
    deed = Deed(
        title=_("¿Qué fuente se sigue?"),
        lead=_("Difieren en: %(what)s.") % {"what": "; ".join(sources.differ)} if sources.differ else "",
        submit=_("Seguir esta fuente"),
        back=back,
        crumbs=[
            {"label": _("Relaciones"), "url": reverse("web:lists:own")},
            {"label": said(picture.theirs.name), "url": back},
            {"label": _("Fuentes"), "url": ""},
        ],
        consequence=_(
            "La ficha toma su fecha, su clase y la contraparte, si nombra otra. Las demás fuentes quedan a su lado, con lo que dicen."
        ),
    )
    return do(
        request,
        deed,
        form,
        lambda act: registry.follow_source(act, entry=entry, organisation=house, **form.cleaned_data),
        circle=None,
        said=_("La ficha sigue esa fuente. El motivo se publica con ella."),
    )


def _reading(source: Any) -> str:
    """`Lista de Villa Serena, fila 2: 2001, Hermanamiento`."""
    told = [t for t in (when_in_words(source.on, source.precision), source.kind, source.party) if t]
    return f"{said(source.title)}: {', '.join(told)}" if told else said(source.title)
