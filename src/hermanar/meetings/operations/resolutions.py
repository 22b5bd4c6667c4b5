"""Points are resolved; what was decided is recorded from its act, and corrected by a later one."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import day_said, in_spanish
from hermanar.directory.queries import key_of
from hermanar.documents import operations as documents
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact, StudyState
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import decide_study, reopen_decision, state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import HANDS, TOWN
from hermanar.partnerships.queries import accepted_names
from hermanar.partnerships.queries.briefs import names_beside, sides

from ..enums import Happened, Outcome, Purpose, SessionKind, SessionState, WhyNot
from ..models import Body, Point, Resolution, Session
from ..policies import can_certify, can_record
from ..queries import minutes_are_out, reached_by, rule_on
from ..rules import is_approved, votes_beyond, votes_short, why_not_authorised
from .shared import _called_in_both, _chain_of, _cited, _proof_of, _refuse


def _votes(in_favour, against, abstained) -> str:
    return f"{in_favour}–{against}–{abstained}" if in_favour is not None else "—"


@transaction.atomic
def resolve_point(
    act: Act, *, point: Point, in_favour: int, against: int = 0, abstained: int = 0, names: str = "", text: str = "",
    number: str = "", is_blank: bool = False, chair_in_favour: bool = True, postponed: bool = False,
    corrects: Resolution | None = None, signatory: str = "", signatory_post: str = "",
) -> Resolution:  # fmt: skip
    """The body votes. What it decides reaches the case: study approved, signature authorised — if the act names this
    counterpart. A vote that issued minutes do not tell is put down from the act that tells it (`record_resolution`).
    Raises Refused (no quorum, not its secretary, minutes issued), Invalid (more votes than present)."""
    session, body = point.session, point.session.body
    if not can_certify(act.actor, body):
        _refuse("not_secretary", _("Asienta la votación la secretaría del órgano."))
    if session.state != SessionState.HELD:
        _refuse("session_not_held", _("Primero se asienta la asistencia de la sesión."))
    if not session.has_quorum:
        _refuse("no_quorum", _("No hubo quórum: la sesión no puede resolver. Convoque otra con estos puntos."))
    if minutes_are_out(session):
        _refuse("minutes_signed", _("La minuta ya se expidió sin esa votación: asiéntela desde el acto que la diga."))
    if Resolution.objects.filter(point=point).exists():
        _refuse("point_resolved", _("El punto ya se resolvió; se corrige con un acuerdo posterior."))
    outcome = _counted(
        session, body, in_favour=in_favour, against=against, abstained=abstained, chair_in_favour=chair_in_favour,
        postponed=postponed,
    )  # fmt: skip
    resolution = _resolution(
        act, point, outcome=outcome, number=number, in_favour=in_favour, against=against, abstained=abstained,
        names=names, is_blank=is_blank, text=text, corrects=corrects, signatory=signatory, signatory_post=signatory_post,
    )  # fmt: skip
    record(
        act, Happened.RESOLVED, chain=_chain_of(point), about=point.public_id, body=body.name, point=point.number,
        outcome=Outcome(outcome).label, votes=_votes(in_favour, against, abstained),
    )  # fmt: skip
    _reach_case(act, resolution)
    return resolution


def _counted(
    session: Session,
    body: Body,
    *,
    in_favour: int,
    against: int,
    abstained: int,
    chair_in_favour: bool,
    postponed: bool,
) -> Outcome:
    """What that count decides by the body's rule. Raises Invalid (it does not sum to those present)."""
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
        return Outcome.POSTPONED
    approved = is_approved(rule, in_favour, against, abstained, chair_in_favour=chair_in_favour)
    return Outcome.APPROVED if approved else Outcome.REJECTED


