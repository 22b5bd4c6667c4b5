"""Who sits around relations, and which of them can act here: one question each, however many relations."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hermanar.directory.enums import Part, Role, roles_for
from hermanar.directory.models import Appointment, Circle, Organisation, Seat
from hermanar.directory.queries import list_offices
from hermanar.journal.queries import Line, Reading, list_lines

from ..enums import SEATS
from ..models import Partnership


@dataclass(frozen=True)
class Board:
    """`seated`: part → name of the organisation; `mine`: parts of the asking organisation; `can_act`: (part, role) with
    somebody who can sign in."""

    seated: dict[str, str]
    mine: frozenset[str]
    can_act: frozenset[tuple[str, str]]

    def is_on_board(self, part: str, role: str = "") -> bool:
        """Whether somebody of that part (in that role) acts here, or the liaison records for them."""
        return any(p == part and (not role or r == role) for p, r in self.can_act)


def boards_of(circles: Iterable[Circle], organisation: str) -> dict[int, Board]:
    """Key of the circle → its board as the organisation (public id) sees it. Two queries."""
    keys = [c.pk for c in circles]
    seated: dict[int, dict[str, str]] = defaultdict(dict)
    mine: dict[int, set[str]] = defaultdict(set)
    parts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Seat.objects.filter(circle__in=keys, until_on=None).select_related("organisation").order_by("pk")
    for seat in rows:
        seated[seat.circle_id].setdefault(seat.part, str(seat.organisation))
        parts[seat.organisation_id].append((seat.circle_id, seat.part))
        if seat.organisation.public_id == organisation:
            mine[seat.circle_id].add(seat.part)
    can_act: dict[int, set[tuple[str, str]]] = defaultdict(set)
    posts = Appointment.objects.filter(
        ended_at=None, person__user__is_active=True, office__organisation__in=list(parts)
    ).values_list("office__organisation_id", "office__role")
    for organisation_id, role in posts.distinct():
        for circle_id, part in parts[organisation_id]:
            can_act[circle_id] |= {(part, r) for r in roles_for(part, frozenset({role}))}
    return {key: Board(seated[key], frozenset(mine[key]), frozenset(can_act[key])) for key in keys}


_FOLLOWS = ("process.fact", "documents.", "files.", "directory.")


@dataclass(frozen=True)
class ActorPicture:
    """One office around the relation. `holder` is "" where it is vacant; `last` the last thing it did."""

    part: str
    organisation: str
    office: str
    role: str
    holder: str
    last: Line | None = None


def actors_of(circle: Circle, on: dt.date, *, reading: Reading | None = None) -> list[ActorPicture]:
    """Every office of every organisation seated, in the order of the parts (R2-12), with its last act in the circle that
    is read (`reading`)."""
    last: dict[str, Line] = {}
    for line in list_lines(circle.public_id, limit=500, reading=reading):
        # what follows by itself from an act (a paper assembled, a fact put down) is not the act
        if not line.happened.startswith(_FOLLOWS):
            last.setdefault(line.appointment, line)
    found: list[ActorPicture] = []
    seats = circle.seats.filter(until_on=None).select_related("organisation").order_by("pk")
    for seat in sorted(seats, key=lambda s: list(Part.values).index(s.part)):
        for office in list_offices(seat.organisation, on):
            if office.role in {Role.ADMINISTRATOR, Role.OBSERVER} or not _belongs(seat.part, office.role):
                continue
            holder = office.holders[0] if office.holders else None
            found.append(
                ActorPicture(
                    seat.part, str(seat.organisation), office.title, office.role, holder.name if holder else "",
                    last.get(holder.appointment) if holder else None,
                )
            )  # fmt: skip
    return found


_ROLES: dict[str, frozenset[str]] = {
    Part.REVIEWER: frozenset({Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER}),
    Part.REGISTRAR: frozenset({Role.REGISTRAR}),
    Part.COMMITTEE: frozenset({Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER}),
}


def _belongs(part: str, role: str) -> bool:
    return role in _ROLES.get(part, frozenset(Role.values))


def list_given_places(partnership: Partnership) -> list[Organisation]:
    """Organisations whose open place in the relation the liaison may end (`unseat_organisation`), by name."""
    rows = Seat.objects.filter(circle=partnership.circle_id, part__in=[*SEATS], until_on=None)
    found = {
        s.organisation_id: s.organisation
        for s in rows.exclude(organisation=partnership.owner_id).select_related("organisation")
    }
    return sorted(found.values(), key=str)
