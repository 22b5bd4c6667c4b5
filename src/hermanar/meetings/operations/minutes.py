"""Minutes: written during the session, amended by those present, approved in the next one, signed. And who came."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn
from hermanar.documents.queries import brief_of_house, not_drawn
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, NotVisible
from hermanar.kernel.text import fold, normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.links.models import Link
from hermanar.links.operations import end_links, give_link

from ..enums import (
    CHECK_IN,
    AmendmentState,
    Choice,
    Happened,
    MinutesState,
    Outcome,
    Purpose,
    SessionState,
    Way,
)
from ..models import Amendment, Attendee, MemberVote, Minutes, Resolution, Session
from ..policies import can_convene, can_keep_minutes
from ..queries import CLOSING, OPENING, lacks_of_approval, letterhead_office, may_amend, owner_of, values_of_minutes
from ..rules import MINUTES_MOVES, tally
from .shared import _must_know, _refuse


def _must_keep(act: Act, session: Session) -> None:
    if not can_keep_minutes(act.actor, session.body):
        raise NotVisible(session.public_id)


@transaction.atomic
def write_minutes(act: Act, *, session: Session, texts: Mapping[str, str], version: int | None = None) -> Minutes:
    """Write into the draft: "opening", "closing", or the public id of a point → text. What is not named stays.

    `version` is the one that was read: two people at once do not lose a word. Raises NotVisible, Refused, Invalid.
    """
    _must_keep(act, session)
    if session.state == SessionState.CANCELLED:
        _refuse("session_cancelled", _("La sesión se canceló. Convoque otra."))
    known = {OPENING, CLOSING, *session.points.values_list("public_id", flat=True)}
    if not set(texts) <= known:
        raise Invalid({"": [_("Esa parte no es de la minuta de esta sesión.")]})
    minutes, _new = Minutes.objects.get_or_create(session=session)
    if minutes.state not in {MinutesState.DRAFT, MinutesState.CIRCULATED}:
        _refuse("minutes_closed", _("La minuta ya se aprobó: se corrige con un punto de otra sesión."))
    if version is not None and version != minutes.version:
        _refuse(
            "version", _("Alguien más escribió en la minuta. Su texto sigue aquí: revise el otro y guarde otra vez.")
        )
    clean = {key: normalise(text, lines=True) for key, text in texts.items()}
    if errors := {key: bad for key, text in clean.items() if (bad := not_drawn(text))}:
        raise Invalid(errors)
    rows = Minutes.objects.filter(pk=minutes.pk, version=minutes.version)
    if not rows.update(texts={**minutes.texts, **clean}, version=minutes.version + 1):
        _refuse(
            "version", _("Alguien más escribió en la minuta. Su texto sigue aquí: revise el otro y guarde otra vez.")
        )
    minutes.refresh_from_db()
    chain = session.body.circle.public_id
    record(act, Happened.MINUTES_WRITTEN, chain=chain, about=session.public_id, number=session.called)
    return minutes


def _move(minutes: Minutes, state: MinutesState, **fields: object) -> None:
    if state not in MINUTES_MOVES[minutes.state]:
        _refuse("minutes_state", _("La minuta ya no está en ese paso: mire cómo quedó."))
    rows = Minutes.objects.filter(pk=minutes.pk, state=minutes.state)
    if not rows.update(state=state, **fields):
        _refuse("minutes_state", _("La minuta ya no está en ese paso: mire cómo quedó."))
    minutes.refresh_from_db()


@transaction.atomic
def circulate_minutes(act: Act, *, minutes: Minutes) -> Minutes:
    """Give the draft to those who were there, to be amended. Raises NotVisible, Refused, Blocked (nobody was there)."""
    session = minutes.session
    _must_keep(act, session)
    if session.state != SessionState.HELD:
        door = Blocker(
            "attendance_missing",
            _("Falta asentar la asistencia de la sesión: la minuta se envía a quienes estuvieron."),
            "meetings.session",
            {"session": session.public_id},
        )
        raise Blocked([door])
    _move(minutes, MinutesState.CIRCULATED, circulated_on=act.on)
    chain = session.body.circle.public_id
    record(act, Happened.MINUTES_CIRCULATED, chain=chain, about=session.public_id, number=session.called)
    return minutes


@transaction.atomic
def propose_amendment(act: Act, *, minutes: Minutes, by: str, text: str) -> Amendment:
    """What somebody present wants changed, put down by whoever keeps the minutes. Who was not there amends nothing, where
    it is known who was. Raises NotVisible, Refused, Invalid."""
    _must_keep(act, minutes.session)
    if minutes.state != MinutesState.CIRCULATED:
        _refuse("not_circulated", _("Primero se envía la minuta a quienes asistieron."))
    errors: dict[str, list] = {}
    there = may_amend(minutes.session)
    names = {fold(name) for said, shown in there for name in (said, *shown.split(" · "))}
    if not normalise(by):
        errors["by"] = [_("Diga quién la propone.")]
    elif there and fold(by) not in names:
        errors["by"] = [_("No consta que haya asistido: la minuta la corrigen quienes estuvieron.")]
    if not normalise(text):
        errors["text"] = [_("Escriba la corrección.")]
    if errors:
        raise Invalid(errors)
    row = Amendment.objects.create(
        minutes=minutes, by=normalise(by), text=normalise(text, lines=True), proposed_on=act.on, version=minutes.version
    )  # fmt: skip
    session = minutes.session
    chain = session.body.circle.public_id
    record(act, Happened.AMENDMENT_PROPOSED, chain=chain, about=session.public_id, number=session.called)
    return row


@transaction.atomic
def decide_amendment(act: Act, *, amendment: Amendment, is_accepted: bool, reason: str = "") -> Amendment:
    """Take it in or say why not; the text itself is changed by writing. Raises NotVisible, Refused, Invalid."""
    session = amendment.minutes.session
    _must_keep(act, session)
    if not is_accepted and not normalise(reason):
        raise Invalid({"reason": [_("Escriba por qué no se acepta.")]})
    state = AmendmentState.ACCEPTED if is_accepted else AmendmentState.REJECTED
    rows = Amendment.objects.filter(pk=amendment.pk, state=AmendmentState.PROPOSED)
    if not rows.update(state=state, reason=normalise(reason, lines=True)):
        _refuse("decided", _("Esa corrección ya se decidió."))
    amendment.refresh_from_db()
    chain = session.body.circle.public_id
    record(act, Happened.AMENDMENT_DECIDED, chain=chain, about=session.public_id, result=state)
    return amendment


@transaction.atomic
def approve_minutes(act: Act, *, minutes: Minutes, resolution: Resolution) -> Minutes:
    """Approved by a later session of the same body, on its point for that. That it was not the next one, or not its first
    item, is recorded with it: it happened so. Raises NotVisible, Refused, Blocked."""
    session, later = minutes.session, resolution.point.session
    _must_keep(act, session)
    is_later = later.body_id == session.body_id and later.held_on >= session.held_on and later.pk != session.pk
    if resolution.point.purpose != Purpose.APPROVE_MINUTES or not is_later:
        _refuse("other_point", _("La minuta la aprueba una sesión posterior del mismo órgano, en su punto."))
    if resolution.outcome != Outcome.APPROVED:
        _refuse("not_approved", _("Esa sesión no aprobó la minuta. Elija la que la aprobó."))
    if minutes.amendments.filter(state=AmendmentState.PROPOSED).exists():
        door = {"session": session.public_id}
        raise Blocked(
            [
                Blocker(
                    "amendments_open",
                    _("Hay correcciones a la minuta sin decidir: acepte o rechace cada una."),
                    "meetings.minutes",
                    door,
                )
            ]
        )
    if any(amendment.is_unwritten for amendment in minutes.amendments.select_related("minutes")):
        raise Blocked(
            [
                Blocker(
                    "amendments_unwritten",
                    _("Se aceptó una corrección y el texto sigue como estaba: escríbala en la minuta."),
                    "meetings.minutes",
                    {"session": session.public_id},
                )
            ]
        )
    lacks = lacks_of_approval(minutes, resolution.point)
    _move(minutes, MinutesState.APPROVED, approved_in=later, approval_lacks=[str(code) for code in lacks])
    chain = session.body.circle.public_id
    if lacks:
        why = " ".join(in_spanish(code.label) for code in lacks)
        record(
            act,
            Happened.MINUTES_APPROVED_LACKING,
            chain=chain,
            about=session.public_id,
            number=session.called,
            reason=why,
        )
    else:
        record(act, Happened.MINUTES_APPROVED, chain=chain, about=session.public_id, number=session.called)
    return minutes


@transaction.atomic
def issue_minutes(act: Act, *, minutes: Minutes, on: dt.date | None = None) -> Minutes:
    """Issue the approved minutes as PDF and DOCX with folio and code, in the names of who headed the session and who
    attests to it. Raises NotVisible, Refused, Invalid, Blocked (one of them is not known)."""
    session, body = minutes.session, minutes.session.body
    _must_keep(act, session)
    day = on or act.on
    if day > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que se expide.")]})
    if day < session.held_on:
        raise Invalid(
            {
                "on": [
                    _("La sesión fue el %(since)s: la minuta se expide ese día o después.")
                    % {"since": f"{session.held_on:%d/%m/%Y}"}
                ]
            }
        )
    if minutes.state != MinutesState.APPROVED:
        _refuse("minutes_state", _("Se expide cuando una sesión posterior la aprobó."))
    owner = owner_of(body)
    version = documents.assemble(
        act, circle=body.circle, issuer=owner, kind="session_minutes", values=values_of_minutes(minutes, *_must_know(session, session.held_on)), languages=("es",),
        shared=True,
    )  # fmt: skip
    folio = documents.next_folio(act, organisation=owner, series="MIN", on=day)
    issue = documents.issue(
        act, version=version, brief=brief_of_house(owner, "session_minutes", day), drawn=Drawn.FROM_FACTS,
        folio=folio, issued_on=day, letterhead_of=owner, office=letterhead_office(body),
        exercise=body.circle.exercise_at is not None, late={"folio": folio},
    )  # fmt: skip
    _move(minutes, MinutesState.ISSUED, issued_on=day, issue=issue)
    chain = body.circle.public_id
    record(act, Happened.MINUTES_SIGNED, chain=chain, about=session.public_id, number=session.called)
    return minutes


@transaction.atomic
def sign_minutes(act: Act, *, minutes: Minutes, attachment: Attachment, on: dt.date | None = None) -> Minutes:
    """Keep the issued paper with its signatures by hand, scanned: only then are the minutes signed.

    Raises NotVisible, Refused, Invalid.
    """
    session = minutes.session
    _must_keep(act, session)
    day = on or act.on
    if day > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que se firmó.")]})
    if minutes.issued_on is None:
        _refuse("minutes_state", _("Primero se expide: lo que se firma es su papel."))
    if day < session.held_on:
        since = {"since": f"{session.held_on:%d/%m/%Y}"}
        raise Invalid({"on": [_("La sesión fue el %(since)s: se firma ese día o después.") % since]})
    if minutes.approved_in is not None and day < minutes.approved_in.held_on:
        since = {"since": f"{minutes.approved_in.held_on:%d/%m/%Y}"}
        raise Invalid({"on": [_("La aprobó la sesión del %(since)s: se firma ese día o después.") % since]})
    if day < minutes.issued_on:
        since = {"since": f"{minutes.issued_on:%d/%m/%Y}"}
        raise Invalid({"on": [_("Su papel se expidió el %(since)s: se firma ese día o después.") % since]})
    _move(minutes, MinutesState.SIGNED, signed_on=day, attachment=attachment)
    chain = session.body.circle.public_id
    record(act, Happened.MINUTES_SCANNED, chain=chain, about=session.public_id, number=session.called)
    return minutes


# -- who came -------------------------------------------------------------------------------------------------


@transaction.atomic
def add_attendees(act: Act, *, session: Session, people: Sequence[Sequence[str]]) -> int:
    """Put people who are no members on the list: (name, post, rank group, and the dependency they come from, if said). Raises NotVisible, Invalid."""
    if not (can_keep_minutes(act.actor, session.body) or can_convene(act.actor, session.body)):
        raise NotVisible(session.public_id)
    clean = [tuple(normalise(part)[:160] for part in person) for person in people]
    clean = [person for person in clean if person[0]]
    if not clean:
        raise Invalid({"people": [_("Escriba a alguien: nombre, cargo y grupo.")]})
    there = set(session.attendees.values_list("name", "post"))
    new = [person for person in clean if person[:2] not in there]
    Attendee.objects.bulk_create(
        Attendee(session=session, name=name, post=post, rank=rank, area="".join(more[:1]), way=Way.SHEET, arrived_at=act.at)
        for name, post, rank, *more in new
    )  # fmt: skip
    chain = session.body.circle.public_id
    record(act, Happened.SHEET_TAKEN, chain=chain, about=session.public_id, number=len(new))
    return len(new)


@transaction.atomic
def open_check_in(act: Act, *, session: Session, now: dt.datetime) -> tuple[Link, str]:
    """Give the door of the session a code with which people register by themselves (R3-23); the one before ends.

    Returns the link and its token, shown once. It serves the day of the session. Raises NotVisible, Refused (past, cancelled).
    """
    _must_keep(act, session)
    if session.state == SessionState.CANCELLED or session.held_on < act.on:
        _refuse("not_today", _("El registro solo está abierto el día de la sesión."))
    end_links(act, purpose=CHECK_IN, subjects=[session.public_id], now=now)
    days = min((session.held_on - act.on).days + 1, 365)
    return give_link(
        act, circle=session.body.circle, purpose=CHECK_IN, subject=session.public_id, holder=session.body.name,
        lasts=dt.timedelta(days=days), now=now,
    )  # fmt: skip


@transaction.atomic
def check_in(act: Act, *, session: Session, name: str, post: str = "", rank: str = "", area: str = "") -> Attendee:
    """Somebody registers with the code at the door; the entrance has checked the link. Only on the day of the session.

    Raises Refused (another day, cancelled), Invalid.
    """
    if session.state == SessionState.CANCELLED or session.held_on != act.on:
        _refuse("not_today", _("El registro solo está abierto el día de la sesión."))
    if not normalise(name):
        raise Invalid({"name": [_("Escriba su nombre.")]})
    row, is_new = Attendee.objects.get_or_create(
        session=session, name=normalise(name)[:160], post=normalise(post)[:200],
        defaults={"rank": normalise(rank)[:120], "area": normalise(area)[:200], "way": Way.CODE, "arrived_at": act.at},
    )  # fmt: skip
    if is_new:
        chain = session.body.circle.public_id
        record(
            act, Happened.ARRIVED, chain=chain, about=session.public_id, number=session.called, body=session.body.name
        )
    return row


@transaction.atomic
def put_votes(act: Act, *, resolution: Resolution, choices: Mapping[int, str]) -> Resolution:
    """How each member voted (member's key → choice); it must sum to what the resolution says.

    Raises NotVisible, Refused, Invalid.
    """
    session = resolution.point.session
    _must_keep(act, session)
    voting = {m.pk: m for m in session.present.filter(has_vote=True)}
    errors: list = []
    if set(choices) != set(voting):
        errors.append(_("Falta el voto de alguien que estuvo, o sobra el de alguien que no."))
    if not set(choices.values()) <= set(Choice.values):
        errors.append(_("El voto es a favor, en contra o abstención."))
    if not errors and tally(choices) != (resolution.in_favour, resolution.against or 0, resolution.abstained or 0):
        errors.append(_("Los votos de cada quien no suman lo que dice la resolución."))
    if errors:
        raise Invalid({"": errors})
    if resolution.votes.exists():
        _refuse("votes_put", _("La votación nominal ya está asentada."))
    MemberVote.objects.bulk_create(
        MemberVote(resolution=resolution, member=voting[pk], choice=choice) for pk, choice in choices.items()
    )  # fmt: skip
    chain = session.body.circle.public_id
    record(act, Happened.VOTES_PUT, chain=chain, about=resolution.public_id, number=len(choices))
    return resolution
