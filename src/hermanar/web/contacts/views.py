"""The directory: one's own contacts by post, mayors by administration (R4-06), international offices (R1-19)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.queries import get_country, list_mayors
from hermanar.encounters import operations as encounters
from hermanar.encounters.enums import ContactKind
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import (
    get_contact,
    get_holder,
    history_of,
    holder_now,
    list_agencies,
    list_contacts,
    list_municipal_offices,
    shown_holder,
    spoken_in_words,
)
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import list_counterpart_heads

from ..deeds import Deed, EmptyForm, do
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..relations import case_url, title_of
from ..sentences import tell
from .forms import CardForm, EndForm, NewForm, SuccessionForm
from .home import home_of, house_of, number, relations_of, titles

PAGE = 30
_CARD = (
    *(
        "kind",
        "side",
        "post",
        "post_es",
        "organisation",
        "city",
        "languages",
        "email",
        "phone",
        "address_as",
        "district",
    ),
    *("since_on", "note"),
)


@seat_required
def show_directory(request: SeatedRequest) -> HttpResponse:
    """One's own contacts; beside them the mayors by administration and the international offices of all on board."""
    house, asked = house_of(request), request.GET.get("q", "").strip()[:80]
    shown = request.GET.get("ver", "")
    views = {"presidencias": _("Presidencias municipales"), "oficinas": _("Oficinas internacionales")}
    if house is not None:
        views = {"contactos": _("Contactos"), **views, "redes": _("Agencias y redes")}
    if shown not in views:
        shown = next(iter(views))
    tabs = [{"label": label, "url": f"?ver={key}", "current": key == shown} for key, label in views.items()]
    context: dict[str, Any] = {"asked": asked, "shown": shown, "tabs": tabs, "may_add": False}
    exercise = request.seat.is_exercise
    if shown == "contactos":
        context |= _contacts(request, asked)
    elif shown == "redes":
        home = home_of(request)
        context |= {
            "agencies": list_agencies(request.seat.actor, home, asked),
            "may_add": can_keep(request.seat.actor, home),
        }
    elif shown == "presidencias":
        context |= {
            "municipalities": list_mayors(asked, exercise=exercise),
            "heads": list_counterpart_heads(request.seat.actor),
        }
    else:
        context |= {
            "offices": list_municipal_offices(asked, exercise=exercise),
            "columns": [{"label": _("Oficina")}, {"label": _("Municipio")}, {"label": _("Estado")}],
        }
    return page(request, "web/contacts/list.html", context)


def _contacts(request: SeatedRequest, asked: str) -> dict[str, Any]:
    home, actor = home_of(request), request.seat.actor
    kind = request.GET.get("clase", "")
    kind = kind if kind in ContactKind.values else ""
    ended = request.GET.get("baja") == "1"
    rows = list_contacts(
        actor, home, text=asked, kind=kind, ended=ended, before=number(request.GET.get("antes", "")), limit=PAGE + 1
    )
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return {
        "rows": [
            {
                "it": row.contact,
                "name": row.name,
                "last_on": row.last_on,
                "where": ", ".join(filter(None, [row.contact.city, str(row.contact.country or "")])),
                "spoken": spoken_in_words(row.contact.languages),
                "relations": [title_of(p) for p in row.contact.partnerships.all()],
            }
            for row in rows
        ],
        "kinds": ContactKind.choices,
        "kind": kind,
        "ended": ended,
        "next": rows[-1].contact.pk if more else "",
        "is_filtered": bool(asked or kind or ended),
        "may_add": can_keep(actor, home),
        "columns": [
            {"label": _("Cargo")}, {"label": _("Dónde")}, {"label": _("Clase")}, {"label": _("Último trato")},
        ],
    }  # fmt: skip


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [(_("Directorio"), reverse("web:contacts:list")), *more]
    return [{"label": label, "url": url} for label, url in rows]


def _url(contact: Any) -> str:
    return reverse("web:contacts:contact", args=[contact.public_id])


