"""The address of a personal link that was just given, or of many: shown once, kept nowhere."""

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


def show_many_given(
    request: HttpRequest, rows: Sequence[tuple[str, Any, Any, str]], *, back: str, crumbs: Sequence[dict]
) -> HttpResponse:
    """The addresses of many letters at once: city, letter, link, token."""
    given = [
        {
            "city": city, "letter": letter, "link": link, "address": address_of_link(token, link.language),
            "mailed": writes_to_holder(link),
        }
        for city, letter, link, token in rows
    ]  # fmt: skip
    context = {"rows": given, "until": given[0]["link"].until, "back": back, "crumbs": crumbs}
    return page(request, "web/links/given_many.html", context)
