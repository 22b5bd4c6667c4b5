"""Commitments are made, followed and ended; problems go from raised to resolved."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Office
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.notices.queries import people_of_posts

from ..enums import CommitmentState, Happened, ProblemState, SessionState
from ..models import Advance, Commitment, Point, Problem, Session
from ..policies import can_keep_minutes, role_of
from ..queries import owners_of, rule_on
from ..rules import PROBLEM_MOVES, reminder_of
from .shared import _called_in_both, _refuse

FARTHEST = dt.timedelta(days=90)  # before its day no commitment is reminded


def _must_keep(act: Act, session: Session) -> None:
    if not can_keep_minutes(act.actor, session.body):
        raise NotVisible(session.public_id)


@transaction.atomic
def make_commitment(
    act: Act, *, session: Session, text: str, due_on: dt.date, owner: str = "", office: Office | None = None,
    point: Point | None = None, problem: Problem | None = None,
) -> Commitment:  # fmt: skip
    """What somebody does by a day, agreed in a session that was held (R3-12). Raises NotVisible, Refused, Invalid."""
    _must_keep(act, session)
    if session.state != SessionState.HELD:
        _refuse(
            "session_not_held",
            _("Los compromisos se asientan cuando la sesión se celebró. Asiente antes su asistencia."),
        )
    who = normalise(owner) or (office.title if office else "")
    errors: dict[str, list] = {}
    if not normalise(text):
        errors["text"] = [_("Escriba qué se acordó hacer.")]
    if not who:
        errors["owner"] = [_("Diga quién queda a cargo: un compromiso de nadie no se cumple.")]
    if due_on < session.held_on:
        errors["due_on"] = [_("No puede vencer antes de la sesión.")]
    if errors:
        raise Invalid(errors)
    row = Commitment.objects.create(
        session=session, point=point, problem=problem, text=normalise(text, lines=True), owner=who, office=office,
        due_on=due_on,
    )  # fmt: skip
    record(
        act, Happened.COMMITMENT_MADE, chain=session.body.circle.public_id, about=row.public_id, owner=who, due_on=due_on
    )  # fmt: skip
    return row


@transaction.atomic
def follow_commitment(act: Act, *, commitment: Commitment, text: str) -> Advance:
    """A step towards it. Raises NotVisible, Refused (ended), Invalid."""
    _must_keep(act, commitment.session)
    if commitment.state != CommitmentState.OPEN:
        _refuse("ended", _("Ese compromiso ya se cerró."))
    if not normalise(text):
        raise Invalid({"text": [_("Escriba el avance.")]})
    row = Advance.objects.create(
        commitment=commitment, on=act.on, text=normalise(text, lines=True), by=act.actor.user[:12]
    )  # fmt: skip
    chain = commitment.session.body.circle.public_id
    record(act, Happened.COMMITMENT_FOLLOWED, chain=chain, about=commitment.public_id)
    return row


@transaction.atomic
def end_commitment(
    act: Act, *, commitment: Commitment, outcome: str, is_done: bool = True, attachment: Attachment | None = None,
    on: dt.date | None = None,
) -> Commitment:  # fmt: skip
    """It was done, with what came of it, or it no longer stands, with the reason. Raises NotVisible, Refused, Invalid."""
    _must_keep(act, commitment.session)
    day = on or act.on
    errors: dict[str, list] = {}
    if not normalise(outcome):
        errors["outcome"] = [_("Escriba qué resultó.") if is_done else _("Escriba el motivo.")]
    if day > act.on or day < commitment.session.held_on:
        errors["on"] = [_("El día va entre la sesión y hoy.")]
    if errors:
        raise Invalid(errors)
    state = CommitmentState.DONE if is_done else CommitmentState.DROPPED
    rows = Commitment.objects.filter(pk=commitment.pk, state=CommitmentState.OPEN)
    if not rows.update(state=state, ended_on=day, outcome=normalise(outcome, lines=True), attachment=attachment):
        _refuse("ended", _("Ese compromiso ya se cerró."))
    commitment.refresh_from_db()
    record(
        act, Happened.COMMITMENT_ENDED, chain=commitment.session.body.circle.public_id, about=commitment.public_id,
        result=state,
    )  # fmt: skip
    return commitment


def _each(rows: QuerySet[Commitment], size: int = 500) -> Iterator[Commitment]:
    """All of them, a chunk at a time by key: the table may be written meanwhile, and none is left for never."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield from chunk
        last = chunk[-1].pk


