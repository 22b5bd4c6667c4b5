"""A quarter brought in from its file, through the operations that anybody's hand would use."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Role
from hermanar.directory.models import Country, Municipality, Organisation
from hermanar.directory.queries import latest_exercise
from hermanar.documents.queries import not_drawn_within
from hermanar.documents.rules import catalogues
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind, Side
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.rules.triage import Answers
from hermanar.plans import operations as plans
from hermanar.plans.enums import ChangeState
from hermanar.plans.models import Achievement, Change, Goal, Unit, Week
from hermanar.plans.rules.asked import AGENDA
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts

from ..enums import FILE_PROBLEMS, DeclaredKey, Happened, PeriodState
from ..models import FiledText, Period
from ..policies import can_import
from ..queries import find_period, relation_with
from ..rules.quarter_file import ActIn, ActivityIn, GoalIn, LineIn, Problem, QuarterFile, RelationIn, WrongFile, read
from .periods import _locked, declare, open_period, quote, set_cover
from .texts import file_text

MEASURE = _("% de la meta anual")
_LETTERS = {
    "letter_of_intent": LetterKind.INTENT, "resume_request": LetterKind.RESUME, "answer": LetterKind.ANSWER
}  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """What came of it: the period, and how many of each thing now stand."""

    period: Period
    components: int
    entries: int
    relations: int
    weeks: int
    changes: int = 0  # of what was programmed already: asked for, and waiting to be authorised
    decided: int = 0  # amounts of a paper that was read before, and that somebody decided otherwise since


def _told(problem: Problem) -> str:
    return str(FILE_PROBLEMS[problem.code]) % problem.data


@transaction.atomic
def import_quarter(act: Act, *, organisation: Organisation, data: Any) -> Imported:
    """Bring in a quarter from the data of its file (`docs/reference/quarter.md`): all of it, or nothing.

    The same file again changes nothing. What a goal programs already is not written over: another amount for a quarter
    is asked for as anybody asks, and waits to be authorised; what was decided since the same paper was read is not asked
    for again. Sentences of the source stay quoted: they are declarations, not our claims.
    Raises Refused (`not_importer`, `period_locked`), Invalid: place in the file → what is wrong there.
    """
    if not can_import(act.actor, organisation):
        raise Refused("not_importer", _("El trimestre lo trae quien opera el sistema o el enlace del municipio."))
    try:
        file = read(data)
    except WrongFile as wrong:
        errors: dict[str, list[str]] = {}
        for problem in wrong.problems:
            errors.setdefault(problem.path or "file", []).append(_told(problem))
        raise Invalid(errors) from wrong
    if undrawn := {place: [str(one) for one in bad] for place, bad in not_drawn_within(data)}:
        raise Invalid(undrawn)
    known = find_period(organisation, file.year, file.quarter)
    if known is not None and known.state == PeriodState.LOCKED:
        raise _locked()
    if known is not None and known.state == PeriodState.PREPARED:
        raise Refused("period_prepared", _("El informe está por autorizarse: pida que se lo devuelvan para cambiarlo."))
    act = _for_the_office(act, organisation)
    again = known is not None and known.source == file.source
    period = open_period(act, organisation=organisation, year=file.year, quarter=file.quarter, basis=file.basis)
    set_cover(
        act, period=period, unit=file.cover.get("unit", ""), term=file.cover.get("term", ""),
        slogan=file.cover.get("slogan", ""), source=file.source, basis=file.basis,
    )  # fmt: skip
    entries, asked = _plan(act, organisation, file, again=again)
    _declarations(act, period, file)
    _weeks(act, organisation, file)
    for month, number in file.agendas.items():
        plans.state_count(
            act, organisation=organisation, month=dt.date.fromisoformat(f"{month}-01"), number=number,
            source=file.source,
        )  # fmt: skip
    for at, relation in enumerate(file.relations):
        _relation(act, organisation, relation, file, f"partnerships[{at}]")
    record(
        act, Happened.QUARTER_IMPORTED, chain=organisation.home.public_id, about=period.public_id, period=period.label
    )
    return Imported(
        period, len(file.components), entries, len(file.relations), len(file.weeks), asked.waiting, asked.decided
    )


def _for_the_office(act: Act, organisation: Organisation) -> Act:
    """The operator puts down from a paper what the office did: with its powers, and said to be recorded for it."""
    if "operator" not in act.actor.roles:
        return act
    roles = act.actor.roles | {Role.LIAISON}
    return replace(
        act, actor=replace(act.actor, organisation=organisation.public_id, roles=roles, how=How.RECORDED, on=act.on)
    )


@dataclass(frozen=True)
class _Asked:
    """Amounts that the file programs otherwise than the plan: those that wait to be authorised, and those decided."""

    waiting: int = 0
    decided: int = 0

    def __add__(self, other: "_Asked") -> "_Asked":
        return _Asked(self.waiting + other.waiting, self.decided + other.decided)


def _plan(act: Act, organisation: Organisation, file: QuarterFile, *, again: bool) -> tuple[int, _Asked]:
    """How many entries stand, and which changes of the programming were asked for. `again`: this paper was read before."""
    if not file.components:
        return 0, _Asked()
    plan = plans.open_plan(act, organisation=organisation, year=file.year, source=file.source)
    axes = {code: plans.put_axis(act, plan=plan, code=code, name=name) for code, name in file.axes}
    entries, asked = 0, _Asked()
    for at, component in enumerate(file.components):
        known = plan.components.filter(code=component.code).select_related("axis").first()
        row = plans.put_component(
            act, plan=plan, code=component.code, name=component.name or (known.name if known else ""),
            axis=axes.get(component.axis) or (known.axis if known else None),
            responsible=component.responsible or (known.responsible if known else ""),
        )  # fmt: skip
        for number, activity in enumerate(component.activities):
            done = _activity(act, row, activity, file, f"components[{at}].activities[{number}]", again=again)
            entries, asked = entries + done[0], asked + done[1]
    return entries, asked


def _activity(
    act: Act, component: Any, activity: ActivityIn, file: QuarterFile, path: str, *, again: bool
) -> tuple[int, _Asked]:
    """The activity with its goals and entries: what the file does not say of it stays as it was put by hand."""
    known = component.activities.filter(code=activity.code).select_related("unit").first()
    row = plans.put_activity(
        act, component=component, code=activity.code, name=activity.name or (known.name if known else ""),
        responsible=activity.responsible or (known.responsible if known else ""), unit=known.unit if known else None,
        weight=activity.weight if activity.weight is not None or known is None else known.weight,
    )  # fmt: skip
    inside = {"on__gte": quarter_starts(file.year, file.quarter), "on__lte": quarter_ends(file.year, file.quarter)}
    count, asked = 0, _Asked()
    for at, goal in enumerate(activity.goals):
        there = row.goals.select_related("activity__component__plan__circle").filter(code=goal.code).first()
        if there is not None:
            asked += _ask(act, there, goal, file, f"{path}.goals[{at}]", again=again)
        put = plans.put_goal(
            act, activity=row,
            goal=plans.GoalSpec(
                code=goal.code, measure=goal.measure or str(MEASURE),
                programmed=there.programmed if there else goal.programmed,
                quarters=there.quarters if there else goal.quarters,
                name=goal.name or (there.name if there else ""), counts_from=goal.counts_from,
                verification=goal.verification or (there.verification if there else ""),
            ),
        )  # fmt: skip
        wanted = {(e.on, e.reference or file.source[:200]): e for e in goal.entries}
        for old in Achievement.objects.filter(goal=put, withdrawn_at=None, **inside):
            new = wanted.get((old.on, old.reference))
            if new is None or new.quantity != old.quantity:
                plans.withdraw_achievement(act, achievement=old, reason=str(_("El archivo del trimestre se corrigió.")))
        for (on, reference), entry in wanted.items():
            plans.achieve(
                act, goal=put, on=on, quantity=entry.quantity, precision=Precision(entry.precision), reference=reference,
                late_reason=str(_("Se trajo del archivo del trimestre.")),
            )  # fmt: skip
            count += 1
    return count, asked


def _ask(act: Act, there: Goal, said: GoalIn, file: QuarterFile, path: str, *, again: bool) -> _Asked:
    """Ask for what the file programs otherwise than the plan does, a change a quarter. What was decided since this paper
    was read stays decided: whoever wants it otherwise asks by hand, or with another paper.

    Raises Invalid: a quarter that closed, a change that waits with another amount, a year without quarters.
    """
    changes = list(there.changes.all())  # the last first
    other = {n: q for n, q in enumerate(said.quarters, start=1) if q is not None and q != there.quarters[n - 1]}
    if not other and said.programmed != there.programmed:
        if again and any(c.annual_before == said.programmed for c in changes):
            return _Asked(decided=1)
        told = str(FILE_PROBLEMS["programmed_otherwise"]) % {"stands": f"{there.programmed.normalize():f}"}
        raise Invalid({f"{path}.programmed": [told]})
    done = _Asked()
    for number, amount in other.items():
        of_quarter = [c for c in changes if c.quarter == number]
        if any(c.state == ChangeState.REQUESTED and c.after == amount for c in of_quarter):
            done += _Asked(waiting=1)  # it is asked for already
            continue
        if again and _was_decided(of_quarter, amount, file.source):
            done += _Asked(decided=1)
            continue
        try:
            plans.request_change(
                act, goal=there, quarter=number, after=amount,
                reason=str(_("El archivo del trimestre lo programa así: %(source)s")) % {"source": file.source},
            )  # fmt: skip
        except Refused as no:
            raise Invalid({f"{path}.quarters[{number - 1}]": [str(no.reason)]}) from no
        done += _Asked(waiting=1)
    return done


def _was_decided(changes: Sequence[Change], amount: Decimal, source: str) -> bool:
    """Whether what this paper programs in a quarter was settled after it was read: it asked for that amount last, and was
    answered; or the plan said so until somebody's change was authorised. `changes`: of the quarter, the last first."""
    own = next((c for c in changes if c.reason.endswith(f": {normalise(source, lines=True)}")), None)
    if own is not None:
        return own.after == amount and own.state != ChangeState.REQUESTED
    return any(c.before == amount and c.state == ChangeState.AUTHORISED for c in changes)


