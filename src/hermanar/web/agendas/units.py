"""The units of the house in their tree: who heads each, its personal link, what it handed in."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import fold, whole_number
from hermanar.links.operations import revoke_link
from hermanar.links.queries import get_link, list_links, states_at
from hermanar.plans import operations as plans
from hermanar.plans.enums import Head, LinkFor, Receipt, UnitKind
from hermanar.plans.policies import can_plan
from hermanar.plans.queries import get_unit, hanging_from, heads_on, list_heads, list_units, receipts_of

from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, moment, operate, page, seat_required, today as today_of
from ..links.given import show_given
from .forms import GiveForm, HeadForm, UnitForm, VacancyForm
from .views import TONES, crumbs, house

_LINK_TONES = {"open": "leaf", "expired": "amber", "revoked": ""}


_PAGE = 100  # areas to a page


def _unit_url(unit: Any) -> str:
    return reverse("web:agendas:unit", args=[unit.public_id])


def _way(unit: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs((_("Áreas"), reverse("web:agendas:units")), (unit.name, _unit_url(unit) if more else ""), *more)


@seat_required
def show_units(request: SeatedRequest) -> HttpResponse:
    """The units by group, sub-units under their unit, vacancies visible; and one more."""
    own = house(request)
    may = can_plan(request.seat.actor, own.home)
    if request.method == "POST" and not may:
        raise NotVisible("agendas")
    known = list_units(own)
    by_id = {u.public_id: u for u in known}
    form = UnitForm(given(request), parents={key: u.name for key, u in by_id.items()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"parent": by_id.get(form.cleaned_data["parent"])}
        done = operate(
            request, lambda act: plans.put_unit(act, organisation=own, **said), circle=own.home, form=form,
            then=_unit_url, said=_("Área asentada."),
        )  # fmt: skip
        if done.response:
            return done.response
    on = today_of(request, own.home)
    heads = heads_on(own, on)
    rows: list[dict[str, Any]] = [
        {
            "it": u,
            "url": _unit_url(u),
            "vacant": heads.get(u.pk) == Head.VACANT,
            "gone": u.valid_until is not None and u.valid_until < on,
        }
        for u in known
    ]
    asked = request.GET.get("q", "").strip()
    found = [r for r in rows if fold(asked) in fold(r["it"].name)] if asked else rows
    order = list(UnitKind.values)
    found.sort(key=lambda r: order.index(r["it"].kind))  # within a group as the list has them
    since = min(whole_number(request.GET.get("desde", "")) or 0, len(found))
    shown = found[since : since + _PAGE]
    groups = [
        {
            "label": kind.label,
            "rows": here,
            "count": sum(r["it"].kind == kind for r in found),
        }
        for kind in UnitKind
        if (here := [r for r in shown if r["it"].kind == kind])
    ]
    context = {
        "groups": groups,
        "asked": asked,
        "many": len(rows) > _PAGE,
        "next": "?" + urlencode({"q": asked, "desde": since + _PAGE}) if since + _PAGE < len(found) else "",
        "vacant": sum(r["vacant"] for r in rows),
        "form": form,
        "may": may,
        "crumbs": crumbs((_("Áreas"), "")),
    }
    return page(request, "web/agendas/units.html", context)


def _mine(request: SeatedRequest, public_id: str, *, to_change: bool = True) -> Any:
    own = house(request)
    unit = get_unit(request.seat.actor, public_id)
    if to_change and not can_plan(request.seat.actor, own.home):
        raise NotVisible(public_id)
    return unit


@seat_required
def show_unit(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One unit: its head with dates, its links, what came of its last weeks."""
    unit = _mine(request, public_id, to_change=False)
    home, actor = unit.organisation.home, request.seat.actor
    on, now = today_of(request, home), timezone.now()
    links = list_links(actor, circle=home, purpose=LinkFor.UNIT, subject=unit.public_id, limit=6)
    states = states_at(links, now)
    head = heads_on(unit.organisation, on).get(unit.pk, Head.UNSTATED)
    context = {
        "unit": unit,
        "head": head,
        "is_vacant": head == Head.VACANT,
        "heads": list_heads(unit),
        "subunits": [{"name": u.name, "url": _unit_url(u)} for u in unit.children.all()],
        "links": [{"it": link, "state": states[link.pk], "tone": _LINK_TONES[states[link.pk]]} for link in links],
        "weeks": [
            {"it": week, "word": Receipt(receipt).label, "tone": TONES[Receipt(receipt)]}
            for week, receipt in receipts_of(unit, moment(request.seat, home))
        ],
        "may": can_plan(actor, home),
        "crumbs": _way(unit),
    }
    return page(request, "web/agendas/unit.html", context)


