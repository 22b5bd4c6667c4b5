"""Every municipality of a state: last contact, what it has, what it lacks (R2-05, R2-06)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, Q

from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Appointment, Municipality, Organisation, Seat
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.opinions.models import Dispatch
from hermanar.partnerships.models import Lead, Partnership, StateActivity
from hermanar.process.models import Fact
from hermanar.registry.enums import Shelf
from hermanar.registry.models import Entry

from ..enums import Contact, Power
from ..models import Advice, Invited
from ..policies import can
from ..rules.clocks import contact, lost_since
from ..rules.compliance import Item, items, met


@dataclass(frozen=True)
class Line:
    """`contact`: never, old or recent; `has`: item → whether the municipality has it; `relations`: open ones that the
    state sees; `entries`: in the book of documented relations."""

    key: str
    name: str
    last: dt.date | None
    contact: str
    has: Mapping[str, bool]
    relations: int
    entries: int

    @property
    def met(self) -> int:
        return sum(self.has.values())


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    items: tuple[Item, ...]
    next: str


@dataclass(frozen=True)
class Reach:
    """How many municipalities of the state are in each standing of contact."""

    total: int
    recent: int
    old: int
    never: int


def _must_convoke(actor: Actor, organisation: Organisation) -> None:
    if not can(actor, organisation, Power.CONVOKE):
        raise NotVisible(organisation.public_id)


def last_contacts(organisation: Organisation, keys: Iterable[str] | None = None) -> dict[str, dt.date]:
    """Municipality → the last day on which the state knew of it: advice, activity, an answer to a campaign, a lead, a
    relation or a dispatch of its own. Six queries, however many municipalities."""
    state = organisation.state_id
    only = None if keys is None else list(keys)

    def within(path: str) -> Q:
        return Q(**({f"{path}__state_id": state} if only is None else {f"{path}_id__in": only}))

    of = "asked_by__municipality"
    sources = (
        (Advice.objects.filter(within(of), asked_of=organisation), of, "asked_on"),
        (StateActivity.objects.filter(within("municipality"), organisation=organisation), "municipality", "on"),
        (
            Invited.objects.filter(within("municipality"), campaign__organisation=organisation),
            "municipality",
            "answered_on",
        ),
        (
            Lead.objects.filter(within("municipality"), circle__seats__organisation=organisation),
            "municipality",
            "answered_on",
        ),
        (
            Partnership.objects.filter(within("owner__municipality"), circle__seats__organisation=organisation),
            "owner__municipality",
            "opened_on",
        ),
        (
            Dispatch.objects.filter(
                within("partnership__owner__municipality"), partnership__circle__seats__organisation=organisation
            ),
            "partnership__owner__municipality",
            "sent_on",
        ),
    )
    found: dict[str, dt.date] = {}
    for rows, path, column in sources:
        for key, last in rows.order_by().values_list(path).annotate(last=Max(column)):
            if key and last and last > found.get(key, dt.date.min):
                found[key] = last
    return found


def municipalities_of(organisation: Organisation) -> list[Municipality]:
    """Every municipality of the state, by name. One query."""
    return list(Municipality.objects.filter(state_id=organisation.state_id).order_by("folded", "key"))


def reach_of(organisation: Organisation, on: dt.date) -> Reach:
    """Recent, lost and never reached, over all municipalities of the state (R2-06)."""
    last = last_contacts(organisation)
    total = Municipality.objects.filter(state_id=organisation.state_id).count()
    recent = sum(1 for day in last.values() if day >= lost_since(on))
    return Reach(total, recent, len(last) - recent, total - len(last))


def list_municipalities(
    actor: Actor, organisation: Organisation, on: dt.date, *, standing: str = "", after: str = "", limit: int = 40
) -> Page:
    """By name, keyset by `key` (name order); `standing`: one of `Contact`. Flat number of queries. Raises NotVisible."""
    _must_convoke(actor, organisation)
    rows = Municipality.objects.filter(state_id=organisation.state_id)
    if standing in Contact.values:
        last = last_contacts(organisation)
        recent = [k for k, day in last.items() if day >= lost_since(on)]
        if standing == Contact.RECENT:
            rows = rows.filter(key__in=recent)
        elif standing == Contact.OLD:
            rows = rows.filter(key__in=set(last) - set(recent))
        else:
            rows = rows.exclude(key__in=last)
    if after:
        begin = Municipality.objects.filter(key=after).values_list("folded", flat=True).first()
        if begin is not None:
            rows = rows.filter(Q(folded__gt=begin) | Q(folded=begin, key__gt=after))
    chosen = list(rows.order_by("folded", "key")[: limit + 1])
    more = len(chosen) > limit
    chosen = chosen[:limit]
    return Page(lines_of(actor, organisation, chosen, on), items(), chosen[-1].key if more else "")


def lines_of(actor: Actor, organisation: Organisation, rows: list[Municipality], on: dt.date) -> list[Line]:
    """What the state knows of these municipalities."""
    keys = [m.key for m in rows]
    last = last_contacts(organisation, keys)
    has, facts = _standing(organisation, keys)
    relations = _relations(actor, keys)
    entries: dict[str, int] = {}
    for key in Entry.objects.filter(our_key__in=keys, shelf=Shelf.DOCUMENTED, withdrawn_at=None).values_list(
        "our_key", flat=True
    ):
        entries[key] = entries.get(key, 0) + 1
    return [
        Line(
            m.key,
            m.name,
            last.get(m.key),
            contact(last.get(m.key), on),
            {i.key: met(i, has=has.get(m.key, frozenset()), facts=facts.get(m.key, frozenset())) for i in items()},
            relations.get(m.key, 0),
            entries.get(m.key, 0),
        )
        for m in rows
    ]


def _relations(actor: Actor, keys: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    rows = Partnership.objects.for_actor(actor).filter(owner__municipality_id__in=keys, case__state="open")
    for key in rows.values_list("owner__municipality_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def _standing(organisation: Organisation, keys: list[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """(what each municipality has here, facts of the relations in which the state sits)."""
    has: dict[str, set[str]] = {}
    houses = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality_id__in=keys, is_exercise=organisation.is_exercise
    )
    by_house = dict(houses.values_list("pk", "municipality_id"))
    for key in by_house.values():
        has.setdefault(key, set()).add("here")
    posts = Appointment.objects.filter(
        ended_at=None, office__role=Role.LIAISON, office__organisation_id__in=list(by_house)
    )
    for house in posts.values_list("office__organisation_id", flat=True).distinct():
        has[by_house[house]].add("liaison")
    committees = Organisation.objects.filter(
        kind=OrganisationKind.COMMITTEE, parent_id__in=list(by_house), bodies__installed_on__isnull=False
    )
    for house in committees.values_list("parent_id", flat=True).distinct():
        has[by_house[house]].add("committee")
    seated = Seat.objects.filter(organisation=organisation, until_on=None).values("circle_id")
    facts: dict[str, set[str]] = {}
    rows = Fact.objects.filter(
        withdrawn_at=None, case__circle_id__in=seated, case__partnership__owner__municipality_id__in=keys
    )
    for key, fact in rows.values_list("case__partnership__owner__municipality_id", "key").distinct():
        facts.setdefault(key, set()).add(fact)
    return has, facts
