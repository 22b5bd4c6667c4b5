"""The answer to a letter of ours: from the counterpart's own seat, or put down from its paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Part, Role
from hermanar.kernel.dates import Precision
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind, LetterState
from hermanar.partnerships.policies import can_record_for
from hermanar.partnerships.queries import list_letters

from ..deeds import Deed, do, keep
from ..edge import SeatedRequest, given, seat_required, today as today_of
from ..relations import crumbs, find_relation
from ..told import LIAISON, told_to
from .forms import AnswerForm
from .ties import not_of_invitation
from .views import crumbs_of, letter_with_relation, url_of


@seat_required
def answer(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The counterpart answers from its seat; with it not on board, the liaison records its paper."""
    partnership = find_relation(request, public_id)
    actor = request.seat.actor
    circle = partnership.circle
    letters = list(list_letters(actor, partnership))
    waiting = [
        w
        for w in letters
        if w.state in {LetterState.SENT, LetterState.ACKNOWLEDGED} and w.direction == Direction.OUT and w.awaits_answer
    ]
    seated = Role.COUNTERPART in actor.roles
    records = can_record_for(actor, circle, Part.COUNTERPART)
    if not waiting or not (seated or records):
        done = next((w for w in reversed(letters) if w.kind == LetterKind.ANSWER), None) or next(
            iter(reversed(letters)), None
        )
        return redirect(url_of(done) if done else reverse("web:letters:of_case", args=[public_id]))
    return _answer(request, waiting[-1], seated=seated, trail=crumbs(partnership, (_("Respuesta"), "")))


@seat_required
@not_of_invitation
def answer_letter(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The answer to this letter, with a case or before there is one."""
    letter = letter_with_relation(request, public_id)
    actor = request.seat.actor
    waits = letter.state in {LetterState.SENT, LetterState.ACKNOWLEDGED} and letter.awaits_answer
    seated = Role.COUNTERPART in actor.roles
    if not waits or not (seated or can_record_for(actor, letter.circle, Part.COUNTERPART)):
        return redirect(url_of(letter))
    return _answer(request, letter, seated=seated, trail=crumbs_of(letter, (_("Respuesta"), "")))


def _answer(request: SeatedRequest, letter: Any, *, seated: bool, trail: list[dict]) -> HttpResponse:
    circle = letter.circle
    form = AnswerForm(given(request), request.FILES or None, initial={"dated_on": today_of(request, circle)})
    deed = Deed(
        title=_("Responder la carta") if seated else _("Asentar la respuesta"),
        submit=_("Enviar la respuesta") if seated else _("Asentar la respuesta"),
        back=url_of(letter),
        crumbs=trail,
        facts=[
            {"term": _("Carta"), "value": str(letter)},
            {"term": _("Asunto"), "value": letter.subject or "—"},
        ],
        consequence=_(
            "Si es afirmativa, se podrá decir que las dos ciudades intercambiaron cartas. Si es negativa, la vinculación queda interrumpida."
        )
        if letter.proves
        else "",
        told=told_to(request, circle, LIAISON),
    )

    def call(act: Any) -> Any:
        data = form.cleaned_data
        return partnerships.record_answer(
            act, letter=letter, dated_on=data["dated_on"], is_affirmative=data["is_affirmative"] == "yes",
            folio=data["folio"], precision=data["precision"] or Precision.DAY, text=data["text"], attachment=keep(act, circle, data["file"]),
        )  # fmt: skip

    return do(request, deed, form, call, circle=circle, said=_("La respuesta quedó asentada."))