@transaction.atomic
def remind_commitments(act: Act) -> int:
    """Tell the owner of each open commitment, and who keeps the body's minutes, on the days that the body's rule says
    before and after it is due, and every month from then on until it is ended (the daily clock). Twice a day does
    nothing twice. Returns how many were reminded."""
    rows = Commitment.objects.filter(
        state=CommitmentState.OPEN, due_on__lte=act.on + FARTHEST, session__body__circle__exercise_at=None
    )  # fmt: skip
    told, days = 0, {}
    rows = rows.select_related("session__body__circle", "session__body__organisation__parent", "office")
    for row in _each(rows):
        body = row.session.body
        if body.pk not in days:
            rule = rule_on(body, act.on)[1]
            days[body.pk] = rule.remind_days if rule else ()
        step = reminder_of(row.due_on, act.on, days[body.pk])
        if step is None or (row.reminded_on is not None and row.reminded_on >= step):
            continue
        part, role = role_of(body)
        to = {
            user.pk: user for user in [*owners_of(row, act.on), *people_of_posts(body.circle, [(part, role)], act.on)]
        }
        notify(
            act, to=list(to.values()), key="commitment_late" if row.due_on < act.on else "commitment_due",
            data={"due": row.due_on.isoformat(), "title": _called_in_both(body)},
            door="meetings.commitment", at={"commitment": row.public_id},
        )  # fmt: skip
        Commitment.objects.filter(pk=row.pk).update(reminded_on=act.on)
        record(
            act, Happened.COMMITMENT_REMINDED, chain=body.circle.public_id, about=row.public_id, due_on=row.due_on
        )  # fmt: skip
        told += 1
    return told


@transaction.atomic
def raise_problem(act: Act, *, session: Session, text: str, raised_by: str = "", owner: str = "") -> Problem:
    """An operational problem put before the session (R3-56). Raises NotVisible, Refused, Invalid."""
    _must_keep(act, session)
    if session.state != SessionState.HELD:
        _refuse(
            "session_not_held", _("Los problemas se asientan cuando la sesión se celebró. Asiente antes su asistencia.")
        )
    if not normalise(text):
        raise Invalid({"text": [_("Escriba el problema.")]})
    row = Problem.objects.create(
        session=session, text=normalise(text, lines=True), raised_by=normalise(raised_by), owner=normalise(owner),
        moved_on=session.held_on,
    )  # fmt: skip
    chain = session.body.circle.public_id
    record(act, Happened.PROBLEM_RAISED, chain=chain, about=row.public_id, number=session.called)
    return row


@transaction.atomic
def move_problem(
    act: Act, *, problem: Problem, state: ProblemState | str, outcome: str = "", owner: str = ""
) -> Problem:
    """Somebody attends to it, it is solved, or it no longer stands. Raises NotVisible, Refused, Invalid."""
    _must_keep(act, problem.session)
    if state not in PROBLEM_MOVES[problem.state]:
        _refuse("ended", _("Ese problema ya se cerró."))
    errors: dict[str, list] = {}
    if state in {ProblemState.RESOLVED, ProblemState.DROPPED} and not normalise(outcome):
        errors["outcome"] = [_("Escriba cómo se resolvió o por qué ya no procede.")]
    if state == ProblemState.ATTENDED and not (normalise(owner) or problem.owner):
        errors["owner"] = [_("Diga qué área lo atiende.")]
    if errors:
        raise Invalid(errors)
    before = problem.state
    rows = Problem.objects.filter(pk=problem.pk, state=before)
    said = normalise(outcome, lines=True)
    if not rows.update(state=state, moved_on=act.on, outcome=said, owner=normalise(owner) or problem.owner):
        _refuse("state_changed", _("Alguien más movió este problema: mire cómo quedó."))
    problem.refresh_from_db()
    chain = problem.session.body.circle.public_id
    record(act, Happened.PROBLEM_MOVED, chain=chain, about=problem.public_id, result=state)
    return problem
