"""What a public page owes its reader: who answers for it, what becomes of personal data, how to ask about one's own."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hermanar.directory.operations import receive_data_request
from hermanar.kernel.acts import Act, Actor
from hermanar.kernel.errors import Invalid

from ..forms import DataRequestForm
from ..frame import page, public
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


# No cookie for a visitor: there is no session to misuse, and a request sent from another site is refused by its origin.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_data(request: HttpRequest) -> HttpResponse:
    """Access, correction or withholding of one's own data, asked by anybody."""
    if request.method != "POST":
        return page(request, "portal/personal_data.html", {"form": DataRequestForm(), "number": ""})
    form = DataRequestForm(request.POST)
    if _is_foreign(request) or not form.is_valid():
        return page(request, "portal/personal_data.html", {"form": form, "number": ""}, status=400)
    asked = {k: form.cleaned_data[k] for k in ("kind", "from_name", "from_email", "what")}
    try:
        received = receive_data_request(Act(actor=Actor.stranger(), at=timezone.now()), **asked)
    except Invalid as error:
        for field, sentences in error.errors.items():
            form.add_error(field or None, sentences)
        return page(request, "portal/personal_data.html", {"form": form, "number": ""}, status=400)
    return page(request, "portal/personal_data.html", {"form": None, "number": received.public_id})
