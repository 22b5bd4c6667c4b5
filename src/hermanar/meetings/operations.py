"""Bodies are created and seated; sessions convened and held; points resolved; acts certified, recorded, corrected."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, Person
from hermanar.directory.queries import administration_on, holder_on
from hermanar.documents import operations as documents
from hermanar.documents.rules import catalogues
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact, StudyState
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import decide_study, state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import accepted_names, slot_values
from hermanar.partnerships.queries.briefs import names_beside, sides
from hermanar.process.queries import standing_facts

from .enums import BodyKind, Happened, Outcome, Purpose, Sector, SessionKind, SessionState
from .models import Body, BodyRule, Member, Point, Resolution, Session
from .policies import can_certify, can_convene, can_create_body, can_put_point, can_record
from .queries import members_on, owner_of, rule_on
from .rules import has_quorum, is_approved, why_not_authorised


def _refuse(code: str, sentence) -> None:
    raise Refused(code, sentence)


@transaction.atomic
def create_body(
    act: Act, *, organisation: Organisation, kind: BodyKind, name: str, name_en: str = "", legal_basis: str = "",
    seats: int | None = None, source: str = "", valid_from: dt.date | None = None, regulation: Attachment | None = None,
) -> Body:  # fmt: skip
    """A Cabildo or a committee with its rule from a date (R0-29, R2-11). Lives in the municipality's home circle.

    Raises Refused, Invalid.
    """
    owner = organisation.parent if organisation.kind == "committee" and organisation.parent else organisation
    circle = owner.home
    if not can_create_body(act.actor, circle):
        _refuse("not_liaison", _("Asienta los órganos el enlace del municipio."))
    if not normalise(name):
        raise Invalid({"name": [_("Escriba el nombre del órgano.")]})
    body = Body.objects.create(
        circle=circle, organisation=organisation, kind=kind, name=normalise(name), name_en=normalise(name_en),
        legal_basis=normalise(legal_basis), regulation=regulation,
    )  # fmt: skip
    if seats:
        BodyRule.objects.create(
            body=body, valid_from=valid_from or act.on, seats=seats, source=normalise(source) or "—",
            is_default=source.startswith("[K]"),
        )  # fmt: skip
    record(act, Happened.BODY_CREATED, chain=circle.public_id, about=body.public_id, body=body.name)
    return body


@transaction.atomic
def seat_member(
    act: Act, *, body: Body, person: Person | None = None, name: str = "", position: str, sector: Sector,
    from_on: dt.date, until_on: dt.date | None = None, oath_on: dt.date | None = None, has_vote: bool = True,
) -> Member:  # fmt: skip
    """Seat a member from a date, with sector and oath (R0-29): a person of the directory, or one entered by `name`.

    Raises Refused, Invalid.
    """
    if not (can_convene(act.actor, body) or can_record(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("Integra al órgano su secretaría o el enlace."))
    errors = {}
    if until_on and until_on < from_on:
        errors["until_on"] = [_("No puede terminar antes de empezar.")]
    if oath_on and oath_on > act.on:
        errors["oath_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not normalise(position):
        errors["position"] = [_("Escriba el cargo que ocupa en el órgano.")]
    if person is None and not normalise(name):
        errors["name"] = [_("Escriba el nombre de la persona.")]
    if person is not None and body.members.filter(person=person, until_on=None).exists():
        errors["person"] = [_("Esa persona ya integra el órgano.")]
    if errors:
        raise Invalid(errors)
    person = person or Person.objects.create(name=normalise(name))
    row = Member.objects.create(
        body=body, person=person, position=normalise(position), sector=sector, has_vote=has_vote, from_on=from_on,
        until_on=until_on, oath_on=oath_on,
    )  # fmt: skip
    record(
        act, Happened.MEMBER_SEATED, chain=body.circle.public_id, about=body.public_id, body=body.name,
        position=row.position,
    )  # fmt: skip
    return row


@transaction.atomic
def end_membership(act: Act, *, member: Member, on: dt.date) -> Member:
    """A member leaves on a day. Raises Refused, Invalid."""
    body = member.body
    if not (can_convene(act.actor, body) or can_create_body(act.actor, body.circle)):
        _refuse("not_secretary", _("Lo asienta la secretaría del órgano o el enlace."))
    if on < member.from_on:
        raise Invalid({"on": [_("No puede terminar antes de empezar.")]})
    member.until_on = on
    member.save(update_fields=["until_on"])
    record(
        act, Happened.MEMBER_LEFT, chain=body.circle.public_id, about=body.public_id, body=body.name,
        position=member.position,
    )  # fmt: skip
    return member


@transaction.atomic
def convene_session(
    act: Act, *, body: Body, kind: SessionKind, number: str, held_on: dt.date, at: dt.time | None = None,
    place: str = "", act_number: str = "",
) -> Session:  # fmt: skip
    """Convene a session. Raises Refused (not its secretary), Invalid (number used, day past)."""
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Convoca la secretaría del órgano."))
    errors = {}
    if held_on < act.on:
        errors["held_on"] = [_("Una sesión se convoca para hoy o después; si ya se celebró, asiente su acta.")]
    if not normalise(number):
        errors["number"] = [_("Escriba el número de la sesión.")]
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
        raise Invalid({"number": [_("Ya hay una sesión de ese tipo con ese número y fecha.")]}) from None
    record(
        act, Happened.SESSION_CONVENED, chain=body.circle.public_id, about=session.public_id, body=body.name,
        kind=SessionKind(kind).label, number=number,
    )  # fmt: skip
    return session


@transaction.atomic
def cancel_session(act: Act, *, session: Session, reason: str) -> Session:
    """Raises Refused, Invalid."""
    if not can_convene(act.actor, session.body):
        _refuse("not_secretary", _("Cancela la secretaría del órgano."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Session.objects.filter(pk=session.pk, state=SessionState.CONVENED).update(state=SessionState.CANCELLED):
        _refuse("session_held", _("Solo se cancela una sesión convocada."))
    session.refresh_from_db()
    record(
        act, Happened.SESSION_CANCELLED, chain=session.body.circle.public_id, about=session.public_id,
        number=session.number, reason=normalise(reason),
    )  # fmt: skip
    return session


@transaction.atomic
def put_point(
    act: Act, *, session: Session, title: str, purpose: Purpose = Purpose.OTHER, partnership: Partnership | None = None
) -> Point:
    """Put a point on the agenda; about a relation, its decision reaches the case. Raises Refused, Invalid, Blocked.

    To authorise a signature the program asks for the agreed text first: it prepares nothing improper.
    """
    body = session.body
    if not can_put_point(act.actor, body):
        _refuse("not_secretary", _("Propone puntos el enlace, la Presidencia o la secretaría del órgano."))
    if session.state == SessionState.CANCELLED:
        _refuse("session_cancelled", _("La sesión se canceló."))
    errors = {}
    if not normalise(title):
        errors["title"] = [_("Escriba el punto.")]
    if purpose in {Purpose.AUTHORISE, Purpose.APPROVE_STUDY} and partnership is None:
        errors["partnership"] = [_("Elija la vinculación de la que trata el punto.")]
    if purpose == Purpose.AUTHORISE and body.kind != BodyKind.CABILDO:
        errors["purpose"] = [_("Autoriza la suscripción el Cabildo, no el Comité.")]
    if purpose == Purpose.APPROVE_STUDY and body.kind != BodyKind.COMMITTEE:
        errors["purpose"] = [_("El estudio lo aprueba el Comité.")]
    if errors:
        raise Invalid(errors)
    if purpose == Purpose.APPROVE_STUDY and session.state == SessionState.CONVENED:
        study = getattr(partnership, "study", None)
        if study is None or study.state != StudyState.SUBMITTED:
            raise Blocked(
                [
                    Blocker(
                        "study_not_submitted",
                        _("Falta someter el estudio al Comité."),
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
                    _("Falta el texto negociado, sin errores y acordado por las Partes."),
                    "agreements.text",
                    {"partnership": partnership.public_id},
                )
            ]
        )
    number = (session.points.aggregate(last=Max("number"))["last"] or 0) + 1
    point = Point.objects.create(
        session=session, number=number, title=normalise(title), purpose=purpose, partnership=partnership
    )
    record(act, Happened.POINT_PUT, chain=body.circle.public_id, about=session.public_id, point=point.title)
    return point


@transaction.atomic
def hold_session(act: Act, *, session: Session, present: list[Member]) -> Session:
    """The session took place with these members; quorum is computed from the body's rule of that day.

    Raises Refused (not convened, not its secretary), Invalid (a stranger among the present).
    """
    body = session.body
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Asienta la asistencia la secretaría del órgano."))
    if session.held_on > act.on:
        raise Invalid({"held_on": [_("La sesión todavía no se celebra.")]})
    in_office = {m.pk for m in members_on(body, session.held_on)}
    if any(m.pk not in in_office for m in present):
        raise Invalid({"present": [_("Hay una persona que ese día no integraba el órgano.")]})
    rule, _row = rule_on(body, session.held_on)
    quorum = has_quorum(rule, len([m for m in present if m.has_vote]))
    if not Session.objects.filter(pk=session.pk, state=SessionState.CONVENED).update(
        state=SessionState.HELD, present_count=len(present), seats_count=rule.seats, has_quorum=quorum
    ):
        _refuse("session_not_convened", _("Solo se celebra una sesión convocada."))
    session.refresh_from_db()
    session.present.set(present)
    record(
        act, Happened.SESSION_HELD, chain=body.circle.public_id, about=session.public_id, body=body.name,
        kind=session.get_kind_display(), number=session.number, present=len(present), seats=rule.seats,
    )  # fmt: skip
    return session


def _votes(in_favour, against, abstained) -> str:
    return f"{in_favour}–{against}–{abstained}" if in_favour is not None else "—"


@transaction.atomic
def resolve_point(
    act: Act, *, point: Point, in_favour: int, against: int = 0, abstained: int = 0, names: str = "", text: str = "",
    number: str = "", is_blank: bool = False, chair_in_favour: bool = True, postponed: bool = False,
    corrects: Resolution | None = None,
) -> Resolution:  # fmt: skip
    """The body votes. What it decides reaches the case: study approved, signature authorised — if the act names this
    counterpart. Raises Refused (no quorum, not its secretary), Invalid (more votes than present)."""
    session, body = point.session, point.session.body
    if not can_certify(act.actor, body):
        _refuse("not_secretary", _("Asienta la votación la secretaría del órgano."))
    if session.state != SessionState.HELD:
        _refuse("session_not_held", _("Primero se asienta la asistencia de la sesión."))
    if not session.has_quorum:
        _refuse("no_quorum", _("No hubo quórum: la sesión no puede resolver."))
    if Resolution.objects.filter(point=point).exists():
        _refuse("point_resolved", _("El punto ya se resolvió; se corrige con un acuerdo posterior."))
    cast = in_favour + against + abstained
    voting = session.present.filter(has_vote=True).count()
    if not postponed and cast != voting:
        raise Invalid(
            {
                "in_favour": [
                    _("Los votos suman %(cast)s y hubo %(voting)s presentes con voto.")
                    % {"cast": cast, "voting": voting}
                ]
            }
        )
    rule, _row = rule_on(body, session.held_on)
    if postponed:
        outcome = Outcome.POSTPONED
    else:
        approved = is_approved(rule, in_favour, against, abstained, chair_in_favour=chair_in_favour)
        outcome = Outcome.APPROVED if approved else Outcome.REJECTED
    resolution = _resolution(
        act, point, outcome=outcome, number=number, in_favour=in_favour, against=against, abstained=abstained,
        names=names, is_blank=is_blank, text=text, corrects=corrects,
    )  # fmt: skip
    record(
        act, Happened.RESOLVED, chain=_chain(point), about=point.public_id, body=body.name, point=point.number,
        outcome=Outcome(outcome).label, votes=_votes(in_favour, against, abstained),
    )  # fmt: skip
    _reach_case(act, resolution)
    return resolution


def _chain(point: Point) -> str:
    return (point.partnership or point.session.body).circle.public_id


def _resolution(act: Act, point: Point, *, outcome, names: str, is_blank: bool, corrects=None, **fields) -> Resolution:
    why_not = ""
    if point.purpose == Purpose.AUTHORISE or (corrects and point.partnership):
        _ours, theirs = sides(point.partnership)
        why_not = why_not_authorised(
            outcome=outcome,
            is_blank=is_blank,
            names=normalise(names),
            accepted=accepted_names(theirs),
            beside=names_beside(theirs),
        )
    authorises = point.purpose == Purpose.AUTHORISE and not why_not
    fields["text"] = normalise(fields.get("text", ""), lines=True)
    fields["number"] = normalise(fields.get("number", ""))
    unanimous = fields.get("in_favour") is not None and not fields.get("against") and not fields.get("abstained")
    return Resolution.objects.create(
        point=point, outcome=outcome, names=normalise(names), is_blank=is_blank, authorises=authorises,
        why_not=why_not, corrects=corrects, how=act.actor.how, is_unanimous=unanimous or None, **fields,
    )  # fmt: skip


def _proof(resolution: Resolution) -> str:
    session = resolution.point.session
    act_number = session.act_number or session.number
    return " · ".join(
        part
        for part in (
            f"Acta {act_number}",
            f"acuerdo {resolution.number}" if resolution.number else "",
            str(session.body),
        )
        if part
    )


def _reach_case(act: Act, resolution: Resolution) -> None:
    """Facts that follow from a decision; a correction takes back what the corrected act had put down."""
    point, partnership = resolution.point, resolution.point.partnership
    on, source = point.session.held_on, f"meetings.resolution:{resolution.public_id}"
    if resolution.corrects is not None and partnership is not None:
        withdraw_case_fact(
            act, partnership=partnership, fact=Fact.AUTHORISED, reason=str(_("Corregido por un acto posterior.")),
            source=f"meetings.resolution:{resolution.corrects.public_id}",
        )  # fmt: skip
    if point.purpose == Purpose.AUTHORISE and resolution.authorises:
        state_case_fact(
            act,
            partnership=partnership,
            fact=Fact.AUTHORISED,
            on=on,
            source=source,
            proof=_proof(resolution),
            data={"number": resolution.number, "act_number": point.session.act_number or point.session.number},
        )
        notify(
            act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="council_authorised",
            data={"folio": partnership.folio}, door="partnerships.case", at={"partnership": partnership.public_id},
        )  # fmt: skip
    elif point.purpose == Purpose.APPROVE_STUDY and resolution.outcome != Outcome.POSTPONED:
        result = StudyState.APPROVED if resolution.outcome == Outcome.APPROVED else StudyState.REJECTED
        decide_study(act, partnership=partnership, result=result, on=on, source=source, proof=_proof(resolution))
    elif point.purpose == Purpose.INSTALL and resolution.outcome == Outcome.APPROVED:
        _install(act, point.session.body, on, source, _proof(resolution))


def _install(act: Act, body: Body, on: dt.date, source: str, proof: str) -> None:
    """The committee is installed: true for every relation of the municipality, those open and those to come."""
    if body.installed_on is None or on < body.installed_on:
        body.installed_on = on
        body.save(update_fields=["installed_on"])
    owner = owner_of(body)
    for partnership in Partnership.objects.filter(owner=owner).select_related("case__circle", "circle"):
        state_case_fact(act, partnership=partnership, fact=Fact.COMMITTEE_INSTALLED, on=on, source=source, proof=proof)


@transaction.atomic
def link_committee(act: Act, *, partnership: Partnership, body: Body) -> bool:
    """State on a new relation that the committee was installed before. Returns False where it is not installed.

    Raises Refused (not the relation's liaison, another municipality's committee).
    """
    if not can_edit(act.actor, partnership.circle):
        _refuse("not_liaison", _("Esto lo hace el enlace del municipio titular."))
    if partnership.owner_id not in {body.organisation_id, body.organisation.parent_id}:
        _refuse("other_committee", _("Ese Comité es de otro municipio."))
    body.refresh_from_db(fields=["installed_on"])
    if body.installed_on is None:
        return False
    resolution = (
        Resolution.objects.filter(point__session__body=body, point__purpose=Purpose.INSTALL, outcome=Outcome.APPROVED)
        .select_related("point__session__body")
        .order_by("point__session__held_on")
        .first()
    )
    source = f"meetings.resolution:{resolution.public_id}" if resolution else f"meetings.body:{body.public_id}"
    state_case_fact(
        act, partnership=partnership, fact=Fact.COMMITTEE_INSTALLED, on=body.installed_on, source=source,
        proof=_proof(resolution) if resolution else body.name,
    )  # fmt: skip
    return True


@transaction.atomic
def record_resolution(
    act: Act, *, body: Body, purpose: Purpose, held_on: dt.date, kind: SessionKind = SessionKind.ORDINARY,
    session_number: str = "", act_number: str = "", number: str = "", title: str = "", names: str = "",
    is_blank: bool = False, outcome: Outcome = Outcome.APPROVED, in_favour: int | None = None,
    against: int | None = None, abstained: int | None = None, text: str = "", partnership: Partnership | None = None,
    attachment: Attachment | None = None, corrects: Resolution | None = None,
) -> Resolution:  # fmt: skip
    """Put down from its act what a body decided, by the liaison, where its secretary is not on board — or by the
    secretary itself for an act of the past. Every act can be recorded; only one that names this counterpart authorises
    (promise 5, R3-48). Raises Refused, Invalid."""
    if not (can_record(act.actor, body) or can_certify(act.actor, body)):
        _refuse("body_on_board", _("Lo asienta la secretaría del órgano, que participa en el programa."))
    errors = {}
    if held_on > act.on:
        errors["held_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not normalise(act_number) and not normalise(session_number):
        errors["act_number"] = [_("Escriba el número del acta o de la sesión.")]
    if purpose in {Purpose.AUTHORISE, Purpose.APPROVE_STUDY} and partnership is None:
        errors["partnership"] = [_("Elija la vinculación.")]
    if outcome == Outcome.APPROVED and in_favour is not None and (against or 0) > in_favour:
        errors["against"] = [_("Un punto aprobado no puede tener más votos en contra que a favor.")]
    if errors:
        raise Invalid(errors)
    if not can_certify(act.actor, body):
        act = act.recording()
    number_of_session = normalise(session_number) or normalise(act_number)
    session = Session.objects.filter(body=body, kind=kind, number=number_of_session, held_on=held_on).first()
    if session is None:
        session = Session.objects.create(
            body=body, kind=kind, number=number_of_session, held_on=held_on, act_number=normalise(act_number),
            state=SessionState.HELD, how=act.actor.how, attachment=attachment,
        )  # fmt: skip
    point = Point.objects.create(
        session=session, number=(session.points.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=normalise(title) or str(Purpose(purpose).label), purpose=purpose, partnership=partnership,
    )  # fmt: skip
    resolution = _resolution(
        act, point, outcome=outcome, number=number, in_favour=in_favour, against=against, abstained=abstained,
        names=names, is_blank=is_blank, text=text, corrects=corrects, attachment=attachment,
    )  # fmt: skip
    record(
        act, Happened.RESOLUTION_CORRECTED if corrects else Happened.RESOLUTION_RECORDED, chain=_chain(point),
        about=resolution.public_id, body=body.name, number=resolution.number or "s/n", act_number=session.act_number or "s/n",
        on=held_on, reason=resolution.text,
    )  # fmt: skip
    _reach_case(act, resolution)
    return resolution


@transaction.atomic
def certify_resolution(act: Act, *, resolution: Resolution, on: dt.date | None = None) -> Resolution:
    """The secretary certifies the decision: the Cabildo's certificate or the committee's act, as PDF and DOCX with code.

    Raises Refused, Invalid.
    """
    point, session = resolution.point, resolution.point.session
    body, partnership = session.body, resolution.point.partnership
    if not can_certify(act.actor, body):
        _refuse("not_secretary", _("Certifica la secretaría del órgano."))
    if resolution.certificate_id:
        _refuse("certified", _("Ese acuerdo ya está certificado."))
    on = on or act.on
    if on < session.held_on:
        raise Invalid({"on": [_("No puede certificarse antes de la sesión.")]})
    owner = owner_of(body)
    secretary = holder_on((body.organisation if body.kind != BodyKind.CABILDO else owner, _secretary(body)), on)
    mayor = holder_on((owner, Role.MAYOR), session.held_on)
    values = (slot_values(partnership, session.held_on) if partnership else {}) | {
        "our_city": owner.municipality.name if owner.municipality else owner.name,
        "our_state": owner.municipality.state.name if owner.municipality else "",
        "committee_name": {"es": _with_el(body.name), "en": f"the {body.name_en or body.name}"},
        "session_kind": {"es": session.get_kind_display().lower(), "en": SessionKind(session.kind).value},
        "session_number": session.number,
        "session_date": session.held_on,
        "session_place": session.place or (owner.municipality.name if owner.municipality else owner.name),
        "session_start": f"{session.at:%H:%M} h" if session.at else "09:00 h",
        "session_end": f"{(dt.datetime.combine(session.held_on, session.at or dt.time(9)) + dt.timedelta(hours=1)):%H:%M} h",
        "act_number": session.act_number or session.number,
        "point_number": str(point.number),
        "resolution_number": resolution.number or f"{session.number}-{point.number}",
        "resolution": resolution.text or point.title,
        "authorised_name": mayor.name if mayor else "",
        "authorised_post": {"es": mayor.post_es, "en": mayor.post_en or mayor.post_es} if mayor else "",
        "subject": "study" if point.purpose == Purpose.APPROVE_STUDY else "other",
        "result": _result(body, resolution),
        "members_present": session.present_count or 0,
        "members_total": session.seats_count or 0,
        "members": [
            f"{m.position}: {m.person.name} ({m.get_sector_display()})" for m in members_on(body, session.held_on)
        ],
        "term_end": _term_end(owner, session.held_on),
        "cabildo_reference": body.legal_basis or str(_("el Ayuntamiento")),
        "legal_basis": _legal_basis(partnership, body, session.held_on),
        "votes_for": resolution.in_favour or 0,
        "votes_against": resolution.against or 0,
        "abstentions": resolution.abstained or 0,
        "president_name": mayor.name if mayor else "",
        "president_post": {"es": mayor.post_es, "en": mayor.post_en or mayor.post_es} if mayor else "",
        "secretary_name": secretary.name if secretary else "",
        "secretary_post": {"es": secretary.post_es, "en": secretary.post_en or secretary.post_es} if secretary else "",
        "attendees": [f"{m.position}: {m.person.name}" for m in session.present.select_related("person")],
        "agenda": [p.title for p in session.points.all()],
    }
    papers: dict[tuple[str, str], str] = {
        (BodyKind.CABILDO, Purpose.AUTHORISE): "cabildo_certificate",
        (BodyKind.COMMITTEE, Purpose.INSTALL): "committee_installation_act",
    }
    usual = "committee_session_act" if body.kind == BodyKind.COMMITTEE else "cabildo_certificate"
    kind = papers.get((body.kind, point.purpose), usual)
    circle = partnership.circle if partnership else body.circle
    version = documents.assemble(
        act, circle=circle, issuer=owner, kind=kind, values=values, languages=("es",), shared=True
    )
    folio = documents.next_folio(
        act, organisation=owner, series="SA" if body.kind == BodyKind.CABILDO else "CCH", on=on
    )
    issue = documents.issue(
        act, version=version, folio=folio, issued_on=on, letterhead_of=owner,
        exercise=circle.exercise_at is not None,
        late={"folio": folio, "issue_place": owner.municipality.name if owner.municipality else owner.name, "issue_date": on},
    )  # fmt: skip
    resolution.certificate = issue
    resolution.save(update_fields=["certificate"])
    record(
        act, Happened.CERTIFIED, chain=circle.public_id, about=resolution.public_id, number=resolution.number or "s/n"
    )
    return resolution


def _secretary(body: Body) -> Role:
    return Role.COUNCIL_SECRETARY if body.kind == BodyKind.CABILDO else Role.COMMITTEE_SECRETARY


def _result(body: Body, resolution: Resolution) -> str:
    if resolution.outcome != Outcome.APPROVED:
        return "rejected"
    return "unanimous" if resolution.is_unanimous and body.kind == BodyKind.CABILDO else "approved"


def _term_end(owner: Organisation, on: dt.date) -> dt.date | str:
    administration = administration_on(owner, on)
    return administration.ends_on if administration else ""


def _legal_basis(partnership: Partnership | None, body: Body, on: dt.date) -> list:
    if body.legal_basis:
        return [body.legal_basis]
    cited = catalogues.citations(on)
    keys = (partnership.outcome.get("citations") if partnership else None) or ["cpeum-115"]
    return [dict(cited[k].text) for k in keys if k in cited]


def _with_el(name: str) -> str:
    return name if name.lower().startswith(("el ", "la ")) else f"el {name}"


__all__ = [
    "cancel_session", "certify_resolution", "convene_session", "create_body", "end_membership", "hold_session",
    "link_committee", "put_point", "record_resolution", "resolve_point", "seat_member",
]  # fmt: skip