def _resolution(
    act: Act, point: Point, *, outcome, names: str, is_blank: bool, corrects=None, why_not: str = "", **fields
) -> Resolution:  # fmt: skip
    if corrects is not None and corrects.corrected_by.exists():
        _refuse("act_corrected", _("Ese acuerdo ya se corrigió: se corrige el acto que lo corrigió."))
    purposes = {point.purpose, corrects.point.purpose if corrects else ""}
    if not why_not and Purpose.AUTHORISE in purposes and point.partnership:
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
    for key in ("number", "point_number", "signatory", "signatory_post"):
        fields[key] = normalise(fields.get(key, ""))
    unanimous = fields.get("in_favour") is not None and not fields.get("against") and not fields.get("abstained")
    return Resolution.objects.create(
        point=point, outcome=outcome, names=normalise(names), is_blank=is_blank, authorises=authorises,
        why_not=why_not, corrects=corrects, how=act.actor.how, is_unanimous=unanimous or None, **fields,
    )  # fmt: skip


def _reach_case(act: Act, resolution: Resolution, why: str = "", told: str = "") -> None:
    """Facts that follow from a decision; a correction takes back what the corrected act had put down."""
    point, partnership = resolution.point, resolution.point.partnership
    on, source = point.session.held_on, f"meetings.resolution:{resolution.public_id}"
    if resolution.corrects is not None:
        _take_back(act, resolution.corrects, resolution, why, told)
    postponed = Outcome.POSTPONED.label if resolution.outcome == Outcome.POSTPONED else ""
    if point.purpose == Purpose.AUTHORISE and resolution.authorises:
        state_case_fact(
            act,
            partnership=partnership,
            fact=Fact.AUTHORISED,
            on=on,
            source=source,
            proof=_proof_of(resolution),
            data={"number": resolution.number, "act_number": point.session.act_number or point.session.number},
        )
        notify(
            act, to=(partnership.circle, TOWN), key="council_authorised",
            data={"folio": partnership.folio, "of": key_of(partnership.owner)}, door="partnerships.case",
            at={"partnership": partnership.public_id},
        )  # fmt: skip
    elif point.purpose == Purpose.AUTHORISE:
        notify(
            act, to=(partnership.circle, TOWN), key="council_denied",
            data={
                "folio": partnership.folio, "of": key_of(partnership.owner),
                "reason": in_spanish(postponed or WhyNot(resolution.why_not).label),
            },
            door="meetings.cabildo", at={"partnership": partnership.public_id},
        )  # fmt: skip
    elif resolution.why_not == WhyNot.VOTES:
        return
    elif point.purpose == Purpose.APPROVE_STUDY and postponed:
        notify(
            act, to=(partnership.circle, TOWN), key="study_postponed", data={"folio": partnership.folio},
            door="partnerships.study", at={"partnership": partnership.public_id},
        )  # fmt: skip
    elif point.purpose == Purpose.APPROVE_STUDY and resolution.outcome != Outcome.POSTPONED:
        result = StudyState.APPROVED if resolution.outcome == Outcome.APPROVED else StudyState.REJECTED
        decide_study(
            act, partnership=partnership, result=result, on=on, source=source, proof=_proof_of(resolution),
            reason=resolution.text,
        )  # fmt: skip
    elif point.purpose == Purpose.INSTALL and resolution.outcome == Outcome.APPROVED:
        _install(act, point.session.body, on, source, _proof_of(resolution))


_PROVES = {
    Purpose.AUTHORISE: Fact.AUTHORISED,
    Purpose.APPROVE_STUDY: Fact.STUDY_APPROVED,
    Purpose.INSTALL: Fact.COMMITTEE_INSTALLED,
}


def _take_back(act: Act, before: Resolution, later: Resolution, why: str = "", told: str = "") -> None:
    """What the corrected act had proved no longer stands; a study that nothing decides now waits for another session."""
    reason = why or in_spanish(_("Corregido por un acto posterior: %(act)s"), act=_cited(later))
    undecided = later.outcome == Outcome.POSTPONED
    # what was counted wrongly never was so; what another session decides anew was so until then
    _fell(act, before, why=reason, told=told or later.text, is_undecided=undecided, mistaken=bool(why))


