"""The register of products of an agreement: whose they are and how they are protected (art. XI)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.acts import Act
from hermanar.programmes import operations as programmes
from hermanar.programmes.queries import get_product, list_programmes

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, seat_required
from ..relations import find_relation, title_of, today_of
from .forms import ProductForm, ProtectForm
from .shared import crumbs_of, of_relation


@seat_required
def put(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    rows = {
        row.public_id: row
        for programme in list_programmes(request.seat.actor, partnership)
        for row in programme.activities.all()
    }
    form = ProductForm(
        given(request), activities=[(key, str(row)) for key, row in rows.items()],
        initial={"made_on": today_of(request, partnership)},
    )  # fmt: skip
    deed = Deed(
        title=_("Asentar un producto"), submit=_("Asentar"), back=of_relation(partnership), lead=title_of(partnership),
        crumbs=crumbs_of(partnership, (_("Productos"), "")),
        consequence=_("Se rige por la ley de cada país y los convenios que obliguen a ambas Partes (artículo XI)."),
    )  # fmt: skip

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        activity = rows.get(typed.pop("activity"))
        return programmes.put_product(act, partnership=partnership, activity=activity, **typed)

    return do(
        request, deed, form, call, circle=partnership.circle, said=gettext_lazy("El producto quedó en el registro.")
    )


@seat_required
def protect(request: SeatedRequest, public_id: str) -> HttpResponse:
    product = get_product(request.seat.actor, public_id)
    partnership = find_relation(request, product.partnership.public_id)
    form = ProtectForm(given(request), initial={"registered_on": today_of(request, partnership)})
    deed = Deed(
        title=_("Asentar su registro"), submit=_("Asentar"), back=of_relation(partnership), lead=product.title,
        crumbs=crumbs_of(partnership, (_("Productos"), "")),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: programmes.protect_product(act, product=product, **form.cleaned_data),
        circle=partnership.circle, said=gettext_lazy("El registro quedó asentado."),
    )  # fmt: skip
