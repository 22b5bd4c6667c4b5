"""What a house puts into its papers: the legal bases it cites, dated and with their source, and its usual copies."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.documents import operations as documents
from hermanar.documents.policies import can_set_letterhead
from hermanar.documents.queries import get_legal_basis, list_legal_bases, usual_copies
from hermanar.documents.rules.catalogues import bases
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number

from ..deeds import Deed, day_field, do
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import translated


class BasisForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Disposición"),
        help_text=gettext_lazy("Como se cita, con artículo: el artículo 113 de la Constitución del Estado…"),
        max_length=300,
    )
    text_en = forms.CharField(label=gettext_lazy("En inglés"), max_length=300, required=False)
    source = forms.CharField(
        label=gettext_lazy("Dónde se leyó"),
        help_text=gettext_lazy("Publicación y fecha, o su dirección."),
        max_length=300,
    )
    valid_from = day_field(label=gettext_lazy("Rige desde"), required=False)
    valid_to = day_field(label=gettext_lazy("Rigió hasta"), required=False)


class EndForm(forms.Form):
    valid_to = day_field(label=gettext_lazy("Último día en que rige"))


class CopiesForm(forms.Form):
    copies = forms.CharField(
        label=gettext_lazy("Con copia para"), required=False, max_length=1000,
        help_text=gettext_lazy("Una por renglón: cargo y oficina. Cada carta empieza con ellas y puede cambiarlas."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    copies_en = forms.CharField(
        label=gettext_lazy("Con copia para, en inglés"), required=False, max_length=1000,
        help_text=gettext_lazy("En el mismo orden."), widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )  # fmt: skip
    initials = forms.CharField(label=gettext_lazy("Iniciales de quien elabora"), max_length=40, required=False)


def _house(request: SeatedRequest) -> Any:
    """The post's own house, where the post keeps its catalogue. Raises NotVisible."""
    house = request.seat.organisation
    if house is None or not can_set_letterhead(request.seat.actor, house):
        raise NotVisible("house")
    return house


def _url() -> str:
    return reverse("web:papers:house")


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [
        (_("Biblioteca de papeles"), reverse("web:papers:shelf")),
        (_("Fundamentos y copias"), _url() if more else ""),
    ]
    return [{"label": label, "url": url} for label, url in (*rows, *more)]


@seat_required
def show(request: SeatedRequest) -> HttpResponse:
    """The catalogue of the house, what published papers of it cite, and its usual copies."""
    house = _house(request)
    rows = list_legal_bases(house)
    held = {row.text for row in rows}
    proposals = [
        {"text": translated(p), "source": basis.source, "on": basis.cited_on, "url": f"{reverse('web:papers:add_basis')}?propuesta={n}-{k}"}
        for n, basis in enumerate(bases(house.municipality_id or ""))
        for k, p in enumerate(basis.provisions)
        if p["es"] not in held
    ]  # fmt: skip
    usual = usual_copies(house, today_of(request))
    context = {
        "house": house,
        "rows": rows,
        "proposals": proposals,
        "copies": [translated(line) for line in usual["copies"]],
        "initials": usual["initials"],
        "crumbs": _crumbs(),
    }
    return page(request, "web/papers/house.html", context)


def _proposal(house: Any, asked: str) -> dict[str, Any]:
    """First values of the form from a proposal `n-k`; none where it is no longer there."""
    first, _dash, second = asked.partition("-")
    known = bases(house.municipality_id or "")
    at, of = whole_number(first), whole_number(second)
    if at is None or of is None or at >= len(known):
        return {}
    basis = known[at]
    if of >= len(basis.provisions):
        return {}
    said = basis.provisions[of]
    return {"text": said["es"], "text_en": said["en"], "source": basis.source}


@seat_required
def add_basis(request: SeatedRequest) -> HttpResponse:
    """A provision more; a proposal is read and confirmed like any other."""
    house = _house(request)
    form = BasisForm(given(request), initial=_proposal(house, request.GET.get("propuesta", "")))
    deed = Deed(
        title=_("Agregar un fundamento"), submit=_("Agregar"), back=_url(), crumbs=_crumbs((_("Agregar"), "")),
        consequence=_("Se cita en los papeles que se preparen desde ahora, mientras rija."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: documents.add_legal_basis(act, organisation=house, **form.cleaned_data),
        circle=None, said=_("Ya está en el catálogo."),
    )  # fmt: skip


@seat_required
def end_basis(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A provision that no longer holds."""
    house = _house(request)
    basis = get_legal_basis(house, public_id)
    form = EndForm(given(request), initial={"valid_to": today_of(request)})
    deed = Deed(
        title=_("Dejar de citar"), lead=str(basis), submit=_("Dejar de citar"), back=_url(),
        crumbs=_crumbs((_("Dejar de citar"), "")), consequence=_("Los papeles de antes la siguen citando."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: documents.end_legal_basis(act, basis=basis, **form.cleaned_data),
        circle=None, said=_("Ya no se cita en papeles nuevos."),
    )  # fmt: skip


@seat_required
def copies(request: SeatedRequest) -> HttpResponse:
    """Whom letters of the year are copied to, and who drafts them."""
    house, day = _house(request), today_of(request)
    usual = usual_copies(house, day)
    initial = {
        "copies": "\n".join(line["es"] for line in usual["copies"]),
        "copies_en": "\n".join(line["en"] for line in usual["copies"]),
        "initials": usual["initials"],
    }
    form = CopiesForm(given(request), initial=initial)
    deed = Deed(
        title=_("Copias de los oficios"), lead=str(day.year), submit=_("Guardar"), back=_url(),
        crumbs=_crumbs((_("Copias de los oficios"), "")),
    )  # fmt: skip

    def call(act: Any) -> Any:
        return documents.set_usual_copies(act, organisation=house, year=day.year, **form.cleaned_data)

    return do(request, deed, form, call, circle=None, said=_("Las copias quedaron guardadas."))
