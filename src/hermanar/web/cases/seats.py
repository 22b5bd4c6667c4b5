"""Giving an organisation its place in a relation's circle."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.directory.enums import Part
from hermanar.directory.queries import list_to_seat
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import SEATS
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import list_given_places

from ..deeds import Deed, do, offer
from ..edge import SeatedRequest, given, seat_required
from ..relations import crumbs, find_relation
from ..told import Told


class SeatForm(forms.Form):
    part = forms.ChoiceField(label=gettext_lazy("Lugar en el círculo"), choices=[(p.value, p.label) for p in SEATS])
    organisation = forms.ChoiceField(label=gettext_lazy("Organización"))


class EndForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Organización"))


@seat_required
def give(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The counterpart, the state or a consulate that is on board gets its place (R2-12)."""
    partnership = find_relation(request, public_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    kinds = frozenset().union(*SEATS.values())
    may = {o.public_id: o for o in list_to_seat(partnership.circle, kinds, exercise=partnership.owner.is_exercise)}
    form = SeatForm(given(request))
    offer(form, "organisation", [("", _("Elija la organización")), *((key, str(o)) for key, o in may.items())])
    deed = Deed(
        title=_("Dar lugar a una organización"),
        submit=_("Dar lugar"),
        back=reverse("web:cases:circle", args=[partnership.public_id]),
        crumbs=crumbs(partnership, (_("Círculo de vinculación"), ""), (_("Dar lugar"), "")),
        lead=_("Desde su lugar verá lo que le corresponde de este expediente y hará sus propios pasos."),
        consequence=_("Lo que haga quien participa ya no lo asienta usted por esa oficina."),
        told=Told(reached=(_("las personas de esa organización que tengan cuenta"),)),
    )

    def call(act: Any) -> Any:
        typed = form.cleaned_data
        return partnerships.seat_organisation(
            act, partnership=partnership, organisation=may[typed["organisation"]], part=Part(typed["part"])
        )

    return do(request, deed, form, call, circle=partnership.circle, said=_("La organización ya participa."))


@seat_required
def end(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take an organisation's place back, at once (R2-12)."""
    partnership = find_relation(request, public_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    seated = {o.public_id: o for o in list_given_places(partnership)}
    form = EndForm(given(request))
    offer(form, "organisation", [("", _("Elija la organización")), *((key, str(o)) for key, o in seated.items())])
    deed = Deed(
        title=_("Terminar un lugar"),
        submit=_("Terminar el lugar"),
        back=reverse("web:cases:circle", args=[partnership.public_id]),
        crumbs=crumbs(partnership, (_("Círculo de vinculación"), ""), (_("Terminar un lugar"), "")),
        lead=_("Desde este momento sus personas dejan de ver el expediente. Lo que hicieron se queda en la bitácora."),
        consequence=_("Lo que haga después esa oficina lo vuelve a asentar usted."),
    )

    def call(act: Any) -> Any:
        return partnerships.unseat_organisation(
            act, partnership=partnership, organisation=seated[form.cleaned_data["organisation"]]
        )

    return do(request, deed, form, call, circle=partnership.circle, said=_("La organización ya no participa."))
