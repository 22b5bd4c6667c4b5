"""The list of calls, one of them, the form to propose, and the page by which its author follows it."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_safe

from hermanar.calls import operations as calls
from hermanar.calls.enums import CallStage, LinkFor, ProposalSector, ProposalState
from hermanar.calls.queries import (
    get_house,
    get_public_call,
    list_houses,
    list_public_calls,
    proposal_of_link,
)
from hermanar.kernel.text import whole_number
from hermanar.links.queries import open_link, writes_to_holder

from ..edge import (
    PROPOSALS,
    GuestRequest,
    act as act_of,
    address_of_link,
    asker,
    at_link,
    is_within,
    operate,
    page,
    public_form,
    too_many,
)
from ..mailbox import remember
from .forms import ProposalForm

_TONES = {"open": "leaf", "coming": "amber", "evaluating": "amber", "closed": "", "cancelled": "red"}


def _rows(found: list[Any]) -> list[dict[str, Any]]:
    return [{"it": c, "tone": _TONES[c.stage], "word": CallStage(c.stage).label} for c in found]


@require_safe
@public_form
def show_list(request: HttpRequest) -> HttpResponse:
    """Calls that are open, those that come, and the archive."""
    before = request.GET.get("desde", "")
    found = list_public_calls(
        now=timezone.now(), exercise=settings.IS_DEMONSTRATION, before=whole_number(before),
        limit=31,
    )  # fmt: skip
    rows = _rows(found[:30])
    live = [r for r in rows if r["it"].stage in {CallStage.OPEN, CallStage.COMING}]
    context = {
        "live": live,
        "archive": [r for r in rows if r not in live],
        "next": f"?desde={found[29].call.pk}" if len(found) > 30 else "",
        "is_later": bool(before),
        "houses_url": reverse("guest:calls:houses"),
    }
    return page(request, "guest/calls/list.html", context)


@require_safe
@public_form
def show_call(request: HttpRequest, call_id: str) -> HttpResponse:
    """A call: what for, who may take part, until when, by which rules."""
    found = get_public_call(call_id, now=timezone.now())
    words = dict(ProposalSector.choices)
    context = {
        "it": found,
        "call": found.call,
        "lang": (get_language() or "es")[:2],
        "texts": _texts(found.call),
        "tone": _TONES[found.stage],
        "sectors": [words[k] for k in found.call.sectors],
        "is_exercise": found.call.owner.is_exercise,
    }
    return page(request, "guest/calls/call.html", context)


def _texts(call: Any) -> list[tuple[str, str]]:
    lang = (get_language() or "es")[:2]
    labels = [("purpose", _("Objeto")), ("audience", _("Quién puede participar")), ("conditions", _("Bases"))]
    rows = ((label, getattr(call, name)) for name, label in labels)
    return [(label, text.get(lang) or text.get("es", "")) for label, text in rows]


@require_safe
@public_form
def show_houses(request: HttpRequest) -> HttpResponse:
    """Municipalities that anybody may propose something to."""
    houses = list_houses(exercise=settings.IS_DEMONSTRATION)
    return page(request, "guest/calls/houses.html", {"houses": houses})


@require_safe
@public_form
def show_house(request: HttpRequest, slug: str) -> HttpResponse:
    """What a municipality asks of its people now, and the way to propose something of one's own."""
    house = get_house(slug)
    rows = _rows(list_public_calls(now=timezone.now(), exercise=house.is_exercise, owner=house))
    return page(request, "guest/calls/house.html", {"house": house, "rows": rows, "is_exercise": house.is_exercise})


