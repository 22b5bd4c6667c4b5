"""Profiles that their municipality made public: what the city is, offers and seeks."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hermanar.kernel.errors import NotVisible
from hermanar.registry.enums import Shelf
from hermanar.registry.queries import profiles as queries

from ..frame import page, public

_PAGE = 60
_SIZES = {"chica": "small", "media": "medium", "grande": "large"}


def _lang() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"


def _found(address: str) -> queries.ProfilePage:
    try:
        return queries.get_published_profile(address, lang=_lang())
    except NotVisible:
        raise Http404 from None


@require_safe
@public
def list_profiles(request: HttpRequest) -> HttpResponse:
    """Municipalities that published their profile; exercises apart."""
    rows = queries.list_published_profiles(after=request.GET.get("desde", ""), limit=_PAGE + 1)
    context = {
        "rows": rows[:_PAGE],
        "next": rows[_PAGE - 1].address if len(rows) > _PAGE else "",
        "exercises": queries.list_published_profiles(shelf=Shelf.EXERCISE, limit=_PAGE),
    }
    return page(request, "portal/profiles.html", context, room="places")


@require_safe
@public
def profile(request: HttpRequest, address: str) -> HttpResponse:
    """The profile at its permanent address. Withdrawn, the address stays and says so (410)."""
    found = _found(address)
    if found.withdrawn_at is not None:
        return page(request, "portal/profile_withdrawn.html", {"profile": found}, room="places", status=410)
    context = {
        "profile": found,
        "opening": next((c for c in found.chapters if c.key == "cover"), None),
        "figures": next((c for c in found.chapters if c.key == "figures"), None),
        "chapters": [c for c in found.chapters if c.key not in {"cover", "figures"}],
        "address": settings.PUBLIC_BASE_URL + reverse("portal:profile", args=[address]),
    }
    return page(request, "portal/profile.html", context, room="places")


@require_safe
@public
def picture(request: HttpRequest, address: str, public_id: str, size: str) -> HttpResponse:
    """A copy of a published picture."""
    try:
        data = queries.public_picture(address, public_id, _SIZES.get(size, ""))
    except NotVisible:
        raise Http404 from None
    return HttpResponse(data, content_type="image/jpeg")


@require_safe
@public
def locator(request: HttpRequest, address: str) -> HttpResponse:
    """Where the municipality lies in Mexico."""
    try:
        drawn = queries.public_map(address)
    except NotVisible:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_safe
@public
def paper(request: HttpRequest, address: str, fmt: str) -> HttpResponse:
    """The printed profile that goes with what is published."""
    try:
        name, media_type, data = queries.public_profile_paper(address, fmt)
    except NotVisible:
        raise Http404 from None
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip
