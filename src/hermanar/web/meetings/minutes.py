"""Minutes at the desk: written during the session, amended, approved by a later one, signed; who came, by rank."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.documents.queries import MEDIA_TYPES
from hermanar.kernel.errors import NotVisible
from hermanar.links.queries import address_of_link
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import AmendmentState, ApprovalLack, MinutesState, SessionState, Way
from hermanar.meetings.policies import can_keep_minutes
from hermanar.meetings.queries import (
    approving_points,
    arrived_members,
    draft_values,
    get_resolution,
    get_session,
    guests_of,
    lacks_of_approval,
    letterhead_office,
    may_amend,
    members_on,
    minutes_of,
    owner_of,
    put_again,
)
from hermanar.ui.qr import qr_svg

from ..deeds import Deed, EmptyForm, do, do_from_paper
from ..edge import given, operate, page, seat_required
from ..language import language
from ..prints import printed
from ..relations import file_url, paper_links
from .forms import AmendmentForm, DecideForm, GuestsForm, MinutesForm, RollCallForm, SignedMinutesForm
from .pictures import correction_shown, ics, session_url
from .sessions import _clock_of, _name, _session_crumbs

TONES = {
    MinutesState.DRAFT: "",
    MinutesState.CIRCULATED: "amber",
    MinutesState.APPROVED: "wine",
    MinutesState.ISSUED: "wine",
    MinutesState.SIGNED: "leaf",
}


def _kept(request: HttpRequest, public_id: str) -> Any:
    """The session, for whoever keeps its minutes. Raises NotVisible."""
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not can_keep_minutes(request.seat.actor, session.body):  # type: ignore[attr-defined]
        raise NotVisible(public_id)
    return session


def _url(session: Any) -> str:
    return reverse("web:meetings:minutes", args=[session.public_id])


@seat_required
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything of the minutes on one page: a box for each point, corrections of those present, and what comes next."""
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    minutes = minutes_of(session)
    may = can_keep_minutes(request.seat.actor, session.body)  # type: ignore[attr-defined]
    if minutes is None and not may:
        raise NotVisible(public_id)
    is_open = minutes is None or minutes.state in {MinutesState.DRAFT, MinutesState.CIRCULATED}
    again = put_again(session)
    points = [p for p in session.points.all() if p.pk not in again]
    form = MinutesForm(
        given(request), points=points, texts=minutes.texts if minutes else {}, version=minutes.version if minutes else 0
    )
    if request.method == "POST" and may and form.is_valid():  # approved meanwhile: refused, with what was typed
        done = operate(
            request,
            lambda act: meetings.write_minutes(
                act, session=session, texts=form.texts(), version=form.cleaned_data["version"] if minutes else None
            ),
            circle=_clock_of(session),
            form=form,
            fields={key: f"t_{key}" for key in form.keys},
            said=str(_("Minuta guardada.")),
        )
        if done.response:
            return done.response
    amendments = list(minutes.amendments.all()) if minutes else []
    context = {
        "session": session,
        "name": _name(session),
        "crumbs": _session_crumbs(session, (_("Minuta"), "")),
        "form": form,
        "minutes": minutes,
        "tone": TONES[MinutesState(minutes.state)] if minutes else "",
        "may_write": may and is_open,
        "may": may,
        "parts": form.parts(),
        "unsaved": form.is_bound and may and not is_open,
        "amendments": amendments,
        "undecided": sum(a.state == AmendmentState.PROPOSED for a in amendments),
        "commitments": list(session.commitments.all()),
        "errata": [correction_shown(c) for c in session.corrections.all()],
        "papers": paper_links(minutes.issue) if minutes else [],
        "lacks": _lacks_told(minutes.approval_lacks) if minutes else "",
        "can_circulate": may
        and minutes is not None
        and minutes.state == MinutesState.DRAFT
        and session.state == SessionState.HELD,
        "is_circulated": minutes is not None and minutes.state == MinutesState.CIRCULATED,
        "approved_by": _approved_by(session) if may and minutes and minutes.state == MinutesState.CIRCULATED else None,
        "can_issue": may and minutes is not None and minutes.state == MinutesState.APPROVED,
        "can_sign": may and minutes is not None and minutes.state == MinutesState.ISSUED,
        "scan": file_url(minutes.attachment) if minutes else "",
        "drafts": [
            {"label": label, "url": reverse("web:meetings:draft", args=[session.public_id, fmt])}
            for fmt, label in (("pdf", "PDF"), ("docx", "Word"))
        ]
        if minutes is not None and is_open
        else [],
    }
    return page(request, "web/meetings/minutes.html", context)


def _approved_by(session: Any) -> Any:
    """The later session that voted the approval of the minutes, and whose door says so; None while none did."""
    return next((p.session for p in approving_points(session)), None)


