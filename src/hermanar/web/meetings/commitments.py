"""Commitments and problems: made in a session, followed to the end."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.journal.queries import list_newest_about
from hermanar.kernel.errors import NotVisible
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import CommitmentState, ProblemState
from hermanar.meetings.policies import can_keep_minutes
from hermanar.meetings.queries import (
    get_commitment,
    get_problem,
    get_session,
    list_commitments,
    list_problems,
    owner_of,
)
from hermanar.meetings.rules import PROBLEM_MOVES

from ..deeds import Deed, do, keep
from ..edge import find_seat, given, moment, operate, page, seat_required, today
from ..relations import file_url
from ..sentences import tell
from .forms import AdvanceForm, CommitmentForm, EndForm, MoveForm, ProblemForm
from .pictures import commitment_shown, session_url
from .sessions import _clock_of, _name, _session_crumbs


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [
        {"label": _("Sesiones"), "url": reverse("web:meetings:list")},
        {"label": _("Compromisos"), "url": reverse("web:meetings:commitments") if more else ""},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def show_list(request: HttpRequest) -> HttpResponse:
    """Every commitment of the house by due day, and the problems not solved yet."""
    who, on = request.seat.actor, today(request)  # type: ignore[attr-defined]
    state = request.GET.get("estado", CommitmentState.OPEN)
    state = state if state in CommitmentState.values else ""
    rows, after = list_commitments(who, state=state, after=request.GET.get("desde", ""))
    problems = list_problems(who, is_open=True)
    tabs = [{"label": _("Todos"), "url": "?estado=todos", "current": not state}]
    tabs[:0] = [
        {"label": label, "url": f"?estado={value}", "current": state == value}
        for value, label in ((CommitmentState.OPEN, _("Pendientes")), (CommitmentState.DONE, _("Cumplidos")))
    ]
    context = {
        "crumbs": _crumbs(),
        "rows": [commitment_shown(r, on) for r in rows],
        "next": f"?estado={state or 'todos'}&desde={after}" if after else "",
        "tabs": tabs,
        "problems": problems,
        "kept": {b.pk for b in {p.session.body for p in problems} if can_keep_minutes(who, b)},
    }
    return page(request, "web/meetings/commitments.html", context)


def _session(request: HttpRequest, public_id: str) -> Any:
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not can_keep_minutes(request.seat.actor, session.body):  # type: ignore[attr-defined]
        raise NotVisible(public_id)
    return session


@seat_required
def make(request: HttpRequest, public_id: str) -> HttpResponse:
    session = _session(request, public_id)
    form = CommitmentForm(
        given(request), points=list(session.points.all()), problems=list(session.problems.all()),
        offices=list(owner_of(session.body).offices.order_by("title", "pk")),
    )  # fmt: skip
    deed = Deed(
        title=_("Asentar un compromiso"), submit=_("Asentar"), back=session_url(session),
        crumbs=_session_crumbs(session, (_("Compromiso"), "")),
        lead=_("Qué se hará, quién y para cuándo. Se lista en la sesión siguiente hasta que se cierre."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: meetings.make_commitment(act, session=session, **form.values()),
        circle=_clock_of(session), said=gettext_lazy("Compromiso asentado."),
    )  # fmt: skip


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """One commitment: its steps, and a box for the next one."""
    row = get_commitment(request.seat.actor, public_id)  # type: ignore[attr-defined]
    may = can_keep_minutes(request.seat.actor, row.session.body)  # type: ignore[attr-defined]
    form = AdvanceForm(given(request))
    if request.method == "POST" and may and form.is_valid():
        done = operate(
            request, lambda act: meetings.follow_commitment(act, commitment=row, **form.cleaned_data),
            circle=_clock_of(row.session), form=form, said=str(_("Avance asentado.")),
        )  # fmt: skip
        if done.response:
            return done.response
    lines = list_newest_about(row.public_id, limit=100)
    context = {
        **commitment_shown(row, today(request)),
        "crumbs": _crumbs((_("Compromiso"), "")),
        "session_name": f"{row.session.body}, {_name(row.session)}",
        "session_url": session_url(row.session),
        "advances": list(row.advances.all()),
        "may": may and row.state == CommitmentState.OPEN,
        "form": form,
        "file": file_url(row.attachment),
        "log": tell(lines, request.seat.zones),  # type: ignore[attr-defined]
    }
    return page(request, "web/meetings/commitment.html", context)


@seat_required
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_commitment(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not can_keep_minutes(request.seat.actor, row.session.body):  # type: ignore[attr-defined]
        raise NotVisible(public_id)
    url = reverse("web:meetings:commitment", args=[row.public_id])
    clock = _clock_of(row.session)
    form = EndForm(
        given(request), request.FILES or None, initial={"on": moment(find_seat(request), clock).date(), "is_done": "1"}
    )  # fmt: skip
    deed = Deed(
        title=_("Cerrar el compromiso"), submit=_("Cerrar"), back=url, crumbs=_crumbs((_("Compromiso"), url), (_("Cerrar"), "")),
        facts=[{"term": _("Compromiso"), "value": row.text}, {"term": _("A cargo de"), "value": row.owner}],
    )  # fmt: skip

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        typed["attachment"] = keep(act, row.session.body.circle, typed.pop("file"))
        return meetings.end_commitment(act, commitment=row, **typed | {"is_done": typed["is_done"] == "1"})

    return do(request, deed, form, call, circle=clock, said=gettext_lazy("Compromiso cerrado."))


@seat_required
def raise_one(request: HttpRequest, public_id: str) -> HttpResponse:
    session = _session(request, public_id)
    form = ProblemForm(given(request))
    deed = Deed(
        title=_("Asentar un problema"), submit=_("Asentar"), back=session_url(session),
        crumbs=_session_crumbs(session, (_("Problema"), "")),
        lead=_("Lo que se planteó y hay que resolver. Se sigue hasta que se resuelva."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: meetings.raise_problem(act, session=session, **form.cleaned_data),
        circle=_clock_of(session), said=gettext_lazy("Problema asentado."),
    )  # fmt: skip


@seat_required
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """What becomes of a problem; of one that was closed, what became of it."""
    row = get_problem(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not can_keep_minutes(request.seat.actor, row.session.body):  # type: ignore[attr-defined]
        raise NotVisible(public_id)
    if request.method == "GET" and not PROBLEM_MOVES[row.state]:
        context = {
            "crumbs": _crumbs((_("Problema"), "")), "it": row, "session_url": session_url(row.session),
            "session_name": f"{row.session.body}, {_name(row.session)}",
            "log": tell(list_newest_about(row.public_id, limit=100), request.seat.zones),  # type: ignore[attr-defined]
        }  # fmt: skip
        return page(request, "web/meetings/problem.html", context)
    form = MoveForm(
        given(request), states=[s for s in ProblemState if s in PROBLEM_MOVES[row.state]], initial={"owner": row.owner}
    )
    deed = Deed(
        title=_("Dar seguimiento al problema"), submit=_("Asentar"), back=reverse("web:meetings:commitments"),
        crumbs=_crumbs((_("Problema"), "")),
        facts=[{"term": row.get_state_display(), "value": row.text}],
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: meetings.move_problem(act, problem=row, **form.cleaned_data),
        circle=_clock_of(row.session), said=gettext_lazy("Seguimiento asentado."),
    )  # fmt: skip
