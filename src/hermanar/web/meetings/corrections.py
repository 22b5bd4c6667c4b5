"""What was put down of a session by mistake: its attendance, and its votes until the minutes are signed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.errors import NotVisible
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Outcome, SessionState
from hermanar.meetings.queries import get_resolution, get_session, lapsed, members_on, minutes_are_out

from ..deeds import Deed, do, followed
from ..edge import given, seat_required
from ..relations import title_of
from ..told import NOBODY, tell_body, tell_hands
from .forms import CorrectAttendanceForm, CorrectVoteForm
from .pictures import able, quorum_on, resolution_shown, session_url
from .sessions import _clock, _clock_of, _session_crumbs


@seat_required
def attend(request: HttpRequest, public_id: str) -> HttpResponse:
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if session.state != SessionState.HELD or not able(request, session.body).convene:
        raise NotVisible(public_id)
    members = members_on(session.body, session.held_on)
    deed = Deed(
        title=_("Corregir la asistencia"),
        submit=_("Corregir la asistencia"),
        kind="danger",
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Corregir la asistencia"), "")),
        lead=_("Hay quórum con %(n)s personas con voto.") % {"n": quorum_on(session.body, session.held_on)},
        consequence=_("El quórum se calcula de nuevo. Lo que decía queda a la vista, con su motivo."),
        told=tell_body(request, session.body),
        then=[
            _("Si ya no hay quórum, lo que resolvió la sesión deja de valer y se retira de los expedientes."),
            _("Si los votos de un punto ya no suman, la página de la sesión lo dice para que se corrijan."),
            *(
                [_("La minuta expedida queda como está; su página muestra esta corrección.")]
                if minutes_are_out(session)
                else []
            ),
        ],
    )
    form = CorrectAttendanceForm(
        given(request), members=members, over=lapsed(members, session.body, session.held_on),
        is_signed=minutes_are_out(session),
        initial={"present": [str(m.pk) for m in session.present.all()], "headed_by": session.headed_by},
    )  # fmt: skip
    about = {p.partnership for p in session.points.all() if p.partnership is not None}

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        there = set(typed.pop("present"))
        row = meetings.correct_attendance(
            act, session=session, present=[m for m in members if str(m.pk) in there], **typed
        )
        for partnership in about:
            followed(act, partnership, row, typed["reason"])
        return row

    return do(
        request,
        deed,
        form,
        call,
        circle=_clock_of(session),
        said=gettext_lazy("La asistencia quedó corregida."),
    )


@seat_required
def vote(request: HttpRequest, public_id: str) -> HttpResponse:
    resolution = get_resolution(request.seat.actor, public_id)  # type: ignore[attr-defined]
    point, session = resolution.point, resolution.point.session
    if not able(request, session.body).certify:
        raise NotVisible(public_id)
    shown = resolution_shown(resolution)
    voting = session.present.filter(has_vote=True).count()
    partnership = point.partnership
    deed = Deed(
        title=_("Corregir la votación"),
        submit=_("Corregir la votación"),
        kind="danger",
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Corregir la votación"), "")),
        lead=point.title,
        facts=[
            {"term": _("Dice"), "value": " · ".join(x for x in (shown.outcome, shown.votes, shown.it.number) if x)},
            {"term": _("Presentes con voto"), "value": voting},
            *([{"term": _("Vinculación"), "value": title_of(partnership)}] if partnership else []),
        ],
        consequence=_(
            "Lo que decía queda a la vista, con su motivo; lo que había acreditado se retira y vale lo de ahora."
        ),
        told=tell_body(request, session.body) + (tell_hands(request, partnership.circle) if partnership else NOBODY),
        then=[
            _("La votación nominal, si la había, se asienta otra vez."),
            _("Expedida la minuta, un acuerdo solo lo corrige un acto posterior."),
        ],
    )
    form = CorrectVoteForm(
        given(request),
        purpose=point.purpose,
        initial={
            "in_favour": resolution.in_favour,
            "against": resolution.against or 0,
            "abstained": resolution.abstained or 0,
            "postponed": resolution.outcome == Outcome.POSTPONED,
            "names": resolution.names,
            "is_blank": resolution.is_blank,
            "number": resolution.number,
            "text": resolution.text,
            "signatory": resolution.signatory,
            "signatory_post": resolution.signatory_post,
        },
    )

    def call(act: Any) -> Any:
        row = meetings.correct_vote(act, resolution=resolution, **form.cleaned_data)
        return followed(act, partnership, row, form.cleaned_data["reason"]) if partnership else row

    return do(
        request,
        deed,
        form,
        call,
        circle=_clock(point),
        said=gettext_lazy("La votación quedó corregida."),
    )
