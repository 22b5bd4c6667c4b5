"""The link by which a letter without a case is answered: given and taken back."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import LinkFor
from hermanar.kernel.errors import NotVisible
from hermanar.links.operations import revoke_link
from hermanar.links.queries import get_link

from ..deeds import ReasonForm, do
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..links.forms import LANGUAGES, GiveForm
from ..links.given import show_given
from .views import liaison_deed, url_of


@seat_required
def give(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Give whom the letter went to a link by which it is answered. Its address is shown once: it is kept nowhere."""
    letter, deed = liaison_deed(
        request, public_id, _("Dar un enlace para contestar"),
        lead=_("Abre una sola página, la de esta carta, a quien usted diga. Sin cuenta ni contraseña."),
        consequence=_("Dura noventa días y puede retirarlo cuando quiera. El enlace anterior deja de servir."),
    )  # fmt: skip
    known = {key for key, _label in LANGUAGES}
    language = next((lang for lang in reversed(letter.languages) if lang in known), "en")
    holder = ", ".join(v for v in (letter.other_post, letter.other_office) if v) or letter.city
    form = GiveForm(given(request), initial={"holder": holder, "language": language})
    blockers: list[Any] = []
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        done = operate(
            request,
            lambda act: calls.give_letter_link(act, letter=letter, now=now, **form.cleaned_data),
            circle=letter.circle,
            form=form,
            then=url_of(letter),
        )
        if done.value is not None:
            link, token = done.value
            return show_given(request, link, token, back=url_of(letter), crumbs=deed.crumbs)
        if done.response:
            return done.response
        blockers = done.blockers
    return page(request, "web/deed.html", {"deed": deed, "form": form, "blockers": blockers})


@seat_required
def take_back(request: SeatedRequest, public_id: str, link_id: str) -> HttpResponse:
    """Take the link back."""
    letter, deed = liaison_deed(
        request, public_id, _("Retirar el enlace"), kind="danger",
        consequence=_("Desde este momento no abre nada. Lo que ya se recibió por él se conserva."),
    )  # fmt: skip
    link = get_link(request.seat.actor, link_id)
    if (link.purpose, link.subject) != (LinkFor.LETTER, letter.public_id):
        raise NotVisible(link_id)
    form = ReasonForm(given(request))
    now = timezone.now()
    return do(
        request, deed, form, lambda act: revoke_link(act, link=link, now=now, **form.cleaned_data),
        circle=letter.circle, said=_("Enlace retirado."),
    )  # fmt: skip