def _declarations(act: Act, period: Period, file: QuarterFile) -> None:
    """What the paper declares, in the place of what an earlier version of the file declared."""
    period.declared.all().delete()
    period.quoted.all().delete()
    for kind, number in file.chart.items():
        declare(act, period=period, key=DeclaredKey.CHART, about=kind, number=number)
    for what, number in file.counts:
        declare(act, period=period, key=what, number=number)
    for component in file.components:
        if component.stated is not None:
            declare(act, period=period, key=DeclaredKey.COMPONENT, about=component.code, number=component.stated)
    if file.agendas_total is not None:
        declare(act, period=period, key=DeclaredKey.AGENDAS, number=Decimal(file.agendas_total))
    if file.alliances is not None:
        declare(act, period=period, key=DeclaredKey.ALLIANCES, number=Decimal(file.alliances))
    for description in file.descriptions:
        declare(act, period=period, key=DeclaredKey.DESCRIPTION, about=description)
    for where, text in file.declarations:
        quote(act, period=period, text=text, where=where)


def _units(act: Act, organisation: Organisation, lines: Sequence[LineIn]) -> dict[str, Unit]:
    """Units of a list by name. One that is known stays as it is; of a new one its own line says the group, wherever in
    the list it stands."""
    said = {line.name: line for line in lines}
    names = {*said, *(line.parent for line in lines)}
    units = {unit.name: unit for unit in Unit.objects.filter(organisation=organisation, name__in=names)}

    def put(name: str, below: tuple[str, ...] = ()) -> Unit:
        if name not in units:
            line = said.get(name)
            above = line.parent if line is not None and line.parent not in {*below, name} else ""
            parent = put(above, (*below, name)) if above else None
            more: dict[str, Any] = (
                {"kind": line.kind, "is_international": line.is_international} if line is not None else {}
            )
            units[name] = plans.put_unit(act, organisation=organisation, name=name, parent=parent, **more)
        return units[name]

    for line in lines:
        put(line.name)
    return units