def _fell(
    act: Act, before: Resolution, *, why: str, told: str, is_undecided: bool = True, mistaken: bool = True
) -> None:
    """What an act had proved no longer stands, in every relation it reached; its certificate holds no more."""
    point, body, reason = before.point, before.point.session.body, why
    documents.retire_issues(act, issues=[before.certificate], reason=reason)
    fact, sources = _PROVES.get(Purpose(point.purpose)), [f"meetings.resolution:{before.public_id}"]
    if point.purpose == Purpose.INSTALL:
        if body.installed_on == point.session.held_on:
            _installed_again(body)
        if body.installed_on is None:
            sources.append(f"meetings.body:{body.public_id}")
        reached = list(reached_by(body))
    else:
        reached = [point.partnership] if point.partnership else []
    for partnership in reached:
        for source in sources if fact else ():
            withdraw_case_fact(act, partnership=partnership, fact=fact, reason=reason, source=source, mistaken=mistaken)
        notify(
            act, to=(partnership.circle, HANDS), key="council_corrected",
            data={"folio": partnership.folio, "reason": told, "title": _called_in_both(body)},
            door="partnerships.case", at={"partnership": partnership.public_id},
        )  # fmt: skip
    if point.purpose == Purpose.APPROVE_STUDY and is_undecided and point.partnership:
        reopen_decision(act, partnership=point.partnership)


def _installed_again(body: Body) -> None:
    """Since when the body is installed, by the acts that stand; None without one."""
    standing = (
        Resolution.objects.filter(
            point__session__body=body, point__purpose=Purpose.INSTALL, outcome=Outcome.APPROVED, corrected_by=None
        )
        .exclude(point__session__has_quorum=False)
        .exclude(why_not=WhyNot.VOTES)
    )
    body.installed_on = standing.aggregate(first=Min("point__session__held_on"))["first"]
    body.save(update_fields=["installed_on"])


def _install(act: Act, body: Body, on: dt.date, source: str, proof: str) -> None:
    """The committee is installed: true for the relations that it reaches, those open and those to come."""
    if body.installed_on is None or on < body.installed_on:
        body.installed_on = on
        body.save(update_fields=["installed_on"])
    for partnership in reached_by(body):
        state_case_fact(act, partnership=partnership, fact=Fact.COMMITTEE_INSTALLED, on=on, source=source, proof=proof)


def _session_of(body: Body, kind: str, held_on: dt.date, *, number: str, act_number: str) -> Session | None:
    """The session that an act speaks of, where it is put down: by its own number, else by that of its act, which is never
    taken for the session's; without either, the one of that day that has none."""
    rows = Session.objects.filter(body=body, kind=kind, held_on=held_on).order_by("pk")
    if number:
        same = rows.filter(number=number).first()
        return same or (rows.filter(number="", act_number=act_number).first() if act_number else None)
    if act_number:  # an act without a number of its own has its session's
        return rows.filter(Q(act_number=act_number) | Q(act_number="", number=act_number)).first()
    return rows.filter(number="", act_number="").first()


def _is_there(session: Session, purpose: str, partnership: Partnership | None, number: str) -> bool:
    """Whether that session already decided that, by a resolution of the same number, or both without one."""
    if purpose not in {Purpose.AUTHORISE, Purpose.APPROVE_STUDY, Purpose.INSTALL}:
        return False
    rows = Resolution.objects.filter(point__session=session, point__purpose=purpose, point__partnership=partnership)
    return rows.filter(number__iexact=number, corrected_by=None).exists()


def _miscounted(body: Body, on: dt.date, session: Session | None, outcome: str, votes: tuple) -> Any:
    """What cannot be in the votes of an act: more than there were seats that day by the regulation, or than were present
    where attendance is known; fewer than must be there; a point approved by nobody. "" where nothing is wrong."""
    rule, row = rule_on(body, on)
    known = [rule.seats if row else None, session.present_count if session else None]
    seats = min((n for n in known if n), default=None)
    if (cast := votes_beyond(*votes, seats=seats)) is not None:
        return _("El acta suma %(cast)s votos y ese día no podía haber más de %(seats)s.") % {
            "cast": cast,
            "seats": seats,
        }
    if outcome == Outcome.APPROVED and votes[0] == 0:
        return _("Un punto aprobado tiene al menos un voto a favor.")
    if short := votes_short(rule, *votes) if session is None or session.present_count is None else None:
        return _("El acta suma %(cast)s votos y ese día había quórum con %(quorum)s.") % {
            "cast": short[0],
            "quorum": short[1],
        }
    return ""