def _deed(unit: Any, title: str, submit: str, **more: Any) -> Deed:
    return Deed(title=title, submit=submit, back=_unit_url(unit), crumbs=_way(unit, (title, "")), **more)


@seat_required
def change(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct a unit: its name, its group, what it hangs from, since and until when it exists."""
    unit = _mine(request, public_id)
    below = hanging_from(unit)
    by_id = {u.public_id: u for u in list_units(unit.organisation) if u.pk not in below}
    initial = {
        "name": unit.name, "kind": unit.kind, "parent": unit.parent.public_id if unit.parent else "",
        "email": unit.email, "valid_from": unit.valid_from, "valid_until": unit.valid_until,
        "is_international": unit.is_international,
    }  # fmt: skip
    form = UnitForm(given(request), parents={key: u.name for key, u in by_id.items()}, initial=initial)

    def call(act: Any) -> Any:
        said = form.cleaned_data | {"parent": by_id.get(form.cleaned_data["parent"])}
        return plans.put_unit(act, organisation=unit.organisation, unit=unit, office=unit.office, **said)

    deed = _deed(unit, _("Cambiar el área"), _("Guardar"))
    return do(request, deed, form, call, circle=unit.organisation.home, said=_("Área corregida."))


@seat_required
def name_head(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Who heads the unit from a day on."""
    unit = _mine(request, public_id)
    form = HeadForm(given(request), initial={"from_on": today_of(request, unit.organisation.home)})
    deed = _deed(
        unit, _("Asentar titular"), _("Asentar"), lead=unit.name,
        consequence=_("Quien encabezaba el área termina el día anterior."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.name_head(act, unit=unit, **form.cleaned_data),
        circle=unit.organisation.home, said=_("Queda asentado quién encabeza el área."),
    )  # fmt: skip


@seat_required
def end_head(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The head leaves; the unit is vacant from the next day on."""
    unit = _mine(request, public_id)
    form = VacancyForm(given(request), initial={"until_on": today_of(request, unit.organisation.home)})
    deed = _deed(
        unit, _("Dejar vacante"), _("Dejar vacante"), lead=unit.name, kind="danger",
        consequence=_("Si es el área de asuntos internacionales, se avisa al enlace y a la Presidencia."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: plans.end_head(act, unit=unit, **form.cleaned_data),
        circle=unit.organisation.home, said=_("El área queda sin titular."),
    )  # fmt: skip


@seat_required
def give(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Give the unit its personal link. Its address is shown once: it is kept nowhere."""
    unit = _mine(request, public_id)
    home = unit.organisation.home
    form = GiveForm(given(request), initial={"holder": unit.name, "email": unit.email})
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        done = operate(
            request,
            lambda act: plans.give_unit_link(
                act, unit=unit, now=now, holder=said["holder"], email=said["email"],
                lasts=dt.timedelta(days=said["days"]),
            ),
            circle=home, form=form, then=_unit_url(unit),
        )  # fmt: skip
        if done.value is not None:
            link, token = done.value
            return show_given(request, link, token, back=_unit_url(unit), crumbs=_way(unit, (_("Enlace"), "")))
        if done.response:
            return done.response
    deed = _deed(
        unit, _("Dar un enlace personal"), _("Dar el enlace"), lead=unit.name,
        consequence=_("Abre una sola página, la de esta área y las que dependen de ella. Puede retirarlo cuando quiera."),
    )  # fmt: skip
    return page(request, "web/deed.html", {"deed": deed, "form": form, "blockers": []})


@seat_required
def revoke(request: SeatedRequest, public_id: str, link_id: str) -> HttpResponse:
    """Take a link back."""
    unit = _mine(request, public_id)
    link = get_link(request.seat.actor, link_id)
    if link.purpose != LinkFor.UNIT or link.subject != unit.public_id:
        raise NotVisible(link_id)
    deed = _deed(
        unit, _("Retirar el enlace"), _("Retirar el enlace"), lead=link.holder, kind="danger",
        consequence=_("Desde ese momento no abre nada."),
    )  # fmt: skip
    return do_for_reason(
        request, deed,
        lambda act, **why: revoke_link(act, link=link, **why, now=timezone.now()),
        circle=unit.organisation.home, said=_("El enlace quedó retirado."),
    )  # fmt: skip
