"""Opening links, and reading what was given."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from hermanar.accounts.models import User
from hermanar.directory.models import Circle
from hermanar.directory.queries import exercise_now
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.kernel.rows import at_most_one

from . import policies
from .enums import Closed, LinkState
from .models import Link
from .rules import digest_of, is_same, looks_like_token, page_language, state_of


def open_link(token: str, purpose: str | None = None, *, now: dt.datetime) -> Link:
    """The link of a token, open at `now` (today's clock; in an exercise the exercise's own decides, see `states_at`).

    Raises NotVisible where there is none, or it is for something else: a guess looks like a page that is not there.
    Raises Refused (`link_expired`, `link_revoked`) to whoever holds the right token of one that has ended.
    """
    if not looks_like_token(token):
        raise NotVisible("link")
    digest = digest_of(token)
    link = Link.objects.select_related("circle", "issuer").filter(token_sha256=digest).first()
    if link is None or not is_same(link.token_sha256, digest) or (purpose is not None and link.purpose != purpose):
        raise NotVisible("link")
    match state_at(link, now):
        case LinkState.EXPIRED:
            raise Refused(Closed.EXPIRED.value, Closed.EXPIRED.label)
        case LinkState.REVOKED:
            raise Refused(Closed.REVOKED.value, Closed.REVOKED.label)
    return link


def writes_to_holder(link: Link) -> bool:
    """Whether the link has a mailbox and mail may go there: an exercise writes to nobody outside."""
    exercise = link.circle.exercise_at is not None or (link.issuer is not None and link.issuer.is_exercise)
    return bool(link.email) and not exercise


def actor_of(link: Link, on: dt.date | None = None) -> Actor:
    """The holder as an actor: of no organisation and no seat, so that no other policy opens anything to them."""
    return Actor.guest(link.public_id, link.circle.public_id, on)


def is_of_issuer(user: User, link: Link) -> bool:
    """Whether this signed-in person is on the side that gave the link (see `policies`)."""
    return policies.is_of_issuer(user, link)


def state_at(link: Link, now: dt.datetime) -> LinkState:
    """Where the link stands."""
    return states_at([link], now)[link.pk]


def states_at(links: Collection[Link], now: dt.datetime) -> dict[int, LinkState]:
    """Where each of them stands, by primary key. In an exercise a link lasts until the end of its last day on the exercise's
    clock, and the wall's does not count. One question for each exercise among their circles."""
    clocks = {link.circle_id: exercise_now(link.circle) for link in links if link.last_day is not None}
    states = {}
    for link in links:
        clock = clocks.get(link.circle_id) if link.last_day is not None else None
        ended = link.expires_at <= now if clock is None else timezone.localtime(clock).date() > link.last_day
        states[link.pk] = state_of(ended, link.revoked_at)
    return states


def get_link(actor: Actor, public_id: str) -> Link:
    """One that was given, for whoever answers for its circle. Raises NotVisible."""
    row = at_most_one(Link.objects.for_actor(actor).select_related("circle", "issuer").filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_links(
    actor: Actor, *, circle: Circle, purpose: str = "", subject: str = "", before: int | None = None, limit: int = 50
) -> list[Link]:
    """Links into a circle, newest first, keyset by primary key; of one purpose, of one record. One query."""
    rows = Link.objects.for_actor(actor).filter(circle=circle).select_related("circle", "issuer").order_by("-pk")
    if purpose:
        rows = rows.filter(purpose=purpose)
    if subject:
        rows = rows.filter(subject=subject)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def open_links(
    actor: Actor, *, circle: Circle, purpose: str, subjects: Collection[str], now: dt.datetime
) -> dict[str, Link]:
    """Record → its newest link that opens still, of many at once. One query, in an exercise one more."""
    rows = Link.objects.for_actor(actor).filter(circle=circle, purpose=purpose, subject__in=subjects)
    rows = rows.filter(revoked_at=None).select_related("circle", "issuer")
    rows = rows.filter(Q(expires_at__gt=now) | Q(last_day__isnull=False)).order_by("pk")
    states = states_at(rows, now)
    return {link.subject: link for link in rows if states[link.pk] == LinkState.OPEN}


def links_of(purpose: str, subject: str) -> list[Link]:
    """Links ever given into one record, newest first: for operations of the app that answers for it."""
    return list(Link.objects.select_related("circle").filter(purpose=purpose, subject=subject).order_by("-pk"))


def address_of_link(token: str, language: str) -> str:
    """Whole address of a link, in the pages of that language."""
    path = import_string(settings.DOORS)("link", {"token": token}, page_language(language)) if settings.DOORS else ""
    return settings.PUBLIC_BASE_URL + (path or "/")
