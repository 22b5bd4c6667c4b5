"""Sessions: convened, their agenda, who was there, what was voted, its certificate; acts recorded and corrected."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.errors import NotVisible
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import PAPER_OUT, BodyKind, Corrected, Purpose, SeatRole, SessionState, WhyNot
from hermanar.meetings.policies import can_keep_minutes
from hermanar.meetings.queries import (
    areas_of,
    arrived_members,
    authorises,
    certified_with,
    certifying_bases,
    fields_open,
    get_body,
    get_point,
    get_resolution,
    get_session,
    guests_of,
    lapsed,
    members_on,
    minutes_of,
    next_act_number,
    notice_lacking,
    notice_of,
    open_commitments,
    unapproved_minutes,
    what_lacks,
)
from hermanar.partnerships.policies import TOWN
from hermanar.plans.queries import closing_of

from ..deeds import SAYS_WHY, Deed, do, do_for_reason, do_from_paper, followed, keep, with_scan
from ..edge import find_seat, given, moment, page, seat_required, today
from ..relations import find_relation, paper_links, sides_of, title_of
from ..told import NOBODY, Told, tell_body, tell_town, told_to
from .bodies import _crumbs
from .forms import (
    AttendanceForm,
    CallForm,
    CertifyForm,
    CompleteForm,
    ConveneForm,
    CorrectForm,
    PlaceForm,
    PointForm,
    RecordForm,
    VoteForm,
)
from .pictures import (
    PURPOSE_OF,
    STATE_TONES,
    able,
    body_url,
    commitment_shown,
    correction_shown,
    points_of,
    quorum_on,
    relations_of,
    resolution_shown,
    session_url,
)

_BEFORE = 30  # commitments of earlier sessions that a page lists; it says how many more there are


def _name(session: Any) -> str:
    said = _("Sesión %(kind)s %(number)s") % {"kind": session.get_kind_display().lower(), "number": session.number}
    return said.strip()[:1].upper() + said.strip()[1:]


def _session_crumbs(session: Any, *more: tuple[str, str]) -> list[dict]:
    return _crumbs(session.body, (_name(session), session_url(session) if more else ""), *more)


def _clock(point: Any) -> Any:
    """The circle whose clock counts: that of the relation the point speaks of, else the body's."""
    return point.partnership.circle if point.partnership else point.session.body.circle


def _clock_of(session: Any, about: Any = None) -> Any:
    """As `_clock`, of a whole session: a relation in exercise that it speaks of brings its own clock."""
    relations = [about, *(p.partnership for p in session.points.all())]
    exercise = next((p.circle for p in relations if p is not None and p.circle.exercise_at is not None), None)
    return exercise or session.body.circle


