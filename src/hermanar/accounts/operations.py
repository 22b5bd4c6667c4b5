"""What can happen to an account.

An expired session in the middle of a form, without middleware and without anything kept in the browser but a signed
cookie:

1. At sign-in the entrance sets the cookie `queries.LAST_COOKIE` to `queries.sign_last_user(user)` (HttpOnly, Secure as the
   session, SameSite=Lax). It says who was here; it opens nothing.
2. A POST arrives without a session, with a valid CSRF token and that cookie: the entrance calls
   `keep_form(act, user_public_id=queries.read_last_user(cookie), path=request.get_full_path(), data=lists of the POST)` and
   sends the person to sign in with `next=` that path. Uploaded files are not kept: the page says so.
3. After sign-in, the view of that path calls `take_form(act, user=…, path=…)` on GET and shows the form filled in; nothing
   is done until the person sends it again.
4. When somebody else signs in on that browser, the entrance calls `drop_forms(act, user_public_id=the cookie's)`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.errors import Invalid, NotVisible

from .enums import Happened
from .models import KeptForm, User
from .rules import pack_form, seal, unpack_form, unseal

KEPT_BYTES = 256 * 1024
KEPT_PER_USER = 5
KEPT_LASTS = dt.timedelta(hours=1)


def _own(act: Act, user: User) -> None:
    if act.actor.user != user.public_id and "operator" not in act.actor.roles:
        raise NotVisible


@transaction.atomic
def open_account(act: Act, *, email: str, password: str | None = None, language: str = "es") -> User:
    """A user of that address. Born of an invitation (`directory.operations.accept_invitation`) or of `hermanar operator`.

    Raises Invalid where it is no address.
    """
    try:
        validate_email(email)
    except ValidationError as e:
        raise Invalid({"email": e.messages}) from e
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


@transaction.atomic
def keep_form(act: Act, *, user_public_id: str, path: str, data: Mapping[str, Iterable[str]]) -> KeptForm | None:
    """Keep a form for one hour, encrypted, for that person alone; the five latest, 256 kB each.

    Returns None when there is nobody to keep it for, or it is too large: then the page says that it was not kept.
    """
    user = User.objects.filter(public_id=user_public_id, is_active=True).first()
    packed = pack_form(data)
    if user is None or len(packed) > KEPT_BYTES or len(path) > 500:
        return None
    KeptForm.objects.filter(user=user, created_at__lte=act.at - KEPT_LASTS).delete()
    sealed = seal(settings.SECRET_KEY, f"form:{user.public_id}:{path}", packed, act.at)
    kept = KeptForm.objects.create(user=user, path=path, ciphertext=sealed, created_at=act.at)
    latest = KeptForm.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:KEPT_PER_USER]
    KeptForm.objects.filter(user=user).exclude(pk__in=list(latest)).delete()
    record(act, Happened.FORM_KEPT, about=user.public_id)
    return kept


@transaction.atomic
def take_form(act: Act, *, user: User, path: str) -> dict[str, list[str]] | None:
    """Give the latest form kept at that path back to the same person, once. None when there is none."""
    if act.actor.user != user.public_id:
        return None
    rows = KeptForm.objects.filter(user=user, path=path, created_at__gt=act.at - KEPT_LASTS).order_by("-pk")
    kept = rows.first()
    if kept is None:
        return None
    purpose = f"form:{user.public_id}:{path}"
    packed = unseal(settings.SECRET_KEY, purpose, bytes(kept.ciphertext), act.at, KEPT_LASTS)
    KeptForm.objects.filter(user=user, path=path).delete()
    if packed is None:
        return None
    record(act, Happened.FORM_GIVEN_BACK, about=user.public_id)
    return unpack_form(packed)


@transaction.atomic
def drop_forms(act: Act, *, user_public_id: str = "") -> int:
    """Delete what is kept for a person (somebody else signed in on that browser), or what is past its hour."""
    rows = KeptForm.objects.filter(created_at__lte=act.at - KEPT_LASTS)
    if user_public_id:
        rows = KeptForm.objects.filter(user__public_id=user_public_id)
    dropped, _by_table = rows.delete()
    if dropped:
        record(act, Happened.FORMS_DROPPED, about=user_public_id, number=dropped)
    return dropped


@transaction.atomic
def remove_second_factor(act: Act, *, user: User) -> None:
    """The operator takes a lost second factor away, after proving who asks; sessions end. Raises NotVisible."""
    if "operator" not in act.actor.roles:
        raise NotVisible
    Authenticator.objects.filter(user=user).delete()
    record(act, Happened.SECOND_FACTOR_REMOVED, about=user.public_id)
    end_sessions(act, user=user)
