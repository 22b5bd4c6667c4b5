"""Bodies: the Cabildo and the committee, their rule, members and sessions; what they decided about a relation."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.agreements.enums import Power
from hermanar.agreements.policies import can
from hermanar.directory.queries import said_for
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Invalid, NotVisible
from hermanar.kernel.text import whole_number
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import ALARM_OF_ONE, OF_OFFICIALS, Alarm, BodyKind, Purpose, Sector
from hermanar.meetings.policies import can_create_body
from hermanar.meetings.queries import (
    alarms_of,
    areas_of,
    body_of,
    changes_since,
    get_body,
    last_change,
    list_bodies,
    list_convened,
    list_points,
    list_resolutions,
    list_sessions,
    open_commitments,
    owner_of,
    reached_by,
    rule_on,
    seat_of,
    seated_in,
    sessions_held,
)
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import in_own_words, is_of_state, list_partnerships, note_on_authority, said_proof

from ..deeds import Deed, do, followed, keep
from ..edge import given, page, seat_required, today
from ..language import language
from ..relations import crumbs, facts_of, file_url, find_relation, sides_of, title_of, today_of
from .body_forms import BodyChangeForm, BodyForm, CorrectSeatForm, GroupMemberForm, LeaveForm, MemberForm
from .forms import RuleForm, SeriesForm
from .pictures import (
    STATE_TONES,
    able,
    body_url,
    commitment_shown,
    ics,
    members_shown,
    relations_of,
    resolution_shown,
    rule_facts,
)

_PAGE = 30
_QUARTER = dt.timedelta(days=92)


def _home(request: HttpRequest) -> Any:
    """The circle where the seat's bodies live: its own, or for a committee that of its municipality."""
    organisation = request.seat.organisation  # type: ignore[attr-defined]
    if organisation is None:
        return None
    owner = organisation.parent if organisation.kind == "committee" and organisation.parent_id else organisation
    return owner.home


def _crumbs(body: Any = None, *more: tuple[str, str]) -> list[dict]:
    rows = [{"label": _("Sesiones"), "url": reverse("web:meetings:list")}]
    if body is not None:
        rows.append({"label": str(body), "url": body_url(body) if more else ""})
    return rows + [{"label": label, "url": url} for label, url in more]


@seat_required
def list_all(request: HttpRequest) -> HttpResponse:
    """Bodies of the house and their sessions, newest first."""
    who = request.seat.actor  # type: ignore[attr-defined]
    before = request.GET.get("antes", "")
    rows = list_sessions(who, before=whole_number(before), limit=_PAGE + 1)
    home = _home(request)
    return page(
        request,
        "web/meetings/list.html",
        {
            "bodies": list_bodies(who),
            "sessions": [{"it": s, "tone": STATE_TONES[s.state]} for s in rows[:_PAGE]],
            "more": f"?antes={rows[_PAGE - 1].pk}" if len(rows) > _PAGE else "",
            "can_create": home is not None and can_create_body(who, home),
        },
    )


@seat_required
def create(request: HttpRequest) -> HttpResponse:
    seat = request.seat  # type: ignore[attr-defined]
    home = _home(request)
    if home is None or not can_create_body(seat.actor, home):
        raise NotVisible
    owner = seat.organisation.parent if seat.organisation.kind == "committee" else seat.organisation
    deed = Deed(
        title=_("Asentar un órgano"),
        submit=_("Asentar el órgano"),
        back=reverse("web:meetings:list"),
        crumbs=_crumbs(None, (_("Asentar un órgano"), "")),
        lead=said_for(
            owner, _("El Cabildo, el Comité, un consejo, una comisión: cada uno con su regla desde una fecha.")
        ),
    )
    cities = [p for p in list_partnerships(seat.actor, limit=200) if owner is not None and p.owner_id == owner.pk]
    above = [b for b in list_bodies(seat.actor) if b.kind in {BodyKind.COMMITTEE, BodyKind.COUNCIL}]
    form = BodyForm(
        given(request),
        request.FILES or None,
        initial={"valid_from": today(request)},
        relations=cities,
        bodies=above,
        house=owner,
    )

    def call(act: Any) -> Any:
        typed = form.values()
        regulation = keep(act, home, typed.pop("regulation"), caption=str(_("Reglamento")))
        organisation = seat.organisation
        if typed["kind"] in {BodyKind.COMMITTEE, BodyKind.THEMATIC} and organisation.kind != "committee":
            organisation = organisation.children.filter(kind="committee").order_by("pk").first() or organisation
        return meetings.create_body(act, organisation=organisation, regulation=regulation, **typed)

    return do(
        request,
        deed,
        form,
        call,
        circle=home,
        then=body_url,
        said=gettext_lazy("El órgano quedó asentado. Agregue a sus integrantes."),
        fields={"file": "regulation"},
    )


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    on = today(request, body.circle)
    before = request.GET.get("antes", "")
    sessions = list_sessions(request.seat.actor, body=body, before=whole_number(before), limit=_PAGE + 1)  # type: ignore[attr-defined]
    return page(
        request,
        "web/meetings/body.html",
        {
            "more": f"?antes={sessions[_PAGE - 1].pk}" if len(sessions) > _PAGE else "",
            "newest": body_url(body) if before else "",
            "body": body,
            "crumbs": _crumbs(body),
            "city": next((title_of(p) for p in relations_of(request, body) if p.pk == body.partnership_id), "")
            if body.partnership_id
            else "",
            "changes": _changes(body),
            "regulation": file_url(body.regulation),
            "can_change": can_create_body(request.seat.actor, body.circle),  # type: ignore[attr-defined]
            "within": list(body.children.order_by("name")),
            "rule": rule_facts(body, on),
            "members": members_shown(body, on),
            "gone": members_shown(body, on, are_gone=True),
            "sessions": [{"it": s, "tone": STATE_TONES[s.state]} for s in sessions[:_PAGE]],
            "may": able(request, body),
            "takes_oath": _takes_oath(body, on),
            "alarms": tell_alarms(alarms_of(body, on)),
            "commitments": [commitment_shown(c, on) for c in open_commitments(body, limit=8)],
            "areas": areas_of(sessions_held(body, on - _QUARTER, on)) if body.kind == BodyKind.CABINET else [],
        },
    )