def _lacks_told(codes: Any) -> str:
    """What an approval is not, and that it is said; "" where it is the next session's first item."""
    told = [str(ApprovalLack(code).label) for code in codes]
    return " ".join([*told, _("Se asienta como ocurrió, y la minuta lo dice.")]) if told else ""


def _deed(session: Any, title: str, submit: str, **more: Any) -> Deed:
    crumbs = _session_crumbs(session, (_("Minuta"), _url(session)), (title, ""))
    return Deed(title=title, submit=submit, back=_url(session), crumbs=crumbs, **more)


def _minutes(session: Any) -> Any:
    minutes = minutes_of(session)
    if minutes is None:
        raise NotVisible("minutes")
    return minutes


@seat_required
def draft(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    """The draft of the minutes on paper, to print or to send to those who were there. Never kept: made again at will."""
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    minutes = _minutes(session)
    if minutes.state not in {MinutesState.DRAFT, MinutesState.CIRCULATED} or fmt not in MEDIA_TYPES:
        raise NotVisible(public_id)
    body = session.body
    owner = owner_of(body)
    return printed(
        request, "session_minutes", draft_values(minutes), fmt=fmt, name=_("borrador-minuta-%(n)s") % {"n": session.called},
        back=_url(session), letterhead_of=owner, office=letterhead_office(body), on=session.held_on, draft=True,
        exercise=owner.is_exercise or body.circle.exercise_at is not None, late={"folio": "(borrador)"}, lang="es",
    )  # fmt: skip


@seat_required
def circulate(request: HttpRequest, public_id: str) -> HttpResponse:
    session = _kept(request, public_id)
    minutes = _minutes(session)
    deed = _deed(
        session, _("Dar la minuta a quienes asistieron"), _("Enviar a corrección"),
        consequence=_("Desde ahora se asientan sus correcciones. La aprueba la sesión siguiente, como primer punto."),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: meetings.circulate_minutes(act, minutes=minutes),
        circle=_clock_of(session), said=gettext_lazy("La minuta está con quienes asistieron."),
    )  # fmt: skip


@seat_required
def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    session = _kept(request, public_id)
    minutes = _minutes(session)
    form = AmendmentForm(given(request), present=may_amend(session))
    return do(
        request, _deed(session, _("Asentar una corrección"), _("Asentar")), form,
        lambda act: meetings.propose_amendment(act, minutes=minutes, **form.cleaned_data),
        circle=_clock_of(session), said=gettext_lazy("Corrección asentada: falta decidirla."),
    )  # fmt: skip


@seat_required
def decide(request: HttpRequest, public_id: str, amendment: int) -> HttpResponse:
    session = _kept(request, public_id)
    row = _minutes(session).amendments.filter(pk=amendment, state=AmendmentState.PROPOSED).first()
    if row is None:
        raise NotVisible(public_id)
    form = DecideForm(given(request))
    deed = _deed(session, _("Decidir la corrección"), _("Asentar"), facts=[{"term": row.by, "value": row.text}])
    return do(
        request, deed, form, lambda act: meetings.decide_amendment(act, amendment=row, **form.cleaned_data),
        circle=_clock_of(session), said=gettext_lazy("Corrección decidida."),
    )  # fmt: skip


@seat_required
def approve(request: HttpRequest, public_id: str, session_id: str) -> HttpResponse:
    """The minutes of an earlier session, from the later one's point that approved them."""
    later = _kept(request, session_id)
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    minutes = _minutes(session)
    point = next(
        (p for p in later.points.all() if p.purpose == "approve_minutes" and getattr(p, "resolution", None)), None
    )
    if point is None:
        raise NotVisible(session_id)
    deed = _deed(
        session, _("Dar por aprobada la minuta"), _("Aprobada"), consequence=_lacks_told(lacks_of_approval(minutes, point)),
        facts=[{"term": _("La aprobó"), "value": f"{_name(later)}, {point.title}"}],
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)),
        lambda act: meetings.approve_minutes(act, minutes=minutes, resolution=point.resolution),
        circle=_clock_of(later), said=gettext_lazy("La minuta quedó aprobada: ya puede expedirse."),
    )  # fmt: skip


@seat_required
def issue(request: HttpRequest, public_id: str) -> HttpResponse:
    session = _kept(request, public_id)
    minutes = _minutes(session)
    deed = _deed(
        session, _("Expedir la minuta"), _("Expedir"),
        consequence=_("Se expide en PDF y Word, con folio y código. Lo que dice ya no cambia."),
    )  # fmt: skip
    later = minutes.approved_in or session
    return do(
        request, deed, EmptyForm(given(request)), lambda act: meetings.issue_minutes(act, minutes=minutes),
        circle=_clock_of(later), said=gettext_lazy("La minuta quedó expedida: imprímala y fírmela."),
    )  # fmt: skip


