"""Telling people. A notice is in the program at once and in the mail when the act has stood."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.models import User
from hermanar.accounts.rules import seal
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Appointment, Circle, Invitation, Office
from hermanar.directory.operations import end_appointment, invite, retract_appointment
from hermanar.directory.rules import sight
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import normalise

from .enums import Happened, Key
from .models import Notice
from .queries import people_of_posts

Posts = Sequence[tuple[Part | str, Role | str | None]]


def _later(job: str, *arguments: str) -> None:
    """Ask for a job once this transaction has stood."""
    transaction.on_commit(partial(_enqueue, job, arguments))


def _enqueue(job: str, arguments: tuple[str, ...]) -> None:
    import_string(settings.JOBS[job]).enqueue(*arguments)


@transaction.atomic
def notify(
    act: Act,
    *,
    to: tuple[Circle, Part | str, Role | str | None] | tuple[Circle, Posts] | Iterable[User],
    key: str,
    data: dict | None = None,
    door: str = "",
    at: dict | None = None,
) -> list[Notice]:
    """Tell people something: users, everybody of a (circle, part, role), or of a (circle, [(part, role), …]), each
    person once. Who acts is not told what they just did.

    `key` is one of `enums.Key`, lower case. Returns the notices. Raises ValueError for an unknown key.
    """
    Key.of(key)
    circle, posts = None, ()
    if isinstance(to, tuple) and to and isinstance(to[0], Circle):
        circle = to[0]
        posts = to[1] if len(to) == 2 else [to[1:]]  # type: ignore[assignment,list-item]
        users: Iterable[User] = people_of_posts(circle, posts, act.on)
    else:
        users = to  # type: ignore[assignment]
    said = _said_to(circle, posts, key, data or {}, act.on) if circle is not None else (lambda _user: data or {})
    notices = Notice.objects.bulk_create(
        Notice(user=user, circle=circle, key=key, data=said(user), door=door, at=at or {}, created_at=act.at)
        for user in users
        if user.public_id != act.actor.user
    )
    for notice in notices:
        _later("mail_notice", notice.public_id)
    if notices:
        record(act, Happened.NOTIFIED, about=circle.public_id if circle else "", key=key, number=len(notices))
    return notices


def _said_to(circle: Circle, posts: Posts, key: str, data: dict, on: dt.date) -> Callable[[User], dict]:
    """What each person is told: who sits only in parts from which the log keeps the reason is not mailed it either."""
    kept = sight.kept_from(key)
    if not kept or "reason" not in data:
        return lambda _user: data
    read = {user.pk for user in people_of_posts(circle, [p for p in posts if p[0] not in kept], on)}
    without = {name: value for name, value in data.items() if name != "reason"}
    return lambda user: data if user.pk in read else without


@transaction.atomic
def read_notices(act: Act, *, user: User, public_ids: Iterable[str] | None = None) -> int:
    """Mark the person's notices (all, or those named) as read. Returns how many were not."""
    if act.actor.user != user.public_id:
        return 0
    rows = Notice.objects.filter(user=user, read_at=None)
    if public_ids is not None:
        rows = rows.filter(public_id__in=list(public_ids))
    read = rows.update(read_at=act.at)
    if read:
        record(act, Happened.NOTICES_READ, about=user.public_id, number=read)
    return read


@transaction.atomic
def invite_by_mail(
    act: Act, *, office: Office, email: str, person_name: str, from_on: dt.date, until_on: dt.date | None = None,
    **capacity: str,
) -> tuple[Invitation, str]:  # fmt: skip
    """`directory.operations.invite`, and the mail that brings the token. Returns both. Raises as `invite` does.

    The token travels to the job sealed: the table of jobs holds nothing that opens an account.
    """
    invitation, token = invite(
        act, office=office, email=email, person_name=person_name, from_on=from_on, until_on=until_on, **capacity
    )
    purpose = f"invitation:{invitation.public_id}"
    sealed = seal(settings.SECRET_KEY, purpose, token.encode(), invitation.invited_at)
    _later("mail_invitation", invitation.public_id, sealed.decode())
    record(act, Happened.INVITATION_MAILED, about=invitation.public_id, office=office.title)
    return invitation, token


@transaction.atomic
def end_post(act: Act, *, appointment: Appointment, on: dt.date) -> Appointment:
    """`directory.operations.end_appointment`, and whoever held the post is told. Raises as that does."""
    appointment = end_appointment(act, appointment=appointment, on=on)
    if user := appointment.person.user:
        notify(act, to=[user], key="post_ended", data={"office": appointment.office.title, "on": on.isoformat()})
    return appointment


@transaction.atomic
def retract_post(act: Act, *, appointment: Appointment, reason: str) -> Appointment:
    """`directory.operations.retract_appointment`, and whoever was put down in the post is told. Raises as that does."""
    appointment = retract_appointment(act, appointment=appointment, reason=reason)
    if user := appointment.person.user:
        notify(
            act, to=[user], key="post_retracted", data={"office": appointment.office.title, "reason": normalise(reason)}
        )
    return appointment


@transaction.atomic
def mail_letter(act: Act, *, to: str, subject: str, text: str) -> None:
    """Send a letter to an address that has no account here, once the act has stood.

    It is written already, in the reader's language, and travels to the job sealed: the table of jobs holds neither the
    address nor what may open something.
    """
    letter = new_public_id()
    sealed = seal(
        settings.SECRET_KEY,
        f"letter:{letter}",
        json.dumps({"to": to, "subject": subject, "text": text}).encode(),
        act.at,
    )
    _later("mail_letter", letter, sealed.decode(), act.at.isoformat())
    record(act, Happened.LETTER_MAILED, about=letter)


@transaction.atomic
def purge_notices(act: Act, *, older_than: dt.timedelta) -> int:
    """Delete notices that long after they were read. Returns how many. Raises Refused (`not_allowed`)."""
    if "operator" not in act.actor.roles:
        raise Refused("not_allowed", _("Ese acto corresponde a quien opera el sistema."))
    number = Notice.objects.filter(read_at__lte=act.at - older_than).delete()[0]
    if number:
        record(act, Happened.NOTICES_PURGED, number=number)
    return number
