"""The engine's judgements: what a definition says, which facts stand, where a case is. Pure.

A definition is YAML text owned by the app whose process it is. Its keys are the vocabulary: nothing here knows what
a fact means. Titles stay `{"es": …, "en": …}` until they are shown.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from hermanar.directory.enums import Part, Role
from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import Precision, sure_day

from .enums import CaseState, MoveKind, StepState

OPENED = "opened"  # what a term may run from besides a fact
_TOP = {"key", "title", "schemes", "steps", "facts"}
_STEP = {
    "key", "title", "stage", "fact", "needs", "after", "signs_off", "produces", "due", "basis", "door", "optional",
    "advice", "settles", "passed_by",
}  # fmt: skip

# What may happen to a case in each state, and the state it leaves. What is not here is refused.
MOVES: Mapping[tuple[CaseState, MoveKind], CaseState] = {
    (CaseState.OPEN, MoveKind.SIGNED_OFF): CaseState.OPEN,
    (CaseState.OPEN, MoveKind.RETURNED): CaseState.OPEN,
    (CaseState.OPEN, MoveKind.WAIVED): CaseState.OPEN,
    (CaseState.OPEN, MoveKind.PAUSED): CaseState.PAUSED,
    (CaseState.OPEN, MoveKind.CLOSED): CaseState.CLOSED,
    (CaseState.OPEN, MoveKind.REFUSED): CaseState.REFUSED,
    (CaseState.OPEN, MoveKind.WITHDRAWN): CaseState.WITHDRAWN,
    (CaseState.PAUSED, MoveKind.RESUMED): CaseState.OPEN,
    (CaseState.PAUSED, MoveKind.CLOSED): CaseState.CLOSED,
    (CaseState.PAUSED, MoveKind.REFUSED): CaseState.REFUSED,
    (CaseState.PAUSED, MoveKind.WITHDRAWN): CaseState.WITHDRAWN,
    # no end is for ever: what was proved stays proved, and the same case goes on
    (CaseState.WITHDRAWN, MoveKind.REOPENED): CaseState.OPEN,
    (CaseState.REFUSED, MoveKind.REOPENED): CaseState.OPEN,
    (CaseState.CLOSED, MoveKind.REOPENED): CaseState.OPEN,
}
# What a move makes of the case, whatever it was in
BECOMES: Mapping[MoveKind, CaseState] = {
    kind: state
    for (_before, kind), state in MOVES.items()
    if kind not in {MoveKind.SIGNED_OFF, MoveKind.RETURNED, MoveKind.WAIVED}
}

Title = Mapping[str, str]


class DefinitionError(ValueError):
    """The text is not a process definition. `where` names the place, as far as it is known."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


@dataclass(frozen=True)
class Stage:
    key: str
    title: Title


@dataclass(frozen=True)
class Scheme:
    """One way of cutting the same steps into stages: the Ministry's of 2022, the manual's of 2009."""

    key: str
    title: Title
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class SignsOff:
    """Who signs a step off: the part in the circle and the role of the post (`hermanar.directory.enums`)."""

    part: str
    role: str


@dataclass(frozen=True)
class Due:
    """A term: `days` after the fact `start`, or after the case was opened (`opened`)."""

    start: str
    days: int