@seat_required
def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep the issued paper with its signatures by hand."""
    session = _kept(request, public_id)
    minutes = _minutes(session)
    deed = _deed(
        session, _("Guardar la minuta firmada"), _("Guardar"),
        lead=_("Imprima la minuta expedida, fírmela y escanéela."),
        consequence=_("Desde ahora consta como firmada."),
    )  # fmt: skip
    form = SignedMinutesForm(given(request), request.FILES or None)
    return do_from_paper(
        request, deed, form, lambda act, **typed: meetings.sign_minutes(act, minutes=minutes, **typed),
        circle=session.body.circle, caption=_("Minuta firmada"), said=gettext_lazy("La minuta firmada quedó guardada."),
    )  # fmt: skip


# -- who came -------------------------------------------------------------------------------------------------


@seat_required
def guests(request: HttpRequest, public_id: str) -> HttpResponse:
    """People who are no members, a line each."""
    session = _kept(request, public_id)
    form = GuestsForm(given(request))
    deed = Deed(
        title=_("Agregar a la lista de asistencia"), submit=_("Agregar"), back=session_url(session),
        crumbs=_session_crumbs(session, (_("Lista de asistencia"), "")),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: meetings.add_attendees(act, session=session, people=form.cleaned_data["people"]),
        circle=_clock_of(session), said=gettext_lazy("Ya están en la lista."),
    )  # fmt: skip


def _came(request: HttpRequest, line: Any) -> Any:
    """When somebody registered with the code of the door; None of who did not."""
    return request.seat.zones.local(line.arrived_at) if line is not None and line.way == Way.CODE else None  # type: ignore[attr-defined]


@seat_required
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The attendance sheet to print: members and guests by rank, with room to sign."""
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    groups: dict[str, list] = {}
    members = members_on(session.body, session.held_on)
    is_mixed = len({m.sector for m in members}) > 1
    came = arrived_members(session, members)
    for member in members:
        sector = member.get_sector_display() if is_mixed else _("Integrantes")
        groups.setdefault(sector, []).append((member.person.name, member.position, _came(request, came.get(member.pk))))
    for guest in guests_of(session, members):
        groups.setdefault(guest.rank or _("Otras personas"), []).append((guest.name, guest.post, _came(request, guest)))
    owner = owner_of(session.body)
    context = {
        "session": session,
        "house": str(owner),
        "office": (letterhead_office(session.body) or {}).get(language(), ""),
        "exercise": owner.is_exercise or session.body.circle.exercise_at is not None,
        "name": _name(session),
        "crumbs": _session_crumbs(session, (_("Lista de asistencia"), "")),
        "groups": groups,
        "blank": range(6),
    }
    return page(request, "web/meetings/sheet.html", context)


@seat_required
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The session as a calendar file."""
    session = get_session(request.seat.actor, public_id)  # type: ignore[attr-defined]
    return ics(request, [session], session.body, f"sesion-{session.number or session.public_id}")


@seat_required
def door(request: HttpRequest, public_id: str) -> HttpResponse:
    """The code for the door: asked for, and shown once to print or to project."""
    session = _kept(request, public_id)
    made: dict[str, Any] = {}
    if request.method == "POST":

        def call(act: Any) -> Any:
            link, token = meetings.open_check_in(act, session=session, now=timezone.now())
            made["address"] = address_of_link(token, language())
            return link

        operate(request, call, circle=_clock_of(session))
    if "address" in made:
        made["qr"] = qr_svg(made["address"], title=_("Código para registrarse en la sesión"))
    context = {
        "session": session,
        "name": _name(session),
        "crumbs": _session_crumbs(session, (_("Registro"), "")),
        **made,
    }
    return page(request, "web/meetings/door.html", context)


@seat_required
def roll_call(request: HttpRequest, public_id: str) -> HttpResponse:
    """How each member voted, when the body's regulation asks for it."""
    resolution = get_resolution(request.seat.actor, public_id)  # type: ignore[attr-defined]
    session = resolution.point.session
    if not can_keep_minutes(request.seat.actor, session.body) or resolution.in_favour is None:  # type: ignore[attr-defined]
        raise NotVisible(public_id)
    form = RollCallForm(given(request), members=list(session.present.filter(has_vote=True).select_related("person")))
    votes = {"yes": resolution.in_favour, "no": resolution.against or 0, "none": resolution.abstained or 0}
    deed = Deed(
        title=_("Asentar la votación nominal"), submit=_("Asentar"), back=session_url(session),
        crumbs=_session_crumbs(session, (_("Votación nominal"), "")), lead=resolution.point.title,
        facts=[
            {"term": _("Debe sumar"), "value": _("%(yes)s a favor, %(no)s en contra, %(none)s abstenciones") % votes}
        ],
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: meetings.put_votes(act, resolution=resolution, choices=form.choices()),
        circle=_clock_of(session), said=gettext_lazy("La votación nominal quedó asentada."),
    )  # fmt: skip
