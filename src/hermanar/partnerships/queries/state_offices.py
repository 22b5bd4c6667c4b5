"""What a state sees of its municipalities, its designation, its activities and its log (R2-01, R2-14)."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from hermanar.directory.enums import OrganisationKind, Part
from hermanar.directory.models import Municipality, Organisation, Seat
from hermanar.journal.queries import Line, list_acts_of
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.process.queries import list_pictures
from hermanar.process.rules import Picture

from ..models import Partnership, StateActivity, StateOffice
from ..policies import can_represent

STAGES = ("identification", "linking", "formalisation", "implementation")


@dataclass(frozen=True)
class RelationLine:
    """A relation of one municipality as its state sees it. `stage` is a key of the Ministry's scheme; `state` the case's."""

    public_id: str
    folio: str
    theirs: str
    country: str
    stage: str
    stage_title: dict
    state: str


@dataclass(frozen=True)
class MunicipalityLine:
    """`on_board`: it has its own organisation here."""

    key: str
    name: str
    on_board: bool
    relations: list[RelationLine] = field(default_factory=list)


@dataclass(frozen=True)
class StateBoard:
    """`stages`: key → number of relations that are not over."""

    municipalities: list[MunicipalityLine]
    stages: dict[str, int]
    relations: int
    of_state: int


def _own(actor: Actor, organisation: Organisation) -> None:
    if actor.organisation != organisation.public_id or not can_represent(actor, organisation.home):
        raise NotVisible(organisation.public_id)


def state_board(actor: Actor, organisation: Organisation, on: dt.date) -> StateBoard:
    """The municipalities of the state that are here or have a relation in which it sits, with their relations by stage.

    Raises NotVisible for another than the state's liaison. A number of queries that does not grow with the rows.
    """
    _own(actor, organisation)
    relations = list(
        Partnership.objects.for_actor(actor)
        .filter(circle__seats__organisation=organisation, circle__seats__part=Part.OVERSEER)
        .select_related("circle", "case__definition", "owner__municipality__state")
        .prefetch_related("parties")
        .distinct()
        .order_by("-pk")
    )
    pictures: dict[str, Picture] = {}
    # each exercise lives on its own day: cases of one day are asked together
    by_day: dict[dt.date, list] = {}
    for r in relations:
        day = timezone.localtime(r.circle.exercise_at).date() if r.circle.exercise_at else on
        by_day.setdefault(day, []).append(r.case)
    for day, cases in by_day.items():
        pictures |= list_pictures(cases, on=day)
    lines: dict[str, list[RelationLine]] = {}
    names: dict[str, str] = {}
    count = dict.fromkeys(STAGES, 0)
    for r in relations:
        theirs = next((p for p in r.parties.all() if p.side == "theirs"), None)
        stage = pictures[r.case.public_id].stage
        key = stage.key if stage else STAGES[-1]
        line = RelationLine(
            r.public_id, r.folio, str(theirs) if theirs else "", str(theirs.country) if theirs else "", key,
            dict(stage.title) if stage else {}, r.case.state,
        )  # fmt: skip
        where = r.owner.municipality_id or f"-{r.owner_id}"
        lines.setdefault(where, []).append(line)
        names[where] = r.owner.municipality.name if r.owner.municipality else str(r.owner)
        if r.case.state in {"open", "paused"}:
            count[key] = count.get(key, 0) + 1
    here = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality__state_id=organisation.state_id,
        is_exercise=organisation.is_exercise,
    ).select_related("municipality")  # fmt: skip
    on_board = {o.municipality_id: o.municipality.name for o in here}
    rows = [
        MunicipalityLine(key, names.get(key) or on_board[key], key in on_board, lines.get(key, []))
        for key in {**on_board, **names}
    ]
    rows.sort(key=lambda m: (not m.relations, m.name))
    total = Municipality.objects.filter(state_id=organisation.state_id).count()
    return StateBoard(rows, count, len(relations), total)


def state_office_on(organisation: Organisation, on: dt.date) -> StateOffice | None:
    """The designation in force on a day; None where there is none or it ran out."""
    rows = organisation.state_offices.select_related("office", "attachment", "organisation__home")
    for row in rows.filter(designated_on__lte=on):
        until = min((d for d in (row.valid_until, row.ended_on) if d), default=None)
        if until is None or on <= until:
            return row
    return None


def list_state_offices(actor: Actor, organisation: Organisation) -> list[StateOffice]:
    """Every designation of the state's office, newest first. Raises NotVisible."""
    _own(actor, organisation)
    return list(organisation.state_offices.select_related("office", "attachment", "organisation__home"))


def list_state_activities(actor: Actor, organisation: Organisation, *, limit: int = 100) -> list[StateActivity]:
    """Trainings and advice, newest first. Raises NotVisible."""
    _own(actor, organisation)
    return list(organisation.state_activities.select_related("municipality")[:limit])


@dataclass(frozen=True)
class ActLine:
    """Something the organisation did. `place` names the circle; `partnership` is "" in its own circle and in leads."""

    key: int
    line: Line
    place: str
    partnership: str


def list_state_log(
    actor: Actor, organisation: Organisation, *, before: int | None = None, limit: int = 30
) -> list[ActLine]:
    """What the state's office did in the circles in which it sits now, newest first; keyset by `key`. Raises NotVisible."""
    _own(actor, organisation)
    seats = Seat.objects.filter(organisation=organisation, until_on=None).select_related("circle__partnership")
    circles = {s.circle.public_id: s.circle for s in seats}
    found = []
    for key, chain, line in list_acts_of(organisation.public_id, circles, before=before, limit=limit):
        partnership = getattr(circles[chain], "partnership", None)
        found.append(ActLine(key, line, circles[chain].name, partnership.public_id if partnership else ""))
    return found