@seat_required
def convene(request: HttpRequest, public_id: str) -> HttpResponse:
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    about = next((p for p in relations_of(request, body) if p.public_id == request.GET.get("vinculacion")), None)
    clock = about.circle if about else body.circle
    deed = Deed(
        title=_("Convocar a sesión"),
        submit=_("Convocar"),
        back=body_url(body),
        crumbs=_crumbs(body, (_("Convocar a sesión"), "")),
        consequence=_("La sesión queda en la lista del órgano; su orden del día se arma punto por punto."),
    )
    form = ConveneForm(given(request), initial={"held_on": moment(find_seat(request), clock).date()})

    def then(session: Any) -> str:
        if about is None:
            return session_url(session)
        return reverse("web:meetings:put", args=[session.public_id]) + f"?vinculacion={about.public_id}"

    return do(
        request,
        deed,
        form,
        lambda act: meetings.convene_session(act, body=body, **form.cleaned_data),
        circle=clock,
        then=then,
        said=gettext_lazy("La sesión quedó convocada."),
    )


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    may = able(request, session.body)
    here = list(session.present.all())
    found = minutes_of(session)
    is_signed = found is not None and found.state in PAPER_OUT
    before = [
        commitment_shown(c, today(request))
        for c in open_commitments(session.body, limit=None)
        if c.session_id != session.pk and c.session.held_on <= session.held_on
    ]
    return page(
        request,
        "web/meetings/session.html",
        {
            "session": session,
            "name": _name(session),
            "crumbs": _session_crumbs(session),
            "tone": STATE_TONES[session.state],
            "may": may,
            "points": points_of(session, may, is_signed=is_signed),
            "here": here,
            "corrected": [correction_shown(c) for c in session.corrections.all() if c.what != Corrected.VOTE],
            "is_signed": is_signed,
            "members": members_on(session.body, session.held_on),
            "needs": quorum_on(session.body, session.held_on),
            "is_convened": session.state == SessionState.CONVENED,
            "is_held": session.state == SessionState.HELD,
            "door_opens": session.state == SessionState.CONVENED
            and session.held_on >= today(request, session.body.circle),
            "keeps": can_keep_minutes(request.seat.actor, session.body),  # type: ignore[attr-defined]
            "minutes": found,
            "waiting": unapproved_minutes(session.body, session) if session.state != SessionState.CANCELLED else [],
            "approving": next(
                (p for p in session.points.all() if p.purpose == "approve_minutes" and hasattr(p, "resolution")), None
            ),
            "commitments": [commitment_shown(c, today(request)) for c in session.commitments.all()],
            "before": before[:_BEFORE],
            "more_before": len(before) - _BEFORE,
            "put_late": _put_late(session),
            "problems": list(session.problems.all()),
            "guests": guests_of(session, session.present.select_related("person")),
            "areas": len(areas_of([session])),
            "call_papers": paper_links(session.call),
            "short_notice": _short_notice(session),
        },
    )


def _put_late(session: Any) -> Any:
    """When a session of the cabinet was put down as held, where its quarter had closed by then; None otherwise."""
    if session.body.kind != BodyKind.CABINET or session.held_put_at is None:
        return None
    return (
        session.held_put_at
        if closing_of(session.body.organisation).is_late(session.held_on, session.held_put_at)
        else None
    )


def _short_notice(session: Any) -> str:
    """That it was called with less notice than its regulation asks; "" where it was not."""
    lacking = notice_lacking(session)
    if lacking is None:
        return ""
    return _("Se convocó con %(given)s horas de anticipación; su reglamento pide %(needed)s.") % {
        "given": lacking[0], "needed": lacking[1],
    }  # fmt: skip


@seat_required
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """Issue the notice of the session, with its agenda."""
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not able(request, session.body).convene:
        raise NotVisible(public_id)
    form = CallForm(given(request))
    hours = notice_of(session.body, session.kind, session.held_on)
    deed = Deed(
        title=_("Expedir la convocatoria"),
        submit=_("Expedir"),
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Convocatoria"), "")),
        lead=_("Su reglamento pide convocar %(hours)s horas antes.") % {"hours": hours},
        facts=[{"term": str(p.number), "value": p.title} for p in session.points.all()],
        told=_told_of_session(request, session),
    )
    return do(
        request,
        deed,
        form,
        lambda act: meetings.call_session(act, session=session, **form.cleaned_data),
        circle=_clock_of(session),
        said=gettext_lazy("La convocatoria quedó expedida."),
    )


def _told_of_session(request: HttpRequest, session: Any) -> Told:
    """Its house, and the town of each relation that has a point in it."""
    told = tell_body(request, session.body)
    for partnership in {p.partnership for p in session.points.exclude(partnership=None).select_related("partnership")}:
        told += told_to(request, partnership.circle, also=TOWN)
    return told


def _chosen(request: HttpRequest, typed: dict) -> Any:
    """The relation named in a form, None where none was."""
    chosen = typed.pop("partnership", "")
    return find_relation(request, chosen) if chosen else None