@seat_required
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a later act changed of a body: its deed, the act that creates it, what it belongs to."""
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    who = request.seat.actor  # type: ignore[attr-defined]
    if not can_create_body(who, body.circle):
        raise NotVisible(public_id)
    owner = owner_of(body)
    cities = above = []
    if body.kind == BodyKind.COMMITTEE:
        cities = [p for p in list_partnerships(who, limit=2000) if p.owner_id == owner.pk]
    elif body.kind == BodyKind.WORKING_GROUP and body.partnership is not None:
        cities = [body.partnership]
    if body.kind in _MAY_HANG:
        above = [b for b in list_bodies(who) if b.kind in _MAY_HANG[BodyKind(body.kind)] and b.pk != body.pk]
    initial = _as_typed(body) | {"on": today(request, body.circle), "seen": last_change(body)}
    form = BodyChangeForm(given(request), request.FILES or None, initial=initial, relations=cities, bodies=above)
    deed = Deed(
        title=_("Asentar un cambio del órgano"), submit=_("Asentar"), back=body_url(body),
        crumbs=_crumbs(body, (_("Cambio"), "")),
        consequence=_("Lo que decía queda a la vista con el acto y su fecha. Los papeles ya expedidos no cambian."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: _changed(act, body, form), circle=body.circle,
        said=gettext_lazy("El cambio quedó asentado."), fields={"file": "regulation"},
    )  # fmt: skip


def _changed(act: Any, body: Any, form: BodyChangeForm) -> Any:
    """The change, and what rested on the installation of a committee that is of another city since."""
    typed, before = form.values(), {p.pk: p for p in reached_by(body)}
    paper = keep(act, body.circle, typed.pop("regulation"), caption=str(_("Reglamento")))
    try:
        row = meetings.change_body(act, body=body, regulation=paper, **typed)
    except Invalid:
        now = get_body(act.actor, body.public_id)
        stood = changes_since(now, typed["seen"]) if typed["seen"] is not None else {}
        form.over(last_change(now), stood, _as_typed(now))
        raise
    left = {p.pk for p in reached_by(row)}
    for partnership in (p for key, p in before.items() if key not in left):
        followed(act, partnership, row, typed["source"])
    return row


def _as_typed(body: Any) -> dict[str, Any]:
    """What may change of a body, as the fields of its form hold it."""
    return {
        "name": body.name, "name_en": body.name_en, "legal_basis": body.legal_basis, "deed": body.deed,
        "partnership": body.partnership.public_id if body.partnership else "",
        "parent": body.parent.public_id if body.parent else "",
    }  # fmt: skip


# what a body may hang from
_MAY_HANG = {
    BodyKind.THEMATIC: {BodyKind.COMMITTEE, BodyKind.COUNCIL},
    BodyKind.COMMITTEE: {BodyKind.COUNCIL},
}
_CHANGED = {
    "name": gettext_lazy("Nombre"), "name_en": gettext_lazy("Nombre en inglés"),
    "legal_basis": gettext_lazy("Acto que lo crea"), "deed": gettext_lazy("Instrumento notarial"),
    "partnership": gettext_lazy("De una sola ciudad hermana"), "parent": gettext_lazy("Dentro de"),
}  # fmt: skip


def _changes(body: Any) -> list[dict]:
    """What later acts changed of a body, newest first."""
    return [
        {
            "it": row,
            "fields": [
                {"label": label, "before": row.before[key] or "—", "after": row.after[key] or "—"}
                for key, label in _CHANGED.items()
                if key in row.after
            ],
            "regulation": row.after.get("regulation", ""),
            "earlier_regulation": row.before.get("regulation", ""),
        }
        for row in body.changes.all()
    ]


def _takes_oath(body: Any, on: Any) -> bool:
    _rule, row = rule_on(body, on)
    return row is None or row.takes_oath


def tell_alarms(found: Any) -> list[str]:
    """What is not in order, a sentence each."""
    lang = language()
    told = []
    for alarm in found:
        data = {k: date_in_words(v, lang) if hasattr(v, "isoformat") else v for k, v in alarm.data.items()}
        of_one = ALARM_OF_ONE.get(alarm.code) if 1 in (data.get("number"), data.get("months")) else None
        sentence = str(of_one or Alarm(alarm.code).label)
        told.append(sentence % data if data else sentence)
    return told


@seat_required
def set_rule(request: HttpRequest, public_id: str) -> HttpResponse:
    """The regulation of the body, from a day."""
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not able(request, body).seat:
        raise NotVisible(public_id)
    on = today(request, body.circle)
    rule, _row = rule_on(body, on)
    form = RuleForm(given(request), initial={"valid_from": on, "seats": rule.seats or None})
    deed = Deed(
        title=_("Asentar su reglamento"),
        submit=_("Asentar"),
        back=body_url(body),
        crumbs=_crumbs(body, (_("Reglamento"), "")),
        lead=_("Desde qué día y de dónde sale cada regla. Las sesiones de antes conservan la suya."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: meetings.set_rule(act, body=body, **form.values()),
        circle=body.circle,
        said=gettext_lazy("El reglamento quedó asentado."),
    )


@seat_required
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sessions that come back every week."""
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    if not able(request, body).convene:
        raise NotVisible(public_id)
    form = SeriesForm(given(request), initial={"first_on": today(request, body.circle)})
    deed = Deed(
        title=_("Programar una serie de sesiones"),
        submit=_("Programar"),
        back=body_url(body),
        crumbs=_crumbs(body, (_("Programar una serie"), "")),
        lead=_("Por ejemplo: cada lunes a las 9:00, del 7 de abril al 30 de junio."),
        consequence=_("Cada sesión queda convocada con su número. Que se celebró se asienta sesión por sesión."),
    )
    return do(
        request,
        deed,
        form,
        lambda act: meetings.plan_series(act, body=body, **form.cleaned_data),
        circle=body.circle,
        said=gettext_lazy("Las sesiones quedaron programadas."),
    )


