"""Who else sits around a relation: the liaison gives the counterpart, the state or a consulate their place."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Circle, Organisation, Seat
from hermanar.directory.operations import end_seat, give_seat
from hermanar.directory.policies import can_open_organisation
from hermanar.directory.queries import Zones, day_at
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.notices.operations import notify
from hermanar.notices.queries import people_at
from hermanar.process.enums import CaseState

from ..enums import SEATS
from ..models import Partnership
from ..policies import can_edit
from ..queries import accepted_names
from ..queries.briefs import sides
from ..rules.parties import names_counterpart


def _is_counterpart(partnership: Partnership, organisation: Organisation) -> bool:
    theirs = sides(partnership)[1]
    if theirs.municipality_id and organisation.municipality_id:
        return theirs.municipality_id == organisation.municipality_id
    if theirs.place_id and organisation.place_id:
        return theirs.place_id == organisation.place_id
    return names_counterpart(organisation.name, accepted_names(theirs))


@transaction.atomic
def seat_state(act: Act, *, circle: Circle, owner: Organisation, from_on: dt.date) -> Seat | None:
    """The government of the state where a municipality lies, where it is on board, gets its place in the circle of one of
    its relations: it accompanies its municipalities (decision 0113). None where there is none, or it has had it."""
    if owner.kind != OrganisationKind.MUNICIPALITY or owner.municipality is None:
        return None
    state = (
        Organisation.objects.filter(
            kind=OrganisationKind.STATE, state_id=owner.municipality.state_id, is_exercise=owner.is_exercise
        )
        .exclude(seats__circle=circle)
        .order_by("pk")
        .first()
    )
    if state is None or circle.seats.filter(part=Part.OVERSEER).exists():
        return None
    return give_seat(act, circle=circle, organisation=state, part=Part.OVERSEER, from_on=from_on)


@transaction.atomic
def seat_state_that_joins(act: Act, *, organisation: Organisation) -> list[Seat]:
    """A state's government that comes on board gets its place in the relations of its municipalities that are not over,
    each with its line in the log and a notice to whoever runs it. Raises Refused (`not_allowed`)."""
    if not can_open_organisation(act.actor):
        raise Refused("not_allowed", _("Lo hace quien opera la instancia al abrir la organización."))
    if organisation.kind != OrganisationKind.STATE:
        return []
    mine = {"owner__municipality__state_id": organisation.state_id, "owner__is_exercise": organisation.is_exercise}
    return _seat_states(act, _without_state().filter(**mine))


@transaction.atomic
def seat_states(act: Act) -> int:
    """Give each state's government on board its place in what its municipalities opened before it was given at the opening
    (a job, daily). Exercises run on their own clock. Returns how many; a place that was ended is not given again."""
    states = Organisation.objects.filter(
        kind=OrganisationKind.STATE, state_id=OuterRef("owner__municipality__state_id"),
        is_exercise=OuterRef("owner__is_exercise"),
    )  # fmt: skip
    return len(_seat_states(act, _without_state().filter(Exists(states))))


def _without_state() -> QuerySet[Partnership]:
    """Relations of municipalities that are not over and in which no state has ever had a place."""
    seated = Seat.objects.filter(circle=OuterRef("circle"), part=Part.OVERSEER)
    return Partnership.objects.filter(
        ~Exists(seated), case__state__in=[CaseState.OPEN, CaseState.PAUSED], owner__kind=OrganisationKind.MUNICIPALITY
    )


def _seat_states(act: Act, rows: QuerySet[Partnership]) -> list[Seat]:
    given, zones = [], dict[int, Zones]()
    for partnership in rows.select_related("circle", "owner__municipality").order_by("pk"):
        circle = partnership.circle
        there = replace(act, at=circle.exercise_at) if circle.exercise_at else act
        seat = seat_state(
            there, circle=circle, owner=partnership.owner, from_on=day_at(partnership.owner, there.at, zones)
        )
        if seat is None:
            continue
        given.append(seat)
        state = seat.organisation
        notify(
            there, to=(circle, Part.LEAD, Role.LIAISON), key="state_seated",
            data={"folio": partnership.folio, "title": {"es": state.name, "en": state.name_en or state.name}},
            door="partnerships.case", at={"partnership": partnership.public_id},
        )  # fmt: skip
    return given


@transaction.atomic
def seat_organisation(act: Act, *, partnership: Partnership, organisation: Organisation, part: Part) -> Seat:
    """Give an organisation on board its place in the relation's circle; its people are told (R2-12).

    The ministry gets its places with the dispatch, the committee with its municipality: neither is given here.
    Raises Refused (not the liaison, place taken), Invalid (a place that is not that organisation's).
    """
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Da lugar en el círculo el enlace del municipio titular."))
    if organisation.pk == partnership.owner_id or organisation.kind not in SEATS.get(part, frozenset()):
        raise Invalid({"organisation": [_("Esa organización no ocupa ese lugar en una relación.")]})
    if part == Part.COUNTERPART and not _is_counterpart(partnership, organisation):
        # promise 2: no other city reads this file
        raise Invalid({"organisation": [_("Esa organización no es la contraparte de esta relación.")]})
    if organisation.is_exercise != partnership.owner.is_exercise:
        raise Invalid({"organisation": [_("Una organización de un ejercicio participa solo en ejercicios.")]})
    seat = give_seat(act, circle=partnership.circle, organisation=organisation, part=part, from_on=act.on)
    notify(
        act, to=people_at(organisation, act.on), key="case_opened", data={"folio": partnership.folio},
        door="partnerships.case", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return seat


@transaction.atomic
def unseat_organisation(act: Act, *, partnership: Partnership, organisation: Organisation) -> list[Seat]:
    """Take back the places that `seat_organisation` gave: from now on its people see nothing of the relation; what they did
    stays in the log (R2-12). Raises Refused (not the liaison), Invalid (it has no such place)."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Da lugar en el círculo el enlace del municipio titular."))
    open_ones = list(
        Seat.objects.filter(circle=partnership.circle, organisation=organisation, part__in=[*SEATS], until_on=None)
        .exclude(organisation=partnership.owner_id)
        .order_by("pk")
    )
    if not open_ones:
        raise Invalid({"organisation": [_("Esa organización no tiene aquí un lugar que se pueda terminar.")]})
    # its own people, each once, whatever others sit in the same part
    notify(act, to=people_at(organisation, act.on), key="seat_ended", data={"folio": partnership.folio})
    return [end_seat(act, seat=seat, on=act.on - dt.timedelta(days=1)) for seat in open_ones]