@dataclass(frozen=True)
class Step:
    """`needs` are facts without which the step is blocked; `after` only orders (advice is a door, not a gate).

    `advice` steps are offered and never waited for; `optional` ones are not counted either. Once a step that `settles` is
    done, or a fact of its own `passed_by` stands, an open step is left behind: a relation that is signed does not go back
    to its beginning, nor one with an opinion to its dispatch.
    """

    key: str
    title: Title
    stage: Mapping[str, str]
    fact: str = ""
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    signs_off: tuple[SignsOff, ...] = ()
    produces: tuple[str, ...] = ()
    due: Due | None = None
    basis: tuple[str, ...] = ()
    door: str = ""
    optional: bool = False
    advice: bool = False
    settles: bool = False
    passed_by: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether a stage waits for it."""
        return not (self.optional or self.advice)


@dataclass(frozen=True)
class ProcessDefinition:
    key: str
    title: Title
    schemes: Mapping[str, Scheme]
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step:
        """The step with that key. Raises KeyError."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def step_of_fact(self, fact: str) -> Step | None:
        """The step that a fact completes; None where no step does."""
        return next((s for s in self.steps if s.fact == fact), None)

    def missing(self, step: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
        """Facts that the step needs and that do not stand, in the order of the definition. Raises KeyError."""
        return tuple(fact for fact in self.step(step).needs if fact not in facts)


def parse(text: str) -> ProcessDefinition:
    """The definition that the YAML text holds. Raises DefinitionError, naming the place."""
    return read(load(text))


def load(text: str) -> dict[str, Any]:
    """The plain mapping of the YAML text. Raises DefinitionError."""
    try:
        data = read_yaml(text)
    except yaml.YAMLError as error:
        raise DefinitionError("text", f"not YAML: {error}") from error
    if not isinstance(data, dict):
        raise DefinitionError("text", "must be a mapping")
    return data


def read(data: Mapping[str, Any]) -> ProcessDefinition:
    """The definition in a plain mapping (as it is kept). Raises DefinitionError."""
    _known(data, _TOP, "definition")
    key = _word(data, "key", "definition")
    schemes = {name: _scheme(name, row) for name, row in _mapping(data, "schemes", "definition").items()}
    if not schemes:
        raise DefinitionError("schemes", "there must be one at least")
    rows = data.get("steps")
    if not isinstance(rows, list) or not rows:
        raise DefinitionError("steps", "there must be one at least")
    steps = tuple(_step(row, at) for at, row in enumerate(rows, start=1))
    _once([s.key for s in steps], "steps")
    _once([s.fact for s in steps if s.fact], "facts of steps")
    facts = {s.fact for s in steps if s.fact} | set(data.get("facts") or ())
    keys = {s.key for s in steps}
    for step in steps:
        where = f"step {step.key}"
        if set(step.stage) != set(schemes):
            raise DefinitionError(where, f"stage must name one stage of each of {sorted(schemes)}")
        for name, stage in step.stage.items():
            if stage not in {s.key for s in schemes[name].stages}:
                raise DefinitionError(where, f"{name} has no stage {stage!r}")
        if strange := {*step.needs, *step.passed_by} - facts:
            raise DefinitionError(where, f"needs unknown facts {sorted(strange)}")
        if step.fact and step.fact in step.needs:
            raise DefinitionError(where, "needs its own fact")
        if strange := set(step.after) - (keys - {step.key}):
            raise DefinitionError(where, f"comes after unknown steps {sorted(strange)}")
        if step.due and step.due.start not in facts | {OPENED}:
            raise DefinitionError(where, f"due from unknown fact {step.due.start!r}")
    _acyclic({s.key: s.after for s in steps}, "after")
    by_fact = {s.fact: s.key for s in steps if s.fact}
    _acyclic({s.key: tuple(by_fact[f] for f in s.needs if f in by_fact) for s in steps}, "needs")
    return ProcessDefinition(key, _title(data, "definition"), schemes, steps)


def _known(row: Mapping[str, Any], allowed: set[str], where: str) -> None:
    if strange := set(row) - allowed:
        raise DefinitionError(where, f"unknown keys {sorted(map(str, strange))}")


def _word(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise DefinitionError(where, f"lacks {name}")
    return value


def _mapping(row: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    value = row.get(name)
    if not isinstance(value, dict):
        raise DefinitionError(where, f"{name} must be a mapping")
    return value


def _words(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = row.get(name) or []
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise DefinitionError(where, f"{name} must be a list of words")
    _once(value, f"{where}, {name}")
    return tuple(value)


def _title(row: Mapping[str, Any], where: str) -> Title:
    title = _mapping(row, "title", where)
    if not {"es", "en"} <= set(title) or not all(isinstance(t, str) and t for t in title.values()):
        raise DefinitionError(where, "title must be written in es and en")
    return dict(title)


def _once(values: Iterable[str], where: str) -> None:
    if twice := [v for v, times in Counter(values).items() if times > 1]:
        raise DefinitionError(where, f"{twice} more than once")


def _scheme(name: str, row: Any) -> Scheme:
    where = f"scheme {name}"
    if not isinstance(row, dict):
        raise DefinitionError(where, "must be a mapping")
    _known(row, {"title", "stages"}, where)
    rows = row.get("stages")
    if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
        raise DefinitionError(where, "must have stages")
    stages = tuple(Stage(_word(r, "key", where), _title(r, f"{where}, stage {r.get('key')}")) for r in rows)
    _once([s.key for s in stages], f"{where}, stages")
    return Scheme(name, _title(row, where), stages)


def _step(row: Any, at: int) -> Step:
    if not isinstance(row, dict):
        raise DefinitionError(f"step {at}", "must be a mapping")
    where = f"step {row.get('key') or at}"
    _known(row, _STEP, where)
    signs = row.get("signs_off") or []
    if not isinstance(signs, list) or not all(isinstance(s, dict) and set(s) == {"part", "role"} for s in signs):
        raise DefinitionError(where, "signs_off must be a list of part and role")
    for s in signs:
        if s["part"] not in Part.values or s["role"] not in Role.values:
            raise DefinitionError(where, f"nobody is {s['part']!r} with role {s['role']!r}")
    return Step(
        key=_word(row, "key", where),
        title=_title(row, where),
        stage=dict(_mapping(row, "stage", where)),
        fact=row.get("fact") or "",
        needs=_words(row, "needs", where),
        after=_words(row, "after", where),
        signs_off=tuple(SignsOff(s["part"], s["role"]) for s in signs),
        produces=_words(row, "produces", where),
        due=_due(row.get("due"), where),
        basis=_words(row, "basis", where),
        door=row.get("door") or "",
        optional=bool(row.get("optional", False)),
        advice=bool(row.get("advice", False)),
        settles=bool(row.get("settles", False)),
        passed_by=_words(row, "passed_by", where),
    )


def _due(row: Any, where: str) -> Due | None:
    if row is None:
        return None
    if not isinstance(row, dict) or set(row) != {"from", "days"} or not isinstance(row["days"], int) or row["days"] < 0:
        raise DefinitionError(where, "due reads {from: fact or opened, days: whole number}")
    return Due(str(row["from"]), row["days"])


def _acyclic(edges: Mapping[str, Sequence[str]], what: str) -> None:
    done: set[str] = set()

    def visit(key: str, path: tuple[str, ...]) -> None:
        if key in path:
            raise DefinitionError(f"step {key}", f"{what} goes round: {' → '.join([*path, key])}")
        if key not in done:
            for other in edges[key]:
                visit(other, (*path, key))
            done.add(key)

    for key in edges:
        visit(key, ())


# Facts


@dataclass(frozen=True)
class FactLine:
    """One fact as plain value. `on`: when it was true in the world; `stated_at`: when it was put down here. What was put
    down by mistake was withdrawn on its own day: it was never true."""

    key: str
    on: dt.date
    precision: str
    source: str
    proof: str
    stated_at: dt.datetime
    how: str
    data: Mapping[str, Any] = field(default_factory=dict)
    withdrawn_on: dt.date | None = None
    withdrawn_at: dt.datetime | None = None
    withdrawn_reason: str = ""

    @property
    def was_never(self) -> bool:
        """Put down by mistake: true on no day."""
        return bool(self.data.get("mistaken"))


@dataclass(frozen=True)
class SourceFact:
    """What a record says of a case: the fact it proves and since when. `on` None: any day will do. `is_needed` False: the
    record bears the fact where it was stated, and need not have been asked to."""

    case: str
    key: str
    source: str
    on: dt.date | None = None
    is_needed: bool = True


def true_on(fact: FactLine) -> dt.date:
    """The day from which it is true, and from which every term that it starts is counted."""
    return sure_day(fact.on, Precision(fact.precision), fact.stated_at.date())


def stands(fact: FactLine, on: dt.date | None = None, known_by: dt.date | None = None) -> bool:
    """Whether the fact is true: now; or on a day (true by then, not withdrawn by then); or as far as was known on a
    day here (stated by then, a later withdrawal not yet known). Both days may be asked together.

    What is known by its month, quarter or year is true from the last day that it may be, or from the day on which it was
    put down, where that came before: a letter of the third quarter proves nothing on 1 July (promise 1)."""
    withdrawn = fact.withdrawn_on
    if known_by is not None:
        if fact.stated_at.date() > known_by:
            return False
        if fact.withdrawn_at is not None and fact.withdrawn_at.date() > known_by:
            withdrawn = None
    if on is None:
        return withdrawn is None
    return true_on(fact) <= on and (withdrawn is None or withdrawn > on)


def standing(
    facts: Iterable[FactLine], on: dt.date | None = None, known_by: dt.date | None = None
) -> dict[str, FactLine]:
    """Key → the earliest fact that stands (see `stands`), whatever the order in which they were put down."""
    found: dict[str, FactLine] = {}
    for fact in sorted(facts, key=lambda f: (f.on, f.stated_at, f.source)):
        if fact.key not in found and stands(fact, on, known_by):
            found[fact.key] = fact
    return found


# The picture of a case


@dataclass(frozen=True)
class MoveLine:
    """What a person did with a step, or with the case (`step` empty)."""

    step: str
    kind: str
    on: dt.date
    at: dt.datetime
    by_user: str
    by_appointment: str
    how: str
    reason_code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StagePicture:
    """`done` of `total` counted steps. `state` is done, now (the next step is in it, or some are done) or later."""

    key: str
    title: Title
    number: int
    done: int
    total: int
    state: StepState


@dataclass(frozen=True)
class StepPicture:
    """`state`: done (its fact stands, or it was signed off and has none), waived, now (nothing is missing and what
    comes before is done) or later. `missing`: facts that block it. `after`: steps it would better wait for. `passed_by`:
    what left it behind while it was not done: a gap."""

    key: str
    title: Title
    state: StepState
    stage: str
    fact: str = ""
    on: dt.date | None = None
    precision: str = ""
    proof: str = ""
    source: str = ""
    how: str = ""
    missing: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    due_on: dt.date | None = None
    is_late: bool = False
    door: str = ""
    basis: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    signs_off: tuple[SignsOff, ...] = ()
    optional: bool = False
    advice: bool = False
    signed_on: dt.date | None = None
    returned: str = ""
    waived: str = ""
    passed_by: str = ""

    @property
    def is_open(self) -> bool:
        """Neither done nor waived."""
        return self.state in {StepState.NOW, StepState.LATER}


@dataclass(frozen=True)
class Picture:
    """A case as its page shows it. `next_step`: the one to do now; None when none is left that is waited for. `state` and
    the move that made it so (`turned`), None while nothing had stopped or ended it."""

    scheme: str
    stages: tuple[StagePicture, ...]
    steps: tuple[StepPicture, ...]
    next_step: StepPicture | None
    state: CaseState = CaseState.OPEN
    turned: MoveLine | None = None

    def step(self, key: str) -> StepPicture:
        """The step with that key. Raises KeyError."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    @property
    def stage(self) -> StagePicture | None:
        """The stage of the next step; None when the process is through."""
        return next((s for s in self.stages if self.next_step and s.key == self.next_step.stage), None)


def picture(
    definition: ProcessDefinition,
    scheme: str,
    facts: Mapping[str, FactLine],
    moves: Sequence[MoveLine],
    on: dt.date,
    opened_on: dt.date,
) -> Picture:
    """Where a case stands on a day. `facts` as `standing` gives them; `moves` in the order they were made.

    The next step is the first that is counted, not done, and whose `after` are done or waived; else the first that is
    not done; none that was left behind. No term runs in a case that is interrupted or has ended. Raises KeyError.
    """
    chosen = definition.schemes[scheme]
    state_then, turned = state_of(moves, on)
    last: dict[str, MoveLine] = {}
    signed: dict[str, dt.date] = {}
    for move in moves:
        if move.step and move.on <= on:
            last[move.step] = move
            if move.kind == MoveKind.SIGNED_OFF:
                signed[move.step] = move.on
            elif move.kind == MoveKind.RETURNED:
                signed.pop(move.step, None)
    settled: dict[str, StepState] = {}
    for step in definition.steps:
        kind = last[step.key].kind if step.key in last else ""
        if step.fact in facts if step.fact else kind == MoveKind.SIGNED_OFF:
            settled[step.key] = StepState.DONE
        elif kind == MoveKind.WAIVED:
            settled[step.key] = StepState.WAIVED
    past = _left_behind(definition, facts, settled)
    freely = {s.key for s in definition.steps if s.advice} | set(settled) | set(past)
    pictures = tuple(
        _picture_of(
            step if state_then == CaseState.OPEN else replace(step, due=None),
            scheme, facts, last.get(step.key), signed.get(step.key), settled, freely, past, on, opened_on,
        )
        for step in definition.steps
    )  # fmt: skip
    waited = [p for p in pictures if p.is_open and not (p.optional or p.advice or p.passed_by)]
    next_step = next((p for p in waited if not p.after), waited[0] if waited else None)
    counted = {s.key for s in definition.steps if s.is_counted}
    stages = []
    for number, stage in enumerate(chosen.stages, start=1):
        mine = [p for p in pictures if p.stage == stage.key and p.key in counted]
        done = sum(not p.is_open for p in mine)
        if mine and done == len(mine):
            state = StepState.DONE
        elif done or (next_step and next_step.stage == stage.key):
            state = StepState.NOW
        else:
            state = StepState.LATER
        stages.append(StagePicture(stage.key, stage.title, number, done, len(mine), state))
    return Picture(scheme, tuple(stages), pictures, next_step, state_then, turned)


def _left_behind(definition: ProcessDefinition, facts: Mapping[str, Any], settled: Mapping[str, Any]) -> dict[str, str]:
    """Open step → the fact that left it behind."""
    found, by = {}, ""
    for step in reversed(definition.steps):
        if step.key not in settled and (fact := by or next((f for f in step.passed_by if f in facts), "")):
            found[step.key] = fact
        by = by or (step.fact if step.settles and settled.get(step.key) is StepState.DONE else "")
    return found


def state_of(moves: Iterable[MoveLine], on: dt.date | None = None) -> tuple[CaseState, MoveLine | None]:
    """What a case was on a day (today: None), and the move that had made it so; open, and none, before any."""
    turns = [m for m in moves if not m.step and (on is None or m.on <= on)]
    last = max(turns, key=lambda m: (m.on, m.at), default=None)
    return (CaseState.OPEN, None) if last is None else (BECOMES[MoveKind(last.kind)], last)


def _picture_of(
    step: Step,
    scheme: str,
    facts: Mapping[str, FactLine],
    last: MoveLine | None,
    signed_on: dt.date | None,
    settled: Mapping[str, StepState],
    freely: set[str],
    past: Mapping[str, str],
    on: dt.date,
    opened_on: dt.date,
) -> StepPicture:
    fact = facts.get(step.fact) if step.fact else None
    state = settled.get(step.key)
    is_open, waits = state is None, state is None and step.key not in past
    missing = tuple(f for f in step.needs if f not in facts) if waits else ()
    after = tuple(key for key in step.after if key not in freely) if waits else ()
    due_on = due_date(step, facts, opened_on) if waits else None
    return StepPicture(
        key=step.key,
        title=step.title,
        state=state or (StepState.LATER if missing or after or not waits else StepState.NOW),
        stage=step.stage[scheme],
        fact=step.fact,
        on=fact.on if fact else last.on if last and not is_open else None,
        precision=fact.precision if fact else "",
        proof=fact.proof if fact else "",
        source=fact.source if fact else "",
        how=fact.how if fact else last.how if last and not is_open else "",
        missing=missing,
        after=after,
        due_on=due_on,
        is_late=due_on is not None and due_on < on,
        door=step.door,
        basis=step.basis,
        produces=step.produces,
        signs_off=step.signs_off,
        optional=step.optional,
        advice=step.advice,
        signed_on=signed_on,
        returned=last.reason if last and is_open and last.kind == MoveKind.RETURNED else "",
        waived=last.reason if last and state is StepState.WAIVED else "",
        passed_by=past.get(step.key, ""),
    )


def due_date(step: Step, facts: Mapping[str, FactLine], opened_on: dt.date) -> dt.date | None:
    """Last day of the step's term; None where it has none, or what it runs from has not happened."""
    if step.due is None:
        return None
    if step.due.start == OPENED:
        return opened_on + dt.timedelta(days=step.due.days)
    start = facts.get(step.due.start)
    if start is None:
        return None
    # the paper that states it may give its own term: the day is then the same on the paper and on the step
    own = start.data.get("due_on")
    return dt.date.fromisoformat(own) if own else true_on(start) + dt.timedelta(days=step.due.days)