@seat_required
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sessions of the body as a calendar file: the newest two hundred."""
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    return ics(request, list_sessions(request.seat.actor, body=body, limit=200), body, "sesiones")  # type: ignore[attr-defined]


@seat_required
def seat(request: HttpRequest, public_id: str) -> HttpResponse:
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    deed = Deed(
        title=_("Integrar a una persona"),
        submit=_("Integrar"),
        back=body_url(body),
        crumbs=_crumbs(body, (_("Integrar a una persona"), "")),
    )
    kind = GroupMemberForm if body.kind == BodyKind.WORKING_GROUP and body.partnership_id else MemberForm
    initial: dict[str, Any] = {"from_on": today(request, body.circle)}
    if body.kind in OF_OFFICIALS:
        initial["sector"] = Sector.OFFICIAL
    form = kind(given(request), initial=initial)
    return do(
        request,
        deed,
        form,
        lambda act: meetings.seat_member(act, body=body, **form.cleaned_data),
        circle=body.circle,
        said=gettext_lazy("La persona quedó integrada al órgano."),
        fields={"person": "name"},
    )


@seat_required
def leave(request: HttpRequest, public_id: str, member: int) -> HttpResponse:
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    row = seated_in(body, member, today(request, body.circle))
    if row is None:
        raise NotVisible
    deed = Deed(
        title=_("Dar de baja a una persona"),
        submit=_("Dar de baja"),
        kind="danger",
        back=body_url(body),
        crumbs=_crumbs(body, (_("Dar de baja a una persona"), "")),
        lead=f"{row.person.name}, {row.position}",
        consequence=_("Deja de contar para el quórum desde el día siguiente; lo que ya votó queda como está."),
    )
    form = LeaveForm(given(request), initial={"on": today(request, body.circle)})
    return do(
        request,
        deed,
        form,
        lambda act: meetings.end_membership(act, member=row, **form.cleaned_data),
        circle=body.circle,
        said=gettext_lazy("La baja quedó asentada."),
    )


@seat_required
def correct_seat(request: HttpRequest, public_id: str, member: int) -> HttpResponse:
    """What was put down of a seat by mistake: what it does in the body, its vote, its days; also once it ended."""
    body = get_body(request.seat.actor, public_id)  # type: ignore[attr-defined]
    row = seat_of(body, member)
    if row is None or not able(request, body).seat:
        raise NotVisible
    deed = Deed(
        title=_("Corregir lo asentado de un lugar"),
        submit=_("Corregir"),
        back=body_url(body),
        crumbs=_crumbs(body, (_("Corregir un lugar"), "")),
        lead=f"{row.person.name}, {row.position}",
        consequence=_(
            "Lo que decía queda a la vista, con su motivo. Los papeles ya expedidos quedan como están. Si cambia su voto, el "
            "quórum de las sesiones en que estuvo se vuelve a contar."
        ),
        then=[_("Si dejó el lugar o lo ocupa otra persona, dé de baja a quien estaba e integre a quien llegó.")],
    )
    initial = {
        key: getattr(row, key)
        for key in ("role", "position", "sector", "side", "has_vote", "from_on", "until_on", "oath_on")
    }
    has_side = body.kind == BodyKind.WORKING_GROUP and body.partnership_id is not None
    form = CorrectSeatForm(given(request), initial=initial, has_side=has_side)
    return do(
        request,
        deed,
        form,
        lambda act: meetings.correct_seat(act, member=row, **form.cleaned_data),
        circle=body.circle,
        said=gettext_lazy("Lo asentado quedó corregido."),
    )


@seat_required
def of_cabildo(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the Cabildo decided about the relation, and how to get to an act that names the counterpart. A state has none:
    what authorises its side has its own page."""
    if is_of_state(find_relation(request, public_id)):
        return redirect("web:agreements:authorisation", public_id)
    return _of(request, public_id, BodyKind.CABILDO)


