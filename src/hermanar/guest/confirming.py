"""The code by which the holder of a link shows that what was handed in is theirs: asked for, typed, done."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionState
from hermanar.kernel.errors import Refused
from hermanar.links.rules import hidden_email

from .edge import CODES, GuestRequest, address_of_link, is_within, operate, page, too_many
from .forms import CodeForm

# colour of the state of what was handed in
TONES = {"taken": "leaf", "waiting": "amber", "unconfirmed": "amber", "set_aside": ""}


def confirm_page(request: GuestRequest, row: Any, frame: dict[str, Any]) -> HttpResponse:
    """Its page, in the frame of the link's other pages."""
    link = request.guest.link
    if row.state != ContributionState.UNCONFIRMED:
        return page(request, "guest/counterpart/confirmed.html", {**frame, "row": row})
    form = CodeForm(request.POST or None)
    sent = False
    if request.method == "POST" and "send" in request.POST:
        if not is_within(request, CODES, link.public_id):
            return too_many(request)
        now = timezone.now()
        done = operate(request, lambda act: calls.send_confirmation(act, contribution=row, now=now))
        sent, form = done.response is not None, CodeForm()
    elif request.method == "POST" and form.is_valid():
        try:
            done = operate(
                request,
                lambda act: calls.confirm_contribution(
                    act, contribution=row, code=form.cleaned_data["code"], now=timezone.now()
                ),
            )
        except Refused as ended:
            raise Http404 from ended
        if done.value:
            return HttpResponseRedirect(f"{address_of_link(request)}?hecho=si")
        form.add_error("code", _("Ese código no es, o ya no sirve. Pida otro si hace falta."))
    context = {
        **frame,
        "form": form,
        "row": row,
        "sent": sent or "code" in request.POST,
        "email": hidden_email(link.email),
        "title": _("Confirme desde su correo"),
        "submit": _("Confirmar"),
    }
    return page(request, "guest/counterpart/confirm.html", context)
