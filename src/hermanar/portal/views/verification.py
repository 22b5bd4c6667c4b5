"""Is this paper what was issued? By its code, or by the file itself, of which only the hash is taken."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hermanar.kernel.codes import read_paper_code
from hermanar.registry import queries
from hermanar.ui.uploads import is_unfinished

from ..forms import FileForm
from ..frame import page, public


@require_safe
@public
def verify(request: HttpRequest) -> HttpResponse:
    """Where a code is typed or a file chosen. A good code leads to its own address."""
    typed = request.GET.get("codigo", "").strip()[:60]
    if typed and (code := read_paper_code(typed)):
        return redirect("portal:paper", code=code)
    wrong = _("Ese código no está completo o tiene un error. Son trece letras y números, en grupos: revise cada uno.")
    context = {"typed": typed, "error": wrong if typed else "", "form": FileForm()}
    return page(request, "portal/verify.html", context, room="verify", status=400 if typed else 200)


@require_safe
@public
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper with that code is, and whether it still holds."""
    canonical = read_paper_code(code)
    if canonical and canonical != code:
        return redirect("portal:paper", code=canonical)
    verdict = queries.verify_paper(code) if canonical else None
    context = {"verdict": verdict, "code": code[:40], "is_code": bool(canonical)}
    return page(request, "portal/paper.html", context, room="verify", status=200 if verdict else 404)


# Nothing is changed and nobody is known here: a foreign page that posts a file learns what it could ask by itself.
@csrf_exempt
@never_cache
@require_http_methods(["POST"])
def file(request: HttpRequest) -> HttpResponse:
    """Whether a file is, byte by byte, one that was issued. It is read once and not kept."""
    form = FileForm(request.POST, request.FILES)
    if is_unfinished(request):
        # half a file would be called "not issued here"
        form.add_error("file", _("El archivo no llegó completo: elíjalo y envíelo de nuevo."))
    if not form.is_valid():
        context = {"typed": "", "error": "", "form": form}
        return page(request, "portal/verify.html", context, room="verify", status=400)
    digest = hashlib.sha256()
    for chunk in form.cleaned_data["file"].chunks():
        digest.update(chunk)
    verdict = queries.verify_bytes(digest.hexdigest())
    context = {"verdict": verdict, "code": "", "is_code": False, "digest": digest.hexdigest()}
    return page(request, "portal/paper.html", context, room="verify", status=200 if verdict else 404)