@seat_required
def of_committee(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the committee decided about the relation: its installation, the study."""
    return _of(request, public_id, BodyKind.COMMITTEE)


def _point_url(request: HttpRequest, partnership: Any) -> str:
    """Where the proposal to the Cabildo is prepared from the case, for who may; "" otherwise."""
    may = can(request.seat.actor, partnership.circle, Power.DRAFT)  # type: ignore[attr-defined]
    return reverse("web:papers:start", args=[partnership.public_id, "cabildo_point"]) if may else ""


def _of(request: HttpRequest, public_id: str, kind: BodyKind) -> HttpResponse:
    partnership = find_relation(request, public_id)
    who = request.seat.actor  # type: ignore[attr-defined]
    found = body_of(partnership.owner, kind, partnership)
    body = next((b for b in list_bodies(who) if found is not None and b.pk == found.pk), None)
    facts = facts_of(partnership)
    fact = Fact.AUTHORISED if kind == BodyKind.CABILDO else Fact.STUDY_APPROVED
    name = in_own_words(partnership, BodyKind(kind).label)
    rows = [r for r in list_resolutions(partnership) if r.point.session.body.kind == kind]
    _ours, theirs = sides_of(partnership)
    may = able(request, body) if body else None
    home = partnership.owner.home
    return page(
        request,
        "web/meetings/of_case.html",
        {
            "partnership": partnership,
            "kind": kind.value,
            "title": name,
            "crumbs": crumbs(partnership, (name, "")),
            "body": body,
            "may": may,
            "theirs": str(theirs),
            "authorised": in_own_words(partnership, _("El Cabildo autorizó la firma")),
            "note": note_on_authority(partnership) if kind == BodyKind.CABILDO else "",
            "proved": said_proof(facts[fact].proof) if fact in facts else "",
            "is_proved": fact in facts,
            "text_agreed": Fact.TEXT_AGREED in facts,
            # signed already: it is put down from its act, and no text is waited for
            "signed_without": kind == BodyKind.CABILDO and Fact.SIGNED in facts and fact not in facts,
            "resolutions": [resolution_shown(r) for r in rows],
            "points": [p for p in list_points(who, partnership) if p.session.body.kind == kind] if body else [],
            "sessions": list_convened(body, limit=10) if body else [],
            "kept": found is not None,
            "can_create": home is not None and can_create_body(who, home),
            # the point that asks to authorise a signature is of no use once it was signed
            "prepare_point": _point_url(request, partnership)
            if kind == BodyKind.CABILDO and Fact.SIGNED not in facts
            else "",
            "purpose": Purpose.AUTHORISE.value if kind == BodyKind.CABILDO else Purpose.APPROVE_STUDY.value,
            "on": today_of(request, partnership),
        },
    )
