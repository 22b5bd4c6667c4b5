"""Models that others wrote: brought in from a file, looked at article by article, confirmed (R4-31)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import OrganisationKind
from hermanar.documents import operations as documents
from hermanar.documents.policies import can_keep_model
from hermanar.documents.queries import get_model_text, list_model_texts, model_keepers, published_instead
from hermanar.kernel.content import BlockKind
from hermanar.kernel.errors import NotVisible

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, page, seat_required, today
from ..language import translated, validity_told
from .forms import ConfirmModelForm, ModelForm, ReceivedModelForm


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [
        {"label": _("Biblioteca"), "url": reverse("web:library:library")},
        {"label": _("Modelos de acuerdo"), "url": reverse("web:library:models")},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_models(request: SeatedRequest) -> HttpResponse:
    """Every model the post may see, newest version of each language first."""
    actor, on = request.seat.actor, today(request)
    found = list_model_texts(actor)
    keepers = model_keepers(actor)
    return page(
        request,
        "web/library/models.html",
        {
            "rows": [(m, validity_told(m, on)) for m in found if not m.is_received],
            "received": [(m, published_instead(m, found, on)) for m in found if m.is_received],
            "may_add": bool(keepers),
            "own": any(o.kind == OrganisationKind.MUNICIPALITY for o in keepers),
            "crumbs": _crumbs()[:1],
        },
    )


@seat_required
def import_model(request: SeatedRequest) -> HttpResponse:
    """Bring one in from a file."""
    issuers = {o.public_id: o for o in model_keepers(request.seat.actor)}
    if not issuers:
        raise NotVisible("library")
    house = next(iter(issuers.values()))
    if house.kind == OrganisationKind.MUNICIPALITY:
        return _receive(request, house)
    form = ModelForm(given(request), request.FILES or None, issuers={key: str(o) for key, o in issuers.items()})
    deed = Deed(
        title=_("Traer un modelo"),
        lead=_("De un archivo se leen sus artículos, incisos y espacios en blanco. Después se revisa y se confirma."),
        submit=_("Leer el archivo"),
        back=reverse("web:library:models"),
        crumbs=_crumbs((_("Traer un modelo"), "")),
        consequence=_("Si ya está con las mismas palabras, se abre esa versión."),
    )

    def call(act: Any) -> Any:
        values = form.cleaned_data
        upload = values["upload"]
        return documents.import_model_text(
            act, issuer=issuers[values["issuer"]], data=upload.read(), filename=upload.name, title=values["title"],
            source=values["source"], valid_from=values["valid_from"], valid_to=values["valid_to"],
        )  # fmt: skip

    return do(
        request,
        deed,
        form,
        call,
        circle=None,
        then=lambda model: reverse("web:library:model", args=[model.public_id]),
        said=_("El modelo está leído. Revíselo."),
    )


def _receive(request: SeatedRequest, house: Any) -> HttpResponse:
    """A municipality brings in, for its own use, a model that nobody published here."""
    form = ReceivedModelForm(given(request), request.FILES or None)
    deed = Deed(
        title=_("Traer un modelo"),
        lead=_("El que le hizo llegar la SRE, su estado u otra ciudad. De un archivo se leen sus artículos, incisos y espacios en blanco."),
        submit=_("Leer el archivo"),
        back=reverse("web:library:models"),
        crumbs=_crumbs((_("Traer un modelo"), "")),
        consequence=_("Queda solo para su municipio, como se recibió: no es el modelo publicado por la SRE, y nadie más lo ve. Si la SRE publica el suyo, se usa ése."),
    )  # fmt: skip

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        upload = values.pop("upload")
        return documents.import_model_text(act, issuer=house, data=upload.read(), filename=upload.name, **values)

    return do(
        request, deed, form, call, circle=None,
        then=lambda model: reverse("web:library:model", args=[model.public_id]),
        said=_("El modelo está leído. Revíselo."),
    )  # fmt: skip


@seat_required
def show_model(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The model as it was read: its articles, its items, its blanks."""
    model = get_model_text(request.seat.actor, public_id)
    by_group: dict[str, list] = {}
    for blank in model.blanks:
        by_group.setdefault(blank["group"], []).append(blank)
    articles: list[dict] = []
    for block in model.as_content.blocks:
        text = block.text.get(model.language, "")
        if not articles or articles[-1]["group"] != block.group:
            articles.append(
                {
                    "group": block.group,
                    "number": block.number if block.kind is BlockKind.HEADING else "",
                    "heading": text if block.kind is BlockKind.HEADING else "",
                    "lines": [],
                    "slots": by_group.get(block.group, []),
                }
            )
        if block.kind is not BlockKind.HEADING:
            articles[-1]["lines"].append({"label": block.number, "text": text})
    context = {
        "model": model,
        "articles": articles,
        "left_out": [translated(part) for part in model.left_out],
        "until": validity_told(model, today(request)),
        "count": sum(1 for a in articles if a["number"]),
        "blanks": len(model.blanks),
        "may_confirm": model.confirmed_on is None and can_keep_model(request.seat.actor, model.issuer),
        "instead": published_instead(model, list_model_texts(request.seat.actor), today(request)),
        "crumbs": _crumbs(),
    }
    return page(request, "web/library/model.html", context)


@seat_required
def confirm(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say that it was read right, and from when it is to be used."""
    model = get_model_text(request.seat.actor, public_id)
    if model.confirmed_on or not can_keep_model(request.seat.actor, model.issuer):
        raise NotVisible(public_id)
    form = ConfirmModelForm(
        given(request), initial={"source": model.source, "valid_from": model.valid_from, "valid_to": model.valid_to}
    )
    back = reverse("web:library:model", args=[public_id])
    deed = Deed(
        title=_("Confirmar el modelo"),
        lead=str(model),
        submit=_("Confirmar"),
        back=back,
        crumbs=_crumbs((str(model), back), (_("Confirmar el modelo"), "")),
        consequence=_(
            "Su municipio podrá comparar con él desde esa fecha. Su texto ya no cambia: otro texto es otra versión."
        )
        if model.is_received
        else _(
            "Quien tenga un cargo podrá consultarlo desde esa fecha. Su texto ya no cambia: otro texto es otra versión."
        ),
    )
    return do(
        request,
        deed,
        form,
        lambda act: documents.confirm_model_text(act, model=model, **form.cleaned_data),
        circle=None,
        then=back,
        said=_("El modelo quedó confirmado."),
    )
