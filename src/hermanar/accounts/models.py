"""The user: an e-mail address and a way to prove it."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from hermanar.kernel.codes import new_public_id


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra) -> "User":
        """Save and return a user; without password the account cannot be entered by password."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """No name here: a person's name lives in `directory.Person`, where it can be withheld."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(unique=True)
    language = models.CharField(max_length=2, default="es")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    session_stamp = models.CharField(max_length=12, default=new_public_id, editable=False)
    # until when a form may wait for them: a page asks for one only then
    forms_kept_until = models.DateTimeField(null=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_user_per_address")]

    def __str__(self) -> str:
        return self.public_id

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is checked against at every request: another password, or another stamp, ends it."""
        salt = "hermanar.accounts.models.User.session"
        return salted_hmac(salt, f"{self.password}:{self.session_stamp}", secret=secret, algorithm="sha256").hexdigest()


class KeptForm(models.Model):
    """A form that came after its session had expired: encrypted, for one hour, for the same person only.

    `page` is the one that showed it, `path` where it was sent; `mark` is the form as it was shown there, of which the latest
    alone is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    page = models.CharField(max_length=500)
    path = models.CharField(max_length=500)
    mark = models.CharField(max_length=64)
    ciphertext = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "mark"], name="accounts_one_kept_form_per_form_shown")]
        indexes = [models.Index(fields=["user", "-id"])]
