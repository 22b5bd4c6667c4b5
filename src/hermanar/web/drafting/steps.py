"""Small acts of the desk: a step undone or redone, an article confirmed in its languages, a comment seen to."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.agreements.operations.papers import share_case_paper
from hermanar.documents import queries as papers

from ..edge import operate
from .desks import Desk, at_desk
from .forms import ConfirmForm, StepForm


def _do(request: HttpRequest, desk: Desk, call: Callable[[Any], Any], said: str, then: str = "") -> HttpResponse:
    url = desk.url + then
    done = operate(request, call, circle=desk.partnership.circle, then=url, said=said)
    return done.response or HttpResponseRedirect(url)


@at_desk
@require_POST
def undo(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The text as it was before the last step; the step stays among the versions."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(desk.url)
    return _do(
        request,
        desk,
        lambda act: agreements.undo_text(act, draft=desk.draft, **form.cleaned_data),
        _("Se deshizo el último paso. Sigue entre las versiones."),
    )


@at_desk
@require_POST
def redo(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = StepForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(desk.url)
    return _do(
        request,
        desk,
        lambda act: agreements.redo_text(act, draft=desk.draft, **form.cleaned_data),
        _("Se rehízo el paso."),
    )


@at_desk
@require_POST
def confirm(request: HttpRequest, desk: Desk) -> HttpResponse:
    """An article was changed in one language only, and the other was read: it still says the same."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(desk.url)
    return _do(
        request,
        desk,
        lambda act: agreements.confirm_article(act, draft=desk.draft, **form.cleaned_data),
        _("Quedó asentado que los idiomas dicen lo mismo."),
        f"#g-{form.cleaned_data['group'] or 'head'}",
    )


@at_desk
@require_POST
def resolve(request: HttpRequest, desk: Desk, comment: int) -> HttpResponse:
    row = papers.get_comment(desk.document, comment)
    return _do(
        request,
        desk,
        lambda act: agreements.resolve_comment(act, draft=desk.draft, comment=row),
        _("El comentario quedó atendido."),
        "#comentarios",
    )


@at_desk
@require_POST
def share(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The draft of a paper is put before all who take part in the case."""
    return _do(
        request, desk, lambda act: share_case_paper(act, paper=desk.draft),
        _("El borrador quedó compartido: quienes participan en el expediente lo leen y lo comentan."),
    )  # fmt: skip
