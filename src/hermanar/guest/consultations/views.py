"""The question, what should be known to answer it, and the form; afterwards, what was said."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ConsultationState, LinkFor, Position
from hermanar.calls.queries import consultation_of_link, sections_shown

from ..edge import GuestRequest, address_of_link, at_link, moment, operate, page
from ..forms import long_text


class PositionForm(forms.Form):
    position = forms.ChoiceField(label=_("Su posición"), choices=Position.choices, widget=forms.RadioSelect)
    text = long_text(
        _("Sus razones, condiciones o sugerencias"), rows=6, required=False,
        help_text=_("El Comité lo lee antes de votar."),
    )  # fmt: skip


@at_link(LinkFor.CONSULTATION)
def home(request: GuestRequest) -> HttpResponse:
    """One question, one answer."""
    row = consultation_of_link(request.guest.actor, request.guest.subject)
    consultation = row.consultation
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: calls.give_position(act, consulted=row, **form.cleaned_data),
            form=form,
            then=address_of_link(request),
        )
        if done.response:
            return done.response
    open_today = (
        consultation.state == ConsultationState.OPEN and moment(consultation.circle).date() <= consultation.closes_on
    )
    context = {
        "it": row,
        "consultation": consultation,
        "form": form,
        "sections": sections_shown(consultation),
        "is_open": open_today,
        "is_exercise": consultation.owner.is_exercise or consultation.circle.exercise_at is not None,
    }
    return page(request, "guest/consultations/home.html", context)
