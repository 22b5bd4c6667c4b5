"""Closed quarters of the municipalities of a state, or of all states, added up. Only what its municipality authorised."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible

from ..enums import PeriodState
from ..models import Period
from ..policies import can_sum_up
from ..rules.board import summed


@dataclass(frozen=True)
class BoardRow:
    """A municipality (of a state's board) or a state (of the ministry's). `on_board`: its municipalities with an account
    here; `closed`: those whose quarter is closed. `summary` is empty where none is."""

    name: str
    slug: str = ""
    on_board: int = 1
    closed: int = 0
    state: str = ""
    summary: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Board:
    rows: tuple[BoardRow, ...]
    total: dict[str, int]
    on_board: int
    closed: int
    by_state: bool


def board_of(actor: Actor, organisation: Organisation, year: int, quarter: int) -> Board:
    """What that quarter adds up to. Three queries, whatever the number of municipalities. Raises NotVisible."""
    if not can_sum_up(actor, organisation):
        raise NotVisible("reports.board")
    by_state = organisation.kind != OrganisationKind.STATE
    houses = _houses(organisation)
    periods = Period.objects.filter(year=year, quarter=quarter, organisation__in=houses)
    if by_state:
        on_board = dict(houses.order_by().values_list("municipality__state__name").annotate(Count("pk")))
        found: dict[str, list] = defaultdict(list)
        for name, summary in periods.filter(state=PeriodState.LOCKED).values_list(
            "organisation__municipality__state__name", "summary"
        ):
            found[name].append(summary)
        rows = [
            BoardRow(name, "", number, len(found[name]), "", summed(found[name]))
            for name, number in sorted(on_board.items())
        ]
    else:
        known = {
            o: (state, summary) for o, state, summary in periods.values_list("organisation_id", "state", "summary")
        }
        rows = []
        for pk, name, slug in houses.order_by("municipality__name", "pk").values_list(
            "pk", "municipality__name", "slug"
        ):
            state, summary = known.get(pk, ("", None))
            closed = state == PeriodState.LOCKED
            rows.append(BoardRow(name, slug, 1, int(closed), str(state), summed([summary]) if closed else {}))
    return Board(
        tuple(rows),
        summed(r.summary for r in rows),
        sum(r.on_board for r in rows),
        sum(r.closed for r in rows),
        by_state,
    )


def _houses(organisation: Organisation) -> QuerySet[Organisation]:
    """Whose reports its board sums up: a state its municipalities, the ministry everybody's; an exercise with exercises."""
    houses = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality__isnull=False, is_exercise=organisation.is_exercise
    )  # fmt: skip
    if organisation.kind == OrganisationKind.STATE:
        houses = houses.filter(municipality__state_id=organisation.state_id)
    return houses


def quarters_closed(organisation: Organisation, limit: int = 12) -> list[tuple[int, int]]:
    """Quarters of which somebody on its board closed a report, newest first. One query."""
    rows = Period.objects.filter(state=PeriodState.LOCKED, organisation__in=_houses(organisation))
    rows = rows.order_by("-year", "-quarter")
    return list(rows.values_list("year", "quarter").distinct()[:limit])
