"""To go on without a step, with its reason; and to ask for it again."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import steps_to_waive, waived_steps

from ..deeds import Deed, ReasonForm, do, offer
from ..edge import SeatedRequest, given, seat_required, today as today_of
from ..language import translated
from ..relations import crumbs, find_relation
from ..told import tell_hands


class StepForm(ReasonForm):
    step = forms.ChoiceField(label=gettext_lazy("Qué paso"), widget=forms.RadioSelect)
    field_order = ("step", "reason")

    def __init__(self, *args: Any, steps: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "step", [(s.key, translated(s.title)) for s in steps])


def _editable(request: SeatedRequest, public_id: str) -> Any:
    partnership = find_relation(request, public_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    return partnership


@seat_required
def waive(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Go on without a step on which nothing else rests."""
    partnership = _editable(request, public_id)
    steps = steps_to_waive(partnership, today_of(request, partnership.circle))
    deed = Deed(
        title=_("Seguir sin un paso"),
        submit=_("Seguir sin él") if steps else "",
        back=reverse("web:cases:case", args=[public_id]),
        crumbs=crumbs(partnership, (_("Seguir sin un paso"), "")),
        lead=_(
            "Solo los pasos en que nada de lo que sigue descansa: la autorización, el dictamen y la firma no se dispensan."
        )
        if steps
        else _("Ningún paso de los que faltan puede dispensarse."),
        consequence=_("No se da por acreditado: queda dispensado con su motivo. Si se hace después, se asienta igual."),
        told=tell_hands(request, partnership.circle),
    )
    form = StepForm(given(request), steps=steps)
    return do(
        request, deed, form,
        lambda act: partnerships.waive_case_step(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, said=gettext_lazy("El expediente sigue sin ese paso, con su motivo."),
    )  # fmt: skip


@seat_required
def ask(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A step that was done without is asked for again."""
    partnership = _editable(request, public_id)
    steps = waived_steps(partnership, today_of(request, partnership.circle))
    deed = Deed(
        title=_("Pedir otra vez un paso"),
        submit=_("Pedirlo otra vez") if steps else "",
        back=reverse("web:cases:case", args=[public_id]),
        crumbs=crumbs(partnership, (_("Pedir otra vez un paso"), "")),
        lead="" if steps else _("No hay pasos dispensados."),
        told=tell_hands(request, partnership.circle),
    )
    form = StepForm(given(request), steps=steps)
    return do(
        request, deed, form,
        lambda act: partnerships.ask_case_step(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle, said=gettext_lazy("El paso vuelve a pedirse, con su motivo."),
    )  # fmt: skip
