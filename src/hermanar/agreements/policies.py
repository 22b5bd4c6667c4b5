"""Who drafts, prepares for signature, deposits, registers. Absence is no."""

from collections.abc import Iterable

from django.db.models import Q

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Appointment, Circle
from hermanar.directory.policies import is_on_board, powers_of
from hermanar.documents.models import Comment
from hermanar.kernel.acts import Actor
from hermanar.partnerships.enums import LetterState

from .enums import Power
from .models import Draft, Signing

GRANTS: dict[tuple[Part, Role], frozenset[Power]] = {
    (Part.LEAD, Role.LIAISON): frozenset({Power.DRAFT, Power.DEPOSIT, Power.COMMENT, Power.RECORD}),
    (Part.LEAD, Role.MAYOR): frozenset({Power.SIGN, Power.COMMENT}),
    (Part.LEAD, Role.COUNCIL_SECRETARY): frozenset({Power.COMMENT}),
    (Part.OVERSEER, Role.STATE_LIAISON): frozenset({Power.COMMENT}),
    (Part.COMMITTEE, Role.COMMITTEE_SECRETARY): frozenset({Power.COMMENT}),
    (Part.COUNTERPART, Role.COUNTERPART): frozenset({Power.COMMENT}),
    (Part.REVIEWER, Role.ADVISER): frozenset({Power.COMMENT}),
    (Part.REGISTRAR, Role.REGISTRAR): frozenset({Power.REGISTER}),
}


def can(actor: Actor, circle: Circle, power: Power) -> bool:
    return power in powers_of(actor, circle, GRANTS)


def can_record_for(actor: Actor, circle: Circle, part: Part, role: Role | None = None) -> bool:
    """The liaison, from the paper received, where that office is not on board."""
    return can(actor, circle, Power.RECORD) and not is_on_board(circle, part, role, on=actor.on)


def speaks_for_counterpart(actor: Actor, circle: Circle) -> bool:
    seated = circle.seats.filter(
        organisation__public_id=actor.organisation or "-", part=Part.COUNTERPART, until_on=None
    )
    return Role.COUNTERPART in actor.roles and seated.exists()


def comments_read(actor: Actor, comments: Iterable[Comment]) -> list[Comment]:
    """Of those comments, what people of the actor's house said and what was put to them. One query."""
    posts = Appointment.objects.filter(office__organisation__public_id=actor.organisation or "-")
    own = set(posts.values_list("public_id", flat=True))
    return [c for c in comments if {c.by_appointment, c.for_appointment} & own]


def commenters(draft: Draft) -> list[Appointment]:
    """Posts of the case that see the text and may comment on it: whom a comment can be put to. One query."""
    roles: dict[Part, list[Role]] = {}
    for part, role in GRANTS:
        if {Power.COMMENT, Power.DRAFT} & GRANTS[part, role]:
            roles.setdefault(part, []).append(role)
    who, partnership = Q(), draft.partnership
    for part, of_part in roles.items():
        who |= Q(office__organisation__seats__part=part, office__role__in=of_part)
    rows = Appointment.objects.filter(
        who, ended_at=None, until_on=None, office__organisation__seats__circle=partnership.circle,
        office__organisation__seats__until_on=None,
    )  # fmt: skip
    if not draft.document.shared:
        rows = rows.filter(office__organisation=draft.document.issuer_id)
    return list(rows.select_related("person__user", "office__organisation").order_by("office__title", "pk").distinct())


def is_unsent(signing: Signing) -> bool:
    """A deposit of a letter that has not gone out yet: it is not the other side's to read, nor to be told of."""
    return signing.letter is not None and signing.letter.state == LetterState.SIGNED_OFF
