"""What can happen to an account.

An expired session in the middle of a form, without middleware and without anything kept in the browser but a signed
cookie:

1. At sign-in the entrance sets the cookie `queries.LAST_COOKIE` to `queries.sign_last_user(user)` (HttpOnly, Secure as the
   session, SameSite=Lax). It says who was here; it opens nothing.
2. A POST arrives without a session, with a valid CSRF token and that cookie: the entrance calls `keep_form` with the person
   of the cookie, the page that showed the form, the address it was sent to and what was sent, and sends the person to sign
   in with `next=` that page. Uploaded files are not kept: the page says so.
3. After sign-in the page is shown with its forms filled (`queries.list_kept_forms`), and only then are they let go
   (`give_back_forms`); nothing is done until the person sends them again.
4. Whoever else signs in on that browser sees nothing of it and loses the person nothing.
"""

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
from .rules import KEPT_LASTS, form_mark, form_purpose, pack_form, seal

KEPT_BYTES = 256 * 1024
KEPT_ADDRESS = 500
KEPT_PER_USER = 5


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
def keep_form(
    act: Act, *, user_public_id: str, page: str, path: str, data: Mapping[str, Iterable[str]], shown: str = ""
) -> KeptForm | None:
    """Keep a form for one hour, encrypted, for that person alone; the five latest, 256 kB each.

    `shown`: the token of the form as its page showed it. Sent again, it takes the place of what was kept of it before.
    Returns None when there is nobody to keep it for, or it is too large: then the page says that it was not kept.
    """
    user = User.objects.filter(public_id=user_public_id, is_active=True).first()
    packed = pack_form(data)
    if user is None or len(packed) > KEPT_BYTES or max(len(path), len(page)) > KEPT_ADDRESS:
        return None
    rows = KeptForm.objects.filter(user=user)
    rows.filter(created_at__lte=act.at - KEPT_LASTS).delete()
    mark = form_mark(page, path, shown)
    replaced, _by_table = rows.filter(mark=mark).delete()
    sealed = seal(settings.SECRET_KEY, form_purpose(user.public_id, page, path), packed, act.at)
    kept = KeptForm.objects.create(user=user, page=page, path=path, mark=mark, ciphertext=sealed, created_at=act.at)
    rows.exclude(pk__in=list(rows.order_by("-pk").values_list("pk", flat=True)[:KEPT_PER_USER])).delete()
    User.objects.filter(pk=user.pk).update(forms_kept_until=act.at + KEPT_LASTS)
    if not replaced:
        record(act, Happened.FORM_KEPT, about=user.public_id)
    return kept


@transaction.atomic
def give_back_forms(act: Act, *, user: User, page: str) -> int:
    """Let go of what was kept of a page, once it has been shown to the same person. Raises NotVisible."""
    _own(act, user)
    given, _by_table = KeptForm.objects.filter(user=user, page=page).delete()
    if given:
        record(act, Happened.FORM_GIVEN_BACK, about=user.public_id)
    return given


@transaction.atomic
def drop_forms(act: Act) -> int:
    """Delete what is past its hour."""
    dropped, _by_table = KeptForm.objects.filter(created_at__lte=act.at - KEPT_LASTS).delete()
    if dropped:
        record(act, Happened.FORMS_DROPPED, number=dropped)
    return dropped


@transaction.atomic
def remove_second_factor(act: Act, *, user: User) -> None:
    """The operator takes a lost second factor away, after proving who asks; sessions end. Raises NotVisible."""
    if "operator" not in act.actor.roles:
        raise NotVisible
    Authenticator.objects.filter(user=user).delete()
    record(act, Happened.SECOND_FACTOR_REMOVED, about=user.public_id)
    end_sessions(act, user=user)
