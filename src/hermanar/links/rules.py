"""Judgements on tokens, dates and addresses. Pure: the key and the hour come from outside."""

import datetime as dt
import hashlib
import hmac
import re

from .enums import LinkState

# 32 random bytes as `secrets.token_urlsafe` writes them
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_PURPOSE = re.compile(r"[a-z]+\.[a-z_]+\Z")
ONLY_AT_LINKS = ("pt", "fr")  # languages in which there are pages of links, and no others
CODE_TRIES = 6
CODE_LASTS = dt.timedelta(minutes=30)


def looks_like_token(value: str) -> bool:
    """Whether it has the shape of a token: anything else is not even looked up."""
    return bool(_TOKEN.match(value))


def looks_like_purpose(value: str) -> bool:
    """`app.word`: the app that answers for the record, and what the link is for."""
    return bool(_PURPOSE.match(value)) and len(value) <= 48


def digest_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits: no salt and no stretching would make it harder to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def state_of(ended: bool, revoked_at: dt.datetime | None) -> LinkState:
    """Revoked before anything else; expired from its very moment on (`ended`)."""
    if revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.EXPIRED if ended else LinkState.OPEN


def digest_of_code(secret: str, link: str, code: str) -> str:
    """What is kept of a six-digit code: keyed, for a million of them is soon tried."""
    return hmac.new(secret.encode(), f"links.code:{link}:{code}".encode(), hashlib.sha256).hexdigest()


def key_of(secret: str, what: str, who: str) -> str:
    """Under what name attempts are counted: an address of the network is never kept in clear."""
    return hmac.new(secret.encode(), f"links.tally:{what}:{who}".encode(), hashlib.sha256).hexdigest()[:40]


def hidden_email(email: str) -> str:
    """`m•••@lakeside.gov`: enough to recognise one's own address, not to learn another's."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}" if domain else ""


def page_language(language: str) -> str:
    """In which of the pages' languages a reader is addressed: their own where a link speaks it, else English."""
    own = language.lower()[:2]
    return own if own == "es" or own in ONLY_AT_LINKS else "en"
