"""Who may. One grants table per app; absence is no."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from hermanar.accounts.models import User
from hermanar.kernel.acts import Actor
from hermanar.kernel.once import asked

from .enums import SEATING_PARTS, Part, Role, fillers_of, roles_for
from .models import Appointment, Circle, Organisation, seats_of
from .rules import sight


def parts_of(actor: Actor, circle: Circle) -> frozenset[str]:
    """Parts the actor's organisation holds in the circle now. One query, of a page that is read one in all."""
    if not actor.organisation:
        return frozenset()

    def ask() -> frozenset[str]:
        return frozenset(seats_of(actor).filter(circle=circle).values_list("part", flat=True))

    return asked(("parts", actor, circle.pk), ask)


def reads(actor: Actor, circle: Circle) -> frozenset[str]:
    """What of a case the actor's seats in its circle let it read: keys of `data/sight.yaml`. One query."""
    return sight.matters_for(parts_of(actor, circle))


def powers_of(actor: Actor, circle: Circle, grants: Mapping[tuple[Part, Role], frozenset]) -> frozenset:
    """Union of what the grants table gives the actor's (part, role) pairs in this circle."""
    parts = parts_of(actor, circle)
    return frozenset(
        power
        for (part, role), powers in grants.items()
        if part in parts and role in roles_for(part, actor.roles)
        for power in powers
    )


def is_on_board(circle: Circle, part: Part, role: Role | None = None, on: dt.date | None = None) -> bool:
    """True when some organisation with that part in the circle has a person (in that role) who can sign in: on a day,
    whose post covers it (an exercise runs on its own clock: there, what was not ended counts).

    Where nobody is, the liaison records that office's steps from the paper received (“asentado por”).
    """
    posts = Appointment.objects.filter(
        ended_at=None,
        person__user__is_active=True,
        office__organisation__seats__circle=circle,
        office__organisation__seats__part=part,
        office__organisation__seats__until_on=None,
    )
    if on is not None:
        posts = posts.filter(_standing_on(on))
    return (posts.filter(office__role__in=fillers_of(part, role)) if role else posts).exists()


def _standing_on(on: dt.date) -> Q:
    in_force = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    return in_force | Q(office__organisation__is_exercise=True)


def can_administer(actor: Actor, organisation: Organisation) -> bool:
    """The organisation's own administrator, or the operator."""
    return "operator" in actor.roles or (
        actor.organisation == organisation.public_id and Role.ADMINISTRATOR in actor.roles
    )


def can_open_organisation(actor: Actor) -> bool:
    """Only the operator of the instance."""
    return "operator" in actor.roles


def can_open_circle(actor: Actor) -> bool:
    """Anybody in a post, or the operator. A circle without seats shows itself to nobody."""
    return bool(actor.organisation) or "operator" in actor.roles


def can_seat(actor: Actor, circle: Circle) -> bool:
    """The operator; an authority seated in the circle; whoever just opened it, while it has no seat."""
    if "operator" in actor.roles:
        return True
    if not actor.organisation:
        return False
    return bool(parts_of(actor, circle) & SEATING_PARTS) or not circle.seats.exists()


def can_answer_data_requests(actor: Actor) -> bool:
    """The operator of the instance, who answers for its data."""
    return "operator" in actor.roles


def may_need_second_factor(user: User, held: Iterable[Appointment]) -> bool:
    """False where no post that the person holds ever asks for one, whoever else is on board. No query."""
    asking = {*Role.NEEDS_SECOND_FACTOR, *Role.ALONE_NEEDS_SECOND_FACTOR}
    return user.is_operator or any(post.office.role in asking for post in held)


def second_factor_required(user: User, on: dt.date | None = None, held: Iterable[Appointment] | None = None) -> bool:
    """Whether a post of this person signs, opines or registers; so does the operator's (`why_second_factor`)."""
    return bool(why_second_factor(user, on, held))


def why_second_factor(user: User, on: dt.date | None = None, held: Iterable[Appointment] | None = None) -> str:
    """What a post of this person does that asks for a second factor; "" where none does. `held`: the posts, where they were
    read already (`list_posts_held`); else one query. A liaison's is one more: alone, it puts down what its mayor signed on
    paper. `on`: the day on which the mayor's post is judged."""
    if user.is_operator:
        return _("opera el sistema")
    if held is None:
        held = Appointment.objects.filter(person__user=user, ended_at=None).select_related("office")
    posts = [(p.office.role, p.office.organisation_id) for p in sorted(held, key=lambda p: p.pk)]
    for role, _organisation in posts:
        if role in Role.NEEDS_SECOND_FACTOR:
            return str(Role.NEEDS_SECOND_FACTOR[role])
    for role, organisation in posts:
        other, why = Role.ALONE_NEEDS_SECOND_FACTOR.get(role, ("", ""))
        signs = Appointment.objects.filter(
            office__organisation=organisation, office__role=other, ended_at=None, person__user__is_active=True
        )
        if on is not None:
            signs = signs.filter(_standing_on(on))
        if other and not signs.exists():
            return str(why)
    return ""
