"""Sessions are convened, cancelled and held; points are put on their agenda."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Role
from hermanar.directory.models import in_spanish
from hermanar.directory.queries import signer_on
from hermanar.documents import operations as documents
from hermanar.documents.queries import brief_of_house
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact, StudyState
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.policies import TOWN
from hermanar.process.queries import standing_facts

from ..enums import BodyKind, Happened, Purpose, SessionKind, SessionState
from ..models import Body, Member, Minutes, Point, Session
from ..policies import can_convene, can_put_point, role_of
from ..queries import letterhead_office, members_on, minutes_are_out, next_number, numbered_so, owner_of, rule_on
from ..rules import has_quorum, is_formality
from .shared import _called_in_both, _refuse


@transaction.atomic
def convene_session(
    act: Act, *, body: Body, kind: SessionKind, number: str, held_on: dt.date, at: dt.time | None = None,
    place: str = "", act_number: str = "",
) -> Session:  # fmt: skip
    """Convene a session. Without a number it takes the next one, as the body's regulation counts them; one that another
    session of its count has is not given again. Raises Refused (not its secretary), Invalid (number used, day past)."""
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Convoca la secretaría del órgano."))
    errors: dict[str, list] = {}
    if held_on < act.on:
        errors["held_on"] = [_("Una sesión se convoca para hoy o después; si ya se celebró, asiente su acta.")]
    number = normalise(number) or str(next_number(body, kind, held_on))
    taken = numbered_so(body, kind, number, held_on)
    if taken is not None:
        errors["number"] = [
            _("Ese número ya lo lleva la sesión del %(day)s; el siguiente es %(next)s.")
            % {"day": f"{taken.held_on:%d/%m/%Y}", "next": next_number(body, kind, held_on)}
        ]
    if errors:
        raise Invalid(errors)
    return _session(act, body, kind, normalise(number), held_on, at, place, act_number, convened_on=act.on)


def _session(act, body, kind, number, held_on, at, place, act_number, **more) -> Session:
    try:
        with transaction.atomic():
            session = Session.objects.create(
                body=body, kind=kind, number=number, held_on=held_on, at=at, place=normalise(place),
                act_number=normalise(act_number), how=act.actor.how, **more,
            )  # fmt: skip
    except IntegrityError:
        raise Invalid(
            {
                "number": [
                    _(
                        "Ya hay una sesión de ese tipo con el número %(number)s el %(day)s: ábrala, o escriba otro número."
                    )
                    % {"number": number, "day": f"{held_on:%d/%m/%Y}"}
                ]
            }
        ) from None
    record(
        act, Happened.SESSION_CONVENED, chain=body.circle.public_id, about=session.public_id, body=body.name,
        kind=SessionKind(kind).label, number=number,
    )  # fmt: skip
    return session


@transaction.atomic
def call_session(act: Act, *, session: Session, basis: str = "", papers: Sequence[str] = ()) -> Session:
    """Issue the notice of a convened session, with its agenda and what goes with it, and tell who sits in the body.

    The hours of notice of the body's rule, fewer for an extraordinary session where it says so, are advice: what was
    given and what was asked stand on the session. Raises Refused, Blocked (no agenda).
    """
    body = session.body
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Convoca la secretaría del órgano."))
    if session.state != SessionState.CONVENED or session.call_id:
        _refuse("called", _("Esa sesión ya tiene convocatoria, o ya no está convocada."))
    agenda = [p.title for p in session.points.all()]
    if not agenda:
        door = {"session": session.public_id}
        raise Blocked(
            [
                Blocker(
                    "agenda_empty",
                    _("Falta el orden del día: agregue al menos un punto antes de convocar."),
                    "meetings.session",
                    door,
                )
            ]
        )
    owner = owner_of(body)
    role = role_of(body)[1]
    house = body.organisation if role == Role.COMMITTEE_SECRETARY else owner
    secretary = signer_on((house, role), act.on, act.actor.appointment)
    place = owner.municipality.name if owner.municipality else owner.name
    values = {
        "body_name": {"es": body.name, "en": body.name_en or body.name},
        "session_kind": {"es": in_spanish(SessionKind(session.kind).label).lower(), "en": str(session.kind)},
        "session_number": session.number,
        "session_date": session.held_on,
        "session_start": f"{session.at:%H:%M} h" if session.at else "",
        "session_place": session.place or place,
        "agenda": agenda,
        "session_basis": normalise(basis),
        "papers": "; ".join(normalise(p).rstrip(".") for p in papers if normalise(p)),
        "secretary_name": secretary.name if secretary else "",
        "secretary_post": {"es": secretary.post_es, "en": secretary.post_en or secretary.post_es} if secretary else "",
    }
    version = documents.assemble(
        act, circle=body.circle, issuer=owner, kind="session_call", values=values, languages=("es",), shared=True
    )  # fmt: skip
    folio = documents.next_folio(act, organisation=owner, series="CONV", on=act.on)
    session.call = documents.issue(
        act, version=version, brief=brief_of_house(owner, "session_call", act.on, signs=(secretary,)),
        folio=folio, issued_on=act.on, letterhead_of=owner, office=letterhead_office(body),
        exercise=body.circle.exercise_at is not None,
        late={"folio": folio, "issue_place": place, "issue_date": act.on},
    )  # fmt: skip
    session.called_at = act.at
    session.save(update_fields=["call", "called_at"])
    told = {"title": _called_in_both(body), "on": session.held_on.isoformat(), "number": session.called}
    notify(
        act, to=(body.circle, role_of(body)[0], None), key="session_called", data=told, door="meetings.session",
        at={"session": session.public_id},
    )  # fmt: skip
    _tell_cases(act, session, "council_session_called")
    record(
        act, Happened.CALLED, chain=body.circle.public_id, about=session.public_id, body=body.name, number=session.called
    )  # fmt: skip
    return session


def _tell_cases(act: Act, session: Session, key: str, reason: str = "") -> None:
    """Tell those who wait for the session with a relation: it has a point about theirs."""
    points = session.points.exclude(partnership=None).select_related("partnership__circle")
    for partnership in {p.partnership_id: p.partnership for p in points}.values():
        notify(
            act, to=(partnership.circle, TOWN), key=key, door="partnerships.case",
            data={"folio": partnership.folio, "on": session.held_on.isoformat(), "title": _called_in_both(session.body)}
            | ({"reason": normalise(reason)} if reason else {}),
            at={"partnership": partnership.public_id},
        )  # fmt: skip


@transaction.atomic
def cancel_session(act: Act, *, session: Session, reason: str) -> Session:
    """Raises Refused, Invalid."""
    if not can_convene(act.actor, session.body):
        _refuse("not_secretary", _("Cancela la secretaría del órgano."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Session.objects.filter(pk=session.pk, state=SessionState.CONVENED).update(state=SessionState.CANCELLED):
        _refuse(
            "session_held",
            _("Solo se cancela una sesión convocada que aún no se celebra. Esta ya se celebró o se canceló."),
        )
    session.refresh_from_db()
    record(
        act, Happened.SESSION_CANCELLED, chain=session.body.circle.public_id, about=session.public_id,
        number=session.called, reason=normalise(reason),
    )  # fmt: skip
    body = session.body
    told = {"title": _called_in_both(body), "on": session.held_on.isoformat(), "number": session.called}
    notify(
        act, to=(body.circle, role_of(body)[0], None), key="session_cancelled", door="meetings.session",
        data=told | {"reason": normalise(reason)}, at={"session": session.public_id},
    )  # fmt: skip
    _tell_cases(act, session, "council_session_cancelled", reason)
    return session


@transaction.atomic
def put_point(
    act: Act, *, session: Session, title: str, purpose: Purpose = Purpose.OTHER,
    partnership: Partnership | None = None, attachment: Attachment | None = None,
) -> Point:  # fmt: skip
    """Put a point on the agenda, with the paper that is read for it; about a relation, its decision reaches the case.

    Raises Refused, Invalid, Blocked.

    To authorise a signature the program asks for the agreed text first: it prepares nothing improper. The approval of
    minutes is put first, after what opens the session, until the notice is issued.
    """
    body = session.body
    if not can_put_point(act.actor, body):
        _refuse("not_secretary", _("Propone puntos el enlace, la Presidencia o la secretaría del órgano."))
    if session.state == SessionState.CANCELLED:
        _refuse("session_cancelled", _("La sesión se canceló. Convoque otra."))
    if minutes_are_out(session):
        _refuse(
            "minutes_signed", _("La minuta ya se expidió sin ese punto: asiente el acuerdo desde el acto que lo diga.")
        )
    errors = {}
    if not normalise(title):
        errors["title"] = [_("Escriba el punto.")]
    if purpose in {Purpose.AUTHORISE, Purpose.APPROVE_STUDY} and partnership is None:
        errors["partnership"] = [_("Elija la vinculación de la que trata el punto.")]
    if purpose == Purpose.AUTHORISE and body.kind != BodyKind.CABILDO:
        errors["purpose"] = [_("Autoriza la suscripción el Cabildo, no el Comité.")]
    if purpose == Purpose.APPROVE_STUDY and body.kind not in {BodyKind.COMMITTEE, BodyKind.COUNCIL}:
        errors["purpose"] = [_("El estudio lo aprueba el Comité.")]
    if (
        partnership is not None
        and body.kind == BodyKind.COMMITTEE
        and body.partnership_id not in {None, partnership.pk}
    ):
        errors["partnership"] = [_("Este comité es de otra ciudad hermana.")]
    if errors:
        raise Invalid(errors)
    if purpose == Purpose.APPROVE_STUDY and session.state == SessionState.CONVENED:
        study = getattr(partnership, "study", None)
        if study is None or study.state != StudyState.SUBMITTED:
            raise Blocked(
                [
                    Blocker(
                        "study_not_submitted",
                        _("Falta someter el estudio al Comité: lo somete el enlace, desde el estudio."),
                        "partnerships.study",
                        {"partnership": partnership.public_id},
                    )
                ]
            )
    asks_text = purpose == Purpose.AUTHORISE and session.state == SessionState.CONVENED
    if asks_text and Fact.TEXT_AGREED not in standing_facts(partnership.case):
        raise Blocked(
            [
                Blocker(
                    "text_not_agreed",
                    _(
                        "Falta el texto negociado, sin errores y acordado por las Partes: se acuerda desde la mesa de redacción."
                    ),
                    "agreements.text",
                    {"partnership": partnership.public_id},
                )
            ]
        )
    number = _place(session) if purpose == Purpose.APPROVE_MINUTES else None
    if number is None:
        number = (session.points.aggregate(last=Max("number"))["last"] or 0) + 1
    point = Point.objects.create(
        session=session, number=number, title=normalise(title), purpose=purpose, partnership=partnership,
        attachment=attachment,
    )  # fmt: skip
    record(act, Happened.POINT_PUT, chain=body.circle.public_id, about=session.public_id, point=point.title)
    return point


@transaction.atomic
def take_off_point(act: Act, *, point: Point, reason: str) -> Session:
    """Take a point off an agenda that nobody was called with yet; those after it move up. Once the notice is out, or the
    session was held, it stays: it is voted or postponed. Raises Refused, Invalid."""
    session, body = point.session, point.session.body
    if not can_put_point(act.actor, body):
        _refuse("not_secretary", _("Propone puntos el enlace, la Presidencia o la secretaría del órgano."))
    if session.state != SessionState.CONVENED or session.call_id:
        _refuse("agenda_out", _("Ya se convocó con ese orden del día: el punto se vota o se pospone en la sesión."))
    if point.partnership_id is not None and Role.LIAISON not in act.actor.roles:
        _refuse(
            "point_of_relation", _("Ese punto es de una vinculación: lo retira el enlace, o se pospone en la sesión.")
        )
    minutes = Minutes.objects.filter(session=session).first()
    if point.commitments.exists() or (minutes is not None and minutes.texts.get(point.public_id)):
        _refuse("point_used", _("La minuta ya dice algo de ese punto, o alguien quedó a cargo de algo por él."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    title, number = point.title, point.number
    point.delete()
    for later in session.points.filter(number__gt=number).order_by("number"):
        Point.objects.filter(pk=later.pk).update(number=later.number - 1)
    record(
        act, Happened.POINT_TAKEN_OFF, chain=body.circle.public_id, about=session.public_id, point=title, reason=reason
    )
    return session


@transaction.atomic
def move_point(act: Act, *, point: Point, up: bool) -> Point:
    """Move a point one place on an agenda that nobody was called with yet; the other one takes its place. First or last, it
    stays. Raises Refused (the notice is out, or the session was held)."""
    session, body = point.session, point.session.body
    if not can_put_point(act.actor, body):
        _refuse("not_secretary", _("Propone puntos el enlace, la Presidencia o la secretaría del órgano."))
    if session.state != SessionState.CONVENED or session.call_id:
        _refuse("agenda_out", _("Ya se convocó con ese orden del día: los puntos se ven en el orden que dice."))
    order = session.points.order_by("-number" if up else "number")
    other = (order.filter(number__lt=point.number) if up else order.filter(number__gt=point.number)).first()
    if other is None:
        return point
    number = point.number
    aside = session.points.aggregate(last=Max("number"))["last"] + 1  # two points never share a number
    for pk, place in ((point.pk, aside), (other.pk, number), (point.pk, other.number)):
        Point.objects.filter(pk=pk).update(number=place)
    point.refresh_from_db()
    record(
        act, Happened.POINT_MOVED, chain=body.circle.public_id, about=session.public_id, point=point.title,
        number=point.number,
    )  # fmt: skip
    return point


def _place(session: Session) -> int | None:
    """Make room for the approval of minutes before the first point that decides something; None where the agenda is out."""
    if session.state != SessionState.CONVENED or session.call_id:
        return None
    points = list(session.points.order_by("number"))
    rest = [p for p in points if p.purpose != Purpose.APPROVE_MINUTES and not is_formality(p.title)]
    if not rest:
        return None
    place = rest[0].number
    for point in reversed(points):
        if point.number >= place:
            Point.objects.filter(pk=point.pk).update(number=point.number + 1)
    return place


@transaction.atomic
def hold_session(
    act: Act, *, session: Session, present: list[Member], headed_by: str = "", act_number: str = ""
) -> Session:
    """The session took place with these members; quorum is computed from the body's rule of that day. `headed_by`: the
    post of whoever headed it. `act_number`: that of its act, where it has one of its own.

    Raises Refused (not convened, not its secretary), Invalid (a stranger among the present).
    """
    body = session.body
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Asienta la asistencia la secretaría del órgano."))
    if session.held_on > act.on:
        raise Invalid({"held_on": [_("La sesión todavía no se celebra.")]})
    in_office = {m.pk for m in members_on(body, session.held_on)}
    if any(m.pk not in in_office for m in present):
        raise Invalid(
            {
                "present": [
                    _("Hay una persona que ese día no integraba el órgano. Revise quiénes lo integraban ese día.")
                ]
            }
        )
    rule, _row = rule_on(body, session.held_on)
    quorum = has_quorum(rule, len([m for m in present if m.has_vote]))
    if not Session.objects.filter(pk=session.pk, state=SessionState.CONVENED).update(
        state=SessionState.HELD,
        present_count=len(present),
        seats_count=rule.seats,
        has_quorum=quorum,
        held_put_at=act.at,
        headed_by=normalise(headed_by)[:200],
        act_number=normalise(act_number)[:20] or session.act_number,
    ):
        _refuse(
            "session_not_convened",
            _("Solo se celebra una sesión convocada. Esta ya se celebró o se canceló: convoque otra."),
        )
    session.refresh_from_db()
    session.present.set(present)
    record(
        act, Happened.SESSION_HELD, chain=body.circle.public_id, about=session.public_id, body=body.name,
        kind=SessionKind(session.kind).label, number=session.called, present=len(present), seats=rule.seats,
    )  # fmt: skip
    return session
