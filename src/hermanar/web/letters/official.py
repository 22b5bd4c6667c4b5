"""Letters written without a case: an official letter of the house's own, and the answer to what came in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import get_letter, offices_that_sign
from hermanar.partnerships.rules.languages import languages_for

from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..relations import own_circle
from .forms import LetterForm, PlaceForm
from .pictures import city_of, reply_url
from .ties import contact_of, invitation_to_write, not_of_invitation, of_contact, of_event, tie_with
from .views import drafted_said, url_of, usual_of

_INTENDS = frozenset({LetterKind.INTENT, LetterKind.RESUME})


@seat_required
def write(request: SeatedRequest) -> HttpResponse:
    """An official letter to whom the house has to write, with no case: to what city, and then in its languages. Also
    (`?clase=invitation`) an invitation; of whom on a guest list (`invitacion`), or to which contact (`contacto`)."""
    circle = own_circle(request)
    if not can_edit(request.seat.actor, circle):
        raise NotVisible("official")
    invites = request.GET.get("clase") == LetterKind.INVITATION
    listed = invitation_to_write(request, request.seat.organisation) if invites else None
    contact = listed.contact if listed is not None else contact_of(request, request.GET.get("contacto", "")[:12])
    initial = {"city": request.GET.get("ciudad", "")[:200]} if contact is None else of_contact(contact)
    return _write(
        request, request.seat.organisation, circle, None, initial | of_event(listed), contact=contact, listed=listed,
        kind=LetterKind.INVITATION if invites else LetterKind.OFFICIAL,
    )  # fmt: skip


@seat_required
@not_of_invitation
def reply(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The answer to a letter that came in and has no case."""
    came = get_letter(request.seat.actor, public_id)
    if came.direction != Direction.IN or not can_edit(request.seat.actor, came.circle):
        raise NotVisible(public_id)
    if came.partnership is not None:
        return redirect(reply_url(came))
    initial = {
        "city": city_of(came) if came.city else "", "other_name": came.other_name,
        "other_post": came.other_post or came.sender, "other_office": came.other_office, "areas": came.areas,
        "is_affirmative": "yes",
    }  # fmt: skip
    return _write(request, came.owner, came.circle, came, initial)


def _write(
    request: SeatedRequest, house: Any, circle: Any, came: Any, initial: dict[str, Any], *, contact: Any = None,
    listed: Any = None, kind: LetterKind = LetterKind.OFFICIAL,
) -> HttpResponse:  # fmt: skip
    """First where it goes, which says its languages; then what it says."""
    if came is not None and came.kind in _INTENDS:
        kind = LetterKind.ANSWER
    day, data = today_of(request, circle), given(request)
    known = _place_of(came)
    place = None if known else PlaceForm(data, initial=initial)
    if known:
        languages = languages_for(known["country"].pk)
    else:
        languages = languages_for(place.place.country.pk) if place and place.place else ("es",)
    writes = request.method == "POST" and request.POST.get("accion") != "buscar"
    shown = data if writes or (data is not None and "subject" in data) else None  # first only the city was asked for
    form = LetterForm(
        shown, languages=languages, kind=kind, addressee=True, areas=kind == LetterKind.ANSWER,
        offices=offices_that_sign(house, day), initial={**usual_of(house, day), **initial},
    )  # fmt: skip
    looked = bool(known or (place and place.place))
    right = place is None or place.is_valid()
    if writes and right and form.is_valid():
        where = known or (place.values() if place else {})
        done = operate(
            request,
            lambda act: tie_with(
                act,
                partnerships.draft_letter_to(act, owner=house, kind=kind, answers=came, **where, **form.values()),
                contact,
                listed,
            ),
            circle=circle, form=form, then=url_of,
            said=lambda letter: drafted_said(request, letter),
        )  # fmt: skip
        if done.response:
            return done.response
    if form.is_bound and not writes:
        form.errors.clear()
    back = url_of(came) if came is not None else reverse("web:letters:register")
    title = _("Nueva invitación") if kind == LetterKind.INVITATION else _("Nuevo oficio")
    title = _("Contestar la carta") if came is not None else title
    crumbs = [{"label": _("Correspondencia"), "url": reverse("web:letters:list")}]
    if came is not None:
        crumbs.append({"label": str(came), "url": back})
    context = {
        "form": form,
        "place": place,
        "looked": looked,
        "title": title,
        "came": came,
        "back": back,
        "crumbs": [*crumbs, {"label": title, "url": ""}],
    }
    return page(request, "web/letters/official.html", context)


def _place_of(came: Any) -> dict[str, Any]:
    """Where the letter that is answered came from, where that is certain."""
    if came is None or not came.city or came.country is None:
        return {}
    return {
        "city": came.city, "country": came.country, "municipality": came.municipality, "there": came.there,
        "subdivision": came.subdivision,
    }  # fmt: skip