@seat_required
def show_contact(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One post: who holds it, who held it, everything that happened with it."""
    contact = get_contact(request.seat.actor, public_id)
    addresses = {
        "encounter": "web:encounters:encounter",
        "invitation": "web:encounters:invitation",
        "letter": "web:letters:letter",
    }
    lines = [line for line in list_lines(contact.circle.public_id, limit=300) if line.about == contact.public_id]
    holder = holder_now(contact)
    context = {
        "it": contact,
        "crumbs": _crumbs((str(contact), "")),
        "name": shown_holder(holder),
        "holder": holder,
        "earlier": [{"name": shown_holder(h), "it": h} for h in contact.holders.all() if h.until_on is not None],
        "spoken": spoken_in_words(contact.languages),
        "where": ", ".join(filter(None, [contact.city, contact.subdivision, str(contact.country or "")])),
        "relations": [{"title": title_of(p), "url": case_url(p)} for p in contact.partnerships.all()],
        "events": [
            {"it": e, "url": reverse(addresses[e.kind], args=[e.about])}
            for e in history_of(contact, request.seat.actor)
        ],
        "may": can_keep(request.seat.actor, contact.circle),
        "may_write": can_edit(request.seat.actor, contact.circle),
        "log": tell(lines, request.seat.zones),
    }
    return page(request, "web/contacts/contact.html", context)


def _found(request: SeatedRequest, public_id: str) -> Any:
    contact = get_contact(request.seat.actor, public_id)
    if not can_keep(request.seat.actor, contact.circle):
        raise NotVisible(public_id)
    return contact


def _values(form: CardForm, relations: dict[str, Any]) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    chosen = values.pop("relations", [])
    country = values.pop("country", "")
    return values | {
        "partnerships": [relations[key] for key in chosen if key in relations],
        "country": get_country(country) if country else None,
    }


@seat_required
def add(request: SeatedRequest) -> HttpResponse:
    """A new contact."""
    home = home_of(request, to_keep=True)
    relations = relations_of(request, home)
    initial = {"kind": request.GET.get("clase", ""), "relations": [request.GET.get("vinculacion", "")]}
    form = NewForm(given(request), relations=titles(relations), initial=initial)
    deed = Deed(
        title=_("Nuevo contacto"),
        lead=_("Un contacto es un cargo: cuando cambia quien lo ocupa, su historia continúa."),
        submit=_("Agregar al directorio"),
        back=reverse("web:contacts:list"),
        crumbs=_crumbs((_("Nuevo contacto"), "")),
    )
    return do(
        request,
        deed,
        form,
        lambda act: encounters.add_contact(act, circle=home, **_values(form, relations)),
        circle=home,
        then=_url,
        said=_("El contacto quedó en el directorio."),
        fields={"partnerships": "relations"},
    )


def _deed(contact: Any, title: str, submit: str, **more: Any) -> Deed:
    way = _crumbs((str(contact), _url(contact)), (title, ""))
    return Deed(title=title, submit=submit, back=_url(contact), crumbs=way, **more)


@seat_required
def update(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct the card."""
    contact = _found(request, public_id)
    relations = relations_of(request, contact.circle)
    initial = {name: getattr(contact, name) for name in _CARD}
    initial |= {
        "country": contact.country.iso2 if contact.country else "",
        "relations": [p.public_id for p in contact.partnerships.all()],
    }
    form = CardForm(given(request), relations=titles(relations), initial=initial)
    return do(
        request,
        _deed(contact, _("Corregir la ficha"), _("Guardar")),
        form,
        lambda act: encounters.update_contact(act, contact=contact, **_values(form, relations)),
        circle=contact.circle,
        said=_("Ficha corregida."),
        fields={"partnerships": "relations"},
    )


@seat_required
def succeed(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Somebody else holds the post."""
    contact = _found(request, public_id)
    form = SuccessionForm(given(request), initial={"from_on": today_of(request, contact.circle)})
    deed = _deed(
        contact,
        _("Asentar el relevo"),
        _("Asentar"),
        lead=shown_holder(holder_now(contact)),
        consequence=_("Lo que se hizo con quien deja el puesto se conserva, con su nombre y sus fechas."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: encounters.change_holder(act, contact=contact, **form.cleaned_data),
        circle=contact.circle,
        said=_("Relevo asentado."),
    )


@seat_required
def end(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take the post off the list."""
    contact = _found(request, public_id)
    form = EndForm(given(request), initial={"until_on": today_of(request, contact.circle)})
    deed = _deed(
        contact,
        _("Dar de baja el contacto"),
        _("Dar de baja"),
        kind="danger",
        consequence=_("Sale del directorio; su historia se conserva."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: encounters.end_contact(act, contact=contact, **form.cleaned_data),
        circle=contact.circle,
        said=_("Contacto dado de baja."),
    )


@seat_required
def withhold(request: SeatedRequest, public_id: str, holder_id: str) -> HttpResponse:
    """Stop showing a name."""
    contact = _found(request, public_id)
    holder = get_holder(request.seat.actor, contact, holder_id)
    deed = _deed(
        contact,
        _("Reservar el nombre"),
        _("Reservar"),
        lead=shown_holder(holder),
        consequence=_("Ya no se mostrará en ninguna página ni papel. El cargo y lo que se hizo se conservan."),
    )
    return do(
        request,
        deed,
        EmptyForm(given(request)),
        lambda act: encounters.withhold_holder(act, holder=holder),
        circle=contact.circle,
        said=_("Nombre reservado."),
    )
