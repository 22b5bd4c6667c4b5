"""Reading accounts."""

from allauth.mfa.models import Authenticator
from django.core.signing import BadSignature, Signer

from .models import User

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


def get_user(public_id: str) -> User | None:
    return User.objects.filter(public_id=public_id, is_active=True).first()


def find_user(email: str) -> User | None:
    """The account of an address, whatever its case; None when there is none."""
    return User.objects.filter(email__iexact=email.strip()).first()


def has_second_factor(user: User) -> bool:
    """Whether the person has set up an authenticator (recovery codes alone are none)."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
