"""Differences about the agreement, and earlier instruments of the same pair."""

from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.programmes import operations as programmes
from hermanar.programmes.queries import get_dispute, list_instruments

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, seat_required
from ..relations import find_relation, title_of, today_of
from .forms import DisputeForm, InstrumentForm, ResolveForm
from .shared import crumbs_of, of_relation


@seat_required
def open_dispute(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    form = DisputeForm(given(request), initial={"raised_on": today_of(request, partnership)})
    deed = Deed(
        title=_("Asentar una diferencia"), submit=_("Asentar"), back=of_relation(partnership), lead=title_of(partnership),
        crumbs=crumbs_of(partnership, (_("Diferencia"), "")),
        consequence=_("Las Partes la resuelven de común acuerdo; después se asienta cómo."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: programmes.open_dispute(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, said=gettext_lazy("La diferencia quedó asentada."),
    )  # fmt: skip


@seat_required
def resolve_dispute(request: SeatedRequest, public_id: str) -> HttpResponse:
    dispute = get_dispute(request.seat.actor, public_id)
    partnership = find_relation(request, dispute.partnership.public_id)
    form = ResolveForm(given(request), initial={"resolved_on": today_of(request, partnership)})
    deed = Deed(
        title=_("Asentar cómo se resolvió"), submit=_("Asentar"), back=of_relation(partnership),
        lead=title_of(partnership), crumbs=crumbs_of(partnership, (_("Diferencia"), "")),
        facts=[{"term": _("En qué consiste"), "value": dispute.matter}],
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: programmes.resolve_dispute(act, dispute=dispute, **form.cleaned_data),
        circle=partnership.circle, said=gettext_lazy("La diferencia quedó resuelta."),
    )  # fmt: skip


@seat_required
def declare(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say whether an instrument stands against the agreement: one of the list (`?sobre=`), or another."""
    partnership = find_relation(request, public_id)
    asked = request.GET.get("sobre", "")
    known = next(
        (row for row in list_instruments(request.seat.actor, partnership) if row.about == asked and asked), None
    )
    initial = {"title": known.title, "on": known.on} if known else {}
    if known and known.declared:
        initial |= {"conflict": known.declared.conflict, "text": known.declared.text}
    form = InstrumentForm(given(request), initial=initial)
    deed = Deed(
        title=_("Instrumentos anteriores de las dos"), submit=_("Declarar"), back=of_relation(partnership),
        lead=title_of(partnership), crumbs=crumbs_of(partnership, (_("Instrumento"), "")),
        consequence=_("El acuerdo no afecta lo que las Partes ya tienen convenido en otros instrumentos."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: programmes.declare_conflict(
            act, partnership=partnership, about=known.about if known else "", **form.cleaned_data
        ),
        circle=partnership.circle, said=gettext_lazy("La declaración quedó asentada."),
    )  # fmt: skip
