"""What a public page owes its reader: who answers for it, what becomes of personal data, how to ask about one's own."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hermanar.kernel.acts import Act, Actor
from hermanar.kernel.errors import Invalid, NotVisible
from hermanar.privacy.operations import is_within_address, is_within_mail, receive_request
from hermanar.privacy.queries import due_of, get_own_request

from ..forms import DataRequestForm
from ..frame import asker, page, public
from ..prose import Piece, pieces

DATA = Path(__file__).parent.parent / "data"


def _prose(name: str) -> list[Piece]:
    """The text in the language of the page; the instance's own, beside its data, before the one that ships."""
    language = "en" if (get_language() or "es").startswith("en") else "es"
    own = Path(settings.HERMANAR_HOME) / f"{name}.{language}.md"
    path = own if own.is_file() else DATA / f"{name}.{language}.md"
    return pieces(path.read_text(encoding="utf-8"))


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice of the instance (`privacy.es.md`, `privacy.en.md` in its home; else the one that ships)."""
    return page(request, "portal/prose.html", {"pieces": _prose("privacy"), "is_privacy": True})


@require_safe
@public
def about(request: HttpRequest) -> HttpResponse:
    """What this is and what it is not."""
    return page(request, "portal/prose.html", {"pieces": _prose("about"), "is_privacy": False})


def _is_foreign(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _address(token: str) -> str:
    return reverse("portal:data-request", args=[token])


def _own(token: str) -> Any:
    try:
        return get_own_request(token)
    except NotVisible:
        raise Http404 from None


@never_cache
@require_safe
def data_request(request: HttpRequest, token: str) -> HttpResponse:
    """How one's own request goes, and what was answered: by the link that was mailed. No other page leads here."""
    row = _own(token)
    language = "en" if (get_language() or "es").startswith("en") else "es"
    held = [{**r, "called": r["what"][language]} for r in (row.export or {}).get("rows", ())]
    response = page(request, "portal/data_request.html", {"row": row, "token": token, "held": held})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def data_request_json(request: HttpRequest, token: str) -> HttpResponse:
    """The copy of one's own data, to keep. Not there before the answer, nor after its time."""
    row = _own(token)
    if not row.export:
        raise Http404
    told = {"request": row.public_id, "answered_at": row.answered_at, **row.export}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{row.public_id}.json"'
    return response


# No cookie for a visitor: there is no session to misuse, and a request sent from another site is refused by its origin.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_data(request: HttpRequest) -> HttpResponse:
    """Access, correction or withholding of one's own data, asked by anybody."""
    if request.method != "POST":
        return page(request, "portal/personal_data.html", {"form": DataRequestForm()})
    form = DataRequestForm(request.POST)
    act = Act(actor=Actor.stranger(), at=timezone.now())
    if _is_foreign(request) or not form.is_valid():
        return _form_again(request, form, 400)
    if not is_within_address(act, who=asker(request)):
        form.add_error(
            None, _("Desde su red se enviaron muchas solicitudes en poco tiempo. Espere una hora y vuelva a enviarla.")
        )
        response = _form_again(request, form, 429)
        response["Retry-After"] = "3600"
        return response
    asked = {k: form.cleaned_data[k] for k in ("kind", "from_name", "from_email", "what")}
    try:
        if is_within_mail(act, email=asked["from_email"]):
            receive_request(act, address=_address, **asked)
    except Invalid as error:
        for field, sentences in error.errors.items():
            form.add_error(field or None, sentences)
        return _form_again(request, form, 400)
    due, _source = due_of(asked["kind"], act.at.date())
    # the same words whether or not this mailbox asked before: its number goes to it alone
    return page(request, "portal/personal_data.html", {"form": None, "due_on": due, "email": asked["from_email"]})


def _form_again(request: HttpRequest, form: DataRequestForm, status: int) -> HttpResponse:
    return page(request, "portal/personal_data.html", {"form": form}, status=status)
