"""One letter of the municipality and the answer to it: nothing else of the house is behind this link."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language, gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionState, LinkFor
from hermanar.calls.queries import answers_by_link, is_under_review, letter_of_link
from hermanar.documents.queries import get_rendition
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import LetterState
from hermanar.ui.download import download

from ..confirming import TONES, confirm_page
from ..counterpart.forms import AnswerForm
from ..edge import GuestRequest, address_of_link, at_link, operate, page

at_letter = at_link(LinkFor.LETTER)


def _frame(request: GuestRequest, letter: Any, **more: Any) -> dict[str, Any]:
    return {
        "letter": letter,
        "subject": letter.subject_in.get((get_language() or "es")[:2]) or letter.subject,
        "ours": letter.owner,
        "theirs": letter.city or request.guest.link.holder,
        "home": address_of_link(request),
        "is_exercise": letter.circle.exercise_at is not None or letter.owner.is_exercise,
        **more,
    }


@at_letter
def home(request: GuestRequest) -> HttpResponse:
    """The letter, its answer, and what became of what was answered."""
    letter = letter_of_link(request.guest.actor, request.guest.subject)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = operate(
            request,
            lambda act: calls.hand_in_answer(
                act, letter=letter, text=values["text"], is_affirmative=values["is_affirmative"],
                said_by=values["said_by"], upload=values["file"],
            ),
            form=form,
            then=lambda row: _after(request, row),
        )  # fmt: skip
        if done.response:
            return done.response
    sent = answers_by_link(request.guest.actor, letter)
    context = _frame(
        request,
        letter,
        form=form,
        sent=[{"it": row, "tone": TONES.get(row.state, "")} for row in sent],
        unconfirmed=next((row for row in sent if row.state == ContributionState.UNCONFIRMED), None),
        is_waiting=is_under_review(request.guest.actor, letter),
        may_answer=letter.awaits_answer and letter.state in {LetterState.SENT, LetterState.ACKNOWLEDGED},
        is_answered=letter.state == LetterState.ANSWERED,
        has_paper=letter.issue_id is not None,
        has_profile=letter.profile_issue_id is not None,
        done=request.GET.get("hecho", ""),
        submit=_("Enviar la respuesta"),
    )
    return page(request, "guest/letters/home.html", context)


def _after(request: GuestRequest, row: Any) -> str:
    if row is not None and row.state == ContributionState.UNCONFIRMED:
        return address_of_link(request, "guest:letters:confirm", row.public_id)
    return f"{address_of_link(request)}?hecho=si"


def _issued(request: GuestRequest, name: str) -> HttpResponse:
    issue = getattr(letter_of_link(request.guest.actor, request.guest.subject), name)
    if issue is None:
        raise NotVisible(name)
    filename, media_type, data = get_rendition(issue, "pdf")
    return download(data, media_type, filename, inline=True)


@at_letter
def paper(request: GuestRequest) -> HttpResponse:
    """The letter as it was issued."""
    return _issued(request, "issue")


@at_letter
def profile(request: GuestRequest) -> HttpResponse:
    """The municipality's profile that went with the letter, as issued."""
    return _issued(request, "profile_issue")


@at_letter
def confirm(request: GuestRequest, contribution_id: str) -> HttpResponse:
    """The code that went to the holder's mailbox: sent when asked for, typed here."""
    letter = letter_of_link(request.guest.actor, request.guest.subject)
    rows = answers_by_link(request.guest.actor, letter)
    row = next((r for r in rows if r.public_id == contribution_id), None)
    if row is None:
        raise NotVisible(contribution_id)
    return confirm_page(request, row, _frame(request, letter))
