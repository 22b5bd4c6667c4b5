"""Which browser has shown that it reads the mailbox to which a link was given.

A link with an address opens only where a code from that mailbox was typed: who receives it forwarded, finds it in a history
or gave it out sees nothing of the record. What is remembered is one sealed cookie of the browser itself: keyed digests of
the mailboxes it has read, and public ids of links that it was just given. Nothing about it is kept here.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hermanar.links.queries import writes_to_holder
from hermanar.links.rules import key_of

COOKIE = "hermanar_buzon"
SALT = "hermanar.guest.mailbox"
LASTS = dt.timedelta(days=200)  # [K] longer than the half year between two questions
MOST = 12  # mailboxes or links of one browser, the latest


def _of_link(link: Any) -> str:
    return f"link:{link.public_id}"


def _of_box(link: Any) -> str:
    return key_of(settings.SECRET_KEY, "mailbox", link.email.strip().lower())


def _kept(request: HttpRequest) -> list[str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return []
    return [str(word) for word in found] if isinstance(found, list) else []


def is_known(request: HttpRequest, link: Any) -> bool:
    """Whether the link opens in this browser: it has no mailbox to ask, or this browser has read from it."""
    return not writes_to_holder(link) or bool({_of_link(link), _of_box(link)} & set(_kept(request)))


def remember(request: HttpRequest, response: HttpResponse, link: Any, *, own: bool = False) -> None:
    """This browser has read the link's mailbox; with `own`, it is where that one link was made, and no more is known."""
    word = _of_link(link) if own else _of_box(link)
    words = [*(w for w in _kept(request) if w != word), word][-MOST:]
    response.set_cookie(
        COOKIE, signing.dumps(words, salt=SALT), max_age=LASTS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
