"""Antecedents of a relation: traditional instruments of before (R4-29)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_edit

from ..deeds import Deed, do, keep
from ..edge import SeatedRequest, given, seat_required
from ..relations import case_url, crumbs, find_relation
from .forms import EarlierActForm


@seat_required
def add_earlier_act(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put down a traditional instrument of before, which is not registrable as such (R4-29)."""
    partnership = find_relation(request, public_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    form = EarlierActForm(given(request), request.FILES or None)
    deed = Deed(
        title=_("Asentar un antecedente"),
        submit=_("Asentar"),
        back=case_url(partnership),
        crumbs=crumbs(partnership, (_("Antecedente"), "")),
        lead=_(
            "Acta, declaratoria, proclama o memorándum de antes: se conserva como antecedente, no inscribible como tal."
        ),
    )

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        scan = keep(act, partnership.circle, typed.pop("file"))
        return partnerships.record_earlier_act(act, partnership=partnership, attachment=scan, **typed)

    return do(request, deed, form, call, circle=partnership.circle, said=_("El antecedente quedó asentado."))