@seat_required
def put(request: HttpRequest, public_id: str) -> HttpResponse:
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    relations = relations_of(request, session.body)
    about = next((p for p in relations if p.public_id == request.GET.get("vinculacion")), None)
    initial: dict[str, Any] = {"purpose": Purpose.OTHER}  # what a point is for besides is chosen, never presumed
    if about is not None:
        purpose = PURPOSE_OF[BodyKind(session.body.kind)]
        words = {
            Purpose.AUTHORISE: _("Autorización para suscribir el Acuerdo con %(city)s"),
            Purpose.APPROVE_STUDY: _("Estudio de conveniencia y factibilidad de la vinculación con %(city)s"),
        }
        city = str(sides_of(about)[1])
        initial = {"partnership": about.public_id, "purpose": purpose, "title": words[purpose] % {"city": city}}
    deed = Deed(
        title=_("Proponer un punto"),
        submit=_("Poner en el orden del día"),
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Proponer un punto"), "")),
        consequence=_("Lo que se decida sobre una vinculación llega solo a su expediente."),
    )
    form = PointForm(given(request), request.FILES or None, initial=initial, body=session.body, relations=relations)

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        paper = keep(act, session.body.circle, typed.pop("file"))
        return meetings.put_point(act, session=session, partnership=_chosen(request, typed), attachment=paper, **typed)

    return do(
        request,
        deed,
        form,
        call,
        circle=_clock_of(session, about),
        said=gettext_lazy("El punto quedó en el orden del día."),
    )


def _chair(members: list) -> str:
    """Post of whoever presides over the body, as its members are listed."""
    return next((m.position for m in members if m.role == SeatRole.CHAIR), "")


@seat_required
def attend(request: HttpRequest, public_id: str) -> HttpResponse:
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    members = members_on(session.body, session.held_on)
    needs = quorum_on(session.body, session.held_on)
    deed = Deed(
        title=_("Asentar la asistencia"),
        submit=_("Asentar"),
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Asistencia"), "")),
        lead=_("Hay quórum con %(n)s personas con voto.") % {"n": needs},
        consequence=_("La sesión queda como celebrada. Sin quórum no puede resolver."),
    )
    form = AttendanceForm(
        given(request), members=members, over=lapsed(members, session.body, session.held_on),
        initial={"present": [str(pk) for pk in arrived_members(session, members)], "headed_by": _chair(members), "act_number": session.act_number or next_act_number(session)},
    )  # fmt: skip
    return do(
        request,
        deed,
        form,
        lambda act: meetings.hold_session(
            act,
            session=session,
            present=[m for m in members if str(m.pk) in form.cleaned_data["present"]],
            headed_by=form.cleaned_data["headed_by"],
            act_number=form.cleaned_data["act_number"],
        ),
        circle=_clock_of(session),
        said=gettext_lazy("La asistencia quedó asentada."),
        fields={"held_on": "present"},
    )


@seat_required
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    deed = Deed(
        title=_("Cancelar la sesión"),
        submit=_("Cancelar la sesión"),
        kind="danger",
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Cancelar la sesión"), "")),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: meetings.cancel_session(act, session=session, **why),
        circle=_clock_of(session),
        said=gettext_lazy("La sesión quedó cancelada."),
    )


@seat_required
def take_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a point off an agenda that is not out yet."""
    point = get_point(request.seat.actor, public_id)  # type: ignore[attr-defined]
    session = point.session
    deed = Deed(
        title=_("Retirar el punto"), submit=_("Retirar"), kind="danger", back=session_url(session), lead=point.title,
        crumbs=_session_crumbs(session, (_("Retirar el punto"), "")),
        consequence=_("Todavía no se convoca: los que siguen se recorren."),
    )  # fmt: skip
    return do_for_reason(
        request, deed, lambda act, reason: meetings.take_off_point(act, point=point, reason=reason),
        circle=_clock(point), said=gettext_lazy("El punto quedó retirado del orden del día."),
        then=lambda _session: session_url(session),
    )  # fmt: skip


@seat_required
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move a point up or down on an agenda that is not out yet."""
    point = get_point(request.seat.actor, public_id)  # type: ignore[attr-defined]
    session = point.session
    deed = Deed(
        title=_("Mover el punto"), submit=_("Mover"), back=session_url(session), lead=point.title,
        crumbs=_session_crumbs(session, (_("Mover el punto"), "")),
    )  # fmt: skip
    form = PlaceForm(given(request))
    return do(
        request, deed, form,
        lambda act: meetings.move_point(act, point=point, up=form.cleaned_data["to"] == "up"),
        circle=_clock(point), said=gettext_lazy("El orden del día cambió."),
    )  # fmt: skip


