"""What was decided, weighed, put down and opined about cities."""

from dataclasses import dataclass

from django.utils.translation import get_language

from hermanar.directory.enums import Part
from hermanar.directory.models import Organisation
from hermanar.directory.queries import get_municipality, get_place
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.models import Lead

from ..enums import Criterion
from ..models import Candidate, ConsularOpinion, Datum, Weights
from ..policies import can_see
from ..rules.defaults import default_weights
from ..rules.values import is_city_id


@dataclass(frozen=True)
class WeightPicture:
    """What a criterion weighs: `points` now, `default` and its source, `changed` where somebody changed it."""

    key: str
    label: str
    points: int
    default: int
    source: str

    @property
    def changed(self) -> bool:
        return self.points != self.default


def list_weights(owner: Organisation) -> list[WeightPicture]:
    """Every criterion with its weight for that municipality, in the order of the defaults. One question."""
    row = Weights.objects.filter(circle=owner.home).first()
    own = row.values if row else {}
    lang = "en" if (get_language() or "").startswith("en") else "es"
    return [
        WeightPicture(
            w.key, str(Criterion(w.key).label), int(own.get(w.key, w.points)), w.points, w.source.get(lang, "")
        )
        for w in default_weights()
    ]


def weights_of(owner: Organisation) -> dict[str, int]:
    """Criterion → points. One question."""
    return {w.key: w.points for w in list_weights(owner)}


def last_weighing(owner: Organisation) -> Weights | None:
    """When and why the weights were last changed; None where they are the defaults."""
    return Weights.objects.filter(circle=owner.home).first()


def _of_city(rows, city: str):
    return rows.filter(place_id=int(city[1:])) if city[:1] == "p" else rows.filter(municipality_id=city[1:])


def get_candidate(actor: Actor, owner: Organisation, city: str) -> Candidate | None:
    """The decision about a city; None where nobody decided."""
    return _of_city(Candidate.objects.for_actor(actor).filter(circle=owner.home), city).first()


def list_candidates(actor: Actor, owner: Organisation) -> list[Candidate]:
    """Decisions of the municipality, newest first."""
    rows = Candidate.objects.for_actor(actor).filter(circle=owner.home)
    return list(rows.select_related("partnership").order_by("-decided_on", "-pk")[:300])


def list_data(actor: Actor, owner: Organisation, city: str) -> list[Datum]:
    """Data put down of a city that stand."""
    rows = Datum.objects.for_actor(actor).filter(circle=owner.home, withdrawn_on=None)
    return list(_of_city(rows, city).order_by("pk")[:200])


def get_datum(actor: Actor, public_id: str) -> Datum:
    """Raises NotVisible."""
    row = Datum.objects.for_actor(actor).filter(public_id=public_id, withdrawn_on=None).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def list_opinions(actor: Actor, owner: Organisation, city: str) -> list[ConsularOpinion]:
    """What consulates said of a city, the latest first."""
    rows = ConsularOpinion.objects.for_actor(actor).filter(circle=owner.home)
    return list(_of_city(rows, city).order_by("-dated_on", "-pk")[:50])


def house_of(actor: Actor, organisation: Organisation | None) -> Organisation:
    """The municipality whose candidates a post looks at: its own, or that of its committee. Raises NotVisible."""
    house = organisation
    if house is not None and house.kind == "committee":
        house = house.parent
    if house is None or house.municipality_id is None or not can_see(actor, house.home):
        raise NotVisible("candidates")
    return house


def exists(city: str) -> bool:
    """Whether there is such a city: `p` and a GeoNames id, or `m` and an INEGI key."""
    if not is_city_id(city):
        return False
    return (get_place(int(city[1:])) if city[:1] == "p" else get_municipality(city[1:])) is not None


def routed_to(lead: Lead) -> Organisation | None:
    """The organisation that a lead was passed on to, where it is on board. One query."""
    seat = lead.circle.seats.filter(part=Part.LEAD, until_on=None).select_related("organisation__home").first()
    return seat.organisation if seat else None
