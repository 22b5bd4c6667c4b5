"""The shelf, its documents, and what goes with a lead or a letter."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.documents import operations as documents
from hermanar.documents.policies import can_issue_library
from hermanar.documents.queries import get_library_item, library_issuers, list_library, open_library_item
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import get_lead, get_letter

from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, operate, page, seat_required
from .forms import AnnexForm, ItemForm, NewItemForm


def _shelf(*more: tuple[str, str]) -> list[dict]:
    rows = [{"label": _("Biblioteca"), "url": reverse("web:library:library")}]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_library(request: SeatedRequest) -> HttpResponse:
    """Every document the post reads."""
    actor = request.seat.actor
    context = {
        "items": [
            {
                "it": item,
                "may": can_issue_library(actor, item.issuer),
                "kilobytes": item.attachment.blob.size // 1024 + 1,
            }
            for item in list_library(actor)
        ],
        "may_add": bool(library_issuers(actor)),
    }
    return page(request, "web/library/library.html", context)


@seat_required
def send_file(request: SeatedRequest, public_id: str) -> Any:
    """The document itself."""
    found = open_library_item(request.seat.actor, public_id)
    return FileResponse(found.stream, content_type=found.media_type, filename=found.filename, as_attachment=True)


@seat_required
def add(request: SeatedRequest) -> HttpResponse:
    """Put a document on the shelf."""
    issuers = {o.public_id: o for o in library_issuers(request.seat.actor)}
    if not issuers:
        raise NotVisible("library")
    form = NewItemForm(
        given(request),
        request.FILES or None,
        issuers={key: str(o) for key, o in issuers.items()},
        initial={"audience": "everybody"},
    )
    deed = Deed(
        title=_("Agregar a la biblioteca"),
        lead=_("Guías y documentos del programa que otros pueden leer y acompañar a sus cartas."),
        submit=_("Agregar"),
        back=reverse("web:library:library"),
        crumbs=_shelf((_("Agregar"), "")),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        return documents.add_library_item(act, **values | {"issuer": issuers[values["issuer"]]})

    return do(request, deed, form, call, circle=None, fields={"file": "upload"}, said=_("Ya está en la biblioteca."))


def _own(request: SeatedRequest, public_id: str) -> Any:
    item = get_library_item(request.seat.actor, public_id)
    if not can_issue_library(request.seat.actor, item.issuer):
        raise NotVisible(public_id)
    return item


@seat_required
def change(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct what the shelf says of it."""
    item = _own(request, public_id)
    names = ("title", "title_en", "about", "about_en", "published_on", "audience")
    form = ItemForm(given(request), initial={name: getattr(item, name) for name in names})
    deed = Deed(
        title=_("Corregir la ficha"),
        lead=str(item),
        submit=_("Guardar"),
        back=reverse("web:library:library"),
        crumbs=_shelf((str(item), "")),
    )
    return do(
        request,
        deed,
        form,
        lambda act: documents.change_library_item(act, item=item, **form.cleaned_data),
        circle=None,
        said=_("Ficha corregida."),
    )


@seat_required
def withdraw(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take it from the shelf."""
    item = _own(request, public_id)
    deed = Deed(
        title=_("Retirar de la biblioteca"),
        lead=str(item),
        submit=_("Retirar"),
        back=reverse("web:library:library"),
        crumbs=_shelf((str(item), "")),
        kind="danger",
        consequence=_("Nadie podrá acompañarlo a otro papel. Donde ya se envió, se conserva."),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: documents.withdraw_library_item(act, item=item, **why),
        circle=None,
        said=_("Documento retirado."),
    )


def _annex(
    request: SeatedRequest, paper: Any, title: str, circle: Any, back: str, call: Callable[..., Any]
) -> HttpResponse:
    gone = {annex.item_id for annex in paper.annexes.all() if annex.removed_on is None}
    items = {i.public_id: i for i in list_library(request.seat.actor) if i.pk not in gone}
    if not items:
        messages.info(request, _("No hay en la biblioteca otro documento que acompañar."))
        return redirect(back)
    form = AnnexForm(given(request), items={key: str(item) for key, item in items.items()})
    deed = Deed(
        title=_("Documentos que acompañan"),
        lead=title,
        submit=_("Acompañar"),
        back=back,
        crumbs=[{"label": title, "url": back}, {"label": _("Documentos que acompañan"), "url": ""}],
        consequence=_("Una copia queda en el expediente, con lo demás."),
    )

    def every(act: Any) -> None:
        for key in form.cleaned_data["items"]:
            call(act, items[key])

    return do(request, deed, form, every, circle=circle, said=_("Queda asentado qué documentos acompañan."))


@seat_required
def annex_lead(request: SeatedRequest, lead_id: str) -> HttpResponse:
    """Documents of the library that go with a lead."""
    lead = get_lead(request.seat.actor, lead_id)
    return _annex(
        request,
        lead,
        f"{_('Prospecto')} {lead.folio}",
        lead.circle,
        reverse("web:leads:lead", args=[lead_id]),
        lambda act, item: partnerships.annex_to_lead(act, lead=lead, item=item),
    )


def _letter(request: SeatedRequest, letter_id: str) -> Any:
    letter = get_letter(request.seat.actor, letter_id)
    if not can_edit(request.seat.actor, letter.circle):
        raise NotVisible(letter_id)
    return letter


@seat_required
def annex_letter(request: SeatedRequest, letter_id: str) -> HttpResponse:
    """Documents of the library that go with a letter."""
    letter = _letter(request, letter_id)
    return _annex(
        request,
        letter,
        f"{letter.get_kind_display()} {letter.folio}".strip(),
        letter.circle,
        reverse("web:letters:letter", args=[letter_id]),
        lambda act, item: partnerships.annex_to_letter(act, letter=letter, item=item),
    )


@seat_required
@require_POST
def remove(request: SeatedRequest, letter_id: str, public_id: str) -> HttpResponse:
    """Take a document away from a letter not sent yet."""
    letter = _letter(request, letter_id)
    annex = letter.annexes.filter(public_id=public_id).first()
    if annex is None:
        raise NotVisible(public_id)
    back = reverse("web:letters:letter", args=[letter_id])
    done = operate(
        request,
        lambda act: partnerships.remove_annex(act, annex=annex),
        circle=letter.circle,
        then=back,
        said=_("Ese documento ya no acompaña a la carta."),
    )
    return done.response or HttpResponse(status=303, headers={"Location": back})