@seat_required
def vote(request: HttpRequest, public_id: str) -> HttpResponse:
    point = get_point(request.seat.actor, public_id)  # type: ignore[attr-defined]
    session = point.session
    voting = sum(1 for m in session.present.all() if m.has_vote)
    deed = Deed(
        title=_("Asentar la votación"),
        submit=_("Asentar la resolución"),
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Votación"), "")),
        lead=point.title,
        facts=[
            {"term": _("Presentes con voto"), "value": voting},
            *([{"term": _("Vinculación"), "value": title_of(point.partnership)}] if point.partnership else []),
        ],
        consequence=_("La resolución no se borra: si hay un error, la corrige un acto posterior."),
        told=tell_town(request, point.partnership.circle)
        if point.partnership and point.purpose in {Purpose.AUTHORISE, Purpose.APPROVE_STUDY}
        else NOBODY,
    )
    form = VoteForm(given(request), purpose=point.purpose, initial={"in_favour": voting})
    if "names" in form.fields:
        form.fields["names"].widget.attrs |= {
            "hx-get": reverse("web:meetings:names", args=[point.public_id]),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#nombra",
        }
    return do(
        request,
        deed,
        form,
        lambda act: meetings.resolve_point(act, point=point, **form.cleaned_data),
        circle=_clock(point),
        said=gettext_lazy("La resolución quedó asentada."),
        template="web/meetings/vote.html",
        more={
            "asks_names": "names" in form.fields,
            **_said_of(form["names"].value() if "names" in form.fields else "", point),
        },
    )


def _said_of(typed: str | None, point: Any) -> dict:
    """What the words typed would do, before they are recorded."""
    if point.partnership is None:
        return {"why_not": "", "names_it": False}
    why = authorises(typed or "", point.partnership)
    return {"why_not": str(WhyNot(why).label) if why else "", "names_it": not why}


@seat_required
def names(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether the words typed so far name the counterpart: one line, for the form above."""
    point = get_point(request.seat.actor, public_id)  # type: ignore[attr-defined]
    return render(request, "web/meetings/names.html", _said_of(request.GET.get("names", ""), point))


@seat_required
def certify(request: HttpRequest, public_id: str) -> HttpResponse:
    resolution = get_resolution(request.seat.actor, public_id)  # type: ignore[attr-defined]
    session = resolution.point.session
    deed = Deed(
        title=_("Certificar el acuerdo"),
        submit=_("Certificar y expedir"),
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Certificar"), "")),
        lead=resolution.point.title,
        consequence=_("Se expide la certificación en PDF y Word, con folio y código para verificarla."),
        blockers=what_lacks(resolution),
    )
    day = moment(find_seat(request), _clock(resolution.point)).date()
    bases = {b.public_id: b for b in certifying_bases(session.body, day)}
    offered = [(key, str(b)) for key, b in bases.items()] if session.body.kind == BodyKind.CABILDO else None
    form = CertifyForm(
        given(request), bases=offered, initial={"on": day, "basis": certified_with(session.body)}
    )  # fmt: skip

    def call(act: Any) -> Any:
        typed = form.cleaned_data
        return meetings.certify_resolution(
            act, resolution=resolution, on=typed["on"], basis=bases.get(typed.get("basis", ""))
        )

    return do(
        request,
        deed,
        form,
        call,
        circle=_clock(resolution.point),
        said=gettext_lazy("La certificación quedó expedida."),
    )


@seat_required
def complete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add what the act says and was left out when it was recorded."""
    resolution = get_resolution(request.seat.actor, public_id)  # type: ignore[attr-defined]
    session, asked = resolution.point.session, fields_open(resolution)
    may = able(request, session.body)
    if not (may.certify or may.can_record_acts):
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Completar lo que dice el acta"),
        submit=_("Asentar"),
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Completar"), "")),
        lead=resolution.point.title,
        consequence=_("Se agrega a lo asentado, con su nombre y la hora; lo que ya consta no cambia."),
    )
    form = CompleteForm(given(request), asked=asked)
    return do(
        request,
        deed,
        form,
        lambda act: meetings.complete_resolution(act, resolution=resolution, **form.cleaned_data),
        circle=_clock(resolution.point),
        said=gettext_lazy("Quedó asentado lo que dice el acta."),
    )