def _weeks(act: Act, organisation: Organisation, file: QuarterFile) -> None:
    """The lists of the file. Of a week that is there already only what had not come is taken: the first day stays."""
    for at, listed in enumerate(file.weeks):
        week = Week.objects.filter(organisation=organisation, starts_on=listed.starts_on).first()
        if week is None:
            units = _units(act, organisation, listed.lines)
            week = plans.open_week(
                act, organisation=organisation, starts_on=listed.starts_on, deliverables=dict(listed.deliverables),
                units=[(units[line.name], line.head) for line in listed.lines], source=file.source,
            )  # fmt: skip
        rows = week.expected.select_related("unit", "week__organisation__home").prefetch_related(
            "hand_ins__deliverable"
        )
        expected = {e.unit.name: e for e in rows}
        for number, line in enumerate(listed.lines):
            if line.received_on is not None and line.name in expected:
                _came(act, expected[line.name], line, f"weeks[{at}].units[{number}]")


def _came(act: Act, expected: Any, line: LineIn, path: str) -> None:
    there = next((h for h in expected.hand_ins.all() if h.deliverable.key == AGENDA), None)
    if there is None:
        try:
            plans.hand_in(
                act, expected=expected, received_on=line.received_on, received_since=line.received_since, at=line.at
            )
        except Invalid as wrong:
            raise Invalid({f"{path}.{key}": told for key, told in wrong.errors.items()}) from wrong
    elif there.received_on != line.received_on:
        told = str(FILE_PROBLEMS["came_otherwise"]) % {"on": there.received_on.isoformat()}
        raise Invalid({f"{path}.received_on": [told]})


