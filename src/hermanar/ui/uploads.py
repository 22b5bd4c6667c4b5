"""A form with files that stopped arriving half way: Django's parser takes what came as if it were all of it.

A body of parts ends with its boundary and two dashes (RFC 2046, 5.1.1). `WatchedUploads` keeps the end of every such
body as it is read; `is_unfinished` says whether the end is missing, and the entrance refuses what was sent and shows it again.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

_KEPT = 1024  # bytes of the end: what may come after the last boundary is a line break or a short epilogue
_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?', re.IGNORECASE)


class _Watched:
    """The stream of a body, which remembers its last bytes."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.tail = b""

    def read(self, *size: int) -> bytes:
        return self._kept(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._kept(self._stream.readline(*size))

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()

    def _kept(self, piece: bytes) -> bytes:
        self.tail = (self.tail + piece[-_KEPT:])[-_KEPT:]
        return piece


class WatchedUploads:
    """Stands before whoever reads the form first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        stream = getattr(request, "_stream", None)
        if request.content_type == "multipart/form-data" and stream is not None:
            request._stream = request._watched = _Watched(stream)  # type: ignore[attr-defined,assignment]
        return self.get_response(request)


def is_unfinished(request: HttpRequest) -> bool:
    """Whether the form that came with this request lacks its end. Reads it, where nobody has yet."""
    watched = getattr(request, "_watched", None)
    named = _BOUNDARY.search(request.headers.get("Content-Type", ""))
    if watched is None or named is None:
        return False
    request.POST.keys()  # reading it is what fills the tail
    return f"--{named[1].strip()}--".encode() not in watched.tail
