"""The health of a link, computed from its records (R4-38)."""

import datetime as dt

from hermanar.directory.enums import Part
from hermanar.directory.policies import parts_of
from hermanar.encounters.queries import last_contact_of
from hermanar.evidence.enums import Claim
from hermanar.evidence.models import Use
from hermanar.evidence.queries import piece_of
from hermanar.evidence.rules import can_carry
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Participation
from hermanar.partnerships.models import Partnership, Stakeholder
from hermanar.programmes.enums import ActivityState
from hermanar.programmes.models import Activity
from hermanar.programmes.queries import SUBJECT, running_on

from ..rules.health import HealthFacts, PointFound, health_of, term

_SEES = {Part.LEAD, Part.COMMITTEE, Part.OVERSEER}


def sees_health(actor: Actor, partnership: Partnership) -> bool:
    """Whether the five points are theirs to read: the municipality's, its committee's and the state's."""
    return bool(parts_of(actor, partnership.circle) & _SEES)


def health_of_link(actor: Actor, partnership: Partnership, on: dt.date) -> tuple[PointFound, ...]:
    """The five points on a day. For the municipality, its committee and the state; raises NotVisible for others."""
    if not sees_health(actor, partnership):
        raise NotVisible(partnership.public_id)
    programme = running_on(partnership, on)
    live = Activity.objects.filter(programme=programme).exclude(state=ActivityState.DROPPED)
    tied = [bool(p) for p in live.values_list("priority", flat=True)] if programme else []
    last = last_contact_of(partnership, on)
    since = on - dt.timedelta(days=term("results"))
    ids = list(
        Activity.objects.filter(programme__partnership=partnership, state=ActivityState.DONE, ended_on__gte=since)
        .filter(ended_on__lte=on)
        .values_list("public_id", flat=True)
    )
    uses = Use.objects.filter(subject=SUBJECT, subject_id__in=ids, ended_at=None).select_related("evidence")
    shown = [u for u in uses if can_carry(piece_of(u.evidence), Claim(u.claim))]
    takes_part = Stakeholder.objects.filter(answer=Participation.ACCEPTED, circle_id=partnership.owner.home_id)
    facts = HealthFacts(
        runs=programme is not None, activities=len(tied), tied=sum(tied),
        takes_part=takes_part.filter(partnership=partnership).count(),
        ours_on=last["ours"].on if "ours" in last else None,
        theirs_on=last["theirs"].on if "theirs" in last else None,
        proved=len({u.subject_id for u in shown}), spread=sum(u.claim == Claim.PUBLISHED for u in shown),
    )  # fmt: skip
    return health_of(facts, on)
