"""A form that came when its session had expired, and the page that gives it back.

Every form says which page shows it (`_page`, of `{% once %}`). What comes without a session is kept under that page
(`accounts.operations.keep_form`), and when the same person opens the page again its forms are filled with what they had
sent, whatever view made them: in the page's HTML (`ui.refill`). What the page has no place for is shown as it was written.
With scripts off as with scripts on; nothing of it is in the browser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages import constants
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.accounts.operations import KEPT_ADDRESS, give_back_forms, keep_form
from hermanar.accounts.queries import Kept, list_kept_forms
from hermanar.kernel.acts import Act
from hermanar.ui.refill import PAGE, Sent, refill, words_of


@dataclass(frozen=True)
class Told:
    """What a person is told of what they sent, and whether it waits for them."""

    kept: bool
    text: str

    @property
    def level(self) -> int:
        return constants.INFO if self.kept else constants.WARNING


def is_autosave(request: HttpRequest) -> bool:
    """Whether a form of the page saves itself while somebody writes, and asks for a word instead of a page."""
    return request.headers.get("X-Requested-With") == "autosave"


def shown_on(request: HttpRequest) -> str:
    """The page that shows what was asked for or sent: one of ours, whatever a form says."""
    if request.method != "POST":
        current = urlsplit(request.headers.get("HX-Current-URL", ""))
        return _ours(_address(current)) or request.get_full_path()
    referrer = urlsplit(request.headers.get("Referer", ""))
    same = _address(referrer) if referrer.netloc == request.get_host() else ""
    return _ours(request.POST.get(PAGE, "")) or _ours(same) or request.get_full_path()


def _address(url: Any) -> str:
    return f"{url.path}?{url.query}" if url.query else url.path


def _ours(address: str) -> str:
    """The address, where it is one of a page inside and of nothing else; else "": nobody is sent elsewhere by a form."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address or len(address) > KEPT_ADDRESS:
        return ""
    try:
        return address if resolve(urlsplit(address).path).namespaces[:1] == ["web"] else ""
    except (Resolver404, ValueError):
        return ""


def keep(request: HttpRequest, act: Act, user: str, page: str, *, expired: bool = True) -> Told:
    """Keep what was sent, for that person; what they are told of it."""
    data = {key: request.POST.getlist(key) for key in request.POST}
    kept = keep_form(
        act,
        user_public_id=user,
        page=page,
        path=request.get_full_path(),
        data=data,
        shown=request.POST.get("_once", "")[:64],
    )
    why = _("Su sesión venció.") if expired else _("Antes de seguir falta un paso.")
    if kept is None:
        return Told(False, f"{why} " + _("Lo que envió no se guardó: vuelva a escribirlo después de ingresar."))
    if is_autosave(request):
        saved = _("Lo escrito se guardó por una hora: guarde para ingresar y lo encontrará aquí.")
        return Told(True, f"{why} {saved}")
    saved = _("Lo que escribió se guardó por una hora: ingrese y lo encontrará.")
    lost = " " + _("Los archivos no se conservan: vuelva a adjuntarlos.") if request.FILES else ""
    return Told(True, f"{why} {saved}{lost}")


def _waiting(request: HttpRequest) -> list[Kept]:
    """What waits for this person on this page."""
    if not hasattr(request, "_waiting"):
        whole = request.method == "GET" and not request.headers.get("HX-Request") and not is_autosave(request)
        user: Any = request.user
        asked = whole and user.is_authenticated
        found = list_kept_forms(user, request.get_full_path(), timezone.now()) if asked else []
        request._waiting = found  # type: ignore[attr-defined]
    return request._waiting  # type: ignore[attr-defined]


def kept_for(request: HttpRequest, path: str) -> QueryDict | None:
    """The latest form that waits on this page and was sent to that address."""
    for kept in _waiting(request):
        if kept.path == path:
            found = QueryDict(mutable=True)
            for key, values in kept.data.items():
                found.setlist(key, values)
            return found
    return None


def give_back(
    request: HttpRequest, act: Act, see: Callable[[], HttpResponse], alone: Callable[[dict, int], HttpResponse]
) -> HttpResponse:
    """The page with the forms that wait on it, as they were sent; only then are they let go. Where it cannot be shown any
    more, what was written is (`alone`: a page of its own from a context and a status)."""
    waiting = _waiting(request)
    if not waiting:
        return see()
    onward, status = "", 404
    try:
        response = see()
        onward, status = response.headers.get("Location", ""), 200
        whole = response.status_code == 200 and not response.streaming
        whole = whole and response.headers.get("Content-Type", "").startswith("text/html")
    except Http404:
        whole = False
    sent = [Sent(k.path, k.data) for k in waiting]
    if whole:
        text = response.content.decode()
        response.content = refill(text, request.get_full_path(), sent, _note, _head).encode()
    else:
        response = alone({"texts": [w for s in sent for w in words_of(s)], "onward": onward}, status)
    give_back_forms(act, user=request.user, page=request.get_full_path())  # type: ignore[arg-type]
    return response


def _note(turn: int, words: list[str]) -> str:
    return render_to_string("web/given_back_form.html", {"turn": turn, "words": words})


def _head(homeless: list[Sent], filled: bool) -> str:
    texts = [w for s in homeless for w in words_of(s)]
    return render_to_string("web/given_back.html", {"filled": filled, "texts": texts})
