"""Reading notices, and finding whom to tell."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q, Subquery
from django.utils.translation import get_language, gettext

from hermanar.accounts.models import User
from hermanar.directory.enums import Part, Role, fillers_of
from hermanar.directory.models import Appointment, Circle, Organisation
from hermanar.directory.rules.governments import said_in
from hermanar.kernel.dates import date_in_words, span_in_words

from .enums import WAYS_ON, Key
from .models import Notice

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?\Z")


class _Slots(dict):
    def __missing__(self, key: str) -> str:
        return "—"


def sentence_of(key: str, data: dict) -> str:
    """The notice in the language that is active now. `of`: the key of the place whose organ it tells of, which may have no
    Cabildo."""
    language = get_language() or "es"
    slots = _Slots()
    for name, value in data.items():
        if isinstance(value, dict):
            value = value.get(language[:2]) or value.get("es", "")
        found = _ISO.match(value) if isinstance(value, str) else None
        if found:
            value = date_in_words(dt.date.fromisoformat(found[1]), language)
        elif isinstance(value, str) and value:
            value = gettext(
                span_in_words(value, language)
            )  # a label of ours is kept in Spanish; what people wrote is no sentence of ours
        slots[name] = value
    return said_in(data.get("of"), str(Key.of(key).value), language[:2]) % slots


def reason_of(key: str, data: dict) -> str:
    """Why, and the way on, where the notice tells of a no; in the language that is active now, on one line."""
    way = WAYS_ON.get(Key.of(key))
    reason = " ".join(data.get("reason", "").split())
    said = gettext("Motivo: %(reason)s") % {"reason": gettext(reason)} if reason else ""
    if said and said[-1] not in ".?!…”":
        said += "."
    return " ".join(filter(None, [said, str(way) if way else ""]))


@dataclass(frozen=True)
class NoticePicture:
    """One notice as the desk shows it; `door` and `at` as in `kernel.verdicts.Blocker`."""

    public_id: str
    sentence: str
    door: str
    created_at: dt.datetime
    is_read: bool
    circle: str
    at: dict = field(default_factory=dict)
    reason: str = ""


def list_notices(user: User, *, before: str = "", unread: bool = False, limit: int = 30) -> list[NoticePicture]:
    """Newest first, keyset-paged: `before` is the public id of the last one shown. One query."""
    rows = Notice.objects.filter(user=user).select_related("circle").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=Subquery(Notice.objects.filter(public_id=before).values("pk")[:1]))
    if unread:
        rows = rows.filter(read_at=None)
    return [
        NoticePicture(
            n.public_id,
            sentence_of(n.key, n.data),
            n.door,
            n.created_at,
            n.read_at is not None,
            n.circle.public_id if n.circle else "",
            n.at,
            reason_of(n.key, n.data),
        )
        for n in rows[:limit]
    ]


def count_unread(user: User) -> int:
    return Notice.objects.filter(user=user, read_at=None).count()


def were_told(users: Sequence[User], *, key: str, at: dict, since: dt.datetime) -> bool:
    """Whether every one of them has that notice, of that moment or later. One query."""
    rows = Notice.objects.filter(user__in=users, key=key, at=at, created_at__gte=since)
    return len(set(rows.values_list("user", flat=True))) == len(users)


def people_at(organisation: Organisation, on: dt.date) -> list[User]:
    """Everybody who holds a post of the organisation on a day, in an exercise on any: each person once. One query."""
    posts = Appointment.objects.filter(office__organisation=organisation, ended_at=None)
    if not organisation.is_exercise:
        posts = posts.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)
    return list(User.objects.filter(person__appointments__in=posts, is_active=True).distinct().order_by("pk"))


def people_of(circle: Circle, part: Part | str, role: Role | str | None, on: dt.date) -> list[User]:
    """Who can sign in and holds a post (of that role) in an organisation with that part in the circle. One query.

    An exercise runs on its own clock: there, a post that was not ended counts.
    """
    return people_of_posts(circle, [(part, role)], on)


def people_of_posts(circle: Circle, posts: Sequence[tuple[Part | str, Role | str | None]], on: dt.date) -> list[User]:
    """`people_of` for several parts and roles: each person once. One query."""
    held = _people_by_post(circle, posts, on).values()
    return [user for _, user in sorted({user.pk: user for users in held for user in users}.items())]


def _people_by_post(
    circle: Circle, posts: Sequence[tuple[Part | str, Role | str | None]], on: dt.date
) -> dict[tuple[Part | str, Role | str | None], list[User]]:
    """`people_of` of each post by itself. One query."""
    in_force = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    of_posts = Q(pk__in=[])
    for part, role in posts:
        filled = {} if role is None else {"office__role__in": fillers_of(part, role)}
        of_posts |= Q(office__organisation__seats__part=part, **filled)
    there = Q(
        ended_at=None, office__organisation__seats__circle=circle, office__organisation__seats__until_on=None,
        person__user__is_active=True,
    )  # fmt: skip
    held = Appointment.objects.filter(there & of_posts & (in_force | Q(office__organisation__is_exercise=True)))
    rows = [
        (row.part, row.role, row.person.user)
        for row in held.annotate(part=F("office__organisation__seats__part"), role=F("office__role"))
        .select_related("person__user")
        .order_by("person__user__pk")
    ]
    return {
        (part, role): list(
            {
                user.pk: user
                for its_part, its_role, user in rows
                if its_part == part and (role is None or its_role in fillers_of(part, role))
            }.values()
        )
        for part, role in posts
    }


def who_is_told(
    circle: Circle, posts: Sequence[tuple[Part | str, Role | str | None]], on: dt.date, *, apart_from: str = ""
) -> list[tuple[tuple[Part | str, Role | str | None], list[User]]]:
    """Whom a notice to those posts reaches, post by post, each person once: those of `operations.notify`. `apart_from` is
    who acts (public id), who is not told; a post that is only theirs is left out. One query, however many posts."""
    found, before = [], set()
    for (part, role), held in _people_by_post(circle, list(dict.fromkeys(posts)), on).items():
        others = [user for user in held if user.public_id != apart_from]
        new = [user for user in others if user.pk not in before]
        before |= {user.pk for user in new}
        if new or not held:
            found.append(((part, role), new))
    return found