@seat_required
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put down from its act what the body decided."""
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    may = able(request, body)
    relations = relations_of(request, body)
    about = next((p for p in relations if p.public_id == request.GET.get("vinculacion")), None)
    initial: dict = {"held_on": moment(find_seat(request), about.circle if about else body.circle).date()}
    if about is not None:
        initial |= {"partnership": about.public_id, "purpose": PURPOSE_OF[BodyKind(body.kind)]}
    back = body_url(body)
    if about is not None:
        back = reverse(
            f"web:meetings:{'cabildo' if body.kind == BodyKind.CABILDO else 'committee'}", args=[about.public_id]
        )
    deed = Deed(
        title=_("Asentar un acuerdo desde su acta"),
        submit=_("Asentar"),
        back=back,
        crumbs=_crumbs(body, (_("Asentar un acuerdo"), "")),
        lead=_("Todo acto se asienta como fue; solo el que nombra a esta contraparte autoriza.")
        if body.kind == BodyKind.CABILDO
        else "",
        consequence=_("Queda como “asentado por” usted, desde el acta.") if not may.certify else "",
    )
    form = RecordForm(given(request), request.FILES or None, initial=initial, body=body, relations=relations)

    def call(act: Any) -> Any:
        partnership = _chosen(request, dict(form.cleaned_data))
        circle = partnership.circle if partnership else body.circle
        typed = with_scan(act, circle, form, _("Acta")) | {"partnership": partnership}
        return meetings.record_resolution(act, body=body, **typed)

    return do(
        request,
        deed,
        form,
        call,
        circle=about.circle if about else body.circle,
        then=lambda r: session_url(r.point.session),
        said=gettext_lazy("El acuerdo quedó asentado."),
        fields={"file": "scan"},
    )


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """A later act of the same body corrects an earlier one; what that had proved no longer stands."""
    resolution = get_resolution(request.seat.actor, public_id)  # type: ignore[attr-defined]
    point, session = resolution.point, resolution.point.session
    body, partnership = session.body, resolution.point.partnership
    if not able(request, body).can_record_acts:
        raise NotVisible
    shown = resolution_shown(resolution)
    deed = Deed(
        title=_("Corregir con un acto posterior"),
        submit=_("Asentar la corrección"),
        kind="danger",
        back=session_url(session),
        crumbs=_session_crumbs(session, (_("Corregir"), "")),
        lead=point.title,
        facts=[
            {"term": _("Acuerdo que se corrige"), "value": f"{shown.it.number or _('sin número')} · {shown.outcome}"}
        ],
        consequence=_("El acuerdo anterior queda en la historia; lo que acreditaba deja de estar acreditado."),
        then=(_("Su certificación queda sin efecto, y el texto que se haya expedido para firma."), SAYS_WHY),
    )
    form = CorrectForm(
        given(request),
        request.FILES or None,
        purpose=point.purpose,
        initial={"held_on": moment(find_seat(request), _clock(point)).date(), "kind": session.kind},
    )

    def call(act: Any, **typed: Any) -> Any:
        row = meetings.record_resolution(
            act,
            body=body,
            purpose=Purpose(point.purpose),
            partnership=partnership,
            title=point.title,
            corrects=resolution,
            **typed,
        )
        return followed(act, partnership, row, typed["text"]) if partnership else row

    return do_from_paper(
        request,
        deed,
        form,
        call,
        circle=_clock(point),
        caption=_("Acta"),
        then=lambda r: session_url(r.point.session),
        said=gettext_lazy("La corrección quedó asentada."),
    )
