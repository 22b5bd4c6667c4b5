"""What persons asked about their own data, and the names that published copies do not show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import BooleanField, CharField, F, Value

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one

from ..models import DataRequest, Person, WithheldName
from ..policies import can_answer_data_requests


def list_data_requests(actor: Actor) -> list[DataRequest]:
    """Requests about personal data, the unanswered first. Raises NotVisible."""
    if not can_answer_data_requests(actor):
        raise NotVisible
    rows = DataRequest.objects.select_related("person").order_by(F("answered_at").desc(nulls_first=True), "pk")
    return list(rows[:200])


def get_data_request(actor: Actor, public_id: str) -> DataRequest:
    """A request about personal data. Raises NotVisible."""
    row = at_most_one(DataRequest.objects.select_related("person__user").filter(public_id=public_id))
    if row is None or not can_answer_data_requests(actor):
        raise NotVisible
    return row


def data_of(person: Person) -> dict:
    """All that the directory keeps of one person: what an access request is answered with."""
    posts = person.appointments.select_related("office__organisation").order_by("from_on", "pk")
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "languages": person.languages,
        "account": person.user.email if person.user else "",
        "posts": [
            {
                "organisation": str(a.office.organisation),
                "office": str(a.office),
                "how": a.how,
                "from_on": a.from_on.isoformat(),
                "until_on": a.until_on.isoformat() if a.until_on else None,
                **({"mistaken": True} if a.mistaken_at else {}),
            }
            for a in posts
        ],
    }


@dataclass(frozen=True)
class WithheldNames:
    """Names that published copies do not show: `everywhere`, or in one place (public id of a circle or of an entry);
    `others`: where the same name is somebody else's and stays."""

    everywhere: frozenset[str] = frozenset()
    by_place: Mapping[str, frozenset[str]] = field(default_factory=dict)
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.by_place)

    def at(self, *places: str) -> frozenset[str]:
        """Names that a copy of what belongs to those places does not show."""
        asked = set(self.everywhere)
        kept: set[str] = set()
        for place in filter(None, places):
            kept |= self.others.get(place, frozenset())
            asked |= self.by_place.get(place, frozenset())
        return frozenset(asked - kept)


def withheld_names() -> WithheldNames:
    """Every name whose owner asked that published copies do not show it, and where. One query."""
    no = Value(False, BooleanField())
    persons = Person.objects.exclude(withheld_at=None).annotate(
        at_place=Value("", CharField()), stays=no, turn=Value(0)
    )
    rows = WithheldName.objects.order_by().annotate(at_place=F("place"), stays=F("is_other"), turn=F("pk"))
    shown = ("name", "at_place", "stays", "turn")
    found = persons.values_list(*shown).union(rows.values_list(*shown), all=True)
    everywhere: set[str] = set()
    last = {(name, place): other for name, place, other, _turn in sorted(found, key=lambda r: r[3]) if name}
    by_place: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for (name, place), is_other in last.items():
        if not place and not is_other:
            everywhere.add(name)
        elif place:
            (others if is_other else by_place).setdefault(place, set()).add(name)
    return WithheldNames(
        frozenset(everywhere),
        {place: frozenset(names) for place, names in by_place.items()},
        {place: frozenset(names) for place, names in others.items()},
    )
