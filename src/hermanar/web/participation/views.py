"""The list by sector, one of it, its invitation and its answer."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_convene
from hermanar.partnerships.queries import get_stakeholder, list_partnerships, list_stakeholders, terms_of_list

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..relations import crumbs, find_relation, own_circle, title_of
from ..sentences import tell
from .forms import AnswerForm, InviteForm, StakeholderForm

_STATES = ("invited", "accepted", "declined", "listed")
_TONES = {"invited": "amber", "accepted": "leaf", "declined": ""}


def _state(row: Any) -> str:
    if row.answer:
        return row.answer
    return "invited" if row.invited_on else "listed"


def _words() -> dict[str, str]:
    return {
        "invited": _("Falta su respuesta"),
        "accepted": _("Aceptó participar"),
        "declined": _("No participará"),
        "listed": _("Sin invitar"),
    }


@seat_required
def show_list(request: SeatedRequest, relation_id: str = "") -> HttpResponse:
    """Everybody on the list; of a relation, those of it and those of all relations."""
    actor = request.seat.actor
    partnership = find_relation(request, relation_id) if relation_id else None
    circle = partnership.owner.home if partnership is not None else own_circle(request)
    listed = list_stakeholders(actor, circle, partnership=partnership)
    words, chosen = _words(), request.GET.get("estado", "")
    count = {key: sum(_state(s) == key for s in listed) for key in words}
    tabs = [{"label": _("Todos"), "url": "?", "current": chosen not in count, "count": len(listed)}]
    tabs += [
        {"label": words[key], "url": f"?estado={key}", "current": key == chosen, "count": count[key]}
        for key in _STATES
        if count[key]
    ]
    rows: list[dict[str, Any]] = [
        {"it": s, "word": words[_state(s)], "tone": _TONES.get(_state(s), "")}
        for s in listed
        if chosen not in count or _state(s) == chosen
    ]
    names = {p.public_id: title_of(p) for p in list_partnerships(actor, limit=200)}
    for row in rows:
        relation = row["it"].partnership
        row["relation"] = names.get(relation.public_id, relation.folio) if relation else ""
    context = {
        "partnership": partnership,
        "crumbs": crumbs(partnership, (_("Participación"), "")) if partnership else (),
        "rows": rows,
        "tabs": tabs,
        "is_empty": not listed,
        "terms": terms_of_list(circle, listed),
        "may": can_convene(actor, circle),
        "new_url": reverse("web:participation:new_of_case", args=[relation_id])
        if partnership
        else reverse("web:participation:new"),
        "columns": [
            {"label": _("Sector")},
            {"label": _("Organización y contacto")},
            {"label": _("En qué participa")},
            {"label": _("Invitación")},
            {"label": _("Respuesta")},
        ],
    }
    return page(request, "web/participation/list.html", context)


def _relations(request: SeatedRequest, circle: Any) -> dict[str, Any]:
    found = list_partnerships(request.seat.actor, limit=200)
    return {p.public_id: p for p in found if p.owner.home_id == circle.pk}


def _home(request: SeatedRequest) -> list[dict]:
    return [{"label": _("Participación"), "url": reverse("web:participation:list")}]


def _values(form: StakeholderForm, relations: dict[str, Any]) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    return values | {"partnership": relations.get(values["partnership"])}


@seat_required
def add(request: SeatedRequest, relation_id: str = "") -> HttpResponse:
    """Put somebody on the list."""
    partnership = find_relation(request, relation_id) if relation_id else None
    circle = partnership.owner.home if partnership is not None else own_circle(request)
    if not can_convene(request.seat.actor, circle):
        raise NotVisible("participation")
    relations = _relations(request, circle)
    form = StakeholderForm(
        given(request),
        relations={key: title_of(p) for key, p in relations.items()},
        initial={"partnership": relation_id},
    )
    deed = Deed(
        title=_("Agregar a la lista"),
        lead=_("Quien entra en la lista queda en ella cuando cambia la administración."),
        submit=_("Agregar"),
        back=reverse("web:participation:list"),
        crumbs=[*_home(request), {"label": _("Agregar"), "url": ""}],
    )
    return do(
        request,
        deed,
        form,
        lambda act: partnerships.add_stakeholder(act, circle=circle, **_values(form, relations)),
        circle=None,
        then=lambda row: reverse("web:participation:stakeholder", args=[row.public_id]),
        said=_("Ya está en la lista. Falta invitarle."),
    )


def _found(request: SeatedRequest, public_id: str, *, to_change: bool = True) -> Any:
    row = get_stakeholder(request.seat.actor, public_id)
    if to_change and not can_convene(request.seat.actor, row.circle):
        raise NotVisible(public_id)
    return row


def _url(row: Any) -> str:
    return reverse("web:participation:stakeholder", args=[row.public_id])


@seat_required
def show_stakeholder(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One of the list: who, invitation, answer, and what was done."""
    row = _found(request, public_id, to_change=False)
    relation = None
    if row.partnership is not None:
        relation = find_relation(request, row.partnership.public_id)
    lines = [line for line in list_lines(row.circle.public_id, limit=300) if line.about == row.public_id]
    context = {
        "it": row,
        "state": _state(row),
        "word": _words()[_state(row)],
        "tone": _TONES.get(_state(row), ""),
        "relation": title_of(relation) if relation else "",
        "relation_url": reverse("web:participation:of_case", args=[relation.public_id]) if relation else "",
        "crumbs": [*_home(request), {"label": str(row), "url": ""}],
        "may": can_convene(request.seat.actor, row.circle),
        "log": tell(lines, request.seat.zones),
    }
    return page(request, "web/participation/stakeholder.html", context)


def _deed(request: SeatedRequest, row: Any, title: str, submit: str, **more: Any) -> Deed:
    way = [*_home(request), {"label": str(row), "url": _url(row)}, {"label": title, "url": ""}]
    return Deed(title=title, submit=submit, back=_url(row), crumbs=way, **more)


@seat_required
def update(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct who they are."""
    row = _found(request, public_id)
    relations = _relations(request, row.circle)
    initial = {name: getattr(row, name) for name in ("sector", "organisation", "contact_name", "contact_data", "role")}
    initial["partnership"] = row.partnership.public_id if row.partnership else ""
    form = StakeholderForm(
        given(request), relations={key: title_of(p) for key, p in relations.items()}, initial=initial
    )
    return do(
        request,
        _deed(request, row, _("Corregir la ficha"), _("Guardar")),
        form,
        lambda act: partnerships.update_stakeholder(act, stakeholder=row, **_values(form, relations)),
        circle=None,
        said=_("Ficha corregida."),
    )


@seat_required
def invite(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down an invitation."""
    row = _found(request, public_id)
    form = InviteForm(given(request), initial={"invited_on": today_of(request)})
    deed = _deed(
        request,
        row,
        _("Asentar la invitación"),
        _("Asentar"),
        consequence=_("Queda en espera de su respuesta. El programa no le escribe: la invitación la envía usted."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: partnerships.invite_stakeholder(act, stakeholder=row, **form.cleaned_data),
        circle=None,
        said=_("Invitación asentada."),
    )


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down their answer."""
    row = _found(request, public_id)
    form = AnswerForm(given(request), initial={"answered_on": today_of(request)})
    return do(
        request,
        _deed(request, row, _("Asentar la respuesta"), _("Asentar")),
        form,
        lambda act: partnerships.record_stakeholder_answer(act, stakeholder=row, **form.cleaned_data),
        circle=None,
        said=_("Respuesta asentada."),
    )
