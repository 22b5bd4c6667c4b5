"""Reading accounts."""

from allauth.mfa.models import Authenticator

from .models import User


def get_user(public_id: str) -> User | None:
    return User.objects.filter(public_id=public_id, is_active=True).first()


def has_second_factor(user: User) -> bool:
    """Whether the person has set up an authenticator (recovery codes alone are none)."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
