"""One small form on a phone: who came. It shows nobody else."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import CHECK_IN
from hermanar.meetings.queries import session_of_link

from ..edge import GuestRequest, address_of_link, at_link, moment, operate, page


class CheckInForm(forms.Form):
    name = forms.CharField(label=_("Su nombre"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    post = forms.CharField(label=_("Su puesto"), max_length=200, required=False)
    area = forms.CharField(label=_("Dependencia"), max_length=200, required=False)
    rank = forms.CharField(label=_("Área o grupo"), max_length=120, required=False)


@at_link(CHECK_IN)
def home(request: GuestRequest) -> HttpResponse:
    """Register; then the page is ready for the next person."""
    session = session_of_link(request.guest.subject)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: meetings.check_in(act, session=session, **form.cleaned_data), form=form,
            then=address_of_link(request) + "?listo=1",
        )  # fmt: skip
        if done.response:
            return done.response
    context = {
        "session": session,
        "form": form,
        "is_done": "listo" in request.GET and request.method == "GET",
        "is_today": session.held_on == moment(session.body.circle).date(),
    }
    return page(request, "guest/checkin/home.html", context)