def _not_later(before: Resolution, held_on: dt.date, number: str) -> dict[str, list]:
    """What keeps an act from being a later one than that which it corrects."""
    errors: dict[str, list] = {}
    since = before.point.session.held_on
    if held_on < since:
        errors["held_on"] = [
            _("El acto que corrige no puede ser anterior al que corrige, del %(since)s.") % {"since": day_said(since)}
        ]
    if number and number.casefold() == before.number.casefold():
        errors["number"] = [
            _("Ese es el número del acuerdo que se corrige. Escriba el del acto que lo corrige, o déjelo en blanco.")
        ]
    return errors


@transaction.atomic
def record_resolution(
    act: Act, *, body: Body, purpose: Purpose, held_on: dt.date, kind: SessionKind = SessionKind.ORDINARY,
    session_number: str = "", act_number: str = "", number: str = "", title: str = "", names: str = "",
    is_blank: bool = False, outcome: Outcome = Outcome.APPROVED, in_favour: int | None = None,
    against: int | None = None, abstained: int | None = None, text: str = "", partnership: Partnership | None = None,
    attachment: Attachment | None = None, corrects: Resolution | None = None, as_written: bool = False,
    point_number: str = "", signatory: str = "", signatory_post: str = "",
) -> Resolution:  # fmt: skip
    """Put down from its act what a body decided, by the liaison, where its secretary is not on board — or by the
    secretary itself for an act of the past. Every act can be recorded; only one that names this counterpart authorises
    (promise 5, R3-48). `as_written`: the act does count votes that cannot be; it is kept and proves nothing. Raises
    Refused, Invalid."""
    if not (can_record(act.actor, body) or can_certify(act.actor, body)):
        _refuse("body_on_board", _("Lo asienta la secretaría del órgano, que participa en el programa."))
    errors = {}
    if held_on > act.on:
        errors["held_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if purpose in {Purpose.AUTHORISE, Purpose.APPROVE_STUDY} and partnership is None:
        errors["partnership"] = [_("Elija la vinculación.")]
    if outcome == Outcome.APPROVED and in_favour is not None and (against or 0) > in_favour:
        errors["against"] = [_("Un punto aprobado no puede tener más votos en contra que a favor.")]
    if corrects is not None:
        errors |= _not_later(corrects, held_on, normalise(number))
    session = _session_of(body, kind, held_on, number=normalise(session_number), act_number=normalise(act_number))
    if corrects is None and session is not None and _is_there(session, purpose, partnership, normalise(number)):
        errors["number"] = [_("Ese acuerdo ya está asentado. Si dice otra cosa, corríjalo con un acto posterior.")]
    wrong = _miscounted(body, held_on, session, outcome, (in_favour, against, abstained))
    if wrong and not as_written:
        errors.setdefault("in_favour", [wrong, _("Si el acta lo dice así, márquelo: se asienta y no acredita nada.")])
    if errors:
        raise Invalid(errors)
    if not can_certify(act.actor, body):
        act = act.recording()
    if session is None:
        session = Session.objects.create(
            body=body, kind=kind, number=normalise(session_number), held_on=held_on, act_number=normalise(act_number),
            state=SessionState.HELD, how=act.actor.how, attachment=attachment, held_put_at=act.at,
        )  # fmt: skip
    point = Point.objects.create(
        session=session, number=(session.points.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=normalise(title) or in_spanish(Purpose(purpose).label), purpose=purpose, partnership=partnership,
    )  # fmt: skip
    resolution = _resolution(
        act, point, outcome=outcome, number=number, in_favour=in_favour, against=against, abstained=abstained,
        names=names, is_blank=is_blank, text=text, corrects=corrects, attachment=attachment,
        point_number=point_number, signatory=signatory, signatory_post=signatory_post,
        why_not=WhyNot.VOTES if wrong else "",
    )  # fmt: skip
    record(
        act, Happened.RESOLUTION_CORRECTED if corrects else Happened.RESOLUTION_RECORDED, chain=_chain_of(point),
        about=resolution.public_id, body=body.name, number=resolution.number or "s/n", act_number=session.act_number or "s/n",
        on=held_on, reason=resolution.text,
    )  # fmt: skip
    _reach_case(act, resolution)
    return resolution
