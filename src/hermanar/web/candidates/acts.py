"""What is done with a candidate: kept, left out, weighed, told something of, opined on."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.candidates import operations as candidates
from hermanar.candidates.enums import CandidateState, DatumKind
from hermanar.candidates.policies import can_choose, can_opine
from hermanar.candidates.queries import exists, get_candidate, get_datum, list_weights, routed_to, sheet_of
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.queries import get_lead

from ..deeds import Deed, EmptyForm, do, do_for_reason
from ..edge import SeatedRequest, given, seat_required, today as today_of
from ..told import LIAISON, NOBODY, told_to
from .forms import DatumForm, DiscardForm, NoteForm, OpinionForm, SenseForm, WeightsForm
from .views import crumbs, house


def _choosing(request: SeatedRequest) -> Any:
    """The municipality, for its liaison only: for the rest this page is not there."""
    owner = house(request)
    if not can_choose(request.seat.actor, owner.home):
        raise NotVisible("candidates")
    return owner


def _city(request: SeatedRequest, owner: Any, city: str) -> tuple[str, str]:
    """(name, address) of a city. Raises NotVisible."""
    if not exists(city) or city == f"m{owner.municipality_id}":
        raise NotVisible(city)
    sheet = sheet_of(request.seat.actor, owner, today_of(request), city)
    return f"{sheet.name}, {sheet.region or sheet.country_name}", reverse("web:candidates:city", args=[city])


def _deed(name: str, url: str, title: str, submit: str, **more: Any) -> Deed:
    return Deed(title=title, submit=submit, back=url, crumbs=crumbs((name, url), (title, "")), **more)


@seat_required
def shortlist(request: SeatedRequest, city: str) -> HttpResponse:
    """Put a city on the short list."""
    owner = _choosing(request)
    name, url = _city(request, owner, city)
    form = NoteForm(given(request))
    deed = _deed(
        name, url, _("Guardar en la lista corta"), _("Guardar"),
        consequence=_("Queda en la lista corta, que el Comité también lee."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: candidates.shortlist_city(act, owner=owner, city=city, reason=form.cleaned_data["reason"]),
        circle=owner.home, said=_("Ya está en la lista corta."),
    )  # fmt: skip


@seat_required
def discard(request: SeatedRequest, city: str) -> HttpResponse:
    """Leave a city out, with the reason."""
    owner = _choosing(request)
    name, url = _city(request, owner, city)
    form = DiscardForm(given(request))
    deed = _deed(
        name, url, _("Descartar"), _("Descartar"), kind="danger",
        consequence=_("Deja de aparecer entre las candidatas; se encuentra en “Descartadas” con su razón."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: candidates.discard_city(act, owner=owner, city=city, reason=form.cleaned_data["reason"]),
        circle=owner.home, said=_("Quedó descartada, con su razón."),
    )  # fmt: skip


@seat_required
def take_off(request: SeatedRequest, city: str) -> HttpResponse:
    """Take the decision back."""
    owner = _choosing(request)
    name, url = _city(request, owner, city)
    row = get_candidate(request.seat.actor, owner, city)
    if row is None:
        raise NotVisible(city)
    deed = _deed(
        name, url, _("Quitar de la lista"), _("Quitar"),
        lead=str(CandidateState(row.state).label), consequence=_("Vuelve a estar entre las demás, sin decisión."),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: candidates.take_off_city(act, owner=owner, city=city),
        circle=owner.home, said=_("Se quitó de la lista."),
    )  # fmt: skip


@seat_required
def weigh(request: SeatedRequest) -> HttpResponse:
    """How much each criterion counts."""
    owner = _choosing(request)
    weights = list_weights(owner)
    form = WeightsForm(given(request), weights=weights)
    deed = Deed(
        title=_("Pesos de las candidatas"),
        lead=_("Cuántos puntos da un sí completo en cada criterio. 0 lo deja fuera."),
        submit=_("Guardar los pesos"),
        back=reverse("web:candidates:list"),
        crumbs=crumbs((_("Pesos"), "")),
        consequence=_("El orden de las candidatas cambia para todo el municipio y su Comité."),
    )

    def save(act: Any) -> Any:
        values = {w.key: form.cleaned_data[w.key] for w in weights}
        return candidates.change_weights(act, owner=owner, values=values, reason=form.cleaned_data["reason"])

    return do(
        request, deed, form, save, circle=owner.home, said=_("Los pesos quedaron guardados."),
        template="web/candidates/weights.html",
        more={
            "rows": [(w, form[w.key]) for w in weights],
            "columns": [{"label": _("Criterio")}, {"label": _("Valor inicial")}, {"label": _("Puntos"), "num": True}],
        },
    )  # fmt: skip


@seat_required
def add_datum(request: SeatedRequest, city: str) -> HttpResponse:
    """Put down something read of the city."""
    owner = _choosing(request)
    name, url = _city(request, owner, city)
    asked = request.GET.get("dato", "")
    form = DatumForm(given(request), initial={"kind": asked if asked in DatumKind.values else ""})
    deed = _deed(
        name, url, _("Asentar un dato"), _("Asentar"), lead=_("Lo que leyó o le dijeron de esa ciudad, con su fuente."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: candidates.record_datum(act, owner=owner, city=city, **form.cleaned_data),
        circle=owner.home, said=_("El dato ya cuenta en la hoja."),
    )  # fmt: skip


@seat_required
def withdraw_datum(request: SeatedRequest, city: str, public_id: str) -> HttpResponse:
    """A datum no longer counts."""
    owner = _choosing(request)
    name, url = _city(request, owner, city)
    datum = get_datum(request.seat.actor, public_id)
    deed = _deed(
        name, url, _("Retirar el dato"), _("Retirar"), kind="danger", lead=f"{datum.get_kind_display()}: {datum.source}"
    )  # fmt: skip
    return do_for_reason(
        request, deed,
        lambda act, **why: candidates.withdraw_datum(act, owner=owner, datum=datum, **why),
        circle=owner.home, said=_("El dato se retiró."),
    )  # fmt: skip


@seat_required
def add_opinion(request: SeatedRequest, city: str) -> HttpResponse:
    """Put down what a consulate said, from its paper."""
    owner = _choosing(request)
    name, url = _city(request, owner, city)
    form = OpinionForm(given(request), initial={"dated_on": today_of(request)})
    deed = _deed(
        name, url, _("Asentar la opinión de un consulado"), _("Asentar"),
        consequence=_("Queda como asentada por usted, con la fecha del papel."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: candidates.record_opinion(act, owner=owner, city=city, **form.cleaned_data),
        circle=owner.home, said=_("La opinión quedó asentada."),
    )  # fmt: skip


@seat_required
def opine(request: SeatedRequest, lead_id: str) -> HttpResponse:
    """The consulate's own opinion of the city of a lead."""
    lead = get_lead(request.seat.actor, lead_id)
    if not can_opine(request.seat.actor, lead.circle):
        raise NotVisible(lead_id)
    back = reverse("web:leads:lead", args=[lead_id])
    form = SenseForm(given(request))
    deed = Deed(
        title=_("Opinión sobre la ciudad"),
        lead=", ".join(filter(None, [lead.foreign_name, lead.foreign_subdivision, str(lead.country)])),
        submit=_("Dar la opinión"),
        back=back,
        crumbs=[{"label": lead.folio, "url": back}, {"label": _("Opinión"), "url": ""}],
        consequence=_("Cuenta en la hoja de puntos de esa ciudad, con la fecha y el nombre del consulado."),
        told=told_to(request, town.home, LIAISON) if (town := routed_to(lead)) else NOBODY,
    )
    return do(
        request, deed, form,
        lambda act: candidates.give_opinion(act, lead=lead, **form.cleaned_data),
        circle=lead.circle, said=_("La opinión quedó dada."),
    )  # fmt: skip
