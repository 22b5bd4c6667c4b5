"""Last contact per side, from letters, encounters, invitations and the signature; the relations that are alive."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hermanar.directory.models import Circle
from hermanar.kernel.acts import Actor
from hermanar.partnerships.enums import Direction
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.rules.ladder import standing
from hermanar.process.models import Fact

from ..enums import EncounterState, InvitationState, Touch, Way
from ..models import Encounter, EventInvitation
from ..rules.contact import Sign, bond, contacts_in_year, last_contact

# official notes and dispatches go to offices of ours, not to the other side
_NOT_TO_THEM = ("note", "dispatch")


def signs_of(partnerships: Iterable[Partnership]) -> dict[int, list[Sign]]:
    """Relation → every sign of life on record, both sides. Four queries, however many relations."""
    keys = [p.pk for p in partnerships]
    found: dict[int, list[Sign]] = defaultdict(list)
    letters = Letter.objects.filter(partnership__in=keys).exclude(kind__in=_NOT_TO_THEM).exclude(tie__is_line=True)
    for letter in letters.only(
        "partnership_id",
        "public_id",
        "folio",
        "direction",
        "dated_on",
        "precision",
        "sent_on",
        "acknowledged_on",
        "acknowledged_precision",
    ):
        rows = found[letter.partnership_id]
        if letter.direction == Direction.IN:
            if letter.dated_on:
                rows.append(
                    Sign("theirs", letter.dated_on, Touch.LETTER_RECEIVED, letter.public_id, letter.folio,
                         letter.precision)
                )  # fmt: skip
            continue
        if letter.sent_on:
            rows.append(Sign("ours", letter.sent_on, Touch.LETTER_SENT, letter.public_id, letter.folio))
        if letter.acknowledged_on:
            rows.append(
                Sign(
                    "theirs",
                    letter.acknowledged_on,
                    Touch.LETTER_ACKNOWLEDGED,
                    letter.public_id,
                    letter.folio,
                    letter.acknowledged_precision,
                )
            )
    met = Encounter.partnerships.through.objects.filter(
        partnership__in=keys, encounter__state=EncounterState.HELD
    ).values_list("partnership_id", "encounter__on", "encounter__public_id", "encounter__title", "encounter__precision")
    for key, on, about, title, precision in met:
        for side in ("ours", "theirs"):
            found[key].append(Sign(side, on, Touch.ENCOUNTER, about, title, precision))
    for row in EventInvitation.objects.filter(partnership__in=keys).exclude(dated_on=None):
        found[row.partnership_id] += _of_invitation(row)  # type: ignore[index]
    signed = Fact.objects.filter(case__partnership__in=keys, key="signed", withdrawn_at=None)
    for key, on, precision in signed.values_list("case__partnership", "on", "precision"):
        for side in ("ours", "theirs"):
            found[key].append(Sign(side, on, Touch.SIGNED, "", "", precision))
    return found


def _of_invitation(row: EventInvitation) -> list[Sign]:
    if row.dated_on is None:
        return []
    sender, receiver = ("theirs", "ours") if row.way == Way.IN else ("ours", "theirs")
    kind = Touch.INVITATION_RECEIVED if row.way == Way.IN else Touch.INVITATION_SENT
    signs = [Sign(sender, row.dated_on, kind, row.public_id, row.event)]
    if row.answered_on and row.state != InvitationState.WITHDRAWN:
        signs.append(Sign(receiver, row.answered_on, Touch.INVITATION_ANSWERED, row.public_id, row.event))
    return signs


def last_contact_of(partnership: Partnership, on: dt.date | None = None) -> dict[str, Sign]:
    """Side → its latest sign of life, computed (never typed). Four queries."""
    return last_contact(signs_of([partnership])[partnership.pk], on)


@dataclass(frozen=True)
class Link:
    """A relation that counts as an active link: why, when each side last gave a sign, how often in a year (R1-07)."""

    partnership: Partnership
    bond: str
    rung: int
    ours_on: dt.date | None
    theirs_on: dt.date | None
    in_year: int


def list_active_links(actor: Actor, circle: Circle, on: dt.date, *, limit: int = 200) -> list[Link]:
    """Relations of the municipality whose circle it is that are signed or alive, those last in touch first.

    Seven queries, however many relations.
    """
    rows = (
        Partnership.objects.for_actor(actor)
        .filter(owner__home=circle)
        .select_related("case", "counterpart", "owner")
        .prefetch_related("parties")
        .order_by("-pk")
    )
    partnerships = list(rows[:limit])
    signs = signs_of(partnerships)
    facts: dict[int, set[str]] = defaultdict(set)
    stated = Fact.objects.filter(case__in=[p.case_id for p in partnerships], withdrawn_at=None, on__lte=on)
    for case, key in stated.values_list("case_id", "key"):
        facts[case].add(key)
    found = []
    for row in partnerships:
        rung = standing(facts[row.case_id], row.klass).rung
        year = contacts_in_year(signs[row.pk], on)
        why = bond(rung, row.case.state == "open", year)
        if why:
            last = last_contact(signs[row.pk], on)
            days = [last[side].on if side in last else None for side in ("ours", "theirs")]
            found.append(Link(row, why, rung, days[0], days[1], sum(year.values())))
    return sorted(found, key=lambda k: (k.theirs_on or dt.date.min, k.partnership.pk), reverse=True)
