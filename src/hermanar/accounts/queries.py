"""Reading accounts."""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.signing import BadSignature, Signer

from .models import KeptForm, User
from .rules import KEPT_LASTS, form_purpose, unpack_form, unseal

# says whose session was here last; opens nothing (see `operations`)
LAST_COOKIE = "h_last"
_signer = Signer(salt="hermanar.accounts.last")


def sign_last_user(user: User) -> str:
    """Value of the cookie that remembers who signed in on this browser last."""
    return _signer.sign(user.public_id)


def read_last_user(cookie: str | None) -> str:
    """Public id in that cookie, or "" when it is missing or was not made here."""
    try:
        return _signer.unsign(cookie or "")
    except BadSignature:
        return ""


@dataclass(frozen=True)
class Kept:
    """A form that waits for its person: where it was sent, with what."""

    path: str
    data: dict[str, list[str]]


def list_kept_forms(user: User, page: str, at: dt.datetime) -> list[Kept]:
    """What waits for that person on that page, the latest first. Who has had no form kept within the hour is not looked up."""
    if user.forms_kept_until is None or user.forms_kept_until <= at:
        return []
    found = []
    for row in KeptForm.objects.filter(user=user, page=page, created_at__gt=at - KEPT_LASTS).order_by("-pk"):
        purpose = form_purpose(user.public_id, row.page, row.path)
        packed = unseal(settings.SECRET_KEY, purpose, bytes(row.ciphertext), at, KEPT_LASTS)
        if packed is not None:
            found.append(Kept(row.path, unpack_form(packed)))
    return found


def get_user(public_id: str) -> User | None:
    return User.objects.filter(public_id=public_id, is_active=True).first()


def find_user(email: str) -> User | None:
    """The account of an address, whatever its case; None when there is none."""
    return User.objects.filter(email__iexact=email.strip()).first()


def has_second_factor(user: User) -> bool:
    """Whether the person has set up an authenticator (recovery codes alone are none)."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
