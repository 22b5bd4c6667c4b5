"""What can happen to an account."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.errors import Invalid, NotVisible

from .enums import Happened
from .models import User


def _own(act: Act, user: User) -> None:
    if act.actor.user != user.public_id and "operator" not in act.actor.roles:
        raise NotVisible


@transaction.atomic
def open_account(act: Act, *, email: str, password: str | None = None, language: str = "es") -> User:
    """A user of that address. Born of an invitation (`directory.operations.accept_invitation`), never by itself."""
    user = User.objects.create_user(email, password, language=language)
    record(act, Happened.ACCOUNT_OPENED, about=user.public_id)
    return user


@transaction.atomic
def set_password(act: Act, *, user: User, password: str) -> User:
    """Give the account another password; every session of it ends. Raises NotVisible, Invalid."""
    _own(act, user)
    try:
        validate_password(password, user)
    except ValidationError as e:
        raise Invalid({"password": e.messages}) from e
    user.set_password(password)
    user.save(update_fields=["password"])
    record(act, Happened.PASSWORD_SET, about=user.public_id)
    return user


@transaction.atomic
def choose_language(act: Act, *, user: User, language: str) -> User:
    """In which language pages and mail reach the person. Raises NotVisible, Invalid."""
    _own(act, user)
    if language not in dict(settings.LANGUAGES):
        raise Invalid({"language": [_("Elija un idioma de la lista.")]})
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
        record(act, Happened.LANGUAGE_CHOSEN, about=user.public_id, language=language)
    return user


@transaction.atomic
def end_sessions(act: Act, *, user: User) -> None:
    """End every open session of the account at once, wherever it is open."""
    user.session_stamp = new_public_id()
    user.save(update_fields=["session_stamp"])
    record(act, Happened.SESSIONS_ENDED, about=user.public_id)


@transaction.atomic
def name_operator(act: Act, *, user: User) -> User:
    """Make the account the operator's. Raises NotVisible unless the operator does it."""
    if "operator" not in act.actor.roles:
        raise NotVisible
    User.objects.filter(pk=user.pk).update(is_operator=True)
    user.is_operator = True
    record(act, Happened.OPERATOR_NAMED, about=user.public_id)
    return user