def _propose(request: HttpRequest, house: Any, call: Any, back: str) -> HttpResponse:
    form = ProposalForm(request.POST or None, sectors=call.sectors if call else [])
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        if not is_within(request, PROPOSALS, asker(request)):
            return too_many(request)
        sent = act_of(request, circle=house.home).request_id
        done = operate(
            request,
            lambda act: calls.hand_in_proposal(
                act, owner=house, call=call, now=now, language=(get_language() or "es")[:2], **form.cleaned_data
            ),
            circle=house.home,
            form=form,
            then=lambda made: f"{reverse('guest:link', args=[made[1]])}?hecho=si",
            again=lambda act: _again(act, sent, now),
        )
        if done.response:
            return _known_here(request, done.response, now)
    context = {"form": form, "house": house, "call": call, "back": back, "is_exercise": house.is_exercise}
    return page(request, "guest/calls/propose.html", context)


def _known_here(request: HttpRequest, response: HttpResponse, now: Any) -> HttpResponse:
    """Who has just handed it in follows it in this browser without a code from the mailbox they named."""
    link = open_link(resolve(urlsplit(response["Location"]).path).kwargs["token"], now=now)
    if writes_to_holder(link):
        remember(request, response, link, own=True)
    return response


def _again(act: Any, sent: str, now: Any) -> str:
    """The same form came twice: the way back to what it made."""
    return f"{reverse('guest:link', args=[calls.return_to_proposal(act, request=sent, now=now)])}?hecho=si"


@public_form
def propose_to_call(request: HttpRequest, call_id: str) -> HttpResponse:
    """Propose something to an open call; one that is not open says so."""
    found = get_public_call(call_id, now=timezone.now())
    back = reverse("guest:calls:call", args=[call_id])
    if not found.is_open:
        context = {"title": _("Esta convocatoria no está abierta hoy."), "back": back}
        return page(request, "guest/calls/not_open.html", context, status=410)
    return _propose(request, found.call.owner, found.call, back)


@public_form
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose something to a municipality, without a call."""
    return _propose(request, get_house(slug), None, reverse("guest:calls:house", args=[slug]))


class NothingForm(forms.Form):
    """The button is the whole form."""


def _steps(proposal: Any) -> list[dict[str, Any]]:
    """Where the proposal stands, as steps."""
    evaluated = proposal.evaluated_on is not None
    decided = proposal.state in {ProposalState.ACCEPTED, ProposalState.DECLINED}
    return [
        {"title": _("Recibida"), "state": "done", "when": proposal.received_at.date()},
        {
            "title": _("Evaluación del Comité"),
            "state": "done" if evaluated else "now",
            "when": proposal.evaluated_on,
            "proof": proposal.get_viability_display() if evaluated else "",
        },
        {
            "title": _("Respuesta"),
            "state": "done" if decided else "now" if evaluated else "later",
            "when": proposal.decided_on if decided else None,
            "proof": proposal.get_state_display() if decided else "",
        },
    ]


@at_link(LinkFor.PROPOSAL)
def follow(request: GuestRequest) -> HttpResponse:
    """The folio, where it stands, and the answer."""
    proposal = proposal_of_link(request.guest.actor, request.guest.subject)
    context = {
        "it": proposal,
        "steps": _steps(proposal),
        "is_open": proposal.state in {ProposalState.RECEIVED, ProposalState.EVALUATED},
        "address": settings.PUBLIC_BASE_URL + address_of_link(request),
        "new": request.GET.get("hecho", ""),
        "withdraw_url": reverse("guest:calls:withdraw", args=[request.guest.token]),
        "is_exercise": proposal.owner.is_exercise,
    }
    return page(request, "guest/calls/follow.html", context)


@at_link(LinkFor.PROPOSAL)
def withdraw(request: GuestRequest) -> HttpResponse:
    """Its author takes it back."""
    proposal = proposal_of_link(request.guest.actor, request.guest.subject)
    errors: list[str] = []
    if request.method == "POST":
        done = operate(
            request, lambda act: calls.withdraw_proposal(act, proposal=proposal), then=address_of_link(request)
        )
        if done.response:
            return done.response
        errors = done.errors
    context = {"it": proposal, "errors": errors, "back": address_of_link(request)}
    return page(request, "guest/calls/withdraw.html", context)
