"""An address with a character that no text has (U+0000) leads nowhere: a database may refuse to look for it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class WithoutNull:
    """Stands before the pages; the API says itself what is wrong with a value, in the shape of its schema."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)
