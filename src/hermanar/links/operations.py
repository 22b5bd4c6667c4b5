"""Giving a link, using it, taking it back.

Two clocks. An exercise lives on a clock of its own, and its journal with it: that is `act.at`. Whether a link opens is decided
by `now`, the clock of the wall, which the entrance gives; in an exercise by the exercise's own, on which its last day is said.

The app that owns the record calls these: it has judged that the actor may, names what the link is for (`purpose`,
`app.word`) and of which record (`subject`, its public id). A link opens that record to that purpose and nothing else.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import mail_letter

from .enums import Closed, Happened, LinkState
from .models import Link, Tally
from .policies import can_give
from .queries import address_of_link, state_at, writes_to_holder
from .rules import (
    CODE_LASTS,
    CODE_TRIES,
    digest_of,
    digest_of_code,
    is_same,
    key_of,
    looks_like_purpose,
    page_language,
)

LONGEST = dt.timedelta(days=400)


def _address(email: str) -> str:
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise Invalid({"email": [_("Escriba una dirección de correo completa.")]}) from wrong
    return email


def _mail(act: Act, link: Link, token: str, message: Any) -> None:
    """The link in the language of its holder. An exercise writes to nobody outside."""
    if not writes_to_holder(link):
        return
    with translation.override(page_language(link.language)):
        context = {
            "message": str(message),
            "issuer": str(link.issuer or ""),
            "address": address_of_link(token, link.language),
            "until": link.expires_at,
        }
        subject = translation.gettext("Un enlace personal de %(issuer)s") % {"issuer": link.issuer or "Hermanar"}
        text = render_to_string("links/mail/link.txt", context)
    mail_letter(act, to=link.email, subject=subject, text=text)


def _make(
    act: Act, circle: Circle, purpose: str, subject: str, holder: str, email: str, language: str, now: dt.datetime,
    lasts: dt.timedelta, issuer: Organisation | None, renews: Link | None = None,
) -> tuple[Link, str]:  # fmt: skip
    if not looks_like_purpose(purpose) or not subject:
        raise ValueError(f"a link is for something: {purpose!r} {subject!r}")
    if not dt.timedelta(0) < lasts <= LONGEST:
        raise Invalid({"lasts": [_("Un enlace dura de un día a poco más de un año.")]})
    token = secrets.token_urlsafe(32)
    exercise = circle.exercise_at is not None or (issuer is not None and issuer.is_exercise)
    link = Link.objects.create(
        token_sha256=digest_of(token), purpose=purpose, subject=subject, circle=circle,
        issuer=issuer, holder=normalise(holder)[:200], email=_address(email), language=(language or "es")[:5],
        made_by=act.actor.user[:12], made_at=now, expires_at=now + lasts, renews=renews,
        last_day=(act.at + lasts).date() if exercise else None,
    )  # fmt: skip
    return link, token


def _last_day(link: Link) -> dt.date:
    return link.last_day or link.expires_at.date()


@transaction.atomic
def give_link(
    act: Act, *, circle: Circle, purpose: str, subject: str, holder: str, lasts: dt.timedelta, now: dt.datetime,
    email: str = "", language: str = "es", message: Any = "",
) -> tuple[Link, str]:  # fmt: skip
    """Give somebody without an account a way to one record. Returns the link and its token, which is nowhere else.

    With an address it is mailed in the holder's language, `message` saying what for (a lazy sentence); in an exercise it
    is not. Without one, whoever gives it hands the token on. Raises Refused (`not_allowed`), Invalid (`email`, `holder`).
    """
    if not can_give(act.actor, circle):
        raise Refused("not_allowed", _("Un enlace personal lo da quien participa en el expediente."))
    if not normalise(holder):
        raise Invalid({"holder": [_("Escriba a quién se da: su cargo u organización.")]})
    issuer = Organisation.objects.filter(public_id=act.actor.organisation or "-").first()
    link, token = _make(act, circle, purpose, subject, holder, email, language, now, lasts, issuer)
    record(
        act, Happened.LINK_GIVEN, chain=circle.public_id, about=link.public_id, purpose=purpose,
        until=_last_day(link),
    )  # fmt: skip
    _mail(act, link, token, message)
    return link, token


@transaction.atomic
def give_receipt(
    act: Act, *, circle: Circle, purpose: str, subject: str, lasts: dt.timedelta, now: dt.datetime,
    issuer: Organisation | None = None, email: str = "", language: str = "es", message: Any = "",
) -> tuple[Link, str]:  # fmt: skip
    """The way back for somebody who has just handed something in without an account: to that, and nothing else.

    Called within the act that made the record; nobody else is ever given it. Raises Invalid (`email`).
    """
    link, token = _make(act, circle, purpose, subject, "", email, language, now, lasts, issuer)
    record(
        act, Happened.LINK_GIVEN, chain=circle.public_id, about=link.public_id, purpose=purpose,
        until=_last_day(link),
    )  # fmt: skip
    _mail(act, link, token, message)
    return link, token


@transaction.atomic
def renew_link(act: Act, *, link: Link, lasts: dt.timedelta, now: dt.datetime, message: Any = "") -> tuple[Link, str]:
    """Another token for the same holder and record; the earlier one opens nothing from now on. Raises Refused, Invalid."""
    if not can_give(act.actor, link.circle):
        raise Refused("not_allowed", _("Un enlace personal lo da quien participa en el expediente."))
    Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)
    fresh, token = _make(
        act,
        link.circle,
        link.purpose,
        link.subject,
        link.holder,
        link.email,
        link.language,
        now,
        lasts,
        link.issuer,
        link,
    )
    record(
        act, Happened.LINK_RENEWED, chain=link.circle.public_id, about=fresh.public_id, purpose=fresh.purpose,
        until=_last_day(fresh),
    )  # fmt: skip
    _mail(act, fresh, token, message)
    return fresh, token


@transaction.atomic
def revoke_link(act: Act, *, link: Link, reason: str, now: dt.datetime) -> Link:
    """Take a link back: from this moment it opens nothing. Raises Refused (`not_allowed`, `link_revoked`), Invalid."""
    if not can_give(act.actor, link.circle):
        raise Refused("not_allowed", _("El enlace lo retira quien participa en el expediente."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
        raise Refused("link_revoked", _("Ese enlace ya estaba retirado."))
    link.refresh_from_db()
    record(
        act, Happened.LINK_REVOKED, chain=link.circle.public_id, about=link.public_id,
        reason=normalise(reason, lines=True),
    )  # fmt: skip
    return link


@transaction.atomic
def end_links(act: Act, *, purpose: str, subjects: Iterable[str], now: dt.datetime) -> int:
    """End every open link into those records: the matter is closed, or another link takes their place. Returns how many.

    The caller has judged that its actor may.
    """
    rows = Link.objects.filter(purpose=purpose, subject__in=list(subjects), revoked_at=None)
    circles = list(rows.values_list("circle__public_id", flat=True).distinct())
    number = rows.update(revoked_at=now)
    for chain in circles:
        record(act, Happened.LINKS_ENDED, chain=chain, purpose=purpose, number=number)
    return number


@transaction.atomic
def record_use(act: Act, *, link: Link, now: dt.datetime) -> Link:
    """Count a use, in the same transaction as what it is used for: a link that has ended since it was opened acts no more.

    The first use of each day is written down. Raises Refused (`link_expired`, `link_revoked`).
    """
    still = Link.objects.filter(pk=link.pk, revoked_at=None)
    first_today = link.last_used_at is None or link.last_used_at.date() != now.date()
    if state_at(link, now) == LinkState.EXPIRED or not still.update(uses=F("uses") + 1, last_used_at=now):
        link.refresh_from_db()
        closed = Closed.REVOKED if state_at(link, now) == LinkState.REVOKED else Closed.EXPIRED
        raise Refused(closed.value, closed.label)
    link.refresh_from_db()
    if first_today:
        record(act, Happened.LINK_OPENED, chain=link.circle.public_id, about=link.public_id, purpose=link.purpose)
    return link


@transaction.atomic
def send_code(act: Act, *, link: Link, now: dt.datetime) -> None:
    """Send six digits to the holder's mailbox: who answers shows that they read it, and not only that they hold the link.

    A second code replaces the first. Raises Refused (`no_address`).
    """
    if not link.email:
        raise Refused("no_address", _("El enlace no tiene correo a dónde enviar un código."))
    code = f"{secrets.randbelow(10**6):06d}"
    Link.objects.filter(pk=link.pk).update(
        code_sha256=digest_of_code(settings.SECRET_KEY, link.public_id, code), code_at=now, code_tries=0
    )
    with translation.override(page_language(link.language)):
        subject = translation.gettext("Su código: %(code)s") % {"code": code}
        text = render_to_string("links/mail/code.txt", {"code": code, "minutes": int(CODE_LASTS.total_seconds() // 60)})
    record(act, Happened.CODE_SENT, chain=link.circle.public_id, about=link.public_id)
    mail_letter(act, to=link.email, subject=subject, text=text)


@transaction.atomic
def confirm_code(act: Act, *, link: Link, code: str, now: dt.datetime) -> bool:
    """Whether these are the digits that were sent, once, within half an hour and six tries. A wrong one is counted."""
    alive = Link.objects.filter(pk=link.pk, code_tries__lt=CODE_TRIES, code_at__gt=now - CODE_LASTS)
    alive = alive.exclude(code_sha256="")
    if not alive.update(code_tries=F("code_tries") + 1):
        return False
    link.refresh_from_db()
    typed = "".join(c for c in code if c.isdigit())
    if not is_same(link.code_sha256, digest_of_code(settings.SECRET_KEY, link.public_id, typed)):
        return False
    if not Link.objects.filter(pk=link.pk, code_sha256=link.code_sha256).update(code_sha256="", code_at=None):
        return False
    record(act, Happened.CODE_CONFIRMED, chain=link.circle.public_id, about=link.public_id)
    return True


@transaction.atomic
def count_try(act: Act, *, what: str, who: str, most: int, each: dt.timedelta, now: dt.datetime) -> bool:
    """Count one try of `who` (an address, a link) at `what` in this window. Returns False past `most`: then it is refused.

    Kept in the database, so that several processes count together; the first one past the limit is written down. Called
    outside the transaction of what is tried: a try that comes to nothing counts all the same.
    """
    seconds = int(each.total_seconds())
    begins = dt.datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, dt.UTC)
    row, _new = Tally.objects.get_or_create(key=key_of(settings.SECRET_KEY, what, who), begins_at=begins)
    Tally.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db()
    if row.count == most + 1:
        record(act, Happened.LIMIT_REACHED, what=what)
    return row.count <= most


@transaction.atomic
def purge_links(act: Act, *, older_than: dt.timedelta, now: dt.datetime) -> int:
    """Delete links that long after they ended, and counts of tries of past days. Returns how many links. Raises Refused."""
    if "operator" not in act.actor.roles:
        raise Refused("not_allowed", _("Ese acto corresponde a quien opera el sistema."))
    Tally.objects.filter(begins_at__lte=now - dt.timedelta(days=1)).delete()
    limit = now - older_than
    number = Link.objects.filter(Q(expires_at__lte=limit) | Q(revoked_at__lte=limit)).delete()[0]
    if number:
        record(act, Happened.LINKS_PURGED, number=number)
    return number
