"""The answer to observations after it was written: sent back unsigned by the mayor; passed on by the state, or sent back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.directory.enums import Part, Role
from hermanar.kernel.errors import NotVisible
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import OFF_THE_WAY, Power, ReviewState
from hermanar.opinions.operations.reviews import ANSWER_LETTER
from hermanar.opinions.policies import can, can_recall_forwarding, can_record_for
from hermanar.opinions.queries import forwarder_of, get_review
from hermanar.opinions.queries.answers import (
    answer_forward_letter,
    can_be_recalled,
    is_not_passed_on,
    waits_for_state,
)
from hermanar.opinions.queries.letters import who_signs
from hermanar.partnerships.policies import TOWN

from ..deeds import SAYS_WHY, Deed, do, do_for_reason
from ..edge import given, seat_required
from ..letters.sheets import SheetShown, sheet_of_content
from ..relations import crumbs, file_url, paper_links, today_of
from ..signed import return_unsigned as send_back
from ..told import LIAISON, MINISTRY, NOBODY, REVIEWER, tell_town, told_to
from .forms import ForwardForm
from .paper import correct, put_forward_down, put_return_down


def _url(review: Any, name: str = "review") -> str:
    return reverse(f"web:opinions:{name}", args=[review.public_id])


def _crumbs(review: Any, last: str) -> list[dict]:
    return crumbs(
        review.partnership,
        (str(_("Dictamen")), reverse("web:opinions:of_case", args=[review.partnership.public_id])),
        (_("Ronda %(n)s") % {"n": review.round}, _url(review)),
        (last, ""),
    )


def letters_of(review: Any) -> list[dict]:
    """The letters of a round, in the order in which they were written."""
    rows = []
    if review.issue or review.folio:
        folio = review.issue.folio if review.issue else review.folio
        rows.append(_letter(_("Oficio de observaciones"), folio, review.observed_on, review.issue, review.attachment))
    if review.answer_issue:
        issue = review.answer_issue
        rows.append(_letter(_("Respuesta a las observaciones"), issue.folio, review.answered_on, issue, None))
    if review.forward_folio:
        paper = review.forward_paper
        rows.append(
            _letter(_("Turno del estado"), review.forward_folio, review.forwarded_on, review.forward_issue, paper)
        )
    for gone in sorted(review.taken_back.all(), key=lambda row: row.pk):
        what = _("Devolución del estado") if gone.is_return else _("Turno del estado")
        row = _letter(what, gone.folio, gone.forwarded_on, gone.issue, gone.paper)
        rows.append(row | {"gone": gone})
    if review.dispatch.state in OFF_THE_WAY:
        # they answered what was asked, and stay as letters: they say of what
        for row in rows:
            row["ended"] = "" if row.get("gone") else review.dispatch.get_state_display()
    return rows


def _letter(what: str, folio: str, on: Any, issue: Any, scan: Any) -> dict:
    links = paper_links(issue) + ([{"label": _("Ver el documento"), "url": file_url(scan)}] if scan else [])
    return {"what": what, "folio": folio, "on": on, "papers": links, "recorded": bool(folio) and issue is None}


def passes_on(request: HttpRequest, review: Any) -> dict[str, Any]:
    """How the reader stands to an answer that goes by way of the state."""
    who, circle = request.seat.actor, review.partnership.circle  # type: ignore[attr-defined]
    records = can_record_for(who, circle, Part.OVERSEER)
    put_down = bool(review.forward_folio) and review.forward_issue_id is None
    return {
        "returned_scan": file_url(review.sent_back_paper),
        "can_forward": can(who, circle, Power.FORWARD) and waits_for_state(review),
        "can_record_forward": records and is_not_passed_on(review),
        "can_recall_answer": can_recall_forwarding(who, circle, forwarder_of(review)) and can_be_recalled(review),
        "can_correct_forward": records and put_down,
        "can_correct_return": records and bool(review.sent_back_folio),
        "waits_for_state": can(who, circle, Power.RECORD) and waits_for_state(review) and not review.sent_back_on,
    }


def _review_for(request: HttpRequest, public_id: str, power: Power) -> Any:
    """Raises NotVisible where the reader's post has nothing to do there."""
    who = request.seat.actor  # type: ignore[attr-defined]
    review = get_review(who, public_id)
    if not can(who, review.partnership.circle, power):
        raise NotVisible(public_id)
    return review


def _sheet(request: HttpRequest, review: Any) -> SheetShown | None:
    """The state's letter as its own office would issue it today."""
    seat = request.seat  # type: ignore[attr-defined]
    if not waits_for_state(review):
        return None
    on = today_of(request, review.partnership)
    signs = who_signs(seat.organisation, Role.STATE_LIAISON, on, seat.actor.appointment)
    letter = answer_forward_letter(review, seat.organisation, signs, on)
    return sheet_of_content(letter.content(review.partnership, on, seat.actor.appointment))


