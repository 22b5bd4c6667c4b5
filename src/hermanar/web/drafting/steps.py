"""Small acts of the desk: a step undone or redone, an article confirmed in its languages, a comment seen to."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.documents import queries as papers

from ..edge import operate, seat_required
from ..relations import find_relation
from .forms import ConfirmForm, StepForm
from .views import agreement_of, text_url


def _do(request: HttpRequest, partnership: Any, call: Callable[[Any], Any], said: str, then: str = "") -> HttpResponse:
    url = text_url(partnership) + then
    done = operate(request, call, circle=partnership.circle, then=url, said=said)
    return done.response or HttpResponseRedirect(url)


@seat_required
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """The text as it was before the last step; the step stays among the versions."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    form = StepForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(text_url(partnership))
    return _do(
        request,
        partnership,
        lambda act: agreements.undo_text(act, agreement=agreement, **form.cleaned_data),
        _("Se deshizo el último paso. Sigue entre las versiones."),
    )


@seat_required
@require_POST
def redo(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    form = StepForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(text_url(partnership))
    return _do(
        request,
        partnership,
        lambda act: agreements.redo_text(act, agreement=agreement, **form.cleaned_data),
        _("Se rehízo el paso."),
    )


@seat_required
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """An article was changed in one language only, and the other was read: it still says the same."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(text_url(partnership))
    return _do(
        request,
        partnership,
        lambda act: agreements.confirm_article(act, agreement=agreement, **form.cleaned_data),
        _("Quedó asentado que los idiomas dicen lo mismo."),
        f"#g-{form.cleaned_data['group'] or 'head'}",
    )


@seat_required
@require_POST
def resolve(request: HttpRequest, public_id: str, comment: int) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    row = papers.get_comment(agreement.document, comment)
    return _do(
        request,
        partnership,
        lambda act: agreements.resolve_comment(act, agreement=agreement, comment=row),
        _("El comentario quedó atendido."),
        "#comentarios",
    )
