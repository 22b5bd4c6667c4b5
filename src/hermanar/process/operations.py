"""The engine's verbs. They do not ask who may: the app whose process it is checks its own policy before it calls.

Everything is written to the chain of the case's circle, about the case, with keys and labels only.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, in_language, in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker

from .enums import ENDED, CaseState, Happened, MoveKind
from .models import Case, Definition, Fact, Move
from .queries import get_definition, standing_facts
from .rules import MOVES, DefinitionError, Step, load, read


@transaction.atomic
def ensure_definition(act: Act, *, key: str, text: str) -> Definition:
    """The definition with exactly that text, kept now if it was not. Never changed: another text is another version.

    Raises Invalid when the text is not a definition, or is that of another process.
    """
    digest = sha256_of(text.encode())
    if known := Definition.objects.filter(sha256=digest).first():
        return known
    try:
        data = load(text)
        found = read(data)
    except DefinitionError as error:
        raise Invalid({"text": [str(error)]}) from error
    if found.key != key:
        raise Invalid({"key": [_("El texto es del proceso “%(key)s”.") % {"key": found.key}]})
    definition, is_new = Definition.objects.get_or_create(
        sha256=digest, defaults={"key": key, "content": data, "loaded_at": act.at}
    )
    if is_new:
        record(act, Happened.DEFINITION_LOADED, about=f"definition:{key}", process=key, sha256=digest)
    return definition


@transaction.atomic
def open_case(act: Act, *, circle: Circle, definition: Definition, folio: str, opened_on: dt.date) -> Case:
    """A case in the circle, pinned to that version of the process. `folio` is what the journal calls it."""
    case = Case.objects.create(circle=circle, definition=definition, opened_on=opened_on)
    record(
        act,
        Happened.CASE_OPENED,
        chain=circle.public_id,
        about=case.public_id,
        folio=folio,
        process=definition.key,
        definition=definition.sha256,
        opened_on=opened_on,
    )
    return case


@transaction.atomic
def state_fact(
    act: Act,
    *,
    case: Case,
    key: str,
    label,
    on: dt.date,
    source: str,
    proof: str = "",
    precision: str = Precision.DAY,
    data: dict | None = None,
) -> Fact:
    """Put a fact down, true since `on`, proved by the record `source` (`app.model:public_id`).

    The same source states a fact once: a second time the standing one is returned unchanged. Facts can be put down in
    any state of the case, since the world does not stop with it. Raises Refused (`fact_in_future`).
    """
    # where the sun rises earlier it may already be tomorrow
    if on > act.on + dt.timedelta(days=1):
        raise Refused(
            "fact_in_future",
            _("Lo que se acredita no puede tener fecha futura. Ponga el día en que ocurrió."),
            field="on",
        )
    fact, is_new = Fact.objects.get_or_create(
        case=case,
        key=key,
        source=source,
        withdrawn_at=None,
        defaults={
            "on": on,
            "precision": precision,
            "proof": proof,
            "data": data or {},
            "stated_by": act.actor.user,
            "how": act.actor.how,
            "stated_at": act.at,
        },
    )
    if is_new:
        _record(act, Happened.FACT_STATED, case, key=key, fact=label, on=on, precision=precision, source=source)
    return fact


@transaction.atomic
def put_due(act: Act, *, case: Case, source: str, due_on: dt.date) -> None:
    """The term that the paper itself gives, where it is put down or changed later: a new entry, true since the same day.
    The one before stays as it was, so that any day shows the term that stood then."""
    for fact in Fact.objects.filter(case=case, source=source, withdrawn_at=None):
        if fact.data.get("due_on") == due_on.isoformat():
            continue
        Fact.objects.filter(pk=fact.pk).update(
            withdrawn_at=act.at,
            withdrawn_on=act.on,
            withdrawn_reason=in_spanish(_("Cambió el plazo para contestar.")),
        )
        Fact.objects.create(
            case=case, key=fact.key, on=fact.on, precision=fact.precision, source=source, proof=fact.proof,
            data={**fact.data, "due_on": due_on.isoformat()}, stated_by=act.actor.user, how=act.actor.how,
            stated_at=act.at,
        )  # fmt: skip
        _record(act, Happened.TERM_CHANGED, case, on=due_on, key=fact.key, source=source)


@transaction.atomic
def withdraw_fact(
    act: Act, *, case: Case, key: str, label, reason: str, source: str | None = None, mistaken: bool = False
) -> int:
    """The fact no longer stands (all its sources, or one): true until now, or, where it was put down by mistake
    (`mistaken`), on no day. It stays on record, and so does what was known of it. Returns how many were withdrawn.

    Raises Invalid without a reason.
    """
    reason = _reason(reason)
    rows = Fact.objects.filter(case=case, key=key, withdrawn_at=None)
    if source is not None:
        rows = rows.filter(source=source)
    count = 0
    for fact in rows.order_by("pk"):
        gone = {"withdrawn_at": act.at, "withdrawn_on": act.on, "withdrawn_reason": reason[:400]}
        if mistaken:
            gone |= {"withdrawn_on": fact.on, "data": {**fact.data, "mistaken": True}}
        count += Fact.objects.filter(pk=fact.pk, withdrawn_at=None).update(**gone)
    if count:
        happened = Happened.FACT_MISTAKEN if mistaken else Happened.FACT_WITHDRAWN
        _record(act, happened, case, key=key, fact=label, reason=reason, source=source or "")
    return count


@transaction.atomic
def sign_off(act: Act, *, case: Case, step: str, on: dt.date) -> Move:
    """A person signs the step off. The fact it stands for is put down by the app above, with its own source.

    Raises Blocked (one blocker per fact the step needs, each with the door of the step that gives it), Refused
    (`case_not_open`, `step_unknown`).
    """
    row, definition = _step(case, step)
    facts = standing_facts(case)
    if missing := [fact for fact in row.needs if fact not in facts]:
        raise Blocked([_blocker(definition.step_of_fact(fact), fact, case) for fact in missing])
    move = _move(act, case, MoveKind.SIGNED_OFF, on=on, step=step)
    _record(act, Happened.STEP_SIGNED_OFF, case, **_named(row), on=on)
    return move


@transaction.atomic
def return_step(act: Act, *, case: Case, step: str, reason: str) -> Move:
    """The step goes back to whoever prepares it; one done without is asked for again. Raises Invalid without a reason, Refused (see `sign_off`)."""
    reason = _reason(reason)
    row, _definition = _step(case, step)
    move = _move(act, case, MoveKind.RETURNED, on=act.on, step=step, reason=reason)
    _record(act, Happened.STEP_RETURNED, case, **_named(row), reason=reason)
    return move


@transaction.atomic
def waive_step(act: Act, *, case: Case, step: str, reason: str) -> Move:
    """The step is done without. Its fact does not stand by that: what needs the fact stays blocked.

    Raises Invalid without a reason, Refused (see `sign_off`).
    """
    reason = _reason(reason)
    row, _definition = _step(case, step)
    move = _move(act, case, MoveKind.WAIVED, on=act.on, step=step, reason=reason)
    _record(act, Happened.STEP_WAIVED, case, **_named(row), reason=reason)
    return move


@transaction.atomic
def pause_case(act: Act, *, case: Case, reason_code: str, reason: str, on: dt.date) -> Move:
    """The process is interrupted (R0-33, R0-38). Raises Refused (`case_not_open`), Invalid without a reason."""
    return _turn(act, Happened.CASE_PAUSED, case, MoveKind.PAUSED, reason=reason, reason_code=reason_code, on=on)


@transaction.atomic
def resume_case(act: Act, *, case: Case, reason: str, on: dt.date | None = None) -> Move:
    """An interrupted process goes on. Raises Refused (`case_not_open`), Invalid without a reason."""
    return _turn(act, Happened.CASE_RESUMED, case, MoveKind.RESUMED, reason=reason, on=on)


@transaction.atomic
def close_case(act: Act, *, case: Case, reason: str, reason_code: str = "", on: dt.date | None = None) -> Move:
    """The process is through. Raises Refused (`case_not_open`), Invalid without a reason."""
    return _turn(act, Happened.CASE_CLOSED, case, MoveKind.CLOSED, reason=reason, reason_code=reason_code, on=on)


@transaction.atomic
def refuse_case(act: Act, *, case: Case, reason: str, reason_code: str = "", on: dt.date | None = None) -> Move:
    """The answer was no, and it is final. Raises Refused (`case_not_open`), Invalid without a reason."""
    return _turn(act, Happened.CASE_REFUSED, case, MoveKind.REFUSED, reason=reason, reason_code=reason_code, on=on)


@transaction.atomic
def withdraw_case(act: Act, *, case: Case, reason: str, reason_code: str = "", on: dt.date | None = None) -> Move:
    """Our side desists. Raises Refused (`case_not_open`), Invalid without a reason."""
    return _turn(act, Happened.CASE_WITHDRAWN, case, MoveKind.WITHDRAWN, reason=reason, reason_code=reason_code, on=on)


@transaction.atomic
def reopen_case(act: Act, *, case: Case, reason_code: str, reason: str, on: dt.date | None = None) -> Move:
    """A case that ended goes on where it was; its end stays in the log. Raises Refused (`case_not_open`: it had not ended),
    Invalid without a reason."""
    return _turn(act, Happened.CASE_REOPENED, case, MoveKind.REOPENED, reason=reason, reason_code=reason_code, on=on)


def _turn(
    act: Act,
    happened: Happened,
    case: Case,
    kind: MoveKind,
    *,
    reason: str,
    reason_code: str = "",
    on: dt.date | None = None,
) -> Move:
    reason = _reason(reason)
    move = _move(act, case, kind, on=on or act.on, reason=reason, reason_code=reason_code)
    _record(act, happened, case, reason=reason, reason_code=reason_code, on=on or act.on)
    return move


def _move(act: Act, case: Case, kind: MoveKind, *, on: dt.date, step: str = "", reason="", reason_code="") -> Move:
    """Take the case from the state it was read in to the one the table says. Two writers: the later is refused."""
    target = MOVES.get((CaseState(case.state), kind))
    if target is None:
        raise Refused("case_not_open", _("El expediente está en otro estado: %(state)s.") % {"state": _state(case)})
    changes: dict[str, CaseState | dt.date | None] = {"state": target}
    if target in ENDED:
        changes["closed_on"] = on
    elif case.state in ENDED:
        changes["closed_on"] = None
    if not Case.objects.filter(pk=case.pk, state=case.state).update(**changes):
        raise Refused("case_not_open", _("El expediente cambió de estado mientras tanto; vuelva a abrir la página."))
    for name, value in changes.items():
        setattr(case, name, value)
    return Move.objects.create(
        case=case,
        step=step,
        kind=kind,
        on=on,
        at=act.at,
        by_user=act.actor.user,
        by_appointment=act.actor.appointment,
        how=act.actor.how,
        reason_code=reason_code,
        reason=reason,
    )


def _state(case: Case):
    return CaseState(case.state).label


def _step(case: Case, key: str):
    definition = get_definition(case)
    try:
        return definition.step(key), definition
    except KeyError:
        raise Refused("step_unknown", _("El proceso de este expediente no tiene ese paso.")) from None


def _named(step: Step) -> dict:
    return {"step": step.title["es"], "step_en": step.title["en"], "step_key": step.key}


def _blocker(step: Step | None, fact: str, case: Case) -> Blocker:
    name = in_language(step.title["es"], step.title["en"]) if step else fact
    return Blocker(
        f"{fact}_missing",
        _("Falta el paso “%(step)s”.") % {"step": name},
        step.door if step else "",
        {"case": case.public_id},
    )


def _reason(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    return reason


def _record(act: Act, happened: Happened, case: Case, **data) -> None:
    record(act, happened, chain=case.circle.public_id, about=case.public_id, **data)
