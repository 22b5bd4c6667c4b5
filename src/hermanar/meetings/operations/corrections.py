"""What was put down of a session by mistake is corrected: who was there, what was voted. Nothing is written over: the page
of the session keeps what it said, with the reason, and what rested on it is taken back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import PAPER_OUT, Corrected, Happened, MinutesState, Outcome, Purpose, SessionState
from ..models import Member, Minutes, Point, Resolution, Session, SessionCorrection
from ..policies import can_certify, can_convene, role_of
from ..queries import members_on, minutes_are_out, rule_on
from ..rules import has_quorum
from .resolutions import _counted, _fell, _reach_case, _resolution, _votes
from .shared import _called_in_both, _refuse


def _why(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    return reason


def _kept(act: Act, session: Session, what: Corrected, reason: str, **more) -> SessionCorrection:
    """The correction beside what it corrects, in the journal, and told to whoever sits there with an account."""
    row = SessionCorrection.objects.create(
        session=session, what=what, reason=reason, on=act.on, at=act.at, by=act.actor.user[:12], **more
    )
    body = session.body
    record(
        act, Happened.SESSION_CORRECTED, chain=body.circle.public_id, about=session.public_id, body=body.name,
        number=session.called, what=what.label, reason=reason,
    )  # fmt: skip
    notify(
        act, to=(body.circle, role_of(body)[0], None), key="session_corrected", door="meetings.session",
        data={"title": _called_in_both(body), "number": session.called, "on": session.held_on.isoformat(), "reason": reason},
        at={"session": session.public_id},
    )  # fmt: skip
    return row


def _listed(session: Session) -> dict:
    """The attendance as it is told: counts, and who by their position."""
    rows = session.present.select_related("person").order_by("pk")
    return {
        "present": [f"{m.position}: {m.person.name}" for m in rows],
        "headed_by": session.headed_by,
        "has_quorum": session.has_quorum,
    }


@transaction.atomic
def correct_attendance(
    act: Act, *, session: Session, present: list[Member], reason: str, headed_by: str = "", by_act: str = ""
) -> Session:
    """Who was there, put down wrongly. The quorum is computed again: without it nothing that was resolved stands, and what
    it had put on a case is taken back; with it, it stands. Once the minutes are issued it takes an act that says so
    (`by_act`), which the page of the minutes shows. Raises Refused, Invalid."""
    body = session.body
    if not can_convene(act.actor, body):
        _refuse("not_secretary", _("Corrige la asistencia la secretaría del órgano."))
    if session.state != SessionState.HELD or session.present_count is None:
        _refuse("no_attendance", _("De esa sesión no hay lista de asistencia que corregir."))
    reason, by_act = _why(reason), normalise(by_act)[:300]
    if minutes_are_out(session) and not by_act:
        raise Invalid({"by_act": [_("La minuta ya se expidió: escriba el acto que lo corrige, su número y su fecha.")]})
    in_office = {m.pk for m in members_on(body, session.held_on)}
    if any(m.pk not in in_office for m in present):
        raise Invalid(
            {
                "present": [
                    _("Hay una persona que ese día no integraba el órgano. Revise quiénes lo integraban ese día.")
                ]
            }
        )
    headed_by = normalise(headed_by)[:200] or session.headed_by
    before = _listed(session)
    if {m.pk for m in present} == set(session.present.values_list("pk", flat=True)) and headed_by == session.headed_by:
        raise Invalid({"present": [_("La asistencia ya dice eso. Cambie lo que esté mal o salga sin guardar.")]})
    had_quorum = session.has_quorum
    rule, _row = rule_on(body, session.held_on)
    quorum = has_quorum(rule, len([m for m in present if m.has_vote]))
    rows = Session.objects.filter(pk=session.pk, state=SessionState.HELD, present_count=session.present_count)
    if not rows.update(present_count=len(present), seats_count=rule.seats, has_quorum=quorum, headed_by=headed_by):
        _refuse("session_changed", _("La asistencia cambió mientras tanto: mire cómo quedó."))
    session.present.set(present)
    session.refresh_from_db()
    _kept(act, session, Corrected.ATTENDANCE, reason, before=before, after=_listed(session), by_act=by_act)
    _quorum_moved(act, session, had_quorum=had_quorum, reason=reason)
    return session


def _quorum_moved(act: Act, session: Session, *, had_quorum: bool | None, reason: str) -> None:
    """What a session resolved falls where its quorum is gone, and stands again where it came back."""
    quorum = session.has_quorum
    standing = Resolution.objects.filter(point__session=session, corrected_by=None).select_related(
        "point__session__body__circle", "point__partnership__circle", "point__partnership__case"
    )
    if had_quorum and not quorum:
        why = in_spanish(_("Se corrigió la asistencia de su sesión: no hubo quórum."))
        for resolution in standing.order_by("pk"):
            _fell(act, resolution, why=why, told=reason)
            if resolution.point.purpose == Purpose.APPROVE_MINUTES:
                _back_to_whoever_was_there(act, session)
    elif quorum and not had_quorum:
        for resolution in standing.order_by("pk"):
            _reach_case(act, resolution)


def _vote_moved(act: Act, member: Member, *, reason: str, by_act: str) -> None:
    """Whether a seat had a vote was put down wrongly: in every session where it was present the quorum is counted again,
    and its page says so. Where the minutes are signed it takes an act that says so. Raises Refused, Invalid."""
    attended = member.session_set.filter(state=SessionState.HELD).exclude(present_count=None)
    signed = attended.filter(minutes__state__in=PAPER_OUT).order_by("held_on").first()
    if signed is not None and not by_act:
        raise Invalid(
            {
                "by_act": [
                    _(
                        "Estuvo en la sesión %(number)s, cuya minuta ya se expidió: escriba el acto que lo corrige, su "
                        "número y su fecha."
                    )
                    % {"number": signed.called}
                ]
            }
        )
    for session in attended.order_by("held_on", "pk"):
        before = session.has_quorum
        rule, _row = rule_on(session.body, session.held_on)
        quorum = has_quorum(rule, session.present.filter(has_vote=True).count())
        rows = Session.objects.filter(pk=session.pk, state=SessionState.HELD, has_quorum=before)
        if not rows.update(has_quorum=quorum):
            _refuse("session_changed", _("La asistencia cambió mientras tanto: mire cómo quedó."))
        session.refresh_from_db()
        seat = f"{member.position}: {member.person.name}"
        _kept(
            act, session, Corrected.SEAT, reason, by_act=by_act,
            before={"seat": seat, "has_vote": not member.has_vote, "has_quorum": before},
            after={"seat": seat, "has_vote": member.has_vote, "has_quorum": quorum},
        )  # fmt: skip
        _quorum_moved(act, session, had_quorum=before, reason=reason)


@transaction.atomic
def correct_vote(
    act: Act, *, resolution: Resolution, in_favour: int, reason: str, against: int = 0, abstained: int = 0,
    names: str = "", text: str = "", number: str = "", is_blank: bool = False, chair_in_favour: bool = True,
    postponed: bool = False, signatory: str = "", signatory_post: str = "",
) -> Resolution:  # fmt: skip
    """What was put down of a vote by mistake, until the minutes are signed: the right count takes its place in the same
    point, and what the wrong one had put on a case is taken back. Afterwards a later act corrects it
    (`record_resolution`). Votes member by member are put again. Raises Refused, Invalid."""
    point, session, body = resolution.point, resolution.point.session, resolution.point.session.body
    if not can_certify(act.actor, body):
        _refuse("not_secretary", _("Corrige la votación la secretaría del órgano."))
    if session.present_count is None:
        _refuse("no_attendance", _("Ese acuerdo se asentó desde su acta: se corrige con otro acto."))
    if not session.has_quorum:
        _refuse("no_quorum", _("No hubo quórum: la sesión no puede resolver. Convoque otra con estos puntos."))
    if minutes_are_out(session):
        _refuse("minutes_signed", _("La minuta ya se expidió: ese acuerdo lo corrige un acto posterior."))
    reason = _why(reason)
    outcome = _counted(
        session, body, in_favour=in_favour, against=against, abstained=abstained, chair_in_favour=chair_in_favour,
        postponed=postponed,
    )  # fmt: skip
    if text.strip() and normalise(text, lines=True) == resolution.text and outcome != resolution.outcome:
        raise Invalid({"text": [_("Dice lo que decidía la otra cuenta: escríbalo como quedó, o déjelo en blanco.")]})
    last = session.points.order_by("-number").values_list("number", flat=True).first() or 0
    again = Point.objects.create(
        session=session, number=last + 1, title=point.title, purpose=point.purpose, partnership=point.partnership,
        attachment=point.attachment,
    )  # fmt: skip
    right = _resolution(
        act, again, outcome=outcome, number=number, in_favour=in_favour, against=against, abstained=abstained,
        names=names, is_blank=is_blank, text=text, corrects=resolution, signatory=signatory,
        signatory_post=signatory_post,
    )  # fmt: skip
    _kept(
        act, session, Corrected.VOTE, reason, resolution=resolution, became=right, before=_said(resolution),
        after=_said(right),
    )  # fmt: skip
    _reach_case(act, right, why=in_spanish(_("Se corrigió la votación asentada.")), told=reason)
    if point.purpose == Purpose.APPROVE_MINUTES and outcome != Outcome.APPROVED:
        _back_to_whoever_was_there(act, session)
    return right


def _said(resolution: Resolution) -> dict:
    return {
        "outcome": str(resolution.outcome),
        "votes": _votes(resolution.in_favour, resolution.against or 0, resolution.abstained or 0),
        "number": resolution.number,
        "names": resolution.names,
        "text": resolution.text,
    }


def _back_to_whoever_was_there(act: Act, later: Session) -> None:
    """Minutes that this session had approved, and nobody signed yet, wait for their approval again."""
    for minutes in Minutes.objects.filter(approved_in=later, state=MinutesState.APPROVED).select_related("session"):
        Minutes.objects.filter(pk=minutes.pk, state=MinutesState.APPROVED).update(
            state=MinutesState.CIRCULATED, approved_in=None, approval_lacks=[]
        )
        record(
            act, Happened.MINUTES_UNAPPROVED, chain=later.body.circle.public_id, about=minutes.session.public_id,
            number=minutes.session.called, later=later.called,
        )  # fmt: skip
