"""Languages that only a personal link speaks.

The house speaks Spanish and English. Portuguese and French are those of a foreign counterpart's few pages; an address in one of
them that is no page of a link is read in English.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.translation import get_language

from hermanar.links.rules import ONLY_AT_LINKS


class OnlyAtLinks:
    """Leads every other page under `/pt/` and `/fr/` to the same one in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """The answer that leads there; None where the page may be read in this language."""
        match = request.resolver_match
        if get_language() not in ONLY_AT_LINKS or (match and match.namespaces[:1] == ["guest"] and "token" in kwargs):
            return None
        here = request.get_full_path()
        there = translate_url(here, "en")
        return HttpResponseRedirect(there) if there != here else None
