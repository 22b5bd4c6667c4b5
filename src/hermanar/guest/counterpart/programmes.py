"""The yearly programme as its counterpart reads it by its link: its paper, its yes, or what it would have changed."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language, gettext as _

from hermanar.documents.queries import letterhead_for
from hermanar.documents.renderers import Marks
from hermanar.kernel.errors import NotVisible
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import ProgrammeState
from hermanar.programmes.queries import (
    annex_of,
    languages_of,
    paper_of_draft,
    programmes_by_link,
    untranslated_of,
    warned_of,
)
from hermanar.ui.download import must_be_paper, printed

from ..edge import GuestRequest, address_of_link, moment, operate
from .forms import ApproveForm, ChangesForm
from .views import _form_page, _paper, _relation, at_door


def _found(request: GuestRequest, programme_id: str) -> tuple[Any, Any]:
    """The relation of the link and its programme; one that our Party has not approved is not there. Raises NotVisible."""
    partnership = _relation(request)
    row = next((p for p in programmes_by_link(partnership) if p.public_id == programme_id), None)
    if row is None:
        raise NotVisible(programme_id)
    return partnership, row


@at_door
def show(request: GuestRequest, programme_id: str) -> HttpResponse:
    """What it holds, and the yes of the other Party."""
    partnership, row = _found(request, programme_id)
    waits = row.state == ProgrammeState.OURS
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: programmes.accept_programme(act, programme=row, **form.cleaned_data), form=form,
            then=f"{address_of_link(request)}?hecho=si",
        )  # fmt: skip
        if done.response:
            return done.response
    content = paper_of_draft(row, (_language(partnership),), moment(partnership.circle).date())
    return _form_page(
        request,
        partnership,
        form,
        "programme",
        programme=row,
        waits=waits,
        projects=[b.text[content.languages[0]] for b in content.blocks if b.number],
        warned=warned_of(row, moment(partnership.circle).date()) if waits else [],
        in_spanish=sum(u.texts for u in untranslated_of(row)) if waits else 0,
        title=_("Programa operativo anual, año %(number)s") % {"number": row.number},
        submit=_("Aprobar el programa"),
    )


def _language(partnership: Any) -> str:
    """The reader's, among those of the paper; English to who reads neither."""
    known = languages_of(partnership)
    return found if (found := (get_language() or "es")[:2]) in known else known[-1]


@at_door
def paper(request: GuestRequest, programme_id: str, fmt: str) -> HttpResponse:
    """What is asked to be approved, as it stands; once approved, the annex that was issued."""
    partnership, row = _found(request, programme_id)
    must_be_paper(fmt)
    if (annex := annex_of(row)) is not None:
        return _paper(annex.issue, fmt)
    today = moment(partnership.circle).date()
    content = paper_of_draft(row, languages_of(partnership), today)
    marks = Marks(draft=True, exercise=partnership.circle.exercise_at is not None, issued_on=today)
    name = f"{partnership.folio}-poa-{row.number}"
    return printed(content, letterhead_for(partnership.owner, today), marks, fmt=fmt, name=name)


@at_door
def changes(request: GuestRequest, programme_id: str) -> HttpResponse:
    """The other answer: it goes back to be worked on, with the reason."""
    partnership, row = _found(request, programme_id)
    if row.state != ProgrammeState.OURS:
        raise NotVisible(programme_id)
    form = ChangesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: programmes.reopen_programme(act, programme=row, **form.cleaned_data), form=form,
            then=f"{address_of_link(request)}?hecho=si",
        )  # fmt: skip
        if done.response:
            return done.response
    return _form_page(
        request,
        partnership,
        form,
        title=_("Pedir cambios al programa"),
        lead=_("El programa vuelve a elaboración con lo que usted escriba; después se le envía de nuevo."),
        submit=_("Pedir los cambios"),
    )