@seat_required
def forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state passes the answer on, having read its own letter."""
    review = _review_for(request, public_id, Power.FORWARD)
    partnership, waits = review.partnership, waits_for_state(review)
    answer = review.answer_issue
    deed = Deed(
        title=_("Turnar la respuesta a la SRE"),
        submit=_("Turnar") if waits else "",
        back=_url(review),
        crumbs=_crumbs(review, _("Turnar")),
        lead="" if waits else _("No hay una respuesta por turnar: ya se turnó, o la SRE ya dictaminó."),
        consequence=_("Se expide su oficio. La revisión sigue su curso: no espera a que se turne.") if waits else "",
        sheet=_sheet(request, review),
        enclosed=[
            {"title": _("Oficio %(folio)s, con la respuesta") % {"folio": answer.folio}, "links": paper_links(answer)}
        ]
        if answer
        else (),
        refusal=(_("Devolver al municipio"), _url(review, "return_answer"))
        if waits and not review.sent_back_on
        else None,
        told=told_to(request, partnership.circle, REVIEWER, LIAISON) if waits else NOBODY,
    )
    form = ForwardForm(given(request), initial={"forwarded_on": today_of(request, partnership)})
    return do(
        request,
        deed,
        form,
        lambda act: opinions.forward_answer(act, review=review, **form.cleaned_data),
        circle=partnership.circle,
        said=gettext_lazy("La respuesta quedó turnada a la SRE."),
    )


@seat_required
def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state does not pass it on, and says why."""
    review = _review_for(request, public_id, Power.FORWARD)
    partnership = review.partnership
    deed = Deed(
        title=_("Devolver la respuesta sin turnar"),
        submit=_("Devolver"),
        kind="danger",
        back=_url(review),
        crumbs=_crumbs(review, _("Devolver")),
        consequence=_("La SRE tiene su copia y puede seguir con la revisión. Después todavía puede turnarla."),
        told=told_to(request, partnership.circle, LIAISON, also=TOWN),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.return_answer(act, review=review, **why),
        circle=partnership.circle,
        said=gettext_lazy("La respuesta quedó devuelta, con su motivo."),
    )


@seat_required
def record_forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state passed it on, and does not take part here."""
    review = _review_for(request, public_id, Power.RECORD)
    partnership = review.partnership
    deed = Deed(
        title=_("Asentar que se turnó la respuesta"),
        submit=_("Asentar el turno"),
        back=_url(review),
        crumbs=_crumbs(review, _("Asentar el turno")),
        lead=_("Desde la copia del oficio con que el enlace estatal la turnó a la SRE."),
        consequence=_("Queda como “asentado por” usted."),
        told=told_to(request, partnership.circle, also=[REVIEWER]),
    )
    return put_forward_down(
        request,
        deed,
        partnership,
        lambda act, **typed: opinions.record_answer_forward(act, review=review, **typed),
        caption=_("Oficio con que se turnó la respuesta"),
        said=gettext_lazy("Quedó asentado que la respuesta se turnó a la SRE."),
    )


@seat_required
def record_return(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state sent it back on paper, and does not take part here."""
    review = _review_for(request, public_id, Power.RECORD)
    partnership = review.partnership
    deed = Deed(
        title=_("Asentar la devolución de la respuesta"),
        submit=_("Asentar la devolución"),
        kind="danger",
        back=_url(review),
        crumbs=_crumbs(review, _("Asentar la devolución")),
        lead=_("Desde el oficio con que el enlace estatal la devolvió."),
        consequence=_("Queda como “asentado por” usted. La SRE tiene su copia y puede seguir con la revisión."),
        told=tell_town(request, partnership.circle),
    )
    return put_return_down(
        request,
        deed,
        partnership,
        lambda act, **typed: opinions.record_answer_return(act, review=review, **typed),
        said=gettext_lazy("La devolución de la respuesta quedó asentada, con su motivo."),
    )


@seat_required
def recall(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state takes back its own letter with the answer, before the ministry writes again."""
    review = _review_for(request, public_id, Power.FORWARD)
    partnership = review.partnership
    deed = Deed(
        title=_("Retirar el turno de la respuesta"),
        submit=_("Retirar el turno"),
        kind="danger",
        back=_url(review),
        crumbs=_crumbs(review, _("Retirar el turno")),
        lead=review.forward_folio,
        consequence=_("La respuesta queda otra vez en el enlace estatal, que puede turnarla de nuevo o devolverla."),
        told=told_to(request, partnership.circle, also=[*TOWN, *MINISTRY]),
        then=(_("Su oficio queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.recall_answer(act, review=review, **why),
        circle=partnership.circle,
        said=gettext_lazy("El turno quedó retirado, con su motivo."),
    )


@seat_required
def correct_forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was put down of the state's letter with the answer was put down wrongly."""
    review = _review_for(request, public_id, Power.RECORD)
    partnership = review.partnership
    return correct(
        request,
        partnership,
        lambda act, **why: opinions.correct_answer_forward(act, review=review, **why),
        title=_("Corregir el turno asentado"),
        folio=review.forward_folio,
        back=_url(review),
        crumbs=_crumbs(review, _("Corregir")),
        told=tell_town(request, partnership.circle),
        said=gettext_lazy("El turno quedó corregido. Asiente el oficio como está."),
    )


@seat_required
def correct_return(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was put down of the paper with which the state sent the answer back was put down wrongly."""
    review = _review_for(request, public_id, Power.RECORD)
    partnership = review.partnership
    return correct(
        request,
        partnership,
        lambda act, **why: opinions.correct_answer_return(act, review=review, **why),
        title=_("Corregir la devolución asentada"),
        folio=review.sent_back_folio,
        back=_url(review),
        crumbs=_crumbs(review, _("Corregir")),
        told=tell_town(request, partnership.circle),
        said=gettext_lazy("La devolución quedó corregida. Si la hubo, asiente el oficio como está."),
    )


@seat_required
def return_unsigned(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mayor does not sign the answer, and says what must change."""
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    return send_back(
        request,
        partnership=review.partnership,
        paper=ANSWER_LETTER,
        door="opinions.review",
        at={"review": review.public_id},
        back=_url(review),
        crumbs=_crumbs(review, _("Devolver sin firma")),
        waits=review.state == ReviewState.OBSERVED,
    )
