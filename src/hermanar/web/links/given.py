"""The address of a personal link that was just given: shown once, kept nowhere."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from hermanar.links.queries import address_of_link, writes_to_holder

from ..edge import page


def show_given(request: HttpRequest, link: Any, token: str, *, back: str, crumbs: Sequence[dict]) -> HttpResponse:
    """`link` with its `token`; `back`: where one goes on."""
    context = {
        "link": link,
        "address": address_of_link(token, link.language),
        "mailed": writes_to_holder(link),
        "back": back,
        "crumbs": crumbs,
    }
    return page(request, "web/links/given.html", context)