# what an act calls a field, and what the file calls it
_FIELDS = {"dated_on": "on", "is_affirmative": "affirmative"}


def _relation(act: Act, organisation: Organisation, relation: RelationIn, file: QuarterFile, path: str) -> None:
    """Find the relation with that counterpart, or open it; then put down its papers, each once."""
    if organisation.municipality_id and relation.municipality == organisation.municipality_id:
        raise Invalid({f"{path}.counterpart": [str(FILE_PROBLEMS["own_municipality"])]})
    row = relation_with(organisation, relation.municipality, relation.name, relation.country)
    if row is None:
        row = _opened(act, organisation, relation, file, path)
    if row.owner_id != organisation.pk:
        return  # the other side opened it and keeps its papers: nobody puts a thing down twice
    for number, paper in enumerate(relation.acts):
        try:
            _paper(act, row, paper, file)
        except Invalid as wrong:
            raise Invalid(
                {f"{path}.acts[{number}].{_FIELDS.get(key, key)}": told for key, told in wrong.errors.items()}
            ) from wrong


def _opened(act: Act, organisation: Organisation, relation: RelationIn, file: QuarterFile, path: str) -> Partnership:
    municipality = None
    if relation.municipality:
        municipality = Municipality.objects.select_related("state").filter(key=relation.municipality).first()
        if municipality is None:
            raise Invalid({f"{path}.counterpart.municipality": [str(FILE_PROBLEMS["municipality_unknown"])]})
    country = Country.objects.filter(iso2=relation.country).first()
    if country is None:
        raise Invalid({f"{path}.counterpart.country": [str(FILE_PROBLEMS["country_unknown"])]})
    known = catalogues.areas()
    if wrong := [a for a in relation.areas if a not in known]:
        told = str(FILE_PROBLEMS["not_an_option"]) % {"options": ", ".join(known)}
        raise Invalid({f"{path}.areas": [f"{wrong[0]}: {told}"]})
    areas = relation.areas or ("government",)
    key = organisation.municipality_id or (organisation.state_id or "")
    answers = Answers(
        our_kind="municipality" if organisation.municipality_id else "state", our_key=key, country=relation.country,
        their_kind="governmental", scope="whole", earlier=relation.earlier, proposed_by="own",
        areas=tuple((a, known[a].power) for a in areas), money=False, staff=False, protected=False, forum=False,
    )  # fmt: skip
    days = [a.on for a in relation.acts if a.on is not None]
    # of a house of an exercise every relation is one: its papers say so, and its day is the exercise's
    clock = (latest_exercise(organisation) or act.at) if organisation.is_exercise else None
    opened = partnerships.open_partnership(
        act, owner=organisation, answers=answers, country=country,
        their_name=municipality.name if municipality else relation.name, their_municipality=municipality,
        their_subdivision=relation.subdivision, opened_on=min([*days, quarter_starts(file.year, file.quarter)]),
        exercise_at=clock,
    )  # fmt: skip
    return Partnership.objects.select_related("circle", "case", "owner", "counterpart").prefetch_related(
        "parties"
    ).get(pk=opened.pk)  # fmt: skip


def _paper(act: Act, row: Partnership, paper: ActIn, file: QuarterFile) -> None:
    if paper.kind == "text":
        since = paper.on or quarter_starts(file.year, file.quarter)
        if not FiledText.objects.filter(partnership=row, of=paper.text, since=since).exists():
            file_text(act, partnership=row, of=paper.text, since=since, in_sight=paper.seen)
        return
    kind, direction = _LETTERS[paper.kind], Direction(paper.direction)
    same = Letter.objects.filter(partnership=row, kind=kind, direction=direction, dated_on=paper.on, folio=paper.folio)
    if paper.on is None or same.exists():
        return
    theirs = next(p for p in row.parties.all() if p.side == Side.THEIRS)
    answered = None
    if kind == LetterKind.ANSWER:
        other = Direction.OUT if direction == Direction.IN else Direction.IN
        before = Letter.objects.filter(partnership=row, direction=other, dated_on__lte=paper.on)
        answered = before.exclude(kind=LetterKind.NOTE).order_by("-dated_on", "-pk").first()
    partnerships.record_letter(
        act, partnership=row, kind=kind, direction=direction, dated_on=paper.on, folio=paper.folio,
        precision=Precision(paper.precision), names=paper.names or (theirs.name if direction == Direction.OUT else ""),
        subject=paper.subject, answers=answered, is_affirmative=paper.affirmative,
    )  # fmt: skip
